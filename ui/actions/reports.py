"""What can be done with the report in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.labels import tr
from ui import jobs, words
from ui.parts.action import Action
from ui.parts.file_choice import plain_name, workbook_path

if TYPE_CHECKING:
    from pathlib import Path

    from models.office import Office
    from models.outcome import Notice
    from models.progress import Report as Progress
    from models.reports.report import Report
    from ui.parts.action import Context


def actions() -> tuple[Action, ...]:
    """The menu of the page Báo cáo; its record is the report that stands there."""
    return (Action("report.export", tr("Xuất Excel"), export, shortcut="Ctrl+E"),)


def export(context: Context, report: Report) -> None:
    """Ask for a file and write what stands on the screen into it."""
    name = f"{plain_name(report.title)}-{report.period.code}"
    path = workbook_path(context.parent, name, endings=report.formats, key="reports/folder")
    if path is None:
        return
    told = _Told(context, path)
    jobs.start(context.operations, write, report, path, title=tr("Đang xuất Excel…"), parent=context.parent, on_success=told)


def write(office: Office, made: Report, path: Path, *, report: Progress) -> list[Notice]:  # noqa: ARG001 - all jobs are called alike
    """The work itself, on a thread."""
    from models.reports.workbook import write_workbook

    return write_workbook(made, path, report)


class _Told:
    """Says where the file is, with its remarks."""

    def __init__(self, context: Context, path: Path) -> None:
        self._operations = context.operations
        self._path = path

    def __call__(self, notices: list[Notice]) -> None:
        said = tr("Đã xuất {name}.", name=self._path.name)
        self._operations.made_file.emit(" ".join((said, *(words.notice(each) for each in notices))), str(self._path))
