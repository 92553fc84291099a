"""Between a form and the paper beside it: the file is read, its values go into the form, what is looked at lights up in the paper."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from models.labels import tr
from ui import words
from ui.documents.chosen_words import takes_words, value_words, write
from ui.documents.filling import ReadField
from ui.documents.reading_session import FileRead, FileRefused, ReadingSession
from ui.parts.lights import Light

if TYPE_CHECKING:
    from models.intake.documents.document_text import Span
    from models.intake.documents.proposing.propose import Proposal
    from models.office import Office
    from ui.forms.directive_form import DirectiveForm
    from ui.parts.document_view import DocumentView


class PaperReading(QObject):
    """`serve` a form, `read` a file into it. `remark` says how far it is, for the heading of the form."""

    #: `remark` is another now.
    told = Signal()

    def __init__(self, office: Office, view: DocumentView, parent: QWidget) -> None:
        super().__init__(parent)
        self._office = office
        self._view = view
        self._form: DirectiveForm | None = None
        self._failed = False
        self._read_path: Path | None = None
        self._field: ReadField | None = None
        self._target: tuple[str, QWidget] | None = None
        # The field of the form that had the keyboard when the reading began: not asked anything later, it may be gone by then.
        self._focus_then: QWidget | None = None
        self._nobody_typed = False
        # What is still to be shown of a reading, a piece in each turn of the window.
        self._steps: list[Callable[[], None]] = []
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._next_step)
        self.session = ReadingSession(office, parent)
        self.session.done.connect(self._done)
        self.session.refused.connect(self._refused)
        self.session.ended.connect(self.told)
        view.words_chosen.connect(self._words_chosen)
        view.reading_stopped.connect(self.stop)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)

    # ---- the form and the file ----

    def serve(self, form: DirectiveForm) -> None:
        """This form is beside the paper now."""
        self.stop()
        self._form, self._field, self._target = form, None, None
        self._failed, self._read_path = False, None
        form.stop_first, form.is_reading = self.stop, self.busy
        form.filling.changed.connect(self.light)
        form.filling.changed.connect(self.told)
        form.tasks.looked.connect(self._task_looked)
        self.told.emit()

    def leave(self) -> None:
        """The form is done: nothing is read for it any more."""
        self.stop()
        self._form = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.disconnect(self._focus_moved)

    def read(self, path: Path) -> None:
        """Read this file into the form; again, where it was read before."""
        if self._form is None:
            return
        self._failed, self._steps = False, []
        focus = QApplication.focusWidget()
        self._focus_then = focus if focus is not None and self._form.isAncestorOf(focus) else None
        self._view.await_reading()
        secrecy = self._form.filling.fields["secrecy"]
        self.session.read(path, not_secret=secrecy.typed and secrecy.cell.input.value() == "none")
        self.told.emit()

    def forget(self) -> None:
        """No file belongs to the form any more: what was read of one goes."""
        self.stop()
        self._failed, self._read_path = False, None
        form = self._form
        if form is not None and form.filling.was_read:
            form.filling.forget()
            form.offer_recipient(None)
            form.tasks.forget_found()
            form.tell_kept(())
        self.told.emit()

    def stop(self) -> bool:
        """Stop what is being read; whether something was."""
        if not self.busy():
            return False
        self._steps = []
        self.session.stop()
        self._view.reading_failed()
        self.told.emit()
        return True

    def busy(self) -> bool:
        """Whether a file is being read, or what was read of it not yet shown."""
        return self.session.busy() or bool(self._steps)

    def remark(self) -> str:
        """How far the reading is, or what came of it; "" for nothing."""
        if self._form is None:
            return ""
        if self.busy():
            return tr("đang đọc tệp… Esc để dừng")
        if self._failed:
            return tr("chưa đọc được tệp, ghi tay như thường")
        if self._read_path is None or not self._form.filling.was_read:
            return ""
        read, of = self._form.filling.counted()
        if not read:
            return tr("tệp không có dáng văn bản hành chính, ghi tay như thường")
        said = tr("đã đọc {read}/{of} ô từ tệp", read=read, of=of)
        return tr("{said} · ô vàng cần xem lại", said=said) if self._form.filling.unseen() else said

    # ---- what came of it ----

    def _done(self, result: FileRead) -> None:
        """Shown piece by piece: between them the window goes on."""
        self._read_path = result.path
        self._steps = [partial(step, result.proposal) for step in (self._show_words, self._fill_fields, self._fill_tasks)]
        self._steps.append(partial(self._finish, result.kept_with))
        self._turn.start()

    def _next_step(self) -> None:
        if self._form is not None and self._steps:
            self._steps.pop(0)()
            if self._steps:
                self._turn.start()

    def _show_words(self, proposal: Proposal) -> None:
        self._view.show_reading(proposal.reading.text, proposal.reading.head)

    def _fill_fields(self, proposal: Proposal) -> None:
        form = self._form
        assert form is not None
        began = self._focus_then
        stayed = began is None or QApplication.focusWidget() is began
        self._nobody_typed = stayed and not any(each.typed for each in form.filling.fields.values())
        form.begin_to_look()
        form.filling.fill(proposal.fields)
        form.take_time()
        form.offer_recipient(None if form.input("secrecy").value() != "none" else proposal.department)

    def _fill_tasks(self, proposal: Proposal) -> None:
        form = self._form
        assert form is not None
        if form.input("secrecy").value() == "none":
            form.take_tasks(proposal.tasks)

    def _finish(self, kept_with: tuple[int, ...]) -> None:
        form = self._form
        assert form is not None
        form.tell_kept(kept_with)
        self.light()
        self.told.emit()
        if self._nobody_typed:
            self._begin_at_doubt(form)

    def _begin_at_doubt(self, form: DirectiveForm) -> None:
        """Nobody began to type: the keyboard goes where a person is needed."""
        unseen = form.filling.unseen()
        (unseen[0].cell.widget if unseen else form.first()).setFocus()

    def _refused(self, result: FileRefused) -> None:
        if self._form is None:
            return
        self._failed, self._read_path = True, None
        # Which file is known: its name tells it, not the whole way to it.
        result.error.facts["path"] = result.path.name
        self._view.reading_failed(words.sentence(result.error))
        self._form.tell_kept(result.kept_with)
        self.told.emit()

    # ---- lights ----

    def light(self) -> None:
        """Light what the fields were read from, and more strongly what is looked at."""
        form = self._form
        if form is None or self._view.reading() is None:
            return
        lights = [
            Light(each.spans, "chosen" if each is self._field else "doubt" if each.unseen else "field")
            for each in form.filling.fields.values()
            if each.spans
        ]
        if (line := form.tasks.current()) is not None:
            lights.append(Light(line.spans(), "task"))
        self._view.light(lights)

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        form = self._form
        if form is None:
            return
        if before is not None and now is not None and (left := form.filling.of(before)) is not None and form.filling.of(now) is not left:
            left.see()
        if now is None or not form.isAncestorOf(now):
            # In the paper words are chosen for the field that had the keyboard.
            return
        name = next((name for name, cell in form.cells.items() if cell.isAncestorOf(now)), "")
        self._target = (name, now) if name else None
        field = form.filling.of(now)
        if name != "tasks":
            form.tasks.look_away()
        if field is not self._field:
            self._field = field
            self.light()
            if field is not None and field.spans:
                self._view.look_at(field.spans[0])

    def _task_looked(self) -> None:
        self.light()
        if self._form is not None and (line := self._form.tasks.current()) is not None:
            self._view.look_at(line.spans()[0])

    # ---- words of the paper ----

    def _words_chosen(self, text: str, span: Span) -> None:
        """Write them into the field that had the keyboard last."""
        form, target = self._form, self._target
        if form is None or target is None:
            return
        name, widget = target
        today = self._office.today()
        field = form.filling.fields.get(name)
        if field is not None:
            if takes_words(field.cell.widget):
                field.choose(value_words(field.cell.widget, name, text, today), span if self._view.reading() is not None else None)
        elif isinstance(widget, (QLineEdit, QPlainTextEdit, QComboBox)) and takes_words(widget):
            write(widget, value_words(widget, name, text, today))
        elif name == "tasks" and form.tasks.current() is not None:
            form.tasks.take_words(value_words(form.tasks, name, text, today))
        else:
            return
        widget.setFocus()
