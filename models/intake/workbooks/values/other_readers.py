"""Rows of catalogues: procedures, officials, special days."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from models.clock.working_days import DayKind
from models.errors import OfficeError
from models.intake.wording.office_facts import OfficeFacts
from models.intake.workbooks.table import Table, TableRow
from models.intake.workbooks.values.processing import processing_time
from models.intake.workbooks.values.reading import Reader, heading
from models.intake.workbooks.values.refused import RowRefusedError
from models.intake.workbooks.values.texts import code_and_name, limited, phone, procedure_code, refused, said
from models.labels import LABELS
from models.registers.checks import LINE_LIMIT
from models.text import compact

_FIELD_WORDS = re.compile(r"^(?:(?:nhóm\s+)?(?:tthc|thủ tục hành chính|các thủ tục)?\s*(?:thuộc\s+)?lĩnh vực)\s*:?\s*", re.IGNORECASE)
_COUNT = re.compile(r"\s*\(\s*\d+\s*\)\s*$")


class ProcedureReader(Reader):
    """Reads a catalogue of procedures. A procedure goes by its code; its field may stand in the heading over it."""

    needs_code: ClassVar[frozenset[str]] = frozenset({"code"})
    texts: ClassVar[Mapping[str, int]] = dict.fromkeys(("field", "managing_ministry", "publishing_decision", "note"), LINE_LIMIT)

    def __init__(self, facts: OfficeFacts, table: Table) -> None:
        super().__init__(facts, table)
        self._short_codes = self.codes_lose_zeros("code")

    def _values(self, row: TableRow) -> dict[str, Any]:
        cells = dict(row.cells)
        if self.shares("code", "name") and (parted := code_and_name(said(cells.get("code")))):
            cells["code"], cells["name"] = parted[0], parted[1]
        written = self.needed(cells, "code")
        try:
            values: dict[str, Any] = {"code": procedure_code(cells.get("code"), short_text=self._short_codes)}
        except OfficeError as error:
            raise refused(error, "code", written) from error
        values["name"] = limited(self.needed(cells, "name"), "name", LINE_LIMIT)
        self.plain_texts(cells, values)
        if not values.get("field") and row.sections:
            field = _COUNT.sub("", _FIELD_WORDS.sub("", heading(row.sections[-1]))).strip(" :.")
            values["field"] = limited(field, "field", LINE_LIMIT)
        if "processing_time" in cells:
            unit = cells.get("processing_unit") if not self.shares("processing_time", "processing_unit") else None
            time = processing_time(cells["processing_time"], unit, self.header_of("processing_time"))
            if time is not None:
                values["processing_value"], values["processing_unit"] = time
        return values


class StaffReader(Reader):
    """Reads a list of officials."""

    texts: ClassVar[Mapping[str, int]] = {"title": 300}

    def _values(self, row: TableRow) -> dict[str, Any]:
        values: dict[str, Any] = {"name": limited(self.needed(row.cells, "name"), "name", 200)}
        self.plain_texts(row.cells, values)
        if "phone" in row.cells:
            values["phone"] = limited(phone(row.cells["phone"]), "phone", 50)
        written = said(row.cells.get("department")) or (heading(row.sections[-1]) if row.sections else "")
        if written:
            department_id, official_id = self.facts.staff.recognise(written)
            if department_id is None or official_id is not None:
                raise RowRefusedError("unknown_department", "department", value=written[:80])
            values["department_id"] = department_id
        return values


class CalendarReader(Reader):
    """Reads a list of special days."""

    def _values(self, row: TableRow) -> dict[str, Any]:
        self.needed(row.cells, "date")
        day = self.day(row.cells["date"], "date")
        if day is None:
            raise RowRefusedError("impossible_date", "date", value=said(row.cells["date"])[:80])
        written = said(row.cells.get("kind"))
        kinds = {compact(word): code for code, words in LABELS["day_kind"].items() for word in (code, words)}
        if compact(written) not in kinds:
            raise RowRefusedError("bad_code", "kind", value=written[:80])
        kind = DayKind(kinds[compact(written)])
        name = limited(said(row.cells.get("name")), "name", LINE_LIMIT)
        return {"date": day, "kind": kind, "name": name or LABELS["day_kind"][kind]}
