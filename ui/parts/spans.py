"""Stretches of days that a list is filtered by: named ones that move with the calendar, and any two dates. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from models.clock.periods import period_before, period_containing
from models.labels import tr
from ui import words


@dataclass(frozen=True, slots=True)
class Span:
    """From the first day to the last, both included; None leaves that side open. `code` names it where it moves with today."""

    first: date | None = None
    last: date | None = None
    code: str = ""

    def asks(self) -> bool:
        """Whether it leaves anything out."""
        return self.first is not None or self.last is not None


def _today(today: date, cutoff_day: int) -> tuple[date, date]:  # noqa: ARG001 - one form for all
    return today, today


def _tomorrow(today: date, cutoff_day: int) -> tuple[date, date]:  # noqa: ARG001
    day = today + timedelta(days=1)
    return day, day


def _week(today: date, cutoff_day: int) -> tuple[date, date]:  # noqa: ARG001
    monday = today - timedelta(days=today.weekday())
    return monday, monday + timedelta(days=6)


def _next_week(today: date, cutoff_day: int) -> tuple[date, date]:
    return _week(today + timedelta(days=7), cutoff_day)


def _month(today: date, cutoff_day: int) -> tuple[date, date]:  # noqa: ARG001
    first = today.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _last_month(today: date, cutoff_day: int) -> tuple[date, date]:
    return _month(today.replace(day=1) - timedelta(days=1), cutoff_day)


def _period(today: date, cutoff_day: int) -> tuple[date, date]:
    period = period_containing(today, cutoff_day)
    return period.first, period.last


def _last_period(today: date, cutoff_day: int) -> tuple[date, date]:
    period = period_before(period_containing(today, cutoff_day), cutoff_day)
    return period.first, period.last


def _quarter(today: date, cutoff_day: int) -> tuple[date, date]:
    first = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    return first, _month(first + timedelta(days=62), cutoff_day)[1]


def _year(today: date, cutoff_day: int) -> tuple[date, date]:  # noqa: ARG001
    return date(today.year, 1, 1), date(today.year, 12, 31)


def _last_year(today: date, cutoff_day: int) -> tuple[date, date]:  # noqa: ARG001
    return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)


_SPANS: dict[str, Callable[[date, int], tuple[date, date]]] = {
    "today": _today,
    "tomorrow": _tomorrow,
    "week": _week,
    "next_week": _next_week,
    "month": _month,
    "last_month": _last_month,
    "period": _period,
    "last_period": _last_period,
    "quarter": _quarter,
    "year": _year,
    "last_year": _last_year,
}


def named(code: str, today: date, cutoff_day: int) -> Span | None:
    """The days that this name means today; None for a name that nobody knows."""
    return Span(*_SPANS[code](today, cutoff_day), code) if code in _SPANS else None


def of_days(first: date | None, last: date | None, today: date, cutoff_day: int) -> Span:
    """These days, by their name where they have one today."""
    code = next((code for code, days in _SPANS.items() if days(today, cutoff_day) == (first, last)), "")
    return Span(first, last, code)


def offered(today: date, cutoff_day: int) -> list[Span]:
    """The named stretches, each once: where the reporting period is the calendar month, it is not offered again."""
    found = [Span(*days(today, cutoff_day), code) for code, days in _SPANS.items()]
    return [span for place, span in enumerate(found) if (span.first, span.last) not in {(one.first, one.last) for one in found[:place]}]


def span_name(code: str) -> str:
    """The name of a stretch in words."""
    return {
        "today": tr("hôm nay"),
        "tomorrow": tr("ngày mai"),
        "week": tr("tuần này"),
        "next_week": tr("tuần sau"),
        "month": tr("tháng này"),
        "last_month": tr("tháng trước"),
        "period": tr("kỳ báo cáo này"),
        "last_period": tr("kỳ báo cáo trước"),
        "quarter": tr("quý này"),
        "year": tr("năm nay"),
        "last_year": tr("năm trước"),
    }[code]


def days_in_words(span: Span, today: date) -> str:
    """ "15/10 – 14/11", "từ 01/11", "đến 30/11"."""
    if span.first is None:
        return tr("đến {day}", day=words.short_day(span.last, today))
    if span.last is None:
        return tr("từ {day}", day=words.short_day(span.first, today))
    if span.first == span.last:
        return words.short_day(span.first, today)
    return tr("{first} – {last}", first=words.short_day(span.first, today), last=words.short_day(span.last, today))


def in_words(span: Span, today: date) -> str:
    """As a chip says it: the name, but a reporting period by its days, which nobody knows by heart."""
    return span_name(span.code) if span.code and "period" not in span.code else days_in_words(span, today)
