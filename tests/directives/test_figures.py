"""The figures that were asked for, held on the labelled examples where they are there (`../shared/examples`)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.directives.predict import DIRECTIVES, all_rules, scorer, without, write_predictions

pytestmark = pytest.mark.skipif(not DIRECTIVES.is_dir(), reason="the labelled examples are not beside the project")


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the scorer says of the examples as they are read now."""
    predictions = tmp_path_factory.mktemp("predictions")
    write_predictions(DIRECTIVES, predictions)
    found: dict[str, Any] = scorer().score(str(predictions), str(DIRECTIVES))[0]
    return found


def test_heads_are_read(figures: dict[str, Any]) -> None:
    assert figures["macro_header"] >= 0.985


@pytest.mark.parametrize("field", ["number", "issue_date", "document_type", "signer", "subject", "issuing_agency"])
def test_the_fields_that_must_be_right(figures: dict[str, Any], field: str) -> None:
    assert figures["fields"][field]["accuracy"] >= 0.95


@pytest.mark.parametrize(("figure", "least"), [("f1", 0.85), ("assignee_f1", 0.80), ("deadline_accuracy_dated", 0.90)])
def test_tasks_are_read(figures: dict[str, Any], figure: str, least: float) -> None:
    assert figures["tasks"][figure] >= least


def test_a_rule_can_be_put_out(tmp_path: Path) -> None:
    """The measure of each rule's worth: without the rule of numbers no number is read, and afterwards it is read again."""
    rule = all_rules()["head.number_line"]
    with without(rule):
        write_predictions(DIRECTIVES, tmp_path)
        assert scorer().score(str(tmp_path), str(DIRECTIVES))[0]["fields"]["number"]["accuracy_where_stated"] == 0
    assert rule.search("so: 12/ct-ubnd") is not None


def test_names_of_rules_are_told_once() -> None:
    rules = all_rules()
    assert len(rules) > 40
    assert all(name == rule.name for name, rule in rules.items())
