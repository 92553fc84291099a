"""Answering the province in its own file: what will be filled in and what not, before it is saved; the file that was sent stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QWidget

from models.intake.workbooks.answering import sent_list
from models.intake.workbooks.cells import column_letter
from models.labels import label, tr
from models.outcome import Notice
from models.reports.reply import Reply, make_reply, write_reply
from ui import jobs, theme, words
from ui.parts.chips import StateChips, StateChoice
from ui.parts.columns import Column
from ui.parts.elided import Elided
from ui.parts.file_choice import workbook_path
from ui.parts.labels import boxed, framed, plain
from ui.parts.list_source import ListQuery, ListSource
from ui.parts.register_model import RegisterModel
from ui.parts.register_table import RegisterTable
from ui.parts.sheet import Sheet

if TYPE_CHECKING:
    from models.office import Office
    from models.progress import Report
    from ui.operations import Operations

_FOLDER_KEY = "lists/folder"
_FILLED, _CHANGED, _UNMATCHED, _KEPT = "filled", "changed", "unmatched", "kept"
_TONES = {_FILLED: "ok", _CHANGED: "soon", _UNMATCHED: "late", _KEPT: "done"}
_SHOWN_LETTERS = 120


@dataclass(frozen=True, slots=True)
class ReplyLine:
    """A line of the preview: a cell that is filled or left, or a row that is not answered. `id` is its place."""

    id: int
    row: int
    kind: str
    content: str
    place: str
    old: str
    new: str


def choose_and_answer(operations: Operations, parent: QWidget) -> None:
    """Ask for the province's file, and show what would be filled into it."""
    folder = str(QSettings().value(_FOLDER_KEY) or Path.home())
    wanted = tr("Sổ tính (*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv);;Mọi tệp (*)")
    name, _ = QFileDialog.getOpenFileName(parent, tr("Tệp của tỉnh cần trả lời"), folder, wanted)
    if not name:
        return
    QSettings().setValue(_FOLDER_KEY, str(Path(name).parent))
    answer(operations, parent, Path(name))


def answer(operations: Operations, parent: QWidget, path: Path) -> None:
    """Show what would be filled into this file of the province."""
    jobs.start(
        operations,
        read_reply,
        path,
        title=tr("Đang đọc {name}…", name=path.name),
        parent=parent,
        on_success=partial(_show, operations, parent),
    )


def read_reply(office: Office, path: Path, *, report: Report) -> Reply:
    """The work itself, on a thread."""
    return make_reply(office, sent_list(office, path, report=report), report)


def save_reply(office: Office, reply: Reply, path: Path, *, report: Report) -> Path:  # noqa: ARG001 - all jobs are called alike
    """Write the answer, on a thread."""
    write_reply(reply, path, report)
    return path


def _show(operations: Operations, parent: QWidget, reply: Reply) -> None:
    ReplySheet(operations, parent, reply).show_it()


class ReplySheet(Sheet):
    """What will be filled in, cell by cell; Ctrl+Enter saves it as a file beside the one that was sent."""

    help_topic = "reply"

    def __init__(self, operations: Operations, parent: QWidget, reply: Reply) -> None:
        super().__init__(parent, tr("Trả lời tỉnh: {name}", name=reply.sent.path.name))
        self._operations = operations
        # The progress window outlives this sheet.
        self._asker = parent
        self._reply = reply
        self._saved: Path | None = None
        self._lines = lines_of(reply)
        self.summary = plain(summary(reply), "strong", wrap=True)
        self.body.addWidget(self.summary)
        self.body.addWidget(plain(self._columns_said(), "soft", wrap=True))
        if reply.sent.converted:
            self.body.addWidget(boxed(words.notice(Notice("reply_converted", {"name": self._proposed().name})), "soon"))
        self.saved: QFrame | None = None
        self._add_chips()
        self.table = RegisterTable(RegisterModel(ListSource(self._rows), _columns(), ListQuery(), self), row_height=38)
        self.table.setAccessibleName(tr("Các ô sẽ điền"))
        self.body.addWidget(framed(self.table), 1)
        untouched = Elided()
        untouched.setProperty("role", "small")
        untouched.setText(tr("Tệp của tỉnh không bị sửa: câu trả lời là một tệp riêng."))
        self.foot.addWidget(untouched, 1)
        self.open_folder = self.add_button(tr("Mở thư mục"), self._open_folder)
        self.open_folder.hide()
        self.save = self.add_button(tr("Lưu tệp trả lời"), self.save_answer)
        self.save.setProperty("primary", "true")
        self.save.setEnabled(bool(reply.answered))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setWhatsThis(tr("Lưu tệp trả lời"))
            shortcut.activated.connect(self.save_answer)
        self._choose(frozenset())

    def first(self) -> QWidget | None:
        """The button that saves, where there is something to save: Enter is enough."""
        return self.save if self.save.isEnabled() else self.table

    def _add_chips(self) -> None:
        counts = {kind: sum(1 for line in self._lines if line.kind == kind) for kind in _TONES}
        choices = [
            StateChoice(tr("Tất cả"), frozenset()),
            *(StateChoice(_kind(kind), frozenset({kind})) for kind in _TONES if counts[kind]),
        ]
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        self.chips = StateChips(choices, holder)
        self.chips.show_counts(counts)
        self.chips.chips[0].setText(f"{tr('Tất cả')} {words.number(len(self._lines))}")
        self.chips.chosen.connect(self._choose)
        for chip in self.chips.chips:
            row.addWidget(chip)
        row.addStretch(1)
        self.body.addWidget(holder)

    def _choose(self, kinds: frozenset[str]) -> None:
        self._kinds = kinds
        self.chips.show_states(kinds)
        self.table.register_model.reload()
        self.table.select_place(0)

    def _rows(self) -> list[ReplyLine]:
        """The lines of the chip that is pressed; what a row is about stands once, on its first line."""
        shown = [line for line in self._lines if not self._kinds or line.kind in self._kinds]
        before = (0, *(line.row for line in shown))
        return [replace(line, content="") if line.row == last else line for line, last in zip(shown, before, strict=False)]

    def _columns_said(self) -> str:
        """Which columns are filled, and which are added."""
        reply = self._reply
        added = {column.index for column in reply.added}
        headers = {column.index: column.header for column in (*reply.sent.columns, *reply.added)}
        used = sorted({cell.column for cell in reply.filled} - added)
        said = [tr("Trang tính: {sheet}.", sheet=reply.sent.sheet)]
        if used:
            said.append(tr("Điền vào cột: {columns}.", columns=_named(headers, used)))
        if added:
            said.append(tr("Thêm cột ở mép phải: {columns}.", columns=_named(headers, sorted(added))))
        return " ".join(said)

    def _proposed(self) -> Path:
        path = self._reply.sent.path
        return path.with_name(f"{path.stem}-tra-loi{self._reply.ending}")

    def save_answer(self) -> None:
        """Ask for a name and write the answer."""
        if not self.save.isEnabled():
            return
        path = workbook_path(self, self._proposed().stem, endings=(self._reply.ending,), beside=self._reply.sent.path)
        if path is not None:
            jobs.start(
                self._operations,
                save_reply,
                self._reply,
                path,
                title=tr("Đang lưu tệp trả lời…"),
                parent=self._asker,
                on_success=self._written,
            )

    def _written(self, path: Path) -> None:
        said = tr("Đã lưu tệp trả lời: {name}.", name=path.name)
        self._operations.made_file.emit(said, str(path))
        self._saved = path
        if self.saved is not None:
            self.saved.deleteLater()
        self.saved = boxed(said, "ok")
        self.body.insertWidget(1, self.saved)
        self.open_folder.show()
        self.open_folder.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_folder(self) -> None:
        if self._saved is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved.parent))):
            self._operations.told.emit(tr("Tệp nằm ở {path}.", path=self._saved.parent), False)  # noqa: FBT003 - the signal's own


