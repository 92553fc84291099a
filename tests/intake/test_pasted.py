"""Rows from the clipboard: with a header or by the places of the columns, as spreadsheets and documents copy them; hostile ones refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import OfficeError
from models.intake.workbooks.apply import apply_plan
from models.intake.workbooks.pasted import MOST_ROWS, book_of_pasted
from models.intake.workbooks.plan import make_plan
from models.intake.workbooks.planned import Choices, Plan, Verdict
from models.intake.workbooks.taking import plan_book
from models.office import Office
from models.registers.tasks import queries
from models.registers.tasks.rows import TaskQuery

TITLES = ("Nhiệm vụ", "Chủ trì", "Giao", "Hạn", "Tình trạng")
HEADED = "Nội dung\tHạn xử lý\tChủ trì\nBáo cáo thu ngân sách\t15/12/2026\tPhòng Kinh tế\nLập danh sách hộ nghèo\t20/12/2026\t\n"


def plan_pasted(office: Office, kind: str, *, text: str, titles: tuple[str, ...] = ()) -> Plan:
    return plan_book(office, kind, book_of_pasted(text, kind=kind, titles=titles))


def verdicts(plan) -> list[str]:
    return [str(row.verdict) for row in plan.rows]


def test_a_header_names_the_columns(office: Office):
    plan = plan_pasted(office, "tasks", text=HEADED, titles=TITLES)
    assert verdicts(plan) == ["inserted", "inserted"]
    assert plan.rows[0].values["due_date"] == date(2026, 12, 15)
    assert [row.number for row in plan.rows] == [2, 3]


def test_without_a_header_the_columns_go_as_the_list_shows_them(office: Office):
    plan = plan_pasted(office, "tasks", text="Kiểm tra an toàn\tVăn phòng\t\t05/12/2026\tĐang làm", titles=TITLES)
    assert verdicts(plan) == ["inserted"]
    values = plan.rows[0].values
    assert (values["content"], values["lead"], values["due_date"]) == ("Kiểm tra an toàn", "Văn phòng", date(2026, 12, 5))


def test_one_column_of_lines_is_a_list_of_contents(office: Office):
    plan = plan_pasted(office, "tasks", text="Việc thứ nhất\r\nViệc thứ hai\r\n\r\n", titles=TITLES)
    assert [row.values["content"] for row in plan.rows] == ["Việc thứ nhất", "Việc thứ hai"]


def test_a_quoted_cell_may_hold_lines_and_tabs_and_the_mark_of_text_goes(office: Office):
    text = 'Nội dung\tGhi chú\n"Họp\ngiao ban"\t"hai\tphần"\n\'=Tổng hợp\t\'- gấp\n'
    rows = book_of_pasted(text).sheets[0].rows
    assert [row.cells for row in rows[1:]] == [("Họp\ngiao ban", "hai phần"), ("=Tổng hợp", "- gấp")]


def test_a_table_of_a_document_comes_as_html(office: Office):
    html = """<html><style>td{}</style><body><p>trước</p><table><tr><th>Nội dung</th><th><b>Hạn</b></th></tr>
        <tr><td><p>Rà soát&nbsp;hộ</p><p>cận nghèo</p></td><td>30/11/2026</td></tr>
        <tr><td colspan=2>Tổng</td></tr></table><table><tr><td>khác</td></tr></table>"""
    rows = book_of_pasted("Nội dung\nHạn\nRà soát", html).sheets[0].rows
    assert [row.cells[:2] for row in rows[:2]] == [("Nội dung", "Hạn"), ("Rà soát hộ\ncận nghèo", "30/11/2026")]


def test_wrong_rows_are_named_and_the_rest_goes_on_in_one_step(office: Office):
    text = HEADED + "Thêm một việc\t31/02/2026\t\n\t01/12/2026\tPhòng Kinh tế\nBáo cáo thu ngân sách\t15/12/2026\t\n"
    plan = plan_pasted(office, "tasks", text=text)
    assert verdicts(plan) == ["inserted", "inserted", "rejected", "rejected", "rejected"]
    assert [(problem.row, problem.column, problem.code) for problem in plan.problems] == [
        (4, "B", "impossible_date"),
        (5, "A", "missing_content"),
        (6, "A", "duplicate_in_file"),
    ]
    outcome = apply_plan(office, make_plan(office, plan.table, Choices(left_out=frozenset({3}))))
    assert len(outcome.changes.of("task")) == 1
    again = plan_pasted(office, "tasks", text=text.replace("15/12", "16/12"))
    assert verdicts(again)[:2] == ["updated", "inserted"]
    office.undo()
    with office.read() as connection:
        assert queries.count(connection, TaskQuery(), office.when()) == 0


def test_a_row_that_is_left_out_is_counted_as_such(office: Office):
    plan = make_plan(office, plan_pasted(office, "tasks", text=HEADED).table, Choices(left_out=frozenset({2, 3})))
    assert {row.verdict for row in plan.rows} == {Verdict.SKIPPED}
    assert plan.counts()["skipped"] == 2
    assert apply_plan(office, plan).seq == 0


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("tasks", "", "paste_empty"),
        ("tasks", "\t\t\n \n", "paste_empty"),
        ("tasks", "Nội dung\tHạn\n", "paste_empty"),
        ("tasks", "a\n" * (MOST_ROWS + 2), "paste_too_large"),
        ("tasks", "a" * 9_000_000, "paste_too_large"),
        ("tasks", '"' + "a" * 2_000_000, "paste_too_large"),
        ("tasks", "a\t" * 300, "paste_too_large"),
    ],
)
def test_what_cannot_be_taken_is_refused(kind, text, code):
    with pytest.raises(OfficeError) as refused:
        book_of_pasted(text, kind=kind, titles=TITLES)
    assert refused.value.code == code


def test_a_header_that_lacks_what_is_needed_says_what(office: Office):
    with pytest.raises(OfficeError) as refused:
        plan_pasted(office, "directives", text="Ngày đến\tTrích yếu\n01/11/2026\tVề việc\n")
    assert refused.value.code == "columns_not_found"
    assert refused.value.facts["missing"] == ["issuing_agency"]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_anything_on_a_clipboard_is_read_or_refused(text, html):
    codes = ""
    try:
        book = book_of_pasted(text, f"<table><tr><td>{html}" if html else "", kind="tasks", titles=TITLES)
        found = len(book.sheets[0].rows)
    except OfficeError as error:
        found, codes = 0, error.code
    assert found > 0 or codes.startswith("paste_")
