"""What the overview shows: the figures of the day with the queries behind them, and what is to be done first. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from models.labels import label, tr
from models.registers.dossiers import overview
from models.registers.dossiers import queries as dossiers
from models.registers.dossiers.overview import CloseFinishes, ResolvedTotals
from models.registers.dossiers.rows import DossierQuery, DossierRow
from models.registers.tasks import overview as work
from models.registers.tasks import queries as tasks
from models.registers.tasks.rows import UNASSIGNED, TaskQuery, TaskRow
from ui import words

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from models.office import Office
    from models.registers.when import When

MOST_URGENT = 20


@dataclass(frozen=True, slots=True)
class DayFigure:
    """One card: its lines, its tone, and where a click leads (page key and query)."""

    name: str
    figure: str
    remark: str
    tone: str
    page: str
    query: Any


@dataclass(frozen=True, slots=True)
class Urgent:
    """One line of "Cần làm ngay": a task or a dossier (`page`, `record_id`). `id` is its place in the list, from 1."""

    id: int
    page: str
    record_id: int
    due: date
    what: str
    remark: str
    who: str
    chip: str
    tone: str


def day_figures(office: Office) -> list[DayFigure]:
    """The five cards."""
    when, settings = office.when(), office.settings()
    next_day = office.calendar().after(when.today)
    with office.read() as conn:
        return [
            _late_tasks(conn, when, office),
            _soon_tasks(conn, when, settings.soon_days),
            _late_dossiers(conn, when),
            _appointments(conn, when, next_day),
            _on_time(conn, when, settings.on_time_target_percent),
        ]


def _late_tasks(conn: Connection, when: When, office: Office) -> DayFigure:
    query = TaskQuery().with_states("overdue")
    late = tasks.count(conn, query, when)
    oldest = tasks.load_rows(conn, tasks.find_ids(conn, query, when, limit=1), when, office.calendar())
    remark = tr("lâu nhất {days} ngày làm việc", days=words.number(oldest[0].days_late)) if oldest else tr("không có việc nào")
    return DayFigure(tr("Nhiệm vụ quá hạn"), words.number(late), remark, "late" if late else "ok", "tasks", query)


def _soon_tasks(conn: Connection, when: When, days: int) -> DayFigure:
    query = TaskQuery().with_states("due_soon")
    soon = tasks.count(conn, query, when)
    nobody = tasks.count(conn, TaskQuery(states=frozenset({UNASSIGNED})), when)
    remark = tr("{count} việc chưa giao ai", count=words.number(nobody)) if nobody else tr("việc nào cũng có người nhận")
    return DayFigure(
        tr("Nhiệm vụ đến hạn trong {days} ngày", days=days), words.number(soon), remark, "soon" if soon else "ok", "tasks", query
    )


def _late_dossiers(conn: Connection, when: When) -> DayFigure:
    late, without = overview.overdue(conn, when), overview.overdue_without_apology(conn, when).number
    remark = tr("{count} chưa có văn bản xin lỗi", count=words.number(without)) if without else tr("không thiếu văn bản xin lỗi")
    return DayFigure(tr("Hồ sơ trễ hạn"), words.number(late.number), remark, "late" if late.number else "ok", "dossiers", late.query)


def _appointments(conn: Connection, when: When, next_day: date) -> DayFigure:
    promised = overview.appointments(conn, when.today, next_day)
    tomorrow = (next_day - when.today).days == 1
    name = tr("Hẹn trả hôm nay và ngày mai") if tomorrow else tr("Hẹn trả đến hết {day}", day=words.short_day(next_day, when.today))
    remark = tr("{count} đã có kết quả", count=words.number(promised.resolved))
    return DayFigure(name, words.number(promised.number), remark, "", "dossiers", promised.query)


def _on_time(conn: Connection, when: When, target: float) -> DayFigure:
    """The share in time of this calendar month: the overview speaks of months as everybody does, the reports of periods."""
    (first, last), *_ = overview.last_months(when.today, 1)
    month = overview.resolved_totals(conn, first, last)
    share = month.on_time_percent
    reached = share is None or share >= target
    remark = tr("chỉ tiêu {target} %", target=words.decimal(target))
    if share is not None and not reached:
        remark += " · " + tr("còn thiếu {missing}", missing=words.decimal(target - share))
    figure = words.percent(month.resolved - month.late, month.resolved)
    return DayFigure(
        tr("Hồ sơ đúng hạn, tháng {month}", month=first.month), figure, remark, "ok" if reached else "late", "dossiers", month.query
    )


def urgent_work(office: Office) -> tuple[list[Urgent], int, int]:
    """What is late or nearly due, tasks and dossiers together, by date and then by urgency; and how many of each there are in all."""
    when, calendar = office.when(), office.calendar()
    task_query, dossier_query = TaskQuery().with_states("overdue", "due_soon"), DossierQuery().with_states("overdue", "due_soon")
    with office.read() as conn:
        task_rows = tasks.load_rows(conn, tasks.find_ids(conn, task_query, when, limit=MOST_URGENT), when, calendar)
        dossier_rows = dossiers.load_rows(conn, dossiers.find_ids(conn, dossier_query, when, limit=MOST_URGENT), when, calendar)
        all_tasks, all_dossiers = tasks.count(conn, task_query, when), dossiers.count(conn, dossier_query, when)
        held_up = work.tasks_with_open_obstacles(conn, [row.id for row in task_rows])
        ends = overview.close_finishes(conn, {row.procedure_code for row in dossier_rows if row.state == "due_soon"})
    lines = [
        (row.due_date, _URGENCY.get(row.urgency, 3), _task_line(row, when.today, held_up=row.id in held_up))
        for row in task_rows
        if row.due_date is not None
    ]
    lines += [
        (row.appointment_at.date(), 3, _dossier_line(row, when.today, ends.get(row.procedure_code)))
        for row in dossier_rows
        if row.appointment_at is not None
    ]
    lines.sort(key=lambda line: line[:2])
    return [Urgent(place, *line) for place, (_, _, line) in enumerate(lines[:MOST_URGENT], start=1)], all_tasks, all_dossiers


_URGENCY = {"flash": 0, "very_urgent": 1, "urgent": 2}
_Line = tuple[str, int, date, str, str, str, str, str]


def _task_line(row: TaskRow, today: date, *, held_up: bool) -> _Line:
    assert row.due_date is not None
    parts = [row.source_number, row.source_agency] if row.source_number else [label("recurrence", row.recurring) if row.recurring else ""]
    if row.urgency in _URGENCY:
        parts.insert(0, label("urgency", row.urgency))
    if held_up:
        parts.insert(0, tr("Có vướng mắc chưa trả lời"))
    remark = " · ".join(part for part in parts if part)
    chip = words.due_chip("task_state", row.state, row.days_left, due=row.due_date, today=today)
    return "tasks", row.id, row.due_date, row.content, remark, row.lead or tr("(chưa giao)"), chip, words.tone(row.state)


def _dossier_line(row: DossierRow, today: date, ends: CloseFinishes | None) -> _Line:
    assert row.appointment_at is not None
    what = tr("Hồ sơ {code} · {procedure}", code=row.dossier_code, procedure=row.procedure_name)
    remark = row.applicant
    if row.state == "overdue" and not row.apology_number:
        remark = " · ".join(part for part in (row.applicant, tr("Chưa có văn bản xin lỗi")) if part)
    if row.state == "due_soon" and ends is not None and ends.risky:
        easily = tr("Dễ trễ: {close}/{of} hồ sơ cùng loại gần đây xong sát hạn", close=ends.close, of=ends.of)
        remark = " · ".join(part for part in (easily, row.applicant) if part)
    chip = words.due_chip("dossier_state", row.state, row.days_left, due=row.appointment_at.date(), today=today)
    who = row.handler or row.department or row.holder
    return "dossiers", row.id, row.appointment_at.date(), what, remark, who, chip, words.tone(row.state)


def months(office: Office) -> list[ResolvedTotals]:
    """The last twelve calendar months, oldest first."""
    with office.read() as conn:
        return overview.monthly_totals(conn, overview.last_months(office.today()))
