"""From files: what was just taken in from a list agrees with that list, whatever its habits."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.intake.reconcile.from_file import compare_file
from models.intake.workbooks.apply import apply_plan
from models.intake.workbooks.taking import plan_file
from models.office import Office
from models.registers.comparison import Finding
from tests.made_workbooks import set_one
from tests.made_workbooks.files import Made, write
from tests.offices import TODAY, found_office

# Of those that are written without another program: merged cells and groups, codes and statuses, many spellings of days, two exports.
WANTED = ("t01_phu_luc_tinh", "t12_moi_kieu_ngay", "t14_he_thong_tab", "d01_danh_sach", "d05_iso_utc")
MADE = {made.name: made for made in set_one.workbooks(1) if made.name in WANTED}


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("founded") / "office"
    found_office(str(folder)).close()
    return folder


@pytest.fixture
def office(founded: Path, tmp_path: Path) -> Iterator[Office]:
    shutil.copytree(founded, tmp_path / "office")
    opened = Office.open(str(tmp_path / "office"), today=TODAY)
    yield opened
    opened.close()


@pytest.mark.parametrize("name", WANTED)
def test_what_was_taken_in_agrees_with_its_list(office: Office, tmp_path: Path, name: str) -> None:
    made: Made = MADE[name]
    path = write(made, tmp_path)
    taken = plan_file(office, made.kind, path)
    apply_plan(office, taken)
    found = compare_file(office, made.kind, path)
    counts = found.counts()
    assert counts["compared"] == taken.counts()["inserted"] > 10
    assert (counts["only_theirs"], counts["only_ours"]) == (0, 0)
    assert counts["unread"] == taken.counts()["rejected"]
    # A task that they call finished without its day is entered as open: that alone differs.
    assert {item.finding for item in found.items} <= {Finding.DONE_THERE}
    assert all([each.field for each in item.differences] == ["status"] for item in found.items)
