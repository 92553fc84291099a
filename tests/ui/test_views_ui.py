"""Saved filters on the page: named in a line, opened as they were with days that move, the one to begin with; stored texts of any kind."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from models.labels import LABELS
from models.registers.directives.rows import SORTS as DIRECTIVE_SORTS
from models.registers.directives.rows import DirectiveQuery
from models.registers.dossiers.rows import SORTS as DOSSIER_SORTS
from models.registers.dossiers.rows import DossierQuery
from models.registers.tasks.rows import SORTS as TASK_SORTS
from models.registers.tasks.rows import TaskQuery
from tests.ui.lists import settle, settled
from ui.pages.tasks import TasksPage
from ui.parts import spans, view_content
from ui.parts.view_content import ViewContent

TODAY = date(2026, 11, 20)
CTRL = Qt.KeyboardModifier.ControlModifier
BOOKS = (
    (TaskQuery(), "task_state", TASK_SORTS),
    (DossierQuery(), "dossier_state", DOSSIER_SORTS),
    (DirectiveQuery(), "directive_state", DIRECTIVE_SORTS),
)


def name_it(page, name: str, *, shared: bool = False) -> None:
    """Ctrl+S, the name, Enter."""
    QTest.keyClick(page.view, Qt.Key.Key_S, CTRL)
    assert page.saved.line.name.hasFocus()
    page.saved.line.name.insert(name)
    page.saved.line.shared.setChecked(shared)
    QTest.keyClick(page.saved.line.name, Qt.Key.Key_Return)


def test_a_filter_is_saved_by_four_keys_and_comes_back_whole(window, qtbot):
    page = settled(window, "tasks", qtbot)
    QTest.keyClick(page.view, Qt.Key.Key_2, CTRL)
    lead = page.filter_chips[0]
    lead.pick(lead.filter.choices[0][1], lead.filter.choices[1][1])
    page.layout_of_columns.show_only(["state", "content", "note"])
    page.group_by("person")
    settle(page, qtbot)
    query = page.base_query()
    name_it(page, "Quá hạn hai đơn vị")
    assert not page.saved.line.isVisible()
    assert page.view.hasFocus()
    assert page.saved.chip.isVisible()
    assert page.saved.chip.text() == "Quá hạn hai đơn vị ▾"
    page.group_by("")
    page.layout_of_columns.reset()
    page.clear_filters()
    page._states_chosen(frozenset())
    settle(page, qtbot)
    assert page.saved.current is None
    page.saved.open(page.saved.views[0])
    settle(page, qtbot)
    assert page.base_query() == query
    assert [column.key for column in page.layout_of_columns.shown()] == ["state", "content", "note"]
    assert page.group_list.isVisible()
    assert page.chips.chips[1].isChecked()
    assert lead.isChecked()


def test_a_name_that_is_taken_is_told_in_the_line_and_can_be_overwritten(window, qtbot):
    page = settled(window, "tasks", qtbot)
    name_it(page, "Một")
    page._states_chosen(frozenset({"overdue"}))
    settle(page, qtbot)
    name_it(page, "một")
    line = page.saved.line
    assert line.isVisible()
    assert line.wrong.text()
    assert line.button.text() == "Ghi đè"
    line.button.click()
    assert not line.isVisible()
    assert len(page.saved.views) == 1
    assert page.saved.views[0].content["query"]["states"] == ["overdue"]
    name_it(page, "   ")
    assert line.wrong.text()
    assert line.button.text() == "Lưu"
    QTest.keyClick(line.name, Qt.Key.Key_Escape)
    assert not line.isVisible()
    assert len(page.saved.views) == 1


def test_everybodys_filter_is_marked_renamed_and_removed_with_undo(window, qtbot):
    page = settled(window, "dossiers", qtbot)
    name_it(page, "Của chung", shared=True)
    assert page.saved.views[0].shared
    page.saved._fill()
    assert page.saved.menu.actions()[0].text() == "Của chung (chung)"
    page.saved.ask_new_name()
    page.saved.line.name.setText("Tên khác")
    page.saved.line.button.click()
    assert [view.name for view in page.saved.views] == ["Tên khác"]
    page.saved.remove()
    assert page.saved.views == []
    assert not page.saved.chip.isVisible()
    window.operations.undo()
    assert [view.name for view in page.saved.views] == ["Tên khác"]


def test_a_page_begins_with_the_filter_that_the_person_prefers(window, qtbot, practice):
    page = settled(window, "tasks", qtbot)
    page._states_chosen(frozenset({"overdue"}))
    settle(page, qtbot)
    name_it(page, "Mở đầu")
    page.saved.toggle_preferred()
    again = TasksPage(practice, window.operations)
    qtbot.addWidget(again)
    assert again.model.query.states == frozenset({"overdue"})
    assert again.saved.current is not None
    page.saved.toggle_preferred()
    plain = TasksPage(practice, window.operations)
    qtbot.addWidget(plain)
    assert plain.model.query == plain.first_query()


def test_a_saved_filter_with_named_days_moves_with_today():
    query = TaskQuery(due_from=date(2026, 11, 1), due_to=date(2026, 11, 30))
    stored = view_content.written(ViewContent(query, periods={"due": "month"}), TaskQuery())
    later = view_content.read(stored, TaskQuery(), states=(), sorts=TASK_SORTS, today=date(2027, 2, 3), cutoff_day=15)
    assert (later.query.due_from, later.query.due_to) == (date(2027, 2, 1), date(2027, 2, 28))
    assert later.periods == {"due": "month"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=8), inside, max_size=3),
    max_leaves=8,
)
NAMES = [*TaskQuery.__dataclass_fields__, *DossierQuery.__dataclass_fields__, *DirectiveQuery.__dataclass_fields__]


@pytest.mark.parametrize(("blank", "states", "sorts"), BOOKS, ids=["task", "dossier", "directive"])
@given(
    query=st.dictionaries(st.sampled_from(NAMES), JSON, max_size=6),
    rest=st.fixed_dictionaries({}, optional={"columns": JSON, "group": JSON, "periods": JSON, "query": JSON}),
)
def test_no_stored_content_is_an_error(blank, states, sorts, query, rest):
    content = view_content.read({"query": query, **rest}, blank, states=LABELS[states], sorts=sorts, today=TODAY, cutoff_day=15)
    assert type(content.query) is type(blank)
    assert content.query.sort in sorts
    assert all(state in LABELS[states] for state in content.query.states)
    hash(content.query)
    # What was read is what would be stored: it survives the next turn.
    again = view_content.read(view_content.written(content, blank), blank, states=LABELS[states], sorts=sorts, today=TODAY, cutoff_day=15)
    assert again == content


@pytest.mark.parametrize(("blank", "states", "sorts"), BOOKS, ids=["task", "dossier", "directive"])
def test_queries_come_back_as_they_were(blank, states, sorts):
    for query in _queries(blank):
        stored = view_content.written(ViewContent(query), blank)
        assert view_content.read(stored, blank, states=LABELS[states], sorts=sorts, today=TODAY, cutoff_day=15).query == query


def _queries(blank):
    if isinstance(blank, TaskQuery):
        return (
            TaskQuery(lead_department_id=(1, 2), urgency=("urgent",), tag="đất", due_from=TODAY, sort="assigned_date", descending=True),
            TaskQuery(text="a b", no_due=True, source_number="1/X").with_states("unassigned", "overdue"),
        )
    if isinstance(blank, DossierQuery):
        return (
            DossierQuery(field=("", "Đất đai"), handler_id=0, channel=(1, 3), status=9, apology=False),
            DossierQuery(late_reason_code="A", received_to=TODAY).with_states("overdue"),
        )
    return (DirectiveQuery(register=("incoming", "secret"), year=2026, agency_id=(3, 0), descending=False),)


def test_days_without_a_name_are_kept_as_they_are():
    assert spans.of_days(date(2026, 11, 2), date(2026, 11, 5), TODAY, 15).code == ""
