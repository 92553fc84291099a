"""Reads what the overview shows, on a thread: the office is asked for plain values, nothing here knows Qt.

Each block's numbers come from the very query (or the very ids) that its link opens, so that a figure and its rows cannot disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.labels import tr
from models.progress import Report
from models.registers.directives import queries as directives
from models.registers.directives.rows import DirectiveQuery
from models.registers.dossiers import queries as dossiers
from models.registers.dossiers.overview import ResolvedTotals
from models.registers.dossiers.rows import DossierQuery
from models.registers.staff import OfficialRow, list_officials
from models.registers.tasks import queries as tasks
from models.registers.tasks.rows import TaskQuery
from ui import words
from ui.pages import day_figures
from ui.pages import overview_counter as counter
from ui.pages import overview_lines as lines
from ui.pages.day_figures import DayFigure, Urgent
from ui.pages.overview_blocks import ARRANGEMENTS, CHARTS, Block, page_of, same_person
from ui.pages.overview_lines import View

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from models.office import Office
    from models.registers.when import When

_READERS: Mapping[str, Callable[[View], Block]] = {
    "not_forwarded": lines.not_forwarded,
    "unanswered": lines.unanswered,
    "book": lines.book_of_today,
    "own": lines.own,
    "obstacles": lines.obstacles,
    "extensions": lines.extensions,
    "due": counter.due_now,
    "no_apology": counter.no_apology,
    "ready": counter.ready,
    "paused": counter.paused,
    "late_people": counter.late_people,
    "late_holders": counter.late_holders,
    "waiting": counter.waiting,
    "departments": counter.departments,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the page shows of one role. `begun`: there is at least one record; `sentence` says the day in one line."""

    role: str
    begun: bool
    sentence: str
    figures: tuple[DayFigure, ...]
    urgent: tuple[Urgent, ...]
    blocks: Mapping[str, Block]
    months: tuple[ResolvedTotals, ...]
    target: float


def people(office: Office) -> list[OfficialRow]:
    """The officials who work today, for the choice of a person."""
    with office.read() as conn:
        return list_officials(conn, on=office.today())


def who_am_i(office: Office, staff: Sequence[OfficialRow]) -> tuple[str, int | None]:
    """The role's page and the id of the office's user among the staff; the clerk's page where the user is not in the list."""
    name = office.settings().user_name
    found = next((one for one in staff if same_person(one.name, name)), None)
    return ("clerk", None) if found is None else (page_of(found.role), found.id)


def read(office: Office, role: str, person_id: int | None, report: Report) -> Reading:
    """Everything of this role's page. Stops between two parts when nobody waits for it any more."""
    keys = ARRANGEMENTS[role].keys
    total = len(keys) + 3
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        report(done, total)

    when, calendar, settings = office.when(), office.calendar(), office.settings()
    figures = tuple(day_figures.day_figures(office))
    step()
    urgent, all_tasks, all_dossiers = day_figures.urgent_work(office)
    step()
    blocks: dict[str, Block] = {}
    with office.read() as conn:
        view = View(conn, when, calendar, settings, person_id)
        blocks["urgent"] = lines.urgent(view, urgent, all_tasks, all_dossiers)
        for key in keys:
            if key in _READERS:
                blocks[key] = _READERS[key](view)
                step()
        begun = _has_records(conn, when)
        sentence = _sentence(view, role, blocks)
    months = tuple(day_figures.months(office)) if any(key in CHARTS for key in keys) else ()
    step()
    return Reading(role, begun, sentence, figures, tuple(urgent), blocks, months, settings.on_time_target_percent)


def _has_records(conn: Connection, when: When) -> bool:
    return bool(
        tasks.find_ids(conn, TaskQuery(sort="id"), when, limit=1)
        or dossiers.find_ids(conn, DossierQuery(), when, limit=1)
        or directives.find_ids(conn, DirectiveQuery(), when, limit=1)
    )


def _sentence(view: View, role: str, blocks: Mapping[str, Block]) -> str:
    """The day in one line, for this role: the day, then what its blocks count."""
    day = words.weekday(view.today)
    rest = view.calendar.rest_reason(view.today)
    parts = [day if rest is None else f"{day} ({rest})"]
    if role == "clerk":
        names = {"not_forwarded": tr("chưa chuyển"), "unanswered": tr("đến hạn chưa trả lời")}
        parts += [f"{blocks[key].links[0].text} {what}" for key, what in names.items()]
        parts += [link.text for link in blocks["book"].links]
    elif role == "official":
        parts += [link.text for link in blocks["own"].links]
    elif role == "one_stop":
        names = {"due": tr("hẹn trả đến hết ngày làm việc tới"), "no_apology": tr("trễ chưa xin lỗi"), "ready": tr("chờ trả kết quả")}
        parts += [f"{blocks[key].links[0].text} {what}" for key, what in names.items()]
    else:
        parts.append(_leaders_sentence(blocks))
    return " · ".join(part for part in parts if part)


def _leaders_sentence(blocks: Mapping[str, Block]) -> str:
    """What a leader should know before anything else: who is late most, where dossiers lie, what waits for them."""
    people_late, holders, waiting = blocks["late_people"].lines, blocks["late_holders"].lines, blocks["waiting"].links[0].text
    said = [tr("{waiting} chờ ý kiến", waiting=waiting)]
    if people_late:
        said.insert(0, tr("trễ nhiều nhất: {person} ({count} nhiệm vụ)", person=people_late[0].cells[0], count=people_late[0].cells[2]))
    if holders:
        said.insert(1 if people_late else 0, tr("{holder} giữ {count} hồ sơ trễ", holder=holders[0].cells[0], count=holders[0].cells[2]))
    return "; ".join(said)
