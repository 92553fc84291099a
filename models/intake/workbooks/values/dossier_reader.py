"""Rows of an export of one-stop dossiers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from models.errors import OfficeError
from models.intake.wording.office_facts import OfficeFacts
from models.intake.workbooks.cells import Cell
from models.intake.workbooks.table import Table, TableRow
from models.intake.workbooks.values.reading import Reader, heading, lines_of
from models.intake.workbooks.values.refused import CellWarning
from models.intake.workbooks.values.statuses import national_code
from models.intake.workbooks.values.texts import address_and_phone, code_and_name, limited, phone, procedure_code, refused, said
from models.registers.checks import LINE_LIMIT, TEXT_LIMIT
from models.registers.dossiers.codes import normal_dossier_code
from models.registers.dossiers.states import Status
from models.text import clean

_FIELD_HEADING = re.compile(r"^(?:nhóm\s+)?lĩnh vực\s*:?\s*", re.IGNORECASE)
_ADDRESS_LABEL = re.compile(r"^[\s,;.\-–]*(?:địa chỉ|đ/c|đc|thường trú|trú tại|nơi ở)\s*[:.]?\s*", re.IGNORECASE)
_AFTER_NAME = re.compile(r"\s*[,;(]\s*|\s+[-–]\s+")
_MOMENTS = ("received_at", "appointment_at", "resolved_at", "returned_at")


class DossierReader(Reader):
    """Reads dossiers. One goes by its code, stored without spaces and in capitals."""

    needs_code: ClassVar[frozenset[str]] = frozenset({"dossier_code"})
    texts: ClassVar[Mapping[str, int]] = {
        "procedure_name": LINE_LIMIT,
        "field": LINE_LIMIT,
        "applicant": LINE_LIMIT,
        "address": TEXT_LIMIT,
        "note": TEXT_LIMIT,
    }

    def __init__(self, facts: OfficeFacts, table: Table) -> None:
        super().__init__(facts, table)
        self._short_codes = self.codes_lose_zeros("procedure_code")
        self._code_with_name = self.shares("procedure_code", "procedure_name")
        self._phone_with_address = self.shares("phone", "address")
        self._applicant_with_address = self.shares("applicant", "address")

    def _values(self, row: TableRow) -> dict[str, Any]:
        cells = row.cells
        written = self.needed(cells, "dossier_code")
        try:
            values: dict[str, Any] = {"dossier_code": normal_dossier_code(written.lstrip("'"))}
        except OfficeError as error:
            raise refused(error, "dossier_code", written) from error
        self.plain_texts(cells, values)
        self._procedure(cells, values)
        self._person(cells, values)
        for name in _MOMENTS:
            if name in cells:
                values[name] = self.moment(cells[name], name)
        self._codes(cells, values)
        if row.sections and not values.get("field"):
            named = [_FIELD_HEADING.sub("", heading(section)) for section in row.sections if _FIELD_HEADING.match(heading(section))]
            if named:
                values["field"] = limited(named[-1], "field", LINE_LIMIT)
        return values

    def _procedure(self, cells: Mapping[str, Cell], values: dict[str, Any]) -> None:
        """Code and name, also of one cell; a code of another form (an internal procedure, a local list) stays as written."""
        if "procedure_code" not in cells:
            return
        cell = cells["procedure_code"]
        if self._code_with_name and (parted := code_and_name(said(cell))):
            cell, values["procedure_name"] = parted[0], limited(parted[1], "procedure_name", LINE_LIMIT)
        if not said(cell):
            values["procedure_code"] = ""
            return
        try:
            values["procedure_code"] = procedure_code(cell, short_text=self._short_codes)
        except OfficeError:
            values["procedure_code"] = limited(said(cell), "procedure_code", LINE_LIMIT)

    def _person(self, cells: Mapping[str, Cell], values: dict[str, Any]) -> None:
        whole = ""
        if self._phone_with_address:
            whole, values["phone"] = address_and_phone(cells.get("address"))
            values["address"] = clean(whole)
        elif "phone" in cells:
            values["phone"] = limited(phone(cells["phone"]), "phone", LINE_LIMIT)
        if self._applicant_with_address:
            # "Nguyễn Văn A, thôn An Hậu, …": the name stands in its own line or before the first comma.
            whole = whole if self._phone_with_address else lines_of(cells.get("applicant"))
            lines = whole if "\n" in whole else _AFTER_NAME.sub("\n", whole, count=1)
            name, _, rest = lines.partition("\n")
            values["applicant"] = limited(name.strip(" ,;-–"), "applicant", LINE_LIMIT)
            values["address"] = limited(_ADDRESS_LABEL.sub("", clean(rest)).strip(" ,;-–)"), "address", TEXT_LIMIT)

    def _codes(self, cells: Mapping[str, Cell], values: dict[str, Any]) -> None:
        """Status and channel as national codes. Words nobody knows are named; the moments then tell the state where they can."""
        for name, group in (("status", "dossier_status"), ("channel", "channel")):
            written = said(cells.get(name))
            if written:
                code = national_code(written, group)
                if code is None:
                    self.warn(CellWarning("words_not_known", {"value": written[:80]}, name))
                else:
                    values[name] = code
        if "status" not in values:
            if values.get("returned_at") is not None:
                values["status"] = int(Status.RETURNED)
            elif values.get("resolved_at") is not None:
                values["status"] = int(Status.RESOLVED)
