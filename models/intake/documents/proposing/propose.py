"""What a reading means for this office: the entry of its register, and the tasks, ours first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from models.intake.documents.document_text import Span
from models.intake.documents.found import NOWHERE, Found, FoundTask, Head, Reading
from models.intake.documents.proposing.departments import Departments, ProposedDepartment
from models.intake.documents.proposing.wording import as_content, as_sender
from models.intake.wording.addressing import Addressed, Addressing
from models.intake.wording.office_facts import OfficeFacts
from models.labels import tr
from models.registers.checks import LINE_LIMIT, TEXT_LIMIT
from models.registers.directives.document_types import LETTER, normal_document_type
from models.registers.directives.entering import LIMITS, SECRET_REFUSES
from models.registers.directives.numbers import tidy_number
from models.registers.tasks.rows import CoordinatorEntry, TaskEntry
from models.text import clean, fold, words

_DOUBTFUL = 0.6
_MOST_COORDINATORS = 30
_ABOUT = re.compile(r"(?:về việc|v\s*/\s*v)\s*[:.]?[\s*_]*$", re.IGNORECASE)
_WHOLE_ABOUT = re.compile(r"về\s+việc", re.IGNORECASE)
_LEVEL = re.compile(r"(?<!\w)(?:xa|phuong|dac khu|cap co so)(?!\w)")
# "Các cơ quan, đơn vị" of a letter are those that it is addressed to.
_ADDRESSED = re.compile(
    r"(?:(?:thu truong|nguoi dung dau|lanh dao) )?(?:(?:cac|quy|tung|moi) )?(?:co quan|don vi)(?: (?:va )?(?:co quan|don vi|to chuc))*"
    r"(?: co)?(?: lien quan| noi tren| neu tren)?"
)
_NO_LEVEL = ("xa hoi", "hop tac xa", "thi xa")


@dataclass(frozen=True, slots=True)
class Proposed:
    """A value for a field of the entry, ready for it (a text, a date, a code), and what it was read from."""

    value: Any
    found: Found


@dataclass(frozen=True, slots=True)
class ProposedTask:
    """A task as it would be entered. `because` says why it is ours and why this department would lead.

    `unguessed` is the entry without a department that is only guessed from the words, for where nobody looks.
    """

    found: FoundTask
    entry: TaskEntry
    addressed: Addressed
    ticked: bool
    because: str = ""
    unguessed: TaskEntry | None = None

    @property
    def sure_entry(self) -> TaskEntry:
        """What may be entered unseen."""
        return self.unguessed or self.entry


@dataclass(frozen=True, slots=True)
class Proposal:
    """The fields of `DirectiveEntry` that the file says, and the tasks: those of this office first, the others in their order.

    `department` would probably handle the document.
    """

    reading: Reading
    fields: Mapping[str, Proposed] = field(default_factory=dict)
    tasks: tuple[ProposedTask, ...] = ()
    department: ProposedDepartment | None = None

    @property
    def ours(self) -> tuple[ProposedTask, ...]:
        """The tasks that are ticked."""
        return tuple(task for task in self.tasks if task.ticked)


def propose(reading: Reading, facts: OfficeFacts) -> Proposal:
    """What to enter of a reading. Of a secret paper only what may be kept: its number, dates (also the day it is due) and sender."""
    head = reading.head
    fields = _fields(reading)
    departments = Departments(facts)
    judge = _Judge(head, facts)
    subject = head.subject.value if head.subject is not None else ""
    tasks = [_task(found, judge, departments, facts, subject) for found in reading.tasks]
    tasks.sort(key=lambda task: not task.ticked)
    due = _earliest(tasks, facts.today)
    if due is not None:
        fields["due_date"] = due
    if head.secrecy is not None:
        return Proposal(reading, {name: value for name, value in fields.items() if name not in SECRET_REFUSES})
    return Proposal(reading, fields, tuple(tasks), departments.propose(subject))


def _fields(reading: Reading) -> dict[str, Proposed]:
    head = reading.head
    fields: dict[str, Proposed] = {}

    def put(name: str, found: Found | None, value: Any) -> None:
        if found is not None and value:
            fields[name] = Proposed(value[: LIMITS[name]] if name in LIMITS else value, found)

    put("issuing_agency", head.issuing_agency, as_sender(_value(head.issuing_agency), _value(head.parent_agency)))
    put("document_number", head.number, tidy_number(_value(head.number)))
    put("issued_date", head.issue_date, head.day)
    put("document_type", head.document_type, normal_document_type(_value(head.document_type)))
    put("subject", head.subject, _subject(reading))
    put("signer", head.signer, clean(_value(head.signer)))
    put("signer_title", head.signer_title, clean(_value(head.signer_title)))
    put("urgency", head.urgency, _value(head.urgency))
    put("secrecy", head.secrecy, _value(head.secrecy))
    return fields


def _value(found: Found | None) -> str:
    return found.value if found is not None else ""


def _subject(reading: Reading) -> str:
    """The subject as registers write it: with "Về việc" where the document has it under its type; a letter's "V/v" is left out."""
    head = reading.head
    if head.subject is None:
        return ""
    subject = clean(head.subject.value)
    letter = _value(head.document_type) == LETTER
    before = reading.text.text[: head.subject.spans[0].start][-40:] if head.subject.spans else ""
    inside = head.subject.spans and _WHOLE_ABOUT.match(reading.text.said(head.subject.spans[0]).lstrip("*_ "))
    if not subject or letter or _WHOLE_ABOUT.match(subject) or not (inside or _ABOUT.search(before)):
        return subject[:1].upper() + subject[1:]
    first = subject.split(maxsplit=1)[0]
    return f"Về việc {subject if len(first) > 1 and first.isupper() else subject[:1].lower() + subject[1:]}"


