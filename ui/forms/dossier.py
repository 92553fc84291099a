"""A one-stop dossier: received with the appointment shown and explained before it is saved, corrected with a reason."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QVBoxLayout

from models.errors import OfficeError
from models.labels import tr
from models.registers.dossiers.preview import Preview, preview_receipt
from models.registers.dossiers.queries import load_whole
from models.registers.dossiers.receipt import correct_dossier, receive_dossier
from models.registers.dossiers.rows import DossierEntry, DossierRow
from models.registers.dossiers.states import Status
from ui import words
from ui.forms import suggest
from ui.forms.doubles import same_dossier_code, watch_doubles
from ui.forms.form import Ask, Form, changed_only
from ui.forms.inputs import flag, labelled, line, moment, moment_now
from ui.forms.suggest import Place
from ui.parts.labels import plain, set_property

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.parts.action import Context

_REST_MS = 150
_FLAGS = ("digitised", "paid_online", "non_territorial")


def _asks(row: DossierRow | None, now: datetime) -> tuple[Ask, ...]:
    """The inputs that receiving and correcting share; six columns."""
    handler = Place(row.handling_department_id, row.handler_id, row.holder) if row is not None else None

    def of(name: str, empty: Any = None) -> Any:
        return getattr(row, name) if row is not None else empty

    procedure = (row.procedure_code, row.procedure_name) if row is not None else None
    return (
        Ask("procedure", tr("Thủ tục"), suggest.procedure, procedure, width=6),
        Ask("applicant", tr("Người nộp"), line, of("applicant"), width=2),
        Ask("phone", tr("Điện thoại"), line, of("phone"), width=2),
        Ask("channel", tr("Hình thức nộp"), labelled("channel", int), of("channel"), width=2),
        Ask("address", tr("Địa chỉ"), line, of("address"), width=4),
        Ask("handler", tr("Đơn vị, người xử lý"), suggest.place, handler, width=2),
        Ask("received_at", tr("Ngày giờ nhận"), moment_now, of("received_at", now.replace(second=0, microsecond=0)), width=2),
        Ask("appointment_at", tr("Hẹn trả"), moment, of("appointment_at"), width=2),
        Ask("dossier_code", tr("Mã hồ sơ"), line, of("dossier_code"), width=2),
    )


def _flag_asks(values: dict[str, bool]) -> tuple[Ask, ...]:
    return (
        Ask("digitised", "", flag(tr("Đã số hóa hồ sơ")), values.get("digitised"), width=2),
        Ask("paid_online", "", flag(tr("Thanh toán trực tuyến")), values.get("paid_online"), width=2),
        Ask("non_territorial", "", flag(tr("Nhận ngoài địa bàn")), values.get("non_territorial"), width=2),
    )


def _entered(values: dict[str, Any]) -> dict[str, Any]:
    """The columns of a dossier as they were entered."""
    code, name = values.pop("procedure")
    handler: Place = values.pop("handler")
    values.update(procedure_code=code, procedure_name=name, handler_id=handler.official_id)
    # A name that is none of ours is a body outside the office, which holds the dossier.
    values.update(handling_department_id=handler.department_id, holder=handler.name)
    return values


class NewDossier(Form):
    """Receives a dossier. The appointment follows procedure and receipt until a person gives another."""

    everyday = ("procedure", "applicant", "phone", "address", "handler")

    def __init__(self, context: Context) -> None:
        asks = (
            *_asks(None, context.office.now()),
            *_flag_asks({}),
            Ask("status", "", flag(tr("Mới đăng ký trực tuyến, chưa tiếp nhận (chưa tính hạn)")), width=6),
            Ask("note", tr("Ghi chú"), line, width=6),
        )
        super().__init__(context, tr("Tiếp nhận hồ sơ"), tr("Tiếp nhận"), receive_dossier, asks=asks, columns=6, width=820, select=True)
        self._opened_at = self.input("received_at").value()
        self._counted: datetime | None = None
        self.box = QFrame()
        self.box.setProperty("box", "done")
        column = QVBoxLayout(self.box)
        column.setContentsMargins(10, 8, 10, 8)
        self.told = plain("", wrap=True)
        column.addWidget(self.told)
        self.column.insertWidget(self.column.count() - 1, self.box)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.look_ahead)
        for name in ("procedure", "received_at", "status"):
            self.input(name).changed.connect(self._rest.start)
        watch_doubles(self, "dossier_code", same_dossier_code)
        self.look_ahead()
        self.offer_repeat(self._new_one, carry=("channel",))

    def _new_one(self) -> Form:
        return NewDossier(self.context)

    def kept_apart(self, name: str) -> bool:
        """An appointment that nobody touched is counted anew."""
        return name == "appointment_at" and self.input(name).value() == self._counted

    def look_ahead(self) -> None:
        """Show the code, the limit and the appointment that this receipt would have, and why."""
        code, name = self.input("procedure").value()
        entry = DossierEntry(
            procedure_code=code,
            procedure_name=name,
            received_at=self.input("received_at").value(),
            status=Status.REGISTERED if self.input("status").value() else Status.ACCEPTED,
        )
        try:
            ahead = preview_receipt(self.context.office, entry)
        except OfficeError as error:
            self._show("late", words.sentence(error))
            return
        appointment = self.input("appointment_at")
        if appointment.value() == self._counted:
            # Nobody gave another one by hand.
            self._counted = ahead.appointment_at
            appointment.set_value(ahead.appointment_at)
        placeholder = tr("tự cấp: {code}", code=ahead.code) if ahead.code else tr("chưa có mã định danh cơ quan")
        self.cells["dossier_code"].widget.setPlaceholderText(placeholder)  # type: ignore[attr-defined]
        self._show(*_sentence(ahead, name))

    def _show(self, tone: str, text: str) -> None:
        self.told.setText(text)
        set_property(self.box, "box", tone)
        self.told.style().polish(self.told)

    def arguments(self) -> dict[str, Any]:
        """The entry. An appointment that nobody touched is left to the clock."""
        values = _entered(self.values())
        values["status"] = Status.REGISTERED if values["status"] else Status.ACCEPTED
        if values["appointment_at"] == self._counted:
            values["appointment_at"] = None
        if values["received_at"] == self._opened_at:
            # Received when it is saved, not when the form was opened.
            values["received_at"] = None
        return {"entry": DossierEntry(**values)}


def _sentence(ahead: Preview, name: str) -> tuple[str, str]:
    """Tone and words of what the receipt will say."""
    if not name:
        return "done", tr("Chọn thủ tục để thấy thời hạn và giờ hẹn trả trước khi lưu.")
    if ahead.limit_value is None or not ahead.limit_unit:
        return "soon", tr("Thủ tục này không ghi thời hạn: hãy tự ghi giờ hẹn trả, hoặc để trống nếu không hẹn.")
    limit = words.limit(ahead.limit_value, ahead.limit_unit)
    head = tr("Thời hạn {limit}", limit=limit) + (f" · {ahead.field}" if ahead.field else "")
    if ahead.appointment_at is None:
        return "done", tr("{head}. Chưa tiếp nhận nên chưa tính hạn.", head=head)
    return "ok", tr("{head}. Hẹn trả {due}: {why}.", head=head, due=words.moment(ahead.appointment_at), why=ahead.explanation)


class CorrectDossier(Form):
    """Puts fields right, with a reason."""

    def __init__(self, context: Context, row: DossierRow) -> None:
        office = context.office
        whole = context.operations.ask(load_whole, row.id, office.when(), office.calendar())
        done = row.resolved_at is not None
        results = (
            (
                Ask("resolved_at", tr("Có kết quả lúc"), moment, row.resolved_at, width=2),
                *((Ask("returned_at", tr("Trả lúc"), moment, row.returned_at, width=2),) if row.returned_at is not None else ()),
            )
            if done
            else ()
        )
        asks = (
            *_asks(row, office.now()),
            *results,
            *_flag_asks({name: getattr(whole, name) for name in _FLAGS}),
            Ask("note", tr("Ghi chú"), line, row.note, width=6),
            Ask("reason", tr("Lý do sửa"), line, width=6),
        )
        title = tr("Sửa hồ sơ {code}", code=row.dossier_code)
        super().__init__(context, title, tr("Lưu sửa"), correct_dossier, row.id, asks=asks, columns=6, width=820)
        watch_doubles(self, "dossier_code", same_dossier_code, ignore_id=row.id)
        self._stood = _entered(self.values())

    def first(self) -> QWidget:
        """Whatever is to be put right."""
        return self.cells["applicant"].widget

    def arguments(self) -> dict[str, Any]:
        """What differs from what the form showed when it opened."""
        values = _entered(self.values())
        reason = values.pop("reason")
        return {"changes": changed_only(values, self._stood), "reason": reason}


def new_dossier(context: Context, row: Any = None) -> Form:  # noqa: ARG001 - the signature of actions
    """Open the form that receives a dossier."""
    return NewDossier(context).show_it()


def correct(context: Context, row: DossierRow) -> Form:
    """Open the form that puts a dossier right."""
    return CorrectDossier(context, row).show_it()
