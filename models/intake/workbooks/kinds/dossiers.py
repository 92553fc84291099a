"""Rows of an export of one-stop dossiers."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import Connection

from models.intake.workbooks.planned import Because, Values
from models.intake.workbooks.records import Match, Records, plain_value, read_columns
from models.registers.dossiers.entering import Desk, enter_dossiers, update_dossiers
from models.registers.dossiers.rows import DossierEntry
from models.registers.dossiers.states import CLOSED_STATUSES, DONE_STATUSES
from models.registers.dossiers.tables import dossier
from models.storage.journal import Transaction

if TYPE_CHECKING:
    from models.office import Office

_ENTERED = frozenset(field.name for field in fields(DossierEntry)) - {"appoint"}
_STORED = (
    "dossier_code", "procedure_code", "procedure_name", "field", "applicant", "phone", "address", "channel", "received_at",
    "appointment_at", "resolved_at", "returned_at", "status", "note",
)  # fmt: skip
_MOMENTS = frozenset({"received_at", "appointment_at", "resolved_at", "returned_at"})
# How much of a moment as JSON is its day, its day and minute.
_DAY, _MINUTE = 10, 16
_OVER = DONE_STATUSES | CLOSED_STATUSES


class DossierRecords(Records):
    """A dossier goes by its code, stored without spaces and in capitals."""

    KEY = "dossier_code"
    RESULTS: ClassVar[frozenset[str]] = frozenset({"resolved_at", "returned_at"})

    def __init__(self, office: Office, connection: Connection) -> None:
        super().__init__(office, connection)
        self._desk = Desk.of(office)

    @staticmethod
    def _entry(values: Values) -> DossierEntry:
        """What the export says is taken as it is: the clock makes no appointment that the other system did not give."""
        given = {name: value for name, value in values.items() if name in _ENTERED and value is not None}
        return DossierEntry(**given, appoint=False)

    def key(self, values: Values) -> Hashable:
        """The code."""
        return values["dossier_code"]

    def match(self, rows: Sequence[Values]) -> list[Match | None]:
        """By code; a dossier that stands before one that was cancelled."""
        wanted = {values["dossier_code"] for values in rows}
        known: dict[str, Match] = {}
        for dossier_id, found in read_columns(self.connection, dossier, ("dossier_code", "cancelled_at"), where="voided = 0"):
            code, cancelled = found["dossier_code"], found["cancelled_at"] is not None
            if code in wanted and (code not in known or not cancelled):
                known[code] = Match(dossier_id, Because.SAME_CODE, cancelled)
        return [known.get(values["dossier_code"]) for values in rows]

    def stored(self, ids: Sequence[int]) -> dict[int, Values]:
        """What the register says."""
        return dict(read_columns(self.connection, dossier, _STORED, ids))

    def labels(self, ids: Sequence[int]) -> dict[int, str]:
        """The codes of those that stand."""
        rows = read_columns(self.connection, dossier, ("dossier_code",), ids, where="voided = 0 AND cancelled_at IS NULL")
        return {dossier_id: values["dossier_code"] for dossier_id, values in rows}

    def differs(self, field: str, ours: Any, theirs: Any) -> bool:
        """A moment that is told less finely, only to the minute or the day, is no other moment."""
        if field not in _MOMENTS or not ours or not theirs:
            return super().differs(field, ours, theirs)
        told, coarse = str(plain_value(ours)), str(plain_value(theirs))
        length = _DAY if coarse.endswith("T00:00:00") else _MINUTE if coarse.endswith(":00") else len(coarse)
        return told[:length] != coarse[:length]

    def stays(self, field: str, stored: Values, theirs: Any) -> bool:
        """What we finished is not opened again by a list that has not heard of it."""
        return field == "status" and stored["status"] in _OVER and theirs not in _OVER

    def enter(self, tx: Transaction, rows: Sequence[Values]) -> Sequence[int]:
        """The catalogue fills what the export leaves open."""
        return enter_dossiers(tx, [self._entry(values) for values in rows], self._desk)

    def change(self, tx: Transaction, changes: Mapping[int, Values]) -> None:
        """Take over what the other system says now."""
        update_dossiers(tx, changes, self._desk)
