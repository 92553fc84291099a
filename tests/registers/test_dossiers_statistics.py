"""Form II.06a and the figures of the overview: their identities on any history, a second count in Python, the rows behind each."""

from __future__ import annotations

from dataclasses import astuple
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from models.office import Office
from models.registers.dossiers import overview, services
from models.registers.dossiers.queries import count, find_ids
from models.registers.dossiers.rows import DossierQuery, Figure
from models.registers.dossiers.statistics import FIGURE_COLUMNS, FieldTotals, field_totals, grand_total, ids_behind
from models.registers.dossiers.tables import dossier
from tests.factories_dossiers import histories, make_dossier, moment, moments, with_rows
from tests.registers.test_dossiers_queries import WHEN, plans

any_history = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=40)
ON_TIME, EXCLUDED = "on_time", "excluded"
OCTOBER = (date(2026, 9, 15), date(2026, 10, 14))
NOVEMBER = (date(2026, 10, 15), date(2026, 11, 14))


def told_apart(row: Any, first: date, last: date, closed_as: str) -> tuple[str, str] | None:
    """Origin and outcome of one dossier in a period, by the rule as one would tell it to a person."""
    start, end = datetime.combine(first, time()), datetime.combine(last, time()) + timedelta(days=1)
    no_result = row.resolved_at is None
    if row.voided or row.cancelled_at or row.received_at is None or row.received_at >= end:
        return None
    if no_result and (row.status in (1, 3) or (closed_as == EXCLUDED and row.status in (7, 8))):
        return None
    if row.closed_at is not None and row.closed_at < start:
        return None
    if row.received_at < start:
        origin = "carried_over"
    else:
        origin = "received_online" if row.channel == 2 else "received_direct_or_post"
    if row.closed_at is None or row.closed_at >= end:
        overdue = row.appointment_at is not None and row.appointment_at < end and row.status not in (5, 6)
        return origin, "pending_overdue" if overdue else "pending_within_due"
    if no_result or row.appointment_at is None:
        return origin, "resolved_on_time"
    if row.resolved_at > row.appointment_at:
        return origin, "resolved_late"
    return origin, "resolved_early" if row.resolved_at.date() < row.appointment_at.date() else "resolved_on_time"


@any_history
@given(rows=st.lists(histories(), max_size=14), closed_as=st.sampled_from((ON_TIME, EXCLUDED)))
def test_the_form_is_what_a_second_count_says_and_opens_its_rows(office: Office, rows: list[dict], closed_as: str) -> None:
    with with_rows(office, rows) as connection:
        lines = {line.field: line for line in field_totals(connection, *NOVEMBER, closed_counts_as=closed_as)}
        expected: dict[str, dict[str, set[int]]] = {}
        for row in connection.execute(select(dossier)):
            told = told_apart(row, *NOVEMBER, closed_as)
            for column in told or ():
                expected.setdefault(row.field, {}).setdefault(column, set()).add(row.id)
        assert lines.keys() == expected.keys()
        total = grand_total(lines.values())
        for column in FIGURE_COLUMNS:
            for field, line in lines.items():
                behind = ids_behind(connection, field, column, *NOVEMBER, closed_counts_as=closed_as)
                assert len(behind) == len(set(behind)) == getattr(line, column)
                if column in expected[field]:
                    assert set(behind) == expected[field][column]
            everywhere = ids_behind(connection, None, column, *NOVEMBER, closed_counts_as=closed_as)
            assert len(everywhere) == getattr(total, column)
            query = DossierQuery(figure=Figure(column, *NOVEMBER, closed_as))
            assert set(find_ids(connection, query, WHEN)) == set(everywhere)
            assert count(connection, query, WHEN) == len(everywhere)


@any_history
@given(rows=st.lists(histories(), max_size=14), closed_as=st.sampled_from((ON_TIME, EXCLUDED)))
def test_the_identities_of_the_form_hold(office: Office, rows: list[dict], closed_as: str) -> None:
    with with_rows(office, rows) as connection:
        before = {line.field: line for line in field_totals(connection, *OCTOBER, closed_counts_as=closed_as)}
        after = {line.field: line for line in field_totals(connection, *NOVEMBER, closed_counts_as=closed_as)}
        for line in (*before.values(), *after.values(), grand_total(after.values())):
            assert line.received_total == line.received_online + line.received_direct_or_post + line.carried_over
            assert line.resolved_total == line.resolved_early + line.resolved_on_time + line.resolved_late
            assert line.pending_total == line.pending_within_due + line.pending_overdue
            assert line.received_total == line.resolved_total + line.pending_total
        for field in before.keys() | after.keys():
            pending = before.get(field, FieldTotals(field)).pending_total
            assert after.get(field, FieldTotals(field)).carried_over == pending


