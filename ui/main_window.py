"""The rail, the top bar, the pages; nothing else. Painted before anything of the office is loaded.

What runs before the first paint is kept light on purpose: the namespace `Qt` alone (its enums are made when it is first named) costs
a sixth of a bare window's start, drawing the icons as much again. Both wait until the frame stands on the screen.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QByteArray, QSettings, QSize, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from models.labels import tr
from ui import theme
from ui.parts.elided import Elided
from ui.parts.rail import Rail, named, rail_entries
from ui.parts.search_box import SearchBox
from ui.parts.tips import tip

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QScrollArea

    from models.office import Office
    from ui.operations import Operations
    from ui.pages.base import MenuEntry, Page
    from ui.parts.help_view import HelpView
    from ui.parts.key_sheet import KeySheet
    from ui.parts.palette import Palette
    from ui.parts.tour import Tour
    from ui.workbooks.import_window import ImportWindow
    from ui.workbooks.sources import Source


# Below this width the rail shows its drawings only.
_WIDE = 1100


class MainWindow(QMainWindow):
    """The one window. `open_office` fills it; until then it shows its frame and one line."""

    first_painted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.office: Office | None = None
        self.operations: Operations | None = None
        self._pages: dict[str, Page] = {}
        self._holders: dict[str, QScrollArea] = {}
        self._entries = rail_entries()
        self._painted = False
        self._file = ""
        self._palette: Palette | None = None
        self._keys: KeySheet | None = None
        self._help: HelpView | None = None
        self._tour: Tour | None = None
        self._importing: ImportWindow | None = None
        self._before: QWidget | None = None
        self.setWindowTitle(tr("Sổ Điều hành"))
        self.resize(1366, 768)
        self.setMinimumSize(880, 480)
        self.frame = QWidget()
        row = QHBoxLayout(self.frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.rail = Rail(self._entries)
        self.rail.chosen.connect(self.show_page)
        self.rail_buttons = self.rail.buttons
        row.addWidget(self.rail)
        self._right = right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._build_top_bar())
        self.stack = QStackedWidget()
        self.stack.addWidget(_waiting(tr("Đang mở sổ…")))
        right.addWidget(self.stack, 1)
        right.addWidget(self._build_status_bar())
        row.addLayout(right, 1)
        self.setCentralWidget(self.frame)

    # ---- the frame ----

    def _build_top_bar(self) -> QWidget:
        bar = QFrame()
        bar.setObjectName("topBar")
        bar.setFixedHeight(theme.px(48))
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(10)
        self.title = named("pageTitle")
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
        bar.setFixedHeight(theme.px(24))
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(6)
        self.news = Elided()
        self.undo_link = QPushButton(tr("Hoàn tác"))
        self.undo_link.hide()
        self.file_link = QPushButton(tr("Mở tệp"))
        self.file_link.hide()
        self.backup_news = Elided()
        self.date_text = named("")
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
        """Put the drawings on the rail."""
        self.rail.draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window has a narrow rail, and only the buttons that it has room for; the menu has all."""
        super().resizeEvent(event)
        self.rail.set_narrow(self.width() < theme.px(_WIDE))
        self._fit_top_bar()

    # ---- the office ----

    def open_office(self, office: Office, operations: Operations) -> None:
        """Show this office. Called once, on the main thread, when the models are loaded."""
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QMenu

        from models.registers.agencies import province_kind
        from ui.forms.drafts import told_waiting
        from ui.parts.main_menu import WindowActions
        from ui.parts.warming import Warming

        self.office, self.operations = office, operations
        texts = (self.rail.office_name, self.rail.office_province, self.rail.user, self.title, self.news, self.backup_news, self.date_text)
        for label in texts:
            # Text of the office must never be read as markup.
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.undo_link.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.draw_icons()
        settings = office.settings()
        # Qt adds the program's name to every title.
        self.setWindowTitle(tr("{office} (sổ tập dùng)", office=settings.office_name) if settings.practice else settings.office_name)
        # Nobody may take the practice office for the real one.
        place = tr("sổ tập dùng") if settings.practice else " ".join(province_kind(settings.province))
        self.rail.set_office(settings.office_name, place, practice=settings.practice)
        for button in self.rail_buttons.values():
            button.setEnabled(True)
        self.actions_here = WindowActions(self)
        self._more_menu = QMenu(self)
        self._more_menu.aboutToShow.connect(self._fill_menu)
        self.more.setMenu(self._more_menu)
        self.more.setEnabled(True)
        operations.told.connect(self.tell)
        operations.made_file.connect(self.tell_file)
        self.file_link.clicked.connect(self._open_file)
        operations.changed.connect(self.refresh_frame)
        operations.undo_texts.connect(self._set_undo_texts)
        self.undo_link.clicked.connect(operations.undo)
        self.search_box.typed.connect(self._search)
        self.search_box.wanted.connect(self.open_palette)
        self.search_box.setEnabled(True)
        self.refresh_frame()
        operations.refresh_undo()
        self.news.setText(told_waiting(office.location, office.now()) or tr("Đã lưu mọi thay đổi"))
        waiting = [view for place in range(self.stack.count()) if (view := self.stack.widget(place)) is not None]
        self.show_page("overview")
        Warming(self)
        self._take_drops()
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
        self._leave_overlays()
        page = self._pages.get(key) or self._build_page(key)
        self.rail_buttons[key].setChecked(True)
        self.stack.setCurrentWidget(self._holders[key])
        self.title.setText(self._title_of(page, key))
        if query is not None or record_id is not None:
            page.open(query, record_id)
        page.enter()
        # After that: where a figure was clicked, the words of the last search are gone.
        self.search_box.serve(page)
        self._fill_page_buttons(page)
        # The keyboard goes along: arrows and the page's own keys work at once.
        page.setFocus()
        if self._help is not None and self._help.isVisible():
            self._help.show_topic(self._topic())

    def page(self) -> Page | None:
        """The page in front; None before the office is open."""
        key = self.page_key()
        return self._pages[key] if key else None

    def page_key(self) -> str:
        """The key of the page in front; "" before the office is open."""
        front = self.stack.currentWidget()
        return next((key for key, holder in self._holders.items() if holder is front), "")

    def built_page(self, key: str) -> Page | None:
        """The page of this key, None where nobody was there yet."""
        return self._pages.get(key)

    def page_class(self, key: str) -> type[Page]:
        """The class of the page of this key, imported now if nobody was there yet."""
        module, name = next(entry.page for entry in self._entries if entry.key == key).split(":")
        found: type[Page] = getattr(import_module(module), name)
        return found

    def _build_page(self, key: str) -> Page:
        from PySide6.QtWidgets import QScrollArea

        assert self.office is not None
        assert self.operations is not None
        page = self.page_class(key)(self.office, self.operations)
        page.go.connect(self.show_page)
        page.tour_wanted.connect(self.open_tour)
        page.workbooks_wanted.connect(self.take_workbooks)
        page.entries_changed.connect(self._entries_changed)
        page.letters_typed.connect(self.search_box.begin)
        self._pages[key] = page
        # A page that needs more room than a small screen has is scrolled, not cut.
        holder = QScrollArea()
        holder.setWidgetResizable(True)
        holder.setFocusPolicy(self.rail.focusPolicy())
        holder.setWidget(page)
        self._holders[key] = holder
        self.stack.addWidget(holder)
        return page

    def _title_of(self, page: Page, key: str) -> str:
        """What lies in the place of the page, else the page's own, else the name in the rail."""
        lying = self._import_here()
        return (lying.title_text() if lying is not None else page.title_text()) or self.rail_buttons[key].accessibleName()

    def _entries_changed(self) -> None:
        if (page := self.page()) is not None:
            self.title.setText(self._title_of(page, self.page_key()))
            self.search_box.serve(page)
            self._fill_page_buttons(page)

    def _fill_page_buttons(self, page: Page) -> None:
        from ui.parts.action_button import ActionButton

        while (item := self._page_buttons.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        covered = self._import_here() is not None
        for entry in [] if covered else page.of_kind("page"):
            self._page_buttons.addWidget(ActionButton(entry))
        makers = [] if covered else page.of_kind("new")
        if len(makers) == 1:
            self._page_buttons.addWidget(ActionButton(makers[0], primary=True, plus=True))
        elif makers:
            self._page_buttons.addWidget(_new_menu(makers))

        self._fit_top_bar()

    def _fit_top_bar(self) -> None:
        """Show as many of the page's buttons as fit, the rightmost first."""
        # Not `isEmpty`: to the layout a button that was just made and is not shown yet is none.
        if not self._page_buttons.count():
            return
        buttons = [item.widget() for place in range(self._page_buttons.count()) if (item := self._page_buttons.itemAt(place)) is not None]
        beside = self.title.sizeHint().width() + self.more.sizeHint().width() + self.search_box.minimumWidth()
        # The edges of the bar and what lies between its parts.
        room = self.width() - self.rail.width() - beside - theme.px(72)
        for button in reversed(buttons):
            if button is not None:
                # A button that was just made knows its size only when it has its look.
                button.ensurePolished()
                room -= button.sizeHint().width() + self._page_buttons.spacing()
                button.setVisible(room > 0 or button is buttons[-1])

    # ---- workbooks that are taken in ----

    def _take_drops(self) -> None:
        """A workbook may be dropped anywhere, and so may a document, but on a record: that keeps it."""
        from ui.documents.dropping import DocumentDrop
        from ui.workbooks.dropping import WorkbookDrop

        DocumentDrop(self)
        WorkbookDrop(self).dropped.connect(self.take_workbooks)

    def take_workbooks(self, sources: tuple[Source, ...], kind: str = "") -> None:
        """Take these files or pasted rows in, one after another, in the place of their page; `kind` where it is known."""
        from ui.workbooks.import_window import ImportWindow

        assert self.operations is not None
        page = self.page()
        assert page is not None
        self._leave_overlays()
        if (lying := self._importing) is None:
            lying = self._importing = ImportWindow(self.operations, page, self.page_key())
            lying.titled.connect(self._entries_changed)
            lying.page_wanted.connect(self.show_page)
            lying.closed.connect(self._import_left)
            lying.show_it()
        elif lying.page_key != self.page_key():
            self.show_page(lying.page_key)
        lying.add(sources, kind)

    def _import_left(self) -> None:
        self._importing = None
        self._entries_changed()

    def _import_here(self) -> ImportWindow | None:
        """The import that lies in the place of the page in front."""
        lying = self._importing
        return lying if lying is not None and lying.page_key == self.page_key() else None

    # ---- the keyboard: menu, palette, help, panes ----

    def _fill_menu(self) -> None:
        self.actions_here.fill(self._more_menu, self.page())

    def find_anything(self) -> None:
        """Ctrl+K: find or do anything, over the page; again: close."""
        if self._palette is not None and self._palette.isVisible():
            self._palette.leave()
        else:
            self.open_palette("")

    def open_palette(self, text: str) -> None:
        """Find or do anything, with this typed already."""
        from ui.parts.palette import Palette

        if self._palette is None:
            self._palette = Palette(self)
        self._leave_overlays()
        self._palette.ask(text)

    def search_here(self) -> None:
        """Ctrl+F: type into the box above the page; on a page without words to search, find anything."""
        page = self.page()
        if page is not None and page.searchable:
            self.search_box.take_focus()
        else:
            self.open_palette("")

    def show_keys(self) -> None:
        """Shift+F1: every key that works here; again: close."""
        from ui.parts.key_sheet import KeySheet
        from ui.parts.sheet import Sheet

        if self._keys is None:
            self._keys = KeySheet(self.frame)
        if self._keys.isVisible():
            self._keys.leave()
        else:
            self._leave_overlays()
            # A sheet that lies over the page has keys of its own.
            lying = [sheet for sheet in self.findChildren(Sheet) if sheet.isVisible()]
            self._keys.show_for(lying[-1] if lying else self.page(), self.actions_here.all())

    def _leave_overlays(self) -> None:
        for overlay in (self._palette, self._keys):
            if overlay is not None:
                overlay.leave()

    def open_help(self, topic: str) -> None:
        """Show this page of the help beside the work, in a panel as wide as the person likes."""
        from ui.parts.help_view import HelpView, beside

        assert self.office is not None
        self._leave_overlays()
        self._remember_keyboard()
        if self._help is None:
            self._help = HelpView(self.office)
            self._help.closed.connect(self._give_back)
            self._helped = beside(self._right, self.stack, self._help)
        self._help.show_topic(topic)
        self._help.show()
        # At once: a sheet over the page makes room for the help as soon as that has the keyboard.
        self._helped.refresh()
        self._help.take_focus()

    def toggle_help(self) -> None:
        """F1: the help of where one stands; where it stands already, away with it."""
        if self._help is not None and self._help.isVisible():
            self._remember_keyboard()
            self._help.leave()
        else:
            self.open_help(self._topic())

    def _topic(self) -> str:
        """Of what has the keyboard (a form in a page has its own), else of the page."""
        widget = cast("QWidget | None", self.focusWidget())
        while widget is not None and not getattr(widget, "help_topic", ""):
            widget = widget.parentWidget()
        page = self.page()
        return getattr(widget, "help_topic", "") or (page.help_topic if page is not None else "") or self.page_key()

    def _remember_keyboard(self) -> None:
        """Where the keyboard is while nothing of the help or the tour has it."""
        focus = cast("QWidget | None", self.focusWidget())
        asides = [each for each in (self._help, self._tour) if each is not None]
        if focus is not None and not any(each.isAncestorOf(focus) for each in asides):
            self._before = focus

    def _give_back(self) -> None:
        """The keyboard goes back where it was: into the field of a form that was being filled; else to the page."""
        from shiboken6 import isValid

        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()
        elif (page := self.page()) is not None:
            page.setFocus()

    def open_tour(self) -> None:
        """The seven steps of the practice office, below the work, from the one that was left."""
        from ui.parts.tour import Tour

        self._leave_overlays()
        if self._tour is None:
            self._tour = Tour(self)
            self._tour.closed.connect(self._give_back)
            # Above the status bar.
            self._right.insertWidget(self._right.count() - 1, self._tour)
        self._tour.take_up()

    def shows_records(self) -> bool:
        """Whether the palette is open and has found records."""
        return self._palette is not None and self._palette.isVisible() and self._palette.has_records()

    def next_pane(self) -> None:
        """F6: from the list to the record beside it, to the filters, to the help and the tour where they are open, and round."""
        from ui.parts.panes import enter_next

        self._remember_keyboard()
        page = self.page()
        panes = [*(page.panes() if page is not None else []), *(each for each in (self._help, self._tour) if each is not None)]
        enter_next(panes, self.focusWidget())

    def toggle_full_screen(self) -> None:
        """F11: the whole screen for the work, or the window again."""
        from PySide6.QtCore import Qt

        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    # ---- news, search ----

    def _set_undo_texts(self, undo: str, redo: str) -> None:
        self.actions_here.set_undo_texts(undo, redo)
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
        self.rail.set_user(news.user)
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
        """Wait for a job that writes, stop what only reads, let open forms keep their drafts, keep the window's place."""
        from PySide6.QtWidgets import QDialog

        from ui import jobs

        if jobs.busy():
            event.ignore()
            self.tell(tr("Còn việc đang chạy: hãy đợi xong hoặc dừng lại rồi hãy đóng."))
            return
        # A form keeps what was typed as a draft; only one that may not (a secret paper) asks, and may say no.
        if not all(form.close() for form in self.findChildren(QDialog) if form.isVisible()):
            event.ignore()
            return
        jobs.end_reading()
        QSettings().setValue("window/geometry", self.saveGeometry())
        super().closeEvent(event)


def _new_menu(makers: list[MenuEntry]) -> QToolButton:
    from PySide6.QtWidgets import QMenu

    button = QToolButton()
    button.setText(tr("+ Ghi mới"))
    button.setProperty("primary", "true")
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    menu = QMenu(button)
    menu.addActions(makers)
    button.setMenu(menu)
    return button


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
