"""What can be done with the books as a whole: copies, examination. The buttons stand on the page; these are for menus and the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.labels import tr
from ui.parts.action import Action

if TYPE_CHECKING:
    from ui.parts.action import Context


def actions() -> tuple[Action, ...]:
    """The menu of the page Hệ thống."""
    group = tr("Sao lưu và kiểm tra")
    return (
        Action("system.back_up", tr("Sao lưu ngay"), back_up, kind="view", group=group, anywhere=True),
        Action("system.back_up_elsewhere", tr("Sao lưu ra nơi khác…"), back_up_elsewhere, kind="view", group=group, anywhere=True),
        Action("system.restore", tr("Phục hồi từ bản sao…"), restore, kind="view", group=group, anywhere=True),
        Action("system.check", tr("Kiểm tra sổ"), check, kind="view", group=group, anywhere=True),
    )


def _has_folder(context: Context) -> bool:
    """Whether the copies are this program's business; where not, say whose."""
    if context.office.folder is None:
        context.operations.told.emit(tr("Sổ nằm trên máy chủ: việc sao lưu do máy chủ làm."), False)  # noqa: FBT003 - the signal's own
        return False
    return True


def back_up(context: Context, _row: Any) -> None:
    """A copy now, in the usual places."""
    if _has_folder(context):
        _page(context).back_up()


def back_up_elsewhere(context: Context, _row: Any) -> None:
    """A copy now, in a folder that is asked for."""
    if _has_folder(context):
        _page(context).back_up_elsewhere()


def restore(context: Context, _row: Any) -> None:
    """A copy in the place of the books, after a question."""
    if _has_folder(context):
        _page(context).restore()


def check(context: Context, _row: Any) -> None:
    """Examine database, journal and files."""
    _page(context).check()


def _page(context: Context) -> Any:
    """The page Hệ thống itself: its copies are long work with progress, which belongs to it."""
    return context.parent
