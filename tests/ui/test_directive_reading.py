"""A document that fills its own entry: what is read stands in the fields, what a person typed stays, tasks are ticked and entered."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.errors import OfficeError
from models.registers.directives.queries import load_whole
from models.registers.directives.rows import DirectiveEntry
from models.registers.recording import record_directive
from models.registers.tasks import queries as tasks
from models.registers.tasks.rows import TaskEntry, TaskQuery
from models.storage.attachments import attachments_of
from tests.factories import TODAY
from tests.ui import document_values as values
from tests.ui.test_attachments_ui import drop
from tests.ui.test_directive_entry import copied, entry, key, new, page  # noqa: F401 - the fixtures
from ui.documents import pasting, reading_session
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
    assert "suy từ phần kết" in field(read_entry, "issuing_agency").caption_text()
    assert "Đọc từ tệp" in field(read_entry, "document_number").widget.accessibleDescription()
    assert read_entry.remark.text() == "đã đọc 8/8 ô từ tệp · ô vàng cần xem lại"
    assert form.input("due_date").value() == date(2027, 1, 19)
    assert "theo nhiệm vụ" in field(read_entry, "due_date").caption_text()
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


def test_saving_goes_to_the_amber_field_once(read_entry, page, practice):  # noqa: F811
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


def test_a_file_pasted_into_a_task_belongs_to_the_document(read_entry, tmp_path):
    found = read_entry.form.input("tasks")
    found.shown()[0].opened.emit("content")
    before = found._editor.content.value()
    QGuiApplication.clipboard().setMimeData(copied(values.paper(tmp_path, "phụ lục.txt", "bảng")))
    key("Ctrl+V")
    assert found._editor.content.value() == before
    assert [path.name for path in read_entry.form.input("files").value()] == ["06-CT-UBND.txt", "phụ lục.txt"]


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


def test_several_files_wait_and_the_next_opens_by_itself(entry, reads, page, tmp_path, qtbot):  # noqa: F811
    papers = [values.paper(tmp_path, f"{number}.txt", f"{values.TEXT}\n{number}") for number in range(1, 5)]
    QGuiApplication.clipboard().setMimeData(copied(*papers))
    key("Ctrl+V")
    wait_read(entry, qtbot)
    assert entry.form.input("files").value() == (papers[0],)
    assert entry.waiting_files.words.text() == "Còn 3 tệp chờ, tiếp theo: 2.txt"
    entry.waiting_files.take_button.click()
    assert entry.form.input("files").value() == (papers[0], papers[1])
    assert entry.view.shown_path() == papers[0], "what belongs to the document does not take its place"
    look_at_all(entry)
    entry.form.cells["subject"].widget.setFocus()
    key("Ctrl+Return")
    wait_read(entry, qtbot)
    assert entry.form.input("files").value() == (papers[2],)
    assert entry.form.input("document_number").value() == values.NUMBER
    assert entry.waiting_files.words.text() == "Còn 1 tệp chờ: 4.txt"
    entry.form.cells["note"].widget.setFocus()
    key("Esc")
    assert page.entry is None
    assert page.waiting == [papers[3]]
    new(page)
    wait_read(page.entry, qtbot)
    assert page.entry.waiting_files.isVisible(), "what waits is still there"
    assert page.entry.waiting_files.drop_button.text() == "Bỏ qua, sang tệp sau"
    key("Ctrl+PgDown")
    wait_read(page.entry, qtbot)
    assert page.waiting == []
    assert page.entry.form.input("files").value() == (papers[3],), "the open file is left out, the next one is open"
    assert page.entry.form.input("document_number").value() == values.NUMBER


def test_the_same_paper_is_warned_of_before_anything_is_typed(read_entry, page, practice, tmp_path, qtbot):  # noqa: F811
    look_at_all(read_entry)
    key("Ctrl+Return")
    following = page.entry
    following.add([values.paper(tmp_path, "bản sao.txt")])
    wait_read(following, qtbot)
    qtbot.waitUntil(lambda: "Có thể đã vào sổ" in following.form.duplicate.text())
    assert "Chính tệp này đã đính kèm" in following.form.duplicate.text()


def test_a_secret_paper_is_not_taken_in(entry, reads, tmp_path, qtbot):  # noqa: F811
    reads[""] = values.reading(secrecy=values.found("secret", "CHỈ THỊ"))
    entry.add([values.paper(tmp_path)])
    wait_read(entry, qtbot)
    form = entry.form
    assert form.input("secrecy").value() == "secret"
    assert form.input("document_number").value() == values.NUMBER
    assert form.input("subject").value() == ""
    assert form.cells["tasks"].isHidden()
    assert "Văn bản mật" in entry.view.said.text()
    assert set(form.arguments()) == {"entry", "tasks", "files"}
    assert not form.arguments()["tasks"]
    assert not form.arguments()["files"]
    entry.wait_for([values.paper(tmp_path, "khác.txt")])
    assert entry.waiting_files.take_button.isHidden(), "a secret paper takes no file"
    # The stamp was read wrongly: what a person says of it counts.
    form.input("secrecy").set_value("none")
    wait_read(entry, qtbot)
    assert form.input("subject").value() != ""
    assert form.input("secrecy").value() == "none"
    assert len(form.input("tasks").shown()) == 2
    form.input("files").set_value(())


def test_what_came_along_is_not_kept_with_the_file_of_another_paper(entry, reads, page, tmp_path, qtbot):  # noqa: F811
    first = entry.form
    for name, value in {"document_number": "1/CV", "issuing_agency": "Sở Y tế", "issued_date": date(2026, 11, 2), "subject": "Một"}.items():
        first.input(name).set_value(value)
    key("Ctrl+Return")
    assert entry.form.cells["issuing_agency"].carried()
    reads[""] = OfficeError("document_gave_up", path="hỏng.txt")
    entry.add([values.paper(tmp_path, "hỏng.txt")])
    wait_read(entry, qtbot)
    key("Esc")
    new(page)
    wait_read(page.entry, qtbot)
    assert page.entry.form.input("files").value() != ()
    assert page.entry.form.input("issuing_agency").value() == ""


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


def test_another_file_takes_back_what_the_first_one_said(read_entry, reads, tmp_path, qtbot):
    field(read_entry, "note").input.set_value("giữ")
    read_entry.form.input("files").set_value(())
    assert read_entry.form.input("document_number").value() == ""
    assert read_entry.form.input("tasks").value() == ()
    reads["khác.txt"] = values.reading(signer=None)
    read_entry.add([values.paper(tmp_path, "khác.txt")])
    wait_read(read_entry, qtbot)
    assert read_entry.form.input("document_number").value() == values.NUMBER
    assert read_entry.form.input("signer").value() == ""
    assert read_entry.form.input("note").value() == "giữ"


def test_a_draft_finds_its_ticks_again(read_entry, page, qtbot):  # noqa: F811
    found = read_entry.form.input("tasks")
    found.shown()[0].setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    found._rows[0]["content"].setText("Việc ghi tay")
    read_entry.form.input("subject").set_value("Trích yếu gõ lại")
    key("Esc")
    assert page.entry is None
    new(page)
    wait_read(page.entry, qtbot)
    again = page.entry.form.input("tasks")
    assert [line.isChecked() for line in again.shown()] == [False, True]
    assert page.entry.form.input("subject").value() == "Trích yếu gõ lại"
    assert again.value()[-1]["content"] == "Việc ghi tay"


def test_a_document_dropped_anywhere_fills_an_entry(window, reads, tmp_path, qtbot):
    assert window.page_key() == "overview"
    drop(window, copied(values.paper(tmp_path)))
    assert window.page_key() == "directives"
    entry = window.page().entry  # noqa: F811
    wait_read(entry, qtbot)
    assert entry.form.input("document_number").value() == values.NUMBER
    other = values.paper(tmp_path, "07.txt", "khác")
    window.show_page("tasks")
    drop(window, copied(other))
    assert window.page().entry is entry
    assert entry.form.input("files").value()[0].name == "06-CT-UBND.txt"
    assert window.page().waiting == [other], "what comes to the window is a document of its own"


def test_a_document_pasted_on_any_page_fills_an_entry(window, reads, tmp_path, qtbot):
    assert window.page_key() == "overview"
    QGuiApplication.clipboard().setMimeData(copied(values.paper(tmp_path)))
    window.page().setFocus()
    key("Ctrl+V")
    assert window.page_key() == "directives"
    wait_read(window.page().entry, qtbot)
    assert window.page().entry.form.input("document_number").value() == values.NUMBER


def test_a_document_chosen_from_the_list_fills_an_entry(page, reads, tmp_path, monkeypatch, qtbot):  # noqa: F811
    monkeypatch.setattr("ui.parts.attachments.QFileDialog.getOpenFileNames", lambda *_: ([str(values.paper(tmp_path))], ""))
    next(each for each in page.entries if each.action.key == "directive.from_file").trigger()
    wait_read(page.entry, qtbot)
    assert page.entry.form.input("signer").value() == "Nguyễn Tấn Tuân"


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


def test_ticks_of_a_file_that_is_gone_become_rows(read_entry, page, tmp_path, qtbot):  # noqa: F811
    found = read_entry.form.input("tasks")
    found._open(found.shown()[1], "content")
    found._editor.content.set_value("Báo cáo kết quả")
    found._editor.due.setText("15/01/2027")
    key("Esc")
    key("Esc")
    assert page.entry is None
    (tmp_path / "06-CT-UBND.txt").unlink()
    new(page)
    again = page.entry.form.input("tasks")
    assert [(row["content"], row["due_date"]) for row in again.value()] == [("Báo cáo kết quả", date(2027, 1, 15))]


def test_files_pasted_on_the_list_fill_an_entry_and_in_the_record_are_kept(page, practice, reads, tmp_path, qtbot):  # noqa: F811
    row = page.current_row()
    QGuiApplication.clipboard().setMimeData(copied(values.paper(tmp_path)))
    page.detail.take_focus()
    assert page.detail.isAncestorOf(QApplication.focusWidget())
    key("Ctrl+V")
    assert page.entry is None
    with practice.read() as conn:
        assert len(attachments_of(conn, "directive", row.id)) == 1
    page.view.setFocus()
    key("Ctrl+V")
    wait_read(page.entry, qtbot)
    assert page.entry.form.input("document_number").value() == values.NUMBER


@pytest.mark.parametrize("where", ["list", "entry"])
def test_the_words_of_a_document_are_read_as_a_file_is(page, reads, where, qtbot):  # noqa: F811
    QGuiApplication.clipboard().setText(values.TEXT)
    if where == "entry":
        new(page)
    else:
        page.view.setFocus()
    key("Ctrl+V")
    wait_read(page.entry, qtbot)
    assert page.entry.form.input("document_number").value() == values.NUMBER
    [path] = page.entry.form.input("files").value()
    assert path.name.startswith("Văn bản dán")
    assert path.read_text(encoding="utf-8") == values.TEXT


@pytest.mark.parametrize("text", ["Cải cách thủ tục hành chính", "Số\tNgày\n1\t2", "Một dòng\nhai dòng\nba dòng\nbốn dòng\n" * 20])
def test_other_words_are_no_document(text):
    assert not pasting.is_document(text)


def test_words_for_a_field_stay_words_for_a_field(entry):  # noqa: F811
    entry.form.cells["subject"].widget.setFocus()
    QGuiApplication.clipboard().setText("Cải cách thủ tục hành chính")
    key("Ctrl+V")
    assert entry.form.input("subject").value() == "Cải cách thủ tục hành chính"
    assert entry.form.input("files").value() == ()


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


def test_a_paper_of_the_book_is_not_stored_twice_without_a_word(read_entry, page, tmp_path, qtbot):  # noqa: F811
    look_at_all(read_entry)
    key("Ctrl+Return")
    following = page.entry
    following.add([values.paper(tmp_path, "bản sao.txt")])
    wait_read(following, qtbot)
    qtbot.waitUntil(lambda: "Có thể đã vào sổ" in following.form.duplicate.text())
    look_at_all(following)
    form = following.form
    form.cells["subject"].widget.setFocus()
    key("Ctrl+Return")
    assert following.form is form
    assert "đã đính kèm văn bản số đến" in form.complaints()[""]
    key("Ctrl+Return")
    assert following.form is not form


def test_after_a_draft_is_thrown_away_nothing_counts_as_typed(read_entry, reads, page, tmp_path, qtbot):  # noqa: F811
    read_entry.form.input("urgency").set_value("flash")
    read_entry.form.input("note").set_value("giữ")
    key("Esc")
    new(page)
    wait_read(page.entry, qtbot)
    form = page.entry.form
    assert form.input("urgency").value() == "flash"
    form.keeper.drop_button.click()
    assert form.input("urgency").value() == "normal"
    reads[""] = values.reading(urgency=values.found("flash", "CHỈ THỊ"))
    page.entry.add([values.paper(tmp_path, "hỏa tốc.txt")])
    wait_read(page.entry, qtbot)
    assert form.input("urgency").value() == "flash"
