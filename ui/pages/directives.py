"""Văn bản đến: the register of incoming documents."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication

from models.errors import OfficeError
from models.labels import LABELS, label, tr
from models.registers.agencies import load_agencies
from models.registers.directives import groups, queries
from models.registers.directives.rows import SORTS, DirectiveQuery, DirectiveRow
from models.registers.filters import NOBODY
from models.registers.staff import list_departments, list_officials
from models.registers.tasks import queries as tasks
from ui import words
from ui.pages.register_page import RegisterPage
from ui.parts import alerts
from ui.parts.chips import StateChoice
from ui.parts.columns import Column
from ui.parts.detail import Detail, Link
from ui.parts.filter_bar import AnyFilter
from ui.parts.filters import DateFilter, Filter
from ui.parts.happenings import days_of_record

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ui.forms.directive_form import DirectiveForm
    from ui.pages.base import MenuEntry
    from ui.pages.directive_entry import EntrySheet


class DirectivesPage(RegisterPage):
    """The book, newest number on top; cancelled lines stay, struck through."""

    actions_module = "ui.actions.directives"
    table = "directive"
    states = "directive_state"
    tables = frozenset({"directive", "task", "attachment", "agency", "official", "department", "calendar_day", "setting"})

    def __init__(self, *args: Any) -> None:
        self.entry: EntrySheet | None = None
        #: Files that wait to be entered, also while no form is open.
        self.waiting: list[Path] = []
        self._waiting_loaded = False
        self.title, self.noun = tr("Văn bản đến"), tr("văn bản")
        self.empty_text = tr(
            "Sổ chưa có văn bản nào. Vào sổ văn bản đầu tiên bằng Ctrl+N, dán dòng của bảng tính bằng Ctrl+V, hay thả tệp Excel vào đây."
        )
        self.good_news = tr("Không có văn bản nào quá hạn trả lời.")
        super().__init__(*args)

    # ---- a document in the place of the list ----

    def take_documents(self, paths: Sequence[Path]) -> None:
        """Enter these files as documents, one after another."""
        from ui.forms.directive import NewDirective
        from ui.forms.drafts import draft_of

        if self.entry is None:
            form = NewDirective(self.context())
            if paths and draft_of(self.office.location, form.keeper.kind).load(self.office.now()) is not None:
                # Another paper is half written: it stays so, and this one has a draft of its own.
                form.about = paths[0].name
                self._tell(tr("Còn phiếu viết dở của văn bản khác: xong văn bản này, nhấn Ctrl+N để viết tiếp."))
            self.take_form(form)
        assert self.entry is not None
        self.entry.take(paths)

    def paste(self) -> None:
        """A copied document is entered. In the record beside, files are kept with it; rows of a spreadsheet go into the book."""
        from ui.documents.pasting import is_table, pasted_documents

        focus = QApplication.focusWidget()
        if focus is None or not self.detail.isAncestorOf(focus):
            text = QApplication.clipboard().text()
            try:
                paths = pasted_documents(self.office, any_words=True)
            except OfficeError as error:
                alerts.problem(self, error)
                return
            if paths:
                self.take_documents(paths)
                return
            if text.strip() and "\n" not in text.strip() and not is_table(text):
                self._tell(tr("Đã chép một dòng chữ, không phải văn bản hay dòng của bảng tính."))
                return
        super().paste()

    def take_form(self, form: DirectiveForm) -> DirectiveForm:
        """Show this form with its paper beside; one that is open already stays, with what was typed into it."""
        from ui.documents.waiting_list import load_waiting
        from ui.pages.directive_entry import EntrySheet

        if self.entry is not None:
            form.deleteLater()
            self.entry.take_keyboard()
            return self.entry.form
        if not self._waiting_loaded:
            self._waiting_loaded = True
            self.waiting += load_waiting(self.office)
        self.entry = EntrySheet(self, form, self.waiting)
        self.entry.closed.connect(self._entry_closed)
        self.entry.titled.connect(self.entries_changed)
        self.entries_changed.emit()
        self.entry.show_it()
        return form

    def _entry_closed(self) -> None:
        self.entry = None
        focus = QApplication.focusWidget()
        if self.isVisible() and (focus is None or not self.isAncestorOf(focus)):
            # What had it before may be gone by now.
            self.setFocus()
        self.look_at_entries()
        self.entries_changed.emit()

    def panes(self) -> list[QWidget]:
        """Those of the form with its paper, where they stand in the place of the list."""
        return self.entry.panes() if self.entry is not None else super().panes()

    def title_text(self) -> str:
        """The title of the form that stands in the place of the list."""
        return self.entry.form.windowTitle() if self.entry is not None else ""

    def of_kind(self, kind: str) -> list[MenuEntry]:
        """Nothing of the list while something else stands in its place."""
        return [] if self.entry is not None else super().of_kind(kind)

    def queries(self) -> ModuleType:
        """The register of incoming documents."""
        return queries

    def groups(self) -> ModuleType:
        """The book in groups."""
        return groups

    def sorts(self) -> Sequence[str]:
        """The orders of the book."""
        return SORTS

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

    def filters(self) -> Sequence[AnyFilter]:
        """By who handles it, by day of arrival, by book; seldom by the rest."""
        today, cutoff = self.office.today(), self.office.settings().cutoff_day
        with self.office.read() as conn:
            departments = list_departments(conn)
            officials = list_officials(conn)
            agencies = load_agencies(conn)
        nobody = (tr("(chưa ghi)"), NOBODY)
        years = range(today.year, today.year - 6, -1)
        return (
            Filter("recipient_department_id", tr("Đơn vị"), (*((row.name, row.id) for row in departments), nobody)),
            DateFilter("arrival", tr("Ngày đến"), today, cutoff),
            Filter("register", tr("Sổ"), ((tr("văn bản đến"), "incoming"), (tr("văn bản mật"), "secret"))),
            Filter("year", tr("Năm"), tuple((str(year), year) for year in years), extra=True),
            Filter("agency_id", tr("Cơ quan ban hành"), (*((row.name, row.id) for row in agencies), nobody), extra=True),
            Filter("recipient_official_id", tr("Người xử lý"), (*((row.name, row.id) for row in officials), nobody), extra=True),
            Filter("urgency", tr("Độ khẩn"), tuple((label("urgency", code), code) for code in LABELS["urgency"]), extra=True),
            DateFilter("due", tr("Hạn"), today, cutoff, extra=True),
            DateFilter("issued", tr("Ngày ban hành"), today, cutoff, extra=True),
        )

    def columns(self) -> Sequence[Column]:
        """The columns of the printed book that fit the screen, and how the document stands; then all that the book knows beside."""
        return (
            Column(tr("Số đến"), _number, 78, sort="arrival_number", key="arrival_number"),
            Column(tr("Ngày đến"), self._arrival, 86, sort="arrival_date", key="arrival", kind="date"),
            Column(
                tr("Số, ký hiệu"),
                _document,
                136,
                look="two",
                second=self._issued,
                sort="document_number",
                key="number",
                second_title=tr("Ngày văn bản"),
            ),
            Column(tr("Trích yếu"), _subject, 260, look="text", stretch=True, key="subject"),
            Column(tr("Cơ quan ban hành"), _agency, 132, sort="issuing_agency", key="agency"),
            Column(tr("Hạn"), self._due, 86, sort="due_date", key="due", kind="date"),
            Column(tr("Tình trạng"), self._chip, 124, look="chip", tone=_tone, key="state"),
            Column(tr("Giờ đến"), _arrival_time, 74, key="arrival_time", shown=False),
            Column(tr("Ngày ban hành"), self._issued_day, 100, sort="issued_date", key="issued", kind="date", shown=False),
            Column(tr("Loại văn bản"), _document_type, 110, sort="document_type", key="document_type", shown=False),
            Column(tr("Người ký"), _signer, 130, key="signer", shown=False),
            Column(tr("Chuyển cho"), _recipient, 150, key="recipient", shown=False),
            Column(tr("Ngày chuyển"), self._forwarded, 96, sort="forwarded_date", key="forwarded", kind="date", shown=False),
            Column(tr("Ý kiến chỉ đạo"), _instruction, 190, key="instruction", shown=False),
            Column(tr("Hạn ban đầu"), self._original_due, 96, key="original_due", kind="date", field="original_due_date", shown=False),
            Column(tr("Văn bản trả lời"), _reply, 130, key="reply", shown=False),
            Column(tr("Ngày trả lời"), self._replied, 96, key="replied", kind="date", field="reply_date", shown=False),
            Column(tr("Độ khẩn"), _urgency, 100, key="urgency", shown=False),
            Column(tr("Độ mật"), _secrecy, 100, key="secrecy", shown=False),
            Column(tr("Bản giấy hay điện tử"), _medium, 110, key="medium", shown=False),
            Column(tr("Mã bên ngoài"), _external_code, 130, key="external_code", shown=False),
            Column(tr("Ghi chú"), _note, 180, key="note", shown=False),
        )

    def _issued_day(self, row: DirectiveRow) -> str:
        return words.short_day(row.issued_date, self.office.today())

    def _forwarded(self, row: DirectiveRow) -> str:
        return words.short_day(row.forwarded_date, self.office.today())

    def _original_due(self, row: DirectiveRow) -> str:
        return words.short_day(row.original_due_date, self.office.today())

    def _replied(self, row: DirectiveRow) -> str:
        return words.short_day(row.reply_date, self.office.today())

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
            links=((tr("Nhiệm vụ"), self._task_links(whole.task_ids)),),
            files=((tr("Tệp"), whole.attachments),),
        )

    def _task_links(self, task_ids: tuple[int, ...]) -> tuple[Link, ...]:
        """The tasks that came of the document, each with how it stands."""
        when = self.office.when()
        rows = self.operations.ask(tasks.load_rows, task_ids, when, self.office.calendar()) if task_ids else ()
        return tuple(
            Link(
                " · ".join(part for part in (row.content, row.lead) if part),
                "tasks",
                row.id,
                (words.tone(row.state), words.due_chip("task_state", row.state, row.days_left, due=row.due_date, today=when.today)),
            )
            for row in rows
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


def _arrival_time(row: DirectiveRow) -> str:
    return row.arrival_time


def _document_type(row: DirectiveRow) -> str:
    return row.document_type


def _signer(row: DirectiveRow) -> str:
    return row.signer


def _recipient(row: DirectiveRow) -> str:
    return row.recipient


def _instruction(row: DirectiveRow) -> str:
    return row.leader_instruction


def _reply(row: DirectiveRow) -> str:
    return row.reply_number


def _urgency(row: DirectiveRow) -> str:
    return label("urgency", row.urgency)


def _secrecy(row: DirectiveRow) -> str:
    return label("secrecy", row.secrecy)


def _medium(row: DirectiveRow) -> str:
    return label("medium", row.medium)


def _external_code(row: DirectiveRow) -> str:
    return row.external_code


def _note(row: DirectiveRow) -> str:
    return row.note


def _tone(row: DirectiveRow) -> str:
    return words.tone(row.state)
