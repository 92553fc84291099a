"""What a leader's note proposes, below the line it is typed into: who leads, who takes part, by when. A person takes it or types on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.intake.documents.proposing.leaders_note import COORDINATE, LEAD, NotePart, NoteProposal, read_note
from models.labels import label, tr
from models.registers.staff import Staff, load_staff
from ui import theme, words
from ui.forms.suggest import Place
from ui.parts.buttons import push_button
from ui.parts.keys import bind_key
from ui.parts.labels import plain
from ui.parts.link_button import LinkButton

if TYPE_CHECKING:
    from ui.forms.cell import Cell
    from ui.parts.action import Context

# A note is read when the fingers rest.
_REST_MS = 250
_MOST_CANDIDATES = 4


@dataclass(frozen=True, slots=True)
class NoteTaken:
    """What a person took of a note: nobody, nothing and no day where it says none."""

    lead: Place
    coordinators: tuple[str, ...]
    due: date | None


class NoteOffer(QWidget):
    """The lines below the note: what it says, and for a name that several bear who may be meant."""

    taken = Signal()
    #: (place of the part, place of the candidate) This one is meant.
    meant = Signal(int, int)

    def __init__(self, proposal: NoteProposal, staff: Staff, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(theme.px(4))
        said = plain(_told(proposal, staff), "small", wrap=True)
        row.addWidget(said, 1)
        self.said = said
        take = push_button(tr("Nhận (Alt+Enter)"), self.taken)
        take.setProperty("link", "true")
        take.setAccessibleName(tr("Nhận theo bút phê: {said}", said=said.text()))
        row.addWidget(take)
        column.addLayout(row)
        self._buttons: dict[QPushButton, tuple[int, int]] = {}
        for place, part in enumerate(proposal.parts):
            if part.reason == "ambiguous":
                column.addLayout(self._choice(place, part, staff))

    def _choice(self, place: int, part: NotePart, staff: Staff) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(4))
        row.addWidget(plain(tr("“{name}” là:", name=part.words), "small"))
        for number, pair in enumerate(part.candidates[:_MOST_CANDIDATES]):
            button = LinkButton(staff.name_of(*pair))
            button.setAutoDefault(False)
            button.clicked.connect(self._chosen)
            self._buttons[button] = (place, number)
            row.addWidget(button, 1)
        return row

    def candidates(self) -> list[QPushButton]:
        """The buttons of those who may be meant."""
        return list(self._buttons)

    def _chosen(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton) and sender in self._buttons:
            self.meant.emit(*self._buttons[sender])


class NoteOffers(QObject):
    """Watches one line of a form. `accepted` brings a NoteTaken."""

    accepted = Signal(object)

    def __init__(self, cell: Cell, context: Context, form: QWidget, *, stood: str = "") -> None:
        """`stood`: the note so far, which was taken or not before; what is added to it proposes."""
        super().__init__(form)
        self._stood = stood
        self._cell = cell
        self._context = context
        self.proposal: NoteProposal | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.look)
        cell.input.changed.connect(self._rest.start)
        bind_key(form, "Alt+Return", tr("nhận đề xuất của bút phê"), self.take)

    @cached_property
    def _staff(self) -> Staff:
        """Read with the first note."""
        return self._context.operations.ask(load_staff)

    def look(self) -> None:
        """Read what stands in the line, and offer what it says."""
        self._rest.stop()
        found = read_note(self._cell.input.value().removeprefix(self._stood), self._staff, self._context.office.today())
        known = any(part.reason != "unknown" for part in found.parts)
        self._show(found if known or found.due is not None or found.due_reason else None)

    def _show(self, proposal: NoteProposal | None) -> None:
        self.proposal = proposal
        if proposal is None:
            self._cell.set_beside(None)
            return
        offer = NoteOffer(proposal, self._staff)
        offer.taken.connect(self.take)
        offer.meant.connect(self._meant)
        self._cell.set_beside(offer)

    def _meant(self, place: int, number: int) -> None:
        assert self.proposal is not None
        parts = list(self.proposal.parts)
        department, official = parts[place].candidates[number]
        parts[place] = replace(parts[place], department_id=department, official_id=official, reason="")
        self._show(replace(self.proposal, parts=tuple(parts)))
        self._cell.widget.setFocus()

    def take(self) -> None:
        """The person wants it so."""
        if self._rest.isActive():
            self.look()
        proposal, staff = self.proposal, self._staff
        if proposal is None:
            return
        meant = [part for part in proposal.parts if (part.department_id, part.official_id) != (None, None)]
        lead = next((Place(part.department_id, part.official_id) for part in meant if part.part == LEAD), Place())
        others = tuple(staff.name_of(part.department_id, part.official_id) for part in meant if part.part == COORDINATE)
        self._show(None)
        self.accepted.emit(NoteTaken(lead, others, proposal.due))


def _told(proposal: NoteProposal, staff: Staff) -> str:
    """What the note says, in one line."""
    said = []
    for part in proposal.parts:
        known = (part.department_id, part.official_id) != (None, None)
        name = _short(part, staff) if known else part.words
        what = label("note_part", part.part)
        if part.reason == "unknown":
            said.append(tr("{name} {what} (không rõ là ai)", name=name, what=what))
        elif part.reason == "ambiguous":
            said.append(tr("{name} {what} (chọn người bên dưới)", name=name, what=what))
        else:
            said.append(tr("{name} {what}", name=name, what=what))
    if proposal.due is not None:
        day = tr("hạn {day}", day=words.day(proposal.due))
        said.append(tr("{due} (đã qua)", due=day) if proposal.due_reason == "past" else day)
    elif proposal.due_reason == "impossible":
        said.append(tr("ngày {words} không có trong lịch", words=proposal.due_words))
    return " · ".join(said)


def _short(part: NotePart, staff: Staff) -> str:
    """A person without the department: who it is was told by the name."""
    return staff.officials[part.official_id].name if part.official_id is not None else staff.name_of(part.department_id, None)
