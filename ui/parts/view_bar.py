"""Saved filters of a page: the chip that lists them, the line in which a new one gets its name, and the one to begin with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QMenu, QPushButton, QWidget

from models.errors import OfficeError
from models.labels import tr
from models.outcome import Outcome
from models.registers.views import NAME_LIMIT, View, list_views, remove_view, rename_view, save_view
from ui import theme, words
from ui.parts.chips import Chip
from ui.parts.labels import plain

if TYPE_CHECKING:
    from models.office import Office
    from ui.operations import Operations

_LONGEST = 28


class SavedViews(QObject):
    """`opened` brings the stored content of a view. `content()` of the page says what to keep."""

    opened = Signal(object)  # View
    name_line_left = Signal()

    def __init__(
        self, office: Office, operations: Operations, book: str, content: Callable[[], Mapping[str, Any]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._office = office
        self._operations = operations
        self._book = book
        self._content = content
        self.views: list[View] = []
        #: The view that the list shows, as long as nothing else is asked.
        self.current: View | None = None
        self.chip = Chip("", parent)
        self.chip.clicked.connect(self.drop)
        self.link = QPushButton(tr("Lưu bộ lọc"), parent)
        self.link.setProperty("link", "true")
        self.link.setToolTip("Ctrl+S")
        self.link.clicked.connect(self.ask_name)
        self.line = NameLine(parent)
        self.line.save_wanted.connect(self._save)
        self.line.left.connect(self.name_line_left)
        self.menu = QMenu(parent)
        self.menu.aboutToShow.connect(self._fill)
        self.reload()

    def reload(self) -> None:
        """Read the views anew; the one that is shown stays so as long as it exists."""
        user = self._office.settings().user_name
        try:
            self.views = self._operations.ask(list_views, self._book, user)
        except OfficeError as error:
            # The list works without them.
            self.views = []
            self.chip.setToolTip(words.sentence(error))
        shown = self.current.id if self.current is not None else None
        self.current = next((view for view in self.views if view.id == shown), None)
        self._write()

    def leave(self) -> None:
        """Something else is asked than the view says."""
        self.current = None
        self._write()

    def _write(self) -> None:
        name = tr("Bộ lọc đã lưu") if self.current is None else words.shortened(self.current.name, _LONGEST)
        self.chip.setText(tr("{name} ▾", name=name).replace("&", "&&"))
        self.chip.setAccessibleName(tr("Bộ lọc đã lưu: {name}", name=name) if self.current is not None else name)
        self.chip.setChecked(self.current is not None)
        self.chip.setVisible(bool(self.views))
        self.chip.updateGeometry()

    # ---- the menu ----

    def drop(self) -> None:
        """Open the list of views; without any, the line for naming one."""
        self.chip.setChecked(self.current is not None)
        if not self.views:
            self.ask_name()
            return
        self.menu.popup(self.chip.mapToGlobal(self.chip.rect().bottomLeft()))

    def _fill(self) -> None:
        menu = self.menu
        menu.clear()
        preferred = self.preferred()
        for view in self.views:
            text = view.name.replace("&", "&&")
            if view.shared:
                text = tr("{name} (chung)", name=text)
            if view == preferred:
                text = tr("{name} · mở sẵn", name=text)
            entry = menu.addAction(text)
            entry.setCheckable(True)
            entry.setChecked(view == self.current)
            entry.triggered.connect(partial(self.open, view))
        menu.addSeparator()
        if self.current is not None:
            at_start = menu.addAction(tr("Mở sẵn bộ lọc này khi vào trang"))
            at_start.setCheckable(True)
            at_start.setChecked(self.current == preferred)
            at_start.triggered.connect(self.toggle_preferred)
            menu.addAction(tr("Ghi đè bằng những gì đang thấy")).triggered.connect(self.replace)
            menu.addAction(tr("Đổi tên bộ lọc này")).triggered.connect(self.ask_new_name)
            menu.addAction(tr("Xóa bộ lọc này")).triggered.connect(self.remove)
        menu.addAction(tr("Lưu bộ lọc mới") + "\tCtrl+S").triggered.connect(self.ask_name)

    def open(self, view: View, checked: bool = False) -> None:  # noqa: FBT001, FBT002, ARG002 - Qt's own
        """Show what this view says."""
        self.opened.emit(view)
        self.current = view
        self._write()

    # ---- the one to begin with: this person's, on this machine ----

    def _settings_key(self) -> str:
        return f"views/{self._book}/{self._office.settings().user_name or '-'}"

    def preferred(self) -> View | None:
        """The view that the page begins with."""
        wanted = str(QSettings().value(self._settings_key()) or "")
        return next((view for view in self.views if _mark(view) == wanted), None)

    def toggle_preferred(self) -> None:
        """Begin with the view that is shown, or no longer."""
        if self.current is None or self.current == self.preferred():
            QSettings().remove(self._settings_key())
        else:
            QSettings().setValue(self._settings_key(), _mark(self.current))

    # ---- changing ----

    def ask_name(self) -> None:
        """Show the line for the name of a new view."""
        self.line.ask(None)

    def ask_new_name(self) -> None:
        """Show the line for another name of the view that is shown."""
        if self.current is not None:
            self.line.ask(self.current)

    def replace(self) -> None:
        """Keep what the page shows in the place of the view that is shown."""
        if self.current is not None:
            self._store(self.current.name, shared=self.current.shared, replace=True)

    def remove(self) -> None:
        """No longer offer the view that is shown; undo brings it back."""
        if self.current is not None:
            self._operations.run(remove_view, self.current.id)

    def _save(self) -> None:
        line = self.line
        if line.renaming is not None:
            self._operations.run(
                rename_view, line.renaming.id, name=line.name.text(), on_success=self._stored, on_error=self._refused, parent=line
            )
        else:
            self._store(line.name.text(), shared=line.shared.isChecked(), replace=line.replacing)

    def _store(self, name: str, *, shared: bool, replace: bool) -> None:
        self._operations.run(
            save_view,
            book=self._book,
            name=name,
            shared=shared,
            content=self._content(),
            replace=replace,
            on_success=self._stored,
            on_error=self._refused,
            parent=self.line,
        )

    def _stored(self, outcome: Outcome) -> None:
        self.line.leave()
        self.reload()
        self.current = next((view for view in self.views if view.id == outcome.id), None)
        self._write()

    def _refused(self, error: OfficeError) -> bool:
        if not self.line.isVisible():
            return False
        self.line.refuse(error)
        return True


def _mark(view: View) -> str:
    """How this machine remembers a view: ids differ from office to office."""
    return f"*{view.name}" if view.shared else view.name


class NameLine(QFrame):
    """A line above the list: the name of a view, whether everybody has it, and the verb."""

    save_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        #: The view that gets another name; None for a new view.
        self.renaming: View | None = None
        #: Whether the view of this name is to be replaced: the person was told that there is one.
        self.replacing = False
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(10), theme.px(6), theme.px(10), theme.px(6))
        self.title = plain("", "strong")
        self.name = QLineEdit()
        self.name.setMaxLength(NAME_LIMIT)
        self.name.setAccessibleName(tr("Tên bộ lọc"))
        self.name.setPlaceholderText(tr("Tên bộ lọc, ví dụ: Đất đai quá hạn"))
        self.name.setMinimumWidth(theme.px(120))
        self.name.returnPressed.connect(self.save_wanted)
        self.name.textEdited.connect(self._typed)
        self.shared = QCheckBox(tr("Chung cho cả cơ quan"))
        self.shared.toggled.connect(self._typed)
        self.wrong = plain("", "wrong", wrap=True)
        self.button = QPushButton(tr("Lưu"))
        self.button.setProperty("primary", "true")
        self.button.clicked.connect(self.save_wanted)
        self.cancel = QPushButton(tr("Thôi"))
        self.cancel.clicked.connect(self.leave)
        for widget, stretch in ((self.title, 0), (self.name, 2), (self.shared, 0), (self.button, 0), (self.cancel, 0), (self.wrong, 1)):
            row.addWidget(widget, stretch)
        leave = QShortcut(QKeySequence("Esc"), self)
        leave.setWhatsThis(tr("thôi đặt tên bộ lọc"))
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.leave)
        self.hide()

    def ask(self, renaming: View | None) -> None:
        """Open for a new view, or to call this one otherwise."""
        self.renaming = renaming
        self.title.setText(tr("Lưu bộ lọc") if renaming is None else tr("Đổi tên bộ lọc"))
        self.name.setText("" if renaming is None else renaming.name)
        self.name.selectAll()
        self.shared.setVisible(renaming is None)
        self._typed()
        self.show()
        self.name.setFocus()

    def refuse(self, error: OfficeError) -> None:
        """Say beside the name what is wrong with it; where the name is taken, the button replaces that view."""
        self.wrong.setText(words.sentence(error))
        self.wrong.show()
        self.replacing = error.code == "duplicate_view" and self.renaming is None
        self.button.setText(tr("Ghi đè") if self.replacing else tr("Lưu"))
        self.name.setFocus()

    def _typed(self) -> None:
        self.replacing = False
        self.button.setText(tr("Lưu"))
        self.wrong.hide()

    def leave(self) -> None:
        """Close without doing anything."""
        if self.isVisible():
            self.hide()
            self.left.emit()
