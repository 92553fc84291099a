"""Words that a reader of pictures ran together: "ĐẢNGỦYXÃ" is three syllables, and no Vietnamese word has more than one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from models.intake.lettering.syllables import is_syllable

_LETTERS = re.compile(r"[^\W\d_]{5,60}")
_LONGEST = 7
# Hardly a syllable begins without a consonant; others that do are pieces of a word with a wrong letter ("thưộc").
_WRITTEN_BARE = (
    "an ăn ân am âm anh ảnh ánh án áp ấp ẩm ấn ai em ích in ít ong ông ổn ở ôn ơn ủy uỷ úy uy ưu ứng ước uống ý y yêu yên yếu áo ao"
)
_BARE = frozenset(_WRITTEN_BARE.split())
_VOWELS = frozenset("aăâeêioôơuưy")


def apart(word: str) -> list[str]:
    """The syllables of a word, with the signs around it; the word itself where it is one, or does not fall into syllables."""
    found = _LETTERS.search(word)
    # Plain letters may be a name from abroad.
    if found is None or word.isascii() or is_syllable(found[0]):
        return [word]
    start, end = found.span()
    if any(letter.isalnum() for letter in word[:start] + word[end:]):
        return [word]
    parts = _syllables(found[0])
    if parts is None:
        return [word]
    return [word[:start] + parts[0], *parts[1:-1], parts[-1] + word[end:]]


@lru_cache(maxsize=4_096)
def _syllables(word: str) -> tuple[str, ...] | None:
    """The longest syllable first, as they are read: "thựchiện" is "thực hiện"."""
    if not word:
        return ()
    for length in range(min(_LONGEST, len(word)), 0, -1):
        if _stands(word[:length]):
            rest = _syllables(word[length:])
            if rest is not None:
                return (word[:length], *rest)
    return None


def _stands(part: str) -> bool:
    """Whether a part may be a word of its own: a syllable in small or in capital letters, or with a capital first."""
    if not (part.isupper() or part[1:].islower() or len(part) == 1) or not is_syllable(part):
        return False
    first = unicodedata.normalize("NFD", part[0].lower())[0]
    return first not in _VOWELS or part.lower() in _BARE
