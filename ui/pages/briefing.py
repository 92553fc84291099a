"""Giao ban: the whole screen for the weekly briefing. People at the left, the work of one in the middle, what was recorded at the right.

One line at the bottom takes everything: Enter gives the person in front a new task ("Rà soát hộ nghèo / t6"), Ctrl+Enter records a word
about the task that is selected, Ctrl+Shift+Enter a conclusion for all. ↑ and ↓ go through the people. Each is saved at once.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from models.errors import OfficeError
from models.labels import label, tr
from models.outcome import ChangeSet, Outcome
from models.registers.briefings.queries import load_briefing, people, person_work, running_briefing
from models.registers.briefings.rows import BriefingRow, BriefingWhole, Person, PersonTask, PersonWork
from models.registers.briefings.services import assign_at_briefing, close_briefing, conclude, correct_briefing, say, take_back_item
from ui import theme, words
from ui.forms.form import Ask, Form
from ui.forms.inputs import line, lines
from ui.pages.briefing_line import BriefingLine, split_due
from ui.pages.briefing_start import BriefingStart, print_minutes
from ui.parts.dates import told_due
from ui.parts.keys import Key, KeyGroup, bind_key
from ui.parts.labels import plain
from ui.parts.latest import Latest
from ui.parts.office_papers import left_words
from ui.parts.sheet import Sheet
from ui.parts.tips import tip
from ui.parts.trees import add_line, choose, data_of, lines_in, lines_of, tone_item, tree

if TYPE_CHECKING:
    from models.office import Office
    from models.progress import Report as Progress
    from ui.parts.action import Context

_DATA = int(Qt.ItemDataRole.UserRole)
_BIG, _SMALL = 20, 16
_WIDE = 1_150
_TABLES = ("briefing", "briefing_item", "task", "task_extension", "task_obstacle", "task_reminder", "official", "department")


class BriefingSheet(Sheet):
    """The briefing from its first word to its minutes; past ones are listed where none runs."""

    help_topic = "briefing"

    def __init__(self, context: Context) -> None:
        super().__init__(context.parent, tr("Giao ban"), edge=0)
        self.context = context
        self.row: BriefingRow | None = None
        self._state_before = self.window().windowState()
        self.rooms = QStackedWidget()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.rooms, 1)
        self.start = BriefingStart(context)
        self.start.begun.connect(self.look)
        self.rooms.addWidget(self.start)
        self.sitting = Sitting(context)
        self.rooms.addWidget(self.sitting)
        self.note_button = self.add_button(tr("Sửa thành phần (F2)"), self.correct)
        self.foot.addStretch(1)
        self.print_button = self.add_button(tr("Xem kết luận (Ctrl+P)"), self.show_minutes)
        self.end_button = self.add_button(tr("Kết thúc giao ban (Ctrl+H)"), self.end)
        for keys, text, slot in (
            ("F2", tr("Sửa thành phần"), self.correct),
            ("Ctrl+P", tr("Xem kết luận"), self.show_minutes),
            ("Ctrl+H", tr("Kết thúc giao ban"), self.end),
        ):
            bind_key(self, keys, text, slot)
        context.operations.changed.connect(self._office_changed)
        self.look()

    def show_it(self) -> None:
        """Take the whole screen."""
        self.window().setWindowState(self._state_before | Qt.WindowState.WindowFullScreen)
        super().show_it()

    def leave(self) -> None:
        """Give the screen back; the briefing goes on until it is closed."""
        if self.isVisible():
            self.window().setWindowState(self._state_before)
        super().leave()

    def first(self) -> QWidget:
        """The line where one types, or the first question of a new briefing."""
        return self.sitting.line if self.row is not None else self.start.chair

    def look(self) -> None:
        """Show the briefing that runs, or the beginning."""
        self.row = self.context.operations.ask(running_briefing)
        runs = self.row is not None
        for button in (self.note_button, self.print_button, self.end_button):
            button.setVisible(runs)
        if self.row is not None:
            self.title.setText(tr("Giao ban {day} · chủ trì {chair}", day=words.weekday(self.row.held_date), chair=self.row.chair or "…"))
            self.rooms.setCurrentWidget(self.sitting)
            self.sitting.show_briefing(self.row.id)
        else:
            self.title.setText(tr("Giao ban"))
            self.rooms.setCurrentWidget(self.start)
            self.start.read()
        if self.isVisible():
            self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _office_changed(self, changes: ChangeSet) -> None:
        if changes.touches("briefing"):
            self.look()
        elif changes.touches(*_TABLES):
            self.sitting.read()

    def correct(self) -> None:
        """Who chaired, who sat."""
        if self.row is None:
            return
        asks = (
            Ask("chair", tr("Người chủ trì"), line, self.row.chair),
            Ask("attendees", tr("Thành phần dự"), lines(3), self.row.attendees),
            Ask("note", tr("Ghi chú"), lines(2), self.row.note),
        )
        Form(self.context, tr("Thành phần dự giao ban"), tr("Ghi"), correct_briefing, self.row.id, asks=asks, columns=1).show_it()

    def show_minutes(self) -> None:
        """The minutes as they stand."""
        if self.row is not None:
            print_minutes(self, self.context, self.row.id)

    def end(self) -> None:
        """Close the minutes and show them for printing. "Hoàn tác" opens them again."""
        if self.row is not None:
            self.context.operations.run(close_briefing, self.row.id, on_success=self._ended, parent=self)

    def _ended(self, outcome: Outcome) -> None:
        if outcome.id is not None:
            print_minutes(self, self.context, outcome.id)


class Sitting(QWidget):
    """The three columns and the line."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.briefing_id: int | None = None
        self.people_found: list[Person] = []
        self.work = PersonWork((), (), (), ())
        self._people_reader, self._work_reader = Latest(self), Latest(self)
        self._people_reader.done.connect(self._read_people)
        self._work_reader.done.connect(self._read_work)
        for reader in (self._people_reader, self._work_reader):
            reader.failed.connect(self._refused)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        column.setSpacing(theme.px(8))
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        self.columns.setChildrenCollapsible(False)
        column.addWidget(self.columns, 1)
        self.columns.addWidget(self._build_people())
        self.columns.addWidget(self._build_work())
        self.columns.addWidget(self._build_recorded())
        shares = (32, 46, 22)
        for place, share in enumerate(shares):
            self.columns.setStretchFactor(place, share)
        self.columns.setSizes([share * theme.px(10) for share in shares])
        self.line = BriefingLine()
        self.line.person_step.connect(self.step_person)
        self.line.task_step.connect(self.step_task)
        self.line.assign.connect(self.assign)
        self.line.say.connect(self.say)
        self.line.conclude.connect(self.conclude)
        self.line.textChanged.connect(self._show_hint)
        column.addWidget(self.line)
        self.hint = plain("", "soft", wrap=True)
        column.addWidget(self.hint)

    @staticmethod
    def fixed_keys() -> KeyGroup:
        """What the line obeys."""
        keys = (
            Key("Return", tr("Giao việc mới cho người đang xem")),
            Key("Ctrl+Return", tr("Ghi ý kiến về việc đang chọn")),
            Key("Ctrl+Shift+Return", tr("Ghi kết luận chung")),
            Key("Up / Down", tr("Người trước, người sau")),
            Key("Ctrl+Up / Ctrl+Down", tr("Việc trước, việc sau")),
        )
        return KeyGroup(tr("Giao ban"), keys)

    def _build_people(self) -> QTreeWidget:
        heads = (tr("Người phụ trách"), tr("Trễ"), tr("Tuần này"), tr("Đã xong"))
        self.people = tree(tr("Người phụ trách"), heads, (0, 48, 76, 74), right=(1, 2, 3))
        self.people.setRootIsDecorated(False)
        self.people.currentItemChanged.connect(self._person_changed)
        return self.people

    def _build_work(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        self.name = plain("", "strong", wrap=True)
        column.addWidget(self.name)
        self.tasks = tree(tr("Việc của người đang xem"), (tr("Nhiệm vụ"), tr("Hạn"), tr("Còn lại")), (0, 78, 140))
        self.tasks.currentItemChanged.connect(self._task_changed)
        column.addWidget(self.tasks, 1)
        self.whole_task = plain("", wrap=True)
        column.addWidget(self.whole_task)
        return holder

    def _build_recorded(self) -> QWidget:
        self.said = QWidget()
        column = QVBoxLayout(self.said)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(plain(tr("Đã ghi trong buổi này"), "heading"))
        self.recorded = QListWidget()
        self.recorded.setAccessibleName(tr("Đã ghi trong buổi này"))
        self.recorded.setWordWrap(True)
        self.recorded.setSpacing(theme.px(3))
        self.recorded.setResizeMode(QListView.ResizeMode.Adjust)
        self.recorded.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bind_key(self.recorded, "Del", tr("Rút ý kiến đang chọn"), self.take_back)
        column.addWidget(self.recorded, 1)
        column.addWidget(plain(tr("Delete: rút ý kiến đang chọn"), "small", wrap=True))
        return self.said

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Letters that are read across a room, as far as the screen has room for them; the third column where there is room."""
        super().resizeEvent(event)
        wide = self.width() >= theme.px(_WIDE)
        self.said.setVisible(wide)
        pixels = _BIG if wide else _SMALL
        for widget in (self.people, self.tasks, self.line, self.whole_task):
            widget.setFont(theme.font(pixels=pixels))
        self.name.setFont(theme.font(pixels=pixels + 4, bold=True))

    # ---- reading ----

    def show_briefing(self, briefing_id: int) -> None:
        """Show this briefing."""
        self.briefing_id = briefing_id
        self.read()

    def read(self) -> None:
        """Read people and what was recorded, on a thread; the work of the person in front follows."""
        if self.briefing_id is not None:
            self._people_reader.ask(partial(read_people, self.context.office, self.briefing_id))

    def _read_people(self, found: tuple[list[Person], BriefingWhole]) -> None:
        before = self.person()
        self.people_found, whole = found
        self.people.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.people.clear()
        chosen = None
        for person in self.people_found:
            cells = [person.name, *(words.number(each) if each else "" for each in (person.late, person.soon, person.done))]
            item = add_line(self.people, cells, person, right=(1, 2, 3))
            item.setToolTip(0, tip(" · ".join(part for part in (person.name, person.unit) if part)))
            tone_item(item, 1, "late")
            tone_item(item, 2, "soon")
            if before is not None and _key(person) == _key(before):
                chosen = item
        choose(self.people, chosen or self.people.topLevelItem(0))
        self.people.blockSignals(False)  # noqa: FBT003 - Qt's own
        self._show_recorded(whole)
        self._person_changed()

    def _show_recorded(self, whole: BriefingWhole) -> None:
        self.recorded.clear()
        for item in reversed(whole.items):
            about = item.person or (item.about and words.shortened(item.about, 40))
            head = " · ".join(part for part in (label("briefing_item", item.kind), about) if part)
            due = " · " + tr("hạn {day}", day=words.day(item.due)) if item.due is not None else ""
            entry = QListWidgetItem(f"{head}\n{item.content}{due}", self.recorded)
            entry.setData(_DATA, item.id)
            entry.setToolTip(tip(item.content))

    def _person_changed(self, *_: object) -> None:
        person = self.person()
        self.name.setText("" if person is None else " · ".join(part for part in (person.name, person.unit) if part))
        self.name.setToolTip(tip(self.name.text()))
        self._show_hint()
        if person is not None:
            ids = (person.official_id, person.department_id)
            self._work_reader.ask(partial(read_work, self.context.office, *ids))

    def _read_work(self, found: PersonWork) -> None:
        before = self.task()
        self.work = found
        self.tasks.clear()
        chosen = None
        groups = (
            (tr("Quá hạn"), found.late, "late"),
            (tr("Đến hạn tuần này"), found.soon, "soon"),
            (tr("Đang vướng mắc"), found.obstacles, "late"),
            (tr("Xong trong bảy ngày qua"), found.done, "ok"),
        )
        for name, tasks, tone in groups:
            if not tasks:
                continue
            group = QTreeWidgetItem(self.tasks, [f"{name} ({words.number(len(tasks))})"])
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            group.setFirstColumnSpanned(True)
            strong = QFont(self.tasks.font())
            strong.setBold(True)
            group.setFont(0, strong)
            tone_item(group, 0, tone)
            for task in tasks:
                item = self._task_item(group, task, tone)
                if chosen is None and (before is None or before.id == task.id):
                    chosen = item
        self.tasks.expandAll()
        everything = self._task_lines()
        choose(self.tasks, chosen or (everything[0] if everything else None))
        self._task_changed()

    def _task_item(self, group: QTreeWidgetItem, task: PersonTask, tone: str) -> QTreeWidgetItem:
        today = self.context.office.today()
        if task.completed is not None:
            left = tr("xong {day}", day=words.short_day(task.completed, today))
        else:
            left = left_words(task.due, task.days_left, today)
        item = add_line(group, [task.content, words.short_day(task.due, today), left], task)
        tone_item(item, 2, tone)
        return item

    def _refused(self, error: OfficeError) -> bool:
        self.hint.setText(words.sentence(error))
        return not error.environment

    # ---- who and what is in front ----

    def person(self) -> Person | None:
        """The person in front."""
        found: Person | None = data_of(self.people.currentItem())
        return found

    def task(self) -> PersonTask | None:
        """The task that is selected."""
        found: PersonTask | None = data_of(self.tasks.currentItem())
        return found

    def step_person(self, step: int) -> None:
        """Go to another person; stops at the ends."""
        self._step(self.people, lines_of(self.people), step)

    def step_task(self, step: int) -> None:
        """Go to another task of the person in front."""
        self._step(self.tasks, self._task_lines(), step)

    def _task_lines(self) -> list[QTreeWidgetItem]:
        return [item for group in lines_of(self.tasks) for item in lines_in(group)]

    @staticmethod
    def _step(view: QTreeWidget, items: list[QTreeWidgetItem], step: int) -> None:
        current = view.currentItem()
        place = next((place for place, item in enumerate(items) if item is current), -1) + step
        if 0 <= place < len(items):
            view.setCurrentItem(items[place])

    def _task_changed(self, *_: object) -> None:
        task = self.task()
        told = []
        if task is not None:
            told.append(" · ".join(part for part in (task.content, task.source) if part))
            if task.obstacle:
                told.append(tr("Vướng mắc: {words}", words=task.obstacle))
            if task.reminders:
                told.append(tr("Đã nhắc {count} lần", count=words.number(task.reminders)))
        self.whole_task.setText("\n".join(told))
        self.whole_task.setToolTip(tip(self.whole_task.text()))
        self._show_hint()

    def _show_hint(self, *_: object) -> None:
        """What Enter would do with what stands in the line."""
        person, task = self.person(), self.task()
        name = "…" if person is None else person.name
        self.line.setPlaceholderText(tr("Giao việc mới cho {name}: gõ nội dung, rồi / và hạn (“/ t6”, “/ 5/12”)", name=name))
        if not self.line.text().strip():
            self.hint.setText(tr("↑ ↓ đổi người · Ctrl+↑ ↓ đổi việc · Esc rời giao ban, buổi giao ban vẫn còn đó"))
            return
        calendar, today = self.context.office.calendar(), self.context.office.today()
        content, due = split_due(self.line.text(), today)
        limit = told_due(due, today, calendar) if due is not None else tr("không có hạn")
        parts = [tr("Enter: giao “{content}” cho {name}, {limit}", content=words.shortened(content, 60), name=name, limit=limit)]
        about = words.shortened(task.content, 50) if task is not None else name
        parts.append(tr("Ctrl+Enter: ghi ý kiến về “{about}”", about=about))
        parts.append(tr("Ctrl+Shift+Enter: kết luận chung"))
        self.hint.setText(" · ".join(parts))

    # ---- doing ----

    def _run(self, service: Any, *args: Any, **named: Any) -> None:
        if self.briefing_id is not None and self.line.text().strip():
            self.context.operations.run(
                service, self.briefing_id, *args, **named, on_success=self._done, on_error=self._refused, parent=self.window()
            )

    def _done(self, outcome: Outcome) -> None:
        self.line.clear()
        self.hint.setText(words.told(outcome))

    def assign(self) -> None:
        """Give the person in front the task in the line."""
        person = self.person()
        content, due = split_due(self.line.text(), self.context.office.today())
        ids = {} if person is None else {"official_id": person.official_id, "department_id": person.department_id}
        self._run(assign_at_briefing, content, due_date=due, **ids)

    def say(self) -> None:
        """Record a word about the task that is selected, else about the person."""
        person, task, content = self.person(), self.task(), self.line.text()
        official_id = None if person is None else person.official_id
        if task is None and official_id is None and person is not None:
            content = tr("{name}: {value}", name=person.name, value=content)
        self._run(say, content, task_id=None if task is None else task.id, official_id=official_id)

    def conclude(self) -> None:
        """Record a conclusion for all."""
        self._run(conclude, self.line.text())

    def take_back(self) -> None:
        """Take a word out again."""
        item = self.recorded.currentItem()
        if item is not None:
            self.context.operations.run(take_back_item, item.data(_DATA), on_error=self._refused, parent=self.window())


def _key(person: Person) -> tuple[int | None, int | None]:
    return (person.official_id, None if person.official_id is not None else person.department_id)


def read_people(office: Office, briefing_id: int, report: Progress) -> tuple[list[Person], BriefingWhole]:
    """The work itself, on a thread."""
    report(0, 1)
    with office.read() as conn:
        return people(conn, office.today()), load_briefing(conn, briefing_id)


def read_work(office: Office, official_id: int | None, department_id: int | None, report: Progress) -> PersonWork:
    """The same of one person."""
    report(0, 1)
    calendar = office.calendar()
    with office.read() as conn:
        return person_work(conn, official_id, department_id, office.today(), calendar)
