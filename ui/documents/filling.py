"""What a file says, in the fields of a form: blue what was read, amber what a person must look at, white what a person typed.

What a person typed is never overwritten: where the file says something else it stands below the field, to be taken. A field that came
along from the paper before, or that nobody touched, is filled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from models.intake.documents.document_text import Span
from models.labels import LABELS, label, tr
from models.text import clean
from ui import words
from ui.documents.chosen_words import joined, write
from ui.parts.buttons import push_button
from ui.parts.labels import plain
from ui.parts.tips import tip

if TYPE_CHECKING:
    from models.intake.documents.proposing.propose import Proposed
    from ui.forms.cell import Cell

# What every document bears: of so many fields so many were read.
COUNTED = ("document_number", "issued_date", "document_type", "issuing_agency", "subject", "signer", "signer_title")
# Of a value that may be taken, so many letters are shown.
_SHOWN = 100
# Where a person and the file say different things of these, it is looked at before it is saved.
_WEIGHTY = frozenset({"urgency", "secrecy"})
FIELDS = (*COUNTED, "urgency", "secrecy", "due_date")


def why_doubtful(reason: str) -> str:
    """Why a value must be looked at, in two or three words."""
    return label("read_doubt", reason) if reason in LABELS["read_doubt"] else tr("cần xem lại")


def offer_line(said: str, take: Callable[[], object], name: str, because: str = "") -> QWidget:
    """A value that may be taken, with the button that takes it; `name` for who hears the screen, `because` for who asks why."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    shown = plain(words.shortened(said, _SHOWN), "small", wrap=True)
    shown.setToolTip(tip(because or said))
    line.setAccessibleDescription(because)
    row.addWidget(shown, 1)
    button = push_button(tr("Lấy"), take)
    button.setProperty("link", "true")
    button.setAccessibleName(name)
    row.addWidget(button)
    return line


class ReadField(QObject):
    """One field of a form, and what the file says of it."""

    #: Its look or its place in the text is another now.
    changed = Signal()

    def __init__(self, name: str, cell: Cell, parent: Filling) -> None:
        super().__init__(parent)
        self.name, self.cell = name, cell
        self._filling = parent
        self.proposed: Proposed | None = None
        self.spans: tuple[Span, ...] = ()
        #: A person typed what stands; so did whoever entered the record that is put right.
        self.typed = False
        #: An amber value that nobody has looked at yet.
        self.unseen = False
        cell.input.changed.connect(self._input_changed)

    def fill(self, proposed: Proposed | None) -> None:
        """The file was read: show what it says, unless a person said something."""
        before, self.proposed = self.proposed, proposed
        self.spans, self.unseen = (), False
        cell = self.cell
        cell.set_beside(None)
        free = not self.typed or _is_nothing(cell.input.value())
        if proposed is None:
            if before is not None and free:
                # What was read from another file before.
                self._write(None)
            self._look("")
            return
        if free:
            self._write(proposed.value)
            self.typed = False
        # Also where a person says otherwise, it is seen where the file says it.
        self.spans = joined(proposed.found.spans)
        if _same(cell.input.value(), proposed.value):
            self.unseen = not proposed.found.sure
            self._look("read" if proposed.found.sure else "doubt")
        else:
            self.unseen = self.name in _WEIGHTY and cell.widget.isEnabled()
            self._look("doubt" if self.unseen else "")
            if cell.widget.isEnabled():
                self._offer(proposed)

    def take(self) -> None:
        """The person wants what the file says."""
        proposed = self.proposed
        if proposed is None:
            return
        self._write(proposed.value)
        self.spans = joined(proposed.found.spans)
        self.cell.set_beside(None)
        self._look("read")
        self.cell.widget.setFocus()
        self.changed.emit()

    def follow(self, value: Any) -> None:
        """What it was inferred from is another now."""
        self._write(value)
        self.spans = ()
        self._look("read" if value is not None else "")
        self.changed.emit()

    def choose(self, text: str, span: Span | None) -> None:
        """The person chose these words of the document for it: it is theirs, and its place is known."""
        write(self.cell.widget, text)
        self.spans, self.typed, self.unseen = joined((span,)) if span is not None else (), True, False
        self.cell.set_beside(None)
        self._look("")
        self.changed.emit()

    def see(self) -> None:
        """The person has looked at it."""
        if self.unseen:
            self.unseen = False
            same = self.proposed is not None and _same(self.cell.input.value(), self.proposed.value)
            self._look("seen" if same else "")
            self.changed.emit()

    def _write(self, value: Any) -> None:
        with self._filling.by_program():
            widget = self.cell.widget
            if isinstance(widget, QComboBox):
                self.cell.input.set_value(value)
            else:
                write(widget, _in_words(value))

    def _look(self, look: str) -> None:
        reason = self.proposed.found.reason if self.proposed is not None else ""
        if look == "doubt":
            self.cell.set_look("doubt", why_doubtful(reason))
        elif look == "seen":
            self.cell.set_look("read", tr("đã xem"))
        else:
            # A day that no line of the document gives says where it comes from, also when it is sure.
            self.cell.set_look(look, why_doubtful(reason) if look == "read" and reason == "from_tasks" else "")

    def _offer(self, proposed: Proposed) -> None:
        said = tr("tệp ghi: {value}", value=self._shown(proposed.value))
        self.cell.set_beside(offer_line(said, self.take, tr("Lấy theo tệp: {name}", name=self.cell.words())))

    def _shown(self, value: Any) -> str:
        widget = self.cell.widget
        if isinstance(widget, QComboBox):
            return widget.itemText(max(0, widget.findData(value)))
        return _in_words(value)

    def _input_changed(self) -> None:
        if self._filling.quiet:
            return
        # What was emptied is filled again when the file is read again.
        self.typed = not _is_nothing(self.cell.input.value())
        was = (self.cell.look(), self.spans)
        self.unseen = False
        proposed = self.proposed
        if proposed is not None and _same(self.cell.input.value(), proposed.value):
            # Taken back by Ctrl+Z, or typed as the file has it.
            self.cell.set_beside(None)
            self._look("read")
        else:
            self._look("")
        self.spans = joined(proposed.found.spans) if proposed is not None else ()
        if was != (self.cell.look(), self.spans):
            self.changed.emit()


