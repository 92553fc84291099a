"""The leader's instruction on a document (bút phê): its words, and what they say of who handles it and by when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QTextCursor

from models.labels import tr
from models.registers.directives.services import instruct_directive
from models.registers.staff import load_staff
from ui import words
from ui.documents.note_offer import NoteOffers, NoteTaken
from ui.forms import suggest
from ui.forms.form import Ask, Form
from ui.forms.inputs import LinesInput, due, lines
from ui.forms.suggest import Place

if TYPE_CHECKING:
    from models.registers.directives.rows import DirectiveRow
    from ui.parts.action import Context


class InstructionForm(Form):
    """Who handles a document is asked for as long as it was not forwarded: the note mostly says so."""

    def __init__(self, context: Context, row: DirectiveRow, **about: Any) -> None:
        stood = row.leader_instruction.strip()
        asks = [
            # What is added begins a line of its own.
            Ask("instruction", tr("Ý kiến chỉ đạo"), lines(3), f"{stood}\n" if stood else "", width=2),
            Ask("due_date", tr("Hạn xử lý"), due, row.due_date),
        ]
        if row.forwarded_date is None:
            recipient = Place(row.recipient_department_id, row.recipient_official_id, row.recipient)
            asks.append(Ask("recipient", tr("Chuyển xử lý"), suggest.place, recipient))
        super().__init__(context, tr("Ghi bút phê"), tr("Ghi bút phê"), instruct_directive, row.id, asks=asks, **about)
        self._stood = self.input("recipient").value() if "recipient" in self.cells else Place()
        self.note = NoteOffers(self.cells["instruction"], context, self, stood=stood)
        self.note.accepted.connect(self._note_taken)

    def begin(self) -> None:
        """What is added goes on after what stands."""
        super().begin()
        widget = self.cells["instruction"].widget
        assert isinstance(widget, LinesInput)
        widget.moveCursor(QTextCursor.MoveOperation.End)

    def _note_taken(self, taken: NoteTaken) -> None:
        stands = self.input("due_date").value()
        if taken.due is not None and stands is None:
            self.input("due_date").set_value(taken.due)
        elif taken.due is not None and taken.due != stands:
            said = tr("Bút phê ghi {day}; hạn đã đặt đổi bằng Ctrl+G.", day=words.day(taken.due))
            self.cells["due_date"].warn(said)
        # What was written down before the leader decided gives way; what is typed here does not.
        if any(taken.lead) and "recipient" in self.cells and self.input("recipient").value() == self._stood:
            self.input("recipient").set_value(taken.lead)
        left = []
        if any(taken.lead) and "recipient" not in self.cells:
            name = taken.lead.shown(self.context.operations.ask(load_staff))
            left.append(tr("Văn bản đã chuyển rồi: chuyển cho {name} bằng lệnh Chuyển lại.", name=name))
        if taken.coordinators:
            names = ", ".join(taken.coordinators)
            left.append(tr("Người phối hợp ({names}) ghi ở nhiệm vụ của văn bản: Ctrl+Shift+N.", names=names))
        self.cells["instruction"].warn(" ".join(left))

    def arguments(self) -> dict[str, Any]:
        """The instruction and the day; who handles it where that is new."""
        values = self.values()
        to: Place = values.pop("recipient", Place())
        if any(to) and to != self._stood:
            values.update(department_id=to.department_id, official_id=to.official_id, recipient=to.name)
        return values
