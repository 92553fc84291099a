"""Suggestions: found by a few letters, taken by Tab, and never in the way of whatever composes Vietnamese letters."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from models.registers.agencies import known_agencies
from models.registers.procedures import find
from models.registers.staff import OfficialEntry, add_official
from tests.factories import department_id, make_directive, official_id
from tests.ui.forms.conftest import context, empty_template, office, shown  # noqa: F401 - fixtures of the forms' tests
from ui.forms import suggest
from ui.forms.form import Form
from ui.forms.suggest import Place
from ui.forms.suggest_rank import Choice, Choices


@pytest.fixture
def placed(qtbot, context):  # noqa: F811
    """Puts an input before another one into a window that has the keyboard."""

    windows = []

    def place(maker):
        window = QWidget()
        windows.append(window)
        column = QVBoxLayout(window)
        made, other = maker(context), QLineEdit()
        column.addWidget(made)
        column.addWidget(other)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        made.setFocus()
        made.other = other
        return made

    return place


def key(widget, code, letter=""):
    """One key as the window system sends it."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, letter))


def write(widget, text):
    """Letters as they come, Vietnamese ones too."""
    for letter in text:
        key(widget, 0, letter)


def unikey(widget, letters, backspaces=0):
    """What UniKey and EVKey send: the letters typed wrong go by Backspace, the finished ones come as text."""
    for _ in range(backspaces):
        key(widget, Qt.Key.Key_Backspace)
    write(widget, letters)


