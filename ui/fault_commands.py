"""The hidden commands of the fault tests: a clerk who never tires, the opening as at start, and the proof that nothing was lost.

They speak a fixed language to the scripts that kill them, fill their disk and damage their files: READY, COMMIT, ERR, ID.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from itertools import count, islice
from pathlib import Path

from models.errors import OfficeError
from models.office import Founding, Office
from models.outcome import Outcome
from models.storage.opening import office_exists
from ui import words

_FOUNDING = Founding("UBND xã Thử", "commune", "Gia Lai", agency_code="H21.99", user_name="Người thử")
_REFUSED = 3
_ACTIONS_A_BACKUP = 40
_ALL = 2**31


def _say(line: str) -> None:
    """One line, at once: what was said was done before."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _refuse(error: OfficeError) -> int:
    _say(f"ERR {words.sentence(error)}")
    return _REFUSED


def fault_writer(location: str, arguments: list[str]) -> int:
    """Change the office without end, or `--n N` times; make it first where there is none. `--retry` goes on after a failure.

    Says COMMIT with the record's uid, or `step-<seq>` for a change of what was there, after each acknowledged change.
    """
    options = argparse.ArgumentParser(prog="fault-writer", add_help=False)
    options.add_argument("--n", type=int, default=_ALL)
    options.add_argument("--retry", action="store_true")
    asked = options.parse_args(arguments)
    try:
        office = Office.open(location) if office_exists(location) else Office.found(location, _FOUNDING)
    except OfficeError as error:
        return _refuse(error)
    with closing(office), tempfile.TemporaryDirectory() as desk:
        for remark in office.notices:
            _say(words.notice(remark))
        _say("READY")
        failed = _write(_Clerk(office, Path(desk)), asked.n, goes_on=asked.retry)
    return _REFUSED if failed and not asked.retry else 0


def _write(clerk: _Clerk, wanted: int, *, goes_on: bool) -> bool:
    """Whether a change failed. The clerk's own turns decide what is done; a failure is told and its change not counted."""
    done = 0
    failed = False
    while done < wanted:
        try:
            for said in clerk.next_turn():
                done += 1
                _say(f"COMMIT {said}")
        except OfficeError as error:
            _refuse(error)
            failed = True
            if not goes_on:
                break
    return failed


