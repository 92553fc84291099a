"""State chips: what a register page looks for, chosen by a click or Ctrl and a digit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from ui import theme, words


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
        return QSize(QFontMetrics(theme.font(bold=bold)).horizontalAdvance(self.text().replace("&&", "&")) + theme.px(20), theme.px(26))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()


class StateChip(Chip):
    """A pill for one state."""

    def __init__(self, state: str) -> None:
        super().__init__()
        self.state = state
        self.setAutoDefault(False)


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
        self.texts = tuple(choice.text for choice in choices)
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

    def pressed(self) -> str:
        """The words of the chip that is pressed; "" where none is."""
        return next((text for text, chip in zip(self.texts, self.chips, strict=True) if chip.isChecked()), "")

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Write how many records each chip stands for."""
        for choice, chip in zip(self._choices, self.chips, strict=True):
            if choice.counted:
                total = sum(counts.get(state, 0) for state in choice.states)
                chip.setText(f"{choice.text} {words.number(total)}".replace("&", "&&"))

    def _clicked(self, place: int) -> None:
        self.chosen.emit(self._choices[place].states)
