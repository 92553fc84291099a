"""Sentences to the person: what happened, why, what to do. Knows no Qt: the command line speaks them too.

`SENTENCES` has one entry a code of `OfficeError`, `NOTICES` one a code of `Notice`; their named places are the facts. Both are
source texts for the translation, as the labels of `models.labels` are.
"""

from __future__ import annotations

import logging
import logging.handlers
import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import OfficeError
from models.labels import LABELS, label, tr
from models.outcome import Notice, Outcome
from ui.field_names import FIELDS
from ui.sentences import CHIP_WORDS, FINDINGS, NOTICES, PROBLEMS, REASONS, SENTENCES

if TYPE_CHECKING:
    from models.intake.documents.document_text import TextDoubt
    from models.intake.workbooks.planned import Problem
    from models.storage.verify import Finding

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
# Numbers that name a thing and count nothing: no point between their thousands.
_NAMING = frozenset({"after", "anchored", "before", "first", "found", "id", "last", "next", "number", "row", "seq", "version", "year"})
_LONGEST_FACT = 400
_BREAKS = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
_log = logging.getLogger(__name__)


class _Facts(dict[str, str]):
    """Facts as words. A place without a fact shows its name rather than breaking the sentence."""

    def __missing__(self, key: str) -> str:
        return f"[{key}]"


def spoken(value: object) -> str:
    """A fact as people write it: dates, moments, numbers and lists in words."""
    if value is None:
        return "…"
    if isinstance(value, bool):
        return tr("có") if value else tr("không")
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, int):
        return number(value)
    if isinstance(value, float):
        return decimal(value)
    if isinstance(value, (list, tuple, set, frozenset)):
        return ", ".join(spoken(item) for item in value)
    # Facts may come from a hostile file or a long command: one sentence stays one line of a readable length.
    text = str(value).encode("utf-8", "replace").decode("utf-8")
    return shortened(_BREAKS.sub(" ", text), _LONGEST_FACT)


def reason(said: object) -> str:
    """What the operating system says, in the person's language where it is known."""
    return tr(REASONS[str(said)]) if said in REASONS else spoken(said)


def _fact(name: str, value: object) -> str:
    if name == "field":
        return field(str(value))
    if name in {"table", "target"}:
        return table(str(value))
    if name == "missing" and isinstance(value, (list, tuple)):
        return ", ".join(field(str(each)) for each in value)
    if name == "reason":
        return reason(value)
    if name in _NAMING and isinstance(value, int):
        return str(value)
    return spoken(value)


def _fill(template: str, facts: Mapping[str, object]) -> str:
    return tr(template).format_map(_Facts({name: _fact(name, value) for name, value in facts.items()}))


def sentence(error: OfficeError) -> str:
    """What, why and what to do, for one refusal."""
    template = SENTENCES.get(f"{error.code}/{error.field}") or SENTENCES.get(error.code)
    if template is None:
        _log.warning("no sentence for %s", error.code)
        return tr("Không làm được việc này [{code}]. Chưa có gì thay đổi.", code=error.code)
    return _fill(template, {"field": error.field, **error.facts})


def notice(remark: Notice) -> str:
    """A remark that did not stop the work."""
    template = NOTICES.get(remark.code)
    if template is None:
        _log.warning("no words for notice %s", remark.code)
        return f"[{remark.code}]"
    return _fill(template, remark.facts)


def doubt(found: TextDoubt) -> str:
    """What a person must know of a text that was read."""
    return notice(Notice(found.code, dict(found.facts)))


def problem_reason(found: Problem) -> str:
    """What is wrong with a row of an imported sheet."""
    template = PROBLEMS.get(found.code) or SENTENCES.get(found.code)
    if template is None:
        _log.warning("no sentence for problem %s", found.code)
        template = "Dòng này không nhập được."
    facts = dict(found.facts)
    # A register that refuses a value of the sheet calls it by its kind.
    facts.setdefault("value", facts.get("date"))
    return _fill(template, facts)


def problem(found: Problem) -> str:
    """The same, with its row and column."""
    return f"{problem_place(found)}: {problem_reason(found)}"


def problem_place(found: Problem) -> str:
    """Where in the sheet it is."""
    return tr("Dòng {row}, cột {column}", row=found.row, column=found.column) if found.column else tr("Dòng {row}", row=found.row)


def finding(found: Finding) -> str:
    """One thing that a check of the office found wrong."""
    template = FINDINGS.get(found.code)
    if template is None:
        _log.warning("no sentence for finding %s", found.code)
        template = "Dữ liệu không khớp."
    return f"{_fill(template, found.facts)} [{found.code}]"


def told(outcome: Outcome) -> str:
    """The good news of a change, with its remarks, for the status bar."""
    if not outcome.seq:
        return " ".join((tr("Không có gì thay đổi."), *(notice(remark) for remark in outcome.notices)))
    done = tr("Đã lưu: {change}.", change=label("change", outcome.label))
    return " ".join((done, *(notice(remark) for remark in outcome.notices)))


def undone(outcome: Outcome) -> str:
    """What was taken back, for the status bar."""
    return tr("Đã hoàn tác: {change}.", change=label("change", outcome.label))


def redone(outcome: Outcome) -> str:
    """What was done again, for the status bar."""
    return tr("Đã làm lại: {change}.", change=label("change", outcome.label))


def step(change: str, subject: str) -> str:
    """A step of the history in few words: "gia hạn nhiệm vụ 06/CT-UBND"."""
    if change == "setting.change":
        # What a step of the settings is about are names of fields; other steps name a record.
        subject = ", ".join(field(name) for name in subject.split(", "))
    elif change == "practice.generate":
        subject = table(subject)
    return f"{label('change', change)} {shortened(subject, 60)}".strip()


