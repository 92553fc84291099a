"""Step 4: what was written, what was not, and what comes next."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from models.labels import label, tr
from ui import theme, words
from ui.parts.buttons import push_button
from ui.parts.labels import boxed, in_the_middle, plain
from ui.workbooks import saying
from ui.workbooks import survey as states
from ui.workbooks.survey import Survey

_WIDE = 620


class WrittenStep(QWidget):
    """Enter ends it: "Xong" has the keyboard."""

    ended = Signal()
    undo = Signal()
    reply = Signal()
    save_rejected = Signal()

    def __init__(self) -> None:
        super().__init__()
        holder = in_the_middle(self, _WIDE)
        column = QVBoxLayout(holder)
        column.setContentsMargins(*[theme.px(20)] * 4)
        column.setSpacing(theme.px(12))
        self.said = plain("", "heading", wrap=True)
        column.addWidget(self.said)
        self._body = QVBoxLayout()
        self._body.setSpacing(theme.px(8))
        column.addLayout(self._body)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        self.undo_button = push_button(tr("Hoàn tác lần nhập này"), self.undo)
        self.rejected_button = push_button(tr("Xuất dòng lỗi ra Excel"), self.save_rejected)
        self.reply_button = push_button(tr("Trả lời tỉnh…"), self.reply)
        self.end_button = push_button(tr("Xong"), self.ended)
        self.end_button.setProperty("primary", "true")
        foot.addWidget(self.undo_button)
        foot.addWidget(self.rejected_button)
        foot.addStretch(1)
        foot.addWidget(self.reply_button)
        foot.addWidget(self.end_button)
        column.addLayout(foot)

    def show_report(self, found: Survey, file_name: str, *, waiting: int, can_reply: bool) -> None:
        """The sums, the same as before they were written; `waiting` more files come next."""
        self._clear()
        name = words.shortened(file_name, 60)
        self.said.setText(tr("Đã ghi {number} dòng của “{name}” vào sổ.", number=words.number(found.to_write()), name=name))
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(16))
        counted = [state for state in states.STATES if state not in (states.REJECTED, states.WARNED, states.GONE) and found.number(state)]
        for line, state in enumerate(counted):
            grid.addWidget(plain(words.number(found.number(state)), "strong"), line, 0)
            grid.addWidget(plain(_after(state)), line, 1)
        grid.setColumnStretch(1, 1)
        self._body.addWidget(holder)
        if said := saying.changed_fields(found.changed, found.plan.kind):
            self._body.addWidget(plain(words.capital(said), "soft", wrap=True))
        if number := found.number(states.REJECTED):
            self._body.addWidget(
                boxed(tr("{number} dòng chưa ghi vì còn sai. Xuất ra Excel, sửa rồi nhập lại.", number=words.number(number)), "late")
            )
        if number := found.number(states.GONE):
            said = tr(
                "{count} có ở danh sách lần trước nhưng tệp này không còn. Vẫn giữ trong sổ.",
                count=words.count(number, saying.noun(found.plan.kind)),
            )
            self._body.addWidget(boxed(said, "soon"))
        if waiting:
            self._body.addWidget(
                plain(tr("Còn {number} tệp chờ nhập: bấm Xong để mở tệp tiếp.", number=words.number(waiting)), "soft", wrap=True)
            )
        self.rejected_button.setVisible(bool(found.number(states.REJECTED)))
        self.reply_button.setVisible(can_reply)
        self.undo_button.setEnabled(True)

    def show_undone(self) -> None:
        """It was taken back."""
        self._clear()
        self.said.setText(tr("Đã hoàn tác: sổ như trước khi nhập."))
        self.undo_button.setEnabled(False)
        self.reply_button.hide()
        self.end_button.setFocus()

    def _clear(self) -> None:
        while (item := self._body.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()

    def first(self) -> QWidget:
        """The end."""
        return self.end_button


def _after(state: str) -> str:
    """What became of the rows in this state."""
    return {
        states.NEW: tr("dòng ghi mới"),
        states.CHANGED: tr("dòng đã cập nhật"),
        states.SAME: tr("dòng giống hệt, không đổi gì"),
        states.KEPT: tr("dòng giữ của ta"),
        states.OTHERS: tr("dòng của nơi khác, để lại"),
        states.LEFT_OUT: tr("dòng để lại theo ý bạn"),
    }.get(state, label("import_state", state))
