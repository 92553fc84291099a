"""Optional programs that some tests use. Without one, those tests skip and say how to get it."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest

# Name -> how it is told and installed, and where it may stand beside PATH.
PROGRAMS = {
    "postgres": ("PostgreSQL", "apt-get install postgresql", ("/usr/lib/postgresql/*/bin", "C:/Program Files/PostgreSQL/*/bin")),
    "initdb": ("PostgreSQL", "apt-get install postgresql", ("/usr/lib/postgresql/*/bin", "C:/Program Files/PostgreSQL/*/bin")),
    "pg_ctl": ("PostgreSQL", "apt-get install postgresql", ("/usr/lib/postgresql/*/bin", "C:/Program Files/PostgreSQL/*/bin")),
    "pg_dump": ("PostgreSQL", "apt-get install postgresql", ("/usr/lib/postgresql/*/bin", "C:/Program Files/PostgreSQL/*/bin")),
    "soffice": (
        "LibreOffice Calc",
        "apt-get install libreoffice-calc",
        ("/usr/lib/libreoffice/program", "/opt/libreoffice*/program", "C:/Program Files/LibreOffice/program"),
    ),
    "Xvfb": ("Xvfb", "apt-get install xvfb", ()),
    "pdftotext": ("Poppler", "apt-get install poppler-utils", ()),
    "pdftoppm": ("Poppler", "apt-get install poppler-utils", ()),
    "tesseract": ("Tesseract with Vietnamese data", "apt-get install tesseract-ocr-vie", ("C:/Program Files/Tesseract-OCR",)),
    "gcc": ("a C compiler", "apt-get install gcc libc6-dev", ()),
}


@cache
def find_program(name: str) -> Path | None:
    """Where this program stands, in PATH or where its installer usually puts it; the newest of several; None where it is not."""
    found = shutil.which(name)
    if found:
        return Path(found)
    for pattern in PROGRAMS[name][2]:
        anchor = Path(Path(pattern).anchor)
        folders = anchor.glob(str(Path(pattern).relative_to(anchor))) if anchor.is_dir() else ()
        for folder in sorted(folders, key=_version, reverse=True):
            found = shutil.which(name, path=str(folder))
            if found:
                return Path(found)
    return None


def needs(*names: str) -> pytest.MarkDecorator:
    """A mark that skips a test where one of these programs is missing, and says which and how to install it."""
    missing = [PROGRAMS[name] for name in names if find_program(name) is None]
    reason = "; ".join(dict.fromkeys(f"{told} is not installed here ({install})" for told, install, _ in missing))
    return pytest.mark.skipif(bool(missing), reason=reason or "all there")


def _version(folder: Path) -> list[int]:
    return [int(part) for part in folder.parts if part.isdigit()]
