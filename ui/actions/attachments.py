"""What can be done with the files of a record; the same in all three books."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.labels import tr
from models.registers.attaching import detach_file
from models.storage.attachments import attachments_of
from ui.forms.form import Ask, Form
from ui.forms.inputs import choice, lines
from ui.parts.action import Action
from ui.parts.attachments import attach, choose_files

if TYPE_CHECKING:
    from ui.parts.action import Context


def file_actions(table: str, possible: Callable[[Any], bool]) -> tuple[Action, ...]:
    """The entries of a book's menu about files; `possible`: the record may be given some."""
    files = _Files(table)
    return (
        Action(f"{table}.attach", tr("Đính kèm tệp"), files.attach, shortcut="Ctrl+O", enabled=possible, group=tr("Tệp")),
        Action(f"{table}.detach", tr("Gỡ tệp"), files.detach, enabled=possible, group=tr("Tệp")),
    )


@dataclass(frozen=True, slots=True)
class _Files:
    table: str

    def attach(self, context: Context, row: Any) -> None:
        """Choose files to keep with the record."""
        if paths := choose_files(context.parent):
            attach(context.operations, self.table, row.id, paths)

    def detach(self, context: Context, row: Any) -> Form | None:
        """Choose one of its files to take off, with the reason."""
        files = context.operations.ask(attachments_of, self.table, row.id)
        if not files:
            context.operations.told.emit(tr("Mục này không có tệp đính kèm."), False)  # noqa: FBT003 - the signal's own
            return None
        asks = (
            Ask("attachment_id", tr("Tệp"), choice([(file.id, file.file_name) for file in files])),
            Ask("reason", tr("Lý do"), lines(2)),
        )
        return Form(context, tr("Gỡ tệp"), tr("Gỡ tệp"), detach_file, self.table, row.id, asks=asks, columns=1).show_it()
