"""Reads what the calendar shows, on a thread: the figures of a stretch of days, and the work of one day. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from models.labels import label, tr
from models.progress import Report
from models.registers.directives import queries as directives
from models.registers.directives.rows import title
from models.registers.dossiers import queries as dossiers
from models.registers.due_days import KINDS, Concern, DueCount, due_counts, query_of
from models.registers.tasks import queries as tasks
from ui import words
from ui.pages.overview_blocks import Block, BlockColumn, BlockSpec, Line, Link
from ui.pages.overview_lines import parts

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from models.clock.working_days import Calendar
    from models.office import Office
    from models.registers.when import When

DAYS_OF_WEEK = 7
# So many records of a kind are listed for a day; its number, and the list behind it, tell of all.
MOST_OF_DAY = 100
MOST_OF_CELL = 12


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the calendar. `rest` says why the office rests, "" where it works; `special` names a holiday or a swap.

    `lines` are the first records of the day in the view of a week.
    """

    date: date
    inside: bool
    today: bool
    soon: bool
    rest: str
    special: str
    counts: tuple[DueCount, ...]
    lines: tuple[Line, ...] = ()

    @property
    def waiting(self) -> int:
        """All that has not ended."""
        return sum(one.waiting for one in self.counts)


@dataclass(frozen=True, slots=True)
class Span:
    """The days from the first to the last, whole weeks from Monday on."""

    first: date
    last: date
    days: tuple[Day, ...]


def short_weekday_names() -> tuple[str, ...]:
    """Monday to Sunday above narrow columns."""
    return tr("T2"), tr("T3"), tr("T4"), tr("T5"), tr("T6"), tr("T7"), tr("CN")


def weekday_names() -> tuple[str, ...]:
    """Monday to Sunday."""
    return (tr("Thứ Hai"), tr("Thứ Ba"), tr("Thứ Tư"), tr("Thứ Năm"), tr("Thứ Sáu"), tr("Thứ Bảy"), tr("Chủ nhật"))


