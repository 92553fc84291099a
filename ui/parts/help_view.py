"""The help beside the work: pages of our own, their list, and a search through all of them. Nothing comes from a network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QKeyEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from models.labels import tr
from ui import theme
from ui.parts import help_topics
from ui.parts.keys import bind_key
from ui.parts.labels import plain
from ui.parts.tips import tip

if TYPE_CHECKING:
    from models.office import Office

WIDTH = 420
# The scheme of a link that begins the tour.
TOUR = "tour"
_NAME = int(Qt.ItemDataRole.UserRole)


class _Paper(QTextBrowser):
    """The text of a page. Pictures come from the help's own folder only; links are followed by the panel."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setAccessibleName(tr("Trang hướng dẫn"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(14)

    def show_text(self, text: str) -> None:
        """This Markdown, with headings a little larger than the text and room between the paragraphs."""
        self.setMarkdown(text)
        cursor = QTextCursor(self.document())
        block = self.document().begin()
        while block.isValid():
            level = block.blockFormat().headingLevel()
            cursor.setPosition(block.position())
            if block.textList() is None and cursor.currentTable() is None:
                shape = QTextBlockFormat()
                shape.setTopMargin(theme.px(14 if level == 2 else 6))
                shape.setBottomMargin(theme.px(4))
                cursor.mergeBlockFormat(shape)
            if level:
                look = QTextCharFormat()
                look.setProperty(int(QTextFormat.Property.FontSizeAdjustment.value), 2 - min(level, 2))
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                cursor.mergeCharFormat(look)
            block = block.next()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """A picture beside the pages, by its bare name."""
        name = QUrl(name)
        path = help_topics.HELP / name.fileName()
        if kind == int(QTextDocument.ResourceType.ImageResource.value) and name.isRelative() and path.is_file():
            return super().loadResource(kind, QUrl.fromLocalFile(str(path)))
        return None


