"""Old letters in texts without fonts that would tell: TCVN3 and VNI, recognised by their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from models.intake.lettering.old_codings import CODINGS
from models.intake.workbooks.reading.old_fonts import Turning, Watch, turned_text

_MOSTLY = 10
"""Where so many times more lines are Unicode, the few that seem old are names of other languages."""


def mended(lines: Sequence[str]) -> list[str] | None:
    """The lines in Unicode; None where none of them is in an old coding for sure."""
    watch = Watch()
    for line in lines:
        if not line.isascii():
            watch.look(line)
    codings = watch.found()
    if not codings:
        return None
    turning = Turning(codings)
    verdicts = [turning.verdict(line) for line in lines]
    counts = Counter(verdict for verdict in verdicts if verdict not in ("", "open"))
    old = Counter({coding: count for coding, count in counts.items() if coding in CODINGS})
    if not old or counts["unicode"] > _MOSTLY * old.total():
        return None
    usual = old.most_common(1)[0][0]
    turned = [usual if verdict == "open" else verdict for verdict in verdicts]
    return [turned_text(line, coding) if coding in CODINGS else line for line, coding in zip(lines, turned, strict=True)]
