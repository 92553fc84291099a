"""The lazy table model of every book: the count is known, rows come a page of 200 at a time, the last twenty pages stay."""

from __future__ import annotations

import logging
from bisect import bisect_left, insort
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import ModuleType
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from models.errors import OfficeError
from models.outcome import ChangeSet
from ui import theme, words
from ui.parts.columns import Column
from ui.parts.tips import tip

if TYPE_CHECKING:
    from models.office import Office

Index = QModelIndex | QPersistentModelIndex
PAGE = 200
PAGES_KEPT = 20
TONE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
SECOND_ROLE = TONE_ROLE + 1

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
    """Where rows come from. `load_rows` gives rows in the order of the ids; an id that is gone may be missing."""

    def count(self, query: Any, /) -> int:
        """How many rows the query finds."""

    def find_ids(self, query: Any, /, *, offset: int, limit: int) -> Sequence[int]:
        """The ids at these places of the query's order."""

    def load_rows(self, ids: Sequence[int], /) -> Sequence[Any]:
        """The rows of these ids."""


class OfficeSource:
    """A register's `queries` module, asked through the office for this moment."""

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


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Stands where a row could not be read: grey, with the reason. `id` is 0, which no record has."""

    reason: str
    id: int = 0


class RegisterModel(QAbstractTableModel):
    """Rows of one query. Never raises out of `data()`; `flags()` and selection never load a row."""

    def __init__(self, source: Source, columns: Sequence[Column], query: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.query = query
        self.problem = ""
        self._source = source
        self._total = 0
        self._pages: OrderedDict[int, list[Any]] = OrderedDict()
        # Places of shown rows that an edit took out of the query: they stay until the next search.
        self._departed: list[int] = []
        self._only: tuple[int, ...] | None = None

    # ---- what the query finds ----

    def set_query(self, query: Any) -> None:
        """Show another query from its top."""
        self.query = query
        self._only = None
        self.reload()

    def show_only(self, ids: Sequence[int]) -> None:
        """Show these records whatever the query finds, until another query is set: a hit, or the rows behind a figure."""
        self._only = tuple(ids)
        self.reload()

    def shows_only(self) -> bool:
        """Whether given ids are shown instead of what the query finds."""
        return self._only is not None

    def sort_by(self, column: int, *, descending: bool) -> None:
        """Show the same query in the order of this column, where it can be sorted."""
        if self.columns[column].sort:
            self.set_query(replace(self.query, sort=self.columns[column].sort, descending=descending))

    def reload(self) -> None:
        """Count anew and forget all rows."""
        self.beginResetModel()
        self._pages.clear()
        self._departed.clear()
        self.problem = ""
        try:
            self._total = self._count()
        except OfficeError as error:
            self._total, self.problem = 0, words.sentence(error)
        self.endResetModel()

    def _count(self) -> int:
        return len(self._only) if self._only is not None else self._source.count(self.query)

    def _ids(self, offset: int, limit: int) -> Sequence[int]:
        if self._only is not None:
            return self._only[offset : offset + limit]
        return self._source.find_ids(self.query, offset=offset, limit=limit)

    def total(self) -> int:
        """How many records the query finds now."""
        return self._total - len(self._departed)

    # ---- rows ----

    def row_at(self, place: int) -> Any:
        """The row at this place, its page read if need be; an `Unreadable` where that failed."""
        number, within = divmod(place, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._pages[number] = self._load_page(number)
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        elif len(self._pages) > 1:
            self._pages.move_to_end(number)
        return page[within]

    def _load_page(self, number: int) -> list[Any]:
        first = number * PAGE
        wanted = min(PAGE, self._total - first)
        # Rows that departed before this page are no longer counted by the query.
        offset = max(0, first - bisect_left(self._departed, first))
        try:
            rows = list(self._source.load_rows(self._ids(offset, wanted)))
        except OfficeError as error:
            rows = [Unreadable(words.sentence(error))] * wanted
        except Exception as error:  # noqa: BLE001 - logged
            # Each repaint would raise again: one grey page and one line in the log instead.
            _log.exception("page %s of %r", number, self.query)
            rows = [Unreadable(str(error))] * wanted
        gone = Unreadable("…")
        return rows[:wanted] + [gone] * (wanted - len(rows))

    def ids_between(self, first: int, last: int) -> list[int]:
        """The ids of the records at these places, both included; only ids are read, not rows."""
        found: list[int] = []
        place = first
        while place <= last:
            number, within = divmod(place, PAGE)
            page = self._pages.get(number)
            if page is not None:
                taken = page[within : within + last - place + 1]
                found += [row.id for row in taken if row.id]
                place += len(taken) or PAGE
                continue
            read = next((n for n in sorted(self._pages) if n > number), None)
            until = last if read is None else min(last, read * PAGE - 1)
            found += self._ids(max(0, place - bisect_left(self._departed, place)), until - place + 1)
            place = until + 1
        return found

    def place_of(self, record_id: int) -> int | None:
        """Where this record stands among the rows already read or the ids given; None when it is not among them."""
        for number, page in self._pages.items():
            for within, row in enumerate(page):
                if row.id == record_id:
                    return number * PAGE + within
        return self._only.index(record_id) if self._only is not None and record_id in self._only else None

    # ---- changes ----

    def apply_changes(self, changed: frozenset[int]) -> bool:
        """Read the changed records among the shown rows anew. False when rows came or went elsewhere: then reload.

        A record that no longer matches stays where it is until the next search: people hate a row vanishing under their hands.
        """
        shown = [(number, within) for number, page in self._pages.items() for within, row in enumerate(page) if row.id in changed]
        try:
            count = self._count()
            fresh = {row.id: row for row in self._source.load_rows([self._pages[n][w].id for n, w in shown])} if shown else {}
        except OfficeError as error:
            _log.warning("changed rows not read: %s", error)
            return False
        places = [number * PAGE + within for number, within in shown]
        staying = [place for place in places if place not in self._departed]
        returned = [place for place in places if place in self._departed]
        missing = self.total() - count
        if missing and missing == len(staying) == len(changed):
            for place in staying:
                insort(self._departed, place)
        elif missing and -missing == len(returned) == len(changed):
            self._departed = [place for place in self._departed if place not in returned]
        elif missing:
            return False
        for (number, within), place in zip(shown, places, strict=True):
            row = fresh.get(self._pages[number][within].id)
            if row is not None:
                self._pages[number][within] = row
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
            return theme.struck_font() if getattr(self._row_of(index), "state", "") == "cancelled" else None
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
        if isinstance(row, Unreadable) or getattr(row, "state", "") == "cancelled":
            return theme.INK_SOFT
        if row is None:
            return None
        column = self.columns[index.column()]
        tone = column.tone(row) if column.look == "text" else ""
        return theme.TONES[tone].text if tone else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """The titles; the vertical header is hidden."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == _DISPLAY:
            return self.columns[section].title
        if role == _ALIGN:
            return _RIGHT if self.columns[section].right else _LEFT
        return None
