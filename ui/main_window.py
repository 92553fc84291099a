"""The rail, the top bar, the pages; nothing else. Painted before anything of the office is loaded.

What runs before the first paint is kept light on purpose: the namespace `Qt` alone (its enums are made when it is first named) costs
a sixth of a bare window's start, drawing the icons as much again. Both wait until the frame stands on the screen.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QByteArray, QSettings, QSize, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from models.labels import tr
from ui import theme
from ui.parts.action_button import ActionButton
from ui.parts.search_box import SearchBox
from ui.parts.tips import tip

if TYPE_CHECKING:
    from models.office import Office
    from ui.operations import Operations
    from ui.pages.base import MenuEntry, Page


class Entry(NamedTuple):
    """One entry of the rail: its key, icon and words, and "module:class" of its page, imported on the first visit."""

    key: str
    text: str
    page: str


def rail_entries() -> tuple[Entry, ...]:
    """The rail from top to bottom; the entries of `BELOW_LINE` stand under the line."""
    return (
        Entry("overview", tr("Tổng quan"), "ui.pages.overview:OverviewPage"),
        Entry("directives", tr("Văn bản đến"), "ui.pages.directives:DirectivesPage"),
        Entry("tasks", tr("Nhiệm vụ"), "ui.pages.tasks:TasksPage"),
        Entry("dossiers", tr("Hồ sơ một cửa"), "ui.pages.dossiers:DossiersPage"),
        Entry("reports", tr("Báo cáo"), "ui.pages.reports:ReportsPage"),
        Entry("catalogues", tr("Danh mục"), "ui.pages.catalogues:CataloguesPage"),
        Entry("system", tr("Hệ thống"), "ui.pages.system:SystemPage"),
    )


BELOW_LINE = ("catalogues", "system")


class RailButton(QPushButton):
    """An entry of the rail with a badge for what waits there."""

    def __init__(self, entry: Entry, place: int, parent: QWidget) -> None:
        super().__init__(entry.text, parent)
        self.key = entry.key
        self._badge = ""
        self._tone = "late"
        self.setCheckable(True)
        self.setIconSize(QSize(18, 18))
        self.setIcon(theme.no_icon())
        self.setToolTip(tr("{page} (Alt+{place})", page=entry.text, place=place))
        self.toggled.connect(self.draw)

    def draw(self) -> None:
        """The drawing in the colour of the state."""
        self.setIcon(theme.icon(self.key, "#1659a6" if self.isChecked() else "#5b6778"))

    def set_badge(self, text: str, tone: str) -> None:
        """Show a number at the right edge; "" for none."""
        self._badge, self._tone = text, tone
        self.setAccessibleDescription(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button as usual, then the badge."""
        super().paintEvent(event)
        if not self._badge:
            return
        from PySide6.QtCore import Qt

        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(pixels=11, bold=True))
        width = max(20, painter.fontMetrics().horizontalAdvance(self._badge) + 12)
        place = self.rect().adjusted(self.width() - width - 9, (self.height() - 18) // 2, -9, 0)
        place.setHeight(18)
        tone = theme.TONES[self._tone]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tone.back)
        painter.drawRoundedRect(place, 9, 9)
        painter.setPen(tone.text)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._badge)
        painter.end()


