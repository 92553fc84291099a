"""The tasks of a document in its form: those found in the file, ours first and ticked, and below them rows typed by hand. One list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.intake.wording.addressing import Addressed
from models.labels import label, tr
from models.registers.staff import Staff, load_staff
from models.text import words as words_of
from ui import words
from ui.documents.chosen_words import write
from ui.documents.task_editor import TaskEditor
from ui.documents.task_line import FoundLine, TaskLine, names_of
from ui.forms.rows import RowsInput
from ui.forms.suggest import Place, place_named
from ui.parts.buttons import push_button
from ui.parts.elided import Elided
from ui.parts.labels import plain

if TYPE_CHECKING:
    from models.intake.documents.proposing.propose import ProposedTask
    from ui.forms.cell import Ask
    from ui.parts.action import Context

# So many first words tell one task of a text from another.
_TELLING = 12
# So many lines are laid before the window goes on.
_IN_A_TURN = 30


class TasksInput(RowsInput):
    """`set_found` shows what a file says; `value` gives the ticked ones (as {"entry": TaskEntry}) and the rows typed by hand."""

    #: Another task is looked at, or none.
    looked = Signal()

    def __init__(self, context: Context, asks: Sequence[Ask], *, more: str, parent: QWidget | None = None) -> None:
        self._lines: list[TaskLine] = []
        self._folded: tuple[ProposedTask, ...] = ()
        self._current: TaskLine | None = None
        self._edited: TaskLine | None = None
        self._editor: TaskEditor | None = None
        # A draft of found tasks, until the file is read again.
        self._waiting: dict[str, dict[str, Any]] = {}
        self._found = False
        # Those that are still to be laid: ours, and what others do once it is wanted.
        self._coming: list[ProposedTask] = []
        super().__init__(context, asks, more=more, parent=parent)
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._add_some)
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 4, 0, 2)
        head.addWidget(plain(tr("Nhiệm vụ tìm thấy"), "heading"))
        self.said = Elided()
        self.said.setProperty("role", "soft")
        head.addWidget(self.said, 1)
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.fold_button = push_button("", self.unfold)
        self.fold_button.setProperty("link", "true")
        outer = self.layout()
        assert isinstance(outer, QVBoxLayout)
        for place, widget in enumerate((self._head, self._list, self.fold_button)):
            outer.insertWidget(place, widget, 0, Qt.AlignmentFlag.AlignLeft if widget is self.fold_button else Qt.AlignmentFlag(0))
            widget.hide()

    @cached_property
    def _staff(self) -> Staff:
        """Read when a file first names tasks."""
        return self._context.operations.ask(load_staff)

    # ---- what was found ----

    def set_found(self, tasks: Sequence[ProposedTask], *, known: int = 0) -> None:
        """Show these; what a person ticked or changed of them before stays as it is. So many others are in the book already."""
        kept = self._kept()
        self._found = True
        self._clear()
        ours = [task for task in tasks if task.ticked]
        self._folded = tuple(task for task in tasks if not task.ticked)
        self._show_heading(len(ours), len(self._folded), known)
        self._coming = ours
        self._add_some()
        if kept:
            self._add_rest()
        self._put_back(kept)
        self.hide_rows(hidden=bool(ours))
        self.changed.emit()

    def _add_some(self) -> None:
        """So many lines in one turn of the window."""
        some, self._coming = self._coming[:_IN_A_TURN], self._coming[_IN_A_TURN:]
        for task in some:
            self._add(task)
        if self._coming:
            self._turn.start()

    def _add_rest(self) -> None:
        self._turn.stop()
        while self._coming:
            self._add_some()
        self._turn.stop()

    def forget_found(self) -> None:
        """The file is another document's, or none."""
        if self._found:
            self._found = False
            self._clear()
            self._folded = ()
            for widget in (self._head, self._list, self.fold_button):
                widget.hide()
            self.hide_rows(hidden=False)
            self.changed.emit()

    def unfold(self) -> None:
        """Show the tasks of others too."""
        self._add_rest()
        folded, self._folded = self._folded, ()
        self.fold_button.hide()
        first = len(self._lines)
        self._coming = list(folded)
        self._add_some()
        self._list.show()
        if folded:
            self._lines[first].setFocus(Qt.FocusReason.OtherFocusReason)

    def current(self) -> FoundLine | None:
        """The task that is looked at."""
        return self._current.line if self._current is not None else None

    def ticked(self) -> int:
        """How many tasks would be entered."""
        return sum(each.isChecked() for each in self._lines) + sum(each.ticked for each in self._coming) + len(super().value())

    def earliest(self, today: date) -> date | None:
        """The first day, not past yet where there is such a one, of those that are ticked."""
        days = [each.line.due_date for each in self.shown() if each.isChecked() and each.line.due_date is not None]
        return min([day for day in days if day >= today] or days, default=None)

    def unseen(self) -> list[TaskLine]:
        """Those that a person must look at before they are entered."""
        return [each for each in self.shown() if each.doubts()]

    def shown(self) -> list[TaskLine]:
        """The lines of the found ones, from top to bottom."""
        self._add_rest()
        return list(self._lines)

    def share(self, lead: Place, coordinators: Sequence[str], due: date | None) -> int:
        """Give the ticked ones a lead, coordinators and a day where nobody set them; how many were changed."""
        changed = 0
        self._add_rest()
        for each in self._lines:
            line, found = each.line, FoundLine.of(each.line.proposed, self._staff)
            if not each.isChecked():
                continue
            takes_part = line.proposed.addressed is Addressed.COORDINATING
            # Where another agency leads, our people take part, in the place of the department that was guessed or of the office itself.
            ours = (lead.shown(self._staff), *coordinators) if takes_part and any(lead) else tuple(coordinators)
            theirs = found.coordinators[1:] if takes_part and ours else found.coordinators
            together = tuple(dict.fromkeys((*ours, *theirs)))
            made = replace(
                line,
                lead=lead if any(lead) and not takes_part and line.lead == found.lead else line.lead,
                coordinators=together if line.coordinators == found.coordinators else line.coordinators,
                due_date=line.due_date or due,
            )
            if made != line:
                each.show_line(made)
                changed += 1
        if changed:
            self._close_editor()
            self.changed.emit()
        return changed

    def take_words(self, text: str) -> bool:
        """Write these words of the document into the task that is looked at; False where there is none."""
        if self._current is None:
            return False
        self._open(self._current, "content")
        assert self._editor is not None
        write(self._editor.content, text)
        return True

    def _show_heading(self, ours: int, others: int, known: int) -> None:
        level = label("level", self._context.office.settings().level)
        parts = [tr("{count} việc đã vào sổ", count=known)] if known else []
        if ours:
            parts.append(tr("{ours} việc liên quan đến {level}", ours=ours, level=level))
        elif others and not known:
            parts.append(tr("không việc nào của {level}", level=level))
        if others:
            parts.append(tr("{others} việc của cơ quan khác", others=others))
        self.said.setText(", ".join(parts) or tr("tệp không nêu việc nào"))
        self.fold_button.setText(tr("Xem {others} việc của cơ quan khác", others=others))
        self._head.show()
        self._list.setVisible(bool(ours))
        self.fold_button.setVisible(bool(others))

    def _add(self, task: ProposedTask) -> None:
        line = TaskLine(FoundLine.of(task, self._staff), self._staff, self._context.office.today(), parent=self._list)
        line.toggled.connect(self._ticks_changed)
        line.chosen.connect(self._chosen)
        line.opened.connect(self._opened)
        line.moved.connect(self._moved)
        self._column.addWidget(line)
        self._lines.append(line)

    def _clear(self) -> None:
        self._close_editor()
        self._current, self._coming = None, []
        self._turn.stop()
        for each in self._lines:
            each.hide()
            self._column.removeWidget(each)
            each.deleteLater()
        self._lines.clear()

    def _ticks_changed(self) -> None:
        self.tell("")
        self.changed.emit()

    def _sender_line(self) -> TaskLine | None:
        sender = self.sender()
        return next((each for each in self._lines if each is sender), None)

    def _chosen(self) -> None:
        if (line := self._sender_line()) is not None and line is not self._current:
            self._look_at(line)

    def _look_at(self, line: TaskLine | None) -> None:
        self._current = line
        for each in self._lines:
            each.set_current(each is line)
        if self._edited is not None and self._edited is not line:
            self._close_editor()
        self.looked.emit()

    def look_away(self) -> None:
        """The keyboard went elsewhere."""
        if self._current is not None:
            self._look_at(None)

    def _moved(self, step: int) -> None:
        if (line := self._sender_line()) is not None:
            place = self._lines.index(line) + step
            if 0 <= place < len(self._lines):
                self._lines[place].setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- changing one ----

    def _opened(self, name: str) -> None:
        if (line := self._sender_line()) is not None:
            self._open(line, name)

    def _open(self, line: TaskLine, name: str) -> None:
        self._look_at(line)
        if self._editor is None:
            self._editor = TaskEditor(self._context, self._list)
            self._editor.edited.connect(self._line_edited)
            self._editor.left.connect(self._editor_left)
        if self._edited is not line:
            self._edited = line
            self._editor.show_line(line.line)
            self._column.removeWidget(self._editor)
            self._column.insertWidget(self._column.indexOf(line) + 1, self._editor)
            self._editor.show()
        field = self._editor.field(name)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        if name == "lead":
            self._editor.lead.open_list()

    def _line_edited(self, line: FoundLine) -> None:
        if self._edited is not None:
            self._edited.show_line(line)
            self._edited.setChecked(True)
            self.tell("")
            self.changed.emit()

    def _editor_left(self) -> None:
        line = self._edited
        self._close_editor()
        if line is not None:
            line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_editor(self) -> None:
        self._edited = None
        if self._editor is not None:
            self._editor.hide()

    # ---- as an input ----

    def tab_stops(self) -> list[QWidget]:
        """The line that is looked at, or the first; its fields where it is open; the button for others; then the rows."""
        found: list[QWidget] = []
        if self._lines:
            found.append(self._current or self._lines[0])
            if self._edited is not None and self._editor is not None:
                found += self._editor.tab_stops()
            found.append(self.fold_button)
        elif self._found:
            found.append(self.fold_button)
        return [*found, *super().tab_stops()]

    def value(self) -> tuple[dict[str, Any], ...]:
        """The ticked ones, then the rows in which something was entered."""
        self._add_rest()
        return (*({"entry": each.line.entry(self._staff)} for each in self._lines if each.isChecked()), *super().value())

    def valid(self) -> bool:
        """Whether every date is one."""
        return super().valid() and (self._editor is None or self._edited is None or self._editor.valid())

    def mark(self, filled: int, name: str, text: str) -> None:
        """Say what is wrong with one of those that `value` gave."""
        ticked = [each for each in self._lines if each.isChecked()]
        if filled < len(ticked):
            self._open(ticked[filled], name)
            self.tell(tr("Việc {number}: {text}", number=self._lines.index(ticked[filled]) + 1, text=text))
        else:
            super().mark(filled - len(ticked), name, text)

    # ---- drafts ----

    def _kept(self) -> dict[str, dict[str, Any]]:
        """What differs of each found task from how it was found, by its first words."""
        kept = dict(self._waiting)
        for each in self._lines:
            line = each.line
            if line != FoundLine.of(line.proposed, self._staff) or each.isChecked() != line.proposed.ticked:
                kept[_told(line.proposed)] = {
                    "ticked": each.isChecked(),
                    "content": line.content,
                    "lead": each.lead_words(),
                    "due": line.due_date.isoformat() if line.due_date is not None else "",
                    "coordinators": "; ".join(line.coordinators),
                }
        return kept

    def _put_back(self, kept: dict[str, dict[str, Any]]) -> None:
        self._waiting = {}
        if any(_told(task) in kept for task in self._folded):
            for task in self._folded:
                self._add(task)
            self._folded = ()
            self._list.show()
            self.fold_button.hide()
        for each in self._lines:
            state = kept.get(_told(each.line.proposed))
            if state is not None:
                each.show_line(self._changed_line(each.line, state))
                each.setChecked(state.get("ticked") is True)

    def _changed_line(self, line: FoundLine, state: dict[str, Any]) -> FoundLine:
        def text(name: str) -> str:
            value = state.get(name)
            return value if isinstance(value, str) else ""

        lead = line.lead
        if text("lead") != lead.shown(self._staff):
            lead = place_named(text("lead"), self._staff)
        return FoundLine(line.proposed, text("content") or line.content, lead, _day(state), names_of(text("coordinators")))

    def draft_state(self) -> Any:
        """For a draft: the rows as they stand, and what was changed of the found ones."""
        rows, kept = super().draft_state(), self._kept()
        return {"rows": rows, "found": kept} if kept else rows

    def settle_draft(self) -> None:
        """The file of a draft is gone: what was changed of its tasks and ticked stands as rows."""
        lost, self._waiting = [each for each in self._waiting.values() if each.get("ticked") is True], {}
        if not lost:
            return
        rows = [{"content": each.get("content"), "lead": each.get("lead"), "due_date": words.day(_day(each))} for each in lost]
        super().put_draft_back([*rows, *(row for row in super().draft_state() if any(row.values()))])

    def put_draft_back(self, state: Any) -> None:
        """Show the rows of a draft again; what was changed of found tasks waits until their file is read again."""
        if isinstance(state, dict):
            found = state.get("found")
            self._waiting = {name: each for name, each in found.items() if isinstance(each, dict)} if isinstance(found, dict) else {}
            state = state.get("rows")
        super().put_draft_back(state)


def _told(task: ProposedTask) -> str:
    return " ".join(words_of(task.found.text)[:_TELLING])


def _day(state: dict[str, Any]) -> date | None:
    """The due date of a draft."""
    try:
        return date.fromisoformat(str(state.get("due") or ""))
    except ValueError:
        return None


def tasks(asks: Sequence[Ask], *, more: str) -> Callable[[Context], QWidget]:
    """A maker of the tasks of a document."""
    return partial(_made, asks, more)


def _made(asks: Sequence[Ask], more: str, context: Context) -> QWidget:
    return TasksInput(context, asks, more=more)
