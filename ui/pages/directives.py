"""Văn bản đến: the register of incoming documents."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Any

from models.labels import label, tr
from models.registers.directives import queries
from models.registers.directives.rows import DirectiveQuery, DirectiveRow
from models.registers.staff import list_departments
from ui import words
from ui.pages.register_page import Filter, RegisterPage
from ui.parts.chips import StateChoice
from ui.parts.columns import Column
from ui.parts.detail import Detail
from ui.parts.happenings import days_of_record


class DirectivesPage(RegisterPage):
    """The book, newest number on top; cancelled lines stay, struck through."""

    actions_module = "ui.actions.directives"
    table = "directive"
    tables = frozenset({"directive", "attachment", "agency", "official", "department", "calendar_day", "setting"})

    def __init__(self, *args: Any) -> None:
        self.noun = tr("văn bản")
        self.empty_text = tr("Chưa có văn bản nào ở đây. Bấm “Ghi văn bản đến” (Ctrl+N) để vào sổ; đang lọc hay tìm thì bỏ bớt điều kiện.")
        super().__init__(*args)

    def queries(self) -> ModuleType:
        """The register of incoming documents."""
        return queries

    def first_query(self) -> DirectiveQuery:
        """All lines, newest number on top, as in the book."""
        return DirectiveQuery()

    def choices(self) -> Sequence[StateChoice]:
        """The state chips."""
        return (
            StateChoice(tr("Tất cả"), frozenset(), counted=False),
            StateChoice(tr("Chưa chuyển"), frozenset({"not_forwarded"})),
            StateChoice(tr("Đang xử lý"), frozenset({"in_progress_within_due", "due_soon", "overdue"})),
            StateChoice(tr("Quá hạn"), frozenset({"overdue"})),
            StateChoice(tr("Sắp đến hạn"), frozenset({"due_soon"})),
            StateChoice(tr("Đã trả lời"), frozenset({"completed_on_time", "completed_late"})),
        )

    def filters(self) -> Sequence[Filter]:
        """By book, by who handles it, by year of arrival."""
        with self.office.read() as conn:
            departments = list_departments(conn)
        this_year = self.office.today().year
        return (
            Filter(
                tr("Đơn vị"),
                tuple((row.name, (("recipient_department_id", row.id),)) for row in departments),
                ("recipient_department_id",),
            ),
            Filter(
                tr("Sổ"),
                ((tr("văn bản đến"), (("register", "incoming"),)), (tr("văn bản mật"), (("register", "secret"),))),
                ("register",),
            ),
            Filter(
                tr("Năm"),
                tuple((str(year), (("year", year),)) for year in range(this_year, this_year - 6, -1)),
                ("year",),
            ),
        )

    def columns(self) -> Sequence[Column]:
        """The columns of the printed book that fit the screen, and how the document stands."""
        return (
            Column(tr("Số đến"), _number, 78, sort="arrival_number"),
            Column(tr("Ngày đến"), self._arrival, 86, sort="arrival_date"),
            Column(tr("Số, ký hiệu"), _document, 136, look="two", second=self._issued, sort="document_number"),
            Column(tr("Trích yếu"), _subject, 260, look="text", stretch=True),
            Column(tr("Cơ quan ban hành"), _agency, 132, sort="issuing_agency"),
            Column(tr("Hạn"), self._due, 86, sort="due_date"),
            Column(tr("Tình trạng"), self._chip, 124, look="chip", tone=_tone),
        )

    def _arrival(self, row: DirectiveRow) -> str:
        return words.short_day(row.arrival_date, self.office.today())

    def _issued(self, row: DirectiveRow) -> str:
        return words.day(row.issued_date)

    def _due(self, row: DirectiveRow) -> str:
        return words.short_day(row.due_date, self.office.today())

    def _chip(self, row: DirectiveRow) -> str:
        return words.due_chip("directive_state", row.state, row.days_left, due=row.due_date, today=self.office.today())

    def load_detail(self, record_id: int) -> Detail:
        """The document, its files, and the way it went."""
        when, calendar = self.office.when(), self.office.calendar()
        whole = self.operations.ask(queries.load_whole, record_id, when, calendar)
        row = whole.row
        boxes = []
        if row.cancelled:
            boxes.append(("done", tr("Đã hủy: {reason}", reason=row.cancel_reason)))
        elif whole.explanation:
            boxes.append((words.tone(row.state), words.capital(whole.explanation)))
        if row.secret:
            boxes.append(("paused", tr("{secrecy}: sổ chỉ giữ số, ngày, nơi gửi và hạn.", secrecy=label("secrecy", row.secrecy))))
        return Detail(
            title=tr("Số đến {number}/{year}", number=_number(row), year=row.year),
            heading=_subject(row) or row.document_number,
            lines=(
                " · ".join(part for part in (row.document_number, words.day(row.issued_date)) if part),
                row.issuing_agency,
                " · ".join(part for part in (row.signer_title, row.signer) if part),
            ),
            boxes=tuple(boxes),
            facts=(
                (tr("Độ khẩn"), label("urgency", row.urgency) if row.urgency != "normal" else ""),
                (tr("Chuyển"), row.recipient),
                (tr("Ý kiến chỉ đạo"), row.leader_instruction),
                (tr("Nhiệm vụ"), tr("{count} việc", count=len(whole.task_ids)) if whole.task_ids else ""),
                (tr("Tệp"), "\n".join(file.file_name for file in whole.attachments)),
                (tr("Vào sổ bổ sung"), row.insertion_reason),
                (tr("Ghi chú"), row.note),
            ),
            happenings=days_of_record(
                (
                    (row.issued_date, tr("Ban hành"), row.issuing_agency),
                    (row.arrival_date, tr("Đến"), label("medium", row.medium)),
                    (row.forwarded_date, tr("Chuyển"), row.recipient),
                    (row.due_date, tr("Hạn xử lý"), ""),
                    (row.reply_date, tr("Trả lời"), row.reply_number),
                ),
                when.today,
            ),
        )


def _number(row: DirectiveRow) -> str:
    return words.arrival_number(row.printed_number, secret=row.secret)


def _document(row: DirectiveRow) -> str:
    return row.document_number or label("secrecy", row.secrecy)


def _subject(row: DirectiveRow) -> str:
    if row.document_type and row.subject:
        return tr("{document_type}: {subject}", document_type=row.document_type, subject=row.subject)
    return row.subject or row.document_type


def _agency(row: DirectiveRow) -> str:
    return row.issuing_agency


def _tone(row: DirectiveRow) -> str:
    return words.tone(row.state)
