"""A small checkout to set up: the real door and set-up, a stand-in for the rooms, one tiny library, no network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BASE_PYTHON = getattr(sys, "_base_executable", "") or sys.executable

COMMAND_LINE = """
import sys
import tiny

def main(argv):
    print("prefix", sys.prefix)
    print("tiny", tiny.VERSION)
    print("argv", *argv)
    return int(argv[-1])
"""


def make_wheel(folder: Path, version: str) -> None:
    """A wheel of the library `tiny` in this folder, written by hand."""
    folder.mkdir(parents=True, exist_ok=True)
    info = f"tiny-{version}.dist-info"
    with zipfile.ZipFile(folder / f"tiny-{version}-py3-none-any.whl", "w") as wheel:
        wheel.writestr("tiny/__init__.py", f"VERSION = {version!r}\n")
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: tiny\nVersion: {version}\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", f"tiny/__init__.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n")


def make_checkout(place: Path) -> Path:
    """A checkout in this folder whose only requirement is `tiny` 1.0, found in its own `wheels`."""
    for name in ("installer", "models"):
        (place / name).mkdir(parents=True)
    shutil.copy(ROOT / "main.py", place)
    for name in ("__init__.py", "source_setup.py", "first_run.py"):
        shutil.copy(ROOT / "installer" / name, place / "installer")
    for name in ("__init__.py", "labels.py"):
        shutil.copy(ROOT / "models" / name, place / "models")
    (place / "ui").mkdir()
    (place / "ui" / "__init__.py").touch()
    (place / "ui" / "command_line.py").write_text(COMMAND_LINE, encoding="utf-8")
    make_wheel(place / "wheels", "1.0")
    ask_for(place, "1.0")
    return place


def ask_for(place: Path, version: str) -> None:
    """Let the requirements name this version of `tiny`."""
    (place / "requirements.txt").write_text(f"tiny=={version}  # for the test\n", encoding="utf-8")


def environment(place: Path) -> dict[str, str]:
    """The environment of a person on that machine: no set-up switch, no package index but the checkout's own wheels."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "SODIEUHANH_", "PYTHON", "COV_"))}
    return {**kept, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": (place / "wheels").as_uri(), "PIP_CONFIG_FILE": os.devnull}


def start(place: Path, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """`python3 main.py …` as a person runs it."""
    return subprocess.run(
        [BASE_PYTHON, str(place / "main.py"), *arguments],
        cwd=cwd or place,
        env=environment(place),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
