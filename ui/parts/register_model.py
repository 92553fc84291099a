"""The lazy table model of every book: the count is known, rows come a page of 200 at a time, the last twenty pages stay."""

from __future__ import annotations

import logging
from bisect import bisect_left, insort
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from models.errors import OfficeError
from models.outcome import ChangeSet
from ui import theme, words
from ui.parts.columns import Column
from ui.parts.reading import Readings
from ui.parts.tips import tip

if TYPE_CHECKING:
    from models.office import Office

Index = QModelIndex | QPersistentModelIndex
PAGE = 200
PAGES_KEPT = 20
TONE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
SECOND_ROLE = TONE_ROLE + 1
DEPARTED_ROLE = TONE_ROLE + 2

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_FOREGROUND = int(Qt.ItemDataRole.ForegroundRole)
_FONT = int(Qt.ItemDataRole.FontRole)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_NO_INDEX = QModelIndex()
_log = logging.getLogger(__name__)


class Source(Protocol):
    """Where rows come from. `load_rows` gives rows in the order of the ids; an id that is gone may be missing.

    A `threaded` source is asked on other threads; the others hold all they know in memory, and answer at once.
    """

    threaded: bool

    def count(self, query: Any, /) -> int:
        """How many rows the query finds."""

    def find_ids(self, query: Any, /, *, offset: int, limit: int) -> Sequence[int]:
        """The ids at these places of the query's order."""

    def load_rows(self, ids: Sequence[int], /) -> Sequence[Any]:
        """The rows of these ids."""

    def matching(self, query: Any, ids: frozenset[int], /) -> frozenset[int]:
        """Those of these few ids that the query finds."""

    def place_of(self, query: Any, record_id: int, /) -> int | None:
        """Where in the query's order this record stands; None where it is not found."""


class OfficeSource:
    """A register's `queries` module, asked through the office for this moment."""

    threaded = True

    def __init__(self, office: Office, queries: ModuleType) -> None:
        self._office = office
        self._queries = queries
        self._counted: tuple[Any, int] = (None, 0)

    def count(self, query: Any, /) -> int:
        """How many rows the query finds."""
        with self._office.read() as conn:
            number = int(self._queries.count(conn, query, self._office.when()))
        self._counted = (query, number)
        return number

    def find_ids(self, query: Any, /, *, offset: int, limit: int) -> Sequence[int]:
        """The ids at these places of the query's order."""
        counted, number = self._counted
        total = number if counted == query else None
        with self._office.read() as conn:
            found: Sequence[int] = self._queries.find_ids(conn, query, self._office.when(), offset=offset, limit=limit, total=total)
            return found

    def load_rows(self, ids: Sequence[int], /) -> Sequence[Any]:
        """The rows of these ids, computed for this moment."""
        with self._office.read() as conn:
            rows: Sequence[Any] = self._queries.load_rows(conn, ids, self._office.when(), self._office.calendar())
            return rows

    def matching(self, query: Any, ids: frozenset[int], /) -> frozenset[int]:
        """Those of these few ids that the query finds."""
        with self._office.read() as conn:
            found: frozenset[int] = self._queries.matching(conn, query, self._office.when(), ids)
            return found

    def place_of(self, query: Any, record_id: int, /) -> int | None:
        """Where in the query's order this record stands; None where it is not found."""
        with self._office.read() as conn:
            found: int | None = self._queries.place_of(conn, query, self._office.when(), record_id)
            return found


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Stands where a row could not be read: grey, with the reason. `id` is 0, which no record has."""

    reason: str
    id: int = 0


# Stands for a row that is still being read.
_TO_COME = Unreadable("…")
# More records than these changed at once: the list is read anew.
_FEW_CHANGES = 200


def _reason(why: OfficeError | str) -> str:
    """The sentence of a refusal; of a fault of ours its last line, the rest is in the log."""
    return words.sentence(why) if isinstance(why, OfficeError) else why.strip().rsplit("\n", 1)[-1]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is shown: what a query finds, or given ids."""

    query: Any
    only: tuple[int, ...] | None = None

    def ids(self, source: Source, offset: int, limit: int) -> Sequence[int]:
        """The ids at these places."""
        return self.only[offset : offset + limit] if self.only is not None else source.find_ids(self.query, offset=offset, limit=limit)

    def place_of(self, source: Source, record_id: int) -> int | None:
        """Where this record stands."""
        if self.only is not None:
            return self.only.index(record_id) if record_id in self.only else None
        return source.place_of(self.query, record_id)


