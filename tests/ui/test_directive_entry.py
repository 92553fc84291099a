"""Entering a document with its paper beside: where it lies, how files come in, how it goes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.storage.attachments import attachments_of
from tests.ui.carried import carrying, drop
from ui.parts.detail import FileLink, RecordLink


@pytest.fixture
def page(window, qtbot):
    """The book of documents, in front."""
    window.show_page("directives")
    qtbot.waitUntil(lambda: window.page().current_row() is not None)
    return window.page()


@pytest.fixture
def entry(page):
    """A new document, begun."""
    new(page)
    return page.entry


def new(page) -> None:
    next(each for each in page.of_kind("new") if each.action.key == "directive.new").trigger()


def picture(folder, name="công văn.png", *, spot=0):
    """A picture as a scanner gives it."""
    path = folder / name
    image = QImage(60, 80, QImage.Format.Format_RGB32)
    image.fill(0xFFEEEEEE)
    image.setPixelColor(spot, 0, QColor(0, 0, 0))
    assert image.save(str(path))
    return path


def key(name: str) -> None:
    from PySide6.QtGui import QKeySequence

    combination = QKeySequence(name)[0]
    QTest.keyClick(QApplication.focusWidget(), combination.key(), combination.keyboardModifiers())
    QApplication.processEvents()


def test_it_lies_in_the_place_of_the_list_and_goes_by_esc(window, page, entry):
    assert window.title.text() == "Ghi văn bản đến"
    assert entry.geometry().size() == window.stack.size()
    assert page.of_kind("new") == [], "what belongs to the list is away with it"
    assert entry.form.cells["document_number"].widget.hasFocus()
    assert "Ctrl+O" in entry.view.said.text()
    window.resize(1000, 600)
    QApplication.processEvents()
    assert entry.geometry().size() == window.stack.size()
    key("Esc")
    assert page.entry is None
    assert window.title.text() == "Văn bản đến"
    assert page.view.hasFocus()
    assert page.of_kind("new")


def test_going_away_leaves_it_and_coming_back_finds_it(window, page, entry):
    entry.form.input("document_number").set_value("17/CV-SNV")
    window.show_page("tasks")
    assert not entry.isVisible()
    window.show_page("directives")
    assert entry.isVisible()
    assert entry.form.input("document_number").value() == "17/CV-SNV"
    assert window.title.text() == "Ghi văn bản đến"
    page.take_form(type(entry.form)(page.context()))
    assert page.entry is entry, "one at a time: what was typed stays"
    entry.form.input("document_number").set_value("")


def test_a_file_is_seen_beside_and_kept_with_the_document(page, entry, practice, tmp_path, qtbot):
    path = picture(tmp_path)
    QGuiApplication.clipboard().setMimeData(carrying(path))
    with qtbot.waitSignal(entry.view.settled, timeout=15_000) as settled:
        key("Ctrl+V")
    assert settled.args == [""], "it can be seen"
    assert entry.form.input("files").value() == (path,)
    assert entry.form.input("document_number").value() == "", "a file is no text for a field"
    for name, value in {"document_number": "88/CV-SNV", "issuing_agency": "Sở Nội vụ", "subject": "Tuyển dụng"}.items():
        entry.form.input(name).set_value(value)
    first = entry.form
    qtbot.waitUntil(lambda: not entry.reading.busy(), timeout=20_000)
    key("Ctrl+Return")
    assert page.entry is entry
    assert entry.form is not first
    assert entry.form.input("files").value() == ()
    assert entry.view._path is None
    key("Esc")
    qtbot.waitUntil(lambda: page.detail.findChild(FileLink) is not None)
    assert page.detail.findChild(FileLink).words() == "công văn.png"
    with practice.read() as conn:
        assert [file.file_name for file in attachments_of(conn, "directive", page.current_row().id)] == ["công văn.png"]


def test_a_file_dropped_on_a_field_or_beside_is_taken(entry, tmp_path):
    first, second = picture(tmp_path), picture(tmp_path, "hai.png", spot=1)
    drop(entry.form.cells["subject"].widget, carrying(first))
    drop(entry.view, carrying(second))
    assert entry.form.input("files").value() == (first, second)
    assert entry.form.input("subject").value() == ""


def test_a_folder_is_told_and_the_others_go_on(entry, tmp_path):
    path = picture(tmp_path)
    folder = tmp_path / "thư mục"
    folder.mkdir()
    entry.add([folder, path, path])
    assert entry.form.input("files").value() == (path,)
    assert "thư mục" in entry.form.complaints()[""]


def test_a_secret_paper_takes_no_file(entry, tmp_path):
    entry.form.input("secrecy").set_value("secret")
    assert "Văn bản mật" in entry.view.said.text()
    entry.add([picture(tmp_path)])
    assert entry.form.input("files").value() == ()
    entry.form.input("secrecy").set_value("none")


def test_tab_goes_from_the_form_to_the_paper_and_round(entry, tmp_path, qtbot):
    stops = entry.form.tab_stops()
    stops[-1].setFocus()
    key("Tab")
    assert QApplication.focusWidget() is stops[0], "without a paper there is nothing beside to stop at"
    with qtbot.waitSignal(entry.view.settled, timeout=15_000):
        entry.add([picture(tmp_path)])
    entry.form.tab_stops()[-1].setFocus()
    seen = []
    while not seen or entry.view.isAncestorOf(QApplication.focusWidget()):
        key("Tab")
        seen.append(QApplication.focusWidget())
    assert entry.view.area in seen
    assert seen[-1] is entry.form.tab_stops()[0]
    key("F6")
    assert QApplication.focusWidget() is entry.view.area
    key("F6")
    assert entry.form.isAncestorOf(QApplication.focusWidget())


def test_a_document_is_put_right_beside_its_own_file(page, practice, tmp_path, qtbot):
    page.files._attach(carrying(picture(tmp_path)))
    row = page.current_row()
    next(each for each in page.entries if each.action.key == "directive.correct").trigger()
    with qtbot.waitSignal(page.entry.view.settled, timeout=15_000):
        pass
    assert page.entry.view.name.text() == "công văn.png"
    page.entry.add([picture(tmp_path, "phụ lục.png")])
    # The same picture under another name is told, not kept twice.
    with practice.read() as conn:
        assert len(attachments_of(conn, "directive", row.id)) == 1
    key("Esc")
    assert page.entry is None


def test_a_link_leads_to_the_task_and_back_to_its_document(window, page, qtbot):
    source = None
    window.show_page("tasks")
    tasks = window.page()
    qtbot.waitUntil(lambda: tasks.model.rowCount() > 0 and tasks.current_row() is not None)
    for place in range(tasks.model.rowCount()):
        if (row := tasks.model.row_at(place)) is not None and row.directive_id is not None:
            tasks.view.select_place(place)
            source = row
            break
    assert source is not None
    qtbot.waitUntil(lambda: tasks.detail.findChild(RecordLink) is not None)
    tasks.detail.findChild(RecordLink).click()
    assert window.page() is page
    qtbot.waitUntil(lambda: page.current_row() is not None and page.current_row().id == source.directive_id)
    qtbot.waitUntil(lambda: any(source.content in link.words() for link in page.detail.findChildren(RecordLink)))


def test_the_list_has_the_keyboard_again_though_what_had_it_is_gone(page, entry, tmp_path, qtbot):
    key("Esc")
    page.detail.take_focus()
    new(page)
    for name, value in {"document_number": "88/CV-SNV", "issuing_agency": "Sở Nội vụ", "subject": "Tuyển dụng"}.items():
        page.entry.form.input(name).set_value(value)
    key("Ctrl+Return")
    QApplication.processEvents()
    key("Esc")
    assert page.entry is None
    QApplication.processEvents()
    assert page.isAncestorOf(QApplication.focusWidget())


def test_a_letter_with_alt_that_leads_nowhere_is_not_typed(entry):
    widget = entry.form.cells["document_number"].widget
    letter = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_J, Qt.KeyboardModifier.AltModifier, "j")
    QApplication.sendEvent(widget, letter)
    assert widget.text() == ""
