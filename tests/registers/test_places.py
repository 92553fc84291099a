"""Where a record stands in a list, and whether a list holds it: the same answers as the list itself gives."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.office import Office
from models.practice.generate import Wanted, generate
from models.registers.directives import queries as directives
from models.registers.directives.rows import SORTS as DIRECTIVE_SORTS
from models.registers.directives.rows import DirectiveQuery
from models.registers.dossiers import queries as dossiers
from models.registers.dossiers.rows import SORTS as DOSSIER_SORTS
from models.registers.dossiers.rows import DossierQuery
from models.registers.tasks import queries as tasks
from models.registers.tasks.rows import SORTS as TASK_SORTS
from models.registers.tasks.rows import TaskQuery
from tests.offices import KINDS, Locations, found_office

_SOME = {"states": frozenset({"overdue", "completed_on_time"})}
BOOKS = [
    (tasks, TaskQuery(), TASK_SORTS, (_SOME, {"text": "bao cao"}, {"text": "ubnd"})),
    (directives, DirectiveQuery(), DIRECTIVE_SORTS, (_SOME, {"text": "bao"}, {"text": "ct-ubnd"})),
    (dossiers, DossierQuery(), DOSSIER_SORTS, (_SOME, {"text": "nguyen"}, {"text": "h21"})),
]


def _filled(location: str) -> Office:
    office = found_office(location)
    generate(office, Wanted(directives=120, tasks=160, dossiers=300))
    return office


@pytest.fixture(scope="module")
def filled(tmp_path_factory) -> Locations:
    return Locations(tmp_path_factory.mktemp("filled"), _filled)


@pytest.fixture(params=KINDS)
def office(request, filled: Locations, tmp_path):
    from tests.offices import opened

    yield from opened(filled, request.param, tmp_path / "office")


@pytest.mark.parametrize(("queries", "query", "sorts", "narrower"), BOOKS, ids=["tasks", "directives", "dossiers"])
def test_a_place_is_where_the_list_has_it(office, queries, query, sorts, narrower):
    when = office.when()
    asked = [replace(query, sort=sort, descending=descending) for sort in sorts for descending in (False, True)]
    asked += [replace(query, **more, **order) for more in narrower for order in ({}, {"descending": not query.descending})]
    with office.read() as conn:
        for each in asked:
            ids = queries.find_ids(conn, each, when)
            assert len(ids) > 1, each
            places = range(0, len(ids), max(1, len(ids) // 25))
            assert [queries.place_of(conn, each, when, ids[place]) for place in places] == list(places), each


@pytest.mark.parametrize(("queries", "query", "sorts", "narrower"), BOOKS, ids=["tasks", "directives", "dossiers"])
def test_a_list_holds_what_it_finds_and_nothing_else(office, queries, query, sorts, narrower):
    when = office.when()
    with office.read() as conn:
        everything = queries.find_ids(conn, query, when)
        for more in narrower:
            each = replace(query, **more)
            found = set(queries.find_ids(conn, each, when))
            some = [*everything[:150], *sorted(found)[:150], 999_999]
            assert queries.matching(conn, each, when, some) == found & set(some), each
            outside = next((one for one in everything if one not in found), None)
            if outside is not None:
                assert queries.place_of(conn, each, when, outside) is None
        assert queries.place_of(conn, query, when, 999_999) is None
