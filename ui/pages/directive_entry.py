"""A document being entered or put right, in the place of the list: the form at the left, the paper at the right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QDropEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from models.errors import OfficeError
from models.labels import tr
from models.storage.attachments import attachments_of
from ui import theme, words
from ui.documents.paper_reading import PaperReading
from ui.documents.pasting import pasted_documents
from ui.documents.waiting_files import WaitingFiles
from ui.documents.waiting_list import is_among, keep_waiting
from ui.forms.directive import CorrectDirective, NewDirective
from ui.forms.directive_form import DirectiveForm
from ui.forms.inputs import FilesInput
from ui.parts import attachments
from ui.parts.attachments import FileDrop, stored_place
from ui.parts.buttons import push_button
from ui.parts.document_view import DocumentView
from ui.parts.elided import Elided
from ui.parts.keys import bind_key
from ui.parts.labels import card
from ui.parts.sheet import Sheet

if TYPE_CHECKING:
    from models.storage.attachments import Attachment
    from ui.pages.base import Page

# How wide the form stands at first; the paper has the rest.
_FORM = 500
_BOOK = "directive"


class EntrySheet(Sheet):
    """Lies over the page as long as the form in it is open. Going to another page leaves it there, and it stands there on return."""

    help_topic = "entry"

    #: What stands in it has another title now: the form of the next paper, of another record.
    titled = Signal()

    def __init__(self, page: Page, form: DirectiveForm, waiting: list[Path]) -> None:
        """`waiting`: the files that wait for their turn. They are the page's, which keeps them when the form is left."""
        super().__init__(page, form.windowTitle(), edge=0)
        self._page = page
        self._shown: Path | None = None
        self._stored: Attachment | None = None
        self.waiting = waiting
        self._waiting_kept = list(waiting)
        self.view = DocumentView(page.operations, self)
        self.without_frame()
        self.body.setContentsMargins(*[theme.px(each) for each in (16, 12, 16, 12)])
        left = card()
        self._column = QVBoxLayout(left)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self._column.addWidget(self._build_head())
        self.waiting_files = WaitingFiles()
        self.waiting_files.wanted.connect(self._take_waiting)
        self.waiting_files.dropped.connect(self.skip)
        self._column.addWidget(self.waiting_files)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(theme.px(12))
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.view)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([theme.px(_FORM), theme.px(2 * _FORM)])
        left.setMinimumWidth(theme.px(380))
        self.view.setMinimumWidth(theme.px(180))
        self.body.addWidget(self.splitter, 1)
        for widget in (left, self.view):
            FileDrop(widget).dropped.connect(self._dropped)
        bind_key(self, "Ctrl+O", tr("Đính kèm tệp"), self.choose_files)
        bind_key(self, "Ctrl+R", tr("đọc lại tệp vào phiếu"), self.read_again)
        bind_key(self, "Ctrl+PgDown", tr("bỏ qua tệp đang mở, sang tệp chờ sau"), self.skip)
        self.reading = PaperReading(page.office, self.view, self)
        self.reading.told.connect(self._say_remark)
        self.form = form
        self._take(form)

    def _build_head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.px(18), theme.px(8), theme.px(10), 0)
        row.setSpacing(theme.px(8))
        self.heading = Elided()
        self.heading.setProperty("role", "heading")
        row.addWidget(self.heading)
        self.remark = Elided()
        self.remark.setProperty("role", "soft")
        row.addWidget(self.remark, 1)
        self.again_button = push_button(tr("Đọc lại tệp"), self.read_again)
        self.again_button.setProperty("link", "true")
        # Its key does for the keyboard: Tab goes from the form to the paper.
        self.again_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.again_button.setToolTip(tr("Đọc tệp vào các ô còn trống (Ctrl+R); chữ đã gõ giữ nguyên"))
        row.addWidget(self.again_button)
        return head

    # ---- the form ----

    def _take(self, form: DirectiveForm) -> None:
        """Put this form at the left, and its paper at the right."""
        self.form = form
        form.embed()
        form.beside = self._beside_form
        form.closed.connect(self._form_closed)
        form.followed.connect(self._follow)
        self.setAccessibleName(form.windowTitle())
        self._say_heading()
        for name in ("arrival_number", "arrival_date"):
            if name in form.cells:
                form.input(name).changed.connect(self._say_heading)
        self._column.addWidget(form, 1)
        for inside in form.findChildren(QWidget):
            # What is pasted as a file is for the document, in whatever field the keyboard is.
            inside.installEventFilter(self)
        if (files := self._files()) is not None:
            files.changed.connect(self._files_changed)
            form.input("secrecy").changed.connect(self._files_changed)
        self.reading.serve(form)
        self._show_paper()
        self.titled.emit()

    def _say_heading(self) -> None:
        """The line of the book that it will be, or is."""
        number = self.form.cells.get("arrival_number")
        arrived = self.form.input("arrival_date").value() or self._page.office.today()
        shown = number.input.value() if number is not None else ""
        self.heading.setText(tr("Số đến {number}/{year}", number=shown, year=arrived.year) if shown else self.form.windowTitle())

    def _say_remark(self) -> None:
        """How far the file is read, and whether it may be read again."""
        files = self._files()
        more = len(files.value()) - 1 if files is not None and not self._secret() else 0
        said = [self.reading.remark(), tr("kèm {count} tệp nữa", count=more) if more > 0 else ""]
        self.remark.setText(" · ".join(part for part in said if part))
        self.again_button.setVisible(self._file_to_read() is not None and not self.reading.busy())

    def show_it(self) -> None:
        """Lay it over the page and begin."""
        super().show_it()
        if self._stack is not None:
            # The window's layout gives it its place after the window itself was made larger or smaller.
            self._stack.installEventFilter(self)
        self.form.show()
        self.form.begin()
        self._files_changed()

    def _follow(self, form: DirectiveForm) -> None:
        """The next paper of the pile takes the place of the one that was saved; the next file that waits is its own."""
        self._column.removeWidget(self.form)
        self._take(form)
        form.show()
        form.begin()
        self._files_changed()
        if self.waiting:
            self._take_waiting()

    def _form_closed(self, saved: bool) -> None:  # noqa: ARG002, FBT001 - the signal's own
        self.reading.leave()
        self.view.source.close()
        self.leave()
        if self.waiting:
            text = tr("Còn {count} tệp chờ ghi: nhấn Ctrl+N ở Văn bản đến để ghi tiếp.", count=len(self.waiting))
            self._page.operations.told.emit(text, False)  # noqa: FBT003 - the signal's own

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        """Rows of tasks come and go: what is pasted as a file is no text for their fields either."""
        if now is not None and self.form.isAncestorOf(now):
            now.installEventFilter(self)
        super()._focus_moved(before, now)

    def page_changed(self) -> None:
        """Another page came to the front, or this one again: it lies on its own page only."""
        self.setVisible(self._page.isVisible())
        if self.isVisible():
            self.place()
            self.raise_()

    def first(self) -> QWidget:
        """Where the keyboard was, else what the form begins with."""
        last = cast("QWidget | None", self.focusWidget())
        return last if last is not None and last.isVisibleTo(self) else self.form.first()

    def place(self) -> None:
        """Where the list stands: rail, top bar and status bar stay in sight."""
        if self._stack is None:
            super().place()
            return
        corner = self._stack.mapTo(self._ground, QPoint(0, 0))
        self.setGeometry(QRect(corner, self._stack.size()))

    # ---- the paper ----

    def _files(self) -> FilesInput | None:
        """The files of a paper that is being entered; a record that is put right has its own already."""
        cell = self.form.cells.get("files")
        return cell.widget if cell is not None and isinstance(cell.widget, FilesInput) else None

    def _secret(self) -> bool:
        return self.form.input("secrecy").value() != "none"

    def _show_paper(self) -> None:
        self._shown, self._stored = None, None
        if isinstance(self.form, CorrectDirective) and not self._secret():
            try:
                files = self._page.operations.ask(attachments_of, _BOOK, self.form.record_id)
            except OfficeError as error:
                self.view.show_nothing(words.sentence(error))
                return
            if files:
                # The first one is the document itself; what came later belongs to it.
                self._stored = files[0]
                self.view.show_attachment(files[0])
                self._say_remark()
                return
        self._show_place()

    def _show_place(self) -> None:
        if self._secret():
            self.view.show_nothing(tr("Văn bản mật: tệp để ở hồ sơ giấy, không đưa vào máy."))
        else:
            self.view.show_nothing(tr("Kéo tệp văn bản vào đây, hoặc bấm Ctrl+O để chọn. Ctrl+V dán tệp đã chép."))
        self._say_remark()

    def _files_changed(self) -> None:
        """Show the document's own file, the first one, and read it; the drop place where there is none."""
        files = self._files()
        if files is None:
            return
        paths = () if self._secret() else files.value()
        if not paths:
            if self._shown is not None and not self._secret():
                self.reading.forget()
            self._shown = None
            self._show_place()
        elif paths[0] != self._shown:
            self._shown = paths[0]
            self.view.show_path(paths[0])
            self.reading.read(paths[0])
        self._say_remark()
        self._show_waiting()

    def _file_to_read(self) -> Path | None:
        """Where the document's own file lies."""
        if self._secret():
            return None
        if self._stored is not None:
            try:
                return stored_place(self._page.office, self._stored)
            except OfficeError:
                return None
        return self._shown

    def read_again(self) -> None:
        """Read the file once more: empty fields are filled, what was typed stays, what differs is shown beside it."""
        path = self._file_to_read()
        if path is not None and not self.reading.busy():
            self.reading.read(path)

    def choose_files(self) -> None:
        """Ask for files of this computer."""
        if not self._secret():
            self.add(attachments.choose_files(self))

    def add(self, paths: Sequence[Path]) -> None:
        """These came to the form. The first is the document; one that comes later belongs to it; several at once wait for their turn.

        What comes to a record that is put right is kept with it at once.
        """
        if not paths or self._secret():
            return
        files = self._files()
        if files is None:
            if isinstance(self.form, CorrectDirective):
                attachments.attach(self._page.operations, _BOOK, self.form.record_id, paths)
                self._show_paper()
            return
        known = files.value()
        # Where no file is open yet, one that waits may be opened before its turn.
        kept = self._regular(paths, have=[*known, *self.waiting] if known else [])
        if known and len(kept) == 1:
            files.set_value([*known, *kept])
        elif known:
            self.wait_for(kept)
        elif kept:
            self.waiting[:] = [path for path in self.waiting if path not in kept]
            self.wait_for(kept[1:])
            files.set_value(kept[:1])

    def take(self, paths: Sequence[Path]) -> None:
        """These came to the window: a form in which nothing is begun takes the first, else all wait."""
        files = self._files()
        if files is not None and not self._secret() and not files.value() and not self.form.typed():
            self.add(paths)
        else:
            self.wait_for(self._regular(paths, have=[*(files.value() if files is not None else ()), *self.waiting]))

    def _regular(self, paths: Sequence[Path], *, have: Sequence[Path]) -> list[Path]:
        """Those that are files, each once, and are not there yet; of others it is told."""
        kept: list[Path] = []
        strange, twice = [], []
        for path in dict.fromkeys(paths):
            if not path.is_file():
                strange.append(path.name)
            elif is_among(path, [*have, *kept]):
                twice.append(path.name)
            else:
                kept.append(path)
        if strange:
            self.form.tell(tr("Không lấy {names}: đây là thư mục hoặc không phải tệp thường.", names=", ".join(strange)))
        elif twice:
            self.form.tell(tr("Không lấy {names} lần nữa: tệp này đã có trong phiếu hoặc đang chờ.", names=", ".join(twice)))
        return kept

    # ---- files that wait ----

    def wait_for(self, paths: Sequence[Path]) -> None:
        """These are documents of their own, after this one."""
        self.waiting += paths
        self._show_waiting()

    def _show_waiting(self) -> None:
        files, secret = self._files(), self._secret()
        opened = files is not None and (bool(files.value()) or secret)
        if self.waiting != self._waiting_kept:
            self._waiting_kept = list(self.waiting)
            keep_waiting(self._page.office, self.waiting)
        self.waiting_files.show_waiting(self.waiting if files is not None else [], has_file=opened, secret=secret)

    def _take_waiting(self) -> None:
        files = self._files()
        if files is not None and self.waiting and not self._secret():
            following = self.waiting.pop(0)
            self.add([following])
            self._show_waiting()
            # Not left on the link, which says something else now.
            self.form.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def skip(self) -> None:
        """Leave the file that is open out, with what was read of it, and open the next; where none is open the next is left out."""
        files = self._files()
        if files is None or not self.waiting:
            return
        if (files.value() or self._secret()) and isinstance(self.form, NewDirective):
            self.form.skip()
        else:
            del self.waiting[:1]
            self._show_waiting()
            self.take_keyboard()

    def _take_mime(self, mime: QMimeData) -> None:
        try:
            self.add(attachments.files_of(mime, self._page.office))
        except OfficeError as error:
            self.form.tell(words.sentence(error))

    def _paste(self) -> bool:
        """Take copied files, and the text of a document where the form has no file yet; False for what is text of a field."""
        if attachments.has_files(copied := attachments.clipboard()):
            self._take_mime(copied)
            return True
        files = self._files()
        if files is None or files.value() or self._secret():
            return False
        try:
            paths = pasted_documents(self._page.office)
        except OfficeError as error:
            self.form.tell(words.sentence(error))
            return True
        self.add(paths)
        return bool(paths)

    def _dropped(self, mime: QMimeData, at: QPoint) -> None:  # noqa: ARG002 - the whole side takes it
        self._take_mime(mime)

    # ---- the keyboard ----

    def _outside(self) -> list[QWidget]:
        """Where Tab stops beside the form: above it, then in the paper."""
        return [each for each in self._stops() if not self.form.isAncestorOf(each)]

    def _beside_form(self, forward: bool) -> QWidget | None:  # noqa: FBT001
        """Past the end of the form comes what is beside it; where there is nothing, the form again."""
        stops = self._outside() or self.form.tab_stops()
        return stops[0 if forward else -1] if stops else None

    def panes(self) -> list[QWidget]:
        """What F6 goes through: the form, the paper."""
        front = self.view.stack.currentWidget()
        paper = front if front is not self.view.message else self.view.message_button
        return [self.form, *([paper] if paper is not None and paper.isVisible() else [])]

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own
        """Past the end of the paper the form begins again."""
        stops = self._outside()
        focus = cast("QWidget | None", self.focusWidget())
        place = next((at for at, each in enumerate(stops) if each is focus or (focus and each.isAncestorOf(focus))), None)
        following = None if place is None else place + (1 if forward else -1)
        if following is not None and 0 <= following < len(stops):
            wanted = stops[following]
        else:
            inside = self.form.tab_stops()
            wanted = inside[0 if forward else -1]
        wanted.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list; Ctrl+V takes a copied file; Ctrl+Enter saves, whatever beside the form has the keyboard."""
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.form.save_otherwise if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else self.form.save)()
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.form.reject()
            event.accept()
        elif not (event.matches(QKeySequence.StandardKey.Paste) and self._paste()):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A file that is pasted or dropped is no text for a field. The sheet goes where the page goes."""
        if isinstance(event, QDropEvent) and attachments.has_files(event.mimeData()):
            # Also entering and moving over it, which are kinds of it.
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                self._take_mime(event.mimeData())
            return True
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.modifiers() == Qt.KeyboardModifier.AltModifier
            and event.text().isprintable()
            and event.text()
        ):
            # A letter with Alt that leads nowhere is no letter of a text.
            return True
        if watched is self._stack and event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self.place()
        elif (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Paste)
            and self._paste()
        ):
            return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's own
        """The ground of a page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.GROUND))
        painter.end()
