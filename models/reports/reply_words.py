"""What we say of a task in the province's own columns: in its words where it has a list of them, else in the words of its reports.

The four groups in which results are reported (done in time, done late, running in time, running late) follow the rules for tracking
tasks that superiors assign: Decision 42/2014/QĐ-TTg, amended by 23/2018/QĐ-TTg. The file goes to a Vietnamese office: its words are
Vietnamese whatever language the screen speaks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models.clock.deadlines import TaskState
from models.labels import LABELS, printed_date
from models.registers.tasks.account import TaskAccount
from models.text import clean, fold

RESULT_FIELDS = ("status", "completed_date", "evidence_number", "evidence_date", "obstacle", "result", "progress_percent")
"""The fields of a list that ask how a task stands."""

Said = str | date | float
"""What is said in one cell: words, a day, or a share (1.0 is all)."""

_NOT = re.compile(r"\b(chua|khong|dang|sap|se|phai|can)\b")
_DONE = re.compile(r"\b(hoan thanh|xong|hoan tat|da (?:thuc hien|bao cao|trien khai|xu ly|giai quyet)|ket thuc|completed|done|finished)\b")
_RUNNING = re.compile(r"\b(dang|trong han|chua den han|tiep tuc|chua|qua han|tre han|cham|in progress|doing|pending|overdue|to do|todo)\b")
_RESTING = re.compile(r"\b(tam dung|tam hoan|dung thuc hien|suspended|on hold)\b")
_LATE = re.compile(r"\b(qua han|tre han|tre|cham|khong dung han|late|overdue)\b")
_IN_TIME = re.compile(r"\b(dung han|trong han|truoc han|chua den han|on time)\b")
# A whole name over a column that is a state.
_ACT = r"(?:hoan thanh|thuc hien|trien khai|xu ly|giai quyet|xong)"
_WHEN = r"(?:(?:dung|qua|truoc|som|tre|trong|chua den|khong dung) han|cham(?: tien do)?|som)"
_STATE_NAME = re.compile(rf"(?:(?:da|chua|dang) )?{_ACT}(?:,? {_WHEN})?|{_WHEN}(?:,? (?:chua|dang|da) {_ACT})?|tam dung")
_MARKS = frozenset({"x", "v", "+", "1", "✓", "✔", "√", "☑", "☒", "có"})


@dataclass(frozen=True, slots=True)
class Meaning:
    """What words about a task mean: "done", "running", "resting", "" for none of them; late or in time where they say so."""

    kind: str
    late: bool = False
    in_time: bool = False
    begun: bool = True


def meaning(words: str) -> Meaning:
    """What words about a task mean."""
    text = fold(clean(words))
    done, refused = _DONE.search(text), _NOT.search(text)
    # "Hoàn thành không đúng hạn" is done; "chưa hoàn thành" is not.
    if done and not (refused and refused.start() < done.start()):
        kind = "done"
    elif _RESTING.search(text):
        kind = "resting"
    elif _RUNNING.search(text):
        kind = "running"
    else:
        return Meaning("")
    late = bool(_LATE.search(text))
    return Meaning(
        kind, late, bool(_IN_TIME.search(text)) and not late, not re.match(r"chua (thuc hien|trien khai|bat dau)|todo|to do", text)
    )


def status_words(account: TaskAccount) -> str:
    """How the task stands, in the words of the reports on assigned tasks."""
    row = account.row
    if row.state is TaskState.COMPLETED_ON_TIME and row.due_date is None:
        return LABELS["reply_words"]["done"]
    return LABELS["reply_state"][row.state]


def _meaning_of(account: TaskAccount) -> Meaning:
    state = account.row.state
    if state in (TaskState.COMPLETED_ON_TIME, TaskState.COMPLETED_LATE):
        return Meaning("done", state is TaskState.COMPLETED_LATE, state is TaskState.COMPLETED_ON_TIME)
    if state is TaskState.SUSPENDED:
        return Meaning("resting")
    return Meaning("running", state is TaskState.OVERDUE, state is not TaskState.OVERDUE)


def status_for(account: TaskAccount, *, allowed: Sequence[str], stands: str) -> str:
    """The words for the cell: what stands there where it means the same, else the nearest of the allowed words, else our own."""
    meant = _meaning_of(account)
    there = meaning(stands)
    if there.kind == meant.kind and there.late == meant.late and (not allowed or stands in allowed):
        return stands
    fitting = [(words, found) for words in allowed if (found := meaning(words)).kind == meant.kind]
    return min(fitting, key=lambda one: _distance(one[1], meant))[0] if fitting else status_words(account)


def _distance(found: Meaning, meant: Meaning) -> tuple[bool, bool, bool]:
    """How far words of the right kind are from what is meant."""
    return (found.late != meant.late, found.in_time and not meant.in_time, not found.begun)


@dataclass(frozen=True, slots=True)
class Ticks:
    """Columns that each stand for a state: a mark says that the task is in it."""

    columns: Mapping[int, Meaning]
    mark: str = "x"

    def said(self, account: TaskAccount, column: int, stands: str) -> str | None:
        """The mark in the column of the task's state, "" where a mark stands that is not true any more; None: nothing to change."""
        meant = _meaning_of(account)
        fitting = [place for place, found in self.columns.items() if found.kind == meant.kind]
        if not fitting:
            return None
        chosen = min(fitting, key=lambda place: _distance(self.columns[place], meant))
        if column == chosen:
            return stands if is_mark(stands) else self.mark
        return "" if is_mark(stands) else None


