"""The two codings of Vietnamese from before Unicode that office files still hold, as they arrive: letters of Latin-1."""

from __future__ import annotations

import re
from collections.abc import Callable

_TONED = {
    "a": "aàảãáạ", "ă": "ăằẳẵắặ", "â": "âầẩẫấậ", "e": "eèẻẽéẹ", "ê": "êềểễếệ", "i": "iìỉĩíị",
    "o": "oòỏõóọ", "ô": "ôồổỗốộ", "ơ": "ơờởỡớợ", "u": "uùủũúụ", "ư": "ưừửữứự", "y": "yỳỷỹýỵ",
}  # fmt: skip
"""Each vowel without a tone, then with huyền, hỏi, ngã, sắc, nặng."""

TCVN3: dict[str, str] = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
"""TCVN 5712:1993 VN3, "ABC", the .VnTime fonts. Capitals with a tone are written as the small letter in a font of capitals (.VnTimeH)."""


def _vni() -> dict[str, str]:
    """A letter is followed by one that stands for its tone, or for its mark and tone together."""
    table = dict(zip("ôöñíìæóòîÔÖÑÍÌÆÓÒÎ", "ơưđíìỉĩịỵƠƯĐÍÌỈĨỊỴ", strict=True))
    tones, hats, bows = "øûõùï", "âàåãáä", "êèúüéë"
    for base, written in (("a", "a"), ("e", "e"), ("o", "o"), ("u", "u"), ("y", "y"), ("ơ", "ô"), ("ư", "ö")):
        for mark, letter in zip(tones, _TONED[base][1:], strict=True):
            table[written + mark] = letter
    for base, written in (("â", "a"), ("ê", "e"), ("ô", "o")):
        for mark, letter in zip(hats, _TONED[base], strict=True):
            table[written + mark] = letter
    for mark, letter in zip(bows, _TONED["ă"], strict=True):
        table["a" + mark] = letter
    for pair, letter in list(table.items()):
        if len(pair) == 2:
            table[pair[0].upper() + pair[1].upper()] = table[pair[0].upper() + pair[1]] = letter.upper()
    del table["yï"], table["Yï"], table["YÏ"]  # ỵ has a letter of its own
    return table


VNI: dict[str, str] = _vni()
"""VNI-Windows, the VNI- fonts."""


def _decoder(table: dict[str, str]) -> Callable[[str], str]:
    pattern = re.compile("|".join(map(re.escape, sorted(table, key=len, reverse=True))))
    return lambda text: pattern.sub(lambda found: table[found[0]], text)


CODINGS: dict[str, Callable[[str], str]] = {"tcvn3": _decoder(TCVN3), "vni": _decoder(VNI)}
"""Name of a coding -> what turns a text of it into Unicode."""

LETTERS: dict[str, frozenset[str]] = {
    name: frozenset(letter for key in table for letter in key if not letter.isascii()) for name, table in (("tcvn3", TCVN3), ("vni", VNI))
}
"""Name of a coding -> the letters beyond ASCII that a text of it is made of."""


def _words_of(table: dict[str, str]) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(map(re.escape, sorted(table, key=len, reverse=True)))}|[A-Za-z])+")


WORDS: dict[str, re.Pattern[str]] = {"tcvn3": _words_of(TCVN3), "vni": _words_of(VNI)}
"""Name of a coding -> what a word of it looks like: in VNI a mark stands behind the letter it belongs to."""


def coding_of_font(name: str) -> str:
    """The coding that a font draws: "tcvn3", "tcvn3_capitals" where it draws small letters as capitals, "vni", "" for any other."""
    name = name.strip()
    folded = name.lower()
    if folded.startswith(".vn"):
        return "tcvn3_capitals" if name.endswith("H") else "tcvn3"
    return "vni" if folded.startswith(("vni-", "vni ")) else ""
