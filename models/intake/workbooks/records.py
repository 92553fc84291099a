"""How rows of one kind become records: what each kind answers, so that one plan and one application serve them all."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import Connection, Table

from models.intake.workbooks.planned import Because, Values
from models.storage.columns import IsoDate, Moment, moment_of
from models.storage.journal import Transaction
from models.text import clean

if TYPE_CHECKING:
    from models.office import Office

_CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Match:
    """The record that a row is, and by what. A `cancelled` one is not touched."""

    record_id: int
    because: Because = Because.SAME_CODE
    cancelled: bool = False


class Records(ABC):
    """One object serves one plan or one application; it may remember what it looked up."""

    KEY: ClassVar[str]
    """The field that a record goes by."""
    APART: ClassVar[frozenset[str]] = frozenset()
    """Stored fields that are not compared one by one: a list tells them together."""
    RESULTS: ClassVar[frozenset[str]] = frozenset()
    """Fields that say what came of the work: what the office recorded itself stays, whatever a list says."""
    FILLED: ClassVar[tuple[Table, ...]] = ()
    """The tables that `enter` fills without looking anything up in them."""

    def __init__(self, office: Office, connection: Connection) -> None:
        self.office = office
        self.connection = connection

    @abstractmethod
    def key(self, values: Values) -> Hashable:
        """What makes two rows of a file the same record; None when nothing can be said."""

    def key_field(self, values: Values) -> str:
        """The field by which a second row of the same record is named."""
        del values
        return self.KEY

    @abstractmethod
    def match(self, rows: Sequence[Values]) -> list[Match | None]:
        """For each row the record that it is, in few queries; no record twice."""

    @abstractmethod
    def stored(self, ids: Sequence[int]) -> Mapping[int, Values]:
        """What these records say, by the fields that a list may change. What the office did is not among them."""

    @abstractmethod
    def labels(self, ids: Sequence[int]) -> Mapping[int, str]:
        """How a person recognises these records; those that are cancelled or taken back are left out."""

    def differs(self, field: str, ours: Any, theirs: Any) -> bool:
        """Whether two values of a field are different things. Spaces, capitals and Unicode form of texts make no difference."""
        del field
        return ours != theirs and _comparable(ours) != _comparable(theirs)

    def differences(self, stored: Values, said: Values) -> dict[str, Any]:
        """What a row says differently, of what the book keeps. A blank cell says nothing."""
        found: dict[str, Any] = {}
        for field, ours in stored.items():
            theirs = said.get(field)
            if theirs == ours or not is_told(theirs) or field in self.APART:
                continue
            if self.differs(field, ours, theirs):
                found[field] = theirs
        return found

    def stays(self, field: str, stored: Values, theirs: Any) -> bool:
        """Whether what we have stays by itself, whatever the list says (a dossier that we finished)."""
        del field, stored, theirs
        return False

    def allow(self, record_id: int | None, values: Values) -> None:
        """Refuse a new record (None), or changes of one, that the book as it stands cannot take; asked in the order of the sheet.

        Raises RowRefusedError or OfficeError.
        """
        del record_id, values

    @abstractmethod
    def enter(self, tx: Transaction, rows: Sequence[Values]) -> Sequence[int]:
        """Enter new records; their ids, in order."""

    @abstractmethod
    def change(self, tx: Transaction, changes: Mapping[int, Values]) -> None:
        """Take over what the list says of these records."""


def _comparable(value: object) -> object:
    return clean(value).casefold() if isinstance(value, str) else value


def read_columns(
    connection: Connection, table: Table, names: Sequence[str], ids: Sequence[int] | None = None, *, key: str = "id", where: str = "1 = 1"
) -> Iterator[tuple[int, Values]]:
    """Id and these columns of the rows whose `key` is among the ids (of all without any), under a condition in SQL.

    In large pieces and without the machinery of a query each: an update of a hundred thousand rows reads as many.
    """
    readers = [(name, _READERS[type(table.c[name].type)]) for name in names if type(table.c[name].type) in _READERS]
    statement = f"SELECT id, {', '.join(names)} FROM {table.name} WHERE {where}"  # noqa: S608 - of this program's own words
    wanted = [] if ids is None else sorted(ids)
    pieces = [wanted[start : start + _CHUNK] for start in range(0, len(wanted), _CHUNK)]
    asked = [statement] if ids is None else [f"{statement} AND {key} IN ({', '.join(map(str, piece))}) ORDER BY id" for piece in pieces]
    for each in asked:
        for part in connection.exec_driver_sql(each).partitions(_CHUNK):
            for row in part:
                values = dict(zip(names, row[1:], strict=True))
                for name, read in readers:
                    if values[name] is not None:
                        values[name] = read(values[name])
                yield row[0], values


_READERS: dict[type, Any] = {IsoDate: date.fromisoformat, Moment: moment_of}


def is_told(value: Any) -> bool:
    """Whether a value says anything: a blank cell says nothing, a nought does."""
    return value is not None and value != "" and value != ()


def plain_value(value: Any) -> Any:
    """A value as JSON keeps it, None where it says nothing: what a list said last time can be compared with what it says now."""
    if not is_told(value):
        return None
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
