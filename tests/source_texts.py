"""What the program says, read from its source: codes with their facts, steps of the journal, texts given to `tr`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# What carries a code to the person, and where its facts stand: in keywords, or in a mapping as the second argument.
CARRIERS = {
    "OfficeError": "keywords",
    "RowRefusedError": "keywords",
    "Notice": "mapping",
    "TextDoubt": "mapping",
    "Finding": "mapping",
    "CellWarning": "mapping",
}

# What may follow a table's name and a point without being a step: a foreign key, a file.
NO_VERBS = {"id", "db", "lock", "anchor"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a code is said: the class that carries it, the code, its facts (None: they are gathered at run time)."""

    carrier: str
    code: str
    facts: frozenset[str] | None
    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.code}"


@cache
def trees(*rooms: str) -> tuple[tuple[str, ast.Module], ...]:
    """Every source file of these rooms with its tree; a room may be one file."""
    found = []
    for room in rooms:
        place = ROOT / room
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            found.append((path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))))
    return tuple(found)


def calls(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """Every call with the last part of the name that is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield name, node


def literals(node: ast.expr, tree: ast.Module) -> list[str] | None:
    """The texts that an expression can be: a literal, one of two, a module's constant, a variable with literal values; else None."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        both = (literals(node.body, tree), literals(node.orelse, tree))
        return None if None in both else [text for part in both for text in part or ()]
    if isinstance(node, ast.Name):
        given = [
            each.value
            for each in ast.walk(tree)
            if isinstance(each, (ast.Assign, ast.AnnAssign))
            and each.value is not None
            and any(isinstance(target, ast.Name) and target.id == node.id for target in getattr(each, "targets", None) or [each.target])
        ]
        found = [literals(value, tree) for value in given if not isinstance(value, ast.Name)]
        return None if not found or None in found else [text for part in found for text in part or ()]
    return None


@cache
def said() -> tuple[tuple[Place, ...], tuple[str, ...]]:
    """All places that say a code, and the places whose code is decided at run time."""
    places, unknown = [], []
    for path, tree in trees("models", "ui"):
        for name, call in calls(tree):
            if name not in CARRIERS or not call.args:
                continue
            codes = literals(call.args[0], tree)
            if codes is None:
                unknown.append(path)
                continue
            facts: frozenset[str] | None
            if CARRIERS[name] == "keywords":
                gathered = any(keyword.arg is None for keyword in call.keywords)
                facts = None if gathered else frozenset(keyword.arg or "" for keyword in call.keywords) - {"environment"}
                if name == "RowRefusedError":
                    facts = None if facts is None else facts | {"field"}
            else:
                given = call.args[1] if len(call.args) > 1 else next((each.value for each in call.keywords if each.arg == "facts"), None)
                if given is None:
                    facts = frozenset()
                else:
                    keys = [key.value for key in given.keys if isinstance(key, ast.Constant)] if isinstance(given, ast.Dict) else None
                    facts = None if keys is None else frozenset(keys)
            places.extend(Place(name, code, facts, path, call.lineno) for code in codes)
    return tuple(places), tuple(unknown)


def steps_of_journal(tables: set[str]) -> set[str]:
    """The literals that look like a step, "<table>.<verb>"."""
    prefixes = tables | {"office", "practice", "view"}
    found = set()
    for path, tree in trees("models"):
        if path == "models/labels.py":
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                first, dot, verb = node.value.partition(".")
                if dot and first in prefixes and verb.replace("_", "").isalpha() and verb.islower() and verb not in NO_VERBS:
                    found.add(node.value)
    return found


@cache
def spoken_texts() -> tuple[frozenset[str], tuple[str, ...]]:
    """The literals given to `tr` anywhere in the program, and the calls of `tr` that give something else."""
    texts, others = set(), []
    for path, tree in trees("models", "ui", "installer", "main.py"):
        for name, call in calls(tree):
            if name == "tr":
                first = call.args[0] if call.args else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    texts.add(first.value)
                else:
                    others.append(f"{path}: {ast.unparse(call)}")
    return frozenset(texts), tuple(others)
