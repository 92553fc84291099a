"""The English of the program: complete, with the same places, for everything that is said."""

from __future__ import annotations

import ast
import json
import re
import string
from collections.abc import Iterator
from datetime import date

import pytest

from models import labels
from models.errors import OfficeError
from models.labels import LABELS, label, set_language, tr
from tests.source_texts import ROOT, spoken_texts
from ui import words
from ui.field_names import FIELDS
from ui.parts import happenings
from ui.sentences import CHIP_WORDS, FINDINGS, NOTICES, PROBLEMS, REASONS, SENTENCES

ENGLISH = ROOT / "resources" / "translations" / "en.json"
# Calls of `tr` whose text comes out of one of the tables below.
FROM_TABLES = {
    "models/labels.py: tr(words)",
    "ui/parts/happenings.py: tr(_FACTS.get(name, '{value}'), value=words.spoken(value))",
    "ui/parts/qt_words.py: tr(words)",
    "ui/words.py: tr(REASONS[str(said)])",
    "ui/words.py: tr(words)",
    "ui/words.py: tr(template)",
    "ui/words.py: tr(_WEEKDAYS[value.weekday()])",
    "ui/words.py: tr(short)",
}
# Names and the symbols of decrees have no English: they stay as they are.
NAMES = re.compile("Sổ Điều hành|xã Hoài Ân|NĐ-CP|QĐ-TTg")
VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]|[àáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵ]", re.IGNORECASE)


def tables() -> Iterator[str]:
    """The texts that stand in tables and are given to `tr` from there."""
    for group in (*LABELS.values(), *CHIP_WORDS.values(), SENTENCES, NOTICES, FINDINGS, PROBLEMS, REASONS, FIELDS):
        yield from group.values()
    yield from words._WEEKDAYS
    yield from happenings._FACTS.values()
    yield "{value}"


@pytest.fixture(scope="module")
def english() -> dict[str, str]:
    return json.loads(ENGLISH.read_text(encoding="utf-8"))


def places(text: str) -> list[str]:
    """The named places of a text, in no order; each as often as it stands."""
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def test_only_literals_are_spoken():
    """A text put together beforehand can never be found in a translation."""
    assert sorted(set(spoken_texts()[1]) - FROM_TABLES) == []


def test_everything_that_is_said_has_its_english(english):
    assert sorted((spoken_texts()[0] | set(tables())) - english.keys()) == []


def test_nothing_is_translated_that_nobody_says(english):
    assert sorted(english.keys() - spoken_texts()[0] - set(tables())) == []


def test_the_places_are_the_same(english):
    differing = {source: said for source, said in english.items() if set(places(source)) != set(places(said))}
    assert differing == {}


def test_places_are_named():
    assert [text for text in spoken_texts()[0] | set(tables()) if not all(name.isidentifier() for name in places(text))] == []


def test_the_english_is_english(english):
    left = {source: said for source, said in english.items() if not said.strip() or VIETNAMESE.search(NAMES.sub("", said))}
    assert left == {}


def test_the_file_is_in_order(english):
    """Sorted, so that two people who add texts rarely meet; real letters, so that it can be read."""
    written = ENGLISH.read_text(encoding="utf-8")
    assert written == json.dumps(english, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def test_english_is_spoken_when_asked():
    set_language("en")
    assert label("task_state", "overdue") == "Overdue"
    assert words.sentence(OfficeError("impossible_date", field="due_date", date=date(2026, 2, 3))).startswith("“Due date”: 03/02/2026")
    assert tr("không phải lời nào cả") == "không phải lời nào cả"
    set_language("vi")
    assert label("task_state", "overdue") == "Quá hạn"


def test_there_is_no_third_language():
    with pytest.raises(ValueError, match="fr"):
        set_language("fr")
    assert labels.language() == "vi"


# Files of the screen whose Vietnamese literals are no texts on it, or stand in tables that are given to `tr` (`tables` above).
NOT_SPOKEN = {
    "ui/sentences.py",
    "ui/field_names.py",
    "ui/parts/qt_words.py",
    "ui/parts/happenings.py",
    "ui/fault_commands.py",  # the records it invents
    "ui/forms/first_run.py",  # the beginnings of names of communes
    "ui/pages/briefing_line.py",  # how a due date is marked in a typed line
    "ui/words.py",  # weekdays
}
# What puts words on the screen: a literal with letters given to one of these has not gone through `tr`.
SHOWS = {"setText", "setToolTip", "setWindowTitle", "setPlaceholderText", "setAccessibleName", "setTitle", "QLabel", "QPushButton", "plain"}


def _literals(tree: ast.AST) -> Iterator[ast.Constant]:
    """The texts of a file but docstrings and what is given to `tr`."""
    passed = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tr":
            passed.update(id(inside) for given in node.args for inside in ast.walk(given))
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed.add(id(node.value))
    return (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed)


def test_no_vietnamese_reaches_the_screen_past_the_translation():
    found = [
        f"{path.relative_to(ROOT).as_posix()}:{node.lineno}: {node.value}"
        for path in sorted((ROOT / "ui").rglob("*.py"))
        if path.relative_to(ROOT).as_posix() not in NOT_SPOKEN
        for node in _literals(ast.parse(path.read_text(encoding="utf-8")))
        if VIETNAMESE.search(node.value)
    ]
    assert found == []


def test_no_words_are_shown_past_the_translation():
    found = []
    for path in sorted((ROOT / "ui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id if isinstance(node.func, ast.Name) else ""
            given = node.args[0]
            # A key ("Ctrl K", "Esc") reads the same in both languages.
            if (
                name in SHOWS
                and isinstance(given, ast.Constant)
                and re.search(r"[A-Za-z]{2}", str(given.value))
                and not re.match("Ctrl|Esc", given.value)
            ):
                found.append(f"{path.relative_to(ROOT).as_posix()}:{node.lineno}: {given.value}")
    assert found == []
