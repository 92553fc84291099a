"""One file on its way in: read, understood, planned, each on a thread; what the person decided; written in one step. No widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from models.errors import OfficeError
from models.intake.workbooks.book import Book
from models.intake.workbooks.planned import Choices
from models.intake.workbooks.table import Table
from models.intake.workbooks.understanding.memory import Correction
from models.intake.workbooks.understanding.names import NEEDED
from models.progress import Report
from ui.parts.latest import Latest
from ui.workbooks.sources import Pasted, Source
from ui.workbooks.survey import Survey, survey

if TYPE_CHECKING:
    from models.office import Office

# A guess of the kind is taken unasked when it is this likely, and by so much likelier than the next; the kind of the page in front
# is taken where it is no less likely by more than this.
_LIKELY = 0.55
_AHEAD = 0.04
_NEAR = 0.12


class Stage(StrEnum):
    """What is being done."""

    READING = "reading"
    UNDERSTANDING = "understanding"
    PLANNING = "planning"


@dataclass(frozen=True, slots=True)
class _Read:
    book: Book
    guesses: tuple[tuple[str, float], ...]


class Session(QObject):
    """Signals tell what stands; the properties hold it. `table` and `survey` are None until there is something to show."""

    book_read = Signal()
    understood = Signal()
    planned = Signal()
    #: (stage, OfficeError)
    refused = Signal(object, object)
    progressed = Signal(int, int)
    #: Something begins or has ended: `stage` says what, None for nothing.
    working = Signal()

    def __init__(self, office: Office, source: Source, kind: str, owner: QWidget) -> None:
        super().__init__(owner)
        self.office = office
        self.source = source
        self.kind = kind
        self.stage: Stage | None = None
        self.old_fonts = True
        self.book: Book | None = None
        self.guesses: tuple[tuple[str, float], ...] = ()
        self.correction: Correction | None = None
        self.table: Table | None = None
        self.survey: Survey | None = None
        self.choices = Choices()
        self._earlier: list[Choices] = []
        # The kind was that of the page where the file was asked for: nobody said yet that the file is of that kind.
        self._supposed = bool(kind) and not isinstance(source, Pasted)
        self._latest = Latest(owner)
        self._latest.done.connect(self._done)
        self._latest.failed.connect(self._failed)
        self._latest.settled.connect(self._settled)
        self._latest.progressed.connect(self.progressed)

    # ---- the three stages ----

    def read(self) -> None:
        """Read the file, and where the kind is not known guess it."""
        self._begin(Stage.READING, partial(_read, self.source, self.kind, self.old_fonts))

    def set_old_fonts(self, *, on: bool) -> None:
        """Turn letters of old fonts into Unicode, or leave them; the file is read again."""
        self.old_fonts = on
        self.read()

    def choose_kind(self, kind: str) -> None:
        """The file lists records of this kind."""
        if kind != self.kind:
            self.kind, self.correction = kind, None
        self._supposed = False
        self.understand()

    def kinds(self) -> tuple[str, ...]:
        """What the file may list, the likeliest first."""
        return tuple(kind for kind, _ in _every_kind(self.guesses))

    def likely_kind(self, near: str) -> str:
        """The kind without doubt, or of the likely ones that of the page in front (`near`); "" where it must be asked."""
        if not self.guesses:
            return ""
        best, score = self.guesses[0]
        scores = dict(self.guesses)
        if score < _LIKELY:
            return ""
        if near in scores and score - scores[near] <= _NEAR:
            return near
        second = self.guesses[1][1] if len(self.guesses) > 1 else 0.0
        return best if score - second > _AHEAD else ""

    def understand(self) -> None:
        """Find the table in the book."""
        assert self.book is not None
        self.choices, self._earlier = Choices(), []
        supposed = self._supposed and self.correction is None
        self._begin(Stage.UNDERSTANDING, partial(_understand, self.office, self.book, self.kind, self.correction, supposed))

    def correct(self, correction: Correction | None) -> None:
        """Understand the book anew as the person put it right."""
        self.correction = correction
        self.understand()

    def plan(self) -> None:
        """Compare the rows with the office, as the person decided."""
        assert self.table is not None
        self._begin(Stage.PLANNING, partial(_plan, self.office, self.table, self.choices))

    # ---- what the person decides ----

    def decide(self, choices: Choices) -> None:
        """Plan anew with these choices; `take_back` returns to those before."""
        if choices != self.choices:
            self._earlier.append(self.choices)
            self.choices = choices
            self.plan()

    def take_back(self) -> bool:
        """Undo the last choice; False where there is none."""
        if not self._earlier:
            return False
        self.choices = self._earlier.pop()
        self.plan()
        return True

    def mend(self, number: int, name: str, text: str) -> None:
        """This cell says this."""
        self.decide(replace(self.choices, mended={**self.choices.mended, (number, name): text}))

    def leave_out(self, numbers: frozenset[int], *, out: bool) -> None:
        """Leave these rows, or take them."""
        now = self.choices.left_out
        self.decide(replace(self.choices, left_out=now | numbers if out else now - numbers))

    def keep(self, cells: frozenset[tuple[int, str]], *, ours: bool) -> None:
        """Of these fields (row, field) ours stays, or theirs is taken."""
        kept, taken = self.choices.keep_ours, self.choices.take_theirs
        if ours:
            self.decide(replace(self.choices, keep_ours=kept | cells, take_theirs=taken - cells))
        else:
            self.decide(replace(self.choices, keep_ours=kept - cells, take_theirs=taken | cells))

    def with_others(self, *, wanted: bool) -> None:
        """Rows addressed to others are wanted too."""
        self.decide(replace(self.choices, with_others=wanted))

    # ---- threads ----

    def busy(self) -> bool:
        """Whether something is being read, understood or planned."""
        return self.stage is not None

    def forget(self) -> None:
        """Let go of what was read at once: a list of 100,000 rows does not wait for the collector."""
        self.book = self.table = self.survey = None

    def stop(self) -> None:
        """Nobody waits any more."""
        self._latest.drop()

    def _begin(self, stage: Stage, work: Callable[[Report], Any]) -> None:
        self.stage = stage
        self.working.emit()
        self._latest.ask(work)

    def _done(self, found: object) -> None:
        if isinstance(found, _Read):
            self.book, self.guesses = found.book, found.guesses
            if self.stage is Stage.UNDERSTANDING:
                # It is a list of something else than the page where it was asked for.
                self.kind, self._supposed = "", False
            self._end()
            self.book_read.emit()
        elif isinstance(found, Table):
            self.table = found
            self._end()
            self.understood.emit()
        elif isinstance(found, Survey):
            self.survey = found
            self._end()
            self.planned.emit()

    def _failed(self, error: OfficeError) -> None:
        stage = self.stage
        self._end()
        self.refused.emit(stage, error)

    def _settled(self) -> None:
        # After `stop` nothing was told.
        if self.stage is not None and not self._latest.busy():
            self._end()

    def _end(self) -> None:
        self.stage = None
        self.working.emit()


# ---- on a thread: no Qt ----


def _read(source: Source, kind: str, old_fonts: bool, report: Report) -> _Read:  # noqa: FBT001 - bound by `partial`
    from models.intake.workbooks.understanding.understand import guess_kind

    if isinstance(source, Pasted):
        from models.intake.workbooks.pasted import book_of_pasted

        book = book_of_pasted(source.text, source.html, kind=kind, titles=source.titles)
    else:
        from models.intake.workbooks.reading.files import read_book

        book = read_book(source, old_fonts=old_fonts, report=report)
    return _Read(book, () if kind else guess_kind(book))


def _every_kind(guesses: Sequence[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    """The guesses, and after them the kinds that nothing speaks for: the person may know better."""
    rest = [kind for kind in NEEDED if kind not in dict(guesses)]
    return (*guesses, *((kind, 0.0) for kind in rest))


def _understand(
    office: Office,
    book: Book,
    kind: str,
    correction: Correction | None,
    supposed: bool,  # noqa: FBT001 - bound by `partial`
    report: Report,
) -> Table | _Read:
    """The table; the book with other guesses where the kind was only supposed and the file is plainly a list of something else."""
    from models.intake.workbooks.batches import remembered_layouts
    from models.intake.workbooks.understanding.understand import understand

    report(0, 0)
    with office.read() as connection:
        remembered = remembered_layouts(connection, kind)
    try:
        table = understand(book, kind, remembered=remembered, correction=correction)
    except OfficeError:
        if supposed and (guesses := _other_kinds(book, kind)):
            return _Read(book, guesses)
        raise
    if supposed and not table.layout.sure and (guesses := _other_kinds(book, kind)):
        return _Read(book, guesses)
    return table


def _other_kinds(book: Book, kind: str) -> tuple[tuple[str, float], ...]:
    """What the file lists, where that is likely and not this kind."""
    from models.intake.workbooks.understanding.understand import guess_kind

    guesses = guess_kind(book)
    return guesses if guesses and guesses[0][0] != kind and guesses[0][1] >= _LIKELY else ()


def _plan(office: Office, table: Table, choices: Choices, report: Report) -> Survey:
    from models.intake.workbooks.plan import make_plan

    return survey(make_plan(office, table, choices, report), report)
