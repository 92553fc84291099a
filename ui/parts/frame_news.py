"""What stands in the frame around every page: what waits in each book, who works, the last copy, today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.labels import label, tr
from models.registers.directives import queries as directives
from models.registers.directives.rows import DirectiveQuery
from models.registers.dossiers import queries as dossiers
from models.registers.dossiers.rows import DossierQuery
from models.registers.staff import OfficialRow, list_officials
from models.registers.tasks import queries as tasks
from models.registers.tasks.rows import TaskQuery
from models.storage.backup import BACKUPS, list_backups
from ui import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from models.office import Office


@dataclass(frozen=True, slots=True)
class FrameNews:
    """Badges by page key as (text, tone), and the texts of the frame."""

    badges: Mapping[str, tuple[str, str]]
    user: str
    backup: str
    today: str

    @classmethod
    def read(cls, office: Office) -> FrameNews:
        """As it stands now; a few counts over partial indexes."""
        when = office.when()
        with office.read() as conn:
            waiting = directives.count(conn, DirectiveQuery().with_states("not_forwarded"), when)
            late_tasks = tasks.count(conn, TaskQuery().with_states("overdue"), when)
            late_dossiers = dossiers.count(conn, DossierQuery().with_states("overdue"), when)
            officials = list_officials(conn, on=when.today)
        badges = {
            "directives": (_badge(waiting), "soon"),
            "tasks": (_badge(late_tasks), "late"),
            "dossiers": (_badge(late_dossiers), "late"),
        }
        return cls(badges, _user(office.settings().user_name, officials), _backup(office), words.weekday(when.today))


def _user(name: str, officials: Iterable[OfficialRow]) -> str:
    """Who works here, with their post where the staff knows them: "Nguyễn Thị Hoa · Văn thư"."""
    post = next((person.title or label("role", person.role) for person in officials if person.name == name), "")
    return " · ".join(part for part in (name, post) if part)


def _backup(office: Office) -> str:
    """When the newest copy was made, and whether there is a second place; nothing for an office on a server."""
    if office.folder is None:
        return ""
    copies = list_backups(office.folder / BACKUPS)
    if not copies:
        return tr("Chưa có bản sao lưu")
    second = office.settings().backup_second_folder
    at = words.recent(copies[0].at, office.now())
    return tr("Sao lưu gần nhất: {at} → {place}", at=at, place=second) if second else tr("Sao lưu gần nhất: {at}", at=at)


def _badge(waiting: int) -> str:
    """A number that fits the rail; nothing for none."""
    return "" if not waiting else "999+" if waiting > 999 else str(waiting)
