"""Search in all three books at once, for the palette. Runs on a thread: no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.labels import tr
from models.progress import Report, no_report
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


def find_everywhere(office: Office, text: str, report: Report = no_report) -> list[Group]:
    """The newest five of each book; books without a hit are left out. Stops between two books when nobody waits any more."""
    books: Sequence[tuple[str, str, Any, Any, Callable[[Any], str]]] = (
        ("directives", tr("Văn bản đến"), directives, DirectiveQuery(text=text), _directive_line),
        ("tasks", tr("Nhiệm vụ"), tasks, TaskQuery(text=text), _task_line),
        ("dossiers", tr("Hồ sơ một cửa"), dossiers, DossierQuery(text=text), _dossier_line),
    )
    when, calendar = office.when(), office.calendar()
    groups = []
    with office.read() as conn:
        for done, (page, title, queries, query, line) in enumerate(books):
            report(done, len(books))
            ids = queries.find_ids(conn, query, when, limit=_EACH)
            rows = queries.load_rows(conn, ids, when, calendar)
            if rows:
                groups.append(Group(page, title, tuple(Found(row.id, words.shortened(line(row), 120)) for row in rows)))
    return groups


def _directive_line(row: Any) -> str:
    return f"{row.document_number} · {row.subject}".strip(" ·")


def _task_line(row: Any) -> str:
    return " · ".join(part for part in (row.external_code, row.content) if part)


def _dossier_line(row: Any) -> str:
    return " · ".join(part for part in (row.dossier_code, row.applicant, row.phone, row.procedure_name) if part)
