"""The first start: at most five questions, by keyboard alone; what is wrong stands beside its question."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from models.office import Founding, Office
from models.registers.communes import Commune
from ui import jobs, places
from ui.forms import first_run
from ui.forms.first_run import FirstRun, find_commune, find_province, found_office
from ui.forms.suggest_line import SuggestInput

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def data_folder(tmp_path, monkeypatch):
    """The person's data lie in a folder of the test."""
    folder = tmp_path / "data"
    monkeypatch.setattr(places, "data_folder", lambda: folder)
    monkeypatch.delenv("SODIEUHANH_OFFICE", raising=False)
    return folder


@pytest.fixture
def dialog(qtbot):
    made = FirstRun(None, places.usual_office(), today=TODAY)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    qtbot.waitUntil(lambda: not jobs.running(), timeout=20_000)
    if made.office is not None:
        made.office.close()


def type_and_enter(qtbot, dialog, text):
    """Into whatever has the keyboard."""
    qtbot.keyClicks(dialog.focusWidget(), text)
    if isinstance(dialog.focusWidget(), SuggestInput):
        dialog.focusWidget().list.hide()
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("typed", "province"),
    [
        ("Gia Lai", "Gia Lai"),
        ("gia lai", "Gia Lai"),
        ("tỉnh Gia Lai", "Gia Lai"),
        ("TP. Huế", "Huế"),
        ("thành phố Hồ Chí Minh", "Hồ Chí Minh"),
        ("Cần", "Cần Thơ"),
        ("", None),
        ("zzz", None),
        ("ha", None),
    ],
)
def test_provinces_are_known_however_they_are_written(typed, province):
    assert find_province(typed) == province


@pytest.mark.parametrize(
    ("typed", "province", "found"),
    [
        ("Hoài Ân", "Gia Lai", Commune("Hoài Ân", "Xã", "Gia Lai")),
        ("xã hoai an", "Gia Lai", Commune("Hoài Ân", "Xã", "Gia Lai")),
        ("UBND xã Hoài Ân", "Gia Lai", Commune("Hoài Ân", "Xã", "Gia Lai")),
        ("Ủy ban nhân dân phường Quy Nhơn", "Gia Lai", Commune("Quy Nhơn", "Phường", "Gia Lai")),
        ("Xã Hoài Ân · Gia Lai", "", Commune("Hoài Ân", "Xã", "Gia Lai")),
        ("Đặc khu Phú Quốc", "An Giang", Commune("Phú Quốc", "Đặc khu", "An Giang")),
        # Made after the list: its kind and province say what it is.
        ("phường Mới Lập", "Gia Lai", Commune("Mới Lập", "Phường", "Gia Lai")),
        ("Mới Lập", "Gia Lai", None),
        ("phường Mới Lập", "", None),
        ("xã", "Gia Lai", None),
        ("", "Gia Lai", None),
        ("Tân", "", None),
    ],
)
def test_communes_are_known_however_they_are_written(typed, province, found):
    assert find_commune(typed, province) == found


def test_five_answers_by_keyboard_alone_make_the_office(dialog, qtbot, data_folder):
    assert dialog.focusWidget() is dialog.province
    type_and_enter(qtbot, dialog, "gia lai")
    assert dialog.focusWidget() is dialog.commune
    type_and_enter(qtbot, dialog, "hoai an")
    assert dialog.commune.text() == "Xã Hoài Ân"
    assert dialog.named.text() == "Sổ của UBND xã Hoài Ân, tỉnh Gia Lai"
    type_and_enter(qtbot, dialog, "H21.88")
    type_and_enter(qtbot, dialog, "  Nguyen Thi   Hoa ")
    assert dialog.focusWidget() is dialog.folder
    for _ in range(10):
        if dialog.focusWidget() is dialog.found_button:
            break
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(dialog.found_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.office is not None, timeout=20_000)
    settings = dialog.office.settings()
    assert (settings.office_name, settings.level, settings.province) == ("UBND xã Hoài Ân", "commune", "Gia Lai")
    assert (settings.agency_code, settings.user_name, settings.practice) == ("H21.88", "Nguyen Thi Hoa", False)
    assert dialog.office.today() == TODAY
    assert dialog.result() == FirstRun.DialogCode.Accepted
    assert places.usual_office() == str(data_folder / "office")
    assert len(dialog.findChildren(QLineEdit)) == 5


def test_a_commune_chosen_first_brings_its_province(dialog, qtbot):
    dialog.commune.setFocus()
    dialog.commune.set_value("Xã Hoài Ân · Gia Lai")
    qtbot.keyClick(dialog.commune, Qt.Key.Key_Return)
    assert (dialog.province.text(), dialog.commune.text()) == ("Gia Lai", "Xã Hoài Ân")
    assert any("Gia Lai" in each.text for each in dialog._communes("hoài ân")) is False
    dialog.province.set_value("")
    assert [each.text for each in dialog._communes("hoài ân")] == ["Xã Hoài Ân · Gia Lai"]


