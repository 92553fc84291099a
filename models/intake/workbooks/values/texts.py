"""Cells as text: tidied once, and codes and numbers that a spreadsheet kept as numbers made text again."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from models.errors import OfficeError
from models.intake.workbooks.cells import Cell, ErrorCell, UnsavedFormula, cell_text
from models.intake.workbooks.values.refused import RowRefusedError
from models.registers.dossiers.codes import normal_phone
from models.registers.procedures import normal_code
from models.text import clean, clean_lines

# Codes of procedures: a digit, a point (or a comma), six digits, then perhaps the agency.
# What was a number may be completed only where it begins as a code does (domain: 1 to 3, 6 for internal procedures).
_FIRST_DIGITS = "1236"
_SEVEN_DIGITS = re.compile(r"\d{7}")
_CODE_INSIDE = re.compile(r"(?<![\d.,])\d[.,]\d{6}(?!\d)(?:(?:\.\d{3}\.\d{2}\.\d{2})?\.[A-Z]\d{2})?|^\s*\d[.,]\d{3,5}(?=\s*[-–:]\s)")
_SHORT_CODE = re.compile(r"(\d)[.,](\d{3,5})")
# What clerks write into a cell where there is nothing to say.
_NO_TEXT = re.compile(r"[-–—_.…*/\\\s]*")
_PHONE = re.compile(r"(?<![\d.])(?:\(?\+?84\)?|0)[\s.\-]*\d(?:[\s.\-]*\d){7,9}(?![\d])")
_PHONE_LABEL = re.compile(
    r"(?:[-–;,./(|]|\s)*(?:số\s*)?(?:điện\s*thoại|đt|sđt|đtdđ|tel|phone|dt|sdt|mobile|di động|liên hệ|lh)\s*[.:]*\s*$", re.IGNORECASE
)


def tidy(cell: Cell) -> str:
    """A cell as one line of text; "" for an empty one, an error and a formula without a value."""
    if type(cell) is str:
        # Most cells are tidy already: two looks are quicker than cleaning them again.
        if cell.isprintable() and "  " not in cell and unicodedata.is_normalized("NFC", cell):
            return cell.strip(" ")
        return clean(cell)
    if cell is None or isinstance(cell, (ErrorCell, UnsavedFormula)):
        return ""
    if type(cell) is int or (type(cell) is float and cell.is_integer()):
        return str(int(cell))
    return clean(cell_text(cell))


def said(cell: Cell) -> str:
    """A cell as one line; "" also where it says nothing: "-", "…"."""
    if cell is None:
        return ""
    text = tidy(cell)
    return "" if len(text) < 8 and _NO_TEXT.fullmatch(text) else text


def procedure_code(cell: Cell, *, short_text: bool = True) -> str:
    """A procedure code in the form d.dddddd: 2.00077 is "2.000770", "1004194" is "1.004194".

    `short_text`: a text may have been such a number too (in a text table everything is text).
    Raises OfficeError `bad_code` or `missing_code`.
    """
    if isinstance(cell, float) and not cell.is_integer():
        text = f"{cell:.6f}" if round(cell, 6) == cell else repr(cell)
    else:
        text = said(cell)
    return _code_of(text, short_text)


@lru_cache(maxsize=5_000)
def _code_of(text: str, short: bool) -> str:  # noqa: FBT001  remembered by both
    text = "".join(unicodedata.normalize("NFKC", text).split()).strip(".,;:'")
    if _SEVEN_DIGITS.fullmatch(text) and text[0] in _FIRST_DIGITS:
        text = f"{text[0]}.{text[1:]}"
    elif short and (parts := _SHORT_CODE.fullmatch(text)) and text[0] in _FIRST_DIGITS:
        # Kept as a number it has lost its last zeros.
        text = f"{parts[1]}.{parts[2].ljust(6, '0')}"
    return normal_code(text)


def code_and_name(text: str) -> tuple[str, str] | None:
    """Code and name of a procedure that share a cell: "1.004194 - Đăng ký tạm trú", "Đăng ký khai tử (1.000656.000.00.00.H21)"."""
    found = _CODE_INSIDE.search(text)
    if found is None:
        return None
    parts = (text[: found.start()].rstrip(" -–:.,;(["), text[found.end() :].lstrip(" -–:.,;)]"))
    return found[0], clean(" ".join(part for part in parts if part))


def phone(cell: Cell) -> str:
    """A telephone number as digits with its leading 0, which a spreadsheet loses, and without +84; what is none stays as written."""
    text = said(cell).lstrip("'")
    digits = re.sub(r"[\s.\-()]", "", text)
    if digits.isascii() and digits.isdigit() and len(digits) == 9 and digits[0] != "0":
        return f"0{digits}"
    if re.fullmatch(r"\+?84\d{8,10}", digits):
        return f"0{digits.lstrip('+')[2:]}"
    return normal_phone(text)


def address_and_phone(cell: Cell) -> tuple[str, str]:
    """The address, with its lines, and the telephone number of a cell that has both: "Thôn An Hậu; ĐT: 0957167148"."""
    text = clean_lines(cell) if isinstance(cell, str) else said(cell)
    found = _PHONE.search(text)
    if found is None:
        return text, ""
    before = text[: found.start()]
    before = _PHONE_LABEL.sub("", before) if _PHONE_LABEL.search(before) else before
    after = text[found.end() :].strip(" -–;,./()|\n")
    address = " ".join(part for part in (before.rstrip(" -–;,./(|:\n"), after) if part)
    return address, phone(found[0])


def limited(text: str, name: str, limit: int) -> str:
    """The text itself. Raises RowRefusedError `too_long`: nothing is cut off silently."""
    if len(text) > limit:
        raise RowRefusedError("too_long", name, limit=limit)
    return text


def refused(error: OfficeError, name: str, written: str) -> RowRefusedError:
    """A check of the registers as what keeps the row out, told at this field with the cell as it was written."""
    facts = {**error.facts, "value": written[:80]} if "value" in error.facts else error.facts
    return RowRefusedError(error.code, name, **facts)
