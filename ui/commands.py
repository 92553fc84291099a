"""What each command does: open the office, call one service, print what came of it."""

from __future__ import annotations

import argparse
import gc
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

from models.errors import OfficeError
from models.office import Founding, Office
from models.outcome import Notice, Outcome
from ui import words
from ui.places import usual_office

Asked = argparse.Namespace
# Rows read at once when a whole register is listed: memory stays small, and no reader holds a snapshot for long.
_PAGE = 500


@contextmanager
def opened(asked: Asked, *, writable: bool) -> Iterator[Office]:
    """The office that the command is about, closed at the end. Remarks on its state go to standard error."""
    office = Office.open(asked.office or usual_office(), today=asked.today, writable=writable)
    try:
        for remark in office.notices:
            print(words.notice(remark), file=sys.stderr)
        yield office
    finally:
        office.close()


def plain(value: Any) -> Any:
    """A value as JSON takes it: dataclasses and named tuples as objects, dates and moments as ISO text, sets as lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return plain(value._asdict())
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    return str(value)


def say(value: Any) -> None:
    """Print one JSON object on one line."""
    sys.stdout.write(json.dumps(plain(value), ensure_ascii=False) + "\n")


def _say_outcome(outcome: Outcome, **more: Any) -> int:
    say({"step": outcome.seq, "change": outcome.label, "uid": outcome.uid, "notices": [words.notice(n) for n in outcome.notices], **more})
    return 0


def init(asked: Asked) -> int:
    """Make a new office."""
    from models.practice.generate import YEAR_OF_PRACTICE, generate
    from models.storage.places import shown

    founding = Founding(
        name=asked.name,
        level=asked.level.replace("-", "_"),
        province=asked.province,
        agency_code=asked.agency_code,
        user_name=asked.user,
        practice=asked.practice,
    )
    location = asked.office or usual_office()
    office = Office.found(location, founding, today=asked.today)
    try:
        if asked.practice:
            generate(office, YEAR_OF_PRACTICE)
        say({"office": shown(location), "name": office.settings().office_name})
    finally:
        office.close()
    return 0


def read(asked: Asked) -> int:
    """Say what a document says."""
    from ui.document_commands import read_document

    return read_document(asked)


def record(asked: Asked) -> int:
    """Enter one document, as its file or the options say."""
    from ui.document_commands import record_document

    return record_document(asked)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """A list makes nothing that points in circles: to look for such things again and again takes a tenth of its time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def import_workbook(asked: Asked) -> int:
    """Take in one workbook, or only say what would come of it."""
    from models.intake.workbooks.apply import apply_plan
    from models.intake.workbooks.rejects import write_rejects
    from models.intake.workbooks.taking import plan_file

    chosen = _read_map(Path(asked.map)) if asked.map else None
    with _nothing_collected(), opened(asked, writable=not asked.dry_run) as office:
        plan = plan_file(office, asked.kind, Path(asked.file), sheet=asked.sheet, chosen=chosen)
        if asked.rejects:
            write_rejects(plan, Path(asked.rejects), words.problem)
        batch = None if asked.dry_run else apply_plan(office, plan).uid
    problems = [
        {"row": problem.row, "column": problem.column, "code": problem.code, "message": words.problem(problem)} for problem in plan.problems
    ]
    say({**plan.counts(), "problems": problems, "batch": batch})
    return 0


def _read_map(path: Path) -> dict[str, str]:
    """Column name -> field, from a JSON file."""
    try:
        written = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise OfficeError("cannot_read_map", path=str(path)) from error
    if not isinstance(written, dict) or not all(isinstance(value, str) for value in written.values()):
        raise OfficeError("cannot_read_map", path=str(path))
    return {str(name): field for name, field in written.items()}


def list_rows(asked: Asked) -> int:
    """One JSON object a line of a register or catalogue."""
    from ui import listing

    with opened(asked, writable=False) as office:
        for row in listing.rows(office, asked.kind, states=asked.state, text=asked.text, limit=asked.limit, page=_PAGE):
            say(row)
    return 0


def show(asked: Asked) -> int:
    """One record whole."""
    from ui import listing

    with opened(asked, writable=False) as office:
        say(listing.whole(office, asked.kind, asked.key))
    return 0


def report(asked: Asked) -> int:
    """Make one report for one period and write it to a file."""
    from models.clock.periods import parse_period
    from models.reports.catalogue import build
    from models.reports.workbook import write_workbook

    with opened(asked, writable=False) as office:
        try:
            period = parse_period(asked.period, office.settings().cutoff_day)
        except ValueError as error:
            raise OfficeError("bad_period", period=asked.period) from error
        for remark in write_workbook(build(office, asked.name, period), Path(asked.out)):
            print(words.notice(remark), file=sys.stderr)
    say({"report": asked.name, "period": asked.period, "first": period.first, "last": period.last, "file": asked.out})
    return 0


def reports(_asked: Asked) -> int:
    """The names of the reports, one a line, with their titles."""
    from models.reports.catalogue import REPORTS

    for name, kind in REPORTS.items():
        sys.stdout.write(f"{name}\t{kind.title}\n")
    return 0


