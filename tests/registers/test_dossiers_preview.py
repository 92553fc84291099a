"""What is shown before a receipt is saved is what is saved."""

from dataclasses import replace
from datetime import datetime

from models.registers.dossiers.preview import preview_receipt
from models.registers.dossiers.queries import load_whole
from models.registers.dossiers.receipt import receive_dossier
from models.registers.dossiers.rows import DossierEntry
from models.registers.procedures import find


def _entry(office) -> DossierEntry:
    with office.read() as conn:
        row = next(row for row in find(conn, day=office.today()) if row.processing_unit == "working_day" and row.processing_value)
    return DossierEntry(applicant="Võ Thị Lành", procedure_code=row.code, received_at=datetime(2026, 11, 20, 9, 15))


def test_the_preview_is_what_the_receipt_becomes(office):
    entry = _entry(office)
    shown = preview_receipt(office, entry)
    assert shown.appointment_at is not None
    outcome = receive_dossier(office, entry)
    with office.read() as conn:
        whole = load_whole(conn, outcome.id, office.when(), office.calendar())
    assert (whole.row.dossier_code, whole.row.appointment_at, whole.row.field) == (shown.code, shown.appointment_at, shown.field)
    assert (whole.limit_value, whole.limit_unit) == (shown.limit_value, shown.limit_unit)
    assert whole.explanation == shown.explanation
    assert preview_receipt(office, entry).code != shown.code


def test_without_a_known_procedure_there_is_no_appointment_and_nothing_breaks(office):
    shown = preview_receipt(office, DossierEntry(procedure_name="Việc riêng của xã"))
    assert (shown.appointment_at, shown.limit_value, shown.explanation) == (None, None, "")
    assert shown.code == "H21.88-261120-0001"


def test_an_appointment_given_by_hand_does_not_hide_the_counted_one(office):
    entry = _entry(office)
    assert preview_receipt(office, replace(entry, appointment_at=datetime(2027, 1, 4, 17))) == preview_receipt(office, entry)


def test_an_office_without_its_code_has_no_next_code(office):
    office.change_settings(agency_code="")
    assert preview_receipt(office, _entry(office)).code == ""
