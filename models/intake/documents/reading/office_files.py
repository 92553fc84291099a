"""Old documents (.doc, .rtf, .odt, .wps) turned into .docx by LibreOffice, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

from models.errors import OfficeError
from models.intake.processes.limits import others_unlimited
from models.progress import Report, no_report

TIME_LIMIT = 90.0
"""Seconds. A first start of LibreOffice on an old machine takes half a minute."""
_LOOK_EVERY = 0.2
_LARGEST = 100 * 1024 * 1024
_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice*/program/soffice",
    "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
# The reader that is meant: without it a broken file would be taken for a text of signs.
_FILTERS = {".rtf": "Rich Text Format", ".odt": "writer8"}


def find_libreoffice() -> str | None:
    """The program's path; None where it is not installed."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return found
    for place in _PLACES:
        anchor = Path(place).anchor
        matches = sorted(Path(anchor).glob(str(Path(place).relative_to(anchor)))) if Path(anchor).exists() else []
        if matches:
            return str(matches[-1])
    return None


def as_docx(path: Path, scratch: Path, ending: str, *, report: Report = no_report, limit: float = TIME_LIMIT) -> bytes:
    """A document as the bytes of a .docx. LibreOffice works in `scratch` with a profile of its own, so that an open one is not disturbed.

    Raises OfficeError `document_needs_libreoffice`, `document_not_converted`.
    """
    program = find_libreoffice()
    if program is None:
        raise OfficeError("document_needs_libreoffice", path=str(path))
    copied = scratch / f"document{ending}"
    shutil.copyfile(path, copied)
    profile = (scratch / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"]
    if ending in _FILTERS:
        command.append(f"--infilter={_FILTERS[ending]}")
    command += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(scratch / "made"), str(copied)]
    with others_unlimited():
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=scratch,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    try:
        _wait(process, report, limit)
    finally:
        _kill(process)
    made = scratch / "made" / "document.docx"
    if not made.is_file() or not 0 < made.stat().st_size <= _LARGEST:
        raise OfficeError("document_not_converted", path=str(path))
    return made.read_bytes()


def _wait(process: subprocess.Popen[bytes], report: Report, limit: float) -> None:
    began = time.monotonic()
    while time.monotonic() - began < limit:
        report(0, 0)
        try:
            process.wait(_LOOK_EVERY)
        except subprocess.TimeoutExpired:
            continue
        return


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the program. What it started ends with the process that reads, see `processes.process`."""
    if process.poll() is None:
        if sys.platform == "win32":
            subprocess.run(
                ["taskkill", "/F", "/T", "/PID", str(process.pid)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
            )
        process.kill()
        process.wait()
