"""Tổng quan: the figures of the day for everybody, then what each role looks at first. Every figure opens its rows with one key."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QEvent, QObject, QSettings, Qt
from PySide6.QtGui import QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QGridLayout, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from models.errors import OfficeError
from models.labels import tr
from models.outcome import ChangeSet
from models.registers.staff import OfficialRow
from ui import theme, words
from ui.actions import reminders
from ui.operations import Operations
from ui.pages.base import Page
from ui.pages.day_figures import DayFigure
from ui.pages.overview_blocks import ROLES, Line, Link, role_names
from ui.pages.overview_reading import Reading, people, read, who_am_i
from ui.pages.overview_role import RoleView
from ui.parts.action import Action
from ui.parts.beginning import Beginning, Step
from ui.parts.chips import Chip
from ui.parts.elided import Elided
from ui.parts.figure_card import FigureCard
from ui.parts.keys import bind_key
from ui.parts.latest import Latest

if TYPE_CHECKING:
    from models.office import Office

# The keys of the figures, in reading order: the cards first, then the numbers in the heads of the blocks.
KEYS = "1234567890ABCDEFGH"
_CARDS = 5
_NARROW = 900
_ROLE, _PERSON = "overview/role", "overview/person"


class OverviewPage(Page):
    """The first page. All is read on a thread: what stood before stays until the new figures are there."""

    tables = frozenset(
        {
            "task",
            "task_coordinator",
            "task_extension",
            "task_obstacle",
            "task_draft",
            "dossier",
            "dossier_pause",
            "directive",
            "department",
            "official",
            "overdue_reason",
            "calendar_day",
            "setting",
        }
    )

    def __init__(self, office: Office, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(office, operations, parent)
        self.reading: Reading | None = None
        self._staff: list[OfficialRow] = []
        self._me: int | None = None
        self.role = ROLES[0]
        self.person_id: int | None = None
        self._views: dict[str, RoleView] = {}
        self._reader = Latest(self)
        self._reader.done.connect(self._show)
        self._reader.failed.connect(self._refused)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(8), theme.px(4), 0)
        column.setSpacing(theme.px(8))
        column.addLayout(self._build_top())
        column.addWidget(self._build_body(), 1)
        self._add_keys()
        self._find_role()

    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        """What can be entered, of all three books: behind "Ghi mới"."""
        found: list[Action] = []
        for book in ("directives", "tasks", "dossiers"):
            found += [action for action in import_module(f"ui.actions.{book}").actions() if action.kind == "new"]
        # One key cannot mean three things here.
        return (*(Action(action.key, action.text, action.run, kind="new") for action in found), *reminders.actions())

    # ---- the frame ----

    def _build_top(self) -> QHBoxLayout:
        """The day in one line, and whose page it is."""
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, theme.px(12), 0)
        row.setSpacing(theme.px(6))
        self.sentence = Elided()
        self.sentence.setProperty("role", "soft")
        row.addWidget(self.sentence, 1)
        self.person = Chip()
        self.person.setCheckable(False)
        self.person.setAccessibleName(tr("Chọn cán bộ"))
        self.person_menu = QMenu(self.person)
        self.person.setMenu(self.person_menu)
        self.person_menu.triggered.connect(self._person_chosen)
        row.addWidget(self.person)
        self.role_chips: dict[str, Chip] = {}
        self._role_group = QButtonGroup(self)
        for place, (key, name) in enumerate(role_names().items(), start=1):
            chip = Chip(name)
            chip.setToolTip(tr("Trang của {role} (Ctrl+{place})", role=name, place=place))
            self._role_group.addButton(chip, place)
            self.role_chips[key] = chip
            row.addWidget(chip)
        self._role_group.idClicked.connect(self._role_clicked)
        return row

    def _build_body(self) -> QWidget:
        body = QWidget()
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, theme.px(12), theme.px(12))
        self._column.setSpacing(theme.px(12))
        self._cards = QGridLayout()
        self._cards.setSpacing(theme.px(12))
        self.cards = [FigureCard(KEYS[place]) for place in range(_CARDS)]
        for place, figure_card in enumerate(self.cards):
            figure_card.setProperty("place", place)
            figure_card.clicked.connect(self._card_clicked)
            figure_card.stepped.connect(self._card_stepped)
        self._column.addLayout(self._cards)
        self.beginning = Beginning(tr("Sổ còn trống. Bắt đầu từ đây:"), _first_steps())
        self.beginning.wanted.connect(self._begin)
        self.beginning.hide()
        self._column.addWidget(self.beginning, 1)
        self.room = QScrollArea()
        self.room.setWidgetResizable(True)
        self.room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.room.setWidget(body)
        self.room.viewport().installEventFilter(self)
        return self.room

    def _add_keys(self) -> None:
        """A key a figure, Ctrl and a number a role, Ctrl+5 the choice of a person."""
        for key in KEYS:
            self._key(key, tr("Mở những dòng sau con số mang phím ấy"), self._key_pressed)
        for place in range(1, len(ROLES) + 1):
            self._key(f"Ctrl+{place}", tr("Xem trang của từng vai trò"), self._role_key)
        self._key(f"Ctrl+{len(ROLES) + 1}", tr("Chọn người có trang được xem"), self._choose_person)

    def _key(self, keys: str, text: str, slot: Any) -> None:
        bind_key(self, keys, text, slot)

    # ---- whose page ----

    def _find_role(self) -> None:
        """The role chosen on this machine, else the one of the office's user."""
        self._staff = people(self.office)
        role, self._me = who_am_i(self.office, self._staff)
        kept = QSettings()
        chosen = str(kept.value(_ROLE) or "")
        self.role = chosen if chosen in ROLES else role
        person = str(kept.value(_PERSON) or "")
        ids = [one.id for one in self._staff]
        if person.isdigit() and int(person) in ids:
            self.person_id = int(person)
        else:
            self.person_id = self._me if self._me is not None else next(iter(ids), None)
        self._show_role()

    def _show_role(self) -> None:
        for key, chip in self.role_chips.items():
            chip.setChecked(key == self.role)
        self.person.setVisible(self.role == "official" and bool(self._staff))
        self.person_menu.clear()
        for one in self._staff:
            action = self.person_menu.addAction(f"{one.name} ({one.department})" if one.department else one.name)
            action.setData(one.id)
            action.setCheckable(True)
            action.setChecked(one.id == self.person_id)
            if one.id == self.person_id:
                self.person.setText(tr("{name}: {value} ▾", name=tr("Cán bộ"), value=words.shortened(one.name, 26)).replace("&", "&&"))
                self.person.setToolTip(tr("Việc của {person} (Ctrl+5: chọn người khác)", person=one.name))
        view = self._views.get(self.role)
        if view is None:
            view = self._views[self.role] = RoleView(self.role)
            view.followed.connect(self._follow)
            view.opened.connect(self._open_line)
            view.month_opened.connect(self._open_month)
            self._column.addWidget(view, 1)
        here = cast("QWidget | None", self.window().focusWidget())
        lost = here is not None and any(each.isAncestorOf(here) for key, each in self._views.items() if key != self.role)
        if self.reading is None or self.reading.begun:
            view.show()
        self._take_keyboard()
        if lost:
            # Before it is hidden: Qt would hand the keyboard to whatever comes next, and scroll the page there.
            self.setFocus()
        for key, each in self._views.items():
            each.setVisible(key == self.role and (self.reading is None or self.reading.begun))
        self._arrange()

    def _take_keyboard(self) -> None:
        """Where the keyboard begins: the first table, or the first step of an empty office."""
        empty = self.reading is not None and not self.reading.begun
        self.begin_at(self.beginning.buttons[0] if empty else self._views[self.role].first_widget())

    def choose_role(self, role: str) -> None:
        """Show the page of this role, and remember it on this machine."""
        QSettings().setValue(_ROLE, role)
        self.role = role
        self._show_role()
        self._ask()

    def choose_person(self, person_id: int) -> None:
        """Show the work of this official, and remember it on this machine."""
        QSettings().setValue(_PERSON, str(person_id))
        self.person_id = person_id
        self._show_role()
        self._ask()

    def _role_clicked(self, place: int) -> None:
        self.choose_role(ROLES[place - 1])

    def _role_key(self) -> None:
        shortcut = self.sender()
        if isinstance(shortcut, QShortcut):
            self._role_clicked(int(shortcut.key().toString().rpartition("+")[2]))
            self.setFocus()

    def _choose_person(self) -> None:
        if self.role != "official":
            self.choose_role("official")
        if self._staff:
            self.person.showMenu()

    def _person_chosen(self, action: Any) -> None:
        self.choose_person(int(action.data()))

    # ---- reading ----

    def refresh(self) -> None:
        """Count anew, on a thread."""
        self._find_role()
        self._ask()

    def update_rows(self, changes: ChangeSet) -> None:
        """Everything here is a sum: count anew. The staff is read again where it changed."""
        if changes.touches("official", "department", "setting"):
            self.refresh()
        else:
            self._ask()

    def _ask(self) -> None:
        self._reader.ask(partial(read, self.office, self.role, self.person_id))

    def busy(self) -> bool:
        """Whether figures are still to come."""
        return self._reader.busy()

    def _show(self, reading: Reading) -> None:
        self.reading = reading
        self.sentence.setText(reading.sentence)
        for figure_card, figure in zip(self.cards, reading.figures, strict=True):
            figure_card.show_figure(figure.name, figure.figure, figure.remark, figure.tone)
        self.beginning.setVisible(not reading.begun)
        self._take_keyboard()
        view = self._views[reading.role]
        view.setVisible(reading.begun and reading.role == self.role)
        view.show_reading(reading, KEYS[_CARDS:])
        self._arrange()

    def _refused(self, error: OfficeError) -> None:
        self.sentence.setText(words.sentence(error))

    # ---- following ----

    def figures(self) -> tuple[DayFigure, ...]:
        """The figures of the cards as they stand; empty until they are read."""
        return self.reading.figures if self.reading is not None else ()

    def _card_clicked(self) -> None:
        place = self.sender().property("place")
        if place is not None:
            self._open_card(int(place))

    def _open_card(self, place: int) -> None:
        figures = self.figures()
        if place < len(figures):
            self.go.emit(figures[place].page, figures[place].query, None)

    def _card_stepped(self, step: int) -> None:
        place = self.sender().property("place")
        if place is not None:
            self.cards[(int(place) + step) % len(self.cards)].setFocus()

    def _key_pressed(self) -> None:
        shortcut = self.sender()
        if not isinstance(shortcut, QShortcut):
            return
        place = KEYS.index(shortcut.key().toString())
        if place < _CARDS:
            self._open_card(place)
        elif (link := self._views[self.role].link_of(KEYS[place])) is not None:
            self._follow(link)

    def _follow(self, link: Link) -> None:
        self.go.emit(link.page, link.query, None)

    def _open_line(self, line: Line, query: Any) -> None:
        self.go.emit(line.page, query, line.record_id)

    def _open_month(self, place: int, late: bool) -> None:  # noqa: FBT001 - a signal's arguments
        if self.reading is not None and 0 <= place < len(self.reading.months):
            month = self.reading.months[place]
            self.go.emit("dossiers", month.late_query if late else month.query, None)

    def _begin(self, key: str) -> None:
        """A button of the first steps: an entry of "Ghi mới", the tour, or a page."""
        entry = next((each for each in self.entries if each.action.key == key), None)
        if entry is not None:
            entry.trigger()
        elif key == "tour":
            self.tour_wanted.emit()
        else:
            self.go.emit(key, None, None)

    # ---- room ----

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The room that is left for the first row of blocks changes with the window."""
        if watched is self.room.viewport() and event.type() == QEvent.Type.Resize:
            self._arrange()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room, one on a small screen."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        width, height = self.room.viewport().width(), self.room.viewport().height()
        narrow = width < theme.px(_NARROW)
        across = _CARDS if not narrow else 3 if width >= theme.px(520) else 2
        if self._cards.property("across") != across:
            self._cards.setProperty("across", across)
            for place, figure_card in enumerate(self.cards):
                self._cards.addWidget(figure_card, place // across, place % across)
            for place in range(_CARDS):
                self._cards.setColumnStretch(place, 1 if place < across else 0)
        view = self._views.get(self.role)
        if view is not None:
            view.set_direction(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
            view.set_first_height(0 if narrow else height - self._cards.sizeHint().height() - theme.px(12 + 40))


def _first_steps() -> tuple[Step, ...]:
    """How an empty office begins."""
    return (
        Step(
            tr("Ghi cán bộ và bộ phận"),
            tr("Để giao việc và chuyển văn bản chỉ bằng ba chữ cái. Bốn bộ phận theo quy định đã có sẵn."),
            (("catalogues", tr("Mở danh mục")),),
        ),
        Step(
            tr("Vào sổ văn bản đến đầu tiên"),
            tr("Số đến được cấp tự động; nhiệm vụ trong văn bản được giao ngay khi vào sổ."),
            (("directive.new", tr("Ghi văn bản đến")),),
        ),
        Step(
            tr("Giao nhiệm vụ, tiếp nhận hồ sơ"),
            tr("Hạn được tính theo lịch làm việc của cơ quan; trang này sẽ báo việc nào sắp đến hạn, việc nào trễ."),
            (("task.new", tr("Giao nhiệm vụ")), ("dossier.new", tr("Tiếp nhận hồ sơ"))),
        ),
        Step(
            tr("Hoặc tập dùng trước"),
            tr("Một cơ quan giả định có sẵn một năm số liệu, tách hẳn sổ này; bảy bước làm quen chừng năm phút."),
            (("tour", tr("Xem bảy bước làm quen")),),
        ),
    )