def compose(widget, preedit, commit=""):
    """What IBus, Fcitx and Windows send."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(widget, event)


# ---- finding ----


@pytest.mark.parametrize(
    ("letters", "first"),
    [
        ("svh", "Sở Văn hóa, Thể thao và Du lịch"),
        ("SVH", "Sở Văn hóa, Thể thao và Du lịch"),
        ("so van", "Sở Văn hóa, Thể thao và Du lịch"),
        ("sở văn", "Sở Văn hóa, Thể thao và Du lịch"),
        ("snv", "Sở Nội vụ"),
        ("ubnd tinh", "Ủy ban nhân dân tỉnh Gia Lai"),
        ("ubt", None),
        ("bnv", "Bộ Nội vụ"),
        ("chinh phu", "Chính phủ"),
    ],
)
def test_an_agency_is_found_by_three_letters(placed, letters, first):
    field = placed(suggest.agency)
    write(field, letters)
    assert (field.offered()[0] if first else first) == first


@pytest.mark.parametrize(
    ("letters", "name"),
    [
        ("ntt", "Nguyễn Thị Thu"),
        ("cuc", "Lê Thị Cúc"),
        ("ltc", "Lê Thị Cúc"),
        ("pkt", "Phòng Kinh tế"),
        ("kt", "Phòng Kinh tế"),
        ("vh-xh", "Phòng Văn hóa"),
    ],
)
def test_people_and_departments_are_found_by_their_first_letters(office, placed, letters, name):  # noqa: F811
    add_official(office, OfficialEntry(name="Nguyễn Thị Thu", department_id=department_id(office, "Phòng Kinh tế")))
    field = placed(suggest.place)
    write(field, letters)
    assert field.offered()[0].startswith(name)
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert field.text().startswith(name)
    assert field.other.hasFocus()
    assert field.value().name == ""


def test_the_most_used_comes_first(office, placed):  # noqa: F811
    for number in range(3):
        make_directive(office, document_number=f"{number}/BC-STC", issuing_agency="Sở Tài chính")
    field = placed(suggest.agency)
    write(field, "sở")
    assert field.offered()[0] == "Sở Tài chính"
    unit, person = department_id(office, "Phòng Kinh tế"), official_id(office, "Lê Thị Cúc")
    make_directive(office, document_number="9/CV", recipient="", recipient_department_id=unit, recipient_official_id=person)
    field = placed(suggest.place)
    field.open_list()
    assert field.offered()[0] == "Lê Thị Cúc (Phòng Kinh tế)"


def test_a_procedure_is_found_by_code_words_and_first_letters(office, placed):  # noqa: F811
    with office.read() as conn:
        row = find(conn, day=office.today())[0]
    for letters in (row.code[:5], " ".join(row.name.split()[:3])):
        field = placed(suggest.procedure)
        write(field, letters)
        assert any(text.startswith(row.code) for text in field.offered())


def test_a_name_that_is_written_out_is_left_alone(placed):
    field = placed(suggest.agency)
    for text in ("Sở Văn hóa", "VNPT", "Trung tâm Y tế khu vực"):
        field.clear()
        write(field, text)
        key(field, Qt.Key.Key_Tab)
        field.setFocus()
        assert field.text() == text


def test_arrows_choose_and_escape_keeps_what_is_typed(placed):
    field = placed(suggest.agency)
    write(field, "so")
    second = field.offered()[1]
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.text() == "so", "nothing is written into the line while one looks"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == second
    field.clear()
    write(field, "so")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not field.list.isVisible()
    assert field.text() == "so"


def test_the_list_never_takes_the_keyboard(placed):
    field = placed(suggest.agency)
    write(field, "so")
    assert field.list.isVisible()
    assert QApplication.activePopupWidget() is None
    assert QApplication.focusWidget() is field
    field.other.setFocus()
    assert not field.list.isVisible()


def test_thousands_of_names_are_looked_through_between_two_keys():
    choices = Choices(Choice(f"Ủy ban nhân dân xã số {number}", number) for number in range(5_000))
    choices.find("xa so", 12)
    began = time.perf_counter()
    for letters in ("u", "ub", "ubn", "xa so 49", "khong co"):
        choices.find(letters, 12)
    assert (time.perf_counter() - began) / 5 < 0.1  # 20 ms each here; a busy machine has its share


# ---- composing ----


@pytest.mark.parametrize("maker", [suggest.agency, suggest.place, suggest.procedure, suggest.document_type])
def test_unikey_is_not_doubled_by_the_list(placed, maker):
    field = placed(maker)
    # Telex: d d -> đ, then a, i, then j for the dot below: "đại".
    unikey(field, "d")
    unikey(field, "d")
    unikey(field, "đ", backspaces=2)
    unikey(field, "ai")
    unikey(field, "ại", backspaces=2)
    unikey(field, " học")
    assert field.text() == "đại học"


def test_unikey_with_the_list_open_and_a_line_marked(placed):
    field = placed(suggest.agency)
    unikey(field, "so")
    assert field.list.isVisible()
    assert field.list.marked()
    unikey(field, "ở", backspaces=1)
    unikey(field, " van")
    unikey(field, "ăn", backspaces=2)
    assert field.text() == "sở văn"
    assert field.list.isVisible()
    key(field, Qt.Key.Key_Tab)
    assert field.text() == "Sở Văn hóa, Thể thao và Du lịch"


def test_vni_is_not_doubled_by_the_list(placed):
    field = placed(suggest.agency)
    # VNI: s o 7 3 -> sở; the digits are taken back by the program itself.
    unikey(field, "so")
    unikey(field, "ơ", backspaces=1)
    unikey(field, "ở", backspaces=1)
    assert field.text() == "sở"


@pytest.mark.parametrize("maker", [suggest.agency, suggest.place, suggest.procedure, suggest.document_type, suggest.source])
def test_a_composing_input_method_is_not_doubled_by_the_list(placed, maker):
    field = placed(maker)
    for preedit in ("s", "so", "sơ", "sở"):
        compose(field, preedit)
        assert field.text() == "", "what is being composed is not in the line yet"
    compose(field, "", "sở ")
    for preedit in ("v", "va", "vă", "văn"):
        compose(field, preedit)
        assert field.text() == "sở "
    compose(field, "", "văn")
    assert field.text() == "sở văn"


def test_what_is_being_composed_narrows_the_list_and_tab_takes_what_was_seen(placed):
    field = placed(suggest.agency)
    compose(field, "sở")
    assert field.list.isVisible()
    assert all(text.startswith("Sở") for text in field.offered()[:-1])
    compose(field, "", "sở")
    seen = field.list.marked()
    assert seen
    key(field, Qt.Key.Key_Tab)
    assert field.text() == seen


# ---- new ones in place ----


def shown_form(kind=Form):
    """The form that lies over the others."""
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


def test_a_new_agency_is_entered_from_its_field(office, placed):  # noqa: F811
    field = placed(suggest.agency)
    write(field, "Công ty Điện lực Gia Lai")
    assert field.offered()[-1] == "+ Thêm “Công ty Điện lực Gia Lai” vào danh mục"
    key(field, Qt.Key.Key_Up)
    key(field, Qt.Key.Key_Return)
    form = shown_form()
    assert form.input("name").value() == "Công ty Điện lực Gia Lai"
    form.input("short_name").set_value("PC Gia Lai")
    form.save()
    assert field.text() == "Công ty Điện lực Gia Lai"
    with office.read() as conn:
        assert "Công ty Điện lực Gia Lai" in {each.name for each in known_agencies(conn)}


@pytest.mark.parametrize("kind", ["official", "department"])
def test_a_new_person_or_department_is_entered_from_its_field(office, placed, kind):  # noqa: F811
    field = placed(suggest.place)
    write(field, "Rah Lan Hương")
    key(field, Qt.Key.Key_Up)
    key(field, Qt.Key.Key_Tab)
    form = shown_form()
    form.input("kind").set_value(kind)
    assert form.cells["department_id"].isHidden() == (kind == "department")
    form.save()
    assert field.text() == "Rah Lan Hương"
    value = field.value()
    assert isinstance(value, Place)
    assert ((value.official_id if kind == "official" else value.department_id) or 0) > 0


def test_a_new_procedure_is_entered_from_its_field(placed):
    field = placed(suggest.procedure)
    write(field, "9.999999")
    key(field, Qt.Key.Key_Up)
    key(field, Qt.Key.Key_Return)
    form = shown_form()
    form.input("name").set_value("Xác nhận việc riêng của xã")
    form.input("processing_value").set_value("3")
    form.input("processing_unit").set_value("working_day")
    form.save()
    assert form.complaints() == {}
    assert field.value() == ("9.999999", "Xác nhận việc riêng của xã")


def test_what_is_known_is_not_offered_as_new(placed):
    field = placed(suggest.agency)
    write(field, "bo noi vu")
    assert not any(text.startswith("+") for text in field.offered())
    QCoreApplication.processEvents()
