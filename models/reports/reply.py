"""The province's list goes back answered: its own file, what we can say of our tasks in the columns for it, nothing else changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import OfficeError
from models.labels import LABELS, printed_date
from models.progress import Report, no_report
from models.registers.tasks.account import TaskAccount, accounts
from models.registers.tasks.sent_list import SentColumn, SentList, SentRow
from models.reports.cells import day_number
from models.reports.package import Package
from models.reports.package_sheet import Area, NewCell, SeenCell, SheetChange, SheetLook, area, edited, in_area, look
from models.reports.package_styles import Styles
from models.reports.reply_words import RESULT_FIELDS, Columns, Said, meaning, said, ticks_of
from models.storage.files import whole_file
from models.text import clean_lines, fold

if TYPE_CHECKING:
    from models.office import Office

_WIDTHS = {"status": 22.0, "completed_date": 13.0, "evidence_number": 26.0, "obstacle": 30.0}
_DATES = ("due_date", "assigned_date", "source_date", "completed_date", "evidence_date")
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s>/]")
_DAYS_FROM_1900_TO_1904 = 1462
_DAY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_RANGE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!\s]+))!(\S+)")


@dataclass(frozen=True, slots=True)
class Filled:
    """A cell that is filled: row as a spreadsheet shows it, column from 0, the field, the task, what stood there and what will."""

    row: int
    column: int
    field: str
    task_id: int
    old: str
    new: Said

    @property
    def shown(self) -> str:
        """What will stand there, as a person reads it."""
        return shown(self.new)


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A row addressed to us that is not answered: `reason` "not_in_register", "cancelled" or "rejected" (then `code` says why)."""

    row: int
    content: str
    reason: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A cell that is left although we have something to say.

    `reason`: "formula", "merged", "shared" (the column holds something of theirs too), "unsure" (the column may be another than it was
    taken for) or "not_completed" (it says a date, and with us the task is not done).
    """

    row: int
    column: int
    field: str
    reason: str
    old: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What the answer will be. `answered` are the rows that have a task; `same` counts cells that say it already."""

    sent: SentList
    answered: tuple[int, ...]
    filled: tuple[Filled, ...]
    added: tuple[SentColumn, ...]
    unmatched: tuple[Unmatched, ...]
    kept: tuple[Kept, ...]
    same: int

    @property
    def ending(self) -> str:
        """How the name of the answer ends."""
        return ".xlsm" if self.sent.format == "xlsm" else ".xlsx"


def shown(value: Said) -> str:
    """A value as a person reads it in a cell."""
    if isinstance(value, float):
        return f"{value:.0%}"
    return printed_date(value) if isinstance(value, date) else clean_lines(value)


def _says(old: str, new: Said) -> bool:
    """Whether what stands in a cell says it already; a day also where it is written without zeros."""
    if isinstance(new, float):
        return old in ("1", "100", "100%")
    if isinstance(new, date) and (found := _DAY.fullmatch(old)):
        return (int(found[3]), int(found[2]), int(found[1])) == (new.year, new.month, new.day)
    return shown(new) == old


def make_reply(office: Office, sent: SentList, report: Report = no_report) -> Reply:
    """What can be said of the rows of a list, cell by cell; nothing is written. Raises OfficeError `not_a_workbook`, `sheet_not_found`."""
    ids = sorted({row.task_id for row in sent.rows if row.task_id is not None})
    with office.read() as connection:
        known = accounts(connection, ids, office.when(), office.calendar())
    return _Answering(sent, known, report).reply()


def _result_fields(column: SentColumn) -> tuple[str, ...]:
    """What a column asks of the result. Progress "in %" is a share; a "result" is more than a state, also where it is taken for one."""
    names = tuple(name for name in column.fields if name in RESULT_FIELDS)
    if names != ("status",):
        return names
    return ("progress_percent",) if "%" in column.header else ("result",) if "ket qua" in fold(column.header) else names


@dataclass(slots=True)
class _Collected:
    filled: list[Filled] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    same: int = 0


