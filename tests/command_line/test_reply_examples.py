"""The given lists of a province, answered: only cells of the result columns, only in rows that are ours, in a file that stays theirs."""

from __future__ import annotations

import json
import re

import pytest
from openpyxl import load_workbook

from models.office import Office
from models.registers.tasks.queries import find_ids
from models.registers.tasks.rows import TaskQuery
from models.registers.tasks.services import complete_task
from tests.offices import TODAY
from tests.reports.packages import around, changed_cells, changed_parts, parts, rows_without_cells

LISTS = {"01_giao_viec_quy4.xlsx": "JKLM", "02_giao_viec_quy4_cap_nhat.xlsx": "KLMN", "04_theo_doi_he_1904.xlsx": "JKMN"}


@pytest.mark.parametrize("name", LISTS)
def test_only_result_cells_of_our_rows_change(run, plain, shared, tmp_path, name):
    path, out = shared / "examples" / "workbooks" / name, tmp_path / "tra-loi.xlsx"
    truth = json.loads(path.with_suffix("").with_suffix(".truth.json").read_text(encoding="utf-8"))
    ours = {record["row"] for record in truth["records"]}
    run(plain, "import", "tasks", str(path))
    office = Office.open(str(plain), today=TODAY)
    with office.read() as conn:
        ids = find_ids(conn, TaskQuery(sort="id"), office.when())
    for task_id in ids[::3]:
        with office.read() as conn:
            completed = task_id in find_ids(conn, TaskQuery().with_states("completed_on_time", "completed_late"), office.when())
        if not completed:
            complete_task(office, task_id, completed_date=TODAY, evidence_number="=120/BC-UBND", evidence_date=TODAY)
    office.close()
    done = run(plain, "reply", str(path), "--out", str(out)).one

    rejected = {reject["row"] for reject in truth["rejects"]}
    assert done["filled"] >= len(ours - rejected)
    assert {row["row"] for row in done["not_matched"]} <= ours | rejected
    old_parts, new_parts = parts(path), parts(out)
    [part] = [each for each in changed_parts(path, out) if each != "xl/styles.xml"]
    old, new = old_parts[part], new_parts[part]
    changed = changed_cells(old, new)
    assert changed
    header = set(truth["header_rows"]) | {row["row"] for row in truth["not_records"] if row["why"] in ("column_numbers", "header_repeat")}
    for cell in changed:
        letters, row = re.fullmatch("([A-Z]+)([0-9]+)", cell).groups()
        assert letters in LISTS[name]
        assert int(row) in ours | rejected | header
    assert rows_without_cells(old) == rows_without_cells(new)
    # All around the rows: nothing is gone, only widths and joined names of new columns came.
    came = re.compile(
        rb'<col min="1[0-4]" max="1[0-4]" width="[0-9.]+" customWidth="1"/>|<mergeCell ref="[J-N][0-9]:[J-N][0-9]"/>|<sheetCalcPr [^>]*/>'
    )
    plain_numbers = re.compile(rb'count="[0-9]+"|<dimension [^>]*>')
    assert plain_numbers.sub(b"", came.sub(b"", around(new))) == plain_numbers.sub(b"", around(old))

    before, after = load_workbook(path), load_workbook(out)
    for page in before:
        assert after[page.title].column_dimensions["B"].width == page.column_dimensions["B"].width
        for row in page.iter_rows():
            for cell in row:
                if page.title != truth["sheet"] or cell.coordinate not in changed:
                    assert after[page.title][cell.coordinate].value == cell.value, cell
    evidence = [cell.value for cell in after[truth["sheet"]][LISTS[name][2]] if str(cell.value).startswith("=120")]
    assert evidence
    assert all(value == f"=120/BC-UBND ngày {TODAY:%d/%m/%Y}" for value in evidence)
