"""The parts of a page that F6 goes through."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def enter_next(panes: Sequence[QWidget], focus: QWidget | None) -> None:
    """Give the keyboard to the pane after the one that has it, round; to the first where none has. Hidden panes are passed over."""
    shown = [pane for pane in panes if pane.isVisible() and pane.isEnabled()]
    here = next((place for place, pane in enumerate(shown) if focus is not None and (pane is focus or pane.isAncestorOf(focus))), -1)
    for step in range(1, len(shown) + 1):
        if _enter(shown[(here + step) % len(shown)]):
            return


def _enter(pane: QWidget) -> bool:
    """Give the keyboard to this pane, or the first thing in it that takes it; whether there is one."""
    take_focus = getattr(pane, "take_focus", None)
    if take_focus is not None:
        take_focus()
        return True
    takes = Qt.FocusPolicy.TabFocus
    found = next((each for each in (pane, *pane.findChildren(QWidget)) if each.focusPolicy() & takes and each.isVisible()), None)
    if found is not None:
        found.setFocus(Qt.FocusReason.TabFocusReason)
    return found is not None
