"""Texts as older programs write them."""

from __future__ import annotations

import unicodedata

_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}


def in_cp1258(text: str) -> bytes:
    """In the code page of Vietnam: a vowel with a tone that the page lacks is written as the vowel and the tone behind it."""
    parts = bytearray()
    for letter in unicodedata.normalize("NFC", text):
        try:
            parts += letter.encode("cp1258")
        except UnicodeEncodeError:
            whole = unicodedata.normalize("NFD", letter)
            base = unicodedata.normalize("NFC", "".join(mark for mark in whole if mark not in _TONES))
            parts += (base + "".join(mark for mark in whole if mark in _TONES)).encode("cp1258", "replace")
    return bytes(parts)
