"""What can be done with many records of a book at once, as data: the fields that may be changed, and the other verbs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from models.labels import tr
from models.registers.bulk import Mode
from models.registers.directives.services import cancel_directive
from models.registers.dossiers.receipt import cancel_dossier
from models.registers.many import Many, change_many
from models.registers.tasks.followup import log_reminder
from models.registers.tasks.services import cancel_task, complete_task
from ui.forms import suggest
from ui.forms.cell import Ask
from ui.forms.inputs import day, due, labelled, line, lines

if TYPE_CHECKING:
    from models.office import Office
    from models.progress import Report
    from ui.parts.action import Context

FULL = (Mode.KEEP, Mode.FILL, Mode.REPLACE, Mode.CLEAR)
GIVEN = (Mode.KEEP, Mode.FILL, Mode.REPLACE)
CHOSEN = (Mode.KEEP, Mode.REPLACE)
# What is added wherever something is typed.
ADDED: tuple[Mode, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A field that many may be given alike, and what may become of it; without modes it is done wherever something is typed."""

    ask: Ask
    modes: tuple[Mode, ...]


@dataclass(frozen=True, slots=True)
class Verb:
    """Something else than changing fields: asks once, then `work(office, ids, values, report=)` for all."""

    key: str
    text: str
    asks: Sequence[Ask]
    work: Callable[..., Many]


def fields_of(book: str) -> tuple[Field, ...]:
    """The fields of a book, those most often changed first."""
    note = Field(Ask("note", tr("Ghi chú"), line), FULL)
    moved = tr("+5 là năm ngày làm việc kể từ hôm nay")
    if book == "task":
        return (
            Field(Ask("lead", tr("Chủ trì"), suggest.place), FULL),
            Field(Ask("due_date", tr("Hạn"), due, remark=moved), GIVEN),
            Field(Ask("urgency", tr("Độ khẩn"), labelled("urgency")), CHOSEN),
            Field(Ask("add_tags", tr("Thêm chỉ mục (cách nhau bằng dấu ;)"), line), ADDED),
            Field(Ask("remove_tags", tr("Bỏ chỉ mục"), line), ADDED),
            Field(Ask("progress", tr("Tiến độ"), line), ADDED),
            Field(Ask("deliverable", tr("Sản phẩm"), line), FULL),
            note,
        )
    if book == "dossier":
        return (Field(Ask("handler", tr("Chuyển đến"), suggest.place), GIVEN), note)
    return (
        Field(Ask("recipient", tr("Chuyển cho"), suggest.place), GIVEN),
        Field(Ask("due_date", tr("Hạn xử lý"), due, remark=moved), GIVEN),
        Field(Ask("leader_instruction", tr("Ý kiến chỉ đạo"), line), GIVEN),
        note,
    )


def verbs_of(book: str, context: Context) -> tuple[Verb, ...]:
    """What else can be done with many of a book at once."""
    reason = Ask("reason", tr("Lý do"), lines(2))
    if book == "dossier":
        return (Verb("cancel", tr("Hủy hồ sơ"), (reason,), partial(_cancel, "dossier.cancel", cancel_dossier)),)
    if book == "directive":
        return (Verb("cancel", tr("Hủy văn bản"), (reason,), partial(_cancel, "directive.cancel", cancel_directive)),)
    today = context.office.today()
    evidence = (
        Ask("evidence_number", tr("Số văn bản kết quả"), line),
        Ask("evidence_date", tr("Ngày văn bản kết quả"), day),
        Ask("evidence_note", tr("Ghi chú kết quả, hoặc vì sao không có văn bản"), line),
        Ask("completed_date", tr("Ngày hoàn thành"), day, today),
    )
    return (
        Verb("complete", tr("Hoàn thành"), evidence, _complete),
        Verb("remind", tr("Đôn đốc"), (Ask("content", tr("Nội dung đôn đốc"), lines(2)),), _remind),
        Verb("cancel", tr("Hủy nhiệm vụ"), (reason,), partial(_cancel, "task.cancel", cancel_task)),
    )


def _cancel(
    label: str, service: Callable[..., object], office: Office, ids: Sequence[int], values: dict[str, Any], *, subject: str, report: Report
) -> Many:
    return change_many(office, label, ids, partial(service, **values), subject=subject, reason=values["reason"], report=report)


def _complete(office: Office, ids: Sequence[int], values: dict[str, Any], *, subject: str, report: Report) -> Many:
    given = {**values, "completed_date": values["completed_date"] or office.today()}
    return change_many(office, "task.complete", ids, partial(complete_task, **given), subject=subject, report=report)


def _remind(office: Office, ids: Sequence[int], values: dict[str, Any], *, subject: str, report: Report) -> Many:
    return change_many(office, "task.remind", ids, partial(log_reminder, **values), subject=subject, report=report)
