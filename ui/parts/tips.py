"""Tool tips with words from outside. Needs no Qt: the frame that is painted first uses it too."""

from __future__ import annotations


def tip(text: str) -> str:
    """This text for a tool tip. Qt takes one that looks like markup for markup, so its signs are written out then."""
    if "<" not in text and "&" not in text:
        return text
    plain_text = text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
    return f"<qt>{plain_text}</qt>"
