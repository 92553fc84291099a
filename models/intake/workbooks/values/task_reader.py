"""Rows of a task list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from models.intake.wording.addressing import Addressed, Addressing
from models.intake.wording.bodies import begins_body, lead_and_others, split_bodies, tidy_lead
from models.intake.wording.office_facts import OfficeFacts
from models.intake.workbooks.cells import Cell, UnsavedFormula
from models.intake.workbooks.table import Table, TableRow
from models.intake.workbooks.values.dates import ImpossibleDateError, NoDateError
from models.intake.workbooks.values.papers import Paper, Papers, is_paper
from models.intake.workbooks.values.reading import Reader, heading, lines_of
from models.intake.workbooks.values.refused import CellWarning, RowRefusedError
from models.intake.workbooks.values.texts import limited, said
from models.registers.checks import CODE_LIMIT, LINE_LIMIT, TEXT_LIMIT

# What stands around a body's name in a heading: "Đơn vị chủ trì: Phòng Kinh tế", "Nhiệm vụ giao Sở Y tế chủ trì".
_BODY_PREFIX = re.compile(
    r"^(?:(?:đơn vị|bộ phận|phòng,? ban|cơ quan)(?:\s+(?:chủ trì|thực hiện|được giao))?\s*:"
    r"|(?:(?:các\s+)?(?:nhiệm vụ|nội dung|công việc)\s+)?(?:giao(?:\s+cho)?|của|đối với|do)(?=\s))\s*",
    re.IGNORECASE,
)
_BODY_SUFFIX = re.compile(r"\s*,?\s*(?:chủ trì|thực hiện|tham mưu)(?:\s*,?\s*(?:thực hiện|tham mưu|phối hợp))?\s*[:.]?\s*$", re.IGNORECASE)
_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*%?")
_LONGEST_BODY = 90
_NO_PAPER = Paper()
_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class _Parts:
    """Who is named for a row, what that makes it to us, and the field whose text is too long to be a name."""

    lead: str | None
    coordinating: tuple[str, ...] | None
    addressed: Addressed
    too_long: str


class TaskReader(Reader):
    """Reads tasks: what is to be done, by whom, until when, by which document, and what is said of its state."""

    texts: ClassVar[Mapping[str, int]] = {
        "external_code": CODE_LIMIT,
        "source_agency": LINE_LIMIT,
        "assigned_by": LINE_LIMIT,
        "deliverable": TEXT_LIMIT,
        "note": TEXT_LIMIT,
        "status": TEXT_LIMIT,
        "obstacle": TEXT_LIMIT,
        "result": TEXT_LIMIT,
    }
    days: ClassVar[tuple[str, ...]] = ("source_date", "assigned_date")

    def __init__(self, facts: OfficeFacts, table: Table) -> None:
        super().__init__(facts, table)
        self._addressing = Addressing(facts)
        self._papers = Papers(self.dates("source_number"))
        self._results = Papers(self.dates("evidence_number"))
        self._inside = self._is_inside()
        self._papers_of_cells: dict[Cell, Paper] = {}
        self._papers_of_headings: dict[str, Paper] = {}
        self._known_parts: dict[tuple[Cell, Cell, tuple[str, ...]], _Parts] = {}

    def _is_inside(self) -> bool:
        """Whether the list gives work within our house: it is our own, most of its leads are our bodies, or none is of another's."""
        sender = self.table.layout.sender
        if sender and self._addressing.is_ours(sender):
            return True
        leads = Counter(said(row.cells.get("lead")) for row in self.table.rows)
        leads.pop("", None)
        bodies = {lead for lead in leads if self._addressing.is_body(lead)}
        most = 2 * sum(leads[lead] for lead in bodies) > leads.total()
        return most or all(lead in bodies or self._addressing.is_nobody_elses(lead) for lead in leads)

    def _values(self, row: TableRow) -> dict[str, Any]:
        cells = row.cells
        values: dict[str, Any] = {"content": limited(self.needed(cells, "content"), "content", TEXT_LIMIT)}
        self.plain_texts(cells, values)
        self.plain_days(cells, values)
        self._source(row, values)
        self._bodies(row, values)
        self._deadline(row, values)
        self._state(cells, values)
        return values

    def _addressed(self, row: TableRow) -> Addressed:
        return self._parts(row).addressed

    def _source(self, row: TableRow, values: dict[str, Any]) -> None:
        """Number, date and agency of the assigning document; one that stands in a heading where the row names none."""
        paper = _NO_PAPER
        if "source_number" in row.cells:
            paper = self._paper(row.cells["source_number"])
            values["source_number"] = limited(paper.number, "source_number", CODE_LIMIT)
            if paper.words:
                values["source_clause"] = limited(paper.words, "source_number", LINE_LIMIT)
        if row.sections and not paper.number and not paper.words and not values.get("source_date"):
            paper = self._paper_of_headings(row.sections) or paper
            if paper.number or paper.words:
                values["source_number"] = limited(paper.number, "source_number", CODE_LIMIT)
        if paper.day is not None and values.get("source_date") is None:
            values["source_date"] = paper.day
        if paper.agency and not values.get("source_agency"):
            values["source_agency"] = limited(paper.agency, "source_agency", LINE_LIMIT)

    def _paper(self, cell: Cell) -> Paper:
        if cell is None:
            return _NO_PAPER
        known = self._papers_of_cells.get(cell)
        if known is None:
            try:
                known = self._papers.read(lines_of(cell)) if said(cell) else _NO_PAPER
            except ImpossibleDateError as error:
                raise RowRefusedError("impossible_date", "source_number", value=str(error)[:80]) from error
            if len(self._papers_of_cells) < _REMEMBERED:
                self._papers_of_cells[cell] = known
        return known

    def _paper_of_headings(self, sections: tuple[str, ...]) -> Paper | None:
        for section in reversed(sections):
            if section not in self._papers_of_headings:
                bare = heading(section)
                try:
                    self._papers_of_headings[section] = self._papers.read(bare) if is_paper(bare) else Paper()
                except ImpossibleDateError:
                    self._papers_of_headings[section] = Paper()
            found = self._papers_of_headings[section]
            if found.number or found.words:
                return found
        return None

    def _bodies(self, row: TableRow, values: dict[str, Any]) -> None:
        parts = self._parts(row)
        if parts.too_long:
            raise RowRefusedError("too_long", parts.too_long, limit=LINE_LIMIT)
        if parts.lead is not None:
            values["lead"] = parts.lead
        if parts.coordinating is not None:
            values["coordinating"] = parts.coordinating

    def _parts(self, row: TableRow) -> _Parts:
        """Lead, coordinators and what they make the row to us. A list names the same bodies again and again."""
        cells = row.cells
        key = (cells.get("lead"), cells.get("coordinating"), row.sections)
        parts = self._known_parts.get(key)
        if parts is None:
            lead, named = self._named(row)
            addressed = self._addressing.of(lead or "", named or (), inside=self._inside)
            long_one = "lead" if len(lead or "") > LINE_LIMIT else ""
            long_one = long_one or ("coordinating" if any(len(name) > LINE_LIMIT for name in named or ()) else "")
            parts = _Parts(lead, named, addressed, long_one)
            if len(self._known_parts) < _REMEMBERED:
                self._known_parts[key] = parts
        return parts

    def _named(self, row: TableRow) -> tuple[str | None, tuple[str, ...] | None]:
        """Lead and coordinators: in one cell, in two, or the lead as a heading; None where the sheet has no place for them."""
        cells = row.cells
        lead: str | None = None
        named: tuple[str, ...] | None = None
        others: tuple[str, ...] = ()
        if self.shares("lead", "coordinating"):
            lead, named = lead_and_others(lines_of(cells.get("lead")))
        else:
            if "lead" in cells:
                lead, others = tidy_lead(lines_of(cells["lead"]) if said(cells["lead"]) else "")
            if "coordinating" in cells:
                named = split_bodies(lines_of(cells["coordinating"])) if said(cells["coordinating"]) else ()
            if others:
                named = tuple(dict.fromkeys((*(named or ()), *others)))
        if not lead and row.sections:
            lead = self._body_of_headings(row.sections) or lead
        return lead, named

    def _body_of_headings(self, sections: tuple[str, ...]) -> str:
        for section in reversed(sections):
            bare = _BODY_SUFFIX.sub("", _BODY_PREFIX.sub("", heading(section))).rstrip(" :.")
            if len(bare) <= _LONGEST_BODY and not is_paper(bare) and (begins_body(bare) or self._addressing.is_ours(bare)):
                return bare
        return ""

    def _deadline(self, row: TableRow, values: dict[str, Any]) -> None:
        if "due_date" in row.cells:
            if isinstance(row.cells["due_date"], UnsavedFormula):
                # Entered without its deadline the task would look as if it had none.
                raise RowRefusedError("formula_without_value", "due_date")
            due = self.due(row.cells["due_date"], "due_date")
            values.update(due_date=due.day, due_text=limited(due.words, "due_date", LINE_LIMIT), recurring=due.recurring)
            return
        # A list without such a column may be parted by months: "Nhiệm vụ tháng 12/2026".
        for section in reversed(row.sections):
            if is_paper(section):
                continue
            try:
                due = self.due(heading(section), "due_date")
            except RowRefusedError:
                continue
            if due.day is not None:
                values.update(due_date=due.day, due_text=limited(due.words, "due_date", LINE_LIMIT), recurring=None)
                return

    def _state(self, cells: Mapping[str, Cell], values: dict[str, Any]) -> None:
        """What the list says of the work itself. It is no reason to keep a row out: our own book knows better."""
        for name in ("completed_date", "evidence_date"):
            if name in cells and not self.shares(name, "evidence_number"):
                values[name] = self._lenient_day(cells[name], name)
        if cells.get("evidence_number") is None:
            if "evidence_number" in cells:
                values["evidence_number"] = ""
        else:
            written = lines_of(cells["evidence_number"]) if said(cells["evidence_number"]) else ""
            try:
                paper = self._results.read(written)
            except ImpossibleDateError as error:
                self.warn(CellWarning("impossible_date", {"value": str(error)[:80]}, "evidence_number"))
                paper = Paper(words=said(cells["evidence_number"]))
            values["evidence_number"] = (paper.number or paper.words)[:CODE_LIMIT]
            if paper.day is not None and values.get("evidence_date") is None:
                values["evidence_date"] = paper.day
        if "progress_percent" in cells:
            found = _PERCENT.search(said(cells["progress_percent"]))
            percent = float(found[1].replace(",", ".")) if found else None
            cell = cells["progress_percent"]
            values["progress_percent"] = percent * 100 if percent is not None and isinstance(cell, float) and percent <= 1 else percent

    def _lenient_day(self, cell: Cell, name: str) -> Any:
        try:
            return self.dates(name).day(cell)
        except NoDateError as error:
            self.warn(CellWarning("date_not_understood", {"value": str(error)[:80]}, name))
        except ImpossibleDateError as error:
            self.warn(CellWarning("impossible_date", {"value": str(error)[:80]}, name))
        return None
