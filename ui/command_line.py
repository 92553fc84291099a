"""The same services without a window: for scheduled jobs, support by telephone, tests and measurement. Imports no Qt.

The names and options are a contract with scripts outside this project. Output is UTF-8, dates are ISO. Exit status: 0 done;
1 refused or failed, with one sentence on standard error and nothing changed; 2 wrong usage.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from models.errors import Cancelled, OfficeError
from models.labels import LANGUAGES, set_language, tr
from ui.places import usual_office

if TYPE_CHECKING:
    from ui.commands import Asked

IMPORT_KINDS = ("tasks", "directives", "dossiers", "procedures", "staff", "calendar")
LIST_KINDS = ("tasks", "directives", "dossiers", "procedures", "staff", "calendar")
SHOW_KINDS = ("tasks", "directives", "dossiers", "procedures")
LEVELS = ("commune", "ward", "special-zone")
NOT_YET = ("read", "reply", "reconcile", "merge")
FAULTS = ("fault-writer", "fault-open", "fault-verify")


def iso_day(text: str) -> date:
    """A date of the command line. ArgumentTypeError for any other text, so that the usage is shown."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(tr("ngày phải viết YYYY-MM-DD, không phải {text}", text=text)) from error


def whole_number(text: str) -> int:
    """A count of the command line: 0 or more."""
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(tr("cần một số từ 0 trở lên, không phải {text}", text=text))
    return int(text)


def parser() -> argparse.ArgumentParser:
    """All commands with their options."""
    top = argparse.ArgumentParser(prog="main.py", description=tr("Sổ Điều hành: sổ văn bản đến, nhiệm vụ và hồ sơ một cửa của UBND cấp xã"))
    top.add_argument("--office", metavar="PATH|URL", help=tr("thư mục của cơ quan, hoặc địa chỉ máy chủ"))
    top.add_argument("--today", type=iso_day, metavar="YYYY-MM-DD", help=tr("làm việc như vào ngày này"))
    top.add_argument("--lang", choices=LANGUAGES, default="vi", help=tr("ngôn ngữ"))
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)

    init = commands.add_parser("init", help=tr("lập sổ cho một cơ quan"))
    init.add_argument("--name", required=True, metavar="TEXT")
    init.add_argument("--level", required=True, choices=LEVELS)
    init.add_argument("--province", required=True, metavar="TEXT")
    init.add_argument("--agency-code", default="", metavar="H21.88")
    init.add_argument("--user", default="", metavar="NAME")
    init.add_argument("--practice", action="store_true", help=tr("kèm một năm bản ghi giả định"))

    record = commands.add_parser("record", help=tr("ghi một văn bản vào sổ đến"))
    record.add_argument("file", nargs="?", metavar="FILE", help=tr("tệp của văn bản, được lưu kèm"))
    record.add_argument("--arrival-date", type=iso_day, metavar="D")
    for name in ("issued-date", "forwarded-date", "due-date"):
        record.add_argument(f"--{name}", type=iso_day, metavar="D")
    for name in ("agency", "number", "type", "subject", "signer", "signer-title", "recipient", "instruction", "note"):
        record.add_argument(f"--{name}", default="", metavar="TEXT")
    record.add_argument("--urgency", default="normal", choices=("normal", "urgent", "very_urgent", "flash"))
    record.add_argument("--secrecy", default="none", choices=("none", "confidential", "secret", "top_secret"))
    record.add_argument("--medium", default="", choices=("", "paper", "electronic"))

    intake = commands.add_parser("import", help=tr("nhập một bảng tính"))
    intake.add_argument("kind", choices=IMPORT_KINDS, metavar="KIND")
    intake.add_argument("file", metavar="FILE")
    intake.add_argument("--dry-run", action="store_true")
    intake.add_argument("--rejects", metavar="OUT.xlsx")
    intake.add_argument("--sheet", metavar="NAME")
    intake.add_argument("--map", metavar="MAP.json")

    listing = commands.add_parser("list", help=tr("liệt kê, mỗi dòng một đối tượng JSON"))
    listing.add_argument("kind", choices=LIST_KINDS, metavar="KIND")
    listing.add_argument("--state", action="append", default=[], metavar="S")
    listing.add_argument("--text", default="", metavar="WORDS")
    listing.add_argument("--limit", type=whole_number, default=0, metavar="N")

    show = commands.add_parser("show", help=tr("một bản ghi đầy đủ"))
    show.add_argument("kind", choices=SHOW_KINDS, metavar="KIND")
    show.add_argument("key", metavar="KEY")

    report = commands.add_parser("report", help=tr("lập một báo cáo"))
    report.add_argument("name", metavar="NAME")
    report.add_argument("--period", required=True, metavar="P")
    report.add_argument("--out", required=True, metavar="FILE")

    commands.add_parser("reports", help=tr("tên các báo cáo"))
    commands.add_parser("undo", help=tr("hoàn tác bước mới nhất"))
    history = commands.add_parser("history", help=tr("các bước mới nhất"))
    history.add_argument("--limit", type=whole_number, default=50, metavar="N")
    backup = commands.add_parser("backup", help=tr("sao lưu"))
    backup.add_argument("--to", metavar="DIR")
    restore = commands.add_parser("restore", help=tr("khôi phục từ một bản sao lưu"))
    restore.add_argument("file", metavar="FILE")
    commands.add_parser("check", help=tr("kiểm tra dữ liệu, tệp và nhật ký"))

    generate = commands.add_parser("generate", help=tr("thêm bản ghi giả định để đo và tập dùng"))
    for name in ("directives", "tasks", "dossiers"):
        generate.add_argument(f"--{name}", type=whole_number, default=0, metavar="N")
    generate.add_argument("--seed", type=int, default=1, metavar="S")
    generate.add_argument("--until", type=iso_day, metavar="D")

    for name in NOT_YET:
        commands.add_parser(name, help=tr("chưa có trong bản này"))
    return top


