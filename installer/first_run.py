"""What the first run of a source checkout does: system packages, `.venv`, libraries, stamp. Standard library only.

All it says goes to standard error, so that the output of a command stays clean on its first run as well.
The whole output of apt and pip is kept in `.venv.log`.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NoReturn

from installer import source_setup
from models.labels import tr

ROOT = Path(source_setup.ROOT)
LOG = ROOT / ".venv.log"
LOCK = ROOT / ".venv.lock"

# Debian's package -> what Qt opens from it. From 2024 some packages end in t64, but still answer to these names.
QT_OFFSCREEN = {
    "libglib2.0-0": ("libglib-2.0.so.0", "libgthread-2.0.so.0"),
    "libgl1": ("libGL.so.1",),
    "libegl1": ("libEGL.so.1",),
    "libxkbcommon0": ("libxkbcommon.so.0",),
    "libfontconfig1": ("libfontconfig.so.1",),
    "libfreetype6": ("libfreetype.so.6",),
    "libdbus-1-3": ("libdbus-1.so.3",),
    "zlib1g": ("libz.so.1",),
}
QT_SCREEN = {
    "libx11-6": ("libX11.so.6",),
    "libx11-xcb1": ("libX11-xcb.so.1",),
    "libxcb1": ("libxcb.so.1",),
    "libxcb-cursor0": ("libxcb-cursor.so.0",),
    "libxcb-icccm4": ("libxcb-icccm.so.4",),
    "libxcb-image0": ("libxcb-image.so.0",),
    "libxcb-keysyms1": ("libxcb-keysyms.so.1",),
    "libxcb-randr0": ("libxcb-randr.so.0",),
    "libxcb-render0": ("libxcb-render.so.0",),
    "libxcb-render-util0": ("libxcb-render-util.so.0",),
    "libxcb-shape0": ("libxcb-shape.so.0",),
    "libxcb-shm0": ("libxcb-shm.so.0",),
    "libxcb-sync1": ("libxcb-sync.so.1",),
    "libxcb-util1": ("libxcb-util.so.1",),
    "libxcb-xfixes0": ("libxcb-xfixes.so.0",),
    "libxcb-xkb1": ("libxcb-xkb.so.1",),
    "libxkbcommon-x11-0": ("libxkbcommon-x11.so.0",),
}
# Asked for by a Wayland session without X, and by printing.
QT_WELCOME = {
    "libwayland-cursor0": ("libwayland-cursor.so.0",),
    "libwayland-egl1": ("libwayland-egl.so.1",),
    "libcups2": ("libcups.so.2",),
}
# Without any font a window is full of boxes; this one is small and knows all Vietnamese letters.
FONT = ("fonts-dejavu-core", "*.[to]tf")
# Letters and slips are set in Times New Roman, and tests measure them in the font of the same widths. Version 1 of it, in
# the folder `liberation` of Debian 12, lacks Vietnamese letters.
TEST_FONT = ("fonts-liberation2", "liberation2/LiberationSerif-Regular.ttf")
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")


def prepare(*, files: tuple[str, ...], screen: bool | None) -> None:
    """Make `.venv` hold what these requirement files name, and the machine what Qt needs (`screen` as in `wanted`).

    Says what it does. Exits with 1 and one sentence where it cannot; the next run then takes it up again.
    Two first runs at once wait for each other.
    """
    lines = source_setup.wanted(files, screen=screen)
    try:
        with _one_at_a_time():
            if not source_setup.is_ready(lines):
                _system_packages(files=files, screen=screen)
                _libraries(files=files, screen=screen)
    except KeyboardInterrupt:
        _stop(tr("Đã dừng thiết lập; chạy lại lệnh này để làm tiếp."), status=130)
    except OSError as error:
        _stop(
            tr(
                "Không ghi được vào {folder} ({reason}); cần quyền ghi và khoảng 1 GB trống ở đó, rồi chạy lại lệnh này.",
                folder=ROOT,
                reason=error.strerror or error,
            )
        )
    if not source_setup.is_ready(lines):
        _stop(tr("Thiết lập xong nhưng {folder} vẫn thiếu; hãy xóa thư mục ấy rồi chạy lại lệnh này.", folder=source_setup.VENV))


def version_of(python: str) -> str:
    """The version that this Python says it is, e.g. `3.11`; empty where it does not start."""
    try:
        told = subprocess.run(
            [python, "-I", "-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return told.stdout.strip() if told.returncode == 0 else ""


def missing_packages(*, files: tuple[str, ...], screen: bool | None) -> tuple[list[str], list[str]]:
    """Debian packages this machine lacks: those without which we cannot go on, and those that would be good to have."""
    needed: list[str] = []
    welcome: list[str] = []
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        needed.append(f"python{source_setup.running_version()}-venv")
    if screen is not None and sys.platform.startswith("linux"):
        needed += [package for package, names in QT_OFFSCREEN.items() if not _all_open(names)]
        (needed if screen else welcome).extend(package for package, names in QT_SCREEN.items() if not _all_open(names))
        welcome += [package for package, names in QT_WELCOME.items() if not _all_open(names)]
        fonts = (FONT, TEST_FONT) if files == source_setup.TESTS else (FONT,)
        welcome += [package for package, pattern in fonts if not _has_font(pattern)]
    return needed, welcome


def apt_line(packages: list[str]) -> str:
    """The one line by which a person who knows the password installs these packages, on a machine that never did before as well."""
    work = f"apt-get update; apt-get install -y --no-install-recommends {' '.join(packages)}"
    return shlex.join([*(("sudo", "sh", "-c") if shutil.which("sudo") else ("su", "-c")), work])


def _all_open(names: tuple[str, ...]) -> bool:
    try:
        for name in names:
            ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _has_font(pattern: str) -> bool:
    return any(next(Path(folder).expanduser().rglob(pattern), None) is not None for folder in FONT_FOLDERS)


def _system_packages(*, files: tuple[str, ...], screen: bool | None) -> None:
    """Install what the machine lacks, or say the line that does."""
    needed, welcome = missing_packages(files=files, screen=screen)
    packages = needed + welcome
    if not packages:
        return
    apt = shutil.which("apt-get")
    if apt and source_setup.is_root():
        _say(tr("Cài gói hệ thống: {packages}", packages=" ".join(packages)))
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        _logged([apt, "-o", "DPkg::Lock::Timeout=120", "update"], quiet)
        install = [apt, "-o", "DPkg::Lock::Timeout=120", "install", "-y", "--no-install-recommends"]
        if _logged([*install, *packages], quiet) != 0 and needed and welcome:
            _logged([*install, *needed], quiet)
        importlib.invalidate_caches()
        needed, _ = missing_packages(files=files, screen=screen)
        if needed:
            _stop(
                tr(
                    "Không cài được gói hệ thống; kiểm tra mạng rồi chạy lại lệnh này, hoặc tự chạy “{line}” (chi tiết trong {log}).",
                    line=apt_line(needed),
                    log=LOG,
                )
            )
    elif needed and apt:
        _stop(tr("Máy còn thiếu gói hệ thống; hãy chạy dòng này một lần rồi chạy lại: {line}", line=apt_line(packages)))
    elif needed:
        _stop(tr("Máy còn thiếu thư viện hệ thống (tên gói của Debian: {packages}); hãy cài rồi chạy lại.", packages=" ".join(needed)))
    elif apt:
        _say(tr("Nên cài thêm (không bắt buộc): {line}", line=apt_line(welcome)))


def _libraries(*, files: tuple[str, ...], screen: bool | None) -> None:
    """Make or mend `.venv`, install what the files name, and write the stamp last."""
    python = source_setup.venv_python()
    old = source_setup.read_stamp()
    lines = source_setup.wanted(files, screen=screen)
    whole = source_setup.is_whole()
    if not (whole and {line for line in lines if line.startswith("file ")} <= old):
        Path(source_setup.STAMP).unlink(missing_ok=True)
        if not whole:
            # An environment without a whole stamp may be half installed, in ways that pip takes for complete.
            _say(tr("Tạo môi trường Python ở {folder}", folder=source_setup.VENV))
            if _logged([_base_python(), "-m", "venv", "--clear", source_setup.VENV]) != 0:
                _stop(
                    tr(
                        "Không tạo được {folder}; hãy xóa thư mục ấy rồi chạy lại lệnh này (chi tiết trong {log}).",
                        folder=source_setup.VENV,
                        log=LOG,
                    )
                )
        _say(tr("Cài thư viện (lần đầu tải khoảng 130 MB, vài phút)"))
        asked = [part for name in files for part in ("-r", str(ROOT / name))]
        options = ["--disable-pip-version-check", "--no-input", "--progress-bar", "off"]
        # A person's own pip settings are kept, but for the one that would install past the environment.
        if _logged([python, "-m", "pip", "install", *options, *asked], {**os.environ, "PIP_USER": "0"}) != 0:
            _stop(
                tr(
                    "Không cài được thư viện: lần chạy đầu tiên cần mạng; kiểm tra kết nối rồi chạy lại lệnh này (chi tiết trong {log}).",
                    log=LOG,
                )
            )
        old = set()
    version = version_of(python)
    names = sorted(path.name for path in Path(source_setup.site_packages(version)).iterdir() if path.name != "__pycache__")
    facts = {line for line in old if line.startswith(("file ", "qt "))} | lines
    text = "\n".join([f"python {version}", *sorted(facts), *(f"have {name}" for name in names)]) + "\n"
    whole_stamp = Path(f"{source_setup.STAMP}.new")
    whole_stamp.write_text(text, encoding="utf-8")
    whole_stamp.replace(source_setup.STAMP)
    _say(tr("Đã thiết lập xong"))


def _base_python() -> str:
    """The Python to make the environment with: not the one inside the environment that is about to be cleared."""
    return str(getattr(sys, "_base_executable", "") or sys.executable) if source_setup.inside() else sys.executable


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    with LOCK.open("a+b") as file:
        if not _try_lock(file):
            _say(tr("Chờ một lần thiết lập khác đang chạy"))
            while not _try_lock(file):
                time.sleep(0.2)
        yield  # closing the file, even by being killed, gives the lock back


def _try_lock(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _logged(command: list[str], environment: dict[str, str] | None = None) -> int:
    """Run a program, its words into the log and the steps of it to the person; its status, 127 where it does not start."""
    with LOG.open("a", encoding="utf-8") as log:
        log.write(f"$ {shlex.join(command)}\n")
        log.flush()
        try:
            child = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                env=environment,
                encoding="utf-8",
                errors="replace",
            )
        except OSError as error:
            log.write(f"{error}\n")
            return 127
        with child:
            for line in child.stdout or ():
                log.write(line)
                words = line.split()
                if words and words[0] in ("Collecting", "Downloading", "Unpacking") and len(words) > 1:
                    _say(f"    {' '.join(words[:2])}")
        return child.returncode


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _stop(text: str, *, status: int = 1) -> NoReturn:
    _say(text)
    sys.exit(status)