class HelpView(QFrame):
    """`show_topic(name)` shows a page; Esc goes from the list to the page and then away, Alt+Left to the page before."""

    closed = Signal()

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self._name = ""
        self._before: list[str] = []
        self.setProperty("card", "true")
        self.setMinimumWidth(theme.px(260))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 8, 1, 1)
        column.setSpacing(6)
        column.addLayout(self._build_head())
        self.box = QLineEdit()
        self.box.setPlaceholderText(tr("Tìm trong hướng dẫn"))
        self.box.setAccessibleName(tr("Tìm trong hướng dẫn"))
        self.box.setClearButtonEnabled(True)
        self.box.textChanged.connect(self._search)
        self.box.returnPressed.connect(self._open_first)
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 12, 0)
        row.addWidget(self.box)
        column.addLayout(row)
        self.paper = _Paper()
        self.paper.anchorClicked.connect(self._follow)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Các trang hướng dẫn"))
        self.list.setWordWrap(True)
        self.list.setSpacing(theme.px(4))
        self.list.itemActivated.connect(self._chosen)
        self.list.itemClicked.connect(self._chosen)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.paper)
        self.stack.addWidget(self.list)
        column.addWidget(self.stack, 1)
        bind_key(self, "Alt+Left", tr("Trang hướng dẫn trước"), self.go_back)

    def _build_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(14, 0, 8, 0)
        row.setSpacing(6)
        row.addWidget(plain(tr("Hướng dẫn"), "heading"), 1)
        self.back = QPushButton(tr("Quay lại"))
        self.back.setToolTip(tr("Trang hướng dẫn trước (Alt+←)"))
        self.back.clicked.connect(self.go_back)
        self.contents = QPushButton(tr("Mục lục"))
        self.contents.clicked.connect(self.show_contents)
        self.leave_button = QPushButton(tr("Đóng"))
        self.leave_button.setToolTip(tr("Đóng hướng dẫn (Esc)"))
        self.leave_button.clicked.connect(self.leave)
        for button in (self.back, self.contents, self.leave_button):
            button.setProperty("link", "true")
            row.addWidget(button)
        return row

    # ---- showing ----

    def show_topic(self, topic: str) -> None:
        """Show the page of this name; a name without a page shows the first one."""
        shown = help_topics.topic_named(topic)
        if self._name and self._name != shown.name:
            self._before.append(self._name)
        self._show(shown)

    def topic(self) -> str:
        """The name of the page that is shown."""
        return self._name

    def _show(self, topic: help_topics.Topic) -> None:
        self._name = topic.name
        self.paper.show_text(topic.text)
        self.paper.verticalScrollBar().setValue(0)
        self.stack.setCurrentWidget(self.paper)
        self.box.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.box.clear()
        self.box.blockSignals(False)  # noqa: FBT003
        self.back.setVisible(bool(self._before))

    def show_contents(self) -> None:
        """List every page."""
        self.box.clear()
        self._search("")
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> None:
        """The page that was shown before."""
        if self._before:
            self._show(help_topics.topic_named(self._before.pop()))

    def take_focus(self) -> None:
        """Read at once with the arrows; Tab leads on."""
        self.paper.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Away with the panel."""
        self.hide()
        self.closed.emit()

    # ---- searching ----

    def _search(self, typed: str) -> None:
        self.list.clear()
        for found in help_topics.search(typed):
            item = QListWidgetItem(f"{found.topic.title}\n{found.line}" if found.line else found.topic.title, self.list)
            item.setData(_NAME, found.topic.name)
            item.setToolTip(tip(found.line))
        if not self.list.count():
            nothing = QListWidgetItem(tr("Không có trang nào có những chữ này. Thử ít chữ hơn."), self.list)
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
        else:
            self.list.setCurrentRow(0)
        self.stack.setCurrentWidget(self.list)

    def _open_first(self) -> None:
        if self.stack.currentWidget() is self.list and (item := self.list.currentItem()) is not None:
            self._chosen(item)

    def _chosen(self, item: QListWidgetItem) -> None:
        name = item.data(_NAME)
        if name:
            self.show_topic(name)
            self.take_focus()

    def _follow(self, link: QUrl) -> None:
        """To another page of the help; to the seven steps; what lies outside is for the system's browser."""
        if link.isRelative() and link.fileName().endswith(".md"):
            self.show_topic(link.fileName().removesuffix(".md"))
        elif link.scheme() == TOUR:
            host = self.parentWidget()
            while host is not None and not hasattr(host, "open_tour"):
                host = host.parentWidget()
            if host is not None:
                host.open_tour()
        elif link.scheme() in ("http", "https"):
            QDesktopServices.openUrl(link)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc: from the list back to the page, from the page away. Down goes from the search into the list."""
        if event.key() == Qt.Key.Key_Escape:
            if self.stack.currentWidget() is self.list and self._name:
                self._show(help_topics.topic_named(self._name))
                self.take_focus()
            else:
                self.leave()
        elif event.key() == Qt.Key.Key_Down and self.box.hasFocus() and self.stack.currentWidget() is self.list:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)


def beside(layout: QBoxLayout, work: QWidget, help_view: HelpView) -> QSplitter:
    """Put the help at the right of the work, which stood alone in this layout; the line between them can be moved."""
    splitter = QSplitter(Qt.Orientation.Horizontal)
    layout.replaceWidget(work, splitter)
    layout.setStretchFactor(splitter, 1)
    splitter.addWidget(work)
    splitter.addWidget(help_view)
    # A layout shows what it is given a moment later only.
    splitter.show()
    splitter.setChildrenCollapsible(False)
    splitter.setStretchFactor(0, 1)
    wide = work.width()
    own = min(theme.px(WIDTH), wide * 45 // 100)
    splitter.setSizes([wide - own, own])
    return splitter


class _HelpWindow(QDialog):
    """The help of a form, in a small window beside it: a form stands over the window and its help panel."""

    def __init__(self, office: Office, form: QDialog) -> None:
        super().__init__(form)
        self.setWindowTitle(tr("Hướng dẫn"))
        self.view = HelpView(office)
        self.view.closed.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        room = form.screen().availableGeometry()
        self.resize(min(theme.px(WIDTH), room.width() // 2), min(form.height(), room.height() - 60))
        self.move(min(form.frameGeometry().right() + 8, room.right() - self.width()), form.y())


def show_for_form(form: QDialog, office: Office, topic: str) -> None:
    """Open the help of a form beside it, on this page; where it is open, bring it to the front."""
    window = form.findChild(_HelpWindow)
    if window is None:
        window = _HelpWindow(office, form)
    window.view.show_topic(topic)
    window.show()
    window.raise_()
    window.activateWindow()
    window.view.take_focus()