def _run_fault(argv: Sequence[str], name: str) -> int:
    """The hidden commands of the fault tests; their own options follow the name."""
    from ui import fault_commands

    position = list(argv).index(name)
    known, _ = parser_of_options().parse_known_args(list(argv[:position]))
    command = {
        "fault-writer": fault_commands.fault_writer,
        "fault-open": fault_commands.fault_open,
        "fault-verify": fault_commands.fault_verify,
    }[name]
    return command(known.office or usual_office(), list(argv[position + 1 :]))


def parser_of_options() -> argparse.ArgumentParser:
    """Only the options before the command."""
    options = argparse.ArgumentParser(prog="main.py", add_help=False)
    options.add_argument("--office")
    options.add_argument("--today", type=iso_day)
    options.add_argument("--lang", default="vi")
    return options


def main(argv: Sequence[str]) -> int:
    """Run one command; its exit status."""
    fault = next((word for word in argv if word in FAULTS), None)
    if fault is not None:
        return _run_fault(argv, fault)
    _speak_asked_language(argv)
    known, rest = parser_of_options().parse_known_args(list(argv)) if any(word in NOT_YET for word in argv) else (None, [])
    if known is not None and rest and rest[0] in NOT_YET:
        print(tr("Lệnh {command} chưa có trong bản này.", command=rest[0]), file=sys.stderr)
        return 1
    asked: Asked = parser().parse_args(list(argv))
    from ui import commands, words

    try:
        status = commands.COMMANDS[asked.command](asked)
        sys.stdout.flush()
    except OfficeError as error:
        print(words.sentence(error), file=sys.stderr)
        return 1
    except (Cancelled, KeyboardInterrupt):
        print(tr("Đã dừng; chưa có gì thay đổi."), file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of our output had enough (`… | head`). Nothing more can be said, not even at the interpreter's end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return status


def _speak_asked_language(argv: Sequence[str]) -> None:
    """The usage itself is spoken in the asked language, so it is looked for before anything is parsed."""
    for index, word in enumerate(argv):
        found = (
            word.partition("=")[2] if word.startswith("--lang=") else argv[index + 1] if word == "--lang" and index + 1 < len(argv) else ""
        )
        if found in LANGUAGES:
            set_language(found)
