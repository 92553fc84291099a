"""Everything that can be said has its words, and the words have what they speak of: read from the source, so that nothing is forgotten."""

from __future__ import annotations

import ast
import string
from datetime import date, datetime

import pytest

import models.schema  # noqa: F401  all tables
from models.clock.deadlines import DirectiveState, DossierState, TaskState
from models.clock.limits import LimitUnit
from models.clock.working_days import DayKind
from models.errors import OfficeError
from models.intake.workbooks.planned import Problem
from models.intake.workbooks.understanding.names import NEEDED, fields_of
from models.labels import LABELS
from models.outcome import Notice
from models.registers.comparison import KINDS
from models.registers.dossiers.states import Status
from models.registers.settings import Settings
from models.reports.catalogue import REPORTS
from models.storage.columns import metadata
from models.storage.verify import Finding
from tests.source_texts import Place, calls, literals, said, steps_of_journal, trees
from ui import words
from ui.field_names import FIELDS
from ui.sentences import FINDINGS, NOTICES, PROBLEMS, REASONS, SENTENCES

OF_ROWS = ("RowRefusedError", "CellWarning")
TABLES = {"OfficeError": SENTENCES, "Notice": NOTICES, "TextDoubt": NOTICES, "Finding": FINDINGS}
# Codes that are chosen at run time come from tables that are tested where they stand.
CHOSEN_AT_RUN_TIME = {
    "models/storage/database_errors.py",
    "models/storage/opening.py",
    "models/safekeeping.py",
    "models/intake/workbooks/kinds/dossiers.py",
    "models/intake/workbooks/values/texts.py",  # passes on what the registers refuse
    "models/intake/processes/process.py",  # passes on what its child refuses
    "ui/words.py",  # passes on the doubts of a text
}
# Sentences after which nothing is to be done, or where the doing is said without "hãy".
NOTHING_TO_DO = {
    "nothing_to_undo", "nothing_to_redo", "no_period_before", "not_suspended", "not_completed", "dossier_cancelled", "dossier_closed",
    "due_date_given", "number_leaves_gap", "upgrade_failed", "extension_limit",
}  # fmt: skip
FACTS = {
    "field": "subject",
    "table": "task",
    "target": "directive",
    "missing": ["content"],
    "date": date(2026, 11, 31 - 1),
    "count": 3,
    "limit": 500,
    "year": 2026,
    "number": 117,
    "reason": "Permission denied",
}


def spoken(place: Place) -> str:
    """What the person reads when this place speaks."""
    facts = {name: FACTS.get(name, f"<{name}>") for name in place.facts or ()}
    if place.carrier in ("Notice", "TextDoubt"):
        return words.notice(Notice(place.code, facts))
    if place.carrier == "Finding":
        return words.finding(Finding(place.code, facts))
    if place.carrier in OF_ROWS:
        return words.problem(Problem(3, "C", place.code, facts))
    field = facts.pop("field", None)
    return words.sentence(OfficeError(place.code, field=field, **facts))


def test_only_known_places_choose_their_code_at_run_time():
    assert sorted(set(said()[1]) - CHOSEN_AT_RUN_TIME) == []


def test_every_code_has_its_words():
    without = []
    for place in said()[0]:
        known = PROBLEMS.keys() | SENTENCES.keys() if place.carrier in OF_ROWS else TABLES[place.carrier].keys()
        if place.code not in known:
            without.append(str(place))
    assert without == []


def test_every_sentence_has_the_facts_it_speaks_of():
    lacking = {}
    for place in said()[0]:
        told = spoken(place)
        body = told.removesuffix(f"[{place.code}]") if place.carrier == "Finding" else told
        if place.facts is not None and ("[" in body or "{" in body or "“…”" in body or "None" in body):
            lacking[str(place)] = told
    assert lacking == {}


def test_a_register_that_refuses_a_row_of_a_sheet_is_understood():
    """The services check the rows of an import too, so their errors may be told as problems of a row."""
    lacking = {}
    for place in said()[0]:
        if place.carrier == "OfficeError" and place.code in PROBLEMS and place.facts is not None:
            facts = {name: FACTS.get(name, f"<{name}>") for name in place.facts | {"field"}}
            told = words.problem(Problem(3, "C", place.code, facts))
            if "[" in told or "…" in told:
                lacking[str(place)] = told
    assert lacking == {}


@pytest.mark.parametrize("facts", [{"value": "31/11/2026"}, {"date": date(2062, 1, 2)}])
def test_an_impossible_date_names_the_date(facts):
    told = words.problem(Problem(7, "C", "impossible_date", facts))
    assert told.startswith("Dòng 7, cột C: “31/11/2026”" if "value" in facts else "Dòng 7, cột C: “02/01/2062”")


