"""The four message boxes, for `tests.screens`: they are made as always and shown without waiting for an answer."""

from __future__ import annotations

from functools import partial
from typing import Any
from unittest.mock import patch

from PySide6.QtWidgets import QMessageBox

from models.errors import OfficeError
from ui.parts import alerts


def told(context: Any) -> QMessageBox:
    """Something the status bar is too small for."""
    return _made(partial(alerts.inform, context.parent, "Đã ghi 3 tệp.", detail="Các tệp nằm trong thư mục Báo cáo tháng 11."))


def problem(context: Any) -> QMessageBox:
    """Why a thing was not done."""
    error = OfficeError("cannot_write_file", environment=True, path="D:/Báo cáo/tháng 11.xlsx", reason="Tệp đang mở")
    return _made(partial(alerts.problem, context.parent, error))


def question(context: Any) -> QMessageBox:
    """Before something that is hard to take back."""
    return _made(partial(alerts.ask, context.parent, "Phục hồi bản sao ngày 19/11/2026?", verb="Phục hồi"))


def fault(context: Any) -> QMessageBox:
    """A fault of the program."""
    return _made(partial(alerts.bug, context.parent, "Traceback (most recent call last):\n  ValueError"))


def _made(show: Any) -> QMessageBox:
    """The box this would wait in."""
    boxes: list[QMessageBox] = []

    def kept(box: QMessageBox) -> int:
        box.deleteLater = bool  # type: ignore[method-assign]  # not yet
        boxes.append(box)
        return 0

    with patch.object(QMessageBox, "exec", kept):
        show()
    del boxes[0].deleteLater
    return boxes[0]
