"""What the reports count, against numbers counted by eye, and that every figure opens just the rows it counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from models.clock.periods import Period, parse_period
from models.errors import OfficeError
from models.office import Office
from models.registers.directives.queries import find_ids, load_rows
from models.registers.directives.rows import DirectiveQuery
from models.registers.dossiers.entering import Desk, enter_dossier
from models.registers.dossiers.rows import DossierEntry
from models.registers.staff import load_staff
from models.registers.tasks.rows import TaskEntry
from models.registers.tasks.services import assign_task
from models.reports.catalogue import REPORTS, build
from models.reports.report import Figure, Line, Report, Sheet, value_of
from tests.reports.small_office import FIELD_LINES, LATE_DOSSIERS, OVERDUE_TASKS, SUMMARY, TODAY, WORK_LINES


def sheet(report: Report, tab: str) -> Sheet:
    return next(sheet for sheet in report.sheets if sheet.tab == tab)


def values(line: Line) -> tuple[object, ...]:
    return tuple(map(value_of, line.cells))


def figures(report: Report) -> Iterator[tuple[str, Figure]]:
    for each in report.sheets:
        for line in each.lines:
            for cell in line.cells:
                if isinstance(cell, Figure):
                    yield f"{each.tab}: {line.cells[1]}", cell


def test_sheets_stand_in_the_order_of_the_report(report: Report) -> None:
    assert [each.tab for each in report.sheets] == [
        "Tổng hợp", "Nhiệm vụ", "Nhiệm vụ quá hạn", "Hồ sơ theo lĩnh vực", "Hồ sơ trễ hạn", "Văn bản đến",
    ]  # fmt: skip


def test_form_of_fields(report: Report) -> None:
    lines = [values(line) for line in sheet(report, "Hồ sơ theo lĩnh vực").lines]
    assert {line[1]: line[2:] for line in lines} == FIELD_LINES
    assert [line[0] for line in lines] == [1, 2, None]


def test_work_of_units_and_people(report: Report) -> None:
    lines = [line for line in sheet(report, "Nhiệm vụ").lines if line.style != "section"]
    assert {values(line)[1]: values(line)[2:11] for line in lines} == WORK_LINES
    totals = [values(line) for line in lines if line.style == "total"]
    assert len(totals) == 2
    assert totals[0] == totals[1]


def test_share_of_a_line_is_of_what_is_done(report: Report) -> None:
    shares = {values(line)[1]: values(line)[11] for line in sheet(report, "Nhiệm vụ").lines if line.style == "plain"}
    assert shares["Phòng Kinh tế"] == 0.5
    assert shares["Văn phòng HĐND và UBND"] is None


def test_summary_with_the_period_before(report: Report) -> None:
    lines = [values(line) for line in sheet(report, "Tổng hợp").lines if line.style != "section"]
    assert {line[1]: (line[3], line[4]) for line in lines} == SUMMARY
    for line in lines:
        assert line[5] == line[3] - line[4]  # type: ignore[operator]


def test_late_dossiers(report: Report) -> None:
    lines = [values(line) for line in sheet(report, "Hồ sơ trễ hạn").lines if line.record]
    assert tuple((line[1], line[7]) for line in lines) == LATE_DOSSIERS
    assert [line[9] for line in lines] == ["Chưa", "Chưa", "Có"]
    assert lines[2][4:7] == (date(2026, 10, 21), datetime(2026, 10, 28, 17), datetime(2026, 11, 2, 9))
    # Resolved two days after the period: at its end there was no result yet.
    assert lines[1][6] is None
    assert lines[2][8]
    counts = [values(line)[3] for line in sheet(report, "Hồ sơ trễ hạn").lines if line.style == "section"]
    assert counts == [2, 1]


def test_no_applicant_goes_up(report: Report) -> None:
    assert "Nguyễn Văn A" not in str([values(line) for each in report.sheets for line in each.lines])


def test_overdue_tasks(report: Report) -> None:
    lines = [values(line) for line in sheet(report, "Nhiệm vụ quá hạn").lines]
    assert tuple((line[1], line[8]) for line in lines) == OVERDUE_TASKS
    assert lines[0][3:8] == (
        "Trần Văn Bình (Phòng Kinh tế)", "Công an xã; Ban Chỉ huy Quân sự xã", date(2026, 9, 20), date(2026, 10, 12), date(2026, 10, 12),
    )  # fmt: skip


def test_register_is_the_printed_one(small: Office, november: Period) -> None:
    lines = sheet(build(small, "monthly", november), "Văn bản đến").lines
    with small.read() as conn:
        query = DirectiveQuery(
            register="incoming", arrival_from=november.first, arrival_to=november.last, sort="arrival_number", descending=False
        )
        rows = load_rows(conn, find_ids(conn, query, small.when()), small.when(), small.calendar())
    assert [line.record for line in lines] == [row.id for row in rows]
    assert [line.cells[:5] for line in lines] == [
        (row.arrival_date, row.printed_number, row.issuing_agency, row.document_number, row.issued_date) for row in rows
    ]
    assert [line.cells[6:9] for line in lines] == [(row.recipient, row.forwarded_date, None) for row in rows]
    assert len(lines) == 5
    assert lines[-1].cells[9] == "Đã hủy: Vào sổ nhầm"


def test_every_figure_opens_the_rows_it_counts(small: Office, november: Period) -> None:
    counted = 0
    with small.read() as conn:
        for name, figure in figures(build(small, "monthly", november)):
            assert figure.rule.endswith((".", "phần trăm.")), name
            if figure.ids is None:
                continue
            ids = list(figure.ids(conn))
            assert len(ids) == len(set(ids)) == figure.value, (name, figure.rule)
            assert figure.kind in ("directives", "tasks", "dossiers")
            counted += 1
    assert counted > 100


def test_lists_hold_what_the_figures_count(report: Report) -> None:
    summary = {values(line)[1]: value_of(line.cells[3]) for line in sheet(report, "Tổng hợp").lines}
    late = [line for line in sheet(report, "Hồ sơ trễ hạn").lines if line.record]
    assert len(late) == summary["Đã giải quyết quá hạn"] + summary["Đang giải quyết, quá hạn"]  # type: ignore[operator]
    assert len(sheet(report, "Nhiệm vụ quá hạn").lines) == summary["Đang thực hiện, quá hạn"]


def test_balances_hold(report: Report) -> None:
    assert [check.sentence for check in report.checks] == [
        "Nhiệm vụ được giao = đã hoàn thành + đang thực hiện + tạm dừng",
        "Nhiệm vụ theo đơn vị = nhiệm vụ theo người",
        "(3) = (4) + (5) + (6)",
        "(7) = (8) + (9) + (10)",
        "(11) = (12) + (13)",
        "(3) = (7) + (11)",
        "(6) = (11) của kỳ trước",
    ]
    assert all(check.holds for check in report.checks)


def test_what_ends_without_result_counts_as_the_office_set(small: Office, november: Period) -> None:
    small.change_settings(closed_without_result_counts_as="excluded")
    form = sheet(build(small, "ii06a", november), "Hồ sơ theo lĩnh vực")
    assert values(form.lines[-1])[2:] == (7, 2, 4, 1, 4, 1, 2, 1, 3, 1, 2)
    assert "không tính vào biểu" in form.notes[0]


def test_a_running_period_counts_to_today(small: Office) -> None:
    december = build(small, "monthly", parse_period("2026-12"))
    assert december.as_of == TODAY
    form = sheet(december, "Hồ sơ theo lĩnh vực")
    # Pending: the one of 01/10, and two promised for 20/11 (one received before the period, one in it).
    assert values(form.lines[-1])[2:] == (4, 0, 1, 3, 1, 0, 0, 1, 3, 0, 3)


def test_work_of_tomorrow_is_not_counted_today(small: Office) -> None:
    with small.read() as conn:
        unit = next(iter(load_staff(conn).departments))
    december = parse_period("2026-12")
    before = sheet(build(small, "monthly", december), "Nhiệm vụ").lines[-1]
    assign_task(small, TaskEntry(content="Việc ngày mai", lead_department_id=unit, assigned_date=TODAY + timedelta(days=1)))
    assert values(sheet(build(small, "monthly", december), "Nhiệm vụ").lines[-1]) == values(before)


def test_what_is_promised_for_today_is_not_overdue_in_the_morning(empty: Office) -> None:
    desk = Desk.of(empty)
    with empty.write("dossier.receive") as tx:
        for day in (21, 22):
            due = datetime(2026, 11, day, 17)
            entry = DossierEntry(applicant="A", procedure_name="B", field="C", received_at=datetime(2026, 11, 20, 8), appointment_at=due)
            enter_dossier(tx, entry, desk)
    form = sheet(build(empty, "ii06a", parse_period("2026-12")), "Hồ sơ theo lĩnh vực")
    assert values(form.lines[-1])[10:] == (2, 1, 1)


def test_periods_that_do_not_meet_are_not_balanced_against_each_other(small: Office) -> None:
    sentences = [check.sentence for check in build(small, "ii06a", parse_period("2026-9M")).checks]
    assert "(6) = (11) của kỳ trước" not in sentences
    assert len(sentences) == 4


@pytest.mark.parametrize(
    "code", ["2026", "2026-Q4", "2026-H2", "2026-10-01..2026-10-31", "2025-02", "2026-10-01..2999-12-31", "0001-01-03..0001-01-03"]
)
def test_other_periods_balance_too(small: Office, code: str) -> None:
    assert all(check.holds for check in build(small, "monthly", parse_period(code)).checks)


def test_an_empty_office_reports_nothing_and_says_so(empty: Office, november: Period) -> None:
    report = build(empty, "monthly", november)
    for name, figure in figures(report):
        assert not figure.value, name
    assert values(sheet(report, "Hồ sơ theo lĩnh vực").lines[0])[1] == "Không phát sinh hồ sơ"
    assert values(sheet(report, "Văn bản đến").lines[0])[5] == "Không có văn bản đến trong kỳ"
    assert all(check.holds for check in report.checks)


def test_a_field_that_nobody_wrote_has_a_line(empty: Office, november: Period) -> None:
    desk = Desk.of(empty)
    with empty.write("dossier.receive") as tx:
        enter_dossier(tx, DossierEntry(applicant="A", procedure_name="B", received_at=datetime(2026, 11, 2, 8), status=4), desk)
    assert values(sheet(build(empty, "ii06a", november), "Hồ sơ theo lĩnh vực").lines[0])[:3] == (1, "(chưa ghi lĩnh vực)", 1)


@pytest.mark.parametrize(
    ("name", "code", "error"),
    [
        ("weekly", "2026-11", "unknown_report"),
        ("monthly", "2027-01", "period_not_begun"),
        ("monthly", "0001-01-01..0001-01-31", "no_period_before"),
        ("monthly", "0001-01-02..0001-01-02", "no_period_before"),
        ("monthly", "1000-01-01..9999-12-31", "no_period_before"),
    ],
)
def test_refusals(small: Office, name: str, code: str, error: str) -> None:
    with pytest.raises(OfficeError) as refused:
        build(small, name, parse_period(code))
    assert refused.value.code == error


def test_every_report_has_words() -> None:
    assert all(not kind.title.startswith("[") for kind in REPORTS.values())
