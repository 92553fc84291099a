"""The blocks of the one-stop counter and of the leaders: lines with the queries behind them. Read on a thread; knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.clock.periods import parse_period
from models.labels import tr
from models.registers.dossiers import overview
from models.registers.dossiers import queries as dossiers
from models.registers.dossiers.rows import DossierQuery, DossierRow
from models.registers.overdue_reasons import list_reasons
from models.registers.tasks import overview as work
from models.registers.tasks import queries as tasks
from models.registers.tasks.overview import Waiting
from models.registers.tasks.rows import TaskQuery
from models.registers.tasks.totals import WorkTotals, ids_behind, totals_by_department
from models.text import fold
from ui import words
from ui.pages.overview_blocks import Block, Line, Link
from ui.pages.overview_lines import SHOWN, View, days_waited, kind_of, parts, task_link

_STILL_TO_COME = ("overdue", "due_soon", "in_progress_within_due")
_RUNNING_TASKS = ("overdue", "due_soon", "in_progress_within_due", "no_due_date")
_LONG_WAIT = 5


def _dossier_block(view: View, query: DossierQuery, cells: Sequence[tuple[DossierRow, tuple[str, ...], str]]) -> Block:
    number = dossiers.count(view.conn, query, view.when)
    lines = [
        Line(place, texts, "dossiers", query, row.id, parts(row.dossier_code, row.applicant), tone)
        for place, (row, texts, tone) in enumerate(cells, start=1)
    ]
    return Block((Link(words.count(number, tr("hồ sơ")), "dossiers", query),), tuple(lines))


def _chip(view: View, row: DossierRow) -> str:
    due = row.appointment_at.date() if row.appointment_at is not None else None
    return words.due_chip("dossier_state", row.state, row.days_left, due=due, today=view.today)


def _who(row: DossierRow) -> str:
    return row.handler or row.department or row.holder


def due_now(view: View) -> Block:
    """What was promised for today and the next working day and has no result yet, by the hour of the appointment."""
    last = view.calendar.after(view.today)
    query = DossierQuery(appointment_from=view.today, appointment_to=last).with_states(*_STILL_TO_COME)
    found = []
    for row in view.dossier_rows(query):
        at = words.short_moment(row.appointment_at, view.today)
        found.append((row, (at, row.procedure_name, _who(row), _chip(view, row)), words.tone(row.state)))
    return _dossier_block(view, query, found)


def no_apology(view: View) -> Block:
    """Late dossiers without a letter of apology."""
    query = overview.overdue_without_apology(view.conn, view.when).query
    found = []
    for row in view.dossier_rows(query):
        day = row.appointment_at.date() if row.appointment_at is not None else None
        found.append((row, (words.short_day(day, view.today), row.procedure_name, _who(row), _chip(view, row)), words.tone(row.state)))
    return _dossier_block(view, query, found)


def _waiting_block(view: View, query: DossierQuery, moment: str) -> Block:
    found = []
    for row in view.dossier_rows(query):
        since: date | None = getattr(row, moment).date() if getattr(row, moment) is not None else None
        waited = view.waited(since) if since is not None else 0
        cells = (words.short_day(since, view.today), row.procedure_name, row.phone, days_waited(waited))
        found.append((row, cells, "soon" if waited > _LONG_WAIT else "paused" if moment == "received_at" else "ok"))
    return _dossier_block(view, query, found)


def ready(view: View) -> Block:
    """Results that wait for the citizen, the longest waiting first."""
    return _waiting_block(view, overview.not_returned(view.conn, view.when).query.sorted_by("resolved_at"), "resolved_at")


def paused(view: View) -> Block:
    """Dossiers that wait for papers or money of the citizen, the longest here first."""
    return _waiting_block(view, overview.paused(view.conn, view.when).query.sorted_by("received_at"), "received_at")


def late_people(view: View) -> Block:
    """Who leads late tasks: how many run, how many are late, how long, and what holds them up."""
    lines = []
    running, late = TaskQuery().with_states(*_RUNNING_TASKS), TaskQuery().with_states("overdue")
    for place, one in enumerate(work.late_by_official(view.conn, view.when), start=1):
        days = view.waited(one.oldest_due)
        why = parts(
            tr("{count} vướng mắc", count=words.number(one.obstacles)) if one.obstacles else "",
            tr("{count} chờ gia hạn", count=words.number(one.extensions)) if one.extensions else "",
        )
        cells = (
            one.name or tr("(không giao đích danh ai)"),
            words.number(one.running),
            words.number(len(one.late_ids)),
            days_waited(days),
            why or tr("chưa báo vướng mắc"),
        )
        own = None if one.official_id is None else {1: TaskQuery(lead_official_id=one.official_id).with_states(*_RUNNING_TASKS)}
        query = one.late_ids if one.official_id is None else TaskQuery(lead_official_id=one.official_id).with_states("overdue")
        lines.append(Line(place, cells, "tasks", query, None, one.department, "late", own))
    links = (
        Link(tr("{count} trễ", count=words.number(tasks.count(view.conn, late, view.when))), "tasks", late),
        Link(tr("{count} đang làm", count=words.number(tasks.count(view.conn, running, view.when))), "tasks", running),
    )
    return Block(links, tuple(lines))


def late_holders(view: View) -> Block:
    """Where late dossiers lie: how many are open there, how many late, since when, and the reasons given."""
    names = {reason.code: reason.name for reason in list_reasons(view.conn, retired=True)}
    late = overview.overdue(view.conn, view.when)
    lines = []
    for place, one in enumerate(overview.late_by_holder(view.conn, view.when), start=1):
        why = [f"{names.get(code, code)} ({words.number(number)})" for code, number in one.reasons[:2]]
        if one.unexplained:
            why.append(tr("chưa ghi lý do ({count})", count=words.number(one.unexplained)))
        cells = (
            one.holder or tr("(chưa ghi nơi giữ)"),
            words.number(one.open),
            words.number(one.late),
            days_waited(view.waited(one.oldest_due.date())),
            "; ".join(why),
        )
        everything = DossierQuery(holder=one.holder).with_states("overdue", "due_soon", "in_progress_within_due")
        lines.append(Line(place, cells, "dossiers", one.late_query, None, "", "late", {1: everything}))
    return Block((Link(tr("{count} trễ", count=words.number(late.number)), "dossiers", late.query),), tuple(lines))


def _not_for_the_chair(one: Waiting) -> bool:
    return "chu tich" not in fold(one.asked)


def waiting(view: View) -> Block:
    """What waits for a word of the leaders: extensions, drafts, and obstacles, those put to the chair before the others."""
    obstacles = sorted(work.open_obstacles(view.conn), key=_not_for_the_chair)
    found = [*work.pending_extensions(view.conn), *obstacles, *work.waiting_drafts(view.conn)]
    link = task_link(found)
    lines = []
    for place, one in enumerate(found[: 2 * SHOWN], start=1):
        word, tone = kind_of(one)
        wanted = tr("xin đến {day}", day=words.short_day(one.new_due, view.today)) if one.new_due is not None else ""
        second = parts(one.lead, wanted, one.what, one.asked and tr("gửi {person}", person=one.asked))
        lines.append(
            Line(place, (words.short_day(one.since, view.today), one.content, word), "tasks", link.query, one.task_id, second, tone)
        )
    return Block((link,), tuple(lines))


def departments(view: View) -> Block:
    """The work of each department in this reporting year; each figure opens its own tasks."""
    year = parse_period(str(view.today.year), view.settings.cutoff_day)
    lines = []
    for place, one in enumerate(totals_by_department(view.conn, year, view.when), start=1):
        behind = {
            name: tuple(ids_behind(view.conn, name, year, view.when, lead="department", lead_id=one.id))
            for name in ("assigned", "done_on_time", "done_late", "open_late")
        }
        done, late = behind["done_on_time"] + behind["done_late"], behind["open_late"] + behind["done_late"]
        lines.append(_department_line(place, one, behind["assigned"], done, late))
    return Block((), tuple(lines))


def _department_line(place: int, one: WorkTotals, assigned: tuple[int, ...], done: tuple[int, ...], late: tuple[int, ...]) -> Line:
    judged = one.done_on_time + one.done_late + one.open_late
    cells = (
        one.name or tr("(chưa giao bộ phận nào)"),
        words.number(one.assigned),
        words.number(len(done)),
        words.number(len(late)),
        words.percent(one.done_on_time, judged),
    )
    return Line(place, cells, "tasks", assigned, None, "", "late" if late else "", {2: done, 3: late})
