"""What a person can do, as data: text, shortcut, when it is possible, and the function that does it.

A module of `ui/actions/` is a few functions of three to eight lines (ask, call one service, say what happened) and one function

    def actions() -> tuple[Action, ...]:
        return (
            Action("task.new", tr("Giao nhiệm vụ"), new_task, kind="new", shortcut="Ctrl+N"),
            Action("task.extend", tr("Gia hạn"), extend, shortcut="Ctrl+G", enabled=is_open),
        )

A page names its module in `actions_module`; the main window puts `new` actions on the top bar, `page` actions into the top bar
and the menu "Việc khác", `record` actions into the context menu of the table, the detail pane and the same menu. Each is called
as `run(context, row)`: the row is the frozen dataclass of the selected record, None for the other kinds. A `bulk` action works on
several records: it is called as `run(context, rows)` with a tuple, also when one is selected. Texts hold no mnemonic marks: the menus
choose a letter of their own for each entry (`ui.parts.main_menu`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from models.office import Office
    from ui.operations import Operations


def always(row: Any) -> bool:  # noqa: ARG001 - an answer for every row
    """The answer of an action that is possible for every record."""
    return True


def nothing() -> None:
    """The selection of a page without a list."""
    return


@dataclass(frozen=True, slots=True)
class Context:
    """What an action may use: the office (to read), the operations (to change), and the widget its dialogs belong to.

    `query` is what the page shows now (its register's query value, None elsewhere). `show(id)` selects a record on the page: what an
    action that entered one calls with `outcome.id`. `rows` are the selected rows, at most the first thousand; `selection()` is the
    `ui.parts.selection.Selection` that names all of them (None on a page without a list). `seen` is what stands on the screen, for
    "export what I see": columns, title and filters as the page describes them, None where it shows no list.
    """

    office: Office
    operations: Operations
    parent: QWidget
    query: Any = None
    show: Callable[[int], object] = always
    rows: tuple[Any, ...] = ()
    selection: Callable[[], Any] = nothing
    seen: Any = None


@dataclass(frozen=True, slots=True)
class Action:
    """One entry of a menu. `text` is already translated, `shortcut` as Qt writes it ("F2", "Ctrl+G").

    `kind`: "new" makes a record (the blue button), "page" works on the page as a whole (a button of the top bar), "view" on how it is
    shown (in the menus only), "record" on the selected row.
    `also` is a second key that does the same, which hands know from before.
    `enabled` is asked with the row before the entry is shown or its shortcut obeyed. `detail` marks the record actions that
    stand as buttons in the detail pane; the rest are in the menus only. `group` is the translated title of the section of the menu
    where it stands; "" for the section of its kind. `bulk` works on several rows: of those selected it is given the ones it is possible
    for. A record action without it is not possible while several rows are selected. `anywhere` lets the palette offer a "view" action
    from every page; "new" and "page" actions always are.
    """

    key: str
    text: str
    run: Callable[[Context, Any], object]
    kind: Literal["new", "page", "view", "record"] = "record"
    shortcut: str = ""
    also: str = ""
    enabled: Callable[[Any], bool] = always
    detail: bool = False
    group: str = ""
    bulk: bool = False
    anywhere: bool = False
