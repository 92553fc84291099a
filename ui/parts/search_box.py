"""The box of the top bar: filters the page as the person types (Ctrl+F). On a page without words to filter by it opens the palette.

Part of the frame that is painted first: the namespace `Qt` is named late (see `ui.main_window`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from models.labels import tr
from ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

    from ui.pages.base import Page

# Long enough that a word being typed is one search, short enough that nobody waits.
_PAUSE_MS = 120


class SearchBox(QLineEdit):
    """One line, with the hint of its key at the right edge."""

    typed = Signal(str)
    #: On a page that is not searched itself: find anything, beginning with this text.
    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchBox")
        self.setPlaceholderText(self._all_hint())
        self.setAccessibleName(tr("Tìm kiếm"))
        self.setMinimumWidth(theme.px(150))
        self.setMaximumWidth(theme.px(290))
        self.setMaxLength(200)
        self._page: Page | None = None
        self._hint = QLabel("Ctrl K", self)
        self._hint.setObjectName("keyHint")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self.textChanged.connect(self._text_changed)
        self.returnPressed.connect(self._entered)

    @staticmethod
    def _all_hint() -> str:
        return tr("Tìm văn bản, nhiệm vụ, hồ sơ")

    def serve(self, page: Page) -> None:
        """Belong to this page from now on; each page keeps its own words while the window is open."""
        from PySide6.QtCore import Qt

        self._pause.stop()
        self._page = page
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setClearButtonEnabled(page.searchable)
        self.setReadOnly(not page.searchable)
        self._hint.setText("Ctrl F" if page.searchable else "Ctrl K")
        words = page.query().text if page.searchable else ""
        # Not with blocked signals: the button that empties the box listens to them too.
        self.setText(words)
        self._pause.stop()
        self.setPlaceholderText(page.search_hint or self._all_hint())
        self.setToolTip(self.placeholderText())
        self._show_hint()

    def take_focus(self) -> None:
        """Ctrl+F: type here; what stands is selected, so that typing replaces it."""
        from PySide6.QtCore import Qt

        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def begin(self, letters: str) -> None:
        """Letters were typed on the list: the search begins with them here, and goes on as it is typed."""
        from PySide6.QtCore import Qt

        if self._page is not None and self._page.searchable:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.setText(letters)

    def _text_changed(self) -> None:
        self._show_hint()
        self._pause.start()

    def _tell(self) -> None:
        self.typed.emit(self.text())

    def _entered(self) -> None:
        self._pause.stop()
        if self._page is None:
            return
        if self._page.searchable:
            self._tell()
            self._page.setFocus()
        else:
            self.wanted.emit("")

    def sizeHint(self) -> QSize:
        """As wide as drawn; it gives way down to its least."""
        return QSize(self.maximumWidth(), super().sizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click where the page is not searched opens the palette."""
        if self.isReadOnly() and self._page is not None:
            self.wanted.emit("")
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the box, then gives the keyboard back to the page."""
        from PySide6.QtCore import Qt

        if event.key() == Qt.Key.Key_Escape and self._page is not None:
            if self.text():
                self.clear()
            else:
                self._page.setFocus()
            return
        if event.key() == Qt.Key.Key_Down and self._page is not None:
            self._page.setFocus()
            return
        if self.isReadOnly() and self._page is not None and event.text().strip() and event.text().isprintable():
            self.wanted.emit(event.text())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the hint at the right edge."""
        super().resizeEvent(event)
        self._place_hint()

    def _show_hint(self) -> None:
        """The key, while nothing is typed; the words that stand there instead of text end before it."""
        self._hint.setVisible(not self.text())
        self.setTextMargins(0, 0, 0 if self.text() else self._hint.sizeHint().width() + 2, 0)
        self._place_hint()

    def _place_hint(self) -> None:
        self._hint.adjustSize()
        self._hint.move(self.width() - self._hint.width() - 8, (self.height() - self._hint.height()) // 2)
