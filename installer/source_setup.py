"""Every start of a source checkout goes through here: go on inside `.venv`, which the first run makes.

Standard library only, and little of it, because each start pays for this file: it reads one small stamp,
`.venv/ready`, and starts Python again inside. What the first run does stands in `installer/first_run.py`, which is
imported only when the stamp does not say that all is there. Paths are plain text here for the same reason.

The stamp holds one fact a line and is written last, so a set-up that was interrupted has none and is done again.
"""

from __future__ import annotations

import os
import sys
import zlib

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
STAMP = os.path.join(VENV, "ready")
PROGRAM = ("requirements.txt",)
TESTS = ("requirements.txt", "requirements-dev.txt")


def ensure(*, window: bool = False, tests: bool = False) -> None:
    """Return where all that is needed is there; else set it up. Outside `.venv` start again inside and do not return.

    `window` asks for the system libraries of Qt as well, `tests` also for what `requirements-dev.txt` names.
    Does nothing where the program was installed (no `requirements.txt` beside it), or where SODIEUHANH_SETUP is
    `skip`: then the Python that runs has to know the libraries. Exits with 1 and a sentence where set-up fails.
    """
    if os.environ.get("SODIEUHANH_SETUP") == "skip" or not os.path.exists(os.path.join(ROOT, "requirements.txt")):
        return
    files = TESTS if tests else PROGRAM
    screen = needs_screen_libraries() if window or tests else None
    if not is_ready(wanted(files, screen=screen)):
        from installer.first_run import prepare

        prepare(files=files, screen=screen)
    elif inside():
        return
    start_again()


def is_root() -> bool:
    """Whether this person may install packages of the system."""
    return sys.platform != "win32" and os.geteuid() == 0


def needs_screen_libraries() -> bool:
    """True where Qt will draw on a real screen, false where QT_QPA_PLATFORM names a platform without one."""
    return os.environ.get("QT_QPA_PLATFORM", "xcb").partition(":")[0] not in ("offscreen", "minimal")


def wanted(files: tuple[str, ...], *, screen: bool | None) -> set[str]:
    """The lines that the stamp must hold: these requirement files as they are now, and the libraries of Qt.

    `screen`: None for no Qt at all, false for Qt without a screen, true for Qt on a screen.
    """
    lines = {f"file {name} {_checksum(name)}" for name in files}
    if screen is not None:
        lines.add("qt offscreen")
    if screen:
        lines.add("qt screen")
    return lines


def read_stamp() -> set[str]:
    """The facts the last complete set-up wrote down; none where there was none."""
    try:
        with open(STAMP, encoding="utf-8") as file:
            return set(file.read().splitlines())
    except (OSError, UnicodeDecodeError):
        return set()


def is_ready(lines: set[str]) -> bool:
    """Whether the stamp holds these lines and `.venv` still is what the stamp says."""
    return lines <= read_stamp() and is_whole()


def is_whole() -> bool:
    """Whether `.venv` starts as the Python that it was made by, and nothing that was installed is gone."""
    stamp = read_stamp()
    version = next((line[7:] for line in stamp if line.startswith("python ")), "")
    if not version or not os.path.exists(venv_python()):
        return False
    if version != running_version():
        # Started by another Python: the one in .venv may be as good as ever, which saves a set-up that needs the network.
        from installer.first_run import version_of

        if inside() or version_of(venv_python()) != version:
            return False
    try:
        present = set(os.listdir(site_packages(version)))
    except OSError:
        return False
    return {line[5:] for line in stamp if line.startswith("have ")} <= present


def running_version() -> str:
    """The version of this Python as far as compiled packages care, e.g. `3.11`."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def site_packages(version: str) -> str:
    """Where `.venv` keeps its packages, for a Python of this version."""
    below = ("Lib",) if os.name == "nt" else ("lib", f"python{version}")
    return os.path.join(VENV, *below, "site-packages")


def venv_python() -> str:
    """The Python of `.venv`."""
    return os.path.join(VENV, "Scripts", "python.exe") if os.name == "nt" else os.path.join(VENV, "bin", "python")


def inside() -> bool:
    """Whether this very process runs in `.venv`."""
    try:
        return os.path.samefile(sys.prefix, VENV)
    except OSError:
        return False


def start_again() -> None:
    """Run the same command line in `.venv` and end as it ends. Does not return."""
    command = [venv_python(), *sys.orig_argv[1:]]
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    if os.name != "nt":
        os.execv(command[0], command)  # noqa: S606
    # On Windows execv returns to the prompt at once, while the new program still writes to the same console.
    import subprocess

    with subprocess.Popen(command) as child:
        while True:
            try:
                sys.exit(child.wait())
            except KeyboardInterrupt:
                continue  # Ctrl+C reached the child as well: it decides, and ends with its own status


def _checksum(name: str) -> str:
    with open(os.path.join(ROOT, name), "rb") as file:
        return f"{zlib.crc32(file.read()):08x}"
