"""What can be done with the workbooks that the province sends, beside taking them in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from models.labels import tr
from ui.parts.action import Action

if TYPE_CHECKING:
    from ui.parts.action import Context


def reply(context: Context, row: Any) -> None:  # noqa: ARG001 - as every action
    """Fill what became of our tasks into the list that the province sent."""
    from ui.workbooks.reply_view import choose_and_answer

    choose_and_answer(context.operations, context.parent)


def reconcile(kind: str, context: Context, row: Any) -> None:  # noqa: ARG001 - as every action
    """Lay a list of the province beside the register."""
    from ui.workbooks.reconcile_view import choose_and_compare

    choose_and_compare(context.operations, context.parent, kind)


def task_actions() -> tuple[Action, ...]:
    """On the page Nhiệm vụ."""
    compare = partial(reconcile, "tasks")
    return (
        Action("task.reply", tr("Trả lời bằng tệp của tỉnh"), reply, kind="view", group=_group(), anywhere=True),
        Action("task.reconcile", tr("Đối chiếu nhiệm vụ với tệp của tỉnh"), compare, kind="view", group=_group(), anywhere=True),
    )


def dossier_actions() -> tuple[Action, ...]:
    """On the page Hồ sơ một cửa."""
    compare = partial(reconcile, "dossiers")
    return (Action("dossier.reconcile", tr("Đối chiếu hồ sơ với tệp của tỉnh"), compare, kind="view", group=_group(), anywhere=True),)


def _group() -> str:
    """That of the list's own: a section more would make the menu higher than a small screen."""
    return tr("Danh sách")
