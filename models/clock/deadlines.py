"""When things are due, whether they are late, and the sentence that says why. How limits are counted: `models.clock.limits`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from models.clock.limits import CalendarDays, ClockRules, Limit, LimitUnit, OfficeMinutes, Pause, Ruler, Run, WorkingDays, count, merged
from models.clock.working_days import Calendar, CalendarDay
from models.labels import label, language, printed_date, tr

__all__ = [
    "Appointment",
    "ClockRules",
    "DirectiveState",
    "DossierState",
    "Limit",
    "LimitUnit",
    "Pause",
    "TaskState",
    "appointment",
    "days_late",
    "directive_state",
    "dossier_state",
    "due_sentence",
    "soon_until",
    "task_state",
    "working_days_left",
]

_LISTED = 12  # more days than this are counted in a sentence, not listed


@dataclass(frozen=True, slots=True)
class Appointment:
    """A due moment with everything it was counted from.

    due_at: None while a pause is open. counted_from: the day of receipt in the sense of the law, not counted itself.
    rest_days: the days up to the due day that do not count, with their reasons. pauses: those that moved the date,
    overlapping ones merged. paused_working_days: by how many working days they did. explanation: all that in one sentence.
    """

    due_at: dt.datetime | None
    received_at: dt.datetime
    counted_from: dt.date
    limit: Limit
    rest_days: tuple[tuple[dt.date, str], ...]
    pauses: tuple[Pause, ...]
    paused_working_days: int
    explanation: str


def appointment(
    received_at: dt.datetime,
    limit: Limit,
    calendar: Calendar,
    rules: ClockRules = ClockRules(),  # noqa: B008  frozen
    pauses: Sequence[Pause] = (),
) -> Appointment:
    """When a dossier received at this moment is due. Seconds of the receipt are dropped: the receipt shows minutes.

    Bộ luật Dân sự 2015 Điều 147, 148.5; Nghị định 309/2026/NĐ-CP. OverflowError past the year 9999.
    """
    received_at = received_at.replace(second=0, microsecond=0)
    in_order = merged(pauses)
    run, ruler = _count(received_at, limit, calendar, rules, in_order)
    undisturbed, _ = _count(received_at, limit, calendar, rules, [])
    counted_from = undisturbed.base.date()
    paused = 0 if run.waiting else ruler.left(undisturbed.end, run.end)
    explanation = _Explanation(received_at, limit, calendar, rules, ruler).sentence(run, counted_from, paused)
    if run.waiting:
        return Appointment(None, received_at, counted_from, limit, (), run.shifted_by, 0, explanation)
    rest_days = tuple(calendar.rest_days_between(counted_from, run.due.date()))
    paused_days = calendar.working_days_between(undisturbed.due.date(), run.due.date())
    return Appointment(run.due, received_at, counted_from, limit, rest_days, run.shifted_by, paused_days, explanation)


def _count(received_at: dt.datetime, limit: Limit, calendar: Calendar, rules: ClockRules, pauses: Sequence[Pause]) -> tuple[Run, Ruler]:
    """The limit counted from its receipt, and the ruler that set its end. Parts of a day follow the whole days."""
    minutes = OfficeMinutes(calendar, rules)
    if limit.unit is LimitUnit.HOUR:
        amount = round(limit.value * 60)
        return count(minutes, minutes.base(received_at, amount), amount, pauses), minutes
    days = WorkingDays(calendar, rules) if limit.unit is LimitUnit.WORKING_DAY else CalendarDays(calendar, rules)
    whole = int(limit.value)
    part = _part_minutes(limit, calendar)
    if part and not whole:
        return count(minutes, minutes.base(received_at, part), part, pauses), minutes
    run = count(days, days.base(received_at, whole), whole, pauses)
    if not part or run.waiting:
        return run, days
    closing = calendar.working_periods(run.due.date())[-1][1]
    rest = count(minutes, closing, part, pauses)
    return Run(run.base, rest.end, rest.due, tuple(dict.fromkeys(run.shifted_by + rest.shifted_by)), rest.waiting), minutes


def _part_minutes(limit: Limit, calendar: Calendar) -> int:
    """The part of a day in a limit as minutes of office hours."""
    return round(limit.value % 1 * (calendar.hours.full_day() / dt.timedelta(minutes=1)))


@dataclass(frozen=True, slots=True)
class _Explanation:
    """Says how an appointment came about, in the order of the count."""

    received_at: dt.datetime
    limit: Limit
    calendar: Calendar
    rules: ClockRules
    ruler: Ruler

    def sentence(self, run: Run, counted_from: dt.date, paused: int) -> str:
        """The sentence, e.g. "nhận 20/11 lúc 10:00, 3 ngày làm việc, trừ 24/11 nghỉ lễ: hẹn 26/11"."""
        parts = [self._received(counted_from), self._limit()]
        if run.waiting:
            since = self._day(run.shifted_by[-1].start.date())
            return tr("{parts}: chưa có ngày hẹn, đang tạm dừng từ {since}", parts=", ".join(parts), since=since)
        if run.shifted_by:
            spans = [f"{self._day(pause.start.date())}–{self._day(pause.end.date())}" for pause in run.shifted_by if pause.end]
            parts.append(tr("cộng {amount} tạm dừng ({spans})", amount=self._amount(paused), spans=", ".join(spans)))
        parts += self._moved(run) if isinstance(self.ruler, CalendarDays) else self._exceptions(counted_from, run.due.date())
        due = self._day(run.due.date())
        if run.due.time() != self.rules.appointment_time:
            due = tr("{day} lúc {time}", day=due, time=f"{run.due:%H:%M}")
        return tr("{parts}: hẹn {due}", parts=", ".join(parts), due=due) + self._doubt(counted_from.year, run.due.year)

    def _doubt(self, first: int, last: int) -> str:
        """What is not certain about the calendar of these years, in brackets."""
        for year in range(first, last + 1):
            if not self.calendar.covers_year(year):
                return tr(" (chưa có lịch nghỉ năm {year})", year=year)
            if self.calendar.is_estimated(year):
                return tr(" (lịch nghỉ năm {year} là ước tính)", year=year)
        return ""

    def _day(self, d: dt.date) -> str:
        return _short(d, self.received_at.year)

    def _received(self, counted_from: dt.date) -> str:
        day, time = self._day(self.received_at.date()), f"{self.received_at:%H:%M}"
        if counted_from == self.received_at.date():
            return tr("nhận {day} lúc {time}", day=day, time=time)
        cutoff = self.rules.cutoff
        if not self.calendar.working_periods(self.received_at.date()):
            why = self.calendar.rest_reason(self.received_at.date())
        elif cutoff is not None and self.received_at.time() > cutoff:
            why = tr("sau {time}", time=f"{cutoff:%H:%M}")
        else:
            why = tr("ngoài giờ làm việc")
        start = self._day(counted_from)
        return tr("nhận {day} lúc {time} ({why}, tính là nhận đầu giờ {start})", day=day, time=time, why=why, start=start)

    def _limit(self) -> str:
        unit = self.limit.unit
        if self.limit.value == 0 and unit is not LimitUnit.HOUR:
            return tr("trong ngày")
        words = tr("{count} {unit}", count=_number(self.limit.value), unit=label("unit", unit))
        part = self.limit.value % 1
        if unit is LimitUnit.WORKING_DAY and part:
            minutes = _part_minutes(self.limit, self.calendar)
            return tr("{limit} ({part} ngày là {time})", limit=words, part=_number(part), time=_working_time(minutes))
        return words

    def _amount(self, amount: int) -> str:
        """An amount in the unit of the ruler."""
        if isinstance(self.ruler, OfficeMinutes):
            return _working_time(amount)
        unit = LimitUnit.DAY if isinstance(self.ruler, CalendarDays) else LimitUnit.WORKING_DAY
        return tr("{count} {unit}", count=amount, unit=label("unit", unit))

    def _moved(self, run: Run) -> list[str]:
        """That calendar days ended on a rest day."""
        if run.due.date() == run.end.date():
            return []
        end, why = run.end.date(), self.calendar.rest_reason(run.end.date())
        return [tr("hết hạn {day} là {why} nên chuyển sang ngày làm việc tiếp theo", day=self._day(end), why=why)]

    def _exceptions(self, start: dt.date, end: dt.date) -> list[str]:
        """The days that break the weekly pattern: taken out of the count, and counted although at a weekend."""
        days = self.calendar.exceptions_between(start, end)
        hours = isinstance(self.ruler, OfficeMinutes)
        off = [day for day in days if not (self.calendar.working_periods(day.date) if hours else self.calendar.is_working_day(day.date))]
        on = [day for day in days if self.calendar.is_working_day(day.date)]
        words = []
        if off:
            words.append(tr("trừ {days}", days=self._listed(off)))
        if on:
            words.append(tr("tính cả {days}", days=self._listed(on)))
        return words

    def _listed(self, days: list[CalendarDay]) -> str:
        if len(days) > _LISTED:
            return tr("{count} ngày", count=len(days))
        return _listed([(day.date, label("day_kind", day.kind).lower()) for day in days], self.received_at.year)


def days_late(due: dt.date, finished_or_today: dt.date, calendar: Calendar) -> int:
    """Working days past the due date, 0 if not late (nor on the rest days right after it)."""
    return max(calendar.working_days_between(due, finished_or_today), 0)


def working_days_left(due: dt.date, today: dt.date, calendar: Calendar) -> int:
    """Working days after today up to the due date; negative when it is past."""
    return calendar.working_days_between(today, due)


def soon_until(today: dt.date, calendar: Calendar, days: int = 3) -> dt.date:
    """The last date that is "soon": that many working days from today. What is due from today until then is due soon."""
    return calendar.add_working_days(today, days)


def due_sentence(due: dt.date, original_due: dt.date | None, completed: dt.date | None, today: dt.date, calendar: Calendar) -> str:
    """What became of a due date, in words: extended or not, done or not, and by how many working days, with those not counted."""
    words = tr("hạn {day}", day=printed_date(due))
    if original_due is not None and original_due != due:
        before = printed_date(original_due)
        moved = tr("đã gia hạn từ {day}", day=before) if original_due < due else tr("đã rút ngắn từ {day}", day=before)
        words = tr("{due}, {moved}", due=words, moved=moved)
    if completed is not None:
        words = tr("{due}; xong {day}", due=words, day=printed_date(completed))
        how = tr("đúng hạn") if completed <= due else _lateness(due, completed, calendar)
        return tr("{due}, {how}", due=words, how=how)
    if today > due:
        return tr("{due}; {late}", due=words, late=_lateness(due, today, calendar))
    if today == due:
        return tr("{due}; hạn là hôm nay", due=words)
    left = tr("còn {count} ngày làm việc", count=calendar.working_days_between(today, due))
    return tr("{due}; {left}", due=words, left=left + _not_counted(today, due, calendar))


def _lateness(due: dt.date, until: dt.date, calendar: Calendar) -> str:
    late = days_late(due, until, calendar)
    words = tr("quá hạn {count} ngày làm việc", count=late) if late else tr("quá hạn nhưng chưa sang ngày làm việc nào")
    return words + _not_counted(due, until, calendar)


def _not_counted(start: dt.date, end: dt.date, calendar: Calendar) -> str:
    """The rest days among those after `start` up to `end`, in brackets; many are only counted."""
    number = (end - start).days - calendar.working_days_between(start, end)
    if number == 0:
        return ""
    if number > _LISTED:
        days = tr("{count} ngày nghỉ", count=number)
    else:
        days = _listed(calendar.rest_days_between(start, end), end.year)
    return tr(" (không tính {days})", days=days)


def _listed(days: list[tuple[dt.date, str]], year: int) -> str:
    """Days with their reasons, those of one reason together, three or more in a row as a span:
    "21/11, 22/11 cuối tuần, 24/11 Ngày Văn hóa Việt Nam", "16/02–20/02 nghỉ lễ"."""
    by_reason: dict[str, list[dt.date]] = {}
    for d, reason in days:
        by_reason.setdefault(reason, []).append(d)
    return ", ".join(f"{', '.join(_spans(found, year))} {reason}" for reason, found in by_reason.items())


def _spans(days: list[dt.date], year: int) -> Iterable[str]:
    for _, group in groupby(enumerate(days), key=lambda pair: pair[1].toordinal() - pair[0]):
        run = [_short(d, year) for _, d in group]
        yield from run if len(run) < 3 else [f"{run[0]}–{run[-1]}"]


def _short(d: dt.date, year: int) -> str:
    """A date inside a sentence; its year only where it is another."""
    return f"{d.day:02}/{d.month:02}" if d.year == year else printed_date(d)


def _working_time(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not rest:
        return tr("{hours} giờ làm việc", hours=hours)
    return tr("{hours} giờ {minutes} phút làm việc", hours=hours, minutes=rest)


def _number(value: float) -> str:
    """A number as it is written in the language spoken: 0,5 in Vietnamese."""
    return f"{value:g}".replace(".", ",") if language() == "vi" else f"{value:g}"


class TaskState(StrEnum):
    """Where a task stands. Computed, never stored; the words stand in `models.labels`."""

    IN_PROGRESS = "in_progress_within_due"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    COMPLETED_ON_TIME = "completed_on_time"
    COMPLETED_LATE = "completed_late"
    NO_DUE_DATE = "no_due_date"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


class DossierState(StrEnum):
    """Where a dossier stands. Computed, never stored; the words stand in `models.labels`."""

    NOT_ACCEPTED_YET = "not_accepted_yet"
    IN_PROGRESS = "in_progress_within_due"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    PAUSED = "paused"
    COMPLETED_ON_TIME = "completed_on_time"
    COMPLETED_LATE = "completed_late"
    NO_DUE_DATE = "no_due_date"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class DirectiveState(StrEnum):
    """Where an incoming document stands. Computed, never stored; the words stand in `models.labels`."""

    NOT_FORWARDED = "not_forwarded"
    IN_PROGRESS = "in_progress_within_due"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    COMPLETED_ON_TIME = "completed_on_time"
    COMPLETED_LATE = "completed_late"
    NO_DUE_DATE = "no_due_date"
    CANCELLED = "cancelled"


def task_state(
    *, due: dt.date | None, completed: dt.date | None, suspended: bool, cancelled: bool, today: dt.date, soon_until: dt.date
) -> TaskState:
    """The state of a task today; `soon_until` as the function of that name gives it."""
    if cancelled:
        return TaskState.CANCELLED
    if completed is not None:
        return TaskState.COMPLETED_LATE if due is not None and completed > due else TaskState.COMPLETED_ON_TIME
    if suspended:
        return TaskState.SUSPENDED
    if due is None:
        return TaskState.NO_DUE_DATE
    if due < today:
        return TaskState.OVERDUE
    return TaskState.DUE_SOON if due <= soon_until else TaskState.IN_PROGRESS


def dossier_state(
    *,
    status: int,
    appointment_at: dt.datetime | None,
    resolved_at: dt.datetime | None,
    cancelled: bool,
    now: dt.datetime,
    soon_until: dt.date,
) -> DossierState:
    """The state of a dossier now. `status` is one of the ten national ones; late is measured against the resolution, by the minute."""
    if cancelled:
        return DossierState.CANCELLED
    if resolved_at is not None or status in _RESOLVED:
        late = resolved_at is not None and appointment_at is not None and resolved_at > appointment_at
        return DossierState.COMPLETED_LATE if late else DossierState.COMPLETED_ON_TIME
    if status in _STATUS_STATES:
        return _STATUS_STATES[status]
    if appointment_at is None:
        return DossierState.NO_DUE_DATE
    if now > appointment_at:
        return DossierState.OVERDUE
    return DossierState.DUE_SOON if appointment_at.date() <= soon_until else DossierState.IN_PROGRESS


# The national statuses (resources/dossier_statuses.csv) that decide the state by themselves.
_RESOLVED = frozenset({9, 10})
_STATUS_STATES = {
    1: DossierState.NOT_ACCEPTED_YET,
    3: DossierState.CLOSED,
    7: DossierState.CLOSED,
    8: DossierState.CLOSED,
    5: DossierState.PAUSED,
    6: DossierState.PAUSED,
}


def directive_state(
    *, due: dt.date | None, replied: dt.date | None, forwarded: dt.date | None, cancelled: bool, today: dt.date, soon_until: dt.date
) -> DirectiveState:
    """The state of an incoming document today: one not yet forwarded says so, unless it is overdue."""
    if cancelled:
        return DirectiveState.CANCELLED
    if replied is not None:
        return DirectiveState.COMPLETED_LATE if due is not None and replied > due else DirectiveState.COMPLETED_ON_TIME
    if due is not None and due < today:
        return DirectiveState.OVERDUE
    if forwarded is None:
        return DirectiveState.NOT_FORWARDED
    if due is None:
        return DirectiveState.NO_DUE_DATE
    return DirectiveState.DUE_SOON if due <= soon_until else DirectiveState.IN_PROGRESS
