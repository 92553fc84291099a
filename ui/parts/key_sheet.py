"""Shift+F1: every key that works here, read from what is really bound; no second list.

Of the window and its pages their `QAction`s, of anything below `QShortcut`s with words (`ui.parts.keys.bind_key`), and what widgets
declare of the keys they obey themselves (`fixed_keys`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from models.labels import tr
from ui import theme, words
from ui.parts.keys import Key, KeyGroup, key_words, sequence_words
from ui.parts.labels import plain
from ui.parts.overlay import Overlay

if TYPE_CHECKING:
    from ui.pages.base import Page

_COLUMN = 330
# Widgets that are not there while the sheet is read: a form is opened by an action.
_LATER = ("ui.forms.form:Form", "ui.parts.date_field:DateField")


def key_groups(page: QWidget | None, actions: Sequence[QAction]) -> list[KeyGroup]:
    """Everything that works with this page in front (or in this form): the window's actions, the page's, its widgets', forms'."""
    forms = [getattr(import_module(module), name) for module, name in (where.split(":") for where in _LATER)]
    groups = [KeyGroup(tr("Cửa sổ"), tuple(_bound(actions)))]
    if page is not None:
        inside = [type(widget) for widget in page.findChildren(QWidget)]
        # Not `page.actions()`: a page's own method of that name gives what it can do as data.
        own, parts = (tr("Phiếu này"), tr("Trong phiếu")) if page.isWindow() else (tr("Trang này"), tr("Trong danh sách, biểu đồ"))
        groups.append(KeyGroup(own, (*_bound(QWidget.actions(page)), *_shortcuts(page))))
        groups += _fixed([each for each in inside if each not in forms], parts)
    groups += _fixed(forms, tr("Trong phiếu"))
    return _joined(groups)


def _bound(actions: Iterable[QAction]) -> list[Key]:
    return [Key(sequence_words(each.shortcut()), each.text().replace("&&", "&")) for each in actions if not each.shortcut().isEmpty()]


def _shortcuts(page: QWidget) -> list[Key]:
    """Not those of another window that belongs to this one (the help of a form)."""
    bound = [each for each in page.findChildren(QShortcut) if each.whatsThis()]
    return [Key(sequence_words(each.key()), each.whatsThis()) for each in bound if _window(each) is page.window()]


def _window(shortcut: QShortcut) -> QWidget | None:
    owner = shortcut.parent()
    return owner.window() if isinstance(owner, QWidget) else None


def _fixed(classes: Iterable[type], title: str) -> list[KeyGroup]:
    """What the widgets declare, under their own title or this one. A class that only inherits the declaration adds nothing."""
    declared = dict.fromkeys(each.fixed_keys for each in classes if hasattr(each, "fixed_keys"))
    found = [fixed_keys() for fixed_keys in declared]
    groups = [each if isinstance(each, KeyGroup) else KeyGroup(title, each) for each in found]
    return [KeyGroup(group.title, tuple(Key(key_words(key.keys), key.text) for key in group.keys)) for group in groups]


def _joined(groups: Iterable[KeyGroup]) -> list[KeyGroup]:
    """One group a title, and in it one line for the keys that do the same."""
    found: dict[str, dict[str, list[str]]] = {}
    for group in groups:
        for key in group.keys:
            same = found.setdefault(group.title, {}).setdefault(key.text, [])
            if key.keys not in same:
                same.append(key.keys)
    return [KeyGroup(title, tuple(Key(_in_a_row(keys), text) for text, keys in lines.items())) for title, lines in found.items()]


def _in_a_row(keys: Sequence[str]) -> str:
    return " / ".join(keys) if len(keys) < 4 else f"{keys[0]} … {keys[-1]}"


class KeySheet(Overlay):
    """As many columns as there is room for; arrows scroll, Esc closes."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over, width=1060)
        head = QHBoxLayout()
        head.addWidget(plain(tr("Các phím tắt"), "heading"), 1)
        self._leave_button = QPushButton(tr("Đóng"))
        self._leave_button.setProperty("link", "true")
        self._leave_button.clicked.connect(self.leave)
        head.addWidget(self._leave_button)
        self.column.addLayout(head)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setProperty("reading", "true")
        self.area.setAccessibleName(tr("Các phím tắt"))
        self.column.addWidget(self.area, 1)
        self.groups: list[KeyGroup] = []

    def show_for(self, page: Page | QWidget | None, actions: Sequence[QAction]) -> None:
        """Read what is bound now, and show it."""
        self.groups = key_groups(page, actions)
        self._fill()
        self.show_over()

    def first(self) -> QWidget:
        """The list, so that arrows scroll it."""
        return self.area

    def wanted_height(self) -> int:
        """As high as all keys need."""
        inside = self.area.widget()
        head = self.column.contentsMargins().top() * 2 + theme.px(50)
        return head + (inside.sizeHint().height() if inside is not None else 0)

    def place(self) -> None:
        """Lay out anew where the width changed."""
        super().place()
        if self.groups and self._columns() != self._shown_columns:
            self._fill()

    def _columns(self) -> int:
        width = min(theme.px(self._width), self.over.width() - 60)
        return max(1, width // theme.px(_COLUMN))

    def _fill(self) -> None:
        """Groups one under another, each in the column that is shortest then."""
        self._shown_columns = self._columns()
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(2, 2, 8, 2)
        row.setSpacing(theme.px(22))
        columns = [QVBoxLayout() for _ in range(self._shown_columns)]
        long = [0] * len(columns)
        for column in columns:
            row.addLayout(column, 1)
        for group in self.groups:
            shortest = long.index(min(long))
            long[shortest] += len(group.keys) + 2
            columns[shortest].addWidget(_table(group))
        for column in columns:
            column.addStretch(1)
        self.area.setWidget(inside)


def _table(group: KeyGroup) -> QWidget:
    """The keys of a group below its title."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, theme.px(10))
    grid.setHorizontalSpacing(theme.px(10))
    grid.setVerticalSpacing(4)
    grid.addWidget(plain(group.title, "soft"), 0, 0, 1, 2)
    for place, key in enumerate(group.keys, start=1):
        grid.addWidget(plain(key.keys, "strong", wrap=True), place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(plain(words.capital(key.text), wrap=True), place, 1, Qt.AlignmentFlag.AlignTop)
    grid.setColumnMinimumWidth(0, theme.px(96))
    grid.setColumnStretch(1, 1)
    return holder
