"""Lists of dossiers: the state in SQL and in Python, filters, orders, search, and that lists read indexes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import chain
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, event, select

from models.clock.deadlines import DossierState, dossier_state
from models.errors import OfficeError
from models.office import Office
from models.registers.dossiers import receipt, services
from models.registers.dossiers.queries import count, find_by_key, find_ids, load_rows, load_whole, state_counts
from models.registers.dossiers.rows import SORTS, DossierQuery, Figure
from models.registers.dossiers.states import state_condition
from models.registers.dossiers.tables import dossier
from models.registers.when import When
from tests.factories import department_id, official_id
from tests.factories_dossiers import MARITAL_STATUS, histories, make_dossier, moment, moments, row_of, with_rows

WHEN = When(date(2026, 11, 20), datetime(2026, 11, 20), date(2026, 11, 25))
one_office = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=60)
EDGE = {"status": 4, "appointment_at": WHEN.now, "resolved_at": None}


@one_office
@given(rows=st.lists(histories(), max_size=12), now=moments, soon=st.integers(0, 5))
@example(rows=[EDGE, {**EDGE, "appointment_at": datetime(2026, 11, 26)}], now=WHEN.now, soon=5)
def test_states_in_sql_are_those_of_the_clock(office: Office, rows: list[dict[str, Any]], now: datetime, soon: int) -> None:
    when = When(now.date(), now, now.date() + timedelta(days=soon))
    with with_rows(office, rows) as connection:
        expected: dict[DossierState, set[int]] = {state: set() for state in DossierState}
        for row in connection.execute(select(dossier).where(dossier.c.voided == 0)):
            state = dossier_state(
                status=row.status,
                appointment_at=row.appointment_at,
                resolved_at=row.resolved_at,
                cancelled=row.cancelled_at is not None,
                now=when.now,
                soon_until=when.soon_until,
            )
            expected[state].add(row.id)
        for state in DossierState:
            found = set(connection.execute(select(dossier.c.id).where(state_condition(state, when))).scalars())
            assert found == expected[state], state
        assert state_counts(connection, DossierQuery(), when) == {str(state): len(ids) for state, ids in expected.items()}
        filtered = DossierQuery(channel=1)
        assert state_counts(connection, filtered, when) == {
            str(state): count(connection, filtered.with_states(state), when) for state in DossierState
        }


@one_office
@given(
    rows=st.lists(histories(), max_size=12),
    states=st.sets(st.sampled_from(DossierState), max_size=4),
    sort=st.sampled_from(SORTS),
    descending=st.booleans(),
)
def test_a_list_has_the_rows_of_its_states_once_in_order_and_by_pages(office, rows, states, sort, descending) -> None:
    query = DossierQuery(sort=sort, descending=descending).with_states(*states)
    with with_rows(office, rows) as connection:
        ids = find_ids(connection, query, WHEN)
        assert len(ids) == len(set(ids)) == count(connection, query, WHEN)
        pages = [find_ids(connection, query, WHEN, offset=start, limit=3) for start in range(0, len(ids) + 1, 3)]
        assert list(chain.from_iterable(pages)) == ids
        found = load_rows(connection, ids, WHEN, office.calendar())
        assert [row.id for row in found] == ids
        wanted = states or set(DossierState) - {DossierState.CANCELLED}
        assert {row.state for row in found} <= wanted
        known = [getattr(row, sort) for row in found if getattr(row, sort) is not None]
        assert known == sorted(known, reverse=descending)
        empty_last = [getattr(row, sort) is None for row in found]
        assert empty_last == sorted(empty_last)


@pytest.fixture
def filled(office: Office) -> dict[str, int]:
    """One dossier for each filter."""
    return {
        "pension": make_dossier(office, applicant="Trần Thị Hạnh", phone="0905 123 218", address="Thôn Hội An", channel=2),
        "marriage": make_dossier(office, procedure_code=MARITAL_STATUS, applicant="Lê Văn Đức", received_at=moment(9)),
        "unit": make_dossier(office, handler_id=official_id(office, "Lê Thị Cúc"), received_at=moment(10)),
        "resolved": done(office),
        "cancelled": cancelled(office),
    }


def done(office: Office) -> int:
    dossier_id = make_dossier(office, received_at=moment(3))
    services.resolve_dossier(office, dossier_id, at=moment(19), late_reason_code="CNTT")
    services.record_apology(office, dossier_id, number="3/PXL")
    return dossier_id


def cancelled(office: Office) -> int:
    dossier_id = make_dossier(office)
    receipt.cancel_dossier(office, dossier_id, reason="nhầm")
    return dossier_id


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (DossierQuery(), "pension marriage unit resolved"),
        (DossierQuery(field="Hộ tịch"), "marriage"),
        (DossierQuery(channel=2), "pension"),
        (DossierQuery(status=9), "resolved"),
        (DossierQuery(procedure_code=MARITAL_STATUS), "marriage"),
        (DossierQuery(received_from=date(2026, 11, 9), received_to=date(2026, 11, 10)), "marriage unit"),
        (DossierQuery(appointment_from=date(2026, 11, 16), appointment_to=date(2026, 11, 16)), "pension"),
        (DossierQuery(resolved_from=date(2026, 11, 19), resolved_to=date(2026, 11, 19)), "resolved"),
        (DossierQuery(resolved_to=date(2026, 11, 18)), ""),
        (DossierQuery(apology=True), "resolved"),
        (DossierQuery(apology=False), "pension marriage unit"),
        (DossierQuery(late_reason_code="CNTT"), "resolved"),
        (DossierQuery().with_states("cancelled"), "cancelled"),
        (DossierQuery().with_states("cancelled", "completed_late"), "cancelled resolved"),
        (DossierQuery().with_states("overdue"), "pension marriage"),
        (DossierQuery(figure=Figure("pending_overdue", date(2026, 11, 15), date(2026, 12, 14))), "pension marriage unit"),
        (DossierQuery(figure=Figure("resolved_late", date(2026, 11, 15), date(2026, 12, 14)), field="Hộ tịch"), ""),
        (DossierQuery(text="hanh tran"), "pension"),
        (DossierQuery(text="ĐỨC"), "marriage"),
        (DossierQuery(text="hoi an"), "pension"),
        (DossierQuery(text="hôn nhân"), "marriage"),
        (DossierQuery(text="261109"), "marriage"),
        (DossierQuery(text="H21.88-261109-0001"), "marriage"),
        (DossierQuery(text="0905123218"), "pension resolved unit marriage"),
        (DossierQuery(text="1.004873"), "marriage"),
        (DossierQuery(text="nobody"), ""),
        (DossierQuery(text="!!!"), "pension marriage unit resolved"),
    ],
)
def test_filters(office: Office, filled: dict[str, int], query: DossierQuery, found: str) -> None:
    expected = {filled[name] for name in found.split()}
    for sort in SORTS:
        with office.read() as connection:
            ids = find_ids(connection, query.sorted_by(sort), office.when())
            assert set(ids) == expected
            assert count(connection, query.sorted_by(sort), office.when()) == len(expected)
            if query.text:
                assert ids == sorted(ids, reverse=True)


def test_filters_by_unit_and_person(office: Office, filled: dict[str, int]) -> None:
    with office.read() as connection:
        for query in (
            DossierQuery(department_id=department_id(office, "Phòng Kinh tế")),
            DossierQuery(handler_id=official_id(office, "Lê Thị Cúc")),
        ):
            assert find_ids(connection, query, office.when()) == [filled["unit"]]


@pytest.mark.parametrize("typed", ["0905 123 218", "+84905123218", "0905.123.218", "3218", "123218", "84905123218"])
def test_a_telephone_number_is_found_however_it_is_typed(office: Office, typed: str) -> None:
    wanted = make_dossier(office, phone="+84 905 123 218")
    make_dossier(office, phone="0911222333", received_at=moment(3))
    with office.read() as connection:
        assert find_ids(connection, DossierQuery(text=typed), office.when()) == [wanted]


def test_a_common_word_is_counted_to_a_thousand_and_paged_to_the_end(office: Office) -> None:
    rows = [
        {"dossier_code": f"H21.88-260101-{n:05d}", "applicant": "Nguyễn Văn An", "status": 4, "created_at": moment(2), "channel": n % 2 + 1}
        for n in range(1_300)
    ]
    with office.write("practice.generate") as tx:
        ids = list(tx.insert_many(dossier, rows))
    query, when = DossierQuery(text="nguyễn an"), office.when()
    with office.read() as connection:
        assert count(connection, query, when) == 1_001
        assert count(connection, DossierQuery(text="nguyễn an", channel=2), when) == 650
        assert find_ids(connection, query, when) == ids[::-1]
        assert find_ids(connection, query, when, offset=1_250, limit=100) == ids[::-1][1_250:]


def test_a_key_is_a_uid_or_a_code(office: Office) -> None:
    row = row_of(office, make_dossier(office))
    with office.read() as connection:
        assert find_by_key(connection, row.uid) == row.id
        assert find_by_key(connection, " h21.88-261102-0001 ") == row.id
        assert find_by_key(connection, "H21.88") is None
        with pytest.raises(OfficeError, match="not_found"):
            load_whole(connection, 99, office.when(), office.calendar())


def test_rows_that_are_gone_are_left_out(office: Office) -> None:
    first = make_dossier(office)
    with office.read() as connection:
        assert [row.id for row in load_rows(connection, [7, first, 9], office.when(), office.calendar())] == [first]
        assert load_rows(connection, [], office.when(), office.calendar()) == []


def test_an_unknown_order_is_a_bug(office: Office) -> None:
    with office.read() as connection, pytest.raises(ValueError, match="applicant"):
        find_ids(connection, DossierQuery(sort="applicant"), office.when())


def plans(connection: Connection, ask: Any) -> list[str]:
    """How SQLite goes about the statements of a question."""
    asked: list[tuple[str, Any]] = []

    def note(_connection, _cursor, statement, parameters, _context, _many) -> None:
        asked.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", note)
    ask()
    event.remove(connection, "before_cursor_execute", note)
    return [step[3] for sql, given_ in asked for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", given_)]


# Which index a list reads alone, without touching the dossiers themselves and without sorting.
@pytest.mark.parametrize(
    ("query", "index"),
    [
        (DossierQuery(), "ix_dossier_appointment"),
        (DossierQuery(descending=True), "ix_dossier_appointment"),
        (DossierQuery(sort="received_at", descending=True), "ix_dossier_received"),
        (DossierQuery(sort="resolved_at"), "ix_dossier_resolved"),
        (DossierQuery(field="Hộ tịch"), "ix_dossier_field"),
        (DossierQuery(procedure_code=MARITAL_STATUS), "ix_dossier_procedure"),
        (DossierQuery(department_id=1), "ix_dossier_department"),
        (DossierQuery(handler_id=1), "ix_dossier_handler"),
        *((DossierQuery().with_states(state), "ix_dossier_state") for state in DossierState if state is not DossierState.CANCELLED),
        (DossierQuery(field="Hộ tịch").with_states("overdue"), "ix_dossier_field"),
    ],
)
def test_a_first_page_reads_one_index_in_its_order(office: Office, query: DossierQuery, index: str) -> None:
    if office.database.dialect != "sqlite":
        pytest.skip("the plans of SQLite")
    with office.read() as connection:
        steps = plans(connection, lambda: find_ids(connection, query, WHEN, limit=100))
        assert len(steps) > 0
        assert all(f"COVERING INDEX {index}" in step for step in steps), steps


@pytest.mark.folder_only
def test_counts_and_state_chips_read_indexes_only(office: Office) -> None:
    with office.read() as connection:
        steps = plans(connection, lambda: state_counts(connection, DossierQuery(), WHEN))
        steps += plans(connection, lambda: count(connection, DossierQuery(channel=2), WHEN))
        assert all("USING COVERING INDEX" in step or "ix_dossier_code_dead" in step or step.startswith("SEARCH") for step in steps), steps
        assert not any("TEMP B-TREE" in step for step in steps), steps


@pytest.mark.folder_only
def test_a_page_of_rows_is_looked_up_by_id(office: Office) -> None:
    with office.read() as connection:
        steps = plans(connection, lambda: load_rows(connection, [1, 2, 3], WHEN, office.calendar()))
        assert any("dossier USING INTEGER PRIMARY KEY" in step for step in steps), steps
        assert not any(step.startswith("SCAN") for step in steps), steps
