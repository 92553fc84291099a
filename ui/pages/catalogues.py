"""Danh mục: procedures, departments, officials, agencies, the office's calendar, reasons for lateness, recurring duties."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from models.labels import label, tr
from models.outcome import ChangeSet
from models.registers.agencies import load_agencies
from models.registers.office_calendar import CalendarRow, calendar_rows
from models.registers.overdue_reasons import list_reasons
from models.registers.procedures import ProcedureRow, find
from models.registers.staff import OfficialRow, list_departments, list_officials
from models.registers.tasks.recurring import list_duties
from ui import words
from ui.operations import Operations
from ui.pages.base import MenuEntry, Page
from ui.parts.action_button import ActionButton
from ui.parts.columns import Column
from ui.parts.flow import Flow
from ui.parts.labels import framed, plain
from ui.parts.list_source import ListQuery, ListSource
from ui.parts.register_model import RegisterModel
from ui.parts.register_table import RegisterTable
from ui.parts.seen import Seen

if TYPE_CHECKING:
    from models.office import Office


# What a workbook may list of each table.
_KINDS = {"procedure": "procedures", "official": "staff", "calendar_day": "calendar"}


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One tab: its title, the table it shows, how the page reads its rows, its columns, and by what it can be sorted."""

    title: str
    noun: str
    table: str
    load: Callable[[Any], Sequence[Any]]
    columns: tuple[Column, ...]
    keys: dict[str, Callable[[Any], Any]]


