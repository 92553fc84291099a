"""The four steps as a row of pills: what is done has a tick and can be gone back to, what is now is filled."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from models.labels import tr
from ui import theme
from ui.parts.elided import Elided
from ui.parts.labels import set_property

FILE, COLUMNS, REVIEW, WRITTEN = range(4)


class StepBar(QWidget):
    """`wanted` tells the step that the person goes back to."""

    wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        self._names = (tr("1 Chọn tệp"), tr("2 Ghép cột"), tr("3 Kiểm tra"), tr("4 Ghi vào sổ"))
        self.pills: list[QPushButton] = []
        for place, name in enumerate(self._names):
            if place:
                line = QFrame()
                line.setObjectName("stepLine")
                line.setFixedWidth(theme.px(16))
                row.addWidget(line)
            pill = QPushButton(name)
            pill.setAutoDefault(False)
            pill.setProperty("step", "next")
            pill.clicked.connect(self._clicked)
            row.addWidget(pill)
            self.pills.append(pill)
        self.said = Elided()
        self.said.setProperty("role", "soft")
        self.said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row.addSpacing(theme.px(8))
        row.addWidget(self.said, 1)
        self.now = FILE

    def show_step(self, now: int, *, back_to: int = FILE) -> None:
        """This is the step; those before it, from `back_to` on, can be gone back to."""
        self.now = now
        for place, pill in enumerate(self.pills):
            done = place < now
            pill.setText(f"{self._names[place]} ✓" if done else self._names[place])
            pill.setEnabled(done and place >= back_to and now != WRITTEN)
            pill.setAccessibleDescription(tr("xong") if done else tr("đang làm") if place == now else tr("chưa đến"))
            set_property(pill, "step", "done" if done else "now" if place == now else "next")

    def say(self, text: str) -> None:
        """What is known of the file."""
        self.said.setText(text)

    def _clicked(self) -> None:
        self.wanted.emit(self.pills.index(self.sender()))  # type: ignore[arg-type]
