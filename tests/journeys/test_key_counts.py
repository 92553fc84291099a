"""How many keys that are no content the daily work costs. A chord is one key; Tab, Enter and arrows are one each."""

from __future__ import annotations

from datetime import date

import pytest

from models.registers.directives import queries as directives
from models.registers.directives.rows import DirectiveQuery
from models.registers.tasks import queries as tasks
from tests.factories import TODAY, make_directive
from tests.factories_dossiers import make_dossier, row_of
from tests.factories_tasks import make_task, task_whole


def papers(office):
    """The lines of the book in their order."""
    with office.read() as conn:
        ids = directives.find_ids(conn, DirectiveQuery(), office.when())[::-1]
        return directives.load_rows(conn, ids, office.when(), office.calendar())


def task_now(office, task_id):
    """A task as it stands."""
    with office.read() as conn:
        return tasks.load_rows(conn, [task_id], office.when(), office.calendar())[0]


@pytest.fixture
def one_task(clerk, office):
    """The list of tasks with one task in it, selected."""
    made = make_task(office, content="Báo cáo cải cách hành chính", due_date=date(2026, 12, 1))
    clerk.press("Alt+3")
    assert clerk.window.page().current_row().id == made
    return made


def test_papers_one_after_another(clerk, office, counted):
    clerk.press("Alt+2")
    with counted(clerk, "first paper", 6):
        clerk.press("Ctrl+N")
        clerk.type("06/CT-UBND")
        clerk.press("Tab")
        clerk.type("18/11/2026")
        clerk.press("Tab")
        clerk.type("UBND tỉnh Gia Lai")
        clerk.press("Tab")
        clerk.type("Cải cách thủ tục hành chính")
        clerk.press("Tab")
        clerk.type("van phong")
        clerk.press("Ctrl+Return")
    first = papers(office)[0]
    assert (first.document_number, first.issued_date, first.recipient) == ("06/CT-UBND", date(2026, 11, 18), "Văn phòng HĐND và UBND")

    with counted(clerk, "next paper in a series", 4):
        clerk.type("07/CT-UBND")
        clerk.press("Tab")
        clerk.type("Chuyển đổi số")
        clerk.press("Ctrl+Return")
    clerk.press("Esc")
    second = papers(office)[1]
    assert (second.document_number, second.subject, second.document_type) == ("07/CT-UBND", "Chuyển đổi số", "Chỉ thị")
    # Sender, day and handler came along.
    assert (second.issuing_agency, second.issued_date, second.recipient) == (first.issuing_agency, first.issued_date, first.recipient)


def test_a_progress_note(clerk, office, counted, one_task):
    with counted(clerk, "progress note", 3):
        clerk.press("Space")
        clerk.type("Đã gửi dự thảo lấy ý kiến")
        clerk.press("Ctrl+Return")
    assert [(each.content, each.author) for each in task_whole(office, one_task).notes] == [
        ("Đã gửi dự thảo lấy ý kiến", office.settings().user_name)
    ]


def test_an_extension(clerk, office, counted, one_task):
    with counted(clerk, "extension", 4):
        clerk.press("Ctrl+G")
        clerk.type("15/12")
        clerk.press("Tab")
        clerk.type("Chờ số liệu của các thôn")
        clerk.press("Ctrl+Return")
    assert (task_now(office, one_task).due_date, task_now(office, one_task).original_due_date) == (date(2026, 12, 15), date(2026, 12, 1))


def test_an_obstacle(clerk, office, counted, one_task):
    with counted(clerk, "obstacle", 4):
        clerk.press("Ctrl+M")
        clerk.type("Chưa có hướng dẫn của Sở Nội vụ")
        clerk.press("Tab")
        clerk.type("Chủ tịch UBND xã")
        clerk.press("Ctrl+Return")
    assert [(each.content, each.raised_to, each.raised_date) for each in task_whole(office, one_task).obstacles] == [
        ("Chưa có hướng dẫn của Sở Nội vụ", "Chủ tịch UBND xã", TODAY)
    ]


def test_finishing_with_evidence(clerk, office, counted, one_task):
    with counted(clerk, "finishing with evidence", 4):
        clerk.press("Ctrl+H")
        clerk.type("45/BC-UBND")
        clerk.press("Tab")
        clerk.type("20/11")
        clerk.press("Tab")
        clerk.type("Đã gửi qua trục liên thông")
        clerk.press("Ctrl+Return")
    row = task_now(office, one_task)
    assert (row.completed_date, row.evidence_number, row.evidence_date, row.evidence_note) == (
        TODAY,
        "45/BC-UBND",
        TODAY,
        "Đã gửi qua trục liên thông",
    )


def test_a_wrong_receipt_is_corrected(clerk, office, counted):
    made = make_dossier(office, applicant="Võ Thị Lanh")
    clerk.press("Alt+4")
    clerk.window.page().show_record(made)
    with counted(clerk, "wrong receipt corrected", 5):
        clerk.press("F2")
        clerk.press("Alt+" + clerk.form().cells["phone"].letter().upper())
        clerk.type("0905123218")
        clerk.press("Ctrl+Return")
        # The reason is missing: it has the keyboard now.
        clerk.type("Ghi nhầm số")
        clerk.press("Ctrl+Return")
    clerk.no_form()
    assert row_of(office, made).phone == "0905123218"


def test_a_wrong_paper_is_corrected(clerk, office, counted):
    made = make_directive(office)
    clerk.press("Alt+2")
    clerk.window.page().show_record(made.id)
    with counted(clerk, "wrong paper corrected", 5):
        clerk.press("F2")
        clerk.press("Alt+" + clerk.form().cells["document_number"].letter().upper())
        clerk.type("60/CT-UBND")
        clerk.press("Ctrl+Return")
        clerk.type("Ghi nhầm số")
        clerk.press("Ctrl+Return")
    assert papers(office)[0].document_number == "60/CT-UBND"


def test_any_figure_of_the_overview_to_its_rows(in_practice, counted):
    clerk = in_practice
    for place in range(1, 6):
        page = clerk.goes_to("Alt+1", "overview")
        clerk.until(lambda page=page: page.reading is not None)
        figure = page.figures()[place - 1]
        with counted(clerk, f"figure {place} to its rows", 1):
            clerk.press(str(place))
        assert clerk.on(figure.page).model.query == figure.query
