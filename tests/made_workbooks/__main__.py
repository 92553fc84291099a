"""`python -m tests.made_workbooks FOLDER [--set 1] [--seed 1] [--only NAME …]`: write a set of workbooks with their truth."""

import argparse
import importlib
from pathlib import Path

from tests.made_workbooks.files import can_write, write

SETS = {
    "1": "tests.made_workbooks.set_one",
    "2": "tests.made_workbooks.set_two",
    "3": "tests.made_workbooks.set_three",
    "4": "tests.made_workbooks.set_four",
    "p": "tests.made_workbooks.set_pairs",
    "r": "tests.made_workbooks.set_random",
}


def main() -> None:
    """Write the set asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--set", choices=SETS, default="1")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    for made in importlib.import_module(SETS[asked.set]).workbooks(asked.seed):
        if asked.only and made.name not in asked.only:
            continue
        if not can_write(made.form):
            print("left out, LibreOffice is not installed:", made.file_name)
            continue
        write(made, asked.folder)
        print(made.file_name, len(made.truth["records"]), "records,", len(made.truth["rejects"]), "to refuse")


if __name__ == "__main__":
    main()
