"""The sheets about one-stop dossiers: form II.06a by field, and the list of late dossiers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from sqlalchemy import func, select

from models.clock.deadlines import days_late
from models.labels import printed_date, tr
from models.registers.dossiers.rows import Figure as DossierFigure
from models.registers.dossiers.statistics import EXCLUDED, FieldTotals, figure_condition, ids_behind
from models.registers.dossiers.tables import dossier
from models.registers.overdue_reasons import list_reasons
from models.registers.staff import department
from models.reports.counting import Counted
from models.reports.report import Check, Column, Figure, Line, Sheet
from models.text import fold

FORM = "Biểu II.06a/VPCP/KSTT"
# The figures of form II.06a in the order of its columns (3) to (13), and those that are sums of others in their own line.
_COLUMNS = (
    "received_total",
    "received_online",
    "received_direct_or_post",
    "carried_over",
    "resolved_total",
    "resolved_early",
    "resolved_on_time",
    "resolved_late",
    "pending_total",
    "pending_within_due",
    "pending_overdue",
)
LATE = frozenset({"resolved_late", "pending_overdue"})
"""The figures of form II.06a that count late dossiers."""

_LETTERS = dict(zip(_COLUMNS, "CDEFGHIJKLM", strict=True))
_FORMULAS = {
    "received_total": "D{row}+E{row}+F{row}",
    "resolved_total": "H{row}+I{row}+J{row}",
    "pending_total": "L{row}+M{row}",
}


def dossier_rules(first: date, last: date) -> dict[str, str]:
    """How each column of form II.06a is counted over these days, in one sentence."""
    days = {"first": printed_date(first), "last": printed_date(last)}
    return {
        "received_total": tr(
            "Hồ sơ phải giải quyết từ {first} đến {last}: tiếp nhận trong kỳ và từ kỳ trước, cột (4) + (5) + (6).", **days
        ),
        "received_online": tr("Hồ sơ nộp trực tuyến, được tiếp nhận từ {first} đến {last}.", **days),
        "received_direct_or_post": tr("Hồ sơ nộp trực tiếp hoặc qua bưu chính, được tiếp nhận từ {first} đến {last}.", **days),
        "carried_over": tr("Hồ sơ tiếp nhận trước {first} mà đến ngày đó chưa giải quyết xong; bằng cột (11) của kỳ trước.", **days),
        "resolved_total": tr("Hồ sơ có kết quả từ {first} đến {last}, cột (8) + (9) + (10).", **days),
        "resolved_early": tr("Hồ sơ có kết quả từ {first} đến {last}, trước ngày hẹn trả.", **days),
        "resolved_on_time": tr(
            "Hồ sơ có kết quả từ {first} đến {last}, đúng ngày hẹn và không sau giờ hẹn trả, hoặc không có hẹn trả.", **days
        ),
        "resolved_late": tr("Hồ sơ có kết quả từ {first} đến {last} mà ngày giờ có kết quả sau giờ hẹn trả.", **days),
        "pending_total": tr("Hồ sơ chưa giải quyết xong khi hết ngày {last}, cột (12) + (13).", **days),
        "pending_within_due": tr("Hồ sơ chưa giải quyết xong khi hết ngày {last}, chưa qua giờ hẹn trả hoặc đang chờ người dân.", **days),
        "pending_overdue": tr("Hồ sơ chưa giải quyết xong khi hết ngày {last} mà giờ hẹn trả đã qua.", **days),
    }


def fields_sheet(counted: Counted) -> Sheet:
    """Form II.06a/VPCP/KSTT (Thông tư 01/2020/TT-VPCP): thirteen columns, one line a field, its balances checked."""
    fields = sorted(counted.fields, key=lambda line: fold(line.field)) or [FieldTotals(tr("Không phát sinh hồ sơ"))]
    rules = dossier_rules(counted.period.first, counted.as_of)
    lines = [
        Line((number, field.field or tr("(chưa ghi lĩnh vực)"), *_figures(counted, field, field.field, rules)))
        for number, field in enumerate(fields, start=1)
    ]
    sums = tuple(_total_figure(counted, column, rules) for column in _COLUMNS)
    lines.append(Line((None, tr("Tổng cộng"), *sums), "total"))
    return Sheet(
        tab=tr("Hồ sơ theo lĩnh vực"),
        title=tr("TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC TẠI CƠ QUAN, ĐƠN VỊ TRỰC TIẾP GIẢI QUYẾT TTHC"),
        form=FORM,
        unit=tr("Số hồ sơ TTHC"),
        columns=_form_columns(),
        lines=tuple(lines),
        notes=(_closed_note(counted),),
        checks=tuple(_checks(counted)),
    )


def _form_columns() -> tuple[Column, ...]:
    received, within = tr("Số hồ sơ nhận giải quyết"), tr("Trong kỳ")
    resolved, pending, total = tr("Số hồ sơ đã giải quyết"), tr("Số hồ sơ đang giải quyết"), tr("Tổng số")
    return (
        Column((tr("TT"),), 5, "name"),
        Column((tr("Lĩnh vực, công việc giải quyết theo cấp"),), 26),
        Column((received, total), 8.5, "number", "(3)=(4)+ (5)+(6)"),
        Column((received, within, tr("Trực tuyến")), 8, "number"),
        Column((received, within, tr("Trực tiếp, dịch vụ bưu chính")), 10, "number"),
        Column((received, tr("Từ kỳ trước")), 7.5, "number"),
        Column((resolved, total), 8.5, "number", "(7)=(8)+ (9)+(10)"),
        Column((resolved, tr("Trước hạn")), 7, "number"),
        Column((resolved, tr("Đúng hạn")), 7, "number"),
        Column((resolved, tr("Quá hạn")), 7, "number"),
        Column((pending, total), 8.5, "number", "(11)= (12)+(13)"),
        Column((pending, tr("Trong hạn")), 7, "number"),
        Column((pending, tr("Quá hạn")), 7, "number"),
    )


def dossier_ids(counted: Counted, column: str, first: date, last: date, field: str | None = None) -> partial[list[int]]:
    """What finds the dossiers behind a figure of these days, of one field or all."""
    return partial(
        ids_behind, field=field, column=column, first=first, last=last, closed_counts_as=counted.closed_counts_as, now=counted.when.now
    )


def _behind(counted: Counted, column: str, field: str | None = None) -> partial[list[int]]:
    return dossier_ids(counted, column, counted.period.first, counted.as_of, field)


def _figures(counted: Counted, line: FieldTotals, field: str, rules: dict[str, str]) -> tuple[Figure, ...]:
    return tuple(
        Figure(getattr(line, column), rules[column], "dossiers", _behind(counted, column, field), _FORMULAS.get(column, ""), column in LATE)
        for column in _COLUMNS
    )


def _total_figure(counted: Counted, column: str, rules: dict[str, str]) -> Figure:
    letter = _LETTERS[column]
    value = getattr(counted.dossiers, column)
    return Figure(value, rules[column], "dossiers", _behind(counted, column), f"SUM({letter}{{first}}:{letter}{{last}})", column in LATE)


def _closed_note(counted: Counted) -> str:
    """Where dossiers without a result went: the forms do not say, so the sheet does."""
    if counted.closed_counts_as == EXCLUDED:
        return tr("Ghi chú: Hồ sơ không được tiếp nhận, công dân rút hoặc dừng xử lý không tính vào biểu.")
    return tr("Ghi chú: Hồ sơ công dân rút hoặc dừng xử lý tính vào cột Đúng hạn; hồ sơ không được tiếp nhận không tính vào biểu.")


def _checks(counted: Counted) -> Iterator[Check]:
    """The identities of the form in every line and in the sum; and that what was carried over is what was pending before."""
    lines = [*counted.fields, counted.dossiers]
    yield Check(
        tr("(3) = (4) + (5) + (6)"),
        all(each.received_total == each.received_online + each.received_direct_or_post + each.carried_over for each in lines),
    )
    yield Check(
        tr("(7) = (8) + (9) + (10)"),
        all(each.resolved_total == each.resolved_early + each.resolved_on_time + each.resolved_late for each in lines),
    )
    yield Check(tr("(11) = (12) + (13)"), all(each.pending_total == each.pending_within_due + each.pending_overdue for each in lines))
    yield Check(tr("(3) = (7) + (11)"), all(each.received_total == each.resolved_total + each.pending_total for each in lines))
    if (counted.period.first - counted.before.last).days == 1:
        yield Check(tr("(6) = (11) của kỳ trước"), counted.dossiers.carried_over == counted.dossiers_before.pending_total)


def late_sheet(counted: Counted) -> Sheet:
    """Every dossier that is in a late column of form II.06a: still pending first, then resolved, each by its appointment.

    No applicants: what goes up needs none (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15: only what the purpose needs).
    """
    lines: list[Line] = []
    for column, heading, nothing in (
        ("pending_overdue", tr("I. Đang giải quyết, đã quá hạn; số hồ sơ:"), tr("Không có hồ sơ đang giải quyết quá hạn")),
        ("resolved_late", tr("II. Đã giải quyết trong kỳ, quá hạn; số hồ sơ:"), tr("Không có hồ sơ giải quyết quá hạn")),
    ):
        found = _late_lines(counted, column)
        rule = dossier_rules(counted.period.first, counted.as_of)[column]
        number = Figure(len(found), rule, "dossiers", _behind(counted, column), late=True)
        lines.append(Line((None, None, heading, number, None, None, None, None, None, None), "section"))
        lines += found or [Line((None, None, nothing, None, None, None, None, None, None, None))]
    return Sheet(
        tab=tr("Hồ sơ trễ hạn"),
        title=tr("DANH SÁCH HỒ SƠ THỦ TỤC HÀNH CHÍNH TRỄ HẠN"),
        columns=(
            Column((tr("TT"),), 5, "name"),
            Column((tr("Mã hồ sơ"),), 18.5),
            Column((tr("Thủ tục hành chính"),), 25),
            Column((tr("Đơn vị xử lý"),), 12),
            Column((tr("Ngày nhận"),), 10.5, "date"),
            Column((tr("Hẹn trả"),), 15.5, "moment"),
            Column((tr("Có kết quả"),), 15.5, "moment"),
            Column((tr("Số ngày trễ"),), 5.5, "number"),
            Column((tr("Nguyên nhân"),), 15),
            Column((tr("Đã xin lỗi"),), 6, "name"),
        ),
        lines=tuple(lines),
        notes=(tr("Ghi chú: Số ngày trễ là số ngày làm việc sau ngày hẹn trả; 0 là trễ trong ngày hẹn hoặc sang ngày nghỉ."),),
        kind="dossiers",
    )


def _late_lines(counted: Counted, column: str) -> list[Line]:
    c = dossier.c
    figure = DossierFigure(column, counted.period.first, counted.as_of, counted.closed_counts_as, counted.when.now)
    asked = (
        select(
            c.id,
            c.dossier_code,
            c.procedure_name,
            func.coalesce(func.nullif(c.holder, ""), department.c.name, "").label("holder"),
            c.received_at,
            c.appointment_at,
            c.resolved_at,
            c.late_reason_code,
            c.late_reason,
            c.apology_number,
            c.apology_date,
        )
        .select_from(dossier.outerjoin(department, department.c.id == c.handling_department_id))
        .where(figure_condition(figure))
        .order_by(c.appointment_at, c.id)
    )
    reasons = {reason.code: reason.name for reason in list_reasons(counted.conn, retired=True)}
    yes, no = tr("Có"), tr("Chưa")
    lines = []
    for number, row in enumerate(counted.conn.execute(asked), start=1):
        result = row.resolved_at if column == "resolved_late" else None
        until = result.date() if result else counted.as_of
        reason = "; ".join(part for part in (reasons.get(row.late_reason_code, row.late_reason_code), row.late_reason) if part)
        cells = (
            number,
            row.dossier_code,
            row.procedure_name,
            row.holder,
            row.received_at.date(),
            row.appointment_at,
            result,
            days_late(row.appointment_at.date(), until, counted.calendar),
            reason,
            yes if row.apology_number or row.apology_date else no,
        )
        lines.append(Line(cells, record=row.id))
    return lines
