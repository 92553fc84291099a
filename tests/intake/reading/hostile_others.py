"""OpenDocument, old Excel, binary workbooks and text files made to break a reader."""

import random
import struct

from tests.intake.reading.hostile import DAMAGED, EMPTY, NO_TABLE, READ, TOO_MUCH, add
from tests.intake.reading.hostile_packages import MEGABYTE, deflated, honest_xls, raw_zip
from tests.intake.reading.made_files import (
    ODS_HEAD,
    compound,
    ods,
    record,
    xls,
    xls_stream,
    xls_text,
    xlsb,
    xlsb_cell,
    xlsb_record,
    xlsb_row,
    xlsb_text,
    zipped,
)

# OpenDocument.


def _ods_cell(attributes, text="a"):
    return f'<table:table-cell office:value-type="string" {attributes}><text:p>{text}</text:p></table:table-cell>'


def _ods_table(row_attributes, cell):
    return f'<table:table table:name="A"><table:table-row {row_attributes}>{cell}</table:table-row></table:table>'


add(
    "ods of one cell repeated over all",
    lambda: ods(_ods_table('table:number-rows-repeated="1048576"', _ods_cell('table:number-columns-repeated="16384"'))),
    TOO_MUCH,
    slow=True,
)
add(
    "ods of a row repeated over all",
    lambda: ods(_ods_table('table:number-rows-repeated="1048576"', _ods_cell('table:number-columns-repeated="20"'))),
    TOO_MUCH,
    slow=True,
)
add(
    "ods repeated more than any number",
    lambda: ods(_ods_table(f'table:number-rows-repeated="{"9" * 400}"', _ods_cell(""))),
    TOO_MUCH,
    READ,
    slow=True,
)
add(
    "ods repeated less than nothing",
    lambda: ods(_ods_table('table:number-rows-repeated="-5"', _ods_cell('table:number-columns-repeated="x"'))),
)
add(
    "ods with the last row filled",
    lambda: ods(
        _ods_table('table:number-rows-repeated="1048575"', "<table:table-cell/>").replace(
            "</table:table>", f"<table:table-row>{_ods_cell('')}</table:table-row></table:table>"
        )
    ),
)
add(
    "ods of spans over all",
    lambda: ods(_ods_table("", _ods_cell('table:number-rows-spanned="1048576" table:number-columns-spanned="16384"'))),
)
add("ods of many spaces", lambda: ods(_ods_table("", _ods_cell("", '<text:s text:c="99999999"/>a'))))
add("ods of deep XML", lambda: ods("<table:table>" + "<table:table-row>" * 300_000), DAMAGED)
add("ods without tables", lambda: ods(""), DAMAGED)
add(
    "ods of bad dates",
    lambda: ods(
        _ods_table("", '<table:table-cell office:value-type="date" office:date-value="99999-99-99"><text:p>x</text:p></table:table-cell>')
    ),
)
add(
    "ods of bad times",
    lambda: ods(
        _ods_table("", '<table:table-cell office:value-type="time" office:time-value="PT999999999H"><text:p>x</text:p></table:table-cell>')
    ),
)
add(
    "ods of bad numbers",
    lambda: ods(_ods_table("", '<table:table-cell office:value-type="float" office:value="1e999"><text:p>x</text:p></table:table-cell>')),
)
add(
    "ods bomb",
    lambda: raw_zip(
        [
            (
                "content.xml",
                *deflated(
                    ODS_HEAD.encode() + b"<office:body><office:spreadsheet>",
                    b"<table:table>" + b" " * MEGABYTE + b"</table:table>",
                    600,
                    b"",
                ),
            )
        ]
    ),
    TOO_MUCH,
    slow=True,
)


# Old Excel.


def _moved_sheet(place):
    stream = bytearray(xls_stream([xls_text(0, 0, "a")]))
    at = stream.index(struct.pack("<H", 0x85))
    stream[at + 4 : at + 8] = struct.pack("<I", place)
    return compound({"Workbook": bytes(stream)})


