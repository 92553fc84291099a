"""The chip that names the period of a report and offers others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from models.clock.periods import Period, parse_period, period_before, period_containing, period_title
from models.labels import tr
from ui.parts.chips import Chip

_MONTHS, _QUARTERS, _YEARS = 6, 6, 4


def finished_month(today: date, cutoff_day: int) -> Period:
    """The newest month's period that is over."""
    return period_before(period_containing(today, cutoff_day), cutoff_day)


def months(today: date, cutoff_day: int) -> list[Period]:
    """The running month's period and those before it, the newest first."""
    found = [period_containing(today, cutoff_day)]
    while len(found) < _MONTHS:
        found.append(period_before(found[-1], cutoff_day))
    return found


def begun(codes: Sequence[str], today: date, cutoff_day: int) -> list[Period]:
    """The periods of these codes for the years around today, of those that have begun the newest first. `{year}` stands for a year."""
    years = range(today.year + 1, today.year - _YEARS, -1)
    found = [parse_period(code.format(year=f"{year:04}"), cutoff_day) for year in years for code in codes]
    return sorted((period for period in found if period.first <= today), key=lambda period: (period.last, period.first), reverse=True)


class _Choice(QAction):
    def __init__(self, period: Period, today: date, parent: QMenu) -> None:
        title = period_title(period)
        super().__init__(tr("{period}, đang chạy", period=title) if period.last >= today else title, parent)
        self.period = period


class PeriodChip(Chip):
    """ "Kỳ: Tháng 11/2026 (…) ▾". `picked(period)` when one of the menu is chosen, `other_wanted` for one that is not there."""

    picked = Signal(object)
    other_wanted = Signal()

    def __init__(self, period: Period, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setCheckable(False)
        self._today, self._cutoff_day = period.last, 1
        self.menu_of_periods = QMenu(self)
        self._below: list[QMenu] = []
        # Filled when it is shown: while an entry of it works, the menu must not lose that entry.
        self.menu_of_periods.aboutToShow.connect(self._fill)
        self.menu_of_periods.triggered.connect(self._triggered)
        self.clicked.connect(self.drop)
        self.show_period(period)

    def show_period(self, period: Period) -> None:
        """Show this period."""
        self.period = period
        self.setText(tr("Kỳ: {period} ▾", period=period_title(period)))
        self.setToolTip(tr("Chọn kỳ báo cáo (F4)"))
        self.updateGeometry()

    def offer(self, today: date, cutoff_day: int) -> None:
        """Offer the periods as of this day."""
        self._today, self._cutoff_day = today, cutoff_day

    def _fill(self) -> None:
        menu, today, cutoff_day = self.menu_of_periods, self._today, self._cutoff_day
        menu.clear()
        for below in self._below:
            below.deleteLater()
        self._below.clear()
        for period in months(today, cutoff_day):
            menu.addAction(_Choice(period, today, menu))
        menu.addSeparator()
        for title, codes, most in (
            (tr("Quý"), ("{year}-Q1", "{year}-Q2", "{year}-Q3", "{year}-Q4"), _QUARTERS),
            (tr("6 tháng, 9 tháng"), ("{year}-H1", "{year}-9M", "{year}-H2"), _QUARTERS),
            (tr("Năm"), ("{year}",), _YEARS),
        ):
            below = menu.addMenu(title)
            self._below.append(below)
            for period in begun(codes, today, cutoff_day)[:most]:
                below.addAction(_Choice(period, today, below))
        menu.addSeparator()
        menu.addAction(tr("Kỳ khác…"))

    def drop(self) -> None:
        """Open the menu below the chip."""
        self.menu_of_periods.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _triggered(self, action: QAction) -> None:
        if isinstance(action, _Choice):
            self.picked.emit(action.period)
        else:
            self.other_wanted.emit()
