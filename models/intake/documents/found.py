"""What is found in a text: values with the words they were read from, how sure that is, and by which rule."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from models.intake.documents.document_text import DocumentText, Span

SURE = 0.8
"""Below this a value is doubtful: the window shows it amber, and a person must look at it."""

NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Found:
    """A value read. `reason` says why it is doubtful or from what it was inferred, a code with a sentence in the window:

    `from_symbol`, `from_closing`, `from_recipients`, `from_signature`, `from_body`, `from_tasks` (inferred); `noisy` (letters in it
    are no part of such a value), `incomplete`, `several` (other readings stand beside it), `unusual`. `rule` is the name of the rule
    that read it.
    """

    value: str
    spans: tuple[Span, ...] = ()
    confidence: float = 1.0
    reason: str = ""
    rule: str = ""

    @property
    def sure(self) -> bool:
        """Whether it may be taken without a look."""
        return self.confidence >= SURE


@dataclass(frozen=True, slots=True)
class Head:
    """What the register asks of a document; None for what its text does not say.

    `issue_date` is ISO; `urgency` and `secrecy` are codes of LABELS ("urgent", "very_urgent", "flash"; "confidential", …).
    A field that stands in the file but cannot be relied on may be doubtful (`Found.sure` is false) or stand in `unreadable`:
    its words are shown, and no value is proposed.
    """

    is_document: bool = False
    issuing_agency: Found | None = None
    parent_agency: Found | None = None
    number: Found | None = None
    document_type: Found | None = None
    place: Found | None = None
    issue_date: Found | None = None
    subject: Found | None = None
    signer: Found | None = None
    signer_title: Found | None = None
    urgency: Found | None = None
    secrecy: Found | None = None
    addressees: tuple[Found, ...] = ()
    recipients: tuple[Found, ...] = ()
    unreadable: dict[str, Found] = field(default_factory=dict)
    body: Span = NOWHERE
    """The text between the head ("Kính gửi" included) and the signature or the place of "Nơi nhận"."""
    year: int | None = None
    """The year of the date line, known also where its day cannot be read: dates without a year in the text are of this year."""

    @property
    def day(self) -> date | None:
        """The date of issue."""
        return date.fromisoformat(self.issue_date.value) if self.issue_date is not None else None


@dataclass(frozen=True, slots=True)
class Deadline:
    """The words that give the time of a task and what they mean: a last day, a cycle of LABELS["recurrence"], or neither."""

    words: str
    span: Span
    day: date | None = None
    recurring: str = ""
    rule: str = ""
    confidence: float = 1.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FoundTask:
    """One instruction to agencies or persons that the document names.

    `text` are the words of the item after its number, lines joined; `clause` its place as a clerk would cite it ("Khoản 8",
    "Mục II.1.a", "Điều 3", "Phụ lục, dòng 4"). Assignees and coordinators are names in full, one each.
    """

    text: str
    span: Span
    clause: str = ""
    assignees: tuple[Found, ...] = ()
    coordinating: tuple[Found, ...] = ()
    deadline: Deadline | None = None
    deliverable: str = ""
    confidence: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a file says: its text, its head, its tasks in the order of the text."""

    text: DocumentText
    head: Head
    tasks: tuple[FoundTask, ...] = ()
