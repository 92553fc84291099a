"""What is typed is not lost: it is on the disk a second later, and stands there when the form is opened again."""

from __future__ import annotations

import json
import os
import stat
import sys
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tests.factories import department_id, directive_row, make_directive
from tests.factories_dossiers import make_dossier, row_of
from tests.factories_tasks import make_task, task_row
from tests.ui.forms.conftest import context, empty_template, office, shown  # noqa: F401 - fixtures of the forms' tests
from ui import places
from ui.actions import directives as directive_actions
from ui.actions import tasks as actions
from ui.forms import drafts
from ui.forms.directive import NewDirective
from ui.forms.dossier import CorrectDossier, NewDossier
from ui.forms.drafts import Kept, draft_of
from ui.forms.form import Ask, Form
from ui.forms.inputs import LineInput, due, files, flag, labelled, line, lines
from ui.forms.rows import rows
from ui.forms.suggest import Place, place
from ui.forms.task import NewTask

NOW = datetime(2026, 11, 20, 14, 5)


def kept_files():
    """The drafts on this machine."""
    return sorted((places.data_folder() / "drafts").glob("*/*.json"))


def settled():
    """Whatever was asked of the disk is done."""
    drafts._writer.submit(int).result()


def nothing_service(office, **values):  # noqa: F811
    """Stands for a service; the tests of drafts never save by it."""
    raise AssertionError


def all_kinds(context):  # noqa: F811
    """A form with an input of every kind."""
    asks = (
        Ask("line", "Dòng", line),
        Ask("lines", "Đoạn", lines(2)),
        Ask("due", "Hạn", due),
        Ask("urgency", "Độ khẩn", labelled("urgency")),
        Ask("flag", "", flag("Đã số hóa")),
        Ask("lead", "Chủ trì", place),
        Ask("files", "Tệp", files),
        Ask("rows", "", rows((Ask("content", "Nội dung", line), Ask("due", "Hạn", due)), more="+ Thêm")),
    )
    return Form(context, "Thử", "Lưu", nothing_service, asks=asks)


# ---- the file ----


def test_a_draft_is_written_whole_and_read_back(office):  # noqa: F811
    draft = draft_of(office.location, "record_directive")
    assert draft.load(NOW) is None
    kept = Kept(NOW, "Ghi văn bản đến", {"subject": "Cải cách \ud800 “thủ tục”", "flag": True, "rows": [{"content": "một"}]})
    assert draft.keep_now(kept)
    assert draft.load(NOW) == kept
    assert [path.name for path in draft.path.parent.iterdir()] == [draft.path.name], "nothing half-written stays beside"
    if sys.platform != "win32":
        assert stat.S_IMODE(draft.path.stat().st_mode) == 0o600
    draft.drop()
    assert draft.load(NOW) is None
    draft.drop()


def test_each_office_form_and_record_has_its_own(office):  # noqa: F811
    found = {draft_of(*each).path for each in (("/a", "x 1"), ("/b", "x 1"), ("/a", "x 2"), ("/a", "x-1"), ("/a", "y 1"))}
    assert len(found) == 5


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe\x00",
        b'{"version": 9}',
        b'{"version": 1, "at": 5, "title": "", "states": {}}',
        b'{"version": 1, "at": "gestern", "title": "", "states": {}}',
        b'{"version": 1, "at": "2026-11-20T14:05:00+07:00", "title": "", "states": {}}',
        b'{"version": 1, "at": "2026-11-20T14:05:00", "title": "", "states": []}',
        b"[" * 200_000,
    ],
)
def test_an_unreadable_draft_is_passed_over_with_a_line_in_the_log(office, content, caplog):  # noqa: F811
    draft = draft_of(office.location, "x")
    draft.path.parent.mkdir(parents=True)
    draft.path.write_bytes(content)
    assert draft.load(NOW) is None
    assert "passed over" in caplog.text


def test_an_old_draft_is_dropped_with_a_line_in_the_log(office, caplog):  # noqa: F811
    draft = draft_of(office.location, "x")
    draft.keep_now(Kept(NOW - timedelta(days=61), "", {"a": "b"}))
    assert draft.load(NOW) is None
    assert "too old" in caplog.text
    assert not draft.path.exists()


def test_a_power_cut_while_writing_leaves_the_draft_before(office, monkeypatch):  # noqa: F811
    draft = draft_of(office.location, "x")
    before = Kept(NOW, "", {"a": "trước"})
    draft.keep_now(before)

    def cut(_):
        raise OSError(5, "no power")

    monkeypatch.setattr(drafts.os, "fsync", cut)
    assert not draft.keep_now(Kept(NOW, "", {"a": "sau"}))
    assert draft.load(NOW) == before