def reply(asked: Asked) -> int:
    """Fill what became of our tasks into the list that the province sent, as a file of its own."""
    from models.intake.workbooks.answering import sent_list
    from models.intake.workbooks.cells import column_letter
    from models.reports.reply import make_reply, write_reply

    with opened(asked, writable=False) as office:
        made = make_reply(office, sent_list(office, Path(asked.file), sheet=asked.sheet))
    write_reply(made, Path(asked.out))
    say(
        {
            "file": asked.out,
            "sheet": made.sent.sheet,
            "converted": made.sent.converted,
            "rows": len(made.sent.rows),
            "filled": len(made.answered),
            "cells": len(made.filled),
            "same": made.same,
            "added_columns": [{"column": column_letter(column.index), "header": column.header} for column in made.added],
            "changed": [
                {"row": cell.row, "column": column_letter(cell.column), "field": cell.field, "old": cell.old, "new": cell.shown}
                for cell in made.filled
                if cell.old
            ],
            "not_matched": [
                {"row": row.row, "content": row.content, "reason": row.reason, "code": row.code or None} for row in made.unmatched
            ],
            "kept": [
                {"row": cell.row, "column": column_letter(cell.column), "field": cell.field, "reason": cell.reason, "value": cell.old}
                for cell in made.kept
            ],
        }
    )
    if made.sent.converted:
        print(words.notice(Notice("reply_converted", {"name": Path(asked.out).name})), file=sys.stderr)
    return 0


def reconcile(asked: Asked) -> int:
    """Lay a file of the province beside the register, and write what differs into a workbook."""
    from models.intake.reconcile.from_file import compare_file
    from models.reports.reconcile_sheet import Made, write_comparison

    chosen = _read_map(Path(asked.map)) if asked.map else None
    with opened(asked, writable=False) as office:
        found = compare_file(office, asked.kind, Path(asked.file), sheet=asked.sheet, chosen=chosen)
        cut = write_comparison(found, Path(asked.out), Made(office.settings().office_name, office.now(), words.field))
    if cut:
        print(words.notice(Notice("report_text_cut", {"count": cut})), file=sys.stderr)
    unread = [
        {"row": problem.row, "column": problem.column, "code": problem.code, "message": words.problem(problem)} for problem in found.unread
    ]
    say(
        {
            "kind": found.kind,
            "file": asked.file,
            "sheet": found.sheet,
            "out": asked.out,
            **found.counts(),
            "fields": found.fields,
            "scope": {"first": found.scope.first, "last": found.scope.last, "told": found.scope.told()},
            "problems": unread,
        }
    )
    return 0


def undo(asked: Asked) -> int:
    """Take back the newest step."""
    with opened(asked, writable=True) as office:
        outcome = office.undo()
        return _say_outcome(outcome, told=words.undone(outcome))


def history(asked: Asked) -> int:
    """The newest steps, one JSON object a line, the newest first."""
    from models.storage.journal import entries

    with opened(asked, writable=False) as office, office.read() as connection:
        for entry in entries(connection, limit=asked.limit or sys.maxsize):
            say({**plain(entry), "told": words.step(entry.label, entry.subject)})
    return 0


def backup(asked: Asked) -> int:
    """Make a checked copy."""
    from models.safekeeping import back_up

    # Beside an open window too: a copy changes nothing of the office.
    with opened(asked, writable=False) as office:
        say(back_up(office, to=Path(asked.to) if asked.to else None))
    return 0


def restore(asked: Asked) -> int:
    """Put a proved copy in place and keep what it replaces."""
    from models.storage.database import vietnam_now
    from models.storage.restoring import restore as put_back

    done = put_back(asked.office or usual_office(), Path(asked.file), now=vietnam_now())
    say(done)
    for remark in done.notices:
        print(words.notice(remark), file=sys.stderr)
    return 0


def check(asked: Asked) -> int:
    """All findings, one a line; 1 when there are any."""
    from models.labels import tr
    from models.safekeeping import check_office

    found = 0
    with opened(asked, writable=False) as office:
        for finding in check_office(office):
            found += 1
            sys.stdout.write(words.finding(finding) + "\n")
    if found:
        print(
            tr("Hãy sao lưu thư mục này ra nơi khác rồi gửi các dòng trên cho người hỗ trợ; đừng sửa bằng chương trình khác."),
            file=sys.stderr,
        )
        return 1
    sys.stdout.write(tr("Không có lỗi: dữ liệu, tệp đính kèm và nhật ký đều khớp.") + "\n")
    return 0


def generate_records(asked: Asked) -> int:
    """Invent records."""
    from models.practice.generate import Wanted, generate

    wanted = Wanted(directives=asked.directives, tasks=asked.tasks, dossiers=asked.dossiers, seed=asked.seed, until=asked.until)
    with opened(asked, writable=True) as office:
        say(generate(office, wanted))
    return 0


COMMANDS: dict[str, Callable[[Asked], int]] = {
    "init": init,
    "read": read,
    "record": record,
    "import": import_workbook,
    "list": list_rows,
    "show": show,
    "report": report,
    "reply": reply,
    "reports": reports,
    "reconcile": reconcile,
    "undo": undo,
    "history": history,
    "backup": backup,
    "restore": restore,
    "check": check,
    "generate": generate_records,
}