def noun(kind: str) -> str:
    """What one calls the records of a book."""
    return {"tasks": tr("nhiệm vụ"), "dossiers": tr("hồ sơ"), "directives": tr("văn bản")}[kind]


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of its week."""
    first = day - timedelta(days=day.weekday())
    return first, first + timedelta(days=DAYS_OF_WEEK - 1)


def month_of(day: date) -> tuple[date, date]:
    """The whole weeks that hold its month."""
    first = day.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return week_of(first)[0], week_of(following - timedelta(days=1))[1]


def counted(one: DueCount) -> str:
    """How many of one kind wait, or have ended where none waits: "3 nhiệm vụ", "xong 2 hồ sơ"."""
    if one.waiting:
        return words.count(one.waiting, noun(one.kind))
    return tr("xong {count}", count=words.count(one.ended, noun(one.kind)))


def late_words(one: DueCount) -> str:
    """ "trễ 2", or nothing."""
    return tr("trễ {count}", count=words.number(one.late)) if one.late else ""


def sentence(day: Day) -> str:
    """The whole day in words, for the tooltip and for a screen reader."""
    said = [words.weekday(day.date)]
    if day.today:
        said.append(tr("hôm nay"))
    if day.special:
        said.append(day.special)
    elif day.rest:
        said.append(tr("nghỉ: {reason}", reason=day.rest))
    for one in day.counts:
        late, ended = late_words(one), tr("xong {count}", count=words.number(one.ended)) if one.ended and one.waiting else ""
        said.append(", ".join(text for text in (counted(one), late, ended) if text))
    if not day.counts:
        said.append(tr("không có việc đến hạn"))
    return "; ".join(said)


def read_span(office: Office, shown: date, whole_month: bool, concern: Concern, report: Report) -> Span:  # noqa: FBT001
    """The month or the week that holds this day; in a week also the first records of each day."""
    first, last = month_of(shown) if whole_month else week_of(shown)
    when, calendar = office.when(), office.calendar()
    with office.read() as conn:
        report(0, 2)
        counts: dict[date, list[DueCount]] = {}
        for one in due_counts(conn, first, last, when, concern):
            counts.setdefault(one.day, []).append(one)
        report(1, 2)
        specials = {day.date: day for day in calendar.days if first <= day.date <= last}
        days = []
        for place in range((last - first).days + 1):
            day = first + timedelta(days=place)
            special = specials.get(day)
            lines = () if whole_month or day not in counts else day_lines(conn, day, concern, when, calendar, MOST_OF_CELL)
            days.append(
                Day(
                    day,
                    not whole_month or (day.year, day.month) == (shown.year, shown.month),
                    day == when.today,
                    when.today <= day <= when.soon_until,
                    calendar.rest_reason(day) or "",
                    (special.name or label("day_kind", special.kind)) if special is not None else "",
                    tuple(counts.get(day, ())),
                    lines,
                )
            )
            report(1, 2)
    return Span(first, last, tuple(days))


def day_spec() -> BlockSpec:
    """The list of one day."""
    return BlockSpec(
        tr("Việc trong ngày"),
        "",
        tr("Ngày này không có việc nào đến hạn."),
        (BlockColumn(tr("Giờ"), 54), BlockColumn(tr("Việc"), 150, "main"), BlockColumn(tr("Tình trạng"), 130, "chip")),
        row_height=62,
    )


def read_day(office: Office, day: date, concern: Concern, report: Report) -> tuple[date, Block]:
    """The records of one day, what waits before what has ended, and the lists behind the numbers."""
    when, calendar = office.when(), office.calendar()
    with office.read() as conn:
        report(0, 1)
        links = tuple(
            Link(words.count(one.waiting + one.ended, noun(one.kind)), one.kind, query_of(one.kind, concern, day, day))
            for one in due_counts(conn, day, day, when, concern)
        )
        lines = day_lines(conn, day, concern, when, calendar, MOST_OF_DAY)
    report(1, 1)
    return day, Block(links, lines)


_Found = tuple[tuple[bool, datetime], tuple[Any, ...]]


def day_lines(conn: Connection, day: date, concern: Concern, when: When, calendar: Calendar, limit: int) -> tuple[Line, ...]:
    """The first records due on this day: what waits first, by the hour; tasks and documents, which have none, after the dossiers."""
    found: list[_Found] = []
    for kind in KINDS:
        if kind in concern.kinds:
            found += _READERS[kind](conn, query_of(kind, concern, day, day), when, calendar, limit)
    found.sort(key=_order)
    return tuple(Line(place, *rest) for place, (_, rest) in enumerate(found, start=1))


def _order(one: _Found) -> tuple[bool, datetime]:
    return one[0]


def _tasks(conn: Connection, query: Any, when: When, calendar: Calendar, limit: int) -> Sequence[_Found]:
    made: list[_Found] = []
    for row in tasks.load_rows(conn, tasks.find_ids(conn, query, when, limit=limit), when, calendar):
        chip = words.due_chip("task_state", row.state, row.days_left, due=row.due_date, today=when.today)
        second = parts(row.lead or tr("(chưa giao)"), row.source_number)
        order = (row.completed_date is not None, datetime.combine(row.due_date or when.today, time.max))
        made.append((order, (("", row.content, chip), "tasks", query, row.id, second, words.tone(row.state))))
    return made


def _dossiers(conn: Connection, query: Any, when: When, calendar: Calendar, limit: int) -> Sequence[_Found]:
    made: list[_Found] = []
    for row in dossiers.load_rows(conn, dossiers.find_ids(conn, query, when, limit=limit), when, calendar):
        due = row.appointment_at
        chip = words.due_chip("dossier_state", row.state, row.days_left, due=due.date() if due else None, today=when.today)
        second = parts(row.dossier_code, row.applicant, row.handler or row.department)
        at = f"{due.hour:02}:{due.minute:02}" if due is not None else ""
        order = (row.resolved_at is not None, due or datetime.combine(when.today, time.max))
        made.append((order, ((at, row.procedure_name, chip), "dossiers", query, row.id, second, words.tone(row.state))))
    return made


def _directives(conn: Connection, query: Any, when: When, calendar: Calendar, limit: int) -> Sequence[_Found]:
    made: list[_Found] = []
    for row in directives.load_rows(conn, directives.find_ids(conn, query, when, limit=limit), when, calendar):
        chip = words.due_chip("directive_state", row.state, row.days_left, due=row.due_date, today=when.today)
        what = title(row.document_type, row.subject) or row.document_number
        second = parts(row.document_number, row.issuing_agency, row.recipient)
        order = (row.reply_date is not None, datetime.combine(row.due_date or when.today, time.max))
        made.append((order, (("", what, chip), "directives", query, row.id, second, words.tone(row.state))))
    return made


_READERS = {"tasks": _tasks, "dossiers": _dossiers, "directives": _directives}
