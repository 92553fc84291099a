"""Why an appointment is on that day, in one sentence, and what happened to a dossier in order of time."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

from models.clock.deadlines import Appointment, ClockRules, DossierState, Limit, LimitUnit, Pause, appointment
from models.clock.working_days import Calendar
from models.labels import label, tr
from models.registers.dossiers.rows import DossierRow, ExtensionRow, PauseRow, StepRow, TimelineItem
from models.registers.dossiers.states import CLOSED_STATUSES, Status


def rules_text(rules: ClockRules) -> str:
    """The clock's rules as they are kept on a dossier."""
    cutoff = None if rules.cutoff is None else rules.cutoff.isoformat("minutes")
    return json.dumps(
        {
            "cutoff": cutoff,
            "late_receipt_counts_from_next_day": rules.late_receipt_counts_from_next_day,
            "appointment_time": rules.appointment_time.isoformat("minutes"),
        }
    )


def rules_of(text: str) -> ClockRules:
    """The rules kept on a dossier; those of the law where it keeps none (it came without an appointment of ours)."""
    if not text:
        return ClockRules()
    kept = json.loads(text)
    return ClockRules(
        cutoff=None if kept["cutoff"] is None else time.fromisoformat(kept["cutoff"]),
        late_receipt_counts_from_next_day=bool(kept["late_receipt_counts_from_next_day"]),
        appointment_time=time.fromisoformat(kept["appointment_time"]),
    )


def counted_appointment(stored: Mapping[str, Any], pauses: Sequence[PauseRow], calendar: Calendar) -> Appointment | None:
    """The appointment as the clock counts it from what stands on the dossier; None without a limit or before the acceptance."""
    received, value, unit = stored["received_at"], stored["limit_value"], stored["limit_unit"]
    if received is None or value is None or not unit or stored["status"] == Status.REGISTERED:
        return None
    held = [Pause(pause.paused_from, pause.paused_to, label("pause_kind", pause.kind)) for pause in pauses]
    return appointment(received, Limit(value, LimitUnit(unit)), calendar, rules_of(stored["clock_rules"]), held)


def _moment(value: datetime) -> str:
    return f"{value:%d/%m/%Y %H:%M}"


def explain(stored: Mapping[str, Any], pauses: Sequence[PauseRow], row: DossierRow, calendar: Calendar) -> str:
    """One sentence: how the appointment was counted, what stands on the receipt where that differs, and how late the dossier is."""
    counted = counted_appointment(stored, pauses, calendar)
    given, original = stored["appointment_at"], stored["original_appointment_at"]
    parts = []
    if stored["status"] == Status.REGISTERED:
        parts.append(tr("chưa tiếp nhận nên chưa tính hạn"))
    elif stored["status"] == Status.REFUSED:
        parts.append(tr("không được tiếp nhận nên không tính hạn"))
    elif counted is not None:
        parts.append(counted.explanation)
    elif given is not None:
        parts.append(tr("hẹn {given} theo giấy tiếp nhận, thủ tục không ghi thời hạn để tính", given=_moment(given)))
    else:
        parts.append(tr("chưa có ngày hẹn, thủ tục không ghi thời hạn để tính"))
    if counted is not None and counted.due_at is not None and given is not None and given != counted.due_at:
        parts.append(tr("giấy hẹn ghi {given}", given=_moment(given)))
    if stored["extension_count"]:
        parts.append(tr("đã gia hạn {count} lần, hẹn ban đầu {original}", count=stored["extension_count"], original=_moment(original)))
    if row.state is DossierState.OVERDUE:
        parts.append(tr("đã trễ {count} ngày làm việc", count=row.days_late))
    elif row.state is DossierState.COMPLETED_LATE:
        parts.append(tr("có kết quả {resolved}, trễ {count} ngày làm việc", resolved=_moment(stored["resolved_at"]), count=row.days_late))
    return "; ".join(parts)


def timeline(
    stored: Mapping[str, Any], pauses: Sequence[PauseRow], steps: Sequence[StepRow], extensions: Sequence[ExtensionRow]
) -> tuple[TimelineItem, ...]:
    """All that happened, in order of time. What happens at the same moment stands in the order in which work goes."""
    items: list[TimelineItem] = []

    def add(at: datetime | None, kind: str, **facts: object) -> None:
        if at is not None:
            items.append(TimelineItem(at, kind, facts))

    registered = stored["status"] == Status.REGISTERED
    add(stored["received_at"], "registered" if registered else "received", appointment_at=stored["original_appointment_at"])
    for step in steps:
        add(step.at, step.action, holder=step.holder, author=step.author, note=step.note)
    for pause in pauses:
        add(pause.paused_from, f"paused_{pause.kind}", reason=pause.reason, document_number=pause.document_number)
        add(pause.paused_to, "resumed")
    for extension in extensions:
        add(
            extension.requested_at,
            "extended",
            reason=extension.reason,
            new_appointment_at=extension.new_appointment_at,
            apology_number=extension.apology_number,
        )
    add(stored["resolved_at"], "resolved", late_reason=stored["late_reason"], late_reason_code=stored["late_reason_code"])
    add(stored["returned_at"], "returned", return_method=stored["return_method"])
    if stored["status"] in CLOSED_STATUSES:
        kinds = {Status.REFUSED: "refused", Status.WITHDRAWN: "withdrawn", Status.STOPPED: "stopped"}
        add(stored["closed_at"], kinds[Status(stored["status"])], reason=stored["close_reason"])
    add(stored["cancelled_at"], "cancelled", reason=stored["cancel_reason"])
    return tuple(sorted(items, key=lambda item: item.at))
