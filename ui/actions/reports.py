"""What can be done with the report in front."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog

from models import text
from models.labels import tr
from ui import jobs, words
from ui.parts import alerts
from ui.parts.action import Action

if TYPE_CHECKING:
    from models.office import Office
    from models.outcome import Notice
    from models.progress import Report as Progress
    from models.reports.report import Report
    from ui.parts.action import Context

_FOLDER_KEY = "reports/folder"


def actions() -> tuple[Action, ...]:
    """The menu of the page Báo cáo; its record is the report that stands there."""
    return (Action("report.export", tr("Xuất Excel"), export, shortcut="Ctrl+E"),)


def export(context: Context, report: Report) -> None:
    """Ask for a file and write what stands on the screen into it."""
    folder = str(QSettings().value(_FOLDER_KEY) or Path.home())
    # The report's title without marks: such a name goes through every mail and every disk.
    title = "-".join(text.words(report.title))
    proposed = str(Path(folder) / f"{title}-{report.period.code}{report.formats[0]}")
    name, _ = QFileDialog.getSaveFileName(context.parent, tr("Xuất Excel"), proposed, tr("Sổ tính Excel (*.xlsx)"))
    if not name:
        return
    path = Path(name)
    if path.suffix.lower() not in report.formats:
        path = path.with_name(path.name + report.formats[0])
        # The file dialog asked about the name as it was typed, not about this one.
        if path.exists() and not alerts.ask(context.parent, tr("Ghi đè lên tệp {name}?", name=path.name), verb=tr("Ghi đè")):
            return
    QSettings().setValue(_FOLDER_KEY, str(path.parent))
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
