"""The beginning of a briefing: who chairs, who sits; and the briefings before, whose conclusions can be printed again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QTreeWidgetItem, QVBoxLayout, QWidget

from models.errors import OfficeError
from models.labels import tr
from models.outcome import Outcome
from models.registers.briefings.queries import list_briefings, load_briefing
from models.registers.briefings.services import start_briefing
from ui import theme, words
from ui.parts.keys import bind_key
from ui.parts.labels import plain
from ui.parts.office_papers import minutes_document, minutes_file_name
from ui.parts.printing import offer_print
from ui.parts.trees import add_line, choose, data_of, tree

if TYPE_CHECKING:
    from ui.parts.action import Context


class Attendees(QPlainTextEdit):
    """A few lines that Tab leaves."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * 4 + theme.px(14))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter begins; Enter makes a line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


class BriefingStart(QWidget):
    """Two questions at the left, the briefings before at the right."""

    begun = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(24), theme.px(16), theme.px(24), theme.px(16))
        row.setSpacing(theme.px(24))
        left = QVBoxLayout()
        left.setSpacing(theme.px(6))
        left.addWidget(plain(tr("Buổi giao ban mới"), "heading"))
        self.chair = QLineEdit()
        self.attendees = Attendees()
        for name, widget in ((tr("Người chủ trì"), self.chair), (tr("Thành phần dự"), self.attendees)):
            caption = plain(name, "fieldName")
            caption.setBuddy(widget)
            widget.setAccessibleName(name)
            left.addWidget(caption)
            left.addWidget(widget)
        self.wrong = plain("", "wrong", wrap=True)
        left.addWidget(self.wrong)
        self.begin_button = QPushButton(tr("Bắt đầu giao ban (Ctrl+Enter)"))
        self.begin_button.setProperty("primary", "true")
        self.begin_button.setAutoDefault(False)
        self.begin_button.clicked.connect(self.begin)
        left.addWidget(self.begin_button)
        left.addStretch(1)
        row.addLayout(left, 2)
        right = QVBoxLayout()
        right.setSpacing(theme.px(6))
        right.addWidget(plain(tr("Các buổi đã họp"), "heading"))
        heads = (tr("Ngày"), tr("Giao việc"), tr("Ý kiến"), tr("Kết luận"))
        self.past = tree(tr("Các buổi đã họp"), heads, (0, 100, 90, 90), right=(1, 2, 3))
        self.past.setRootIsDecorated(False)
        self.past.itemActivated.connect(self._print)
        right.addWidget(self.past, 1)
        self.told = plain("", "soft", wrap=True)
        right.addWidget(self.told)
        row.addLayout(right, 3)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            bind_key(self, keys, tr("Bắt đầu giao ban"), self.begin)

    def read(self) -> None:
        """Fill in what was last time, and list the briefings before."""
        rows = self.context.operations.ask(list_briefings)
        self.chair.setText(self.context.office.settings().signer_name)
        usual = rows[0].attendees if rows else tr("Lãnh đạo UBND; lãnh đạo các bộ phận")
        self.attendees.setPlainText(usual)
        self.past.clear()
        for row in rows:
            cells = [words.weekday(row.held_date), *(str(each) for each in (row.assigned, row.said, row.conclusions))]
            add_line(self.past, cells, row.id, right=(1, 2, 3))
        choose(self.past, self.past.topLevelItem(0))
        self.told.setText(tr("Enter: xem và in kết luận của buổi đang chọn.") if rows else tr("Chưa họp buổi nào."))
        self.wrong.setText("")

    def begin(self) -> None:
        """Begin."""
        self.context.operations.run(
            start_briefing,
            chair=self.chair.text(),
            attendees=self.attendees.toPlainText(),
            on_success=self._begun,
            on_error=self._refused,
            parent=self.window(),
        )

    def _begun(self, outcome: Outcome) -> None:  # noqa: ARG002 - what every service hands over
        self.begun.emit()

    def _refused(self, error: OfficeError) -> bool:
        self.wrong.setText(words.sentence(error))
        return not error.environment

    def _print(self, item: QTreeWidgetItem) -> None:
        print_minutes(self, self.context, data_of(item))


def print_minutes(parent: QWidget, context: Context, briefing_id: int) -> None:
    """Show the minutes of a briefing for printing."""
    whole = context.operations.ask(load_briefing, briefing_id)
    document = minutes_document(context.office, whole)
    offer_print(parent, context.operations, tr("Kết luận giao ban"), minutes_file_name(whole), document)
