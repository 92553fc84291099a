"""Reads one document in a process of its own: its text, its head, its tasks. Started alone with the path and a folder for its scratch.

Tells ("progress", done, total) while it works, then ("reading", Reading) or ("refused", code, facts).
"""

from __future__ import annotations

import sys
from pathlib import Path


def main(path: str, scratch: str) -> None:
    """Read the file, tell what it says."""
    from models.intake.processes.writing import telling

    with telling() as tell:
        from models.errors import OfficeError
        from models.intake.documents.reading.contents import read_content
        from models.intake.documents.reading_document import read_text

        try:
            text = read_content(Path(path), Path(scratch), report=lambda done, total: tell(("progress", done, total)))
            tell(("progress", 0, 0))
            tell(("reading", read_text(text)))
        except OfficeError as error:
            tell(("refused", error.code, error.facts))
        except MemoryError:
            tell(("refused", "document_gave_up", {"path": path}))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[4]))
    main(sys.argv[1], sys.argv[2])
