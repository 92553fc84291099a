"""The ruled lines of a page that is a picture: long runs of dark dots, along its rows and along its columns."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from models.intake.documents.reading.page import Page, Rule

_DARK = 215
_SHADES = bytes(1 if shade < _DARK else 0 for shade in range(256))
# Longer than any stroke of a letter at 300 dots an inch, and no longer than a scanner that lies askew leaves of a line.
_FLAT = re.compile(rb"\x01{100,}")
_UPRIGHT = re.compile(rb"\x01{80,}")
_MOST_RUNS = 12_000
_SOME_DARK = b"\1" * 8
_EDGE = 3
# In points: a column is wider, a row higher than the gaps that are closed.
_FLAT_GAP, _UPRIGHT_GAP, _THICK = 20.0, 12.0, 3.0

Straighten = Callable[[float, float], tuple[float, float]]
"""A dot of the picture -> its place on the page in points, once its lines lie flat."""

Run = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class SeenLines:
    """Long dark runs of a picture: each row or column of dots with where the run begins and ends."""

    flat: tuple[Run, ...]
    upright: tuple[Run, ...]


def lines_in(shades: bytes, width: int, height: int) -> SeenLines | None:
    """The ruled lines of a grey picture; None where it has no upright ones. Drawings, dark edges and photographs are given up."""
    dark = shades.translate(_SHADES)
    upright = _runs([dark[column::width] for column in range(width)], _UPRIGHT)
    if not upright:
        return None
    flat = _runs([dark[row * width : (row + 1) * width] for row in range(height)], _FLAT)
    return SeenLines(tuple(flat), tuple(upright)) if flat and len(flat) + len(upright) <= _MOST_RUNS else None


def without_lines(shades: bytes, width: int, height: int, lines: SeenLines) -> bytes:
    """The picture without them: words beside an edge are read far better where no edge is."""
    bare = bytearray(shades)
    for row, start, end in lines.flat:
        for near in range(max(0, row - _EDGE), min(height, row + _EDGE + 1)):
            bare[near * width + start : near * width + end] = b"\xff" * (end - start)
    for column, start, end in lines.upright:
        for near in range(max(0, column - _EDGE), min(width, column + _EDGE + 1)):
            bare[start * width + near : end * width : width] = b"\xff" * (end - start)
    return bytes(bare)


def add_rules(lines: SeenLines, straighten: Straighten, page: Page) -> None:
    """Add the lines to the page."""
    across, down = [], []
    for row, start, end in lines.flat:
        (left, top), (right, bottom) = straighten(start, row), straighten(end, row)
        across.append(Rule((top + bottom) / 2, left, right))
    for column, start, end in lines.upright:
        (left, top), (right, bottom) = straighten(column, start), straighten(column, end)
        down.append(Rule((left + right) / 2, top, bottom))
    page.seen = True
    page.across.extend(_mended(across, _FLAT_GAP))
    page.down.extend(_mended(down, _UPRIGHT_GAP))


def _mended(rules: list[Rule], gap: float) -> list[Rule]:
    """Runs that lie in one line are one rule, over the gaps that thin ink leaves."""
    lines: list[list[Rule]] = []
    for rule in sorted(rules):
        if lines and rule.at - lines[-1][0].at < _THICK:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    mended: list[Rule] = []
    for line in lines:
        at = sum(rule.at for rule in line) / len(line)
        line.sort(key=lambda rule: rule.start)
        start, end = line[0].start, line[0].end
        for rule in line:
            if rule.start > end + gap:
                mended.append(Rule(at, start, end))
                start = rule.start
            start, end = min(start, rule.start), max(end, rule.end)
        mended.append(Rule(at, start, end))
    return mended


def _runs(rows: list[bytes], pattern: re.Pattern[bytes]) -> list[Run]:
    """Each long run as its row, its start and its end. Rows are looked at three by three: a thin line that slopes goes on in the next."""
    length = len(rows[0])
    dots = [int.from_bytes(row, "little") for row in rows]
    runs: list[Run] = []
    for number in range(1, len(rows) - 1, 2):
        together = (dots[number - 1] | dots[number] | dots[number + 1]).to_bytes(length, "little")
        if _SOME_DARK not in together:
            continue
        for gap in (1, 2):  # specks of light in a thin line
            together = together.replace(b"\1" + b"\0" * gap + b"\1", b"\1" * (gap + 2))
        runs.extend((number, *run.span()) for run in pattern.finditer(together))
        if len(runs) > _MOST_RUNS:
            break
    return runs
