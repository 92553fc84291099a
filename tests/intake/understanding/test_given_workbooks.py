"""The workbooks of ../shared, each with the truth about it: sheet, header, columns, and what every row is."""

import gzip
import json

import pytest

from models.intake.workbooks.cells import column_letter
from models.intake.workbooks.reading.files import read_book
from models.intake.workbooks.table import RowRole
from models.intake.workbooks.understanding.understand import guess_kind, understand
from tests.conftest import SHARED

FOLDER = SHARED / "examples" / "workbooks"
TRUTHS = sorted(FOLDER.glob("*.truth.json*")) or [None]
# How the truth names a field that is otherwise named here; what shares a column with another is in it.
NAMES = {
    "source_document": "source_number", "source_document.number": "source_number", "source_document.date": "source_date",
    "source_document.agency": "source_agency", "processing_value": "processing_time",
}  # fmt: skip
# Fields of ours that the truth does not speak of.
UNSPOKEN = {"status", "completed_date", "evidence_number", "evidence_date", "obstacle", "result", "progress_percent", "publishing_decision"}


@pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.name.split(".")[0] if path else "none")
def test_a_given_workbook(path):
    if path is None:
        pytest.skip("needs the folder of examples ../shared, which is not beside this checkout")
    truth = json.loads(gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes())
    name = path.name.split(".truth")[0]
    book = read_book(next(file for file in FOLDER.glob(f"{name}.*") if ".truth" not in file.name))
    table = understand(book, truth["kind"])
    layout = table.layout
    assert guess_kind(book)[0][0] == truth["kind"]
    assert layout.sure
    assert (truth["sheet"] or layout.sheet) == layout.sheet
    assert list(layout.header_rows) == truth["header_rows"]
    found = {column_letter(column.index): set(column.fields) - {"processing_unit"} for column in layout.columns}
    for letter, said in truth["columns"].items():
        wanted = {NAMES.get(each, each) for each in said.split("+")} - {"processing_unit"} if said else set()
        if truth["kind"] != "dossiers" and not wanted:
            found[letter] -= UNSPOKEN
        if said != "processing_unit":
            assert found[letter] == wanted, letter
    others = {row["row"]: row["why"] for row in truth["not_records"] if row["why"] != "not_addressed"}
    records = {row["row"] for row in (*truth["records"], *truth["rejects"])}
    records |= {row["row"] for row in truth["not_records"] if row["why"] == "not_addressed"}
    assert {row.number for row in table.rows} == records
    last = max(records)
    told = {number: str(role) for number, role in layout.roles.items() if number in others}
    assert told == {number: why for number, why in others.items() if number in told}
    # Blank rows that the reader left out at the very end are nobody's.
    assert {number for number in others if number not in told and number < last} == set()


@pytest.mark.parametrize(
    ("name", "kind", "rows"),
    [
        ("chatbot-tthc__danh-sach-tthc-BoXayDung.xlsx", "procedures", 525),
        ("chatbot-tthc__danh-sach-tthc-NganhangNhanuocVietNam.xlsx", "procedures", 261),
        ("chatbot-tthc__toa-an-nhan-dan.xlsx", "procedures", 3),
        ("dieuhanhcongviecxanuicam__tasks_export_e2e_super_01012026113736.xlsx", "tasks", 7),
        ("motbit__1234-RSF.xlsx", "staff", 18),
    ],
)
def test_a_real_workbook(shared, name, kind, rows):
    book = read_book(shared / "examples" / "sheets" / name)
    assert guess_kind(book)[0][0] == kind
    table = understand(book, kind)
    assert len(table.rows) == rows
    assert set(table.layout.roles.values()) <= {RowRole.TITLE, RowRole.HEADER, RowRole.BLANK}
