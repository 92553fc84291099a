"""The three books as the measurements ask them: the same functions that the pages of the window call."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from models.clock.deadlines import DirectiveState, DossierState, TaskState
from models.office import Office
from models.registers.directives import queries as directives
from models.registers.directives.rows import SORTS as DIRECTIVE_SORTS
from models.registers.directives.rows import DirectiveQuery
from models.registers.dossiers import queries as dossiers
from models.registers.dossiers.rows import SORTS as DOSSIER_SORTS
from models.registers.dossiers.rows import DossierQuery
from models.registers.tasks import queries as tasks
from models.registers.tasks.rows import SORTS as TASK_SORTS
from models.registers.tasks.rows import UNASSIGNED, TaskQuery

PAGE = 100


@dataclass(frozen=True, slots=True)
class Register:
    """A book. `filters` are the columns that a list may be narrowed by, with the field of the query that does it."""

    name: str
    queries: ModuleType
    query: Any
    sorts: tuple[str, ...]
    states: tuple[str, ...]
    filters: dict[str, str]


REGISTERS = (
    Register(
        "dossier",
        dossiers,
        DossierQuery(),
        DOSSIER_SORTS,
        tuple(DossierState),
        {
            "field": "field",
            "procedure_code": "procedure_code",
            "handling_department_id": "department_id",
            "handler_id": "handler_id",
        },
    ),
    Register(
        "directive",
        directives,
        DirectiveQuery(),
        DIRECTIVE_SORTS,
        tuple(DirectiveState),
        {"year": "year", "document_type": "document_type", "recipient_department_id": "recipient_department_id"},
    ),
    Register(
        "task",
        tasks,
        TaskQuery(),
        TASK_SORTS,
        (*TaskState, UNASSIGNED),
        {"lead_department_id": "lead_department_id", "lead_official_id": "lead_official_id", "source_number": "source_number"},
    ),
)


class Reader:
    """Reads one book of an office."""

    def __init__(self, office: Office, register: Register) -> None:
        self.office = office
        self.register = register
        self.when = office.when()
        self.calendar = office.calendar()

    def rows(self, query: Any, offset: int = 0, total: int | None = None) -> list[Any]:
        """A page of a list, of which it may be known how many rows it has."""
        queries = self.register.queries
        with self.office.read() as connection:
            ids = queries.find_ids(connection, query, self.when, offset=offset, limit=PAGE, total=total)
            return queries.load_rows(connection, ids, self.when, self.calendar)

    def first_page(self, query: Any) -> list[Any]:
        """What a page of the window needs: the number of rows and the first of them."""
        with self.office.read() as connection:
            self.register.queries.count(connection, query, self.when)
        return self.rows(query)

    def number(self, query: Any) -> int:
        """How many rows a list has."""
        with self.office.read() as connection:
            return int(self.register.queries.count(connection, query, self.when))

    def sample(self, number: int, seed: int = 1) -> Iterator[Any]:
        """So many rows from anywhere in the book."""
        rows = self.number(self.register.query)
        chance = random.Random(seed)
        for start in chance.sample(range(max(1, rows - PAGE)), min(20, max(1, rows // PAGE))):
            page = self.rows(self.register.query, start)
            yield from chance.sample(page, min(len(page), -(-number // 20)))