@pytest.mark.parametrize(
    ("row", "origin", "outcome"),
    [
        ({"received_at": moment(15, 0, 0, month=10)}, "received_direct_or_post", "pending_within_due"),
        ({"received_at": moment(14, 23, 59, month=10)}, "carried_over", "pending_within_due"),
        ({"received_at": moment(14, 23, 59), "channel": 2}, "received_online", "pending_within_due"),
        ({"received_at": moment(15, 0, 0)}, None, None),
        ({"appointment_at": moment(14, 17)}, "received_direct_or_post", "pending_overdue"),
        ({"appointment_at": moment(15, 7)}, "received_direct_or_post", "pending_within_due"),
        ({"appointment_at": moment(13, 17), "status": 5}, "received_direct_or_post", "pending_within_due"),
        ({"status": 1}, None, None),
        ({"status": 3, "closed_at": moment(3)}, None, None),
        ({"status": 8, "closed_at": moment(3)}, "received_direct_or_post", "resolved_on_time"),
        ({"status": 8, "closed_at": moment(15)}, "received_direct_or_post", "pending_within_due"),
        # In time by the hour, early only by the day, also where the day of UTC is another one.
        ({"resolved_at": moment(5, 17), "appointment_at": moment(5, 17)}, "received_direct_or_post", "resolved_on_time"),
        ({"resolved_at": moment(5, 6), "appointment_at": moment(5, 17)}, "received_direct_or_post", "resolved_on_time"),
        ({"resolved_at": moment(4, 23), "appointment_at": moment(5, 6)}, "received_direct_or_post", "resolved_early"),
        ({"resolved_at": moment(5, 17, 1), "appointment_at": moment(5, 17)}, "received_direct_or_post", "resolved_late"),
        ({"resolved_at": moment(15, 0), "appointment_at": moment(5, 17)}, "received_direct_or_post", "pending_overdue"),
        ({"resolved_at": moment(14, 23, 59), "appointment_at": moment(5, 17)}, "received_direct_or_post", "resolved_late"),
        ({"resolved_at": moment(16), "appointment_at": moment(5, 17)}, "received_direct_or_post", "pending_overdue"),
    ],
)
def test_where_a_dossier_counts(office: Office, row: dict, origin: str | None, outcome: str | None) -> None:
    row = {"received_at": moment(2), **row}
    if "resolved_at" in row:
        row |= {"status": 9, "closed_at": row["resolved_at"]}
    with with_rows(office, [row]) as connection:
        lines = field_totals(connection, *NOVEMBER)
        expected = {name for name in (origin, outcome) if name}
        assert {name for line in lines for name in FIGURE_COLUMNS[:8] if getattr(line, name)} == expected


def test_stopped_dossiers_count_as_the_setting_says(office: Office) -> None:
    stopped = make_dossier(office)
    services.stop_dossier(office, stopped, reason="không đủ điều kiện", at=moment(5))
    withdrawn = make_dossier(office)
    services.withdraw_dossier(office, withdrawn, reason="công dân rút", at=moment(5))
    with office.read() as connection:
        [line] = field_totals(connection, *NOVEMBER)
        assert astuple(line)[1:] == (0, 2, 0, 0, 2, 0, 0, 0)
        assert field_totals(connection, *NOVEMBER, closed_counts_as="excluded") == []


def test_a_figure_that_the_form_does_not_have_is_a_bug(office: Office) -> None:
    with office.read() as connection, pytest.raises(ValueError, match="nothing"):
        ids_behind(connection, None, "nothing", *NOVEMBER)


@pytest.mark.folder_only
def test_the_form_reads_one_index(office: Office) -> None:
    with office.read() as connection:
        steps = [step for step in plans(connection, lambda: field_totals(connection, *NOVEMBER)) if "dossier" in step]
        assert len(steps) == 2
        assert all("SEARCH dossier USING COVERING INDEX ix_dossier_statistics" in step for step in steps), steps


@any_history
@given(rows=st.lists(histories(), max_size=14), now=moments)
def test_the_overview_opens_what_it_counts(office: Office, rows: list[dict], now: datetime) -> None:
    when = type(WHEN)(now.date(), now, now.date() + timedelta(days=3))
    with with_rows(office, rows) as connection:
        for figure in (overview.overdue(connection, when), overview.overdue_without_apology(connection, when)):
            assert figure.number == len(find_ids(connection, figure.query, when))
        tomorrow = when.today + timedelta(days=1)
        promised = overview.appointments(connection, when.today, tomorrow)
        assert promised.number == len(find_ids(connection, promised.query, when))
        done = promised.query.with_states("completed_on_time", "completed_late")
        assert promised.resolved == len(find_ids(connection, done, when))
        for totals in overview.monthly_totals(connection, overview.last_months(when.today)):
            assert totals.resolved == len(find_ids(connection, totals.query, when))
            assert totals.late == len(find_ids(connection, totals.late_query, when))


def test_the_share_in_time_is_of_what_was_resolved(office: Office) -> None:
    for day, code in ((5, ""), (6, ""), (18, "CNTT")):
        services.resolve_dossier(office, make_dossier(office), at=moment(day), late_reason_code=code)
    with office.read() as connection:
        totals = overview.resolved_totals(connection, date(2026, 11, 1), date(2026, 11, 30))
        assert (totals.resolved, totals.late) == (3, 1)
        assert totals.on_time_percent == pytest.approx(66.67, abs=0.01)
        assert overview.resolved_totals(connection, date(2025, 1, 1), date(2025, 1, 31)).on_time_percent is None


def test_the_last_months_end_with_this_one() -> None:
    months = overview.last_months(date(2026, 2, 28), 4)
    assert months == [
        (date(2025, 11, 1), date(2025, 11, 30)),
        (date(2025, 12, 1), date(2025, 12, 31)),
        (date(2026, 1, 1), date(2026, 1, 31)),
        (date(2026, 2, 1), date(2026, 2, 28)),
    ]
