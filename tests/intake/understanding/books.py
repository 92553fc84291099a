"""Books made of plain lists of rows."""

from models.intake.workbooks.book import Book, Merge, RawSheet, SheetRow, Visibility
from models.intake.workbooks.cells import column_letter
from models.intake.workbooks.understanding.understand import understand


def merge_of(area):
    """ "A1:C2" as a Merge."""
    ends = []
    for corner in area.split(":"):
        letters = corner.rstrip("0123456789")
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - 64
        ends.append((int(corner[len(letters) :]), column - 1))
    (first_row, first_column), (last_row, last_column) = ends[0], ends[-1]
    return Merge(first_row, last_row, first_column, last_column)


def sheet_of(rows, *, merges=(), name="Sheet1", visibility=Visibility.VISIBLE):
    """A sheet whose row 1 is the first of `rows`; "" is an empty cell, a blank row is left out as the reader leaves it out."""
    held = [
        SheetRow(number, tuple(None if cell == "" else cell for cell in row))
        for number, row in enumerate(rows, 1)
        if any(cell not in ("", None) for cell in row)
    ]
    return RawSheet(name, visibility, tuple(held), tuple(merge_of(area) for area in merges))


def book_of(*sheets):
    """A book of sheets, or of one sheet given by its rows."""
    made = tuple(sheet if isinstance(sheet, RawSheet) else sheet_of(sheet) for sheet in sheets)
    return Book("danh sách.xlsx", "0" * 64, 1, "xlsx", made)


def tasks(rows, **more):
    """The table of task rows."""
    merges = more.pop("merges", ())
    return understand(book_of(sheet_of(rows, merges=merges)), "tasks", **more)


def fields(table):
    """Letter of the column -> its fields, those without left out."""
    return {column_letter(column.index): "+".join(column.fields) for column in table.layout.columns if column.fields}


def numbers(table):
    """The row numbers of the records."""
    return [row.number for row in table.rows]


def roles(table):
    """The roles of the other rows, in order, blank ones and what stands above left out."""
    kept = ("title", "header", "blank")
    return {number: str(role) for number, role in table.layout.roles.items() if str(role) not in kept}
