"""An incoming document: entered with its tasks and files, corrected with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QWidget

from models.labels import tr
from models.registers.directives import queries
from models.registers.directives.numbers import split_arrival
from models.registers.directives.rows import DirectiveEntry, DirectiveRow
from models.registers.recording import correct_recorded, record_directive
from models.registers.tasks import queries as task_queries
from models.registers.tasks.rows import TaskEntry, TaskQuery
from models.text import words as words_of
from ui import theme
from ui.documents.found_tasks import tasks
from ui.forms import suggest
from ui.forms.directive_form import DirectiveForm
from ui.forms.form import Ask, Form, changed_only
from ui.forms.inputs import day, due, files, labelled, line, paragraph
from ui.forms.suggest import Place

if TYPE_CHECKING:
    from models.intake.documents.proposing.propose import ProposedTask
    from ui.parts.action import Context

# So many first words tell one task of a document from another.
_TELLING = 12


def _of(row: DirectiveRow | None, name: str, empty: Any = None) -> Any:
    """What stands in this field of a document; of a new one `empty`."""
    return getattr(row, name) if row is not None else empty


def _asks(row: DirectiveRow | None, today: date) -> tuple[Ask, ...]:
    """The inputs that entering and correcting share, in the order of the drawn screen; six columns."""
    recipient = Place(row.recipient_department_id, row.recipient_official_id, row.recipient) if row is not None else None
    of = partial(_of, row)
    return (
        Ask("arrival_date", tr("Ngày đến"), day, of("arrival_date", today), width=2),
        Ask("issued_date", tr("Ngày văn bản"), day, of("issued_date"), width=2),
        Ask("document_number", tr("Số, ký hiệu"), line, of("document_number"), width=2),
        Ask("document_type", tr("Loại văn bản"), suggest.document_type, of("document_type"), width=2),
        Ask("urgency", tr("Độ khẩn"), labelled("urgency"), of("urgency"), width=2),
        Ask("issuing_agency", tr("Cơ quan ban hành"), suggest.agency, of("issuing_agency"), width=4),
        Ask("signer", tr("Người ký"), line, of("signer"), width=2),
        Ask("subject", tr("Trích yếu"), paragraph, of("subject"), width=6),
        Ask("recipient", tr("Chuyển xử lý"), suggest.place, recipient, width=2),
        Ask("due_date", tr("Hạn xử lý"), due, of("due_date"), width=2),
        Ask("secrecy", tr("Độ mật"), labelled("secrecy"), of("secrecy"), width=2),
        # Only of papers in haste; in sight, since it is asked for then.
        Ask("arrival_time", tr("Giờ đến"), line, of("arrival_time"), width=2),
        Ask("leader_instruction", tr("Ý kiến chỉ đạo (bút phê)"), line, of("leader_instruction"), width=6),
    )


def _seldom(row: DirectiveRow | None) -> tuple[Ask, ...]:
    """What few documents need, below all else."""
    of = partial(_of, row)
    return (
        Ask("medium", tr("Hình thức"), labelled("medium"), of("medium", "electronic"), width=2),
        Ask("signer_title", tr("Chức vụ người ký"), line, of("signer_title"), width=2),
        Ask("note", tr("Ghi chú"), line, of("note"), width=6),
    )


def _task_asks() -> tuple[Ask, ...]:
    return (
        Ask("content", tr("Nội dung nhiệm vụ"), line, width=7),
        Ask("lead", tr("Chủ trì"), suggest.place, width=5),
        Ask("due_date", tr("Hạn"), due, width=6),
    )


class NewDirective(DirectiveForm):
    """Enters a document, its tasks and its files in one step. Papers come in piles: each is followed by the next of the same sender."""

    everyday = ("document_number", "issued_date", "issuing_agency", "subject", "recipient")

    def __init__(self, context: Context) -> None:
        office = context.office
        asks = (
            Ask("arrival_number", tr("Số đến"), line, width=2),
            *_asks(None, office.today()),
            Ask("insertion_reason", tr("Lý do vào sổ bổ sung"), line, width=6),
            Ask("tasks", "", tasks(_task_asks(), more=tr("+ Thêm nhiệm vụ")), width=6),
            *_seldom(None),
            Ask("files", tr("Tệp đính kèm"), files, width=6),
        )
        super().__init__(context, tr("Ghi văn bản đến"), tr("Vào sổ"), record_directive, asks=asks, select=True)
        self._next = ""
        self.cells["arrival_number"].widget.setToolTip(tr("Số tiếp theo của sổ. Ghi 117a để vào sổ bổ sung sau số 117."))
        self.input("arrival_date").changed.connect(self._show_number)
        self.input("secrecy").changed.connect(self._show_number)
        self.input("arrival_number").changed.connect(self._show_reason)
        self._show_number()
        self.show_what_fits()
        self._show_reason()
        self.in_series(self._new_one, carry=("issuing_agency", "issued_date", "recipient"))
        self._verbs = (self.save_button.text(), self.again_button.text())
        self.tasks.changed.connect(self._show_verbs)
        self.tasks.changed.connect(self.follow_tasks)

    def _show_verbs(self) -> None:
        """The buttons say what will be entered."""
        count = self.tasks.ticked()
        verb, other = self._verbs
        if count:
            other = tr("Lưu rồi đóng")
            verb = tr("Lưu văn bản và {count} nhiệm vụ", count=count) if count > 1 else tr("Lưu văn bản và 1 nhiệm vụ")
            metrics = self.save_button.fontMetrics()
            # Bold, with the room around the words of three buttons.
            if metrics.horizontalAdvance(f"{verb}{other}{self._leave.text()}") * 1.1 + theme.px(150) > self.width():
                verb = tr("Lưu ({count} nhiệm vụ)", count=count) if count > 1 else tr("Lưu (1 nhiệm vụ)")
        self.save_button.setText(verb)
        self.save_button.setToolTip(tr("{verb} (Ctrl+Enter)", verb=verb))
        self.again_button.setText(other)
        self.again_button.setToolTip(tr("{verb} (Ctrl+Shift+Enter)", verb=other))

    def _new_one(self) -> Form:
        return NewDirective(self.context)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorter words on the buttons where there is little room."""
        super().resizeEvent(event)
        self._show_verbs()

    def skip(self) -> None:
        """This paper is not entered, and nothing of it is kept: an empty form takes its place."""
        self.keeper.end()
        self._over = True
        self.followed.emit(self._new_one())
        QDialog.done(self, int(QDialog.DialogCode.Rejected))

    def kept_apart(self, name: str) -> bool:
        """What came along from another paper is not this one's: its file says it."""
        return self.cells[name].carried() and bool(self.input("files").value())

    def _show_number(self) -> None:
        """The next number of the book and year, unless another was typed."""
        day_of_arrival = self.input("arrival_date").value()
        number = self.input("arrival_number")
        if day_of_arrival is None or number.value() != self._next:
            return
        register = "incoming" if self.input("secrecy").value() == "none" else "secret"
        following = self.context.operations.ask(queries.next_number, register, day_of_arrival.year)
        self._next = f"{following:02}"
        number.set_value(self._next)

    def _late(self) -> tuple[int, str] | None:
        """Number and letter of a late insertion ("117a"); None for an ordinary number."""
        given = split_arrival(self.input("arrival_number").value())
        return given if given is not None and given[1] else None

    def _show_reason(self) -> None:
        self.cells["insertion_reason"].setVisible(self._late() is not None)

    def arguments(self) -> dict[str, Any]:
        """The entry, its tasks and files."""
        super().arguments()
        values = self.values()
        rows, chosen = values.pop("tasks", ()), values.pop("files", ())
        recipient: Place = values.pop("recipient")
        typed = values.pop("arrival_number")
        late, given = self._late(), split_arrival(typed)
        values["arrival_date"] = values["arrival_date"] or self.context.office.today()
        if late is not None:
            values["insert_after"] = late[0]
        elif typed and typed != self._next:
            # What is no number at all is refused by the service, as 0 is.
            values["arrival_number"] = given[0] if given is not None else 0
        entry = DirectiveEntry(
            **values,
            recipient=recipient.name,
            recipient_department_id=recipient.department_id,
            recipient_official_id=recipient.official_id,
            forwarded_date=values["arrival_date"] if any(recipient) else None,
        )
        return {"entry": entry, "tasks": [_task(row) for row in rows], "files": chosen}


