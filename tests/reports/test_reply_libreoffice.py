"""Answered lists that another program wrote, and what another program reads in the answer."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from models.registers.tasks.services import complete_task
from models.reports.reply import make_reply, write_reply
from tests.factories_tasks import make_task
from tests.programs import needs
from tests.reports.packages import around, changed_cells, changed_parts, parts, rows_without_cells
from tests.reports.province_list import SHEET, make_list, read, write
from tests.reports.test_libreoffice import convert

pytestmark = [pytest.mark.slow, needs("soffice")]


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("profile")


def test_a_list_written_by_another_program_is_answered_and_read_there(empty, tmp_path, profile):
    """A package by LibreOffice: its comments, drawings, rules and styles stay; LibreOffice shows what was filled in, and counts anew."""
    own, theirs, back = tmp_path / "a.xlsx", tmp_path / "theirs", tmp_path / "back"
    make_list(own, "status", "completed_date")
    write(own, G8='=COUNTIF(E8:E12,"Đã*")')
    for folder in (theirs, back):
        folder.mkdir()
    path = convert(own, "xlsx", theirs, profile)
    done = make_task(empty)
    complete_task(empty, done, completed_date=date(2026, 11, 20), evidence_number="120/BC-UBND", evidence_date=date(2026, 11, 19))
    reply = make_reply(empty, read(path, {8: done, 10: make_task(empty)}))
    out = tmp_path / "tra-loi.xlsx"
    write_reply(reply, out)

    changed = changed_parts(path, out)
    assert changed <= {"xl/worksheets/sheet1.xml", "xl/styles.xml"}
    old, new = parts(path)["xl/worksheets/sheet1.xml"], parts(out)["xl/worksheets/sheet1.xml"]
    assert {"E8", "F8", "E10"} <= changed_cells(old, new)
    assert rows_without_cells(old) == rows_without_cells(new)
    for mark in (
        b"<conditionalFormatting",
        b"<pageSetup",
        b"<headerFooter",
        b"<drawing",
        b"<legacyDrawing",
        b"<autoFilter",
        b"<mergeCells",
    ):
        assert around(new).count(mark) == around(old).count(mark) > 0

    # Once there and back, so that what is read is what LibreOffice understood.
    shown = convert(convert(out, "ods", back, profile), "xlsx", back, profile)
    page = load_workbook(shown, data_only=True)[SHEET]
    assert (page["E8"].value, page["F8"].value, page["E10"].value) == (
        "Đã hoàn thành đúng hạn", datetime(2026, 11, 20), "Đang thực hiện, trong hạn"
    )  # fmt: skip
    assert page["B8"].comment is not None
