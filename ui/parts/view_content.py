"""What a saved view holds, as JSON and back: a query, columns in order, a grouping. Knows no Qt.

What is read may come from another version of the program or from another hand: fields that nobody knows and values that do not fit are
passed over, never an error.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from models.registers.groups import GROUPINGS
from ui.parts import spans


@dataclass(frozen=True, slots=True)
class ViewContent:
    """`columns` are the keys of the shown ones in order, empty for as they are; `group` one of GROUPINGS or "".

    `periods` names the stretches of days that move with today, by the field of their filter.
    """

    query: Any
    columns: tuple[str, ...] = ()
    group: str = ""
    periods: Mapping[str, str] | None = None


def written(content: ViewContent, blank: Any) -> dict[str, Any]:
    """The content for storing: of the query only what differs from a blank one. Days with a name are kept by it."""
    query = {}
    periods = dict(content.periods or {})
    moving = {f"{name}_{end}" for name in periods for end in ("from", "to")}
    for field in fields(content.query):
        value = getattr(content.query, field.name)
        if value != getattr(blank, field.name) and field.name not in moving and (plain := _plain(value)) is not None:
            query[field.name] = plain
    return {"query": query, "columns": list(content.columns), "group": content.group, "periods": periods}


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(map(str, value))
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | int | bool) else None


def read(
    stored: Mapping[str, Any], blank: Any, *, states: Collection[str], sorts: Collection[str], today: date, cutoff_day: int
) -> ViewContent:
    """The content that was stored, its named days as they are today."""
    kept = _mapping(stored.get("query"))
    values: dict[str, Any] = {}
    for field in fields(blank):
        if field.name not in kept:
            continue
        value = kept[field.name]
        if field.name == "states":
            wanted = [state for state in _texts(value) if state in states]
            values["states"] = blank.with_states(*wanted).states
        elif field.name == "sort":
            if isinstance(value, str) and value in sorts:
                values["sort"] = value
        elif (fitting := _fitting(str(field.type), value)) is not None:
            values[field.name] = fitting
    periods = {}
    for name, code in _mapping(stored.get("periods")).items():
        span = spans.named(code, today, cutoff_day) if isinstance(code, str) else None
        if span is not None and hasattr(blank, f"{name}_from") and hasattr(blank, f"{name}_to"):
            periods[name] = span.code
            values[f"{name}_from"], values[f"{name}_to"] = span.first, span.last
    group = stored.get("group")
    return ViewContent(
        replace(blank, **values),
        tuple(_texts(stored.get("columns"))),
        group if isinstance(group, str) and group in GROUPINGS else "",
        periods,
    )


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _texts(value: Any) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _fitting(kind: str, value: Any) -> Any:
    """The value as a field of this type holds it, None where it cannot: types of queries are written out, so their text tells."""
    if "date" in kind:
        try:
            return date.fromisoformat(value) if isinstance(value, str) else None
        except ValueError:
            return None
    if "bool" in kind:
        return value if isinstance(value, bool) else None
    number = kind.startswith(("int", "Ids", "Numbers"))
    several = "tuple" in kind or kind in ("Ids", "Codes", "Numbers")
    if not number and not kind.startswith(("str", "Codes")):
        return None
    if isinstance(value, list):
        return tuple(value) if several and value and all(_single(number, each) for each in value) else None
    return value if _single(number, value) else None


def _single(number: bool, value: Any) -> bool:  # noqa: FBT001 - a type, not a wish
    if number:
        # An id or a year; a longer number would not fit the database.
        return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31
    return isinstance(value, str) and len(value) <= 1_000
