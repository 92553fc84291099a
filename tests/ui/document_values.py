"""A directive and what is read of it, as the window gets it: tests of the window do not depend on how well files are read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from models.intake.documents.document_text import DocumentText, Span
from models.intake.documents.found import Deadline, Found, FoundTask, Head, Reading

TEXT = """ỦY BAN NHÂN DÂN
TỈNH GIA LAI
Số: 06/CT-UBND

Gia Lai, ngày 18 tháng 11 năm 2026

CHỈ THỊ
Về việc cải tiến lề lối làm việc, nâng cao chất lượng tham mưu

Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:

1. Ủy ban nhân dân các xã, phường rà soát, hoàn thiện quy trình công việc nội bộ, phân định rõ trách nhiệm.

2. Ủy ban nhân dân các xã, phường tổng hợp, báo cáo kết quả thực hiện trước ngày 20/01/2027.

3. Sở Nội vụ chủ trì kiểm tra việc thực hiện Chỉ thị này.

4. Sở Tài chính bố trí kinh phí trong Quý I năm 2027.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Nguyễn Tấn Tuân
"""
NUMBER = "06/CT-UBND"


def span_of(words: str, text: str = TEXT) -> Span:
    """Where these words stand."""
    start = text.index(words)
    return Span(start, start + len(words))


def found(value: str, words: str = "", confidence: float = 1.0, reason: str = "") -> Found:
    """A value read from these words of the text."""
    return Found(value, (span_of(words or value),), confidence, reason)


def task(text: str, clause: str, assignee: str, deadline: Deadline | None = None) -> FoundTask:
    """A task of the text."""
    return FoundTask(text, span_of(text), clause, (Found(assignee),), deadline=deadline)


def head() -> Head:
    """All of the head; the agency is doubtful."""
    return Head(
        is_document=True,
        issuing_agency=found("Ủy ban nhân dân tỉnh Gia Lai", "TỈNH GIA LAI", 0.6, "from_closing"),
        number=found(NUMBER),
        document_type=found("Chỉ thị", "CHỈ THỊ"),
        issue_date=found("2026-11-18", "ngày 18 tháng 11 năm 2026"),
        subject=found("cải tiến lề lối làm việc, nâng cao chất lượng tham mưu"),
        signer=found("Nguyễn Tấn Tuân"),
        signer_title=found("Phó Chủ tịch", "PHÓ CHỦ TỊCH"),
    )


def reading(**changes: object) -> Reading:
    """The directive as it is read; `changes` are other values of its head."""
    words = "trước ngày 20/01/2027"
    due = Deadline(words, span_of(words), date(2027, 1, 19))
    ours = "Ủy ban nhân dân các xã, phường"
    tasks = (
        task(f"{ours} rà soát, hoàn thiện quy trình công việc nội bộ, phân định rõ trách nhiệm.", "Khoản 1", ours),
        task(f"{ours} tổng hợp, báo cáo kết quả thực hiện trước ngày 20/01/2027.", "Khoản 2", ours, due),
        task("Sở Nội vụ chủ trì kiểm tra việc thực hiện Chỉ thị này.", "Khoản 3", "Sở Nội vụ"),
        task("Sở Tài chính bố trí kinh phí trong Quý I năm 2027.", "Khoản 4", "Sở Tài chính"),
    )
    return Reading(DocumentText(TEXT), replace(head(), **changes), tasks)


def paper(folder: Path, name: str = "06-CT-UBND.txt", text: str = TEXT) -> Path:
    """The directive as a file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
