"""Two packages compared part by part, and two worksheets cell by cell: what an answer may change and what not."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def parts(content: bytes | Path) -> dict[str, bytes]:
    """All parts of a package."""
    with zipfile.ZipFile(BytesIO(content) if isinstance(content, bytes) else content) as package:
        return {name: package.read(name) for name in package.namelist()}


def changed_parts(before: bytes | Path, after: bytes | Path) -> set[str]:
    """The parts whose bytes are not the same, or that only one of the packages has."""
    old, new = parts(before), parts(after)
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}


def cells(xml: bytes) -> dict[str, str]:
    """Every cell of a worksheet by its name, as its own XML."""
    found = {}
    for cell in ET.fromstring(xml).iter(f"{MAIN}c"):
        found[cell.attrib["r"]] = ET.tostring(cell, encoding="unicode")
    return found


def changed_cells(before: bytes, after: bytes) -> set[str]:
    """The cells of two worksheets that are not the same, letter for letter; those that are there without a value count as nothing."""
    old, new = cells(before), cells(after)
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name) and not (name not in old and _empty(new[name]))}


def _empty(cell: str) -> bool:
    return not list(ET.fromstring(cell))


def around(xml: bytes) -> bytes:
    """A worksheet without its rows: views, widths, joined cells, rules, page set-up."""
    return re.sub(rb"<(\w+:)?sheetData.*?</(\w+:)?sheetData>", b"", xml, flags=re.DOTALL)


def rows_without_cells(xml: bytes) -> list[bytes]:
    """The start tag of every row: heights, hidden rows, outlines."""
    return re.findall(rb"<(?:\w+:)?row\b[^>]*>", xml)
