"""What the office does with an incoming document, on a real database."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from models.errors import OfficeError
from models.office import Office
from models.registers.directives import services
from models.registers.directives.entering import LIMITS, SECRET_REFUSES, enter_directives
from models.registers.directives.queries import find_duplicates, load_whole, match_directives, missing_numbers, next_number
from tests.factories import TODAY, department_id, directive_entry, directive_row, make_directive, official_id


def refused(code: str, field: str | None = None):
    """The body must raise this refusal, at this field."""
    return pytest.raises(OfficeError, check=lambda error: (error.code, error.field) == (code, field))


def picture(office: Office) -> list[tuple]:
    """All lines of the register as they stand."""
    with office.read() as connection:
        return [tuple(row) for row in connection.exec_driver_sql("SELECT * FROM directive ORDER BY id")]


def codes(outcome) -> list[str]:
    return [notice.code for notice in outcome.notices]


def test_a_document_is_received_under_the_next_number(office: Office):
    first = make_directive(office)
    second = make_directive(office, document_number="07/CT-UBND")
    rows = [directive_row(office, found.id) for found in (first, second)]
    assert [row.printed_number for row in rows] == ["01", "02"]
    assert (rows[0].uid, first.label, first.notices) == (first.uid, "directive.receive", ())
    assert (rows[0].year, rows[0].register, rows[0].medium) == (2026, "incoming", "electronic")
    with office.read() as connection:
        assert next_number(connection, "incoming", 2026) == 3
        whole = load_whole(connection, first.id, office.when(), office.calendar())
    assert [(entry.label, entry.subject) for entry in whole.history] == [("directive.receive", "06/CT-UBND")]


def test_texts_are_tidied(office: Office):
    made = make_directive(
        office,
        document_number="Số: 06 / CT-UBND",
        document_type="ct",
        subject="  Tăng cường \u200b cải cách\n thủ tục ",
        leader_instruction="Chủ trì: Phòng Kinh tế\r\n\r\nPhối hợp: Công an xã",
        arrival_time="7h05",
    )
    row = directive_row(office, made.id)
    assert (row.document_number, row.document_type, row.subject) == ("06/CT-UBND", "Chỉ thị", "Tăng cường cải cách thủ tục")
    assert (row.leader_instruction, row.arrival_time) == ("Chủ trì: Phòng Kinh tế\nPhối hợp: Công an xã", "07:05")


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("issuing_agency", "  ", "missing_content"),
        ("subject", "", "missing_content"),
        ("arrival_date", None, "missing_content"),
        ("arrival_date", date(206, 9, 1), "impossible_date"),
        ("issued_date", date(2206, 9, 1), "impossible_date"),
        ("due_date", date(1900, 1, 1), "impossible_date"),
        ("urgency", "soon", "bad_choice"),
        ("secrecy", "", "bad_choice"),
        ("medium", "fax", "bad_choice"),
        ("arrival_time", "25:00", "impossible_time"),
        *((field, "x" * (limit + 1), "too_long") for field, limit in LIMITS.items()),
        ("arrival_number", 0, "impossible_number"),
        ("arrival_number", 10**9, "impossible_number"),
    ],
)
def test_a_wrong_entry_is_refused_at_its_field_and_nothing_is_written(office: Office, field, value, code):
    with refused(code, field):
        make_directive(office, **{field: value})
    assert picture(office) == []


def test_a_subject_of_exactly_the_limit_is_kept_whole(office: Office):
    made = make_directive(office, subject="ế" * 500)
    assert directive_row(office, made.id).subject == "ế" * 500


def test_numbers_restart_with_the_year_of_arrival_and_run_on_in_the_old_one(office: Office):
    days = [date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 4), date(2026, 12, 31)]
    made = [make_directive(office, arrival_date=day, document_number="") for day in days]
    rows = [directive_row(office, found.id) for found in made]
    assert [(row.year, row.printed_number) for row in rows] == [(2026, "01"), (2027, "01"), (2027, "02"), (2026, "02")]


def test_a_cancelled_number_and_an_undone_number_are_never_given_again(office: Office):
    first = make_directive(office)
    services.cancel_directive(office, first.id, reason="Vào nhầm sổ")
    undone = make_directive(office, document_number="2/UBND-VP")
    office.undo()
    third = make_directive(office, document_number="3/UBND-VP")
    assert [directive_row(office, found.id).printed_number for found in (first, undone, third)] == ["01", "02", "03"]
    assert [directive_row(office, found.id).state for found in (first, undone)] == ["cancelled", "cancelled"]


def test_late_documents_are_inserted_with_letters_and_a_reason(office: Office):
    for _ in range(2):
        make_directive(office, document_number="")
    late = [make_directive(office, document_number="", insert_after=1, insertion_reason="Bưu điện chuyển chậm") for _ in range(2)]
    assert [directive_row(office, found.id).printed_number for found in late] == ["01a", "01b"]
    assert directive_row(office, make_directive(office, document_number="").id).printed_number == "03"
    with refused("reason_needed", "insertion_reason"):
        make_directive(office, insert_after=1)
    with refused("no_such_number", "insert_after"):
        make_directive(office, insert_after=9, insertion_reason="Chậm")
    with refused("no_such_number", "insert_after"):
        make_directive(office, insert_after=1, insertion_reason="Chậm", arrival_date=date(2025, 12, 31))
    with office.write("test") as tx:
        letters = [directive_entry(insert_after=1, insertion_reason="Chậm")] * 24
        enter_directives(tx, letters)
    with refused("no_letter_left", "insert_after"):
        make_directive(office, insert_after=1, insertion_reason="Chậm")


def test_a_number_of_a_paper_book_is_taken_over_once(office: Office):
    started = make_directive(office, arrival_number=854)
    assert directive_row(office, started.id).printed_number == "854"
    assert directive_row(office, make_directive(office).id).printed_number == "855"
    with refused("number_taken", "arrival_number"):
        make_directive(office, arrival_number=855)
    with refused("number_leaves_gap", "arrival_number"):
        make_directive(office, arrival_number=857)
    services.cancel_directive(office, started.id, reason="Sai")
    with refused("number_taken", "arrival_number"):
        make_directive(office, arrival_number=854)
    with refused("impossible_number", "arrival_number"):
        make_directive(office, arrival_number=856, arrival_suffix="ab")


def test_an_imported_paper_book_keeps_its_numbers_and_can_be_imported_again_after_undo(office: Office):
    def entries(subject: str):
        return [
            directive_entry(arrival_number=number, arrival_suffix=suffix, subject=subject)
            for number, suffix in [(854, ""), (855, ""), (855, "a"), (858, "")]
        ]

    with office.write("test") as tx:
        wrong = enter_directives(tx, entries("Trích yếu ở sai cột"), from_paper=True)
    office.undo()
    with office.write("test") as tx:
        right = enter_directives(tx, [*entries("Trích yếu đúng"), directive_entry()], from_paper=True)
    assert right[:4] == wrong
    rows = [directive_row(office, row_id) for row_id in right]
    assert [row.printed_number for row in rows] == ["854", "855", "855a", "858", "859"]
    assert {row.subject for row in rows[:4]} == {"Trích yếu đúng"}
    assert not any(row.cancelled for row in rows)
    with office.read() as connection:
        assert missing_numbers(connection, "incoming", 2026) == [(856, 857)]
    before = picture(office)
    with refused("number_taken", "arrival_number") as caught, office.write("test") as tx:
        enter_directives(tx, [directive_entry(), directive_entry(arrival_number=854)], from_paper=True)
    assert caught.value.facts["index"] == 1
    assert picture(office) == before
    office.undo()
    assert {directive_row(office, row_id).subject for row_id in wrong} == {"Trích yếu ở sai cột"}


def test_secret_papers_have_their_own_book_and_leave_no_content(office: Office):
    make_directive(office)
    made = make_directive(office, secrecy="secret", subject="", document_type="", document_number="15/BC-CAT", due_date=date(2026, 12, 1))
    row = directive_row(office, made.id)
    assert (row.register, row.printed_number, row.medium, row.secret) == ("secret", "01", "paper", True)
    assert (row.document_number, row.issuing_agency, row.due_date) == ("15/BC-CAT", "UBND tỉnh Gia Lai", date(2026, 12, 1))
    assert all(getattr(row, field) == "" for field in SECRET_REFUSES)
    with office.read() as connection:
        history = load_whole(connection, made.id, office.when(), office.calendar()).history
    assert [entry.subject for entry in history] == ["01"]
    unit = department_id(office, "Phòng Kinh tế")
    services.forward_directive(office, made.id, department_id=unit)
    services.reply_to_directive(office, made.id, reply_number="2/BC-UBND", reply_date=TODAY)
    assert directive_row(office, made.id).state == "completed_on_time"


def test_an_endless_reason_is_refused_where_none_is_needed_too(office: Office):
    made = make_directive(office)
    with refused("too_long", "reason"):
        services.set_due_date(office, made.id, due_date=TODAY, reason="x" * 1_001)
    with refused("too_long", "reason"):
        services.correct_directive(office, made.id, {"note": "thêm"}, reason="x" * 1_001)


@pytest.mark.parametrize("field", [*SECRET_REFUSES, "medium"])
def test_content_of_a_secret_paper_is_refused(office: Office, field):
    empty = {"secrecy": "confidential", "subject": "", "document_type": ""}
    content = {"medium": "electronic"}.get(field, "Nội dung")
    with refused("secret_refuses", field):
        make_directive(office, **{**empty, field: content})
    made = make_directive(office, **empty)
    before = picture(office)
    with refused("secret_refuses", field):
        services.correct_directive(office, made.id, {field: content})
    with refused("secret_refuses", "leader_instruction"):
        services.instruct_directive(office, made.id, instruction="Giao Công an xã")
    assert picture(office) == before


def test_a_paper_never_moves_between_the_books(office: Office):
    plain = make_directive(office)
    secret = make_directive(office, secrecy="secret", subject="", document_type="")
    with refused("secrecy_is_fixed", "secrecy"):
        services.correct_directive(office, plain.id, {"secrecy": "secret"}, reason="Nhầm")
    with refused("secrecy_is_fixed", "secrecy"):
        services.correct_directive(office, secret.id, {"secrecy": "none"}, reason="Giải mật")
    services.correct_directive(office, secret.id, {"secrecy": "top_secret"}, reason="Nhầm độ mật")
    assert directive_row(office, secret.id).secrecy == "top_secret"


def test_a_second_entry_of_the_same_paper_is_warned_of(office: Office):
    first = make_directive(office)
    again = make_directive(office, issuing_agency="Uỷ ban nhân dân tỉnh Gia Lai", document_number="6 /CT-UBND")
    assert [(notice.code, notice.facts["ids"], notice.facts["numbers"]) for notice in again.notices] == [
        ("duplicate_directive", (first.id,), "01")
    ]
    assert make_directive(office, issuing_agency="UBND tỉnh Đắk Lắk").notices == ()
    assert make_directive(office, issued_date=date(2025, 11, 18)).notices == ()
    assert make_directive(office, document_number="").notices == ()
    assert make_directive(office, document_number="").notices == ()


def test_duplicates_are_found_while_typing_and_forget_cancelled_lines(office: Office):
    first = make_directive(office, issuing_agency="UBND tỉnh")
    with office.read() as connection:

        def found(**asked):
            return find_duplicates(connection, **{"agency": "", "number": "6/ct-ubnd", "year": None, **asked})

        assert found() == [first.id]
        assert found(agency="Ủy ban nhân dân tỉnh Gia Lai", year=2026) == [first.id]
        assert found(agency="Sở Y tế") == []
        assert found(year=2025) == []
        assert found(number="") == []
        assert found(ignore_id=first.id) == []
    services.cancel_directive(office, first.id, reason="Trùng")
    with office.read() as connection:
        assert find_duplicates(connection, agency="", number="06/CT-UBND") == []


def test_an_import_finds_its_papers_by_agency_number_and_date(office: Office):
    first = make_directive(office, issuing_agency="UBND tỉnh")
    second = make_directive(office, document_number="12/SYT-NVY", issuing_agency="Sở Y tế", issued_date=None)
    gone = make_directive(office, document_number="13/SYT-NVY", issuing_agency="Sở Y tế")
    services.cancel_directive(office, gone.id, reason="Sai")
    papers = [
        ("UBND tỉnh Gia Lai", "6/CT-UBND", date(2026, 11, 18)),
        ("UBND tỉnh Gia Lai", "6/CT-UBND", date(2025, 11, 18)),
        ("Sở Y tế tỉnh", "012/SYT-NVY", None),
        ("Sở Tư pháp", "012/SYT-NVY", None),
        ("Sở Y tế", "13/SYT-NVY", date(2026, 11, 18)),
        ("Sở Y tế", "", None),
    ]
    with office.read() as connection:
        assert match_directives(connection, papers) == [first.id, None, second.id, None, None, None]
        assert match_directives(connection, []) == []


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"arrival_date": TODAY + timedelta(days=1)}, "arrival_in_future"),
        ({"issued_date": TODAY + timedelta(days=1)}, "issued_after_arrival"),
        ({"forwarded_date": TODAY - timedelta(days=1)}, "forwarded_before_arrival"),
        ({"due_date": TODAY - timedelta(days=1)}, "due_before_arrival"),
        ({"reply_date": TODAY - timedelta(days=1)}, "reply_before_arrival"),
        ({"urgency": "flash"}, "arrival_time_missing"),
    ],
)
def test_what_looks_wrong_is_said_and_entered(office: Office, fields, code):
    made = make_directive(office, **fields)
    assert codes(made) == [code]
    assert directive_row(office, made.id).printed_number == "01"


def test_a_correction_of_a_filled_field_needs_a_reason(office: Office):
    made = make_directive(office, note="")
    services.correct_directive(office, made.id, {"note": "Kèm 2 phụ lục"})
    with refused("reason_needed", "reason"):
        services.correct_directive(office, made.id, {"subject": "Khác", "note": "Kèm 3 phụ lục"})
    assert directive_row(office, made.id).note == "Kèm 2 phụ lục"
    done = services.correct_directive(office, made.id, {"document_number": "Số: 16/CT-UBND", "issued_date": None}, reason="Gõ nhầm số")
    row = directive_row(office, made.id)
    assert (row.document_number, row.issued_date, row.printed_number) == ("16/CT-UBND", None, "01")
    with office.read() as connection:
        whole = load_whole(connection, made.id, office.when(), office.calendar())
        assert find_duplicates(connection, agency="", number="16/CT-UBND") == [made.id]
    assert (whole.history[0].reason, whole.history[0].seq) == ("Gõ nhầm số", done.seq)
    assert services.correct_directive(office, made.id, {"document_number": "16/CT-UBND"}).seq == 0


def test_a_correction_may_not_touch_everything(office: Office):
    made = make_directive(office)
    with refused("not_correctable", "arrival_number"):
        services.correct_directive(office, made.id, {"arrival_number": 5}, reason="x")
    with refused("number_keeps_year", "arrival_date"):
        services.correct_directive(office, made.id, {"arrival_date": date(2025, 12, 31)}, reason="x")
    with refused("missing_content", "arrival_date"):
        services.correct_directive(office, made.id, {"arrival_date": None}, reason="x")
    with refused("missing_content", "subject"):
        services.correct_directive(office, made.id, {"subject": " "}, reason="x")
    with refused("not_found"):
        services.correct_directive(office, 99, {"note": "x"})


def test_a_correction_that_makes_a_duplicate_is_warned_of(office: Office):
    first = make_directive(office)
    other = make_directive(office, document_number="60/CT-UBND")
    done = services.correct_directive(office, other.id, {"document_number": "06/CT-UBND"}, reason="Gõ nhầm")
    assert [notice.facts["ids"] for notice in done.notices] == [(first.id,)]


def test_forwarding_names_the_recipient(office: Office):
    made = make_directive(office)
    unit, person = department_id(office, "Phòng Kinh tế"), official_id(office, "Lê Thị Cúc")
    assert directive_row(office, made.id).state == "not_forwarded"
    services.forward_directive(office, made.id, official_id=person)
    row = directive_row(office, made.id)
    assert (row.recipient, row.recipient_department_id, row.recipient_official_id) == ("Lê Thị Cúc (Phòng Kinh tế)", unit, person)
    assert (row.forwarded_date, row.state) == (TODAY, "no_due_date")
    services.forward_directive(office, made.id, recipient="Phòng VHXH; Trạm Y tế xã", forwarded_date=date(2026, 11, 23))
    row = directive_row(office, made.id)
    assert (row.recipient, row.recipient_official_id) == ("Phòng VHXH; Trạm Y tế xã", None)
    assert row.recipient_department_id == department_id(office, "Phòng Văn hóa - Xã hội")
    with refused("missing_content", "recipient"):
        services.forward_directive(office, made.id)
    with refused("not_found", "recipient"):
        services.forward_directive(office, made.id, department_id=999)
    done = services.forward_directive(office, made.id, department_id=unit, forwarded_date=date(2026, 11, 1))
    assert codes(done) == ["forwarded_before_arrival"]


def test_a_corrected_recipient_moves_the_link_with_the_name(office: Office):
    made = make_directive(office, recipient="Phòng Kinh tế")
    assert directive_row(office, made.id).recipient_department_id == department_id(office, "Phòng Kinh tế")
    services.correct_directive(office, made.id, {"recipient": "Trạm Y tế xã"}, reason="Nhầm")
    assert directive_row(office, made.id).recipient_department_id is None
    unit = department_id(office, "Phòng Văn hóa - Xã hội")
    services.correct_directive(office, made.id, {"recipient_department_id": unit})
    assert directive_row(office, made.id).recipient == "Phòng Văn hóa - Xã hội"
    assert codes(make_directive(office, document_number="9/KH", recipient="Ông Nguyễn Văn Nào Đó")) == []


def test_an_instruction_may_give_the_first_due_date(office: Office):
    made = make_directive(office)
    services.instruct_directive(office, made.id, instruction="Phòng Kinh tế chủ trì, báo cáo trước 30/11", due_date=date(2026, 11, 30))
    row = directive_row(office, made.id)
    assert (row.due_date, row.original_due_date) == (date(2026, 11, 30), date(2026, 11, 30))
    services.instruct_directive(office, made.id, instruction="Thêm: phối hợp Công an xã", due_date=date(2026, 11, 30))
    with refused("due_date_given", "due_date"):
        services.instruct_directive(office, made.id, instruction="Gia hạn", due_date=date(2026, 12, 1))
    with refused("missing_content", "leader_instruction"):
        services.instruct_directive(office, made.id, instruction="  ")
    assert directive_row(office, made.id).leader_instruction == "Thêm: phối hợp Công an xã"


def test_moving_a_due_date_needs_a_reason_and_keeps_the_first(office: Office):
    made = make_directive(office)
    assert services.set_due_date(office, made.id, due_date=date(2026, 11, 25)).label == "directive.set_due_date"
    with refused("reason_needed", "reason"):
        services.set_due_date(office, made.id, due_date=date(2026, 12, 1))
    moved = services.set_due_date(office, made.id, due_date=date(2026, 12, 1), reason="Tỉnh cho lùi")
    row = directive_row(office, made.id)
    assert (moved.label, row.due_date, row.original_due_date) == ("directive.extend", date(2026, 12, 1), date(2026, 11, 25))
    with office.read() as connection:
        explanation = load_whole(connection, made.id, office.when(), office.calendar()).explanation
    assert "01/12/2026" in explanation
    assert "25/11/2026" in explanation
    with refused("impossible_date", "due_date"):
        services.set_due_date(office, made.id, due_date=date(1, 1, 1), reason="x")
    services.reply_to_directive(office, made.id, reply_number="9/BC-UBND", reply_date=TODAY)
    with refused("directive_answered"):
        services.set_due_date(office, made.id, due_date=date(2026, 12, 9), reason="x")


def test_a_corrected_slip_in_a_due_date_corrects_the_original_only_before_it_was_moved(office: Office):
    made = make_directive(office, due_date=date(2026, 11, 15))
    services.correct_directive(office, made.id, {"due_date": date(2026, 11, 25)}, reason="Gõ nhầm")
    assert directive_row(office, made.id).original_due_date == date(2026, 11, 25)
    services.set_due_date(office, made.id, due_date=date(2026, 12, 1), reason="Tỉnh cho lùi")
    services.correct_directive(office, made.id, {"due_date": date(2026, 12, 2)}, reason="Gõ nhầm")
    row = directive_row(office, made.id)
    assert (row.due_date, row.original_due_date) == (date(2026, 12, 2), date(2026, 11, 25))


def test_a_reply_closes_the_document_and_can_be_taken_back_by_correction(office: Office):
    made = make_directive(office, due_date=date(2026, 11, 25))
    with refused("missing_content", "reply_number"):
        services.reply_to_directive(office, made.id, reply_number="", reply_date=TODAY)
    with refused("reply_before_arrival", "reply_date"):
        services.reply_to_directive(office, made.id, reply_number="9/BC", reply_date=date(2026, 11, 1))
    done = services.reply_to_directive(office, made.id, reply_number="Số 9/BC-UBND", reply_date=date(2026, 11, 26))
    assert codes(done) == ["reply_in_future"]
    row = directive_row(office, made.id)
    assert (row.reply_number, row.state, row.days_late, row.days_left) == ("9/BC-UBND", "completed_late", 1, None)
    with refused("directive_answered"):
        services.reply_to_directive(office, made.id, reply_number="10/BC", reply_date=TODAY)
    services.correct_directive(office, made.id, {"reply_number": "", "reply_date": None}, reason="Gửi nhầm văn bản")
    assert directive_row(office, made.id).state == "not_forwarded"


def test_a_cancelled_document_is_closed_to_everything(office: Office):
    made = make_directive(office)
    with refused("reason_needed", "reason"):
        services.cancel_directive(office, made.id, reason=" ")
    services.cancel_directive(office, made.id, reason="Gửi nhầm nơi nhận")
    row = directive_row(office, made.id)
    assert (row.state, row.cancelled, row.cancel_reason) == ("cancelled", True, "Gửi nhầm nơi nhận")
    before = picture(office)
    for work in (
        lambda: services.cancel_directive(office, made.id, reason="Lần nữa"),
        lambda: services.correct_directive(office, made.id, {"note": "x"}),
        lambda: services.forward_directive(office, made.id, recipient="Phòng Kinh tế"),
        lambda: services.instruct_directive(office, made.id, instruction="x"),
        lambda: services.set_due_date(office, made.id, due_date=TODAY),
        lambda: services.reply_to_directive(office, made.id, reply_number="1", reply_date=TODAY),
    ):
        with refused("directive_cancelled"):
            work()
    assert picture(office) == before


def test_every_action_can_be_undone_and_done_again(office: Office):
    made = make_directive(office, note="")
    for work in (
        lambda: services.correct_directive(office, made.id, {"note": "x", "issuing_agency": "Công ty Mới"}, reason="Nhầm"),
        lambda: services.forward_directive(office, made.id, recipient="Phòng Kinh tế"),
        lambda: services.instruct_directive(office, made.id, instruction="Làm ngay", due_date=TODAY),
        lambda: services.set_due_date(office, made.id, due_date=date(2026, 12, 1), reason="Lùi"),
        lambda: services.reply_to_directive(office, made.id, reply_number="1/BC", reply_date=TODAY),
        lambda: services.cancel_directive(office, made.id, reason="Sai"),
    ):
        before = picture(office)
        done = work()
        after = picture(office)
        assert before != after
        assert made.id in done.changes.of("directive")
        office.undo()
        assert picture(office) == before
        office.redo()
        assert picture(office) == after


def test_an_undone_receipt_is_struck_and_comes_back_by_redo(office: Office):
    made = make_directive(office)
    after = picture(office)
    office.undo()
    assert directive_row(office, made.id).state == "cancelled"
    office.redo()
    assert picture(office) == after


def test_a_row_crosses_as_plain_values(office: Office):
    made = make_directive(office, due_date=date(2026, 11, 25))
    row = directive_row(office, made.id)
    assert all(isinstance(value, str | int | date | datetime | None) for value in row)
    with pytest.raises(AttributeError):
        row.note = "x"  # type: ignore[misc]


def test_an_instruction_may_name_who_handles_it(office):
    made = make_directive(office)
    services.instruct_directive(office, made.id, instruction="Giao Phòng Kinh tế", recipient="Phòng Kinh tế")
    row = directive_row(office, made.id)
    assert (row.leader_instruction, row.recipient, row.forwarded_date) == ("Giao Phòng Kinh tế", "Phòng Kinh tế", office.today())
