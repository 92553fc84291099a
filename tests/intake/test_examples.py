"""The fourteen example workbooks, to the figures that were asked for. They lie beside the project; without them nothing is measured."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.made_workbooks.measuring import EXAMPLES, found, scorer, taken_in, taken_in_after

WORKBOOKS = EXAMPLES / "workbooks"
SCORE = scorer()
TRUTHS = dict(SCORE.truths(str(WORKBOOKS))) if SCORE else {}

pytestmark = pytest.mark.skipif(not TRUTHS, reason="the example workbooks are not beside the project (../shared/examples)")

Scores = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def empty_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office of the examples, founded once and copied."""
    return found(tmp_path_factory.mktemp("examples") / "office")


@pytest.fixture(scope="module")
def scores(empty_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Scores:
    """Every example taken in by an office of its own, and scored."""
    assert SCORE is not None
    truths = {name: SCORE.load(path) for name, path in TRUTHS.items()}
    offices = tmp_path_factory.mktemp("offices")

    def office(name: str) -> Path:
        return Path(shutil.copytree(empty_office, offices / name))

    scored = {}
    for name, truth in truths.items():
        path = WORKBOOKS / truth["file"]
        result = taken_in(office(name), truth["kind"], path)
        if truth.get("update_of"):
            first = WORKBOOKS / truths[truth["update_of"]]["file"]
            result["pair"] = taken_in_after(office(f"{name}_after"), truth["kind"], first, path)
        scored[name] = SCORE.score_file(truth, result)
    return scored


def mean(scores: Scores, figure: str) -> float:
    """The mean of a figure over the files that have it."""
    values = [score[figure] for score in scores.values() if score[figure] is not None]
    return sum(values) / len(values)


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("figure", "least"),
    [
        ("recall", 0.99),
        ("precision", 0.99),
        ("field_accuracy", 0.97),
        ("date_accuracy", 0.98),
        ("reject_recall", 0.95),
        ("reject_precision", 0.95),
    ],
)
def test_figures_that_were_asked_for(scores: Scores, figure: str, least: float) -> None:
    assert mean(scores, figure) >= least, {name: score[figure] for name, score in scores.items()}


@pytest.mark.slow
def test_updates_of_an_earlier_list_count_as_a_clerk_counts(scores: Scores) -> None:
    pairs = {name: score["pair"] for name, score in scores.items() if "pair" in score}
    assert len(pairs) == 2
    assert [wrong for wrong in pairs.items() if any(wanted != got for wanted, got in wrong[1].values())] == []


@pytest.mark.slow
def test_a_dry_run_gives_the_numbers_of_the_run(scores: Scores) -> None:
    assert [name for name, score in scores.items() if not score["dry_equals_real"] or not score.get("pair_dry_equals_real", True)] == []


@pytest.mark.slow
def test_an_empty_office_gets_as_many_records_as_the_list_has(scores: Scores) -> None:
    assert [name for name, score in scores.items() if score["inserted_right"] is False] == []
