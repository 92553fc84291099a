"""Ctrl+P: the list as it is seen, shown as it will be printed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from models.labels import tr
from ui import jobs, words
from ui.parts.file_choice import plain_name
from ui.parts.list_export import cells_of, remarks
from ui.parts.list_paper import ListPaper, PaperColumn, paper_cell

if TYPE_CHECKING:
    from models.office import Office
    from models.progress import Report
    from ui.parts.action import Context
    from ui.parts.columns import Column
    from ui.parts.seen import Seen

# Longer lists nobody reads on paper.
MOST_PRINTED = 2_000
_ROWS_AT_ONCE = 500
_SHARES = {"date": 62.0, "moment": 78.0, "number": 48.0}


def print_seen(context: Context) -> None:
    """Read the rows on a thread and show the paper; a list that is too long is told to go into a workbook."""
    seen: Seen = context.seen
    if not seen.total:
        context.operations.told.emit(tr("Danh sách trống: chưa có gì để in."), False)  # noqa: FBT003 - the signal's own
        return
    if seen.total > MOST_PRINTED:
        said = tr(
            "Danh sách có {count} dòng, dài hơn {most} dòng thì không in: hãy lọc bớt, hoặc xuất Excel (Ctrl+E).",
            count=words.number(seen.total),
            most=words.number(MOST_PRINTED),
        )
        context.operations.told.emit(said, False)  # noqa: FBT003 - the signal's own
        return
    show = partial(_show, context, seen)
    jobs.start(context.operations, read_seen, seen, title=tr("Đang đọc danh sách…"), parent=context.parent, on_success=show)


def read_seen(office: Office, seen: Seen, *, report: Report) -> list[list[str]]:  # noqa: ARG001 - all jobs are called alike
    """The rows of the list in words, days with their year."""
    ids = seen.ids if seen.ids is not None else seen.source.find_ids(seen.query, offset=0, limit=seen.total)
    made: list[list[str]] = []
    for start in range(0, len(ids), _ROWS_AT_ONCE):
        rows = seen.source.load_rows(ids[start : start + _ROWS_AT_ONCE])
        made += [[paper_cell(cell) for column in seen.columns for cell in cells_of(column, row)] for row in rows]
        report(min(start + _ROWS_AT_ONCE, len(ids)), len(ids))
    return made


def paper_of(office: Office, seen: Seen, rows: list[list[str]]) -> ListPaper:
    """The list as paper."""
    columns = [made for column in seen.columns for made in _columns_of(column)]
    title = tr("DANH SÁCH {title}", title=seen.title.upper())
    return ListPaper(office, title, remarks(seen, office.now(), len(rows)), columns, rows)


def _columns_of(column: Column) -> list[PaperColumn]:
    share = _SHARES.get(column.kind, float(column.width))
    made = [PaperColumn(column.title, share * 0.6 if column.second_title else share, right=column.right)]
    if column.second_title:
        made.append(PaperColumn(column.second_title, share * 0.4))
    return made


def _show(context: Context, seen: Seen, rows: list[list[str]]) -> Any:
    from ui.parts.printing import offer_print

    made = paper_of(context.office, seen, rows)
    name = f"{plain_name(seen.title)}-{context.office.today().isoformat()}"
    return offer_print(context.parent, context.operations, made.title, name, made, landscape=True)
