"""Small files written byte by byte, so that each holds exactly what a test speaks of."""

import io
import struct
import zipfile

from models.errors import OfficeError
from models.intake.workbooks.reading.contents import content_parts
from models.intake.workbooks.reading.old_fonts import in_unicode
from models.intake.workbooks.reading.parts import Gathering

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def read(content, *, old_fonts=True):
    """The book in these bytes, read in this process."""
    gathering = Gathering()
    for part in content_parts(content, "tệp"):
        gathering.take(part)
    gathering.take(("end", "", len(content)))
    book = gathering.book("tệp")
    return in_unicode(book, gathering.codings, gathering.fonts) if old_fonts and gathering.codings else book


def cells(content, sheet=0):
    """Row number -> cells."""
    return {row.number: row.cells for row in read(content).sheets[sheet].rows}


def answer(content):
    """How these bytes end: "read", or the code by which they are refused."""
    try:
        read(content)
    except OfficeError as error:
        return error.code
    return "read"


def zipped(parts, compression=zipfile.ZIP_DEFLATED):
    """A zip of parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def xlsx_parts(*sheets, book_properties="", styles="", shared=(), names=None, states=None, root="worksheet"):
    """The parts of an .xlsx; each sheet is the XML inside its root element."""
    names = names or [f"Sheet{number}" for number in range(1, len(sheets) + 1)]
    states = states or [""] * len(sheets)
    listed = "".join(
        f'<sheet name="{name}" sheetId="{number}" {state} r:id="rId{number}"/>'
        for number, (name, state) in enumerate(zip(names, states, strict=True), 1)
    )
    targets = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, len(sheets) + 1)
    )
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        + "".join(
            f'<Override PartName="/xl/worksheets/sheet{number}.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
            for number in range(1, len(sheets) + 1)
        )
        + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{book_properties}<sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{targets}'
        f'<Relationship Id="rIdStyles" Type="{RELATIONS}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rIdTexts" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles or STYLES}</styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">' + "".join(f"<si><t>{text}</t></si>" for text in shared) + "</sst>",
    }
    for number, inside in enumerate(sheets, 1):
        prefix = f"{root.partition(':')[0]}:" if ":" in root else ""
        xmlns = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
        parts[f"xl/worksheets/sheet{number}.xml"] = f'<?xml version="1.0"?><{root} {xmlns}="{MAIN}">{inside}</{root}>'
    return parts


def xlsx(*sheets, **options):
    """An .xlsx; see `xlsx_parts`."""
    return zipped(xlsx_parts(*sheets, **options))


STYLES = (
    '<numFmts count="3"><numFmt numFmtId="170" formatCode="dd/mm/yyyy"/><numFmt numFmtId="171" formatCode="000000000000"/>'
    '<numFmt numFmtId="172" formatCode="&quot;0&quot;0"/></numFmts>'
    '<fonts count="1"><font><sz val="11"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="170" applyNumberFormat="1"/><xf numFmtId="171"/><xf numFmtId="172"/></cellXfs>'
)
"""Cell formats: 0 general, 1 a date, 2 twelve digits, 3 a telephone number with its 0."""

ODS_HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" office:version="1.3">'
)


def ods(inside, styles="", settings=""):
    """An .ods; `inside` is what stands in its spreadsheet."""
    content = (
        f"{ODS_HEAD}<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{settings}{inside}</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def compound(streams):
    """A compound file: directory in sector 1, each stream in sectors of its own, none small."""
    padded = {name: content + b"\0" * (max(4096, -(-len(content) // 512) * 512) - len(content)) for name, content in streams.items()}
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1 if padded else -1)]
    sectors = []
    table = [0xFFFFFFFD]
    directory_sectors = -(-(len(padded) + 1) // 4)
    table += [*range(2, 1 + directory_sectors), 0xFFFFFFFE]
    for number, (name, content) in enumerate(padded.items(), 1):
        start = len(table)
        count = len(content) // 512
        table += [*range(start + 1, start + count), 0xFFFFFFFE]
        sectors.append(content)
        entries.append(_entry(name, 2, start, len(content), right=number + 1 if number < len(padded) else -1))
    assert len(table) <= 128, "more than one sector of the table is never needed here"
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0,
    )  # fmt: skip
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    allocation = struct.pack("<128I", *table, *[0xFFFFFFFF] * (128 - len(table)))
    directory = b"".join(entries).ljust(directory_sectors * 512, b"\0")
    return header + allocation + directory + b"".join(sectors)


def _entry(name, kind, start, size, child=-1, right=-1):
    written = (name + "\0").encode("utf-16-le")
    return struct.pack("<64sHBBiii16x4x16xIII", written, len(written), kind, 1, -1, right, child, start, size, 0)


def record(kind, content=b""):
    """A record of an .xls."""
    return struct.pack("<HH", kind, len(content)) + content


def xls_stream(sheets, *, before=b"", states=None):
    """The Workbook stream of an .xls; each sheet is its records as bytes."""
    begin = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0x0DBB, 1996, 0, 6))
    sheet_begin = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0x0DBB, 1996, 0, 6))
    end = record(0x0A)
    names = [f"Trang{number}".encode("utf-16-le") for number in range(1, len(sheets) + 1)]
    listed = sum(4 + 8 + len(name) for name in names)
    place = len(begin) + len(before) + listed + len(end)
    stream = begin + before
    for number, (name, inside) in enumerate(zip(names, sheets, strict=True)):
        state = states[number] if states else 0
        stream += record(0x85, struct.pack("<IBBBB", place, state, 0, len(name) // 2, 1) + name)
        place += len(sheet_begin) + len(inside) + len(end)
    stream += end
    for inside in sheets:
        stream += sheet_begin + inside + end
    return stream


def xls(*sheets, before=b"", states=None):
    """An .xls; see `xls_stream`."""
    return compound({"Workbook": xls_stream(sheets, before=before, states=states)})


def xls_text(row, column, text, style=0):
    """A text cell of an .xls; letters of Latin-1 in one byte each, as Excel packs them."""
    narrow = all(ord(letter) < 256 for letter in text)
    written = text.encode("latin-1" if narrow else "utf-16-le")
    return record(0x204, struct.pack("<HHHHB", row, column, style, len(text), 0 if narrow else 1) + written)


def xls_number(row, column, value, style=0):
    """A number of an .xls."""
    return record(0x203, struct.pack("<HHHd", row, column, style, value))


def xlsb_record(kind, content=b""):
    """A record of an .xlsb."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length = len(content)
    size = b""
    while True:
        size += bytes([length & 0x7F | (0x80 if length > 0x7F else 0)])
        length >>= 7
        if not length:
            return head + size + content


