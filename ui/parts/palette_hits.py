"""What the palette offers: actions of the selected record, of this page and of all others, the window's own, the pages and their parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from models import text as texts
from models.labels import tr
from ui.parts.keys import sequence_words

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from ui.main_window import MainWindow
    from ui.pages.base import Page
    from ui.parts.action import Action
    from ui.parts.everywhere import Group

_EACH = 8


@dataclass(frozen=True, slots=True)
class Hit:
    """A line of the palette: `side` stands at the right edge (its key, or where it is), `key` names it among the recent ones."""

    key: str
    group: str
    text: str
    go: Callable[[], object]
    side: str = ""


def hits(window: MainWindow) -> list[Hit]:
    """Everything that can be done or gone to now, without the records; what is nearest comes first."""
    found = [*_record_actions(window), *_page_actions(window), *_window_actions(window), *_pages(window)]
    return list({hit.key: hit for hit in reversed(found)}.values())[::-1]


def at_hand(window: MainWindow) -> list[Hit]:
    """What is offered before anything is typed: the likeliest for the selected record, this page, and the pages."""
    here = window.page_key()
    found = hits(window)
    record = sorted((hit for hit in found if hit.key.startswith("record-action:")), key=lambda hit: not hit.side)
    return [*record[:_EACH], *(hit for hit in found if hit.key.startswith((f"action:{here}/", "page:")))]


def record_hits(window: MainWindow, groups: Iterable[Group]) -> list[Hit]:
    """Found records as lines."""
    return [
        Hit(f"record:{group.page}/{found.id}", group.title, found.text, partial(window.show_page, group.page, None, found.id))
        for group in groups
        for found in group.hits
    ]


def matching(offered: Sequence[Hit], typed: str) -> list[Hit]:
    """Those whose words begin like every typed word, in any order, or whose initials are what was typed ("nv"); best first."""
    asked = texts.words(typed)
    if not asked:
        return []
    ranked: list[tuple[int, int, Hit]] = []
    each: dict[str, int] = {}
    for place, hit in enumerate(offered):
        words = texts.words(hit.text)
        if all(any(word.startswith(part) for word in words) for part in asked):
            rank = 0 if words[: len(asked) - 1] == asked[:-1] and words[len(asked) - 1].startswith(asked[-1]) else 1
        elif len(asked) == 1 and len(asked[0]) > 1 and "".join(word[0] for word in words).startswith(asked[0]):
            rank = 2
        else:
            continue
        ranked.append((rank, place, hit))
    best = []
    for _, _, hit in sorted(ranked, key=lambda entry: entry[:2]):
        each[hit.group] = each.get(hit.group, 0) + 1
        if each[hit.group] <= _EACH:
            best.append(hit)
    return best


def grouped(found: Iterable[Hit]) -> Iterator[tuple[str, list[Hit]]]:
    """The lines by their group, groups in the order of their best line."""
    groups: dict[str, list[Hit]] = {}
    for hit in found:
        groups.setdefault(hit.group, []).append(hit)
    yield from groups.items()


# ---- where they come from ----


def _plain(action: QAction) -> str:
    return action.text().replace("&&", "&")


def _record_actions(window: MainWindow) -> Iterator[Hit]:
    page = window.page()
    for entry in page.of_kind("record") if page is not None else ():
        if entry.isEnabled():
            yield Hit(
                f"record-action:{entry.action.key}",
                tr("Mục đang chọn"),
                _plain(entry),
                entry.trigger,
                sequence_words(entry.shortcut()),
            )


def _page_actions(window: MainWindow) -> Iterator[Hit]:
    """Those of the page in front first. A page that nobody visited yet is not built for this: its module tells its actions."""
    here = window.page_key()
    group = tr("Việc")
    for key, button in sorted(window.rail_buttons.items(), key=lambda item: item[0] != here):
        for action in _offered(window, key):
            # Where it is done; of what is done here, what it belongs to: "Nhóm theo" says what "Đơn vị" is.
            where = action.group if key == here else button.accessibleName()
            keys = sequence_words_of(action) if key == here else ""
            yield Hit(f"action:{key}/{action.key}", group, action.text, partial(do_on_page, window, key, action.key), keys or where)


def sequence_words_of(action: Action) -> str:
    """The key of an action as a person reads it."""
    from PySide6.QtGui import QKeySequence

    return sequence_words(QKeySequence(action.shortcut)) if action.shortcut else ""


def _offered(window: MainWindow, key: str) -> list[Action]:
    """How a page shows things concerns who stands on it; the rest can be wished for from every page."""
    page = window.built_page(key)
    here = key == window.page_key()
    if page is not None:
        found: Iterable[Action] = [entry.action for entry in page.entries]
    else:
        module = window.page_class(key).actions_module
        found = import_module(module).actions() if module else ()
    return [action for action in found if action.kind in ("new", "page") or (action.kind == "view" and (here or action.anywhere))]


def do_on_page(window: MainWindow, key: str, action_key: str) -> None:
    """Go to the page (and to the tab whose table the action's key names) and do this there."""
    if window.page_key() != key or not _entry(window.page(), action_key):
        table = action_key.partition(".")[0]
        parts = window.page_class(key).places()
        query = next((query for _, query in parts if query == table), None)
        window.show_page(key, query)
    entry = _entry(window.page(), action_key)
    if entry is not None:
        entry.trigger()


def _entry(page: Page | None, action_key: str) -> Any:
    if page is None:
        return None
    shown = [entry for kind in ("new", "page", "view") for entry in page.of_kind(kind)]
    return next((entry for entry in shown if entry.action.key == action_key), None)


def _window_actions(window: MainWindow) -> Iterator[Hit]:
    pages = set(window.actions_here.pages)
    for action in window.actions_here.all():
        if action.isEnabled() and action not in pages and action is not window.actions_here.find:
            yield Hit(
                f"window:{sequence_words(action.shortcut())}",
                tr("Cửa sổ"),
                _plain(action),
                action.trigger,
                sequence_words(action.shortcut()),
            )


def _pages(window: MainWindow) -> Iterator[Hit]:
    group = tr("Trang")
    keys = {action.text(): sequence_words(action.shortcut()) for action in window.actions_here.pages}
    for key, button in window.rail_buttons.items():
        name = button.accessibleName()
        yield Hit(f"page:{key}", group, name, partial(window.show_page, key), keys.get(name, ""))
    for key, button in window.rail_buttons.items():
        for title, query in window.page_class(key).places():
            yield Hit(f"place:{key}/{query}", group, title, partial(window.show_page, key, query), button.accessibleName())
