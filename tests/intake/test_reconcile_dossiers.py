"""A list of dossiers beside our register: what is told differently, what only one side has, the false lateness first."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from models.errors import OfficeError
from models.intake.reconcile.compare import compare
from models.office import Office
from models.registers.comparison import Finding
from models.registers.dossiers.receipt import cancel_dossier
from models.registers.dossiers.services import resolve_dossier, return_dossier
from tests.factories_dossiers import make_dossier, moment, row_of
from tests.intake.reconciling import compared, plan_of


def as_theirs(office: Office, dossier_id: int, **other: Any) -> dict[str, Any]:
    """A row of their list that says the same of a dossier, with what the test cares about replaced."""
    row = row_of(office, dossier_id)
    names = ("dossier_code", "procedure_code", "procedure_name", "field", "applicant", "phone", "received_at", "appointment_at")
    values = {name: getattr(row, name) for name in names}
    return {**values, "status": row.status, "resolved_at": row.resolved_at, "returned_at": row.returned_at, **other}


def test_what_agrees_is_only_counted(office: Office) -> None:
    first, second = make_dossier(office), make_dossier(office, applicant="Lê Văn Bình")
    found = compared(office, "dossiers", [as_theirs(office, first), as_theirs(office, second)])
    assert not found.items
    assert found.counts()["same"] == found.counts()["compared"] == 2


def test_typing_makes_no_difference(office: Office) -> None:
    made = make_dossier(office, applicant="Nguyễn Thị Hoà", address="Thôn An Thường, xã Hoài Ân", received_at=moment(2, 9, 15))
    row = row_of(office, made)
    theirs = as_theirs(
        office,
        made,
        applicant="NGUYỄN  THỊ HÒA",
        address="Thôn An Thường,xã Hoài Ân.",
        phone="+84 905 123 218",
        procedure_code=row.procedure_code + ".000.00.00.H21",
        received_at=datetime(2026, 11, 2, 9, 15, 42),
        appointment_at=datetime.combine(row.appointment_at.date(), datetime.min.time()),  # type: ignore[union-attr]
    )
    assert not compared(office, "dossiers", [theirs]).items


def test_other_tone_marks_are_another_name(office: Office) -> None:
    made = make_dossier(office, applicant="Trần Thị Hạnh")
    [item] = compared(office, "dossiers", [as_theirs(office, made, applicant="Trần Thị Hành")]).items
    assert item.finding is Finding.TEXTS
    assert [(each.field, each.ours, each.theirs) for each in item.differences] == [("applicant", "Trần Thị Hạnh", "Trần Thị Hành")]


def test_finished_here_and_late_there_stands_first(office: Office) -> None:
    wrong_name = make_dossier(office, applicant="Lê Văn Bình")
    open_there = make_dossier(office, received_at=moment(16, 8))
    late = make_dossier(office, appointment_at=moment(9, 17))
    later = make_dossier(office, appointment_at=moment(5, 17))
    rows = [as_theirs(office, wrong_name, applicant="Lê Văn Binh"), *(as_theirs(office, each) for each in (open_there, late, later))]
    resolve_dossier(office, open_there, at=moment(18))
    resolve_dossier(office, late, at=moment(6))
    resolve_dossier(office, later, at=moment(4))
    items = compared(office, "dossiers", rows).items
    assert [item.record_id for item in items] == [later, late, open_there, wrong_name]
    assert [(item.finding, item.late, item.days_late) for item in items] == [
        (Finding.DONE_HERE, True, 11),
        (Finding.DONE_HERE, True, 9),
        (Finding.DONE_HERE, False, 0),
        (Finding.TEXTS, False, 0),
    ]
    assert [item.id for item in items] == [1, 2, 3, 4]
    status = items[0].difference("status")
    assert status is not None
    assert (status.ours, status.theirs) == (9, 2)


def test_late_by_their_own_appointment(office: Office) -> None:
    made = make_dossier(office)
    theirs = as_theirs(office, made, appointment_at=moment(18, 17))
    resolve_dossier(office, made, at=moment(10))
    [item] = compared(office, "dossiers", [theirs]).items
    assert (item.late, item.days_late) == (True, 2)


def test_a_paused_one_is_not_late_there(office: Office) -> None:
    made = make_dossier(office, appointment_at=moment(5, 17))
    theirs = as_theirs(office, made, status=5)
    resolve_dossier(office, made, at=moment(4))
    [item] = compared(office, "dossiers", [theirs]).items
    assert (item.finding, item.late) == (Finding.DONE_HERE, False)


def test_without_status_the_moments_tell(office: Office) -> None:
    made = make_dossier(office, appointment_at=moment(5, 17))
    resolve_dossier(office, made, at=moment(4))
    theirs = as_theirs(office, made, resolved_at=None)
    del theirs["status"], theirs["returned_at"]
    [item] = compared(office, "dossiers", [theirs]).items
    assert (item.finding, item.late) == (Finding.DONE_HERE, True)


def test_a_list_without_state_says_nothing_of_it(office: Office) -> None:
    made = make_dossier(office, appointment_at=moment(5, 17))
    resolve_dossier(office, made, at=moment(4))
    theirs = {name: value for name, value in as_theirs(office, made).items() if name in ("dossier_code", "applicant", "received_at")}
    found = compared(office, "dossiers", [theirs])
    assert not found.items
    assert found.fields == ("received_at", "applicant")


def test_finished_there_open_here(office: Office) -> None:
    made = make_dossier(office)
    [item] = compared(office, "dossiers", [as_theirs(office, made, status=9, resolved_at=moment(9, 10))]).items
    assert item.finding is Finding.DONE_THERE
    assert [each.field for each in item.differences] == ["status", "resolved_at"]


def test_another_status_of_the_same_kind(office: Office) -> None:
    made = make_dossier(office)
    resolve_dossier(office, made, at=moment(4))
    theirs = as_theirs(office, made, status=10)
    [item] = compared(office, "dossiers", [theirs]).items
    assert item.finding is Finding.STATE
    return_dossier(office, made, at=moment(5))
    [item] = compared(office, "dossiers", [theirs]).items
    assert [each.field for each in item.differences] == ["returned_at"]


def test_only_theirs_and_only_ours(office: Office) -> None:
    first, missing = make_dossier(office, received_at=moment(2)), make_dossier(office, received_at=moment(3))
    last = make_dossier(office, received_at=moment(5))
    outside = make_dossier(office, received_at=moment(6))
    theirs = {"dossier_code": "H21.88-261104-0099", "applicant": "Phan Anh", "received_at": moment(4), "status": 4}
    found = compared(office, "dossiers", [as_theirs(office, first), theirs, as_theirs(office, last)])
    assert [(item.finding, item.row, item.record_id) for item in found.items] == [
        (Finding.ONLY_THEIRS, 6, None),
        (Finding.ONLY_OURS, None, missing),
    ]
    assert (found.scope.first, found.scope.last) == (date(2026, 11, 2), date(2026, 11, 5))
    assert "từ 02/11/2026 đến 05/11/2026" in found.scope.told()
    assert outside not in {item.record_id for item in found.items}


def test_the_title_may_name_a_longer_period(office: Office) -> None:
    first, outside = make_dossier(office, received_at=moment(9)), make_dossier(office, received_at=moment(3))
    title = "DANH SÁCH HỒ SƠ TIẾP NHẬN từ ngày 01/11/2026 đến ngày 15/11/2026"
    found = compared(office, "dossiers", [as_theirs(office, first)], title=title)
    assert [item.record_id for item in found.items] == [outside]
    assert (found.scope.first, found.scope.last) == (date(2026, 11, 1), date(2026, 11, 15))


def test_without_days_of_receipt_those_of_the_codes_count(office: Office) -> None:
    first, missing = make_dossier(office, received_at=moment(2)), make_dossier(office, received_at=moment(2, 10))
    theirs = as_theirs(office, first)
    del theirs["received_at"]
    assert [item.record_id for item in compared(office, "dossiers", [theirs]).items] == [missing]


def test_a_list_of_what_is_open_is_not_asked_for_the_rest(office: Office) -> None:
    waiting, done = make_dossier(office, received_at=moment(2)), make_dossier(office, received_at=moment(2, 10))
    resolve_dossier(office, done, at=moment(4))
    rows = [as_theirs(office, waiting)]
    assert [item.record_id for item in compared(office, "dossiers", rows).items] == [done]
    found = compared(office, "dossiers", rows, title="Danh sách hồ sơ quá hạn chưa giải quyết")
    assert not found.items
    assert "chưa giải quyết xong" in found.scope.told()


def test_a_row_that_cannot_be_read_is_not_missing_there(office: Office) -> None:
    first, unread = make_dossier(office, received_at=moment(2)), make_dossier(office, received_at=moment(2, 10))
    code = row_of(office, unread).dossier_code
    found = compared(office, "dossiers", [as_theirs(office, first)], refused=[{"dossier_code": f" {code.lower()} "}])
    assert not found.items
    assert [problem.row for problem in found.unread] == [6]
    assert found.counts()["unread"] == 1


def test_what_we_cancelled_is_told_as_such(office: Office) -> None:
    first, cancelled = make_dossier(office), make_dossier(office)
    rows = [as_theirs(office, first), as_theirs(office, cancelled)]
    cancel_dossier(office, cancelled, reason="nhập nhầm")
    [item] = compared(office, "dossiers", rows).items
    assert (item.finding, item.cancelled_here, item.record_id) == (Finding.ONLY_THEIRS, True, None)


def test_an_empty_cell_says_nothing_but_of_dates(office: Office) -> None:
    made = make_dossier(office)
    [item] = compared(office, "dossiers", [as_theirs(office, made, phone="", applicant="", appointment_at=None)]).items
    assert [each.field for each in item.differences] == ["appointment_at"]


def test_the_counts_add_up(office: Office) -> None:
    same, other, missing = (make_dossier(office, received_at=moment(2, hour)) for hour in (8, 9, 10))
    rows = [as_theirs(office, same), as_theirs(office, other, applicant="X"), {"dossier_code": "H21.88-261102-0999"}]
    counts = compared(office, "dossiers", rows, refused=[{}]).counts()
    assert counts["read"] == 4
    assert (counts["same"], counts["different"], counts["only_theirs"], counts["only_ours"], counts["unread"]) == (1, 1, 1, 1, 1)
    assert counts["read"] == counts["compared"] + counts["only_theirs"] + counts["unread"] + counts["not_ours"]
    assert missing


def test_the_office_must_not_have_changed_meanwhile(office: Office) -> None:
    plan = plan_of(office, "dossiers", [as_theirs(office, make_dossier(office))])
    make_dossier(office)
    with pytest.raises(OfficeError) as refused:
        compare(office, plan)
    assert refused.value.code == "plan_outdated"


def test_other_kinds_are_refused(office: Office) -> None:
    with pytest.raises(OfficeError) as refused:
        compare(office, plan_of(office, "directives", []))
    assert refused.value.code == "cannot_reconcile"
