"""Which column is which field: the names that offices write over their columns, compared folded."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from models.errors import OfficeError
from models.labels import RESOURCES
from models.text import compact

# Without these no row of the kind means anything.
NEEDED = {
    "tasks": ("content",),
    "directives": ("arrival_date", "issuing_agency", "subject"),
    "dossiers": ("dossier_code",),
    "procedures": ("code", "name"),
    "staff": ("name",),
    "calendar": ("date", "kind"),
}


@cache
def known_names(kind: str) -> dict[str, str]:
    """Folded column name -> field, of one kind."""
    written = json.loads((RESOURCES / "intake" / "columns.json").read_text(encoding="utf-8"))[kind]
    return {compact(name): field for field, names in written.items() for name in names}


@cache
def fields_of(kind: str) -> tuple[str, ...]:
    """The fields that a workbook of this kind may fill."""
    return tuple(dict.fromkeys(known_names(kind).values()))


def match_columns(kind: str, header: tuple[str, ...], chosen: Mapping[str, str] | None = None) -> dict[str, int]:
    """Field -> index of its column. `chosen` maps column names to fields, before the known names.

    Raises OfficeError `unknown_field` (in `chosen`) or `columns_not_found` with what was looked for and what was found.
    """
    names = dict(known_names(kind))
    for name, field in (chosen or {}).items():
        if field not in fields_of(kind):
            raise OfficeError("unknown_field", name=field, fields=", ".join(fields_of(kind)))
        names[compact(name)] = field
    found: dict[str, int] = {}
    for index, name in enumerate(header):
        known = names.get(compact(name))
        if known is not None and known not in found:
            found[known] = index
    missing = [field for field in NEEDED[kind] if field not in found]
    if missing:
        raise OfficeError("columns_not_found", kind=kind, missing=missing, found=", ".join(name for name in header if name)[:300])
    return found
