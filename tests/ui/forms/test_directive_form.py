"""The form of an incoming document: what it shows, refuses and hands to the services."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from models.registers.directives.queries import find_ids, load_rows, load_whole
from models.registers.directives.rows import DirectiveQuery
from models.registers.tasks import queries as tasks
from tests.factories import TODAY, directive_row, make_directive
from ui.forms.directive import CorrectDirective, NewDirective


def filled(context, **values):
    """A form in which an ordinary document was typed, and these values."""
    form = NewDirective(context)
    form.show_it()
    usual = {"document_number": "06/CT-UBND", "issuing_agency": "UBND tỉnh Gia Lai", "subject": "Cải cách thủ tục hành chính"}
    for name, value in {**usual, **values}.items():
        form.input(name).set_value(value)
    return form


def book(office):
    with office.read() as conn:
        ids = find_ids(conn, DirectiveQuery(), office.when())[::-1]
        return load_rows(conn, ids, office.when(), office.calendar())


def test_a_new_document_gets_the_shown_number_and_is_shown(context, office, shown):
    make_directive(office, document_number="05/CT-UBND")
    form = filled(context)
    assert form.input("arrival_number").value() == "02"
    form.save()
    row = book(office)[-1]
    assert (row.printed_number, row.arrival_date, row.document_type, row.forwarded_date) == ("02", TODAY, "Chỉ thị", None)
    assert shown == [row.id]


def test_the_number_follows_year_and_book_until_another_is_typed(context, office):
    make_directive(office)
    form = filled(context)
    form.input("arrival_date").set_value(date(2027, 1, 4))
    assert form.input("arrival_number").value() == "01"
    form.input("arrival_date").set_value(TODAY)
    form.input("secrecy").set_value("secret")
    assert form.input("arrival_number").value() == "01"
    form.input("secrecy").set_value("none")
    form.input("arrival_number").set_value("7")
    form.input("arrival_date").set_value(date(2027, 1, 4))
    assert form.input("arrival_number").value() == "7"


def test_files_and_tasks_go_along(context, office, tmp_path):
    paper = tmp_path / "chi-thi.txt"
    paper.write_text("CHỈ THỊ", encoding="utf-8")
    form = filled(context, files=[paper], tasks=[{"content": "Báo cáo kết quả", "due_date": date(2026, 12, 1)}, {}])
    form.save()
    with office.read() as conn:
        whole = load_whole(conn, book(office)[0].id, office.when(), office.calendar())
        work = tasks.load_rows(conn, whole.task_ids, office.when(), office.calendar())
    assert [file.file_name for file in whole.attachments] == ["chi-thi.txt"]
    assert [(row.content, row.due_date, row.lead) for row in work] == [("Báo cáo kết quả", date(2026, 12, 1), "")]


def test_a_missing_file_and_a_wrong_task_are_said_where_they_are(context, office, tmp_path):
    form = filled(context, files=[tmp_path / "khong-co.pdf"])
    form.save()
    assert "khong-co.pdf" in form.complaints()[""]
    form.input("files").set_value(())
    form.input("tasks").set_value([{"content": "Việc một"}, {"due_date": date(2026, 12, 1)}])
    form.save()
    assert form.input("tasks")._wrong.text() == "Dòng 2: Chưa điền “Nội dung”. Hãy điền rồi lưu lại."
    assert book(office) == []


@pytest.mark.parametrize(
    ("name", "value", "part"),
    [
        ("subject", "", "Trích yếu"),
        ("issuing_agency", "", "Cơ quan ban hành"),
        ("subject", "x" * 600, "500"),
        ("arrival_number", "abc", "số đến"),
        ("arrival_number", "117a", "Lý do"),
    ],
)
def test_what_is_refused_stands_beside_its_input_and_nothing_is_written(context, office, name, value, part):
    make_directive(office, document_number="01/CT-UBND")
    form = filled(context, **{name: value})
    form.save()
    place, text = next(iter(form.complaints().items()))
    assert part.lower() in text.lower()
    assert place == ("insertion_reason" if value == "117a" else name)
    assert form.isVisible()
    assert len(book(office)) == 1


def test_a_wrong_date_is_said_and_not_swallowed(context, office):
    form = filled(context)
    form.cells["due_date"].widget.setText("31/2")
    form.save()
    assert set(form.complaints()) == {"due_date"}
    assert book(office) == []
    form.input("due_date").set_value(date(2026, 12, 1))
    assert form.complaints() == {}


def test_a_late_paper_goes_in_after_another_with_a_reason(context, office):
    make_directive(office, document_number="05/CT-UBND")
    form = filled(context, arrival_number="1a")
    assert not form.cells["insertion_reason"].isHidden()
    form.input("insertion_reason").set_value("Thất lạc ở bưu điện")
    form.save()
    assert [row.printed_number for row in book(office)] == ["01", "01a"]


def test_the_same_paper_is_warned_of_while_it_is_typed(context, office, qtbot):
    make_directive(office, issued_date=date(2026, 11, 18))
    form = filled(context, document_number="6/ct-ubnd", issued_date=date(2026, 11, 18))
    qtbot.waitUntil(lambda: "số đến 01/2026" in form.duplicate.text())
    form.input("document_number").set_value("7/CT-UBND")
    qtbot.waitUntil(lambda: not form.duplicate.text())


def test_a_secret_paper_asks_for_no_content_and_hands_none_on(context, office, tmp_path):
    paper = tmp_path / "mat.txt"
    paper.write_text("MẬT", encoding="utf-8")
    form = filled(context, files=[paper], tasks=[{"content": "Việc mật"}], leader_instruction="Giao Công an xã", note="gấp")
    form.input("secrecy").set_value("top_secret")
    hidden = {name for name, cell in form.cells.items() if cell.isHidden()}
    assert {"subject", "document_type", "signer", "leader_instruction", "note", "files", "tasks"} <= hidden
    form.save()
    row = book(office)[0]
    assert (row.secrecy, row.subject, row.document_type, row.leader_instruction, row.note, row.medium) == (
        "top_secret",
        "",
        "",
        "",
        "",
        "paper",
    )
    with office.read() as conn:
        whole = load_whole(conn, row.id, office.when(), office.calendar())
    assert (whole.attachments, whole.task_ids) == ((), ())
    assert not list((office.folder / "files").glob("??/*"))


def test_the_type_follows_the_symbol_until_a_person_says_otherwise(context):
    form = filled(context, document_number="12/KH-UBND")
    assert form.input("document_type").value() == "Kế hoạch"
    form.input("document_type").set_value("Thông báo")
    form.input("document_number").set_value("12/QĐ-UBND")
    assert form.input("document_type").value() == "Thông báo"


def test_the_hour_is_asked_for_what_is_very_urgent(context, office):
    form = filled(context)
    assert form.cells["arrival_time"].isHidden()
    form.input("urgency").set_value("flash")
    form.input("arrival_time").set_value("9h05")
    form.save()
    assert book(office)[0].arrival_time == "09:05"


def test_a_correction_names_what_changed_and_asks_for_the_reason(context, office):
    made = make_directive(office, recipient="Phòng Kinh tế", forwarded_date=TODAY)
    form = CorrectDirective(context, directive_row(office, made.id))
    form.show_it()
    form.input("subject").set_value("Trích yếu đã sửa")
    assert form.arguments() == {"changes": {"subject": "Trích yếu đã sửa"}, "reason": ""}
    form.save()
    assert set(form.complaints()) == {"reason"}
    form.input("reason").set_value("Ghi sót")
    form.save()
    row = directive_row(office, made.id)
    assert (row.subject, row.recipient) == ("Trích yếu đã sửa", "Phòng Kinh tế")


def test_a_correction_without_a_change_changes_nothing(context, office):
    made = make_directive(office, recipient="Phòng Kinh tế; Trạm Y tế xã", signer="Rah Lan Chung", due_date=date(2026, 12, 1))
    before = directive_row(office, made.id)
    form = CorrectDirective(context, before)
    form.show_it()
    assert form.arguments()["changes"] == {}
    form.save()
    assert directive_row(office, made.id) == before


def test_leaving_asks_nothing_and_the_next_opening_has_what_was_typed(context, office):
    form = NewDirective(context)
    form.show_it()
    form.reject()
    assert not form.isVisible()
    filled(context, issued_date=date(2026, 11, 18)).reject()
    again = NewDirective(context)
    again.show_it()
    assert again.keeper.box.isVisible()
    assert (again.input("subject").value(), again.input("issued_date").value()) == ("Cải cách thủ tục hành chính", date(2026, 11, 18))
    again.save()
    assert len(book(office)) == 1
    assert not NewDirective(context).show_it().typed(), "what was saved is no draft any more"


def test_a_secret_paper_is_never_kept_and_so_asks(context, boxes):
    form = filled(context)
    form.input("secrecy").set_value("secret")
    form.reject()
    assert boxes.pop().buttons == ["Bỏ", "Gõ tiếp"]
    assert form.isVisible()
    form.input("secrecy").set_value("none")


def test_a_closed_form_is_gone(context, qtbot):
    form = NewDirective(context)
    with qtbot.waitSignal(form.destroyed, timeout=2000):
        form.show_it()
        form.reject()
        form = None


def test_save_and_go_on_opens_an_empty_form_with_the_next_number(context, office):
    form = filled(context)
    form.save()
    following = next(each for each in context.parent.window().findChildren(NewDirective) if each.isVisible())
    assert following is not form
    assert (following.input("arrival_number").value(), following.input("subject").value()) == ("02", "")
    assert following.input("issuing_agency").value() == "UBND tỉnh Gia Lai", "the sender comes along"
    following.input("issuing_agency").set_value("")
    following.save()
    assert set(following.complaints()) == {"issuing_agency"}
    assert following.isVisible()


def test_enter_goes_through_the_form_without_opening_the_choice_of_files(context, qtbot):
    form = NewDirective(context)
    form.show_it()
    qtbot.waitUntil(form.isVisible)
    form.input("note").setFocus()
    QTest.keyClick(form.focusWidget(), Qt.Key.Key_Return)
    assert form.focusWidget() not in form.input("files").findChildren(QPushButton)
    assert form.focusWidget() is form.save_button
    form.deleteLater()
