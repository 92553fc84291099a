"""Single inputs: what is typed is what is meant."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.registers.procedures import find
from tests.factories import department_id, make_directive, official_id
from ui.forms import suggest
from ui.forms.form import Ask, Form
from ui.forms.inputs import DueInput, FilesInput, due, line
from ui.forms.rows import RowsInput
from ui.forms.suggest import Place, Source


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("+1", date(2026, 11, 23)),
        ("+3", date(2026, 11, 26)),  # 24/11 is a holiday, 21 and 22 a week-end
        ("5/12", date(2026, 12, 5)),
        ("05122026", date(2026, 12, 5)),
        ("", None),
    ],
)
def test_a_due_date_counts_working_days(qtbot, context, typed, meant):
    made = due(context)
    qtbot.addWidget(made)
    assert isinstance(made, DueInput)
    made.setText(typed)
    assert (made.value(), made.valid()) == (meant, True)


@pytest.mark.parametrize("typed", ["31/2", "maii", "+", "+99999", "32/13/2026"])
def test_what_is_no_date_is_not_swallowed(qtbot, context, typed):
    made = due(context)
    qtbot.addWidget(made)
    made.setText(typed)
    assert not made.valid()
    assert made.text() == typed


@pytest.mark.parametrize(
    ("typed", "unit", "person", "name"),
    [
        ("Phòng Kinh tế", "Phòng Kinh tế", "", ""),
        ("phong kinh te", "Phòng Kinh tế", "", ""),
        ("VH-XH", "Phòng Văn hóa - Xã hội", "", ""),
        ("Lê Thị Cúc (Phòng Kinh tế)", "Phòng Kinh tế", "Lê Thị Cúc", ""),
        ("le thi cuc", "Phòng Kinh tế", "Lê Thị Cúc", ""),
        ("Trạm Y tế xã", "", "", "Trạm Y tế xã"),
        ("  ", "", "", ""),
    ],
)
def test_a_place_is_ours_by_any_spelling_or_a_name(qtbot, office, context, typed, unit, person, name):
    made = suggest.place(context)
    qtbot.addWidget(made)
    made.setText(typed)
    expected = Place(department_id(office, unit) if unit else None, official_id(office, person) if person else None, name)
    assert made.value() == expected


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("van hoa", "Phòng Văn hóa - Xã hội"),
        ("van phong", "Văn phòng HĐND và UBND"),
        ("cuc", "Lê Thị Cúc (Phòng Kinh tế)"),
        ("phong", "phong"),
        ("Trạm Y tế", "Trạm Y tế"),
    ],
)
def test_letters_that_mean_but_one_place_are_written_out(qtbot, context, typed, written):
    made = suggest.place(context)
    qtbot.addWidget(made)
    made.setText(typed)
    QApplication.sendEvent(made, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    assert made.text() == written


def test_a_procedure_is_meant_by_its_code_or_its_line(qtbot, office, context):
    with office.read() as conn:
        row = find(conn, day=office.today())[0]
    made = suggest.procedure(context)
    qtbot.addWidget(made)
    made.setText(row.code)
    assert made.value() == (row.code, row.name)
    QApplication.sendEvent(made, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    assert made.text() == f"{row.code} · {row.name}", "who typed a code sees what it is"
    assert made.value() == (row.code, row.name)
    made.set_value((row.code, row.name))
    assert made.value() == (row.code, row.name)
    made.setText("Việc riêng của xã")
    assert made.value() == ("", "Việc riêng của xã")
    made.setText("1.000")  # only the beginning of codes
    assert made.value() == ("", "1.000")


def test_a_source_is_a_document_of_the_register_or_another_number(qtbot, office, context):
    document = make_directive(office)
    make_directive(office, document_number="07/CT-UBND", secrecy="secret", subject="", document_type="", medium="paper")
    made = suggest.source(context)
    qtbot.addWidget(made)
    made.setText("06/CT-UBND · UBND tỉnh Gia Lai · 18/11/2026")
    assert made.value() == Source(document.id)
    made.setText("99/KH-UBND")
    assert made.value() == Source(number="99/KH-UBND")
    made.open_list()
    offered = made.offered()
    assert len(offered) == 1, "secret papers are not offered"


def test_types_are_found_by_abbreviation_and_letters(qtbot, context):
    made = suggest.document_type(context)
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    QTest.keyClicks(made, "ct")
    assert "Chỉ thị" in made.offered()
    made.clear()
    QTest.keyClicks(made, "quyet")
    assert {"Quyết định", "Nghị quyết"} <= set(made.offered())


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("ubnd tinh gia", "Ủy ban nhân dân tỉnh Gia Lai"),
        ("UBND TINH GIA", "UBND TINH GIA"),
        ("Công ty Gia Lai", "Công ty Gia Lai"),
        ("cong ty dien luc", "cong ty dien luc"),
    ],
)
def test_an_agency_typed_without_marks_is_written_out_where_it_can_be_but_one(qtbot, office, context, typed, written):
    make_directive(office)
    made = suggest.agency(context)
    qtbot.addWidget(made)
    made.setText(typed)
    QApplication.sendEvent(made, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    assert made.text() == written


def test_enter_goes_on_although_the_list_is_open(qtbot, context):
    shown = Form(context, "x", "x", lambda office: None, asks=(Ask("kind", "Loại", suggest.document_type), Ask("next", "Sau", line)))
    qtbot.addWidget(shown)
    shown.show_it()
    kind = shown.cells["kind"].widget
    kind.setFocus()
    QTest.keyClicks(kind, "chi thi")
    assert kind.list.isVisible()
    QTest.keyClick(kind, Qt.Key.Key_Return)
    assert not kind.list.isVisible()
    assert kind.text() == "Chỉ thị"
    assert shown.focusWidget() is shown.cells["next"].widget
    shown.cells["kind"].input.set_value("")


def test_files_are_kept_once_and_can_be_dropped(qtbot, monkeypatch, tmp_path, office):
    made = FilesInput(office)
    qtbot.addWidget(made)
    chosen = [str(tmp_path / "a.pdf"), str(tmp_path / "b.docx")]
    monkeypatch.setattr("ui.parts.attachments.QFileDialog.getOpenFileNames", lambda *_: (chosen, ""))
    made.choose()
    made.choose()
    assert made.value() == tuple(Path(name) for name in chosen)
    made.drop_all()
    assert made.value() == ()


@pytest.fixture
def table(qtbot, context):
    made = RowsInput(context, (Ask("content", "Nội dung", line), Ask("due_date", "Hạn", due)), more="+ Thêm")
    qtbot.addWidget(made)
    made.show()
    return made


def test_rows_in_which_nothing_stands_do_not_count(table):
    assert table.value() == ()
    table.set_value([{"content": "một"}, {}, {"content": "hai", "due_date": date(2026, 12, 1)}])
    assert table.value() == ({"content": "một", "due_date": None}, {"content": "hai", "due_date": date(2026, 12, 1)})


def test_who_goes_on_from_row_to_row_drops_none(table):
    table.set_value([{"content": "một"}, {"content": "hai"}])
    chain = [table._rows[0]["content"]]
    while chain[-1] is not table._drops[-1]:
        chain.append(chain[-1].nextInFocusChain())
    places = [chain.index(each) for each in (table._rows[1]["content"], table._rows[1]["due_date"], table._more, *table._drops)]
    assert places == sorted(places)


def test_a_row_is_dropped_by_its_own_button(table):
    table.set_value([{"content": "một"}, {"content": "hai"}, {"content": "ba"}])
    table._drops[1].click()
    assert [row["content"] for row in table.value()] == ["một", "ba"]
    table._drops[0].click()
    table._drops[0].click()
    assert table.value() == ()
    assert len(table._rows) == 1, "one empty row stays to be typed in"


def test_a_wrong_row_is_named_and_forgotten_once_it_is_mended(table):
    table.set_value([{"content": "một"}, {}, {"content": "hai"}])
    table.mark(1, "content", "sai")
    widget = table._rows[2]["content"]
    assert widget.property("state") == "wrong"
    assert table._wrong.text() == "Dòng 3: sai"
    widget.setText("hai, đã sửa")
    assert (widget.property("state"), table._wrong.text()) == ("", "")