def summary(reply: Reply) -> str:
    """The sum of an answer in one sentence."""
    changed = sum(1 for cell in reply.filled if cell.old)
    said = [
        tr(
            "{rows} dòng giao cho ta, {answered} dòng có trong sổ",
            rows=words.number(len(reply.sent.rows)),
            answered=words.number(len(reply.answered)),
        ),
        tr("{cells} ô được điền", cells=words.number(len(reply.filled))),
    ]
    if changed:
        said.append(tr("{changed} ô thay chữ cũ", changed=words.number(changed)))
    if reply.unmatched:
        said.append(tr("{count} dòng không trả lời", count=words.number(len(reply.unmatched))))
    return f"{', '.join(said)}."


def lines_of(reply: Reply) -> list[ReplyLine]:
    """The lines of the preview, in the order of the sheet."""
    contents = {row.number: row.content for row in reply.sent.rows}
    headers = {column.index: column.header for column in (*reply.sent.columns, *reply.added)}
    found = [
        *((cell.row, cell.column, _CHANGED if cell.old else _FILLED, cell.old, cell.shown) for cell in reply.filled),
        *((left.row, left.column, _KEPT, left.old, label("reply_reason", left.reason)) for left in reply.kept),
        *((row.row, -1, _UNMATCHED, "", label("reply_reason", row.reason)) for row in reply.unmatched),
    ]
    return [
        ReplyLine(number, row, kind, contents.get(row, ""), _column(headers, column) if column >= 0 else "", old, new)
        for number, (row, column, kind, old, new) in enumerate(sorted(found), 1)
    ]


def _column(headers: dict[int, str], column: int) -> str:
    return f"{column_letter(column)} · {headers.get(column, '')}".replace("\n", " ")


def _named(headers: dict[int, str], columns: Sequence[int]) -> str:
    return ", ".join(_column(headers, column) for column in columns)


def _kind(kind: str) -> str:
    return label("reply_line", kind)


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("Dòng"), _row, 54, right=True),
        Column(tr("Kết quả"), _kind_of, 128, look="chip", tone=_tone),
        Column(tr("Nội dung nhiệm vụ"), _content, 260, stretch=True),
        Column(tr("Cột"), _place, 185),
        Column(tr("Đang có"), _old, 112),
        Column(tr("Sẽ ghi"), _new, 205),
    )


def _row(line: ReplyLine) -> str:
    return words.number(line.row)


def _kind_of(line: ReplyLine) -> str:
    return _kind(line.kind)


def _tone(line: ReplyLine) -> str:
    return _TONES[line.kind]


def _content(line: ReplyLine) -> str:
    return words.shortened(line.content, _SHOWN_LETTERS)


def _place(line: ReplyLine) -> str:
    return line.place


def _old(line: ReplyLine) -> str:
    return words.shortened(line.old, _SHOWN_LETTERS)


def _new(line: ReplyLine) -> str:
    return words.shortened(line.new, _SHOWN_LETTERS)
