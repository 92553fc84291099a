"""Words that look like markup are shown as they were typed, wherever Qt would take markup."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

from models.errors import OfficeError
from models.registers.directives.rows import DirectiveEntry
from models.registers.recording import record_directive
from models.registers.staff import DepartmentEntry, add_department
from ui.parts import alerts
from ui.parts.tips import tip

HOSTILE = '<b>Khẩn</b> <img src="file:///etc/hostname"> A & B &lt;'


def read(shown: str) -> str:
    """What a tool tip shows of this text."""
    document = QTextDocument()
    document.setHtml(shown) if shown.startswith("<qt>") else document.setPlainText(shown)
    return document.toPlainText()


@pytest.mark.parametrize("text", ["", "Chỉ thị số 06", HOSTILE, "a\nb < c", "<b>", "&lt;"])
def test_a_tip_shows_its_text(text):
    assert read(tip(text)) == text
    assert "<img" not in tip(text)


def test_no_text_of_a_record_is_markup(window, qtbot, practice):
    page = window.page()
    window.operations.run(add_department, DepartmentEntry(name=HOSTILE))
    window.operations.run(
        record_directive,
        DirectiveEntry(
            arrival_date=practice.today(),
            issuing_agency=HOSTILE,
            document_number="1/CV-X",
            subject=HOSTILE,
            leader_instruction=HOSTILE,
            recipient=HOSTILE,
            forwarded_date=practice.today(),
        ),
    )
    window.show_page("directives")
    page = window.page()
    qtbot.waitUntil(lambda: not (page.view._telling.isActive() or page._rest.isActive()))
    model = page.model
    for column in range(model.columnCount()):
        index = model.index(0, column)
        assert read(index.data(Qt.ItemDataRole.ToolTipRole)) == str(index.data())
    said = [label for label in page.findChildren(QLabel) if "<b>" in label.text()]
    assert len(said) >= 3
    window.tell(HOSTILE)
    for label in window.findChildren(QLabel):
        if "<" in label.text():
            assert label.textFormat() == Qt.TextFormat.PlainText, label.text()
    for widget in window.findChildren(QWidget):
        if "<b>" in widget.toolTip():
            pytest.fail(f"{widget}: {widget.toolTip()}")
    assert read(window.news.toolTip()) == HOSTILE
    chip = page.filter_chips[0]
    chip.pick(next(value for text, value in chip.filter.choices if "<b>" in text))
    assert read(chip.toolTip()).endswith(HOSTILE)
    assert "&&" not in read(chip.toolTip())
    chip.drop()
    for item in (chip._panel.list.item(place) for place in range(chip._panel.list.count())):
        assert read(item.toolTip()) == item.text()
    chip._panel.close()


def test_boxes_show_their_text(monkeypatch, boxes):
    formats = []

    def look(box: QMessageBox) -> int:
        formats.extend(label.textFormat() for label in box.findChildren(QLabel) if "<" in label.text())
        box.defaultButton().click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", look)
    alerts.problem(None, OfficeError("cannot_read_file", path=HOSTILE, reason=HOSTILE))
    alerts.ask(None, HOSTILE, verb="Bỏ", detail=HOSTILE)
    alerts.bug(None, HOSTILE)
    assert formats
    assert set(formats) == {Qt.TextFormat.PlainText}
