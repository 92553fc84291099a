"""The desk on which a page lies: the wheel and the keys move it, and turn to the next page at its edge."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from ui import theme
from ui.parts.lit_page import LitPage

FIRST, LAST = 0, -1
_AROUND = 12


class PageArea(QScrollArea):
    """Holds one `LitPage`, as `sheet`."""

    #: The page after (1) or before (-1) is wanted.
    turned = Signal(int)
    #: The FIRST or the LAST page is wanted.
    page_wanted = Signal(int)
    #: Larger (1) or smaller (-1).
    zoomed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("reading", "true")
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.sheet = LitPage()
        self.setWidget(self.sheet)
        self.sheet.caret_moved.connect(self._follow_caret)
        self.sheet.dragged_beyond.connect(self._follow_mouse)

    def bring_into_sight(self, place: QRect) -> None:
        """Scroll until this place of the sheet is seen, with room round it; where it is seen already nothing moves."""
        if not self.sheet.visibleRegion().boundingRect().contains(place):
            beside, above = place.width() // 2 + theme.px(_AROUND), self.viewport().height() // 3
            self.ensureVisible(place.center().x(), place.center().y(), min(beside, self.viewport().width() // 2), above)

    def _follow_caret(self, place: QRect) -> None:
        self.bring_into_sight(place)
        if (chosen := self.sheet.chosen()) is not None:
            # What a reader of the screen says: the words that Enter would take.
            self.setAccessibleDescription(chosen[0])

    def _follow_mouse(self, at: QPoint) -> None:
        self.ensureVisible(at.x(), at.y(), 0, theme.px(_AROUND))

    def scroll_page(self, step: int) -> None:
        """A screenful on (1) or back (-1); at the edge of the page, the next one."""
        if self._at_edge(step):
            self.turned.emit(step)
        else:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + step * round(bar.pageStep() * 0.9))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """PgUp, PgDn, Home and End go through the pages; arrows, Enter and Ctrl+C are for the words, where they are known."""
        step = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_Space: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self.scroll_page(step)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.page_wanted.emit(FIRST if event.key() == Qt.Key.Key_Home else LAST)
        elif event.matches(QKeySequence.StandardKey.Copy) and self.sheet.chosen() is not None:
            self.sheet.copy()
        elif not self.sheet.key(event):
            super().keyPressEvent(event)
            return
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """At the end of a page it is turned; with Ctrl it is made larger or smaller."""
        up = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if up:
                self.zoomed.emit(1 if up > 0 else -1)
            event.accept()
        elif up and self._at_edge(-1 if up > 0 else 1):
            self.turned.emit(-1 if up > 0 else 1)
            event.accept()
        else:
            super().wheelEvent(event)

    def _at_edge(self, step: int) -> bool:
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() if step > 0 else bar.value() <= bar.minimum()
