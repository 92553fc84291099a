"""Taking in a workbook in the place of its page: choose, match columns, check, write. A step with nothing to ask is passed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QWidget

from models.errors import OfficeError
from models.intake.workbooks.apply import apply_plan
from models.labels import tr
from models.outcome import Outcome
from ui import jobs, theme, words
from ui.pages.base import WHOLE_LIST
from ui.parts.keys import bind_key
from ui.parts.sheet import Sheet
from ui.workbooks import saying
from ui.workbooks import survey as states
from ui.workbooks.choosing import choose_workbooks
from ui.workbooks.columns_step import ColumnsStep
from ui.workbooks.file_step import FileStep
from ui.workbooks.review import ReviewStep
from ui.workbooks.session import Session, Stage
from ui.workbooks.sources import Pasted, Source, files_first, source_name
from ui.workbooks.step_bar import COLUMNS, FILE, REVIEW, WRITTEN, StepBar
from ui.workbooks.written_step import WrittenStep

if TYPE_CHECKING:
    from models.intake.workbooks.planned import Plan
    from models.office import Office
    from models.progress import Report
    from ui.operations import Operations

#: The page that a kind belongs to, and which part of it.
PAGES: dict[str, tuple[str, str | None]] = {
    "tasks": ("tasks", None),
    "dossiers": ("dossiers", None),
    "directives": ("directives", None),
    "procedures": ("catalogues", "procedure"),
    "staff": ("catalogues", "official"),
    "calendar": ("catalogues", "calendar_day"),
}
_BOOKS = {"tasks": "task", "dossiers": "dossier", "directives": "directive"}


class ImportWindow(Sheet):
    """Lies over its page until the file is written or left; files that came with it follow one after another."""

    help_topic = "import"

    #: What the top bar says has changed.
    titled = Signal()
    #: (page, its part or ids to show, None): show this page below.
    page_wanted = Signal(str, object, object)

    def __init__(self, operations: Operations, page: QWidget, page_key: str) -> None:
        super().__init__(page, tr("Nhập Excel"), edge=0)
        self._operations = operations
        self._asker = page
        self._near = page_key
        self.page_key = page_key
        self._queue: list[Source] = []
        self._session: Session | None = None
        self._step = FILE
        self._warned = False
        self._written_seq = 0
        self.without_frame()
        self.bar = StepBar()
        self.bar.wanted.connect(self._go_back_to)
        self.body.addWidget(self.bar)
        self.steps = QStackedWidget()
        self.body.addWidget(self.steps, 1)
        self.file_step = FileStep()
        self.file_step.choose.connect(self.choose)
        self.file_step.kind_chosen.connect(self._kind_chosen)
        self.file_step.stop.connect(self._stopped)
        self.steps.addWidget(self.file_step)
        self.columns_step: ColumnsStep | None = None
        self.review: ReviewStep | None = None
        self.written: WrittenStep | None = None
        bind_key(self, "Ctrl+O", tr("Chọn tệp khác"), self.choose)

    # ---- files ----

    def add(self, sources: Sequence[Source], kind: str) -> None:
        """Take these in, one after another; the first at once where nothing lies here yet."""
        known = [*self._queue, *([self._session.source] if self._session is not None and self._step != WRITTEN else [])]
        self._queue += [source for source in files_first(sources) if source not in known]
        if self._session is None or self._step == WRITTEN or self.file_step.refusal is not None:
            self._next(kind)
        else:
            self._operations.told.emit(tr("Sẽ mở sau tệp này: {count} tệp.", count=words.number(len(self._queue))), False)  # noqa: FBT003

    def choose(self) -> None:
        """Ask for files, and take them in the place of the one that lies here."""
        if paths := choose_workbooks(self):
            self._queue[:0] = paths
            self._next(self._file_kind())

    def _file_kind(self) -> str:
        """The kind that was asked for, for another file of the same."""
        return self._session.kind if self._session is not None else ""

    def _next(self, kind: str) -> None:
        source = self._queue.pop(0)
        self._drop_session()
        session = self._session = Session(self._operations.office, source, kind, self)
        session.book_read.connect(self._book_read)
        session.understood.connect(self._understood)
        session.planned.connect(self._planned)
        session.refused.connect(self._refused)
        session.working.connect(self._working)
        session.progressed.connect(self._progressed)
        self._show_step(FILE)
        if kind:
            self._show_page(kind)
        session.read()

    def _drop_session(self) -> None:
        old, self._session = self._session, None
        self._warned = False
        if old is not None:
            old.stop()
            for signal in (old.book_read, old.understood, old.planned, old.refused, old.working, old.progressed):
                signal.disconnect()
            if self.review is not None:
                self.review.forget()
            old.forget()
            old.deleteLater()
        for step in (self.columns_step, self.review, self.written):
            if step is not None:
                self.steps.removeWidget(step)
                step.hide()
                step.deleteLater()
        self.columns_step = self.review = self.written = None

    def session(self) -> Session:
        """What lies here."""
        assert self._session is not None
        return self._session

    # ---- the steps ----

    def _show_step(self, step: int) -> None:
        self._step = step
        widget = {FILE: self.file_step, COLUMNS: self.columns_step, REVIEW: self.review, WRITTEN: self.written}[step]
        assert widget is not None
        self.steps.setCurrentWidget(widget)
        self.bar.show_step(step)
        self._say_file()
        self.setAccessibleName(self.title_text())
        self.titled.emit()

    def _say_file(self) -> None:
        session = self._session
        if session is None or session.book is None:
            self.bar.say("")
            return
        layout = session.table.layout if session.table is not None else None
        self.bar.say(saying.book_words(session.book, layout))

    def title_text(self) -> str:
        """What the top bar says."""
        kind = self._session.kind if self._session is not None else ""
        return tr("Nhập {kind} từ Excel", kind=saying.kind_name(kind)) if kind else tr("Nhập Excel")

    def _focus(self, step: FileStep | ColumnsStep | ReviewStep | WrittenStep) -> None:
        """The keyboard to where this step begins, unless the person is beside (help, another page)."""
        if self.isVisible():
            step.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _working(self) -> None:
        session = self.session()
        if self._step == REVIEW and self.review is not None:
            if session.busy():
                self.bar.say(tr("Đang xem lại…"))
            else:
                self._say_file()
        elif session.stage is not None:
            if self._step == COLUMNS and session.stage is not Stage.PLANNING:
                self.bar.say(tr("Đang đọc lại bảng…"))
                return
            name = words.shortened(source_name(session.source, tr("bảng dán từ bộ nhớ tạm")), 60)
            said = {
                Stage.READING: tr("Đang đọc “{name}”…", name=name),
                Stage.UNDERSTANDING: tr("Đang tìm bảng và ghép cột…"),
                Stage.PLANNING: tr("Đang đối chiếu với sổ…"),
            }[session.stage]
            self._show_step(FILE)
            self.file_step.show_working(said)
            self._focus(self.file_step)

    def _progressed(self, done: int, total: int) -> None:
        self.file_step.show_progress(done, total)
        if self._step == REVIEW and total and self.session().busy():
            self.bar.say(tr("Đang xem lại… {percent} %", percent=min(done * 100 // total, 100)))

    def _book_read(self) -> None:
        session = self.session()
        if not session.kind:
            likely = session.likely_kind(self._near)
            if not likely:
                self._ask_kind()
                return
            session.kind = likely
        self._kind_known()
        session.understand()

    def _ask_kind(self) -> None:
        session = self.session()
        assert session.book is not None
        self.file_step.ask_kind(session.book.file_name, session.kinds(), session.kind)

    def _kind_chosen(self, kind: str) -> None:
        self.session().choose_kind(kind)
        self._kind_known()

    def _kind_known(self) -> None:
        self._show_page(self.session().kind)
        self.titled.emit()

    def _show_page(self, kind: str) -> None:
        key, part = PAGES[kind]
        if key != self.page_key:
            self.page_key = key
            self.page_wanted.emit(key, part, None)

    def _understood(self) -> None:
        session = self.session()
        assert session.table is not None
        if self._step == COLUMNS or not session.table.layout.sure:
            self._show_columns()
        else:
            session.plan()

    def _show_columns(self, refused: str = "") -> None:
        step = self.columns_step
        if step is None:
            step = self.columns_step = ColumnsStep(self.session())
            step.go_on.connect(self._plan)
            step.back.connect(partial(self._go_back_to, FILE))
            self.steps.addWidget(step)
        fresh = self._step != COLUMNS
        step.show_it(refused)
        self._show_step(COLUMNS)
        if fresh:
            self._focus(step)

    def _plan(self) -> None:
        self.session().plan()

    def _planned(self) -> None:
        first = self._step != REVIEW
        if self.review is None:
            review = self.review = ReviewStep(self.session())
            review.write.connect(self.write)
            review.back.connect(partial(self._go_back_to, COLUMNS))
            review.save_rejected.connect(self.save_rejected)
            self.steps.addWidget(review)
        self.review.show_survey(first=first)
        self._show_step(REVIEW)
        if first:
            self._focus(self.review)

    def _go_back_to(self, step: int) -> None:
        """An earlier step again; what was decided of the rows stays until the columns are changed."""
        session = self.session()
        if session.busy():
            return
        if step == COLUMNS and session.table is not None:
            self._show_columns()
        elif step == FILE:
            self._show_step(FILE)
            self._ask_kind()

    def _stopped(self) -> None:
        """The person stops what takes long."""
        session = self.session()
        session.stop()
        if session.table is not None:
            self._show_columns()
        else:
            self.leave()

    def _refused(self, stage: Stage, error: OfficeError) -> None:
        sentence = words.sentence(error)
        session = self.session()
        if stage is Stage.UNDERSTANDING and session.book is not None and any(sheet.rows for sheet in session.book.sheets):
            # The sheet is there: the person can show where the table is.
            self._show_columns(sentence)
        else:
            self._show_step(FILE)
            self.file_step.show_refusal(sentence)

    # ---- writing ----

    def write(self) -> None:
        """Write what is to be written, in one step."""
        session = self.session()
        found = session.survey
        if self._step != REVIEW or found is None or not found.to_write() or session.busy():
            return
        jobs.start(
            self._operations,
            apply_plan,
            found.plan,
            correction=session.correction,
            title=tr("Đang ghi vào sổ…"),
            parent=self._asker,
            on_success=self._after_writing,
            on_cancel=self.take_keyboard,
            on_error=self._not_written,
        )

    def _not_written(self, error: OfficeError) -> bool:
        """The book has changed meanwhile: it is looked at anew, and the person asked again."""
        if error.code != "plan_outdated":
            return False
        self._operations.told.emit(tr("Sổ vừa có thay đổi khác: đã đối chiếu lại. Hãy xem rồi ghi."), False)  # noqa: FBT003
        self.session().plan()
        return True

    def _after_writing(self, outcome: Outcome) -> None:
        session = self.session()
        found = session.survey
        assert found is not None
        self._written_seq = outcome.seq
        self._show_written_rows(outcome)
        calm = not any(found.number(state) for state in (states.REJECTED, states.GONE, states.LEFT_OUT, states.KEPT))
        if isinstance(session.source, Pasted) and calm:
            # Everything that was pasted stands in the list below: nothing to tell.
            self._end_file()
            return
        step = self.written
        if step is None:
            step = self.written = WrittenStep()
            step.ended.connect(self._end_file)
            step.undo.connect(self.undo)
            step.save_rejected.connect(self.save_rejected)
            step.reply.connect(self._reply)
            self.steps.addWidget(step)
        name = session.book.file_name if session.book is not None else ""
        step.show_report(found, name, waiting=len(self._queue), can_reply=self._can_reply())
        self._show_step(WRITTEN)
        self._focus(step)

    def _show_written_rows(self, outcome: Outcome) -> None:
        """Below, the list of what was written."""
        table = _BOOKS.get(self.session().kind)
        ids = tuple(sorted(outcome.changes.of(table))) if table is not None else ()
        if ids:
            self.page_wanted.emit(self.page_key, ids, None)

    def undo(self) -> None:
        """Take back the whole import; not another step, where one came after it or it was taken back already."""
        from models.storage.undo import next_undo

        with self._operations.office.read() as connection:
            last = next_undo(connection)
        if self.written is None:
            return
        if last is None or last.seq != self._written_seq:
            self.written.undo_button.setEnabled(False)
            self._operations.told.emit(tr("Sau lần nhập này sổ đã có bước khác: hãy hoàn tác lần lượt bằng Ctrl+Z ở trang."), False)  # noqa: FBT003
            return
        self._operations.undo(on_success=self._undone)

    def _undone(self, _: Outcome) -> None:
        if self._session is None or self.written is None:
            return
        if self._session.kind in _BOOKS:
            # What was written is not in the book any more: the list below is the whole again.
            self.page_wanted.emit(self.page_key, WHOLE_LIST, None)
        self.written.show_undone()

    def save_rejected(self) -> None:
        """Write the rows that are wrong into a workbook, each with its reason."""
        from ui.parts.file_choice import plain_name, workbook_path

        found = self.session().survey
        if found is None or not found.number(states.REJECTED):
            return
        name = plain_name(tr("{file} dòng cần sửa", file=Path(found.plan.table.book.file_name).stem))
        path = workbook_path(self, name)
        if path is not None:
            jobs.start(
                self._operations,
                _write_rejected,
                found.plan,
                path,
                title=tr("Đang xuất Excel…"),
                parent=self._asker,
                on_success=partial(self._rejected_saved, path),
            )

    def _rejected_saved(self, path: Path, number: int) -> None:
        said = tr("Đã ghi {number} dòng cần sửa vào {name}", number=words.number(number), name=path.name)
        self._operations.made_file.emit(said, str(path))

    def _can_reply(self) -> bool:
        """Whether the file is one that the province waits to have back."""
        session = self.session()
        return session.kind == "tasks" and isinstance(session.source, Path)

    def _reply(self) -> None:
        """Answer the province in the file that was just taken in."""
        from ui.workbooks.reply_view import answer

        source = self.session().source
        assert isinstance(source, Path)
        answer(self._operations, self._asker, source)

    def _end_file(self) -> None:
        """To the next file, or away."""
        if self._queue:
            self._next("")
        else:
            super().leave()
            self._drop_session()

    # ---- lying over the page ----

    def leave(self) -> None:
        """Away with this file, and on to the next; what was decided is not thrown away unasked."""
        session = self._session
        if jobs.busy():
            return
        if session is not None and self._step in (COLUMNS, REVIEW) and not self._warned:
            chosen = session.choices
            mended = sum(map(len, (chosen.mended, chosen.left_out, chosen.keep_ours, chosen.take_theirs)))
            if mended:
                self._warned = True
                self._operations.told.emit(tr("Bấm Esc lần nữa để bỏ tệp này và {number} chỗ vừa sửa.", number=words.number(mended)), False)  # noqa: FBT003
                return
        if session is not None:
            session.stop()
        self._end_file()

    def page_changed(self) -> None:
        """Another page came to the front, or this one again: it lies on its own page only."""
        self.setVisible(self._own_page_is_in_front())
        if self.isVisible():
            self.place()
            self.raise_()

    def _own_page_is_in_front(self) -> bool:
        asked = getattr(self.window(), "page_key", None)
        return asked is not None and asked() == self.page_key

    def place(self) -> None:
        """Where the list stands: rail, top bar and status bar stay in sight."""
        if self._stack is None:
            super().place()
            return
        corner = self._stack.mapTo(self._ground, QPoint(0, 0))
        self.setGeometry(QRect(corner, self._stack.size()))

    def show_it(self) -> None:
        """Lay it over the page."""
        super().show_it()
        if self._stack is not None:
            # The window's layout gives it its place after the window itself was made larger or smaller.
            self._stack.installEventFilter(self)

    def first(self) -> QWidget | None:
        """Where the keyboard was, else where the step begins."""
        last = cast("QWidget | None", self.focusWidget())
        if last is not None and last.isVisibleTo(self) and last.isEnabled() and last is not self:
            return last
        step = self.steps.currentWidget()
        assert isinstance(step, (FileStep, ColumnsStep, ReviewStep, WrittenStep))
        return step.first()

    def event(self, event: QEvent) -> bool:
        """Ctrl+Z takes back what was decided here, never a step of the book that lies below."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Z; the rest as on every sheet."""
        if event.matches(QKeySequence.StandardKey.Undo):
            event.accept()
            if self._step == WRITTEN and self.written is not None and self.written.undo_button.isEnabled():
                self.undo()
            elif self._step == REVIEW and not self.session().take_back():
                self._operations.told.emit(tr("Chưa có gì để hoàn tác ở đây."), False)  # noqa: FBT003
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: object) -> None:  # noqa: ARG002 - Qt's own
        """The ground of a page: nothing shines through."""
        from PySide6.QtGui import QPainter

        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.GROUND)
        painter.end()


def _write_rejected(_office: Office, plan: Plan, path: Path, report: Report) -> int:
    """On a thread: no Qt."""
    from models.intake.workbooks.rejects import write_rejects

    return write_rejects(plan, path, words.problem, report)
