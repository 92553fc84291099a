"""Rows and whole records for the command line, from the same queries as the pages of the window. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from models.errors import OfficeError
from models.labels import LABELS
from models.office import Office

Row = Mapping[str, Any]


def rows(office: Office, kind: str, *, states: Sequence[str], text: str, limit: int, page: int) -> Iterator[Row]:
    """The rows of a kind with the keys of the contract; `limit` 0 means all. Raises OfficeError `unknown_state`, or
    `state_not_offered` for a catalogue, whose rows have none.
    """
    if kind in ("tasks", "directives", "dossiers"):
        yield from _register_rows(office, kind, states=states, text=text, limit=limit, page=page)
    else:
        if states:
            raise OfficeError("state_not_offered", kind=kind)
        found = {"procedures": _procedures, "staff": _staff, "calendar": _calendar}[kind](office, text)
        yield from found[: limit or None]


def _register_rows(office: Office, kind: str, *, states: Sequence[str], text: str, limit: int, page: int) -> Iterator[Row]:
    from models.registers.directives import queries as directive_queries
    from models.registers.directives import rows as directive_rows
    from models.registers.dossiers import queries as dossier_queries
    from models.registers.dossiers import rows as dossier_rows
    from models.registers.tasks import queries as task_queries
    from models.registers.tasks import rows as task_rows

    queries: Any
    to_json: Callable[[Any], Row]
    query: Any
    if kind == "tasks":
        queries, to_json, query, group = task_queries, task_rows.to_list_json, task_rows.TaskQuery(sort="id"), "task_state"
    elif kind == "dossiers":
        queries, to_json, query, group = dossier_queries, dossier_rows.to_list_json, dossier_rows.DossierQuery(), "dossier_state"
    else:
        query = directive_rows.DirectiveQuery(descending=False)
        queries, to_json, group = directive_queries, directive_rows.to_list_json, "directive_state"
    for state in states:
        if state not in LABELS[group]:
            raise OfficeError("unknown_state", state=state, states=", ".join(LABELS[group]))
    query = query.with_text(text).with_states(*states)
    when, calendar = office.when(), office.calendar()
    with office.read() as connection:
        ids = queries.find_ids(connection, query, when, limit=limit or None)
    for start in range(0, len(ids), page):
        with office.read() as connection:
            loaded = queries.load_rows(connection, ids[start : start + page], when, calendar)
        yield from map(to_json, loaded)


def _procedures(office: Office, text: str) -> list[Row]:
    from models.registers.procedures import find, to_list_json

    with office.read() as connection:
        return [to_list_json(row) for row in find(connection, text=text, day=office.today())]


def _staff(office: Office, text: str) -> list[Row]:
    from models.registers.staff import list_departments, list_officials
    from models.text import fold

    with office.read() as connection:
        units = {unit.id: unit.name for unit in list_departments(connection)}
        people = list_officials(connection)
    return [
        {"uid": one.uid, "name": one.name, "department": units.get(one.department_id or 0), "role": one.role, "title": one.title or None}
        for one in people
        if fold(text) in fold(one.name)
    ]


def _calendar(office: Office, text: str) -> list[Row]:
    from models.registers.office_calendar import load_days
    from models.text import fold

    with office.read() as connection:
        days = load_days(connection)
    return [
        {"date": day.date, "kind": day.kind, "name": day.name, "estimated": day.estimated} for day in days if fold(text) in fold(day.name)
    ]


def whole(office: Office, kind: str, key: str) -> Row:
    """One record by its uid, code or number, with its history and explanation. Raises OfficeError `key_not_found`."""
    from models.registers.directives import queries as directive_queries
    from models.registers.directives.rows import to_list_json as directive_json
    from models.registers.dossiers import queries as dossier_queries
    from models.registers.dossiers.rows import to_list_json as dossier_json
    from models.registers.procedures import procedure, versions
    from models.registers.procedures import to_list_json as procedure_json
    from models.registers.tasks import whole as task_whole
    from models.registers.tasks.rows import to_list_json as task_json
    from models.storage.journal import entries
    from models.text import clean

    key = clean(key)
    when, calendar = office.when(), office.calendar()
    with office.read() as connection:
        if kind == "procedures":
            found = versions(connection, key)
            if not found:
                raise OfficeError("key_not_found", key=key)
            steps = {step.seq: step for row in found for step in entries(connection, table=procedure.name, row_id=row.id)}
            return {**procedure_json(found[-1]), "versions": found, "history": [steps[seq] for seq in sorted(steps, reverse=True)]}
        readers: dict[str, tuple[Any, Any, Any]] = {
            "tasks": (task_whole.find_key, task_whole.load_whole, task_json),
            "dossiers": (dossier_queries.find_by_key, dossier_queries.load_whole, dossier_json),
            "directives": (directive_queries.find_key, directive_queries.load_whole, directive_json),
        }
        find, load, to_json = readers[kind]
        record_id = find(connection, key)
        if record_id is None:
            raise OfficeError("key_not_found", key=key)
        record: Any = load(connection, record_id, when, calendar)
    parts = {field.name: getattr(record, field.name) for field in fields(record) if field.name != "row"}
    return {**to_json(record.row), "record": record.row, **parts}
