"""What can be done with an incoming document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from models.labels import tr
from models.registers.directives.rows import DirectiveRow
from models.registers.directives.services import (
    cancel_directive,
    forward_directive,
    reply_to_directive,
    set_due_date,
)
from ui import words
from ui.actions.attachments import file_actions
from ui.forms import directive, suggest
from ui.forms.form import Ask, Form, ask_reason
from ui.forms.inputs import day, due, line, lines
from ui.forms.instruction import InstructionForm
from ui.forms.suggest import Place
from ui.forms.task import new_task_of
from ui.parts.action import Action

if TYPE_CHECKING:
    from models.office import Office
    from models.outcome import Outcome
    from ui.pages.directives import DirectivesPage
    from ui.parts.action import Context


def actions() -> tuple[Action, ...]:
    """The menu of the page Văn bản đến; the order is that of the buttons beside a document."""
    return (
        Action("directive.new", tr("Ghi văn bản đến"), directive.new_directive, kind="new", shortcut="Ctrl+N"),
        Action("directive.from_file", tr("Ghi từ tệp…"), from_file, kind="page"),
        Action("directive.forward", tr("Chuyển xử lý"), forward, shortcut="Ctrl+J", enabled=_not_forwarded, detail=True),
        Action("directive.reply", tr("Đã trả lời"), reply, shortcut="Ctrl+H", also="Ctrl+R", enabled=_unanswered, detail=True),
        Action("directive.task", tr("Giao nhiệm vụ"), new_task_of, shortcut="Ctrl+Shift+N", enabled=_open_to_all, detail=True),
        Action("directive.instruct", tr("Ghi bút phê"), instruct, shortcut="Space", also="Ctrl+T", enabled=_open_to_all, detail=True),
        Action("directive.forward_again", tr("Chuyển lại"), forward, enabled=_forwarded),
        Action("directive.due", tr("Đặt, đổi hạn xử lý"), move_due_date, shortcut="Ctrl+G", enabled=_unanswered),
        *file_actions("directive", _open_to_all),
        Action("directive.correct", tr("Sửa"), directive.correct, shortcut="F2", enabled=_in_force),
        Action("directive.cancel", tr("Hủy văn bản"), cancel, shortcut="Del", enabled=_in_force),
    )


def _in_force(row: DirectiveRow) -> bool:
    return not row.cancelled


def _open_to_all(row: DirectiveRow) -> bool:
    return _in_force(row) and not row.secret


def _forwarded(row: DirectiveRow) -> bool:
    return _in_force(row) and row.forwarded_date is not None


def _not_forwarded(row: DirectiveRow) -> bool:
    return _in_force(row) and row.forwarded_date is None


def _unanswered(row: DirectiveRow) -> bool:
    return _in_force(row) and row.reply_date is None


def _intro(row: DirectiveRow) -> str:
    name = tr("Số đến {number}/{year}", number=words.arrival_number(row.printed_number, secret=row.secret), year=row.year)
    return " · ".join(part for part in (name, row.document_number, words.shortened(row.subject, 110)) if part)


def _about(row: DirectiveRow) -> dict[str, Any]:
    """What every form about a document is told: its name on top, and that nothing of a secret one is kept as a draft."""
    return {"intro": _intro(row), "keep": not row.secret}


def from_file(context: Context, row: Any) -> None:  # noqa: ARG001 - as every action
    """Ask for files, which fill an entry each."""
    from ui.parts.attachments import choose_files

    if paths := choose_files(context.parent):
        cast("DirectivesPage", context.parent).take_documents(paths)


def forward(context: Context, row: DirectiveRow) -> Form:
    """To whom it goes, and when."""

    def arranged(values: dict[str, Any]) -> dict[str, Any]:
        to: Place = values["recipient"]
        ids = {"department_id": to.department_id, "official_id": to.official_id, "recipient": to.name}
        return {**ids, "forwarded_date": values["forwarded_date"]}

    asks = (
        Ask("recipient", tr("Chuyển đến"), suggest.place),
        Ask("forwarded_date", tr("Ngày chuyển"), day, context.office.today()),
    )
    title = tr("Chuyển xử lý")
    return Form(context, title, tr("Chuyển"), forward_directive, row.id, asks=asks, arrange=arranged, **_about(row)).show_it()


def reply(context: Context, row: DirectiveRow) -> Form:
    """The document that answers."""
    asks = (
        Ask("reply_number", tr("Số văn bản trả lời"), line),
        Ask("reply_date", tr("Ngày trả lời"), day, context.office.today()),
    )

    def arranged(values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "reply_date": values["reply_date"] or context.office.today()}

    title = tr("Ghi văn bản trả lời")
    return Form(context, title, tr("Ghi trả lời"), reply_to_directive, row.id, asks=asks, arrange=arranged, **_about(row)).show_it()


def instruct(context: Context, row: DirectiveRow) -> Form:
    """The leader's instruction, and what it says of who and by when."""
    return InstructionForm(context, row, **_about(row)).show_it()


def move_due_date(context: Context, row: DirectiveRow) -> Form:
    """The first due date, or another with its reason."""
    asks = [Ask("due_date", tr("Hạn xử lý"), due, row.due_date, remark=tr("+5 là năm ngày làm việc kể từ hôm nay"))]
    if row.due_date is not None:
        asks.append(Ask("reason", tr("Lý do đổi hạn"), lines(2), width=2))
    verb = tr("Đổi hạn") if row.due_date else tr("Đặt hạn")
    return Form(context, tr("Hạn xử lý văn bản"), verb, _set_due, row.id, asks=asks, **_about(row)).show_it()


def _set_due(office: Office, directive_id: int, *, due_date: Any, reason: str = "") -> Outcome:
    from models.errors import OfficeError

    if due_date is None:
        raise OfficeError("missing_content", field="due_date")
    return set_due_date(office, directive_id, due_date=due_date, reason=reason)


def cancel(context: Context, row: DirectiveRow) -> Form:
    """Strike the line out; its number stays used."""
    return ask_reason(context, tr("Hủy văn bản đến"), tr("Hủy văn bản"), cancel_directive, row.id, **_about(row))
