"""A reading in the keys of the labelled examples: what `read FILE` prints and what the measures of reading compare."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from models.intake.documents.document_text import Span
from models.intake.documents.found import Found, FoundTask, Head, Reading
from models.labels import LABELS

PRINTED = ("issuing_agency", "parent_agency", "number", "document_type", "place", "issue_date", "subject", "signer", "signer_title")
"""The fields of a head that are one value each, in the order of the examples; urgency and recipients follow them."""

GUESS = 0.5
"""Below this a value is a guess to be shown in the window; a program that reads the JSON is told nothing rather than a guess."""

START_WORDS = 12


def reading_as_json(reading: Reading) -> dict[str, Any]:
    """The head and the tasks of a reading; `evidence` gives the place of each value in the text that was read."""
    head = reading.head
    told: dict[str, Any] = {name: _value(getattr(head, name)) for name in PRINTED}
    told["recipients"] = [found.value for found in head.recipients]
    urgency = _value(head.urgency)
    told["urgency"] = LABELS["urgency"][urgency] if urgency is not None else None
    told["tasks"] = [_task(task) for task in reading.tasks]
    told["evidence"] = _head_evidence(head)
    return told


def told_more(reading: Reading) -> dict[str, Any]:
    """What a program may also want to know of a reading: the text that the offsets mean, how sure each value is and why it is not,
    which values were seen and cannot be read, to whom it is addressed, how secret it is."""
    head = reading.head
    read = {name: found for name in (*PRINTED, "urgency", "secrecy") if (found := getattr(head, name)) is not None}
    return {
        "secrecy": _value(head.secrecy),
        "addressees": [found.value for found in head.addressees],
        "confidence": {name: round(found.confidence, 2) for name, found in read.items()},
        "reason": {name: found.reason for name, found in read.items() if found.reason},
        "guesses": {name: found.value for name, found in read.items() if found.confidence < GUESS},
        "unreadable": {name: found.value for name, found in head.unreadable.items()},
        "doubts": [doubt.code for doubt in reading.text.doubts],
        "kind": reading.text.kind,
        "text": reading.text.text,
    }


def _value(found: Found | None) -> str | None:
    return found.value if found is not None and found.confidence >= GUESS else None


def _place(spans: Sequence[Span]) -> dict[str, Any] | None:
    """From where to where, and the pieces where a value is put together from several."""
    if not spans:
        return None
    place: dict[str, Any] = {"start": min(span.start for span in spans), "end": max(span.end for span in spans)}
    if len(spans) > 1:
        place["parts"] = [[span.start, span.end] for span in spans]
    return place


def _head_evidence(head: Head) -> dict[str, Any]:
    evidence: dict[str, Any] = {}
    for name in (*PRINTED, "urgency"):
        found = getattr(head, name)
        if _value(found) is not None and found.spans:
            evidence[name] = _place(found.spans)
    evidence["recipients"] = [_place(found.spans) for found in head.recipients]
    return evidence


def _task(task: FoundTask) -> dict[str, Any]:
    deadline = task.deadline
    evidence: dict[str, Any] = {
        "text": _place((task.span,)),
        "assignees": [_place(found.spans) for found in task.assignees],
        "coordinating": [_place(found.spans) for found in task.coordinating],
    }
    if deadline is not None:
        evidence["deadline_text"] = _place((deadline.span,))
    return {
        "text": task.text,
        "text_start": " ".join(task.text.replace("*", "").split()[:START_WORDS]),
        "clause": task.clause or None,
        "assignees": [found.value for found in task.assignees],
        "coordinating": [found.value for found in task.coordinating],
        "deadline_text": deadline.words if deadline is not None else None,
        "deadline_iso": deadline.day.isoformat() if deadline is not None and deadline.day is not None else None,
        "recurring": (deadline.recurring or None) if deadline is not None else None,
        "deliverable": task.deliverable or None,
        "evidence": evidence,
    }
