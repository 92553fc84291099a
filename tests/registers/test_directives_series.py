"""Whatever happens, the numbers of a book have no gaps and stand for one paper each."""

from __future__ import annotations

import itertools
import threading
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import OfficeError
from models.office import Office
from models.registers.directives.queries import missing_numbers
from models.registers.directives.services import cancel_directive
from tests.factories import copy_office, make_directive

YEARS = (2026, 2027)
STEPS = st.one_of(
    st.tuples(st.just("receive"), st.sampled_from(YEARS), st.sampled_from(["none", "secret"])),
    st.tuples(st.just("insert"), st.sampled_from(YEARS), st.integers(1, 6)),
    st.tuples(st.just("cancel"), st.integers(1, 12), st.none()),
    st.tuples(st.just("undo"), st.none(), st.none()),
    st.tuples(st.just("redo"), st.none(), st.none()),
)

REFUSALS = {"nothing_to_undo", "nothing_to_redo", "not_found", "directive_cancelled", "no_such_number"}


def take(office: Office, step: tuple) -> None:
    verb, first, second = step
    if verb == "receive":
        content = {} if second == "none" else {"subject": "", "document_type": ""}
        make_directive(office, arrival_date=date(first, 6, 1), secrecy=second, **content)
    elif verb == "insert":
        make_directive(office, arrival_date=date(first, 6, 1), insert_after=second, insertion_reason="Chuyển chậm")
    elif verb == "cancel":
        cancel_directive(office, first, reason="Sai")
    elif verb == "undo":
        office.undo()
    else:
        office.redo()


def lines(office: Office) -> list[tuple]:
    with office.read() as connection:
        asked = "SELECT id, register, year, arrival_number, arrival_suffix FROM directive ORDER BY id"
        return [tuple(row) for row in connection.exec_driver_sql(asked)]


@settings(max_examples=60)
@given(steps=st.lists(STEPS, max_size=25))
def test_any_history_leaves_numbers_without_gaps_and_each_once(office_template: Path, steps):
    with TemporaryDirectory() as folder:
        office = copy_office(office_template, Path(folder))
        given_numbers: dict[int, tuple] = {}
        for step in steps:
            try:
                take(office, step)
            except OfficeError as error:
                if error.code not in REFUSALS:
                    raise
            for row_id, *place in lines(office):
                # A number, once given, stays with its line.
                assert given_numbers.setdefault(row_id, tuple(place)) == tuple(place)
        assert len(set(given_numbers.values())) == len(given_numbers)
        with office.read() as connection:
            for register, year in itertools.product(("incoming", "secret"), YEARS):
                numbers = {number for book, of, number, _ in given_numbers.values() if (book, of) == (register, year)}
                assert numbers == set(range(1, len(numbers) + 1))
                assert missing_numbers(connection, register, year) == []
                for number in numbers:
                    letters = sorted(s for book, of, n, s in given_numbers.values() if (book, of, n) == (register, year, number))
                    assert letters == ["", *"abcdefghijklmnopqrstuvwxyz"][: len(letters)]
        office.close()


def test_clerks_at_the_same_time_get_different_numbers(office: Office):
    def receive() -> None:
        for _ in range(5):
            make_directive(office, document_number="")

    clerks = [threading.Thread(target=receive) for _ in range(4)]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
    assert sorted(number for _, _, _, number, _ in lines(office)) == list(range(1, 21))
