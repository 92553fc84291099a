"""Tables of tasks: of files, of strokes, of cells under each other."""

from __future__ import annotations

import pytest

from models.intake.documents.document_text import DocumentText, Span, TextTable
from models.intake.documents.found import Found, FoundTask, Head
from models.intake.documents.tasks.annexes import task_tables, tasks_of_tables

HEAD = Head(is_document=True, issue_date=Found("2025-11-20"), year=2025)


def _tasks(text: DocumentText, head: Head = HEAD) -> tuple[FoundTask, ...]:
    return tasks_of_tables(text, head, task_tables(text, head))


STROKES = """PHỤ LỤC I
Phân công nhiệm vụ

| STT | Nội dung nhiệm vụ | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian hoàn thành | Sản phẩm |
|---|---|---|---|---|---|
| (1) | (2) | (3) | (4) | (5) | (6) |
| **I** | **Chỉ đạo, điều hành** | | | | |
| 1 | Xây dựng kế hoạch | Sở Nội vụ | Các sở, ban, ngành; UBND các xã, phường | Tháng 12/2025 | Kế hoạch |
| 2 | Tổ chức tập huấn | Sở Y tế, Sở Tài chính | -nt- | Quý I/2026 | Báo cáo |
| II | Sở Tư pháp | | | | |
| 3 | Tuyên truyền | | Báo Bình Định | Thường xuyên | |
"""

UNDER_EACH_OTHER = """**PHỤ LỤC**

**STT**
**Nội dung
nhiệm vụ**
**Cơ quan chủ trì**
**Cơ quan phối hợp**
**Thời gian hoàn thành**
**Sản phẩm**
**I**
**Hoàn thiện thể chế**
1
Rà soát, sửa đổi, bổ sung các văn bản
quy phạm pháp luật
Sở Tư pháp
Các sở, ban, ngành; UBND các xã,
phường
Quý I/2026
Báo cáo rà soát
2
Tổ chức tuyên truyền
UBND các xã, phường
Thường xuyên

**Nơi nhận:**
- Như trên;
"""


def _told(task: FoundTask) -> tuple[str, str, list[str], list[str], str, str]:
    day = task.deadline.day.isoformat() if task.deadline is not None and task.deadline.day is not None else ""
    leads, partners = [found.value for found in task.assignees], [found.value for found in task.coordinating]
    return task.clause, task.text, leads, partners, day, task.deliverable


def test_a_table_of_strokes_row_by_row() -> None:
    assert [_told(task) for task in _tasks(DocumentText(STROKES))] == [
        ("Phụ lục I, dòng 1", "Xây dựng kế hoạch", ["Sở Nội vụ"], ["Các sở, ban, ngành", "UBND các xã, phường"], "2025-12-31", "Kế hoạch"),
        ("Phụ lục I, dòng 2", "Tổ chức tập huấn", ["Sở Y tế", "Sở Tài chính"], ["Các sở, ban, ngành", "UBND các xã, phường"], "2026-03-31",
         "Báo cáo"),
        ("Phụ lục I, dòng 3", "Tuyên truyền", ["Sở Tư pháp"], ["Báo Bình Định"], "", ""),
    ]  # fmt: skip


def test_cells_under_each_other_are_put_in_their_columns() -> None:
    assert [_told(task) for task in _tasks(DocumentText(UNDER_EACH_OTHER))] == [
        ("Phụ lục, dòng 1", "Rà soát, sửa đổi, bổ sung các văn bản quy phạm pháp luật", ["Sở Tư pháp"],
         ["Các sở, ban, ngành", "UBND các xã, phường"], "2026-03-31", "Báo cáo rà soát"),
        ("Phụ lục, dòng 2", "Tổ chức tuyên truyền", ["UBND các xã, phường"], [], "", ""),
    ]  # fmt: skip


def test_the_last_row_ends_where_a_part_of_the_paper_begins() -> None:
    text = DocumentText(UNDER_EACH_OTHER.replace("**Nơi nhận:**", "**III. TỔ CHỨC THỰC HIỆN**\n\nGiao Sở Y tế theo dõi.\n"))
    last = _tasks(text)[-1]
    assert (last.deadline and last.deadline.words, last.deliverable) == ("Thường xuyên", "")
    assert text.text[task_tables(text, HEAD)[0].table.span.end :].strip().startswith("**III.")


