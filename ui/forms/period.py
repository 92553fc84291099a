"""Any period of a report: a month, a quarter, a half-year, nine months, a year, or from one day to another."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QSpinBox, QVBoxLayout, QWidget

from models.clock.periods import Period, parse_period, period_title
from models.labels import tr
from ui.forms.inputs import ChoiceInput
from ui.parts.date_field import DateField
from ui.parts.labels import plain

_MONTH, _QUARTER, _FREE = "{year}-{number:02}", "{year}-Q{number}", ""
_MOST = {_MONTH: 12, _QUARTER: 4}


class PeriodDialog(QDialog):
    """Shows in words what was chosen; `chosen(period)` when the person takes it."""

    chosen = Signal(object)

    def __init__(self, period: Period, today: date, cutoff_day: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Kỳ báo cáo"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._cutoff_day = cutoff_day
        kinds = (
            (_MONTH, tr("Tháng")),
            (_QUARTER, tr("Quý")),
            ("{year}-H1", tr("6 tháng đầu năm")),
            ("{year}-H2", tr("6 tháng cuối năm")),
            ("{year}-9M", tr("9 tháng đầu năm")),
            ("{year}", tr("Năm")),
            (_FREE, tr("Từ ngày đến ngày")),
        )
        self.kind = ChoiceInput(kinds)
        self.number = QSpinBox()
        self.number.setRange(1, 12)
        self.number.setValue(period.last.month)
        self.year = QSpinBox()
        self.year.setRange(2000, 2100)
        self.year.setValue(period.last.year)
        self.first, self.last = DateField(today, period.first), DateField(today, period.last)
        self._captions: dict[QWidget, QLabel] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(10)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        places = ((self.kind, tr("Loại kỳ"), 0), (self.number, tr("Số"), 1), (self.year, tr("Năm"), 2))
        for widget, text, place in (*places, (self.first, tr("Từ ngày"), 1), (self.last, tr("Đến ngày"), 2)):
            caption = self._captions[widget] = plain(text, "fieldName")
            caption.setBuddy(widget)
            widget.setAccessibleName(text)
            widget.setMinimumWidth(130)
            grid.addWidget(caption, 0, place)
            grid.addWidget(widget, 1, place)
        column.addLayout(grid)
        self.said = plain("", wrap=True)
        self.said.setMinimumHeight(36)
        column.addWidget(self.said)
        row = QHBoxLayout()
        row.addStretch(1)
        leave = QPushButton(tr("Để sau"))
        leave.clicked.connect(self.reject)
        self.take = QPushButton(tr("Xem báo cáo"))
        self.take.setProperty("primary", "true")
        self.take.clicked.connect(self._take)
        for button in (leave, self.take):
            button.setAutoDefault(False)
            row.addWidget(button)
        column.addLayout(row)
        for signal in (self.kind.changed, self.number.valueChanged, self.year.valueChanged, self.first.changed, self.last.changed):
            signal.connect(self._look)
        self.finished.connect(self.deleteLater)
        self._look()

    def period(self) -> Period | None:
        """The period that stands there; None where it is none."""
        if self.kind.value() != _FREE:
            code = self.kind.value().format(year=self.year.value(), number=self.number.value())
        else:
            first, last = self.first.value(), self.last.value()
            if first is None or last is None:
                return None
            code = f"{first.isoformat()}..{last.isoformat()}"
        try:
            return parse_period(code, self._cutoff_day)
        except ValueError:
            return None

    def _look(self) -> None:
        kind = self.kind.value()
        shown = {self.kind: True, self.number: kind in _MOST, self.year: kind != _FREE, self.first: kind == _FREE, self.last: kind == _FREE}
        for widget, visible in shown.items():
            widget.setVisible(visible)
            self._captions[widget].setVisible(visible)
        self.number.setMaximum(_MOST.get(kind, 12))
        self._captions[self.number].setText(tr("Quý") if kind == _QUARTER else tr("Tháng"))
        period = self.period()
        self.take.setEnabled(period is not None)
        self.said.setText(
            period_title(period) if period else tr("Hãy ghi hai ngày có trong lịch, ngày đầu không sau ngày cuối, như 01/11/2026.")
        )

    def _take(self) -> None:
        period = self.period()
        if period is not None:
            self.accept()
            self.chosen.emit(period)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, on a button it presses; Ctrl+Enter takes the period."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = self.focusWidget()
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._take()
            elif isinstance(focus, QPushButton):
                focus.click()
            else:
                self.focusNextChild()
            return
        super().keyPressEvent(event)
