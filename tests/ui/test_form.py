"""The form itself: the order of Tab, letters, series, a place in a page, what is said beside a field, and its size."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QVBoxLayout, QWidget

from models.errors import OfficeError
from models.outcome import ChangeSet, Outcome
from tests.factories_dossiers import make_dossier, row_of
from tests.factories_tasks import make_task, task_row
from tests.ui.forms.conftest import context, empty_template, office, shown  # noqa: F401 - fixtures of the forms' tests
from ui import theme
from ui.actions import dossiers as dossier_actions
from ui.actions import tasks as task_actions
from ui.forms.cell import marked
from ui.forms.dossier import CorrectDossier, NewDossier
from ui.forms.doubles import Doubles
from ui.forms.form import Ask, Form, ask_reason
from ui.forms.inputs import due, files, flag, labelled, line, lines
from ui.forms.rows import rows
from ui.forms.task import CorrectTask, NewTask

SAVED: list[dict] = []


def keep_values(office, **values):  # noqa: F811
    """Stands for a service that accepts everything."""
    SAVED.append(values)
    return Outcome(0, "test", ChangeSet(), id=len(SAVED))


def refuse(office, **values):  # noqa: F811
    """Stands for a service that misses the reason."""
    if not values.get("reason"):
        raise OfficeError("reason_needed", field="reason")
    return keep_values(office, **values)


ASKS = (
    Ask("seldom", "Ghi chú", line),
    Ask("number", "Số, ký hiệu", line),
    Ask("sender", "Cơ quan ban hành", line),
    Ask("urgency", "Độ khẩn", labelled("urgency")),
    Ask("subject", "Trích yếu", lines(2)),
    Ask("due", "Hạn xử lý", due),
    Ask("digitised", "", flag("Đã số hóa")),
)


class Papers(Form):
    """A form as those of the books are."""

    everyday = ("number", "sender", "subject")

    def __init__(self, context, service=keep_values):  # noqa: F811
        super().__init__(context, "Ghi", "Vào sổ", service, asks=ASKS)


@pytest.fixture(autouse=True)
def _forget():
    SAVED.clear()


@pytest.fixture
def active(qtbot):
    """Gives a form the keyboard."""

    def give(form):
        form.activateWindow()
        qtbot.waitUntil(form.isActiveWindow)
        return form

    return give


def name_of(form):
    """The input that has the keyboard."""
    focus = form.focusWidget()
    return next((name for name, cell in form.cells.items() if cell.isAncestorOf(focus)), focus)


# ---- the order of Tab ----


def test_tab_visits_the_everyday_fields_first_and_comes_round(context, active):  # noqa: F811
    form = active(Papers(context).show_it())
    visited = []
    for _ in range(len(form.tab_stops())):
        visited.append(name_of(form))
        QTest.keyClick(form.focusWidget(), Qt.Key.Key_Tab)
    assert visited[:7] == ["number", "sender", "subject", "seldom", "urgency", "due", "digitised"]
    assert visited[7] is form.save_button
    assert name_of(form) == "number"
    QTest.keyClick(form.focusWidget(), Qt.Key.Key_Backtab)
    assert name_of(form) not in form.cells


def test_what_is_hidden_or_greyed_is_passed_over(context, active):  # noqa: F811
    form = active(Papers(context).show_it())
    form.cells["sender"].hide()
    form.cells["subject"].widget.setEnabled(False)
    QTest.keyClick(form.focusWidget(), Qt.Key.Key_Tab)
    assert name_of(form) == "seldom"


def test_the_rows_of_a_form_are_in_the_order(context, active):  # noqa: F811
    asks = (Ask("files", "Tệp", files), Ask("rows", "", rows((Ask("content", "Nội dung", line), Ask("due", "Hạn", due)), more="+ Thêm")))
    form = active(Form(context, "x", "x", keep_values, asks=asks).show_it())
    table = form.cells["rows"].widget
    table.add_row()
    QApplication.processEvents()
    stops = form.tab_stops()
    wanted = [*(widget for row in table._rows for widget in row.values()), table._more, *table._drops]
    assert len(wanted) == 7
    assert stops[stops.index(wanted[0]) :][: len(wanted)] == wanted


# ---- letters ----


def test_every_label_has_a_letter_of_its_own_that_jumps_to_it(context, active, qtbot):  # noqa: F811
    form = active(Papers(context).show_it())
    letters = {name: cell.letter() for name, cell in form.cells.items()}
    assert all(letter.isascii() and letter.isalpha() for letter in letters.values())
    assert len(set(letters.values())) == len(letters)
    assert letters["number"] == "s"
    assert letters["sender"] == "c"
    for name, letter in letters.items():
        if isinstance(form.cells[name].widget, QCheckBox):
            continue
        QTest.keyClick(form.focusWidget(), letter, Qt.KeyboardModifier.AltModifier)
        assert name_of(form) == name
    box = form.cells["digitised"].widget
    QTest.keyClick(form.focusWidget(), letters["digitised"], Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(box.isChecked)


@pytest.mark.parametrize("made", [NewTask, NewDossier])
def test_the_letters_of_the_books_forms_are_unique_and_stay(context, made):  # noqa: F811
    first, second = made(context).show_it(), made(context).show_it()
    letters = [cell.letter() for cell in first.cells.values() if cell.words()]
    assert all(letters)
    assert len(set(letters)) == len(letters)
    assert letters == [cell.letter() for cell in second.cells.values() if cell.words()]


def test_a_letter_is_marked_where_a_word_begins_and_ampersands_stay():
    assert marked("Số, ký hiệu", "k") == "Số, &ký hiệu"
    assert marked("Trích yếu", "h") == "Tríc&h yếu"
    assert marked("Điểm & khoản", "") == "Điểm && khoản"
    assert marked("A & B", "b") == "A && &B"


def test_the_name_for_screen_readers_has_no_marks(context):  # noqa: F811
    form = Papers(context).show_it()
    assert form.cells["number"].widget.accessibleName() == "Số, ký hiệu"
    assert form.cells["digitised"].words() == "Đã số hóa"


# ---- one after another ----


def next_form(form):
    """The form that followed this one."""
    return next(each for each in form.context.parent.window().findChildren(type(form)) if each.isVisible())


def typed(form, **values):
    """Type these into the form."""
    for name, value in values.items():
        form.input(name).set_value(value)
    return form


def test_in_a_series_saving_goes_on_with_what_is_carried_over(context, active):  # noqa: F811
    form = Papers(context)
    form.in_series(lambda: series(context), carry=("sender",))
    form.show_it()
    assert (form.save_button.text(), form.again_button.text()) == ("Vào sổ, ghi tiếp", "Vào sổ rồi đóng")
    typed(form, number="1", sender="Sở Nội vụ", subject="Một").save()
    following = active(next_form(form))
    assert following is not form
    assert (following.input("sender").value(), following.input("subject").value()) == ("Sở Nội vụ", "")
    assert following.cells["sender"].carried()
    assert "như phiếu trước" in following.cells["sender"]._caption.text()
    assert not following.typed()
    # The keyboard stands in the number; Tab passes over what came along.
    assert name_of(following) == "number"
    QTest.keyClick(following.focusWidget(), Qt.Key.Key_Tab)
    assert name_of(following) == "subject"
    typed(following, sender="Sở Tài chính")
    assert not following.cells["sender"].carried()
    typed(following, number="2").save_otherwise()
    assert not [each for each in context.parent.window().findChildren(Papers) if each.isVisible()]
    assert [values["sender"] for values in SAVED] == ["Sở Nội vụ", "Sở Tài chính"]


def series(context):  # noqa: F811
    """One more of the pile."""
    made = Papers(context)
    made.in_series(lambda: series(context), carry=("sender",))
    return made


def test_elsewhere_saving_closes_and_the_other_verb_goes_on(context):  # noqa: F811
    form = Papers(context)
    form.offer_repeat(lambda: Papers(context))
    form.show_it()
    assert (form.save_button.text(), form.again_button.text()) == ("Vào sổ", "Vào sổ, ghi tiếp")
    typed(form, number="1").save_otherwise()
    following = next_form(form)
    assert following.input("number").value() == ""
    typed(following, number="2").save()
    assert not following.isVisible()


def test_a_crash_in_the_middle_of_a_series_loses_what_was_carried_neither(context, qtbot):  # noqa: F811
    form = series(context)
    form.show_it()
    typed(form, number="1", sender="Sở Nội vụ").save()
    following = next_form(form)
    typed(following, number="2")
    following.keeper.now()
    again = Papers(context).show_it()
    assert (again.input("number").value(), again.input("sender").value()) == ("2", "Sở Nội vụ")


def test_ctrl_enter_saves_from_every_field(context, active):  # noqa: F811
    form = active(Papers(context).show_it())
    typed(form, number="1")
    form.cells["subject"].widget.setFocus()
    QTest.keyClick(form.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(SAVED) == 1
    assert not form.isVisible()


# ---- in a page ----


def test_a_form_lies_in_a_page_and_says_when_it_is_done(context, qtbot):  # noqa: F811
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    before, after = QLineEdit(), QLineEdit()
    form = series(context).embed()
    for widget in (before, form, after):
        column.addWidget(widget)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    form.begin()
    assert not form.isWindow()
    assert form.isVisible()
    assert form.cells["number"].widget.hasFocus()
    # Tab leaves it at its end.
    form.tab_stops()[-1].setFocus()
    QTest.keyClick(form.focusWidget(), Qt.Key.Key_Tab)
    assert after.hasFocus()
    form.cells["number"].widget.setFocus()
    typed(form, number="1", sender="Sở Nội vụ")
    said = []
    form.closed.connect(said.append)
    with qtbot.waitSignal(form.followed) as told:
        QTest.keyClick(form.cells["number"].widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    following = told.args[0].embed()
    assert said == [], "another one takes its place"
    column.replaceWidget(form, following)
    following.show()
    following.begin()
    assert following.input("sender").value() == "Sở Nội vụ"
    following.closed.connect(said.append)
    QTest.keyClick(following.cells["number"].widget, Qt.Key.Key_Escape)
    assert said == [False]


# ---- what is said beside a field ----


def test_a_missing_reason_gets_the_keyboard_with_its_sentence(context, active):  # noqa: F811
    form = active(ask_reason(context, "Hủy", "Hủy", refuse))
    form.save_button.setFocus()
    form.save()
    assert form.cells["reason"].wrong().startswith("Việc này cần lý do")
    assert form.cells["reason"].widget.hasFocus()
    form.input("reason").set_value("Ghi nhầm")
    assert form.cells["reason"].wrong() == ""
    form.save()
    assert SAVED == [{"reason": "Ghi nhầm"}]


def test_a_date_says_what_is_understood_and_when_it_is_none(context, active):  # noqa: F811
    form = active(Papers(context).show_it())
    cell = form.cells["due"]
    height = cell.layout().totalHeightForWidth(260)
    cell.widget.setFocus()
    QTest.keyClicks(cell.widget, "t2")
    assert cell.meaning() == "Thứ Hai 23/11/2026 · còn 1 ngày làm việc"
    assert cell.widget.accessibleDescription() == cell.meaning(), "who hears the screen is told as well"
    assert cell.layout().totalHeightForWidth(260) == height, "nothing jumps while someone types"
    cell.widget.clear()
    QTest.keyClicks(cell.widget, "31/11")
    assert cell.wrong() == "", "not while it is typed"
    QTest.keyClick(cell.widget, Qt.Key.Key_Tab)
    assert cell.wrong() == "Tháng 11/2026 chỉ có 30 ngày."
    form.save()
    assert SAVED == []
    assert cell.widget.hasFocus()
    form.input("due").set_value(date(2026, 12, 1))
    assert form.complaints() == {}


def test_codes_that_the_books_have_are_warned_of_while_they_are_typed(context, office, qtbot):  # noqa: F811
    task_id = make_task(office, content="Báo cáo cải cách", external_code="NV-15")
    form = NewTask(context).show_it()
    form.input("external_code").set_value("NV-15")
    qtbot.waitUntil(lambda: "Báo cáo cải cách" in form.cells["external_code"].warning())
    form.input("external_code").set_value("NV-16")
    qtbot.waitUntil(lambda: form.cells["external_code"].warning() == "")
    row = row_of(office, make_dossier(office))
    receipt = NewDossier(context).show_it()
    receipt.input("dossier_code").set_value(row.dossier_code.lower())
    qtbot.waitUntil(lambda: row.applicant in receipt.cells["dossier_code"].warning())
    correction = CorrectTask(context, task_row(office, task_id)).show_it()
    correction.input("external_code").set_value("")
    correction.input("external_code").set_value("NV-15")
    correction.findChild(Doubles).look()
    assert correction.cells["external_code"].warning() == "", "a record is no double of itself"


# ---- the size ----


@pytest.mark.parametrize("pixels", [theme.BASE_PIXELS, 20])
def test_no_form_is_wider_or_higher_than_a_small_screen(context, office, monkeypatch, qapp, pixels):  # noqa: F811
    screen = QSize(911, 512)
    monkeypatch.setattr("ui.forms.form.room_on_screen", lambda _: screen - QSize(20, 60))
    dossier = row_of(office, make_dossier(office))
    task = task_row(office, make_task(office, content="Báo cáo " * 30, due_date=date(2026, 12, 1)))
    before = qapp.font()
    qapp.setFont(theme.font(pixels=pixels))
    try:
        forms = [NewTask(context).show_it(), CorrectTask(context, task).show_it(), NewDossier(context).show_it()]
        forms += [CorrectDossier(context, dossier).show_it(), task_actions.complete(context, task), task_actions.extend(context, task)]
        forms += [dossier_actions.pause(context, dossier), dossier_actions.extend(context, dossier)]
        for form in forms:
            QApplication.processEvents()
            assert form.width() <= screen.width(), form.windowTitle()
            assert form.height() <= screen.height(), form.windowTitle()
            inside = form._area.widget()
            assert inside.minimumSizeHint().width() <= form._area.viewport().width() or form._area.horizontalScrollBar().maximum() > 0
            form.close()
    finally:
        qapp.setFont(before)