IN_A_PLAN = """II. NHIỆM VỤ CỤ THỂ
TT
Nội dung công việc
Cơ quan chủ trì
Thời gian hoàn thành
1
Kiện toàn Tổ công nghệ số cộng đồng
Phòng Văn hóa - Xã hội
Trước ngày 15/10/2025
II. Nhóm nhiệm vụ khác
2
Tổ chức tập huấn kỹ năng số
Phòng Kinh tế
Trước ngày 20/12/2025
"""


def test_the_rows_of_every_group_are_counted_from_one() -> None:
    rows = "1\nXây dựng bến cảng\nSở Xây dựng\nQuý I/2026\n2\nKiểm tra tiến độ\nThanh tra tỉnh\nHằng năm\n"
    told = _tasks(DocumentText(IN_A_PLAN + "III\nHạ tầng\n" + rows))
    assert [task.text for task in told[2:]] == ["Xây dựng bến cảng", "Kiểm tra tiến độ"]


@pytest.mark.parametrize(
    "behind",
    [
        "III. Tổ chức thực hiện\n1. Phòng Kinh tế bố trí kinh phí.",
        "3. Tổ chức thực hiện\n- Phòng Kinh tế bố trí kinh phí.",
        "Yêu cầu các cơ quan, đơn vị, các thôn nghiêm túc triển khai thực hiện Kế hoạch này.",
    ],
)
def test_what_follows_a_table_of_lines_is_no_part_of_its_last_row(behind: str) -> None:
    text = DocumentText(IN_A_PLAN + behind)
    assert [(task.text, task.deadline and task.deadline.words) for task in _tasks(text)] == [
        ("Kiện toàn Tổ công nghệ số cộng đồng", "Trước ngày 15/10/2025"),
        ("Tổ chức tập huấn kỹ năng số", "Trước ngày 20/12/2025"),
    ]
    assert text.text[task_tables(text, HEAD)[0].table.span.end :].strip() == behind


def _table(rows: list[list[str]]) -> DocumentText:
    """A file's table; a cell "^" is merged with the one above it."""
    text, spans = "", []
    for row in rows:
        line: list[Span] = []
        for column, cell in enumerate(row):
            if cell == "^":
                line.append(spans[-1][column])
                continue
            line.append(Span(len(text), len(text) + len(cell)))
            text += cell + "\n"
        spans.append(tuple(line))
        text += "\n"
    return DocumentText(text, "docx", tables=(TextTable(Span(0, len(text)), tuple(spans)),))


def test_a_merged_cell_is_of_every_row_it_covers() -> None:
    text = _table([["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"], ["1", "Rà soát", "Công an xã", "31/12/2025"], ["2", "Báo cáo", "^", "^"]])
    assert [(task.text, task.assignees[0].value, task.deadline and task.deadline.words) for task in _tasks(text)] == [
        ("Rà soát", "Công an xã", "31/12/2025"),
        ("Báo cáo", "Công an xã", "31/12/2025"),
    ]


def test_the_columns_of_a_plan_by_the_names_that_plans_give_them() -> None:
    text = _table(
        [["TT", "Hoạt động", "Đơn vị trực tiếp thực hiện", "Tiến độ", "Kết quả"], ["1", "Hội thi", "Đoàn xã", "Quý I/2026", "Kế hoạch"]]
    )
    assert [_told(task) for task in _tasks(text)] == [("Bảng, dòng 1", "Hội thi", ["Đoàn xã"], [], "2026-03-31", "Kế hoạch")]


def test_a_table_of_measures_or_of_results_lists_no_tasks() -> None:
    measures = _table([["TT", "Nội dung", "Đơn vị", "Số lượng"], ["1", "Xi măng", "tấn", "20"], ["2", "Cát", "m3", "30"]])
    results = _table(
        [["TT", "Nhiệm vụ", "Chủ trì", "Kết quả thực hiện", "Tình trạng"], ["1", "Rà soát", "Sở Y tế", "Đã xong", "Hoàn thành"]]
    )
    assert task_tables(measures, HEAD) == ()
    assert task_tables(results, HEAD) == ()


def test_the_tables_of_a_report_give_no_work() -> None:
    report = Head(is_document=True, document_type=Found("Báo cáo"))
    assert _tasks(DocumentText(STROKES), report) == ()


def test_many_rows_and_odd_lines_are_read_quickly_and_without_a_fall() -> None:
    rows = "\n".join(f"| {number} | Việc {number} | Sở Y tế | | | |" for number in range(1, 1500))
    assert len(_tasks(DocumentText(STROKES.split("| **I**", maxsplit=1)[0] + rows))) == 1499
    assert _tasks(DocumentText("|" * 5000 + "\nSTT\n" * 500)) == ()
