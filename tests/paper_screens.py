"""The paper beside an entry in its other looks, for `tests.screens`: a PDF with its own pages, a scan, a file over the window."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any
from unittest import mock

from tests.entry_screens import _read
from tests.intake.documents.made_papers import Paper, pdf_of
from tests.intake.documents.reading.made_docx import cell, docx, p, run, table
from tests.sheet_screens import _picture

_HEAD = ("ỦY BAN NHÂN DÂN", "**TỈNH GIA LAI**", "Số: 06/CT-UBND")
_NATION = ("**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**", "**Độc lập - Tự do - Hạnh phúc**", "*Gia Lai, ngày 18 tháng 11 năm 2026*")
_TITLES = ("**CHỈ THỊ**", "**Về việc nâng cao chất lượng tham mưu, thực hiện nhiệm vụ của các sở, ngành, địa phương**")
_BODY = (
    "Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:",
    "1. Ủy ban nhân dân các xã, phường rà soát, hoàn thiện quy trình công việc nội bộ, phân định rõ trách nhiệm của từng phòng.",
    "2. Sở Nội vụ chủ trì, phối hợp với Văn phòng Ủy ban nhân dân tỉnh kiểm tra việc thực hiện Chỉ thị này trong Quý I năm 2027.",
    "3. Ủy ban nhân dân các xã, phường báo cáo kết quả thực hiện Chỉ thị này trước ngày 20/01/2027.",
)
_END = ("- Như trên;", "- Lưu: VT.")
_SIGNED = ("CHỦ TỊCH", "", "", "**Nguyễn Tấn Tuân**")


def _printed() -> Path:
    place = Path(tempfile.mkdtemp()) / "06-CT-UBND.pdf"
    return pdf_of(Paper(_HEAD, _NATION, _TITLES, body=_BODY, recipients=_END, signature=_SIGNED), place)


def entry_pdf(context: Any) -> Any:
    """A PDF that filled the fields, its own page beside them; one task is looked at."""
    sheet = _read(context, _printed())
    found = sheet.form.input("tasks")
    found.shown()[1].setFocus()
    found.shown()[1].opened.emit("content")
    return _picture(sheet)


def entry_scan(context: Any) -> Any:
    """A scan where nothing reads pictures: the page is there, what to do is said, the fields wait for a hand."""
    import pypdfium2
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QColor, QImage, QPainter

    place = Path(tempfile.mkdtemp()) / "quet-0412.png"
    page = pypdfium2.PdfDocument(_printed())[0].render(scale=2, prefer_bgrx=True)
    drawn = QImage(bytes(page.buffer), page.width, page.height, page.stride, QImage.Format.Format_RGB32)
    scanned = QImage(QSize(page.width + 40, page.height + 40), QImage.Format.Format_RGB32)
    scanned.fill(QColor(236, 236, 232))
    painter = QPainter(scanned)
    painter.translate(30, 0)
    painter.rotate(0.8)
    painter.drawImage(0, 0, drawn)
    painter.end()
    scanned.save(str(place))
    with mock.patch.dict(os.environ, {"PATH": ""}):
        sheet = _read(context, place)
    return _picture(sheet)


def preview_read(context: Any) -> Any:
    """A file of Word over the window, with a table."""
    from models.intake.documents.reading.files import read_file
    from ui.parts.file_preview import FilePreview

    place = Path(tempfile.mkdtemp()) / "Kế hoạch 12.docx"
    rows = [("TT", "Nhiệm vụ", "Chủ trì", "Thời gian")]
    for number in range(1, 9):
        work = f"Rà soát quy trình nội bộ lĩnh vực số {number}, trình phê duyệt"
        rows.append((str(number), work, "Văn phòng HĐND và UBND", f"Trước ngày {number}/12/2026"))
    lines = [p(run(each.strip("*"), "<w:b/>"), align="center") for each in _TITLES] + [p(run(each)) for each in _BODY]
    place.write_bytes(docx("".join(lines) + table(*[[cell(p(run(words))) for words in row] for row in rows])))
    over = FilePreview(context.operations, context.parent.window())
    over.view.show_path(place)
    over.show_over()
    reading = read_file(place)
    over.view.show_reading(reading.text, reading.head)
    return over