def test_what_was_asked_last_holds(office):  # noqa: F811
    draft = draft_of(office.location, "x")
    for number in range(20):
        draft.keep(Kept(NOW, "", {"a": number}))
    draft.drop()
    settled()
    assert draft.load(NOW) is None
    draft.keep(Kept(NOW, "", {"a": "một"}))
    draft.keep(Kept(NOW, "", {"a": "hai"}))
    settled()
    assert draft.load(NOW).states == {"a": "hai"}


def test_what_waits_is_told_the_newest_first(office):  # noqa: F811
    for number, title in ((3, "Gia hạn nhiệm vụ"), (1, "Ghi văn bản đến"), (2, "Tiếp nhận hồ sơ")):
        draft_of(office.location, title).keep_now(Kept(NOW - timedelta(hours=number), title, {"a": "b"}))
    assert [kept.title for kept in drafts.waiting(office.location, NOW)] == ["Ghi văn bản đến", "Tiếp nhận hồ sơ", "Gia hạn nhiệm vụ"]
    said = drafts.told_waiting(office.location, NOW)
    assert said == "Còn 3 phiếu viết dở (Ghi văn bản đến; Tiếp nhận hồ sơ; Gia hạn nhiệm vụ): mở lại phiếu ấy để viết tiếp."
    assert drafts.waiting("/elsewhere", NOW) == []
    assert drafts.told_waiting("/elsewhere", NOW) == ""


# ---- the form ----


def test_every_kind_of_input_comes_back_as_it_was_left(context, office, tmp_path):  # noqa: F811
    paper = tmp_path / "a.pdf"
    paper.write_bytes(b"%PDF-")
    form = all_kinds(context).show_it()
    form.cells["line"].widget.setText("một ")
    form.input("lines").set_value("hai\nba")
    form.cells["due"].widget.setText("31/1")
    form.input("urgency").set_value("flash")
    form.input("flag").set_value(True)
    form.input("lead").set_value(Place(department_id(office, "Phòng Kinh tế")))
    form.input("files").set_value((paper, tmp_path / "gone.pdf"))
    form.input("rows").set_value([{"content": "Việc một"}, {"content": "Việc hai", "due": date(2026, 12, 1)}])
    form.cells["rows"].widget._rows[0]["due"].setText("32/13")
    values = form.values()
    form.reject()
    again = all_kinds(context).show_it()
    assert again.values() == values | {"files": (paper,)}
    assert again.cells["due"].widget.text() == "31/1"
    assert again.cells["rows"].widget._rows[0]["due"].text() == "32/13", "half-typed comes back too"
    again.keeper.drop()
    assert not again.typed()
    assert kept_files() == []


def test_it_is_on_the_disk_a_second_after_it_was_typed(context, qtbot):  # noqa: F811
    form = all_kinds(context).show_it()
    form.input("line").set_value("đang gõ")
    qtbot.waitUntil(lambda: len(kept_files()) == 1, timeout=1500)
    assert json.loads(kept_files()[0].read_text())["states"] == {"line": "đang gõ"}
    # The machine stops here: nothing is closed in order.
    assert all_kinds(context).show_it().input("line").value() == "đang gõ"
    form.input("line").set_value("")
    qtbot.waitUntil(lambda: kept_files() == [], timeout=1500)


def test_the_line_says_when_and_is_not_there_where_nothing_was_kept(context):  # noqa: F811
    form = all_kinds(context).show_it()
    assert form.keeper.box.isHidden()
    form.input("line").set_value("đang gõ")
    form.reject()
    again = all_kinds(context).show_it()
    assert again.keeper.text.text() == "Đã lấy lại bản nháp lúc 00:00."
    assert again.keeper.box.isVisible()
    again.keeper.drop_button.click()
    assert again.keeper.box.isHidden()
    assert again.input("line").value() == ""


def test_leaving_says_that_it_is_kept(context, qtbot):  # noqa: F811
    said = []
    context.operations.told.connect(lambda text, _: said.append(text))
    all_kinds(context).show_it().reject()
    assert said == []
    form = all_kinds(context).show_it()
    form.input("line").set_value("đang gõ")
    form.reject()
    assert said == ["Đã giữ bản nháp: mở lại phiếu này để viết tiếp."]


def test_a_draft_goes_when_the_form_is_saved(context, office):  # noqa: F811
    task_id = make_task(office, content="Báo cáo")
    form = actions.note(context, task_row(office, task_id))
    form.input("content").set_value("Đã gửi")
    form.reject()
    assert len(kept_files()) == 1
    form = actions.note(context, task_row(office, task_id))
    assert form.input("content").value() == "Đã gửi"
    form.save()
    settled()
    assert kept_files() == []


