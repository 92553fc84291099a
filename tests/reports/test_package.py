"""Cells are changed where they lie: whatever else stands in a worksheet, in whatever way it is written, stays to the letter."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from models.errors import OfficeError
from models.reports.package import Package
from models.reports.package_sheet import NewCell, SeenCell, SheetChange, Validation, edited, look
from models.reports.package_styles import Styles
from tests.reports.packages import changed_parts, parts

OPEN = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def sheet(data: str, before: str = "", after: str = "", root: str = OPEN) -> bytes:
    return f'<?xml version="1.0"?>\n{root}{before}{data}{after}</worksheet>'.encode()


def change(xml: bytes, cells: dict[int, dict[int, NewCell]], **more: object) -> str:
    made, refused = edited(xml, SheetChange(cells, **more), file="x.xlsx")  # type: ignore[arg-type]
    assert refused == ()
    return made.decode()


TEXT = '<is><t xml:space="preserve">{}</t></is>'


@pytest.mark.parametrize(
    ("data", "row", "column", "expected"),
    [
        # There already: only its value changes, its style stays.
        ('<row r="2"><c r="A2" s="7" t="s"><v>3</v></c><c r="B2"/></row>', 2, 0, '<c r="A2" s="7" t="inlineStr">{}</c><c r="B2"/>'),
        # An empty cell that closes itself.
        ('<row r="2"><c r="A2" s="7"/></row>', 2, 0, '<row r="2"><c r="A2" s="7" t="inlineStr">{}</c></row>'),
        # No cell there yet: it goes between its neighbours, or to the end of the row.
        ('<row r="2"><c r="A2"/><c r="D2"/></row>', 2, 2, '<c r="A2"/><c r="C2" t="inlineStr">{}</c><c r="D2"/>'),
        ('<row r="2"><c r="A2"/></row>', 2, 2, '<c r="A2"/><c r="C2" t="inlineStr">{}</c></row>'),
        # A row without cells.
        ('<row r="2" ht="30"/>', 2, 0, '<row r="2" ht="30"><c r="A2" t="inlineStr">{}</c></row>'),
        # No row there yet: before the next one, after the last one.
        ('<row r="5"/>', 2, 0, '<row r="2"><c r="A2" t="inlineStr">{}</c></row><row r="5"/>'),
        ('<row r="1"/>', 2, 0, '<row r="1"/><row r="2"><c r="A2" t="inlineStr">{}</c></row></sheetData>'),
        # Rows and cells that do not say where they are.
        ("<row><c/><c/></row><row><c/><c><v>1</v></c></row>", 2, 1, '<row><c/><c t="inlineStr">{}</c></row>'),
        # What the cell said of its old value does not hold for the new one.
        ('<row r="2"><c r="A2" s="1" cm="1" vm="2" t="e"><v>#N/A</v></c></row>', 2, 0, '<c r="A2" s="1" t="inlineStr">{}</c>'),
    ],
)
def test_a_text_goes_into_its_cell(data, row, column, expected):
    xml = sheet(f"<sheetData>{data}</sheetData>")
    made = change(xml, {row: {column: NewCell("xong")}})
    assert expected.format(TEXT.format("xong")) in made
    rest = made.replace(re.search(r"<c [^>]*>" + re.escape(TEXT.format("xong")) + "</c>|<c t.*?</c>", made)[0], "", 1)
    assert rest.startswith('<?xml version="1.0"?>\n<worksheet')


def test_no_rows_at_all():
    assert "<sheetData><row" in change(sheet("<sheetData/>"), {2: {0: NewCell("a")}})
    assert change(sheet("<sheetData></sheetData>"), {2: {0: NewCell(None, 3)}}).endswith(
        '<sheetData><row r="2"><c r="A2" s="3"/></row></sheetData></worksheet>'
    )


def test_the_bytes_around_stay():
    """Odd spaces, quotes, comments, sections of plain text that look like rows, and the order of attributes."""
    data = (
        "<sheetData ><!-- <row r='9'><c r='A9'/></row> -->\n"
        "<row  spans='1:2'\tr='1'><c t='inlineStr' r='A1'><is><t><![CDATA[<row r=\"2\"><c r=\"A2\">]]></t></is></c ></row >\r\n"
        "<row r = '2'><c r = 'A2' s = '4'  ><v>1</v></c><c r='B2' x='>'/></row>"
        "</sheetData>"
    )
    xml = sheet(
        data, before="<sheetPr><tabColor rgb='FF0000'/></sheetPr>", after="<pageMargins left='1'/><extLst><ext uri='{a}'/></extLst>"
    )
    made = change(xml, {2: {0: NewCell("a & <b>")}})
    old = "<c r = 'A2' s = '4'  ><v>1</v></c>"
    new = '<c r="A2" s="4" t="inlineStr">' + TEXT.format("a &amp; &lt;b&gt;") + "</c>"
    assert made == xml.decode().replace(old, new)


def test_prefixes_of_the_part_are_used():
    root = '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    xml = f'{root}<x:sheetData><x:row r="1"><x:c r="A1" s="2"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'.encode()
    made = change(xml, {1: {0: NewCell("a"), 1: NewCell(5)}, 3: {0: NewCell("b")}}, widths={1: 12}, recalculate=True)
    assert (
        '<x:c r="A1" s="2" t="inlineStr"><x:is><x:t xml:space="preserve">a</x:t></x:is></x:c><x:c r="B1"><x:v>5</x:v></x:c></x:row>' in made
    )
    assert '<x:row r="3"><x:c r="A3" t="inlineStr">' in made
    assert '<x:cols><x:col min="2" max="2" width="12" customWidth="1"/></x:cols><x:sheetData>' in made
    assert '</x:sheetData><x:sheetCalcPr fullCalcOnLoad="1"/></x:worksheet>' in made


def test_another_encoding_is_read():
    xml = sheet('<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Đã nhận</t></is></c></row></sheetData>').decode()
    wide = xml.replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16")
    made = change(wide, {1: {1: NewCell("Đã xong")}})
    assert "Đã nhận" in made
    assert "Đã xong" in made
    assert 'encoding="UTF-8"' in made


def test_a_formula_is_left_and_told():
    data = (
        '<row r="1"><c r="A1"><f>B1+1</f><v>1</v></c><c r="B1"><f t="shared" si="0"/><v>2</v></c>'
        '<c r="C1"><f t="array" ref="C1:C2">ROW()</f><v>1</v></c></row><row r="2"><c r="C2"><v>2</v></c><c r="D2"/></row>'
    )
    xml = sheet(f"<sheetData>{data}</sheetData>")
    made, refused = edited(
        xml, SheetChange({1: {0: NewCell("a"), 1: NewCell("b"), 2: NewCell("c")}, 2: {2: NewCell("d"), 3: NewCell("e")}}), file=""
    )
    assert refused == ((1, 0), (1, 1), (1, 2), (2, 2))
    assert made == xml.replace(b'<c r="D2"/>', b'<c r="D2" t="inlineStr">' + TEXT.format("e").encode() + b"</c>")
    seen = look(xml, {1, 2}, {0, 2, 3}, file="")
    assert seen.formulas
    assert seen.cells == {
        (1, 0): SeenCell(None, True), (1, 2): SeenCell(None, True), (2, 2): SeenCell(None, True), (2, 3): SeenCell(None, False)
    }  # fmt: skip


def test_new_columns_grow_what_the_part_says_of_itself():
    xml = sheet(
        '<sheetData><row r="4" spans="1:3"><c r="A4"/></row></sheetData>',
        before='<dimension ref="A1:C9"/><cols><col min="1" max="3" width="9"/><col min="6" max="16384" width="11"/></cols>',
        after='<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>',
    )
    made = change(xml, {4: {3: NewCell("x")}}, widths={3: 20.5, 4: 10, 7: 30}, merges=[(2, 3, 3, 3)], recalculate=True)
    assert '<dimension ref="A1:D9"/>' in made
    assert '<row r="4" spans="1:4">' in made
    assert (
        '<col min="1" max="3" width="9"/><col min="4" max="4" width="20.5" customWidth="1"/>'
        '<col min="5" max="5" width="10" customWidth="1"/><col min="6" max="16384" width="11"/></cols>'
    ) in made
    assert '<mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="D2:D3"/></mergeCells>' in made
    assert '</sheetData><sheetCalcPr fullCalcOnLoad="1"/><mergeCells' in made


def test_lists_of_allowed_values_are_seen():
    after = (
        '<dataValidations count="3"><dataValidation type="list" sqref="C2:C9 E2"><formula1>"Xong,Chưa"</formula1></dataValidation>'
        '<dataValidation type="whole" sqref="D2"><formula1>1</formula1></dataValidation>'
        "<dataValidation type='list' sqref='F2'><formula1>$A$1:$A$3</formula1></dataValidation></dataValidations>"
        '<extLst><ext xmlns:x14="urn:x14" xmlns:xm="urn:xm" uri="{1}"><x14:dataValidations><x14:dataValidation type="list"><x14:formula1>'
        "<xm:f>DM!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>G2:G5</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
    )
    seen = look(sheet("<sheetData/>", after=after), set(), set(), file="")
    assert seen.validations == (
        Validation(((2, 9, 2, 2), (2, 2, 4, 4)), '"Xong,Chưa"'),
        Validation(((2, 2, 5, 5),), "$A$1:$A$3"),
        Validation(((2, 5, 6, 6),), "DM!$A$1:$A$3"),
    )


@pytest.mark.parametrize(
    "xml",
    [
        b"", b"<worksheet", b"<worksheet><sheetData><row></sheetData></worksheet>", b"\xff\xfe<\x00",
        b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet><sheetData/></worksheet>', b'<?xml version="1.0" encoding="nothing"?><a/>',
    ],
)  # fmt: skip
def test_a_damaged_part_is_one_sentence(xml):
    with pytest.raises(OfficeError) as refused:
        look(xml, {1}, {1}, file="a.xlsx")
    assert (refused.value.code, refused.value.facts["path"]) == ("not_a_workbook", "a.xlsx")


@given(st.dictionaries(st.integers(1, 12), st.dictionaries(st.integers(0, 9), st.one_of(st.text(max_size=20), st.integers(), st.none()))))
def test_every_cell_reads_back_and_no_other_changes(asked):
    """Whatever is put in is read back by openpyxl, and what was there and is not meant reads as before."""
    book = Workbook()
    page = book.active
    for row in (1, 2, 5, 9):
        for column in (1, 3, 4, 8):
            page.cell(row, column, f"{row}/{column}")
    kept = BytesIO()
    book.save(kept)
    package = Package(kept.getvalue(), name="x.xlsx")
    part = package.sheet_part("Sheet")
    cells = {row: {column: NewCell(value) for column, value in values.items()} for row, values in asked.items() if values}
    xml, refused = edited(package.read(part), SheetChange(cells), file="x.xlsx")
    assert refused == ()
    made = BytesIO()
    package.write(made, {part: xml})
    assert changed_parts(kept.getvalue(), made.getvalue()) <= {part}
    after = load_workbook(made).active
    for row in range(1, 14):
        for column in range(10):
            found = after.cell(row, column + 1).value
            if column in cells.get(row, {}):
                value = cells[row][column].value
                assert found == (_readable(value) if isinstance(value, str) else value)
            else:
                assert found == page.cell(row, column + 1).value


def _readable(text: str) -> str:
    """What a text is in a workbook: without what XML forbids, line ends as one kind."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", plain)