class _Clerk:
    """Does what an office does all day, in turn: enters, corrects, attaches, imports, cancels, sets, backs up."""

    def __init__(self, office: Office, desk: Path) -> None:
        self._office = office
        self._desk = desk
        self._number = count(1)
        self._task = self._directive = 0
        self._turns: tuple[Callable[[int], Outcome], ...] = (
            self._receive_directive,
            self._assign_task,
            self._attach,
            self._receive_dossier,
            self._correct_task,
            self._import,
            self._correct_directive,
            self._set,
            self._assign_task,
            self._cancel,
        )

    def next_turn(self) -> Iterator[str]:
        """The next change: its name, once it is acknowledged. No name where nothing differed or a copy was made."""
        number = next(self._number)
        if number % _ACTIONS_A_BACKUP == 0:
            self._back_up()
            return
        outcome = self._turns[number % len(self._turns)](number)
        if outcome.seq:
            yield outcome.uid if outcome.uid and outcome.label in _ENTERING else f"step-{outcome.seq}"

    def _receive_directive(self, number: int) -> Outcome:
        from models.registers.directives.rows import DirectiveEntry
        from models.registers.directives.services import receive_directive

        today = self._office.today()
        entry = DirectiveEntry(
            arrival_date=today,
            issuing_agency="UBND tỉnh Gia Lai",
            document_number=f"{number}/CT-UBND",
            issued_date=today - timedelta(days=2),
            document_type="Chỉ thị",
            subject=f"Về việc thứ {number}: tăng cường cải cách thủ tục hành chính " * 3,
        )
        outcome = receive_directive(self._office, entry)
        self._directive = outcome.id or 0
        return outcome

    def _assign_task(self, number: int) -> Outcome:
        from models.registers.tasks.rows import TaskEntry
        from models.registers.tasks.services import assign_task

        today = self._office.today()
        content = f"Nhiệm vụ {number}: rà soát, báo cáo kết quả thực hiện " * 3
        outcome = assign_task(self._office, TaskEntry(content=content, assigned_date=today, due_date=today + timedelta(days=number % 60)))
        self._task = outcome.id or 0
        return outcome

    def _receive_dossier(self, number: int) -> Outcome:
        from models.registers.dossiers.receipt import receive_dossier
        from models.registers.dossiers.rows import DossierEntry

        entry = DossierEntry(
            applicant=f"Nguyễn Thị Thử {number}",
            procedure_name="Đăng ký khai sinh",
            phone=f"09{number:08}",
            limit_value=1.0,
            limit_unit="working_day",
        )
        return receive_dossier(self._office, entry)

    def _correct_task(self, number: int) -> Outcome:
        from models.registers.tasks.services import correct_task

        if not self._task:
            return self._assign_task(number)
        return correct_task(self._office, self._task, {"note": f"đã sửa lần {number}"}, reason="nhập nhầm")

    def _correct_directive(self, number: int) -> Outcome:
        from models.registers.directives.services import correct_directive

        if not self._directive:
            return self._receive_directive(number)
        return correct_directive(self._office, self._directive, {"note": f"đã sửa lần {number}"}, reason="nhập nhầm")

    def _attach(self, number: int) -> Outcome:
        from models.registers.attaching import attach_files

        if not self._directive:
            return self._receive_directive(number)
        source = self._desk / f"văn bản {number}.pdf"
        source.write_bytes(b"%PDF-1.7\n" + f"{self._office.now()} {number} ".encode() * 400)
        return attach_files(self._office, "directive", self._directive, [source])

    def _import(self, number: int) -> Outcome:
        from models.intake.workbooks.apply import apply_plan
        from models.intake.workbooks.taking import plan_file

        lines = ["Nội dung nhiệm vụ;Số văn bản giao;Hạn hoàn thành"]
        lines += [f"Việc {row} của bảng {number};{number}/KH-UBND;25/12/2026" for row in range(5)]
        source = self._desk / f"bảng {number}.csv"
        source.write_text("\n".join(lines), encoding="utf-8")
        return apply_plan(self._office, plan_file(self._office, "tasks", source))

    def _set(self, number: int) -> Outcome:
        return self._office.change_settings(soon_days=number % 50)

    def _cancel(self, number: int) -> Outcome:
        from models.registers.tasks.services import cancel_task

        if not self._task:
            return self._assign_task(number)
        cancelled, self._task = self._task, 0
        return cancel_task(self._office, cancelled, reason="trùng")

    def _back_up(self) -> None:
        from models.safekeeping import back_up

        _say(f"BACKUP {back_up(self._office).path.name}")


_ENTERING = ("directive.receive", "task.assign", "dossier.receive")


def fault_open(location: str, arguments: list[str]) -> int:
    """Open as at start: 0 with what the person would be told, 3 with the sentence. A place without an office asks for one, which is 0."""
    del arguments
    try:
        with closing(Office.open(location)) as office:
            for remark in office.notices:
                _say(words.notice(remark))
            with office.read() as connection:
                _say(f"OK {office.settings().office_name} {office.database.newest_seq(connection)}")
    except OfficeError as error:
        if error.code != "no_office":
            return _refuse(error)
        _say(words.sentence(error))
    return 0


def fault_verify(location: str, arguments: list[str]) -> int:
    """Say ID for every acknowledged change that is found, then the findings of the check (status 1), or why it cannot be opened (3)."""
    del arguments
    from models.safekeeping import check_office
    from models.storage.check import record_uids
    from models.storage.journal import entries

    found = 0
    try:
        with closing(Office.open(location, writable=False)) as office:
            with office.read() as connection:
                for uid in record_uids(connection):
                    _say(f"ID {uid}")
                for entry in entries(connection, limit=_ALL):
                    _say(f"ID step-{entry.seq}")
            for finding in islice(check_office(office), 100):
                found += 1
                _say(words.finding(finding))
    except OfficeError as error:
        if error.code != "no_office":
            return _refuse(error)
        _say(words.sentence(error))
    return 1 if found else 0
