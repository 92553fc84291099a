"""What stands in the place of rows where a list has none: why, and what to do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui import theme
from ui.parts.labels import plain


class EmptyNote(QWidget):
    """Words in the middle of another widget, with one button that leads on. `wanted` when it is pressed."""

    wanted = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(24),) * 4)
        column.setSpacing(theme.px(10))
        self.text = plain("", "soft", wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.button = QPushButton()
        self.button.clicked.connect(self.wanted)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.button)
        row.addStretch(1)
        column.addSpacing(theme.px(12))
        column.addWidget(self.text)
        column.addLayout(row)
        column.addStretch(1)
        over.installEventFilter(self)
        self.hide()

    def say(self, text: str, verb: str = "") -> None:
        """Show these words, and a button with this verb where there is one."""
        self.text.setText(text)
        self.button.setText(verb.replace("&", "&&"))
        self.button.setVisible(bool(verb))
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As large as what it stands over."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return super().eventFilter(watched, event)
