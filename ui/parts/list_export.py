"""A list exactly as it is seen, into a workbook: its columns in their order, its filters in words, every row that it counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.labels import tr
from models.reports.list_workbook import ListCell, ListColumn, ListHead, write_list
from ui import jobs, words
from ui.parts.file_choice import plain_name, workbook_path

if TYPE_CHECKING:
    from datetime import datetime

    from models.office import Office
    from models.progress import Report
    from ui.operations import Operations
    from ui.parts.action import Context
    from ui.parts.columns import Column
    from ui.parts.seen import Seen

_ROWS_AT_ONCE = 500
# A digit of the usual letters is so many pixels wide.
_DIGIT = 7.0
_WIDTHS = {"date": 11.0, "moment": 16.5, "number": 9.0}
_WIDEST = 60.0


def export_seen(context: Context) -> None:
    """Ask for a file and write the list of the page into it, on a thread."""
    seen: Seen = context.seen
    path = workbook_path(context.parent, f"{plain_name(seen.title)}-{context.office.today().isoformat()}")
    if path is None:
        return
    told = _Told(context.operations, path)
    jobs.start(context.operations, write_seen, seen, path, title=tr("Đang xuất Excel…"), parent=context.parent, on_success=told)


def write_seen(office: Office, seen: Seen, path: Path, *, report: Report) -> tuple[int, int]:
    """Write all rows of the list; how many, and how many texts were longer than a cell holds. Raises OfficeError as `write_list`."""
    ids = seen.ids if seen.ids is not None else seen.source.find_ids(seen.query, offset=0, limit=seen.total)
    columns = [made for column in seen.columns for made in _columns_of(column)]
    head = ListHead(office.settings().office_name, seen.title, remarks(seen, office.now(), len(ids)))
    cut = write_list(path, head, columns, _rows(seen, ids), count=len(ids), report=report)
    return len(ids), cut


def remarks(seen: Seen, now: datetime, count: int) -> tuple[str, ...]:
    """What stands above a list on paper or in a workbook: what is left out, the order, when it was made, how many there are."""
    said = []
    if seen.filters:
        said.append(tr("Đang xem: {filters}", filters=" · ".join(seen.filters)))
    if order := order_words(seen):
        said.append(order)
    said.append(tr("Lập lúc {moment}, {count} dòng.", moment=words.moment(now), count=words.number(count)))
    return tuple(said)


def order_words(seen: Seen) -> str:
    """By what the list is ordered; "" where that column is not shown or the records were chosen one by one."""
    sort = getattr(seen.query, "sort", "")
    column = next((each for each in seen.columns if each.sort and each.sort == sort), None)
    if column is None or seen.ids is not None:
        return ""
    if seen.query.descending:
        return tr("Xếp theo: {column}, từ lớn đến nhỏ.", column=column.title)
    return tr("Xếp theo: {column}, từ nhỏ đến lớn.", column=column.title)


def _columns_of(column: Column) -> list[ListColumn]:
    """The column, and its second line as one of its own."""
    width = _WIDTHS.get(column.kind) or min(_WIDEST, column.width / _DIGIT)
    made = [ListColumn(column.title, width, column.kind)]
    if column.second_title:
        made.append(ListColumn(column.second_title, width))
    return made


def _rows(seen: Seen, ids: Sequence[int]) -> Iterator[list[ListCell]]:
    for start in range(0, len(ids), _ROWS_AT_ONCE):
        for row in seen.source.load_rows(ids[start : start + _ROWS_AT_ONCE]):
            yield [cell for column in seen.columns for cell in cells_of(column, row)]


def cells_of(column: Column, row: Any) -> list[ListCell]:
    """The cell as its value where it has one, else as its words; then the second line where it is a column of its own."""
    text = column.text(row)
    # A number that is not worth a word in the list is none in the workbook.
    made: list[ListCell] = [text if column.kind == "text" or not text else column.value(row)]
    if column.second_title:
        made.append(column.second(row))
    return made


class _Told:
    """Says where the file is."""

    def __init__(self, operations: Operations, path: Path) -> None:
        self._operations = operations
        self._path = path

    def __call__(self, done: tuple[int, int]) -> None:
        count, cut = done
        said = tr("Đã xuất {count} dòng vào {name}.", count=words.number(count), name=self._path.name)
        if cut:
            said += " " + tr("{cut} ô dài quá sức chứa của Excel nên bị cắt bớt.", cut=words.number(cut))
        self._operations.made_file.emit(said, str(self._path))
