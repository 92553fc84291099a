"""Rows of an export of one-stop dossiers."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from models.errors import OfficeError
from models.intake.workbooks.plan import Records, RowRefusedError, Values, dated, differing
from models.intake.workbooks.reader import Cell, cell_text
from models.intake.workbooks.values import parse_moment
from models.labels import LABELS
from models.registers.dossiers.codes import normal_dossier_code, normal_phone
from models.registers.dossiers.entering import Desk, enter_dossier, entry_values, update_dossiers
from models.registers.dossiers.rows import DossierEntry
from models.registers.dossiers.tables import dossier
from models.registers.procedures import normal_code
from models.storage.journal import Transaction
from models.text import clean, compact

if TYPE_CHECKING:
    from models.office import Office

_TEXTS = ("procedure_name", "field", "applicant", "address", "note")
_MOMENTS = ("received_at", "appointment_at", "resolved_at", "returned_at")
# Words of other systems for the national codes, folded; the first that the cell contains counts. The national words come from the labels.
_STATUS_WORDS = (
    ("khongduoctiepnhan", 3), ("tuchoi", 3), ("chotiepnhan", 1), ("moidangky", 1), ("datra", 10), ("bosung", 5), ("nghiavutaichinh", 6),
    ("chonopphi", 6), ("rut", 7), ("dung", 8), ("daxulyxong", 9), ("daxuly", 9), ("coketqua", 9), ("dagiaiquyet", 9), ("hoanthanh", 9),
    ("dangxuly", 4), ("danggiaiquyet", 4), ("thamdinh", 4), ("chokyduyet", 4), ("lienthong", 4), ("tiepnhan", 2),
)  # fmt: skip
_CHANNEL_WORDS = (("tructuyen", 2), ("online", 2), ("buuchinh", 3), ("bcci", 3), ("tructiep", 1), ("taiquay", 1))
_CHUNK = 500


def national_code(written: str, group: str, others: Sequence[tuple[str, int]]) -> int | None:
    """The national code that a cell names, by number or words; None when nobody knows it."""
    if written.isdigit() and written in LABELS[group]:
        return int(written)
    folded = compact(written)
    known = {compact(words): int(code) for code, words in LABELS[group].items()}
    return known.get(folded) or next((code for words, code in others if words in folded), None)


class DossierRecords(Records):
    """A dossier goes by its code, stored without spaces and in capitals."""

    def __init__(self, office: Office, connection: Connection) -> None:
        super().__init__(office, connection)
        self._desk = Desk.of(office)
        self._now = office.now()

    def read(self, cells: Mapping[str, Cell]) -> Values:
        """A missing or wrong code, or an impossible date, refuses the row."""
        values: Values = {"dossier_code": normal_dossier_code(cell_text(cells["dossier_code"]))}
        values.update({name: clean(cell_text(cells[name])) for name in _TEXTS if name in cells})
        values.update({name: dated(cells, name, parse_moment) for name in _MOMENTS if name in cells})
        if "phone" in cells:
            values["phone"] = normal_phone(_with_leading_zero(cell_text(cells["phone"])))
        if "procedure_code" in cells and cell_text(cells["procedure_code"]):
            values["procedure_code"] = normal_code(_whole_code(cell_text(cells["procedure_code"])))
        for name, group, others in (("status", "dossier_status", _STATUS_WORDS), ("channel", "channel", _CHANNEL_WORDS)):
            written = clean(cell_text(cells.get(name)))
            if written:
                code = national_code(written, group, others)
                if code is None:
                    raise RowRefusedError("bad_code", name, value=written)
                values[name] = code
        try:
            entry_values(self._entry(values), self._desk, self._now)
        except OfficeError as error:
            raise RowRefusedError(error.code, error.field or "", **error.facts) from error
        return values

    @staticmethod
    def _entry(values: Values) -> DossierEntry:
        """What the export says is taken as it is: the clock makes no appointment that the other system did not give."""
        given = {name: value for name, value in values.items() if value is not None}
        return DossierEntry(**given, appoint=False)

    def key(self, values: Values) -> Hashable:
        """The code."""
        return values["dossier_code"]

    def match(self, rows: Sequence[Values]) -> list[int | None]:
        """By code."""
        c = dossier.c
        codes = [values["dossier_code"] for values in rows]
        known: dict[str, int] = {}
        for start in range(0, len(codes), _CHUNK):
            asked = select(c.dossier_code, c.id).where(
                c.dossier_code.in_(codes[start : start + _CHUNK]), c.voided == 0, c.cancelled_at.is_(None)
            )
            known.update((row.dossier_code, row.id) for row in self.connection.execute(asked))
        return [known.get(code) for code in codes]

    def differences(self, found: Mapping[int, Values]) -> dict[int, Values]:
        """Filled cells that say something else."""
        differences: dict[int, Values] = {}
        ids = list(found)
        for start in range(0, len(ids), _CHUNK):
            for row in self.connection.execute(select(dossier).where(dossier.c.id.in_(ids[start : start + _CHUNK]))).mappings():
                changes = differing(row, found[row["id"]])
                if changes:
                    differences[row["id"]] = changes
        return differences

    def enter(self, tx: Transaction, rows: Sequence[Values]) -> None:
        """Enter the dossiers; the catalogue fills what the export leaves open."""
        for values in rows:
            enter_dossier(tx, self._entry(values), self._desk)

    def change(self, tx: Transaction, record_id: int, changes: Values) -> None:
        """Take over what the other system says now."""
        update_dossiers(tx, {record_id: changes}, self._desk)


def _with_leading_zero(phone: str) -> str:
    """A telephone number that a spreadsheet kept as a number has lost its 0."""
    return f"0{phone}" if phone.isdigit() and len(phone) == 9 else phone


def _whole_code(code: str) -> str:
    """A procedure code that a spreadsheet kept as a number has lost its last zeros: 2.00077 is 2.000770."""
    head, point, tail = code.replace(",", ".").partition(".")
    return f"{head}.{tail.ljust(6, '0')}" if point and head.isdigit() and tail.isdigit() and len(tail) < 6 else code
