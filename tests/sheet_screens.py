"""The sheets that lie over the window, for `tests.screens`: reminders of the day, slips with their preview, the briefing."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLabel

from models.errors import OfficeError
from models.outcome import ChangeSet, Outcome
from models.registers.bulk import Mode, count_filled
from models.registers.many import LeftOut, Many
from tests import screens
from ui.forms.bulk import BulkSheet
from ui.forms.reminders import RemindersSheet, SlipsSheet, print_slips
from ui.forms.suggest import Place
from ui.pages.briefing import BriefingSheet
from ui.parts.printing import PrintSheet
from ui.parts.sheet import Sheet

# Who looks at the window before what is a part of it becomes a picture.
LOOKERS: list[Callable[[Any], None]] = []


def _laid(sheet: Sheet) -> Sheet:
    """The sheet over the window, without taking the keyboard or the whole screen."""
    sheet.close_button.setParent(None)
    sheet.foot.addWidget(sheet.close_button)
    sheet.place()
    return sheet


def reminders(context: Any) -> Sheet:
    """What wants a reminder today."""
    sheet = RemindersSheet(context)
    sheet.read()
    return _laid(sheet)


def _issued(context: Any) -> list[int]:
    """Slips for two people, issued once."""
    from models.registers.reminders.queries import list_slips
    from models.registers.reminders.rows import SlipEntry
    from models.registers.reminders.services import issue_slips
    from models.registers.tasks.queries import find_ids
    from models.registers.tasks.rows import TaskQuery

    office = context.office
    with office.read() as conn:
        if not (found := [row.id for row in list_slips(conn)]):
            ids = find_ids(conn, TaskQuery().with_states("overdue"), office.when(), limit=6)
    if found:
        return found
    made = issue_slips(office, [SlipEntry("Phòng Kinh tế", tuple(ids[:4])), SlipEntry("Phòng Văn hóa - Xã hội", tuple(ids[4:]))])
    return sorted(made.changes.of("reminder_slip"))


def slips(context: Any) -> Sheet:
    """The slips that went out."""
    _issued(context)
    return _laid(SlipsSheet(context))


def slip_preview(context: Any) -> Sheet:
    """A slip as it will be printed."""
    before = SlipsSheet(context)
    print_slips(before, context, _issued(context)[:1])
    return context.parent.window().findChildren(PrintSheet)[-1]


def briefing_start(context: Any) -> Sheet:
    """The beginning of a briefing."""
    return _laid(BriefingSheet(context))


def briefing(context: Any) -> Sheet:
    """A briefing that runs, with a task being typed."""
    sheet = BriefingSheet(context)
    sheet.start.begin()
    sheet.sitting.line.setText("Các phòng gửi số liệu trước 16 giờ thứ Sáu")
    sheet.sitting.conclude()
    sheet.sitting.line.setText("Rà soát hộ nghèo thôn An Thường / t6")
    return _laid(sheet)


def _bulk(context: Any) -> BulkSheet:
    """Changing the selected tasks, the counts read at once."""
    window = context.parent.window()
    window.show_page("tasks")
    page = window.page()
    page.view.select_places([0, 1, 2])
    sheet = BulkSheet(page, page.context(), page.selection())
    sheet.rows["lead"].cell.input.set_value(Place(None, None, "Trạm Y tế xã"))
    sheet.rows["lead"].choose(Mode.REPLACE)
    with context.office.read() as conn:
        sheet._show_counts(count_filled(conn, "task", ids=page.selection().ids, query=None, when=context.office.when()))
    return sheet


def bulk(context: Any) -> Sheet:
    """Many tasks changed at once."""
    return _laid(_bulk(context))


def bulk_left_out(context: Any) -> Sheet:
    """What was left out of a change of many, and why."""
    sheet = _bulk(context)
    left = tuple(LeftOut(number, OfficeError("task_closed", state="completed")) for number in (1, 2))
    many = Many(Outcome(0, "task.change_many", ChangeSet()), 1, left)
    sheet._came_of_it((many, ("Rà soát hộ nghèo thôn An Thường", "Báo cáo kết quả tiếp công dân tháng 10")))
    return _laid(sheet)


def entry(context: Any) -> Any:
    """A document being entered in the place of the list, without a paper yet."""
    return _picture(_entered(context, "directive.new"))


def entry_paper(context: Any) -> Any:
    """The same with its paper beside."""
    sheet = _entered(context, "directive.new")
    sheet.add([_paper()])
    return _picture(sheet)


def entry_correct(context: Any) -> Any:
    """A document being put right."""
    return _picture(_entered(context, "directive.correct"))


def preview(context: Any) -> Any:
    """A file over the window."""
    from ui.parts.file_preview import FilePreview

    over = FilePreview(context.operations, context.parent.window())
    over.view.show_path(_paper())
    over.show_over()
    return over


def record_files(context: Any) -> Any:
    """A document with its files in the detail."""
    from ui.parts import attachments

    window = context.parent.window()
    window.show_page("directives")
    page = window.page()
    screens.settle()
    attachments.attach(page.operations, page.table, page.current_row().id, [_paper()])
    return window_picture(window)


def _entered(context: Any, key: str) -> Any:
    window = context.parent.window()
    window.show_page("directives")
    screens.settle()
    next(each for each in window.page().entries if each.action.key == key).trigger()
    return window.page().entry


def _picture(sheet: Any) -> Any:
    """The whole window as it stands; the form in it is closed."""
    shown = window_picture(sheet.window())
    sheet.form.reject()
    return shown


def window_picture(window: Any) -> QLabel:
    """The whole window when it has settled, as a picture: what is a part of it is no window of its own."""
    screens.settle()
    for look in LOOKERS:
        look(window)
    shown = QLabel()
    picture = window.grab()
    shown.setPixmap(picture)
    shown.setFixedSize(picture.deviceIndependentSize().toSize())
    return shown


def _paper() -> Path:
    """A directive as a PDF file."""
    from PySide6.QtGui import QPageSize, QPdfWriter, QTextDocument

    place = Path(tempfile.mkdtemp()) / "06-CT-UBND.pdf"
    document = QTextDocument()
    line = "Giao Văn phòng HĐND và UBND chủ trì, tổng hợp, báo cáo kết quả thực hiện Chỉ thị này trước ngày 04/12/2026."
    document.setPlainText(
        "\n".join(["CHỈ THỊ", "Về việc nâng cao chất lượng tham mưu", "", *[f"{number}. {line}" for number in range(1, 90)]])
    )
    writer = QPdfWriter(str(place))
    writer.setResolution(96)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    document.print_(writer)
    return place
