"""Dossiers for tests: taken in by the services, or put straight into the table where a test wants any history at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import Connection

from models.office import Office
from models.registers.dossiers.queries import load_rows, load_whole
from models.registers.dossiers.receipt import receive_dossier
from models.registers.dossiers.rows import DossierEntry, DossierRow, DossierWhole
from models.registers.dossiers.tables import dossier

# Three working days in the catalogue (Thủ tục cấp Giấy xác nhận tình trạng hôn nhân) and ten (trợ cấp hưu trí xã hội).
MARITAL_STATUS = "1.004873"
PENSION = "1.014027"
# A Monday three weeks before the day on which the tests' office lives (Friday 20/11/2026), so that much can have happened since.
RECEIVED = datetime(2026, 11, 2, 9, 0)


def moment(day: int, hour: int = 9, minute: int = 0, *, month: int = 11) -> datetime:
    """A moment of 2026."""
    return datetime(2026, month, day, hour, minute)


def dossier_entry(**fields: Any) -> DossierEntry:
    """An ordinary entry, with what the test cares about replaced."""
    entry = DossierEntry(applicant="Nguyễn Thị Lan", procedure_code=PENSION, phone="0905123218", received_at=RECEIVED)
    return replace(entry, **fields)


def make_dossier(office: Office, **fields: Any) -> int:
    """A dossier taken in at the counter."""
    dossier_id = receive_dossier(office, dossier_entry(**fields)).id
    assert dossier_id is not None
    return dossier_id


def row_of(office: Office, dossier_id: int) -> DossierRow:
    """The line of one dossier as it stands."""
    with office.read() as connection:
        return load_rows(connection, [dossier_id], office.when(), office.calendar())[0]


def whole_of(office: Office, dossier_id: int) -> DossierWhole:
    """One dossier whole as it stands."""
    with office.read() as connection:
        return load_whole(connection, dossier_id, office.when(), office.calendar())


def picture(office: Office) -> list[tuple[Any, ...]]:
    """All that stands in the dossiers' tables, but for rows that were undone."""
    from models.registers.dossiers.tables import dossier_extension, dossier_pause, dossier_step

    with office.read() as connection:
        return [
            (table.name, *row)
            for table in (dossier, dossier_pause, dossier_step, dossier_extension)
            for row in connection.execute(table.select().where(table.c.voided == 0).order_by(table.c.id))
        ]


@contextmanager
def with_rows(office: Office, rows: Sequence[dict[str, Any]]) -> Iterator[Connection]:
    """A connection that sees these rows as well, whatever history they tell; they are gone afterwards."""
    base = {column.name: None for column in dossier.c if column.nullable}
    blank = {**base, "channel": 1, "status": 2, "voided": 0, "created_at": RECEIVED, "field": "", "extension_count": 0}
    full = [{**blank, "id": 1_000 + n, "uid": f"uid{n}", "dossier_code": f"H21.88-261102-{n:04d}", **row} for n, row in enumerate(rows)]
    with office.database.engine.connect() as plain, plain.execution_options(writing=True).begin() as change:
        for row in full:
            plain.execute(dossier.insert(), row)
        yield plain
        change.rollback()


_DAYS = st.integers(0, 70).map(lambda n: date(2026, 9, 15) + timedelta(days=n))
# Hours on both sides of the day's border in UTC (07:00 in Vietnam) and of the hour of appointments.
_HOURS = st.sampled_from(((0, 0), (6, 59), (7, 0), (9, 30), (16, 59), (17, 0), (17, 1), (23, 59)))
moments = st.builds(lambda day, clock: datetime(day.year, day.month, day.day, *clock), _DAYS, _HOURS)


@st.composite
def histories(draw: st.DrawFn) -> dict[str, Any]:
    """Any dossier that the register can hold, also such as lists from elsewhere bring."""
    status = draw(st.integers(1, 10))
    received = draw(st.none() | moments) if draw(st.integers(0, 9)) == 0 else draw(moments)
    appointment = draw(st.none() | moments)
    resolved = draw(moments) if status >= 9 and draw(st.integers(0, 9)) else None
    closed = resolved if resolved is not None else draw(moments) if status in (3, 7, 8, 9, 10) else None
    if closed is not None and received is not None:
        closed = max(closed, received)
    return {
        "status": status,
        "received_at": received,
        "appointment_at": appointment,
        "resolved_at": resolved,
        "closed_at": closed,
        "channel": draw(st.integers(1, 3)),
        "field": draw(st.sampled_from(("Hộ tịch", "Đất đai", ""))),
        "cancelled_at": draw(st.sampled_from((None, None, None, None, RECEIVED))),
        "voided": draw(st.sampled_from((0, 0, 0, 0, 1))),
    }
