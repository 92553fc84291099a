"""Keys with words: whoever binds a key says what it does, and the sheet of all keys (Shift+F1) reads it there.

Actions of pages and of the window are bound by their `QAction`, which has its words. Any other shortcut is bound by `bind_key`. Keys
that a widget obeys by itself (arrows in a table, Enter in a form) are declared beside it, by a static method of its class:

    class RegisterTable(QTableView):
        @staticmethod
        def fixed_keys() -> tuple[Key, ...]:
            return (Key("Home", tr("Dòng đầu")), …)

It gives a `KeyGroup` where the keys stand under a title of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from models.labels import tr


class Key(NamedTuple):
    """A key as Qt writes it ("Ctrl+G"; several that do alike with " / " between), and what it does."""

    keys: str
    text: str


class KeyGroup(NamedTuple):
    """Keys under a title."""

    title: str
    keys: tuple[Key, ...]


def bind_key(owner: QWidget, keys: str, text: str, slot: Callable[[], object], *, everywhere: bool = False) -> QShortcut:
    """Bind a key of this widget and what lies in it (`everywhere`: of its whole window). `text` says what it does."""
    shortcut = QShortcut(QKeySequence(keys), owner)
    if not everywhere:
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.setWhatsThis(text)
    shortcut.activated.connect(slot)
    return shortcut


def key_words(keys: str) -> str:
    """A key as a person reads it: "Ctrl+Return" is "Ctrl+Enter"; in Vietnamese the space bar has its name."""
    named = {
        "Space": tr("Dấu cách"),
        "Return": "Enter",
        "Del": "Delete",
        "PgUp": "Page Up",
        "PgDown": "Page Down",
        "Up": "↑",
        "Down": "↓",
        "Left": "←",
        "Right": "→",
    }
    return " / ".join("+".join(named.get(part, part) for part in each.split("+")) for each in keys.split(" / "))


def sequence_words(sequence: QKeySequence) -> str:
    """The same for what is bound."""
    return key_words(sequence.toString(QKeySequence.SequenceFormat.PortableText))
