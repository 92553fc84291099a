"""Hồ sơ một cửa: the register of one-stop dossiers."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Any

from models.clock.periods import Period, period_before, period_containing
from models.labels import label, tr
from models.registers.dossiers import queries
from models.registers.dossiers.queries import load_whole
from models.registers.dossiers.rows import DossierQuery, DossierRow, DossierWhole
from models.registers.procedures import fields_in_use
from models.registers.staff import list_officials
from ui import words
from ui.pages.register_page import Filter, RegisterPage
from ui.parts.chips import StateChoice
from ui.parts.columns import Column
from ui.parts.detail import Detail
from ui.parts.happenings import happenings

WAITING_FOR_MONEY = 6
OPEN = frozenset({"in_progress_within_due", "due_soon", "overdue", "paused", "no_due_date", "not_accepted_yet"})


class DossiersPage(RegisterPage):
    """What is being handled, the nearest appointment on top."""

    actions_module = "ui.actions.dossiers"
    table = "dossier"
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
        self.noun = tr("hồ sơ")
        self.empty_text = tr("Chưa có hồ sơ nào ở đây. Bấm “Tiếp nhận hồ sơ” (Ctrl+N); đang lọc hay tìm thì bỏ bớt điều kiện.")
        super().__init__(*args)

    def queries(self) -> ModuleType:
        """The register of dossiers."""
        return queries

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

    def filters(self) -> Sequence[Filter]:
        """By field, by who handles it, by the period of receipt."""
        with self.office.read() as conn:
            fields = fields_in_use(conn, self.office.today())
            officials = list_officials(conn)
        return (
            Filter(tr("Lĩnh vực"), tuple((name, (("field", name),)) for name in fields), ("field",)),
            Filter(tr("Người xử lý"), tuple((row.name, (("handler_id", row.id),)) for row in officials), ("handler_id",)),
            Filter(tr("Kỳ nhận"), self._periods(), ("received_from", "received_to")),
        )

    def _periods(self) -> tuple[tuple[str, tuple[tuple[str, Any], ...]], ...]:
        """This reporting period and the five before it."""
        cutoff, today = self.office.settings().cutoff_day, self.office.today()
        period = period_containing(today, cutoff)
        offered = []
        for _ in range(6):
            offered.append(_period_choice(period))
            period = period_before(period, cutoff)
        return tuple(offered)

    def columns(self) -> Sequence[Column]:
        """Code, what, who, from when to when, how it stands."""
        return (
            Column(tr("Mã hồ sơ"), _code, 128, sort="dossier_code"),
            Column(tr("Thủ tục"), _procedure, 210, stretch=True),
            Column(tr("Lĩnh vực"), _field, 88, sort="field"),
            Column(tr("Người nộp"), _applicant, 112),
            Column(tr("Nhận"), self._received, 86, sort="received_at"),
            Column(tr("Hẹn trả"), self._appointment, 86, sort="appointment_at"),
            Column(tr("Tình trạng"), self._chip, 118, look="chip", tone=_tone),
        )

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
        )


def _period_choice(period: Period) -> tuple[str, tuple[tuple[str, Any], ...]]:
    text = tr("{first} – {last}", first=words.day(period.first), last=words.day(period.last))
    return text, (("received_from", period.first), ("received_to", period.last))


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


def _tone(row: DossierRow) -> str:
    return words.tone(row.state)
