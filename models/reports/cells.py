"""Cells as the XML of a worksheet: what openpyxl cannot write (the computed value of a formula) or writes too slowly (long registers).

Text stays text: it goes in as an inline string, never as something a spreadsheet would compute, whatever it begins with.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from models.labels import printed_date, tr

TEXT_LIMIT = 32_767
"""The most characters a cell holds, counted as spreadsheets do: what lies beyond the basic plane (emoji) counts twice."""

# No XML may hold these; lone surrogates and the two noncharacters would make the whole file unreadable.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Spreadsheets read _x0041_ as an escaped letter A; an escaped underscore keeps it as it was written.
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\n")
_DAY_ZERO = date(1899, 12, 30).toordinal()
# Spreadsheets count a 29 February 1900 that never was; before March of that year the numbers of days disagree.
_FIRST_DAY = date(1900, 3, 1)
_MIDNIGHT = time()


def plain_text(text: str) -> tuple[str, bool]:
    """The text as a cell can hold it, without characters that XML forbids, and whether its end had to be cut off."""
    clean = _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if _length(clean) <= TEXT_LIMIT:
        return clean, False
    mark = tr(" … [đã cắt bớt]")
    room = TEXT_LIMIT - len(mark)
    kept = clean[:room]
    while (over := _length(kept) - room) > 0:
        kept = kept[: -max(1, over // 2)]
    return kept + mark, True


def _length(text: str) -> int:
    return len(text) if len(text) * 2 <= TEXT_LIMIT or text.isascii() else len(text.encode("utf-16-le")) // 2


def written_number(written: str | None) -> int | None:
    """The whole number of an attribute; None where it says none, or one that no workbook can mean."""
    return int(written) if written is not None and written.isdecimal() and len(written) <= 9 else None


def begins_like_formula(text: str) -> bool:
    """Whether a spreadsheet would take this text for a formula if it were typed."""
    return text.startswith(_FORMULA_STARTS)


def day_number(day: date) -> int | None:
    """The number of days that a spreadsheet keeps for a date, None for one it does not know."""
    return day.toordinal() - _DAY_ZERO if day >= _FIRST_DAY else None


def moment_number(moment: datetime) -> float | None:
    """The same for a moment: the part of the day after the point."""
    days = day_number(moment.date())
    if days is None:
        return None
    since_midnight = moment - datetime.combine(moment.date(), _MIDNIGHT)
    return round(days + since_midnight.total_seconds() / 86_400, 10)


class RowWriter:
    """Writes the rows of one table. `styles` gives the number of a cell's style in the workbook for (line style, column, quoted)."""

    def __init__(self, columns: int, styles: Mapping[tuple[str, int, bool], int]) -> None:
        self._letters = [get_column_letter(index) for index in range(1, columns + 1)]
        names = {name for name, _, _ in styles}
        self._styles = {name: [(styles[name, index, False], styles[name, index, True]) for index in range(columns)] for name in names}
        self.cut = 0
        """How many texts had to be cut."""

    def row(self, number: int, height: float, style: str, values: Sequence[object], formulas: Sequence[str] = ()) -> str:
        """One row as XML, so many points high: texts, numbers, dates, moments, None; a formula with its value where there is one."""
        styles = self._styles[style]
        parts = [f'<row r="{number}" ht="{height:g}">']
        for index, value in enumerate(values):
            plain, quoted = styles[index]
            place = f'{self._letters[index]}{number}"'
            if formulas and formulas[index]:
                parts.append(_formula_cell(place, plain, formulas[index], value))
            elif value is None or value == "":
                parts.append(f'<c r="{place} s="{plain}"/>')
            elif isinstance(value, str):
                parts.append(self._text_cell(place, plain, quoted, value))
            else:
                parts.append(self._number_cell(place, plain, quoted, value))
        parts.append("</row>")
        return "".join(parts)

    def _text_cell(self, place: str, plain: int, quoted: int, text: str) -> str:
        text, cut = plain_text(text)
        self.cut += cut
        style = quoted if text.startswith(_FORMULA_STARTS) else plain
        return f'<c r="{place} s="{style}" t="inlineStr"><is><t xml:space="preserve">{escaped(text)}</t></is></c>'

    def _number_cell(self, place: str, plain: int, quoted: int, value: object) -> str:
        if isinstance(value, datetime):
            number = moment_number(value)
            written = f"{printed_date(value)} {value:%H:%M}"
        elif isinstance(value, date):
            number = day_number(value)
            written = printed_date(value)
        elif isinstance(value, (int, float)):
            return f'<c r="{place} s="{plain}"><v>{value!r}</v></c>'
        else:
            raise TypeError(f"no cell for {type(value).__name__}")
        if number is None:
            return self._text_cell(place, plain, quoted, written)
        return f'<c r="{place} s="{plain}"><v>{number!r}</v></c>'


def escaped(text: str) -> str:
    """The text as it stands in the XML of a worksheet, read back letter for letter."""
    text = escape(text)
    return _LOOKS_ESCAPED.sub("_x005F_", text) if "_x" in text else text


def _formula_cell(place: str, style: int, formula: str, value: object) -> str:
    """A formula with the value that it has: programs that only look at a file show that value."""
    if value is None or isinstance(value, str):
        return f'<c r="{place} s="{style}" t="str"><f>{escape(formula)}</f><v>{escaped(value or "")}</v></c>'
    if not isinstance(value, (int, float)):
        raise TypeError(f"no formula gives a {type(value).__name__}")
    return f'<c r="{place} s="{style}"><f>{escape(formula)}</f><v>{value!r}</v></c>'
