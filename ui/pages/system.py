"""Hệ thống: settings, copies, the history of all changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from models.labels import tr
from models.outcome import ChangeSet
from models.progress import Report
from models.safekeeping import back_up, check_office
from models.storage.backup import BACKUPS, BackupMade, list_backups
from models.storage.journal import JournalEntry, entries
from ui import jobs, words
from ui.operations import Operations
from ui.pages.base import Page
from ui.pages.look_form import LookForm
from ui.pages.settings_form import SettingsForm
from ui.parts import alerts
from ui.parts.columns import Column
from ui.parts.labels import framed, plain
from ui.parts.list_source import ListQuery, ListSource
from ui.parts.register_model import RegisterModel
from ui.parts.register_table import RegisterTable

if TYPE_CHECKING:
    from models.office import Office

_MOST_STEPS = 500
_SHOWN_FINDINGS = 12


@dataclass(frozen=True, slots=True)
class _Step:
    """A journal entry as a row of a table."""

    id: int
    at: datetime
    actor: str
    what: str
    reason: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Copy:
    """A copy as a row of a table."""

    id: int
    at: datetime
    size: int
    path: str


class SystemPage(Page):
    """Four tabs."""

    actions_module = "ui.actions.system"

    def __init__(self, office: Office, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(office, operations, parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 14)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.settings_form = SettingsForm(office, operations)
        self.look_form = LookForm()
        self.look_form.restart_wanted.connect(operations.restart_wanted)
        for title, tab in zip(_titles(), (self.settings_form, self._build_copies(), self._build_history(), self.look_form), strict=True):
            self.tabs.addTab(tab, title)
        column.addWidget(self.tabs)

    @classmethod
    def places(cls) -> tuple[tuple[str, Any], ...]:
        """The tabs, by their place."""
        return tuple((title, place) for place, title in enumerate(_titles()))

    def _build_copies(self) -> QWidget:
        tab = QWidget()
        column = QVBoxLayout(tab)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(10)
        self.place_text = plain("", "soft", wrap=True, select=True)
        column.addWidget(self.place_text)
        row = QHBoxLayout()
        for text, slot, primary in (
            (tr("Sao lưu ngay"), self.back_up, True),
            (tr("Sao lưu ra nơi khác…"), self.back_up_elsewhere, False),
            (tr("Phục hồi từ bản sao…"), self.restore, False),
            (tr("Kiểm tra sổ"), self.check, False),
        ):
            button = QPushButton(text)
            if primary:
                button.setProperty("primary", "true")
            button.setEnabled(self.office.folder is not None or slot == self.check)
            button.clicked.connect(slot)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        columns = (
            Column(tr("Lúc"), _at, 170),
            Column(tr("Cỡ"), _size, 100, right=True),
            Column(tr("Tệp"), _path, 500, stretch=True),
        )
        self.copies = RegisterTable(RegisterModel(ListSource(self._copy_rows), columns, ListQuery(), self), row_height=34)
        self.copies.setAccessibleName(tr("Các bản sao lưu"))
        self.copies.empty_text = tr("Chưa có bản sao lưu nào. Bấm “Sao lưu ngay”.")
        column.addWidget(framed(self.copies), 1)
        return tab

    def _build_history(self) -> QWidget:
        tab = QWidget()
        column = QVBoxLayout(tab)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(10)
        row = QHBoxLayout()
        row.addWidget(plain(tr("Mỗi thay đổi là một bước, có thể hoàn tác từ bước mới nhất trở về trước."), "soft"))
        row.addStretch(1)
        self.undo_button = QPushButton(tr("Hoàn tác bước gần nhất"))
        self.undo_button.clicked.connect(self.operations.undo)
        row.addWidget(self.undo_button)
        column.addLayout(row)
        columns = (
            Column(tr("Lúc"), _at, 150),
            Column(tr("Ai"), _actor, 170),
            Column(tr("Việc"), _what, 420, stretch=True),
            Column(tr("Lý do"), _reason, 260),
            Column("", _kind, 110, look="chip", tone=_kind_tone),
        )
        self.history = RegisterTable(RegisterModel(ListSource(self._history_rows), columns, ListQuery(), self), row_height=34)
        self.history.setAccessibleName(tr("Lịch sử thay đổi"))
        self.history.empty_text = tr("Chưa có thay đổi nào.")
        column.addWidget(framed(self.history), 1)
        return tab

    # ---- reading ----

    def concerns(self, changes: ChangeSet) -> bool:  # noqa: ARG002 - whatever it is
        """Every change is a step of the history."""
        return True

    def refresh(self) -> None:
        """All three tabs."""
        if not self.settings_form.changes() or not self.isVisible():
            self.settings_form.show_settings()
        self.copies.register_model.reload()
        self.history.register_model.reload()
        folder = self.office.folder
        if folder is None:
            self.place_text.setText(tr("Sổ nằm trên máy chủ: việc sao lưu do máy chủ làm."))
        else:
            second = self.office.settings().backup_second_folder or tr("chưa chọn")
            self.place_text.setText(tr("Sổ: {folder}\nNơi sao lưu thứ hai: {second}", folder=folder, second=second))

    def open(self, query: Any, record_id: int | None) -> None:  # noqa: ARG002 - tabs have no records
        """Show a tab by its number."""
        if isinstance(query, int):
            self.tabs.setCurrentIndex(query)

    def _copy_rows(self) -> Sequence[_Copy]:
        folder = self.office.folder
        if folder is None:
            return ()
        found = list_backups(folder / BACKUPS)
        return [_Copy(place, each.at, each.size(), str(each.path)) for place, each in enumerate(found, start=1)]

    def _history_rows(self) -> Sequence[_Step]:
        return [_step(entry) for entry in self.operations.ask(entries, limit=_MOST_STEPS)]

    # ---- copies ----

    def back_up(self) -> None:
        """A copy now, in the usual places."""
        jobs.start(self.operations, back_up, title=tr("Đang sao lưu…"), parent=self, on_success=self._backed_up)

    def back_up_elsewhere(self) -> None:
        """A copy now, into a folder the person chooses."""
        folder = QFileDialog.getExistingDirectory(self, tr("Sao lưu vào thư mục"))
        if folder:
            jobs.start(self.operations, back_up, to=Path(folder), title=tr("Đang sao lưu…"), parent=self, on_success=self._backed_up)

    def _backed_up(self, made: BackupMade) -> None:
        self.copies.register_model.reload()
        # No record changed, but the frame of the window names the newest copy.
        self.operations.changed.emit(ChangeSet())
        remarks = [tr("Đã sao lưu vào {path}.", path=made.path), *(words.notice(remark) for remark in made.notices)]
        self.operations.told.emit(" ".join(remarks), False)  # noqa: FBT003 - the signal's own

    def restore(self) -> None:
        """Put a copy in the place of the data, after a question; the program starts again with it."""
        start = str(self.office.folder / BACKUPS) if self.office.folder is not None else ""
        row = self.copies.current_row()
        name, _ = QFileDialog.getOpenFileName(self, tr("Chọn bản sao"), row.path if row is not None else start, tr("Bản sao (*.db)"))
        if not name:
            return
        if alerts.ask(
            self,
            tr("Thay sổ đang dùng bằng bản sao {name}?", name=Path(name).name),
            verb=tr("Phục hồi"),
            leave=tr("Để nguyên"),
            detail=tr("Những gì ghi sau bản sao này sẽ không còn trong sổ. Sổ đang dùng được giữ lại bên cạnh, chương trình sẽ mở lại."),
        ):
            self.operations.restore_wanted.emit(name)

    def check(self) -> None:
        """Examine database, journal and files."""
        jobs.start(self.operations, _check, title=tr("Đang kiểm tra sổ…"), parent=self, on_success=self._checked)

    def _checked(self, findings: list[str]) -> None:
        if not findings:
            self.operations.told.emit(tr("Đã kiểm tra: dữ liệu, tệp và lịch sử đều khớp."), False)  # noqa: FBT003 - the signal's own
            return
        shown = findings[:_SHOWN_FINDINGS]
        if len(findings) > len(shown):
            shown.append(tr("… và {count} điều nữa", count=len(findings) - len(shown)))
        alerts.inform(self, tr("Kiểm tra thấy {count} điều không khớp.", count=len(findings)), detail="\n".join(shown))


def _titles() -> tuple[str, ...]:
    return tr("Thiết lập"), tr("Sao lưu"), tr("Lịch sử"), tr("Màn hình")


def _check(office: Office, *, report: Report) -> list[str]:
    return [words.finding(found) for found in check_office(office, report)]


def _step(entry: JournalEntry) -> _Step:
    return _Step(entry.seq, entry.at, entry.actor, words.step(entry.label, entry.subject), entry.reason, entry.kind)


def _at(row: Any) -> str:
    return words.moment(row.at)


def _actor(row: _Step) -> str:
    return row.actor


def _what(row: _Step) -> str:
    return words.capital(row.what)


def _reason(row: _Step) -> str:
    return row.reason


def _kind(row: _Step) -> str:
    return {"undo": tr("hoàn tác"), "redo": tr("làm lại")}.get(row.kind, "")


def _kind_tone(row: _Step) -> str:
    return "paused" if row.kind in {"undo", "redo"} else ""


def _size(row: _Copy) -> str:
    return tr("{size} MB", size=words.decimal(row.size / 1_000_000))


def _path(row: _Copy) -> str:
    return row.path
