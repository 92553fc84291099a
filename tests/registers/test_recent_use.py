"""What is used most lately, for what is offered first."""

from __future__ import annotations

from datetime import date

from models.office import Office
from models.registers import recent_use
from models.registers.tasks.followup import extend_task
from models.registers.tasks.rows import TaskEntry
from models.registers.tasks.services import assign_task
from tests.factories import TODAY, department_id, directive_row, make_directive
from tests.factories_dossiers import MARITAL_STATUS, make_dossier
from tests.factories_tasks import make_task


def test_agencies_places_and_procedures_are_counted(office: Office):
    with office.read() as connection:
        assert recent_use.agencies_used(connection) == {}
        assert recent_use.places_used(connection) == {}
        assert recent_use.procedures_used(connection) == {}
    unit = department_id(office, "Phòng Kinh tế")
    made = make_directive(office, recipient_department_id=unit)
    make_directive(office, document_number="7/CT-UBND", recipient="Trạm Y tế xã")
    assign_task(office, TaskEntry(content="Báo cáo", lead_department_id=unit, assigned_date=TODAY))
    make_dossier(office, procedure_code=MARITAL_STATUS)
    agency_id = directive_row(office, made.id).issuing_agency_id
    with office.read() as connection:
        assert recent_use.agencies_used(connection) == {agency_id: 2}
        assert recent_use.places_used(connection) == {(unit, None): 2}, "names of others are no places of ours"
        assert recent_use.procedures_used(connection) == {MARITAL_STATUS: 1}
    office.undo()
    with office.read() as connection:
        assert recent_use.procedures_used(connection) == {}, "what was taken back counts no more"


def test_only_the_newest_count(office: Office, monkeypatch):
    monkeypatch.setattr(recent_use, "_NEWEST", 2)
    for number, agency in enumerate(("Sở Y tế", "Sở Nội vụ", "Sở Nội vụ"), start=1):
        made = make_directive(office, document_number=f"{number}/BC", issuing_agency=agency)
    with office.read() as connection:
        assert recent_use.agencies_used(connection) == {directive_row(office, made.id).issuing_agency_id: 2}


def test_who_allowed_last(office: Office):
    with office.read() as connection:
        assert recent_use.last_decider(connection) == ""
    task_id = make_task(office, due_date=date(2026, 12, 1))
    for day, name in ((10, "Chủ tịch"), (20, "Phó Chủ tịch"), (25, "")):
        extend_task(office, task_id, new_due=date(2026, 12, day), reason="Chờ số liệu", decided_by=name, decided_date=TODAY)
    with office.read() as connection:
        assert recent_use.last_decider(connection) == "Phó Chủ tịch"
