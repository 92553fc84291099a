"""Reminders and the briefing: what the pages Nhiệm vụ and Tổng quan offer beside their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.labels import tr
from ui.parts.action import Action

if TYPE_CHECKING:
    from ui.parts.action import Context


def actions() -> tuple[Action, ...]:
    """Actions of the page as a whole."""
    return (
        Action("reminders.today", tr("Nhắc việc hôm nay"), remind_today, kind="page", shortcut="F8"),
        Action("briefing.open", tr("Giao ban"), brief, kind="page", shortcut="F9"),
    )


def remind_today(context: Context, row: Any = None) -> Any:  # noqa: ARG001 - all actions are called alike
    """Who is to be reminded today."""
    from ui.forms.reminders import RemindersSheet

    return _opened(context, RemindersSheet)


def brief(context: Context, row: Any = None) -> Any:  # noqa: ARG001
    """The weekly briefing over the whole screen: the one that runs, else a new one or an old one."""
    from ui.pages.briefing import BriefingSheet

    return _opened(context, BriefingSheet)


def _opened(context: Context, kind: Any) -> Any:
    """A sheet of this kind over the window: the one that lies there already, else a new one."""
    lying = [sheet for sheet in context.parent.window().findChildren(kind) if sheet.isVisible()]
    if lying:
        return lying[0]
    sheet = kind(context)
    sheet.show_it()
    return sheet
