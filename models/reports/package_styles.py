"""The styles of a workbook: which of them show dates, and new ones added behind the last, so that none of the others is renumbered."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_datetime

from models.errors import OfficeError
from models.reports.cells import written_number

_TAG = re.compile(rb"<[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>")
# Number formats that spreadsheets of East Asia know without writing them down: all show dates, but for the two of a time.
_DATES_BUILT_IN = frozenset({*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)})
# Fonts whose letters stand for others: what is written in Unicode cannot be read in them.
_OLD_FONT = re.compile(r"\.Vn|VNI[- ]", re.IGNORECASE)
_READABLE = b"Times New Roman"


@dataclass(slots=True)
class _List:
    """One list of the part (fonts, cell formats): where its members stand, and what was added."""

    start: int = -1
    close: int = -1
    spans: list[tuple[int, int]] = field(default_factory=list)
    attributes: list[dict[str, str]] = field(default_factory=list)
    added: list[bytes] = field(default_factory=list)


class Styles:
    """The styles part of a workbook, None where it has none. Raises OfficeError `not_a_workbook`, naming the file, for a damaged one."""

    def __init__(self, xml: bytes | None, *, file: str) -> None:
        self._xml = xml or b""
        self._file = file
        self._formats = _List()
        self._fonts = _List()
        self._codes: dict[int, str] = {}
        self._font_names: dict[int, str] = {}
        self._made: dict[tuple[int | None, str, int], int | None] = {}
        if xml is not None:
            self._read(xml)

    @property
    def changed(self) -> bool:
        """Whether a style was added."""
        return bool(self._formats.added)

    def shows_date(self, style: int | None) -> bool:
        """Whether a number in a cell of this style is shown as a date."""
        number = self._number_format(style)
        if number in _DATES_BUILT_IN:
            return True
        return is_datetime(self._codes.get(number, "")) in ("date", "datetime")

    def shows_percent(self, style: int | None) -> bool:
        """Whether 1 in a cell of this style is shown as 100 %."""
        number = self._number_format(style)
        return "%" in self._codes.get(number, BUILTIN_FORMATS.get(number, ""))

    def dated(self, style: int | None, like: int) -> int | None:
        """A style as this one that shows dates as `like` does: one that is there, else a new one."""
        number = self._number_format(like)
        if self._number_format(style) == number:
            return style

        def redated(tag: bytes) -> bytes:
            return _with(_with(tag, b"numFmtId", b"%d" % number), b"applyNumberFormat", b"1")

        return self._derived(style, "date", number, redated)

    def readable(self, style: int | None) -> int | None:
        """The style, or where its font cannot show Unicode one with a font that can."""
        attributes = self._attributes(style)
        font = written_number(attributes.get("fontId", "0"))
        if font is None or not attributes or not _OLD_FONT.match(self._font_names.get(font, "")):
            return style

        def refonted(tag: bytes) -> bytes:
            start, end = self._fonts.spans[font]
            renamed = re.sub(rb"(<(?:\w+:)?name\b[^>]*?\bval\s*=\s*)(\"[^\"]*\"|'[^']*')", rb'\1"' + _READABLE + b'"', self._xml[start:end])
            if renamed not in self._fonts.added:
                self._fonts.added.append(renamed)
            number = len(self._fonts.spans) + self._fonts.added.index(renamed)
            return _with(_with(tag, b"fontId", b"%d" % number), b"applyFont", b"1")

        return self._derived(style, "font", font, refonted)

    def xml(self) -> bytes:
        """The part with what was added."""
        pieces: list[bytes] = []
        at = 0
        for each in sorted((self._fonts, self._formats), key=lambda one: one.start):
            if not each.added:
                continue
            end = _tag_end(self._xml, each.start)
            tag = _with(self._xml[each.start : end], b"count", b"%d" % (len(each.spans) + len(each.added)))
            pieces += [self._xml[at : each.start], tag, self._xml[end : each.close], *each.added]
            at = each.close
        return b"".join((*pieces, self._xml[at:]))

    def _attributes(self, style: int | None) -> dict[str, str]:
        known = self._formats.attributes
        return known[style or 0] if (style or 0) < len(known) else {}

    def _number_format(self, style: int | None) -> int:
        return written_number(self._attributes(style).get("numFmtId")) or 0

    def _derived(self, style: int | None, what: str, number: int, change: Callable[[bytes], bytes]) -> int | None:
        """A style like this one but for one thing: one that is there, else a new one. None stays None where there are no styles."""
        if not self._attributes(style):
            return style
        key = (style, what, number)
        if key not in self._made:
            self._made[key] = self._find_or_add(style or 0, change)
        return self._made[key]

    def _find_or_add(self, style: int, change: Callable[[bytes], bytes]) -> int:
        whole = self._format_bytes(style)
        end = _tag_end(whole, 0)
        wanted = change(whole[:end]) + whole[end:]
        alike = _essence(wanted)
        for each in range(len(self._formats.attributes)):
            if _essence(self._format_bytes(each)) == alike:
                return each
        self._formats.added.append(wanted)
        self._formats.attributes.append(_attributes_of(wanted))
        return len(self._formats.attributes) - 1

    def _format_bytes(self, style: int) -> bytes:
        own = len(self._formats.spans)
        if style >= own:
            return self._formats.added[style - own]
        start, end = self._formats.spans[style]
        return self._xml[start:end]

    def _read(self, xml: bytes) -> None:
        if xml.startswith((b"\xff\xfe", b"\xfe\xff")):
            # Never met: spreadsheets write UTF-8. Without the places of its styles none is added, and dates are written as text.
            return
        parser = expat.ParserCreate(namespace_separator="}")
        path: list[str] = []
        starts: list[int] = []
        lists = {"cellXfs": ("xf", self._formats), "fonts": ("font", self._fonts)}

        def start(name: str, attributes: dict[str, str]) -> None:
            local = name.rpartition("}")[2]
            within = path[-1] if path else ""
            path.append(local)
            starts.append(parser.CurrentByteIndex)
            if len(path) == 2 and local in lists:
                lists[local][1].start = parser.CurrentByteIndex
            elif local == "numFmt" and within == "numFmts" and (number := written_number(attributes.get("numFmtId"))) is not None:
                self._codes[number] = attributes.get("formatCode", "")
            elif local == "name" and path[-3:-1] == ["fonts", "font"]:
                self._font_names[len(self._fonts.spans)] = attributes.get("val", "")
            elif local == "xf" and within == "cellXfs":
                self._formats.attributes.append(attributes)

        def end(name: str) -> None:
            local = name.rpartition("}")[2]
            path.pop()
            begun = starts.pop()
            own = _tag_end(xml, begun)
            ended = own if xml[own - 2] == ord("/") else _tag_end(xml, parser.CurrentByteIndex)
            if len(path) == 1 and local in lists:
                lists[local][1].close = parser.CurrentByteIndex
            elif len(path) == 2 and path[1] in lists and local == lists[path[1]][0]:
                lists[path[1]][1].spans.append((begun, ended))

        def refuse(*_: object) -> None:
            raise OfficeError("not_a_workbook", path=self._file)

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.StartDoctypeDeclHandler = refuse
        try:
            parser.Parse(xml, True)  # noqa: FBT003 - expat's own
        except expat.ExpatError as error:
            raise OfficeError("not_a_workbook", path=self._file) from error


def _tag_end(xml: bytes, start: int) -> int:
    found = _TAG.match(xml, start)
    assert found is not None  # expat has read it
    return found.end()


def _with(tag: bytes, name: bytes, value: bytes) -> bytes:
    """A tag with an attribute given this value."""
    changed, count = re.subn(rb"(\s" + name + rb"\s*=\s*)(\"[^\"]*\"|'[^']*')", rb'\g<1>"' + value + b'"', tag, count=1)
    if count:
        return changed
    end = -2 if tag.endswith(b"/>") else -1
    return tag[:end] + b' %b="%b"' % (name, value) + tag[end:]


def _attributes_of(element: bytes) -> dict[str, str]:
    tag = element[: _tag_end(element, 0)]
    return {name.decode(): value[1:-1].decode() for name, value in re.findall(rb"\s([\w:]+)\s*=\s*(\"[^\"]*\"|'[^']*')", tag)}


def _essence(element: bytes) -> tuple[frozenset[tuple[str, str]], bytes]:
    """What makes two cell formats look the same: their attributes but for the marks that only say "as given here", and their inside."""
    marks = ("applyNumberFormat", "applyFont", "applyFill", "applyBorder", "applyAlignment", "applyProtection", "pivotButton")
    attributes = {name: value for name, value in _attributes_of(element).items() if name not in marks}
    if attributes.get("quotePrefix") == "0":
        del attributes["quotePrefix"]
    return frozenset(attributes.items()), element[_tag_end(element, 0) :].strip()
