"""What every page is: a widget that gets the office and the operations, never the window.

To add a page: a class here below, a line in `ui.main_window.PAGES`. To add something a person can do on it: an `Action` in the
page's module of `ui/actions/` (see `ui.parts.action`). The main window asks a page only for what stands in `Page`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QComboBox, QMenu, QWidget

from models.outcome import ChangeSet
from ui.operations import Operations
from ui.parts.action import Action, Context

if TYPE_CHECKING:
    from models.office import Office

WHOLE_LIST = "whole list"
"""Opened with this instead of a query, a book shows its list as it begins."""


class MenuEntry(QAction):
    """An `Action` as Qt shows it, bound to its page: it knows the row the page has selected when it is triggered."""

    def __init__(self, action: Action, page: Page) -> None:
        super().__init__(action.text, page)
        self.action = action
        self._page = page
        if action.shortcut:
            self.setShortcuts([QKeySequence(keys) for keys in (action.shortcut, action.also) if keys])
            self.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.triggered.connect(self._run)

    def _run(self) -> None:
        action, page = self.action, self._page
        if action.kind != "record":
            action.run(page.context(), None)
        elif action.bulk:
            if rows := tuple(row for row in page.current_rows() if action.enabled(row)):
                action.run(page.context(), rows)
        elif page.selected_count() <= 1 and (row := page.current_row()) is not None and action.enabled(row):
            action.run(page.context(), row)

    def look(self, row: Any, number: int = 1) -> None:
        """Show whether this is possible for the selected row (None: nothing is selected), one of `number` that are selected."""
        if self.action.kind != "record":
            self.setEnabled(True)
        elif self.action.bulk and number > 1:
            # Asking each of a thousand rows whenever an arrow is held down would cost; the action itself leaves out the others.
            self.setEnabled(True)
        else:
            self.setEnabled(number <= 1 and row is not None and self.action.enabled(row))


class Page(QWidget):
    """One entry of the rail. Subclasses set the class attributes and override what concerns them."""

    #: Module of `ui/actions/` with this page's `actions()`; "" when the page only shows.
    actions_module = ""
    #: Tables whose changes make this page stale.
    tables: frozenset[str] = frozenset()
    #: Whether the search box of the top bar filters this page as the person types.
    searchable = False
    #: What the search box says while it is empty; "" for the words about all books.
    search_hint = ""
    #: The help page that F1 opens here (a name in `resources/help`); "" for the one with the name of the page's key.
    help_topic = ""

    selection_changed = Signal()
    #: Letters typed on a list of this page: what is looked for begins with them.
    letters_typed = Signal(str)
    #: Which "new" and "page" actions the page has is another matter now (a tab was changed).
    entries_changed = Signal()
    #: (key of a page, its query value or None, id of a record or None): go there.
    go = Signal(str, object, object)
    #: (files or pasted rows, kind of record): take these in, in the place of the page.
    workbooks_wanted = Signal(object, str)
    #: The seven steps of the practice office.
    tour_wanted = Signal()

    def __init__(self, office: Office, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.operations = operations
        self.entries = [MenuEntry(action, self) for action in self.actions()]
        self.addActions(self.entries)
        self._stale = True
        self.keyboard_place: QWidget | None = None
        operations.changed.connect(self._office_changed)
        self.selection_changed.connect(self.look_at_entries)

    def actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        """What a person can do here; asked once."""
        return import_module(self.actions_module).actions() if self.actions_module else ()

    def context(self) -> Context:
        """What an action of this page is given."""
        return Context(
            self.office,
            self.operations,
            self,
            self.query(),
            self.show_record,
            rows=tuple(self.current_rows()),
            selection=self.selection,
            seen=self.seen(),
        )

    def begin_at(self, widget: QWidget) -> None:
        """Let the keyboard begin here when the page gets it. Not by a focus proxy: Tab would leap to it, past what stands before it."""
        self.keyboard_place = widget

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard goes on to where it begins."""
        super().focusInEvent(event)
        if self.keyboard_place is not None:
            self.keyboard_place.setFocus(event.reason())

    def query(self) -> Any:
        """The query value of what the page shows; None where there is none."""
        return None

    def current_row(self) -> Any:
        """The selected record's row; None when nothing is selected."""
        return None

    def current_rows(self) -> list[Any]:
        """The selected rows, in the order of the list; a list gives at most the first thousand, and `selection` names all."""
        row = self.current_row()
        return [] if row is None else [row]

    def selected_ids(self) -> tuple[int, ...]:
        """The ids of `current_rows`."""
        return tuple(row.id for row in self.current_rows())

    def selected_count(self) -> int:
        """How many rows are selected."""
        return len(self.current_rows())

    def selection(self) -> Any:
        """What is selected as a `ui.parts.selection.Selection`; None on a page without a list."""
        return None

    def seen(self) -> Any:
        """What stands on the screen, for export and print; None on a page without a list."""
        return None

    def panes(self) -> list[QWidget]:
        """What F6 goes through, in reading order: list, record beside, filters. A page with one pane has nothing to go through."""
        return [self]

    @classmethod
    def places(cls) -> tuple[tuple[str, Any], ...]:
        """Parts of this page that one can go to by name (its tabs), each with what `open` takes as query. Unbuilt pages are asked too."""
        return ()

    def refresh(self) -> None:
        """Read everything anew (F5, first visit, a change while the page was hidden). Keeps the selection."""

    def update_rows(self, changes: ChangeSet) -> None:  # noqa: ARG002 - for those who can show a part anew
        """Show anew what changed, while visible. The simple answer is to read all again."""
        self.refresh()

    def search(self, text: str) -> None:
        """Filter by these words, as they are typed."""

    def open(self, query: Any, record_id: int | None) -> None:
        """Show this query value (or a tuple of ids) and select this record, where given: a figure or a hit was clicked."""

    def show_record(self, record_id: int) -> None:
        """Select this record, which an action just entered or changed."""

    def enter(self) -> None:
        """The person came to this page: read anew what changed while it was hidden."""
        if self._stale:
            self._stale = False
            self.refresh()
        self.look_at_entries()

    def look_at_entries(self) -> None:
        """Grey what is not possible for the selected row."""
        row, number = self.current_row(), self.selected_count()
        for entry in self.entries:
            entry.look(row, number)

    def title_text(self) -> str:
        """What the top bar says of the page now; "" for the name in the rail."""
        return ""

    def of_kind(self, kind: str) -> list[MenuEntry]:
        """This page's menu entries of one kind: "new", "page", "view" or "record"."""
        return [entry for entry in self.entries if entry.action.kind == kind]

    def show_record_menu(self, at: QPoint) -> None:
        """The context menu of the selected record, with what is possible for it."""
        from ui.parts.main_menu import fill, page_sections

        menu = QMenu(self)
        fill(menu, page_sections(self, ("record",)), only_possible=True)
        menu.exec(at)
        menu.deleteLater()

    def concerns(self, changes: ChangeSet) -> bool:
        """Whether the page shows something of what changed."""
        return changes.touches(*self.tables)

    def event(self, event: QEvent) -> bool:
        """Space presses the button or opens the box that has the keyboard; elsewhere it is the key of an action of the page."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressed = event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers()
            if pressed and isinstance(self.window().focusWidget(), (QAbstractButton, QComboBox)):
                event.accept()
                return True
        return super().event(event)

    def _office_changed(self, changes: ChangeSet) -> None:
        if not self.concerns(changes):
            return
        if self.isVisible():
            self.update_rows(changes)
            self.look_at_entries()
        else:
            self._stale = True
