"""Dossiers come in: codes, limits and appointments as on the day of receipt, corrections, cancellation."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from models.clock.working_days import CalendarDay, DayKind
from models.errors import OfficeError
from models.office import Office
from models.registers.dossiers import receipt, services
from models.registers.dossiers.codes import normal_dossier_code, normal_phone
from models.registers.dossiers.entering import Desk, enter_dossier, update_dossiers
from models.registers.dossiers.queries import find_by_key
from models.registers.dossiers.rows import DossierEntry, to_list_json
from models.registers.office_calendar import add_day
from models.registers.procedures import ProcedureEntry, add_version
from tests.factories import department_id, official_id
from tests.factories_dossiers import MARITAL_STATUS, PENSION, RECEIVED, dossier_entry, make_dossier, moment, row_of, whole_of


def refused(code: str, field: str | None = None):
    """The refusal that is expected, told by its code and field."""

    def right(error: OfficeError) -> bool:
        return error.code == code and (field is None or error.field == field)

    return pytest.raises(OfficeError, check=right)


def enter(office: Office, entry: DossierEntry) -> int:
    desk = Desk.of(office)
    with office.write("import.dossiers") as tx:
        return enter_dossier(tx, entry, desk)


def update(office: Office, dossier_id: int, **changes: object) -> bool:
    desk = Desk.of(office)
    with office.write("import.dossiers") as tx:
        return update_dossiers(tx, {dossier_id: changes}, desk) == 1


def test_receipt_takes_name_field_limit_and_appointment_from_the_catalogue(office: Office) -> None:
    dossier_id = make_dossier(office, procedure_code="1.004873.000.00.00.H21", received_at=moment(20, 10))
    whole = whole_of(office, dossier_id)
    assert whole.row.procedure_code == MARITAL_STATUS
    assert whole.row.procedure_name == "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân"
    assert whole.row.field == "Hộ tịch"
    assert (whole.limit_value, whole.limit_unit) == (3.0, "working_day")
    # The worked example of the law: Friday 10:00, 24/11 is a holiday.
    assert whole.row.appointment_at == whole.row.original_appointment_at == moment(26, 17)
    assert "hẹn 26/11" in whole.explanation
    assert whole.row.status == 2
    assert (whole.row.state, whole.row.days_left) == ("due_soon", 3)


def test_codes_count_on_through_the_day_and_are_never_used_again(office: Office) -> None:
    first = row_of(office, make_dossier(office)).dossier_code
    second = make_dossier(office)
    assert first == "H21.88-261102-0001"
    assert row_of(office, second).dossier_code == "H21.88-261102-0002"
    receipt.cancel_dossier(office, second, reason="nhập nhầm")
    third = make_dossier(office)
    assert row_of(office, third).dossier_code == "H21.88-261102-0003"
    office.undo()
    assert row_of(office, make_dossier(office)).dossier_code == "H21.88-261102-0004"
    make_dossier(office, dossier_code="h21.88-261102- 0041")
    assert row_of(office, make_dossier(office)).dossier_code == "H21.88-261102-0042"
    assert row_of(office, make_dossier(office, received_at=moment(3))).dossier_code == "H21.88-261103-0001"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (" h21.88-261020-0975 ", "H21.88-261020-0975"),
        ("H15.50.05.13 - 261008 - 0975", "H15.50.05.13-261008-0975"),
        ("000.17.22.h56–210531–0001", "000.17.22.H56-210531-0001"),
    ],
)
def test_codes_lose_spaces_and_become_capitals(written: str, kept: str) -> None:
    assert normal_dossier_code(written) == kept


@pytest.mark.parametrize(
    "written", ["H21.88-2610-0975", "261020-0975", "H21.88-261020-12", "x" * 300, "H21.88-261020-0975; DROP", "Đ1-261020-0975"]
)
def test_what_is_no_code_is_refused(written: str) -> None:
    with pytest.raises(OfficeError):
        normal_dossier_code(written)


def test_the_same_code_is_refused_until_its_dossier_is_cancelled(office: Office) -> None:
    first = make_dossier(office, dossier_code="H21.88-261101-0007")
    with refused("duplicate_code", "dossier_code"):
        make_dossier(office, dossier_code="H21.88-261101-0007")
    receipt.cancel_dossier(office, first, reason="nhập nhầm")
    again = make_dossier(office, dossier_code="H21.88-261101-0007")
    with office.read() as connection:
        assert find_by_key(connection, "h21.88-261101-0007") == again


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("0905 123 218", "0905123218"),
        ("+84905123218", "0905123218"),
        ("84 905.123.218", "0905123218"),
        ("0269 3 824 123", "02693824123"),
        ("gặp chị Lan 0905123218", "gặp chị Lan 0905123218"),
        ("0905123218 - 0905123219", "0905123218 - 0905123219"),
        ("", ""),
    ],
)
def test_telephones_are_kept_with_their_leading_zero(written: str, kept: str) -> None:
    assert normal_phone(written) == kept


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"applicant": "  "}, "missing_content", "applicant"),
        ({"procedure_code": "", "procedure_name": ""}, "missing_content", "procedure_name"),
        ({"applicant": "x" * 1_001}, "too_long", "applicant"),
        ({"channel": 4}, "bad_channel", "channel"),
        ({"status": 11}, "bad_status", "status"),
        ({"status": 9}, "bad_status", "status"),
        ({"received_at": datetime(206, 11, 2)}, "impossible_date", "received_at"),
        ({"received_at": moment(21)}, "date_in_future", "received_at"),
        ({"appointment_at": moment(1)}, "moments_out_of_order", "appointment_at"),
        ({"limit_value": -1.0, "limit_unit": "day"}, "bad_limit", "limit_value"),
        ({"limit_value": 3.0, "limit_unit": "tuần"}, "bad_limit", "limit_value"),
        ({"limit_value": 3.0}, "bad_limit", "limit_value"),
        ({"handler_id": 999}, "not_found", "handler_id"),
        ({"handling_department_id": 999}, "not_found", "handling_department_id"),
        ({"dossier_code": "12"}, "bad_code", "dossier_code"),
    ],
)
def test_an_impossible_receipt_is_refused_and_leaves_nothing(office: Office, fields: dict, code: str, field: str) -> None:
    before = office_size(office)
    with refused(code, field):
        make_dossier(office, **fields)
    assert office_size(office) == before


def office_size(office: Office) -> int:
    with office.read() as connection:
        return office.database.newest_seq(connection)


def test_without_an_agency_code_the_number_must_be_typed(office: Office) -> None:
    office.change_settings(agency_code="")
    with refused("agency_code_missing", "dossier_code"):
        make_dossier(office)
    assert make_dossier(office, dossier_code="H21.88-261102-0001")


def test_an_official_implies_their_department(office: Office) -> None:
    dossier_id = make_dossier(office, handler_id=official_id(office, "Lê Thị Cúc"))
    row = row_of(office, dossier_id)
    assert (row.handler, row.department) == ("Lê Thị Cúc", "Phòng Kinh tế")
    assert row.handling_department_id == department_id(office, "Phòng Kinh tế")


def test_a_procedure_that_nobody_knows_has_no_appointment(office: Office) -> None:
    dossier_id = make_dossier(office, procedure_code="6.000001", procedure_name="Việc nội bộ")
    whole = whole_of(office, dossier_id)
    assert whole.row.procedure_code == "6.000001"
    assert whole.row.appointment_at is None
    assert whole.row.state == "no_due_date"
    assert "không ghi thời hạn" in whole.explanation


def test_a_given_appointment_is_kept_and_explained(office: Office) -> None:
    dossier_id = make_dossier(office, appointment_at=moment(12, 11))
    whole = whole_of(office, dossier_id)
    assert whole.row.appointment_at == moment(12, 11)
    assert "giấy hẹn ghi 12/11/2026 11:00" in whole.explanation


def test_what_was_promised_does_not_move_with_catalogue_settings_or_calendar(office: Office) -> None:
    dossier_id = make_dossier(office, received_at=moment(19, 15, 30))
    before = whole_of(office, dossier_id)
    shorter = ProcedureEntry(code=PENSION, name="Tên mới", processing_value=1, processing_unit="day", valid_from=date(2026, 11, 20))
    add_version(office, shorter)
    office.change_settings(cutoff_time=time(16, 0), appointment_time=time(11, 0))
    outcome = add_day(office, CalendarDay(before.row.appointment_at.date(), DayKind.EXTRA_REST, "Nghỉ bão"))
    assert [notice.code for notice in outcome.notices] == ["appointments_on_rest_day"]
    after = whole_of(office, dossier_id)
    assert after.row.appointment_at == after.row.original_appointment_at == before.row.appointment_at
    assert after.row.procedure_name == before.row.procedure_name
    assert (after.limit_value, after.limit_unit) == (10.0, "working_day")
    # The kept rules still explain it by 15:00; a new dossier goes by the new ones.
    assert "sau 15:00" in after.explanation
    fresh = whole_of(office, make_dossier(office, received_at=moment(20, 15, 30)))
    assert (fresh.row.procedure_name, fresh.limit_value, fresh.limit_unit) == ("Tên mới", 1.0, "day")
    assert "sau 15:00" not in fresh.explanation


def test_an_older_dossier_finds_the_version_of_its_day(office: Office) -> None:
    add_version(
        office, ProcedureEntry(code=PENSION, name="Mới", processing_value=5, processing_unit="working_day", valid_from=date(2026, 11, 10))
    )
    assert whole_of(office, make_dossier(office, received_at=moment(9))).limit_value == 10
    assert whole_of(office, make_dossier(office, received_at=moment(10))).limit_value == 5


def test_an_online_dossier_waits_for_acceptance(office: Office) -> None:
    dossier_id = make_dossier(office, status=1, channel=2)
    waiting = whole_of(office, dossier_id)
    assert (waiting.row.state, waiting.row.appointment_at) == ("not_accepted_yet", None)
    assert "chưa tiếp nhận" in waiting.explanation
    receipt.accept_dossier(office, dossier_id, at=moment(3, 8))
    accepted = row_of(office, dossier_id)
    assert (accepted.status, accepted.received_at, accepted.appointment_at) == (2, moment(3, 8), moment(17, 17))
    assert accepted.original_appointment_at == accepted.appointment_at


def test_correcting_the_receipt_moves_an_appointment_that_the_clock_gave(office: Office) -> None:
    dossier_id = make_dossier(office)
    assert row_of(office, dossier_id).appointment_at == moment(16, 17)
    receipt.correct_dossier(office, dossier_id, {"received_at": moment(4)}, reason="ghi nhầm ngày")
    row = row_of(office, dossier_id)
    assert row.appointment_at == moment(18, 17)
    assert row.original_appointment_at == moment(16, 17)
    receipt.correct_dossier(office, dossier_id, {"procedure_code": MARITAL_STATUS}, reason="nhầm thủ tục")
    row = row_of(office, dossier_id)
    assert (row.procedure_name, row.field) == ("Thủ tục cấp Giấy xác nhận tình trạng hôn nhân", "Hộ tịch")
    assert row.appointment_at == moment(9, 17)


def test_correcting_the_receipt_leaves_an_appointment_given_by_hand(office: Office) -> None:
    dossier_id = make_dossier(office, appointment_at=moment(12, 11))
    receipt.correct_dossier(office, dossier_id, {"received_at": moment(4)}, reason="ghi nhầm ngày")
    assert row_of(office, dossier_id).appointment_at == moment(12, 11)
    receipt.correct_dossier(office, dossier_id, {"appointment_at": moment(13, 11)}, reason="ghi nhầm ngày hẹn")
    assert row_of(office, dossier_id).original_appointment_at == moment(13, 11)


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"resolved_at": moment(1)}, "moments_out_of_order", "resolved_at"),
        ({"resolved_at": moment(5)}, "status_without_result", "status"),
        ({"status": 9}, "status_without_result", "status"),
        ({"applicant": ""}, "missing_content", "applicant"),
        ({"uid": "x"}, "unknown_field", "uid"),
        ({"dossier_code": "H21.88-261102-0002"}, "duplicate_code", "dossier_code"),
    ],
)
def test_a_correction_cannot_make_nonsense(office: Office, changes: dict, code: str, field: str) -> None:
    dossier_id = make_dossier(office)
    make_dossier(office)
    before = whole_of(office, dossier_id)
    with refused(code, field):
        receipt.correct_dossier(office, dossier_id, changes, reason="thử")
    assert whole_of(office, dossier_id) == before


def test_a_wrong_result_is_taken_back_by_correction(office: Office) -> None:
    dossier_id = make_dossier(office)
    services.resolve_dossier(office, dossier_id, at=moment(5))
    receipt.correct_dossier(office, dossier_id, {"status": 4, "resolved_at": None}, reason="chưa có kết quả")
    whole = whole_of(office, dossier_id)
    assert (whole.row.status, whole.row.resolved_at, whole.closed_at) == (4, None, None)


def test_a_correction_needs_a_reason_and_a_live_dossier(office: Office) -> None:
    dossier_id = make_dossier(office)
    with refused("reason_needed", "reason"):
        receipt.correct_dossier(office, dossier_id, {"note": "x"}, reason=" ")
    receipt.cancel_dossier(office, dossier_id, reason="nhập nhầm")
    row = row_of(office, dossier_id)
    assert row.state == "cancelled"
    with refused("dossier_cancelled"):
        receipt.correct_dossier(office, dossier_id, {"note": "x"}, reason="thử")
    with refused("not_found"):
        receipt.cancel_dossier(office, 12_345, reason="thử")


def test_a_list_is_entered_as_it_says_even_where_it_contradicts_itself(office: Office) -> None:
    dossier_id = enter(office, dossier_entry(status=10, resolved_at=moment(1), returned_at=moment(1, 7), appoint=False))
    whole = whole_of(office, dossier_id)
    assert (whole.row.status, whole.row.resolved_at, whole.row.appointment_at) == (10, moment(1), None)
    assert whole.closed_at == RECEIVED


def test_the_closing_moment_of_a_list_is_told_or_taken_from_the_appointment(office: Office) -> None:
    stopped = enter(office, dossier_entry(status=8, appointment_at=moment(10, 17)))
    assert whole_of(office, stopped).closed_at == moment(10, 17)
    later = enter(office, dossier_entry(status=7, appointment_at=datetime(2026, 12, 30, 17)))
    assert whole_of(office, later).closed_at == office.now()
    told = enter(office, dossier_entry(status=7, closed_at=moment(5)))
    assert whole_of(office, told).closed_at == moment(5)


def test_an_update_from_a_list_changes_what_differs_and_keeps_the_first_appointment(office: Office) -> None:
    dossier_id = enter(office, dossier_entry(appointment_at=moment(10, 17), status=4))
    assert update(office, dossier_id, status=4, applicant="Nguyễn  Thị Lan") is False
    assert update(office, dossier_id, status=9, resolved_at=moment(12, 8), appointment_at=moment(12, 17)) is True
    whole = whole_of(office, dossier_id)
    assert (whole.row.appointment_at, whole.row.original_appointment_at) == (moment(12, 17), moment(10, 17))
    assert (whole.row.state, whole.closed_at) == ("completed_on_time", moment(12, 8))
    assert update(office, dossier_id, status=10, returned_at=moment(13, 8)) is True
    assert whole_of(office, dossier_id).closed_at == moment(12, 8)


def test_the_line_of_the_command_line_has_the_agreed_keys(office: Office) -> None:
    dossier_id = make_dossier(office, address="Thôn 1", note="", received_at=moment(2, 9, 15))
    shown = to_list_json(row_of(office, dossier_id))
    expected = (
        "uid dossier_code procedure_code procedure_name field applicant phone address channel received_at appointment_at resolved_at"
        " returned_at status state days_late note"
    )
    assert list(shown) == expected.split()
    assert shown["received_at"] == "2026-11-02T09:15:00"
    assert (shown["note"], shown["resolved_at"], shown["status"], shown["days_late"]) == (None, None, 2, 4)
