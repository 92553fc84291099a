"""What the sheet of a comparison shows of an item: its columns, its words and its colours."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from models.labels import label, tr
from models.registers.comparison import (
    DIFFERENT,
    DOSSIER_FIELDS,
    TASK_FIELDS,
    Comparison,
    Decision,
    Finding,
    Item,
    fields_to_decide,
    shown,
)
from models.reports.reconcile_sheet import difference_words, finding_words
from ui import words
from ui.parts.columns import Column

_TONES = {
    Finding.DONE_HERE: "soon",
    Finding.DONE_THERE: "soon",
    Finding.ONLY_THEIRS: "paused",
    Finding.ONLY_OURS: "paused",
    Finding.STATE: "soon",
    Finding.DATES: "ok",
    Finding.TEXTS: "done",
}
_DECIDED_TONES = {Decision.THEIRS: "late", Decision.OURS: "ok", Decision.REPORT: "soon"}
WHERE = 2
"""The place of the column with the fields that differ."""

Made = dict[tuple[int, str], Decision]


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field of the two records side by side; `id` counts them from 1. `how`: in which way it differs, "" where it does not."""

    id: int
    name: str
    theirs: str
    ours: str
    how: str


def field_rows(comparison: Comparison, item: Item) -> list[FieldRow]:
    """The fields that differ first, then the others that either side has."""
    every = DOSSIER_FIELDS if comparison.kind == "dossiers" else TASK_FIELDS
    differing = [each.field for each in item.differences]
    rows: list[FieldRow] = []
    for name in (*differing, *(name for name in every if name not in differing)):
        difference = item.difference(name)
        theirs, ours = shown(name, item.theirs.get(name)), shown(name, item.ours.get(name))
        if theirs or ours or difference is not None:
            how = difference_words(difference) if difference is not None else ""
            rows.append(FieldRow(len(rows) + 1, name, theirs, ours, how))
    return rows


def field_columns(item: Callable[[], Item | None], decisions: Made) -> tuple[Column, ...]:
    """Field, their value, ours, and how it differs, or what was decided of it."""
    return (
        Column(tr("Trường"), _field, 108),
        Column(tr("Tỉnh ghi"), _theirs, 120, tone=_differing, stretch=True),
        Column(tr("Ta ghi"), _ours, 120, tone=_differing, stretch=True),
        Column(
            tr("Khác thế nào"),
            partial(_how, item, decisions),
            92,
            look="chip",
            tone=partial(_how_tone, item, decisions),
            longest=tr("tỉnh bỏ trống"),
        ),
    )


def item_columns(decisions: Made) -> tuple[Column, ...]:
    """What is the matter, with which record, in which fields, and what was decided."""
    return (
        Column(tr("Kết quả"), finding_words, 160, look="chip", tone=_tone, longest=label("reconcile", Finding.ONLY_THEIRS)),
        Column(tr("Bản ghi"), _title, 260, look="two", second=_code, stretch=True),
        Column(tr("Khác ở"), _where, 132),
        Column(
            tr("Quyết định"),
            partial(_decided, decisions),
            112,
            look="chip",
            tone=partial(_decided_tone, decisions),
            longest=tr("nhiều quyết định"),
        ),
    )


def decisions_of(item: Item, decisions: Mapping[tuple[int, str], Decision]) -> set[Decision]:
    """What was decided of an item's fields."""
    return {decisions[item.id, name] for name in fields_to_decide(item) if (item.id, name) in decisions}


def summary_words(comparison: Comparison) -> str:
    """How much was compared and what came of it."""
    counts = comparison.counts()
    told = tr(
        "{read} dòng của tệp: {same} giống sổ ta, {different} khác, {theirs} chỉ tệp có; {ours} chỉ sổ ta có.",
        read=words.number(counts["read"]),
        same=words.number(counts["same"]),
        different=words.number(counts["different"]),
        theirs=words.number(counts["only_theirs"]),
        ours=words.number(counts["only_ours"]),
    )
    if counts["virtually_late"]:
        told += " " + tr("Trễ hạn ảo: {count}.", count=words.number(counts["virtually_late"]))
    return told


def scope_words(comparison: Comparison) -> str:
    """What was not compared, and why."""
    counts = comparison.counts()
    told = [comparison.scope.told()]
    if counts["not_ours"]:
        told.append(tr("{count} dòng của nơi khác không so.", count=words.number(counts["not_ours"])))
    if counts["unread"]:
        rows = sorted({problem.row for problem in comparison.unread})
        first = words.shortened(", ".join(map(str, rows)), 60)
        told.append(tr("{count} dòng không đọc được nên không so (dòng {rows}).", count=words.number(len(rows)), rows=first))
    return " ".join(told)


def chip_choices(comparison: Comparison) -> Sequence[tuple[str, frozenset[str]]]:
    """All, the falsely late, then each finding that is there."""
    counts = comparison.counts()
    found = [(tr("Trễ hạn ảo"), frozenset({"late"}))] if counts["virtually_late"] else []
    found += [(label("reconcile", each), frozenset({str(each)})) for each in Finding if counts[each]]
    return [(tr("Tất cả"), frozenset[str]()), *found]


def _tone(item: Item) -> str:
    return "late" if item.late else _TONES[item.finding]


def _title(item: Item) -> str:
    return item.title or item.code


def _code(item: Item) -> str:
    row = tr("dòng {row}", row=item.row) if item.row else ""
    return " · ".join(each for each in (item.code if item.title else "", row) if each)


def _where(item: Item) -> str:
    if item.finding in DIFFERENT:
        return ", ".join(words.field(each.field) for each in item.differences)
    return tr("sổ ta đã hủy") if item.cancelled_here else ""


def _decided(decisions: Made, item: Item) -> str:
    made = decisions_of(item, decisions)
    if len(made) > 1:
        return tr("nhiều quyết định")
    return label("reconcile_decision", next(iter(made))) if made else ""


def _decided_tone(decisions: Made, item: Item) -> str:
    made = decisions_of(item, decisions)
    return _DECIDED_TONES[next(iter(made))] if len(made) == 1 else "paused"


def _field(row: FieldRow) -> str:
    return words.field(row.name)


def _theirs(row: FieldRow) -> str:
    return row.theirs


def _ours(row: FieldRow) -> str:
    return row.ours


def _differing(row: FieldRow) -> str:
    return "late" if row.how else ""


def _how(item: Callable[[], Item | None], decisions: Made, row: FieldRow) -> str:
    made = _of_field(item, decisions, row)
    return label("reconcile_decision", made) if made is not None else row.how


def _how_tone(item: Callable[[], Item | None], decisions: Made, row: FieldRow) -> str:
    made = _of_field(item, decisions, row)
    return _DECIDED_TONES[made] if made is not None else "soon"


def _of_field(item: Callable[[], Item | None], decisions: Made, row: FieldRow) -> Decision | None:
    beside = item()
    return decisions.get((beside.id, row.name)) if beside is not None else None
