"""The settings tab: fields made from `settings_fields`, saved together as one step."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTime, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from models.errors import OfficeError
from models.labels import tr
from models.outcome import Outcome
from ui import words
from ui.operations import Operations
from ui.pages.settings_fields import SettingField, setting_groups
from ui.parts.keys import bind_key
from ui.parts.labels import card, plain, set_property
from ui.parts.wheel import still

if TYPE_CHECKING:
    from models.office import Office


# A remark of this many letters still stands beside its field.
_SHORT = 20


class FolderField(QLineEdit):
    """A folder, typed or chosen; empty for none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setClearButtonEnabled(True)

    def choose(self) -> None:
        """Ask for the folder."""
        folder = QFileDialog.getExistingDirectory(self, tr("Chọn thư mục"), self.text())
        if folder:
            self.setText(folder)


class OptionalTime(QLineEdit):
    """A time of day that may be left empty, typed as 15:00."""

    def value(self) -> time | str | None:
        """The time, None for empty, the text itself where it is no time (the service then refuses it)."""
        text = self.text().strip().replace("h", ":").replace(".", ":")
        if not text:
            return None
        try:
            hour, _, minute = text.partition(":")
            return time(int(hour), int(minute or 0))
        except ValueError:
            return text

    def set_value(self, value: time | None) -> None:
        """Show this time."""
        self.setText(f"{value.hour:02}:{value.minute:02}" if value is not None else "")