def xlsb_text(text):
    """A text with its length."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(*sheets, date_1904=False, styles=b""):
    """An .xlsb; each sheet is its records as bytes."""
    book = xlsb_record(131) + xlsb_record(153, struct.pack("<III", 1 if date_1904 else 0, 0, 0)) + xlsb_record(143)
    for number in range(1, len(sheets) + 1):
        book += xlsb_record(156, struct.pack("<II", 0, number) + xlsb_text(f"rId{number}") + xlsb_text(f"Trang{number}"))
    book += xlsb_record(144) + xlsb_record(132)
    parts = xlsx_parts(*[""] * len(sheets))
    for name in ("xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"):
        del parts[name]
    parts["_rels/.rels"] = parts["_rels/.rels"].replace("workbook.xml", "workbook.bin")
    parts["xl/workbook.bin"] = book
    targets = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{number}.bin"/>'
        for number in range(1, len(sheets) + 1)
    )
    parts["xl/_rels/workbook.bin.rels"] = (
        f'<Relationships xmlns="{PACKAGE}">{targets}'
        f'<Relationship Id="rIdStyles" Type="{RELATIONS}/styles" Target="styles.bin"/></Relationships>'
    )
    if styles:
        parts["xl/styles.bin"] = styles
    for number, inside in enumerate(sheets, 1):
        del parts[f"xl/worksheets/sheet{number}.xml"]
        parts[f"xl/worksheets/sheet{number}.bin"] = (
            xlsb_record(129)
            + xlsb_record(148, struct.pack("<IIII", 0, 10, 0, 10))
            + xlsb_record(145)
            + inside
            + xlsb_record(146)
            + xlsb_record(130)
        )
    return zipped(parts)


def xlsb_row(number, *, hidden=False):
    """The head of a row of an .xlsb, from 0."""
    return xlsb_record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, 0x10 if hidden else 0, 0, 0))


def xlsb_cell(kind, column, content, style=0):
    """A cell of an .xlsb."""
    return xlsb_record(kind, struct.pack("<II", column, style) + content)
