"""The cycles of recurring duties, in the words that clerks use for them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_EACH = r"(?<!\w)(?:hang|moi|tung|dinh ky(?: hang| moi)?)\s+(?:0?1 )?"
_ONCE = r"\s*/?\s*(?:0?1|mot)?\s*lan(?!\w)"
_TIMES = r"(?:\d{1,2}|mot|hai|ba) lan\s*/\s*"
# The first way in which a cell names a cycle counts: "hằng quý, trước ngày 15 của tháng cuối quý" is quarterly.
_CYCLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (cycle, re.compile("|".join(ways)))
    for cycle, ways in (
        (
            "semiannual",
            (
                rf"{_EACH}(?:0?6|sau) thang",
                rf"(?<!\w)(?:0?6|sau) thang{_ONCE}",
                r"(?<!\w)(?:0?1|mot) lan\s*/\s*(?:0?6|sau) thang",
                rf"{_EACH}nua nam",
                r"(?<!\w)moi nam (?:it nhat |toi thieu )?(?:0?2|hai) lan",
                r"(?<!\w)(?:0?2|hai) lan\s*/\s*nam",
                r"(?<!quy, )(?<!\w)(?:0?6|sau) thang(?:,| va)(?: 0?1)? nam(?!\w)(?! \d)",
            ),
        ),
        (
            "quarterly",
            (
                rf"{_EACH}(?:quy|(?:0?3|ba) thang)(?!\w)",
                rf"(?<!\w)(?:0?3|ba) thang{_ONCE}",
                rf"(?<!\w){_TIMES}quy",
                rf"(?<!\w)quy{_ONCE}",
                r"(?<!\w)(?:0?4|bon) lan\s*/\s*nam",
                r"thang cuoi (?:cua )?(?:moi )?quy(?! (?:i{1,3}|iv|[1-4]|nay|nam)(?!\w))(?!/)",
                r"thang thu (?:nhat|hai|ba) (?:cua )?(?:moi )?quy(?!\w)",
                r"thang dau (?:cua )?quy (?:sau|ke tiep|tiep theo)",
                r"(?<!\w)quy,(?: 0?6 thang,)? nam(?!\w)(?! \d)",
            ),
        ),
        (
            "monthly",
            (
                rf"(?!(?:tung|dinh ky) thang \d){_EACH}thang(?!\w)",
                rf"(?<!\w){_TIMES}thang",
                rf"(?<![\d\w])(?<!\d )thang{_ONCE}",
                rf"(?<!\w)0?1 thang{_ONCE}",
                r"(?<!\w)12 lan\s*/\s*nam",
                r"(?<!\w)(?<!\d )thang, quy(?!\w)(?! [\divx])",
                r"ngay \d{1,2} (?:cua )?thang (?:sau|ke tiep|tiep theo|lien ke)",
            ),
        ),
        (
            "weekly",
            (
                rf"{_EACH}tuan(?!\w)",
                rf"(?<!\w){_TIMES}tuan",
                rf"(?<![\d\w])(?<!\d )tuan{_ONCE}",
                rf"(?<!\w)0?1 tuan{_ONCE}",
                rf"{_EACH}thu (?:[2-7]|hai|ba|tu|nam|sau|bay)(?!\w)",
            ),
        ),
        ("annual", (rf"{_EACH}nam(?!\w)", r"thuong nien", r"(?<!\w)(?:0?1|mot) lan\s*/\s*nam", rf"(?<![\d\w])(?<!\d )nam{_ONCE}")),
        ("daily", (rf"(?!dinh ky\s+ngay \d){_EACH}ngay(?!\w)", rf"(?<!\w){_TIMES}ngay")),
    )
)

# One of these stands in whatever names a cycle: a look for them is quicker than the patterns.
_NEEDS = {
    "semiannual": ("thang", "nam"),
    "quarterly": ("quy", "thang", "nam"),
    "monthly": ("thang", "nam"),
    "weekly": ("tuan", "thu "),
    "annual": ("nam", "thuong nien"),
    "daily": ("ngay",),
}
FREQUENCY = ("daily", "weekly", "monthly", "quarterly", "semiannual", "annual")
"""The cycles, the most frequent first."""


def _may_name(folded: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The cycles that folded words may name, with how each is said."""
    return ((cycle, pattern) for cycle, pattern in _CYCLES if any(word in folded for word in _NEEDS[cycle]))


def cycles_in(folded: str) -> list[tuple[int, int, str]]:
    """Every place where folded words name a cycle: from, to, and which."""
    return sorted((found.start(), found.end(), cycle) for cycle, pattern in _may_name(folded) for found in pattern.finditer(folded))


def cycle_of(folded: str) -> str | None:
    """The cycle that folded words name, a code of LABELS["recurrence"]; None where they name none."""
    first: tuple[int, str] | None = None
    for cycle, pattern in _may_name(folded):
        found = pattern.search(folded)
        if found is not None and (first is None or found.start() < first[0]):
            first = (found.start(), cycle)
    return None if first is None else first[1]
