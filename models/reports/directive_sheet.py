"""The register of incoming documents as it is printed."""

from __future__ import annotations

from models.labels import tr
from models.registers.directives.statistics import register_lines
from models.reports.counting import Counted
from models.reports.report import Column, Line, Sheet


def register_sheet(counted: Counted) -> Sheet:
    """The ten columns of Sổ đăng ký văn bản đến (Nghị định 30/2020/NĐ-CP Phụ lục IV); secret papers have their own book."""
    lines = tuple(
        Line(
            (
                each.arrival_date,
                each.arrival_number,
                each.issuing_agency,
                each.document_number,
                each.issued_date,
                each.title,
                each.recipient,
                each.forwarded_date,
                None,
                each.remark,
            ),
            record=each.id,
        )
        for each in register_lines(counted.conn, counted.period, counted.when.today)
    )
    return Sheet(
        tab=tr("Văn bản đến"),
        title=tr("SỔ ĐĂNG KÝ VĂN BẢN ĐẾN"),
        columns=(
            Column((tr("Ngày đến"),), 10.5, "date"),
            Column((tr("Số đến"),), 6, "name"),
            Column((tr("Tác giả"),), 13.5),
            Column((tr("Số, ký hiệu văn bản"),), 13),
            Column((tr("Ngày tháng văn bản"),), 10.5, "date"),
            Column((tr("Tên loại và trích yếu nội dung văn bản"),), 27),
            Column((tr("Đơn vị hoặc người nhận"),), 13),
            Column((tr("Ngày chuyển"),), 10.5, "date"),
            Column((tr("Ký nhận"),), 6.5),
            Column((tr("Ghi chú"),), 8),
        ),
        lines=lines or (Line((*([None] * 5), tr("Không có văn bản đến trong kỳ"), *([None] * 4))),),
        kind="directives",
    )
