"""A day at the one-stop counter, by keyboard alone: received, handed on, late with its reason, given back; a slip put right."""

from __future__ import annotations

from datetime import date, datetime

from models.registers.dossiers.queries import find_ids, load_whole
from models.registers.dossiers.rows import DossierQuery
from tests.factories_dossiers import MARITAL_STATUS, PENSION


def whole(office, place: int = 0):
    """A dossier of the book with all that belongs to it."""
    with office.read() as conn:
        ids = sorted(find_ids(conn, DossierQuery(), office.when()))
        return load_whole(conn, ids[place], office.when(), office.calendar())


def test_a_day_at_the_counter(clerk, office):
    clerk.press("Alt+4", "Ctrl+N")
    form = clerk.form()
    clerk.fill(MARITAL_STATUS, "Võ Thị Lành", "0905 123 218", "Thôn An Đôn", "kinh te", "", "16/11/2026 8h15")
    form.look_ahead()
    # Three working days after Monday 16/11: Thursday 19/11.
    assert form.input("appointment_at").value() == datetime(2026, 11, 19, 17, 0)
    assert "3 ngày làm việc" in form.told.text()
    clerk.press("Ctrl+Return")
    clerk.no_form()
    row = whole(office).row
    assert (row.dossier_code, row.applicant, row.phone) == ("H21.88-261116-0001", "Võ Thị Lành", "0905123218")
    assert (row.received_at, row.appointment_at) == (datetime(2026, 11, 16, 8, 15), datetime(2026, 11, 19, 17, 0))
    assert clerk.window.page().current_row().id == row.id, "what was entered is selected"

    # Handed on to who handles it.
    clerk.press("Space")
    clerk.fill("", "16/11 9:00")
    clerk.press("Ctrl+Return")
    clerk.no_form()
    assert (whole(office).row.status, whole(office).row.holder) == (4, "Phòng Kinh tế")

    # The result is late: the form asks why, and does not let it pass without.
    clerk.press("Ctrl+H")
    clerk.fill("20/11 00:00")
    clerk.press("Ctrl+Return")
    assert set(clerk.form().complaints()) == {"late_reason_code"}
    clerk.press("Down")
    clerk.press("Ctrl+Return")
    clerk.no_form()
    done = whole(office)
    assert (done.row.status, done.row.state, bool(done.row.late_reason_code)) == (9, "completed_late", True)

    # And given back; one step is undone and done again.
    clerk.press("Ctrl+R", "Ctrl+Return")
    clerk.no_form()
    assert whole(office).row.status == 10
    clerk.press("Ctrl+Z")
    assert whole(office).row.status == 9
    clerk.press("Ctrl+Y")
    assert whole(office).row.status == 10


def received(clerk, office, *fields: str):
    """A dossier taken in by its everyday fields: procedure, applicant, phone, address, handler."""
    clerk.press("Ctrl+N")
    clerk.fill(*fields[:-1])
    clerk.type(fields[-1])
    clerk.form().look_ahead()
    told = clerk.form().told.text()
    clerk.press("Ctrl+Return")
    clerk.no_form()
    return clerk.window.page().current_row(), told


