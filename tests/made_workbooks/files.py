"""Writes grids as files: .xlsx and .xlsm by openpyxl, .xls and .ods by LibreOffice where it is installed, .csv by hand."""

import datetime as dt
import io
import json
import shutil
import subprocess
import tempfile
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904, to_excel

from tests.code_pages import in_cp1258
from tests.made_workbooks.sheets import Formula, Grid
from tests.programs import find_program

OFFICE_PROGRAM = find_program("soffice")


@dataclass
class Made:
    """One workbook with its truth, not yet a file.

    `form` is xlsx, xlsm, xls, ods, or csv; `csv` says how a CSV is written: encoding, separator.
    """

    name: str
    kind: str
    form: str
    grids: Sequence[Grid]
    truth: dict[str, Any]
    habits: Sequence[str] = ()
    encoding: str = "utf-8"
    separator: str = ","
    line_end: str = "\r\n"
    sep_line: bool = False  # the line by which Excel is told the separator; it is no row
    ragged: bool = False  # empty cells at the end of a CSV's rows are not written
    mac_dates: bool = False
    calculated: bool = False
    update_of: str | None = None
    after_first: dict[str, int] | None = None
    gone: list[str] = field(default_factory=list)

    @property
    def file_name(self) -> str:
        """The name of the file."""
        return f"{self.name}.{self.form}"


def can_write(form: str) -> bool:
    """True when this machine can write the form."""
    return form in ("xlsx", "xlsm", "csv") or OFFICE_PROGRAM is not None


def write(made: Made, folder: Path) -> Path:
    """Write the workbook and its truth into the folder."""
    path = folder / made.file_name
    if made.form == "csv":
        path.write_bytes(_csv(made))
    elif made.form in ("xlsx", "xlsm") and not made.calculated:
        _workbook(made).save(path)
    else:
        _convert(made, path)
    counts = {"inserted": len(made.truth["records"]), "updated": 0, "unchanged": 0, "rejected": len(made.truth["rejects"])}
    counts["not_addressed"] = sum(x["why"] == "not_addressed" for x in made.truth["not_records"])
    truth = {
        "file": made.file_name, "kind": made.kind, "format": made.form, "habits": sorted(made.habits), "expected": counts,
        "update_of": made.update_of, **made.truth,
    }  # fmt: skip
    if made.after_first:
        truth |= {"after_first": made.after_first, "gone": made.gone}
    (folder / f"{made.name}.truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def _text_of(value: Any) -> str:
    if isinstance(value, dt.datetime):
        return value.strftime("%d/%m/%Y %H:%M")
    if isinstance(value, dt.date):
        return value.strftime("%d/%m/%Y")
    return str(value)


def _csv(made: Made) -> bytes:
    grid = made.grids[0]
    rows, columns = grid.size
    out = io.StringIO()
    if made.sep_line:
        out.write(f"sep={made.separator}{made.line_end}")
    for row in range(1, rows + 1):
        cells = []
        for column in range(1, columns + 1):
            value = grid.cells.get((row, column))
            text = "" if value is None else _text_of(value)
            if grid.encode and row not in grid.plain_rows:
                text = grid.encode(unicodedata.normalize("NFC", text))
            if any(c in text for c in (made.separator, '"', "\n")):
                text = '"' + text.replace('"', '""') + '"'
            cells.append(text)
        while made.ragged and cells and not cells[-1]:
            cells.pop()
        out.write(made.separator.join(cells) + made.line_end)
    text = out.getvalue()
    if made.encoding == "cp1258":  # vowels with tones that the page lacks are written as a letter and a mark
        return in_cp1258(text)
    return text.encode(made.encoding)


def _workbook(made: Made) -> Workbook:
    book = Workbook()
    book.remove(book.active)
    if made.mac_dates:
        book.epoch = CALENDAR_MAC_1904
    for grid in made.grids:
        sheet = book.create_sheet(grid.name)
        sheet.sheet_state = grid.state
        for (row, column), value in grid.cells.items():
            old = grid.encode is not None and row not in grid.plain_rows
            if isinstance(value, str) and old:
                value = grid.encode(unicodedata.normalize("NFC", value))
            cell = sheet.cell(row, column)
            if isinstance(value, Formula):
                cell.value = value.text
            elif isinstance(value, str) and value[:1] in "=+@":
                cell.value = value
                cell.data_type = "s"
            else:
                cell.value = value
            if isinstance(value, dt.datetime):
                cell.number_format = "dd/mm/yyyy hh:mm"
            elif isinstance(value, dt.date):
                cell.number_format = grid.formats.get(column, "dd/mm/yyyy")
            cell.font = Font(name=grid.font if old and grid.font else "Times New Roman", size=13, bold=row in grid.bold_rows)
        for first_row, first_column, last_row, last_column in grid.merges:
            sheet.merge_cells(start_row=first_row, start_column=first_column, end_row=last_row, end_column=last_column)
        for row in grid.hidden_rows:
            sheet.row_dimensions[row].hidden = True
        for column in grid.hidden_columns:
            sheet.column_dimensions[get_column_letter(column)].hidden = True
    return book


def _convert(made: Made, path: Path) -> None:
    if OFFICE_PROGRAM is None:
        raise RuntimeError("LibreOffice is not installed")
    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / "in" / f"{made.name}.xlsx"
        source.parent.mkdir()
        _workbook(made).save(source)
        filters = {"xls": "xls:MS Excel 97", "ods": "ods", "xlsx": "xlsx:Calc MS Excel 2007 XML", "xlsm": "xlsm:Calc MS Excel 2007 VBA XML"}
        subprocess.run(
            [str(OFFICE_PROGRAM), f"-env:UserInstallation=file://{place}/profile", "--headless", "--convert-to", filters[made.form],
            "--outdir",
            place, str(source)],
            check=True, capture_output=True, timeout=110,
        )  # fmt: skip
        shutil.move(Path(place) / f"{made.name}.{made.form}", path)


def serial(day: dt.date, *, mac: bool = False) -> int:
    """The bare serial number of a day."""
    return int(to_excel(day, CALENDAR_MAC_1904) if mac else to_excel(day))
