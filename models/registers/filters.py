"""What a filter of a list may ask of one column: a value, one of several, or that there is none."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, or_

NOBODY = 0
"""Among ids: those that name nobody. No record has this id."""

Ids = int | tuple[int, ...] | None
"""One id, any of several, or None for all; `NOBODY` asks for what names nobody."""

Codes = str | tuple[str, ...] | None
"""One code, any of several, or None for all."""

Numbers = int | tuple[int, ...] | None
"""One number of a list of codes, any of several, or None for all."""


def asks(wanted: Any) -> bool:
    """Whether a filter asks for anything."""
    return wanted is not None and wanted not in ("", ())


def among(column: ColumnElement[Any], wanted: Any, *, ids: bool = False) -> ColumnElement[bool]:
    """The condition that a column holds the wanted value, or one of several; with `ids` also that it names nobody."""
    values = wanted if isinstance(wanted, tuple) else (wanted,)
    named = [value for value in values if not ids or value != NOBODY]
    nobody = column.is_(None)
    if not named:
        return nobody
    found = column == named[0] if len(named) == 1 else column.in_(named)
    return or_(found, nobody) if len(named) < len(values) else found
