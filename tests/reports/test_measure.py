"""How many lines a text takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.reports.measure import line_count, text_width


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("", 5, 1),
        ("2026", 4, 1),
        ("2026", 3.9, 2),
        ("1234567890", 5, 2),
        ("12 34 56", 5, 2),
        ("12\n34", 50, 2),
        ("12\n\n34", 50, 3),
        ("iiiiiiii", 4.5, 1),
        ("MMMM", 4.5, 2),
        ("12345678901 2", 5, 3),
    ],
)
def test_lines(text: str, room: float, lines: int) -> None:
    assert line_count(text, room) == lines


def test_bold_takes_more() -> None:
    assert (line_count("1234", 4.1), line_count("1234", 4.1, bold=True)) == (1, 2)


def test_tone_marks_take_no_room() -> None:
    assert text_width("Tiếp nhận hồ sơ") == text_width("Tiep nhan ho so")


def test_square_letters_take_two_digits() -> None:
    assert text_width("漢😀") == 4


@given(st.text(st.characters(codec="utf-8"), max_size=120), st.floats(2.5, 60))
def test_a_narrower_cell_takes_no_fewer_lines(text: str, room: float) -> None:
    assert line_count(text, room / 2) >= line_count(text, room) >= 1
