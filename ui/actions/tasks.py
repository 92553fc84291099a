"""What can be done with a task."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.labels import tr
from models.registers.recent_use import last_decider
from models.registers.tasks.followup import (
    add_note,
    answer_obstacle,
    decide_extension,
    extend_task,
    log_reminder,
    raise_obstacle,
    request_extension,
    return_draft,
    submit_draft,
)
from models.registers.tasks.rows import TAG_SEPARATOR, TaskRow, TaskWhole
from models.registers.tasks.services import (
    cancel_task,
    complete_coordinator_part,
    complete_task,
    reopen_task,
    resume_task,
    set_tags,
    suspend_task,
)
from models.registers.tasks.whole import load_whole
from ui import words
from ui.actions import reminders, workbooks
from ui.actions.attachments import file_actions
from ui.forms import task
from ui.forms.form import Ask, Form, ask_reason
from ui.forms.inputs import choice, day, due, files, line, lines
from ui.parts.action import Action

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.office import Office
    from models.outcome import Outcome
    from ui.parts.action import Context


def actions() -> tuple[Action, ...]:
    """The menu of the page Nhiệm vụ; the order is that of the buttons beside a task."""
    return (
        Action("task.new", tr("Giao nhiệm vụ"), task.new_task, kind="new", shortcut="Ctrl+N"),
        Action("task.complete", tr("Hoàn thành"), complete, shortcut="Ctrl+H", enabled=_open, detail=True),
        Action("task.resume", tr("Tiếp tục"), resume, enabled=_suspended, detail=True),
        Action("task.extend", tr("Gia hạn"), extend, shortcut="Ctrl+G", enabled=_has_due_date, detail=True),
        Action("task.note", tr("Ghi tiến độ"), note, shortcut="Space", also="Ctrl+T", enabled=_in_force, detail=True),
        Action("task.remind", tr("Đôn đốc"), remind, shortcut="Ctrl+D", enabled=_open, detail=True),
        Action("task.reopen", tr("Mở lại"), reopen, enabled=_completed, detail=True),
        Action("task.share", tr("Phân công phối hợp"), task.share, enabled=_open),
        Action("task.part", tr("Phần phối hợp đã xong"), complete_part, enabled=_shared),
        Action("task.request_extension", tr("Xin gia hạn"), request, enabled=_has_due_date),
        Action("task.decide_extension", tr("Quyết định gia hạn"), decide, enabled=_has_due_date),
        Action("task.obstacle", tr("Nêu vướng mắc"), raise_one, shortcut="Ctrl+M", enabled=_open),
        Action("task.answer", tr("Trả lời vướng mắc"), answer, enabled=_in_force),
        Action("task.submit_draft", tr("Trình dự thảo"), submit, enabled=_open),
        Action("task.return_draft", tr("Dự thảo bị trả lại"), return_one, enabled=_open),
        Action("task.tags", tr("Gắn chỉ mục"), tag, enabled=_in_force),
        Action("task.suspend", tr("Tạm dừng"), suspend, enabled=_running),
        *file_actions("task", _in_force),
        Action("task.correct", tr("Sửa"), task.correct, shortcut="F2", enabled=_in_force),
        *reminders.actions(),
        *workbooks.task_actions(),
        Action("task.cancel", tr("Hủy nhiệm vụ"), cancel, shortcut="Del", enabled=_in_force),
    )


def _in_force(row: TaskRow) -> bool:
    return row.cancelled_at is None


def _open(row: TaskRow) -> bool:
    return _in_force(row) and row.completed_date is None


def _completed(row: TaskRow) -> bool:
    return _in_force(row) and row.completed_date is not None


def _suspended(row: TaskRow) -> bool:
    return _open(row) and row.suspended_at is not None


def _running(row: TaskRow) -> bool:
    return _open(row) and row.suspended_at is None


def _has_due_date(row: TaskRow) -> bool:
    return _open(row) and row.due_date is not None


def _shared(row: TaskRow) -> bool:
    return _open(row) and bool(row.coordinating)


def _intro(row: TaskRow) -> str:
    return words.shortened(row.content, 160)


def _whole(context: Context, row: TaskRow) -> TaskWhole:
    return context.operations.ask(load_whole, row.id, context.office.when(), context.office.calendar())


def _form(context: Context, row: TaskRow, title: str, verb: str, service: Any, *args: Any, asks: Sequence[Ask], **more: Any) -> Form:
    """A form about a task, which it names on top."""
    return Form(context, title, verb, service, *(args or (row.id,)), asks=asks, intro=more.pop("intro", _intro(row)), **more).show_it()


def complete(context: Context, row: TaskRow) -> Form:
    """The document that shows it, or why there is none, and when."""
    today = context.office.today()
    asks = (
        Ask("evidence_number", tr("Số văn bản kết quả"), line, width=3),
        Ask("evidence_date", tr("Ngày văn bản kết quả"), day, width=3),
        Ask("evidence_note", tr("Ghi chú kết quả, hoặc vì sao không có văn bản"), line, width=6),
        Ask("completed_date", tr("Ngày hoàn thành"), day, today, width=3),
        Ask("files", tr("Tệp kết quả"), files, width=6),
    )

    def arranged(values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "completed_date": values["completed_date"] or today}

    title = tr("Hoàn thành nhiệm vụ")
    return _form(context, row, title, tr("Hoàn thành"), complete_task, asks=asks, columns=6, width=640, arrange=arranged)


def _due_told(row: TaskRow) -> str:
    """The task, its due date, and the original one where it was moved."""
    told = tr("Hạn hiện nay: {due}", due=words.weekday(row.due_date)) if row.due_date else ""
    if row.original_due_date is not None and row.original_due_date != row.due_date:
        told += "; " + tr("hạn ban đầu: {due}", due=words.day(row.original_due_date))
    return f"{_intro(row)}\n{told}"


def extend(context: Context, row: TaskRow) -> Form:
    """A later date that was allowed already, as a rule by whoever allowed the last one."""
    asks = (
        Ask("new_due", tr("Hạn mới"), due, remark=tr("+5 là năm ngày làm việc kể từ hôm nay"), width=2),
        Ask("reason", tr("Lý do"), lines(2), width=2),
        Ask("decided_by", tr("Người cho phép"), line, context.operations.ask(last_decider)),
        Ask("decided_date", tr("Ngày cho phép"), day, context.office.today()),
    )
    return _form(context, row, tr("Gia hạn nhiệm vụ"), tr("Gia hạn"), _extend, asks=asks, intro=_due_told(row))


def _extend(office: Office, task_id: int, *, new_due: Any, decided_date: Any, decided_by: str, reason: str) -> Outcome:
    return extend_task(
        office,
        task_id,
        new_due=_needed(new_due, "new_due"),
        reason=reason,
        decided_by=decided_by,
        decided_date=decided_date or office.today(),
    )


def _needed(value: Any, field: str) -> Any:
    from models.errors import OfficeError

    if value is None:
        raise OfficeError("missing", field=field)
    return value


def request(context: Context, row: TaskRow) -> Form:
    """Ask for a later date."""
    asks = (
        Ask("new_due", tr("Hạn xin"), due, remark=tr("+5 là năm ngày làm việc kể từ hôm nay"), width=2),
        Ask("reason", tr("Lý do"), lines(2), width=2),
        Ask("requested_date", tr("Ngày xin"), day, context.office.today()),
    )
    return _form(context, row, tr("Xin gia hạn"), tr("Xin gia hạn"), _request, asks=asks, intro=_due_told(row))


def _request(office: Office, task_id: int, *, new_due: Any, requested_date: Any, reason: str) -> Outcome:
    return request_extension(
        office, task_id, new_due=_needed(new_due, "new_due"), reason=reason, requested_date=requested_date or office.today()
    )


def decide(context: Context, row: TaskRow) -> Form | None:
    """Allow or refuse what was asked for."""
    pending = next((each for each in _whole(context, row).extensions if each.decision == "pending"), None)
    if pending is None:
        _nothing(context, tr("Nhiệm vụ này không có đề nghị gia hạn nào đang chờ."))
        return None
    asked = tr("Xin đến {due}: {reason}", due=words.weekday(pending.new_due_date), reason=pending.reason)
    asks = (
        Ask("approved", tr("Quyết định"), choice([(True, tr("Cho gia hạn")), (False, tr("Không cho"))]), width=2),
        Ask("decided_by", tr("Người quyết định"), line, context.operations.ask(last_decider)),
        Ask("decided_date", tr("Ngày quyết định"), day, context.office.today()),
        Ask("note", tr("Ghi chú"), lines(2), width=2),
    )
    intro = f"{_due_told(row)}\n{asked}"
    title = tr("Quyết định gia hạn")
    return _form(context, row, title, tr("Ghi quyết định"), decide_extension, pending.id, asks=asks, intro=intro, arrange=_on(context))


def _on(context: Context) -> Any:
    """Dates left empty mean today."""

    def arranged(values: dict[str, Any]) -> dict[str, Any]:
        today = context.office.today()
        return {name: today if value is None and name.endswith("_date") else value for name, value in values.items()}

    return arranged


def _nothing(context: Context, text: str) -> None:
    context.operations.told.emit(text, False)  # noqa: FBT003 - the signal's own


def note(context: Context, row: TaskRow) -> Form:
    """How far the work is."""
    asks = (Ask("content", tr("Tiến độ"), lines(3)), Ask("author", tr("Người báo"), line, context.office.settings().user_name))
    return _form(context, row, tr("Ghi tiến độ"), tr("Ghi"), _note, asks=asks, columns=1)


def _note(office: Office, task_id: int, *, content: str, author: str) -> Outcome:
    return add_note(office, task_id, content, author=author)


def remind(context: Context, row: TaskRow) -> Form:
    """To whom the reminder went, and what it said."""
    asks = (Ask("addressee", tr("Gửi"), line, row.lead), Ask("content", tr("Nội dung đôn đốc"), lines(3)))
    return _form(context, row, tr("Đôn đốc"), tr("Ghi đã đôn đốc"), log_reminder, asks=asks, columns=1)


def complete_part(context: Context, row: TaskRow) -> Form | None:
    """Which coordinator is done, and when."""
    waiting = [(each.id, each.name) for each in _whole(context, row).coordinators if each.completed_date is None]
    if not waiting:
        _nothing(context, tr("Các đơn vị phối hợp đều đã xong."))
        return None
    asks = (
        Ask("coordinator", tr("Đơn vị phối hợp"), choice(waiting)),
        Ask("completed_date", tr("Ngày xong"), day, context.office.today()),
    )
    return _form(context, row, tr("Phần phối hợp đã xong"), tr("Ghi đã xong"), _complete_part, asks=asks, columns=1)


def _complete_part(office: Office, task_id: int, *, coordinator: int, completed_date: Any) -> Outcome:  # noqa: ARG001
    return complete_coordinator_part(office, coordinator, completed_date=completed_date or office.today())


def raise_one(context: Context, row: TaskRow) -> Form:
    """What is in the way, and who was told."""
    asks = (
        Ask("content", tr("Vướng mắc"), lines(3), width=2),
        Ask("raised_to", tr("Nêu với"), line),
        Ask("raised_date", tr("Ngày nêu"), day, context.office.today()),
    )
    return _form(context, row, tr("Nêu vướng mắc"), tr("Ghi vướng mắc"), _raise, asks=asks, arrange=_on(context))


def _raise(office: Office, task_id: int, *, content: str, raised_to: str, raised_date: Any) -> Outcome:
    return raise_obstacle(office, task_id, content, raised_to=raised_to, raised_date=raised_date)


def answer(context: Context, row: TaskRow) -> Form | None:
    """The answer to an obstacle that was raised."""
    waiting = [(each.id, words.shortened(each.content, 60)) for each in _whole(context, row).obstacles if each.answered_date is None]
    if not waiting:
        _nothing(context, tr("Nhiệm vụ này không có vướng mắc nào chờ trả lời."))
        return None
    asks = (
        Ask("obstacle", tr("Vướng mắc"), choice(waiting)),
        Ask("answer", tr("Trả lời"), lines(3)),
        Ask("answered_date", tr("Ngày trả lời"), day, context.office.today()),
    )
    return _form(context, row, tr("Trả lời vướng mắc"), tr("Ghi trả lời"), _answer, asks=asks, columns=1, arrange=_on(context))


def _answer(office: Office, task_id: int, *, obstacle: int, answer: str, answered_date: Any) -> Outcome:  # noqa: ARG001
    return answer_obstacle(office, obstacle, answer, answered_date=answered_date)


def submit(context: Context, row: TaskRow) -> Form:
    """To whom the draft went."""
    asks = (Ask("submitted_to", tr("Trình"), line), Ask("submitted_date", tr("Ngày trình"), day, context.office.today()))
    return _form(context, row, tr("Trình dự thảo"), tr("Ghi đã trình"), submit_draft, asks=asks, arrange=_on(context))


def return_one(context: Context, row: TaskRow) -> Form:
    """Why the draft came back."""
    asks = (Ask("reason", tr("Lý do trả lại"), lines(2)), Ask("returned_date", tr("Ngày trả lại"), day, context.office.today()))
    return _form(context, row, tr("Dự thảo bị trả lại"), tr("Ghi trả lại"), return_draft, asks=asks, columns=1, arrange=_on(context))


def tag(context: Context, row: TaskRow) -> Form:
    """The index tags, all of them."""
    asks = (Ask("tags", tr("Chỉ mục (cách nhau bằng dấu ;)"), line, TAG_SEPARATOR.join(row.tags)),)
    return _form(context, row, tr("Gắn chỉ mục"), tr("Gắn"), set_tags, asks=asks, columns=1, arrange=_split)


def _split(values: dict[str, Any]) -> dict[str, Any]:
    return {"tags": values["tags"].split(TAG_SEPARATOR.strip())}


def suspend(context: Context, row: TaskRow) -> Form:
    """The work rests, for a reason."""
    return ask_reason(context, tr("Tạm dừng nhiệm vụ"), tr("Tạm dừng"), suspend_task, row.id, intro=row.content)


def resume(context: Context, row: TaskRow) -> None:
    """The work goes on."""
    context.operations.run(resume_task, row.id)


def reopen(context: Context, row: TaskRow) -> Form:
    """It is not done after all."""
    return ask_reason(context, tr("Mở lại nhiệm vụ"), tr("Mở lại"), reopen_task, row.id, intro=row.content)


def cancel(context: Context, row: TaskRow) -> Form:
    """It does not count any more, for a reason."""
    return ask_reason(context, tr("Hủy nhiệm vụ"), tr("Hủy nhiệm vụ"), cancel_task, row.id, intro=row.content)
