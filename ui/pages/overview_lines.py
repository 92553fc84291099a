"""The blocks of the clerk and of the official: lines with the queries behind them. Read on a thread; knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from models.labels import tr
from models.registers.directives import overview as book
from models.registers.directives import queries as directives
from models.registers.directives.rows import DirectiveQuery, DirectiveRow, title
from models.registers.dossiers import queries as dossiers
from models.registers.dossiers.rows import DossierQuery, DossierRow
from models.registers.tasks import overview as work
from models.registers.tasks import queries as tasks
from models.registers.tasks.overview import Waiting
from models.registers.tasks.rows import TaskQuery, TaskRow
from ui import words
from ui.pages.overview_blocks import Block, Line, Link

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from models.clock.working_days import Calendar
    from models.registers.settings import Settings
    from models.registers.when import When

SHOWN = 50
_RUNNING_TASKS = ("overdue", "due_soon", "in_progress_within_due", "no_due_date")
_OPEN_DOSSIERS = ("overdue", "due_soon", "in_progress_within_due", "paused")
# A document goes on within the day, at the latest on the next working day (Nghị định 30/2020/NĐ-CP Điều 23): from then on it is late.
_FORWARD_WITHIN = 1
_NEVER = datetime(9999, 12, 31, 23, 59)


@dataclass(frozen=True, slots=True)
class View:
    """What every block is read with: one picture of the data, the moment, the calendar, and whose page it is."""

    conn: Connection
    when: When
    calendar: Calendar
    settings: Settings
    person_id: int | None

    @property
    def today(self) -> date:
        """The day for which all is said."""
        return self.when.today

    def waited(self, since: date) -> int:
        """Working days since then."""
        return max(0, self.calendar.working_days_between(since, self.today))

    def task_rows(self, query: TaskQuery) -> list[TaskRow]:
        """The first rows of a query."""
        return tasks.load_rows(self.conn, tasks.find_ids(self.conn, query, self.when, limit=SHOWN), self.when, self.calendar)

    def dossier_rows(self, query: DossierQuery) -> list[DossierRow]:
        """The first rows of a query."""
        return dossiers.load_rows(self.conn, dossiers.find_ids(self.conn, query, self.when, limit=SHOWN), self.when, self.calendar)

    def directive_rows(self, query: DirectiveQuery) -> list[DirectiveRow]:
        """The first rows of a query."""
        return directives.load_rows(self.conn, directives.find_ids(self.conn, query, self.when, limit=SHOWN), self.when, self.calendar)


def days_waited(days: int) -> str:
    """How long something has waited, in words."""
    return tr("hôm nay") if days == 0 else tr("{days} ngày", days=words.number(days))


def parts(*texts: str) -> str:
    """The texts that are not empty, in one line."""
    return " · ".join(text for text in texts if text)


def _paper(row: DirectiveRow) -> str:
    return title(row.document_type, row.subject) or row.document_number


def _number(row: DirectiveRow) -> str:
    return words.arrival_number(row.printed_number, secret=row.register == "secret")


def not_forwarded(view: View) -> Block:
    """Documents that lie with the clerk, the longest waiting first."""
    query = DirectiveQuery().with_states("not_forwarded").sorted_by("arrival_number")
    number = directives.count(view.conn, query, view.when)
    lines = []
    for place, row in enumerate(view.directive_rows(query), start=1):
        waited = view.waited(row.arrival_date)
        tone = "late" if waited > _FORWARD_WITHIN else "soon" if waited else "ok"
        second = parts(row.document_number, row.issuing_agency, words.short_day(row.arrival_date, view.today))
        lines.append(Line(place, (_number(row), _paper(row), days_waited(waited)), "directives", query, row.id, second, tone))
    return Block((Link(words.count(number, tr("văn bản")), "directives", query),), tuple(lines))


def unanswered(view: View) -> Block:
    """Documents that are to be answered and were not, late and nearly due, by date."""
    query = DirectiveQuery().with_states("overdue", "due_soon").sorted_by("due_date")
    number = directives.count(view.conn, query, view.when)
    lines = []
    for place, row in enumerate(view.directive_rows(query), start=1):
        chip = words.due_chip("directive_state", row.state, row.days_left, due=row.due_date, today=view.today)
        second = parts(_number(row), row.document_number, row.issuing_agency)
        cells = (words.short_day(row.due_date, view.today), _paper(row), row.recipient or tr("(chưa chuyển)"), chip)
        lines.append(Line(place, cells, "directives", query, row.id, second, words.tone(row.state)))
    return Block((Link(words.count(number, tr("văn bản")), "directives", query),), tuple(lines))


def book_of_today(view: View) -> Block:
    """The numbers that the book of this year leaves out, then what was entered for today."""
    query = DirectiveQuery(arrival_from=view.today, arrival_to=view.today)
    number = directives.count(view.conn, query, view.when)
    gaps = book.gaps(view.conn, view.today.year)
    lines = []
    for place, gap in enumerate(gaps, start=1):
        numbers = str(gap.first) if gap.first == gap.last else f"{gap.first}–{gap.last}"
        what = tr("Số đến còn trống; mở văn bản liền trước và liền sau")
        lines.append(Line(place, (numbers, what, tr("còn trống")), "directives", gap.neighbours, None, "", "soon"))
    for place, row in enumerate(view.directive_rows(query), start=len(gaps) + 1):
        state = words.due_chip("directive_state", row.state, row.days_left, due=row.due_date, today=view.today)
        second = parts(row.document_number, row.issuing_agency)
        lines.append(Line(place, (_number(row), _paper(row), state), "directives", query, row.id, second, words.tone(row.state)))
    links = [Link(tr("vào sổ hôm nay: {count}", count=words.number(number)), "directives", query)]
    if gaps:
        beside = tuple(dict.fromkeys(paper for gap in gaps for paper in gap.neighbours))
        links.append(Link(tr("chỗ trống số: {count}", count=words.number(len(gaps))), "directives", beside))
    return Block(tuple(links), tuple(lines))


def own(view: View) -> Block:
    """All that waits for one official: tasks they lead, shares in others' tasks, dossiers they handle; the least time left first."""
    if view.person_id is None:
        return Block((), ())
    led = TaskQuery(lead_official_id=view.person_id).with_states(*_RUNNING_TASKS)
    held = DossierQuery(handler_id=view.person_id).with_states(*_OPEN_DOSSIERS)
    shares = work.open_parts(view.conn, view.person_id)
    share_ids = tuple(dict.fromkeys(share.task_id for share in shares))
    found: list[tuple[datetime, Line]] = []
    for task in view.task_rows(led):
        chip = words.due_chip("task_state", task.state, task.days_left, due=task.due_date, today=view.today)
        cells = (words.short_day(task.due_date, view.today), task.content, tr("chủ trì"), chip)
        second = parts(task.source_number, task.source_agency)
        found.append((_by_day(task.due_date), Line(0, cells, "tasks", led, task.id, second, words.tone(task.state))))
    for share in shares[:SHOWN]:
        left = view.calendar.working_days_between(view.today, share.due) if share.due is not None else None
        state = "no_due_date" if share.due is None else _state(share.due, view)
        chip = words.due_chip("task_state", state, left, due=share.due, today=view.today)
        cells = (words.short_day(share.due, view.today), share.content, tr("phối hợp"), chip)
        second = parts(share.part, share.lead and tr("chủ trì: {lead}", lead=share.lead))
        found.append((_by_day(share.due), Line(0, cells, "tasks", share_ids, share.task_id, second, words.tone(state))))
    for row in view.dossier_rows(held):
        due = row.appointment_at
        chip = words.due_chip("dossier_state", row.state, row.days_left, due=due.date() if due else None, today=view.today)
        cells = (words.short_day(due.date() if due else None, view.today), row.procedure_name, tr("hồ sơ"), chip)
        second = parts(row.dossier_code, row.applicant)
        found.append((due or _NEVER, Line(0, cells, "dossiers", held, row.id, second, words.tone(row.state))))
    found.sort(key=_first)
    links = [Link(words.count(tasks.count(view.conn, led, view.when), tr("chủ trì")), "tasks", led)]
    if shares:
        links.append(Link(words.count(len(share_ids), tr("phối hợp")), "tasks", share_ids))
    links.append(Link(words.count(dossiers.count(view.conn, held, view.when), tr("hồ sơ")), "dossiers", held))
    return Block(tuple(links), _numbered([line for _, line in found[: 2 * SHOWN]]))


