"""Dossier codes and telephone numbers as they are entered."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, select, union_all

from models.errors import OfficeError
from models.registers.checks import CODE_LIMIT, line
from models.registers.dossiers.states import DEAD, LIVE
from models.registers.dossiers.tables import dossier
from models.storage.search import phone_digits

# Agency – YYMMDD – number of the day (Thông tư 03/2025/TT-VPCP; ministries' central systems write longer numbers, Thông tư 04/2025).
_CODE = re.compile(r"[0-9A-Z.]+-\d{6}-\d{3,7}")
_AGENCY = re.compile(r"[0-9A-Z.]+")
_PHONE = re.compile(r"[+\d\s.()-]+")
_LONGEST_CODE = 64
_ASKED_AT_ONCE = 500
_SHORTEST_PHONE, _LONGEST_PHONE = 8, 12


def normal_dossier_code(text: str | None) -> str:
    """A code without spaces and in capitals. Raises OfficeError `missing_code` or `bad_code`."""
    code = "".join(line(text, "dossier_code", CODE_LIMIT).split()).upper()
    code = code.replace("–", "-").replace("—", "-")
    if not code:
        raise OfficeError("missing_code", field="dossier_code")
    if len(code) > _LONGEST_CODE or not _CODE.fullmatch(code):
        raise OfficeError("bad_code", field="dossier_code", value=code)
    return code


def normal_phone(text: str | None) -> str:
    """One telephone number as digits with its leading 0; whatever else was written stays as written, tidied."""
    tidy = line(text, "phone")
    digits = phone_digits(tidy)
    if not _PHONE.fullmatch(tidy) or not _SHORTEST_PHONE <= len(digits) <= _LONGEST_PHONE:
        return tidy
    return digits


def next_code(connection: Connection, agency_code: str, day: date) -> str:
    """The next code of the day, `H21.88-261120-0007`. Numbers of cancelled and undone dossiers are not used again.

    Raises OfficeError `agency_code_missing` while the office has not told its identification code.
    """
    agency = agency_code.strip().upper()
    if not _AGENCY.fullmatch(agency):
        raise OfficeError("agency_code_missing", field="dossier_code")
    stem = f"{agency}-{day:%y%m%d}-"
    # "." follows "-" in the order of codes, so this is the range of all that begin with the stem.
    of_day = (dossier.c.dossier_code >= stem, dossier.c.dossier_code < f"{stem[:-1]}.")
    code = dossier.c.dossier_code
    asked = union_all(select(code).where(*of_day, LIVE), select(code).where(*of_day, DEAD))
    numbers = [int(found[len(stem) :]) for found in connection.execute(asked).scalars()]
    return f"{stem}{max(numbers, default=0) + 1:04d}"


def find_by_code(connection: Connection, code: str) -> int | None:
    """The id of the dossier that has this code and is not cancelled."""
    return connection.execute(select(dossier.c.id).where(dossier.c.dossier_code == code, LIVE)).scalar()


def codes_taken(connection: Connection, codes: Iterable[str]) -> set[str]:
    """Those of these codes that a dossier has which is not cancelled."""
    wanted = list(codes)
    taken: set[str] = set()
    for start in range(0, len(wanted), _ASKED_AT_ONCE):
        asked = select(dossier.c.dossier_code).where(dossier.c.dossier_code.in_(wanted[start : start + _ASKED_AT_ONCE]), LIVE)
        taken.update(connection.execute(asked).scalars())
    return taken