def _circular():
    content = bytearray(honest_xls())
    table = struct.unpack_from("<128I", content, 512)
    ends = [number for number, sector in enumerate(table) if sector == 0xFFFFFFFE]
    struct.pack_into("<I", content, 512 + 4 * ends[-1], ends[-1] - 1)
    return bytes(content)


def _xls_of(records):
    return lambda: xls(xls_text(0, 0, "a") + records)


add("xls with the far corner", _xls_of(xls_text(65_535, 255, "x")), {"sheet_too_wide"})
add("xls with far corners of six sheets", lambda: xls(*[xls_text(0, 0, "a") + xls_text(65_535, 255, "x")] * 6), READ, TOO_MUCH, slow=True)
add("xls that lies of its rows", _xls_of(record(0x200, struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0))), READ, DAMAGED, TOO_MUCH)
add("xls with numbers backwards", _xls_of(record(0xBD, struct.pack("<HHHIH", 1, 9, 0, 4, 2))), READ, DAMAGED)
add("xls with a short formula", _xls_of(record(0x06, b"\1\0\1\0")), READ, DAMAGED)
add("xls with short cells", _xls_of(record(0x203, b"\1") + record(0x205, b"") + record(0xE5, b"\xff\xff")), READ, DAMAGED)
add(
    "xls with shared texts that lie",
    lambda: xls(xls_text(0, 0, "a"), before=record(0xFC, struct.pack("<II", 0xFFFFFFFF, 0xFFFFFFFF))),
    READ,
    DAMAGED,
    TOO_MUCH,
)
add("xls with a shared text that is not there", _xls_of(record(0xFD, struct.pack("<HHHI", 1, 0, 0, 99_999))), READ, DAMAGED)
add(
    "xls with a record beyond its end",
    lambda: compound({"Workbook": xls_stream([xls_text(0, 0, "a")])[:-4] + struct.pack("<HH", 0x203, 0xFFFF)}),
    READ,
    DAMAGED,
)
add("xls with a sheet beyond its end", lambda: _moved_sheet(0x7FFFFFFF), READ, DAMAGED, EMPTY)
add("xls with a sheet that is the book", lambda: _moved_sheet(0), READ, DAMAGED, EMPTY)
add("xls with a circle of sectors", _circular, READ, DAMAGED, TOO_MUCH, {"sheet_empty", "unknown_file_kind"})
add("xls with a password", lambda: xls(xls_text(0, 0, "a"), before=record(0x2F, b"\0" * 54)), {"workbook_password"})
add("xlsx with a password", lambda: compound({"EncryptionInfo": b"x" * 500, "EncryptedPackage": b"y" * 9000}), {"workbook_password"})
add("a Word file", lambda: compound({"WordDocument": b"x" * 9000}), NO_TABLE)
add("a compound file of nothing", lambda: compound({}), NO_TABLE, DAMAGED)
add("the first bytes of a compound file", lambda: honest_xls()[:8], DAMAGED, NO_TABLE)


# Binary workbooks.

add("xlsb with a record without end", lambda: xlsb(xlsb_row(0) + b"\x06\xff\xff\xff\xff\x7f"), DAMAGED)
add("xlsb with a text that lies", lambda: xlsb(xlsb_row(0) + xlsb_cell(6, 0, struct.pack("<I", 0x7FFFFFFF))), READ, DAMAGED, EMPTY)
add("xlsb with a row beyond all", lambda: xlsb(xlsb_row(0xFFFFFFF0) + xlsb_cell(6, 0, xlsb_text("a"))), TOO_MUCH, DAMAGED)
add("xlsb with a column beyond all", lambda: xlsb(xlsb_row(0) + xlsb_cell(6, 0xFFFFFFF0, xlsb_text("a"))), TOO_MUCH, DAMAGED)
add(
    "xlsb with a shared text that is not there",
    lambda: xlsb(xlsb_row(0) + xlsb_cell(7, 0, struct.pack("<I", 99_999))),
    READ,
    DAMAGED,
    EMPTY,
)
add("xlsb of short cells", lambda: xlsb(xlsb_row(0) + xlsb_record(3, b"\0") + xlsb_record(0, b"\0")), READ, DAMAGED, EMPTY)


