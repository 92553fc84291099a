"""Every action of every page, on the practice office: it opens a form that fits the screen, or does its work at once."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPlainTextEdit

from ui.forms.form import Form
from ui.forms.rows import RowsInput

SCREEN = (1366, 768)


def rows_of(page, office):
    """Rows of every state of the page's register."""
    queries = page.queries()
    when = office.when()
    with office.read() as conn:
        states = [state for state, number in queries.state_counts(conn, page.first_query().with_states(), when).items() if number]
        ids = {
            found
            for state in (*states, "cancelled")
            for found in queries.find_ids(conn, page.first_query().with_states(state), when, limit=3)
        }
        return queries.load_rows(conn, sorted(ids), when, office.calendar())


def check(form: Form) -> None:
    """What every form owes to a person at the keyboard and to one who hears the screen."""
    assert form.windowTitle()
    assert form.save_button.text() not in ("", "OK", "Save")
    assert form.width() <= SCREEN[0]
    assert form.height() <= SCREEN[1] - 40
    for name, cell in form.cells.items():
        if isinstance(cell.widget, (QLineEdit, QComboBox, QPlainTextEdit)):
            assert cell.widget.accessibleName(), name
        elif isinstance(cell.widget, QCheckBox):
            assert cell.widget.text(), name
        elif isinstance(cell.widget, RowsInput):
            assert all(widget.accessibleName() for row in cell.widget._rows for widget in row.values()), name
    assert any(cell.isAncestorOf(form.focusWidget()) for cell in form.cells.values()), "the keyboard is in an input"


@pytest.mark.parametrize("key", ["directives", "tasks", "dossiers"])
def test_every_action_opens_its_form(window, practice, monkeypatch, key):
    monkeypatch.setattr("ui.parts.attachments.QFileDialog.getOpenFileNames", lambda *_: ([], ""))
    window.show_page(key)
    window.activateWindow()
    page = window.page()
    rows = rows_of(page, practice)
    opened = set()
    for entry in page.entries:
        action = entry.action
        if action.kind != "record":
            action.run(page.context(), None)
        else:
            fitting = [row for row in rows if action.enabled(row)]
            if not fitting:
                continue
            action.run(page.context(), fitting[0])
        entry_sheet = getattr(page, "entry", None)
        found = entry_sheet.form if entry_sheet is not None else QApplication.activeModalWidget()
        if found is None:
            continue
        assert isinstance(found, Form), action.key
        check(found)
        assert not found.typed(), f"{action.key}: nothing was typed, so leaving must not ask"
        opened.add(action.key)
        found.reject()
        QApplication.processEvents()
    assert len(opened) >= 8, opened


@pytest.mark.parametrize("key", ["directives", "tasks", "dossiers"])
def test_keys_of_a_page_are_given_once(window, key):
    window.show_page(key)
    keys = [entry.shortcut().toString() for entry in window.page().entries if not entry.shortcut().isEmpty()]
    assert len(keys) == len(set(keys))
    assert not set(keys) & {"Ctrl+Z", "Ctrl+Y", "Ctrl+F", "Ctrl+K", "F5", "Ctrl+Q", "Ctrl+C"}
    texts = [entry.text() for entry in window.page().entries]
    assert len(texts) == len(set(texts)), "two entries of one menu read alike"
