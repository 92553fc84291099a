"""What lists said one after the other: who changed what since is known also where a list in between was silent."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from models.intake.workbooks.planned import Because, Choices
from models.registers.dossiers import queries as dossier_queries
from models.registers.dossiers.services import resolve_dossier
from models.registers.tasks.services import correct_task
from tests.intake.books import book_of, take_in
from tests.intake.test_planning import FIRST, HEADER, line, planned, row_of, verdicts

DOSSIERS = ["Mã hồ sơ", "Tên thủ tục", "Ngày tiếp nhận", "Ngày có kết quả", "Trạng thái"]
DOSSIER = ["H21.88-261109-0001", "Đăng ký khai sinh", "09/11/2026 08:00", "", "Đang xử lý"]
OURS = datetime(2026, 11, 19, 9)


@pytest.mark.parametrize(
    ("header", "between"),
    [(HEADER, line(1, "Báo cáo rà soát hộ nghèo", lead="")), (HEADER[:5], line(1, "Báo cáo rà soát hộ nghèo")[:5])],
    ids=["blank cell", "missing column"],
)
def test_a_list_that_was_silent_does_not_make_old_words_news(office, header, between):
    take_in(office, "tasks", book_of(HEADER, FIRST))
    take_in(office, "tasks", book_of(header, [between], "giữa.xlsx"))
    correct_task(office, row_of(office, "Báo cáo rà soát hộ nghèo")["id"], {"lead": "Công an xã"}, reason="giao lại")
    plan = planned(office, FIRST)
    assert (verdicts(plan)[0], plan.rows[0].because) == ("unchanged", Because.KEPT)
    assert plan.rows[0].changes["lead"].before == "Phòng Kinh tế"


@pytest.mark.parametrize("words", ["Thường xuyên", "Hằng tháng"])
def test_a_deadline_that_we_set_stays_where_the_list_says_as_before_that_there_is_none(office, words):
    rows = [line(1, "Trực phòng chống thiên tai", due=words)]
    take_in(office, "tasks", book_of(HEADER, rows))
    task_id = row_of(office, "Trực phòng chống thiên tai")["id"]
    correct_task(office, task_id, {"due_date": date(2026, 12, 1)}, reason="ta tự đặt")
    plan = planned(office, rows, name="sau.xlsx")
    assert (verdicts(plan), plan.rows[0].because) == (["unchanged"], Because.KEPT)
    newer = planned(office, [line(1, "Trực phòng chống thiên tai", due="20/12/2026")], name="mới.xlsx")
    assert verdicts(newer) == ["updated"]


def test_the_result_of_a_dossier_that_we_recorded_stays_ours(office):
    take_in(office, "dossiers", book_of(DOSSIERS, [DOSSIER]))
    with office.read() as connection:
        dossier_id = dossier_queries.find_ids(connection, dossier_queries.DossierQuery(), office.when())[0]
    resolve_dossier(office, dossier_id, at=OURS)
    theirs = [[*DOSSIER[:3], "18/11/2026 16:00", "Đã có kết quả"]]
    plan = planned(office, theirs, header=DOSSIERS, kind="dossiers")
    change = plan.rows[0].changes["resolved_at"]
    assert (change.ours, change.theirs, change.kept) == (OURS, datetime(2026, 11, 18, 16), True)
    taking = planned(office, theirs, Choices(take_theirs=frozenset({(2, "resolved_at")})), header=DOSSIERS, kind="dossiers")
    assert verdicts(taking) == ["updated"]


def test_a_result_that_their_own_list_corrects_is_taken(office):
    told = [*DOSSIER[:3], "18/11/2026 16:00", "Đã có kết quả"]
    take_in(office, "dossiers", book_of(DOSSIERS, [told]))
    plan = planned(office, [[*told[:3], "18/11/2026 10:00", told[4]]], header=DOSSIERS, kind="dossiers")
    assert (verdicts(plan), plan.rows[0].changes["resolved_at"].kept) == (["updated"], False)


def test_a_row_that_is_left_out_is_not_missed(office):
    take_in(office, "tasks", book_of(HEADER, FIRST))
    plan = planned(office, [*FIRST[:2], line(3, "Thống kê đất đai năm 2026", due="20/12/2026")], Choices(left_out=frozenset({3, 4})))
    assert (verdicts(plan), plan.gone) == (["unchanged", "skipped", "skipped"], ())


def test_a_document_that_is_refused_now_is_not_missed(office):
    header = ["Số đến", "Ngày đến", "Cơ quan ban hành", "Số ký hiệu", "Ngày văn bản", "Trích yếu"]
    rows = [[str(n), "12/11/2026", "UBND tỉnh", f"{n}/CT-UBND", "10/11/2026", f"Về việc số {n}"] for n in range(1, 6)]
    take_in(office, "directives", book_of(header, rows))
    wrong = [*rows[0][:1], "31/11/2026", *rows[0][2:]]
    plan = planned(office, [wrong, *rows[2:]], header=header, kind="directives")
    assert [gone.label for gone in plan.gone] == ["2/CT-UBND Về việc số 2"]


def test_contents_without_a_letter_that_folding_knows_are_told_apart_and_found_again(office):
    rows = [line(number, content) for number, content in enumerate(("①", "②", "مرحبا"), 1)]
    plan, _ = take_in(office, "tasks", book_of(HEADER, rows))
    assert verdicts(plan) == ["inserted"] * 3
    assert verdicts(planned(office, rows)) == ["unchanged"] * 3
