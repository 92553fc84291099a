"""Which letters the bytes of a text file stand for."""

from __future__ import annotations

import re
import unicodedata

from models.intake.lettering.old_codings import CODINGS
from models.intake.lettering.syllables import is_syllable

_SAMPLE = 200_000
_WORD = re.compile(r"[^\W\d_]+")
_OLD_WORD = re.compile("[A-Za-z\xa1-\xff]+")
# What Windows-1252 puts where Latin-1 has control letters.
_WINDOWS = {ord(bytes([code]).decode("cp1252")): code for code in range(0x80, 0xA0) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
# More marks on one letter than any writing has: composing them takes as long as the square of their number.
_MARKS = "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_TOO_MANY = re.compile(f"({_MARKS}{{4}}){_MARKS}+")
_UNPRINTED = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")


def decoded(content: bytes) -> tuple[str, str]:
    """The text and the name of its coding. A text in TCVN3 or VNI is given as the Latin letters that old fonts draw it with."""
    if content.startswith(b"\xef\xbb\xbf"):
        return _mended(content[3:].decode("utf-8", "replace")), "utf-8-sig"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content[: len(content) // 2 * 2].decode("utf-16", "replace"), "utf-16"
    if encoding := _double_width(content[:_SAMPLE]):
        return content[: len(content) // 2 * 2].decode(encoding, "replace"), encoding
    try:
        return _mended(content.decode("utf-8")), "utf-8"
    except UnicodeDecodeError as error:
        if error.start >= len(content) - 3:
            return content[: error.start].decode("utf-8"), "utf-8"
    text = content.decode("utf-8", "replace")
    if text.count("\ufffd") * 50 < sum(1 for letter in text[:_SAMPLE] if letter > "\x7f"):
        return text, "utf-8"  # some letters are broken, the rest is sound
    return _single_width(content)


def composed(text: str) -> str:
    """The text in NFC, at most four marks on one letter."""
    return text if text.isascii() else unicodedata.normalize("NFC", _TOO_MANY.sub(r"\1", text))


def is_binary(text: str) -> bool:
    """Whether what was decoded is no text at all."""
    sample = text[:_SAMPLE]
    return len(_UNPRINTED.findall(sample)) * 50 > len(sample)


def _double_width(sample: bytes) -> str:
    """UTF-16 without its mark: every second byte of most letters is empty."""
    if b"\0" in sample:
        for encoding, high, low in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
            if high.count(0) * 4 > len(high) and low.count(0) * 50 <= len(low):
                return encoding
    return ""


def _single_width(content: bytes) -> tuple[str, str]:
    """The Windows code page of Vietnam, or an old coding: the one by which more words are Vietnamese."""
    sample = content[:_SAMPLE]
    modern = composed(sample.decode("cp1258", "replace"))
    most = sum(1 for word in _WORD.findall(modern) if not word.isascii() and is_syllable(word))
    old = latin(sample)
    words = [word for word in _OLD_WORD.findall(old) if not word.isascii()]
    for decode in CODINGS.values():
        if sum(1 for word in words if is_syllable(decode(word))) > most:
            return latin(content), "windows-1252"
    return content.decode("cp1258", "replace"), "cp1258"


def latin(content: bytes) -> str:
    """Bytes as Western letters: Windows-1252, with Latin-1 where it has none."""
    return content.decode("latin-1").translate({code: letter for letter, code in _WINDOWS.items()})


def _mended(text: str) -> str:
    """A text that was taken for Windows-1252 once, and written as UTF-8 again: turned back where all of it can be."""
    if "\xc3" not in text and "\xc4" not in text and "\xe1" not in text:
        return text
    try:
        return text.translate(_WINDOWS).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
