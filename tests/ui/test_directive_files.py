"""The files of an entry: dropped, pasted, waiting for their turn; drafts of them, secret ones, those that are in the book."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from shiboken6 import delete

from models.errors import OfficeError
from models.storage.attachments import attachments_of
from tests.ui import document_values as values
from tests.ui.carried import carrying, drop
from tests.ui.test_directive_entry import entry, key, new, page  # noqa: F401 - the fixtures
from tests.ui.test_directive_reading import field, look_at_all, read_entry, reads, wait_read  # noqa: F401 - the fixtures
from ui.documents import pasting
from ui.documents.waiting_list import load_waiting
from ui.forms.directive import NewDirective
from ui.pages.directives import DirectivesPage


def test_a_file_pasted_into_a_task_belongs_to_the_document(read_entry, tmp_path):  # noqa: F811
    found = read_entry.form.input("tasks")
    found.shown()[0].opened.emit("content")
    before = found._editor.content.value()
    QGuiApplication.clipboard().setMimeData(carrying(values.paper(tmp_path, "phụ lục.txt", "bảng")))
    key("Ctrl+V")
    assert found._editor.content.value() == before
    assert [path.name for path in read_entry.form.input("files").value()] == ["06-CT-UBND.txt", "phụ lục.txt"]


def test_what_had_the_keyboard_may_be_gone_when_the_file_is_read(entry, reads, tmp_path, qtbot):  # noqa: F811
    gone = QLineEdit(entry)
    gone.show()
    gone.setFocus()
    entry.add([values.paper(tmp_path)])
    assert QApplication.focusWidget() is gone
    delete(gone)
    wait_read(entry, qtbot)
    assert entry.form.input("document_number").value() == values.NUMBER


def test_several_files_wait_and_the_next_opens_by_itself(entry, reads, page, tmp_path, qtbot):  # noqa: F811
    papers = [values.paper(tmp_path, f"{number}.txt", f"{values.TEXT}\n{number}") for number in range(1, 5)]
    QGuiApplication.clipboard().setMimeData(carrying(*papers))
    key("Ctrl+V")
    wait_read(entry, qtbot)
    assert entry.form.input("files").value() == (papers[0],)
    assert entry.waiting_files.words.text() == "Còn 3 tệp chờ: 2.txt…"
    entry.waiting_files.take_button.click()
    assert entry.form.input("files").value() == (papers[0], papers[1])
    assert entry.view._path == papers[0], "what belongs to the document does not take its place"
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
    assert page.entry.waiting_files.drop_button.text() == "Bỏ qua"
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


def test_another_file_takes_back_what_the_first_one_said(read_entry, reads, tmp_path, qtbot):  # noqa: F811
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


def test_a_document_dropped_anywhere_fills_an_entry(window, reads, tmp_path, qtbot):  # noqa: F811
    assert window.page_key() == "overview"
    drop(window, carrying(values.paper(tmp_path)))
    assert window.page_key() == "directives"
    entry = window.page().entry  # noqa: F811
    wait_read(entry, qtbot)
    assert entry.form.input("document_number").value() == values.NUMBER
    other = values.paper(tmp_path, "07.txt", "khác")
    window.show_page("tasks")
    drop(window, carrying(other))
    assert window.page().entry is entry
    assert entry.form.input("files").value()[0].name == "06-CT-UBND.txt"
    assert window.page().waiting == [other], "what comes to the window is a document of its own"


def test_a_document_pasted_on_any_page_fills_an_entry(window, reads, tmp_path, qtbot):  # noqa: F811
    assert window.page_key() == "overview"
    QGuiApplication.clipboard().setMimeData(carrying(values.paper(tmp_path)))
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
    QGuiApplication.clipboard().setMimeData(carrying(values.paper(tmp_path)))
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


def test_a_paper_of_the_book_is_not_stored_twice_without_a_word(read_entry, page, tmp_path, qtbot):  # noqa: F811
    look_at_all(read_entry)
    key("Ctrl+Return")
    following = page.entry
    following.add([values.paper(tmp_path, "bản sao.txt")])
    wait_read(following, qtbot)
    qtbot.waitUntil(lambda: "Có thể đã vào sổ" in following.form.duplicate.text())
    qtbot.waitUntil(lambda: "Chính tệp này" in following.form.duplicate.text())
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


def test_files_that_wait_are_there_after_the_power_went(entry, reads, page, practice, tmp_path, qtbot):  # noqa: F811
    papers = [values.paper(tmp_path, f"{number}.txt", f"{values.TEXT}\n{number}") for number in range(1, 4)]
    entry.add(papers)
    wait_read(entry, qtbot)
    qtbot.waitUntil(lambda: load_waiting(practice) == papers[1:])
    papers[2].unlink()
    again = DirectivesPage(practice, page.operations)
    qtbot.addWidget(again)
    again.take_form(NewDirective(again.context()))
    assert again.waiting == papers[1:2]


def test_another_paper_opens_though_one_is_half_written(entry, reads, page, tmp_path, qtbot):  # noqa: F811
    entry.form.input("document_number").set_value("44/CT-UBND")
    key("Esc")
    reads["khác.txt"] = values.reading(number=None)
    QGuiApplication.clipboard().setMimeData(carrying(values.paper(tmp_path, "khác.txt")))
    page.view.setFocus()
    key("Ctrl+V")
    wait_read(page.entry, qtbot)
    assert page.entry.form.input("document_number").value() == ""
    assert page.entry.form.input("files").value()[0].name == "khác.txt"
    page.entry.form.keeper.drop()
    key("Esc")
    new(page)
    assert page.entry.form.input("document_number").value() == "44/CT-UBND", "the other one is still there"


def test_words_of_a_mail_are_a_paper_too_and_one_line_is_none(page, window, reads, qtbot):  # noqa: F811
    page.view.setFocus()
    QGuiApplication.clipboard().setText("Mai họp 8h nhé chị")
    key("Ctrl+V")
    assert page.entry is None
    assert "một dòng chữ" in window.news.toolTip() + window.news.text()
    QGuiApplication.clipboard().setText(
        "Kính gửi: UBND các xã\n\nSở Nội vụ đề nghị báo cáo trước ngày 28/11/2026.\n" + "Nội dung cụ thể. " * 12
    )
    key("Ctrl+V")
    wait_read(page.entry, qtbot)
    assert page.entry.form.input("files").value()[0].name.startswith("Văn bản dán")


def test_a_file_that_is_there_is_not_taken_twice(entry, reads, tmp_path, qtbot):  # noqa: F811
    first, second = values.paper(tmp_path, "một.txt"), values.paper(tmp_path, "hai.txt", values.TEXT + "\nHai")
    entry.add([first, second])
    wait_read(entry, qtbot)
    entry.add([second])
    assert (entry.form.input("files").value(), entry.waiting) == ((first,), [second]), "a file that waits is no annex of another"
    assert "hai.txt lần nữa" in entry.form.complaints()[""]
    copy = values.paper(tmp_path, "dán lại.txt")
    entry.take([copy, second])
    entry.add([copy])
    assert (entry.form.input("files").value(), entry.waiting) == ((first,), [second]), "nor are the same words under another name"
    other = values.paper(tmp_path, "phụ lục.txt", "Phụ lục")
    entry.add([other])
    assert entry.form.input("files").value() == (first, other)
    entry.skip()
    assert entry.form.input("files").value() == (second,)


def test_a_file_that_waits_may_be_opened_before_its_turn(entry, reads, page, tmp_path, qtbot):  # noqa: F811
    papers = [values.paper(tmp_path, f"{number}.txt", f"{values.TEXT}\n{number}") for number in range(3)]
    entry.wait_for(papers)
    entry.add([papers[2]])
    wait_read(entry, qtbot)
    assert (entry.form.input("files").value(), page.waiting) == ((papers[2],), papers[:2])
