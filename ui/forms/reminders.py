"""Nhắc việc hôm nay: who is to be reminded of what, ticked, and the slips that go out; and the slips that went out, to print again.

Both are sheets inside the window. The list is read on a thread; Space ticks, Ctrl+Enter issues one slip for each addressee.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QTreeWidgetItem,
)

from models.errors import OfficeError
from models.labels import tr
from models.outcome import Outcome
from models.registers.directives.rows import DirectiveQuery
from models.registers.dossiers.rows import DossierQuery
from models.registers.reminders.queries import list_slips, load_slip, wanted_today
from models.registers.reminders.rows import SlipEntry, SlipRow, Wanted, WantedToday
from models.registers.reminders.services import issue_slips, slip_number
from models.registers.staff import Staff, load_staff
from models.registers.tasks.rows import TaskQuery
from ui import theme, words
from ui.parts.flow import Flow
from ui.parts.keys import bind_key
from ui.parts.labels import plain
from ui.parts.latest import Latest
from ui.parts.office_papers import left_words, slips_document, slips_file_name
from ui.parts.printing import offer_print
from ui.parts.sheet import Sheet
from ui.parts.tips import tip
from ui.parts.trees import KeyTree, add_line, choose, data_of, lines_in, lines_of, tone_item, tree

if TYPE_CHECKING:
    from models.office import Office
    from models.progress import Report as Progress
    from ui.parts.action import Context

_BY_PERSON, _BY_UNIT = "person", "unit"
_QUERIES: dict[str, Any] = {"tasks": TaskQuery, "dossiers": DossierQuery, "directives": DirectiveQuery}


class RemindersSheet(Sheet):
    """What wants a reminder today, by addressee."""

    help_topic = "reminders"

    def __init__(self, context: Context) -> None:
        super().__init__(context.parent, tr("Nhắc việc hôm nay"))
        self.context = context
        self._wanted = WantedToday((), (), ())
        self._staff: Staff | None = None
        self._reader = Latest(self)
        self._reader.done.connect(self._read)
        self._reader.failed.connect(self._failed)
        self._build_top()
        heads = (tr("Việc"), tr("Nguồn giao"), tr("Hạn"), tr("Còn lại"), tr("Đã nhắc"))
        self.tree = tree(tr("Việc cần nhắc"), heads, (0, 190, 96, 110, 150))
        # A group brings as many changes as it has lines: counted once, after the last.
        self._count = QTimer(self)
        self._count.setSingleShot(True)
        self._count.timeout.connect(self._ticked)
        self.tree.itemChanged.connect(self._count_soon)
        self.tree.itemActivated.connect(self._activated)
        self.body.addWidget(self.tree, 1)
        self.told = plain("", "soft", wrap=True)
        self.body.addWidget(self.told)
        self._build_foot()
        context.operations.changed.connect(self._office_changed)

    def _build_top(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        self.grouping = QComboBox()
        self.grouping.setAccessibleName(tr("Mỗi phiếu gửi cho"))
        self.grouping.addItem(tr("Mỗi người một phiếu"), _BY_PERSON)
        self.grouping.addItem(tr("Mỗi bộ phận một phiếu"), _BY_UNIT)
        self.grouping.currentIndexChanged.connect(self._fill)
        row.addWidget(self.grouping)
        self.message = QLineEdit()
        self.message.setAccessibleName(tr("Lời nhắn trên phiếu"))
        self.message.setPlaceholderText(tr("Lời nhắn trên phiếu (không bắt buộc)"))
        row.addWidget(self.message, 1)
        self.body.addLayout(row)

    def _build_foot(self) -> None:
        self.notices = _tray_box("notices", tr("Báo việc đến hạn ở khay hệ thống"))
        self.hiding = _tray_box("hiding", tr("Đóng cửa sổ thì ẩn xuống khay"))
        self.all_button = self.add_button(tr("Chọn hết (Ctrl+A)"), self.tick_all)
        self.none_button = self.add_button(tr("Bỏ chọn hết"), self.tick_none)
        # All in one row would cut the main verb on a small screen.
        boxes = Flow(gap=theme.px(7))
        for widget in (self.notices, self.hiding, self.all_button, self.none_button):
            boxes.addWidget(widget)
        self.body.addLayout(boxes)
        self.foot.addStretch(1)
        self.slips_button = self.add_button(tr("Phiếu đã lập (Ctrl+L)"), self.show_slips)
        self.issue_button = self.add_button(tr("Lập phiếu nhắc việc (Ctrl+Enter)"), self.issue)
        self.issue_button.setProperty("primary", "true")
        for keys, text, slot in (
            ("Ctrl+Return", tr("Lập phiếu nhắc việc"), self.issue),
            ("Ctrl+Enter", tr("Lập phiếu nhắc việc"), self.issue),
            ("Ctrl+A", tr("Chọn hết"), self.tick_all),
            ("Ctrl+L", tr("Phiếu đã lập"), self.show_slips),
        ):
            bind_key(self, keys, text, slot)

    def first(self) -> KeyTree:
        """The list."""
        return self.tree

    def show_it(self) -> None:
        """Open the sheet and read."""
        super().show_it()
        self.read()

    # ---- reading ----

    def read(self) -> None:
        """Read anew what wants a reminder."""
        self.told.setText(tr("Đang đọc sổ…"))
        self._reader.ask(partial(read_wanted, self.context.office))

    def _office_changed(self, changes: Any) -> None:
        if changes.touches("task", "task_reminder", "task_extension", "dossier", "directive", "calendar_day", "setting"):
            self.read()

    def _read(self, found: tuple[WantedToday, Staff]) -> None:
        self._wanted, self._staff = found
        self._fill()

    def _failed(self, error: OfficeError) -> None:
        self.told.setText(words.sentence(error))

    def _fill(self) -> None:
        unticked = {each.id for each in self._tasks(ticked=False)}
        self.tree.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.tree.clear()
        for key, each in self._groups(self._wanted.tasks).items():
            self._add_group(self._name(key, each), each, unticked)
        for kind, rows in (("dossiers", self._wanted.dossiers), ("directives", self._wanted.directives)):
            title = tr("Hồ sơ một cửa") if kind == "dossiers" else tr("Văn bản đến")
            for key, each in self._groups(rows).items():
                self._add_group(f"{title} · {self._name(key, each)}", each, None)
        self.tree.expandAll()
        self.tree.blockSignals(False)  # noqa: FBT003 - Qt's own
        choose(self.tree, self.tree.topLevelItem(0))
        self._ticked()

    def _groups(self, rows: Sequence[Wanted]) -> dict[tuple[Any, ...], list[Wanted]]:
        """By addressee, in the order of the most urgent one; by department where that is chosen."""
        by_unit = self.grouping.currentData() == _BY_UNIT
        found: dict[tuple[Any, ...], list[Wanted]] = {}
        for row in rows:
            person = None if by_unit and row.department_id is not None else row.official_id
            ids = (row.department_id, person)
            found.setdefault((*ids, "" if any(ids) else row.addressee), []).append(row)
        return found

    def _name(self, key: tuple[Any, ...], rows: Sequence[Wanted]) -> str:
        department_id, official_id, written = key
        if written or self._staff is None:
            return str(written)
        return self._staff.name_of(department_id, official_id) or rows[0].addressee

    def _add_group(self, name: str, rows: Sequence[Wanted], unticked: set[int] | None) -> None:
        today = self.context.office.today()
        shown = name or tr("(chưa giao)")
        group = QTreeWidgetItem([f"{shown} · {words.count(len(rows), tr('việc'))}"])
        group.setFont(0, theme.font(bold=True))
        self.tree.addTopLevelItem(group)
        group.setFirstColumnSpanned(True)
        # Nobody to be addressed: the work must be assigned first.
        ticks = unticked is not None and bool(name)
        if ticks:
            group.setFlags(group.flags() | Qt.ItemFlag.ItemIsAutoTristate | Qt.ItemFlag.ItemIsUserCheckable)
        for row in rows:
            left = left_words(row.due, row.days_left, today)
            cells = [row.content or tr("(văn bản mật)"), row.source, words.short_day(row.due, today), left, _before(row, today)]
            item = add_line(group, cells, row)
            item.setToolTip(1, tip(row.source))
            tone_item(item, 3, "late" if row.due < today else "soon")
            if ticks and unticked is not None:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(0, Qt.CheckState.Unchecked if row.id in unticked else Qt.CheckState.Checked)

    # ---- ticking ----

    def _tasks(self, *, ticked: bool) -> list[Wanted]:
        """The tasks in the list that are ticked, or that could be and are not."""
        wanted = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        return [data_of(item) for group in self._ticking() for item in lines_in(group) if item.checkState(0) == wanted]

    def _ticking(self) -> list[QTreeWidgetItem]:
        return [group for group in lines_of(self.tree) if group.flags() & Qt.ItemFlag.ItemIsUserCheckable]

    def tick_all(self) -> None:
        """Tick everything."""
        self._tick(Qt.CheckState.Checked)

    def tick_none(self) -> None:
        """Tick nothing."""
        self._tick(Qt.CheckState.Unchecked)

    def _count_soon(self) -> None:
        self._count.start(0)

    def _tick(self, state: Qt.CheckState) -> None:
        for group in self._ticking():
            for item in lines_in(group):
                item.setCheckState(0, state)

    def _ticked(self) -> None:
        """Say how many slips would go out."""
        entries = self.entries()
        count = len(entries)
        self.issue_button.setEnabled(bool(count))
        self.issue_button.setText(
            tr("Lập {count} phiếu (Ctrl+Enter)", count=words.number(count)) if count else tr("Lập phiếu nhắc việc (Ctrl+Enter)")
        )
        self.told.setText(self._news(sum(len(entry.task_ids) for entry in entries)))

    def _news(self, ticked: int) -> str:
        office, wanted = self.context.office, self._wanted
        today = office.today()
        rest = office.calendar().rest_reason(today)
        if rest is not None:
            return tr("Hôm nay là ngày nghỉ ({reason}): không nhắc việc.", reason=rest)
        if not wanted.everything():
            return tr("Hôm nay không có việc nào đến lượt nhắc. Bậc nhắc đặt ở Hệ thống, mục Nhắc việc.")
        if not wanted.tasks:
            return tr("Không nhiệm vụ nào cần nhắc. Hồ sơ và văn bản dưới đây đến lượt nhắc hôm nay; Enter: mở để đôn đốc.")
        said = tr(
            "Đã chọn {ticked} trong {tasks} nhiệm vụ cần nhắc. Dấu cách: chọn hoặc bỏ chọn; Enter: mở việc.",
            ticked=words.number(ticked),
            tasks=words.number(len(wanted.tasks)),
        )
        if wanted.left_off:
            said += " " + tr("Còn {count} việc nữa, hiện sau khi lập phiếu này.", count=words.number(wanted.left_off))
        return said

    # ---- doing ----

    def entries(self) -> list[SlipEntry]:
        """The slips that the ticks ask for."""
        found = []
        for group in self._ticking():
            rows = [data_of(item) for item in lines_in(group) if item.checkState(0) == Qt.CheckState.Checked]
            if rows:
                [key] = self._groups(rows)
                department_id, official_id, _ = key
                ids = tuple(row.id for row in rows)
                found.append(SlipEntry(self._name(key, rows), ids, department_id, official_id, self.message.text()))
        return found

    def issue(self) -> None:
        """Issue the slips and show them for printing."""
        self.context.operations.run(issue_slips, self.entries(), on_success=self._issued, on_error=self._refused, parent=self)

    def _issued(self, outcome: Outcome) -> None:
        self.message.clear()
        print_slips(self, self.context, sorted(outcome.changes.of("reminder_slip")))

    def _refused(self, error: OfficeError) -> bool:
        self.told.setText(words.sentence(error))
        return not error.environment

    def show_slips(self) -> None:
        """The slips that went out."""
        SlipsSheet(self.context).show_it()

    def _activated(self, item: QTreeWidgetItem) -> None:
        row = data_of(item)
        if row is None:
            item.setExpanded(not item.isExpanded())
            return
        page = self.context.parent
        self.leave()
        if hasattr(page, "go"):
            page.go.emit(row.kind, _QUERIES[row.kind](), row.id)


def read_wanted(office: Office, report: Progress) -> tuple[WantedToday, Staff]:
    """The work itself, on a thread."""
    report(0, 1)
    when, calendar, rules = office.when(), office.calendar(), office.settings().ladder_rules()
    with office.read() as conn:
        return wanted_today(conn, when, calendar, rules), load_staff(conn)


def _before(row: Wanted, today: Any) -> str:
    """How often somebody was reminded before."""
    if row.kind != "tasks":
        return ""
    if not row.times or row.last_at is None:
        return tr("chưa nhắc")
    return tr("{count} lần, {day}", count=words.number(row.times), day=words.short_day(row.last_at.date(), today))


def _tray_box(name: str, text: str) -> QCheckBox:
    """A switch of the tray, which belongs to this machine; greyed where there is no tray."""
    from ui.parts import tray

    box = QCheckBox(text)
    box.setChecked(tray.wanted(name))
    box.setEnabled(tray.there())
    if not tray.there():
        box.setToolTip(tr("Máy này không có khay hệ thống."))
    box.toggled.connect(partial(tray.switch, name))
    return box


# ---- slips that went out ----


class SlipsSheet(Sheet):
    """The slips issued, the newest first; Enter prints one again."""

    help_topic = "reminders"

    def __init__(self, context: Context) -> None:
        super().__init__(context.parent, tr("Phiếu nhắc việc đã lập"), wide=900)
        self.context = context
        heads = (tr("Nơi nhận"), tr("Số"), tr("Ngày"), tr("Nhiệm vụ"), tr("Đã xong"))
        self.tree = tree(tr("Phiếu nhắc việc đã lập"), heads, (0, 100, 110, 90, 90), right=(3, 4))
        self.tree.setRootIsDecorated(False)
        self.tree.itemActivated.connect(self._activated)
        self.body.addWidget(self.tree, 1)
        self.told = plain("", "soft", wrap=True)
        self.foot.addWidget(self.told, 1)
        self.print_button = QPushButton(tr("In lại (Enter)"))
        self.print_button.setProperty("primary", "true")
        self.print_button.setAutoDefault(False)
        self.print_button.clicked.connect(self._print)
        self.foot.addWidget(self.print_button)
        context.operations.changed.connect(self._office_changed)
        self._fill()

    def first(self) -> KeyTree:
        """The list."""
        return self.tree

    def _office_changed(self, changes: Any) -> None:
        if changes.touches("reminder_slip", "task"):
            self._fill()

    def _fill(self) -> None:
        rows: list[SlipRow] = self.context.operations.ask(list_slips)
        self.tree.clear()
        for row in rows:
            cells = [row.addressee, slip_number(row.number, row.year), words.day(row.issued_date), str(row.tasks), str(row.done)]
            add_line(self.tree, cells, row.id, right=(3, 4))
        self.print_button.setEnabled(bool(rows))
        choose(self.tree, self.tree.topLevelItem(0))
        empty = tr("Chưa lập phiếu nào. Mở “Nhắc việc hôm nay” (F8), chọn việc rồi lập phiếu.")
        self.told.setText(words.count(len(rows), tr("phiếu")) if rows else empty)

    def _activated(self, item: QTreeWidgetItem) -> None:
        print_slips(self, self.context, [data_of(item)])

    def _print(self) -> None:
        if (item := self.tree.currentItem()) is not None:
            self._activated(item)


def print_slips(parent: Sheet, context: Context, ids: Sequence[int]) -> None:
    """Show these slips for printing."""
    calendar = context.office.calendar()
    with context.office.read() as conn:
        slips = [load_slip(conn, slip_id, calendar) for slip_id in ids]
    if slips:
        offer_print(parent, context.operations, tr("Phiếu nhắc việc"), slips_file_name(slips), slips_document(context.office, slips))
