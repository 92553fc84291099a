"""The timeline of a record in words. The kinds are codes of LABELS; each fact has its words here once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from models.labels import label, tr
from ui import words
from ui.parts.timeline import Happening

_FACTS = {
    "addressee": "gửi {value}",
    "answer": "{value}",
    "apology": "văn bản xin lỗi {value}",
    "apology_number": "văn bản xin lỗi số {value}",
    "appointment_at": "hẹn trả {value}",
    "assigned_by": "{value} giao",
    "author": "{value}",
    "content": "{value}",
    "decided_by": "{value} quyết định",
    "document_number": "văn bản {value}",
    "evidence": "văn bản {value}",
    "holder": "{value}",
    "lead": "chủ trì: {value}",
    "new_appointment_at": "hẹn lại {value}",
    "new_due_date": "hạn mới {value}",
    "note": "{value}",
    "number": "lần {value}",
    "old_appointment_at": "hẹn cũ {value}",
    "old_due_date": "hạn cũ {value}",
    "part": "{value}",
    "name": "{value}",
    "raised_to": "gửi {value}",
    "reason": "{value}",
    "round": "lần {value}",
    "source_number": "theo {value}",
    "submitted_to": "trình {value}",
    "action": "{value}",
    "until": "đến {value}",
}


def happenings(group: str, items: Iterable[Any], today: date) -> tuple[Happening, ...]:
    """Timeline items of models (at, kind, facts, and `timed` where an hour may not count) as entries of the screen."""
    return tuple(_happening(group, item, today) for item in items)


def _happening(group: str, item: Any, today: date) -> Happening:
    when = words.short_moment(item.at, today) if getattr(item, "timed", True) else words.short_day(item.at.date(), today)
    remarks = [tr(_FACTS.get(name, "{value}"), value=words.spoken(value)) for name, value in item.facts.items() if value not in (None, "")]
    return Happening(when, label(group, item.kind), " · ".join(remarks))


def days_of_record(pairs: Iterable[tuple[date | None, str, str]], today: date) -> tuple[Happening, ...]:
    """Entries made of a record's own dates (day, what, remark); days that are not there are left out; in order of days."""
    known = sorted(((day, what, remark) for day, what, remark in pairs if day is not None), key=lambda entry: entry[0])
    return tuple(Happening(words.short_day(day, today), what, remark) for day, what, remark in known)
