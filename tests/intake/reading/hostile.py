"""What is made to break a reader, or broken: functions that give bytes, with what may come of them.

`hostile_packages` and `hostile_others` fill `ALL`.
"""

from collections.abc import Callable
from dataclasses import dataclass

READ = "read"
DAMAGED = {"not_a_workbook"}
NO_TABLE = {"unknown_file_kind"}
EMPTY = {"sheet_empty"}
TOO_MUCH = {"unpacked_too_large", "workbook_too_large", "reading_gave_up", "sheet_too_wide"}


@dataclass(frozen=True)
class Hostile:
    """A maker and what may come of it: codes of refusal, and "read" where a book may come out. `slow` ones take a second or more."""

    make: Callable[[], bytes]
    may: frozenset[str]
    slow: bool = False


ALL: dict[str, Hostile] = {}


def add(name, make, *may, slow=False):
    """One more; without `may` a book must come out."""
    assert name not in ALL, name
    codes = set()
    for each in may or ({READ},):
        codes |= {each} if isinstance(each, str) else set(each)
    ALL[name] = Hostile(make, frozenset(codes), slow)
