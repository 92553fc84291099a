"""A web page with all that belongs to it, packed as a letter (.mht)."""

from __future__ import annotations

import re

_HEAD = 4_000
_LETTER = re.compile(r"(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:MIME-Version|Content-Type):", re.IGNORECASE)


def is_letter(text: str) -> bool:
    """Whether a text begins as a letter does."""
    return _LETTER.match(text[:_HEAD]) is not None


def largest_page(content: bytes) -> bytes | None:
    """The largest page in the letter; None where it has none."""
    from email import message_from_bytes

    pages = [part.get_payload(decode=True) for part in message_from_bytes(content).walk() if part.get_content_type() == "text/html"]
    return max((page for page in pages if isinstance(page, bytes)), key=len, default=None)
