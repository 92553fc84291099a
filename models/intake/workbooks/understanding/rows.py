"""What each row under a header is: a record, or a heading, a total, a note, a signature."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import itemgetter
from typing import Any

from models.intake.workbooks.book import SheetRow
from models.intake.workbooks.cells import Cell, cell_text, is_blank
from models.intake.workbooks.table import RowRole
from models.intake.workbooks.understanding.grid import Grid
from models.intake.workbooks.understanding.header import is_column_numbers
from models.text import clean, compact, fold

# So many filled cells, the key among them, make a record without a second look.
_PLENTY = 3
# Shorter keys are looked at twice: a name over a column, a number, "Cộng".
_SHORT_KEY = 9
# A text of so many letters is more than the number in a row of sums.
_WORD = 6
_TOTAL_WORDS = ("tổng", "cộng", "tong", "cong", "total", "lũy", "luỹ")
_OTHERS = (
    r"nhiem vu|ho so|van ban|tthc|thu tuc|viec|cong viec|muc|phan|nhom|linh vuc|toan|chung|don vi|trang|ca|i{1,3}|iv|v|vi{1,3}|ix|x|a|b|c|d"
    r"|[(\[]|\d|:|-|\.|;|$|so (?:nhiem vu|ho so|van ban|tthc|viec)|cong|theo|hang|thang|quy"
)
_GRAND = re.compile(rf"^\W*(?:tong cong|tong so|tong|total|grand total|luy ke)\s*(?:{_OTHERS})(?:\b|\W|$)")
_PLAIN_TOTAL = re.compile(rf"^\W*(?:cong(?: don)?(?: trang)?|sub ?total)\s*(?:{_OTHERS})(?:\b|\W|$)")
_NOT_TOTAL = re.compile(
    r"^\W*(?:tong hop|tong ket|tong cuc|tong dieu tra|tong ra soat|tong cong ty"
    r"|cong (?:tac|dong|bo|khai|an|nhan|doan|dan|trinh|ty|van|dien|chuc|nghe|vien|uoc|tru))\b"
)
_NOTE = re.compile(r"^\s*(?:\(\*+\)|\*+|ghi chu|luu y|chu thich|chu y|note|nguon|don vi tinh|\(\d\)\s+\w+.{20,})\W?", re.DOTALL)
_SIGN = re.compile(
    r"^\W*(?:nguoi (?:lap|tong hop|bao cao|theo doi|kiem tra|thong ke|ghi|giao|nhan|vao so|lam bao cao)|can bo (?:lap|tong hop"
    r"|thong ke)|thu truong|tm\.|kt\.|tl\.|tuq\.|q\.|noi nhan"
    r"|chu tich$|pho chu tich|chanh van phong|pho chanh van phong|giam doc$|pho giam doc$|truong phong$|pho truong phong$|thu ky"
    r"|xac nhan cua|phe duyet$|lanh dao (?:don vi|phong|ubnd)$"
    r"|ky,? (?:ghi ro|ten)|\(ky|\(da ky|da ky$|lap bieu$|lap bang$|nguoi ky|van thu$|uy ban nhan dan$|tm |ke toan)"
)
_PLACE_AND_DAY = re.compile(r"^[^,]{0,60},?\s*ngay\s*[\d.…_]*\s*thang\s*[\d.…_]*\s*nam\b")
_ROMAN = re.compile(r"^\W*(?P<number>[IVXL]{1,6})\W*$")
_LETTER = re.compile(r"^\W*(?P<number>[A-ZĐ])\W*$")
_ARABIC = re.compile(r"^\W*\d{1,5}(?:\.0)?\W*$")
_DECIMAL = re.compile(r"^\W*(?:\d{1,3}|[IVXL]{1,6}|[A-Z])(?:[.-]\d{1,3})+\W*$")
_SMALL = re.compile(r"^\W*[a-zđ]{1,2}\W*$|^[-+*•]$")
_PART = re.compile(r"^\s*(?:phan|chuong|muc|phu luc)\s+(?:thu\s+\w+|[ivx\d]+|[a-z])\b")
_LEADING = re.compile(
    r"^\s*(?:(?P<part>(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC|Phụ lục|PHỤ LỤC)\s+(?:thứ\s+\w+|[IVXLivxl\d]+|[A-Z]))"
    r"|(?P<roman>[IVXL]{1,6})(?=[.)/:\s-])|(?P<letter>[A-ZĐ])(?=[.)/:-])"
    r"|(?P<decimal>\d{1,3}(?:\.\d{1,3})+)|(?P<arabic>\d{1,3})(?=[.)/:-])|(?P<small>[a-zđ])(?=[.)]))\s*[.)/:-]*\s*"
)
_HEADING_WORDS = re.compile(
    r"^(?:linh vuc|nhom|phong|so|ban|khoi|cac nhiem vu|nhiem vu (?:ve|thuoc|do|cua|thang|quy|trong tam|chung)|ve |van ban (?:cua|do"
    r"|den)|thang \d|quy |tuan |nam \d|van phong|trung tam|cong an|phan"
    r"|cac (?:phong|ban|don vi|linh vuc)|cong van|chi thi|ke hoach|thong bao|quyet dinh|nghi quyet|ket luan|ubnd|uy ban|thu tuc|tthc"
    r"|danh muc|noi dung)"
)
_COUNTED = r"(?:nhiệm vụ|việc|công việc|hồ sơ|thủ tục|TTHC|văn bản|VB|đơn vị|NV|HS|nội dung)"
# "(05 nhiệm vụ)", ": 05 hồ sơ" behind the words of a heading.
_COUNT_AT_END = re.compile(
    rf"\s*(?:\(\s*(?:gồm\s+|có\s+|tổng\s*:?\s*)?\d{{1,5}}\s*{_COUNTED}[^()]{{0,30}}\)|[:;-]\s*\d{{1,5}}\s*{_COUNTED})\s*$",
    re.IGNORECASE,
)
_LONGEST_HEADING = 400
_LONG_NAME = 30
_LONGEST_NAME = 120
_DEEP_NUMBER = re.compile(r"^\W*(\d+|[IVXL]+|[A-Z])[.\-]\d")


@dataclass(slots=True)
class Bounds:
    """What the table is made of: the columns with fields, the one that rows are told by, the one with running numbers, those without
    which no row means anything."""

    fields: tuple[int, ...]
    key: int | None
    number: int | None
    header_rows: tuple[int, ...]
    needed: tuple[int, ...] = ()
    first_row: int | None = None
    last_row: int | None = None
    roles: Mapping[int, RowRole] = field(default_factory=dict)


@dataclass(slots=True)
class Sorted:
    """The records with the headings over each, and what every other row is."""

    records: list[SheetRow]
    sections: list[tuple[str, ...]]
    roles: dict[int, RowRole]


class _Soft:
    """What a row may be, seen by itself."""

    RECORD = "record"
    WEAK = "weak"
    LONE = "lone"
    SIGN = "sign"


def sort_rows(grid: Grid, bounds: Bounds) -> Sorted:
    """Say of every row what it is."""
    return _Sorter(grid, bounds).sort()


class _Sorter:
    def __init__(self, grid: Grid, bounds: Bounds) -> None:
        self.grid = grid
        self.bounds = bounds
        self.data = tuple(index for index in bounds.fields if index != bounds.number)
        self.headers = [
            {index: compact(cell_text(grid.shown(number, index))) for index in range(grid.width)} for number in bounds.header_rows
        ]
        self.key_names = frozenset(name for texts in self.headers if bounds.key is not None and (name := texts.get(bounds.key, "")))
        self.typical = 0
        self.numbered = False

    def sort(self) -> Sorted:
        grid, bounds = self.grid, self.bounds
        start = 0
        roles: dict[int, RowRole] = {}
        top = bounds.header_rows[-1] if bounds.header_rows else 0
        for row in grid.rows:
            if row.number > top and (bounds.first_row is None or row.number >= bounds.first_row):
                break
            above = RowRole.TITLE if grid.texts(row) else RowRole.BLANK
            roles[row.number] = RowRole.HEADER if row.number in bounds.header_rows else above
            start += 1
        self._look_at_some(start)
        soft = self._first_pass(start)
        self._tail(start, soft)
        return self._second_pass(start, soft, roles)

    def _look_at_some(self, start: int) -> None:
        """How full the rows usually are, and whether they are numbered."""
        counts, numbered, seen = [], 0, 0
        for row in self.grid.rows[start : start + 300]:
            cells = row.cells
            filled = sum(1 for index in self.data if index < len(cells) and not is_blank(cells[index]))
            key = self.bounds.key
            if filled and (key is None or (key < len(cells) and not is_blank(cells[key]))):
                counts.append(filled)
                seen += 1
                number = self.bounds.number
                numbered += number is not None and number < len(cells) and not is_blank(cells[number])
        counts.sort()
        # Of lists with many headings, too, the fuller rows are the records.
        self.typical = counts[len(counts) * 3 // 4] if counts else 0
        self.numbered = seen > 0 and numbered >= 0.6 * seen

    def _first_pass(self, start: int) -> list[object]:
        """Of every row what it may be; the plentiful ones are decided here."""
        key, width = self.bounds.key, self.grid.width
        # A name over the column is no record; only what begins like one is compared.
        begins = frozenset(
            fold(cell_text(self.grid.shown(number, key)).lstrip())[:1] for number in self.bounds.header_rows if key is not None
        )
        take: Any = itemgetter(*self.data) if len(self.data) > 1 else None
        soft: list[object] = []
        said = self.bounds.roles
        padding: tuple[None, ...] = (None,) * width
        for row in self.grid.rows[start:]:
            if row.number in said:
                soft.append(said[row.number])
                continue
            if self.bounds.last_row is not None and row.number > self.bounds.last_row:
                soft.append(RowRole.NOTE if self.grid.texts(row) else RowRole.BLANK)
                continue
            cells = row.cells
            if len(cells) < width:
                cells = cells + padding[len(cells) :]
            if take is not None and key is not None:
                name = cells[key]
                if (
                    type(name) is str
                    and len(name) > _SHORT_KEY
                    and not (len(name) < _LONGEST_NAME and fold(name.lstrip()[:1]) in begins and compact(name) in self.key_names)
                ):
                    values = take(cells)
                    if len(values) - values.count(None) - values.count("") >= _PLENTY and not (
                        name.lower().startswith(_TOTAL_WORDS) and _few_words(values)
                    ):
                        soft.append(_Soft.RECORD)
                        continue
            soft.append(self._look_closer(row))
        return soft

    def _look_closer(self, row: SheetRow, *, signed: bool = True) -> object:
        texts = self.grid.texts(row)
        if not texts:
            return RowRole.BLANK
        known = self._furniture(row, texts, signed=signed)
        if known is not None:
            return known
        cells = dict(texts)
        data = [index for index in self.data if index in cells]
        number = cells.get(self.bounds.number, "") if self.bounds.number is not None else ""
        key = self.bounds.key
        if key is not None and key in cells:
            others = [index for index in cells if index not in (key, self.bounds.number)]
            words = [index for index in others if not _is_number(row.cells[index])]
            if not others or (_heading_number(number) and len(words) <= 1 and len(self.data) > _PLENTY):
                return _Soft.LONE
            if _ARABIC.match(number) or _DECIMAL.match(number):
                return _Soft.RECORD
            if not words:
                return _Soft.LONE
            return _Soft.RECORD if len(data) >= _PLENTY or number else _Soft.WEAK
        filled = dict(self.grid.fills.get(row.number, ()))
        if len(data) + sum(1 for index in filled if index in self.data and index not in cells) >= _PLENTY and data:
            return _Soft.RECORD if number or len(data) >= _PLENTY or key in filled else _Soft.WEAK
        if data and (key in filled or _ARABIC.match(number) or _DECIMAL.match(number) or (len(data) >= 2 and number)):
            return _Soft.RECORD
        few = len(texts) <= 2 and len(data) < min(_PLENTY, len(self.data) - 1)
        return _Soft.LONE if few or _heading_number(number) else _Soft.WEAK

    def _furniture(self, row: SheetRow, texts: Sequence[tuple[int, str]], *, signed: bool) -> object | None:
        """Rows that their own words tell: repeated headers, numbers of columns, totals, empty numbered rows, signatures, notes."""
        if self._repeats(texts):
            return RowRole.HEADER_REPEAT
        shown = [text for _, text in texts]
        if len(texts) >= 3 and is_column_numbers(shown) and _counts_up(shown):
            return RowRole.COLUMN_NUMBERS
        if len(texts) == 1 and texts[0][0] == self.bounds.number and (not shown[0] or _ARABIC.match(shown[0]) or _DECIMAL.match(shown[0])):
            return RowRole.EMPTY_NUMBERED
        words = [(index, text) for index, text in texts if not _is_number(row.cells[index])]
        if not words:
            # Numbers alone under a table are its sums, unless they stand where records have theirs.
            return None
        first = fold(next((text for index, text in words if not _heading_number(text) or len(words) == 1), words[0][1]))
        if len(words) <= 2 and not _NOT_TOTAL.match(first):
            if _GRAND.match(first):
                return RowRole.TOTAL
            if _PLAIN_TOTAL.match(first):
                return RowRole.SUBTOTAL
        numbered = self.bounds.number is not None and any(index == self.bounds.number for index, _ in texts)
        if (len(texts) <= 4 and not numbered) or len(texts) == 1:
            folded = [fold(text) for _, text in texts]
            if signed and any(_SIGN.match(text) or _PLACE_AND_DAY.match(text) for text in folded):
                return _Soft.SIGN
            if len(texts) <= 2 and _NOTE.match(folded[0]):
                return RowRole.NOTE
        return None

    def _repeats(self, texts: Sequence[tuple[int, str]]) -> bool:
        """Whether the row says what a row of the header says."""
        for header in self.headers:
            same = sum(1 for index, text in texts if header.get(index) and header[index] == compact(text))
            if same and same >= 0.7 * len(texts) and (same > 1 or (len(texts) == 1 and len(self.headers) > 1)):
                return True
        return False

    def _tail(self, start: int, soft: list[object]) -> None:
        """After the last row that is a record for certain come notes and signatures; names under a signature are no records."""
        last = max((place for place, kind in enumerate(soft) if kind is _Soft.RECORD or kind is RowRole.RECORD), default=-1)
        signed = next((place for place in range(last + 1, len(soft)) if soft[place] is _Soft.SIGN), len(soft))
        for place, kind in enumerate(soft):
            if place >= signed and kind is not RowRole.BLANK:
                soft[place] = RowRole.SIGNATURE
            elif kind is _Soft.SIGN:
                soft[place] = self._sign_among_records(self.grid.rows[start + place]) if place < last else RowRole.SIGNATURE
            elif kind is _Soft.WEAK:
                soft[place] = _Soft.RECORD
        last = max((place for place, kind in enumerate(soft) if kind is _Soft.RECORD or kind is RowRole.RECORD), default=-1)
        for place in range(last + 1, len(soft)):
            if soft[place] is _Soft.LONE:
                row = self.grid.rows[start + place]
                soft[place] = _Soft.RECORD if self._lone_is_record(row, None) else RowRole.NOTE
        sums = [place for place, kind in enumerate(soft) if kind in (RowRole.TOTAL, RowRole.SUBTOTAL)]
        for place in sums:
            if place < last:
                soft[place] = RowRole.SUBTOTAL
        if len(sums) == 1 and sums[0] > last:
            soft[sums[0]] = RowRole.TOTAL

    def _sign_among_records(self, row: SheetRow) -> object:
        """What a row with the words of a signature is where records follow: a record or a heading that says such words, or the end of
        the table above."""
        if sum(bool(_SIGN.match(fold(text))) for _, text in self.grid.texts(row)) > 1:
            return RowRole.NOTE
        kind = self._look_closer(row, signed=False)
        return RowRole.NOTE if kind is _Soft.WEAK else kind

    def _second_pass(self, start: int, soft: list[object], roles: dict[int, RowRole]) -> Sorted:
        """Tell headings from records that have a name alone, and keep the headings over each record."""
        rows = self.grid.rows
        for place, kind in enumerate(soft):
            if kind is _Soft.LONE:
                following = rows[start + place + 1] if place + 1 < len(soft) else None
                soft[place] = _Soft.RECORD if self._lone_is_record(rows[start + place], following) else RowRole.SECTION
        records: list[SheetRow] = []
        sections: list[tuple[str, ...]] = []
        over = _Outline()
        waiting: list[tuple[str, str]] = []
        for place, kind in enumerate(soft):
            row = rows[start + place]
            if kind is _Soft.RECORD or kind is RowRole.RECORD:
                if waiting:
                    over.add(waiting)
                    waiting = []
                records.append(row)
                sections.append(over.texts)
                continue
            role = kind if isinstance(kind, RowRole) else RowRole.NOTE
            roles[row.number] = role
            if role is RowRole.SECTION:
                waiting.append(self._heading(row))
        return Sorted(records, sections, roles)

    def _lone_is_record(self, row: SheetRow, following: SheetRow | None) -> bool:
        """Whether a row with a name and nothing else is a record whose other cells were left empty, not a heading."""
        texts = self.grid.texts(row)
        cells = dict(texts)
        key = self.bounds.key
        if key is None or key not in cells or self.grid.wide.get(row.number):
            return False
        number = cells.get(self.bounds.number, "") if self.bounds.number is not None else ""
        if self.typical <= 1:
            return bool(number) or not self.numbered
        text = cells[key]
        if any(index not in cells for index in self.bounds.needed):
            return False
        if not number and not self.numbered and following is not None and len(text) >= _LONG_NAME:
            # Without numbers a heading is told by its words alone.
            return not text.isupper() and not _HEADING_WORDS.match(fold(text))
        if not number or _heading_number(number):
            return False
        if text.isupper() and len(text) > 3:
            return False
        if following is not None and self.bounds.number is not None:
            below = clean(cell_text(_cell(following, self.bounds.number)))
            if below and self._numbered_under(number, below):
                return False
        return not (_HEADING_WORDS.match(fold(text)) and len(text) <= 80)

    @staticmethod
    def _numbered_under(number: str, below: str) -> bool:
        """Whether the next row's number is under this one: "1.1" or "a" under "1", or counted from one again."""
        if below.startswith(number.rstrip(". ")) and _DEEP_NUMBER.match(below):
            return True
        if _SMALL.match(below) and not _SMALL.match(number):
            return True
        if _ARABIC.match(number) and _ARABIC.match(below):
            return int(_digits(below)) != int(_digits(number)) + 1
        return False

    def _heading(self, row: SheetRow) -> tuple[str, str]:
        """The class of a heading's number, and its words; how many rows it says are under it is no part of them."""
        kind, said = self._numbered_heading(row)
        return kind, _COUNT_AT_END.sub("", said).strip() or said

    def _numbered_heading(self, row: SheetRow) -> tuple[str, str]:
        texts = [(index, text) for index, text in self.grid.texts(row) if not _is_number(row.cells[index]) or index == self.bounds.number]
        if not texts:
            return "plain", ""
        number, rest = "", texts
        if len(texts) > 1 and len(texts[0][1]) <= 12:
            number, rest = texts[0][1], texts[1:]
        said = max((text for _, text in rest), key=len)[:_LONGEST_HEADING] if rest else ""
        if number:
            return _class_of(number), said
        found = _LEADING.match(said)
        if found and found.lastgroup and said[found.end() :].strip():
            if found.lastgroup == "part":
                return "part", said
            return found.lastgroup, said[found.end() :].strip()
        return "plain", said


