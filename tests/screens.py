"""Render every page and dialog of the practice office at 1366 x 768 into a folder: `python3 -m tests.screens DIR`.

To add one: a line in `PAGES` (a page in some state) or in `DIALOGS` (a function that gets an `ui.parts.action.Context` and returns the
dialog, not yet shown). Look at the pictures beside the drawn targets after each change of the window.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

TODAY = date(2026, 11, 20)
SIZE = (1366, 768)

# Name of the picture, key of the page, and what is done on it first ("" nothing, "search:…" typed words, "tab:N" a tab).
PAGES = (
    ("overview", "overview", ""),
    ("overview-official", "overview", "role:official"),
    ("overview-one-stop", "overview", "role:one_stop"),
    ("overview-leader", "overview", "role:leader"),
    ("overview-clerk", "overview", "role:clerk"),
    ("directives", "directives", ""),
    ("tasks", "tasks", ""),
    ("tasks-search", "tasks", "search:kiem ke"),
    ("tasks-nothing", "tasks", "search:zzzz"),
    ("tasks-groups", "tasks", "group:person"),
    ("tasks-save-filter", "tasks", "name:Quá hạn của hai đơn vị"),
    ("dossiers", "dossiers", ""),
    ("calendar-month", "calendar", ""),
    ("calendar-week", "calendar", "view:week"),
    ("reports", "reports", ""),
    ("reports-ii06a", "reports", "report:ii06a"),
    ("reports-late", "reports", "report:monthly 4"),
    ("catalogues-procedures", "catalogues", "tab:0"),
    ("catalogues-officials", "catalogues", "tab:2"),
    ("catalogues-agencies", "catalogues", "tab:3"),
    ("catalogues-calendar", "catalogues", "tab:4"),
    ("system-settings", "system", "tab:0"),
    ("system-copies", "system", "tab:1"),
    ("system-history", "system", "tab:2"),
)

# Name of the picture, and "module:function" that makes the dialog from a Context.
DIALOGS: tuple[tuple[str, str], ...] = (
    ("first-run", "tests.screens:first_run"),
    ("first-run-refused", "tests.screens:first_run_refused"),
    ("report-period", "tests.screens:report_period"),
    ("form-duty-filled", "tests.screens:duty_filled"),
    ("panel-filter", "tests.screens:filter_panel"),
    ("panel-days", "tests.screens:days_panel"),
    ("panel-columns", "tests.screens:columns_panel"),
    ("form-directive-filled", "tests.screens:directive_filled"),
    ("form-directive-secret", "tests.screens:directive_secret"),
    ("form-dossier-filled", "tests.screens:dossier_filled"),
    ("form-task-draft", "tests.form_screens:draft_put_back"),
    ("form-task-carried", "tests.form_screens:carried_over"),
    ("form-dossier-double", "tests.form_screens:double_code"),
    ("palette", "tests.frame_screens:palette"),
    ("palette-found", "tests.frame_screens:palette_found"),
    ("palette-nothing", "tests.frame_screens:palette_nothing"),
    ("keys", "tests.frame_screens:keys"),
    ("menu", "tests.frame_screens:menu"),
    ("menu-record", "tests.frame_screens:record_menu"),
    ("help", "tests.frame_screens:help_page"),
    ("help-found", "tests.frame_screens:help_found"),
    ("sheet-reminders", "tests.sheet_screens:reminders"),
    ("sheet-slips", "tests.sheet_screens:slips"),
    ("sheet-paste", "tests.sheet_screens:pasted"),
    ("sheet-bulk", "tests.sheet_screens:bulk"),
    ("sheet-bulk-left-out", "tests.sheet_screens:bulk_left_out"),
    ("sheet-slip-preview", "tests.sheet_screens:slip_preview"),
    ("briefing-start", "tests.sheet_screens:briefing_start"),
    ("briefing", "tests.sheet_screens:briefing"),
)

# Name of the picture, key of the page, and key of the action whose form is opened, for the first record it is possible for.
FORMS = (
    ("form-directive-correct", "directives", "directive.correct"),
    ("form-directive-forward", "directives", "directive.forward"),
    ("form-directive-due", "directives", "directive.due"),
    ("form-task-new", "tasks", "task.new"),
    ("form-task-complete", "tasks", "task.complete"),
    ("form-task-extend", "tasks", "task.extend"),
    ("form-task-share", "tasks", "task.share"),
    ("form-task-correct", "tasks", "task.correct"),
    ("form-dossier-resolve", "dossiers", "dossier.resolve"),
    ("form-dossier-extend", "dossiers", "dossier.extend"),
    ("form-dossier-pause", "dossiers", "dossier.pause"),
    ("form-dossier-correct", "dossiers", "dossier.correct"),
)


def main(arguments: list[str]) -> int:
    """Draw all pictures, or those whose names are given after the folder. The exit status."""
    if not arguments:
        print("python3 -m tests.screens DIR [NAME…]", file=sys.stderr)
        return 2
    from installer import source_setup

    source_setup.ensure(tests=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        os.environ["XDG_CONFIG_HOME"] = place
        os.environ["XDG_DATA_HOME"] = place
        draw(folder, Path(place) / "office", set(arguments[1:]))
    return 0


def draw(folder: Path, office_folder: Path, names: set[str]) -> None:
    """Open the window on a new practice office and take the pictures."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    from models.practice.generate import found_practice_office
    from ui import theme
    from ui.application import prepare
    from ui.main_window import MainWindow
    from ui.operations import Operations

    app = QApplication.instance() or QApplication(["screens", *theme.ARGUMENTS])
    prepare(app, "vi")
    office = found_practice_office(str(office_folder), today=TODAY)
    window = MainWindow()
    window.resize(*SIZE)
    window.show()
    window.open_office(office, Operations(office, window))
    for name, key, first in PAGES:
        if not names or name in names:
            window.show_page(key)
            do_first(window, first)
            settle()
            save(window, folder, name)
            kind = first.partition(":")[0]
            do_first(window, f"{kind}:" if kind in ("search", "group", "name") else "")
    for name, where in DIALOGS:
        if not names or name in names:
            module, function = where.split(":")
            window.show_page("overview")
            page = window.page()
            dialog = load(module, function)(page.context())
            dialog.show()
            settle()
            save(dialog, folder, name)
            dialog.hide()
            # A panel belongs to its page, which shows it again.
            if dialog.windowType() != Qt.WindowType.Popup:
                dialog.deleteLater()
    for name, key, action in FORMS:
        if not names or name in names:
            window.show_page(key)
            settle()
            form = open_form(window.page(), action)
            settle()
            save(form, folder, name)
            form.hide()
            form.deleteLater()
    window.close()
    office.close()


