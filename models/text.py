"""Text as it is entered and text as it is searched: the one cleaning and the one folding function."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Typed and pasted characters that look like another one; folded so that both find the same record.
_LOOKALIKES = str.maketrans(
    {"đ": "d", "Đ": "d", "–": "-", "—": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " ", "ð": "d", "Ð": "d"}
)
# Control, format and unassigned characters and lone surrogates: nothing that a clerk typed, and some would break storage or printing.
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_WORD = re.compile(r"[a-z0-9]+")
# Looked for first: a letter-for-letter exchange takes as long as all the rest of folding.
_LOOKALIKE = re.compile("[" + "".join(map(chr, _LOOKALIKES.keys() - {ord("đ"), ord("Đ")})) + "]")
_SPACED = bytes(code if chr(code).isalnum() and code < 128 else ord(" ") for code in range(256))


def clean(text: str | None, limit: int | None = None) -> str:
    """One line as it is entered: NFC, single spaces, no blank edges, no invisible characters, at most `limit` characters."""
    if not text:
        return ""
    # Most texts are tidy already: three looks are quicker than cleaning them again.
    if text.isprintable() and "  " not in text and unicodedata.is_normalized("NFC", text):
        tidy = text.strip(" ")
        return tidy if limit is None else tidy[:limit]
    tidy = " ".join(_UNWANTED.sub(" ", unicodedata.normalize("NFC", text)).split())
    return tidy if limit is None else tidy[:limit]


def clean_lines(text: str | None, limit: int | None = None) -> str:
    """Several lines as they are entered: as `clean`, with the line breaks kept and no blank lines."""
    if not text:
        return ""
    lines = (clean(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    tidy = "\n".join(line for line in lines if line)
    return tidy if limit is None else tidy[:limit]


def fold(text: str | None) -> str:
    """Lower case without tone marks, đ as d, whatever the Unicode form: "Chỉ thị" and "CHI THI" are the same."""
    if not text:
        return ""
    if text.isascii():
        return text.lower()
    return _folded(text).decode("ascii")


def _folded(text: str) -> bytes:
    if _LOOKALIKE.search(text):
        text = text.translate(_LOOKALIKES)
    plain = text.replace("đ", "d").replace("Đ", "d")
    return unicodedata.normalize("NFD", plain).encode("ascii", "ignore").lower()


def spaced_words(text: str | None) -> str:
    """The folded words and numbers of a text with spaces between them: what `words` gives, for many texts that come once."""
    return _folded(text).translate(_SPACED).decode("ascii") if text else ""


@lru_cache(maxsize=16_384)
def words(text: str | None) -> tuple[str, ...]:
    """The folded words and numbers of a text, without punctuation. Remembered, since an office writes the same words all day."""
    return tuple(_WORD.findall(fold(text)))


def compact(text: str | None) -> str:
    """The folded text with nothing but letters and digits: "06/CT-UBND" is "06ctubnd"."""
    return "".join(words(text))
