"""What the tests of lists share: a page that has come to rest."""

from __future__ import annotations

from typing import Any

from tests.ui.test_register_model import COLUMNS, Query
from ui.parts.register_model import RegisterModel
from ui.parts.register_table import RegisterTable


def at_rest(page: Any) -> bool:
    """Whether rows, record, counts and groups stand."""
    timers = (page.view._telling, page._rest, page._counting)
    return not (any(timer.isActive() for timer in timers) or page._counts.busy() or page._grouping.busy() or page.model.loading)


def settled(window: Any, key: str, qtbot: Any) -> Any:
    """The page of this key, gone to and at rest."""
    window.show_page(key)
    page = window.page()
    qtbot.waitUntil(lambda: at_rest(page))
    return page


def settle(page: Any, qtbot: Any) -> None:
    """Wait until the page is at rest."""
    qtbot.waitUntil(lambda: at_rest(page))


def shown_table(book: Any, qtbot: Any) -> RegisterTable:
    """A small table on a book made by hand, on the screen, its first row selected."""
    model = RegisterModel(book, COLUMNS, Query())
    model.reload()
    made = RegisterTable(model)
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    qtbot.waitExposed(made)
    made.select_place(0)
    return made
