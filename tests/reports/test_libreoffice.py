"""LibreOffice, told to compute everything itself, comes to the values that the program shows; and the pages print."""

from __future__ import annotations

import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from models.reports.report import Report
from models.reports.workbook import write_workbook
from tests.programs import find_program, needs

pytestmark = [pytest.mark.slow, needs("soffice")]


def without_values(path: Path, target: Path) -> int:
    """A copy whose formulas have no value, so that a program must compute them; how many there were."""
    removed = 0
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content, count = re.subn(rb"(</f>)<v>[^<]*</v>", rb"\1", old.read(name))
            removed += count
            new.writestr(name, content)
    return removed


def convert(path: Path, form: str, folder: Path, profile: Path) -> Path:
    program = find_program("soffice")
    assert program is not None
    command = [
        str(program), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
        "--convert-to", form, "--outdir", str(folder), str(path),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=110)
    return folder / f"{path.stem}.{form}"


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("profile")


def test_every_formula_comes_to_the_value_shown(report: Report, tmp_path: Path, profile: Path) -> None:
    shown, bare = tmp_path / "shown.xlsx", tmp_path / "bare.xlsx"
    write_workbook(report, shown)
    assert without_values(shown, bare) > 90
    (tmp_path / "computed").mkdir()
    computed = load_workbook(convert(bare, "xlsx", tmp_path / "computed", profile), data_only=True)
    formulas, values = load_workbook(shown), load_workbook(shown, data_only=True)
    compared = 0
    for page in formulas:
        for row in page.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                expected, found = values[page.title][cell.coordinate].value, computed[page.title][cell.coordinate].value
                assert (found or 0) == pytest.approx(expected or 0), (page.title, cell.coordinate, cell.value)
                compared += 1
    assert compared > 90


@needs("pdftotext")
def test_pages_print_whole(report: Report, tmp_path: Path, profile: Path) -> None:
    """Every sheet begins with its head, repeats its headings, ends with the signature, and is as wide as its page."""
    path = tmp_path / "report.xlsx"
    write_workbook(report, path)
    pdf = convert(path, "pdf", tmp_path, profile)
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True).stdout.decode()
    pages = text.split("\f")[:-1]
    firsts = [number for number, page in enumerate(pages) if "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in page]
    assert len(firsts) == len(report.sheets)
    for sheet, first, after in zip(report.sheets, firsts, [*firsts[1:], len(pages)], strict=True):
        assert sheet.title in pages[first]
        for page in pages[first:after]:
            assert "(1)" in page
            assert f"({len(sheet.columns)})" in page or sheet.columns[-1].number.split()[0] in page
        assert "NGƯỜI LẬP BIỂU" in pages[after - 1]
        assert "Nguyễn Thị Hoa" in pages[after - 1]
