"""Recurring duties: the next days stand below the rule before anything is saved; words and lead are put right with a reason."""

from __future__ import annotations

from datetime import date

import pytest

from models.clock.recurrence import Recurrence
from models.registers.staff import list_departments, list_officials
from models.registers.tasks.recurring import create_due_occurrences, list_duties
from models.registers.tasks.tables import task
from ui import words
from ui.forms.duty import DutyForm, edit_duty, next_turns
from ui.forms.suggest import Place


def duties(office):
    with office.read() as conn:
        return list_duties(conn, office.today(), office.calendar())


def fill(form, **values) -> None:
    for name, value in values.items():
        form.input(name).set_value(value)


def test_the_days_that_are_shown_are_those_that_come(context, office):
    form = DutyForm(context)
    fill(form, content="Báo cáo tháng", every="monthly", active_from=date(2026, 11, 20), active_to=date(2027, 2, 28))
    assert "Các kỳ tới" not in form.cells["move"].meaning()
    fill(form, day=25)
    said = form.cells["move"].meaning()
    form.save()
    create_due_occurrences(office, date(2027, 6, 30))
    with office.read() as conn:
        made = sorted(conn.execute(task.select().with_only_columns(task.c.due_date)).scalars())
    assert len(made) == 4
    assert said == "Các kỳ tới: " + ", ".join(words.weekday(day) for day in made)


def test_an_end_before_the_first_turn_is_told(context):
    form = DutyForm(context)
    fill(form, every="annual", day=31, month=12, active_from=date(2026, 11, 20), active_to=date(2026, 11, 30))
    assert form.cells["move"].meaning() == "Không có kỳ nào trong khoảng ngày này."


def test_turns_end_with_the_calendar():
    assert next_turns(Recurrence("annual", day=1, month=1), date(9999, 6, 1), None, None) == []


@pytest.mark.parametrize("to", ["department", "person", "name"])
def test_words_and_lead_are_put_right_and_the_rest_stays(context, office, to):
    with office.read() as conn:
        departments, officials = list_departments(conn), list_officials(conn)
    person = next(one for one in officials if one.department_id is not None)
    form = DutyForm(context)
    fill(form, content="Báo cáo", every="weekly", weekday=4, lead=Place(person.department_id, person.id), deliverable="Báo cáo giấy")
    form.save()
    [row] = duties(office)
    wanted = {
        "department": Place(person.department_id),
        "person": Place(person.department_id, person.id),
        "name": Place(name="Công an xã"),
    }[to]
    assert any(unit.id == person.department_id for unit in departments)
    form = edit_duty(context, row)
    assert form.values()["lead"] == Place(person.department_id, person.id)
    fill(form, content="Báo cáo tuần", lead=wanted, reason="Giao lại")
    form.save()
    [after] = duties(office)
    assert after.content == "Báo cáo tuần"
    assert (after.lead_department_id, after.lead_official_id) == wanted[:2]
    assert (after.rule, after.deliverable, after.active_from) == (row.rule, row.deliverable, row.active_from)


def test_a_correction_needs_its_reason(context, office):
    form = DutyForm(context)
    fill(form, content="Báo cáo", every="weekly", weekday=4)
    form.save()
    [row] = duties(office)
    form = edit_duty(context, row)
    fill(form, content="Khác")
    form.save()
    assert form.cells["reason"].wrong()
    assert duties(office)[0].content == "Báo cáo"