@pytest.mark.parametrize("table", [SENTENCES, NOTICES, FINDINGS, PROBLEMS], ids=["sentences", "notices", "findings", "problems"])
def test_no_words_are_left_over(table):
    """A sentence that nobody says is a sentence that nobody keeps true."""
    named = {place.code for place in said()[0]}
    for path in CHOSEN_AT_RUN_TIME:
        for _, tree in trees(path):
            named |= {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert sorted({code.split("/")[0] for code in table} - named) == []


def test_sentences_tell_what_to_do():
    silent = [code for code, text in SENTENCES.items() if "hãy" not in text.lower() and code not in NOTHING_TO_DO]
    silent += [code for code, text in PROBLEMS.items() if "hãy" not in text.lower()]
    assert silent == []


def test_sentences_are_sentences():
    for table in (SENTENCES, NOTICES, FINDINGS, PROBLEMS):
        for code, text in table.items():
            assert text.endswith("."), code
            assert "  " not in text, code
            assert len(text) <= 260, code
            assert all(name for _, name, _, _ in string.Formatter().parse(text) if name is not None), code


def test_every_step_of_the_journal_has_words():
    steps = steps_of_journal(set(metadata.tables)) | {f"import.{kind}" for kind in NEEDED} | {"setting.change", "office.found"}
    # Built from parts where one function serves several steps.
    steps |= {f"{table}.correct" for table in ("department", "official")} | {"dossier.start", "dossier.forward"}
    steps |= {f"reconcile.{kind}" for kind in KINDS}
    assert sorted(steps - LABELS["change"].keys()) == []
    assert sorted(LABELS["change"].keys() - steps) == []


def test_every_step_is_named_by_a_literal_or_a_known_pattern():
    """A step whose name is put together elsewhere would escape the test above."""
    patterns = {"f'dossier.{action}'", "f'{table.name}.correct'", "f'import.{plan.kind}'", "f'reconcile.{self.kind}'"}
    found = set()
    for path, tree in trees("models"):
        for name, call in calls(tree):
            if name == "write" and call.args and path.startswith(("models/registers", "models/intake", "models/practice")):
                label = call.args[0]
                if isinstance(label, ast.JoinedStr):
                    found.add(ast.unparse(label))
                else:
                    assert isinstance(label, ast.Name) or literals(label, tree), f"{path}:{call.lineno}"
    assert found <= patterns


@pytest.mark.parametrize(
    ("group", "codes"),
    [
        ("task_state", {*TaskState, "unassigned"}),
        ("dossier_state", set(DossierState)),
        ("directive_state", set(DirectiveState)),
        ("dossier_status", {str(status.value) for status in Status}),
        ("unit", set(LimitUnit)),
        ("day_kind", set(DayKind)),
        ("report", set(REPORTS)),
        ("table", set(metadata.tables)),
    ],
)
def test_labels_name_exactly_the_codes_that_there_are(group, codes):
    assert {str(code) for code in codes} == LABELS[group].keys()


def test_every_group_that_is_asked_for_is_there():
    asked = {
        call.args[0].value
        for _, tree in trees("models", "ui")
        for name, call in calls(tree)
        if name == "label" and len(call.args) == 2 and isinstance(call.args[0], ast.Constant)
    }
    assert sorted(asked - LABELS.keys()) == []


def kinds_of_events(path: str, functions: set[str], place: int) -> set[str]:
    """The literal kinds given to these functions."""
    ((_, tree),) = trees(path)
    found: set[str] = set()
    for name, call in calls(tree):
        if name in functions and len(call.args) > place:
            found.update(literals(call.args[place], tree) or ())
    return found


def test_every_event_of_a_record_has_words():
    tasks = kinds_of_events("models/registers/tasks/whole.py", {"_event", "TimelineItem"}, 1)
    assert tasks <= LABELS["task_event"].keys()
    assert "reminder" in tasks
    dossiers = kinds_of_events("models/registers/dossiers/explanation.py", {"add"}, 1)
    dossiers |= {f"paused_{kind}" for kind in LABELS["pause_kind"]} | {"start", "forward"}
    assert dossiers <= LABELS["dossier_event"].keys()
    assert "returned" in dossiers


def test_every_field_that_can_be_wrong_has_a_name():
    named = set()
    for _, tree in trees("models"):
        for name, call in calls(tree):
            if name in ("OfficeError", "RowRefusedError"):
                named |= {word.value.value for word in call.keywords if word.arg == "field" and isinstance(word.value, ast.Constant)}
            if name in ("possible", "not_future", "line", "lines", "checked_text") and len(call.args) > 1:
                named |= {
                    each.value
                    for each in call.args
                    if isinstance(each, ast.Constant) and isinstance(each.value, str) and each.value.islower()
                }
    named |= {field for kind in NEEDED for field in (*fields_of(kind), *NEEDED[kind])} | set(Settings.__slots__)
    named -= {None}
    assert sorted(named - FIELDS.keys()) == []


def test_names_that_count_nothing_have_no_points():
    assert "năm 2026 đã dùng" in words.sentence(OfficeError("number_taken", field="arrival_number", number=1117, year=2026))
    assert "Số đến 1117 " in words.sentence(OfficeError("number_taken", field="arrival_number", number=1117, year=2026))
    assert "12.345 dòng" in words.sentence(OfficeError("report_too_long", sheet="A", count=12345))


def test_fields_and_tables_are_told_by_their_names():
    told = words.sentence(OfficeError("columns_not_found", kind="tasks", missing=["content", "due_date"], found="A, B"))
    assert "(Nội dung, Hạn)" in told
    assert "“nhiệm vụ”" in words.finding(Finding("row_changed_outside", {"table": "task", "id": 3}))


@pytest.mark.parametrize("reason", REASONS)
def test_what_the_operating_system_says_is_told_in_vietnamese(reason):
    told = words.sentence(OfficeError("cannot_write_file", path="/x", reason=reason))
    assert reason not in told
    assert REASONS[reason] in told


@pytest.mark.parametrize("value", ["a\nb\x00\x1b[31m\u2028c", "x" * 100_000, "\udcff", "{0} {field} {x.__class__}", "“”"])
def test_a_hostile_fact_stays_inside_its_sentence(value):
    told = words.sentence(OfficeError("key_not_found", key=value))
    assert told.startswith("Không tìm thấy “")
    assert told.endswith("Hãy kiểm tra lại mã, số hoặc uid.")
    assert told.isprintable() or "\udcff" in value
    assert len(told) < 500
    told.encode("utf-8")


def test_moments_and_lists_are_spoken():
    assert words.spoken(datetime(2026, 11, 22, 9, 5)) == "22/11/2026 09:05"
    assert words.spoken(("a", date(2026, 1, 2), 1200)) == "a, 02/01/2026, 1.200"
