"""Columns headed by bodies, with a mark where the body does the row: "UBND xã Hoài Ân | UBND xã Ân Tường", "x" in one or several."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from models.intake.workbooks.cells import Cell, ErrorCell, cell_text, is_blank
from models.intake.workbooks.table import ColumnGuess, How
from models.intake.workbooks.understanding.matching import matches
from models.intake.workbooks.understanding.names import bare_name
from models.intake.workbooks.understanding.shapes import AGENCY, Profile
from models.text import clean, fold

# So much of a column must be marks. A sum or a word under them does no harm.
_MARKED = 0.8
# One marked column is a remark, two are a choice between bodies.
_FEWEST = 2
_CONFIDENCE = 0.8
# What begins like the name of a body and is none.
_NO_BODY = re.compile(
    r"^(?:truong hop|ban hanh|ban giao|xa hoi|hoi (?:nghi|thao)|to chuc|tinh (?:trang|hinh)|thue \w+ ngoai|bo sung|doan \w+ phi)\b"
)
_OVER_BODIES = re.compile(r"\b(?:xa|phuong|dia phuong|don vi|co quan|phong|bo phan|phan cong|thuc hien|chu tri)\b")
_NO_MARKS = frozenset(("", "0", "-", "khong", "false", "k"))
_COORDINATES = re.compile(r"^\W*(?:ph|p/h|phoi hop)\b|^[○◯△]$")
_LEADS = re.compile(r"^\W*(?:ct|c/t|chu tri)\b|^[●◉▲]$")


def mark_columns(kind: str, columns: dict[int, ColumnGuess], looks: Mapping[int, Profile]) -> None:
    """Give the columns of a list of tasks that are headed by bodies and filled with marks the field `lead`, where no other column names
    who leads."""
    leading = [index for index, column in columns.items() if "lead" in column.fields]
    if any(looks.get(index, Profile()).filled and not _is_marked(looks, index) for index in leading):
        return
    under: Counter[str] = Counter()
    marked = []
    for index, column in sorted(columns.items()):
        look = looks.get(index, Profile())
        if not column.header or column.how is How.NAME or (look.filled and not _is_marked(looks, index)):
            continue
        if _is_body(column.header) or _is_group_of_bodies(kind, column.group):
            marked.append(index)
            under[column.group] += bool(look.filled)
    if sum(under.values()) < _FEWEST:
        return
    for index in leading:
        columns[index] = replace(columns[index], fields=tuple(name for name in columns[index].fields if name != "lead"))
    for index in marked:
        # A body that has no mark in the whole list belongs to the others of its group.
        if under[columns[index].group]:
            columns[index] = replace(columns[index], fields=("lead",), confidence=_CONFIDENCE, how=How.SHAPE)


def _is_marked(looks: Mapping[int, Profile], index: int) -> bool:
    return looks.get(index, Profile()).share("mark") >= _MARKED


def _is_body(header: str) -> bool:
    folded = fold(clean(header))
    # "Số" is spelt like "Sở" once folded.
    return not clean(header).lower().startswith("số") and AGENCY.match(folded) is not None and _NO_BODY.match(folded) is None


def _is_group_of_bodies(kind: str, group: str) -> bool:
    last = group.rpartition(" / ")[2]
    if not last or _OVER_BODIES.search(fold(last)) is None:
        return False
    return any("lead" in match.meaning.fields for match in matches(kind, last)[:1]) or AGENCY.match(fold(bare_name(last))) is not None


def marks_of(columns: Sequence[ColumnGuess], looks: Mapping[int, Profile]) -> dict[int, str]:
    """The columns that give the lead by a mark, with the name of the body over each."""
    leading = [column for column in columns if "lead" in column.fields and column.header and column.how is not How.NAME]
    marked = {column.index for column in leading if _is_marked(looks, column.index)}
    if not marked:
        return {}
    return {
        column.index: clean(column.header) for column in leading if column.index in marked or not looks.get(column.index, Profile()).filled
    }


def marked_bodies(cells: Iterable[tuple[str, Cell]]) -> tuple[str | None, str | None]:
    """Who leads and who takes part by the marks of one row, several joined by a semicolon. Where one is marked as the leader, a plain mark
    beside it is of one who takes part."""
    leads: list[str] = []
    plain: list[str] = []
    others: list[str] = []
    for name, cell in cells:
        if is_blank(cell) or cell is False or isinstance(cell, ErrorCell):
            continue
        written = clean(cell_text(cell)[:60])
        said = fold(written) or written
        if said in _NO_MARKS:
            continue
        if _COORDINATES.match(said):
            others.append(name)
        else:
            (leads if _LEADS.match(said) else plain).append(name)
    if leads:
        others = [*plain, *others]
    return "; ".join(leads or plain) or None, "; ".join(others) or None
