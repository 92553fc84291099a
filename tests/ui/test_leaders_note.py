"""A leader's note proposes people, their parts and a day; a person takes it, and what they said themselves stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.registers.directives.queries import find_ids, load_rows, load_whole
from models.registers.directives.rows import DirectiveQuery
from models.registers.staff import OfficialEntry, add_official, load_staff
from tests.ui import document_values as values
from tests.ui.test_directive_entry import entry, key, new, page  # noqa: F401 - the fixtures
from tests.ui.test_directive_reading import look_at_all, read_entry, reads, wait_read  # noqa: F401 - the fixtures
from ui.actions.directives import instruct
from ui.documents.note_offer import NoteOffer
from ui.forms.suggest import Place


def official(office, name):
    with office.read() as conn:
        staff = load_staff(conn)
    return next((each.department_id, each.id) for each in staff.officials.values() if each.name == name)


def test_who_and_when_go_into_the_entry_and_the_ticked_tasks(read_entry, practice):  # noqa: F811
    form = read_entry.form
    note = form.cells["leader_instruction"]
    note.widget.setFocus()
    note.input.set_value("giao Hùng chủ trì, Mai phối hợp, 15/12")
    form.note.look()
    offer = note.beside()
    assert isinstance(offer, NoteOffer)
    assert "hạn 15/12/2026" in offer.said.text()
    assert "chủ trì" in offer.said.text()
    found = form.input("tasks")
    found.shown()[1].setChecked(False)
    key("Alt+Return")
    hung = official(practice, "Võ Quốc Hùng")
    assert form.input("recipient").value() == Place(*hung)
    assert form.input("due_date").value() == date(2026, 12, 15), "the day from the file was not a person's"
    first = found.value()[0]["entry"]
    assert first.lead_official_id == hung[1]
    assert first.due_date == date(2026, 12, 15)
    assert any(each.official_id == official(practice, "Đặng Thị Mai")[1] for each in first.coordinators)
    assert found.shown()[1].line.due_date == date(2027, 1, 19), "what is not ticked is left alone"
    assert note.beside() is None


def test_what_a_person_said_stays(read_entry, practice):  # noqa: F811
    form = read_entry.form
    form.input("recipient").set_value(Place(name="Trạm Y tế xã"))
    form.input("due_date").set_value(date(2026, 12, 1))
    form.cells["leader_instruction"].widget.setFocus()
    form.input("leader_instruction").set_value("giao Hùng chủ trì, 15/12")
    key("Alt+Return")
    assert form.input("recipient").value() == Place(name="Trạm Y tế xã")
    assert form.input("due_date").value() == date(2026, 12, 1)


def test_a_name_of_several_offers_who_may_be_meant(page, practice):  # noqa: F811
    add_official(practice, OfficialEntry("Lê Văn Hùng", official(practice, "Đặng Thị Mai")[0]))
    new(page)
    form = page.entry.form
    form.input("leader_instruction").set_value("giao Hùng chủ trì")
    form.note.look()
    offer = form.cells["leader_instruction"].beside()
    assert "chọn người bên dưới" in offer.said.text()
    buttons = offer.candidates()
    assert len(buttons) == 2
    next(each for each in buttons if "Lê Văn Hùng" in each.words()).click()
    form.note.take()
    assert form.input("recipient").value() == Place(*official(practice, "Lê Văn Hùng"))


@pytest.mark.parametrize("text", ["", "đã xem", "Đồng ý"])
def test_a_note_without_people_offers_nothing(read_entry, text):  # noqa: F811
    form = read_entry.form
    form.input("leader_instruction").set_value(text)
    form.note.look()
    assert form.cells["leader_instruction"].beside() is None


def test_the_instruction_of_a_stored_document_forwards_it(page, practice, boxes, qtbot):  # noqa: F811
    with practice.read() as conn:
        waiting = find_ids(conn, DirectiveQuery().with_states("not_forwarded"), practice.when())[0]
    page.show_record(waiting)
    qtbot.waitUntil(lambda: page.current_row() is not None and page.current_row().id == waiting)
    form = next(each for each in page.entries if each.action.key == "directive.instruct").action.run(page.context(), page.current_row())
    had_due = form.input("due_date").value()
    form.input("instruction").set_value("Hùng xử lý trước 15/12")
    form.note.take()
    assert any(form.input("recipient").value())
    form.save()
    with practice.read() as conn:
        row = load_whole(conn, waiting, practice.when(), practice.calendar()).row
    assert row.recipient_official_id == official(practice, "Võ Quốc Hùng")[1]
    assert row.forwarded_date == practice.today()
    assert row.due_date == (had_due or date(2026, 12, 14))
    assert row.leader_instruction == "Hùng xử lý trước 15/12"


def test_a_day_after_that_of_the_document_is_told_not_taken(read_entry, practice):  # noqa: F811
    form = read_entry.form
    form.input("leader_instruction").set_value("giao Hùng chủ trì, 20/2/2027")
    form.note.look()
    form.note.take()
    assert form.input("due_date").value() == date(2027, 1, 19)
    assert "muộn hơn hạn của văn bản" in form.cells["due_date"].warning()


def test_a_past_day_makes_nothing_late_that_is_not(read_entry, practice):  # noqa: F811
    form = read_entry.form
    form.cells["subject"].widget.setFocus()
    form.input("leader_instruction").set_value("giao Hùng chủ trì, 2/11")
    form.note.look()
    assert "đã qua" in form.cells["leader_instruction"].beside().said.text()
    key("Ctrl+Return")
    assert "Bút phê nêu người" in form.complaints()[""]
    key("Alt+Return")
    assert form.complaints() == {}, "what was asked is answered"
    assert form.input("due_date").value() == date(2027, 1, 19)
    assert "ngày đã qua" in form.cells["due_date"].warning()
    form.input("due_date").set_value(None)
    form.filling.fields["due_date"].typed = False
    form.input("leader_instruction").set_value("giao Hùng chủ trì, 3/11")
    form.note.look()
    form.note.take()
    assert form.input("due_date").value() == date(2026, 11, 3), "of a paper that is entered late"
    assert "ngày đã qua" in form.cells["due_date"].warning()


def test_where_another_agency_leads_our_people_take_part(entry, reads, practice, tmp_path, qtbot):  # noqa: F811
    theirs = values.task("Sở Nội vụ chủ trì kiểm tra việc thực hiện Chỉ thị này.", "Khoản 3", "Sở Nội vụ")
    part = replace(theirs, coordinating=(values.Found("Ủy ban nhân dân các xã, phường"),))
    reads[""] = replace(values.reading(), tasks=(part,))
    entry.add([values.paper(tmp_path)])
    wait_read(entry, qtbot)
    form = entry.form
    form.input("leader_instruction").set_value("giao Hùng chủ trì, Mai phối hợp")
    form.note.look()
    form.note.take()
    [task] = [row["entry"] for row in form.input("tasks").value()]
    assert task.lead == "Sở Nội vụ"
    people = [official(practice, "Võ Quốc Hùng")[1], official(practice, "Đặng Thị Mai")[1]]
    assert [each.official_id for each in task.coordinators] == people, "a department that was only guessed is away"


def test_a_note_that_was_not_taken_is_asked_about(read_entry):  # noqa: F811
    form = read_entry.form
    look_at_all(read_entry)
    form.input("leader_instruction").set_value("giao Hùng chủ trì")
    form.note.look()
    form.cells["subject"].widget.setFocus()
    key("Ctrl+Return")
    assert read_entry.form is form
    assert "Bút phê nêu người" in form.complaints()[""]
    key("Ctrl+Return")
    assert read_entry.form is not form


def test_a_day_that_no_calendar_has_is_said(read_entry):  # noqa: F811
    form = read_entry.form
    form.input("leader_instruction").set_value("Hùng xử lý trước 30/02")
    form.note.look()
    assert "không có trong lịch" in form.cells["leader_instruction"].beside().said.text()


def test_what_is_added_to_an_instruction_goes_to_its_end_and_nothing_is_dropped_unsaid(page, practice, qtbot):  # noqa: F811
    with practice.read() as conn:
        known = load_rows(conn, find_ids(conn, DirectiveQuery(), practice.when(), limit=200), practice.when(), practice.calendar())
    row = next(each for each in known if each.forwarded_date is not None and not each.secret and not each.cancelled)
    row = row._replace(leader_instruction="Nam chủ trì, 15/12")
    form = instruct(page.context(), row)
    widget = form.cells["instruction"].widget
    widget.insertPlainText("Hùng chủ trì, Mai phối hợp")
    assert form.input("instruction").value() == "Nam chủ trì, 15/12\nHùng chủ trì, Mai phối hợp", "on a line of its own"
    form.note.look()
    assert "Nam" not in form.cells["instruction"].beside().said.text(), "what stood before was proposed then"
    form.note.take()
    assert "Võ Quốc Hùng" in form.cells["instruction"].warning()
    assert "Đặng Thị Mai" in form.cells["instruction"].warning()
    form.reject()
