"""What a plan says of each row: against the book, against what the list said last time, and as the person chose."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from models.errors import OfficeError
from models.intake.workbooks.apply import apply_plan
from models.intake.workbooks.batches import import_batch, import_seen, remembered_layouts
from models.intake.workbooks.plan import make_plan
from models.intake.workbooks.planned import Because, Choices, Verdict
from models.intake.workbooks.taking import plan_book
from models.registers.dossiers import queries as dossier_queries
from models.registers.dossiers.services import resolve_dossier
from models.registers.tasks.rows import TaskEntry
from models.registers.tasks.services import assign_task, cancel_task, complete_task, correct_task
from models.registers.tasks.tables import task
from models.storage.verify import verify_journal
from tests.factories import copy_office
from tests.intake.books import book_of, take_in
from tests.storage.steps import picture

HEADER = ["STT", "Nội dung nhiệm vụ", "Số văn bản giao", "Ngày văn bản", "Thời hạn hoàn thành", "Cơ quan chủ trì", "Ghi chú"]
DUE = date(2026, 12, 15)


def line(number, content, due="15/12/2026", note="", lead="Phòng Kinh tế", paper="06/CT-UBND"):
    return [number, content, paper, "05/11/2026", due, lead, note]


FIRST = [line(1, "Báo cáo rà soát hộ nghèo"), line(2, "Kế hoạch phòng cháy rừng"), line(3, "Thống kê đất đai", due="20/12/2026")]


def planned(office, rows, choices=None, *, header=HEADER, kind="tasks", name="moi.xlsx"):
    plan = plan_book(office, kind, book_of(header, rows, name))
    return plan if choices is None else make_plan(office, plan.table, choices)


def verdicts(plan):
    return [str(row.verdict) for row in plan.rows]


def row_of(office, content):
    with office.read() as connection:
        return connection.execute(select(task).where(task.c.content == content, task.c.voided == 0)).mappings().one()


def test_what_the_list_changed_is_a_change_with_all_three_values(office):
    take_in(office, "tasks", book_of(HEADER, FIRST))
    plan = planned(office, [line(1, "Báo cáo rà soát hộ nghèo", due="25/12/2026"), *FIRST[1:]])
    assert verdicts(plan) == ["updated", "unchanged", "unchanged"]
    change = plan.rows[0].changes["due_date"]
    assert (change.ours, change.theirs, change.before) == (DUE, date(2026, 12, 25), "2026-12-15")
    assert (change.ours_changed, change.kept) == (False, False)
    apply_plan(office, plan)
    row = row_of(office, "Báo cáo rà soát hộ nghèo")
    assert (row["due_date"], row["original_due_date"]) == (date(2026, 12, 25), DUE)


def test_what_we_changed_and_the_list_did_not_stays_ours_unless_theirs_is_taken(office):
    take_in(office, "tasks", book_of(HEADER, FIRST))
    task_id = row_of(office, "Kế hoạch phòng cháy rừng")["id"]
    correct_task(office, task_id, {"lead": "Công an xã"}, reason="giao lại")
    plan = planned(office, FIRST)
    assert verdicts(plan) == ["unchanged"] * 3
    change = plan.rows[1].changes["lead"]
    assert (change.ours, change.theirs, change.ours_changed, change.kept) == ("Công an xã", "Phòng Kinh tế", True, True)
    assert plan.rows[1].because is Because.KEPT
    taking = planned(office, FIRST, Choices(take_theirs=frozenset({(3, "lead")})))
    assert verdicts(taking) == ["unchanged", "updated", "unchanged"]
    apply_plan(office, taking)
    assert row_of(office, "Kế hoạch phòng cháy rừng")["lead"] == "Phòng Kinh tế"


def test_what_both_changed_is_taken_and_said_and_ours_can_be_kept_for_good(office):
    take_in(office, "tasks", book_of(HEADER, FIRST))
    correct_task(office, row_of(office, "Thống kê đất đai")["id"], {"note": "của ta"}, reason="ghi")
    newer = [*FIRST[:2], line(3, "Thống kê đất đai", due="20/12/2026", note="của tỉnh")]
    other = planned(office, [*FIRST[:2], line(3, "Thống kê đất đai", due="20/12/2026", lead="Công an xã")])
    assert [*other.rows[2].changes] == ["lead"]
    plan = planned(office, newer, Choices(keep_ours=frozenset({(4, "note")})))
    assert (verdicts(plan)[2], plan.rows[2].because) == ("unchanged", Because.KEPT)
    apply_plan(office, plan)
    assert row_of(office, "Thống kê đất đai")["note"] == "của ta"
    # The list says the same once more: it is not asked again.
    again = planned(office, newer, name="nữa.xlsx")
    assert again.rows[2].changes["note"].kept


def test_what_we_did_is_never_taken_back_by_a_list(office):
    header = [*HEADER, "Tình trạng", "Ngày hoàn thành", "Kết quả thực hiện"]
    take_in(office, "tasks", book_of(HEADER, FIRST))
    task_id = row_of(office, "Thống kê đất đai")["id"]
    complete_task(office, task_id, completed_date=date(2026, 11, 18), evidence_number="12/BC-UBND")
    plan = planned(office, [[*FIRST[2], "Chưa thực hiện", "01/11/2026", "không"]], header=header)
    assert verdicts(plan) == ["unchanged"]
    assert not plan.rows[0].changes
    assert plan.rows[0].values["completed_date"] == date(2026, 11, 1)


def test_a_finished_dossier_is_not_opened_by_a_list_that_does_not_know(office):
    header = ["Mã hồ sơ", "Tên thủ tục", "Ngày tiếp nhận", "Trạng thái"]
    rows = [["H21.88-261109-0001", "Đăng ký khai sinh", "09/11/2026 08:00", "Đang xử lý"]]
    take_in(office, "dossiers", book_of(header, rows))
    with office.read() as connection:
        dossier_id = dossier_queries.find_ids(connection, dossier_queries.DossierQuery(), office.when())[0]
    resolve_dossier(office, dossier_id, at=datetime(2026, 11, 19, 9))
    plan = planned(office, [[*rows[0][:3], "Yêu cầu bổ sung"]], header=header, kind="dossiers")
    assert verdicts(plan) == ["unchanged"]
    assert plan.rows[0].changes["status"].kept


def test_blank_cells_spaces_capitals_and_unicode_forms_change_nothing(office):
    take_in(office, "tasks", book_of(HEADER, [line(1, "Hòa giải cơ sở", note="Ghi chú")]))
    plan = planned(office, [line(1, "HO\u0300A  giải cơ sở ", due="", note="", lead="PHÒNG  KINH TẾ")])
    assert verdicts(plan) == ["unchanged"]


def test_vanished_rows_are_listed_and_stay_and_refused_ones_are_not_missed(office):
    take_in(office, "tasks", book_of(HEADER, FIRST))
    plan = planned(office, [FIRST[0], line(3, "Thống kê đất đai", due="31/11/2026")])
    assert [(gone.label, gone.row) for gone in plan.gone] == [("Kế hoạch phòng cháy rừng", 3)]
    apply_plan(office, planned(office, [FIRST[0], FIRST[2]]))
    assert row_of(office, "Kế hoạch phòng cháy rừng")["voided"] == 0
    assert planned(office, [line(1, "Việc khác hẳn")]).gone == ()


def test_a_task_that_we_cancelled_is_not_entered_again(office):
    take_in(office, "tasks", book_of(HEADER, FIRST))
    task_id = row_of(office, "Kế hoạch phòng cháy rừng")["id"]
    cancel_task(office, task_id, reason="trùng")
    plan = planned(office, FIRST)
    assert (verdicts(plan)[1], plan.rows[1].because, plan.rows[1].record_id) == ("skipped", Because.CANCELLED, task_id)
    assert "Kế hoạch phòng cháy rừng" not in [gone.label for gone in planned(office, [FIRST[0], FIRST[2]]).gone]


def test_a_list_finds_a_task_that_was_entered_by_hand(office):
    assign_task(office, TaskEntry(content="Báo cáo rà soát hộ nghèo", source_number="6/CT-UBND", due_date=DUE))
    plan = planned(office, FIRST[:1])
    assert (verdicts(plan), plan.rows[0].because) == (["updated"], Because.SAME_SOURCE)
    assert {field: change.before for field, change in plan.rows[0].changes.items()} == {
        "source_date": None,
        "lead": None,
    }


def test_a_cell_that_was_mended_is_read_again(office):
    rows = [line(1, "Báo cáo", due="31/11/2026"), line(2, "")]
    plan = planned(office, rows)
    assert [(problem.row, problem.column, problem.code) for problem in plan.problems] == [
        (2, "E", "impossible_date"),
        (3, "B", "missing_content"),
    ]
    assert [repair.text for repair in plan.problems[0].repairs][:1] == ["30/11/2026"]
    mended = planned(office, rows, Choices(mended={(2, "due_date"): "30/11/2026", (3, "content"): "Lập danh sách"}))
    assert verdicts(mended) == ["inserted", "inserted"]
    assert (mended.rows[0].values["due_date"], mended.rows[1].values["content"]) == (date(2026, 11, 30), "Lập danh sách")


def test_the_second_of_two_equal_rows_is_refused_unless_the_first_is_left_out(office):
    rows = [line(1, "Báo cáo"), line(2, "Báo  cáo"), line(3, "Báo cáo", paper="07/CT-UBND")]
    assert verdicts(planned(office, rows)) == ["inserted", "rejected", "inserted"]
    chosen = planned(office, rows, Choices(left_out=frozenset({2})))
    assert verdicts(chosen) == ["skipped", "inserted", "inserted"]
    assert chosen.rows[0].because is Because.LEFT_OUT


def test_rows_for_others_are_left_out_unless_wanted_even_where_they_are_wrong(office):
    rows = [*FIRST[:1], line(2, "Việc của xã khác", lead="UBND xã An Toàn"), line(3, "Sai ngày", due="31/02/2026", lead="UBND xã An Toàn")]
    plan = planned(office, rows)
    assert verdicts(plan) == ["inserted", "skipped", "skipped"]
    assert {row.because for row in plan.rows[1:]} == {Because.NOT_OURS}
    assert not plan.problems
    assert verdicts(planned(office, rows, Choices(with_others=True))) == ["inserted", "inserted", "rejected"]


def test_this_very_file_was_taken_in_until_that_is_undone(office):
    book = book_of(HEADER, FIRST)
    plan, outcome = take_in(office, "tasks", book)
    assert plan.taken_in_at is None
    again, nothing = take_in(office, "tasks", book)
    assert again.taken_in_at is not None
    assert nothing.seq == 0
    office.undo()
    undone, _ = take_in(office, "tasks", book)
    assert (undone.taken_in_at, verdicts(undone)) == (None, ["inserted"] * 3)
    assert outcome.uid


def test_a_list_with_nothing_new_is_noted_once(office):
    take_in(office, "tasks", book_of(HEADER, FIRST))
    plan, outcome = take_in(office, "tasks", book_of(HEADER, FIRST, "cùng nội dung.xlsx"))
    assert verdicts(plan) == ["unchanged"] * 3
    assert outcome.changes.touches("import_batch")
    assert not outcome.changes.touches("task")
    with office.read() as connection:
        assert connection.execute(select(import_batch.c.unchanged).order_by(import_batch.c.id)).scalars().all() == [0, 3]
        assert len(connection.execute(select(import_seen.c.record_id)).all()) == 6


def test_the_form_is_remembered(office):
    take_in(office, "tasks", book_of(HEADER, FIRST))
    with office.read() as connection:
        [kept] = remembered_layouts(connection, "tasks")
        assert remembered_layouts(connection, "dossiers") == ()
    assert plan_book(office, "tasks", book_of(HEADER, [line(9, "Việc mới")], "sau.xlsx")).table.layout.remembered
    assert "content" in kept.correction.columns[1]


def test_a_large_list_is_one_line_of_the_journal_and_is_undone_and_done_again(office):
    rows = [line(number, f"Nhiệm vụ thứ {number}") for number in range(1, 201)]
    before = picture(office)
    _, outcome = take_in(office, "tasks", book_of(HEADER, rows))
    after = picture(office)
    assert len(outcome.changes.of("task")) == 200
    task_id = row_of(office, "Nhiệm vụ thứ 7")["id"]
    correct_task(office, task_id, {"note": "đã sửa"}, reason="thử")
    office.undo()
    office.undo()
    assert picture(office) == before
    with office.read() as connection:
        assert list(verify_journal(connection, office.database.anchor)) == []
    office.redo()
    assert picture(office) == after
    with office.read() as connection:
        assert list(verify_journal(connection, office.database.anchor)) == []


def test_a_plan_is_not_carried_out_on_another_state_of_the_office(office):
    plan = planned(office, FIRST)
    assign_task(office, TaskEntry(content="Việc xen vào"))
    with pytest.raises(OfficeError, match="plan_outdated"):
        apply_plan(office, plan)


WORDINGS = ("Báo cáo", "Báo cáo tháng 10", "Báo cáo tháng 11", "Rà soát hộ nghèo", "rà soát  hộ nghèo", "", "Kế hoạch phòng cháy")
CONTENTS = st.sampled_from(WORDINGS)
DATES = st.sampled_from(["", "15/12/2026", "31/11/2026", "20/12/2026", "hằng tháng", "Quý IV/2026", "thường xuyên"])
LEADS = st.sampled_from(["Phòng Kinh tế", "UBND các xã, phường", "UBND xã An Toàn", "", "UBND xã Hoài Ân"])
ROWS = st.lists(
    st.builds(
        lambda content, due, lead, paper, note: [1, content, paper, "05/11/2026" if paper else "", due, lead, note],
        CONTENTS, DATES, LEADS, st.sampled_from(["", "06/CT-UBND", "07/CT-UBND"]), st.sampled_from(["", "gấp", "đã giao"]),
    ),
    min_size=1, max_size=9,
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(first=ROWS, second=ROWS)
def test_lists_add_up_come_in_whole_and_are_taken_back_whole(office_template, tmp_path_factory, first, second):
    office = copy_office(office_template, tmp_path_factory.mktemp("any"))
    try:
        made = [book_of(HEADER, rows, name) for rows, name in ((first, "một.xlsx"), (second, "hai.xlsx"))]
        for book in made:
            before = picture(office)
            plan = plan_book(office, "tasks", book)
            counts = plan.counts()
            assert counts["read"] == len(plan.table.rows) == sum(number for name, number in counts.items() if name != "read")
            ids = [row.record_id for row in plan.rows if row.record_id is not None]
            assert len(ids) == len(set(ids))
            outcome = apply_plan(office, plan)
            after = picture(office)
            again = plan_book(office, "tasks", book)
            expected = [str(Verdict.SAME) if row.verdict in (Verdict.NEW, Verdict.CHANGES) else str(row.verdict) for row in plan.rows]
            assert verdicts(again) == expected
            if outcome.seq:
                office.undo()
                assert picture(office) == before
                assert verdicts(plan_book(office, "tasks", book)) == verdicts(plan)
                office.redo()
                assert picture(office) == after
        with office.read() as connection:
            assert list(verify_journal(connection, office.database.anchor)) == []
    finally:
        office.close()


def test_a_moment_told_less_finely_is_no_change_and_another_one_is(office):
    header = ["Mã hồ sơ", "Tên thủ tục", "Ngày tiếp nhận"]
    code, name = "H21.88-261109-0001", "Đăng ký khai sinh"
    take_in(office, "dossiers", book_of(header, [[code, name, "09/11/2026 08:15:40"]]))
    for told, verdict in (
        ("09/11/2026", "unchanged"),
        ("09/11/2026 08:15", "unchanged"),
        ("09/11/2026 08:16", "updated"),
        ("10/11/2026", "updated"),
    ):
        assert verdicts(planned(office, [[code, name, told]], header=header, kind="dossiers")) == [verdict], told


def test_the_words_before_a_subject_are_no_change(office):
    header = ["Ngày đến", "Tác giả", "Số, ký hiệu", "Ngày tháng", "Trích yếu"]
    row = ["05/01/2026", "Sở Nội vụ", "12/SNV-CCHC", "02/01/2026", "triển khai cải cách hành chính"]
    take_in(office, "directives", book_of(header, [row]))
    other = [*row[:4], "Về việc triển khai cải cách hành chính"]
    assert verdicts(planned(office, [other], header=header, kind="directives")) == ["unchanged"]
