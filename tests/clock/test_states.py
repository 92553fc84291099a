from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.clock.deadlines import (
    DirectiveState,
    DossierState,
    TaskState,
    days_late,
    directive_state,
    dossier_state,
    due_sentence,
    soon_until,
    task_state,
    working_days_left,
)
from models.clock.working_days import Calendar
from models.labels import LABELS
from tests.clock.strategies import SEED, calendars, dates

SEEDED = Calendar(SEED)
NOT_COUNTED = "(không tính 21/11, 22/11 cuối tuần, 24/11 Ngày Văn hóa Việt Nam)"
TODAY, SOON = date(2026, 11, 20), date(2026, 11, 26)


def nov(day: int) -> date:
    return date(2026, 11, day)


@pytest.mark.parametrize(
    ("group", "states"), [("task_state", TaskState), ("dossier_state", DossierState), ("directive_state", DirectiveState)]
)
def test_every_state_has_its_word(group, states):
    assert {str(state) for state in states} <= LABELS[group].keys()


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({"due": nov(27)}, TaskState.IN_PROGRESS),
        ({"due": nov(26)}, TaskState.DUE_SOON),
        ({"due": nov(20)}, TaskState.DUE_SOON),
        ({"due": nov(19)}, TaskState.OVERDUE),
        ({"due": None}, TaskState.NO_DUE_DATE),
        ({"due": nov(19), "completed": nov(19)}, TaskState.COMPLETED_ON_TIME),
        ({"due": nov(19), "completed": nov(20)}, TaskState.COMPLETED_LATE),
        ({"due": None, "completed": nov(20)}, TaskState.COMPLETED_ON_TIME),
        ({"due": nov(19), "suspended": True}, TaskState.SUSPENDED),
        ({"due": None, "suspended": True}, TaskState.SUSPENDED),
        ({"due": nov(19), "completed": nov(20), "suspended": True}, TaskState.COMPLETED_LATE),
        ({"due": nov(19), "completed": nov(20), "suspended": True, "cancelled": True}, TaskState.CANCELLED),
    ],
)
def test_task_states(facts, state):
    given = {"completed": None, "suspended": False, "cancelled": False, **facts}
    assert task_state(today=TODAY, soon_until=SOON, **given) is state


def moment(day: int, hour: int = 17) -> datetime:
    return datetime(2026, 11, day, hour)


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({"status": 1, "appointment_at": moment(19)}, DossierState.NOT_ACCEPTED_YET),
        ({"status": 2, "appointment_at": moment(27)}, DossierState.IN_PROGRESS),
        ({"status": 4, "appointment_at": moment(26)}, DossierState.DUE_SOON),
        ({"status": 4, "appointment_at": moment(20, 10)}, DossierState.DUE_SOON),  # this very minute
        ({"status": 4, "appointment_at": moment(20, 9)}, DossierState.OVERDUE),  # by the hour, not only by the day
        ({"status": 4, "appointment_at": None}, DossierState.NO_DUE_DATE),
        ({"status": 5, "appointment_at": moment(19)}, DossierState.PAUSED),
        ({"status": 6, "appointment_at": None}, DossierState.PAUSED),
        ({"status": 3}, DossierState.CLOSED),
        ({"status": 7}, DossierState.CLOSED),
        ({"status": 8}, DossierState.CLOSED),
        ({"status": 9, "appointment_at": moment(19), "resolved_at": moment(19)}, DossierState.COMPLETED_ON_TIME),
        ({"status": 10, "appointment_at": moment(19, 16), "resolved_at": moment(19)}, DossierState.COMPLETED_LATE),
        ({"status": 9, "appointment_at": moment(19)}, DossierState.COMPLETED_ON_TIME),
        ({"status": 4, "resolved_at": moment(19)}, DossierState.COMPLETED_ON_TIME),
        ({"status": 9, "resolved_at": moment(19), "cancelled": True}, DossierState.CANCELLED),
    ],
)
def test_dossier_states(facts, state):
    given = {"appointment_at": None, "resolved_at": None, "cancelled": False, **facts}
    assert dossier_state(now=moment(20, 10), soon_until=SOON, **given) is state


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({"due": nov(27)}, DirectiveState.NOT_FORWARDED),
        ({"due": nov(19)}, DirectiveState.OVERDUE),
        ({}, DirectiveState.NOT_FORWARDED),
        ({"forwarded": nov(18)}, DirectiveState.NO_DUE_DATE),
        ({"forwarded": nov(18), "due": nov(19)}, DirectiveState.OVERDUE),
        ({"forwarded": nov(18), "due": nov(26)}, DirectiveState.DUE_SOON),
        ({"forwarded": nov(18), "due": nov(27)}, DirectiveState.IN_PROGRESS),
        ({"replied": nov(19), "due": nov(19)}, DirectiveState.COMPLETED_ON_TIME),
        ({"replied": nov(20), "due": nov(19)}, DirectiveState.COMPLETED_LATE),
        ({"replied": nov(20)}, DirectiveState.COMPLETED_ON_TIME),
        ({"replied": nov(20), "due": nov(19), "cancelled": True}, DirectiveState.CANCELLED),
    ],
)
def test_directive_states(facts, state):
    given = {"due": None, "replied": None, "forwarded": None, "cancelled": False, **facts}
    assert directive_state(today=TODAY, soon_until=SOON, **given) is state


