"""Reads the tasks of a document."""

from __future__ import annotations

from models.intake.documents.document_text import DocumentText
from models.intake.documents.found import FoundTask, Head


def read_tasks(text: DocumentText, head: Head) -> tuple[FoundTask, ...]:  # noqa: ARG001
    """The tasks of this document. Not there yet: finds nothing."""
    return ()
