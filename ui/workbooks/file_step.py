"""Step 1: which file; what it lists, where that cannot be told; how far the reading is; why it could not be read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QProgressBar, QVBoxLayout, QWidget

from models.labels import tr
from ui import theme, words
from ui.parts.buttons import push_button
from ui.parts.labels import boxed, in_the_middle, plain
from ui.workbooks import saying

_WIDE = 620
_VALUE = int(Qt.ItemDataRole.UserRole)


class _Kinds(QListWidget):
    """What a file may list; Enter takes the line."""

    taken = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the line that the keyboard is on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self.take(self.currentItem())
        else:
            super().keyPressEvent(event)

    def take(self, item: QListWidgetItem) -> None:
        """Take this line."""
        self.taken.emit(item.data(_VALUE))


class FileStep(QWidget):
    """Shows one of: the place to drop a file, the progress, the question what the file lists, the refusal."""

    choose = Signal()
    kind_chosen = Signal(str)
    stop = Signal()

    def __init__(self) -> None:
        super().__init__()
        holder = in_the_middle(self, _WIDE)
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(*[theme.px(20)] * 4)
        self._column.setSpacing(theme.px(12))
        self.said = plain("", "heading", wrap=True)
        self._column.addWidget(self.said)
        self.refusal: QFrame | None = None
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Tiến độ đọc tệp"))
        self._column.addWidget(self.bar)
        self.kinds = _Kinds()
        self.kinds.setObjectName("groupList")
        self.kinds.setAccessibleName(tr("Tệp này là"))
        self.kinds.taken.connect(self.kind_chosen)
        self.kinds.itemClicked.connect(self.kinds.take)
        self._column.addWidget(self.kinds)
        self._hint = plain("", "soft", wrap=True)
        self._column.addWidget(self._hint)
        foot = QHBoxLayout()
        self.choose_button = push_button(tr("Chọn tệp…"), self.choose)
        self.stop_button = push_button(tr("Dừng lại"), self.stop)
        foot.addWidget(self.choose_button)
        foot.addWidget(self.stop_button)
        foot.addStretch(1)
        self._column.addLayout(foot)
        self.show_place()

    def _show(self, *, said: str, hint: str = "", bar: bool = False, kinds: bool = False) -> None:
        if self.refusal is not None:
            self.refusal.hide()
            self.refusal.deleteLater()
            self.refusal = None
        self.said.setText(said)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.bar.setVisible(bar)
        self.kinds.setVisible(kinds)
        self.stop_button.setVisible(bar)
        self.choose_button.setVisible(not bar)

    def show_place(self) -> None:
        """Nothing is chosen yet."""
        self._show(said=tr("Kéo tệp Excel thả vào cửa sổ, hoặc chọn tệp."), hint=tr("Đọc được .xlsx, .xlsm, .xls, .xlsb, .ods và .csv."))

    def show_working(self, said: str) -> None:
        """Something is being done that takes a while."""
        self._show(said=said, bar=True)
        self.bar.setRange(0, 0)

    def show_progress(self, done: int, total: int) -> None:
        """So much of it is done."""
        self.bar.setRange(0, max(total, 0))
        self.bar.setValue(min(done, total))

    def ask_kind(self, file_name: str, kinds: Sequence[str], chosen: str = "") -> None:
        """What does the file list? The likeliest first, or what was thought so far."""
        self._show(
            said=tr("Tệp “{name}” là danh sách gì?", name=words.shortened(file_name, 60)),
            hint=tr("Mũi tên chọn, Enter nhận."),
            kinds=True,
        )
        self.kinds.clear()
        for kind in kinds:
            item = QListWidgetItem(words.capital(saying.kind_name(kind)))
            item.setData(_VALUE, kind)
            self.kinds.addItem(item)
        self.kinds.setCurrentRow(kinds.index(chosen) if chosen in kinds else 0)
        self.kinds.setFixedHeight(max(1, len(kinds)) * max(self.kinds.sizeHintForRow(0), theme.px(24)) + theme.px(8))
        self.kinds.setFocus()

    def show_refusal(self, sentence: str) -> None:
        """Why nothing came of the file, and another one may be chosen."""
        self._show(said=tr("Chưa đọc được tệp này"))
        self.refusal = boxed(sentence, "late")
        self._column.insertWidget(1, self.refusal)
        self.choose_button.setFocus()

    def first(self) -> QWidget:
        """What gets the keyboard."""
        return next((each for each in (self.kinds, self.stop_button, self.choose_button) if each.isVisibleTo(self)), self.choose_button)