class Filling(QObject):
    """Of one form. `fill` shows what a file says; `unseen` are the amber fields that nobody has looked at."""

    #: What stands in the fields comes from elsewhere now, or was looked at.
    changed = Signal()

    def __init__(self, cells: Mapping[str, Cell], parent: QObject) -> None:
        super().__init__(parent)
        self.fields = {name: ReadField(name, cells[name], self) for name in FIELDS if name in cells}
        for each in self.fields.values():
            each.changed.connect(self.changed)
        self.quiet = False
        self.was_read = False

    @contextmanager
    def by_program(self) -> Iterator[None]:
        """What changes meanwhile is not a person's."""
        before, self.quiet = self.quiet, True
        try:
            yield
        finally:
            self.quiet = before

    def begin_anew(self) -> None:
        """What stands was typed by nobody: a draft was thrown away."""
        for each in self.fields.values():
            each.typed = False

    def keep(self) -> None:
        """What stands was entered by people: of a record that is put right."""
        for each in self.fields.values():
            each.typed = not _is_nothing(each.cell.input.value())

    def fill(self, values: Mapping[str, Proposed]) -> None:
        """Show what a file says."""
        self.was_read = True
        # Of a secret paper most fields are not even asked for.
        for name in sorted(self.fields, key=_secrecy_first):
            each = self.fields[name]
            each.fill(values.get(name) if not each.cell.isHidden() else None)
        self.changed.emit()

    def forget(self) -> None:
        """The file is none of the document's: what was read of it goes, what a person typed stays."""
        self.was_read = False
        for each in self.fields.values():
            each.fill(None)
        self.changed.emit()

    def unseen(self) -> list[ReadField]:
        """The amber fields that nobody has looked at, in the order of the form."""
        return [each for each in self.fields.values() if each.unseen and not each.cell.isHidden()]

    def counted(self) -> tuple[int, int]:
        """How many of the fields were read from the file, and of how many that are looked for."""
        read = [name for name, each in self.fields.items() if each.proposed is not None]
        return len(read), len(set(read).union(COUNTED))

    def of(self, widget: QWidget | None) -> ReadField | None:
        """The field that this widget is or lies in."""
        return next((each for each in self.fields.values() if widget is not None and _holds(each.cell, widget)), None)


def _secrecy_first(name: str) -> bool:
    return name != "secrecy"


def _holds(cell: QWidget, widget: QWidget) -> bool:
    return cell is widget or cell.isAncestorOf(widget)


def _in_words(value: Any) -> str:
    return words.day(value) if isinstance(value, date) else str(value or "")


def _same(stands: Any, said: Any) -> bool:
    return clean(stands) == clean(said) if isinstance(stands, str) and isinstance(said, str) else stands == said


def _is_nothing(value: Any) -> bool:
    return value is None or value == "" or (isinstance(value, tuple) and not any(value))