def table(name: str) -> str:
    """What one calls the rows of a table."""
    return label("table", name) if name in LABELS["table"] else name


def field(name: str) -> str:
    """The name of an entry's field as the forms write it."""
    words = FIELDS.get(name)
    return tr(words) if words else name


def capital(text: str) -> str:
    """The text with a capital first letter: a sentence of its own."""
    return text[:1].upper() + text[1:]


def shortened(text: str, limit: int) -> str:
    """The text, cut at a word with … when it is longer than `limit` characters."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def day(value: date | None) -> str:
    """dd/mm/yyyy; empty for none."""
    return "" if value is None else f"{value.day:02}/{value.month:02}/{value.year:04}"


def short_day(value: date | None, today: date) -> str:
    """dd/mm within this year, dd/mm/yyyy otherwise; a dash for none."""
    if value is None:
        return "—"
    return f"{value.day:02}/{value.month:02}" if value.year == today.year else day(value)


def moment(value: datetime | None) -> str:
    """dd/mm/yyyy hh:mm; empty for none."""
    return "" if value is None else f"{day(value.date())} {value.hour:02}:{value.minute:02}"


def short_moment(value: datetime | None, today: date) -> str:
    """dd/mm hh:mm, or the day alone at midnight, which is how a day without an hour is kept."""
    if value is None:
        return "—"
    hour = f" {value.hour:02}:{value.minute:02}" if value.hour or value.minute else ""
    return short_day(value.date(), today) + hour


def recent(value: datetime, now: datetime) -> str:
    """A moment of these days: "hôm nay 11:30", "hôm qua 16:05", else the date and hour."""
    days = (now.date() - value.date()).days
    hour = f"{value.hour:02}:{value.minute:02}"
    if days == 0:
        return tr("hôm nay {hour}", hour=hour)
    if days == 1:
        return tr("hôm qua {hour}", hour=hour)
    return moment(value)


def weekday(value: date) -> str:
    """ "Chủ nhật 22/11/2026"."""
    return f"{tr(_WEEKDAYS[value.weekday()])} {day(value)}"


def number(value: int) -> str:
    """An integer with the Vietnamese point between thousands: 12.430."""
    return f"{value:,}".replace(",", ".")


def decimal(value: float, places: int = 1) -> str:
    """A number with the Vietnamese comma, without needless zeros: 97,4."""
    text = f"{value:,.{places}f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return text.rstrip("0").rstrip(",") if "," in text else text


def arrival_number(printed: str, *, secret: bool) -> str:
    """An arrival number as it is told: secret papers have a book of their own, so their 01 is not the 01 of the others."""
    return tr("{number} (sổ mật)", number=printed) if secret else printed


def limit(value: float, unit: str) -> str:
    """A limit with its unit: "3 ngày làm việc"."""
    return f"{decimal(value, 2)} {label('unit', unit)}"


def percent(part: int, whole: int) -> str:
    """A share as people write it, "94,4 %"; a dash where there is nothing to share."""
    return f"{decimal(100 * part / whole)} %" if whole else "—"


# Which colour a state has. The states are those of models.clock and of all three books.
_TONES = {
    "overdue": "late",
    "due_soon": "soon",
    "not_forwarded": "soon",
    "not_accepted_yet": "soon",
    "in_progress_within_due": "ok",
    "paused": "paused",
    "suspended": "paused",
    "completed_on_time": "done",
    "completed_late": "done",
    "no_due_date": "done",
    "closed": "done",
    "cancelled": "done",
}


# States of what still runs: their colour also stands behind the sentence about the due date.
RUNNING_TONES = frozenset({"overdue", "due_soon", "not_forwarded", "in_progress_within_due", "paused", "suspended"})


def tone(state: str) -> str:
    """The colour of a state: late, soon, ok, paused or done."""
    return _TONES.get(state, "done")


def due_chip(group: str, state: str, days_left: int | None, *, due: date | None = None, today: date | None = None) -> str:
    """The words of a state's chip: days for what is running, a short name of the state otherwise.

    `group` is that of LABELS; `days_left` counts working days, negative when late; with `due` and `today` tomorrow is told as such.
    """
    if days_left is None or state not in {"overdue", "due_soon", "in_progress_within_due"}:
        short = CHIP_WORDS.get(group, {}).get(state)
        return tr(short) if short else label(group, state)
    if state == "overdue":
        if days_left < 0:
            return tr("quá {days} ngày", days=number(-days_left))
        # Late, but by no working day yet: by hours, or over a weekend.
        return tr("quá giờ hẹn") if due == today else tr("quá hạn")
    if days_left <= 0:
        return tr("hôm nay")
    if due is not None and today is not None and (due - today).days == 1:
        return tr("ngày mai")
    return tr("còn {days} ngày", days=number(days_left))


def count(value: int, noun: str, *, bounded: int | None = None) -> str:
    """ "63 hồ sơ"; with `bounded`, "1.000+ hồ sơ" when the count stopped there."""
    more = "+" if bounded is not None and value >= bounded else ""
    return f"{number(min(value, bounded) if bounded is not None else value)}{more} {noun}"


def log_file() -> Path | None:
    """The file that the log is written to, once `ui.application` opened one."""
    handlers: list[Any] = logging.getLogger().handlers
    return next((Path(h.baseFilename) for h in handlers if isinstance(h, logging.FileHandler)), None)