class MainWindow(QMainWindow):
    """The one window. `open_office` fills it; until then it shows its frame and one line."""

    first_painted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.office: Office | None = None
        self.operations: Operations | None = None
        self._pages: dict[str, Page] = {}
        self._entries = rail_entries()
        self._painted = False
        self._file = ""
        self.setWindowTitle(tr("Sổ Điều hành"))
        self.resize(1366, 768)
        self.setMinimumSize(1024, 600)
        frame = QWidget()
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._build_rail())
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._build_top_bar())
        self.stack = QStackedWidget()
        self.stack.addWidget(_waiting(tr("Đang mở sổ…")))
        right.addWidget(self.stack, 1)
        right.addWidget(self._build_status_bar())
        row.addLayout(right, 1)
        self.setCentralWidget(frame)

    # ---- the frame ----

    def _build_rail(self) -> QWidget:
        rail = QFrame()
        rail.setObjectName("rail")
        rail.setFixedWidth(196)
        column = QVBoxLayout(rail)
        column.setContentsMargins(8, 14, 8, 0)
        column.setSpacing(2)
        self.office_name = _named("officeName")
        self.office_province = _named("officeProvince")
        for text in (self.office_name, self.office_province):
            text.setContentsMargins(10, 0, 4, 0)
            column.addWidget(text)
        column.addSpacing(10)
        self.rail_buttons: dict[str, RailButton] = {}
        group = QButtonGroup(self)
        for place, entry in enumerate(self._entries, start=1):
            if entry.key == BELOW_LINE[0]:
                line = QFrame()
                line.setObjectName("railLine")
                column.addSpacing(8)
                column.addWidget(line)
                column.addSpacing(8)
            button = RailButton(entry, place, rail)
            button.setEnabled(False)
            group.addButton(button, place)
            column.addWidget(button)
            self.rail_buttons[entry.key] = button
        group.idClicked.connect(self._rail_clicked)
        column.addStretch(1)
        self.rail_user = _named("railUser")
        column.addWidget(self.rail_user)
        return rail

    def _build_top_bar(self) -> QWidget:
        bar = QFrame()
        bar.setObjectName("topBar")
        bar.setFixedHeight(48)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(10)
        self.title = _named("pageTitle")
        row.addWidget(self.title)
        row.addStretch(1)
        self.search_box = SearchBox()
        self.search_box.setEnabled(False)
        row.addWidget(self.search_box)
        self._page_buttons = QHBoxLayout()
        self._page_buttons.setSpacing(10)
        row.addLayout(self._page_buttons)
        self.more = QToolButton()
        self.more.setText("⋯")
        self.more.setToolTip(tr("Việc khác (F10)"))
        self.more.setAccessibleName(tr("Việc khác"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setEnabled(False)
        row.addWidget(self.more)
        return bar

    def _build_status_bar(self) -> QWidget:
        bar = QFrame()
        bar.setObjectName("statusBar")
        bar.setFixedHeight(24)
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(6)
        self.news = _named("")
        self.undo_link = QPushButton(tr("Hoàn tác"))
        self.undo_link.hide()
        self.file_link = QPushButton(tr("Mở tệp"))
        self.file_link.hide()
        self.backup_news = _named("")
        self.date_text = _named("")
        row.addWidget(self.news)
        row.addWidget(self.undo_link)
        row.addWidget(self.file_link)
        row.addSpacing(12)
        row.addWidget(self.backup_news)
        row.addStretch(1)
        row.addWidget(self.date_text)
        return bar

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once when the frame stands on the screen: only then is the office loaded."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.first_painted.emit()

    def draw_icons(self) -> None:
        """Put the drawings on the rail, once."""
        for button in self.rail_buttons.values():
            button.draw()

    # ---- the office ----

    def open_office(self, office: Office, operations: Operations) -> None:
        """Show this office. Called once, on the main thread, when the models are loaded."""
        from PySide6.QtCore import Qt

        from models.registers.agencies import province_kind
        from ui.parts.labels import set_property

        self.office, self.operations = office, operations
        for label in (self.office_name, self.office_province, self.rail_user, self.title, self.news, self.backup_news, self.date_text):
            # Text of the office must never be read as markup.
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.undo_link.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.draw_icons()
        settings = office.settings()
        # Qt adds the program's name to every title.
        self.setWindowTitle(tr("{office} (sổ tập dùng)", office=settings.office_name) if settings.practice else settings.office_name)
        self.office_name.setText(settings.office_name)
        # Nobody may take the practice office for the real one.
        self.office_province.setText(tr("sổ tập dùng") if settings.practice else " ".join(province_kind(settings.province)))
        set_property(self.office_province, "practice", "true" if settings.practice else "false")
        self._build_menu()
        operations.told.connect(self.tell)
        operations.made_file.connect(self.tell_file)
        self.file_link.clicked.connect(self._open_file)
        operations.changed.connect(self.refresh_frame)
        operations.undo_texts.connect(self._set_undo_texts)
        self.undo_link.clicked.connect(operations.undo)
        self.search_box.typed.connect(self._search)
        self.search_box.setEnabled(True)
        for place, entry in enumerate(self._entries, start=1):
            self.rail_buttons[entry.key].setEnabled(True)
            QShortcut(QKeySequence(f"Alt+{place}"), self).activated.connect(self.rail_buttons[entry.key].click)
        for keys in ("Ctrl+F", "Ctrl+K"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.search_box.take_focus)
        self.refresh_frame()
        operations.refresh_undo()
        self.news.setText(tr("Đã lưu mọi thay đổi"))
        waiting = [view for place in range(self.stack.count()) if (view := self.stack.widget(place)) is not None]
        self.show_page("overview")
        for view in waiting:
            self.stack.removeWidget(view)
            view.deleteLater()

    def show_meanwhile(self, view: QWidget) -> None:
        """Show this until the office is open."""
        if self.office is None:
            self.stack.addWidget(view)
            self.stack.setCurrentWidget(view)

    def show_page(self, key: str, query: Any = None, record_id: int | None = None) -> None:
        """Go to a page, built now if this is the first visit; with a query or a record to open there, if given."""
        page = self._pages.get(key) or self._build_page(key)
        self.rail_buttons[key].setChecked(True)
        self.title.setText(next(entry.text for entry in self._entries if entry.key == key))
        self.stack.setCurrentWidget(page)
        if query is not None or record_id is not None:
            page.open(query, record_id)
        page.enter()
        # After that: where a figure was clicked, the words of the last search are gone.
        self.search_box.serve(page)
        self._fill_page_buttons(page)
        # The keyboard goes along: arrows and the page's own keys work at once.
        page.setFocus()

    def page(self) -> Page | None:
        """The page in front; None before the office is open."""
        widget = self.stack.currentWidget()
        return next((page for page in self._pages.values() if page is widget), None)

    def _build_page(self, key: str) -> Page:
        assert self.office is not None
        assert self.operations is not None
        module, name = next(entry.page for entry in self._entries if entry.key == key).split(":")
        page: Page = getattr(import_module(module), name)(self.office, self.operations)
        page.go.connect(self.show_page)
        page.entries_changed.connect(self._entries_changed)
        page.letters_typed.connect(self.search_box.begin)
        self._pages[key] = page
        self.stack.addWidget(page)
        return page

    def _rail_clicked(self, place: int) -> None:
        self.show_page(self._entries[place - 1].key)

    def _entries_changed(self) -> None:
        if (page := self.page()) is not None:
            self.search_box.serve(page)
            self._fill_page_buttons(page)

    def _fill_page_buttons(self, page: Page) -> None:
        while (item := self._page_buttons.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for entry in page.of_kind("page"):
            self._page_buttons.addWidget(ActionButton(entry))
        makers = page.of_kind("new")
        if len(makers) == 1:
            self._page_buttons.addWidget(ActionButton(makers[0], primary=True, plus=True))
        elif makers:
            self._page_buttons.addWidget(_new_menu(makers))

    # ---- menu, news, search ----

    def _build_menu(self) -> None:
        assert self.operations is not None
        self.undo_action = self._action(tr("Hoàn tác"), "Ctrl+Z", self.operations.undo)
        self.redo_action = self._action(tr("Làm lại"), "Ctrl+Y", self.operations.redo)
        self.refresh_action = self._action(tr("Làm mới"), "F5", self.refresh)
        self.quit_action = self._action(tr("Thoát"), "Ctrl+Q", self.close)
        self._more_menu = QMenu(self)
        self._more_menu.aboutToShow.connect(self._fill_menu)
        self.more.setMenu(self._more_menu)
        self.more.setEnabled(True)
        QShortcut(QKeySequence("F10"), self).activated.connect(self.more.showMenu)

    def _action(self, text: str, keys: str, slot: Any) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(slot)
        self.addAction(action)
        return action

    def _fill_menu(self) -> None:
        self._more_menu.clear()
        self._more_menu.addActions([self.undo_action, self.redo_action])
        if (page := self.page()) is not None:
            for kind in ("new", "page", "record"):
                self._more_menu.addSeparator()
                self._more_menu.addActions(page.of_kind(kind))
        self._more_menu.addSeparator()
        self._more_menu.addActions([self.refresh_action, self.quit_action])

    def _set_undo_texts(self, undo: str, redo: str) -> None:
        for action, text, empty in ((self.undo_action, undo, tr("Hoàn tác")), (self.redo_action, redo, tr("Làm lại"))):
            # An ampersand in a record's name is text, not a shortcut mark.
            action.setText(text.replace("&", "&&") or empty)
            action.setEnabled(bool(text))
        self.undo_link.setToolTip(tip(undo))
        if not undo:
            self.undo_link.hide()

    def tell(self, text: str, undoable: bool = False) -> None:  # noqa: FBT001, FBT002 - the signal's own argument
        """Say good news in the status bar, with "Hoàn tác" beside it where the change can be taken back."""
        self.news.setText(text)
        self.news.setToolTip(tip(text))
        self.undo_link.setVisible(undoable)
        self.file_link.hide()

    def tell_file(self, text: str, path: str) -> None:
        """Say that a file was written, with "Mở tệp" beside it."""
        self.tell(text)
        self._file = path
        self.file_link.setToolTip(tip(path))
        self.file_link.show()

    def _open_file(self) -> None:
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        if not QDesktopServices.openUrl(QUrl.fromLocalFile(self._file)):
            self.tell(tr("Máy này chưa có chương trình mở được tệp {path}.", path=self._file))

    def refresh(self) -> None:
        """F5: read the page in front and the frame anew."""
        if (page := self.page()) is not None:
            page.refresh()
            page.look_at_entries()
        self.refresh_frame()
        if self.operations is not None:
            self.operations.refresh_undo()

    def refresh_frame(self) -> None:
        """The badges of the rail, the last copy, the date: what stands outside the pages."""
        from ui.parts.frame_news import FrameNews

        assert self.office is not None
        news = FrameNews.read(self.office)
        for key, (text, tone) in news.badges.items():
            self.rail_buttons[key].set_badge(text, tone)
        self.rail_user.setText(news.user)
        self.backup_news.setText(news.backup)
        self.date_text.setText(news.today)

    def _search(self, text: str) -> None:
        page = self.page()
        if page is not None and page.searchable:
            page.search(text)

    # ---- closing ----

    def restore_layout(self, settings: QSettings) -> None:
        """Put the window where it was, as plain bytes kept by `closeEvent`. On a small screen it fills it, so that no edge is outside."""
        geometry = settings.value("window/geometry")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        elif (self.size() + QSize(16, 48)).expandedTo(self.screen().availableSize()) != self.screen().availableSize():
            self.showMaximized()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait for a job that writes, stop what only reads, keep the window's place."""
        from ui import jobs

        if jobs.busy():
            event.ignore()
            self.tell(tr("Còn việc đang chạy: hãy đợi xong hoặc dừng lại rồi hãy đóng."))
            return
        jobs.end_reading()
        QSettings().setValue("window/geometry", self.saveGeometry())
        super().closeEvent(event)


def _new_menu(makers: list[MenuEntry]) -> QToolButton:
    button = QToolButton()
    button.setText(tr("+ Ghi mới"))
    button.setProperty("primary", "true")
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    menu = QMenu(button)
    menu.addActions(makers)
    button.setMenu(menu)
    return button


def _named(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    return label


def _waiting(text: str) -> QWidget:
    """One soft line in the middle."""
    holder = QWidget()
    grid = QGridLayout(holder)
    label = QLabel(text)
    label.setProperty("role", "soft")
    grid.addWidget(label, 1, 1)
    for edge in (0, 2):
        grid.setRowStretch(edge, 1)
        grid.setColumnStretch(edge, 1)
    return holder
