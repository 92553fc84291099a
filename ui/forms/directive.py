"""An incoming document: entered with its tasks and files, corrected with a reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QFrame, QLabel, QVBoxLayout, QWidget

from models.errors import OfficeError
from models.labels import tr
from models.registers.directives import queries
from models.registers.directives.document_types import normal_document_type, type_of_number
from models.registers.directives.numbers import split_arrival, tidy_number
from models.registers.directives.rows import DirectiveEntry, DirectiveRow
from models.registers.recording import correct_recorded, record_directive
from models.registers.tasks import queries as task_queries
from models.registers.tasks.rows import TaskEntry, TaskQuery
from models.text import words as words_of
from ui import theme, words
from ui.documents.filling import Filling, offer_line
from ui.documents.found_tasks import TasksInput, tasks
from ui.documents.note_offer import NoteOffers, NoteTaken
from ui.forms import suggest
from ui.forms.form import Ask, Form, changed_only
from ui.forms.inputs import day, due, files, labelled, line, lines
from ui.forms.suggest import Place
from ui.parts.labels import plain

if TYPE_CHECKING:
    from models.intake.documents.proposing.departments import ProposedDepartment
    from models.intake.documents.proposing.propose import ProposedTask
    from models.outcome import Outcome
    from ui.documents.task_line import TaskLine
    from ui.parts.action import Context

# What a secret paper must not leave in a computer: the form does not even ask.
_SECRET_HIDES = ("document_type", "signer", "signer_title", "subject", "leader_instruction", "note", "files", "tasks")
_TIMED = frozenset({"very_urgent", "flash"})
# So many first words tell one task of a document from another.
_TELLING = 12
# While a number is being typed the book is asked once the fingers rest.
_REST_MS = 200


def _asks(row: DirectiveRow | None, today: date) -> tuple[Ask, ...]:
    """The inputs that entering and correcting share, in the order of the drawn screen; six columns."""
    recipient = Place(row.recipient_department_id, row.recipient_official_id, row.recipient) if row is not None else None

    def of(name: str, empty: Any = None) -> Any:
        return getattr(row, name) if row is not None else empty

    return (
        Ask("arrival_date", tr("Ngày đến"), day, of("arrival_date", today), width=2),
        Ask("issued_date", tr("Ngày văn bản"), day, of("issued_date"), width=2),
        Ask("document_number", tr("Số, ký hiệu"), line, of("document_number"), width=2),
        Ask("document_type", tr("Loại văn bản"), suggest.document_type, of("document_type"), width=2),
        Ask("urgency", tr("Độ khẩn"), labelled("urgency"), of("urgency"), width=2),
        Ask("issuing_agency", tr("Cơ quan ban hành"), suggest.agency, of("issuing_agency"), width=4),
        Ask("signer", tr("Người ký"), line, of("signer"), width=2),
        Ask("subject", tr("Trích yếu"), lines(2), of("subject"), width=6),
        Ask("recipient", tr("Chuyển xử lý"), suggest.place, recipient, width=2),
        Ask("due_date", tr("Hạn xử lý"), due, of("due_date"), width=2),
        Ask("secrecy", tr("Độ mật"), labelled("secrecy"), of("secrecy"), width=2),
        Ask("leader_instruction", tr("Ý kiến chỉ đạo (bút phê)"), line, of("leader_instruction"), width=6),
    )


def _seldom(row: DirectiveRow | None) -> tuple[Ask, ...]:
    """What few documents need, below all else."""

    def of(name: str, empty: Any = None) -> Any:
        return getattr(row, name) if row is not None else empty

    return (
        Ask("medium", tr("Hình thức"), labelled("medium"), of("medium", "electronic"), width=2),
        Ask("signer_title", tr("Chức vụ người ký"), line, of("signer_title"), width=2),
        Ask("arrival_time", tr("Giờ đến"), line, of("arrival_time"), width=2),
        Ask("note", tr("Ghi chú"), line, of("note"), width=6),
    )


def _task_asks() -> tuple[Ask, ...]:
    return (
        Ask("content", tr("Nội dung nhiệm vụ"), line, width=7),
        Ask("lead", tr("Chủ trì"), suggest.place, width=5),
        Ask("due_date", tr("Hạn"), due, width=6),
    )


class DirectiveForm(Form):
    """What both forms do while someone types: warn of a duplicate, hide what a secret paper refuses, guess the type."""

    def __init__(
        self,
        context: Context,
        title: str,
        verb: str,
        service: Callable[..., Outcome],
        *args: Any,
        asks: Sequence[Ask],
        select: bool = False,
    ) -> None:
        super().__init__(context, title, verb, service, *args, asks=asks, columns=6, width=820, select=select)
        self._ignore_id: int | None = None
        self._guessed_type = ""
        self._medium = "electronic"
        self.duplicate = plain("", wrap=True)
        self._duplicate_box = _boxed(self.duplicate, "soon")
        self._duplicate_box.hide()
        self.column.insertWidget(0, self._duplicate_box)
        told = tr("Văn bản mật: sổ chỉ giữ số, ngày, nơi gửi và hạn. Trích yếu, bút phê, tệp và nhiệm vụ để ở hồ sơ giấy.")
        self.secret = _boxed(plain(told, wrap=True), "paused")
        self.column.insertWidget(self.column.count() - 1, self.secret)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.look_for_duplicates)
        for name in ("document_number", "issuing_agency", "issued_date", "arrival_date"):
            self.input(name).changed.connect(self._rest.start)
        self._told_kept: list[str] = []
        self._asked_to_look = False
        #: What is still at work for the form and goes first when it is left; whether there was something.
        self.stop_first: Callable[[], bool] | None = None
        self.filling = Filling(self.cells, self)
        self._proposed_recipient: Place | None = None
        self.keeper.drop_button.clicked.connect(self._begin_anew)
        self.input("recipient").changed.connect(self._recipient_changed)
        self.note = NoteOffers(self.cells["leader_instruction"], context, self)
        self.note.accepted.connect(self._note_taken)
        self.input("document_number").changed.connect(self._guess_type)
        self.input("secrecy").changed.connect(self.show_what_fits)
        self.input("urgency").changed.connect(self.show_what_fits)

    def look_for_duplicates(self) -> None:
        """Say where the same paper seems to stand in the book already."""
        values = {name: self.input(name).value() for name in ("document_number", "issuing_agency", "issued_date", "arrival_date")}
        of_year = values["issued_date"] or values["arrival_date"]
        try:
            found = self.context.operations.ask(
                queries.find_duplicates,
                agency=values["issuing_agency"],
                number=values["document_number"],
                year=of_year.year if of_year else None,
                ignore_id=self._ignore_id,
            )
            with self.context.office.read() as conn:
                known = queries.load_rows(conn, found[:3], self.context.office.when(), self.context.office.calendar())
        except OfficeError as error:
            self.tell(words.sentence(error))
            return
        lines_of_book = [
            tr(
                "Có thể đã vào sổ: số đến {number}/{year}, {document} của {agency}.",
                number=row.printed_number,
                year=row.year,
                document=row.document_number,
                agency=row.issuing_agency,
            )
            for row in known
        ]
        self.duplicate.setText("\n".join([*self._told_kept, *lines_of_book]))
        self._duplicate_box.setVisible(bool(self.duplicate.text()))

    def tell_kept(self, ids: Sequence[int]) -> None:
        """The very file is kept with these documents already."""
        self._told_kept = []
        if ids:
            with self.context.office.read() as conn:
                known = queries.load_rows(conn, list(ids[:3]), self.context.office.when(), self.context.office.calendar())
            self._told_kept = [
                tr("Chính tệp này đã đính kèm văn bản số đến {number}/{year}.", number=row.printed_number, year=row.year)
                for row in known
                if row.id != self._ignore_id
            ]
        # The numbers that were read are looked for too, once the window has shown them.
        self._rest.start()

    def _guess_type(self) -> None:
        """The symbol tells the type; what a person chose stays."""
        kind = self.input("document_type")
        if kind.value() in ("", self._guessed_type):
            self._guessed_type = type_of_number(tidy_number(self.input("document_number").value()))
            with self.filling.by_program():
                kind.set_value(self._guessed_type)

    # ---- what was read from a file ----

    def _begin_anew(self) -> None:
        """A draft was thrown away: what stands then was typed by nobody, but what the book has is kept."""
        self.filling.begin_anew()
        if self._ignore_id is not None:
            self.filling.keep()

    def begin_to_look(self) -> None:
        """A file was read: what is amber in it was looked at by nobody."""
        self._asked_to_look = False

    def _doubtful_tasks(self) -> list[TaskLine]:
        table = self.cells["tasks"]
        return table.widget.unseen() if isinstance(table.widget, TasksInput) and not table.isHidden() else []

    def _unseen(self) -> list[QWidget]:
        """What must be looked at before it is saved: amber fields, then tasks."""
        return [*(each.cell.widget for each in self.filling.unseen()), *self._doubtful_tasks()]

    def _see(self) -> None:
        if (here := self.filling.of(self.focusWidget())) is not None:
            here.see()

    def _save(self, *, again: bool) -> None:
        """What is amber is looked at first: the first that nobody has seen gets the keyboard, once. So is a paper that is in the book."""
        self._see()
        unseen = self._unseen()
        double = self.filling.was_read and not self._duplicate_box.isHidden()
        if self._asked_to_look or not (unseen or double):
            super()._save(again=again)
            return
        self._asked_to_look = True
        # Before the first of them has the keyboard, and so was looked at.
        self.tell(" ".join([*self._asked(double=double), tr("Ctrl+Enter lần nữa: lưu luôn.")]))
        (unseen[0] if unseen else self.save_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _asked(self, *, double: bool) -> list[str]:
        """Sentences about what a person must look at before it is saved."""
        lines_found = [each.doubts() for each in self._doubtful_tasks()]
        fields, guesses, nobody, past = (
            len(self.filling.unseen()),
            *(sum(name in each for each in lines_found) for name in ("guess", "nobody", "past")),
        )
        said = [self.duplicate.text().partition("\n")[0]] if double else []
        if fields:
            said.append(tr("Còn {count} ô vàng chưa xem. Enter: ô này đúng, sang ô vàng kế.", count=fields))
        if guesses:
            said.append(tr("{count} việc có đơn vị chỉ là gợi ý, chưa xem.", count=guesses))
        if nobody:
            said.append(tr("{count} việc chưa có đơn vị chủ trì.", count=nobody))
        if past:
            said.append(tr("{count} việc có hạn đã qua.", count=past))
        return said

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Once amber values are being looked at, Enter goes from one to the next, then to the button that saves."""
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        here = self.filling.of(self.focusWidget())
        if not entered or not self._asked_to_look or here is None or not self._unseen():
            super().keyPressEvent(event)
            return
        here.see()
        unseen = self._unseen()
        (unseen[0] if unseen else self.save_button).setFocus(Qt.FocusReason.OtherFocusReason)
        if not unseen:
            self.tell("")

    def take_tasks(self, found: Sequence[ProposedTask]) -> None:
        """Show the tasks that the file names."""
        table = self.input("tasks")
        assert isinstance(table, TasksInput)
        table.set_found(found)

    def offer_recipient(self, proposed: ProposedDepartment | None) -> None:
        """Say which department the document seems to be for, as long as nobody is named."""
        self._proposed_recipient = None if proposed is None else Place(proposed.department_id)
        cell = self.cells["recipient"]
        cell.set_beside(None)
        if proposed is not None and not any(cell.input.value()):
            name = tr("Chuyển theo gợi ý: {name}", name=proposed.name)
            cell.set_beside(offer_line(tr("gợi ý: {name}", name=proposed.name), self._take_recipient, name, proposed.because))

    def _take_recipient(self) -> None:
        self.input("recipient").set_value(self._proposed_recipient)
        self.cells["recipient"].widget.setFocus()

    def _recipient_changed(self) -> None:
        if any(self.input("recipient").value()):
            self.cells["recipient"].set_beside(None)

    def _note_taken(self, taken: NoteTaken) -> None:
        """What the leader's note says goes where nobody said anything: who handles it, by when, and into the tasks that are ticked."""
        recipient, due_day = self.input("recipient"), self.filling.fields["due_date"]
        if any(taken.lead) and not any(recipient.value()):
            recipient.set_value(taken.lead)
        if taken.due is not None and not due_day.typed:
            stands = due_day.cell.input.value()
            if stands is None or taken.due <= stands:
                due_day.cell.input.set_value(taken.due)
            else:
                due_day.cell.warn(tr("Bút phê ghi {day}, muộn hơn hạn của văn bản.", day=words.day(taken.due)))
        table = self.input("tasks")
        assert isinstance(table, TasksInput)
        table.share(taken.lead, taken.coordinators, taken.due)

    def refused(self, error: OfficeError) -> bool:
        """A refusal of one of the tasks is shown at its row."""
        place = error.facts.get("task")
        if not isinstance(place, int) or error.environment:
            return super().refused(error)
        table = self.input("tasks")
        assert isinstance(table, TasksInput)
        name = {"lead_department_id": "lead", "lead_official_id": "lead"}.get(error.field or "", error.field or "")
        table.mark(place, name, words.sentence(error))
        return True

    def carry_over(self, states: Mapping[str, Any]) -> None:
        """What came along from the paper before is nobody's word on this one: its file says better."""
        with self.filling.by_program():
            super().carry_over(states)

    def begin(self) -> None:
        """A draft that was put back may know tasks of a file that is not there any more."""
        super().begin()
        table, chosen = self.cells["tasks"].widget, self.cells.get("files")
        if isinstance(table, TasksInput) and chosen is not None and not chosen.input.value():
            table.settle_draft()

    def reject(self) -> None:
        """What is still being read for it stops first."""
        if self.stop_first is None or not self.stop_first():
            super().reject()

    def show_what_fits(self) -> None:
        """Secret papers show only what may be kept of them; the hour stands where it must be recorded."""
        secret = self.input("secrecy").value() != "none"
        for name in _SECRET_HIDES:
            if name in self.cells:
                self.cells[name].setVisible(not secret)
        self.secret.setVisible(secret)
        medium = self.cells["medium"]
        if secret and medium.widget.isEnabled():
            self._medium = medium.input.value()
            medium.input.set_value("paper")
        elif not secret and not medium.widget.isEnabled():
            medium.input.set_value(self._medium)
        medium.widget.setEnabled(not secret)
        self.cells["arrival_time"].setVisible(self.input("urgency").value() in _TIMED)
        if self.isVisible():
            self.fit()

    def arguments(self) -> dict[str, Any]:
        """The type by its official name, whichever abbreviation was typed."""
        if not self.cells["document_type"].isHidden():
            kind = self.input("document_type")
            with self.filling.by_program():
                kind.set_value(normal_document_type(kind.value()))
        return super().arguments()


