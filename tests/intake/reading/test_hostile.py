"""Hostile and broken workbooks: each is a book or one clear refusal, in less than ten seconds, and never a book of nothing."""

import os
import time

import pytest

from models.errors import OfficeError
from models.intake.workbooks.reading.files import read_book
from tests.intake.reading import hostile_others, hostile_packages
from tests.intake.reading.hostile import ALL
from ui import words

# Seconds of work, here and in the process that reads; where the system does not tell of that process, seconds of the clock.
LONGEST = 10.0


def worked():
    """How long this process and those it waited for have worked."""
    return sum(os.times()[:4]) if os.name == "posix" else time.monotonic()


def test_there_are_more_than_a_hundred():
    assert {each.make.__module__ for each in ALL.values()} >= {hostile_others.__name__, hostile_packages.__name__}
    assert len(ALL) > 150


@pytest.mark.parametrize("name", [pytest.param(name, marks=pytest.mark.slow) if each.slow else name for name, each in ALL.items()])
def test_it_is_a_book_or_one_clear_refusal(name, tmp_path):
    path = tmp_path / "Danh mục nhiệm vụ.xlsx"
    path.write_bytes(ALL[name].make())
    began = worked()
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
    assert worked() - began < LONGEST
    assert outcome in ALL[name].may
