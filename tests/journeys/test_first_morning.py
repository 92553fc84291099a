"""The clerk's first morning, by keyboard alone: three documents with two tasks each, one task done, one extended, one step undone."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from models.registers.directives import queries as directives
from models.registers.directives.rows import DirectiveQuery
from models.registers.tasks import queries as tasks
from models.registers.tasks.rows import TaskQuery
from models.storage.journal import entries
from tests.factories import TODAY, department_id

EXAMPLES = ("008", "021", "030")
LEADS = ("Phòng Kinh tế", "van hoa")
DUE = ("30/11/2026", "+5")


@dataclass(frozen=True)
class Paper:
    """What the clerk reads off an example."""

    number: str
    agency: str
    kind: str
    issued: date
    signer: str
    subject: str
    tasks: tuple[str, str]


def read(folder: Path, name: str) -> Paper:
    """The labels of one example: what stands on the paper."""
    label = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    first, second = label["tasks"][:2]
    return Paper(
        label["number"],
        label["issuing_agency"],
        label["document_type"],
        date.fromisoformat(label["issue_date"]),
        label["signer"],
        label["subject"],
        (first["text_start"], second["text_start"]),
    )


def enter(clerk, paper: Paper, *, following: bool = False) -> None:
    """From the number of the document through to its second task, without looking for an input once."""
    clerk.fill(paper.number)
    assert clerk.form().input("document_type").value() == paper.kind, "the symbol tells the type"
    day = f"{paper.issued:%d/%m/%Y}"
    if following:
        # Day, sender and handler came along from the paper before: Tab comes to them after the subject.
        clerk.fill(paper.subject, day, paper.agency, "")
    else:
        clerk.fill(day, paper.agency, paper.subject, "van phong")
    clerk.fill("", "", "", "", paper.signer, "", "", "")
    clerk.fill(paper.tasks[0], LEADS[0], DUE[0])
    clerk.press("Enter")  # on "+ Thêm nhiệm vụ", which gives the second row the keyboard
    clerk.fill(paper.tasks[1], LEADS[1], DUE[1])


def test_first_morning(clerk, office, shared):
    papers = [read(shared / "examples" / "directives", name) for name in EXAMPLES]
    clerk.press("Alt+2", "Ctrl+N")
    for place, paper in enumerate(papers[:-1]):
        enter(clerk, paper, following=place > 0)
        saved = clerk.form()
        clerk.press("Ctrl+Return")
        assert clerk.form() is not saved, saved.complaints()
    enter(clerk, papers[-1], following=True)
    clerk.press("Ctrl+Shift+Return")
    clerk.no_form()

    when, calendar = office.when(), office.calendar()
    with office.read() as conn:
        book = directives.load_rows(conn, directives.find_ids(conn, DirectiveQuery(), when)[::-1], when, calendar)
        work = tasks.load_rows(conn, tasks.find_ids(conn, TaskQuery(), when), when, calendar)
        steps = entries(conn, limit=3)
    assert [(row.printed_number, row.document_number, row.issued_date, row.subject, row.signer, row.document_type) for row in book] == [
        (f"{place:02}", paper.number, paper.issued, paper.subject, paper.signer, paper.kind) for place, paper in enumerate(papers, 1)
    ]
    assert [row.issuing_agency for row in book] == [paper.agency for paper in papers]
    assert {row.recipient for row in book} == {"Văn phòng HĐND và UBND"}
    assert {(row.source_number, row.content) for row in work} == {(paper.number, text) for paper in papers for text in paper.tasks}
    units = {
        department_id(office, "Phòng Kinh tế"): date(2026, 11, 30),
        department_id(office, "Phòng Văn hóa - Xã hội"): date(2026, 11, 30),
    }
    assert {row.lead_department_id for row in work} == set(units)
    # Five working days after Friday 20/11, with the holiday of 24/11 between.
    assert {row.due_date for row in work} == {date(2026, 11, 30)}
    assert [step.label for step in steps] == ["directive.record"] * 3

    # One task is completed with its evidence.
    clerk.press("Alt+3")
    page = clerk.window.page()
    done = page.current_row()
    clerk.press("Ctrl+H")
    clerk.fill("45/BC-UBND", "20/11", "Đã gửi qua trục liên thông")
    clerk.press("Ctrl+Return")
    clerk.no_form()

    # Another one is extended, with the reason.
    clerk.press("Down")
    moved = page.current_row()
    assert moved.id != done.id
    clerk.press("Ctrl+G")
    clerk.fill("15/12/2026", "Chờ số liệu của các thôn", "Chủ tịch UBND xã")
    clerk.press("Ctrl+Return")
    clerk.no_form()

    def now(task_id: int):
        with office.read() as conn:
            return tasks.load_rows(conn, [task_id], office.when(), office.calendar())[0]

    assert (now(done.id).completed_date, now(done.id).evidence_number) == (TODAY, "45/BC-UBND")
    assert (now(done.id).evidence_date, now(done.id).evidence_note) == (TODAY, "Đã gửi qua trục liên thông")
    assert (now(moved.id).due_date, now(moved.id).original_due_date) == (date(2026, 12, 15), date(2026, 11, 30))

    # One step is taken back: the extension, and only that.
    assert clerk.window.actions_here.undo.text().startswith("Hoàn tác: gia hạn nhiệm vụ")
    clerk.press("Ctrl+Z")
    assert now(moved.id).due_date == date(2026, 11, 30)
    assert now(done.id).completed_date == TODAY
    assert clerk.window.news.text() == "Đã hoàn tác: gia hạn nhiệm vụ."
