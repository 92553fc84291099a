"""State chips and filter chips: what a register page looks for, chosen by a click."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QMenu, QPushButton, QWidget

from models.labels import tr
from ui import theme, words
from ui.parts.tips import tip


class Chip(QPushButton):
    """A pill that can be pressed in."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self.setProperty("chip", "true")
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        """Room for the heavier letters of a pressed chip, so that pressing one does not move the others."""
        return self._size(bold=True)

    def _size(self, *, bold: bool) -> QSize:
        return QSize(QFontMetrics(theme.font(bold=bold)).horizontalAdvance(self.text().replace("&&", "&")) + 20, 26)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()


@dataclass(frozen=True, slots=True)
class StateChoice:
    """One state chip: its words and the states it stands for; no states means all."""

    text: str
    states: frozenset[str]
    counted: bool = True


class StateChips(QObject):
    """The row of state chips: exactly one is pressed, unless the query asks for states that no chip names."""

    chosen = Signal(object)  # frozenset of states

    def __init__(self, choices: Sequence[StateChoice], parent: QWidget) -> None:
        super().__init__(parent)
        self._choices = tuple(choices)
        self.chips = [Chip(choice.text, parent) for choice in choices]
        self._group = QButtonGroup(self)
        for place, chip in enumerate(self.chips):
            self._group.addButton(chip, place)
        self._group.idClicked.connect(self._clicked)

    def show_states(self, states: frozenset[str]) -> None:
        """Press the chip of these states."""
        place = next((place for place, choice in enumerate(self._choices) if choice.states == states), None)
        self._group.setExclusive(False)
        for number, chip in enumerate(self.chips):
            chip.setChecked(number == place)
        self._group.setExclusive(True)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Write how many records each chip stands for."""
        for choice, chip in zip(self._choices, self.chips, strict=True):
            if choice.counted:
                total = sum(counts.get(state, 0) for state in choice.states)
                chip.setText(f"{choice.text} {words.number(total)}".replace("&", "&&"))

    def _clicked(self, place: int) -> None:
        self.chosen.emit(self._choices[place].states)


class _Choice(QAction):
    def __init__(self, text: str, value: Any, parent: QMenu) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self.words = text
        self.value = value
        self.setCheckable(True)


class FilterChip(Chip):
    """ "Lĩnh vực: tất cả ▾": a chip with a menu of values; None stands for all. Pressed in while it filters."""

    picked = Signal(object)

    def __init__(self, name: str, choices: Sequence[tuple[str, Any]], parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._name = name
        self._menu = QMenu(self)
        self._menu.triggered.connect(self._triggered)
        self.clicked.connect(self._drop)
        self.value: Any = None
        self.set_choices(choices)

    def sizeHint(self) -> QSize:
        """Heavier letters only while it filters."""
        return self._size(bold=self.isChecked())

    def set_choices(self, choices: Sequence[tuple[str, Any]]) -> None:
        """Offer these (words, value) pairs below "tất cả"; a value that is gone is let go."""
        self._menu.clear()
        for text, value in ((tr("tất cả"), None), *choices):
            self._menu.addAction(_Choice(text, value, self._menu))
        self.show_value(self.value)

    def show_value(self, value: Any) -> None:
        """Show this value as the one that filters, without telling anybody."""
        self.value = value
        words_of_value = tr("tất cả")
        for action in self._menu.actions():
            if isinstance(action, _Choice):
                action.setChecked(action.value == value)
                if action.value == value:
                    words_of_value = action.words
        self.setText(tr("{name}: {value} ▾", name=self._name, value=words.shortened(words_of_value, 26)).replace("&", "&&"))
        self.setToolTip(tip(f"{self._name}: {words_of_value}"))
        self.setChecked(value is not None)
        self.updateGeometry()

    def _drop(self) -> None:
        self.setChecked(self.value is not None)
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _triggered(self, action: QAction) -> None:
        if isinstance(action, _Choice):
            self.show_value(action.value)
            self.picked.emit(action.value)
