"""Render every page, form and dialog at 1366 x 768 into a folder: `python3 -m tests.screens DIR` (`--help` tells the choices).

Without choices: all of the practice office in both languages, and the pages of an empty office and of one with 1,000,000 records, each
in a folder of its own (`DIR/practice-vi`, …).

To add one: a line in `PAGES` (a page in some state) or in `DIALOGS` (a function that gets an `ui.parts.action.Context` and returns the
dialog, not yet shown). Look at the pictures beside the drawn targets after each change of the window.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

TODAY = date(2026, 11, 20)
SIZE = (1366, 768)
OFFICES = ("practice", "empty", "large")
# What waits longer than this for a rest, such as a draft to be kept, is no part of a picture.
LONGEST_REST_MS = 300

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
    ("entry", "tests.sheet_screens:entry"),
    ("entry-paper", "tests.sheet_screens:entry_paper"),
    ("entry-correct", "tests.sheet_screens:entry_correct"),
    ("entry-read", "tests.entry_screens:entry_read"),
    ("entry-doubt", "tests.entry_screens:entry_doubt"),
    ("entry-tasks", "tests.entry_screens:entry_tasks"),
    ("entry-queue", "tests.entry_screens:entry_queue"),
    ("entry-note", "tests.entry_screens:entry_note"),
    ("entry-again", "tests.entry_screens:entry_again"),
    ("entry-pdf", "tests.paper_screens:entry_pdf"),
    ("entry-scan", "tests.paper_screens:entry_scan"),
    ("preview-read", "tests.paper_screens:preview_read"),
    ("preview", "tests.sheet_screens:preview"),
    ("form-dossier-filled", "tests.screens:dossier_filled"),
    ("form-task-draft", "tests.form_screens:draft_put_back"),
    ("form-task-carried", "tests.form_screens:carried_over"),
    ("form-dossier-double", "tests.form_screens:double_code"),
    ("form-task-wrong", "tests.form_screens:with_errors"),
    ("form-task-suggestions", "tests.form_screens:suggestions"),
    ("alert-told", "tests.box_screens:told"),
    ("alert-problem", "tests.box_screens:problem"),
    ("alert-question", "tests.box_screens:question"),
    ("alert-fault", "tests.box_screens:fault"),
    ("record-files", "tests.sheet_screens:record_files"),
    ("palette", "tests.frame_screens:palette"),
    ("palette-found", "tests.frame_screens:palette_found"),
    ("palette-nothing", "tests.frame_screens:palette_nothing"),
    ("keys", "tests.frame_screens:keys"),
    ("menu", "tests.frame_screens:menu"),
    ("menu-record", "tests.frame_screens:record_menu"),
    ("help", "tests.frame_screens:help_page"),
    ("help-found", "tests.frame_screens:help_found"),
    ("tour", "tests.frame_screens:tour"),
    ("tour-done", "tests.frame_screens:tour_done"),
    ("sheet-reminders", "tests.sheet_screens:reminders"),
    ("sheet-slips", "tests.sheet_screens:slips"),
    ("import-review", "tests.import_screens:review"),
    ("import-review-all", "tests.import_screens:review_all"),
    ("import-review-gone", "tests.import_screens:review_gone"),
    ("import-review-edit", "tests.import_screens:review_edit"),
    ("import-review-pasted", "tests.import_screens:review_pasted"),
    ("import-columns", "tests.import_screens:columns"),
    ("import-columns-panel", "tests.import_screens:columns_panel"),
    ("import-columns-refused", "tests.import_screens:columns_refused"),
    ("import-kind-asked", "tests.import_screens:kind_asked"),
    ("import-refused", "tests.import_screens:refused"),
    ("import-written", "tests.import_screens:written"),
    ("sheet-reply", "tests.workbook_screens:reply"),
    ("sheet-reconcile", "tests.reconcile_screens:dossiers"),
    ("sheet-reconcile-decided", "tests.reconcile_screens:decided"),
    ("sheet-reconcile-tasks", "tests.reconcile_screens:tasks"),
    ("sheet-bulk", "tests.sheet_screens:bulk"),
    ("sheet-bulk-left-out", "tests.sheet_screens:bulk_left_out"),
    ("sheet-slip-preview", "tests.sheet_screens:slip_preview"),
    ("briefing-start", "tests.sheet_screens:briefing_start"),
    ("briefing", "tests.sheet_screens:briefing"),
)

# Name of the picture, key of the page, and key of the action whose form is opened, for the first record it is possible for.
FORMS = (
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
    parser = argparse.ArgumentParser(prog="python3 -m tests.screens", description="Pictures of every page, form, dialog, menu and message.")
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these pictures")
    parser.add_argument("--office", choices=(*OFFICES, "all"), default="all", help="an empty and a large office show the pages alone")
    parser.add_argument("--lang", choices=("vi", "en", "both"), default="both")
    parser.add_argument("--zoom", type=int, choices=(100, 125, 150, 200), default=100, help="per cent; the screen stays 1366 x 768")
    parser.add_argument("--letters", type=int, default=13, help="pixels of the text")
    parser.add_argument("--contrast", action="store_true", help="the scheme of high contrast")
    parser.add_argument("--large", type=Path, metavar="OFFICE", help="an office of 1,000,000 records that exists; without it one is made")
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_intermixed_args(arguments)
    from installer import source_setup

    source_setup.ensure(tests=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if not chosen.alone:
        return in_children(chosen)
    folder = chosen.folder / f"{chosen.office}-{chosen.lang}"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        os.environ["XDG_CONFIG_HOME"] = place
        os.environ["XDG_DATA_HOME"] = place
        draw(folder, Path(place) / "office", chosen)
    return 0


def in_children(chosen: argparse.Namespace) -> int:
    """A process for each office and language: the language, the zoom and the theme hold for a whole process. The worst exit status."""
    offices = OFFICES if chosen.office == "all" else (chosen.office,)
    # Without a wish: both languages of the practice office, whose pictures are looked at; the others in the language of the office.
    worst = 0
    for office in offices:
        both = chosen.lang == "both" and (office == "practice" or chosen.office != "all")
        for language in ("vi", "en") if both else ("vi" if chosen.lang == "both" else chosen.lang,):
            command = [sys.executable, "-m", "tests.screens", str(chosen.folder), *chosen.names, "--alone"]
            command += ["--office", office, "--lang", language, "--zoom", str(chosen.zoom), "--letters", str(chosen.letters)]
            command += ["--contrast"] * chosen.contrast
            if office == "large":
                command += ["--large", str(chosen.large or large_office())]
            zoomed = {**os.environ, "QT_SCALE_FACTOR": str(chosen.zoom / 100)}
            worst = max(worst, subprocess.run(command, cwd=ROOT, env=zoomed, check=False).returncode)
    return worst


def large_office() -> Path:
    """The office of the benchmarks with 1,000,000 records, made once on this machine."""
    from tests.benchmarks import offices

    return Path(offices.prepare(Path(tempfile.gettempdir()) / "so-dieu-hanh-benchmarks", small=False).large)


def opened(kind: str, folder: Path, large: Path | None):
    """The office the pictures are of."""
    from models.office import Office
    from models.practice.generate import found_practice_office
    from tests.offices import found_office

    if kind == "practice":
        return found_practice_office(str(folder), today=TODAY)
    if kind == "empty":
        return found_office(str(folder))
    return Office.open(str(large), today=TODAY)


def draw(folder: Path, office_folder: Path, chosen: argparse.Namespace) -> None:
    """Open the window on the office and take the pictures."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    from models.labels import set_language
    from ui import theme

    set_language(chosen.lang)
    theme.choose(letters=chosen.letters, contrast=chosen.contrast)
    from ui.application import prepare
    from ui.main_window import MainWindow
    from ui.operations import Operations

    app = QApplication.instance() or QApplication(["screens", *theme.ARGUMENTS])
    prepare(app, chosen.lang)
    names = set(chosen.names)
    office = opened(chosen.office, office_folder, chosen.large)
    window = MainWindow()
    window.resize(*(round(length * 100 / chosen.zoom) for length in SIZE))
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
    if chosen.office == "practice":
        draw_over(window, folder, names, Qt.WindowType.Popup)
    window.close()
    office.close()


def draw_over(window, folder: Path, names: set[str], popup) -> None:
    """What lies over the window: dialogs, panels and forms."""
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
            if dialog.windowType() != popup:
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
    """Let timers of the page end: counts, the record beside, the chart; and what is read and drawn of files."""
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtTest import QTest

    from ui import jobs

    QTest.qWait(200)
    while jobs.running() or resting():
        QTest.qWait(20)
    # What was read last is laid out in the next turn.
    QCoreApplication.processEvents()


def resting() -> bool:
    """Whether something begins in a moment, when the hand or the window has rested, or a page is still to come from what draws it."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from ui.parts.preview_source import SLOWEST_MS

    timers = (timer for top in QApplication.topLevelWidgets() for timer in top.findChildren(QTimer))
    running = (timer.interval() for timer in timers if timer.isActive() and timer.isSingleShot())
    # While a page is drawn the longest time that it may take is running.
    return any(wait <= LONGEST_REST_MS or wait == SLOWEST_MS for wait in running)


def save(widget, folder: Path, name: str) -> None:
    """One picture."""
    widget.grab().save(str(folder / f"{name}.png"))
    print(folder / f"{name}.png")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
