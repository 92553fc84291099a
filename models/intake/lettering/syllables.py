"""Whether a word is spelt as a Vietnamese syllable: what tells a text in one coding from the same bytes in another."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_STOPPED_TONES = ("\u0301", "\u0323")
# Each rime with the spelling it has after a consonant; none may be missing, or old texts stay unread.
_WRITTEN = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu "
    "o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo oet oi om on ong ooc oong op ot "
    "ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơng ơp ơt ơu u ua uân uâng uât uây uc ue uê uêch uên uênh ui um un ung uơ "
    "uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt uyn uynh uyp uyt uyu "
    "ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu"
)
_RIMES = frozenset(_WRITTEN.split())
# After "qu" the u belongs to the beginning; after "gi" the i does.
_AFTER_QU = _RIMES | {"yên", "yêt", "ynh", "ych", "yt", "yn", "yu", "yp", "ya"}
_FRONT = "eêiy"
_BEGINNINGS = ("ngh", "qu", "gh", "gi", "ng", "ch", "kh", "nh", "ph", "th", "tr", *"bcdđghklmnprstvx")


@lru_cache(maxsize=65_536)
def is_syllable(word: str) -> bool:
    """Whether a word, in NFC and any case, is one Vietnamese syllable with at most one tone, as the spelling allows."""
    spread = unicodedata.normalize("NFD", word.lower())
    tones = _TONES.findall(spread)
    if len(tones) > 1:
        return False
    plain = unicodedata.normalize("NFC", _TONES.sub("", spread))
    return any(not (rime.endswith(("c", "ch", "p", "t")) and not (tones and tones[0] in _STOPPED_TONES)) for rime in _rimes_of(plain))


def _rimes_of(plain: str) -> list[str]:
    """The ways to take a word without tones apart; the rime of each."""
    found = [plain] if plain in _RIMES else []
    for beginning in _BEGINNINGS:
        if plain.startswith(beginning):
            rime = plain[len(beginning) :]
            if _fits(beginning, rime):
                found.append(rime)
    return found


def _fits(beginning: str, rime: str) -> bool:
    if beginning == "qu":
        return rime in _AFTER_QU
    if beginning == "gi":
        return rime in _RIMES and rime[0] not in "iy"
    if rime not in _RIMES:
        return False
    front = rime[0] in _FRONT
    if beginning in ("c", "ng"):
        return not front
    if beginning == "g":
        return not front or rime[0] == "i"
    if beginning in ("k", "gh", "ngh"):
        return front
    return True
