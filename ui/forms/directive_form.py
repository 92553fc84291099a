"""What entering and correcting an incoming document have in common: doubles, secret papers, what a file says, what a leader wrote."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from models.errors import OfficeError
from models.labels import tr
from models.registers.directives import queries
from models.registers.directives.document_types import normal_document_type, type_of_number
from models.registers.directives.numbers import tidy_number
from models.registers.staff import load_staff
from ui import words
from ui.documents.filling import Filling, offer_line
from ui.documents.found_tasks import TasksInput
from ui.documents.note_offer import NoteOffers, NoteTaken
from ui.documents.task_line import TaskLine
from ui.forms.form import Ask, Form
from ui.forms.suggest import Place
from ui.parts.labels import plain

if TYPE_CHECKING:
    from models.intake.documents.proposing.departments import ProposedDepartment
    from models.intake.documents.proposing.propose import ProposedTask
    from models.outcome import Outcome
    from models.registers.directives.rows import DirectiveRow
    from ui.parts.action import Context

# What a secret paper must not leave in a computer: the form does not even ask.
_SECRET_HIDES = ("document_type", "signer", "signer_title", "subject", "leader_instruction", "note", "files", "tasks")
_TIMED = frozenset({"very_urgent", "flash"})
# Where the same paper stands in the book already is told of so many.
_TOLD = 3
# Of a number that is asked about, so many letters are shown.
_NUMBER_SHOWN = 30
# While a number is being typed the book is asked once the fingers rest.
_REST_MS = 200


class DirectiveForm(Form):
    """What both forms do while someone types: warn of a duplicate, hide what a secret paper refuses, guess the type."""

    help_topic = "entry"

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
        self._asked_to_look = self._asked_to_wait = False
        #: Whether its file is being read.
        self.is_reading: Callable[[], bool] | None = None
        #: What is still at work for the form and goes first when it is left; whether there was something.
        self.stop_first: Callable[[], bool] | None = None
        self.filling = Filling(self.cells, self)
        self._proposed_recipient = Place()
        self.keeper.drop_button.clicked.connect(self._begin_anew)
        self.input("recipient").changed.connect(self._recipient_changed)
        table = self.input("tasks")
        assert isinstance(table, TasksInput)
        self.tasks = table
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
            known = self._first_rows(found)
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
            self._told_kept = [
                tr("Chính tệp này đã đính kèm văn bản số đến {number}/{year}.", number=row.printed_number, year=row.year)
                for row in self._first_rows(ids)
                if row.id != self._ignore_id
            ]
        # The numbers that were read are looked for too, once the window has shown them.
        self._rest.start()

    def _first_rows(self, ids: Sequence[int]) -> Sequence[DirectiveRow]:
        """Of documents of the book so many as are told of."""
        office = self.context.office
        return self.context.operations.ask(queries.load_rows, list(ids[:_TOLD]), office.when(), office.calendar())

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
        if self._asked_to_look or self._asked_to_wait:
            # What was asked is asked anew.
            self.tell("")
        self._asked_to_look = self._asked_to_wait = False

    def take_time(self) -> None:
        """A paper in haste needs its hour: that of now, where nobody wrote another."""
        cell = self.cells["arrival_time"]
        if not cell.isHidden() and not cell.input.value():
            cell.input.set_value(f"{self.context.office.now():%H:%M}")
            cell.set_look("doubt", tr("giờ lúc đọc tệp"))

    def _doubtful_tasks(self) -> list[TaskLine]:
        return [] if self.cells["tasks"].isHidden() else self.tasks.unseen()

    def _odd(self) -> dict[str, str]:
        """Fields that are filled or left empty as no paper has them, and what is said of each."""
        said = {}
        number = self.input("document_number").value()
        if number and not any(each.isdigit() for each in number):
            said["document_number"] = tr("Số, ký hiệu “{number}” không có chữ số nào.", number=words.shortened(number, _NUMBER_SHOWN))
        if self._ignore_id is None and self._in_haste() and not self.input("arrival_time").value():
            said["arrival_time"] = tr("Văn bản hỏa tốc, thượng khẩn cần giờ đến.")
        return said

    def _in_haste(self) -> bool:
        return self.input("urgency").value() in _TIMED

    def _unseen(self) -> list[QWidget]:
        """What must be looked at before it is saved: amber fields, fields filled oddly, then tasks."""
        amber = [each.cell.widget for each in self.filling.unseen()]
        odd = [self.cells[name].widget for name in self._odd()]
        return [*amber, *(each for each in odd if each not in amber), *self._doubtful_tasks()]

    def _see(self) -> None:
        if (here := self.filling.of(self.focusWidget())) is not None:
            here.see()

    def _save(self, *, again: bool) -> None:
        """What is amber is looked at first: the first that nobody has seen gets the keyboard, once. So is a paper that is in the book."""
        self._see()
        unseen = self._unseen()
        double = self.filling.was_read and not self._duplicate_box.isHidden()
        if self.is_reading is not None and self.is_reading() and not self._asked_to_wait:
            self._asked_to_wait = True
            self.tell(tr("Tệp đang được đọc, nhiệm vụ chưa hiện. Hãy đợi, hoặc Ctrl+Enter lần nữa: lưu không đợi."))
            return
        if self._asked_to_look or not (unseen or double or self.note.proposal is not None):
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
        if self.note.proposal is not None:
            said.append(tr("Bút phê nêu người hoặc hạn, chưa nhận (Alt+Enter nhận)."))
        if fields:
            said.append(tr("Còn {count} ô vàng chưa xem. Enter: ô này đúng, sang ô vàng kế.", count=fields))
        said += self._odd().values()
        if guesses:
            said.append(tr("{count} việc có đơn vị chỉ là gợi ý, chưa xem.", count=guesses))
        if nobody:
            said.append(tr("{count} việc chưa có đơn vị chủ trì.", count=nobody))
        if past:
            said.append(tr("{count} việc có hạn đã qua.", count=past))
        return said

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on an amber value says that it is right: on to the next, and once that was asked for to the button that saves."""
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        here = self.filling.of(self.focusWidget())
        if not entered or here is None or not (here.unseen or (self._asked_to_look and self._unseen())):
            super().keyPressEvent(event)
            return
        here.see()
        left = self._unseen() if self._asked_to_look else [each.cell.widget for each in self.filling.unseen()]
        left = [each for each in left if each is not here.cell.widget]
        if left:
            left[0].setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._asked_to_look:
            self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)
            self.tell("")
        else:
            super().keyPressEvent(event)

    def take_tasks(self, found: Sequence[ProposedTask], *, known: int = 0) -> None:
        """Show the tasks that the file names; so many others are in the book already."""
        self.tasks.set_found(found, known=known)

    def offer_recipient(self, proposed: ProposedDepartment | None) -> None:
        """Say which department the document seems to be for, as long as nobody is named; or who had the paper before."""
        cell, before = self.cells["recipient"], Place()
        if cell.carried():
            # Of another paper: this one's file may mean somebody else.
            before = cell.input.value()
            cell.input.set_value(None)
        cell.set_beside(None)
        self._proposed_recipient = before if proposed is None else Place(proposed.department_id)
        if any(cell.input.value()) or not any(self._proposed_recipient):
            return
        if proposed is not None:
            name = tr("Chuyển theo gợi ý: {name}", name=proposed.name)
            cell.set_beside(offer_line(tr("gợi ý: {name}", name=proposed.name), self._take_recipient, name, proposed.because))
        else:
            shown = before.shown(self.context.operations.ask(load_staff))
            name = tr("Chuyển theo phiếu trước: {name}", name=shown)
            cell.set_beside(offer_line(tr("phiếu trước: {name}", name=shown), self._take_recipient, name))

    def follow_tasks(self) -> None:
        """A due date that was inferred from the tasks follows them, as long as nobody wrote another."""
        field = self.filling.fields["due_date"]
        inferred = field.proposed is not None and field.proposed.found.reason == "from_tasks" and not field.typed
        if inferred and self.tasks.shown():
            day = self.tasks.earliest(self.context.office.today())
            if day != field.cell.input.value():
                field.follow(day)

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
        due = taken.due
        if due is not None and not due_day.typed:
            stands, today = due_day.cell.input.value(), self.context.office.today()
            if stands is not None and due < today <= stands:
                # Of an old note, or mistyped: it makes nothing late that is not.
                due_day.cell.warn(tr("Bút phê ghi {day}, ngày đã qua: giữ hạn của văn bản.", day=words.day(due)))
                due = None
            elif stands is None or due <= stands:
                due_day.cell.input.set_value(due)
                if due < today:
                    due_day.cell.warn(tr("Hạn theo bút phê là ngày đã qua."))
            else:
                due_day.cell.warn(tr("Bút phê ghi {day}, muộn hơn hạn của văn bản.", day=words.day(due)))
        self.tasks.share(taken.lead, taken.coordinators, due)
        if self._asked_to_look:
            # What was asked about the note is answered.
            self.tell("")

    def refused(self, error: OfficeError) -> bool:
        """A refusal of one of the tasks is shown at its row."""
        place = error.facts.get("task")
        if not isinstance(place, int) or error.environment:
            return super().refused(error)
        name = {"lead_department_id": "lead", "lead_official_id": "lead"}.get(error.field or "", error.field or "")
        self.tasks.mark(place, name, words.sentence(error))
        return True

    def carry_over(self, states: Mapping[str, Any]) -> None:
        """What came along from the paper before is nobody's word on this one: its file says better."""
        with self.filling.by_program():
            super().carry_over(states)

    def begin(self) -> None:
        """A draft that was put back may know tasks of a file that is not there any more."""
        super().begin()
        chosen = self.cells.get("files")
        if chosen is not None and not chosen.input.value():
            self.tasks.settle_draft()

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
        self.cells["arrival_time"].setVisible(self._in_haste())
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