STYLES = (
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy;@"/></numFmts>'
    b'<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><name val=".VnTime"/></font></fonts>'
    b'<cellStyleXfs count="1"><xf numFmtId="0" fontId="0"/></cellStyleXfs>'
    b'<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    b'<xf numFmtId="0" fontId="0" borderId="1"><alignment wrapText="1"/></xf>'
    b'<xf numFmtId="164" fontId="0" borderId="1" applyNumberFormat="1"><alignment wrapText="1"/></xf>'
    b'<xf numFmtId="9" fontId="1" borderId="0"/></cellXfs><dxfs count="0"/></styleSheet>'
)


class TestStyles:
    def test_a_style_that_is_there_is_used(self):
        styles = Styles(STYLES, file="")
        assert [styles.shows_date(style) for style in (None, 0, 1, 2, 3, 99)] == [False, False, False, True, False, False]
        assert styles.shows_percent(3)
        assert styles.dated(1, like=2) == 2
        assert not styles.changed

    def test_a_new_one_goes_behind_the_last(self):
        styles = Styles(STYLES, file="")
        assert styles.dated(0, like=2) == 4
        assert styles.dated(0, like=2) == styles.dated(None, like=2) == 4
        added = b'<xf numFmtId="164" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/>'
        assert styles.xml() == STYLES.replace(b'<cellXfs count="4">', b'<cellXfs count="5">').replace(b"</cellXfs>", added + b"</cellXfs>")
        assert styles.shows_date(4)

    def test_unicode_is_not_written_in_a_font_that_cannot_show_it(self):
        styles = Styles(STYLES, file="")
        assert styles.readable(0) == 0
        assert styles.readable(3) == 4
        made = styles.xml()
        assert b'<fonts count="3">' in made
        assert b'<font><b/><name val="Times New Roman"/></font></fonts>' in made
        assert b'<xf numFmtId="9" fontId="2" borderId="0" applyFont="1"/></cellXfs>' in made
        assert b'<font><b/><name val=".VnTime"/></font>' in made

    def test_a_workbook_without_styles(self):
        styles = Styles(None, file="")
        assert styles.dated(None, like=5) is None
        assert styles.readable(None) is None
        assert not styles.shows_date(14)

    @pytest.mark.parametrize("xml", [b"", b"<styleSheet>", b"<!DOCTYPE a><styleSheet/>"])
    def test_damaged_styles_are_one_sentence(self, xml):
        with pytest.raises(OfficeError, match="not_a_workbook"):
            Styles(xml, file="a.xlsx")


