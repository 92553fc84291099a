"""Lịch: what is due on which day, by month or by week, with the rest days of the office; the day's work beside it."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QMenu, QSplitter, QVBoxLayout, QWidget

from models.errors import OfficeError
from models.labels import tr
from models.outcome import ChangeSet
from models.registers.due_days import KINDS, Concern
from models.registers.staff import list_departments
from ui import theme, words
from ui.operations import Operations
from ui.pages.base import Page
from ui.pages.calendar_grid import CalendarGrid
from ui.pages.calendar_reading import Span, day_spec, noun, read_day, read_span, week_of
from ui.pages.overview_blocks import Block, Line, Link
from ui.pages.overview_card import BlockCard
from ui.pages.overview_reading import people, who_am_i
from ui.parts.chips import Chip
from ui.parts.flow import Flow
from ui.parts.keys import bind_key
from ui.parts.labels import plain
from ui.parts.latest import Latest

if TYPE_CHECKING:
    from models.office import Office

_LINK_KEYS = "123"
_MODE = "calendar/mode"


class CalendarPage(Page):
    """The calendar of due work. Figures and lists are read on threads; the day that is chosen stays chosen."""

    tables = frozenset({"task", "dossier", "dossier_pause", "directive", "calendar_day", "setting", "official", "department"})

    def __init__(self, office: Office, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(office, operations, parent)
        self.day = office.today()
        self.whole_month = QSettings().value(_MODE) != "week"
        self.span: Span | None = None
        self.concern = Concern()
        self._spans, self._days = Latest(self), Latest(self)
        self._spans.done.connect(self._show_span)
        self._days.done.connect(self._show_day)
        for reader in (self._spans, self._days):
            reader.failed.connect(self._refused)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        column.setSpacing(theme.px(10))
        column.addWidget(self._build_top())
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(theme.px(12))
        self.splitter.addWidget(self._build_grid())
        self.list = BlockCard(day_spec(), links_below=True)
        self.list.setMinimumWidth(theme.px(280))
        self.list.followed.connect(self._follow)
        self.list.opened_line.connect(self._open_line)
        self.splitter.addWidget(self.list)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setCollapsible(0, False)  # noqa: FBT003 - Qt's own
        self.splitter.setSizes([theme.px(770), theme.px(360)])
        column.addWidget(self.splitter, 1)
        self.begin_at(self.grid)
        self._add_keys()
        self._offer_people()
        self._show_choices()

    # ---- the frame ----

    def _build_top(self) -> QWidget:
        holder = QWidget()
        flow = Flow(holder, gap=theme.px(6))
        self.before, self.now, self.after = Chip("‹"), Chip(tr("Về hôm nay")), Chip("›")
        for button, name, hint in (
            (self.before, tr("Lùi lại"), tr("Tháng hoặc tuần trước (PageUp)")),
            (self.after, tr("Tới sau"), tr("Tháng hoặc tuần sau (PageDown)")),
        ):
            button.setAccessibleName(name)
            button.setToolTip(hint)
            button.setCheckable(False)
            button.setMinimumWidth(theme.px(34))
        self.before.clicked.connect(self._turn_back)
        self.after.clicked.connect(self._turn_on)
        self.now.setCheckable(False)
        self.now.setToolTip(tr("Về hôm nay (Home)"))
        self.now.clicked.connect(self.go_today)
        self.title = plain("", "heading")
        self.title.setMinimumSize(theme.px(170), self.now.sizeHint().height())
        self._modes = QButtonGroup(self)
        self.month_chip, self.week_chip = Chip(tr("Tháng")), Chip(tr("Tuần"))
        self.month_chip.setToolTip(tr("Xem theo tháng (M hoặc Ctrl+1)"))
        self.week_chip.setToolTip(tr("Xem theo tuần (W hoặc Ctrl+2)"))
        for place, chip in enumerate((self.month_chip, self.week_chip)):
            self._modes.addButton(chip, place)
        self._modes.idClicked.connect(self._mode_clicked)
        self.whose = Chip()
        self.whose.setCheckable(False)
        self.whose_menu = QMenu(self.whose)
        self.whose.setMenu(self.whose_menu)
        self.whose_menu.triggered.connect(self._whose_chosen)
        self.kind_chips: dict[str, Chip] = {}
        for place, kind in enumerate(KINDS, start=3):
            chip = Chip(words.capital(noun(kind)))
            chip.setChecked(True)
            chip.setToolTip(tr("Hiện hoặc ẩn {noun} (Ctrl+{place})", noun=noun(kind), place=place))
            chip.clicked.connect(self._kinds_changed)
            self.kind_chips[kind] = chip
        shown = (self.before, self.now, self.after, self.title, self.month_chip, self.week_chip, self.whose, *self.kind_chips.values())
        for widget in shown:
            flow.addWidget(widget)
        return holder

    def _build_grid(self) -> QWidget:
        frame = QFrame()
        frame.setProperty("card", "true")
        inside = QHBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        self.grid = CalendarGrid()
        self.grid.day_wanted.connect(self.choose_day)
        self.grid.turned.connect(self.turn)
        self.grid.today_wanted.connect(self.go_today)
        self.grid.month_wanted.connect(self.show_month)
        self.grid.opened.connect(self._into_the_list)
        inside.addWidget(self.grid)
        return frame

    def _add_keys(self) -> None:
        """Ctrl and a number: the chips from left to right; a number alone: the lists of the day; Esc: back to the days."""
        chips = (self.month_chip, self.week_chip, *self.kind_chips.values())
        for place, chip in enumerate(chips, start=1):
            self._key(f"Ctrl+{place}", tr("Xem tháng, tuần, từng loại việc"), chip.click)
        for key in _LINK_KEYS:
            self._key(key, tr("Mở danh sách của ngày mang số ấy"), self._link_key)
        self._key("Esc", tr("Về các ngày"), self.grid.setFocus)

    def _key(self, keys: str, text: str, slot: Any) -> None:
        bind_key(self, keys, text, slot)

    def _offer_people(self) -> None:
        """Whose work: everybody's, the user's, a department's."""
        _, me = who_am_i(self.office, people(self.office))
        with self.office.read() as conn:
            units = list_departments(conn, on=self.office.today())
        self.whose_menu.clear()
        self._offer(tr("Tất cả"), None, None)
        if me is not None:
            self._offer(tr("Của tôi"), me, None)
        for unit in units:
            self._offer(unit.name, None, unit.id)

    def _offer(self, name: str, official_id: int | None, department_id: int | None) -> None:
        action = self.whose_menu.addAction(name.replace("&", "&&"))
        action.setData((official_id, department_id))
        action.setCheckable(True)
        chosen = (self.concern.official_id, self.concern.department_id) == (official_id, department_id)
        action.setChecked(chosen)
        if chosen:
            self.whose.setText(tr("{name}: {value} ▾", name=tr("Việc"), value=words.shortened(name, 26)).replace("&", "&&"))
            self.whose.setToolTip(tr("Đang xem việc: {name}", name=name))

    def _show_choices(self) -> None:
        """Press the chips of what is shown, write the title."""
        self.month_chip.setChecked(self.whole_month)
        self.week_chip.setChecked(not self.whole_month)
        if self.whole_month:
            self.title.setText(tr("Tháng {month}/{year}", month=self.day.month, year=self.day.year))
        else:
            first, last = week_of(self.day)
            shown = words.short_day(first, last), words.day(last)
            self.title.setText(tr("Tuần {first} đến {last}", first=shown[0], last=shown[1]))

    # ---- what the window asks ----

    def refresh(self) -> None:
        """Read the days and the list anew."""
        self._offer_people()
        self._ask()

    def update_rows(self, changes: ChangeSet) -> None:
        """All here are sums: count anew."""
        if changes.touches("official", "department", "setting"):
            self._offer_people()
        self._ask()

    def open(self, query: Any, record_id: int | None) -> None:  # noqa: ARG002 - a day is asked for, not a record
        """Show a day."""
        if isinstance(query, date):
            self.choose_day(query)

    def busy(self) -> bool:
        """Whether something is still being read."""
        return self._spans.busy() or self._days.busy()

    # ---- reading ----

    def _ask(self) -> None:
        self._show_choices()
        self._spans.ask(partial(read_span, self.office, self.day, self.whole_month, self.concern))
        self._ask_day()

    def _ask_day(self) -> None:
        self.list.heading.setText(words.weekday(self.day))
        self._days.ask(partial(read_day, self.office, self.day, self.concern))

    def _show_span(self, span: Span) -> None:
        self.span = span
        self.grid.show_span(span, self.day)

    def _show_day(self, found: tuple[date, Block]) -> None:
        day, block = found
        reason = self.office.calendar().rest_reason(day)
        self.list.remark.setText(tr("nghỉ: {reason}", reason=reason) if reason is not None else "")
        self.list.show_block(block, _LINK_KEYS)
        if block.lines and not self.list.table.currentIndex().isValid():
            self.list.table.select_place(0)

    def _refused(self, error: OfficeError) -> None:
        self.list.remark.setText(words.sentence(error))

    # ---- following the person ----

    def choose_day(self, day: date) -> None:
        """Select this day; the days around it are read where they are not shown."""
        before, self.day = self.day, day
        same_stretch = week_of(day) == week_of(before) if not self.whole_month else (day.year, day.month) == (before.year, before.month)
        if self.span is not None and same_stretch:
            self.grid.select(day)
            self._ask_day()
        else:
            self._ask()

    def turn(self, steps: int) -> None:
        """So many months or weeks on, to the same day of it, or the last one of a shorter month."""
        if not self.whole_month:
            self.choose_day(self.day + timedelta(days=7 * steps))
            return
        months = self.day.year * 12 + self.day.month - 1 + steps
        first = date(months // 12, months % 12 + 1, 1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        self.choose_day(min(first + timedelta(days=self.day.day - 1), last))

    def _turn_back(self) -> None:
        self.turn(-1)

    def _turn_on(self) -> None:
        self.turn(1)

    def go_today(self) -> None:
        """Select today."""
        self.choose_day(self.office.today())
        self.grid.setFocus()

    def show_month(self, whole_month: bool) -> None:  # noqa: FBT001 - a signal's argument
        """The month, or the week; remembered on this machine."""
        self.whole_month = whole_month
        QSettings().setValue(_MODE, "month" if whole_month else "week")
        self._ask()

    def _mode_clicked(self, place: int) -> None:
        self.show_month(place == 0)

    def _kinds_changed(self) -> None:
        kinds = tuple(kind for kind, chip in self.kind_chips.items() if chip.isChecked())
        self._show_concern(Concern(self.concern.official_id, self.concern.department_id, kinds))

    def _whose_chosen(self, action: QAction) -> None:
        official_id, department_id = action.data()
        self._show_concern(Concern(official_id, department_id, self.concern.kinds))
        self._offer_people()

    def _show_concern(self, concern: Concern) -> None:
        self.concern = concern
        self._ask()

    def _into_the_list(self) -> None:
        self.list.table.setFocus()
        if not self.list.table.currentIndex().isValid():
            self.list.table.select_place(0)

    def _link_key(self) -> None:
        shortcut = self.sender()
        if isinstance(shortcut, QShortcut):
            key = shortcut.key().toString()
            for button in self.list.links:
                if button.key == key and button.link is not None:
                    self._follow(button.link)
                    return

    def _follow(self, link: Link) -> None:
        self.go.emit(link.page, link.query, None)

    def _open_line(self, line: Line, query: Any) -> None:
        self.go.emit(line.page, query, line.record_id)