def test_soon_is_counted_in_working_days():
    assert soon_until(nov(20), SEEDED) == nov(26)
    assert soon_until(nov(20), SEEDED, days=0) == nov(20)
    assert soon_until(date(2026, 2, 13), SEEDED, days=1) == date(2026, 2, 23)


def test_days_late_and_days_left():
    assert days_late(nov(20), nov(26), SEEDED) == 3
    assert days_late(nov(20), nov(22), SEEDED) == 0  # only the weekend has gone by
    assert days_late(nov(20), nov(19), SEEDED) == 0
    assert working_days_left(nov(26), nov(20), SEEDED) == 3
    assert working_days_left(nov(20), nov(26), SEEDED) == -3


@pytest.mark.parametrize(
    ("due", "original", "completed", "today", "sentence"),
    [
        (nov(20), nov(10), None, nov(26),
         f"hạn 20/11/2026, đã gia hạn từ 10/11/2026; quá hạn 3 ngày làm việc {NOT_COUNTED}"),
        (nov(20), None, None, nov(20), "hạn 20/11/2026; hạn là hôm nay"),
        (nov(20), nov(20), None, nov(18), "hạn 20/11/2026; còn 2 ngày làm việc"),
        (nov(20), nov(27), None, nov(19), "hạn 20/11/2026, đã rút ngắn từ 27/11/2026; còn 1 ngày làm việc"),
        (nov(24), None, None, nov(20),
         f"hạn 24/11/2026; còn 1 ngày làm việc {NOT_COUNTED}"),
        (nov(20), None, nov(18), nov(26), "hạn 20/11/2026; xong 18/11/2026, đúng hạn"),
        (nov(19), None, nov(20), nov(26), "hạn 19/11/2026; xong 20/11/2026, quá hạn 1 ngày làm việc"),
        (nov(20), None, None, nov(21), "hạn 20/11/2026; quá hạn nhưng chưa sang ngày làm việc nào (không tính 21/11 cuối tuần)"),
        (nov(20), None, None, date(2027, 11, 20), "hạn 20/11/2026; quá hạn 248 ngày làm việc (không tính 117 ngày nghỉ)"),
        (date(2026, 12, 31), None, None, date(2027, 1, 4),
         "hạn 31/12/2026; quá hạn 1 ngày làm việc (không tính 01/01 Tết Dương lịch, 02/01, 03/01 cuối tuần)"),
    ],
)  # fmt: skip
def test_what_became_of_a_due_date(due, original, completed, today, sentence):
    assert due_sentence(due, original, completed, today, SEEDED) == sentence


@given(dates, dates, st.none() | dates, calendars())
def test_the_sentence_the_state_and_the_days_late_agree(due, today, completed, calendar):
    state = task_state(due=due, completed=completed, suspended=False, cancelled=False, today=today, soon_until=soon_until(today, calendar))
    late = days_late(due, completed or today, calendar)
    sentence = due_sentence(due, None, completed, today, calendar)
    assert ("quá hạn" in sentence) == (state in {TaskState.OVERDUE, TaskState.COMPLETED_LATE})
    assert (f"quá hạn {late} ngày làm việc" in sentence) == (late > 0)
    if state is TaskState.DUE_SOON:
        assert 0 <= working_days_left(due, today, calendar) <= 3


def test_the_ends_of_time_have_a_sentence():
    assert "2637252" not in due_sentence(date.max, None, None, TODAY, SEEDED)
    assert due_sentence(date.min, None, None, date.max, SEEDED).startswith("hạn 01/01/0001; quá hạn 26")
