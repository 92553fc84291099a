"""What can be done with a one-stop dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.errors import OfficeError
from models.labels import LABELS, label, tr
from models.registers.dossiers.receipt import accept_dossier, cancel_dossier
from models.registers.dossiers.rows import DossierRow
from models.registers.dossiers.services import (
    extend_dossier,
    forward_dossier,
    pause_dossier,
    record_apology,
    refuse_dossier,
    resolve_dossier,
    resume_dossier,
    return_dossier,
    start_processing,
    stop_dossier,
    withdraw_dossier,
)
from models.registers.dossiers.states import Status, may_follow
from models.registers.overdue_reasons import list_reasons
from ui import words
from ui.actions import workbooks
from ui.actions.attachments import file_actions
from ui.forms import dossier, suggest
from ui.forms.form import Ask, Form, ask_reason
from ui.forms.inputs import choice, day, line, lines, moment, moment_now
from ui.forms.suggest import Place
from ui.parts.action import Action

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from models.office import Office
    from models.outcome import Outcome
    from ui.parts.action import Context

_OPEN = frozenset({Status.ACCEPTED, Status.PROCESSING, Status.SUPPLEMENT, Status.FINANCIAL})
_PAUSED = frozenset({Status.SUPPLEMENT, Status.FINANCIAL})


def actions() -> tuple[Action, ...]:
    """The menu of the page Hồ sơ một cửa; the order is that of the buttons beside a dossier."""
    return (
        Action("dossier.new", tr("Tiếp nhận hồ sơ"), dossier.new_dossier, kind="new", shortcut="Ctrl+N"),
        Action("dossier.accept", tr("Tiếp nhận"), accept, enabled=_can(Status.ACCEPTED), detail=True),
        Action("dossier.resume", tr("Tiếp tục giải quyết"), resume, enabled=_is(_PAUSED), detail=True),
        Action("dossier.apologise", tr("Ghi văn bản xin lỗi"), apologise, enabled=_owes_apology, detail=True),
        Action("dossier.resolve", tr("Đã có kết quả"), resolve, shortcut="Ctrl+H", enabled=_can(Status.RESOLVED), detail=True),
        Action("dossier.return", tr("Trả kết quả"), give_back, shortcut="Ctrl+R", enabled=_can(Status.RETURNED), detail=True),
        Action("dossier.forward", tr("Chuyển"), forward, shortcut="Space", also="Ctrl+T", enabled=_can_be_forwarded, detail=True),
        Action("dossier.pause", tr("Tạm dừng tính hạn"), pause, shortcut="Ctrl+M", enabled=_can(Status.SUPPLEMENT), detail=True),
        Action("dossier.extend", tr("Xin lỗi, hẹn lại"), extend, shortcut="Ctrl+G", enabled=_is(_OPEN)),
        Action("dossier.refuse", tr("Không tiếp nhận"), refuse, enabled=_can(Status.REFUSED)),
        Action("dossier.withdraw", tr("Công dân rút hồ sơ"), withdraw, enabled=_can(Status.WITHDRAWN)),
        Action("dossier.stop", tr("Dừng giải quyết"), stop, enabled=_can(Status.STOPPED)),
        *file_actions("dossier", _in_force),
        Action("dossier.correct", tr("Sửa"), dossier.correct, shortcut="F2", enabled=_in_force),
        *workbooks.dossier_actions(),
        Action("dossier.cancel", tr("Hủy hồ sơ"), cancel, shortcut="Del", enabled=_in_force),
    )


def _in_force(row: DossierRow) -> bool:
    return row.state != "cancelled"


def _can(following: Status) -> Callable[[DossierRow], bool]:
    """Whether the status may become this one."""

    def possible(row: DossierRow) -> bool:
        return _in_force(row) and may_follow(row.status, following)

    return possible


def _is(statuses: frozenset[Status]) -> Callable[[DossierRow], bool]:
    def possible(row: DossierRow) -> bool:
        return _in_force(row) and row.status in statuses

    return possible


def _can_be_forwarded(row: DossierRow) -> bool:
    return _can(Status.PROCESSING)(row) and row.status not in _PAUSED


def _owes_apology(row: DossierRow) -> bool:
    return row.state == "overdue" and not row.apology_number


def _intro(row: DossierRow) -> str:
    due = tr("hẹn trả {due}", due=words.moment(row.appointment_at)) if row.appointment_at else ""
    first = " · ".join(part for part in (row.dossier_code, row.applicant, due) if part)
    return f"{first}\n{words.shortened(row.procedure_name, 120)}"


def _form(context: Context, row: DossierRow, title: str, verb: str, service: Any, *, asks: Sequence[Ask], **more: Any) -> Form:
    """A form about a dossier, which it names on top."""
    return Form(context, title, verb, service, row.id, asks=asks, intro=_intro(row), **more).show_it()


def _at(text: str) -> Ask:
    """When it happened; now where the field is left empty."""
    return Ask("at", text, moment_now, remark=tr("để trống là bây giờ"))


def accept(context: Context, row: DossierRow) -> Form:
    """From now on the clock runs."""
    return _form(context, row, tr("Tiếp nhận hồ sơ đăng ký"), tr("Tiếp nhận"), accept_dossier, asks=(_at(tr("Tiếp nhận lúc")),), columns=1)


def forward(context: Context, row: DossierRow) -> Form:
    """Who holds it from now on."""
    service = start_processing if row.status == Status.ACCEPTED else forward_dossier

    def arranged(values: dict[str, Any]) -> dict[str, Any]:
        to: Place = values["handler"]
        return {
            "department_id": to.department_id,
            "handler_id": to.official_id,
            "holder": to.name,
            "at": values["at"],
            "note": values["note"],
        }

    # Whoever holds it already is no proposal: it goes to somebody else.
    proposed = Place(row.handling_department_id, row.handler_id) if row.status == Status.ACCEPTED else None
    asks = (
        Ask("handler", tr("Chuyển đến"), suggest.place, proposed),
        _at(tr("Chuyển lúc")),
        Ask("note", tr("Ghi chú"), line, width=2),
    )
    return _form(context, row, tr("Chuyển hồ sơ"), tr("Chuyển"), service, asks=asks, arrange=arranged)


def pause(context: Context, row: DossierRow) -> Form:
    """What the citizen was asked for."""
    # What is always typed stands first.
    asks = (
        Ask("reason", tr("Lý do, giấy tờ cần bổ sung"), lines(2), width=2),
        Ask("kind", tr("Chờ gì"), choice([(code, label("pause_kind", code)) for code in LABELS["pause_kind"]])),
        _at(tr("Từ lúc")),
        Ask("document_number", tr("Số phiếu yêu cầu (mẫu 02)"), line),
    )
    return _form(context, row, tr("Tạm dừng tính hạn"), tr("Tạm dừng"), pause_dossier, asks=asks)


def resume(context: Context, row: DossierRow) -> Form:
    """The papers or the money are there."""
    asks = (_at(tr("Đủ giấy tờ lúc")), Ask("note", tr("Ghi chú"), line))
    return _form(context, row, tr("Tiếp tục giải quyết"), tr("Tiếp tục"), resume_dossier, asks=asks, columns=1)


class _Resolve(Form):
    """Asks for the reason of lateness only where the result is late."""

    def __init__(self, context: Context, row: DossierRow) -> None:
        self._due = row.appointment_at
        reasons = context.operations.ask(list_reasons)
        asks = (
            _at(tr("Có kết quả lúc")),
            Ask("late_reason_code", tr("Lý do trễ"), choice([("", ""), *((each.code, each.name) for each in reasons)])),
            Ask("late_reason", tr("Nói rõ thêm về lý do trễ"), line),
        )
        super().__init__(
            context, tr("Đã có kết quả"), tr("Ghi kết quả"), resolve_dossier, row.id, asks=asks, columns=1, intro=_intro(row), width=560
        )
        self.input("at").changed.connect(self._show_reason)
        self._show_reason()

    def _show_reason(self) -> None:
        at = self.input("at").value() or self.context.office.now()
        late = self._due is not None and at > self._due
        for name in ("late_reason_code", "late_reason"):
            self.cells[name].setVisible(late)


def resolve(context: Context, row: DossierRow) -> Form:
    """The result is there."""
    return _Resolve(context, row).show_it()


def give_back(context: Context, row: DossierRow) -> Form:
    """The citizen has the result."""
    ways = [tr("trực tiếp"), tr("trực tuyến"), tr("bưu chính công ích")]
    asks = (_at(tr("Trả lúc")), Ask("return_method", tr("Cách trả"), choice([(way, way) for way in ways])))
    return _form(context, row, tr("Trả kết quả"), tr("Trả"), return_dossier, asks=asks)


def extend(context: Context, row: DossierRow) -> Form:
    """A new appointment with a letter of apology."""
    asks = (
        Ask("new_appointment", tr("Hẹn trả mới"), moment),
        Ask("apology_number", tr("Số văn bản xin lỗi (mẫu 04)"), line),
        Ask("apology_date", tr("Ngày văn bản xin lỗi"), day),
        Ask("reason", tr("Lý do"), lines(2), width=2),
    )
    return _form(context, row, tr("Xin lỗi và hẹn lại ngày trả"), tr("Hẹn lại"), _extend, asks=asks)


def _extend(office: Office, dossier_id: int, *, new_appointment: Any, **values: Any) -> Outcome:
    if new_appointment is None:
        raise OfficeError("missing", field="new_appointment_at")
    return extend_dossier(office, dossier_id, new_appointment=new_appointment, **values)


def apologise(context: Context, row: DossierRow) -> Form:
    """The letter of apology for a late dossier."""
    asks = (
        Ask("number", tr("Số văn bản xin lỗi (mẫu 04)"), line),
        Ask("apology_date", tr("Ngày văn bản xin lỗi"), day, context.office.today()),
    )
    return _form(context, row, tr("Ghi văn bản xin lỗi"), tr("Ghi"), _apologise, asks=asks)


def _apologise(office: Office, dossier_id: int, *, number: str, apology_date: Any) -> Outcome:
    if not number:
        raise OfficeError("missing", field="number")
    return record_apology(office, dossier_id, number=number, apology_date=apology_date)


def refuse(context: Context, row: DossierRow) -> Form:
    """Not accepted, with the reason the citizen is told."""
    return ask_reason(context, tr("Không tiếp nhận hồ sơ"), tr("Không tiếp nhận"), refuse_dossier, row.id, intro=_intro(row))


def withdraw(context: Context, row: DossierRow) -> Form:
    """The citizen takes it back."""
    return ask_reason(context, tr("Công dân rút hồ sơ"), tr("Ghi đã rút"), withdraw_dossier, row.id, intro=_intro(row))


def stop(context: Context, row: DossierRow) -> Form:
    """No result, for a reason."""
    return ask_reason(context, tr("Dừng giải quyết"), tr("Dừng giải quyết"), stop_dossier, row.id, intro=_intro(row))


def cancel(context: Context, row: DossierRow) -> Form:
    """It was entered by mistake."""
    return ask_reason(context, tr("Hủy hồ sơ"), tr("Hủy hồ sơ"), cancel_dossier, row.id, intro=_intro(row))