def _task(row: dict[str, Any]) -> TaskEntry:
    if "entry" in row:
        found: TaskEntry = row["entry"]
        return found
    lead: Place = row["lead"]
    return TaskEntry(
        content=row["content"],
        lead_department_id=lead.department_id,
        lead_official_id=lead.official_id,
        lead=lead.name,
        due_date=row["due_date"],
    )


def _in_book(task: ProposedTask, book: Sequence[Sequence[str]]) -> bool:
    """Whether a task that the file names is in the book, each of which is told by its first words: they stand in it, or it begins so."""
    said, begins = f" {' '.join(words_of(task.found.text))} ", words_of(task.entry.content)[:_TELLING]
    return any(first == begins or (len(first) > 3 and f" {' '.join(first)} " in said) for first in book)


class CorrectDirective(DirectiveForm):
    """Puts entered fields right, with a reason where a filled one changes."""

    def __init__(self, context: Context, row: DirectiveRow) -> None:
        self._row = row
        extra = (
            (
                Ask("reply_number", tr("Số văn bản trả lời"), line, row.reply_number, width=2),
                Ask("reply_date", tr("Ngày trả lời"), day, row.reply_date, width=2),
                Ask("forwarded_date", tr("Ngày chuyển"), day, row.forwarded_date, width=2),
            )
            if row.reply_date is not None or row.forwarded_date is not None
            else ()
        )
        asks = (
            *_asks(row, context.office.today()),
            *_seldom(row),
            *extra,
            Ask("tasks", "", tasks(_task_asks(), more=tr("+ Thêm nhiệm vụ")), width=6),
            Ask("reason", tr("Lý do sửa"), line, width=6, remark=tr("Cần khi thay nội dung đã ghi, không cần khi điền ô còn trống.")),
        )
        title = tr("Sửa văn bản đến số {number}/{year}", number=row.printed_number, year=row.year)
        super().__init__(context, title, tr("Lưu sửa"), correct_recorded, row.id, asks=asks)
        self._ignore_id = self.record_id = row.id
        self.filling.keep()
        # Its book and so its number depend on it: it stays.
        self.cells["secrecy"].widget.setEnabled(False)
        self.cells["due_date"].caption(tr("Hạn xử lý (sửa ghi nhầm)"))
        self.show_what_fits()
        # Asked for once the file was read again and names tasks that the book does not have.
        self.cells["tasks"].hide()
        self._stood = self.values()

    def show_what_fits(self) -> None:
        """As of a new document; tasks only where the file names some."""
        hidden = self.cells["tasks"].isHidden()
        super().show_what_fits()
        if hidden:
            self.cells["tasks"].hide()

    def take_tasks(self, found: Sequence[ProposedTask], *, known: int = 0) -> None:
        """Of the tasks that the file names those that the book does not have yet."""
        with self.context.office.read() as conn:
            ids = task_queries.find_ids(conn, TaskQuery(directive_id=self._row.id), self.context.office.when())
            stored = task_queries.load_rows(conn, ids, self.context.office.when(), self.context.office.calendar())
        book = [words_of(row.content)[:_TELLING] for row in stored]
        new = [task for task in found if not _in_book(task, book)]
        super().take_tasks(new, known=known + len(found) - len(new))
        self.cells["tasks"].setVisible(bool(found))

    def first(self) -> QWidget:
        """Whatever is to be put right."""
        return self.cells["document_number"].widget

    def arguments(self) -> dict[str, Any]:
        """What differs from what the form showed when it opened."""
        super().arguments()
        values = self.values()
        reason, rows = values.pop("reason"), values.pop("tasks", ())
        changes = changed_only(values, self._stood)
        if "recipient" in changes:
            recipient: Place = changes.pop("recipient")
            changes.update(
                recipient=recipient.name, recipient_department_id=recipient.department_id, recipient_official_id=recipient.official_id
            )
        return {"changes": changes, "reason": reason, **({"tasks": [_task(row) for row in rows]} if rows else {})}


def new_directive(context: Context, row: Any = None) -> Form:  # noqa: ARG001 - the signature of actions
    """Open the form for a new document."""
    return _shown(context, NewDirective(context))


def correct(context: Context, row: DirectiveRow) -> Form:
    """Open the form that puts a document right."""
    return _shown(context, CorrectDirective(context, row))


def _shown(context: Context, form: Form) -> Form:
    """In the page of the book, which has room for the paper beside; elsewhere over the window."""
    take = getattr(context.parent, "take_form", None)
    return take(form) if take is not None else form.show_it()