class _Answering:
    """Decides cell by cell."""

    def __init__(self, sent: SentList, known: Mapping[int, TaskAccount], report: Report) -> None:
        self._sent = sent
        self._report = report
        self._names: Mapping[str, str] = {}
        self._has = Columns(frozenset())
        self._known = known
        self._columns = {column.index: names for column in sent.columns if (names := _result_fields(column))}
        self._mixed = {column.index for column in sent.columns if not set(column.fields) <= set(RESULT_FIELDS)}
        self._unsure = {column.index for column in sent.columns if not column.sure}
        answered = [row.shown for row in sent.rows if self._account(row) is not None]
        self._ticks = ticks_of({column.index: (*column.groups, column.header) for column in sent.columns}, answered)
        if self._ticks is not None:
            self._columns |= dict.fromkeys(self._ticks.columns, ("status",))
            self._mixed -= self._ticks.columns.keys()
            self._unsure -= self._ticks.columns.keys()
        self._answers = {row.number: account for row in sent.rows if (account := self._account(row)) is not None}
        self._rows = {row.number: row for row in sent.rows}
        self._merged = {
            (number, column): merge
            for merge in sent.merges
            for column in self._columns
            if merge[2] <= column <= merge[3]
            for number in range(merge[0], merge[1] + 1)
            if number in self._answers
        }

    def _account(self, row: SentRow) -> TaskAccount | None:
        account = self._known.get(row.task_id or 0)
        return None if account is None or account.row.cancelled_at is not None else account

    def reply(self) -> Reply:
        """The whole answer."""
        found = _Collected()
        package = Package(self._sent.package, name=self._sent.path.name)
        self._names = package.names
        look_at = look(
            package.read(package.sheet_part(self._sent.sheet)), self._answers.keys(), self._columns.keys(), file=self._sent.path.name
        )
        allowed = {column: self._allowed(look_at, column) for column, names in self._columns.items() if names[0] in ("status", "result")}
        # Where words are to be chosen from a list, the column takes a state and nothing else.
        self._columns |= {column: ("status",) for column, listed in allowed.items() if any(meaning(words).kind for words in listed)}
        self._has = Columns(frozenset(name for names in self._columns.values() for name in names))
        for done, number in enumerate(sorted(self._answers), 1):
            for column in self._columns:
                self._decide(found, number, column, allowed.get(column, ()), look_at)
            self._report(done, len(self._answers))
        added = self._added(found) if self._answers else ()
        return Reply(
            sent=self._sent,
            answered=tuple(sorted(self._answers)),
            filled=tuple(found.filled),
            added=added,
            unmatched=tuple(self._unmatched()),
            kept=tuple(found.kept),
            same=found.same,
        )

    def _unmatched(self) -> Iterator[Unmatched]:
        for row in self._sent.rows:
            if row.number in self._answers:
                continue
            if row.task_id in self._known:
                yield Unmatched(row.number, row.content, "cancelled")
            else:
                yield Unmatched(row.number, row.content, "rejected" if row.refusal else "not_in_register", row.refusal)

    def _value(self, number: int, column: int, allowed: Sequence[str], stands: str) -> Said | None:
        """What is said in a cell; where a column fills several fields, all of it in one text."""
        account, names = self._answers[number], self._columns[column]
        if self._ticks is not None and column in self._ticks.columns:
            return self._ticks.said(account, column, stands)
        if len(names) == 1:
            return said(account, names[0], self._has, allowed=allowed, stands=stands)
        parts = [shown(value) for name in names if (value := said(account, name, self._has)) is not None]
        return "; ".join(parts) or None

    def _decide(self, found: _Collected, number: int, column: int, allowed: Sequence[str], look_at: SheetLook) -> None:
        names = self._columns[column]
        old = self._rows[number].shown.get(column, "")
        merge = self._merged.get((number, column))
        if merge is not None:
            if merge[0] == number or merge[0] not in self._answers:
                self._decide_merged(found, number, column, merge, allowed, look_at)
            return
        new = self._value(number, column, allowed, old)
        if new is None:
            if old and names == ("completed_date",):
                found.kept.append(Kept(number, column, names[0], "not_completed", old))
            return
        self._put(found, number, column, old, new, look_at.cells.get((number, column)))

    def _put(self, found: _Collected, number: int, column: int, old: str, new: Said, there: SeenCell | None) -> None:
        name = self._columns[column][0]
        task_id = self._answers[number].row.id
        if _says(old, new):
            found.same += 1
        elif there is not None and there.formula:
            found.kept.append(Kept(number, column, name, "formula", old))
        elif old and column in self._mixed:
            found.kept.append(Kept(number, column, name, "shared", old))
        elif old and column in self._unsure:
            found.kept.append(Kept(number, column, name, "unsure", old))
        else:
            found.filled.append(Filled(number, column, name, task_id, old, new))

    def _decide_merged(self, found: _Collected, number: int, column: int, merge: Area, allowed: Sequence[str], look_at: SheetLook) -> None:
        """A cell joined over several rows is filled only where all of them are answered, and one cell can say it for all."""
        names = self._columns[column]
        rows = range(merge[0], merge[1] + 1)
        old = self._rows[number].shown.get(merge[2], "")
        values = [value for row in rows if row in self._answers and (value := self._value(row, column, allowed, old)) is not None]
        values = list(dict.fromkeys(values))
        if not values:
            return
        if len(values) > 1 and all(isinstance(value, str) for value in values):
            values = ["\n".join(map(shown, values))]
        if len(values) == 1 and column == merge[2] and all(row in self._answers for row in rows):
            self._put(found, number, column, old, values[0], look_at.cells.get((number, column)))
        else:
            found.kept.append(Kept(number, column, names[0], "merged", old))

    def _added(self, found: _Collected) -> tuple[SentColumn, ...]:
        """The columns that the list lacks, at its right edge, with what they say."""
        added = []
        for place, name in enumerate(self._has.missing(), self._sent.edge):
            added.append(SentColumn(place, LABELS["reply_column"][name], (name,)))
            self._columns[place] = (name,)
            for number in sorted(self._answers):
                value = self._value(number, place, (), "")
                if value is not None:
                    found.filled.append(Filled(number, place, name, self._answers[number].row.id, "", value))
        found.filled.sort(key=lambda cell: (cell.row, cell.column))
        return tuple(added)

    def _allowed(self, look_at: SheetLook, column: int) -> tuple[str, ...]:
        """The words that the sender allows in a column, where a list of them is given for a row of ours."""
        for validation in look_at.validations:
            if any(in_area(where, number, column) for where in validation.areas for number in self._answers):
                return self._listed(validation.formula)
        return ()

    def _listed(self, formula: str) -> tuple[str, ...]:
        """The words of a list: written out in quotes, or standing in a range of cells."""
        if len(formula) > 1 and formula[0] == formula[-1] == '"':
            return tuple(word.strip() for word in re.split("[,;]", formula[1:-1].replace('""', '"')) if word.strip())
        formula = self._names.get(formula, formula).removeprefix("=")
        named = _RANGE.fullmatch(formula)
        sheet = (named[1] or named[2]).replace("''", "'") if named else self._sent.sheet
        where = area(named[3] if named else formula)
        rows = self._sent.others.get(sheet)
        if where is None or rows is None:
            return ()
        found = (
            text for number, cells in sorted(rows.items()) if where[0] <= number <= where[1] for text in cells[where[2] : where[3] + 1]
        )
        return tuple(text for text in found if text)


