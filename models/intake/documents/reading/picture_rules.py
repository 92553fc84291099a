"""The ruled lines of a page that is a picture: long runs of dark dots, along its rows and along its columns."""

from __future__ import annotations

import re
from collections.abc import Callable

from models.intake.documents.reading.page import Page, Rule

_DARK = 212
_SHADES = bytes(1 if shade < _DARK else 0 for shade in range(256))
# Longer than any stroke of a letter at 300 dots an inch, and no longer than a scanner that lies askew leaves of a line.
_FLAT = re.compile(rb"\x01{100,}")
_UPRIGHT = re.compile(rb"\x01{80,}")
_MOST_RUNS = 12_000
# In points: a column is wider, a row higher than the gaps that are closed.
_FLAT_GAP, _UPRIGHT_GAP, _THICK = 20.0, 12.0, 3.0

Straighten = Callable[[float, float], tuple[float, float]]
"""A dot of the picture -> its place on the page in points, once its lines lie flat."""


def find_rules_seen(shades: bytes, width: int, height: int, straighten: Straighten, page: Page) -> None:
    """Add the lines of a grey picture to the page. Drawings, dark edges and photographs are given up."""
    dark = shades.translate(_SHADES)
    upright = _runs(b"".join(dark[column::width] for column in range(width)), height, _UPRIGHT)
    if not upright:
        return
    flat = _runs(dark, width, _FLAT)
    if len(flat) + len(upright) > _MOST_RUNS:
        return
    across, down = [], []
    for row, start, end in flat:
        (left, top), (right, bottom) = straighten(start, row), straighten(end, row)
        across.append(Rule((top + bottom) / 2, left, right))
    for column, start, end in upright:
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


def _runs(dots: bytes, width: int, pattern: re.Pattern[bytes]) -> list[tuple[int, int, int]]:
    """Each run as its row, its start and its end."""
    runs: list[tuple[int, int, int]] = []
    for gap in (1, 2):  # specks of light in a thin line
        dots = dots.replace(b"\1" + b"\0" * gap + b"\1", b"\1" * (gap + 2))
    for run in pattern.finditer(dots):
        start, end = run.span()
        while start < end:
            row, at = divmod(start, width)
            stop = min(end, (row + 1) * width)
            runs.append((row, at, at + stop - start))
            start = stop
        if len(runs) > _MOST_RUNS:
            break
    return runs
