"""Hệ thống, Màn hình: how large and how strong the window is drawn on this machine."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.labels import tr
from ui import look, theme
from ui.look import Look
from ui.parts.labels import plain
from ui.parts.wheel import still


class LookForm(QWidget):
    """Three choices, kept as they are made; a button starts the program anew, which is when they show."""

    restart_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = look.chosen()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(4), theme.px(12), 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(plain(tr("Các lựa chọn này chỉ cho máy này và người dùng máy này."), "soft", wrap=True))
        fields = QFormLayout()
        fields.setHorizontalSpacing(theme.px(18))
        fields.setVerticalSpacing(theme.px(10))
        self.zoom = _choice(tr("Phóng to"), [(zoom, f"{zoom} %") for zoom in look.ZOOMS], self._shown.zoom)
        sizes = dict(zip(theme.LETTERS, (tr("Nhỏ"), tr("Vừa"), tr("Lớn"), tr("Rất lớn")), strict=True))
        self.letters = _choice(tr("Cỡ chữ"), list(sizes.items()), self._shown.letters)
        self.contrast = QCheckBox(tr("Tương phản cao: chữ đậm màu, viền rõ"))
        self.contrast.setChecked(self._shown.contrast)
        fields.addRow(tr("Phóng to toàn bộ cửa sổ"), self.zoom)
        fields.addRow(tr("Cỡ chữ"), self.letters)
        fields.addRow(tr("Màu sắc"), self.contrast)
        holder = QWidget()
        holder.setLayout(fields)
        holder.setMaximumWidth(theme.px(620))
        fields.setContentsMargins(0, 0, 0, 0)
        column.addWidget(holder)
        row = QHBoxLayout()
        self.restart = QPushButton(tr("Khởi động lại để áp dụng"))
        self.restart.setProperty("primary", "true")
        self.restart.clicked.connect(self.restart_wanted)
        self.said = plain("", "soft", wrap=True)
        row.addWidget(self.restart)
        row.addWidget(self.said, 1)
        column.addLayout(row)
        column.addStretch(1)
        for choice in (self.zoom, self.letters):
            choice.currentIndexChanged.connect(self._changed)
        self.contrast.toggled.connect(self._changed)
        self._changed()

    def value(self) -> Look:
        """What is chosen."""
        return Look(self.zoom.currentData(), self.letters.currentData(), self.contrast.isChecked())

    def _changed(self) -> None:
        chosen = self.value()
        different = chosen != self._shown
        if chosen != look.chosen():
            look.keep(chosen)
        self.restart.setEnabled(different)
        self.said.setText(
            tr("Đã ghi nhớ. Phiếu đang gõ dở được giữ lại khi khởi động lại.") if different else tr("Cửa sổ đang hiện đúng như đã chọn.")
        )


def _choice(name: str, offered: list[tuple[int, str]], chosen: int) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for value, text in offered:
        box.addItem(text, value)
    box.setCurrentIndex(box.findData(chosen))
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    still(box)
    return box
