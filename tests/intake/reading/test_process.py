"""The process that reads: started, listened to, stopped, and never trusted."""

import os
import pickle
import subprocess
import sys
import time
from datetime import date, datetime, timedelta
from datetime import time as clock_time

import pytest

from models.errors import Cancelled, OfficeError
from models.intake.processes import process as processes
from models.intake.processes.frames import HEAD, LONGEST_FRAME, unpickled, write_part
from models.intake.processes.limits import MOST_MEMORY
from models.intake.workbooks.cells import ErrorCell, UnsavedFormula
from models.intake.workbooks.reading import files, process
from models.intake.workbooks.reading.files import read_book
from models.intake.workbooks.reading.process import CELLS
from models.progress import no_report
from tests.intake.reading.made_files import ods, xls, xls_text, xlsb, xlsb_cell, xlsb_row, xlsb_text, xlsx

SHEET = '<sheetData><row r="2"><c r="B2" t="inlineStr"><is><t>Tên</t></is></c><c r="C2" t="e"><v>#N/A</v></c></row></sheetData>'
TABLE = (
    '<table:table table:name="A"><table:table-row><table:table-cell office:value-type="string"><text:p>Tên</text:p></table:table-cell>'
    "</table:table-row></table:table>"
)


def refusal(path, **options):
    with pytest.raises(OfficeError) as caught:
        read_book(path, **options)
    return caught.value


@pytest.fixture
def child(tmp_path, monkeypatch):
    """Puts another script in place of the one that reads."""

    def put(script):
        path = tmp_path / "child.py"
        path.write_text(script, encoding="utf-8")
        monkeypatch.setattr(process, "_CHILD", path)
        return tmp_path / "any"

    return put


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("danh mục.csv", xlsx(SHEET), "xlsx"),
        ("danh mục", ods(TABLE), "ods"),
        ("danh mục.xlsx", xls(xls_text(0, 0, "Tên")), "xls"),
        ("danh mục.ods", xlsb(xlsb_row(0) + xlsb_cell(6, 0, xlsb_text("Tên"))), "xlsb"),
        ("danh mục.xls", "Tên;Hạn\n1;2\n".encode("utf-16"), "csv"),
        ("danh mục.pdf", b"<html><table><tr><td>T\xc3\xaan</td></tr></table></html>", "html"),
    ],
)
def test_a_file_is_told_by_its_content_not_by_its_name(tmp_path, name, content, form):
    path = tmp_path / name
    path.write_bytes(content)
    book = read_book(path)
    assert (book.file_name, book.format, book.size, len(book.sha256)) == (name, form, len(content), 64)
    assert "Tên" in [cell for row in book.sheets[0].rows for cell in row.cells]


def test_old_fonts_can_be_left_as_they_are(tmp_path):
    path = tmp_path / "a.xls"
    path.write_bytes(xls(xls_text(0, 0, "C«ng v¨n sè mét") + xls_text(1, 0, "Phßng Kinh tÕ")))
    turned, left = read_book(path), read_book(path, old_fonts=False)
    assert [row.cells for row in turned.sheets[0].rows] == [("Công văn số một",), ("Phòng Kinh tế",)]
    assert turned.old_fonts == (("tcvn3", 2),)
    assert [row.cells for row in left.sheets[0].rows] == [("C«ng v¨n sè mét",), ("Phßng Kinh tÕ",)]
    assert left.old_fonts == ()


def test_a_path_that_is_no_readable_file(tmp_path):
    assert refusal(tmp_path / "không có.xlsx").code == "cannot_read_file"
    assert refusal(tmp_path).code == "cannot_read_file"
    assert refusal(tmp_path / "a\0b").code == "cannot_read_file"
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        assert refusal(tmp_path / "pipe").code == "cannot_read_file"


