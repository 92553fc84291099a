"""The search box of the top bar: filters the page as the person types, or lists hits of all three books on Enter.

Part of the frame that is painted first: the namespace `Qt` is named late (see `ui.main_window`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QWidget

from models.labels import tr

if TYPE_CHECKING:
    from ui.pages.base import Page

# Long enough that a word being typed is one search, short enough that nobody waits.
_PAUSE_MS = 120


class Hit(QAction):
    """One found record in the list under the box."""

    def __init__(self, text: str, page: str, record_id: int, parent: QMenu) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self.page = page
        self.record_id = record_id


class SearchBox(QLineEdit):
    """One line, with the hint of its key at the right edge."""

    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchBox")
        self.setPlaceholderText(self._all_hint())
        self.setAccessibleName(tr("Tìm kiếm"))
        self.setFixedWidth(270)
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
        self.setClearButtonEnabled(True)
        words = page.query().text if page.searchable else ""
        # Not with blocked signals: the button that empties the box listens to them too.
        self.setText(words)
        self._pause.stop()
        self.setPlaceholderText(page.search_hint or self._all_hint())
        self._hint.setVisible(not words)

    def take_focus(self) -> None:
        """Ctrl+F, Ctrl+K: type here; what stands is selected, so that typing replaces it."""
        from PySide6.QtCore import Qt

        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def begin(self, letters: str) -> None:
        """Letters were typed on the list: the search begins with them here, and goes on as it is typed."""
        from PySide6.QtCore import Qt

        if self._page is not None and self._page.searchable:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.setText(letters)

    def _text_changed(self, text: str) -> None:
        self._hint.setVisible(not text)
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
        elif self.text().strip():
            self._list_hits(self._page)

    def _list_hits(self, page: Page) -> None:
        """Under the box, the newest few records of every book that have these words; choosing one opens it."""
        from ui.parts.everywhere import find_everywhere

        menu = QMenu(self)
        menu.setMinimumWidth(self.width())
        for group in find_everywhere(page.office, self.text()):
            menu.addSection(group.title)
            for hit in group.hits:
                menu.addAction(Hit(hit.text, group.page, hit.id, menu))
        if menu.isEmpty():
            nothing = menu.addAction(tr("Không tìm thấy mục nào"))
            nothing.setEnabled(False)
        chosen = menu.exec(self.mapToGlobal(self.rect().bottomLeft()))
        if isinstance(chosen, Hit):
            page.go.emit(chosen.page, None, chosen.record_id)
        menu.deleteLater()

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
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the hint at the right edge."""
        super().resizeEvent(event)
        self._hint.adjustSize()
        self._hint.move(self.width() - self._hint.width() - 8, (self.height() - self._hint.height()) // 2)
