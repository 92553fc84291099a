"""Measures how well directives are read: `python -m tests.directives [--folder DIR] [--errors] [--without RULE] …` (`--help` tells all).

Reads every NNN.txt of a folder, writes what was read beside each other in a folder of predictions and runs the scorer of the examples.
`--without RULE` measures as if a rule found nothing; `--ablate` does so with every rule in turn and tells which documents change by it:
a rule that serves a single document is suspect. `--leave-one-out` measures each document without the rules that serve it alone, as if
nobody had seen it when the rules were made. `--calibration` tells how often sure and doubtful values are right.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, nullcontext
from pathlib import Path

from tests.directives.calibration import calibration_lines
from tests.directives.predict import DIRECTIVES, all_rules, changed_by, scorer, scores_by_document, without, write_predictions


def main(arguments: list[str]) -> int:
    """Read, score and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.directives", description="Measures how well directives are read.")
    parser.add_argument("--folder", type=Path, default=DIRECTIVES, help="texts NNN.txt with labels NNN.json")
    parser.add_argument("--out", type=Path, help="keep the predictions in this folder")
    parser.add_argument("--errors", action="store_true", help="list what differs from the labels")
    parser.add_argument("--without", metavar="RULE", help="measure as if this rule found nothing")
    parser.add_argument("--ablate", action="store_true", help="each rule off in turn: which documents change by it")
    parser.add_argument("--leave-one-out", action="store_true", help="each document without the rules that serve it alone")
    parser.add_argument("--calibration", action="store_true", help="how often sure and doubtful values are right")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        predictions = asked.out or Path(scratch) / "predictions"
        if asked.ablate:
            _ablate(asked.folder, Path(scratch))
            return 0
        if asked.leave_one_out:
            _leave_one_out(asked.folder, predictions, Path(scratch))
            scorer().main([str(predictions), str(asked.folder), "--per-document"])
            return 0
        off = without(all_rules()[asked.without]) if asked.without else nullcontext()
        with off:
            write_predictions(asked.folder, predictions)
        options = ["--per-document", *(["--errors"] if asked.errors else [])]
        scorer().main([str(predictions), str(asked.folder), *options])
        if asked.calibration:
            print("\n".join(("", *calibration_lines(asked.folder))))
    return 0


def _changes(folder: Path, scratch: Path) -> Iterator[tuple[str, dict[str, float]]]:
    """Each rule with what the documents lose without it."""

    def macro(predictions: Path) -> dict[str, float]:
        return {name: each["macro_average"] for name, each in scores_by_document(predictions, folder, scratch / "labels").items()}

    target = scratch / "changes"
    write_predictions(folder, target)
    before = macro(target)
    for name, rule in sorted(all_rules().items()):
        yield name, changed_by(rule, folder, target, macro, before)


def _ablate(folder: Path, scratch: Path) -> None:
    for name, changes in _changes(folder, scratch):
        word = {0: "nothing changes", 1: "ONE DOCUMENT"}.get(len(changes), f"{len(changes)} documents")
        told = ", ".join(f"{document} {change:+.3f}" for document, change in sorted(changes.items(), key=lambda item: -abs(item[1]))[:8])
        print(f"{name:40s} {word:16s} {told}")


def _leave_one_out(folder: Path, predictions: Path, scratch: Path) -> None:
    """Predictions of each document made without the rules that only it gains by."""
    rules, alone = all_rules(), defaultdict(list)
    for name, changes in _changes(folder, scratch):
        gaining = [document for document, change in changes.items() if change > 0]
        if len(gaining) == 1:
            alone[gaining[0]].append(name)
    write_predictions(folder, predictions)
    for document, names in sorted(alone.items()):
        with ExitStack() as off:
            for name in names:
                off.enter_context(without(rules[name]))
            write_predictions(folder, scratch / "alone")
        (predictions / f"{document}.json").write_bytes((scratch / "alone" / f"{document}.json").read_bytes())
        print(document, "without", ", ".join(names))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