class _Judge:
    """Says what a task is to us. In a paper of another agency a body without a place is that agency's, and so is a person."""

    def __init__(self, head: Head, facts: OfficeFacts) -> None:
        self._addressing = Addressing(facts)
        self._place = " ".join(words(facts.place))
        self._level_is_ours = True
        issuer = _value(head.issuing_agency)
        says_level = bool(issuer) and self._names_us(issuer)
        self._from_us = says_level and self._says_place(issuer)
        # "Công an xã" in a paper of another commune is not ours.
        self._level_is_ours = not says_level or self._from_us
        self._to_us = [found for found in head.addressees if self.is_ours(found.value)]

    def is_ours(self, name: str) -> bool:
        """Whether a name means us, a group that we belong to, or a body of ours."""
        if not self._addressing.is_ours(name):
            return False
        return self._from_us or not self._addressing.is_body(name) or self._names_us(name)

    def _names_us(self, name: str) -> bool:
        if self._says_place(name):
            return True
        key = " ".join(words(name))
        for mask in _NO_LEVEL:
            key = key.replace(mask, "")
        return self._level_is_ours and _LEVEL.search(key) is not None

    def _says_place(self, name: str) -> bool:
        return f" {self._place} " in f" {' '.join(words(name))} "

    def of(self, task: FoundTask) -> tuple[Addressed, Found | None]:
        """What a task is to us, and the name that says so."""
        for found in task.assignees:
            if self.is_ours(found.value):
                return Addressed.LEAD, found
        for found in task.coordinating:
            if self.is_ours(found.value):
                return Addressed.COORDINATING, found
        if self._to_us and any(_ADDRESSED.fullmatch(" ".join(words(found.value))) for found in task.assignees):
            return Addressed.LEAD, self._to_us[0]
        if task.assignees:
            return Addressed.OTHERS, None
        return (Addressed.LEAD, self._to_us[0]) if self._to_us else (Addressed.NOBODY, None)


def _task(found: FoundTask, judge: _Judge, departments: Departments, facts: OfficeFacts, subject: str) -> ProposedTask:
    addressed, named = judge.of(found)
    entry = TaskEntry(
        content=as_content(found)[:TEXT_LIMIT],
        source_clause=clean(found.clause, LINE_LIMIT),
        due_date=found.deadline.day if found.deadline is not None else None,
        due_text=clean(found.deadline.words, LINE_LIMIT) if found.deadline is not None else "",
        recurring=(found.deadline.recurring or None) if found.deadline is not None else None,
        deliverable=clean(found.deliverable, LINE_LIMIT),
    )
    others = [body.value for body in found.coordinating if body is not named]
    because = [tr("Văn bản giao: {who}", who=named.value)] if named is not None else []
    if addressed not in (Addressed.LEAD, Addressed.COORDINATING):
        lead = "; ".join(body.value for body in found.assignees)
        entry = replace(entry, lead=clean(lead, LINE_LIMIT), coordinators=_coordinators(others))
        return ProposedTask(found, entry, addressed, ticked=False)
    unit = _recognised(named, facts)
    guess = departments.propose(entry.content, subject) if unit is None else None
    if guess is not None:
        because.append(guess.because)

    def with_part(ours: ProposedDepartment | None) -> TaskEntry:
        department_id = ours.department_id if ours is not None else None
        if addressed is Addressed.LEAD:
            return replace(entry, lead_department_id=department_id, coordinators=_coordinators(others))
        lead = clean("; ".join(body.value for body in found.assignees), LINE_LIMIT)
        part = CoordinatorEntry(department_id=department_id) if department_id is not None else CoordinatorEntry(name=facts.name)
        return replace(entry, lead=lead, coordinators=(part, *_coordinators(others)))

    unguessed = with_part(None) if guess is not None else None
    return ProposedTask(found, with_part(unit or guess), addressed, ticked=True, because="\n".join(because), unguessed=unguessed)


def _recognised(named: Found | None, facts: OfficeFacts) -> ProposedDepartment | None:
    """The department that the document itself names."""
    if named is None:
        return None
    department_id, _ = facts.staff.recognise(named.value)
    return ProposedDepartment(department_id, named.value, "") if department_id is not None else None


def _coordinators(names: Sequence[str]) -> tuple[CoordinatorEntry, ...]:
    once = {fold(name): clean(name, LINE_LIMIT) for name in reversed(names) if clean(name)}
    return tuple(CoordinatorEntry(name=name) for name in list(once.values())[::-1][:_MOST_COORDINATORS])


def _earliest(tasks: Sequence[ProposedTask], today: date) -> Proposed | None:
    """The first day on which something of ours is due; one that is past already is doubtful."""
    dated = [(task.found.deadline.day, task.found.deadline) for task in tasks if task.ticked and task.found.deadline is not None]
    known = [(day, deadline) for day, deadline in dated if day is not None]
    if not known:
        return None
    coming = [each for each in known if each[0] >= today] or known
    day, deadline = min(coming, key=lambda each: each[0])
    confidence = deadline.confidence if day >= today else min(deadline.confidence, _DOUBTFUL)
    span: tuple[Span, ...] = (deadline.span,) if deadline.span != NOWHERE else ()
    return Proposed(day, Found(deadline.words, span, confidence, "from_tasks", deadline.rule))
