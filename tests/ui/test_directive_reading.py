"""A document that fills its own entry: what is read stands in the fields, what a person typed stays, tasks are ticked and entered."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtTest import QTest

from models.errors import OfficeError
from models.registers.directives.queries import load_whole
from models.registers.directives.rows import DirectiveEntry
from models.registers.recording import record_directive
from models.registers.tasks import queries as tasks
from models.registers.tasks.rows import TaskEntry, TaskQuery
from models.storage.attachments import attachments_of
from tests.factories import TODAY
from tests.ui import document_values as values
from tests.ui.test_directive_entry import entry, key, new, page  # noqa: F401 - the fixtures
from ui.documents import reading_session
from ui.documents.note_offer import NoteTaken
from ui.forms.suggest import Place


@pytest.fixture
def reads(monkeypatch):
    """What `read_file` gives, by the name of the file; "" for any other. A test fills it."""
    known = {"": values.reading()}

    def read(path, *, report):
        report(0, 0)
        made = known.get(path.name, known[""])
        if isinstance(made, OfficeError):
            raise made
        return made

    monkeypatch.setattr(reading_session, "read_file", read)
    return known


def wait_read(entry, qtbot):  # noqa: F811
    qtbot.waitUntil(lambda: not entry.reading.busy())


@pytest.fixture
def read_entry(entry, reads, tmp_path, qtbot):  # noqa: F811
    """An entry that a file has filled."""
    entry.add([values.paper(tmp_path)])
    wait_read(entry, qtbot)
    return entry


def look_at_all(entry):  # noqa: F811
    for each in entry.form.filling.unseen():
        each.see()
    for line in entry.form.input("tasks").shown():
        line.seen = True


def field(entry, name):  # noqa: F811
    return entry.form.cells[name]


def test_the_file_fills_the_fields_and_says_how_sure_it_is(read_entry):
    form = read_entry.form
    assert form.input("document_number").value() == values.NUMBER
    assert form.input("issued_date").value() == date(2026, 11, 18)
    assert form.input("document_type").value() == "Chỉ thị"
    assert form.input("signer").value() == "Nguyễn Tấn Tuân"
    assert form.input("signer_title").value() == "Phó Chủ tịch"
    assert field(read_entry, "document_number").widget.property("state") == "read"
    assert field(read_entry, "issuing_agency").widget.property("state") == "doubt"
    assert "suy từ phần kết" in field(read_entry, "issuing_agency")._caption.text()
    assert "Đọc từ tệp" in field(read_entry, "document_number").widget.accessibleDescription()
    assert read_entry.remark.text() == "đã đọc 8/8 ô từ tệp · ô vàng cần xem lại"
    assert form.input("due_date").value() == date(2027, 1, 19)
    assert "theo nhiệm vụ" in field(read_entry, "due_date")._caption.text()
    assert field(read_entry, "issuing_agency").widget.hasFocus(), "nobody typed: the keyboard goes where a look is needed"


def test_what_was_typed_meanwhile_stays_and_the_files_words_are_offered(entry, reads, tmp_path, qtbot):  # noqa: F811
    entry.form.input("document_number").set_value("07/CT-UBND")
    entry.add([values.paper(tmp_path)])
    wait_read(entry, qtbot)
    number = field(entry, "document_number")
    assert number.input.value() == "07/CT-UBND"
    assert number.widget.property("state") == ""
    assert number.beside() is not None
    assert entry.form.filling.fields["document_number"].proposed.value == values.NUMBER
    entry.form.filling.fields["document_number"].take()
    assert number.input.value() == values.NUMBER
    assert number.beside() is None
    key("Ctrl+Z")
    assert number.input.value() == "07/CT-UBND", "taking it is taken back as typing is"


def test_typing_makes_a_value_the_persons_and_reading_again_leaves_it(read_entry, qtbot):
    subject = field(read_entry, "subject")
    subject.input.set_value("Cải tiến lề lối làm việc")
    assert subject.widget.property("state") == ""
    field(read_entry, "signer").input.set_value("")
    read_entry.read_again()
    wait_read(read_entry, qtbot)
    assert subject.input.value() == "Cải tiến lề lối làm việc"
    assert subject.beside() is not None
    assert field(read_entry, "signer").input.value() == "Nguyễn Tấn Tuân", "an empty field is filled again"


def test_saving_goes_to_the_amber_field_once(read_entry, page, practice, qtbot):  # noqa: F811
    form = read_entry.form
    form.input("recipient").set_value(None)
    form.cells["subject"].widget.setFocus()
    # Leaving the amber field was a look: make it unseen as after reading.
    form.filling.fields["issuing_agency"].fill(form.filling.fields["issuing_agency"].proposed)
    assert [each.name for each in form.filling.unseen()] == ["issuing_agency"]
    key("Ctrl+Return")
    assert read_entry.form is form
    assert form.cells["issuing_agency"].widget.hasFocus()
    assert "1 ô vàng" in form.complaints()[""]
    read_entry.read_again()
    wait_read(read_entry, qtbot)
    assert form.complaints() == {}, "what was read anew is asked about anew"
    form.cells["subject"].widget.setFocus()
    form.filling.fields["issuing_agency"].fill(form.filling.fields["issuing_agency"].proposed)
    key("Ctrl+Return")
    assert read_entry.form is form
    key("Ctrl+Return")
    assert read_entry.form is not form, "the second time it is saved"


def test_a_department_that_is_guessed_is_looked_at_before_it_is_saved(read_entry, practice):
    form = read_entry.form
    found = form.input("tasks")
    look_at_all(read_entry)
    guess = found.shown()[1]
    assert guess.line.guessed(found._staff)
    assert "gợi ý" in guess.accessibleName()
    guess.seen = False
    form.cells["subject"].widget.setFocus()
    key("Ctrl+Return")
    assert read_entry.form is form
    assert guess.hasFocus()
    assert "1 việc có đơn vị chỉ là gợi ý" in form.complaints()[""]
    form.note.accepted.emit(NoteTaken(Place(name="Trạm Y tế xã"), (), None))
    assert not guess.line.guessed(found._staff), "who was named by a person is no guess"
    key("Ctrl+Return")
    assert read_entry.form is not form


def test_enter_accepts_amber_fields_one_by_one(read_entry):
    form = read_entry.form
    look_at_all(read_entry)
    signer = form.filling.fields["signer"]
    signer.fill(type(signer.proposed)(signer.proposed.value, values.found("Nguyễn Tấn Tuân", confidence=0.5)))
    form.cells["subject"].widget.setFocus()
    agency = form.filling.fields["issuing_agency"]
    agency.fill(agency.proposed)
    key("Ctrl+Return")
    assert form.cells["issuing_agency"].widget.hasFocus()
    key("Return")
    assert form.cells["signer"].widget.hasFocus()
    key("Return")
    assert form.save_button.hasFocus()
    assert form.filling.unseen() == []


def test_choosing_a_field_lights_where_it_was_read(read_entry, monkeypatch):
    lit, looked = [], []
    monkeypatch.setattr(read_entry.view, "light", lambda lights: lit.append(tuple(lights)))
    monkeypatch.setattr(read_entry.view, "look_at", looked.append)
    read_entry.form.cells["document_number"].widget.setFocus()
    assert looked == [values.span_of(values.NUMBER)]
    tones = {light.spans: light.tone for light in lit[-1]}
    assert tones[(values.span_of(values.NUMBER),)] == "chosen"
    assert tones[(values.span_of("Nguyễn Tấn Tuân"),)] == "field"
    found = read_entry.form.input("tasks")
    found.shown()[1].setFocus()
    assert looked[-1] == found.shown()[1].line.spans()[0]
    assert "task" in {light.tone for light in lit[-1]}


@pytest.mark.parametrize(
    ("name", "chosen", "stands"),
    [
        ("issued_date", "Gia Lai, ngày 21 tháng\n4 năm 2020", "21/04/2020"),
        ("due_date", "trước ngày 20/01/2027", "19/01/2027"),
        ("document_number", "Số: 15 /KH - UBND", "15/KH-UBND"),
        ("document_type", "KẾ HOẠCH", "Kế hoạch"),
        ("subject", "V/v rà soát\nquy trình **nội bộ**;", "rà soát quy trình nội bộ"),
        ("signer", "NGUYỄN VĂN AN", "Nguyễn Văn An"),
        ("note", "Kèm 2 phụ lục", "Kèm 2 phụ lục"),
    ],
)
def test_words_of_the_paper_go_into_the_field_that_had_the_keyboard(read_entry, name, chosen, stands):
    widget = field(read_entry, name).widget
    widget.setFocus()
    before = field(read_entry, name).input.value()
    read_entry.view.text.setFocus()
    read_entry.view.words_chosen.emit(chosen, values.span_of("Gia Lai, ngày 18"))
    shown = widget.toPlainText() if hasattr(widget, "toPlainText") else widget.text()
    assert shown == stands
    assert widget.hasFocus()
    key("Ctrl+Z")
    assert field(read_entry, name).input.value() == before


def test_urgency_is_chosen_by_its_word(read_entry):
    field(read_entry, "urgency").widget.setFocus()
    read_entry.view.words_chosen.emit("HỎA TỐC", values.span_of("CHỈ THỊ"))
    assert field(read_entry, "urgency").input.value() == "flash"


def test_our_tasks_are_ticked_the_others_folded_away(read_entry):
    found = read_entry.form.input("tasks")
    assert [line.line.proposed.found.clause for line in found.shown()] == ["Khoản 1", "Khoản 2"]
    assert all(line.isChecked() for line in found.shown())
    assert found.said.text() == "2 việc liên quan đến xã, 2 việc của cơ quan khác"
    assert read_entry.form.save_button.text() == "Lưu văn bản và 2 nhiệm vụ"
    assert found.shown()[0].line.second(others=False, today=TODAY) == "Khoản 1 · không nêu hạn"
    assert found.shown()[1].line.second(others=False, today=TODAY) == "Khoản 2 · hạn 19/01/2027 (trước ngày 20/01/2027)"
    found.unfold()
    assert len(found.shown()) == 4
    assert "Sở Nội vụ" in found.shown()[2].line.second(others=True, today=TODAY)
    assert not found.shown()[2].isChecked()


def test_the_keyboard_goes_through_the_tasks(read_entry):
    found = read_entry.form.input("tasks")
    found.shown()[0].setFocus()
    key("Down")
    assert found.shown()[1].hasFocus()
    key("Space")
    assert not found.shown()[1].isChecked()
    assert read_entry.form.save_button.text() == "Lưu văn bản và 1 nhiệm vụ"
    key("F2")
    editor = found._editor
    assert editor.content.hasFocus()
    editor.content.set_value("Tổng hợp, báo cáo kết quả")
    key("Tab")
    assert editor.lead.hasFocus()
    for letter in "van phong":
        QTest.keyClick(editor.lead, letter)
    key("Tab")
    assert editor.due.hasFocus()
    editor.due.setText("15/1/2027")
    key("Tab")
    editor.coordinators.setText("Phòng Kinh tế; Công an xã")
    key("Esc")
    line = found.shown()[1]
    assert line.hasFocus()
    assert line.isChecked(), "who changes it wants it"
    entry_of = found.value()[1]["entry"]
    assert (entry_of.content, entry_of.due_date) == ("Tổng hợp, báo cáo kết quả", date(2027, 1, 15))
    assert entry_of.lead_department_id is not None
    assert len(entry_of.coordinators) == 2
    assert read_entry.isVisible(), "Esc in the fields of a task leaves them alone"


def test_document_tasks_and_file_are_one_step(read_entry, page, practice, qtbot):  # noqa: F811
    found = read_entry.form.input("tasks")
    found._rows[0]["content"].setText("Việc ghi tay")
    before = read_entry.form
    made = []
    before.made.connect(made.append)
    look_at_all(read_entry)
    key("Ctrl+Return")
    [outcome] = made
    with practice.read() as conn:
        whole = load_whole(conn, outcome.id, practice.when(), practice.calendar())
        work = tasks.load_rows(conn, whole.task_ids, practice.when(), practice.calendar())
        kept = attachments_of(conn, "directive", outcome.id)
    assert (whole.row.document_number, whole.row.signer_title) == (values.NUMBER, "Phó Chủ tịch")
    assert sorted(row.source_clause for row in work) == ["", "Khoản 1", "Khoản 2"]
    assert {row.due_date for row in work} == {None, date(2027, 1, 19)}
    assert [file.file_name for file in kept] == ["06-CT-UBND.txt"]
    practice.undo()
    with practice.read() as conn:
        assert attachments_of(conn, "directive", outcome.id) == []
        assert tasks.find_ids(conn, TaskQuery(directive_id=outcome.id), practice.when()) == [], "one step back takes all of it away"


def test_a_file_that_cannot_be_read_is_kept_and_said(entry, reads, tmp_path, qtbot):  # noqa: F811
    reads[""] = OfficeError("document_gave_up", path=str(tmp_path / "06-CT-UBND.txt"))
    entry.add([values.paper(tmp_path)])
    wait_read(entry, qtbot)
    assert entry.remark.text() == "chưa đọc được tệp, ghi tay như thường"
    said = " ".join(entry.view.strips.said())
    assert "06-CT-UBND.txt" in said
    assert str(tmp_path) not in said
    assert entry.form.input("files").value()


def test_esc_stops_the_reading_first(entry, monkeypatch, tmp_path, qtbot):  # noqa: F811
    going, begun = threading.Event(), threading.Event()

    def slow(path, *, report):
        begun.set()
        while not going.wait(0.01):
            report(0, 0)
        return values.reading()

    monkeypatch.setattr(reading_session, "read_file", slow)
    entry.add([values.paper(tmp_path)])
    assert begun.wait(5)
    assert "Esc" in entry.remark.text()
    key("Esc")
    assert entry.isVisible()
    assert not entry.reading.busy()
    going.set()
    qtbot.waitUntil(lambda: not entry.reading.session._latest.busy())
    assert entry.form.input("document_number").value() == ""
    key("Esc")
    assert not entry.isVisible()


def test_a_document_of_the_book_is_read_again(page, practice, reads, tmp_path, qtbot):  # noqa: F811
    entered = record_directive(
        practice,
        DirectiveEntry(
            arrival_date=practice.today(), issuing_agency="UBND tỉnh Gia Lai", subject="Cải tiến lề lối", document_number="6/CT-UBND"
        ),
        [TaskEntry(content="Rà soát, hoàn thiện quy trình công việc nội bộ, phân định rõ trách nhiệm")],
        [values.paper(tmp_path)],
    )
    page.show_record(entered.id)
    qtbot.waitUntil(lambda: page.current_row() is not None and page.current_row().id == entered.id)
    next(each for each in page.entries if each.action.key == "directive.correct").trigger()
    sheet = page.entry
    assert sheet.form.input("signer").value() == ""
    assert sheet.remark.text() == "", "nothing is read unasked"
    key("Ctrl+R")
    wait_read(sheet, qtbot)
    form = sheet.form
    assert form.input("signer").value() == "Nguyễn Tấn Tuân", "an empty field is filled"
    assert form.input("subject").value() == "Cải tiến lề lối"
    assert form.cells["subject"].beside() is not None, "what the file says otherwise is offered"
    found = form.input("tasks")
    assert [line.line.proposed.found.clause for line in found.shown()] == ["Khoản 2"], "the first one stands in the book"
    assert found.said.text() == "1 việc đã vào sổ, 1 việc liên quan đến xã, 2 việc của cơ quan khác"
    look_at_all(sheet)
    key("Ctrl+Return")
    assert page.entry is None, form.complaints()
    with practice.read() as conn:
        whole = load_whole(conn, entered.id, practice.when(), practice.calendar())
    assert (whole.row.signer, whole.row.subject) == ("Nguyễn Tấn Tuân", "Cải tiến lề lối")
    assert len(whole.task_ids) == 2
    practice.undo()
    with practice.read() as conn:
        whole = load_whole(conn, entered.id, practice.when(), practice.calendar())
    assert (whole.row.signer, len(whole.task_ids)) == ("", 1)


def test_tasks_of_the_book_are_not_said_to_be_none_of_ours(read_entry):
    found = read_entry.form.input("tasks")
    others = [task for task in found._folded if not task.ticked]
    found.set_found(others, known=3)
    assert found.said.text() == "3 việc đã vào sổ, 2 việc của cơ quan khác"


def test_what_we_only_take_part_in_is_led_by_whom_the_document_names(entry, reads, tmp_path, qtbot):  # noqa: F811
    theirs = values.task("Sở Nội vụ chủ trì kiểm tra việc thực hiện Chỉ thị này.", "Khoản 3", "Sở Nội vụ")
    part = replace(theirs, coordinating=(values.Found("Ủy ban nhân dân các xã, phường"),))
    reads[""] = replace(values.reading(), tasks=(part,))
    entry.add([values.paper(tmp_path)])
    wait_read(entry, qtbot)
    [line] = entry.form.input("tasks").shown()
    assert line.isChecked()
    assert "ta phối hợp" in line.line.second(others=False, today=TODAY)
    assert line.lead_words() == "Sở Nội vụ"
    assert "guess" not in line.doubts()


def test_tasks_that_nobody_leads_and_days_that_are_past_are_asked_about_once(entry, reads, tmp_path, qtbot):  # noqa: F811
    ours, words = "Ủy ban nhân dân các xã, phường", "trước ngày 20/01/2027"
    late = values.Deadline(words, values.span_of(words), date(2026, 1, 19))
    text = f"{ours} rà soát, hoàn thiện quy trình công việc nội bộ, phân định rõ trách nhiệm."
    reads[""] = replace(values.reading(), tasks=(values.task(text, "Khoản 1", ours, late),))
    entry.add([values.paper(tmp_path)])
    wait_read(entry, qtbot)
    form = entry.form
    found = form.input("tasks")
    line = found.shown()[0]
    line.show_line(replace(line.line, lead=Place()))
    assert "đã qua hạn" in line.accessibleName()
    entry.waiting_files.take_button.setFocus()
    entry.form.cells["subject"].widget.setFocus()
    key("Ctrl+Return")
    assert entry.form is form
    said = form.complaints()[""]
    assert "1 việc chưa có đơn vị chủ trì" in said
    assert "1 việc có hạn đã qua" in said
    entry.view.text.setFocus()
    key("Ctrl+Return")
    assert entry.form is not form, "Ctrl+Enter saves wherever the keyboard is"


def test_enter_says_that_an_amber_value_is_right_and_never_wipes_the_subject(read_entry):
    form = read_entry.form
    assert form.cells["issuing_agency"].widget.hasFocus()
    key("Return")
    assert form.filling.unseen() == []
    subject = form.input("subject").value()
    form.cells["subject"].widget.setFocus()
    key("Return")
    assert not form.cells["subject"].widget.hasFocus(), "Enter goes on"
    assert form.input("subject").value() == subject
    form.cells["subject"].widget.setFocus()
    QTest.keyClick(form.cells["subject"].widget, "x")
    assert form.input("subject").value() == f"x{subject}", "nothing is selected that a key would replace"


def test_who_saves_while_the_file_is_read_is_told_first(entry, monkeypatch, tmp_path, qtbot):  # noqa: F811
    going = threading.Event()

    def slow(path, *, report):
        while not going.wait(0.01):
            report(0, 0)
        return values.reading()

    monkeypatch.setattr(reading_session, "read_file", slow)
    form = entry.form
    for name, value in {"document_number": "9/CV", "issuing_agency": "Sở Y tế", "subject": "Chín"}.items():
        form.input(name).set_value(value)
    form.cells["subject"].widget.setFocus()
    entry.add([values.paper(tmp_path)])
    key("Ctrl+Return")
    assert entry.form is form
    assert "đang được đọc" in form.complaints()[""]
    going.set()
    wait_read(entry, qtbot)
    assert form.complaints() == {}
    assert form.input("tasks").ticked() == 2


def test_who_had_the_paper_before_is_but_offered(entry, reads, practice, tmp_path, qtbot):  # noqa: F811
    first = {"document_number": "1/CV", "issuing_agency": "Sở Y tế", "subject": "Một", "recipient": Place(name="Trạm Y tế xã")}
    for name, value in first.items():
        entry.form.input(name).set_value(value)
    key("Ctrl+Return")
    form = entry.form
    assert form.cells["recipient"].carried()
    entry.add([values.paper(tmp_path)])
    wait_read(entry, qtbot)
    assert form.input("recipient").value() == Place()
    form._take_recipient()
    assert any(form.input("recipient").value())


def test_a_paper_in_haste_has_its_hour(entry, reads, practice, tmp_path, qtbot):  # noqa: F811
    reads[""] = values.reading(urgency=values.found("flash", "CHỈ THỊ"))
    entry.add([values.paper(tmp_path)])
    wait_read(entry, qtbot)
    assert entry.form.input("arrival_time").value() == f"{practice.now():%H:%M}"


def test_haste_that_a_person_denies_is_looked_at_before_it_is_saved(entry, reads, tmp_path, qtbot):  # noqa: F811
    reads[""] = values.reading(urgency=values.found("flash", "CHỈ THỊ"))
    entry.form.input("urgency").set_value("urgent")
    entry.add([values.paper(tmp_path)])
    wait_read(entry, qtbot)
    urgency = entry.form.filling.fields["urgency"]
    assert urgency.cell.input.value() == "urgent"
    assert urgency in entry.form.filling.unseen()
    assert urgency.cell.widget.property("state") == "doubt"
    urgency.see()
    assert urgency.cell.widget.property("state") == "", "seen, and still the person's"


def test_the_hour_of_a_paper_in_haste_is_asked_for_before_it_is_saved(entry, practice):  # noqa: F811
    form = entry.form
    for name, value in (("document_number", "7/CĐ-UBND"), ("issuing_agency", "UBND tỉnh Gia Lai"), ("subject", "Ứng phó bão")):
        form.input(name).set_value(value)
    form.input("urgency").set_value("flash")
    key("Ctrl+Return")
    assert entry.form is form
    hour = form.cells["arrival_time"].widget
    assert hour.hasFocus(), "it is in sight"
    assert "giờ đến" in form.complaints()[""]
    assert form.chain().index("arrival_time") < form.chain().index("leader_instruction"), "beside what is always filled"
    key("Ctrl+Return")
    assert entry.form is not form, "it is asked once"


@pytest.mark.parametrize(("number", "asked"), [("b", True), ("16/CT-UBND", False), ("", False)])
def test_a_number_without_a_figure_is_asked_about_once(entry, practice, number, asked):  # noqa: F811
    form = entry.form
    for name, value in (("document_number", number), ("issuing_agency", "UBND tỉnh Gia Lai"), ("subject", "Ứng phó bão")):
        form.input(name).set_value(value)
    form.cells["subject"].widget.setFocus()
    key("Ctrl+Return")
    assert (entry.form is form) is asked, form.complaints()
    if asked:
        assert form.cells["document_number"].widget.hasFocus()
        assert "không có chữ số" in form.complaints()[""]
        key("Return")
        assert not form.cells["document_number"].widget.hasFocus(), "Enter says that it is right"
        key("Ctrl+Return")
        assert entry.form is not form


def test_the_due_date_follows_the_tasks_it_came_from(read_entry):
    form = read_entry.form
    found = form.input("tasks")
    line = found.shown()[1]
    line.setChecked(False)
    assert form.input("due_date").value() is None
    line.setChecked(True)
    assert form.input("due_date").value() == date(2027, 1, 19)
    form.input("due_date").set_value(date(2026, 12, 1))
    line.setChecked(False)
    assert form.input("due_date").value() == date(2026, 12, 1), "what a person wrote stays"
