"""What can be changed of a found task, below its line: content, who leads, by when, who takes part."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QWidget

from models.labels import tr
from ui import theme
from ui.documents.task_line import FoundLine, names_of
from ui.forms.inputs import DueInput, LineInput, LinesInput
from ui.forms.suggest import PlaceInput
from ui.parts.labels import plain

if TYPE_CHECKING:
    from ui.parts.action import Context


class TaskEditor(QFrame):
    """Each change is told at once; Esc gives the keyboard back to the line."""

    #: (FoundLine) As it is now.
    edited = Signal(object)
    #: The person is done with it.
    left = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line: FoundLine | None = None
        self._showing = False
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.px(32), theme.px(2), theme.px(10), theme.px(8))
        grid.setHorizontalSpacing(theme.px(8))
        grid.setVerticalSpacing(theme.px(2))
        self.content = LinesInput(3)
        self.content.setAccessibleName(tr("Nội dung nhiệm vụ"))
        grid.addWidget(self.content, 0, 0, 1, 2)
        self.lead = PlaceInput(context)
        self.due = DueInput(context.office.today(), context.office.calendar())
        self.coordinators = LineInput()
        self.coordinators.setToolTip(tr("Nhiều đơn vị cách nhau bằng dấu chấm phẩy"))
        named: tuple[tuple[str, QLineEdit], ...] = (
            (tr("Chủ trì"), self.lead),
            (tr("Hạn"), self.due),
            (tr("Phối hợp (cách nhau bằng ;)"), self.coordinators),
        )
        for place, (name, widget) in enumerate(named):
            caption = plain(name, "fieldName")
            caption.setBuddy(widget)
            widget.setAccessibleName(name)
            row, column, wide = ((1, 0, 1), (1, 1, 1), (3, 0, 2))[place]
            grid.addWidget(caption, row, column, 1, wide)
            grid.addWidget(widget, row + 1, column, 1, wide)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        for each in (self.content, self.lead, self.due, self.coordinators):
            each.changed.connect(self._changed)

    def show_line(self, line: FoundLine) -> None:
        """Edit this one."""
        self._showing = True
        self._line = line
        self.content.set_value(line.content)
        self.lead.set_value(line.lead)
        self.due.set_value(line.due_date)
        self.coordinators.set_value("; ".join(line.coordinators))
        self._showing = False

    def field(self, name: str) -> QWidget:
        """One of its fields: "content", "lead", "due_date", "coordinators"."""
        known: dict[str, QWidget] = {"lead": self.lead, "due_date": self.due, "coordinators": self.coordinators}
        return known.get(name, self.content)

    def tab_stops(self) -> list[QWidget]:
        """Where Tab stops."""
        return [self.content, self.lead, self.due, self.coordinators]

    def valid(self) -> bool:
        """Whether the date is one."""
        return self._line is None or self.due.valid()

    def _changed(self) -> None:
        if self._line is None or self._showing:
            return
        lead = self.lead.value()
        self._line = replace(
            self._line,
            content=" ".join(self.content.value().split()),
            lead=lead,
            due_date=self.due.value(),
            coordinators=names_of(self.coordinators.value()),
        )
        self.edited.emit(self._line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc: back to the line."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            event.accept()
        else:
            super().keyPressEvent(event)