def _boxed(text: QLabel, tone: str) -> QFrame:
    """Words that the form changes, on the ground of a tone."""
    box = QFrame()
    box.setProperty("box", tone)
    column = QVBoxLayout(box)
    column.setContentsMargins(10, 6, 10, 6)
    column.addWidget(text)
    return box


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
        self.input("tasks").changed.connect(self._show_verbs)

    def _show_verbs(self) -> None:
        """The buttons say what will be entered."""
        found = self.input("tasks")
        assert isinstance(found, TasksInput)
        count = found.ticked()
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


def _same_task(content: Sequence[str], task: ProposedTask) -> bool:
    """Whether a task of the book is one that the file names: its words stand in it, or it begins alike."""
    found, begins = words_of(task.found.text), content[:_TELLING]
    alike = words_of(task.entry.content)[:_TELLING] == begins
    return alike or (len(begins) > 3 and f" {' '.join(begins)} " in f" {' '.join(found)} ")


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

    def take_tasks(self, found: Sequence[ProposedTask]) -> None:
        """Of the tasks that the file names those that the book does not have yet."""
        with self.context.office.read() as conn:
            ids = task_queries.find_ids(conn, TaskQuery(directive_id=self._row.id), self.context.office.when())
            known = task_queries.load_rows(conn, ids, self.context.office.when(), self.context.office.calendar())
        contents = [words_of(row.content) for row in known]
        new = [task for task in found if not any(_same_task(content, task) for content in contents)]
        super().take_tasks(new)
        self.cells["tasks"].setVisible(bool(new))

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