@dataclass(frozen=True, slots=True)
class _Fresh:
    """The beginning of a list read anew: how many there are, the first page and the one that holds the record looked for."""

    total: int
    pages: Mapping[int, list[Any]]
    place: int | None = None


def _read_fresh(source: Source, asked: _Asked, find: int | None, near: int) -> _Fresh:
    """On a thread, perhaps: no Qt. `near` is the place to read as well when the record is not there."""
    total = len(asked.only) if asked.only is not None else source.count(asked.query)
    place = asked.place_of(source, find) if find is not None and total else None
    if place is not None and place >= total:
        place = None
    wanted = {0, (place if place is not None else min(near, max(0, total - 1))) // PAGE} if total else set()
    return _Fresh(total, {number: _read_page(source, asked, number * PAGE, min(PAGE, total - number * PAGE)) for number in wanted}, place)


def _read_page(source: Source, asked: _Asked, offset: int, number: int) -> list[Any]:
    """On a thread, perhaps: no Qt. A record that went meanwhile leaves a grey line."""
    rows = list(source.load_rows(asked.ids(source, offset, number)))[:number]
    return rows + [Unreadable("…")] * (number - len(rows))


def _read_after(source: Source, asked: _Asked, departed: tuple[int, ...], first: int, number: int) -> list[Any]:
    """On a thread: no Qt. As a page is read, past the rows that the query no longer counts."""
    return _read_page(source, asked, max(0, first - bisect_left(departed, first)), number)


class RegisterModel(QAbstractTableModel):
    """Rows of one query. Never raises out of `data()`; `flags()` and selection never load a row.

    What takes longer than a moment is read on a thread: the old rows stay while `loading`, a page that is still to come stands as
    grey lines, and late answers to what was asked before are dropped.
    """

    #: A list stands that was asked for anew, after the model's reset: the place of the record looked for, or None.
    arrived = Signal(object)
    #: `loading` has changed.
    waiting = Signal()

    def __init__(self, source: Source, columns: Sequence[Column], query: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.query = query
        self.problem = ""
        self.loading = False
        self.source = source
        self._total = 0
        self._pages: OrderedDict[int, list[Any]] = OrderedDict()
        # Places of shown rows that an edit took out of the query: they stay until the next search.
        self._departed: list[int] = []
        self._only: tuple[int, ...] | None = None
        self._shown = _Asked(query)
        # The page that somebody is just now waiting for.
        self._asking = -1
        self._fresh = Readings(self)
        self._fresh.done.connect(self._fresh_read)
        self._fresh.failed.connect(self._fresh_refused)
        self._later = Readings(self)
        self._later.done.connect(self._page_read)
        self._later.failed.connect(self._page_refused)

    # ---- what the query finds ----

    def set_query(self, query: Any, *, find: int | None = None) -> None:
        """Show another query; `arrived` tells where in it the record to find stands."""
        self.query = query
        self._only = None
        self.reload(find=find)

    def show_only(self, ids: Sequence[int]) -> None:
        """Show these records whatever the query finds, until another query is set: a hit, or the rows behind a figure."""
        self._only = tuple(ids)
        self._forget()
        # Nothing was waited for, so nothing arrives: who shows these also says which is chosen.
        self._adopt(_Fresh(len(self._only), {}), tell=False)

    def shows_only(self) -> bool:
        """Whether given ids are shown instead of what the query finds."""
        return self._only is not None

    def only_ids(self) -> tuple[int, ...] | None:
        """The given ids that are shown; None where it is what the query finds."""
        return self._only

    def sort_by(self, column: int, *, descending: bool, find: int | None = None) -> None:
        """Show the same query in the order of this column, where it can be sorted."""
        if self.columns[column].sort:
            self.set_query(replace(self.query, sort=self.columns[column].sort, descending=descending), find=find)

    def reload(self, *, find: int | None = None, near: int = 0) -> None:
        """Count anew and forget all rows. `near`: a place that will be looked at when there is no record to find, or it is gone."""
        self._forget()
        asked = _Asked(self.query, self._only)
        if self.source.threaded:
            self._set_loading(loading=True)
            self._fresh.ask(asked, partial(_read_fresh, self.source, asked, find, near))
            return
        try:
            fresh = _read_fresh(self.source, asked, find, near)
        except OfficeError as error:
            self._fresh_refused(asked, error)
        else:
            self._adopt(fresh)

    def _forget(self) -> None:
        """What was asked for before is not waited for any more."""
        self._fresh.forget()
        self._later.forget()

    def _set_loading(self, *, loading: bool) -> None:
        if loading != self.loading:
            self.loading = loading
            self.waiting.emit()

    def _fresh_read(self, _: object, fresh: _Fresh) -> None:
        self._adopt(fresh)

    def _fresh_refused(self, _: object, why: OfficeError | str) -> None:
        self._adopt(_Fresh(0, {}), problem=_reason(why))

    def _adopt(self, fresh: _Fresh, problem: str = "", *, tell: bool = True) -> None:
        """Show what was read."""
        self._later.forget()
        self.beginResetModel()
        self._shown = _Asked(self.query, self._only)
        self._departed.clear()
        self._pages.clear()
        self._pages.update(fresh.pages)
        self._total, self.problem = fresh.total, problem
        self.loading = False
        self.endResetModel()
        self.waiting.emit()
        if tell:
            self.arrived.emit(fresh.place)

    def total(self) -> int:
        """How many records the query finds now."""
        return self._total - len(self._departed)

    # ---- rows ----

    def row_at(self, place: int) -> Any:
        """The row at this place, its page read if need be; an `Unreadable` where that failed, or takes longer and is still to come."""
        number, within = divmod(place, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._ask_page(number)
            if page is None:
                return _TO_COME
        elif len(self._pages) > 1:
            self._pages.move_to_end(number)
        return page[within]

    def _ask_page(self, number: int) -> list[Any] | None:
        """Read a page; None where it is still to come."""
        first = number * PAGE
        # Rows that departed before this page are no longer counted by the query.
        offset = max(0, first - bisect_left(self._departed, first))
        work = partial(_read_page, self.source, self._shown, offset, min(PAGE, self._total - first))
        if not self.source.threaded:
            self._keep(number, work())
        elif not self._later.wanted(number):
            self._asking = number
            self._later.ask(number, work)
            self._asking = -1
        return self._pages.get(number)

    def _page_read(self, number: int, rows: list[Any]) -> None:
        self._keep(number, rows)
        first = number * PAGE
        # Not while the view is painting and has waited for this page: it gets the rows at once.
        if number != self._asking:
            self.dataChanged.emit(self.index(first, 0), self.index(first + len(rows) - 1, len(self.columns) - 1))

    def _page_refused(self, number: int, why: OfficeError | str) -> None:
        # Each repaint would ask again: one grey page instead.
        self._page_read(number, [Unreadable(_reason(why))] * min(PAGE, self._total - number * PAGE))

    def _keep(self, number: int, rows: list[Any]) -> None:
        self._pages[number] = rows
        if len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)

    def ids_between(self, first: int, last: int) -> list[int]:
        """The ids of the records at these places, both included; only ids are read, not rows. Raises OfficeError."""
        found: list[int] = []
        place = first
        while place <= last:
            number, within = divmod(place, PAGE)
            page = self._pages.get(number)
            if page is not None:
                taken = page[within : within + last - place + 1]
                found += [row.id for row in taken if row.id]
                place += len(taken)
                continue
            read = next((n for n in sorted(self._pages) if n > number), None)
            until = last if read is None else min(last, read * PAGE - 1)
            offset = max(0, place - bisect_left(self._departed, place))
            found += self._shown.ids(self.source, offset, until - place + 1)
            place = until + 1
        return found

    def reader(self) -> Callable[[int, int], list[Any]]:
        """A function that reads so many rows from a place on, for a thread: it knows nothing of this model and keeps nothing."""
        return partial(_read_after, self.source, self._shown, tuple(self._departed))

    def place_of(self, record_id: int) -> int | None:
        """Where this record stands among the rows already read or the ids given; None when it is not among them."""
        for number, page in self._pages.items():
            for within, row in enumerate(page):
                if row.id == record_id:
                    return number * PAGE + within
        only = self._shown.only
        return only.index(record_id) if only is not None and record_id in only else None

    def has_departed(self, place: int) -> bool:
        """Whether the row at this place was changed so that the query finds it no more: it stays, greyed, until the next search."""
        at = bisect_left(self._departed, place)
        return at < len(self._departed) and self._departed[at] == place

    def departed(self) -> frozenset[int]:
        """The places of such rows."""
        return frozenset(self._departed)

    # ---- changes ----

    def apply_changes(self, changed: frozenset[int]) -> bool:
        """Read the changed records among the shown rows anew. False when rows may have come or gone elsewhere: then reload.

        A record that no longer matches stays where it is until the next search: people hate a row vanishing under their hands.
        """
        if self.loading or len(changed) > _FEW_CHANGES:
            return False
        shown = {row.id: (number, within) for number, page in self._pages.items() for within, row in enumerate(page) if row.id in changed}
        if self._shown.only is not None:
            unseen, found = frozenset[int](), changed
        else:
            unseen, found = changed - shown.keys(), None
        if unseen:
            return False
        try:
            if found is None:
                found = self.source.matching(self._shown.query, changed)
            fresh = {row.id: row for row in self.source.load_rows(list(shown))} if shown else {}
        except OfficeError as error:
            _log.warning("changed rows not read: %s", error)
            return False
        for record_id, (number, within) in shown.items():
            place = number * PAGE + within
            if (record_id in found) == self.has_departed(place):
                if record_id in found:
                    self._departed.remove(place)
                else:
                    insort(self._departed, place)
            if record_id in fresh:
                self._pages[number][within] = fresh[record_id]
            self.dataChanged.emit(self.index(place, 0), self.index(place, len(self.columns) - 1))
        return True

    def apply(self, changes: ChangeSet, table: str) -> bool:
        """As `apply_changes`, for what a change set says of this table; details changed alone mean nothing is known of the row."""
        changed = changes.of(table)
        return bool(changed) and self.apply_changes(changed)

    # ---- Qt ----

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """The whole number of rows: nothing is fetched step by step."""
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """One a declared column."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Text and look of a cell; asked seven times a painted cell, so the common answers come first."""
        if role == _DISPLAY:
            return self._text(index)
        if role == _ALIGN:
            return _RIGHT if self.columns[index.column()].right else _LEFT
        if role == _FOREGROUND:
            return self._foreground(index)
        if role == TONE_ROLE:
            row = self._row_of(index)
            return "done" if row is None or isinstance(row, Unreadable) else self.columns[index.column()].tone(row)
        if role == SECOND_ROLE:
            row = self._row_of(index)
            return "" if row is None or isinstance(row, Unreadable) else self.columns[index.column()].second(row)
        if role == _FONT and index.isValid():
            struck = self.has_departed(index.row()) or getattr(self._row_of(index), "state", "") == "cancelled"
            return theme.struck_font() if struck else None
        if role == DEPARTED_ROLE:
            return bool(self._departed) and self.has_departed(index.row())
        if role == _TIP:
            return tip(self._text(index) or "")
        return None

    def _row_of(self, index: Index) -> Any:
        return self.row_at(index.row()) if index.isValid() and index.row() < self._total else None

    def _text(self, index: Index) -> str | None:
        row = self._row_of(index)
        if row is None:
            return None
        if isinstance(row, Unreadable):
            return row.reason if index.column() == 0 else ""
        return self.columns[index.column()].text(row)

    def _foreground(self, index: Index) -> Any:
        row = self._row_of(index)
        if isinstance(row, Unreadable) or getattr(row, "state", "") == "cancelled" or self.has_departed(index.row()):
            return theme.INK_SOFT
        if row is None:
            return None
        column = self.columns[index.column()]
        tone = column.tone(row) if column.look == "text" else ""
        return theme.TONES[tone].text if tone else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """The titles, in the tip too for a column drawn narrow; the vertical header is hidden."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role in (_DISPLAY, _TIP):
            return self.columns[section].title
        if role == _ALIGN:
            return _RIGHT if self.columns[section].right else _LEFT
        return None
