"""Dossiers through their forms: the appointment is seen before it is promised, lateness asks for its reason."""

from datetime import date, datetime

from tests.factories import department_id, official_id
from tests.factories_dossiers import MARITAL_STATUS, make_dossier
from tests.factories_dossiers import row_of as dossier_row
from tests.factories_dossiers import whole_of as dossier_whole
from ui.actions import dossiers as actions
from ui.forms.dossier import CorrectDossier, NewDossier
from ui.forms.suggest import Place

RECENT = datetime(2026, 11, 19, 9, 0)


def filled(context, **values):
    """A receipt with an applicant and a procedure of three working days."""
    form = NewDossier(context)
    form.show_it()
    usual = {"procedure": (MARITAL_STATUS, ""), "applicant": "Võ Thị Lành", "received_at": datetime(2026, 11, 20, 9, 0)}
    for name, value in {**usual, **values}.items():
        form.input(name).set_value(value)
    form.look_ahead()
    return form


def test_the_appointment_is_shown_with_its_reasons_before_it_is_saved(context, office, shown):
    form = filled(context)
    promised = form.input("appointment_at").value()
    # Three working days after Friday 20/11: 23, 25, 26, for 24/11 is a holiday.
    assert promised == datetime(2026, 11, 26, 17, 0)
    assert "3 ngày làm việc" in form.told.text()
    assert "24/11" in form.told.text()
    form.save()
    row = dossier_row(office, shown[0])
    assert (row.appointment_at, row.dossier_code, row.applicant) == (promised, "H21.88-261120-0001", "Võ Thị Lành")


def test_the_appointment_follows_the_receipt_until_a_person_gives_another(context, office, shown):
    form = filled(context)
    form.input("received_at").set_value(datetime(2026, 11, 19, 9, 0))
    form.look_ahead()
    assert form.input("appointment_at").value() == datetime(2026, 11, 25, 17, 0)
    form.input("appointment_at").set_value(datetime(2026, 11, 30, 17, 0))
    form.input("received_at").set_value(datetime(2026, 11, 18, 9, 0))
    form.look_ahead()
    assert form.input("appointment_at").value() == datetime(2026, 11, 30, 17, 0)
    form.save()
    assert dossier_row(office, shown[0]).appointment_at == datetime(2026, 11, 30, 17, 0)


def test_what_came_online_and_is_not_accepted_has_no_appointment_yet(context, office, shown):
    form = filled(context, status=True, channel=2)
    assert form.input("appointment_at").value() is None
    assert "chưa tính hạn" in form.told.text()
    form.save()
    row = dossier_row(office, shown[0])
    assert (row.status, row.channel, row.appointment_at) == (1, 2, None)


def test_whom_it_goes_to_is_ours_or_a_body_outside(context, office, shown):
    unit, person = department_id(office, "Phòng Kinh tế"), official_id(office, "Lê Thị Cúc")
    filled(context, handler=Place(unit, person)).save()
    filled(context, handler=Place(name="Chi nhánh Văn phòng đăng ký đất đai")).save()
    ours, theirs = (dossier_row(office, found) for found in shown)
    assert (ours.handling_department_id, ours.handler_id) == (unit, person)
    assert theirs.holder == "Chi nhánh Văn phòng đăng ký đất đai"


def test_what_is_missing_is_said_in_its_place(context, office):
    form = filled(context, applicant="")
    form.save()
    assert set(form.complaints()) == {"applicant"}
    form = filled(context, procedure=("", ""))
    form.save()
    assert set(form.complaints()) == {"procedure"}
    form = filled(context, dossier_code="sai mã")
    form.save()
    assert set(form.complaints()) == {"dossier_code"}


def test_a_correction_names_what_changed(context, office):
    dossier_id = make_dossier(office)
    before = dossier_row(office, dossier_id)
    form = CorrectDossier(context, before)
    form.show_it()
    assert form.arguments() == {"changes": {}, "reason": ""}
    form.input("phone").set_value("0905 123 219")
    form.save()
    assert set(form.complaints()) == {"reason"}
    form.input("reason").set_value("Ghi nhầm số")
    form.save()
    after = dossier_row(office, dossier_id)
    assert (after.phone, after.appointment_at) == ("0905123219", before.appointment_at)


def test_a_late_result_asks_for_its_reason_and_a_timely_one_does_not(context, office):
    timely = actions.resolve(context, dossier_row(office, make_dossier(office, received_at=RECENT)))
    assert timely.cells["late_reason_code"].isHidden()
    timely.reject()
    dossier_id = make_dossier(office, procedure_code=MARITAL_STATUS)
    form = actions.resolve(context, dossier_row(office, dossier_id))
    assert not form.cells["late_reason_code"].isHidden()
    form.save()
    assert set(form.complaints()) == {"late_reason_code"}
    choices = form.cells["late_reason_code"].widget
    form.input("late_reason_code").set_value(choices.itemData(1))
    form.save()
    whole = dossier_whole(office, dossier_id)
    assert (whole.row.status, whole.row.late_reason_code, whole.late_reason) == (9, choices.itemData(1), choices.itemText(1))


def test_a_new_appointment_comes_with_its_apology(context, office):
    dossier_id = make_dossier(office)
    form = actions.extend(context, dossier_row(office, dossier_id))
    form.input("reason").set_value("Chờ cơ quan khác")
    form.save()
    assert set(form.complaints()) == {"new_appointment"}
    form.input("new_appointment").set_value(datetime(2026, 12, 10, 17, 0))
    form.input("apology_number").set_value("12/PXL")
    form.save()
    row = dossier_row(office, dossier_id)
    assert (row.appointment_at, row.apology_number, row.apology_date) == (datetime(2026, 12, 10, 17, 0), "12/PXL", date(2026, 11, 20))


def test_paused_forwarded_and_given_back(context, office):
    dossier_id = make_dossier(office, received_at=RECENT)
    form = actions.pause(context, dossier_row(office, dossier_id))
    form.input("reason").set_value("Thiếu giấy khai sinh")
    form.save()
    assert dossier_row(office, dossier_id).status == 5
    actions.resume(context, dossier_row(office, dossier_id)).save()
    form = actions.forward(context, dossier_row(office, dossier_id))
    form.input("handler").set_value(Place(department_id(office, "Phòng Kinh tế")))
    form.save()
    assert dossier_row(office, dossier_id).holder == "Phòng Kinh tế"
    actions.resolve(context, dossier_row(office, dossier_id)).save()
    form = actions.give_back(context, dossier_row(office, dossier_id))
    form.save()
    row = dossier_row(office, dossier_id)
    assert (row.status, row.return_method) == (10, "trực tiếp")


def test_nothing_is_offered_that_the_status_forbids(office):
    dossier_id = make_dossier(office)
    row = dossier_row(office, dossier_id)
    possible = {each.key for each in actions.actions() if each.enabled(row)}
    assert {"dossier.forward", "dossier.pause", "dossier.resolve", "dossier.refuse", "dossier.withdraw", "dossier.correct"} <= possible
    assert not possible & {"dossier.accept", "dossier.resume", "dossier.return"}
