"""The same services without a window: for scheduled jobs, support by telephone, tests and measurement. Imports no Qt.

The names and options are a contract with scripts outside this project. Output is UTF-8, dates are ISO. Exit status: 0 done;
1 refused or failed, with one sentence on standard error and nothing changed; 2 wrong usage.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NoReturn

from models.errors import Cancelled, OfficeError
from models.labels import LABELS, LANGUAGES, set_language, tr
from ui import words
from ui.places import usual_office

if TYPE_CHECKING:
    from ui.commands import Asked

IMPORT_KINDS = ("tasks", "directives", "dossiers", "procedures", "staff", "calendar")
LIST_KINDS = ("tasks", "directives", "dossiers", "procedures", "staff", "calendar")
RECONCILE_KINDS = ("dossiers", "tasks")
SHOW_KINDS = ("tasks", "directives", "dossiers", "procedures")
LEVELS = ("commune", "ward", "special-zone")
NOT_YET = ("merge",)
FAULTS = ("fault-writer", "fault-open", "fault-verify")
OPTIONS_WITH_VALUE = ("--office", "--today", "--lang")
# SQLite counts rows in 64 bits; no register of an office comes near this.
_MOST = 2**31 - 1


def iso_day(text: str) -> date:
    """A date of the command line, of these centuries. ArgumentTypeError for any other text, so that the usage is shown."""
    try:
        if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):  # ISO has more ways to write a day than the contract
            raise ValueError(text)
        day = date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(tr("ngày phải viết YYYY-MM-DD, không phải {text}", text=text)) from error
    if not 1900 <= day.year < 2200:
        raise argparse.ArgumentTypeError(tr("năm phải từ 1900 đến 2199, không phải {year}", year=day.year))
    return day


def whole_number(text: str) -> int:
    """A count of the command line: 0 or more."""
    if not (text.isascii() and text.isdigit() and len(text) <= 10 and int(text) <= _MOST):
        raise argparse.ArgumentTypeError(tr("cần một số từ 0 đến {most}, không phải {text}", most=_MOST, text=text))
    return int(text)


def one_of(*names: str) -> Callable[[str], str]:
    """A type for arguments that are one of these names; unlike argparse's own `choices` it speaks the person's language."""

    def chosen(text: str) -> str:
        if text not in names:
            raise argparse.ArgumentTypeError(tr("không có {text}; hãy chọn một trong: {names}", text=text, names=", ".join(names)))
        return text

    return chosen


class _Parser(argparse.ArgumentParser):
    """A parser that says in the person's language what is wrong with a command. Options are never guessed from their beginning."""

    def __init__(self, **options: object) -> None:
        super().__init__(**{"allow_abbrev": False, **options})  # type: ignore[arg-type]

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(2, tr("{program}: lệnh viết chưa đúng: {why}", program=self.prog, why=_in_words(message)) + "\n")


def _in_words(message: str) -> str:
    """What argparse complains of, in the person's language; our own types complain in it already."""
    if found := re.fullmatch(r"the following arguments are required: (.*)", message):
        return tr("còn thiếu {names}", names=found[1])
    if found := re.fullmatch(r"unrecognized arguments: (.*)", message, re.DOTALL):
        return tr("không hiểu {names}", names=found[1])
    if found := re.fullmatch(r"argument (\S+): expected one argument", message):
        return tr("{name} cần một giá trị", name=found[1])
    if found := re.match(r"argument COMMAND: invalid choice: '?([^' ]*)", message):
        return tr("không có lệnh {command}; các lệnh: main.py --help", command=found[1])
    return re.sub(r"^argument (\S+): ", r"\1: ", message)