def test_three_dossiers_paused_promised_anew_and_given_back(clerk, office, counted, journey):
    """The counter's whole round: received, paused, resumed, promised anew with an apology, done, given back, and what is due today."""
    clerk.goes_to("Alt+4", "dossiers")
    people = (("Võ Thị Lành", MARITAL_STATUS), ("Trần Văn Bảy", PENSION), ("Đinh Hơ Ril", PENSION))
    taken = []
    for name, procedure in people:
        with counted(clerk, f"counter: received from {name}", 6):
            row, told = received(clerk, office, procedure, name, "0905 123 218", "Thôn An Đôn", "kinh te")
        assert row.applicant == name
        assert "ngày làm việc" in told, "the appointment is explained before it is saved"
        taken.append(row)
    assert len({row.dossier_code for row in taken}) == len(people)

    def now(place: int):
        with office.read() as conn:
            return load_whole(conn, taken[place].id, office.when(), office.calendar())

    # The last one is in front: papers are missing, the clock stands until they are there.
    before = now(2).row.appointment_at
    with counted(clerk, "counter: handed on", 2):
        clerk.press("Space", "Ctrl+Return")
    clerk.no_form()
    with counted(clerk, "counter: paused", 2):
        clerk.press("Ctrl+M")
        clerk.type("Thiếu bản sao giấy khai sinh")
        clerk.press("Ctrl+Return")
    clerk.no_form()
    assert now(2).row.state == "paused"
    clerk.press("Return")
    with counted(clerk, "counter: resumed by the first button of the record", 2):
        clerk.press("Return")
        clerk.press("Ctrl+Return")
    clerk.no_form()
    assert now(2).row.status == 4
    assert now(2).row.appointment_at >= before

    # It takes longer than promised: a new appointment with a letter of apology.
    clerk.press("Esc")
    with counted(clerk, "counter: promised anew with an apology", 5):
        clerk.press("Ctrl+G")
        clerk.fill("15/12/2026 16h", "12/TB-UBND", "20/11")
        clerk.type("Chờ xác minh ở xã cũ")
        clerk.press("Ctrl+Return")
    clerk.no_form()
    again = now(2)
    assert again.row.appointment_at == datetime(2026, 12, 15, 16, 0)
    assert again.row.apology_number == "12/TB-UBND"

    # The first one has its result and goes home with its owner.
    with counted(clerk, "counter: found by the citizen's name, result and return", 10):
        clerk.find("vo thi lanh", "dossiers")
        clerk.press("Space", "Ctrl+Return")
        clerk.no_form()
        clerk.press("Ctrl+H", "Ctrl+Return")
        clerk.no_form()
        clerk.find("vo thi lanh", "dossiers")
        clerk.press("Ctrl+R", "Ctrl+Return")
        clerk.no_form()
    assert now(0).row.status == 10

    # What is due today and on the next working day, from the overview of the counter.
    clerk.window.operations.changed.emit(office.change_settings(user_name="Lê Thị Thu").changes)
    overview = clerk.goes_to("Alt+1", "overview")
    clerk.press("Ctrl+3")
    clerk.until(lambda: overview.reading is not None and overview.reading.role == "one_stop" and not overview.busy())
    due = overview.reading.blocks["due"]
    clerk.press(next(key for key, link in overview._views["one_stop"]._keyed.items() if link in due.links))
    page = clerk.on("dossiers")
    assert page.model.total() == len(due.lines)
    journey(clerk, "one-stop counter", 45)


def test_a_slip_of_the_pen_is_put_right_with_its_reason(clerk, office):
    clerk.press("Alt+2", "Ctrl+N")
    clerk.fill("06/CT-UBND", "18/11/2026", "UBND tỉnh Gia Lai", "Cải cach hành chính")
    clerk.press("Ctrl+Shift+Return")
    clerk.no_form()
    clerk.press("F2")
    form = clerk.form()
    form.cells["subject"].widget.selectAll()
    form.cells["subject"].widget.setFocus()
    clerk.type("Cải cách hành chính")
    clerk.press("Ctrl+Return")
    assert set(clerk.form().complaints()) == {"reason"}
    clerk.type("Gõ sót dấu")
    clerk.press("Ctrl+Return")
    clerk.no_form()
    assert clerk.window.page().current_row().subject == "Cải cách hành chính"

    # A form in which something was typed is not lost by one key: it is there again when it is opened again.
    clerk.press("Ctrl+N", "Tab")
    clerk.type("19/11/2026")
    clerk.press("Esc")
    clerk.no_form()
    clerk.press("Ctrl+N")
    assert clerk.form().keeper.box.isVisible()
    assert clerk.form().input("issued_date").value() == date(2026, 11, 19)
    clerk.form().keeper.drop_button.click()
    assert clerk.form().input("issued_date").value() is None
    clerk.press("Esc")
    clerk.no_form()