def duty_filled(context):
    """A recurring duty with the days on which it will come up."""
    from ui.forms.duty import DutyForm

    form = DutyForm(context)
    for name, value in {"content": "Báo cáo kết quả cải cách hành chính", "every": "quarterly", "day": 31, "month": 3}.items():
        form.input(name).set_value(value)
    return form


def filter_panel(context):
    """The values of a filter with ticks."""
    chip = tasks_page(context).filter_chips[1]
    chip.drop()
    return chip._panel


def days_panel(context):
    """The days of a filter."""
    chip = tasks_page(context).filter_chips[2]
    chip.drop()
    return chip._panel


def columns_panel(context):
    """The columns of a list."""
    page = tasks_page(context)
    page.choose_columns()
    return page._column_panel


def tasks_page(context):
    """The page of tasks, in front."""
    context.parent.window().show_page("tasks")
    settle()
    return context.parent.window().page()


def first_run(context):
    """The questions of the first start, half answered."""
    from ui.forms.first_run import FirstRun

    dialog = FirstRun(context.parent, "/home/hoa/SoDieuHanh")
    dialog.province.set_value("Gia Lai")
    dialog.commune.set_value("Xã Hoài Ân")
    return dialog


def first_run_refused(context):
    """The same, asked to go on without answers."""
    from ui.forms.first_run import FirstRun

    dialog = FirstRun(context.parent, "/home/hoa/SoDieuHanh")
    dialog.found()
    return dialog


