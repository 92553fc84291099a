"""Workbooks made on the fly, with the habits of clerks: each row goes where a careful clerk would put it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.made_workbooks import set_one, set_random, set_two
from tests.made_workbooks.files import Made, write
from tests.made_workbooks.measuring import found, scorer, taken_in, taken_in_after

CHOSEN = [
    "t01_phu_luc_tinh",
    "t02_phu_luc_tinh_cap_nhat",
    "t05_tcvn3_csv",
    "t06_vni_xlsx",
    "t07_csv_trich_dan",
    "t08_theo_van_ban",
    "t12_moi_kieu_ngay",
    "t13_he_1904",
    "d01_danh_sach",
    "d04_sa_ch",
    "v01_so_den",
    "v05_cp1258",
    "p01_danh_muc",
    "x04_utf16_phay",
    "x07_nfd",
    "y03_ma_cu",
    "z04_gop_nhieu",
    "w03_ngay",
]
"""Spread over kinds, codings and habits; only of the forms that need no other program to be written."""


def _made() -> dict[str, Made]:
    made = {one.name: one for workbooks in (set_one.workbooks(), set_two.workbooks()) for one in workbooks}
    return {name: made[name] for name in CHOSEN}


MADE = _made()
SCORE = scorer()


@pytest.fixture(scope="module")
def empty_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with nothing in its registers, founded once and copied."""
    return found(tmp_path_factory.mktemp("made") / "office")


@pytest.fixture
def office(empty_office: Path, tmp_path: Path) -> Path:
    """An office of the test's own."""
    return Path(shutil.copytree(empty_office, tmp_path / "office"))


def refused(answer: dict[str, Any]) -> set[int]:
    """The rows that the answer names."""
    return {problem["row"] for problem in answer["problems"]}


def fields_right(made: Made, path: Path, result: dict[str, Any]) -> float:
    """The share of right fields, where the examples' scorer is there."""
    assert SCORE is not None
    truth = json.loads((path.parent / f"{made.name}.truth.json").read_text(encoding="utf-8"))
    return float(SCORE.score_file(truth, result)["field_accuracy"])


@pytest.mark.parametrize("name", CHOSEN)
def test_each_row_goes_where_a_careful_clerk_would_put_it(name: str, office: Path, tmp_path: Path) -> None:
    made = MADE[name]
    path = write(made, tmp_path)
    result = taken_in(office, made.kind, path)
    answer = result["import"]
    assert answer["inserted"] == len(made.truth["records"])
    assert refused(answer) == {row["row"] for row in made.truth["rejects"]}
    assert {key: answer[key] for key in ("inserted", "rejected", "skipped")} == {
        key: result["dry_run"][key] for key in ("inserted", "rejected", "skipped")
    }
    if SCORE is not None:
        assert fields_right(made, path, result) >= 0.99


def test_next_months_list_changes_what_it_says_differently_and_nothing_else(office: Path, tmp_path: Path) -> None:
    first, second = (write(MADE[name], tmp_path) for name in CHOSEN[:2])
    answer = taken_in_after(office, "tasks", first, second)
    wanted = MADE[CHOSEN[1]].after_first
    assert wanted is not None
    assert {key: answer["import"][key] for key in ("inserted", "updated", "unchanged")} == {
        key: wanted[key] for key in ("inserted", "updated", "unchanged")
    }
    assert answer["total"] == wanted["total"]


@pytest.mark.slow
def test_workbooks_of_chance_are_taken_in_whole(empty_office: Path, tmp_path: Path) -> None:
    missed = {}
    for made in set_random.workbooks(seed=7, count=14):
        if made.form not in ("xlsx", "xlsm", "csv"):
            continue
        path = write(made, tmp_path)
        place = Path(shutil.copytree(empty_office, tmp_path / made.name))
        answer = taken_in(place, made.kind, path)["import"]
        wrong = refused(answer) ^ {row["row"] for row in made.truth["rejects"]}
        if answer["inserted"] != len(made.truth["records"]) or wrong:
            missed[made.name] = (answer["inserted"], len(made.truth["records"]), sorted(wrong))
        shutil.rmtree(place)
    assert missed == {}
