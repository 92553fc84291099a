"""Hồ sơ một cửa: the register of one-stop dossiers."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Any

from models.labels import LABELS, label, tr
from models.registers.dossiers import groups, queries
from models.registers.dossiers.queries import load_whole
from models.registers.dossiers.rows import CHANNELS, SORTS, DossierQuery, DossierRow, DossierWhole
from models.registers.filters import NOBODY
from models.registers.overdue_reasons import list_reasons
from models.registers.procedures import fields_in_use
from models.registers.staff import list_departments, list_officials
from models.storage.attachments import attachments_of
from ui import words
from ui.pages.register_page import RegisterPage
from ui.parts.chips import StateChoice
from ui.parts.columns import Column
from ui.parts.detail import Detail
from ui.parts.filter_bar import AnyFilter
from ui.parts.filters import DateFilter, Filter
from ui.parts.happenings import happenings

WAITING_FOR_MONEY = 6
OPEN = frozenset({"in_progress_within_due", "due_soon", "overdue", "paused", "no_due_date", "not_accepted_yet"})


class DossiersPage(RegisterPage):
    """What is being handled, the nearest appointment on top."""

    actions_module = "ui.actions.dossiers"
    table = "dossier"
    states = "dossier_state"
    tables = frozenset(
        {
            "dossier",
            "dossier_pause",
            "dossier_step",
            "dossier_extension",
            "attachment",
            "official",
            "department",
            "calendar_day",
            "setting",
        }
    )

    def __init__(self, *args: Any) -> None:
        self.title, self.noun = tr("Hồ sơ một cửa"), tr("hồ sơ")
        self.empty_text = tr(
            "Sổ chưa có hồ sơ nào. Tiếp nhận hồ sơ đầu tiên bằng Ctrl+N, dán dòng của bảng tính bằng Ctrl+V, hay thả tệp Excel vào đây."
        )
        self.good_news = tr("Không có hồ sơ nào trễ hạn.")
        super().__init__(*args)

    def queries(self) -> ModuleType:
        """The register of dossiers."""
        return queries

    def groups(self) -> ModuleType:
        """The register of dossiers in groups."""
        return groups

    def sorts(self) -> Sequence[str]:
        """The orders of the register."""
        return SORTS

    def first_query(self) -> DossierQuery:
        """What is being handled."""
        return DossierQuery().with_states(*OPEN)

    def choices(self) -> Sequence[StateChoice]:
        """The state chips."""
        return (
            StateChoice(tr("Đang giải quyết"), OPEN),
            StateChoice(tr("Trễ hạn"), frozenset({"overdue"})),
            StateChoice(tr("Sắp đến hạn"), frozenset({"due_soon"})),
            StateChoice(tr("Chờ bổ sung"), frozenset({"paused"})),
            StateChoice(tr("Có kết quả"), frozenset({"completed_on_time", "completed_late"})),
            StateChoice(tr("Tất cả"), frozenset(), counted=False),
        )

    def filters(self) -> Sequence[AnyFilter]:
        """By field, by who handles it, by the period of receipt; seldom by the rest."""
        today, cutoff = self.office.today(), self.office.settings().cutoff_day
        with self.office.read() as conn:
            used = fields_in_use(conn, today)
            departments = list_departments(conn)
            officials = list_officials(conn)
            reasons = list_reasons(conn, retired=True)
        nobody = (tr("(chưa ghi)"), NOBODY)
        steps = tuple((label("dossier_status", int(code)), int(code)) for code in LABELS["dossier_status"])
        return (
            Filter("field", tr("Lĩnh vực"), tuple((name or tr("(chưa ghi)"), name) for name in used)),
            Filter("handler_id", tr("Người xử lý"), (*((row.name, row.id) for row in officials), nobody)),
            DateFilter("received", tr("Kỳ"), today, cutoff),
            Filter("department_id", tr("Đơn vị"), (*((row.name, row.id) for row in departments), nobody), extra=True),
            DateFilter("appointment", tr("Hẹn trả"), today, cutoff, extra=True),
            DateFilter("resolved", tr("Ngày có kết quả"), today, cutoff, extra=True),
            Filter("channel", tr("Hình thức nộp"), tuple((label("channel", code), code) for code in CHANNELS), extra=True),
            Filter("status", tr("Bước"), steps, extra=True),
            Filter("late_reason_code", tr("Lý do trễ"), tuple((reason.name, reason.code) for reason in reasons), extra=True),
        )

    def columns(self) -> Sequence[Column]:
        """Code, what, who, from when to when, how it stands; then all that the register knows beside."""
        return (
            Column(tr("Mã hồ sơ"), _code, 128, sort="dossier_code", key="code"),
            Column(tr("Thủ tục"), _procedure, 210, stretch=True, key="procedure"),
            Column(tr("Lĩnh vực"), _field, 88, sort="field", key="field"),
            Column(tr("Người nộp"), _applicant, 112, key="applicant"),
            Column(tr("Nhận"), self._received, 86, sort="received_at", key="received", kind="moment"),
            Column(tr("Hẹn trả"), self._appointment, 86, sort="appointment_at", key="appointment", kind="moment"),
            Column(tr("Tình trạng"), self._chip, 118, look="chip", tone=_tone, key="state", longest=tr("chờ bổ sung")),
            Column(tr("Người xử lý"), _handler, 130, key="handler", shown=False),
            Column(tr("Đơn vị"), _department, 140, key="department", shown=False),
            Column(tr("Đang giữ"), _holder, 130, key="holder", shown=False),
            Column(tr("Bước"), _status, 120, key="status", shown=False),
            Column(tr("Mã TTHC"), _procedure_code, 100, key="procedure_code", shown=False),
            Column(tr("Điện thoại"), _phone, 110, key="phone", shown=False),
            Column(tr("Địa chỉ"), _address, 160, key="address", shown=False),
            Column(tr("Hình thức nộp"), _channel, 110, key="channel", shown=False),
            Column(
                tr("Hẹn trả ban đầu"),
                self._original,
                110,
                key="original_appointment",
                kind="moment",
                field="original_appointment_at",
                shown=False,
            ),
            Column(tr("Ngày có kết quả"), self._resolved, 110, sort="resolved_at", key="resolved", kind="moment", shown=False),
            Column(tr("Ngày trả"), self._returned, 92, key="returned", kind="moment", field="returned_at", shown=False),
            Column(
                tr("Số lần gia hạn"), _extensions, 90, right=True, key="extensions", kind="number", field="extension_count", shown=False
            ),
            Column(tr("Văn bản xin lỗi"), _apology, 130, key="apology", shown=False),
            Column(tr("Ghi chú"), _note, 180, key="note", shown=False),
        )

    def _original(self, row: DossierRow) -> str:
        return words.short_moment(row.original_appointment_at, self.office.today())

    def _resolved(self, row: DossierRow) -> str:
        return words.short_moment(row.resolved_at, self.office.today())

    def _returned(self, row: DossierRow) -> str:
        return words.short_moment(row.returned_at, self.office.today())

    def _received(self, row: DossierRow) -> str:
        return words.short_day(row.received_at.date() if row.received_at else None, self.office.today())

    def _appointment(self, row: DossierRow) -> str:
        return words.short_day(row.appointment_at.date() if row.appointment_at else None, self.office.today())

    def _chip(self, row: DossierRow) -> str:
        due = row.appointment_at.date() if row.appointment_at else None
        if row.state == "paused" and row.status == WAITING_FOR_MONEY:
            return tr("chờ nộp tiền")
        return words.due_chip("dossier_state", row.state, row.days_left, due=due, today=self.office.today())

    def load_detail(self, record_id: int) -> Detail:
        """The dossier, how late it is, and the way it went."""
        when, calendar = self.office.when(), self.office.calendar()
        whole = self.operations.ask(load_whole, record_id, when, calendar)
        row = whole.row
        return Detail(
            title=row.dossier_code,
            heading=row.procedure_name or tr("(chưa ghi thủ tục)"),
            lines=(_procedure_line(whole), " · ".join(part for part in (row.applicant, hidden_phone(row.phone)) if part), row.address),
            boxes=(_box(row),),
            facts=(
                (tr("Đang giữ"), row.holder),
                (tr("Người xử lý"), " · ".join(part for part in (row.handler, row.department) if part)),
                (tr("Văn bản xin lỗi"), " · ".join(part for part in (row.apology_number, words.day(row.apology_date)) if part)),
                (tr("Lý do trễ"), whole.late_reason),
                (tr("Ghi chú"), row.note),
            ),
            happenings=happenings("dossier_event", whole.timeline, when.today),
            explanation=whole.explanation,
            files=((tr("Tệp"), tuple(self.operations.ask(attachments_of, self.table, record_id))),),
        )


def hidden_phone(phone: str) -> str:
    """A telephone number with its middle hidden: enough to recognise, not to note down in passing."""
    digits = phone.replace(" ", "").replace(".", "")
    return f"{digits[:4]} *** {digits[-3:]}" if len(digits) >= 9 else phone


def _procedure_line(whole: DossierWhole) -> str:
    row = whole.row
    limit = ""
    if whole.limit_value is not None and whole.limit_unit:
        limit = words.limit(whole.limit_value, whole.limit_unit)
    code = tr("Mã TTHC {code}", code=row.procedure_code) if row.procedure_code else ""
    channel = tr("nộp {channel}", channel=label("channel", row.channel).lower())
    return " · ".join(part for part in (code, limit, channel) if part)


def _box(row: DossierRow) -> tuple[str, str]:
    """How the dossier stands, in a sentence."""
    due = words.moment(row.appointment_at)
    if row.state == "overdue":
        apology = "" if row.apology_number else " " + tr("Chưa có văn bản xin lỗi và đề nghị gia hạn.")
        return "late", tr("Trễ {days} ngày làm việc, hẹn trả {due}.", days=row.days_late, due=due) + apology
    if row.state in words.RUNNING_TONES and row.appointment_at is not None and row.days_left is not None:
        return words.tone(row.state), tr("Còn {days} ngày làm việc, hẹn trả {due}.", days=row.days_left, due=due)
    if row.state == "completed_late":
        return "done", tr("Có kết quả {resolved}, trễ {days} ngày làm việc.", resolved=words.moment(row.resolved_at), days=row.days_late)
    text = label("dossier_state", row.state)
    return words.tone(row.state), f"{text} · {label('dossier_status', row.status)}"


def _code(row: DossierRow) -> str:
    return row.dossier_code


def _procedure(row: DossierRow) -> str:
    return row.procedure_name


def _field(row: DossierRow) -> str:
    return row.field


def _applicant(row: DossierRow) -> str:
    return row.applicant


def _handler(row: DossierRow) -> str:
    return row.handler


def _department(row: DossierRow) -> str:
    return row.department


def _holder(row: DossierRow) -> str:
    return row.holder


def _status(row: DossierRow) -> str:
    return label("dossier_status", row.status)


def _procedure_code(row: DossierRow) -> str:
    return row.procedure_code


def _phone(row: DossierRow) -> str:
    return row.phone


def _address(row: DossierRow) -> str:
    return row.address


def _channel(row: DossierRow) -> str:
    return label("channel", row.channel)


def _extensions(row: DossierRow) -> str:
    return str(row.extension_count) if row.extension_count else ""


def _apology(row: DossierRow) -> str:
    return row.apology_number


def _note(row: DossierRow) -> str:
    return row.note


def _tone(row: DossierRow) -> str:
    return words.tone(row.state)
