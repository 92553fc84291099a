"""The walls of the house: who may import whom, what nobody may write, how long a file may be. Read from the source, not from habit."""

from __future__ import annotations

import ast
import io
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("models", "ui", "installer", "tests")


@cache
def sources(*rooms: str) -> tuple[tuple[str, ast.Module, str], ...]:
    """Every Python file of these rooms: its path from the root, its tree, its text."""
    found = []
    for room in rooms:
        for path in sorted((ROOT / room).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            found.append((path.relative_to(ROOT).as_posix(), ast.parse(text), text))
    return tuple(found)


def imported(tree: ast.Module) -> Iterator[str]:
    """The modules that a file imports anywhere, but for its annotations alone."""
    skipped: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING"):
            skipped.update(inner for statement in node.body for inner in ast.walk(statement))
    for node in ast.walk(tree):
        if node in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def breaches(room: str, *forbidden: str) -> list[str]:
    """The imports that break through a wall."""
    return [
        f"{path} imports {module}"
        for path, tree, _ in sources(room)
        for module in imported(tree)
        if any(module == name or module.startswith(f"{name}.") for name in forbidden)
    ]


@pytest.mark.parametrize(
    ("room", "forbidden"),
    [
        ("models", ("PySide6", "shiboken6", "ui")),
        (
            "models/clock",
            ("models.registers", "models.storage", "models.intake", "models.reports", "models.errors", "models.office", "sqlalchemy"),
        ),
        ("models/storage", ("models.registers", "models.intake", "models.reports", "models.office", "models.practice")),
        ("models/registers", ("models.intake", "models.reports", "models.practice")),
        ("models/intake", ("models.reports",)),
        ("models/reports", ("models.intake",)),
        ("ui", ("sqlalchemy", "sqlcipher3", "sqlite3", "psycopg", "models.schema")),
        ("installer", ("models.registers", "models.storage", "ui.pages")),
    ],
)
def test_no_room_reaches_through_a_wall(room, forbidden):
    assert breaches(room, *forbidden) == []


def test_the_screen_takes_no_tables():
    """Only ids and frozen values cross into ui/: no module of tables is imported there."""
    tables = [f"{path} imports {module}" for path, tree, _ in sources("ui") for module in imported(tree) if module.endswith(".tables")]
    assert tables == []


def test_every_model_can_be_imported_where_there_is_no_qt():
    modules = sorted(
        path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        for path, _, _ in sources("models")
        if not path.startswith("models/storage/migrations/")  # these run only inside an upgrade
    )
    program = f"""
import importlib, sys
class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError(name)
sys.meta_path.insert(0, NoQt())
for name in {modules!r}:
    importlib.import_module(name)
print(len({modules!r}))
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, str(len(modules))), done.stderr


def strings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """All texts of a file that are no docstrings, f-strings with their fixed parts."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


def test_nothing_is_deleted_from_a_register():
    statement = re.compile(r"\b(DELETE\s+FROM|TRUNCATE)\b", re.IGNORECASE)
    found = []
    for path, tree, _ in sources("models", "ui"):
        found += [f"{path}:{line} {text[:60]}" for line, text in strings(tree) if statement.search(text)]
        for node in ast.walk(tree):
            called = node.func if isinstance(node, ast.Call) else None
            name = called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
            if name == "delete":
                found.append(f"{path}:{node.lineno} calls delete")
    assert found == []


def test_the_screen_writes_no_sql():
    sql = re.compile(r"\b(SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|PRAGMA|CREATE\s+TABLE)\b", re.DOTALL)
    found = [f"{path}:{line} {text[:60]}" for path, tree, _ in sources("ui") for line, text in strings(tree) if sql.search(text)]
    assert found == []


def test_no_error_is_swallowed_whole():
    """A catch-all may name, report or pass an error on; it may not drop it."""
    found = []
    for path, tree, _ in sources("models", "ui", "installer"):
        for node in ast.walk(tree):
            if not isinstance(node, ast.ExceptHandler):
                continue
            caught = "" if node.type is None else ast.unparse(node.type)
            silent = all(isinstance(statement, (ast.Pass, ast.Continue)) for statement in node.body)
            if caught in ("", "Exception", "BaseException") and silent:
                found.append(f"{path}:{node.lineno}")
    for path, tree, _ in sources("models", "ui", "installer"):
        found += [
            f"{path}:{node.lineno}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("suppress") and "Exception" in map(ast.unparse, node.args)
        ]
    assert found == []


def test_no_test_sleeps():
    found = [
        f"{path}:{node.lineno}"
        for path, tree, _ in sources("tests")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).rsplit(".", 1)[-1] in ("sleep", "qSleep", "msleep")
    ]
    assert found == []


@pytest.mark.parametrize("room", ROOMS)
def test_no_file_is_too_long_to_be_read(room):
    assert [f"{path}: {text.count(chr(10))} lines" for path, _, text in sources(room) if text.count("\n") > 600] == []


def comments(text: str) -> Iterator[tuple[int, str]]:
    """The comments of a file with their lines."""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def test_nothing_is_left_unfinished():
    unfinished = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    assert [f"{path}:{line} {said}" for path, _, text in sources(*ROOMS) for line, said in comments(text) if unfinished.search(said)] == []


def test_frozen_values_stay_frozen():
    """Nobody reaches around a frozen dataclass, and every dataclass that crosses between rooms is one."""
    found = [
        f"{path}:{node.lineno}"
        for path, tree, _ in sources("models/registers", "models/reports", "ui")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "object.__setattr__"
    ]
    for path, tree, _ in sources("models/registers"):
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and node.name.endswith(("Row", "Query", "Entry", "Whole")):
                decorators = [ast.unparse(each) for each in node.decorator_list]
                if decorators and not any("frozen=True" in each for each in decorators):
                    found.append(f"{path}:{node.lineno} {node.name} is not frozen")
    assert found == []


def test_the_command_line_needs_no_qt():
    """No command may pull in Qt, nor a reading one the libraries of workbooks: a machine without a screen starts quickly."""
    program = """
import sys
import ui.command_line, ui.commands, ui.listing, ui.words, ui.fault_commands, ui.places
import models.registers.tasks.queries, models.registers.dossiers.queries, models.registers.directives.queries
heavy = {"PySide6", "shiboken6", "openpyxl", "python_calamine", "holidays", "psycopg", "numpy", "PIL"}
print(sorted(heavy & {name.split(".")[0] for name in sys.modules}))
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr
