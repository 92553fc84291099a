"""A document being entered or put right, in the place of the list: the form at the left, the paper at the right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QDropEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from models.errors import OfficeError
from models.labels import tr
from models.storage.attachments import attachments_of
from ui import theme, words
from ui.forms.directive import CorrectDirective
from ui.forms.inputs import FilesInput
from ui.parts import attachments
from ui.parts.attachments import FileDrop
from ui.parts.document_view import DocumentView
from ui.parts.keys import bind_key
from ui.parts.labels import card, plain
from ui.parts.sheet import Sheet

if TYPE_CHECKING:
    from ui.forms.form import Form
    from ui.pages.base import Page

# How wide the form stands at first; the paper has the rest.
_FORM = 500
_BOOK = "directive"


class EntrySheet(Sheet):
    """Lies over the page as long as the form in it is open. Going to another page leaves it there, and it stands there on return."""

    help_topic = "entry"

    #: What stands in it has another title now: the form of the next paper, of another record.
    titled = Signal()

    def __init__(self, page: Page, form: Form) -> None:
        super().__init__(page, form.windowTitle(), edge=0)
        self._page = page
        self._shown: Path | None = None
        self.view = DocumentView(page.operations, self)
        self.without_frame()
        self.body.setContentsMargins(*[theme.px(each) for each in (16, 12, 16, 12)])
        left = card()
        self._column = QVBoxLayout(left)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self.heading = plain("", "heading")
        self.heading.setContentsMargins(theme.px(18), theme.px(10), theme.px(10), 0)
        self._column.addWidget(self.heading)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(theme.px(12))
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.view)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([theme.px(_FORM), theme.px(2 * _FORM)])
        left.setMinimumWidth(theme.px(380))
        self.view.setMinimumWidth(theme.px(280))
        self.body.addWidget(self.splitter, 1)
        for widget in (left, self.view):
            FileDrop(widget).dropped.connect(self._dropped)
        bind_key(self, "Ctrl+O", tr("Đính kèm tệp"), self.choose_files)
        self.form = form
        self._take(form)

    # ---- the form ----

    def _take(self, form: Form) -> None:
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
        self._show_paper()
        self.titled.emit()

    def _say_heading(self) -> None:
        """The line of the book that it will be, or is."""
        number = self.form.cells.get("arrival_number")
        arrived = self.form.input("arrival_date").value() or self._page.office.today()
        shown = number.input.value() if number is not None else ""
        self.heading.setText(tr("Số đến {number}/{year}", number=shown, year=arrived.year) if shown else self.form.windowTitle())

    def show_it(self) -> None:
        """Lay it over the page and begin."""
        super().show_it()
        if self._stack is not None:
            # The window's layout gives it its place after the window itself was made larger or smaller.
            self._stack.installEventFilter(self)
        self.form.show()
        self.form.begin()
        self._files_changed()

    def _follow(self, form: Form) -> None:
        """The next paper of the pile takes the place of the one that was saved."""
        self._column.removeWidget(self.form)
        self._take(form)
        form.show()
        form.begin()
        self._files_changed()

    def _form_closed(self, saved: bool) -> None:  # noqa: ARG002, FBT001 - the signal's own
        self.view.source.close()
        self.leave()

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
        self._shown = None
        if isinstance(self.form, CorrectDirective) and not self._secret():
            try:
                files = self._page.operations.ask(attachments_of, _BOOK, self.form.record_id)
            except OfficeError as error:
                self.view.show_nothing(words.sentence(error))
                return
            if files:
                self.view.show_attachment(files[-1])
                return
        self._show_place()

    def _show_place(self) -> None:
        if self._secret():
            self.view.show_nothing(tr("Văn bản mật: tệp để ở hồ sơ giấy, không đưa vào máy."))
        else:
            self.view.show_nothing(tr("Kéo tệp văn bản vào đây, hoặc bấm Ctrl+O để chọn. Ctrl+V dán tệp đã chép."))

    def _files_changed(self) -> None:
        """Show the file that was added last; the drop place where there is none."""
        files = self._files()
        if files is None:
            return
        paths = () if self._secret() else files.value()
        if not paths:
            self._shown = None
            self._show_place()
        elif paths[-1] != self._shown:
            self._shown = paths[-1]
            self.view.show_path(paths[-1])

    def choose_files(self) -> None:
        """Ask for files of this computer."""
        if not self._secret():
            self.add(attachments.choose_files(self))

    def add(self, paths: Sequence[Path]) -> None:
        """These belong to the document: kept with it when it is saved, at once where it stands in the book."""
        if not paths or self._secret():
            return
        files = self._files()
        if files is not None:
            kept = [path for path in paths if path.is_file()]
            if len(kept) < len(paths):
                names = ", ".join(path.name for path in paths if path not in kept)
                self.form.tell(tr("Không lấy {names}: đây là thư mục hoặc không phải tệp thường.", names=names))
            files.set_value(list(dict.fromkeys([*files.value(), *kept])))
        elif isinstance(self.form, CorrectDirective):
            attachments.attach(self._page.operations, _BOOK, self.form.record_id, paths)
            self._show_paper()

    def _take_mime(self, mime: QMimeData) -> None:
        try:
            self.add(attachments.files_of(mime, self._page.office))
        except OfficeError as error:
            self.form.tell(words.sentence(error))

    def _dropped(self, mime: QMimeData, at: QPoint) -> None:  # noqa: ARG002 - the whole side takes it
        self._take_mime(mime)

    # ---- the keyboard ----

    def _beside_form(self, forward: bool) -> QWidget | None:  # noqa: FBT001
        """Past the end of the form comes the paper; where there is none, the form again."""
        stops = [each for each in self._stops() if self.view.isAncestorOf(each)] or self.form.tab_stops()
        return stops[0 if forward else -1] if stops else None

    def panes(self) -> list[QWidget]:
        """What F6 goes through: the form, the paper."""
        front = self.view.stack.currentWidget()
        paper = front if front is not self.view.message else self.view.message_button
        return [self.form, *([paper] if paper is not None and paper.isVisible() else [])]

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own
        """Past the end of the paper the form begins again."""
        stops = [each for each in self._stops() if self.view.isAncestorOf(each)]
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
        """Esc goes back to the list; Ctrl+V takes a copied file."""
        if event.key() == Qt.Key.Key_Escape:
            self.form.reject()
            event.accept()
        elif event.matches(QKeySequence.StandardKey.Paste) and attachments.has_files(attachments.clipboard()):
            self._take_mime(attachments.clipboard())
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A file that is pasted or dropped is no text for a field. The sheet goes where the page goes."""
        if isinstance(event, QDropEvent) and attachments.has_files(event.mimeData()):
            # Also entering and moving over it, which are kinds of it.
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                self._take_mime(event.mimeData())
            return True
        if watched is self._stack and event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self.place()
        elif (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Paste)
            and attachments.has_files(attachments.clipboard())
        ):
            self._take_mime(attachments.clipboard())
            return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's own
        """The ground of a page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.GROUND))
        painter.end()
