"""The only file that opens message boxes. Each problem is shown once, by one mouth; buttons say the verb."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from models.errors import OfficeError
from models.labels import tr
from ui import words

_log = logging.getLogger(__name__)


def inform(parent: QWidget | None, text: str, *, detail: str = "") -> None:
    """Tell something that the status bar is too small for."""
    _show(parent, QMessageBox.Icon.Information, text, detail, (tr("Đóng"),))


def problem(parent: QWidget | None, error: OfficeError) -> None:
    """Show why a thing was not done: what, why, what to do."""
    _log.info("refused: %s", error)
    icon = QMessageBox.Icon.Critical if error.environment else QMessageBox.Icon.Warning
    _show(parent, icon, words.sentence(error), "", (tr("Đóng"),))


def ask(parent: QWidget | None, text: str, *, verb: str, leave: str = "", detail: str = "") -> bool:
    """Ask before something that is hard to take back. True when the person chose `verb`; Esc and closing mean `leave`."""
    return _show(parent, QMessageBox.Icon.Question, text, detail, (verb, leave or tr("Để sau"))) == 0


def bug(parent: QWidget | None, report: str, log_file: Path | None = None) -> None:
    """Our own fault: say that the data are safe, offer the report to copy or keep."""
    box = _box(parent, QMessageBox.Icon.Critical, tr("Có lỗi trong chương trình."))
    box.setInformativeText(
        tr(
            "Việc vừa làm chưa được ghi; những gì đã lưu trước đó vẫn nguyên vẹn. Hãy sao chép báo cáo lỗi và gửi cho người hỗ trợ, "
            "rồi thử lại. Nếu vẫn lỗi, hãy mở lại chương trình."
        )
        + ("\n" + tr("Nhật ký: {path}", path=log_file) if log_file else "")
    )
    box.setDetailedText(report)
    copy = box.addButton(tr("Sao chép báo cáo"), QMessageBox.ButtonRole.ActionRole)
    keep = box.addButton(tr("Lưu báo cáo…"), QMessageBox.ButtonRole.ActionRole)
    close = box.addButton(tr("Đóng"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(close)
    box.exec()
    clicked = box.clickedButton()
    if clicked is copy:
        QGuiApplication.clipboard().setText(report)
    elif clicked is keep:
        _keep_report(parent, report)
    box.deleteLater()


def _keep_report(parent: QWidget | None, report: str) -> None:
    name, _ = QFileDialog.getSaveFileName(parent, tr("Lưu báo cáo lỗi"), "bao-cao-loi.txt", tr("Tệp văn bản (*.txt)"))
    if not name:
        return
    try:
        Path(name).write_text(report, encoding="utf-8")
    except OSError as error:
        problem(parent, OfficeError("cannot_write_file", environment=True, path=name, reason=error.strerror or str(error)))


def _box(parent: QWidget | None, icon: QMessageBox.Icon, text: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setIcon(icon)
    box.setWindowTitle(tr("Sổ Điều hành"))
    # Text from outside must never be read as markup.
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    return box


def _show(parent: QWidget | None, icon: QMessageBox.Icon, text: str, detail: str, verbs: Sequence[str]) -> int:
    """The place of the verb that was chosen; Esc and closing mean the last."""
    box = _box(parent, icon, text)
    if detail:
        box.setInformativeText(detail)
    buttons = []
    for place, verb in enumerate(verbs):
        last = place == len(verbs) - 1
        buttons.append(box.addButton(verb, QMessageBox.ButtonRole.RejectRole if last else QMessageBox.ButtonRole.AcceptRole))
    box.setDefaultButton(buttons[-1])
    box.setEscapeButton(buttons[-1])
    box.exec()
    chosen = next((place for place, button in enumerate(buttons) if button is box.clickedButton()), len(verbs) - 1)
    box.deleteLater()
    return chosen
