"""What is lit in a paper: places of its text with a tone. Their colours are `theme.LIGHTS`."""

from __future__ import annotations

from typing import NamedTuple

from models.intake.documents.document_text import Span


class Light(NamedTuple):
    """Words to be lit: "field" (what a field was read from), "doubt", "task", or "chosen" (what is looked at now)."""

    spans: tuple[Span, ...]
    tone: str = "field"


LIGHT_ORDER = {"task": 0, "field": 1, "doubt": 2, "chosen": 3}
"""Which tone lies over which, where words have several."""
