"""Files that were given at once wait until the document before them is entered."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from models.labels import tr
from ui import theme
from ui.parts.buttons import push_button
from ui.parts.elided import Elided
from ui.parts.tips import tip


class WaitingFiles(QWidget):
    """The line above a form that names the next one: read it or keep it with the document, or leave it out."""

    #: The next one is to be the document, or belongs to the one that is being entered.
    wanted = Signal()
    #: The next one is left out, where none is open; else the one that is open, and the next takes its place.
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        around = QHBoxLayout(self)
        around.setContentsMargins(theme.px(18), theme.px(6), theme.px(18), 0)
        box = QFrame()
        box.setProperty("box", "done")
        around.addWidget(box)
        row = QHBoxLayout(box)
        row.setContentsMargins(theme.px(10), theme.px(2), theme.px(6), theme.px(2))
        row.setSpacing(theme.px(4))
        self.words = Elided()
        row.addWidget(self.words, 1)
        self.take_button = push_button("", self.wanted)
        self.drop_button = push_button("", self.dropped)
        for button in (self.take_button, self.drop_button):
            button.setProperty("link", "true")
            row.addWidget(button)
        self.hide()

    def show_waiting(self, paths: list[Path], *, has_file: bool, secret: bool) -> None:
        """These wait; `has_file`: the document that is being entered has its own already. A secret one takes no file."""
        self.setVisible(bool(paths))
        if not paths:
            return
        if len(paths) == 1:
            text = tr("Còn 1 tệp chờ: {name}", name=paths[0].name)
        else:
            text = tr("Còn {count} tệp chờ: {name}…", count=len(paths), name=paths[0].name)
        self.words.setText(text)
        self.words.setToolTip(tip("\n".join(path.name for path in paths)))
        self.setAccessibleName(text)
        self.take_button.setText(tr("Đính kèm") if has_file else tr("Đọc tệp này"))
        self.take_button.setToolTip(tr("Tệp chờ này thuộc văn bản đang ghi") if has_file else "")
        self.take_button.setVisible(not secret)
        self.drop_button.setText(tr("Bỏ qua") if has_file else tr("Bỏ tệp này"))
        self.drop_button.setToolTip(tr("Không ghi tệp đang mở, mở tệp sau (Ctrl+PgDn)") if has_file else "")