def report_period(context):
    """Any period of a report."""
    from ui.forms.period import PeriodDialog
    from ui.parts.period_chip import finished_month

    return PeriodDialog(finished_month(TODAY, 15), TODAY, 15, context.parent)


def open_form(page, key: str):
    """The form of this action, for the first record it is possible for."""
    from PySide6.QtWidgets import QApplication

    action = next(entry.action for entry in page.entries if entry.action.key == key)
    rows = (page.model.row_at(place) for place in range(page.model.rowCount()))
    row = None if action.kind == "new" else next(each for each in rows if action.enabled(each))
    action.run(page.context(), row)
    return QApplication.activeModalWidget()


def directive_filled(context):
    """A document that stands in the book already, with two tasks."""
    from models.registers.directives.queries import find_ids, load_rows
    from models.registers.directives.rows import DirectiveQuery
    from ui.forms.directive import NewDirective

    office = context.office
    with office.read() as conn:
        ids = find_ids(conn, DirectiveQuery(), office.when(), limit=3)
        row = load_rows(conn, ids, office.when(), office.calendar())[2]
    form = NewDirective(context).show_it()
    for name in ("issued_date", "document_number", "issuing_agency", "signer", "subject"):
        form.input(name).set_value(getattr(row, name))
    form.input("tasks").set_value(
        [{"content": "Báo cáo kết quả rà soát", "due_date": date(2026, 12, 4)}, {"content": "Công khai tại trụ sở"}]
    )
    form.look_for_duplicates()
    form.fit()
    return form


def directive_secret(context):
    """A secret paper."""
    from ui.forms.directive import NewDirective

    form = NewDirective(context).show_it()
    form.input("document_number").set_value("15/QĐ-BCH")
    form.input("secrecy").set_value("secret")
    return form


def dossier_filled(context):
    """A receipt with its appointment explained."""
    from ui.forms.dossier import NewDossier

    form = NewDossier(context).show_it()
    form.input("procedure").set_value(("1.004873", "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân"))
    form.input("applicant").set_value("Võ Thị Lành")
    form.input("phone").set_value("0905 123 218")
    form.look_ahead()
    form.fit()
    return form


def load(module: str, function: str) -> Callable:
    """The function of this name."""
    from importlib import import_module

    return getattr(import_module(module), function)


def do_first(window, first: str) -> None:
    """Bring the page in front into the wanted state."""
    kind, _, value = first.partition(":")
    page = window.page()
    if kind == "search":
        page.search(value)
        window.search_box.serve(page)
    elif kind == "group":
        page.group_by(value)
    elif kind == "name" and value:
        page.saved.ask_name()
        page.saved.line.name.setText(value)
    elif kind == "name":
        page.saved.line.leave()
    elif kind == "tab":
        page.tabs.setCurrentIndex(int(value))
    elif kind == "role":
        page.choose_role(value)
    elif kind == "view":
        page.show_month(value == "month")
    elif kind == "report":
        report, _, sheet = value.partition(" ")
        page.choose_report(report)
        settle()
        page.tabs.setCurrentIndex(int(sheet or 0))


def settle() -> None:
    """Let timers of the page end: counts, the record beside, the chart."""
    from PySide6.QtTest import QTest

    from ui import jobs

    QTest.qWait(200)
    while jobs.running():
        QTest.qWait(20)


def save(widget, folder: Path, name: str) -> None:
    """One picture."""
    widget.grab().save(str(folder / f"{name}.png"))
    print(folder / f"{name}.png")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
