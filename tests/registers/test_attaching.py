"""Files of the records of all three books: several at once, what cannot be taken, taking one off."""

import pytest

from models.registers import attaching
from models.registers.directives.queries import load_whole
from models.registers.directives.services import cancel_directive
from models.registers.tasks.services import cancel_task
from models.storage.attachments import LARGEST, attachments_of
from tests.factories import copy_office, make_directive
from tests.factories_dossiers import make_dossier
from tests.factories_tasks import make_task
from tests.registers.test_directives_services import refused

pytestmark = pytest.mark.folder_only


@pytest.fixture
def office(office_template, tmp_path):
    """An office in a folder: a server keeps no files."""
    made = copy_office(office_template, tmp_path)
    yield made
    made.close()


MAKERS = {"directive": make_directive, "task": make_task, "dossier": make_dossier}


def made_id(office, table, **values):
    made = MAKERS[table](office, **values)
    return made if isinstance(made, int) else made.id


def names(office, table, record_id):
    with office.read() as conn:
        return [file.file_name for file in attachments_of(conn, table, record_id)]


def paper(folder, name, content=b"%PDF-1.7"):
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("table", MAKERS)
def test_several_files_are_one_step_and_taken_off_with_a_reason(office, tmp_path, table):
    record_id, other_id = made_id(office, table), made_id(office, table)
    outcome = attaching.attach_files(office, table, record_id, [paper(tmp_path, "Chỉ thị 06.pdf"), paper(tmp_path, "phụ lục.xlsx", b"x")])
    assert (outcome.label, outcome.notices, outcome.id) == (f"{table}.attach", (), record_id)
    assert names(office, table, record_id) == ["Chỉ thị 06.pdf", "phụ lục.xlsx"]
    with office.read() as conn:
        file = attachments_of(conn, table, record_id)[0]
    assert (file.size, file.added_by) == (8, "Nguyễn Thị Hoa")
    with refused("reason_needed", "reason"):
        attaching.detach_file(office, table, record_id, attachment_id=file.id, reason="")
    with refused("not_found"):
        attaching.detach_file(office, table, other_id, attachment_id=file.id, reason="Nhầm tệp")
    attaching.detach_file(office, table, record_id, attachment_id=file.id, reason="Nhầm tệp")
    assert names(office, table, record_id) == ["phụ lục.xlsx"]
    office.undo()
    office.undo()
    assert names(office, table, record_id) == []


def test_what_cannot_be_taken_is_told_and_the_others_go_on(office, tmp_path):
    record_id = made_id(office, "task")
    folder = tmp_path / "thư mục"
    folder.mkdir()
    huge = tmp_path / "lớn.bin"
    with huge.open("wb") as stream:
        stream.truncate(LARGEST + 1)
    good, twin = paper(tmp_path, "tốt.txt", b"1"), paper(tmp_path, "bản sao.txt", b"1")
    outcome = attaching.attach_files(office, "task", record_id, [folder, huge, tmp_path / "không có", good, twin])
    assert [notice.code for notice in outcome.notices] == [
        "file_refused_not_a_file",
        "file_refused_file_too_large",
        "file_refused_file_missing",
        "file_already_there",
    ]
    assert names(office, "task", record_id) == ["tốt.txt"]
    again = attaching.attach_files(office, "task", record_id, [good])
    assert (again.seq, [notice.facts["known"] for notice in again.notices]) == (0, ["tốt.txt"])
    with refused("not_a_file"):
        attaching.attach_files(office, "task", record_id, [folder])


def test_a_secret_paper_refuses_a_file_before_it_is_copied(office, tmp_path):
    record_id = made_id(office, "directive", secrecy="secret", subject="", document_type="")
    with refused("secret_refuses", "file"):
        attaching.attach_files(office, "directive", record_id, [paper(tmp_path, "mật.pdf")])
    assert [path for path in (office.folder / "files").rglob("*") if path.is_file()] == []


def test_a_cancelled_record_takes_none_and_the_history_tells(office, tmp_path):
    task_id, directive_id = made_id(office, "task"), made_id(office, "directive")
    file = paper(tmp_path, "a.pdf")
    attaching.attach_files(office, "directive", directive_id, [file])
    with office.read() as conn:
        assert load_whole(conn, directive_id, office.when(), office.calendar()).history[0].label == "directive.attach"
    cancel_task(office, task_id, reason="Nhầm")
    cancel_directive(office, directive_id, reason="Nhầm")
    with refused("task_closed"):
        attaching.attach_files(office, "task", task_id, [file])
    with refused("directive_cancelled"):
        attaching.attach_files(office, "directive", directive_id, [file])