def is_mark(text: str) -> bool:
    """Whether this is a tick and no words."""
    return text.casefold() in _MARKS


def ticks_of(names: Mapping[int, Sequence[str]], shown: Sequence[Mapping[int, str]]) -> Ticks | None:
    """The columns that are ticked: side by side, each named by a state, with nothing but marks in them. None where there are none.

    `names` are all names over each column, those of its groups first: "Chưa hoàn thành", "Quá hạn".
    """
    run: dict[int, Meaning] = {}
    for place in sorted(names):
        said = [name for name in map(_folded, names[place]) if _STATE_NAME.fullmatch(name)]
        if not said or any(row.get(place) and not is_mark(row[place]) for row in shown):
            if len(run) > 1:
                break
            run = {}
        elif not run or place - 1 in run:
            run[place] = meaning(" ".join(said))
        else:
            break
    if len(set(run.values())) < 2 or not all(found.kind for found in run.values()):
        return None
    marks = [row[place] for row in shown for place in run if row.get(place)]
    return Ticks(run, marks[0] if marks else "x")


def _folded(name: str) -> str:
    return fold(clean(name))


def document(account: TaskAccount, *, with_date: bool) -> str:
    """The document that reports the result: its number, with its date where that has no column of its own; else its note."""
    row = account.row
    if not row.evidence_number:
        return row.evidence_note
    if with_date and row.evidence_date is not None:
        return LABELS["reply_words"]["document"].format(number=row.evidence_number, day=printed_date(row.evidence_date))
    return row.evidence_number


@dataclass(frozen=True, slots=True)
class Columns:
    """Which of the result columns the list has."""

    fields: frozenset[str]

    def missing(self) -> tuple[str, ...]:
        """What must be added so that all can be said; a column for the result as a whole takes its state and document."""
        whole = "result" in self.fields
        needed = ("completed_date", "obstacle") if whole else ("status", "completed_date", "evidence_number", "obstacle")
        return tuple(name for name in needed if name not in self.fields)


def said(account: TaskAccount, name: str, columns: Columns, *, allowed: Sequence[str] = (), stands: str = "") -> Said | None:
    """What is said of the task in a column of this field; None where there is nothing to say, and what stands there stays."""
    row = account.row
    match name:
        case "status":
            return status_for(account, allowed=allowed, stands=stands)
        case "completed_date":
            return row.completed_date
        case "evidence_number":
            return document(account, with_date="evidence_date" not in columns.fields) or None
        case "evidence_date":
            return row.evidence_date if row.evidence_number else None
        case "obstacle":
            return "\n".join(account.obstacles) or None
        case "progress_percent":
            return 1.0 if row.completed_date is not None else None
        case _:
            return _result(account, columns, stands) or None


def _result(account: TaskAccount, columns: Columns, stands: str) -> str:
    """The result as a whole: what has no column of its own, then what was said of it last."""
    row = account.row
    parts = [] if "status" in columns.fields else [status_words(account)]
    if "evidence_number" not in columns.fields and row.evidence_number:
        parts.append(document(account, with_date=True))
    words = row.evidence_note if row.completed_date is not None else account.note
    if words and words not in parts:
        parts.append(words)
    if len(parts) > 1 or (parts and "status" in columns.fields):
        return "; ".join(parts)
    if stands and row.completed_date is None and not meaning(stands).kind:
        # Somebody told more there than a state, and there is nothing newer to tell.
        return ""
    return status_for(account, allowed=(), stands=stands)