def _first(one: tuple[datetime, Line]) -> datetime:
    return one[0]


def _by_day(due: date | None) -> datetime:
    """The last moment of a due date; what has none comes last."""
    return _NEVER if due is None else datetime.combine(due, time.max)


def _state(due: date, view: View) -> str:
    if due < view.today:
        return "overdue"
    return "due_soon" if due <= view.when.soon_until else "in_progress_within_due"


def _numbered(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with their places as ids, from 1."""
    return tuple(
        Line(place, line.cells, line.page, line.query, line.record_id, line.second, line.tone, line.by_column)
        for place, line in enumerate(lines, start=1)
    )


def task_link(found: Sequence[Waiting]) -> Link:
    """The tasks that these wishes are about, each once."""
    ids = tuple(dict.fromkeys(one.task_id for one in found))
    return Link(words.count(len(ids), tr("nhiệm vụ")), "tasks", ids)


def obstacles(view: View) -> Block:
    """Obstacles on the tasks of one official that nobody answered."""
    found = work.open_obstacles(view.conn, official_id=view.person_id) if view.person_id is not None else []
    link = task_link(found)
    lines = [
        Line(place, (words.short_day(one.since, view.today), one.content, one.asked), "tasks", link.query, one.task_id, one.what)
        for place, one in enumerate(found[:SHOWN], start=1)
    ]
    return Block((link,), tuple(lines))


def extensions(view: View) -> Block:
    """Later dates that one official asked for and nobody decided."""
    found = work.pending_extensions(view.conn, official_id=view.person_id) if view.person_id is not None else []
    link = task_link(found)
    lines = []
    for place, one in enumerate(found[:SHOWN], start=1):
        cells = (words.short_day(one.since, view.today), one.content, words.short_day(one.new_due, view.today))
        lines.append(Line(place, cells, "tasks", link.query, one.task_id, one.what))
    return Block((link,), tuple(lines))


def urgent(view: View, lines: Sequence[Any], all_tasks: int, all_dossiers: int) -> Block:
    """What is late or nearly due in both books; `lines` are those of `ui.pages.day_figures.urgent_work`."""
    task_query, dossier_query = TaskQuery().with_states("overdue", "due_soon"), DossierQuery().with_states("overdue", "due_soon")
    made = []
    for one in lines:
        query: Any = task_query if one.page == "tasks" else dossier_query
        cells = (words.short_day(one.due, view.today), one.what, one.who, one.chip)
        made.append(Line(one.id, cells, one.page, query, one.record_id, one.remark, one.tone))
    links = (
        Link(words.count(all_tasks, tr("nhiệm vụ")), "tasks", task_query),
        Link(words.count(all_dossiers, tr("hồ sơ")), "dossiers", dossier_query),
    )
    return Block(links, tuple(made))


def kind_of(one: Waiting) -> tuple[str, str]:
    """The word and the tone of what waits."""
    if one.kind == "extension":
        return tr("xin gia hạn"), "soon"
    return (tr("vướng mắc"), "late") if one.kind == "obstacle" else (tr("dự thảo"), "paused")