class _Outline:
    """The headings over the row at hand, outermost first. A heading of a class that is open closes it and what is under it."""

    def __init__(self) -> None:
        self._open: list[tuple[str, str]] = []
        self.texts: tuple[str, ...] = ()

    def add(self, headings: Sequence[tuple[str, str]]) -> None:
        """Take the headings that stand between two records. Those without a number take the place of as many inner ones without."""
        plain = sum(1 for kind, _ in headings if kind == "plain")
        for kind, text in headings:
            classes = [each for each, _ in self._open]
            if kind != "plain":
                if kind in classes:
                    del self._open[classes.index(kind) :]
            else:
                while plain and self._open and self._open[-1][0] == "plain":
                    self._open.pop()
                    plain -= 1
                plain = 0
            self._open.append((kind, text))
        self.texts = tuple(text for _, text in self._open if text)


def _digits(text: str) -> str:
    """The digits of a running number: "2." and "2.0" are 2."""
    return text.removesuffix(".0").strip("(). ") if text.removesuffix(".0").strip("(). ").isdigit() else "0"


def _few_words(values: Sequence[Cell]) -> bool:
    """Whether there are hardly any words beside the first: a row of sums, where a record has its agencies and documents."""
    return sum(1 for value in values if type(value) is str and len(value) >= _WORD) < _PLENTY


def _class_of(number: str) -> str:
    for name, test in (("roman", _ROMAN), ("letter", _LETTER), ("arabic", _ARABIC), ("decimal", _DECIMAL), ("small", _SMALL)):
        if test.match(number):
            return name
    return "part" if _PART.match(fold(number)) else "plain"


def _heading_number(text: str) -> bool:
    """I, II, A, B: the numbers of headings, seldom of records."""
    return bool(_ROMAN.match(text) or _LETTER.match(text))


def _counts_up(texts: Sequence[str]) -> bool:
    """Whether the numbers in a row are one after the other, letters aside."""
    digits = [int(found) for text in texts if (found := "".join(char for char in text.partition("=")[0] if char.isdigit()))]
    return not digits or all(after - before == 1 for before, after in pairwise(digits))


def _is_number(cell: Cell) -> bool:
    if isinstance(cell, str):
        bare = cell.strip().replace(".", "").replace(",", "").replace("%", "")
        return bare.isdigit() and len(bare) <= 6
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _cell(row: SheetRow, index: int) -> Cell:
    return row.cells[index] if index < len(row.cells) else None