def test_what_is_missing_is_said_beside_its_question(dialog, qtbot):
    dialog.folder.setText(" ")
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not jobs.running()
    for widget in (dialog.province, dialog.commune, dialog.person, dialog.folder):
        assert dialog.wrong(widget)
        assert widget.property("state") == "wrong"
    assert not dialog.wrong(dialog.code)
    assert dialog.focusWidget() is dialog.province
    dialog.province.set_value("Gia Lai")
    assert not dialog.wrong(dialog.province)
    dialog.commune.set_value("Hoài Ân")
    dialog.found()
    assert [widget for widget in (dialog.province, dialog.commune, dialog.person) if dialog.wrong(widget)] == [dialog.person]


def fill(dialog, folder):
    dialog.province.set_value("Gia Lai")
    dialog.commune.set_value("Hoài Ân")
    dialog.person.setText("Hoa")
    dialog.folder.setText(str(folder))


def test_a_folder_that_cannot_hold_books_is_refused_and_another_taken(dialog, qtbot, tmp_path):
    (tmp_path / "file").write_text("x")
    fill(dialog, tmp_path / "file")
    dialog.found()
    assert not dialog.found_button.isEnabled()
    qtbot.waitUntil(lambda: dialog.wrong(dialog.folder) != "", timeout=20_000)
    assert dialog.found_button.isEnabled()
    assert dialog.focusWidget() is dialog.folder
    assert (tmp_path / "file").read_text() == "x"
    elsewhere = tmp_path / "ổ D" / "Sổ"
    dialog.folder.setText(str(elsewhere))
    dialog.found()
    qtbot.waitUntil(lambda: dialog.office is not None, timeout=20_000)
    # The next start finds it without being told.
    assert places.usual_office() == str(elsewhere)


def test_books_that_are_there_already_are_opened_not_made(dialog, qtbot, tmp_path, monkeypatch):
    Office.found(str(tmp_path / "old"), Founding("UBND phường Quy Nhơn", "ward", "Gia Lai"), today=TODAY).close()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "old"))
    dialog.choose_folder()
    assert dialog.found_button.text() == "Mở sổ đã có"
    dialog.found()
    qtbot.waitUntil(lambda: dialog.office is not None, timeout=20_000)
    assert dialog.office.settings().office_name == "UBND phường Quy Nhơn"
    assert places.remembered() == str(tmp_path / "old")


def test_the_practice_office_is_made_apart_and_opened_the_next_time(dialog, qtbot, data_folder, monkeypatch):
    made = []

    def found(location, *, today, report):
        made.append(location)
        report(1, 2)
        return Office.found(location, Founding("UBND xã Tập", "commune", "Gia Lai", practice=True), today=today)

    monkeypatch.setattr("models.practice.generate.found_practice_office", found)
    qtbot.mouseClick(dialog.practice_button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible(), "not while the books are being made"
    qtbot.waitUntil(lambda: dialog.office is not None, timeout=20_000)
    assert made == [str(data_folder / "practice")]
    assert places.remembered() == ""
    dialog.office.close()
    again = first_run._practice(made[0], TODAY, lambda *_: None)
    assert again.settings().office_name == "UBND xã Tập"
    assert len(made) == 1
    again.close()


def test_a_bug_is_said_and_the_questions_stay(dialog, qtbot, tmp_path, monkeypatch, boxes):
    def broken(*_, **__):
        raise RuntimeError("our fault")

    monkeypatch.setattr(Office, "found", broken)
    fill(dialog, tmp_path / "new")
    dialog.found()
    qtbot.waitUntil(lambda: len(boxes) == 1, timeout=20_000)
    assert "our fault" in boxes.pop().report
    qtbot.waitUntil(dialog.found_button.isEnabled)
    assert dialog.isVisible()


def test_escape_leaves_without_an_office(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(FirstRun, "exec", FirstRun.reject)
    assert found_office(None, str(tmp_path / "none"), today=None) is None
    assert not (tmp_path / "none").exists()


def test_a_remembered_office_that_is_gone_is_named(qtbot, data_folder):
    places.remember_office("/media/usb/Sổ")
    made = FirstRun(None, places.usual_office())
    qtbot.addWidget(made)
    assert any("/media/usb/Sổ" in label.text() for label in made.findChildren(first_run.QLabel))


def test_a_place_that_cannot_be_noted_stops_nobody(data_folder, tmp_path):
    data_folder.write_text("a file")
    places.remember_office(str(tmp_path))
    assert places.remembered() == ""
    assert places.usual_office() == str(Path(data_folder) / "office")
