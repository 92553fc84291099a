"""The door of Sổ Điều hành: a window by default, a command where one is given. Sets itself up on its first run.

Imports nothing heavy itself: the window and the command line are each imported only when they are asked for.
"""

from __future__ import annotations

import os
import sys

# Beside the program's own libraries nothing older will do, and an older Python has to be told before it meets them.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit("So Dieu hanh can Python 3.11 tro len / needs Python 3.11 or later: https://www.python.org/downloads/")

from installer import source_setup

OPTIONS_WITH_VALUE = ("--office", "--today", "--lang")
PROGRAM = "main.py"


def main(argv: list[str]) -> int:
    """Open the window or run the command that `argv` (without the program's name) asks for; the exit status."""
    speak_utf8()
    window = asks_for_window(argv)
    # Without a screen only root, who gets the libraries of Qt by the way, is asked for them: others would hear of the lesser want first.
    source_setup.ensure(window=window and (has_screen() or source_setup.is_root()))
    if window:
        return open_window(argv)
    from ui.command_line import main as run_command

    return run_command(argv)


def asks_for_window(argv: list[str]) -> bool:
    """True for no command at all and for `practice`; anything odd is left to the command line, which knows the usage."""
    rest = iter(argv)
    for word in rest:
        if word in OPTIONS_WITH_VALUE:
            if next(rest, None) is None:
                return False
        elif not word.startswith(tuple(f"{option}=" for option in OPTIONS_WITH_VALUE)):
            return word == "practice"
    return True


def open_window(argv: list[str]) -> int:
    """The window on the office, or on the practice office; 1 and one sentence where there is no screen.

    The window's `practice_folder` is None for the real office, and empty for practice in the usual place.
    """
    import argparse

    from models.labels import LANGUAGES, set_language, tr
    from ui.command_line import iso_day

    parser = argparse.ArgumentParser(prog=PROGRAM, description=tr("Sổ Điều hành"))
    parser.add_argument("--office", metavar="PATH|URL", help=tr("thư mục của cơ quan, hoặc địa chỉ máy chủ"))
    parser.add_argument("--today", type=iso_day, metavar="YYYY-MM-DD", help=tr("làm việc như vào ngày này"))
    parser.add_argument("--lang", choices=LANGUAGES, default="vi", help=tr("ngôn ngữ"))
    practice = parser.add_subparsers(dest="command").add_parser("practice", help=tr("mở một cơ quan giả định để tập dùng"))
    practice.add_argument("--folder", metavar="DIR", default="", help=tr("nơi đặt cơ quan giả định"))
    practice.add_argument("--tour", action="store_true", help=tr("kèm bảy bước làm quen"))
    asked = parser.parse_args(argv)
    set_language(asked.lang)
    if not has_screen():
        print(
            tr(
                "Cửa sổ cần một màn hình (chưa có DISPLAY hay WAYLAND_DISPLAY); không có màn hình thì dùng các lệnh {commands}, "
                "ví dụ: python3 main.py reports",
                commands=", ".join(COMMANDS),
            ),
            file=sys.stderr,
        )
        return 1
    from ui.application import run

    return run(
        office=asked.office,
        practice_folder=asked.folder if asked.command == "practice" else None,
        today=asked.today,
        language=asked.lang,
        tour=asked.command == "practice" and asked.tour,
    )


# What works without a screen, in the order in which an office meets it.
COMMANDS = (
    "init", "read", "record", "import", "list", "show", "report", "reports", "reply", "reconcile", "merge",
    "undo", "history", "backup", "restore", "check", "generate",
)  # fmt: skip


def has_screen() -> bool:
    """Whether a window can appear: always on Windows and macOS; elsewhere where a display, or a platform of Qt, is named."""
    return (
        os.name == "nt"
        or sys.platform == "darwin"
        or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    )


def speak_utf8() -> None:
    """Write UTF-8 whatever the console or the pipe was set to, and never stop at a letter it cannot write."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
