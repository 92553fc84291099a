"""What a person can do with how a list is shown: filters, saved filters, columns, groups. The same for every book."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from models.labels import label, tr
from models.registers.groups import GROUPINGS
from ui.parts.action import Action, Context

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.pages.register_page import RegisterPage
    from ui.parts.columns import Column


def _page(context: Context) -> RegisterPage:
    return cast("RegisterPage", context.parent)


def to_filters(context: Context, row: Any) -> None:  # noqa: ARG001 - as every action
    """The keyboard to the filters."""
    _page(context).bar.take_focus()


def clear(context: Context, row: Any) -> None:  # noqa: ARG001
    """Let go of all filters and of the search."""
    _page(context).clear_filters()


def save(context: Context, row: Any) -> None:  # noqa: ARG001
    """Ask for a name for what the page shows."""
    _page(context).saved.ask_name()


def open_saved(context: Context, row: Any) -> None:  # noqa: ARG001
    """The list of saved filters."""
    _page(context).saved.drop()


def columns(context: Context, row: Any) -> None:  # noqa: ARG001
    """The list of columns."""
    _page(context).choose_columns()


def group(by: str, context: Context, row: Any) -> None:  # noqa: ARG001
    """Show the groups beside the list."""
    _page(context).group_by(by)


def sort(place: int, context: Context, row: Any) -> None:  # noqa: ARG001
    """In the order of this column; once more the other way round."""
    _page(context).view.sort_by(place)


def paste(context: Context, row: Any) -> None:  # noqa: ARG001
    """Take rows of a spreadsheet from the clipboard."""
    _page(context).paste()


def take_file(context: Context, row: Any) -> None:  # noqa: ARG001
    """Take the rows of a workbook."""
    _page(context).take_file()


def export(context: Context, row: Any) -> None:  # noqa: ARG001
    """The list as it is seen, into a workbook."""
    from ui.parts.list_export import export_seen

    export_seen(context)


def print_it(context: Context, row: Any) -> None:  # noqa: ARG001
    """The list as it is seen, on paper."""
    from ui.parts.list_print import print_seen

    print_seen(context)


def change(context: Context, row: Any) -> None:  # noqa: ARG001
    """Change many records at once."""
    from ui.forms.bulk import change_selected

    change_selected(_page(context), context)


def paper_actions() -> tuple[Action, ...]:
    """What leaves the program: of the books and of the catalogues."""
    return (
        Action("list.export", tr("Xuất Excel"), export, kind="page", shortcut="Ctrl+E"),
        Action("list.print", tr("In danh sách"), print_it, kind="view", shortcut="Ctrl+P", group=tr("Danh sách")),
    )


def actions() -> tuple[Action, ...]:
    """In the menus only but for what leaves or enters the program: the page has its chips and links for them."""
    shown, groups = tr("Lọc và cột"), tr("Nhóm theo")
    return (
        Action("list.import", tr("Nhập Excel"), take_file, kind="page"),
        *paper_actions(),
        Action("list.paste", tr("Dán các dòng từ bảng tính"), paste, kind="view", shortcut="Ctrl+V", group=tr("Danh sách")),
        Action("list.change", tr("Sửa hàng loạt"), change, kind="view", shortcut="Ctrl+B", group=tr("Danh sách")),
        Action("list.filters", tr("Đến các bộ lọc"), to_filters, kind="view", shortcut="Ctrl+L", group=shown),
        Action("list.clear", tr("Bỏ lọc"), clear, kind="view", group=shown),
        Action("list.save", tr("Lưu bộ lọc"), save, kind="view", shortcut="Ctrl+S", group=shown),
        Action("list.saved", tr("Mở bộ lọc đã lưu"), open_saved, kind="view", group=shown),
        Action("list.columns", tr("Chọn cột"), columns, kind="view", shortcut="Ctrl+Shift+L", group=shown),
        Action("list.group.none", tr("Không nhóm"), partial(group, ""), kind="view", group=groups),
        *(Action(f"list.group.{by}", label("grouping", by), partial(group, by), kind="view", group=groups) for by in GROUPINGS),
    )


def sorting(columns: Sequence[Column]) -> tuple[Action, ...]:
    """An order for each column that knows one: what a press on its title does, for the keyboard."""
    shown = tr("Lọc và cột")
    return tuple(
        Action(f"list.sort.{column.sort}", tr("Xếp theo: {column}", column=column.title), partial(sort, place), kind="view", group=shown)
        for place, column in enumerate(columns)
        if column.sort
    )