class SettingsForm(QWidget):
    """Shows the settings as they stand; "Lưu thiết lập" is possible once something differs."""

    saved = Signal()

    def __init__(self, office: Office, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._operations = operations
        self._fields: dict[str, tuple[SettingField, QWidget]] = {}
        self._wrong: dict[str, QLabel] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 8, 0)
        columns.setSpacing(12)
        groups = setting_groups()
        for half in (groups[:1] + groups[2:3], groups[1:2] + groups[3:]):
            column = QVBoxLayout()
            column.setSpacing(12)
            for title, fields in half:
                column.addWidget(self._group(title, fields))
            column.addStretch(1)
            columns.addLayout(column, 1)
        area.setWidget(inside)
        outer.addWidget(area, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        self.save = QPushButton(tr("Lưu thiết lập"))
        self.save.setProperty("primary", "true")
        self.save.setToolTip(tr("{verb} (Ctrl+Enter)", verb=tr("Lưu thiết lập")))
        self.save.clicked.connect(self.save_changes)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            bind_key(self, keys, tr("Lưu thiết lập"), self.save.click)
        row.addWidget(self.save)
        outer.addLayout(row)
        self.show_settings()

    def _group(self, title: str, fields: tuple[SettingField, ...]) -> QWidget:
        frame = card()
        column = QVBoxLayout(frame)
        column.setContentsMargins(14, 10, 14, 12)
        column.addWidget(plain(title, "heading"))
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(7)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        for declared in fields:
            widget = self._widget(declared)
            still(widget)
            widget.setAccessibleName(words.field(declared.field))
            self._fields[declared.field] = (declared, widget)
            holder = QWidget()
            beside = QVBoxLayout(holder)
            beside.setContentsMargins(0, 0, 0, 0)
            beside.setSpacing(1)
            line = QHBoxLayout()
            line.addWidget(widget)
            if isinstance(widget, FolderField):
                choose = QPushButton(tr("Chọn…"))
                choose.clicked.connect(widget.choose)
                line.addWidget(choose)
            line.setSpacing(8)
            narrow = declared.kind in {"number", "percent", "time", "time_or_none"}
            beside_it = narrow and len(declared.remark) <= _SHORT
            if declared.remark and beside_it:
                line.addWidget(plain(declared.remark, "small"))
            if narrow:
                line.addStretch(1)
            beside.addLayout(line)
            if declared.remark and not beside_it:
                beside.addWidget(plain(declared.remark, "small", wrap=True))
            wrong = self._wrong[declared.field] = plain("", "wrong", wrap=True)
            wrong.hide()
            beside.addWidget(wrong)
            if declared.kind == "flag":
                form.addRow(holder)
            else:
                name = plain(words.field(declared.field))
                name.setBuddy(widget)
                form.addRow(name, holder)
        column.addLayout(form)
        return frame

    def _widget(self, declared: SettingField) -> QWidget:
        if declared.kind == "flag":
            return QCheckBox(words.field(declared.field))
        if declared.kind == "time":
            edit = QTimeEdit()
            edit.setDisplayFormat("HH:mm")
            edit.lineEdit().setTextMargins(6, 0, 0, 0)
            return edit
        if declared.kind == "time_or_none":
            optional = OptionalTime()
            optional.setMaximumWidth(90)
            return optional
        if declared.kind == "number":
            spin = QSpinBox()
            spin.setRange(0, 999)
            spin.lineEdit().setTextMargins(6, 0, 0, 0)
            return spin
        if declared.kind == "percent":
            share = QDoubleSpinBox()
            share.setRange(0, 100)
            share.setDecimals(1)
            share.lineEdit().setTextMargins(6, 0, 0, 0)
            return share
        if declared.kind == "choice":
            box = QComboBox()
            for code, text in declared.choices:
                box.addItem(text, code)
            return box
        return FolderField() if declared.kind == "folder" else QLineEdit()

    def show_settings(self) -> None:
        """Show what stands; what was typed and not saved is lost."""
        settings = self._office.settings()
        for name, (_, widget) in self._fields.items():
            _show(widget, getattr(settings, name))
            self._tell(name, "")

    def changes(self) -> dict[str, Any]:
        """The settings that differ from what stands."""
        settings = self._office.settings()
        typed = {name: _value(widget) for name, (_, widget) in self._fields.items()}
        return {name: value for name, value in typed.items() if value != getattr(settings, name)}

    def save_changes(self) -> None:
        """Save all that differs as one step; a setting that is refused is marked where it stands."""
        for name in self._fields:
            self._tell(name, "")
        self._operations.run(_change_settings, self.changes(), on_success=self._saved, on_error=self._refused, parent=self)

    def _saved(self, outcome: Outcome) -> None:  # noqa: ARG002 - what every service hands over
        self.show_settings()
        self.saved.emit()

    def _refused(self, error: OfficeError) -> bool:
        if error.field not in self._fields:
            return False
        self._tell(error.field, words.sentence(error))
        self._fields[error.field][1].setFocus()
        return True

    def _tell(self, name: str, text: str) -> None:
        self._wrong[name].setText(text)
        self._wrong[name].setVisible(bool(text))
        set_property(self._fields[name][1], "state", "wrong" if text else "")


def _change_settings(office: Office, changes: dict[str, Any]) -> Outcome:
    return office.change_settings(**changes)


def _show(widget: QWidget, value: Any) -> None:
    if isinstance(widget, QCheckBox):
        widget.setChecked(value)
    elif isinstance(widget, QTimeEdit):
        widget.setTime(QTime(value.hour, value.minute))
    elif isinstance(widget, OptionalTime):
        widget.set_value(value)
    elif isinstance(widget, (QSpinBox, QDoubleSpinBox)):
        widget.setValue(value)
    elif isinstance(widget, QComboBox):
        widget.setCurrentIndex(max(0, widget.findData(value)))
    elif isinstance(widget, QLineEdit):
        widget.setText(value)


def _value(widget: QWidget) -> Any:
    if isinstance(widget, QCheckBox):
        return widget.isChecked()
    if isinstance(widget, QTimeEdit):
        return time(widget.time().hour(), widget.time().minute())
    if isinstance(widget, OptionalTime):
        return widget.value()
    if isinstance(widget, (QSpinBox, QDoubleSpinBox)):
        return widget.value()
    if isinstance(widget, QComboBox):
        return widget.currentData()
    assert isinstance(widget, QLineEdit)
    return widget.text().strip()
