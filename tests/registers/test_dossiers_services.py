"""The work on a dossier: which status may follow which, pauses, extensions, results, and undo of each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.clock.deadlines import ClockRules
from models.clock.working_days import Calendar, seed_days
from models.errors import OfficeError
from models.office import Office
from models.outcome import Outcome
from models.registers.dossiers import receipt, services
from models.registers.dossiers.entering import Desk, enter_dossier
from models.registers.dossiers.explanation import rules_of, rules_text
from models.registers.dossiers.rows import DossierEntry, PauseRow
from models.registers.dossiers.states import TRANSITIONS, Status
from models.storage.journal import entries
from tests.factories import department_id, official_id
from tests.factories_dossiers import RECEIVED, make_dossier, moment, picture, row_of, whole_of
from tests.registers.test_dossiers_receipt import refused

Action = Callable[[Office, int], Outcome]

# One action for each status that it leads to, at a moment after everything that happened before.
ACTIONS: dict[str, tuple[Status, Action]] = {
    "accept": (Status.ACCEPTED, lambda office, found: receipt.accept_dossier(office, found, at=moment(18))),
    "refuse": (Status.REFUSED, lambda office, found: services.refuse_dossier(office, found, reason="thiếu giấy tờ", at=moment(18))),
    "start": (Status.PROCESSING, lambda office, found: services.start_processing(office, found, department_id=1, at=moment(18))),
    "supplement": (
        Status.SUPPLEMENT,
        lambda office, found: services.pause_dossier(office, found, kind="supplement", reason="thiếu bản sao", at=moment(18)),
    ),
    "financial": (
        Status.FINANCIAL,
        lambda office, found: services.pause_dossier(office, found, kind="financial", reason="thuế đất", at=moment(18)),
    ),
    "withdraw": (Status.WITHDRAWN, lambda office, found: services.withdraw_dossier(office, found, reason="công dân rút", at=moment(18))),
    "stop": (Status.STOPPED, lambda office, found: services.stop_dossier(office, found, reason="không đủ điều kiện", at=moment(18))),
    "resolve": (
        Status.RESOLVED,
        lambda office, found: services.resolve_dossier(office, found, at=moment(18), late_reason_code="CNTT"),
    ),
    "return": (Status.RETURNED, lambda office, found: services.return_dossier(office, found, at=moment(19), return_method="Trực tiếp")),
}
# How a dossier comes to each status.
WAYS: dict[Status, tuple[str, ...]] = {
    Status.REGISTERED: (),
    Status.ACCEPTED: (),
    Status.REFUSED: ("refuse",),
    Status.PROCESSING: ("start",),
    Status.SUPPLEMENT: ("supplement",),
    Status.FINANCIAL: ("financial",),
    Status.WITHDRAWN: ("withdraw",),
    Status.STOPPED: ("stop",),
    Status.RESOLVED: ("resolve",),
    Status.RETURNED: ("resolve", "return"),
}


def in_status(office: Office, status: Status) -> int:
    dossier_id = make_dossier(office, status=1 if status is Status.REGISTERED else 2)
    for name in WAYS[status]:
        ACTIONS[name][1](office, dossier_id)
    assert row_of(office, dossier_id).status == status
    return dossier_id


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("status", list(Status))
def test_only_the_steps_of_the_table_can_be_taken(office: Office, status: Status, action: str) -> None:
    dossier_id = in_status(office, status)
    before = picture(office)
    following, act = ACTIONS[action]
    # Handing on while the citizen is waited for is no step: the pause ends by `resume_dossier`.
    if following in TRANSITIONS[status] and not (action == "start" and status in (Status.SUPPLEMENT, Status.FINANCIAL)):
        act(office, dossier_id)
        assert row_of(office, dossier_id).status == following
    else:
        with pytest.raises(OfficeError, check=lambda error: error.code in ("bad_transition", "dossier_paused")):
            act(office, dossier_id)
        assert picture(office) == before


@pytest.mark.parametrize("status", list(Status))
def test_only_a_paused_dossier_is_resumed(office: Office, status: Status) -> None:
    dossier_id = in_status(office, status)
    if status in (Status.SUPPLEMENT, Status.FINANCIAL):
        services.resume_dossier(office, dossier_id, at=moment(19))
        assert row_of(office, dossier_id).status == Status.PROCESSING
    else:
        with refused("bad_transition"):
            services.resume_dossier(office, dossier_id, at=moment(19))


def test_a_refused_dossier_has_no_date_to_explain(office: Office) -> None:
    whole = whole_of(office, in_status(office, Status.REFUSED))
    assert (whole.row.state, whole.close_reason) == ("closed", "thiếu giấy tờ")
    assert whole.explanation == "không được tiếp nhận nên không tính hạn"


def test_a_cancelled_dossier_takes_no_more_work(office: Office) -> None:
    dossier_id = make_dossier(office)
    receipt.cancel_dossier(office, dossier_id, reason="nhập nhầm")
    for _, act in ACTIONS.values():
        with refused("dossier_cancelled"):
            act(office, dossier_id)


STEPS: list[tuple[str, Action]] = [
    ("start", lambda office, found: services.start_processing(office, found, handler_id=official_id(office, "Lê Thị Cúc"), at=moment(3))),
    (
        "forward",
        lambda office, found: services.forward_dossier(office, found, holder="Thuế cơ sở 3", at=moment(3, 10), note="thuế"),
    ),
    ("pause", lambda office, found: services.pause_dossier(office, found, kind="supplement", reason="thiếu", at=moment(4))),
    ("resume", lambda office, found: services.resume_dossier(office, found, at=moment(6))),
    (
        "extend",
        lambda office, found: services.extend_dossier(
            office, found, new_appointment=moment(27, 17), reason="chờ xác minh", apology_number="12/PXL", apology_date=date(2026, 11, 17)
        ),
    ),
    ("correct", lambda office, found: receipt.correct_dossier(office, found, {"phone": "0912 000 111"}, reason="sai số")),
    ("apologise", lambda office, found: services.record_apology(office, found, number="15/PXL", apology_date=date(2026, 11, 18))),
    ("resolve", lambda office, found: services.resolve_dossier(office, found, at=moment(19, 16))),
    ("return", lambda office, found: services.return_dossier(office, found, at=moment(20, 8), return_method="Bưu chính")),
    ("cancel", lambda office, found: receipt.cancel_dossier(office, found, reason="trùng")),
]


def test_each_step_is_one_entry_and_can_be_undone_and_redone(office: Office) -> None:
    dossier_id = make_dossier(office)
    for name, act in STEPS:
        before = picture(office)
        outcome = act(office, dossier_id)
        after = picture(office)
        assert after != before, name
        assert (outcome.id, outcome.label) == (dossier_id, f"dossier.{name}")
        assert dossier_id in outcome.changes.of("dossier")
        assert outcome.uid == row_of(office, dossier_id).uid
        office.undo()
        assert picture(office) == before, name
        office.redo()
        assert picture(office) == after, name
    with office.read() as connection:
        told = [(entry.label, entry.subject) for entry in entries(connection) if entry.kind == "change"]
    assert told[0] == ("dossier.cancel", "H21.88-261102-0001")


def test_the_line_of_events_tells_all_in_order(office: Office) -> None:
    dossier_id = make_dossier(office)
    for _, act in STEPS[:-1]:
        act(office, dossier_id)
    whole = whole_of(office, dossier_id)
    kinds = [item.kind for item in whole.timeline]
    # The extension was asked for now (20/11 at 0:00), after the result in the calendar.
    assert kinds == ["received", "start", "forward", "paused_supplement", "resumed", "resolved", "extended", "returned"]
    assert [step.holder for step in whole.steps] == ["Lê Thị Cúc (Phòng Kinh tế)", "Thuế cơ sở 3"]
    assert whole.row.holder == "Thuế cơ sở 3"
    assert whole.row.handler == "Lê Thị Cúc"
    assert whole.extensions[0].old_appointment_at == moment(18, 17)
    assert [entry.label for entry in whole.history][-1] == "dossier.receive"


def test_a_hand_over_names_somebody(office: Office) -> None:
    dossier_id = make_dossier(office)
    with refused("holder_needed", "holder"):
        services.start_processing(office, dossier_id, at=moment(3))
    with refused("not_found", "handler_id"):
        services.start_processing(office, dossier_id, handler_id=99, at=moment(3))
    economy, other = department_id(office, "Phòng Kinh tế"), official_id(office, "Phạm Văn Dũng")
    with refused("official_of_other_department", "handler_id"):
        services.start_processing(office, dossier_id, department_id=economy, handler_id=other, at=moment(3))
    services.start_processing(office, dossier_id, department_id=economy, at=moment(3))
    assert row_of(office, dossier_id).holder == "Phòng Kinh tế"


# Received Monday 2/11 at 9:00, ten working days: due Monday 16/11 at 17:00.
@pytest.mark.parametrize(
    ("start", "end", "due"),
    [
        (moment(4), moment(6), moment(18, 17)),
        (moment(4), moment(4, 14), moment(16, 17)),
        # Papers that come after 15:00 count from the next morning, as at the receipt.
        (moment(4), moment(4, 16), moment(17, 17)),
        (moment(7), moment(8), moment(17, 17)),
        (moment(13, 16), moment(19), moment(20, 17)),
        (moment(17), moment(19), moment(16, 17)),
    ],
)
def test_a_pause_moves_the_appointment_by_what_was_not_counted(office: Office, start: datetime, end: datetime, due: datetime) -> None:
    dossier_id = make_dossier(office)
    services.pause_dossier(office, dossier_id, kind="supplement", reason="thiếu", document_number="03/PBS", at=start)
    paused = row_of(office, dossier_id)
    assert (paused.status, paused.state, paused.days_late) == (5, "paused", 0)
    services.resume_dossier(office, dossier_id, at=end)
    row = row_of(office, dossier_id)
    assert row.appointment_at == due
    assert row.original_appointment_at == moment(16, 17)


def test_a_second_pause_counts_on_from_the_first(office: Office) -> None:
    dossier_id = make_dossier(office)
    for start, end in ((4, 6), (9, 11)):
        services.pause_dossier(office, dossier_id, kind="financial", reason="thuế", at=moment(start))
        services.resume_dossier(office, dossier_id, at=moment(end))
    assert row_of(office, dossier_id).appointment_at == moment(20, 17)
    assert "tạm dừng" in whole_of(office, dossier_id).explanation


def test_a_pause_moves_an_appointment_given_by_hand_by_its_working_days(office: Office) -> None:
    dossier_id = make_dossier(office, appointment_at=moment(12, 11))
    services.pause_dossier(office, dossier_id, kind="supplement", reason="thiếu", at=moment(4))
    services.resume_dossier(office, dossier_id, at=moment(6))
    assert row_of(office, dossier_id).appointment_at == moment(16, 11)


def test_a_pause_that_only_a_list_told_ends_without_moving_the_appointment(office: Office) -> None:
    listed = DossierEntry(
        "Lê Văn Bảy", procedure_name="Việc khác", status=Status.SUPPLEMENT, received_at=moment(2), appointment_at=moment(12)
    )
    with office.write("import.dossiers") as tx:
        dossier_id = enter_dossier(tx, listed, Desk.of(office))
    services.resume_dossier(office, dossier_id, at=moment(6))
    row = row_of(office, dossier_id)
    assert (row.status, row.appointment_at) == (Status.PROCESSING, moment(12))


def test_a_pause_cannot_end_before_it_began_and_ends_with_a_withdrawal(office: Office) -> None:
    dossier_id = make_dossier(office)
    services.pause_dossier(office, dossier_id, kind="supplement", reason="thiếu", at=moment(6))
    with refused("before_pause", "at"):
        services.resume_dossier(office, dossier_id, at=moment(5))
    services.withdraw_dossier(office, dossier_id, reason="công dân rút", at=moment(9))
    whole = whole_of(office, dossier_id)
    assert (whole.pauses[0].paused_to, whole.closed_at, whole.close_reason) == (moment(9), moment(9), "công dân rút")


@given(
    received=st.datetimes(datetime(2026, 1, 5), datetime(2026, 3, 31)),
    limit=st.sampled_from(((0, "working_day"), (3, "working_day"), (15, "day"), (8, "hour"), (None, None))),
    by_hand=st.booleans(),
    waits=st.lists(st.tuples(st.integers(0, 240), st.integers(0, 400)), max_size=4),
)
def test_a_pause_never_makes_an_appointment_earlier(received, limit, by_hand, waits) -> None:
    calendar = Calendar(seed_days())
    stored = {
        "received_at": received,
        "status": 4,
        "limit_value": limit[0],
        "limit_unit": limit[1],
        "clock_rules": rules_text(ClockRules()),
        "appointment_at": received + timedelta(days=9) if by_hand else None,
    }
    if stored["appointment_at"] is None:
        counted = services.counted_appointment(stored, (), calendar)
        if counted is None:
            return
        stored["appointment_at"] = counted.due_at
    pauses: tuple[PauseRow, ...] = ()
    start = received
    for number, (gap, length) in enumerate(waits):
        start += timedelta(hours=gap)
        end = start + timedelta(hours=length)
        before = (*pauses, PauseRow(number, "supplement", start, None, "", ""))
        pauses = (*pauses, PauseRow(number, "supplement", start, end, "", ""))
        moved = services.resumed_appointment(stored, before, pauses, calendar)
        assert moved >= stored["appointment_at"]
        stored["appointment_at"] = moved
        start = end


@pytest.mark.parametrize("rules", [ClockRules(), ClockRules(cutoff=None, late_receipt_counts_from_next_day=False)])
def test_the_kept_rules_read_back_as_they_were(rules: ClockRules) -> None:
    assert rules_of(rules_text(rules)) == rules


def test_an_appointment_is_extended_once_unless_the_office_allows_more(office: Office) -> None:
    dossier_id = make_dossier(office, received_at=moment(12))
    due = row_of(office, dossier_id).appointment_at
    with refused("extension_not_later", "new_appointment_at"):
        services.extend_dossier(office, dossier_id, new_appointment=due, reason="chờ")
    outcome = services.extend_dossier(office, dossier_id, new_appointment=due + timedelta(days=7), reason="chờ", apology_number="12/PXL")
    assert not outcome.notices
    whole = whole_of(office, dossier_id)
    assert (whole.row.apology_number, whole.row.apology_date, whole.row.extension_count) == ("12/PXL", office.today(), 1)
    assert whole.row.original_appointment_at == due
    assert "đã gia hạn 1 lần" in whole.explanation
    with refused("extension_limit"):
        services.extend_dossier(office, dossier_id, new_appointment=due + timedelta(days=14), reason="chờ nữa")
    office.change_settings(dossier_extension_limit=2)
    services.extend_dossier(office, dossier_id, new_appointment=due + timedelta(days=14), reason="chờ nữa")
    assert row_of(office, dossier_id).extension_count == 2


def test_an_extension_told_too_late_is_kept_with_a_remark(office: Office) -> None:
    dossier_id = make_dossier(office)
    outcome = services.extend_dossier(office, dossier_id, new_appointment=moment(27, 17), reason="chờ xác minh")
    assert [notice.code for notice in outcome.notices] == ["extension_told_late"]


def test_what_is_finished_is_not_extended(office: Office) -> None:
    for status in (Status.REGISTERED, Status.RESOLVED, Status.STOPPED):
        with refused("dossier_closed"):
            services.extend_dossier(office, in_status(office, status), new_appointment=moment(27, 17), reason="chờ")


@pytest.mark.parametrize(
    ("told", "code"), [(date(2026, 11, 21), "date_in_future"), (date(2026, 10, 1), "before_receipt"), (date(206, 1, 1), "impossible_date")]
)
def test_the_date_of_an_apology_is_possible(office: Office, told: date, code: str) -> None:
    with refused(code, "apology_date"):
        services.record_apology(office, make_dossier(office), number="1/PXL", apology_date=told)


def test_a_late_result_needs_a_reason_that_is_offered(office: Office) -> None:
    dossier_id = make_dossier(office)
    with refused("late_reason_needed", "late_reason_code"):
        services.resolve_dossier(office, dossier_id, at=moment(16, 17, 1))
    with refused("unknown_reason", "late_reason_code"):
        services.resolve_dossier(office, dossier_id, at=moment(18), late_reason_code="TRỜI MƯA")
    services.resolve_dossier(office, dossier_id, at=moment(18), late_reason_code="CNTT")
    whole = whole_of(office, dossier_id)
    assert (whole.row.state, whole.row.days_late) == ("completed_late", 2)
    assert whole.late_reason.startswith("Do hạ tầng công nghệ thông tin")
    assert "trễ 2 ngày làm việc" in whole.explanation


def test_a_result_by_the_hour_is_in_time_and_asks_for_no_reason(office: Office) -> None:
    dossier_id = make_dossier(office)
    services.resolve_dossier(office, dossier_id, at=moment(16, 17))
    assert row_of(office, dossier_id).state == "completed_on_time"


@pytest.mark.parametrize(
    ("at", "code"), [(moment(1), "before_receipt"), (moment(21), "date_in_future"), (datetime(1899, 1, 1), "impossible_date")]
)
def test_a_result_has_a_possible_moment(office: Office, at: datetime, code: str) -> None:
    with refused(code, "at"):
        services.resolve_dossier(office, make_dossier(office), at=at)


def test_overdue_dossiers_count_their_working_days(office: Office) -> None:
    row = row_of(office, make_dossier(office))
    assert (row.state, row.days_late, row.days_left) == ("overdue", 4, -4)
    assert row.received_at == RECEIVED
