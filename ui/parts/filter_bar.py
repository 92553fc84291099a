"""The row above a list: state chips, filter chips, the rest of the filters behind "Thêm", and the way back to everything."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from models.labels import tr
from ui import theme
from ui.parts.chips import Chip, StateChips, StateChoice
from ui.parts.filters import DateChip, DateFilter, Filter, FilterChip, filter_chip
from ui.parts.flow import Flow
from ui.parts.keys import bind_key

AnyFilter = Filter | DateFilter
_MOST_KEYS = 9


class FilterBar(QWidget):
    """`states_chosen` brings the states of a chip, `filtered` tells that `fields` says something else, `cleared` that all goes."""

    states_chosen = Signal(object)
    filtered = Signal()
    cleared = Signal()

    def __init__(self, choices: Sequence[StateChoice], filters: Sequence[AnyFilter], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.flow = Flow(self)
        self.states = StateChips(choices, self)
        self.states.chosen.connect(self.states_chosen)
        for chip in self.states.chips:
            self.flow.addWidget(chip)
        gap = QWidget()
        gap.setFixedWidth(theme.px(8))
        self.flow.addWidget(gap)
        self.chips: list[FilterChip] = [filter_chip(each, self) for each in filters]
        for chip in self.chips:
            chip.picked.connect(self.filtered)
            chip.setVisible(not chip.filter.extra)
            self.flow.addWidget(chip)
        self.more = Chip(tr("Thêm ▾"), self)
        self.more.setAccessibleName(tr("Thêm bộ lọc"))
        self.more.setToolTip(tr("Thêm bộ lọc"))
        self.more.setCheckable(False)
        self.more.setVisible(any(chip.filter.extra for chip in self.chips))
        self.more.clicked.connect(self._offer_more)
        self.flow.addWidget(self.more)
        # The page has a place for it beside the words about what is filtered.
        self.clear_button = QPushButton(tr("× Bỏ lọc"), self)
        self.clear_button.setProperty("link", "true")
        self.clear_button.setAccessibleName(tr("Bỏ lọc"))
        self.clear_button.clicked.connect(self.cleared)
        self.clear_button.hide()
        self._menu: QMenu | None = None

    def bind_keys(self, owner: QWidget) -> None:
        """Ctrl and a digit press the state chips from left to right, wherever on the page the keyboard is."""
        for place, (chip, text) in enumerate(zip(self.states.chips[:_MOST_KEYS], self.states.texts, strict=False), start=1):
            bind_key(owner, f"Ctrl+{place}", tr("chỉ xem: {state}", state=text), chip.click)
            chip.setToolTip(f"Ctrl+{place}")

    def offer(self, filters: Sequence[AnyFilter]) -> None:
        """The same filters with what they offer now."""
        for chip, each in zip(self.chips, filters, strict=True):
            chip.offer(each)

    def show_query(self, query: Any, *, text: str = "") -> None:
        """Show what this query asks; `text` is what is searched for, which "Bỏ lọc" lets go too."""
        self.states.show_states(query.states)
        for chip in self.chips:
            chip.show_query(query)
            if chip.asks():
                chip.show()
        self.more.setVisible(any(chip.isHidden() for chip in self.chips))
        self.clear_button.setVisible(self.asks() or bool(text))

    def fields(self, blank: Any) -> dict[str, Any]:
        """What the chips ask of the query: of each field, or as in a blank query."""
        values: dict[str, Any] = {}
        for chip in self.chips:
            asked = chip.fields()
            values.update(asked or {chip.filter.field: getattr(blank, chip.filter.field)})
        return values

    def asks(self) -> bool:
        """Whether any chip filters."""
        return any(chip.asks() for chip in self.chips)

    def let_go(self) -> None:
        """All filters off, without telling; the seldom ones hide again."""
        for chip in self.chips:
            chip.let_go()
            chip.setVisible(not chip.filter.extra)

    def words(self) -> list[str]:
        """What filters, in words, one text a filter."""
        return [f"{chip.filter.name}: {chip.value_words()}" for chip in self.chips if chip.asks()]

    def periods(self) -> dict[str, str]:
        """The named stretches of days that filter, by field: what a saved view keeps of them."""
        return {chip.filter.field: chip.span.code for chip in self.chips if isinstance(chip, DateChip) and chip.span.code}

    def take_focus(self) -> None:
        """The keyboard to the first filter."""
        next((chip for chip in self.chips if chip.isVisible()), self.states.chips[0]).setFocus()

    def _offer_more(self) -> None:
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = QMenu(self)
        for chip in self.chips:
            if chip.isHidden():
                self._menu.addAction(_Showing(chip, self, self._menu))
        self._menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


class _Showing(QAction):
    """An entry of "Thêm": shows a chip that was hidden and opens it."""

    def __init__(self, chip: FilterChip, bar: QWidget, parent: QMenu) -> None:
        super().__init__(chip.filter.name.replace("&", "&&"), parent)
        self._chip = chip
        self._bar = bar
        self.triggered.connect(self._show)

    def _show(self) -> None:
        self._chip.show()
        if (layout := self._bar.layout()) is not None:
            layout.activate()
        self._chip.drop()
