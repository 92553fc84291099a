"""Rows of a register of incoming documents."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from models.intake.wording.office_facts import OfficeFacts
from models.intake.workbooks.cells import Cell
from models.intake.workbooks.table import Table, TableRow
from models.intake.workbooks.values.dates import ImpossibleDateError, plain
from models.intake.workbooks.values.papers import Paper, Papers, document_type, has_mark, type_and_subject, without_mark
from models.intake.workbooks.values.reading import Reader, lines_of
from models.intake.workbooks.values.refused import RowRefusedError
from models.intake.workbooks.values.texts import limited, said, tidy
from models.registers.directives.document_types import LETTER, type_of_number
from models.registers.directives.entering import LARGEST_NUMBER, LIMITS
from models.registers.directives.numbers import split_arrival, tidy_number
from models.text import compact

_NO_PAPER = Paper()
# A number and its symbol and nothing else; a cell that says more may have the day, the agency or the type of the document too.
_NUMBER_ALONE = re.compile(r"(?:số\s*[:.]?\s*)?\d+[a-zđ]?\s*(?:/\s*\d{4}\s*)?/?\s*[\w&]*(?:\s*[-–.]\s*[\w&]+)*\.?", re.IGNORECASE)
_WITHOUT = frozenset({"khongso", "khong", "ks", "kso", "khongcoso", "sokhong"})
_ARRIVAL = re.compile(r"^(?:số\s*(?:đến)?\s*:?\s*)?(\d{1,6}\s?[a-zđ]?)(?=\s*(?:[/,;\-–(]|ngày|$))", re.IGNORECASE)
_MONTH_HEADING = re.compile(r"(?<!\w)thang\s*(\d{1,2})(?:\s*(?:[/.\-]|nam)\s*(\d{4}))?")


class DirectiveReader(Reader):
    """Reads documents of a register. Type and subject are two fields even where they share a column."""

    texts: ClassVar[Mapping[str, int]] = {"note": LIMITS["note"]}

    def __init__(self, facts: OfficeFacts, table: Table) -> None:
        super().__init__(facts, table)
        self._papers = Papers(self.dates("issued_date"))
        self._with_date = self.shares("document_number", "issued_date")
        self._with_agency = self.shares("document_number", "issuing_agency")
        self._with_type = self.shares("document_number", "document_type")
        self._type_and_subject = self.shares("subject", "document_type")

    def _values(self, row: TableRow) -> dict[str, Any]:
        cells = row.cells
        values: dict[str, Any] = {}
        self.plain_texts(cells, values)
        self._paper(cells, values)
        self._subject(cells, values)
        self._arrival(row, values)
        self._recipient(cells, values)
        if "due_date" in cells:
            values["due_date"] = self.due(cells["due_date"], "due_date").day
        if "issuing_agency" in cells and not values.get("issuing_agency"):
            values["issuing_agency"] = self.needed(cells, "issuing_agency")
        return values

    def _paper(self, cells: Mapping[str, Cell], values: dict[str, Any]) -> None:
        """Number, date and agency, each in its column or together in one."""
        together = self._with_date or self._with_agency
        if "issued_date" in cells and not self._with_date:
            values["issued_date"] = self.day(cells["issued_date"], "issued_date")
        if "issuing_agency" in cells and not self._with_agency:
            values["issuing_agency"] = limited(said(cells["issuing_agency"]), "issuing_agency", LIMITS["issuing_agency"])
        if "document_number" in cells:
            written = said(cells["document_number"])
            paper = self._read(lines_of(cells["document_number"])) if together or not _NUMBER_ALONE.fullmatch(written) else _NO_PAPER
            number = paper.number or (tidy_number(written) if not together and compact(written) not in _WITHOUT else "")
            values["document_number"] = limited(number, "document_number", LIMITS["document_number"])
            if together or values.get("issued_date") is None:
                values["issued_date"] = values.get("issued_date") or paper.day
            if self._with_agency:
                values["issuing_agency"] = limited(paper.agency, "issuing_agency", LIMITS["issuing_agency"])
            if self._with_type:
                values["document_type"] = paper.kind or type_of_number(number)

    def _read(self, text: str) -> Paper:
        try:
            return self._papers.read(text)
        except ImpossibleDateError as error:
            raise RowRefusedError("impossible_date", "issued_date", value=str(error)[:80]) from error

    def _subject(self, cells: Mapping[str, Cell], values: dict[str, Any]) -> None:
        written = self.needed(cells, "subject")
        kind = ""
        if self._type_and_subject:
            kind, subject = type_and_subject(written)
            values["document_type"] = kind or (LETTER if has_mark(written) else type_of_number(values.get("document_number", "")))
        else:
            subject = without_mark(written) or written
            if "document_type" in cells and "document_type" not in values:
                values["document_type"] = limited(document_type(said(cells["document_type"])), "document_type", LIMITS["document_type"])
        values["subject"] = limited(subject, "subject", LIMITS["subject"])

    def _arrival(self, row: TableRow, values: dict[str, Any]) -> None:
        """Number and day of arrival. A bare day takes its month from the heading over it."""
        cells = row.cells
        together = self.shares("arrival_number", "arrival_date")
        written = said(cells.get("arrival_number"))
        if written:
            found = _ARRIVAL.match(written)
            number = split_arrival(found[1] if found is not None else written)
            if number is None or number[0] > LARGEST_NUMBER:
                raise RowRefusedError("bad_code", "arrival_number", value=written[:80])
            values["arrival_number"], values["arrival_suffix"] = number
        cell = cells.get("arrival_date")
        if together:
            found = _ARRIVAL.match(written)
            cell = written[found.end() :] if found is not None else written
        day = self._day_of_heading(cell, row.sections)
        values["arrival_date"] = day or self.day(cell, "arrival_date")
        if values["arrival_date"] is None:
            self.needed(cells, "arrival_date")
            raise RowRefusedError("missing_content", "arrival_date")

    def _day_of_heading(self, cell: Cell, sections: tuple[str, ...]) -> date | None:
        written = tidy(cell)
        if not (written.isascii() and written.isdigit() and len(written) <= 2):
            return None
        for section in reversed(sections):
            month = _MONTH_HEADING.search(plain(section))
            if month is not None:
                year = month[2] or self.table.layout.year or self.facts.today.year
                return self.day(f"{written}/{month[1]}/{year}", "arrival_date")
        return None

    def _recipient(self, cells: Mapping[str, Cell], values: dict[str, Any]) -> None:
        if "recipient" in cells:
            written = said(cells["recipient"])
            if written and "\n" in str(cells["recipient"]):
                written = lines_of(cells["recipient"]).replace("\n", "; ")
            if self.shares("recipient", "forwarded_date"):
                found = self._found_day(written)
                if found is not None:
                    values["forwarded_date"], start, end = found
                    written = re.sub(r"[\s,;(\-–]*(?:ngày)?\s*$", "", written[:start], flags=re.IGNORECASE) + written[end:].strip(" ,;)-–")
            values["recipient"] = limited(re.sub(r"[;,]\s*;", ";", written), "recipient", LIMITS["recipient"])
        if "forwarded_date" in cells and not self.shares("forwarded_date", "recipient"):
            values["forwarded_date"] = self.day(cells["forwarded_date"], "forwarded_date")

    def _found_day(self, written: str) -> tuple[date, int, int] | None:
        try:
            # Folding keeps the length of what is in its composed form, so the place is the same in both.
            return self.dates("forwarded_date").find_day(written.lower(), written)
        except ImpossibleDateError as error:
            raise RowRefusedError("impossible_date", "forwarded_date", value=str(error)[:80]) from error