# Text.

add("an empty file", lambda: b"", EMPTY)
add("one byte", lambda: b"\xff", READ, NO_TABLE, EMPTY)
add("only a mark", lambda: b"\xef\xbb\xbf", EMPTY)
add("only a mark of UTF-16", lambda: b"\xff\xfe", EMPTY)
add("only spaces", lambda: b" " * 5000, EMPTY)
add("only line breaks", lambda: b"\r\n" * 100_000, EMPTY)
add("only separators", lambda: b";;;;;\n" * 10_000, EMPTY)
add("only the beginning of a zip", lambda: b"PK\3\4", DAMAGED)
add("an empty zip", lambda: b"PK\5\6" + b"\0" * 18, DAMAGED)
add("two letters", lambda: b"PK", DAMAGED, READ)
add("one line of 40 MB", lambda: b"a," * (20 * MEGABYTE), {"sheet_too_wide"}, TOO_MUCH, slow=True)
add("one cell of 30 MB", lambda: b"a;b\n" + b"x" * (30 * MEGABYTE), READ, slow=True)
add("one quotation mark before 30 MB", lambda: b'a;b\n"x;y\n' + b"Cong viec cua xa;30/11/2026\n" * 1_000_000, READ, TOO_MUCH, slow=True)
add("nothing but quotation marks", lambda: b'"' * 3_000_000, READ, EMPTY)
add("nothing but NULs", lambda: b"\0" * 100_000, NO_TABLE, EMPTY)
add("NULs in a table", lambda: b"a;b\n" + b"x\0;y\n" * 1000, READ, NO_TABLE)
add("UTF-16 of an odd length", lambda: "a\tb\nx\ty".encode("utf-16") + b"\0")
add("UTF-16 with half letters", lambda: b"\xff\xfe" + b"a\0\x00\xd8;\0b\0\n\0" * 50, READ, NO_TABLE)
add("broken UTF-8", lambda: b"a;b\n\xc3\x28;\xe2\x28\xa1\n" * 50, READ, NO_TABLE)
add("noise", lambda: random.Random(5).randbytes(50_000), NO_TABLE)
add("a PDF", lambda: b"%PDF-1.7\n" + b"x" * 1000, NO_TABLE)
add("a picture", lambda: b"\x89PNG\r\n\x1a\n" + random.Random(6).randbytes(5000), NO_TABLE)
add("a program", lambda: b"MZ\x90\0\3\0\0\0" + bytes(5000), NO_TABLE)
add("a document", lambda: zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}), DAMAGED, NO_TABLE)
add("a page without tables", lambda: b"<!DOCTYPE html><html><body><p>Xin ch\xc3\xa0o</p></body></html>")
add("a page of deep tables", lambda: b"<html><table><tr><td>" * 50_000, READ, EMPTY)
add(
    "a page of wide cells",
    lambda: b"<html><table>" + b"<tr><td colspan=9999 rowspan=9999>a</td></tr>" * 3000 + b"</table>",
    READ,
    TOO_MUCH,
    slow=True,
)
add("a page that never ends a tag", lambda: b"<html><table><tr><td " + b"a" * 5_000_000, READ, EMPTY, slow=True)
add("a page of beginnings", lambda: b"<html><table>" + b"<" * 300_000, READ, EMPTY, slow=True)
add("XML 2003 far out", lambda: _xml2003('<Row ss:Index="99999999"><Cell ss:Index="99999999"><Data ss:Type="String">a</Data></Cell></Row>'))
add("XML 2003 of deep XML", lambda: _xml2003("<Row>" * 300_000), DAMAGED)
add("XML of nothing known", lambda: b"<?xml version='1.0'?><a/>", NO_TABLE)


def _xml2003(inside):
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return f'<Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="A"><Table>{inside}</Table></Worksheet></Workbook>'.encode()
