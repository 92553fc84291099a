"""The list that is answered: its columns with their groups, its free edge, its rows with their tasks."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from models.errors import OfficeError
from models.intake.workbooks.answering import list_of, sent_list
from models.intake.workbooks.apply import apply_plan
from models.intake.workbooks.plan import make_plan
from models.intake.workbooks.planned import Choices
from models.intake.workbooks.taking import plan_file

HEAD = ("STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời hạn hoàn thành", "Kết quả thực hiện", None, None, None)


def province(path, *, stray=None):
    """A list with groups of columns in three rows of names."""
    book = Workbook()
    page = book.active
    page.append(["UBND TỈNH GIA LAI"])
    page.append(["DANH MỤC NHIỆM VỤ NĂM 2026"])
    page.append(HEAD)
    page.append([None] * 4 + ["Đã hoàn thành", None, "Chưa hoàn thành", None])
    page.append([None] * 4 + ["Đúng hạn", "Quá hạn", "Trong hạn", "Quá hạn"])
    page.append([f"({number})" for number in range(1, 9)])
    for number in range(1, 6):
        page.append([number, f"Rà soát việc thứ {number} trên địa bàn", "UBND xã Hoài Ân", f"{number + 10}/12/2026"])
    page["C9"] = "UBND xã Tây Sơn"
    page["B10"] = None
    page["E7"] = "x"
    for area in ("A3:A5", "B3:B5", "C3:C5", "D3:D5", "E3:H3", "E4:F4", "G4:H4"):
        page.merge_cells(area)
    if stray:
        page[stray] = "abc"
    book.save(path)
    return path


def test_columns_have_the_names_of_their_groups(office, tmp_path):
    sent = sent_list(office, province(tmp_path / "a.xlsx"))
    assert sent.header == (3, 4, 5)
    assert [column.groups[-1:] for column in sent.columns if column.index >= 4] == [
        ("Đã hoàn thành",), ("Đã hoàn thành",), ("Chưa hoàn thành",), ("Chưa hoàn thành",)
    ]  # fmt: skip
    assert (sent.numbers, sent.edge) == ({6: "(8)"}, 8)


def test_groups_whose_names_are_not_joined(office, tmp_path):
    book = Workbook()
    page = book.active
    page.append(["STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời hạn", "Kết quả báo cáo", None, "Ghi chú"])
    page.append([None, None, None, None, "Số văn bản", "Ngày hoàn thành", None])
    for number in range(1, 6):
        page.append([number, f"Rà soát việc thứ {number} trên địa bàn", "UBND xã Hoài Ân", f"{number + 10}/12/2026"])
    book.save(tmp_path / "a.xlsx")
    sent = sent_list(office, tmp_path / "a.xlsx")
    if sent.header == (1, 2):
        assert {column.index: column.groups for column in sent.columns}[5] == ("Kết quả báo cáo",)
    assert sent.edge == 7


def test_rows_are_ours_with_their_tasks(office, tmp_path):
    path = province(tmp_path / "a.xlsx")
    before = sent_list(office, path)
    assert [(row.number, row.task_id, row.refusal) for row in before.rows] == [
        (7, None, ""), (8, None, ""), (10, None, "missing_content"), (11, None, "")
    ]  # fmt: skip
    apply_plan(office, plan_file(office, "tasks", path))
    after = sent_list(office, path)
    assert [row.task_id is not None for row in after.rows] == [True, True, False, True]
    assert after.rows[0].content == "Rà soát việc thứ 1 trên địa bàn"
    assert after.rows[0].shown[4] == "x"
    assert (after.converted, after.package) == (False, path.read_bytes())


def test_a_row_that_was_put_right_when_it_came_in_is_answered_too(office, tmp_path):
    path = province(tmp_path / "a.xlsx")
    table = plan_file(office, "tasks", path).table
    apply_plan(office, make_plan(office, table, Choices(mended={(10, "content"): "Rà soát việc còn thiếu tên"})))
    assert [row.task_id is not None for row in sent_list(office, path).rows] == [True] * 4
    # Another file knows nothing of it, nor the same one after it was taken back.
    other = sent_list(office, province(tmp_path / "b.xlsx", stray="B2"))
    assert [(row.task_id is not None, row.refusal) for row in other.rows][2] == (False, "missing_content")
    office.undo()
    assert all(row.task_id is None for row in sent_list(office, path).rows)


@pytest.mark.parametrize(("stray", "edge"), [("XFD8", 8), ("J8", 10), ("Z2", 8)])
def test_the_edge_is_where_nothing_stands(office, tmp_path, stray, edge):
    assert sent_list(office, province(tmp_path / "a.xlsx", stray=stray)).edge == edge


def test_a_file_that_changed_meanwhile_is_refused(office, tmp_path):
    path = province(tmp_path / "a.xlsx")
    plan = plan_file(office, "tasks", path)
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(OfficeError, match="file_changed"):
        list_of(plan, path)
    path.unlink()
    with pytest.raises(OfficeError, match="cannot_read_file"):
        list_of(plan, path)
