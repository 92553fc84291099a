"""A clerk with the mail of the morning as files: the first is read, looked at and saved with its tasks, the next opens by itself."""

from __future__ import annotations

import shutil
from datetime import date

from PySide6.QtGui import QGuiApplication

from models.registers.directives import queries as directives
from models.registers.directives.rows import DirectiveQuery
from models.registers.tasks import queries as tasks
from models.storage.attachments import attachments_of
from tests.ui.carried import carrying
from tests.ui.document_values import NUMBER, TEXT

CHANGES = {"06/CT-UBND": "1525/KH-UBND", "CHỈ THỊ": "KẾ HOẠCH", "Chỉ thị này": "Kế hoạch này", "ngày 18 tháng": "ngày 19 tháng"}
SECOND = TEXT
for old, new in CHANGES.items():
    SECOND = SECOND.replace(old, new)


def book(office):
    with office.read() as conn:
        ids = directives.find_ids(conn, DirectiveQuery(), office.when())[::-1]
        return [directives.load_whole(conn, each, office.when(), office.calendar()) for each in ids]


def test_two_files_become_two_documents_with_their_tasks(clerk, office, tmp_path, counted):
    papers = [tmp_path / "06-CT-UBND.txt", tmp_path / "1525-KH-UBND.txt"]
    for path, text in zip(papers, (TEXT, SECOND), strict=True):
        path.write_text(text, encoding="utf-8")
    page = clerk.goes_to("Alt+2", "directives")
    clerk.press("Ctrl+N")
    QGuiApplication.clipboard().setMimeData(carrying(*papers))
    entry = page.entry

    def read():
        clerk.until(lambda: not entry.reading.busy() and "đã đọc" in entry.remark.text())

    with counted(clerk, "a directive that reads itself", 3):
        clerk.press("Ctrl+V")
        read()
        assert entry.form.input("document_number").value() == NUMBER
        assert entry.form.input("subject").value().endswith("cải tiến lề lối làm việc, nâng cao chất lượng tham mưu")
        # What is amber is looked at, then all is saved; the button says what that is.
        count = entry.form.input("tasks").ticked()
        assert count == 2
        assert entry.form.save_button.text() == "Lưu văn bản và 2 nhiệm vụ"
        first = entry.form
        while entry.form is first:
            clerk.press("Ctrl+Return")
    read()
    assert entry.form.input("document_number").value() == "1525/KH-UBND"
    assert entry.form.input("document_type").value() == "Kế hoạch"
    assert entry.form.input("issued_date").value() == date(2026, 11, 19), "the file says better than the paper before"
    second = entry.form
    for _ in range(2):
        if page.entry is not None and entry.form is second:
            clerk.press("Ctrl+Shift+Return")
    assert page.entry is None
    one, two = book(office)
    assert [whole.row.document_number for whole in (one, two)] == [NUMBER, "1525/KH-UBND"]
    assert (one.row.issued_date, one.row.signer, one.row.issuing_agency) == (date(2026, 11, 18), "Nguyễn Tấn Tuân", "UBND tỉnh Gia Lai")
    assert [len(whole.task_ids) for whole in (one, two)] == [2, 2]
    with office.read() as conn:
        work = tasks.load_rows(conn, one.task_ids, office.when(), office.calendar())
        kept = attachments_of(conn, "directive", one.row.id)
    assert {row.due_date for row in work} == {None, date(2027, 1, 19)}
    assert [file.file_name for file in kept] == ["06-CT-UBND.txt"]
    # What was read once is warned of when it comes again.
    again = tmp_path / "bản khác.txt"
    shutil.copy(papers[0], again)
    clerk.press("Ctrl+N")
    entry = page.entry
    QGuiApplication.clipboard().setMimeData(carrying(again))
    clerk.press("Ctrl+V")
    read()
    clerk.until(lambda: "Có thể đã vào sổ" in entry.form.duplicate.text())
    assert "Chính tệp này đã đính kèm văn bản số đến 01/2026" in entry.form.duplicate.text()