def write_reply(reply: Reply, path: Path, report: Report = no_report) -> None:
    """Write the answer into this file, whole or not at all; the sender's file stays.

    Raises OfficeError `reply_over_source` for the file itself, `reply_ending` for a name of another kind, `cannot_write_file`.
    """
    if path.suffix.lower() != reply.ending:
        raise OfficeError("reply_ending", field="out", format=path.suffix or path.name, ending=reply.ending)
    if path.exists() and path.samefile(reply.sent.path):
        raise OfficeError("reply_over_source", field="out", path=str(path))
    package = Package(reply.sent.package, name=reply.sent.path.name)
    report(0, 0)
    parts = _Writing(reply, package).parts()
    with whole_file(path) as file:
        package.write(file, parts)


class _Writing:
    """Turns an answer into the changed parts of the package."""

    def __init__(self, reply: Reply, package: Package) -> None:
        self._reply = reply
        self._sent = reply.sent
        self._package = package
        self._part = package.sheet_part(self._sent.sheet)
        self._xml = package.read(self._part)
        styles = package.styles_part()
        file = self._sent.path.name
        self._styles_part = styles
        self._styles = Styles(package.read(styles) if styles else None, file=file)
        self._dates = [column.index for column in self._sent.columns if any(name in _DATES for name in column.fields)]
        self._last = self._sent.edge - 1
        columns = {self._last, *(column.index for column in self._sent.columns if column.fields), *(cell.column for cell in reply.filled)}
        self._look = look(self._xml, frozenset((*self._sent.header, *self._sent.lines)), columns, file=file)

    def parts(self) -> dict[str, bytes]:
        """The parts that change, by name; none where there is nothing to say."""
        cells: dict[int, dict[int, NewCell]] = {}
        self._add_columns(cells)
        for cell in self._reply.filled:
            cells.setdefault(cell.row, {})[cell.column] = self._cell(cell)
        if not cells:
            return {}
        merges = self._header_merges()
        widths = {column.index: _WIDTHS[column.fields[0]] for column in self._reply.added}
        change = SheetChange(cells, widths, merges, recalculate=self._computes())
        xml, _ = edited(self._xml, change, file=self._sent.path.name)
        changed = {self._part: xml}
        if self._styles_part is not None and self._styles.changed:
            changed[self._styles_part] = self._styles.xml()
        return changed

    def _computes(self) -> bool:
        """Whether the workbook has formulas, whose saved values may not fit what is filled in."""
        return self._look.formulas or any(_FORMULA.search(self._package.read(part)) for part in self._package.sheet_parts())

    def _style_at(self, row: int, column: int) -> int | None:
        there = self._look.cells.get((row, column))
        return there.style if there is not None else None

    @cached_property
    def _usual(self) -> dict[int, int | None]:
        """The style that most cells of a column have, for rows where the file has no cell there."""
        counted: dict[int, Counter[int | None]] = {}
        header = frozenset(self._sent.header)
        for (row, column), cell in self._look.cells.items():
            if row not in header:
                counted.setdefault(column, Counter())[cell.style] += 1
        return {column: styles.most_common(1)[0][0] for column, styles in counted.items()}

    def _base(self, row: int, column: int) -> int | None:
        """The style of a cell: its own, else that of its column; in an added column that of the table's texts."""
        if column > self._last:
            return self._text_style
        return self._style_at(row, column) if (row, column) in self._look.cells else self._usual.get(column)

    @cached_property
    def _text_style(self) -> int | None:
        """The style of the texts in the column of texts that is nearest to the edge: an empty cell there may be styled for nothing."""
        texts = [column.index for column in self._sent.columns if column.fields and column.index not in self._dates]
        for column in sorted(texts, reverse=True):
            styles = Counter(self._style_at(row.number, column) for row in self._sent.rows if row.shown.get(column))
            if styles:
                return styles.most_common(1)[0][0]
        return self._usual.get(self._last)

    def _cell(self, cell: Filled) -> NewCell:
        style = self._base(cell.row, cell.column)
        if isinstance(cell.new, float):
            if self._styles.shows_percent(style):
                return NewCell(cell.new, style)
            written = any(row.shown.get(cell.column, "").endswith("%") for row in self._sent.rows)
            return NewCell(shown(cell.new) if written else round(cell.new * 100), style)
        if isinstance(cell.new, date):
            number = day_number(cell.new)
            dated = self._dated(cell.row, cell.column, style)
            if number is not None and dated is not None:
                return NewCell(number - (_DAYS_FROM_1900_TO_1904 if self._sent.date_1904 else 0), dated)
        return NewCell(shown(cell.new) or None, self._styles.readable(style))

    def _dated(self, row: int, column: int, style: int | None) -> int | None:
        """The style in which a date is a date here; None where the dates of this list are written as text."""
        if self._styles.shows_date(style):
            return style
        like = self._date_style(None, (column,))
        if like is None and column not in self._written_dates:
            like = self._date_style(row, self._dates)
        return None if like is None else self._styles.dated(style, like)

    def _date_style(self, row: int | None, columns: Sequence[int]) -> int | None:
        """A style of these columns that shows dates, of this row where it can be."""
        if row is not None:
            for column in columns:
                if (style := self._style_at(row, column)) is not None and self._styles.shows_date(style):
                    return style
        return next((style for column in columns if (style := self._date_styles.get(column)) is not None), None)

    @cached_property
    def _written_dates(self) -> frozenset[int]:
        """The columns in which the sender writes something already, and no date among it that is one."""
        return frozenset(column for row in self._sent.rows for column, text in row.shown.items() if text)

    @cached_property
    def _date_styles(self) -> dict[int, int]:
        """For each column the first style in it that shows dates."""
        found: dict[int, int] = {}
        for (_, column), cell in self._look.cells.items():
            if column not in found and cell.style is not None and self._styles.shows_date(cell.style):
                found[column] = cell.style
        return found

    def _add_columns(self, cells: dict[int, dict[int, NewCell]]) -> None:
        """New columns look like the one beside them from the header down, whether a row says something there or not."""
        sent = self._sent
        titles = self._title_rows()
        ours = frozenset(self._reply.answered)
        rows = sorted({*titles, *sent.header, *sent.lines})
        for number, column in enumerate(self._reply.added, 1):
            for row in rows:
                style = self._text_style if row in ours else self._style_at(row, self._last)
                value: str | None = None
                if row in titles:
                    value = column.header
                elif row in sent.numbers:
                    value = _numbered(sent.numbers[row], number)
                if value is not None:
                    cells.setdefault(row, {})[column.index] = NewCell(value, self._styles.readable(style))
                elif style is not None:
                    cells.setdefault(row, {})[column.index] = NewCell(None, style)

    def _title_row(self) -> int | None:
        """The row of the header in which the last column has its name."""
        header = self._sent.header
        if not header:
            return self._sent.lines[0] - 1 if self._sent.lines and self._sent.lines[0] > 1 else None
        merge = self._header_merge()
        return merge[0] if merge is not None else header[-1]

    def _title_rows(self) -> frozenset[int]:
        """The rows in which columns are named: of the header, and of each of its repetitions the same one."""
        title, header, repeats = self._title_row(), self._sent.header, self._sent.repeats
        if title is None:
            return frozenset()
        rows = {title}
        if header:
            size, place = len(header), header.index(title) if title in header else len(header) - 1
            for start in range(0, len(repeats) - size + 1, size):
                rows.add(repeats[start + place])
        return frozenset(rows)

    def _header_merge(self) -> Area | None:
        """The area over rows of the header in which the last column has its name, where it is joined downwards."""
        header = self._sent.header
        for merge in self._sent.merges:
            if merge[0] in header and merge[2] == merge[3] == self._last and merge[1] > merge[0]:
                return merge
        return None

    def _header_merges(self) -> list[Area]:
        merge = self._header_merge()
        return [] if merge is None else [(merge[0], merge[1], column.index, column.index) for column in self._reply.added]


def _numbered(last: str, further: int) -> str | None:
    """The number of a column after the last one, written like it; None where that is no number."""
    found = re.fullmatch(r"(\D*)([0-9]{1,3})(\D*)", last)
    return f"{found[1]}{int(found[2]) + further}{found[3]}" if found else None
