"""What the office does with an incoming document. Each function is one action, one transaction, one entry of the journal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, literal_column, select

from models.errors import OfficeError
from models.outcome import Notice, Outcome
from models.registers.agencies import KnownAgencies
from models.registers.checks import line, possible, reason_given
from models.registers.directives.entering import (
    checked_text,
    checked_values,
    doubts,
    enter_directive,
    entry_of,
    recipient_values,
)
from models.registers.directives.numbers import printed_arrival
from models.registers.directives.queries import find_duplicates
from models.registers.directives.rows import DirectiveEntry
from models.registers.directives.tables import directive
from models.registers.staff import load_staff
from models.registers.tasks.tables import task
from models.storage.journal import Transaction

if TYPE_CHECKING:
    from models.office import Office

# What a correction may touch. The number never: it is given once. The due date moves by a decision, see `set_due_date`.
CORRECTABLE = frozenset({
    "arrival_date",
    "arrival_time",
    "issuing_agency",
    "document_number",
    "issued_date",
    "document_type",
    "subject",
    "urgency",
    "secrecy",
    "medium",
    "signer",
    "signer_title",
    "recipient",
    "recipient_department_id",
    "recipient_official_id",
    "forwarded_date",
    "leader_instruction",
    "due_date",
    "reply_number",
    "reply_date",
    "external_code",
    "note",
})  # fmt: skip
_RECIPIENT = frozenset({"recipient", "recipient_department_id", "recipient_official_id"})
# Columns that follow from a corrected one.
_FOLLOWING = {"document_number": ("number_part", "symbol_part", "number_key")}


def live_directive(connection: Connection, directive_id: int) -> Any:
    """The row of a document that is still in force. Raises OfficeError `not_found` or `directive_cancelled`."""
    row = connection.execute(select(directive).where(directive.c.id == directive_id)).one_or_none()
    if row is None:
        raise OfficeError("not_found", table="directive", id=directive_id)
    if row.cancelled_at is not None or row.voided:
        raise OfficeError("directive_cancelled", number=printed_arrival(row.arrival_number, row.arrival_suffix), year=row.year)
    return row


def short_name(row: Any) -> str:
    """How the journal names a document; a secret one by its arrival number alone."""
    if row.secrecy == "none" and row.document_number:
        return row.document_number
    return printed_arrival(row.arrival_number, row.arrival_suffix)


def duplicate_notices(connection: Connection, values: Mapping[str, Any], *, ignore_id: int) -> list[Notice]:
    """A notice when the same paper seems to be in the book already."""
    year = (values["issued_date"] or values["arrival_date"]).year
    found = find_duplicates(connection, agency=values["issuing_agency"], number=values["document_number"], year=year, ignore_id=ignore_id)
    if not found:
        return []
    lines = select(directive.c.arrival_number, directive.c.arrival_suffix).where(directive.c.id.in_(found)).order_by(directive.c.id)
    numbers = ", ".join(printed_arrival(*line) for line in connection.execute(lines))
    return [Notice("duplicate_directive", {"ids": tuple(found), "numbers": numbers})]


def receive_directive(office: Office, entry: DirectiveEntry) -> Outcome:
    """Enter a document under the next arrival number (Nghị định 30/2020/NĐ-CP Điều 22), or as the entry asks.

    Notices: `duplicate_directive` and the doubts about dates. Raises OfficeError as `enter_directives`.
    """
    today = office.today()
    with office.write("directive.receive", reason=line(entry.insertion_reason, "insertion_reason")) as tx:
        row_id = enter_directive(tx, entry)
        row = live_directive(tx.connection, row_id)
        tx.subject = short_name(row)
        notices = duplicate_notices(tx.connection, row._asdict(), ignore_id=row_id) + doubts(row._asdict(), today)
    return tx.outcome(id=row_id, uid=row.uid, notices=notices)


def change_directive(tx: Transaction, directive_id: int, changes: Mapping[str, Any]) -> list[str]:
    """Correct columns as part of a larger change; the names of the filled ones that now say something else.

    Raises OfficeError `not_correctable`, `number_keeps_year` (the arrival date of another year), `secrecy_is_fixed` (a secret
    paper stands in another book), and as `checked_values`.
    """
    row = live_directive(tx.connection, directive_id)
    for field in changes:
        if field not in CORRECTABLE:
            raise OfficeError("not_correctable", field=field)
    entered = entry_of(row)
    wanted = DirectiveEntry(**{**_entry_fields(entered), **changes})
    if wanted.register != entered.register:
        raise OfficeError("secrecy_is_fixed", field="secrecy")
    if "arrival_date" in changes and changes["arrival_date"] is not None and wanted.arrival_date.year != row.year:
        raise OfficeError("number_keeps_year", field="arrival_date", year=row.year)
    values = checked_values(wanted)
    fresh = {field: values[field] for field in changes if field in values}
    for field in changes:
        fresh.update({name: values[name] for name in _FOLLOWING.get(field, ())})
    if changes.keys() & _RECIPIENT:
        # A new name means new ids and new ids a new name, unless both are given.
        fresh.update(
            recipient_values(
                load_staff(tx.connection),
                written=values["recipient"] if "recipient" in changes else "",
                department_id=changes.get("recipient_department_id"),
                official_id=changes.get("recipient_official_id"),
            )
        )
    if "issuing_agency" in changes:
        fresh["issuing_agency_id"] = KnownAgencies(tx).id_of(values["issuing_agency"])
    if "due_date" in changes and row.due_date == row.original_due_date:
        # A slip of the pen in a date that was never moved: the original was never another one.
        fresh["original_due_date"] = values["due_date"]
    replaced = [field for field in changes if getattr(row, field) and getattr(row, field) != fresh[field]]
    tx.update(directive, directive_id, fresh)
    return replaced


def _entry_fields(entry: DirectiveEntry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in DirectiveEntry.__slots__}


def correct_directive(office: Office, directive_id: int, changes: Mapping[str, Any], *, reason: str = "") -> Outcome:
    """Put entered fields right. A reason is needed where a filled field changes, not where an empty one is filled.

    A corrected due date is a slip of the pen; a decision to move it is `set_due_date`. Raises OfficeError `reason_needed`
    and as `change_directive`.
    """
    with office.write("directive.correct", reason=line(reason, "reason")) as tx:
        row, notices = put_right(tx, directive_id, changes, reason=reason, today=office.today())
    return tx.outcome(id=directive_id, uid=row.uid, notices=notices)


def put_right(tx: Transaction, directive_id: int, changes: Mapping[str, Any], *, reason: str, today: date) -> tuple[Any, list[Notice]]:
    """A correction as part of a step: the row as it is now, and what is remarked of it. Raises OfficeError as `correct_directive`."""
    tx.subject = short_name(live_directive(tx.connection, directive_id))
    if change_directive(tx, directive_id, changes):
        reason_given(reason)
    row = live_directive(tx.connection, directive_id)
    notices = doubts(row._asdict(), today)
    if changes.keys() & {"issuing_agency", "document_number", "issued_date"}:
        notices = duplicate_notices(tx.connection, row._asdict(), ignore_id=directive_id) + notices
    return row, notices


def forward_directive(
    office: Office,
    directive_id: int,
    *,
    department_id: int | None = None,
    official_id: int | None = None,
    recipient: str = "",
    forwarded_date: date | None = None,
) -> Outcome:
    """Hand a document to those who handle it; today where no date is given (Điều 23: the same or the next working day).

    Raises OfficeError `missing_content` (nobody named), `not_found`, `impossible_date`, `too_long`, `directive_cancelled`.
    """
    day = possible(forwarded_date or office.today(), "forwarded_date")
    written = checked_text("recipient", recipient)
    with office.write("directive.forward") as tx:
        row = live_directive(tx.connection, directive_id)
        tx.subject = short_name(row)
        values = recipient_values(load_staff(tx.connection), written=written, department_id=department_id, official_id=official_id)
        if not values["recipient"]:
            raise OfficeError("missing_content", field="recipient")
        values["forwarded_date"] = day
        tx.update(directive, directive_id, values)
    return tx.outcome(id=directive_id, uid=row.uid, notices=doubts(row._asdict() | values, office.today()))


def instruct_directive(
    office: Office,
    directive_id: int,
    *,
    instruction: str,
    due_date: date | None = None,
    department_id: int | None = None,
    official_id: int | None = None,
    recipient: str = "",
) -> Outcome:
    """Write down the leader's instruction (bút phê) and, where it gives them, the due date and who handles the document from today.

    Raises OfficeError `missing_content`, `too_long`, `secret_refuses`, `due_date_given` (one stands already: it moves by
    `set_due_date`), `not_found`, `directive_cancelled`.
    """
    written = checked_text("leader_instruction", instruction)
    if not written:
        raise OfficeError("missing_content", field="leader_instruction")
    possible(due_date, "due_date")
    with office.write("directive.instruct") as tx:
        row = live_directive(tx.connection, directive_id)
        if row.secrecy != "none":
            raise OfficeError("secret_refuses", field="leader_instruction")
        tx.subject = short_name(row)
        values: dict[str, Any] = {"leader_instruction": written}
        if due_date is not None and due_date != row.due_date:
            if row.due_date is not None:
                raise OfficeError("due_date_given", field="due_date", due=row.due_date)
            values.update(due_date=due_date, original_due_date=due_date)
        if recipient or department_id is not None or official_id is not None:
            to = checked_text("recipient", recipient)
            values |= recipient_values(load_staff(tx.connection), written=to, department_id=department_id, official_id=official_id)
            values["forwarded_date"] = row.forwarded_date or office.today()
        tx.update(directive, directive_id, values)
    return tx.outcome(id=directive_id, uid=row.uid, notices=doubts(row._asdict() | values, office.today()))


def set_due_date(office: Office, directive_id: int, *, due_date: date, reason: str = "") -> Outcome:
    """Give a document its due date, or move it by a decision. Moving needs a reason; the first date stays as `original_due_date`.

    Raises OfficeError `reason_needed`, `impossible_date`, `directive_answered`, `directive_cancelled`.
    """
    day = possible(due_date, "due_date")
    with office.write("directive.set_due_date", reason=line(reason, "reason")) as tx:
        row = live_directive(tx.connection, directive_id)
        tx.subject = short_name(row)
        if row.reply_date is not None:
            raise OfficeError("directive_answered", reply=row.reply_date)
        values: dict[str, Any] = {"due_date": day}
        if row.original_due_date is None:
            values["original_due_date"] = day
        elif row.due_date != day:
            tx.label = "directive.extend"
            reason_given(reason)
        tx.update(directive, directive_id, values)
    return tx.outcome(id=directive_id, uid=row.uid, notices=doubts(row._asdict() | values, office.today()))


def reply_to_directive(office: Office, directive_id: int, *, reply_number: str, reply_date: date) -> Outcome:
    """Record the document that answers. Raises OfficeError `missing_content`, `too_long`, `impossible_date`, `reply_before_arrival`,
    `directive_answered` (corrected by `correct_directive`), `directive_cancelled`.
    """
    number = checked_text("reply_number", reply_number)
    if not number:
        raise OfficeError("missing_content", field="reply_number")
    day = possible(reply_date, "reply_date")
    with office.write("directive.reply") as tx:
        row = live_directive(tx.connection, directive_id)
        tx.subject = short_name(row)
        if row.reply_date is not None:
            raise OfficeError("directive_answered", reply=row.reply_date)
        if reply_date < row.arrival_date:
            raise OfficeError("reply_before_arrival", field="reply_date", arrival=row.arrival_date)
        tx.update(directive, directive_id, {"reply_number": number, "reply_date": day})
        notices = [Notice("reply_in_future", {"reply": reply_date})] if reply_date > office.today() else []
    return tx.outcome(id=directive_id, uid=row.uid, notices=notices)


def cancel_directive(office: Office, directive_id: int, *, reason: str) -> Outcome:
    """Strike a line out with a reason; its number stays used. Notice `directive_has_tasks` where tasks still name it.

    Raises OfficeError `reason_needed`, `too_long`, `directive_cancelled`.
    """
    why = reason_given(reason)
    with office.write("directive.cancel", reason=why) as tx:
        row = live_directive(tx.connection, directive_id)
        tx.subject = short_name(row)
        tx.update(directive, directive_id, {"cancelled_at": tx.now, "cancel_reason": why})
        open_tasks = select(func.count()).where(
            task.c.directive_id == directive_id,
            task.c.voided == literal_column("0"),
            task.c.cancelled_at.is_(None),
            task.c.completed_date.is_(None),
        )
        count = tx.connection.execute(open_tasks).scalar_one()
    return tx.outcome(id=directive_id, uid=row.uid, notices=[Notice("directive_has_tasks", {"count": count})] if count else [])
