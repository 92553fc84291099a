"""Tables as the understanding of a sheet gives them, made by hand."""

from datetime import date

from models.intake.wording.office_facts import OfficeFacts
from models.intake.workbooks.book import Book
from models.intake.workbooks.table import ColumnGuess, How, Layout, Table, TableRow
from models.intake.workbooks.values.readers import READERS

FACTS = OfficeFacts("UBND xã Hoài Ân", "commune", "Gia Lai", "H21.88", today=date(2026, 11, 22))


def made_table(kind, *rows, composites=(), headers=None, month_first=(), year=2026, date_1904=False, sections=(), form="xlsx"):
    """A table whose columns are the fields of its rows, in order; fields of one composite share the first one's cell."""
    fields = list(dict.fromkeys(name for row in rows for name in row))
    shared = {name: group for group in composites for name in group}
    columns = tuple(
        ColumnGuess(index, (headers or {}).get(name, name), shared.get(name, (name,)), 1.0, How.NAME, name in month_first)
        for index, name in enumerate(fields)
    )
    book = Book("danh-sach.xlsx", "", 0, form, (), date_1904=date_1904)
    layout = Layout(kind, "Sheet1", (1,), columns, {}, 2, len(rows) + 1, "", year=year)
    made = tuple(
        TableRow(number, {name: row.get(shared[name][0] if name in shared else name) for name in [*row, *shared]}, sections)
        for number, row in enumerate(rows, 2)
    )
    return Table(kind, book, layout, made, tuple(composites))


def read(kind, row, *, facts=FACTS, **options):
    """What the reader makes of one row. Raises RowRefusedError."""
    table = made_table(kind, row, **options)
    return READERS[kind](facts, table).read(table.rows[0])
