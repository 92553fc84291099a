"""Hostile and broken workbooks: each is a book or one clear refusal, in less than ten seconds, and never a book of nothing."""

import time

import pytest

from models.errors import OfficeError
from models.intake.workbooks.reading.files import read_book
from tests.intake.reading import hostile_others, hostile_packages
from tests.intake.reading.hostile import ALL
from ui import words

LONGEST = 10.0
# What reading an honest small file takes on a machine that does nothing else; where it takes longer, so may the others.
USUAL = 0.2


@pytest.fixture(scope="module")
def slowness(tmp_path_factory):
    """How many times slower than usual this machine is at the moment, at least 1."""
    path = tmp_path_factory.mktemp("honest") / "a.xlsx"
    path.write_bytes(hostile_packages.honest_xlsx())
    began = time.monotonic()
    for _ in range(3):
        read_book(path)
    return max(1.0, (time.monotonic() - began) / 3 / USUAL)


def test_there_are_more_than_a_hundred():
    assert {each.make.__module__ for each in ALL.values()} >= {hostile_others.__name__, hostile_packages.__name__}
    assert len(ALL) > 150


@pytest.mark.parametrize("name", [pytest.param(name, marks=pytest.mark.slow) if each.slow else name for name, each in ALL.items()])
def test_it_is_a_book_or_one_clear_refusal(name, tmp_path, slowness):
    path = tmp_path / "Danh mục nhiệm vụ.xlsx"
    path.write_bytes(ALL[name].make())
    began = time.monotonic()
    try:
        book = read_book(path)
    except OfficeError as error:
        told = words.sentence(error)
        assert told.startswith(("Tệp", "Đọc tệp"))
        assert "{" not in told
        outcome = error.code
    else:
        assert any(sheet.rows for sheet in book.sheets)
        outcome = "read"
    assert time.monotonic() - began < LONGEST * slowness
    assert outcome in ALL[name].may or (slowness > 1 and outcome == "reading_stalled")
