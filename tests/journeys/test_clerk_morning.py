"""The records clerk's morning, by keyboard alone: a pile of papers, one of them twice, its file, and what was written wrong."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog

from models.registers.directives import queries
from models.registers.directives.rows import DirectiveQuery
from models.registers.tasks.queries import find_ids, load_rows
from models.registers.tasks.rows import TaskQuery
from models.registers.views import list_views
from models.storage.attachments import attachments_of
from tests.factories import department_id
from tests.journeys.conftest import before_the_window


def book(office):
    """The lines of the book, the first one first."""
    with office.read() as conn:
        ids = queries.find_ids(conn, DirectiveQuery(), office.when())[::-1]
        return queries.load_rows(conn, ids, office.when(), office.calendar())


@pytest.fixture
def scanned(monkeypatch, tmp_path):
    """A scan, which the system's dialog for files answers with."""
    paper = tmp_path / "06-CT-UBND.txt"
    paper.write_text("Chỉ thị về cải cách hành chính", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_, **__: ([str(paper)], ""))
    return paper


def test_the_clerks_morning(clerk, office, counted, journey, scanned):
    page = clerk.goes_to("Alt+2", "directives")

    # Three papers of one sender; the scan of the first comes along.
    with counted(clerk, "clerk: first paper with its scan", 7):
        clerk.press("Ctrl+N")
        clerk.fill("06/CT-UBND", "18/11/2026", "UBND tỉnh Gia Lai", "Cải cách hành chính")
        clerk.press("Ctrl+O")
        clerk.until(lambda: not page.entry.reading.busy())
        clerk.press("Ctrl+Return")
    with counted(clerk, "clerk: two more of the pile", 4):
        clerk.fill("07/CT-UBND")
        clerk.type("Chuyển đổi số")
        clerk.press("Ctrl+Return")
        clerk.fill("08/CT-UBND")
        clerk.type("Phòng cháy rừng mùa khô")
        clerk.press("Ctrl+Return")

    # The first one came twice: the book says so while the number is typed.
    clerk.type("06/CT-UBND")
    clerk.until(lambda: clerk.form().duplicate.text() != "")
    assert "số đến 01/2026" in clerk.form().duplicate.text()
    assert clerk.form().duplicate.isVisible()
    clerk.press("Esc")
    clerk.no_form()
    rows = book(office)
    assert [row.document_number for row in rows] == ["06/CT-UBND", "07/CT-UBND", "08/CT-UBND"]
    assert {row.issuing_agency for row in rows} == {"UBND tỉnh Gia Lai"}
    with office.read() as conn:
        assert [each.file_name for each in attachments_of(conn, "directive", rows[0].id)] == [scanned.name]

    # The newest one goes to those who do it, and gives them a task.
    clerk.on("directives")
    assert page.current_row().document_number == "08/CT-UBND"
    with counted(clerk, "clerk: forwarded", 2):
        clerk.press("Ctrl+J")
        clerk.type("kinh te")
        clerk.press("Ctrl+Return")
    clerk.no_form()
    assert book(office)[2].recipient_department_id == department_id(office, "Phòng Kinh tế")
    with counted(clerk, "clerk: a task from the paper", 4):
        clerk.press("Ctrl+Shift+N")
        clerk.fill("Lập phương án phòng cháy rừng", "kinh te")
        clerk.type("+5")
        clerk.press("Ctrl+Return")
    clerk.no_form()
    with office.read() as conn:
        [task] = load_rows(conn, find_ids(conn, TaskQuery(), office.when()), office.when(), office.calendar())
    assert (task.content, task.source_number, task.lead_department_id) == (
        "Lập phương án phòng cháy rừng",
        "08/CT-UBND",
        department_id(office, "Phòng Kinh tế"),
    )

    # A slip of the pen, taken back and done again by its name.
    clerk.find("07/CT-UBND", "directives")
    with counted(clerk, "clerk: a wrong subject corrected", 5):
        clerk.press("F2")
        clerk.press("Alt+" + clerk.form().cells["subject"].letter().upper(), "Ctrl+A")
        clerk.type("Chuyển đổi số năm 2027")
        clerk.press("Ctrl+Return")
        clerk.type("Ghi sót năm")
        clerk.press("Ctrl+Return")
    clerk.no_form()
    undo = clerk.window.actions_here.undo
    assert undo.text().startswith("Hoàn tác: ")
    clerk.press("Ctrl+Z")
    assert book(office)[1].subject == "Chuyển đổi số"
    clerk.press("Ctrl+Y")
    assert book(office)[1].subject == "Chuyển đổi số năm 2027"

    # What is looked at each morning gets a name.
    clerk.on("directives")
    with counted(clerk, "clerk: a filter saved", 3):
        clerk.press("Ctrl+2", "Ctrl+S")
        clerk.type("Chờ mỗi sáng")
        clerk.press("Return")
    with office.read() as conn:
        assert [view.name for view in list_views(conn, "directive", office.settings().user_name)] == ["Chờ mỗi sáng"]

    # The power fails in the middle of a paper; in a new window it stands there again.
    clerk.press("Ctrl+N")
    clerk.fill("09/KH-UBND", "19/11/2026")
    clerk.type("UBND tỉnh")
    form = clerk.form()
    assert form.keeper.now()
    journey(clerk, "records clerk's morning", 35)
    clerk.window.close()


def test_a_half_written_paper_stands_in_the_next_window(qtbot, office):
    """Closing asks nothing and loses nothing."""
    clerk = before_the_window(qtbot, office)
    clerk.goes_to("Alt+2", "directives")
    clerk.press("Ctrl+N")
    clerk.fill("09/KH-UBND", "19/11/2026")
    clerk.type("Sở Nội vụ")
    clerk.window.close()
    again = before_the_window(qtbot, office)
    again.goes_to("Alt+2", "directives")
    again.press("Ctrl+N")
    form = again.form()
    assert form.keeper.box.isVisible()
    assert (form.input("document_number").value(), form.input("issuing_agency").value()) == ("09/KH-UBND", "Sở Nội vụ")
    assert book(office) == []
    again.press("Esc")
    again.no_form()