class TestPackage:
    @staticmethod
    def content(tmp_path):
        book = Workbook()
        book.active.title = "Danh mục & việc"
        book.create_sheet("Hai")["A1"] = 1
        path = tmp_path / "a.xlsx"
        book.save(path)
        return path.read_bytes()

    def test_sheets_are_found_by_name(self, tmp_path):
        package = Package(self.content(tmp_path), name="a.xlsx")
        assert package.sheet_part("Danh mục & việc") == "xl/worksheets/sheet1.xml"
        assert package.sheet_part("Hai") == "xl/worksheets/sheet2.xml"
        assert package.styles_part() == "xl/styles.xml"
        with pytest.raises(OfficeError) as refused:
            package.sheet_part("Ba")
        assert refused.value.code == "sheet_not_found"

    def test_every_other_part_is_the_same(self, tmp_path):
        content = self.content(tmp_path)
        made = BytesIO()
        Package(content, name="a.xlsx").write(made, {"xl/worksheets/sheet2.xml": b"<new/>"})
        assert changed_parts(content, made.getvalue()) == {"xl/worksheets/sheet2.xml"}
        assert list(parts(content)) == list(parts(made.getvalue()))

    @pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"a" * 1000])
    def test_what_is_no_package(self, content):
        with pytest.raises(OfficeError, match="not_a_workbook"):
            Package(content, name="a.xlsx")

    def test_a_damaged_part(self, tmp_path):
        content = bytearray(self.content(tmp_path))
        place = content.index(b"xl/theme/theme1.xml") + 200
        content[place : place + 50] = bytes(50)
        package = Package(bytes(content), name="a.xlsx")
        with pytest.raises(OfficeError, match="not_a_workbook"):
            package.write(BytesIO(), {})

    def test_names_in_another_case_and_with_the_other_slash(self, tmp_path):
        content, made = self.content(tmp_path), BytesIO()
        with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
            for name in old.namelist():
                new.writestr(name.replace("xl/worksheets/", "xl\\Worksheets\\"), old.read(name))
        package = Package(made.getvalue(), name="a.xlsx")
        assert package.sheet_part("Hai") == "xl\\Worksheets\\sheet2.xml"
        assert package.read("xl/worksheets/sheet2.xml").startswith(b"<worksheet")

    @pytest.mark.parametrize("gone", ["xl/_rels/workbook.xml.rels", "xl/workbook.xml", "_rels/.rels"])
    def test_a_package_that_lacks_a_part(self, tmp_path, gone):
        content, made = self.content(tmp_path), BytesIO()
        with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
            for name in old.namelist():
                if name != gone:
                    new.writestr(name, old.read(name))
        with pytest.raises(OfficeError, match="not_a_workbook"):
            Package(made.getvalue(), name="a.xlsx").sheet_part("Hai")


