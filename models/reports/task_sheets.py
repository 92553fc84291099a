"""The sheets about assigned tasks: the work of each department and official, and the list of overdue tasks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from sqlalchemy import Connection

from models.clock.deadlines import days_late
from models.clock.periods import Period
from models.labels import printed_date, tr
from models.registers.staff import load_staff
from models.registers.tasks.queries import load_rows
from models.registers.tasks.rows import TaskRow
from models.registers.tasks.totals import Lead, WorkTotals, ids_behind
from models.registers.when import When
from models.reports.counting import Counted, work_total
from models.reports.report import Check, Column, Figure, Line, Sheet

# The figures in the order of the columns (3) to (11); "done" and "open" are sums of the columns after them.
_COLUMNS = ("assigned", "done", "done_on_time", "done_late", "open", "open_in_time", "open_late", "no_due_date", "suspended")
LATE = frozenset({"done_late", "open_late"})
"""The figures that count late tasks."""

_LETTERS = dict(zip(_COLUMNS, "CDEFGHIJK", strict=True))
_SUMS = {"done": ("done_on_time", "done_late"), "open": ("open_in_time", "open_late", "no_due_date")}
_FORMULAS = {"assigned": "D{row}+G{row}+K{row}", "done": "E{row}+F{row}", "open": "H{row}+I{row}+J{row}"}
_SHARE = 'IF(D{row}=0,"",E{row}/D{row})'


def task_rules(first: date, last: date) -> dict[str, str]:
    """How each figure of the work of a period is counted, in one sentence."""
    days = {"first": printed_date(first), "last": printed_date(last)}
    return {
        "assigned": tr("Nhiệm vụ giao đến hết {last} mà trước {first} chưa hoàn thành, không kể nhiệm vụ đã hủy.", **days),
        "done": tr("Nhiệm vụ hoàn thành từ {first} đến {last}.", **days),
        "done_on_time": tr("Nhiệm vụ hoàn thành từ {first} đến {last}, không sau hạn, hoặc không có hạn.", **days),
        "done_late": tr("Nhiệm vụ hoàn thành từ {first} đến {last}, sau hạn.", **days),
        "open": tr("Nhiệm vụ chưa hoàn thành khi hết ngày {last}, không kể tạm dừng.", **days),
        "open_in_time": tr("Nhiệm vụ chưa hoàn thành khi hết ngày {last}, hạn từ ngày {last} trở đi.", **days),
        "open_late": tr("Nhiệm vụ chưa hoàn thành khi hết ngày {last}, hạn trước ngày {last}.", **days),
        "no_due_date": tr("Nhiệm vụ chưa hoàn thành khi hết ngày {last}, không có hạn.", **days),
        "suspended": tr("Nhiệm vụ đang tạm dừng khi hết ngày {last}.", **days),
        "share": tr("Tỷ lệ nhiệm vụ hoàn thành đúng hạn trên số đã hoàn thành từ {first} đến {last}, cột (5) chia cột (4).", **days),
    }


def figure_of(totals: WorkTotals, column: str) -> int:
    """A figure of a line, or the sum of those that the column adds up."""
    return sum(getattr(totals, name) for name in _SUMS.get(column, (column,)))


def share_on_time(totals: WorkTotals) -> float | None:
    """Done on time of all that was done; None when nothing was."""
    done = figure_of(totals, "done")
    return totals.done_on_time / done if done else None


def work_ids(column: str, period: Period, when: When, lead: Lead | None = None, lead_id: int | None = None) -> partial[list[int]]:
    """What finds the tasks behind a figure, of one lead or all."""
    return partial(_ids_of_all, figures=_SUMS.get(column, (column,)), period=period, when=when, lead=lead, lead_id=lead_id)


def _ids_of_all(
    conn: Connection, *, figures: Sequence[str], period: Period, when: When, lead: Lead | None, lead_id: int | None
) -> list[int]:
    return [found for figure in figures for found in ids_behind(conn, figure, period, when, lead=lead, lead_id=lead_id)]


def work_sheet(counted: Counted) -> Sheet:
    """The work of the period by department and by official; both blocks add up to the same total."""
    staff = load_staff(counted.conn)
    people = {row.id: f"{row.name} ({row.department})" if row.department else row.name for row in staff.officials.values()}
    units = {row.id: row.name for row in staff.departments.values()}
    columns = (
        Column((tr("TT"),), 5, "name"),
        Column((tr("Đơn vị, người chủ trì"),), 36),
        Column((tr("Tổng số được giao"),), 9.5, "number", "(3)=(4)+ (7)+(11)"),
        *(Column((tr("Đã hoàn thành"), name), 7.5, "number") for name in (tr("Tổng số"), tr("Đúng hạn"), tr("Quá hạn"))),
        *(
            Column((tr("Đang thực hiện"), name), 7.5, "number")
            for name in (tr("Tổng số"), tr("Trong hạn"), tr("Quá hạn"), tr("Không có hạn"))
        ),
        Column((tr("Tạm dừng"),), 7, "number"),
        Column((tr("Tỷ lệ đúng hạn"),), 9, "percent", "(12)= (5)/(4)"),
    )
    lines = [
        *_block(
            counted,
            "department",
            tr("I. Theo đơn vị chủ trì"),
            counted.departments,
            units,
            tr("Đơn vị, người ngoài danh mục, hoặc chưa giao"),
        ),
        *_block(counted, "official", tr("II. Theo người chủ trì"), counted.officials, people, tr("Giao cho đơn vị, không ghi tên người")),
    ]
    return Sheet(
        tab=tr("Nhiệm vụ"),
        title=tr("TÌNH HÌNH THỰC HIỆN NHIỆM VỤ ĐƯỢC GIAO"),
        unit=tr("Nhiệm vụ"),
        columns=columns,
        lines=tuple(lines),
        notes=(
            tr("Ghi chú: Nhiệm vụ của kỳ là nhiệm vụ đã giao đến hết kỳ mà đầu kỳ chưa hoàn thành; hạn là hạn hiện nay, kể cả gia hạn."),
        ),
        checks=_checks(counted),
    )


def _block(counted: Counted, lead: Lead, heading: str, found: Sequence[WorkTotals], names: Mapping[int, str], nobody: str) -> list[Line]:
    rules = task_rules(counted.period.first, counted.as_of)
    lines = [Line((None, heading, *([None] * 10)), "section")]
    for number, each in enumerate(found, start=1):
        figures = [
            Figure(
                figure_of(each, column),
                rules[column],
                "tasks",
                work_ids(column, counted.period, counted.when, lead, each.id),
                _FORMULAS.get(column, ""),
                column in LATE,
            )
            for column in _COLUMNS
        ]
        name = nobody if each.id is None else names.get(each.id, each.name)
        lines.append(Line((number, name, *figures, Figure(share_on_time(each), rules["share"], formula=_SHARE))))
    if not found:
        lines.append(Line((None, tr("Không có nhiệm vụ"), *([0] * 9), None)))
    sums = [
        Figure(
            figure_of(counted.tasks, column),
            rules[column],
            "tasks",
            work_ids(column, counted.period, counted.when),
            f"SUM({_LETTERS[column]}{{first}}:{_LETTERS[column]}{{last}})",
            column in LATE,
        )
        for column in _COLUMNS
    ]
    lines.append(Line((None, tr("Tổng cộng"), *sums, Figure(share_on_time(counted.tasks), rules["share"], formula=_SHARE)), "total"))
    return lines


def _checks(counted: Counted) -> tuple[Check, ...]:
    lines = [*counted.departments, *counted.officials]
    parts = ("done", "open", "suspended")
    return (
        Check(
            tr("Nhiệm vụ được giao = đã hoàn thành + đang thực hiện + tạm dừng"),
            all(line.assigned == sum(figure_of(line, part) for part in parts) for line in lines),
        ),
        Check(tr("Nhiệm vụ theo đơn vị = nhiệm vụ theo người"), work_total(counted.officials) == counted.tasks),
    )


def overdue_sheet(counted: Counted) -> Sheet:
    """The tasks that are open and late at the end of the period, the longest overdue first."""
    ids = ids_behind(counted.conn, "open_late", counted.period, counted.when)
    rows = load_rows(counted.conn, ids, counted.when, counted.calendar)
    lines = [_overdue_line(number, row, counted) for number, row in enumerate(rows, start=1)]
    return Sheet(
        tab=tr("Nhiệm vụ quá hạn"),
        title=tr("DANH SÁCH NHIỆM VỤ QUÁ HẠN CHƯA HOÀN THÀNH"),
        columns=(
            Column((tr("TT"),), 5, "name"),
            Column((tr("Nội dung nhiệm vụ"),), 31),
            Column((tr("Văn bản giao"),), 16),
            Column((tr("Chủ trì"),), 13.5),
            Column((tr("Phối hợp"),), 13),
            Column((tr("Ngày giao"),), 10.5, "date"),
            Column((tr("Hạn ban đầu"),), 10.5, "date"),
            Column((tr("Hạn hiện nay"),), 10.5, "date"),
            Column((tr("Số ngày quá hạn"),), 7, "number"),
        ),
        lines=tuple(lines) or (Line((None, tr("Không có nhiệm vụ quá hạn"), *([None] * 7))),),
        notes=(tr("Ghi chú: Số ngày quá hạn là số ngày làm việc sau hạn hiện nay; 0 là mới sang ngày nghỉ."),),
        kind="tasks",
    )


def _overdue_line(number: int, row: TaskRow, counted: Counted) -> Line:
    issued = printed_date(row.source_date) if row.source_date else ""
    source = "\n".join(part for part in (row.source_number, issued, row.source_agency) if part)
    late = days_late(row.due_date, counted.as_of, counted.calendar) if row.due_date else 0
    cells = (
        number,
        row.content,
        source,
        row.lead,
        "; ".join(row.coordinating),
        row.assigned_date,
        row.original_due_date,
        row.due_date,
        late,
    )
    return Line(cells, record=row.id)
