"""Tasks through their forms: assigned, corrected, shared, completed, moved."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.factories import TODAY, department_id, directive_row, make_directive, official_id
from tests.factories_tasks import make_task, task_row, task_whole
from tests.ui.carried import carrying, drop
from ui.actions import tasks as actions
from ui.forms.suggest import Place, Source
from ui.forms.task import CorrectTask, NewTask, share


def test_a_task_of_a_document_takes_its_number_and_everything_typed(context, office, shown):
    source = directive_row(office, make_directive(office).id)
    form = NewTask(context, source)
    form.show_it()
    assert form.cells["source_date"].isHidden()
    assert form.cells["source_agency"].isHidden()
    unit = department_id(office, "Phòng Kinh tế")
    for name, value in {
        "content": "Báo cáo kết quả thực hiện",
        "lead": Place(unit, official_id(office, "Lê Thị Cúc")),
        "due_date": date(2026, 12, 15),
        "source_clause": "Khoản 8",
        "deliverable": "Báo cáo",
        "tags": "cải cách hành chính; chuyển đổi số",
        "external_code": "NV-2026-15",
        "coordinators": [{"place": Place(department_id(office, "Phòng Văn hóa - Xã hội")), "part": "Cung cấp số liệu"}, {}],
    }.items():
        form.input(name).set_value(value)
    form.save()
    assert form.complaints() == {}
    with office.read() as conn:
        from models.registers.tasks.queries import find_ids
        from models.registers.tasks.rows import TaskQuery

        [task_id] = find_ids(conn, TaskQuery(), office.when())
    whole = task_whole(office, task_id)
    row = whole.row
    assert (row.directive_id, row.source_number, row.source_agency) == (source.id, "06/CT-UBND", "UBND tỉnh Gia Lai")
    assert (row.lead, row.lead_department_id, row.assigned_date) == ("Lê Thị Cúc (Phòng Kinh tế)", unit, TODAY)
    assert (row.due_date, row.source_clause, row.external_code) == (date(2026, 12, 15), "Khoản 8", "NV-2026-15")
    assert row.tags == ("cải cách hành chính", "chuyển đổi số")
    assert [(each.name, each.part) for each in whole.coordinators] == [("Phòng Văn hóa - Xã hội", "Cung cấp số liệu")]
    assert shown == [], "the page of documents has no task to show"


def test_another_number_asks_for_its_date_and_agency(context, office, shown):
    form = NewTask(context)
    form.show_it()
    form.input("content").set_value("Việc của tỉnh")
    form.input("source").set_value(Source(number="99/KH-UBND"))
    form.input("source_date").set_value(date(2026, 11, 1))
    form.input("source_agency").set_value("UBND tỉnh Gia Lai")
    form.save()
    row = task_row(office, shown[0])
    assert (row.directive_id, row.source_number, row.source_date, row.source_agency) == (
        None,
        "99/KH-UBND",
        date(2026, 11, 1),
        "UBND tỉnh Gia Lai",
    )


def test_a_task_without_words_is_refused_in_its_place(context):
    form = NewTask(context)
    form.show_it()
    form.save()
    assert set(form.complaints()) == {"content"}


def test_a_correction_names_what_changed(context, office):
    task_id = make_task(office, lead="", lead_department_id=department_id(office, "Phòng Kinh tế"))
    form = CorrectTask(context, task_row(office, task_id))
    form.show_it()
    assert form.arguments() == {"changes": {}, "reason": "", "typing_error": False}
    form.input("lead").set_value(Place(department_id(office, "Phòng Văn hóa - Xã hội")))
    form.input("reason").set_value("Giao nhầm phòng")
    form.save()
    assert task_row(office, task_id).lead == "Phòng Văn hóa - Xã hội"


def test_a_due_date_moves_by_extension_unless_it_was_mistyped(context, office):
    task_id = make_task(office)
    form = CorrectTask(context, task_row(office, task_id))
    form.show_it()
    form.input("due_date").set_value(date(2026, 12, 27))
    form.input("reason").set_value("Ghi nhầm tháng")
    form.save()
    assert "Gia hạn" in form.complaints()["due_date"]
    form.input("typing_error").set_value(True)
    form.save()
    row = task_row(office, task_id)
    assert (row.due_date, row.original_due_date) == (date(2026, 12, 27), date(2026, 12, 27))


def test_another_document_as_source_brings_its_own_number(context, office):
    first, second = make_directive(office), make_directive(office, document_number="88/CV-SNV", issuing_agency="Sở Nội vụ")
    task_id = make_task(office, directive_id=first.id, source_number="", source_date=None, source_agency="")
    form = CorrectTask(context, task_row(office, task_id))
    form.show_it()
    assert form.arguments()["changes"] == {}
    form.input("source").setText("88/CV-SNV · Sở Nội vụ · 18/11/2026")
    form.input("reason").set_value("Chọn nhầm văn bản")
    form.save()
    row = task_row(office, task_id)
    assert (row.directive_id, row.source_number, row.source_agency) == (second.id, "88/CV-SNV", "Sở Nội vụ")


def test_coordinators_are_changed_all_at_once(context, office):
    task_id = make_task(office)
    form = share(context, task_row(office, task_id))
    form.input("coordinators").set_value(
        [{"place": Place(department_id(office, "Phòng Văn hóa - Xã hội")), "part": "Số liệu"}, {"place": Place(name="Công an xã")}]
    )
    form.save()
    form = share(context, task_row(office, task_id))
    assert [row["place"].name or row["part"] for row in form.input("coordinators").value()] == ["Số liệu", "Công an xã"]
    form.input("coordinators").set_value([{"place": Place(name="Công an xã")}])
    form.save()
    assert [each.name for each in task_whole(office, task_id).coordinators] == ["Công an xã"]


def test_done_needs_evidence_or_a_reason_why_there_is_none(context, office, tmp_path):
    paper = tmp_path / "bao-cao.txt"
    paper.write_text("Báo cáo", encoding="utf-8")
    task_id = make_task(office)
    form = actions.complete(context, task_row(office, task_id))
    form.save()
    assert set(form.complaints()) == {"evidence_number"}
    form.input("evidence_number").set_value("45/BC-UBND")
    form.input("files").set_value([paper])
    form.save()
    whole = task_whole(office, task_id)
    assert (whole.row.completed_date, whole.row.evidence_number) == (TODAY, "45/BC-UBND")
    assert [file.file_name for file in whole.attachments] == ["bao-cao.txt"]


def test_the_result_is_dropped_or_pasted_wherever_in_the_form(context, office, tmp_path):
    paper, twin = tmp_path / "bao-cao.txt", tmp_path / "phu-luc.txt"
    form = actions.complete(context, task_row(office, make_task(office)))
    number = form.cells["evidence_number"].widget
    for widget in (number, form):
        drop(widget, carrying(paper), QPoint(5, 5))
    assert (form.input("files").value(), number.text()) == ((paper,), ""), "no path is typed into a field"
    QGuiApplication.clipboard().setMimeData(carrying(twin))
    QTest.keyClick(number, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert (form.input("files").value(), number.text()) == ((paper, twin), "")
    QGuiApplication.clipboard().setText("45/BC-UBND")
    QTest.keyClick(number, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert number.text() == "45/BC-UBND"


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ({"reason": "Chờ số liệu"}, "new_due"),
        ({"new_due": date(2026, 12, 15)}, "reason"),
        ({"new_due": date(2026, 11, 1), "reason": "Chờ số liệu"}, "new_due"),
        ({"new_due": date(2026, 12, 15), "reason": "Chờ số liệu", "decided_date": date(2026, 12, 1)}, "decided_date"),
    ],
)
def test_an_extension_is_refused_in_its_place(context, office, values, place):
    task_id = make_task(office)
    form = actions.extend(context, task_row(office, task_id))
    for name, value in values.items():
        form.input(name).set_value(value)
    form.save()
    assert set(form.complaints()) == {place}
    assert task_row(office, task_id).due_date == date(2026, 11, 27)


def test_asked_for_and_decided(context, office):
    task_id = make_task(office)
    form = actions.request(context, task_row(office, task_id))
    form.input("new_due").set_value(date(2026, 12, 10))
    form.input("reason").set_value("Thiếu người")
    form.save()
    form = actions.decide(context, task_row(office, task_id))
    assert form is not None
    form.input("approved").set_value(False)
    form.input("note").set_value("Không đủ căn cứ")
    form.save()
    assert task_row(office, task_id).due_date == date(2026, 11, 27)
    assert [each.decision for each in task_whole(office, task_id).extensions] == ["refused"]


def test_an_obstacle_is_raised_and_answered(context, office):
    task_id = make_task(office)
    form = actions.raise_one(context, task_row(office, task_id))
    form.input("content").set_value("Chưa có hướng dẫn")
    form.input("raised_to").set_value("Sở Nội vụ")
    form.save()
    form = actions.answer(context, task_row(office, task_id))
    assert form is not None
    form.input("answer").set_value("Theo công văn 88/CV-SNV")
    form.save()
    [obstacle] = task_whole(office, task_id).obstacles
    assert (obstacle.raised_to, obstacle.answer, obstacle.answered_date) == ("Sở Nội vụ", "Theo công văn 88/CV-SNV", TODAY)


def test_where_nothing_waits_a_word_says_so(context, office, qtbot):
    row = task_row(office, make_task(office))
    for action in (actions.decide, actions.answer, actions.complete_part):
        with qtbot.waitSignal(context.operations.told) as told:
            assert action(context, row) is None
        assert told.args[0].endswith(".")


def test_a_reason_is_needed_to_cancel(context, office):
    task_id = make_task(office)
    form = actions.cancel(context, task_row(office, task_id))
    form.save()
    assert set(form.complaints()) == {"reason"}
    form.input("reason").set_value("Trùng với nhiệm vụ khác")
    form.save()
    assert task_row(office, task_id).state == "cancelled"