def parser() -> argparse.ArgumentParser:
    """All commands with their options."""
    top = _Parser(prog="main.py", description=tr("Sổ Điều hành: sổ văn bản đến, nhiệm vụ và hồ sơ một cửa của UBND cấp xã"))
    top.add_argument("--office", metavar="PATH|URL", help=tr("thư mục của cơ quan, hoặc địa chỉ máy chủ"))
    top.add_argument("--today", type=iso_day, metavar="YYYY-MM-DD", help=tr("làm việc như vào ngày này"))
    top.add_argument("--lang", type=one_of(*LANGUAGES), default="vi", metavar="vi|en", help=tr("ngôn ngữ"))
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)

    init = commands.add_parser("init", help=tr("lập sổ cho một cơ quan"))
    init.add_argument("--name", required=True, metavar="TEXT")
    init.add_argument("--level", required=True, type=one_of(*LEVELS), metavar="|".join(LEVELS))
    init.add_argument("--province", required=True, metavar="TEXT")
    init.add_argument("--agency-code", default="", metavar="H21.88")
    init.add_argument("--user", default="", metavar="NAME")
    init.add_argument("--practice", action="store_true", help=tr("kèm một năm bản ghi giả định"))

    read = commands.add_parser("read", help=tr("đọc một văn bản, in ra dạng JSON; không ghi gì"))
    read.add_argument("file", metavar="FILE")

    record = commands.add_parser("record", help=tr("ghi một văn bản vào sổ đến"))
    record.add_argument("file", nargs="?", metavar="FILE", help=tr("tệp của văn bản: được đọc, và lưu kèm"))
    record.add_argument("--arrival-date", type=iso_day, metavar="D")
    for name in ("issued-date", "forwarded-date", "due-date"):
        record.add_argument(f"--{name}", type=iso_day, metavar="D")
    for name in ("agency", "number", "type", "subject", "signer", "signer-title", "recipient", "instruction", "note"):
        record.add_argument(f"--{name}", metavar="TEXT")
    record.add_argument("--urgency", type=one_of(*LABELS["urgency"]), metavar="|".join(LABELS["urgency"]))
    record.add_argument("--secrecy", type=one_of(*LABELS["secrecy"]), metavar="|".join(LABELS["secrecy"]))
    record.add_argument("--medium", type=one_of(*LABELS["medium"]), metavar="|".join(LABELS["medium"]))

    intake = commands.add_parser("import", help=tr("nhập một bảng tính"))
    intake.add_argument("kind", type=one_of(*IMPORT_KINDS), metavar="KIND")
    intake.add_argument("file", metavar="FILE")
    intake.add_argument("--dry-run", action="store_true")
    intake.add_argument("--rejects", metavar="OUT.xlsx")
    intake.add_argument("--sheet", metavar="NAME")
    intake.add_argument("--map", metavar="MAP.json")

    listing = commands.add_parser("list", help=tr("liệt kê, mỗi dòng một đối tượng JSON"))
    listing.add_argument("kind", type=one_of(*LIST_KINDS), metavar="KIND")
    listing.add_argument("--state", action="append", default=[], metavar="S")
    listing.add_argument("--text", default="", metavar="WORDS")
    listing.add_argument("--limit", type=whole_number, default=0, metavar="N")

    show = commands.add_parser("show", help=tr("một bản ghi đầy đủ"))
    show.add_argument("kind", type=one_of(*SHOW_KINDS), metavar="KIND")
    show.add_argument("key", metavar="KEY")

    report = commands.add_parser("report", help=tr("lập một báo cáo"))
    report.add_argument("name", metavar="NAME")
    report.add_argument("--period", required=True, metavar="P")
    report.add_argument("--out", required=True, metavar="FILE")

    reply = commands.add_parser("reply", help=tr("điền kết quả vào chính tệp của tỉnh"))
    reply.add_argument("file", metavar="FILE")
    reply.add_argument("--out", required=True, metavar="FILE")
    reply.add_argument("--sheet", metavar="NAME")

    reconcile = commands.add_parser("reconcile", help=tr("đối chiếu sổ với một tệp của tỉnh"))
    reconcile.add_argument("kind", type=one_of(*RECONCILE_KINDS), metavar="KIND")
    reconcile.add_argument("file", metavar="FILE")
    reconcile.add_argument("--out", required=True, metavar="FILE")
    reconcile.add_argument("--sheet", metavar="NAME")
    reconcile.add_argument("--map", metavar="MAP.json")

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


def command_at(argv: Sequence[str]) -> int | None:
    """Where in the arguments the command stands: the first word that is no option of the program and no option's value."""
    expected = False
    for position, word in enumerate(argv):
        if expected:
            expected = False
        elif not word.startswith("-"):
            return position
        else:
            expected = word in OPTIONS_WITH_VALUE
    return None


def _office_of(options: Sequence[str]) -> str:
    """The office named before a command that has a parser of its own."""
    known = _Parser(prog="main.py", add_help=False)
    known.add_argument("--office")
    return known.parse_known_args(list(options))[0].office or usual_office()


def _run_fault(name: str, office: str, arguments: list[str]) -> int:
    """The hidden commands of the fault tests."""
    from ui import fault_commands

    command = {
        "fault-writer": fault_commands.fault_writer,
        "fault-open": fault_commands.fault_open,
        "fault-verify": fault_commands.fault_verify,
    }[name]
    return command(office, arguments)


def main(argv: Sequence[str]) -> int:
    """Run one command; its exit status."""
    position = command_at(argv)
    command = argv[position] if position is not None else ""
    _speak_asked_language(argv[:position])
    if command in FAULTS:
        return _run_fault(command, _office_of(argv[:position]), list(argv[position + 1 :] if position is not None else ()))
    if command in NOT_YET:
        print(tr("Lệnh {command} chưa có trong bản này.", command=command), file=sys.stderr)
        return 1
    try:
        asked: Asked = parser().parse_args(list(argv))
        from ui import commands

        try:
            status = commands.COMMANDS[asked.command](asked)
            sys.stdout.flush()
        except OfficeError as error:
            print(words.sentence(error), file=sys.stderr)
            return 1
    except (Cancelled, KeyboardInterrupt):
        print(tr("Đã dừng; phần đang làm dở không được ghi."), file=sys.stderr)
        return 1
    except OSError as error:
        if error.filename is not None:
            raise
        # Our output goes nowhere any more: nothing can be said there, not even at the interpreter's end. A reader that had enough
        # (`… | head`) needs no word.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            print(tr("Không ghi được kết quả ra ngoài: {reason}.", reason=words.reason(error.strerror)), file=sys.stderr)
        return 1
    return status


def _speak_asked_language(options: Sequence[str]) -> None:
    """The usage itself is spoken in the asked language, so it is looked for before anything is parsed."""
    set_language("vi")
    for option, value in zip(options, [*options, ""][1:], strict=True):
        found = option.partition("=")[2] if option.startswith("--lang=") else value if option == "--lang" else ""
        if found in LANGUAGES:
            set_language(found)
