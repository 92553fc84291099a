"""Search in all three books at once, for the box of a page that has no table of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.labels import tr
from models.registers.directives import queries as directives
from models.registers.directives.rows import DirectiveQuery
from models.registers.dossiers import queries as dossiers
from models.registers.dossiers.rows import DossierQuery
from models.registers.tasks import queries as tasks
from models.registers.tasks.rows import TaskQuery
from ui import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from models.office import Office

_EACH = 5


@dataclass(frozen=True, slots=True)
class Found:
    """One hit: its id and a line to show."""

    id: int
    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one book; `page` is the key of its page."""

    page: str
    title: str
    hits: tuple[Found, ...]


def find_everywhere(office: Office, text: str) -> list[Group]:
    """The newest five of each book; books without a hit are left out."""
    books: Sequence[tuple[str, str, Any, Any, Callable[[Any], str]]] = (
        ("directives", tr("Văn bản đến"), directives, DirectiveQuery(text=text), _directive_line),
        ("tasks", tr("Nhiệm vụ"), tasks, TaskQuery(text=text), _task_line),
        ("dossiers", tr("Hồ sơ một cửa"), dossiers, DossierQuery(text=text), _dossier_line),
    )
    when, calendar = office.when(), office.calendar()
    groups = []
    with office.read() as conn:
        for page, title, queries, query, line in books:
            ids = queries.find_ids(conn, query, when, limit=_EACH)
            rows = queries.load_rows(conn, ids, when, calendar)
            if rows:
                groups.append(Group(page, title, tuple(Found(row.id, words.shortened(line(row), 70)) for row in rows)))
    return groups


def _directive_line(row: Any) -> str:
    return f"{row.document_number} · {row.subject}".strip(" ·")


def _task_line(row: Any) -> str:
    return str(row.content)


def _dossier_line(row: Any) -> str:
    return f"{row.dossier_code} · {row.applicant} · {row.procedure_name}"
