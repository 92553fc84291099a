"""Reads one workbook in a process of its own, started alone with the path of the file. What it writes is told in `parts`."""

from __future__ import annotations

import sys
from pathlib import Path


def main(path: str) -> None:
    """Read the file, write its parts."""
    from models.intake.processes.writing import telling
    from models.intake.workbooks.reading.contents import file_parts

    with telling() as tell:
        for part in file_parts(path):
            tell(part)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[4]))
    main(sys.argv[1])
