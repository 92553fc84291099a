"""Workbooks that are zips: bombs, lies, cuts, outside entities."""

import random
import struct
import zlib
from functools import cache

from tests.intake.reading.hostile import DAMAGED, EMPTY, NO_TABLE, READ, TOO_MUCH, add
from tests.intake.reading.made_files import (
    MAIN,
    ODS_HEAD,
    ods,
    xls,
    xls_text,
    xlsb,
    xlsb_cell,
    xlsb_row,
    xlsb_text,
    xlsx,
    xlsx_parts,
    zipped,
)

# The honest files that are broken.


@cache
def honest_xlsx():
    rows = "".join(
        f'<row r="{number}"><c r="A{number}"><v>{number}</v></c><c r="B{number}" t="s"><v>{number % 40}</v></c>'
        f'<c r="C{number}" s="1"><v>{46000 + number}</v></c></row>'
        for number in range(1, 400)
    )
    return xlsx(f"<sheetData>{rows}</sheetData>", shared=[f"Việc số {number}" for number in range(40)])


@cache
def honest_ods():
    row = '<table:table-row><table:table-cell office:value-type="string"><text:p>Việc {}</text:p></table:table-cell></table:table-row>'
    return ods('<table:table table:name="A">' + "".join(row.format(number) for number in range(300)) + "</table:table>")


@cache
def honest_xls():
    return xls(b"".join(xls_text(number, 0, f"Việc {number}") for number in range(300)))


@cache
def honest_xlsb():
    return xlsb(b"".join(xlsb_row(number) + xlsb_cell(6, 0, xlsb_text(f"Việc {number}")) for number in range(300)))


HONEST = {"xlsx": honest_xlsx, "ods": honest_ods, "xls": honest_xls, "xlsb": honest_xlsb}


def _flipped(content, seed):
    """Some bytes changed."""
    chance = random.Random(seed)
    broken = bytearray(content)
    for _ in range(chance.randrange(1, 30)):
        broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
    return bytes(broken)


for _form, _honest in HONEST.items():
    for _part in (0.1, 0.5, 0.9, 0.99):
        add(
            f"{_form} cut at {_part}",
            lambda honest=_honest, part=_part: honest()[: int(len(honest()) * part)],
            READ if _form == "xls" else DAMAGED, DAMAGED, NO_TABLE,
        )  # fmt: skip
    for _seed in range(4):
        add(
            f"{_form} flipped {_seed}",
            lambda honest=_honest, seed=_seed: _flipped(honest(), seed),
            READ,
            DAMAGED,
            NO_TABLE,
            TOO_MUCH,
            {"workbook_password"},
        )


# Zips that lie.


