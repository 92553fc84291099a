"""The page of a book: state chips, filters, the paged table, and the record beside it. One subclass a book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from models.errors import OfficeError
from models.labels import tr
from models.outcome import ChangeSet
from models.progress import Report
from ui import words
from ui.operations import Operations
from ui.pages.base import Page
from ui.parts import alerts
from ui.parts.chips import FilterChip, StateChips, StateChoice
from ui.parts.columns import Column
from ui.parts.detail import WIDTH, Detail, DetailPane
from ui.parts.flow import Flow
from ui.parts.labels import framed, plain
from ui.parts.latest import Latest
from ui.parts.register_model import OfficeSource, RegisterModel
from ui.parts.register_table import RegisterTable
from ui.parts.selection import Selection

if TYPE_CHECKING:
    from models.office import Office
    from models.registers.when import When

# A text finds at most this many; the count then says "1.000+".
BOUNDED = 1_000
# Arrows held down run through rows; the record beside is read when they rest.
_REST_MS = 60


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter chip: its name, and its values as (words, {field of the query: value})."""

    name: str
    choices: tuple[tuple[str, tuple[tuple[str, Any], ...]], ...]
    fields: tuple[str, ...]


class RegisterPage(Page):
    """What the three books share. Subclasses say what their rows, chips, filters and details are."""

    searchable = True
    #: The table of the records themselves, of all `tables` that the page shows.
    table = ""
    noun = ""
    empty_text = ""

    def __init__(self, office: Office, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(office, operations, parent)
        self.search_hint = tr("Tìm {noun}: số, tên, nội dung", noun=self.noun)
        self._states_before_search: frozenset[str] | None = None
        self.model = RegisterModel(OfficeSource(office, self.queries()), self.columns(), self.first_query(), self)
        self.view = RegisterTable(self.model)
        self.view.setAccessibleName(self.noun)
        self.view.empty_text = self.empty_text
        self.view.row_changed.connect(self._row_changed)
        self.view.opened.connect(self._opened)
        self.view.missing.connect(self._show_alone)
        self.view.letters.connect(self.letters_typed)
        self.view.told.connect(self._tell)
        self.view.menu_wanted.connect(self.show_record_menu)
        self.setFocusProxy(self.view)
        self.model.modelReset.connect(self._count_changed)
        self.detail = DetailPane(self.of_kind("record"))
        self.detail.keyboard_lost.connect(self.setFocus)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._show_detail)
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.timeout.connect(self._ask_counts)
        self._counts = Latest(self)
        self._counts.done.connect(self._show_counts)
        self._counts.failed.connect(self._counts_refused)
        self._build()
        self.chips.show_states(self.model.query.states)

    # ---- what a book says of itself ----

    def queries(self) -> ModuleType:
        """The register's module of queries: count, find_ids, load_rows, state_counts."""
        raise NotImplementedError

    def columns(self) -> Sequence[Column]:
        """The columns of the table."""
        raise NotImplementedError

    def first_query(self) -> Any:
        """What is shown on the first visit."""
        raise NotImplementedError

    def choices(self) -> Sequence[StateChoice]:
        """The state chips."""
        raise NotImplementedError

    def filters(self) -> Sequence[Filter]:
        """The filter chips, read anew when the page is refreshed."""
        return ()

    def load_detail(self, record_id: int) -> Detail:
        """One record in words. Raises OfficeError."""
        raise NotImplementedError

    # ---- the frame ----

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        top = QHBoxLayout()
        holder = QWidget()
        flow = Flow(holder)
        self.chips = StateChips(self.choices(), holder)
        self.chips.chosen.connect(self._states_chosen)
        for chip in self.chips.chips:
            flow.addWidget(chip)
        self._filters = self.filters()
        self.filter_chips = [FilterChip(each.name, each.choices, holder) for each in self._filters]
        for chip in self.filter_chips:
            chip.picked.connect(self._filter_picked)
            flow.addWidget(chip)
        self.count_text = plain("", "soft")
        top.addWidget(holder, 1)
        top.addWidget(self.count_text, 0, Qt.AlignmentFlag.AlignTop)
        self.count_text.setContentsMargins(2, 5, 0, 0)
        column.addLayout(top)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(12)
        self.splitter.addWidget(framed(self.view))
        self.splitter.addWidget(self.detail)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setCollapsible(0, False)  # noqa: FBT003 - Qt's own
        self.splitter.setSizes([796, WIDTH])
        column.addWidget(self.splitter, 1)

    # ---- what the window asks ----

    def query(self) -> Any:
        """What the table shows now."""
        return self.model.query

    def current_row(self) -> Any:
        """The selected record, of several the one that the keyboard is on."""
        return self.view.current_row()

    def current_rows(self) -> list[Any]:
        """The selected records, at most the first thousand; `selection` names all."""
        return self.view.current_rows()

    def selected_count(self) -> int:
        """How many records are selected."""
        return self.view.selected_count()

    def selected_count(self) -> int:
        """How many rows are selected."""
        return self.view.selected_count()

    def selection(self) -> Selection:
        """What is selected: ids, or everything that the query finds."""
        return self.view.selection()

    def panes(self) -> list[QWidget]:
        """The list, the record beside it, the chips and filters above."""
        return [self.view, self.detail.area, self.chips.chips[0]]

    def refresh(self) -> None:
        """Everything anew, the selection kept; a first visit selects the first row."""
        self._offer_filters()
        self.view.reload_keeping(otherwise=0)

    def update_rows(self, changes: ChangeSet) -> None:
        """Read the changed records anew; all of them where rows came or went."""
        if not self.view.apply(changes, self.table):
            self.view.reload_keeping()
        self._count_changed()
        self._rest.start()

    def search(self, text: str) -> None:
        """Among all records, whatever their state: who searches wants to find. The chips come back when the box is emptied."""
        query = self.model.query
        if text.strip() and not query.text:
            self._states_before_search = query.states
            query = query.with_states()
        elif not text.strip() and query.text and self._states_before_search is not None:
            query = query.with_states(*self._states_before_search)
            self._states_before_search = None
        self._show_query(query.with_text(text.strip()))

    def open(self, query: Any, record_id: int | None) -> None:
        """Show this query or these ids, and select this record. Rows read before a change that came meanwhile are not shown again."""
        stale, self._stale = self._stale, False
        self._states_before_search = None
        if stale and query is None:
            self.refresh()
        elif stale:
            self._offer_filters()
        if isinstance(query, tuple):
            self._show_only(query)
        elif query is not None:
            self._show_query(query, anew=stale)
        if record_id is not None:
            self.show_record(record_id)

    def show_record(self, record_id: int) -> None:
        """Select this record where it stands in the list; where the list does not hold it (`_show_alone`), it is shown alone."""
        self.view.show_record(record_id)

    def _show_alone(self, record_id: int) -> None:
        self._show_only((record_id,))

    def _show_only(self, ids: tuple[int, ...]) -> None:
        self.model.show_only(ids)
        self.chips.show_states(frozenset({""}))
        self.view.select_place(0)

    # ---- following the person ----

    def _offer_filters(self) -> None:
        self._filters = self.filters()
        for chip, each in zip(self.filter_chips, self._filters, strict=True):
            chip.set_choices(each.choices)

    def _show_query(self, query: Any, *, anew: bool = False) -> None:
        if anew or query != self.model.query or self.model.shows_only():
            self.view.show_query(query)
        self.chips.show_states(query.states)
        for chip, each in zip(self.filter_chips, self._filters, strict=True):
            value = tuple((name, getattr(query, name)) for name in each.fields)
            chip.show_value(value if value != self._unfiltered(each) else None)

    def _states_chosen(self, states: frozenset[str]) -> None:
        self._states_before_search = None
        self._show_query(self.model.query.with_states(*states))

    def _filter_picked(self) -> None:
        values: dict[str, Any] = {}
        for chip, each in zip(self.filter_chips, self._filters, strict=True):
            values.update(chip.value or self._unfiltered(each))
        self._show_query(replace(self.model.query, **values))

    def _unfiltered(self, each: Filter) -> tuple[tuple[str, Any], ...]:
        """The fields of a filter as a query has them that asks for nothing."""
        nothing = self.first_query()
        return tuple((name, getattr(nothing, name)) for name in each.fields)

    def _count_changed(self) -> None:
        bounded = BOUNDED if self.model.query.text else None
        self.count_text.setText(words.count(self.model.total(), self.noun, bounded=bounded))
        self._counting.start(0)

    def _ask_counts(self) -> None:
        """On a thread: in a book of a million lines the counts take longer than the table, and every letter typed asks for them."""
        if self.window().isVisible():
            self._counts.ask(partial(_count_states, self.office, self.queries(), self.model.query, self.office.when()))

    def _show_counts(self, counts: Mapping[str, int]) -> None:
        self.chips.show_counts(counts)

    def _counts_refused(self, error: OfficeError) -> None:
        alerts.problem(self, error)

    def _tell(self, text: str) -> None:
        self.operations.told.emit(text, False)  # noqa: FBT003 - the signal's own

    def _row_changed(self) -> None:
        self.selection_changed.emit()
        self._rest.start()

    def _show_detail(self) -> None:
        row = self.current_row()
        number = self.view.selected_count()
        if number > 1:
            self.detail.show_nothing(tr("Đã chọn {count}", count=words.count(number, self.noun)))
        elif row is None:
            self.detail.show_nothing()
        else:
            self._show_record_alone(row.id)

    def _show_record_alone(self, record_id: int) -> None:
        try:
            self.detail.show_detail(self.load_detail(record_id))
        except OfficeError as error:
            self.detail.show_detail(Detail("", words.sentence(error)))

    def _opened(self) -> None:
        self._rest.stop()
        self._show_detail()
        self.detail.take_focus()


def _count_states(office: Office, queries: ModuleType, query: Any, when: When, report: Report) -> Mapping[str, int]:
    """On the thread: no Qt."""
    with office.read() as conn:
        counts: Mapping[str, int] = queries.state_counts(conn, query, when)
    report(1, 1)
    return counts
