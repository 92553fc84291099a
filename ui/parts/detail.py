"""The pane beside a table: one record whole, what can be done with it, and what happened to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from models.labels import tr
from ui import words
from ui.parts.action_button import ActionButton
from ui.parts.attachments import size_in_words
from ui.parts.flow import Flow
from ui.parts.labels import boxed, plain
from ui.parts.link_button import LinkButton
from ui.parts.timeline import Happening, Timeline

if TYPE_CHECKING:
    from models.storage.attachments import Attachment
    from ui.pages.base import MenuEntry

WIDTH = 330
_MOST_BUTTONS = 4


@dataclass(frozen=True, slots=True)
class Link:
    """Another record that this one leads to: its words, where it stands (key of a page, id), and its state as (tone, word)."""

    text: str
    page: str
    record_id: int
    state: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Detail:
    """A record in words. `boxes` are (tone, sentence); `facts` are (name, value), empty values are left out.

    `links` and `files` are groups under a name each; a group without anything is left out. `explanation` answers why the record is due
    on its day.
    """

    title: str
    heading: str
    lines: tuple[str, ...] = ()
    boxes: tuple[tuple[str, str], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    happenings: tuple[Happening, ...] = ()
    explanation: str = ""
    links: tuple[tuple[str, tuple[Link, ...]], ...] = ()
    files: tuple[tuple[str, tuple[Attachment, ...]], ...] = ()


class DetailPane(QFrame):
    """Shows a `Detail` with the page's record actions as buttons."""

    #: (key of a page, None, id of a record): a link was followed; as `Page.go`.
    followed = Signal(str, object, object)
    #: An attachment is to be seen here, or in the program that the computer has for it.
    file_wanted = Signal(object)
    file_open_wanted = Signal(object)
    #: The keyboard goes back to the table: Esc, or what had it is gone because the record is shown anew.
    keyboard_lost = Signal()

    def __init__(self, entries: Sequence[MenuEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self.setMinimumWidth(WIDTH - 60)
        self._entries = entries
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._head = QHBoxLayout()
        self._head.setContentsMargins(14, 8, 8, 8)
        self.title = plain("", "heading", select=True)
        # Without a record it says nothing.
        self.title.setAccessibleName(tr("Chi tiết"))
        self._head.addWidget(self.title, 1)
        self._correct = next((entry for entry in entries if entry.shortcut() == QKeySequence("F2")), None)
        if self._correct is not None:
            link = QPushButton(tr("Sửa F2"))
            link.setProperty("link", "true")
            link.clicked.connect(self._correct.trigger)
            self._link: QPushButton | None = link
            self._head.addWidget(link)
        else:
            self._link = None
        column.addLayout(self._head)
        line = QFrame()
        line.setObjectName("railLine")
        column.addWidget(line)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setProperty("reading", "true")
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(tr("Chi tiết"))
        column.addWidget(self.area, 1)
        leave = QShortcut(QKeySequence("Esc"), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.setWhatsThis(tr("Về danh sách"))
        leave.activated.connect(self.keyboard_lost)
        outside = QShortcut(QKeySequence("Ctrl+Shift+O"), self)
        outside.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        outside.setWhatsThis(tr("Mở tệp bằng chương trình của máy"))
        outside.activated.connect(self._open_outside)
        self.show_nothing()

    def show_nothing(self, text: str = "") -> None:
        """Not one record but none or several are selected: these words, or what to do to see one."""
        self._put(Detail("", text or tr("Chọn một dòng để xem chi tiết")), with_buttons=False)

    def show_detail(self, detail: Detail) -> None:
        """Show this record."""
        self._put(detail, with_buttons=True)

    def take_focus(self) -> None:
        """Give the keyboard to the first thing that can be done, else to the text itself."""
        first = self.findChild(ActionButton)
        (first or self.area).setFocus(Qt.FocusReason.TabFocusReason)

    def _put(self, detail: Detail, *, with_buttons: bool) -> None:
        self.title.setText(detail.title)
        self.title.setAccessibleName(detail.title or tr("Chi tiết"))
        if self._link is not None and self._correct is not None:
            self._link.setVisible(with_buttons and self._correct.isEnabled())
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(4)
        column.addWidget(plain(detail.heading, "strong" if with_buttons else "soft", wrap=True, select=with_buttons))
        for text in detail.lines:
            if text:
                column.addWidget(plain(text, "soft", wrap=True, select=True))
        for tone, text in detail.boxes:
            column.addSpacing(4)
            column.addWidget(boxed(text, tone))
        possible = [entry for entry in self._entries if entry.action.detail and entry.isEnabled()] if with_buttons else []
        if possible:
            column.addSpacing(4)
            column.addWidget(_buttons(possible[:_MOST_BUTTONS]))
        column.addSpacing(4)
        self._put_facts(column, detail)
        column.addStretch(1)
        focus = cast("QWidget | None", self.window().focusWidget())
        lost = focus is not None and self.area.isAncestorOf(focus)
        self.area.setWidget(inside)
        if lost:
            self.keyboard_lost.emit()

    def _put_facts(self, column: QVBoxLayout, detail: Detail) -> None:
        """What is known of the record, where it leads, and what happened to it."""
        for name, value in detail.facts:
            if value:
                column.addWidget(plain(name, "fieldName"))
                column.addWidget(plain(value, wrap=True, select=True))
        if detail.explanation:
            column.addWidget(plain(tr("Vì sao hạn này?"), "fieldName"))
            column.addWidget(plain(detail.explanation, wrap=True, select=True))
        for name, links in detail.links:
            if links:
                column.addWidget(plain(name, "fieldName"))
                for link in links:
                    column.addWidget(self._link_row(link))
        for name, files in detail.files:
            if files:
                column.addWidget(plain(name, "fieldName"))
                for file in files:
                    column.addWidget(self._file_row(file))
        if detail.happenings:
            column.addSpacing(6)
            column.addWidget(Timeline(detail.happenings))

    def _link_row(self, link: Link) -> QWidget:
        """Where it leads, and how it stands there."""
        button = RecordLink(link)
        button.followed.connect(self.followed)
        state = None
        if link.state is not None:
            state = plain(link.state[1])
            state.setProperty("tone", link.state[0])
        return _row(button, state)

    def _file_row(self, file: Attachment) -> QWidget:
        """A file by its name, its size, who took it in and when."""
        button = FileLink(file)
        button.wanted.connect(self.file_wanted)
        row = _row(button, plain(size_in_words(file.size), "soft"))
        added = plain(" · ".join(part for part in (file.added_by, words.moment(file.added_at)) if part), "small")
        added.setContentsMargins(5, 0, 0, 3)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(row)
        column.addWidget(added)
        return holder

    def _open_outside(self) -> None:
        """The file that has the keyboard, else the first."""
        links = self.findChildren(FileLink)
        link = next((each for each in links if each.hasFocus()), links[0] if links else None)
        if link is not None:
            self.file_open_wanted.emit(link.file)


class RecordLink(LinkButton):
    """Leads to another record."""

    followed = Signal(str, object, object)

    def __init__(self, link: Link) -> None:
        super().__init__(link.text)
        self._link = link
        if link.state is not None:
            self.setAccessibleDescription(link.state[1])
        self.clicked.connect(self._follow)

    def _follow(self) -> None:
        self.followed.emit(self._link.page, None, self._link.record_id)


class FileLink(LinkButton):
    """Shows a file of the record."""

    wanted = Signal(object)

    def __init__(self, file: Attachment) -> None:
        super().__init__(file.file_name)
        self.file = file
        self.setAccessibleDescription(size_in_words(file.size))
        self.clicked.connect(self._want)

    def _want(self) -> None:
        self.wanted.emit(self.file)


def _row(button: QWidget, beside: QWidget | None) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addWidget(button, 1)
    if beside is not None:
        row.addWidget(beside)
    return holder


def _buttons(entries: Sequence[MenuEntry]) -> QWidget:
    """What is possible for this record; the first is the blue one."""
    holder = QWidget()
    flow = Flow(holder)
    for place, entry in enumerate(entries):
        flow.addWidget(ActionButton(entry, primary=place == 0))
    return holder