def test_each_record_has_its_own_draft(context, office):  # noqa: F811
    first, second = make_task(office, content="Báo cáo một"), make_task(office, content="Báo cáo hai")
    form = actions.note(context, task_row(office, first))
    form.input("content").set_value("Của việc một")
    form.reject()
    form = actions.note(context, task_row(office, second))
    assert form.input("content").value() == ""
    form.reject()
    source = directive_row(office, make_directive(office).id)
    form = NewTask(context, source).show_it()
    form.input("content").set_value("Của văn bản")
    form.reject()
    assert NewTask(context).show_it().input("content").value() == ""


def test_a_window_that_closes_over_the_form_keeps_it(context):  # noqa: F811
    page = QWidget()
    column = QVBoxLayout(page)
    form = all_kinds(context).embed()
    column.addWidget(form)
    page.show()
    form.begin()
    form.input("line").set_value("đang gõ")
    page.close()
    assert len(kept_files()) == 1
    page.deleteLater()


def test_of_secret_papers_nothing_is_ever_written(context, office, qtbot, boxes):  # noqa: F811
    form = NewDirective(context)
    form.show_it()
    form.input("document_number").set_value("06/CT-UBND")
    qtbot.waitUntil(lambda: len(kept_files()) == 1, timeout=1500)
    form.input("secrecy").set_value("secret")
    qtbot.waitUntil(lambda: kept_files() == [], timeout=1500)
    form.reject()
    assert boxes.pop().text == "Bỏ những gì vừa gõ trong phiếu này?"
    form.input("secrecy").set_value("none")
    form.reject()
    made = make_directive(office, document_number="07/CT-UBND", secrecy="secret", subject="", document_type="", medium="paper")
    form = directive_actions.forward(context, directive_row(office, made.id))
    form.input("recipient").set_value(Place(name="Công an xã"))
    form.reject()
    assert boxes.pop().buttons == ["Bỏ", "Gõ tiếp"]
    form.input("recipient").set_value(Place())
    form.reject()
    assert not [path for path in kept_files() if "forward" in path.name]


def test_where_the_disk_refuses_leaving_asks(context, boxes, monkeypatch):  # noqa: F811
    form = all_kinds(context).show_it()
    form.input("line").set_value("đang gõ")

    def full(*_):
        raise OSError(28, "full")

    monkeypatch.setattr(drafts, "_write_safely", full)
    form.reject()
    assert boxes.pop().buttons == ["Bỏ", "Gõ tiếp"]
    form.input("line").set_value("")
    form.reject()


def test_a_password_is_not_kept(context):  # noqa: F811
    def secret_line(_):
        made = LineInput()
        made.setEchoMode(LineInput.EchoMode.Password)
        return made

    form = Form(context, "x", "x", nothing_service, asks=(Ask("word", "Mật khẩu", secret_line), Ask("line", "Dòng", line))).show_it()
    form.input("word").set_value("bí mật")
    form.input("line").set_value("khác")
    form.reject()
    assert b"word" not in kept_files()[0].read_bytes()


def test_a_counted_appointment_is_counted_anew_and_one_by_hand_stays(context, office):  # noqa: F811
    form = NewDossier(context)
    form.show_it()
    form.input("procedure").set_value(("1.004873", ""))
    form.look_ahead()
    assert form.input("appointment_at").value() is not None
    form.reject()
    assert "appointment_at" not in json.loads(kept_files()[0].read_text())["states"]
    again = NewDossier(context)
    again.show_it()
    again.input("appointment_at").set_value(datetime(2026, 12, 31, 17, 0))
    again.reject()
    third = NewDossier(context)
    third.show_it()
    third.look_ahead()
    assert third.input("appointment_at").value() == datetime(2026, 12, 31, 17, 0)


def test_a_correction_is_put_back_as_a_change(context, office):  # noqa: F811
    dossier_id = make_dossier(office)
    form = CorrectDossier(context, row_of(office, dossier_id))
    form.show_it()
    form.input("phone").set_value("0905123219")
    form.reject()
    again = CorrectDossier(context, row_of(office, dossier_id))
    again.show_it()
    assert again.arguments()["changes"] == {"phone": "0905123219"}


def test_hostile_drafts_do_no_harm(context, office):  # noqa: F811
    form = all_kinds(context).show_it()
    form.input("line").set_value("x")
    form.reject()
    path = kept_files()[0]
    content = json.loads(path.read_text())
    content["states"] = {
        "line": 5,
        "lines": ["a"],
        "due": {"a": 1},
        "urgency": "khong co",
        "flag": "yes",
        "lead": None,
        "files": [5, "\u0000", "/etc"],
        "rows": [5, {"content": 7, "khac": "x"}, {"content": "thật"}] + [{}] * 5_000,
        "khac": "x",
    }
    path.write_text(json.dumps(content))
    again = all_kinds(context).show_it()
    assert again.input("rows").value() == ({"content": "thật", "due": None},)
    assert again.input("urgency").value() == "normal"
    assert again.input("files").value() == ()
    again.keeper.drop()
    assert os.listdir(path.parent) == []