class CataloguesPage(Page):
    """One tab a list. Actions are those of `ui.actions.catalogues` that are possible for the selected row's kind."""

    actions_module = "ui.actions.catalogues"
    tables = frozenset(
        {"procedure", "department", "official", "agency", "agency_spelling", "calendar_day", "overdue_reason", "recurring_duty", "task"}
    )
    searchable = True

    def __init__(self, office: Office, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(office, operations, parent)
        self.search_hint = tr("Tìm trong danh mục")
        self.catalogues = self._catalogues()
        self.views: list[RegisterTable] = []
        self._seen: set[int] = set()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 14)
        column.setSpacing(10)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for catalogue in self.catalogues:
            model = RegisterModel(ListSource(partial(catalogue.load, self), catalogue.keys), catalogue.columns, ListQuery(), self)
            view = RegisterTable(model, row_height=38)
            view.setAccessibleName(catalogue.title)
            view.empty_text = tr("Không có dòng nào như vậy.")
            view.row_changed.connect(self.selection_changed)
            view.opened.connect(self._opened)
            view.letters.connect(self.letters_typed)
            view.told.connect(self._tell)
            view.menu_wanted.connect(self.show_record_menu)
            self.views.append(view)
            self.tabs.addTab(framed(view), catalogue.title)
        self.tabs.currentChanged.connect(self._tab_changed)
        column.addWidget(self.tabs, 1)
        holder = QWidget()
        self._buttons = Flow(holder)
        self.count_text = plain("", "soft")
        self._buttons.addWidget(self.count_text)
        for entry in super().of_kind("record"):
            self._buttons.addWidget(ActionButton(entry))
        column.addWidget(holder)

    @classmethod
    def _catalogues(cls) -> tuple[Catalogue, ...]:
        return (
            Catalogue(
                tr("Thủ tục"),
                tr("thủ tục"),
                "procedure",
                cls._procedures,
                (
                    Column(tr("Mã"), _of("code"), 100, sort="code"),
                    Column(tr("Tên thủ tục"), _of("name"), 400, stretch=True, sort="name"),
                    Column(tr("Lĩnh vực"), _of("field"), 190, sort="field"),
                    Column(tr("Thời hạn"), _limit, 130),
                    Column(tr("Hiệu lực"), _validity, 150),
                ),
                {"code": _of("code"), "name": _of("name"), "field": _of("field")},
            ),
            Catalogue(
                tr("Bộ phận"),
                tr("bộ phận"),
                "department",
                cls._departments,
                (
                    Column(tr("Tên"), _of("name"), 400, stretch=True),
                    Column(tr("Viết tắt"), _of("short_name"), 140),
                    Column(tr("Mã định danh"), _of("code"), 140),
                    Column(tr("Đến ngày"), _active_to, 110),
                ),
                {},
            ),
            Catalogue(
                tr("Cán bộ"),
                tr("cán bộ"),
                "official",
                cls._officials,
                (
                    Column(tr("Họ tên"), _of("name"), 200),
                    Column(tr("Bộ phận"), _of("department"), 260, stretch=True),
                    Column(tr("Vai trò"), _role, 150),
                    Column(tr("Chức danh"), _of("title"), 220),
                    Column(tr("Điện thoại"), _of("phone"), 120),
                    Column(tr("Đến ngày"), _active_to, 100),
                ),
                {},
            ),
            Catalogue(
                tr("Cơ quan ban hành"),
                tr("cơ quan"),
                "agency",
                cls._agencies,
                (
                    Column(tr("Tên"), _of("name"), 420, stretch=True, sort="name"),
                    Column(tr("Viết tắt"), _of("short_name"), 140),
                    Column(tr("Cấp trên"), _of("parent"), 220),
                    Column(tr("Văn bản"), _used, 90, right=True, sort="used"),
                ),
                {"name": _of("name"), "used": _used_number},
            ),
            Catalogue(
                tr("Lịch làm việc"),
                tr("ngày đặc biệt"),
                "calendar_day",
                cls._days,
                (
                    Column(tr("Ngày"), _weekday, 170, sort="date"),
                    Column(tr("Loại"), _day_kind, 140),
                    Column(tr("Tên"), _of("name"), 300, stretch=True),
                    Column(tr("Căn cứ"), _of("basis"), 300),
                    Column(tr("Tình trạng"), _estimated, 120, look="chip", tone=_estimated_tone),
                ),
                {"date": _day_of},
            ),
            Catalogue(
                tr("Lý do trễ"),
                tr("lý do"),
                "overdue_reason",
                cls._reasons,
                (
                    Column(tr("Mã"), _of("code"), 110),
                    Column(tr("Lý do"), _of("name"), 500, stretch=True),
                    Column(tr("Tình trạng"), _retired, 140, look="chip", tone=_retired_tone),
                ),
                {},
            ),
            Catalogue(
                tr("Nhiệm vụ định kỳ"),
                tr("nhiệm vụ định kỳ"),
                "recurring_duty",
                cls._duties,
                (
                    Column(tr("Nội dung"), _of("content"), 400, stretch=True),
                    Column(tr("Khi nào"), _of("description"), 240),
                    Column(tr("Chủ trì"), _of("lead"), 190),
                    Column(tr("Kỳ tới"), _next_due, 100),
                ),
                {},
            ),
        )

    # ---- reading ----

    def _procedures(self) -> Sequence[Any]:
        return self.operations.ask(find)

    def _departments(self) -> Sequence[Any]:
        return self.operations.ask(list_departments)

    def _officials(self) -> Sequence[Any]:
        return self.operations.ask(list_officials)

    def _agencies(self) -> Sequence[Any]:
        return self.operations.ask(load_agencies)

    def _days(self) -> Sequence[Any]:
        return self.operations.ask(calendar_rows)[::-1]

    def _reasons(self) -> Sequence[Any]:
        return self.operations.ask(list_reasons, retired=True)

    def _duties(self) -> Sequence[Any]:
        return self.operations.ask(list_duties, self.office.today(), self.office.calendar())

    # ---- what the window asks ----

    def _tell(self, text: str) -> None:
        self.operations.told.emit(text, False)  # noqa: FBT003 - the signal's own

    def view(self) -> RegisterTable:
        """The table in front."""
        return self.views[self.tabs.currentIndex()]

    def query(self) -> ListQuery:
        """The words that filter the tab in front."""
        query = self.view().register_model.query
        assert isinstance(query, ListQuery)
        return query

    def seen(self) -> Seen:
        """The list of the tab in front, for export and print."""
        catalogue, model, view = self.catalogues[self.tabs.currentIndex()], self.view().register_model, self.view()
        columns = tuple(model.columns[place] for place in view.shown_columns())
        said = (tr("tìm “{text}”", text=model.query.text),) if model.query.text else ()
        return Seen(catalogue.title, columns, model.query, model.total(), model.source, said)

    def current_row(self) -> Any:
        """The selected row of the tab in front."""
        return self.view().current_row()

    @classmethod
    def places(cls) -> tuple[tuple[str, Any], ...]:
        """The tabs."""
        return tuple((catalogue.title, catalogue.table) for catalogue in cls._catalogues())

    def refresh(self) -> None:
        """Read the tab in front anew; the others when they are shown."""
        self._seen = {self.tabs.currentIndex()}
        self.view().reload_keeping()
        if not self.view().currentIndex().isValid():
            self.view().select_place(0)
        self._show_count()

    def take_file(self) -> None:
        """Take the rows of a workbook into the list of the tab in front; they are seen before they are written."""
        from ui.workbooks.choosing import choose_workbooks

        if paths := choose_workbooks(self):
            self.workbooks_wanted.emit(tuple(paths), _KINDS[self.catalogues[self.tabs.currentIndex()].table])

    def update_rows(self, changes: ChangeSet) -> None:
        """Read anew where the tab in front is concerned."""
        if changes.touches(self.catalogues[self.tabs.currentIndex()].table, "agency_spelling", "department"):
            self.refresh()
        else:
            self._seen = {self.tabs.currentIndex()}

    def search(self, text: str) -> None:
        """Filter the tab in front."""
        self.view().register_model.set_query(self.query().with_text(text))
        self.view().select_place(0)
        self._show_count()

    def show_record(self, record_id: int) -> None:
        """Select a row of the tab in front."""
        place = self.view().register_model.place_of(record_id)
        if place is not None:
            self.view().select_place(place)

    def open(self, query: Any, record_id: int | None) -> None:
        """Show the tab of this table (a table's name), and the row."""
        for place, catalogue in enumerate(self.catalogues):
            if catalogue.table == query:
                self.tabs.setCurrentIndex(place)
        if record_id is not None:
            self.show_record(record_id)

    # ---- following ----

    def _tab_changed(self, place: int) -> None:
        if place not in self._seen:
            self.refresh()
        self.begin_at(self.views[place])
        self._show_count()
        self.selection_changed.emit()
        self.entries_changed.emit()

    def of_kind(self, kind: str) -> list[MenuEntry]:
        """Those of the tab in front, the first part of an action's key is its table; and those of every list."""
        return [entry for entry in super().of_kind(kind) if self._in_front(entry)]

    def _in_front(self, entry: MenuEntry) -> bool:
        return entry.action.key.startswith(("list.", f"{self.catalogues[self.tabs.currentIndex()].table}."))

    def look_at_entries(self) -> None:
        """What does not concern the tab in front is not possible (one key means one thing), and its button is not shown."""
        super().look_at_entries()
        for entry in self.entries:
            if not self._in_front(entry):
                entry.setEnabled(False)
        for place in range(1, self._buttons.count()):
            item = self._buttons.itemAt(place)
            button = item.widget() if item is not None else None
            if button is not None:
                button.setVisible(button.isEnabled())

    def _show_count(self) -> None:
        noun = self.catalogues[self.tabs.currentIndex()].noun
        self.count_text.setText(words.count(self.view().register_model.total(), noun))

    def _opened(self) -> None:
        correct = next((entry for entry in self.of_kind("record") if entry.isEnabled()), None)
        if correct is not None:
            correct.trigger()


