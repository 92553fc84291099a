"""Reading the register: states in SQL as in Python, orders, filters, words, and that the indexes are used."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.clock.deadlines import DirectiveState
from models.clock.periods import parse_period
from models.errors import OfficeError
from models.office import Office
from models.registers.directives import services
from models.registers.directives.entering import enter_directives
from models.registers.directives.queries import (
    count,
    find_ids,
    find_key,
    load_rows,
    load_whole,
    missing_numbers,
    state_condition,
    state_counts,
)
from models.registers.directives.rows import SORTS, DirectiveQuery, to_list_json
from models.registers.directives.statistics import register_lines
from models.registers.directives.tables import directive
from models.registers.when import When
from tests.factories import TODAY, copy_office, department_id, directive_entry, directive_row, make_directive, official_id

ALL = DirectiveQuery(descending=False)


def found(office: Office, query: DirectiveQuery, **page) -> list[int]:
    with office.read() as connection:
        return find_ids(connection, query, office.when(), **page)


def plan_of(office: Office, query: DirectiveQuery, limit: int | None = 100) -> str:
    """What SQLite says it would do for a page of the query."""
    with office.read() as connection:
        seen: list[str] = []
        execute = connection.execute

        def listen(statement, *arguments, **named):
            compiled = statement.compile(connection, compile_kwargs={"literal_binds": True})
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}").all()
            seen.append("; ".join(row[3] for row in rows))
            return execute(statement, *arguments, **named)

        connection.execute = listen  # type: ignore[method-assign]
        try:
            find_ids(connection, query, office.when(), limit=limit)
        finally:
            connection.execute = execute  # type: ignore[method-assign]
        return seen[-1]


DAYS = st.one_of(st.none(), st.integers(-8, 8).map(lambda step: TODAY + timedelta(days=step)))
LINES = st.lists(st.tuples(DAYS, DAYS, DAYS, st.sampled_from(["live", "live", "live", "cancelled", "voided"])), min_size=1, max_size=30)


@settings(max_examples=40)
@given(histories=LINES, today=st.integers(-3, 3), soon=st.integers(0, 5))
def test_states_agree_in_sql_and_in_python_and_add_up(office_template: Path, histories, today, soon):
    with TemporaryDirectory() as folder:
        office = copy_office(office_template, Path(folder))
        day = TODAY + timedelta(days=today)
        when = When(day, office.now(), day + timedelta(days=soon))
        with office.write("test") as tx:
            entries = [
                directive_entry(due_date=due, forwarded_date=forwarded, reply_date=replied, document_number="")
                for due, forwarded, replied, _ in histories
            ]
            ids = enter_directives(tx, entries)
            for row_id, (*_, fate) in zip(ids, histories, strict=True):
                if fate == "cancelled":
                    tx.update(directive, row_id, {"cancelled_at": tx.now})
                elif fate == "voided":
                    tx.update(directive, row_id, {"voided": 1})
        with office.read() as connection:
            rows = {row.id: row.state for row in load_rows(connection, ids, when, office.calendar())}
            by_state = {state: set(find_ids(connection, ALL.with_states(state), when)) for state in DirectiveState}
            counts = state_counts(connection, DirectiveQuery(), when)
        assert by_state == {state: {row_id for row_id, has in rows.items() if has == state} for state in DirectiveState}
        assert counts == {state.value: len(members) for state, members in by_state.items()}
        assert sum(counts.values()) == len(ids)
        office.close()


@pytest.fixture
def book(office: Office) -> Office:
    """Seven lines, one a state, and a cancelled one; ids 1 to 8."""
    day = timedelta(days=1)
    entries = [
        directive_entry(document_number="01/KH-UBND", arrival_date=TODAY - 9 * day),
        directive_entry(document_number="12/QĐ-UBND", forwarded_date=TODAY, document_type="QĐ", subject="Phê duyệt quy hoạch đất đai"),
        directive_entry(document_number="3/SYT-NVY", issuing_agency="Sở Y tế", forwarded_date=TODAY, due_date=TODAY + 30 * day),
        directive_entry(
            document_number="4/SYT-NVY", issuing_agency="Sở Y tế", forwarded_date=TODAY, due_date=TODAY + day, urgency="urgent"
        ),
        directive_entry(document_number="5/GM-UBND", due_date=TODAY - day, recipient="Phòng Kinh tế", document_type="GM"),
        directive_entry(document_number="6/STP", issuing_agency="Sở Tư pháp", due_date=TODAY, reply_date=TODAY, recipient="Lê Thị Cúc"),
        directive_entry(document_number="7/STP", issuing_agency="Sở Tư pháp", due_date=TODAY - day, reply_date=TODAY, issued_date=None),
        directive_entry(document_number="8/TB", arrival_date=date(2027, 1, 4), note="Bản sao"),
    ]
    with office.write("test") as tx:
        enter_directives(tx, entries)
    services.cancel_directive(office, 8, reason="Gửi nhầm")
    return office


def test_each_state_has_its_line(book: Office):
    states = [directive_row(book, row_id).state.value for row_id in range(1, 9)]
    expected = [
        "not_forwarded",
        "no_due_date",
        "in_progress_within_due",
        "due_soon",
        "overdue",
        "completed_on_time",
        "completed_late",
        "cancelled",
    ]
    assert states == expected
    with book.read() as connection:
        assert state_counts(connection, DirectiveQuery(states=frozenset({"overdue"})), book.when()) == dict.fromkeys(expected, 1)


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ({}, [1, 2, 3, 4, 5, 6, 7, 8]),
        ({"states": frozenset({"overdue", "due_soon"})}, [4, 5]),
        ({"states": frozenset({"cancelled"})}, [8]),
        ({"year": 2027}, [8]),
        ({"register": "secret"}, []),
        ({"document_type": "Giấy mời"}, [5]),
        ({"urgency": "urgent"}, [4]),
        ({"arrival_to": TODAY - timedelta(days=1)}, [1]),
        ({"arrival_from": TODAY, "arrival_to": TODAY, "due_from": TODAY}, [3, 4, 6]),
        ({"issued_from": date(2026, 11, 18), "due_to": TODAY}, [5, 6]),
        ({"text": "so y te"}, [4, 3]),
        ({"text": "3/SYT"}, [3]),
        ({"text": "QUY HOẠCH Đất"}, [2]),
        ({"text": "ubnd", "states": frozenset({"overdue"})}, [5]),
        ({"text": "..."}, [1, 2, 3, 4, 5, 6, 7, 8]),
        ({"text": "khongcogi"}, []),
    ],
)
def test_what_is_asked_is_found_and_counted(book: Office, asked, ids):
    query = DirectiveQuery(**asked, descending=False)
    assert found(book, query) == ids
    with book.read() as connection:
        assert count(connection, query, book.when()) == len(ids)
        if not query.states:
            assert sum(state_counts(connection, query, book.when()).values()) == len(ids)


def test_filters_by_agency_and_recipient(book: Office):
    health = directive_row(book, 3).issuing_agency_id
    assert found(book, DirectiveQuery(agency_id=health, descending=False)) == [3, 4]
    unit, person = department_id(book, "Phòng Kinh tế"), official_id(book, "Lê Thị Cúc")
    assert found(book, DirectiveQuery(recipient_department_id=unit, descending=False)) == [5, 6]
    assert found(book, DirectiveQuery(recipient_official_id=person)) == [6]


@pytest.mark.parametrize(
    ("sort", "upwards"),
    [
        ("arrival_number", [1, 2, 3, 4, 5, 6, 7, 8]),
        ("arrival_date", [1, 2, 3, 4, 5, 6, 7, 8]),
        ("due_date", [5, 7, 6, 4, 3, 1, 2, 8]),
        ("document_number", [1, 3, 4, 5, 6, 7, 8, 2]),
        ("issuing_agency", [6, 7, 3, 4, 1, 2, 5, 8]),
    ],
)
def test_orders(book: Office, sort, upwards):
    query = DirectiveQuery().sorted_by(sort)
    assert found(book, query) == upwards
    assert [found(book, query, offset=place, limit=1) for place in range(8)] == [[row_id] for row_id in upwards]
    downwards = found(book, DirectiveQuery().sorted_by(sort, descending=True))
    with_value = {"due_date": 5}.get(sort, 8)
    # Lines without a date come last in both directions.
    assert downwards == [*upwards[:with_value][::-1], *upwards[with_value:][::-1]]


def test_late_insertions_stand_at_their_place(office: Office):
    for number in range(3):
        make_directive(office, document_number=f"{number}/KH")
    late = make_directive(office, document_number="9/KH", insert_after=1, insertion_reason="Chậm")
    assert found(office, ALL) == [1, late.id, 2, 3]
    assert found(office, DirectiveQuery()) == [3, 2, late.id, 1]


def test_wrong_questions_are_refused(book: Office):
    for query in (DirectiveQuery(sort="subject"), DirectiveQuery(states=frozenset({"late"}))):
        with pytest.raises(OfficeError):
            found(book, query)


def test_rows_come_in_the_order_asked_and_unknown_ids_are_left_out(book: Office):
    with book.read() as connection:
        rows = load_rows(connection, [3, 999, 1], book.when(), book.calendar())
        assert [row.id for row in rows] == [3, 1]
        with pytest.raises(OfficeError, match="not_found"):
            load_whole(connection, 999, book.when(), book.calendar())


def test_days_are_working_days(book: Office):
    rows = {row_id: directive_row(book, row_id) for row_id in range(1, 9)}
    # 20/11/2026 is a Friday; 24/11 is a holiday, and 20/12 a Sunday.
    assert (rows[3].days_left, rows[4].days_left, rows[5].days_left) == (19, 0, -1)
    assert (rows[5].days_late, rows[7].days_late, rows[6].days_late, rows[8].days_late) == (1, 1, 0, 0)
    assert rows[1].days_left is rows[6].days_left is rows[8].days_left is None


@pytest.mark.parametrize(
    ("key", "row_id"),
    [
        ("3", 3),
        ("03", 3),
        ("3/2026", 3),
        ("1/2027", 8),
        ("1", 8),
        ("4/SYT-NVY", 4),
        ("Số: 12/QĐ-UBND", 2),
        ("99", None),
        ("8/TB", None),
        ("", None),
    ],
)
def test_a_person_names_a_document_in_several_ways(book: Office, key, row_id):
    with book.read() as connection:
        assert find_key(connection, key) == row_id
        uid = directive_row(book, 5).uid
        assert find_key(connection, uid) == 5


def test_the_list_of_the_command_line_keeps_its_contract(book: Office):
    printed = to_list_json(directive_row(book, 3))
    assert " ".join(printed) == (
        "uid arrival_date arrival_number issuing_agency document_number issued_date document_type subject recipient "
        "forwarded_date urgency secrecy due_date state note"
    )
    assert {**printed, "uid": ""} == {
        "uid": "",
        "arrival_date": "2026-11-20",
        "arrival_number": "03",
        "issuing_agency": "Sở Y tế",
        "document_number": "3/SYT-NVY",
        "issued_date": "2026-11-18",
        "document_type": "Chỉ thị",
        "subject": "Tăng cường cải cách thủ tục hành chính",
        "recipient": None,
        "forwarded_date": "2026-11-20",
        "urgency": "normal",
        "secrecy": "none",
        "due_date": "2026-12-20",
        "state": "in_progress_within_due",
        "note": None,
    }


def test_a_line_of_the_printed_register_tells_type_and_late_or_struck_lines(book: Office):
    make_directive(book, insert_after=2, insertion_reason="Bưu điện chậm", document_number="9/KH")
    with book.read() as connection:
        lines = register_lines(connection, parse_period("2026-01-01..2027-12-31"), date(2027, 12, 31))
    told = {line.arrival_number: line for line in lines if line.arrival_date.year == 2026}
    assert told["05"].title == "Giấy mời: Tăng cường cải cách thủ tục hành chính"
    assert told["02a"].remark == "Vào sổ bổ sung: Bưu điện chậm"
    assert [line.remark for line in lines if line.arrival_date == date(2027, 1, 4)] == ["Bản sao; Đã hủy: Gửi nhầm"]


def test_a_document_whole_has_its_history_and_its_sentence(book: Office):
    services.reply_to_directive(book, 5, reply_number="9/BC-UBND", reply_date=TODAY)
    with book.read() as connection:
        late = load_whole(connection, 5, book.when(), book.calendar())
        struck = load_whole(connection, 8, book.when(), book.calendar())
    assert [entry.label for entry in late.history] == ["directive.reply", "test"]
    assert "19/11/2026" in late.explanation
    assert (struck.explanation, struck.attachments, struck.task_ids) == ("", (), ())


def test_gaps_are_told(book: Office):
    with book.write("test") as tx:
        enter_directives(tx, [directive_entry(arrival_number=number) for number in (10, 15)], from_paper=True)
    with book.read() as connection:
        assert missing_numbers(connection, "incoming", 2026) == [(8, 9), (11, 14)]
        assert missing_numbers(connection, "incoming", 2020) == []


@pytest.mark.folder_only
@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("descending", [True, False])
def test_every_order_is_read_from_an_index(book: Office, sort, descending):
    plan = plan_of(book, DirectiveQuery(sort=sort, descending=descending))
    assert "COVERING INDEX ix_directive_" in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.folder_only
@pytest.mark.parametrize("sort", ["arrival_number", "due_date"])
@pytest.mark.parametrize("state", [state.value for state in DirectiveState])
def test_a_state_is_read_from_indexes_alone(book: Office, state, sort):
    plan = plan_of(book, DirectiveQuery(states=frozenset({state}), sort=sort, descending=False))
    assert re.search(r"COVERING INDEX ix_directive_(order|open|due_date)", plan)
    assert plan.count("INDEX") == 1
    if sort == "due_date" and state in ("overdue", "due_soon", "in_progress_within_due"):
        assert "ix_directive_open" in plan
        assert "TEMP B-TREE" not in plan


def test_a_state_condition_names_its_state():
    with pytest.raises(OfficeError, match="unknown_state"):
        state_condition("late", When(TODAY, TODAY, TODAY))  # type: ignore[arg-type]