def test_a_file_that_is_too_large_is_not_opened(tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    with path.open("wb") as stream:
        stream.truncate(files.MOST_BYTES + 1)
    monkeypatch.setattr(process, "_CHILD", tmp_path / "none.py")
    assert (refusal(path).code, refusal(path).facts["limit_mb"]) == ("file_too_large", 40)


def test_sheets_without_rows_are_told(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx("<sheetData/>"))
    assert refusal(path).code == "sheet_empty"


def test_rows_are_told_while_they_come(tmp_path, monkeypatch):
    monkeypatch.setattr(processes, "LOOK_EVERY", 0.0001)
    path = tmp_path / "a.csv"
    path.write_text("".join(f"{number};Việc {number}\n" for number in range(20_000)), encoding="utf-8")
    told = []
    assert len(read_book(path, report=lambda done, total: told.append((done, total))).sheets[0].rows) == 20_000
    assert told == sorted(told)
    assert 0 < told[-1][0] <= 20_000


def test_whoever_asks_may_stop_it(tmp_path, child):
    path = child("import time; time.sleep(60)")
    path.write_text("a")

    def stop(done, total):
        raise Cancelled

    began = time.monotonic()
    with pytest.raises(Cancelled):
        read_book(path, report=stop)
    assert time.monotonic() - began < 5


def test_without_progress_it_is_given_up(tmp_path, child):
    path = child("import time; time.sleep(60)")
    with pytest.raises(OfficeError) as caught:
        process.gathered(path, no_report, patience=0.3)
    assert caught.value.code == "reading_stalled"


@pytest.mark.parametrize(
    "script",
    [
        "",
        "raise SystemExit(3)",
        "import os; os.abort()",
        "import sys; sys.stdout.buffer.write(b'\\5\\0\\0\\0ab')",
        "import sys; sys.stdout.buffer.write(b'\\xff\\xff\\xff\\xff' + b'a' * 100)",
        "import sys; sys.stdout.buffer.write(b'\\3\\0\\0\\0abc')",
        "import sys, pickle, struct; b = pickle.dumps(5); sys.stdout.buffer.write(struct.pack('<I', len(b)) + b)",
        "import sys, pickle, struct; b = pickle.dumps(('rows', [(1, (), False)])); sys.stdout.buffer.write(struct.pack('<I', len(b)) + b)",
        "import sys, pickle, struct; b = pickle.dumps(('sheet', 5, 'nowhere')); sys.stdout.buffer.write(struct.pack('<I', len(b)) + b)",
    ],
    ids=["says nothing", "fails", "crashes", "cut", "endless", "no pickle", "no part", "rows of no sheet", "no visibility"],
)
def test_a_process_that_breaks_is_one_refusal(child, script):
    with pytest.raises(OfficeError) as caught:
        process.gathered(child(script), no_report)
    assert caught.value.code == "reading_gave_up"


class Evil:
    def __reduce__(self):
        return (os.mkdir, ("nope",))


def test_nothing_that_comes_is_executed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(pickle.UnpicklingError):
        unpickled(pickle.dumps(("rows", Evil())), CELLS)
    assert list(tmp_path.iterdir()) == []


def test_all_that_a_cell_can_be_travels(tmp_path):
    cells = ("Tên", 1, 2.5, True, date(2026, 1, 2), datetime(2026, 1, 2, 3, 4), clock_time(7, 30), timedelta(days=2), ErrorCell("#N/A"))
    part = ("rows", [(5, (*cells, UnsavedFormula("A1"), None), False)])
    path = tmp_path / "parts"
    with path.open("wb") as stream:
        write_part(part, stream)
    content = path.read_bytes()
    assert HEAD.unpack(content[:4]) == (len(content) - 4,)
    assert unpickled(content[4:], CELLS) == part
    assert len(content) < LONGEST_FRAME


def test_the_process_knows_nothing_heavy(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx(SHEET))
    script = (
        "import sys, runpy; sys.argv = ['child.py', sys.argv[1]]; "
        f"sys.path.insert(0, {str(process._CHILD.parents[4])!r}); runpy.run_path({str(process._CHILD)!r}, run_name='__main__'); "
        "heavy = ('PySide6', 'sqlalchemy', 'openpyxl', 'ui', 'models.registers', 'models.storage'); "
        "print([name for name in heavy if name in sys.modules], file=sys.__stderr__)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, check=False, timeout=60)
    assert done.stderr.decode().strip() == "[]"


@pytest.mark.skipif(sys.platform == "win32", reason="there a job object limits it")
def test_its_memory_is_limited(child):
    path = child(
        f"import sys; sys.path.insert(0, {str(process._CHILD.parents[4])!r})\n"
        "from models.intake.processes.limits import limit_memory\nlimit_memory()\n"
        f"try:\n    room = bytearray({MOST_MEMORY})\nexcept MemoryError:\n    pass\nelse:\n    import time; time.sleep(60)"
    )
    with pytest.raises(OfficeError) as caught:
        process.gathered(path, no_report, patience=5)
    assert caught.value.code == "reading_gave_up"
