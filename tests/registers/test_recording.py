"""A document with its tasks and files is one step: all of it or nothing, and undone as one."""

from datetime import date

import pytest
from sqlalchemy import func, select

from models.errors import OfficeError
from models.registers.directives.queries import load_whole
from models.registers.directives.tables import directive
from models.registers.recording import record_directive
from models.registers.tasks.queries import load_rows
from models.registers.tasks.rows import TaskEntry
from models.registers.tasks.tables import task
from models.storage.attachments import attachment
from models.storage.journal import entries
from tests.factories import TODAY, department_id, directive_entry


def _counts(office):
    with office.read() as conn:
        return tuple(
            conn.execute(select(func.count()).select_from(table).where(table.c.voided == 0)).scalar_one()
            for table in (directive, task, attachment)
        )


def _two_tasks(office):
    unit = department_id(office, "Phòng Kinh tế")
    return [
        TaskEntry(content="Báo cáo kết quả thực hiện Chỉ thị", lead_department_id=unit, due_date=date(2026, 12, 15)),
        TaskEntry(content="Rà soát thủ tục chồng chéo", lead="Văn phòng HĐND và UBND"),
    ]


@pytest.mark.folder_only
def test_document_tasks_and_files_are_one_step_and_undone_as_one(office, tmp_path):
    paper = tmp_path / "06-CT-UBND.txt"
    paper.write_text("CHỈ THỊ", encoding="utf-8")
    outcome = record_directive(office, directive_entry(), _two_tasks(office), [paper])
    assert _counts(office) == (1, 2, 1)
    with office.read() as conn:
        newest = entries(conn, limit=1)[0]
        whole = load_whole(conn, outcome.id, office.when(), office.calendar())
        rows = load_rows(conn, whole.task_ids, office.when(), office.calendar())
    assert (newest.label, newest.subject) == ("directive.record", "06/CT-UBND")
    assert [file.file_name for file in whole.attachments] == ["06-CT-UBND.txt"]
    assert {(row.source_number, row.assigned_date, row.lead) for row in rows} == {
        ("06/CT-UBND", TODAY, "Phòng Kinh tế"),
        ("06/CT-UBND", TODAY, "Văn phòng HĐND và UBND"),
    }
    office.undo()
    assert _counts(office) == (0, 0, 0)
    office.redo()
    assert _counts(office) == (1, 2, 1)


def test_a_wrong_task_leaves_nothing_behind_and_is_named(office):
    good, other = _two_tasks(office)
    with pytest.raises(OfficeError) as refused:
        record_directive(office, directive_entry(), [good, TaskEntry(content="  ")])
    assert (refused.value.code, refused.value.field, refused.value.facts["task"]) == ("missing_content", "content", 1)
    assert _counts(office) == (0, 0, 0)
    record_directive(office, directive_entry(), [good, other])
    assert _counts(office) == (1, 2, 0)


@pytest.mark.folder_only
@pytest.mark.parametrize(("with_tasks", "field"), [(True, "tasks"), (False, "files")])
def test_a_secret_paper_refuses_tasks_and_files_before_a_file_is_copied(office, tmp_path, with_tasks, field):
    paper = tmp_path / "mat.txt"
    paper.write_text("MẬT", encoding="utf-8")
    entry = directive_entry(secrecy="secret", subject="", document_type="", medium="paper")
    with pytest.raises(OfficeError) as refused:
        record_directive(office, entry, _two_tasks(office) if with_tasks else (), [paper])
    assert (refused.value.code, refused.value.field) == ("secret_refuses", field)
    assert _counts(office) == (0, 0, 0)
    assert not list((office.folder / "files").glob("??/*"))


def test_without_tasks_it_is_an_ordinary_receipt_with_its_remarks(office):
    record_directive(office, directive_entry())
    again = record_directive(office, directive_entry(document_number="Số: 6/CT - UBND"))
    assert again.label == "directive.receive"
    assert [(notice.code, notice.facts["numbers"]) for notice in again.notices] == [("duplicate_directive", "01")]
