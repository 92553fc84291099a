"""Reasons for lateness; a starting list that the office edits (domain.md 3.2: no list in force was found, so none is fixed)."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Column, Connection, String, select

from models.errors import OfficeError
from models.labels import RESOURCES
from models.outcome import Outcome
from models.registers.checks import line, reason_given
from models.storage.columns import flag_column, record_table, text_column
from models.storage.journal import Transaction

if TYPE_CHECKING:
    from models.office import Office

overdue_reason = record_table(
    "overdue_reason",
    Column("code", String(16), nullable=False),
    text_column("name"),
    flag_column("retired"),
)
_CODE = re.compile(r"[A-Z0-9]{1,16}")


@dataclass(frozen=True, slots=True)
class OverdueReason:
    """A reason as it stands; a retired one is no longer offered but still named on older dossiers."""

    id: int
    uid: str
    code: str
    name: str
    retired: bool


def seed_reasons(tx: Transaction) -> None:
    """Give a new office the starting list."""
    with (RESOURCES / "overdue_reasons.csv").open(encoding="utf-8", newline="") as file:
        tx.insert_many(overdue_reason, [{"code": row["code"], "name": row["name_vi"]} for row in csv.DictReader(file)])


def list_reasons(connection: Connection, *, retired: bool = False) -> list[OverdueReason]:
    """The reasons in the order of their entry; the retired ones too where asked."""
    c = overdue_reason.c
    asked = select(c.id, c.uid, c.code, c.name, c.retired).where(c.voided == 0).order_by(c.id)
    if not retired:
        asked = asked.where(c.retired == 0)
    return [OverdueReason(row.id, row.uid, row.code, row.name, bool(row.retired)) for row in connection.execute(asked)]


def reason_name(connection: Connection, code: str) -> str:
    """The words of a reason; the code itself when nobody knows it any more."""
    c = overdue_reason.c
    return connection.execute(select(c.name).where(c.code == code, c.voided == 0)).scalar() or code


def known_reason(connection: Connection, code: str, field: str = "late_reason_code") -> str:
    """The code itself. Raises OfficeError `unknown_reason` when it is not offered."""
    if all(reason.code != code for reason in list_reasons(connection)):
        raise OfficeError("unknown_reason", field=field, reason_code=code)
    return code


def add_reason(office: Office, *, code: str, name: str) -> Outcome:
    """Offer one more reason. Raises OfficeError `bad_code`, `duplicate_code`, `missing_content`."""
    code, name = line(code, "code").upper(), line(name, "name")
    if not _CODE.fullmatch(code):
        raise OfficeError("bad_code", field="code", value=code)
    if not name:
        raise OfficeError("missing_content", field="name")
    with office.write("overdue_reason.add", subject=name) as tx:
        if any(reason.code == code for reason in list_reasons(tx.connection, retired=True)):
            raise OfficeError("duplicate_code", field="code", value=code)
        reason_id = tx.insert(overdue_reason, {"code": code, "name": name})
    return tx.outcome(id=reason_id)


def correct_reason(office: Office, reason_id: int, *, name: str, reason: str) -> Outcome:
    """Word a reason better; its code stays, for dossiers hold it."""
    name, reason = line(name, "name"), reason_given(reason)
    if not name:
        raise OfficeError("missing_content", field="name")
    with office.write("overdue_reason.correct", reason=reason, subject=name) as tx:
        tx.update(overdue_reason, reason_id, {"name": name})
    return tx.outcome(id=reason_id)


def retire_reason(office: Office, reason_id: int, *, retired: bool, reason: str) -> Outcome:
    """Stop offering a reason, or offer it again."""
    with office.write("overdue_reason.retire", reason=reason_given(reason)) as tx:
        tx.update(overdue_reason, reason_id, {"retired": int(retired)})
    return tx.outcome(id=reason_id)
