"""Predictions for a folder of labelled texts, their score, and what each rule is worth."""

from __future__ import annotations

import importlib
import importlib.util
import json
import pkgutil
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import models.intake.documents
from models.intake.documents.as_json import reading_as_json
from models.intake.documents.document_text import DocumentText
from models.intake.documents.found import Reading
from models.intake.documents.reading_document import read_text
from models.intake.documents.rules import Rule

EXAMPLES = Path(__file__).parents[2].parent / "shared" / "examples"
DIRECTIVES = EXAMPLES / "directives"
SCORER = EXAMPLES / "score_directives.py"

_NEVER = re.compile(r"(?!)")


def text_of(path: Path) -> DocumentText:
    """The text of an example as the reader of plain text gives it."""
    written = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    return DocumentText(unicodedata.normalize("NFC", written))


def readings(folder: Path) -> dict[str, Reading]:
    """What is read of each text of a folder, by the name without its ending."""
    return {path.stem: read_text(text_of(path)) for path in sorted(folder.glob("*.txt"))}


def write_predictions(folder: Path, target: Path) -> None:
    """One JSON file a text, in the keys of the labels."""
    target.mkdir(parents=True, exist_ok=True)
    for name, reading in readings(folder).items():
        (target / f"{name}.json").write_text(json.dumps(reading_as_json(reading), ensure_ascii=False, indent=1), encoding="utf-8")


def scorer() -> ModuleType:
    """The program that compares predictions with labels, as a module."""
    found = importlib.util.spec_from_file_location("score_directives", SCORER)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def scores_by_document(predictions: Path, labels: Path, scratch: Path) -> dict[str, dict[str, Any]]:
    """The score of each document by itself, so that it is seen which ones a rule changes."""
    module = scorer()
    found: dict[str, dict[str, Any]] = {}
    for label in sorted(labels.glob("*.json")):
        alone = scratch / label.stem
        alone.mkdir(parents=True, exist_ok=True)
        (alone / label.name).write_bytes(label.read_bytes())
        found[label.stem] = module.score(str(predictions), str(alone))[0]
    return found


def all_rules() -> dict[str, Rule]:
    """Every rule of reading by its name, wherever its table stands."""
    found: dict[str, Rule] = {}
    for each in pkgutil.walk_packages(models.intake.documents.__path__, "models.intake.documents."):
        for value in vars(importlib.import_module(each.name)).values():
            found.update((rule.name, rule) for rule in _rules_in(value))
    return found


def _rules_in(value: Any) -> Iterator[Rule]:
    """The rules of a module's table, however it is built."""
    if isinstance(value, Rule):
        yield value
    elif isinstance(value, dict):
        yield from _rules_in(tuple(value.values()))
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from _rules_in(each)


@contextmanager
def without(rule: Rule) -> Iterator[None]:
    """The rule finds nothing while this lasts."""
    kept = rule.compiled
    object.__setattr__(rule, "compiled", _NEVER)
    try:
        yield
    finally:
        object.__setattr__(rule, "compiled", kept)


def changed_by(
    rule: Rule, folder: Path, target: Path, score: Callable[[Path], dict[str, float]], before: dict[str, float]
) -> dict[str, float]:
    """How much each document's score loses (above 0) or gains (below 0) without the rule; only those that change."""
    with without(rule):
        write_predictions(folder, target)
    after = score(target)
    return {name: round(before[name] - after[name], 3) for name in before if abs(before[name] - after[name]) > 0.0005}
