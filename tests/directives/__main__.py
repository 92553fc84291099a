"""Measures how well directives are read: `python -m tests.directives [--folder DIR] [--errors] [--without RULE] [--ablate]`.

Reads every NNN.txt of a folder, writes what was read beside each other in a folder of predictions and runs the scorer of the examples.
`--without RULE` measures as if a rule found nothing; `--ablate` does so with every rule in turn and tells which documents change by it:
a rule that serves a single document is suspect. `--calibration` tells how often sure and doubtful values are right.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from contextlib import nullcontext
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
    parser.add_argument("--calibration", action="store_true", help="how often sure and doubtful values are right")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        predictions = asked.out or Path(scratch) / "predictions"
        if asked.ablate:
            _ablate(asked.folder, Path(scratch))
            return 0
        off = without(all_rules()[asked.without]) if asked.without else nullcontext()
        with off:
            write_predictions(asked.folder, predictions)
        options = ["--per-document", *(["--errors"] if asked.errors else [])]
        scorer().main([str(predictions), str(asked.folder), *options])
        if asked.calibration:
            print("\n".join(("", *calibration_lines(asked.folder))))
    return 0


def _ablate(folder: Path, scratch: Path) -> None:
    def macro(predictions: Path) -> dict[str, float]:
        return {name: each["macro_average"] for name, each in scores_by_document(predictions, folder, scratch / "labels").items()}

    target = scratch / "predictions"
    write_predictions(folder, target)
    before = macro(target)
    for name, rule in sorted(all_rules().items()):
        changes = changed_by(rule, folder, target, macro, before)
        word = {0: "nothing changes", 1: "ONE DOCUMENT"}.get(len(changes), f"{len(changes)} documents")
        told = ", ".join(f"{document} {change:+.3f}" for document, change in sorted(changes.items(), key=lambda item: -abs(item[1]))[:8])
        print(f"{name:40s} {word:16s} {told}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