def deflated(before, block, times, after):
    """Deflated: what stands before, a block many times over, what stands after; its checksum and its size."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    head = packer.compress(before) + packer.flush(zlib.Z_FULL_FLUSH)
    body = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    tail = packer.compress(after) + packer.flush()
    checksum = zlib.crc32(before)
    for _ in range(times):
        checksum = zlib.crc32(block, checksum)
    return head + body * times + tail, zlib.crc32(after, checksum), len(before) + len(block) * times + len(after)


def raw_zip(parts):
    """A zip of (name, deflated bytes, checksum, size as declared)."""
    stream, directory = b"", b""
    for name, packed, checksum, size in parts:
        written = name.encode()
        shared = struct.pack("<HHHHHIIIHH", 20, 0x800, 8, 0, 33, checksum, len(packed), size & 0xFFFFFFFF, len(written), 0)
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + shared + struct.pack("<HHHII", 0, 0, 0, 0, len(stream)) + written
        stream += b"PK\x03\x04" + shared + written + packed
    return stream + directory + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, len(parts), len(parts), len(directory), len(stream), 0)


def bomb(part, before, block, times, after, *, declared=None, parts=None):
    """An .xlsx of which one part is a block many times over."""
    parts = parts or xlsx_parts('<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>')
    packed = []
    for name, content in parts.items():
        if name != part:
            packed.append((name, *deflated(b"", content.encode() if isinstance(content, str) else content, 1, b"")))
    bytes_, checksum, size = deflated(before, block, times, after)
    return raw_zip([*packed, (part, bytes_, checksum, size if declared is None else declared)])


_SHEET = "xl/worksheets/sheet1.xml"
_OPEN = f'<worksheet xmlns="{MAIN}"><sheetData>'.encode()
_CLOSE = b"</sheetData></worksheet>"
MEGABYTE = 1 << 20

add("bomb of blank rows", lambda: bomb(_SHEET, _OPEN, b"<row/>" * 200_000, 500, _CLOSE), TOO_MUCH, slow=True)
add("bomb of spaces", lambda: bomb(_SHEET, _OPEN, b" " * MEGABYTE, 600, _CLOSE), TOO_MUCH, DAMAGED, slow=True)
add(
    "bomb of cells",
    lambda: bomb(_SHEET, _OPEN + b"<row>", b"<c><v>1</v></c>" * 70_000, 500, b"</row>" + _CLOSE),
    TOO_MUCH,
    DAMAGED,
    slow=True,
)
add(
    "bomb of one shared text",
    lambda: bomb("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}"><si><t>'.encode(), b"a" * MEGABYTE, 600, b"</t></si></sst>"),
    TOO_MUCH, slow=True,
)  # fmt: skip
add(
    "bomb of shared texts",
    lambda: bomb("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">'.encode(), b"<si><t>a</t></si>" * 60_000, 350, b"</sst>"),
    TOO_MUCH, READ, slow=True,
)  # fmt: skip
add(
    "bomb of styles",
    lambda: bomb("xl/styles.xml", f'<styleSheet xmlns="{MAIN}">'.encode(), b"<xf/>" * 200_000, 500, b"</styleSheet>"),
    TOO_MUCH,
    slow=True,
)
add("bomb of the book", lambda: bomb("xl/workbook.xml", b"<workbook>", b" " * MEGABYTE, 600, b"</workbook>"), TOO_MUCH, slow=True)
add("bomb of relations", lambda: bomb("xl/_rels/workbook.xml.rels", b"<R>", b"<R/>" * 250_000, 500, b"</R>"), TOO_MUCH, slow=True)
add("bomb that declares little", lambda: bomb(_SHEET, _OPEN, b"<row/>" * 200_000, 500, _CLOSE, declared=900), TOO_MUCH, DAMAGED, slow=True)
add(
    "bomb that declares 4 GB",
    lambda: bomb(_SHEET, _OPEN, b"<row/>", 1, _CLOSE, declared=0xFFFFFFF0),
    READ,
    DAMAGED,
    TOO_MUCH,
    EMPTY,
)
add(
    "ten honest rows and 300 MB of blank ones",
    lambda: bomb(_SHEET, _OPEN, b"<row><c/></row>" * 70_000, 280, _CLOSE),
    EMPTY,
    TOO_MUCH,
    slow=True,
)


def _same_sheet(count):
    parts = xlsx_parts(*[""] * count)
    rels = parts["xl/_rels/workbook.xml.rels"]
    for number in range(2, count + 1):
        del parts[f"xl/worksheets/sheet{number}.xml"]
        rels = rels.replace(f"worksheets/sheet{number}.xml", "worksheets/sheet1.xml")
    parts["xl/_rels/workbook.xml.rels"] = rels
    return parts


add(
    "five hundred sheets that are one",
    lambda: bomb(_SHEET, _OPEN, b"<row/>" * 200_000, 20, _CLOSE, parts=_same_sheet(500)),
    DAMAGED,
)
add(
    "three hundred sheets of the same cells",
    lambda: bomb(_SHEET, _OPEN, b'<row><c t="str"><v>a</v></c></row>' * 20_000, 3, _CLOSE, parts=_same_sheet(300)),
    DAMAGED,
)


def _overlapping():
    content = raw_zip([("xl/workbook.xml", *deflated(b"", b"<workbook/>", 1, b""))])
    entry = content[content.index(b"PK\1\2") : content.index(b"PK\5\6")]
    directory = entry * 60_000
    return (
        content[: content.index(b"PK\1\2")]
        + directory
        + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 60_000, 60_000, len(directory), content.index(b"PK\1\2"), 0)
    )


def _with_flag(content):
    flagged = bytearray(content)
    place = flagged.find(b"PK\1\2")
    while place >= 0:
        flagged[place + 8] |= 1
        place = flagged.find(b"PK\1\2", place + 4)
    return bytes(flagged)


def _twice():
    parts = xlsx_parts('<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>')
    return raw_zip([(name, *deflated(b"", content.encode(), 1, b"")) for name, content in parts.items() for _ in range(2)])


add("a zip of sixty thousand parts", _overlapping, DAMAGED)
add("a zip in a zip in a zip", lambda: zipped({"a.zip": zipped({"b.zip": zipped({"c.txt": "x" * 10_000_000})})}), DAMAGED, NO_TABLE)
add("an encrypted zip", lambda: _with_flag(honest_xlsx()), DAMAGED, {"workbook_password"})
add("parts twice", _twice, READ, DAMAGED)


# Sheets that lie.


def _sheet(inside, **options):
    return lambda: xlsx(inside, **options)


def _row(*cells_, number=1):
    return f'<row r="{number}">{"".join(cells_)}</row>'


_MERGE = '<mergeCell ref="A1:B2"/>'
_FAR = '<c r="XFD1048576"><v>1</v></c>'
_ONE = '<c r="A1"><v>1</v></c>'
for _name, _cell in {
    "a row below zero": '<c r="A-1"><v>5</v></c>',
    "row nought": '<c r="A0"><v>5</v></c>',
    "a row without end": '<c r="A99999999999"><v>5</v></c>',
    "a row beyond the last": '<c r="A4294967295"><v>5</v></c>',
    "a column beyond the last": '<c r="ZZZZZZ1"><v>5</v></c>',
    "a reference of letters only": '<c r="ABC"><v>5</v></c>',
    "a reference of nothing": '<c r=""><v>5</v></c>',
    "a shared text that is not there": '<c r="B1" t="s"><v>99999999</v></c>',
    "a shared text below zero": '<c r="B1" t="s"><v>-1</v></c>',
    "a number that is none": "<c r=\"B1\"><v>1e999999</v></c>",
    "a number of letters": "<c r=\"B1\"><v>abc</v></c>",
    "a date beyond all days": '<c r="B1" s="1"><v>99999999999</v></c>',
    "a date below zero": '<c r="B1" s="1"><v>-5</v></c>',
    "a style that is not there": '<c r="B1" s="99999999"><v>5</v></c>',
    "a type that is not there": '<c r="B1" t="zz"><v>5</v></c>',
    "a truth that is none": '<c r="B1" t="b"><v>7</v></c>',
    "an error that is none": '<c r="B1" t="e"><v>#GIGO!</v></c>',
    "a day written badly": '<c r="B1" t="d"><v>2026-99-99T99:99</v></c>',
    "a letter that is none": '<c r="B1" t="inlineStr"><is><t>&#0;</t></is></c>',
    "an entity that is none": '<c r="B1" t="inlineStr"><is><t>&nope;</t></is></c>',
}.items():  # fmt: skip
    add(_name, _sheet(f"<sheetData>{_row(_ONE, _cell)}</sheetData>"), READ, DAMAGED, TOO_MUCH)

_DATA = f"<sheetData>{_row(_ONE)}</sheetData>"
add("a dimension over all", _sheet(f'<dimension ref="A1:XFD1048576"/>{_DATA}'))
add("a dimension below zero", _sheet(f'<dimension ref="A0:A-1"/>{_DATA}'), READ, DAMAGED)
add("a dimension without end", _sheet(f'<dimension ref="A1:ZZZZZ99999999999"/>{_DATA}'), READ, DAMAGED)
add("a merge from its end to its beginning", _sheet(f'{_DATA}<mergeCells><mergeCell ref="C9:A1"/></mergeCells>'))
add("a merge over all", _sheet(f'{_DATA}<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'))
add("a merge of nothing", _sheet(f'{_DATA}<mergeCells><mergeCell ref=""/><mergeCell/></mergeCells>'), READ, DAMAGED)
add(
    "half a million merges",
    _sheet(f"{_DATA}<mergeCells>{_MERGE * 500_000}</mergeCells>"),
    slow=True,
)
add("rows backwards", _sheet(f"<sheetData>{_row(_ONE.replace('A1', 'A9'), number=9)}{_row(_ONE)}</sheetData>"))
add(
    "the far corner",
    _sheet(f"<sheetData>{_row(_ONE)}{_row(_FAR, number=1048576)}</sheetData>"),
    slow=True,
)
add(
    "far corners of forty sheets",
    lambda: xlsx(*[f'<sheetData>{_row(_ONE)}<row r="900000"><c r="XA900000"><v>1</v></c></row></sheetData>'] * 8),
    slow=True,
)
add("a wide sheet of 32 million cells", lambda: bomb(_SHEET, _OPEN, _wide_row(), 2_000, _CLOSE), TOO_MUCH, slow=True)
add(
    "1,048,575 blank rows with a format",
    lambda: bomb(_SHEET, _OPEN + _row(_ONE).encode(), b'<row s="1" customFormat="1"/>' * 1023, 1025, _CLOSE),
    slow=True,
)  # fmt: skip
add(
    "1,048,575 rows of blank cells",
    lambda: bomb(_SHEET, _OPEN + _row(_ONE).encode(), (b"<row>" + b'<c s="1"/>' * 14 + b"</row>") * 1023, 1025, _CLOSE),
    slow=True,
)


def _wide_row():
    return b"<row>" + b'<c t="str"><v>a</v></c>' * 16_384 + b"</row>"


add("a sheet of no name", _sheet(_DATA, names=[""]), READ, DAMAGED)
add("a name of ten thousand letters", _sheet(_DATA, names=["x" * 10_000]))
add("a name with control letters", _sheet(_DATA, names=["a&#1;b"]), READ, DAMAGED)
add("a name of line breaks", _sheet(_DATA, names=["a&#10;b"]))
add("two sheets of one name", lambda: xlsx(_DATA, _DATA, names=["A", "A"]))
add("all sheets hidden", _sheet(_DATA, states=['state="veryHidden"']))
add("a state that is none", _sheet(_DATA, states=['state="invisible"']), READ, DAMAGED)
add("deep XML in a sheet", _sheet("<a>" * 300_000), DAMAGED, EMPTY)
add("deep XML in the shared texts", lambda: _with_part("xl/sharedStrings.xml", "<sst>" + "<si>" * 300_000), READ, DAMAGED, TOO_MUCH)
add("deep XML in the book", lambda: _with_part("xl/workbook.xml", "<workbook>" + "<sheets>" * 300_000), DAMAGED)


def _with_part(name, content):
    parts = xlsx_parts(_DATA)
    if content is None:
        del parts[name]
    else:
        parts[name] = content
    return zipped(parts)


for _name in (
    "[Content_Types].xml",
    "_rels/.rels",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/sharedStrings.xml",
    _SHEET,
):
    add(f"without {_name}", lambda name=_name: _with_part(name, None), READ, DAMAGED, EMPTY, NO_TABLE)
    add(f"nothing in {_name}", lambda name=_name: _with_part(name, ""), READ, DAMAGED, EMPTY, NO_TABLE)

_LAUGHS = "<!DOCTYPE l [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + number)} '{f'&{chr(97 + number)};' * 10}'>" for number in range(12)
) + "]>"  # fmt: skip
_OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b SYSTEM "http://127.0.0.1:9/">]>'
for _what, _declared, _use in (("billion laughs", _LAUGHS, "&m;"), ("outside entities", _OUTSIDE, "&a;&b;")):
    add(
        f"{_what} in a sheet",
        lambda declared=_declared, use=_use: _with_part(
            _SHEET,
            f'{declared}<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="str"><v>{use}</v></c></row></sheetData>'
            "</worksheet>",
        ),
        DAMAGED, READ,
    )  # fmt: skip
    add(
        f"{_what} in the shared texts",
        lambda declared=_declared, use=_use: _with_part(
            "xl/sharedStrings.xml", f'{declared}<sst xmlns="{MAIN}"><si><t>{use}</t></si></sst>'
        ),
        DAMAGED, READ,
    )  # fmt: skip
    add(
        f"{_what} in the book",
        lambda declared=_declared, use=_use: _with_part("xl/workbook.xml", f'{declared}<workbook xmlns="{MAIN}">{use}</workbook>'),
        DAMAGED,
    )  # fmt: skip
    add(
        f"{_what} in .ods",
        lambda declared=_declared, use=_use: zipped({"content.xml": f"{declared}{ODS_HEAD}{use}</office:document-content>"}),
        DAMAGED,
    )  # fmt: skip
    add(
        f"{_what} in XML 2003",
        lambda declared=_declared, use=_use: (
            f'<?xml version="1.0"?>{declared}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">{use}</Workbook>'
        ).encode(),
        DAMAGED,
    )  # fmt: skip

for _number, _target in enumerate(
    ("file:///etc/passwd", "../../../../etc/passwd", "http://127.0.0.1:9/x.xml", "\\\\server\\share\\x.xml", "C:/x.xml")
):
    add(
        f"a sheet outside {_number}",
        lambda target=_target: _with_part(
            "xl/_rels/workbook.xml.rels", xlsx_parts(_DATA)["xl/_rels/workbook.xml.rels"].replace("worksheets/sheet1.xml", target)
        ),
        READ, DAMAGED, EMPTY,
    )  # fmt: skip
