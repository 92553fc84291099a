"""A directive of forty pages read from its file: text, head and tasks, with the start of the process that reads it.

Held against a second, and against a process of Python that only takes the bare text out of the same file.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from models.intake.documents.reading.files import read_file
from tests.benchmarks.measuring import Figure, Job, interleaved
from tests.benchmarks.offices import Offices
from tests.intake.documents.made_papers import Paper, pdf_of
from tests.intake.documents.reading.made_docx import docx, p

_MOST_MS = 1000.0
_PAGES, _FEW_PAGES = 40, 3
# Held against a process that takes the bare text out of the .pdf: beyond it stand columns, tables, head, tasks with their words.
_MOST_TIMES = {"docx": 3.5, "pdf": 6.0, "txt": 3.5}
_BARE = "import sys, pypdfium2; f = pypdfium2.PdfDocument(sys.argv[1]); print(sum(len(page.get_textpage().get_text_range()) for page in f))"
_BODIES = ("Sở Nội vụ", "Sở Tài chính", "Sở Y tế", "Công an tỉnh", "Ủy ban nhân dân các xã, phường", "Sở Nông nghiệp và Môi trường")
_WORK = (
    "Chủ trì, phối hợp với các cơ quan, đơn vị liên quan rà soát, tham mưu Ủy ban nhân dân tỉnh ban hành kế hoạch thực hiện; hướng dẫn, "
    "kiểm tra, đôn đốc các địa phương tổ chức triển khai bảo đảm đúng tiến độ, chất lượng và hiệu quả theo quy định của pháp luật; "
    "tổng hợp kết quả, báo cáo Chủ tịch Ủy ban nhân dân tỉnh trước ngày {day} tháng {month} năm 2026."
)
# As many such items as fill a page.
_ITEMS_A_PAGE = 9


def paper_of(pages: int) -> Paper:
    """A plan of about so many pages."""
    body = ["Thực hiện chỉ đạo của Thủ tướng Chính phủ, Ủy ban nhân dân tỉnh yêu cầu các cơ quan, đơn vị thực hiện các nhiệm vụ sau:"]
    for number in range(pages * _ITEMS_A_PAGE):
        if number % 4 == 0:
            body.append(f"{number // 4 + 1}. {_BODIES[number // 4 % len(_BODIES)]}")
        body.append(f"{'abcd'[number % 4]}) {_WORK.format(day=number % 27 + 1, month=number % 11 + 1)}")
    return Paper(
        ("**ỦY BAN NHÂN DÂN**", "**TỈNH HÒA BÌNH**", "Số: 15/KH-UBND"),
        ("**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**", "**Độc lập - Tự do - Hạnh phúc**", "*Hòa Bình, ngày 05 tháng 01 năm 2026*"),
        ("KẾ HOẠCH", "Cải cách hành chính năm 2026"),
        body=body,
        recipients=("- Các sở, ban, ngành;", "- Lưu: VT."),
        signature=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "Nguyễn Văn Thành"),
    )


def write_files(folder: Path, pages: int) -> dict[str, Path]:
    """The same paper as .docx, .pdf and .txt."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication([])
    paper = paper_of(pages)
    lines = [
        line.strip("*") for part in (paper.left, paper.right, paper.titles, paper.body, ("Nơi nhận:", *paper.recipients), paper.signature)
        for line in (*part, "")
    ]  # fmt: skip
    files = {"docx": folder / "plan.docx", "pdf": folder / "plan.pdf", "txt": folder / "plan.txt"}
    files["docx"].write_bytes(docx("".join(p(escape(line)) for line in lines)))
    pdf_of(paper, files["pdf"])
    files["txt"].write_text("\n\n".join(lines), encoding="utf-8")
    del application
    return files


def measure(offices: Offices, rounds: int) -> list[Figure]:
    """Each kind of file against the bare text of the paper."""
    pages = _FEW_PAGES if offices.is_small else _PAGES
    with tempfile.TemporaryDirectory() as folder:
        files = write_files(Path(folder), pages)
        jobs: dict[str, Job] = {kind: (lambda path=path: read_file(path)) for kind, path in files.items()}  # type: ignore[misc]
        jobs["bare"] = lambda: subprocess.run([sys.executable, "-I", "-c", _BARE, str(files["pdf"])], check=True, capture_output=True)
        found = {kind: read_file(path) for kind, path in files.items()}
        medians = interleaved(jobs, rounds)
    figures = []
    bare = medians["bare"]
    for kind in files:
        taken = medians[kind]
        told = f"{len(found[kind].text.text) // 1000} kB, {len(found[kind].tasks)} tasks"
        figures.append(Figure(f"read a {kind} of {pages} pages", taken, _MOST_MS, "ms", told))
        figures.append(Figure(f"read a {kind}: bare text", taken / bare, _MOST_TIMES[kind], detail=f"{taken:.0f} ms, {bare:.0f} ms"))
    return figures