@given(st.binary(max_size=6), st.integers(0, 400), st.integers(0, 20))
def test_whatever_is_wrong_with_a_part_is_a_value_or_one_sentence(piece, at, gone):
    """Bytes of a worksheet cut out and others put in: it is changed all the same, or refused as damaged."""
    xml = sheet(
        '<sheetData><row r="2" spans="1:3"><c r="A2" s="1"><v>1</v></c><c r="B2"><f>A2</f><v>1</v></c></row><row r="3"/></sheetData>',
        before='<dimension ref="A1:C3"/><cols><col min="1" max="2" width="9"/></cols>',
        after='<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>',
    )
    damaged = xml[:at] + piece + xml[at + gone :]
    try:
        made, _ = edited(
            damaged, SheetChange({2: {0: NewCell("a")}, 3: {5: NewCell(1)}}, {5: 9}, [(2, 3, 5, 5)], recalculate=True), file=""
        )
    except OfficeError:
        return
    # What could be read before can be read afterwards.
    look(made, {2, 3}, {0, 5}, file="")


def test_a_package_that_unpacks_to_more_than_any_workbook_is_refused(monkeypatch):
    whole = BytesIO()
    Workbook().save(whole)
    with zipfile.ZipFile(whole, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/media/image1.png", bytes(2_000_000))
    assert Package(whole.getvalue(), name="x.xlsx").sheet_part("Sheet")
    monkeypatch.setattr("models.reports.package.MOST_UNPACKED", 1_000_000)
    with pytest.raises(OfficeError, match="unpacked_too_large"):
        Package(whole.getvalue(), name="x.xlsx")


@pytest.mark.parametrize("written", ["²", "", "x", "-1", "1.5", "9" * 5_000])
def test_numbers_that_are_none_are_not_believed(written):
    xml = sheet(f'<sheetData><row r="{written}"><c s="{written}"><v>1</v></c></row></sheetData>', after=f'<mergeCells count="{written}"/>')
    assert look(xml, {1}, {0}, file="x.xlsx").cells == {(1, 0): SeenCell(None, formula=False)}
    assert "xong" in change(xml, {1: {0: NewCell("xong")}}, merges=[(1, 2, 0, 0)])
    formats = f'<cellXfs><xf numFmtId="{written}" fontId="{written}"/></cellXfs>'
    styles = Styles(
        f'<styleSheet><numFmts><numFmt numFmtId="{written}" formatCode="dd"/></numFmts>{formats}</styleSheet>'.encode(), file="x"
    )
    assert (styles.shows_date(0), styles.readable(0)) == (False, 0)