def _of(name: str) -> Callable[[Any], str]:
    """The text of a field of this name."""

    def text(row: Any) -> str:
        return str(getattr(row, name))

    return text


def _limit(row: ProcedureRow) -> str:
    if row.processing_value is None or row.processing_unit is None:
        return row.processing_note or "—"
    return words.limit(row.processing_value, row.processing_unit)


def _validity(row: ProcedureRow) -> str:
    if row.valid_from is None and row.valid_to is None:
        return tr("đang áp dụng")
    parts = (
        tr("từ {day}", day=words.day(row.valid_from)) if row.valid_from else "",
        tr("đến {day}", day=words.day(row.valid_to)) if row.valid_to else "",
    )
    return " ".join(part for part in parts if part)


def _active_to(row: Any) -> str:
    return words.day(row.active_to)


def _role(row: OfficialRow) -> str:
    return label("role", row.role)


def _used_number(row: Any) -> int:
    return int(row.used)


def _used(row: Any) -> str:
    return words.number(row.used)


def _day_of(row: CalendarRow) -> date:
    return row.date


def _weekday(row: CalendarRow) -> str:
    return words.weekday(row.date)


def _day_kind(row: CalendarRow) -> str:
    return label("day_kind", row.kind)


def _estimated(row: CalendarRow) -> str:
    return tr("ước tính") if row.estimated else tr("đã công bố")


def _estimated_tone(row: CalendarRow) -> str:
    return "soon" if row.estimated else "ok"


def _retired(row: Any) -> str:
    return tr("ngừng dùng") if row.retired else tr("đang dùng")


def _retired_tone(row: Any) -> str:
    return "done" if row.retired else "ok"


def _next_due(row: Any) -> str:
    return words.day(row.next_due) or "—"
