"""Until when an item is to be done: the last deliverable's day, the cycle of a duty, or words that have no end in the calendar."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from models.intake.documents.document_text import DocumentText
from models.intake.documents.found import Deadline
from models.intake.documents.rules import Rule
from models.intake.documents.tasks.deadlines_rules import (
    A_DAY,
    A_PERIOD,
    ALREADY,
    AT_MEETING,
    BEFORE_ISSUE,
    BY_DAY,
    BY_PERIOD,
    CLAUSE_START,
    COMPLETED,
    COUNTED,
    CYCLE_AFTER,
    CYCLE_BEFORE,
    DATE_AFTER,
    DATE_BEFORE,
    DATED_HEAD,
    ENDS_WITH,
    FAR_VIEW,
    HABIT_OF,
    HALF_AND_YEAR,
    IN_TIME,
    MAY_CYCLE,
    MIDNIGHT,
    NO_CYCLE_SLOT,
    NOT_DUE,
    OPEN_ENDED,
    OPENER_SENTENCE,
    PLANNED,
    PURPOSE,
    REPORTING,
    REPORTS_AFTER,
    SENTENCE_END,
    STARTS_ONLY,
    TIME_LINE,
    TIMES_AFTER,
    WEATHER,
)
from models.intake.documents.tasks.items import Item
from models.intake.documents.tasks.one_line import Line, line_of
from models.intake.wording.cycles import FREQUENCY, cycles_in
from models.intake.workbooks.values.dates import Dates, ImpossibleDateError, plain
from models.intake.workbooks.values.due import DueDates

_LONGEST = 8000
_EDGES = ' ,;:.-–—+*•()"“”/'
_OPENER_LENGTH = 300
_YEAR_WORD = re.compile(r"nam (20\d\d|19\d\d)(?!\d)", re.IGNORECASE)
_HEAD_LENGTH = 4000
_INFERRED = 0.7
# What scans make of "II", "III", "IV".
_QUARTERS = {"11": "II", "111": "III", "1v": "IV", "lv": "IV", "l": "I", "ll": "II", "lll": "III"}
_MISREAD_QUARTER = re.compile(r"(qu\w ?)(111|11|1v|lll|ll|lv|l)(?!\w)", re.IGNORECASE)
_TIMES = re.compile(r"(?<![a-z])lan(?![a-z])")
_BEFORE_SIGN, _BEHIND_SIGN = 100, 70


@dataclass(frozen=True, slots=True)
class _End:
    start: int
    end: int
    day: date | None
    rule: str
    yearless: bool = False
    confidence: float = 1.0
    reason: str = ""


def deadline_of(text: DocumentText, item: Item, day_of_issue: date | None, year: int | None = None) -> Deadline | None:
    """Until when an item is to be done: by its block's line of time, else its own words, else the sentence that opens its list.

    A day without a year takes the year of the document: of its day, else `year`, else what its text says. None where no time is told.
    """
    year = day_of_issue.year if day_of_issue is not None else year or document_year(text.text)
    for slot in item.slots:
        if slot.name == "time":
            found = of_slot(text.text[slot.span.start : slot.span.end], slot.span.start, year)
            if found is not None:
                own = of_words(item.flat, item.words.start, year, day_of_issue)
                return found if found.day or found.recurring or own is None else own
    own = of_words(item.flat, item.words.start, year, day_of_issue)
    if own is not None:
        return own
    parent = item.parent
    if parent is not None and parent.opens and len(parent.flat) < _OPENER_LENGTH:
        # Only the sentence that ends with the colon tells when; those before it tell why.
        last = max((found.end() for found in OPENER_SENTENCE.finditer(parent.flat)), default=0)
        over = of_words(parent.flat[last:], parent.words.start + last, year, day_of_issue)
        if over is not None and over.day is not None and not _of_purpose(parent.flat[last:], over):
            return replace(over, confidence=min(over.confidence, _INFERRED), rule="opener")
    return None


def _of_purpose(flat: str, over: Deadline) -> bool:
    """Whether a period is named in the purpose before the order: "Để hoàn thành mục tiêu trong năm 2018, yêu cầu các Bộ …:"."""
    line = line_of(flat, 0)
    order = PURPOSE.match(line.plain)
    return over.rule == BY_PERIOD.name and order is not None and over.words in line.text[: order.end()]


@lru_cache(maxsize=8)
def document_year(text: str) -> int | None:
    """The year that the head of a text names first; it stands for the year of a date line that cannot be read."""
    found = _YEAR_WORD.search(line_of(text[:_HEAD_LENGTH], 0).plain)
    return int(found[1]) if found is not None else None


def of_slot(flat: str, start: int, year: int | None) -> Deadline | None:
    """What a cell or a line of time says: "Quý IV/2025", "Thường xuyên", "Năm 2025 và các năm tiếp theo"."""
    line = line_of(flat[:_LONGEST], start)
    words = line.text.strip(_EDGES)
    if not words:
        return None
    at = line.text.index(words)
    span = line.span(at, at + len(words))
    folded = plain(words)
    if OPEN_ENDED.search(folded) or STARTS_ONLY.match(folded) or PLANNED.match(folded):
        return Deadline(words, span, None, "", "slot")
    cycles = [cycle for _, _, cycle in cycles_in(folded)] if not NO_CYCLE_SLOT.search(folded) else []
    if cycles:
        return Deadline(words, span, None, min(cycles, key=FREQUENCY.index), "slot")
    try:
        due = DueDates(Dates(year=year)).read(words)
    except ImpossibleDateError:
        return Deadline(words, span, None, "", "slot", 0.5, "noisy")
    return Deadline(words, span, due.day, due.recurring or "", "slot")


def of_words(flat: str, start: int, year: int | None, day_of_issue: date | None = None) -> Deadline | None:
    """The time that the words of an instruction give; of several that of the last deliverable."""
    line = line_of(flat[:_LONGEST], start)
    told = TIME_LINE.search(line.plain)
    if told is not None:
        slot = _said_time(told, flat, line, start, year)
        if slot is not None and (slot.day is not None or slot.recurring):
            return slot
    cycles = list(_cycles(line))
    ends = [end for end in _ends(line, year, day_of_issue) if not _of_cycle(line, end, cycles)]
    recurring = min((cycle for _, _, cycle in cycles), key=FREQUENCY.index, default="")
    if ends:
        last = ends[-1]
        words = _tidy(line.text[last.start : last.end])
        return Deadline(words, line.span(last.start, last.end), last.day, recurring, last.rule, last.confidence, last.reason)
    if cycles:
        first = next(each for each in cycles if each[2] == recurring)
        begin, stop = _widened(line, first[0], first[1])
        return Deadline(_tidy(line.text[begin:stop]), line.span(begin, stop), None, recurring, "cycle")
    return _dated_head(flat, line, start, year, day_of_issue) or _without_end(line, day_of_issue)


def _said_time(told: re.Match[str], flat: str, line: Line, start: int, year: int | None) -> Deadline | None:
    """What a rule found to be said of a time in a line, read from the letters that the line was made of."""
    said = line.span(*told.span("said"))
    return of_slot(flat[said.start - start : said.end - start], said.start, year)


def _dated_head(flat: str, line: Line, start: int, year: int | None, day_of_issue: date | None) -> Deadline | None:
    """The end of the days with which a point begins, which stand before its colon."""
    head = DATED_HEAD.match(line.plain)
    if head is None:
        return None
    said = _said_time(head, flat, line, start, year)
    if said is None or said.day is None or (day_of_issue is not None and said.day < day_of_issue):
        return None
    return replace(said, rule=DATED_HEAD.name, confidence=min(said.confidence, 0.9))


def _tidy(words: str) -> str:
    """Words without marks at their edges; a bracket that was opened is closed."""
    bare = words.strip(_EDGES)
    return f"{bare})" if bare.count("(") > bare.count(")") else bare


def _without_end(line: Line, day_of_issue: date | None) -> Deadline | None:
    counted = COUNTED.search(line.plain)
    if counted is not None:
        day = None
        if day_of_issue is not None and counted["issue"] and counted["unit"].lower() == "ngay" and not counted["working"]:
            day = day_of_issue + timedelta(days=int(counted["count"]))
        words = line.text[counted.start() : counted.end()]
        return Deadline(words, line.span(counted.start(), counted.end()), day, "", "counted", 0.7, "unusual")
    loose = IN_TIME.search(line.text)
    if loose is None:
        return None
    return Deadline(line.text[loose.start() : loose.end()].strip(_EDGES), line.span(loose.start(), loose.end()), None, "", "in_time")


def _ends(line: Line, year: int | None, day_of_issue: date | None) -> list[_End]:
    """The days and periods by which something is to be done, in the order of the words."""
    found: list[_End] = []
    for match in _matches(BY_DAY, A_DAY, line.plain):
        if not _has_trigger(match) or NOT_DUE.search(line.text[max(0, match.start() - 70) : match.start()]):
            continue
        if _is_weather(line, match):
            continue
        end = _by_day(match, year, day_of_issue)
        if end is not None:
            found.append(end)
    found += _at_meetings(line, year, day_of_issue)
    taken = [(end.start, end.end) for end in found]
    for match in _matches(BY_PERIOD, A_PERIOD, line.plain):
        if not (match["done"] or match["latest"] or match["until"] or match["before"]):
            continue
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        before = line.plain[max(0, match.start() - 70) : match.start()]
        told = match["period"].lower().startswith("nam") and not match["done"] and ALREADY.search(before) and not COMPLETED.search(before)
        far = FAR_VIEW.match(match[0]) and not COMPLETED.search(before)
        if told or far or NOT_DUE.search(line.text[max(0, match.start() - 70) : match.start()]):
            continue
        end = _by_period(line, match, year, day_of_issue)
        if end is not None:
            found.append(end)
    return sorted(found, key=lambda end: end.start)


def _is_weather(line: Line, match: re.Match[str]) -> bool:
    """Whether a span of days tells how long the weather lasts."""
    if match["before"] or match["latest"] or match["done"]:
        return False
    return WEATHER.search(line.text[max(0, match.start() - 140) : match.start()]) is not None or (
        WEATHER.search(line.text[match.end() : match.end() + 90]) is not None
    )


def _windows(sign: re.Pattern[str], plain: str) -> list[tuple[int, int]]:
    """The pieces around what a quick look finds, cut between words: slow patterns need no more."""
    pieces: list[tuple[int, int]] = []
    for match in sign.finditer(plain):
        begin = max(0, match.start() - _BEFORE_SIGN)
        begin = plain.rfind(" ", 0, begin) + 1 if begin else 0
        end = min(len(plain), match.end() + _BEHIND_SIGN)
        if pieces and begin <= pieces[-1][1]:
            pieces[-1] = (pieces[-1][0], max(end, pieces[-1][1]))
        else:
            pieces.append((begin, end))
    return pieces


def _matches(rule: Rule, sign: re.Pattern[str], plain: str) -> Iterable[re.Match[str]]:
    """Every place where a rule finds something, looked for only around its sign."""
    for begin, end in _windows(sign, plain):
        yield from rule.compiled.finditer(plain, begin, end)


def _at_meetings(line: Line, year: int | None, day_of_issue: date | None) -> Iterable[_End]:
    """The days of meetings to come at which something is to be told."""
    for match in AT_MEETING.compiled.finditer(line.plain):
        whole = int(match["year"]) if match["year"] else year
        if whole is None or not 1990 <= whole <= 2100:
            continue
        try:
            found = date(whole, int(match["month"]), int(match["day"]))
        except ValueError:
            continue
        if day_of_issue is None or found > day_of_issue:
            yield _End(match.start("words"), match.end("words"), found, AT_MEETING.name, confidence=_INFERRED)


def _has_trigger(match: re.Match[str]) -> bool:
    at_hour = (match["hour"] or "").lower().startswith("luc")
    return at_hour or any(match[name] for name in ("latest", "before", "until", "slot", "done"))


def _by_day(match: re.Match[str], year: int | None, day_of_issue: date | None) -> _End | None:
    own_year = match["year"] or match["year2"]
    day, month = int(match["day"] or match["day2"]), int(match["month"] or match["month2"])
    if own_year is None and year is None:
        return None
    whole = int(own_year) if own_year is not None else year
    if whole is None or not 1990 <= whole <= 2100:
        return None
    try:
        found = date(whole, month, day)
    except ValueError:
        return None
    confidence, reason = 1.0, ""
    if own_year is None and day_of_issue is not None and found < day_of_issue and day_of_issue.month >= 10 and month <= 3:
        # "Trước ngày 15/01" of a letter of December is next January.
        found = found.replace(year=whole + 1)
        confidence, reason = _INFERRED, "unusual"
    if match["before"] and (not match["hour"] or MIDNIGHT.match(match["hour"].strip())):
        found -= timedelta(days=1)
    if day_of_issue is not None and found < day_of_issue - timedelta(days=BEFORE_ISSUE):
        return None
    return _End(match.start(), match.end(), found, BY_DAY.name, own_year is None, confidence, reason)


def _by_period(line: Line, match: re.Match[str], year: int | None, day_of_issue: date | None) -> _End | None:
    period = line.text[match.start("period") : match.end("period")]
    period = _MISREAD_QUARTER.sub(lambda found: found[1] + _QUARTERS[found[2].lower()], period)
    said = f"{'trước ' if match['before'] else 'trong '}{period}"
    try:
        due = DueDates(Dates(year=year)).read(said)
    except ImpossibleDateError:
        return None
    if due.day is None or (day_of_issue is not None and due.day < day_of_issue):
        return None
    return _End(match.start(), match.end(), due.day, BY_PERIOD.name, confidence=0.9)


def _of_cycle(line: Line, end: _End, cycles: list[tuple[int, int, str]]) -> bool:
    """Whether a day without a year is the day of a cycle in the same sentence: "hằng năm (trước ngày 15 tháng 11)"."""
    if not end.yearless:
        return False
    sentence_start = max((found.end() for found in SENTENCE_END.finditer(line.plain, 0, end.start)), default=0)
    stop = SENTENCE_END.search(line.plain, end.end)
    sentence_end = stop.start() if stop is not None else len(line.plain)
    return any(sentence_start <= start < sentence_end for start, _, _ in cycles)


def _cycles(line: Line) -> Iterable[tuple[int, int, str]]:
    """The cycles in which something is to be done; "kế hoạch hằng năm" and "nhiệm vụ hằng năm" are no duty's."""
    folded = line.plain.lower()
    if len(folded) != len(line.plain):
        return
    half = HALF_AND_YEAR.search(folded)
    if half is not None:
        yield half.start(), half.end(), "semiannual"
    found = [
        (begin + start, begin + end, cycle)
        for begin, stop in _windows(MAY_CYCLE, folded)
        for start, end, cycle in cycles_in(folded[begin:stop])
    ]
    for start, end, cycle in found:
        before, after = folded[max(0, start - 110) : start], folded[end : end + 30]
        if HABIT_OF.search(before) and not (DATE_AFTER.match(after) or REPORTS_AFTER.match(after)):
            continue
        if (
            "dinh ky" in folded[max(0, start - 12) : end]
            or DATE_BEFORE.search(before)
            or DATE_AFTER.match(after)
            or _TIMES.search(folded, start, end)
            or (CLAUSE_START.search(before) and not re.match(r"\s*[.;)]", after))
            or REPORTING.search(before)
            or REPORTS_AFTER.match(after)
            or (re.match(r"\s*(?:[.;]|$)", after) and ENDS_WITH.search(before))
            or TIMES_AFTER.match(after)
        ):
            yield start, end, cycle


def _widened(line: Line, start: int, end: int) -> tuple[int, int]:
    """The words of a cycle with what belongs to them: "định kỳ hằng quý", "trước ngày 25 hằng tháng"."""
    before = CYCLE_BEFORE.search(line.plain, max(0, start - 40), start)
    after = CYCLE_AFTER.match(line.plain, end)
    return (before.start() if before is not None else start), (after.end() if after is not None else end)
