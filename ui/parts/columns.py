"""Columns of a table as data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtGui import QFontMetrics

from ui import theme

# Left and right of the words of a chip: its round ends and the room around it.
_AROUND_CHIP = 30
# The same of a title, and air.
_AROUND_TITLE = 20


def _nothing(row: Any) -> str:  # noqa: ARG001 - an answer for every row
    return ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its title, the width in pixels, and the function that makes a cell's text from a row.

    `look`: "text" wraps to two lines, "chip" is a coloured pill (its colour from `tone`), "two" is a strong line with a soft one
    below it (from `second`). `sort` is the query's name for this order, "" where the column cannot be sorted. The column with
    `stretch` takes the room that is left. `tone` colours the text of other looks too; "" leaves it as it is. `key` is the column's
    lasting name, by which its place and width are remembered; one that is not `shown` stands in the list of columns until it is chosen.
    `kind` other than "text" says that the cell shows a day, a moment or a number, `field` which field of the row holds it ("" for that
    of `sort`): copies and exports take the value from there. `second_title` names the second line where it becomes a column of its own.
    `longest` is the longest text of a chip, which is never cut where the column stands as declared.
    """

    title: str
    text: Callable[[Any], str]
    width: int = 100
    look: Literal["text", "chip", "two"] = "text"
    second: Callable[[Any], str] = _nothing
    tone: Callable[[Any], str] = _nothing
    sort: str = ""
    right: bool = False
    stretch: bool = False
    key: str = ""
    shown: bool = True
    kind: Literal["text", "number", "date", "moment"] = "text"
    field: str = ""
    second_title: str = ""
    longest: str = ""

    def value(self, row: Any) -> Any:
        """The day, moment or number behind the cell; None where it is empty or the column is of text."""
        return None if self.kind == "text" else getattr(row, self.field or self.sort)


def natural_width(column: Column) -> int:
    """How wide a column stands before anyone widened it: as declared for these letters, and never narrower than its title or chip.

    The arrow of the sorted column is not reckoned: room for it in each column would push the last one out of a usual screen.
    """
    letters = QFontMetrics(theme.font(pixels=12, bold=True))
    width = max(theme.px(column.width), letters.horizontalAdvance(column.title) + theme.px(_AROUND_TITLE))
    if column.longest:
        width = max(width, letters.horizontalAdvance(column.longest) + _AROUND_CHIP + 2)
    return width
