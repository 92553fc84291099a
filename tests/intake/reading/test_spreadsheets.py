"""Spreadsheets of every kind: what calamine does not tell is told."""

import io
import struct
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook

from models.errors import OfficeError
from models.intake.workbooks.book import Merge, Visibility
from models.intake.workbooks.cells import ErrorCell, UnsavedFormula
from models.intake.workbooks.reading.contents import content_parts
from models.intake.workbooks.reading.numbers_shown import shown
from tests.intake.reading.made_files import (
    MAIN,
    STYLES,
    answer,
    cells,
    compound,
    ods,
    read,
    record,
    xls,
    xls_number,
    xls_stream,
    xls_text,
    xlsb,
    xlsb_cell,
    xlsb_record,
    xlsb_row,
    xlsb_text,
    xlsx,
    xlsx_parts,
    zipped,
)


def refused(content):
    """The code by which these bytes are refused."""
    with pytest.raises(OfficeError) as caught:
        list(content_parts(content, "tệp"))
    return caught.value.code


def text(reference, written):
    return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{written}</t></is></c>'


class TestXlsx:
    def test_rows_and_columns_are_counted_from_the_sheets_corner(self):
        assert cells(xlsx(f'<sheetData><row r="4">{text("C4", "Tên")}</row></sheetData>')) == {4: (None, None, "Tên")}

    def test_an_error_is_an_error_and_an_empty_cell_is_empty(self):
        found = cells(xlsx('<sheetData><row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1"/><c r="C1"><v>5</v></c></row></sheetData>'))
        assert found == {1: (ErrorCell("#REF!"), None, 5.0)}

    def test_an_error_of_a_formula(self):
        assert cells(xlsx('<sheetData><row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row></sheetData>')) == {
            1: (ErrorCell("#DIV/0!"),)
        }

    @pytest.mark.parametrize(
        ("cell", "value"),
        [
            ('<c r="A1"><f>B1+1</f><v>7</v></c>', 7.0),
            ('<c r="A1"><f>B1+1</f><v></v></c>', UnsavedFormula("B1+1")),
            ('<c r="A1"><f>B1+1</f><v/></c>', UnsavedFormula("B1+1")),
            ('<c r="A1"><f>B1+1</f></c>', UnsavedFormula("B1+1")),
            ('<c r="A1" t="str"><f>"" &amp; B1</f></c>', UnsavedFormula('"" & B1')),
            ('<c r="A1" t="str"><f>""</f><v></v></c>', None),
            ('<c r="A1" t="str"><f>"x"</f><v>x</v></c>', "x"),
            ('<c r="A1"><f t="shared" si="0"/></c>', UnsavedFormula("")),
        ],
    )
    def test_a_formula_is_its_saved_value(self, cell, value):
        found = cells(xlsx(f'<sheetData><row r="1">{cell}<c r="B1"><v>1</v></c></row></sheetData>'))
        assert found == {1: (value, 1.0)}

    @pytest.mark.parametrize(
        ("second", "load", "value"),
        [("0", "1", UnsavedFormula("B1+1")), ("5", "1", 0.0), ("0", "0", 0.0)],
        ids=["all", "not all", "no need"],
    )
    def test_noughts_of_a_program_that_calculates_nothing_are_no_values(self, second, load, value):
        parts = xlsx_parts(
            f'<sheetData><row r="1"><c r="A1"><f>B1+1</f><v>0</v></c></row>'
            f'<row r="2"><c r="A2"><f>B2</f><v>{second}</v></c></row></sheetData>'
        )
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace("</workbook>", f'<calcPr fullCalcOnLoad="{load}"/></workbook>')
        assert cells(zipped(parts))[1] == (value,)

    def test_cells_that_do_not_say_where_they_stand(self):
        inside = '<row><c/><c t="e"><v>#N/A</v></c></row><row/><row hidden="1"><c><f>A1</f></c><c s="2"><v>7</v></c></row>'
        book = read(xlsx(f"<sheetData>{inside}</sheetData>"))
        assert [(row.number, row.cells, row.hidden) for row in book.sheets[0].rows] == [
            (1, (None, ErrorCell("#N/A")), False),
            (3, (UnsavedFormula("A1"), "000000000007"), True),
        ]

    def test_a_row_of_nothing_but_unsaved_formulas_is_there(self):
        inside = '<row r="2"><c r="B2"><f>A1</f></c></row><row r="3"><c r="A3"><v>1</v></c></row><row r="9"><c r="A9"><f>A1</f></c></row>'
        assert cells(xlsx(f"<sheetData>{inside}</sheetData>")) == {
            2: (None, UnsavedFormula("A1")),
            3: (1.0,),
            9: (UnsavedFormula("A1"),),
        }

    def test_hidden_rows_and_sheets_are_read_and_marked(self):
        book = read(
            xlsx(
                f'<sheetData><row r="1">{text("A1", "a")}</row><row r="2" hidden="1">{text("A2", "b")}</row></sheetData>',
                f'<sheetData><row r="1">{text("A1", "c")}</row></sheetData>',
                f'<sheetData><row r="1">{text("A1", "d")}</row></sheetData>',
                states=["", 'state="hidden"', 'state="veryHidden"'],
            )
        )
        assert [sheet.visibility for sheet in book.sheets] == [Visibility.VISIBLE, Visibility.HIDDEN, Visibility.VERY_HIDDEN]
        assert [row.hidden for row in book.sheets[0].rows] == [False, True]

    def test_merges(self):
        book = read(xlsx(f'<sheetData><row r="2">{text("B2", "a")}</row></sheetData><mergeCells><mergeCell ref="B2:C4"/></mergeCells>'))
        assert book.sheets[0].merges == (Merge(2, 4, 1, 2),)

    def test_dates_counted_from_1904_are_right(self):
        inside = '<sheetData><row r="1"><c r="A1" s="1"><v>44538</v></c><c r="B1" s="1"><v>44538.75</v></c><c r="C1"><v>44538</v></c></row>'
        book = read(xlsx(f"{inside}</sheetData>", book_properties='<workbookPr date1904="1"/>'))
        assert book.date_1904
        assert book.sheets[0].rows[0].cells == (date(2025, 12, 9), datetime(2025, 12, 9, 18), 44538.0)

    def test_numbers_that_are_shown_with_zeros_keep_them(self):
        found = cells(
            xlsx(
                '<sheetData><row r="1"><c r="A1" s="2"><v>52574594231</v></c><c r="B1" s="3"><v>784057286</v></c>'
                '<c r="C1" s="2" t="n"><f>A1</f><v>7</v></c><c r="D1"><v>7</v></c></row></sheetData>'
            )
        )
        assert found == {1: ("052574594231", "0784057286", "000000000007", 7.0)}

    def test_a_month_that_was_typed_is_a_month(self):
        styles = STYLES.replace('<xf numFmtId="171"/>', '<xf numFmtId="17"/>')
        inside = '<sheetData><row r="1"><c r="A1" s="2"><v>{}</v></c></row></sheetData>'
        assert cells(xlsx(inside.format(46327), styles=styles)) == {1: ("11/2026",)}
        assert cells(xlsx(inside.format(44865), styles=styles, book_properties='<workbookPr date1904="1"/>')) == {1: ("11/2026",)}

    def test_xml_with_prefixes_and_single_quotes(self):
        row = "<x:row r='1' hidden='1'><x:c r='A1' t='e'><x:v>#N/A</x:v></x:c><x:c r='B1'><x:f>A1</x:f></x:c></x:row>"
        book = read(xlsx(f"<x:sheetData>{row}</x:sheetData>", root="x:worksheet"))
        assert [(row.cells, row.hidden) for row in book.sheets[0].rows] == [((ErrorCell("#N/A"), UnsavedFormula("A1")), True)]

    def test_texts_are_nfc_and_blank_ones_empty(self):
        row = text("A1", "Hoa\u0300 _x000D_x") + text("B1", "  ") + text("C1", "y")
        found = cells(xlsx(f'<sheetData><row r="1">{row}</row></sheetData>'))
        assert found == {1: ("Hoà \rx", None, "y")}

    def test_a_stray_cell_at_the_far_corner_is_read_calmly(self):
        found = cells(xlsx(f'<sheetData><row r="1">{text("A1", "a")}</row><row r="1048576">{text("XFD1048576", "x")}</row></sheetData>'))
        assert found[1] == ("a",)
        assert found[1_048_576] == (None,) * 16_383 + ("x",)

    def test_a_blank_cell_with_a_format_at_the_far_corner_does_not_count(self):
        found = cells(xlsx(f'<sheetData><row r="1">{text("A1", "a")}</row><row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'))
        assert found == {1: ("a",)}

    def test_what_calamine_refuses_is_read_by_openpyxl(self, monkeypatch):
        import python_calamine

        def refuse(*_):
            raise python_calamine.CalamineError("odd")

        class Refusing:
            from_filelike = staticmethod(refuse)

        content = xlsx(
            f'<sheetData><row r="2">{text("B2", "a")}<c r="C2" t="e"><v>#N/A</v></c><c r="D2" s="1"><v>46000</v></c></row></sheetData>',
            '<sheetData><row r="1"><c r="A1"><v>3</v></c></row></sheetData>',
            states=["", 'state="hidden"'],
        )
        monkeypatch.setattr(python_calamine, "CalamineWorkbook", Refusing)
        book = read(content)
        assert [sheet.visibility for sheet in book.sheets] == [Visibility.VISIBLE, Visibility.HIDDEN]
        assert [(row.number, row.cells) for row in book.sheets[0].rows] == [(2, (None, "a", ErrorCell("#N/A"), date(2025, 12, 9)))]

    def test_a_book_with_broken_styles_is_read_without_them(self):
        content = xlsx(f'<sheetData><row r="1">{text("A1", "a")}<c r="B1" s="1"><v>46000</v></c></row></sheetData>', styles="<cellXfs><xf")
        assert cells(content) == {1: ("a", 46000.0)}

    def test_macros_make_an_xlsm(self):
        parts = xlsx_parts(f'<sheetData><row r="1">{text("A1", "a")}</row></sheetData>')
        assert read(zipped(parts)).format == "xlsx"
        assert read(zipped({**parts, "xl/vbaProject.bin": b"x"})).format == "xlsm"

    def test_a_workbook_under_another_name(self):
        parts = xlsx_parts(f'<sheetData><row r="1">{text("A1", "a")}</row></sheetData>')
        parts = {name.replace("workbook.xml", "book2.xml"): content.replace("workbook.xml", "book2.xml") for name, content in parts.items()}
        assert read(zipped(parts)).sheets[0].rows[0].cells == ("a",)

    def test_openpyxl_and_this_reader_agree(self):
        rows = [
            ["Tên", 1, 2.5, True, date(2026, 1, 2), datetime(2026, 1, 2, 3, 4, 5), time(7, 30)],
            [None, "x", None, False, None, "=1+1"],
        ]
        book = Workbook()
        for row in rows:
            book.active.append(row)
        stream = io.BytesIO()
        book.save(stream)
        assert cells(stream.getvalue()) == {
            1: ("Tên", 1.0, 2.5, True, date(2026, 1, 2), datetime(2026, 1, 2, 3, 4, 5), time(7, 30)),
            2: (None, "x", None, False, None, UnsavedFormula("1+1")),
        }


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (784057286.0, "0000000000", "0784057286"),
        (784057286.0, '"0"0', "0784057286"),
        (784057286.0, '"0"#########', "0784057286"),
        (784057286.0, "0000\\ 000\\ 000", "0784 057 286"),
        (912345678.0, "0000-000-000", "0912-345-678"),
        (12.0, '"HS-"0000', "HS-0012"),
        (123456.0, "000", "123456"),
        (0.0, "000", "000"),
        (7.0, "00;-00;;@", "07"),
        (5.0, "0", None),
        (5.0, "General", None),
        (5.5, "000", None),
        (-5.0, "000", None),
        (15.0, '0 "ngày"', None),
        (46000.0, "dd/mm/yyyy", None),
        (1000.0, "#,##0", None),
        (0.5, "0.00%", None),
        (1.0, "0.000", None),
        (1.0, "", None),
        (46327.0, "mmm-yy", "11/2026"),
        (46327.0, '"Tháng "mm/yyyy', "11/2026"),
        (46328.0, "mm/yyyy", None),
        (46023.0, "yyyy", "2026"),
        (46327.0, "d/m/yy", None),
        (46327.0, "mm:ss", None),
    ],
)
def test_numbers_as_their_format_shows_them(value, code, text):
    assert shown(value, code) == text


class TestXls:
    def test_errors_hidden_rows_merges_and_zeros(self):
        formats = record(0x41E, struct.pack("<HHB", 170, 5, 0) + b"00000")
        formats += b"".join(record(0xE0, struct.pack("<HH16x", 0, code)) for code in (0, 170))
        packed = (46000 << 2 | 2) & 0xFFFFFFFF
        sheet = (
            record(0x208, struct.pack("<HHHHHHI", 1, 0, 3, 300, 0, 0, 0x20))
            + xls_text(1, 1, "Tên")
            + xls_number(1, 2, 12, 1)
            + record(0x205, struct.pack("<HHHBB", 1, 3, 0, 0x2A, 1))
            + record(0x06, struct.pack("<HHH8sHI", 2, 0, 0, b"\x03\0\0\0\0\0\xff\xff", 3, 0) + b"\0\0")
            + record(0x06, struct.pack("<HHH8sHI", 2, 1, 0, b"\x02\0\x07\0\0\0\xff\xff", 0, 0) + b"\0\0")
            + record(0x27E, struct.pack("<HHHI", 2, 2, 1, packed))
            + record(0xE5, struct.pack("<HHHHH", 1, 4, 5, 0, 1))
        )
        book = read(xls(sheet, before=formats))
        assert [(row.number, row.cells, row.hidden) for row in book.sheets[0].rows] == [
            (2, (None, "Tên", "00012", ErrorCell("#N/A")), True),
            (3, (UnsavedFormula(), ErrorCell("#DIV/0!"), "46000"), False),
        ]
        assert book.sheets[0].merges == (Merge(5, 6, 0, 1),)

    def test_sheets_and_dates_of_1904(self):
        formats = record(0x41E, struct.pack("<HHB", 170, 10, 0) + b"dd/mm/yyyy") + record(0x22, b"\1\0")
        formats += b"".join(record(0xE0, struct.pack("<HH16x", 0, code)) for code in (0, 170))
        book = read(xls(xls_number(0, 0, 44538, 1), xls_text(0, 0, "b"), before=formats, states=[0, 1]))
        assert book.date_1904
        assert book.sheets[0].rows[0].cells == (date(2025, 12, 9),)
        assert book.sheets[1].visibility is Visibility.HIDDEN

    def test_a_password_is_told(self):
        assert refused(xls(xls_text(0, 0, "a"), before=record(0x2F, b"\0" * 54))) == "workbook_password"
        assert refused(compound({"EncryptedPackage": b"x" * 5000, "EncryptionInfo": b"y" * 5000})) == "workbook_password"

    def test_another_compound_file_is_told(self):
        assert refused(compound({"WordDocument": b"x" * 5000})) == "unknown_file_kind"

    def test_cut_anywhere_it_is_refused_or_read(self):
        whole = compound({"Workbook": xls_stream([xls_text(0, 0, "a") * 300])})
        for end in range(8, len(whole), 611):
            assert answer(whole[:end]) in ("read", "not_a_workbook", "unknown_file_kind")


class TestBareXls:
    def test_as_small_web_programs_write_it(self):
        content = (
            record(0x809, struct.pack("<HHHH", 0, 0x10, 0, 0))
            + record(0x204, struct.pack("<HHHH", 1, 0, 0, len("Công văn".encode())) + "Công văn".encode())
            + record(0x203, struct.pack("<HHHd", 1, 2, 0, 2.5))
            + record(0x205, struct.pack("<HHHBB", 2, 1, 0, 0x2A, 1))
            + record(0x0A)
        )
        book = read(content)
        assert (book.format, book.encoding) == ("xls", "utf-8")
        assert [(row.number, row.cells) for row in book.sheets[0].rows] == [(2, ("Công văn", None, 2.5)), (3, (None, ErrorCell("#N/A")))]

    def test_as_excel_2_wrote_it(self):
        text_ = "C«ng v¨n sè mét".encode("cp1252")
        content = (
            record(0x09, struct.pack("<HH", 2, 0x10))
            + record(0x04, struct.pack("<HH3xB", 0, 0, len(text_)) + text_)
            + record(0x02, struct.pack("<HH3xH", 0, 1, 7))
            + record(0x06, struct.pack("<HH3x8s", 0, 2, b"\0\0\0\0\0\0\xff\xff"))
            + record(0x07, b"\5Ph\xdfng")
            + record(0x0A)
        )
        assert cells(content)[1] == ("Công văn số một", 7.0, "Phòng")

    def test_cut_or_of_several_sheets_it_is_refused(self):
        assert refused(record(0x809, struct.pack("<HHHH", 0, 5, 0, 0))) == "not_a_workbook"
        assert refused(record(0x809, struct.pack("<HHHH", 0, 0x10, 0, 0)) + b"\4\2\xff\0a") == "not_a_workbook"


class TestXlsb:
    def test_errors_hidden_rows_merges_and_zeros(self):
        styles = (
            xlsb_record(278)
            + xlsb_record(615, struct.pack("<I", 1))
            + xlsb_record(44, struct.pack("<H", 170) + xlsb_text("00000"))
            + xlsb_record(616)
            + xlsb_record(617, struct.pack("<I", 2))
            + xlsb_record(47, struct.pack("<HHHHHBBHH", 0xFFFF, 0, 0, 0, 0, 0, 0, 0, 0))
            + xlsb_record(47, struct.pack("<HHHHHBBHH", 0xFFFF, 170, 0, 0, 0, 0, 0, 0, 0))
            + xlsb_record(618)
            + xlsb_record(279)
        )
        sheet = (
            xlsb_row(2, hidden=True)
            + xlsb_cell(6, 1, xlsb_text("Tên"))
            + xlsb_cell(3, 2, b"\x2a")
            + xlsb_cell(5, 3, struct.pack("<d", 12), 1)
            + xlsb_cell(2, 4, struct.pack("<I", 7 << 2 | 2), 1)
            + xlsb_row(3)
            + xlsb_cell(2, 0, struct.pack("<I", 7 << 2 | 2))
        )
        merges = xlsb_record(177, struct.pack("<I", 1)) + xlsb_record(176, struct.pack("<IIII", 2, 3, 0, 1)) + xlsb_record(178)
        book = read(xlsb(sheet + merges, date_1904=True, styles=styles))
        assert (book.format, book.date_1904) == ("xlsb", True)
        assert [(row.number, row.cells, row.hidden) for row in book.sheets[0].rows] == [
            (3, (None, "Tên", ErrorCell("#N/A"), "00012", "00007"), True),
            (4, (7.0,), False),
        ]
        assert book.sheets[0].merges == (Merge(3, 4, 0, 1),)

    def test_a_cell_too_far_is_refused(self):
        far = xlsb_row(0) + xlsb_cell(6, 0, xlsb_text("a")) + xlsb_row(1_048_575) + xlsb_cell(6, 16_383, xlsb_text("x"))
        assert refused(xlsb(far)) == "sheet_too_wide"


def row_of(*inside, attributes=""):
    return f"<table:table-row {attributes}>{''.join(inside)}</table:table-row>"


def cell_of(kind="string", shown_text="", attributes=""):
    return f'<table:table-cell office:value-type="{kind}" {attributes}><text:p>{shown_text}</text:p></table:table-cell>'


def table_of(*rows, attributes='table:name="A"'):
    return f"<table:table {attributes}>{''.join(rows)}</table:table>"


class TestOds:
    def test_repeated_rows_and_cells(self):
        blank = '<table:table-cell table:number-columns-repeated="16384"/>'
        thrice = cell_of(shown_text="b", attributes='table:number-columns-repeated="3"')
        content = ods(
            table_of(
                row_of(blank, attributes='table:number-rows-repeated="4"'),
                row_of('<table:table-cell table:number-columns-repeated="2"/>', cell_of(shown_text="a"), blank),
                row_of(thrice, attributes='table:number-rows-repeated="2"'),
                row_of(blank, attributes='table:number-rows-repeated="1048569"'),
            )
        )
        assert cells(content) == {5: (None, None, "a"), 6: ("b",) * 3, 7: ("b",) * 3}

    @pytest.mark.parametrize(
        ("cell", "value"),
        [
            (cell_of("float", "1.234,5", 'office:value="1234.5"'), 1234.5),
            (cell_of("float", "0912345678", 'office:value="912345678"'), "0912345678"),
            (cell_of("float", "0912 345 678", 'office:value="912345678"'), "0912 345 678"),
            (cell_of("float", "0,5", 'office:value="0.5"'), 0.5),
            (cell_of("percentage", "50%", 'office:value="0.5"'), 0.5),
            (cell_of("date", "09/12/25", 'office:date-value="2025-12-09"'), date(2025, 12, 9)),
            (cell_of("date", "x", 'office:date-value="2025-12-09T17:00:00"'), datetime(2025, 12, 9, 17)),
            (cell_of("date", "30/02/26", 'office:date-value="2026-02-30"'), "30/02/26"),
            (cell_of("date", "11/2026", 'office:date-value="2026-11-01"'), "11/2026"),
            (cell_of("time", "07:30", 'office:time-value="PT07H30M00S"'), time(7, 30)),
            (cell_of("boolean", "TRUE", 'office:boolean-value="true"'), True),
            (cell_of("string", "#N/A", 'table:formula="of:=NA()" calcext:value-type="error"'), ErrorCell("#N/A")),
            (cell_of("float", "#DIV/0!", 'table:formula="of:=1/0" office:value="0"'), ErrorCell("#DIV/0!")),
            (cell_of("string", "", 'table:formula="of:=A1"'), None),
            ('<table:table-cell table:formula="of:=A1"/>', UnsavedFormula("of:=A1")),
            (cell_of(shown_text='a<text:s text:c="2"/>b<text:line-break/>c</text:p><text:p>d'), "a  b\nc\nd"),
            (cell_of(shown_text="a</text:p><office:annotation><text:p>lời</text:p></office:annotation><text:p>b"), "a\nb"),
        ],
    )
    def test_values(self, cell, value):
        assert cells(ods(table_of(row_of(cell, cell_of(shown_text="z"))))) == {1: (value, "z")}

    def test_hidden_merged_and_foreign(self):
        styles = '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
        book = read(
            ods(
                table_of(
                    row_of(
                        cell_of(shown_text="a", attributes='table:number-rows-spanned="2" table:number-columns-spanned="2"'),
                        "<table:covered-table-cell/>",
                        cell_of(shown_text="c"),
                        attributes='table:visibility="filter"',
                    ),
                    row_of('<table:covered-table-cell table:number-columns-repeated="2"/>', cell_of(shown_text="d")),
                )
                + table_of(row_of(cell_of(shown_text="e")), attributes='table:name="B" table:style-name="ta2"')
                + table_of("<table:table-source/>", row_of(cell_of(shown_text="f")), attributes='table:name="ngoài"'),
                styles=styles,
                settings='<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>',
            )
        )
        assert book.date_1904
        assert [(sheet.name, sheet.visibility.value) for sheet in book.sheets] == [("A", "visible"), ("B", "hidden")]
        assert book.sheets[0].merges == (Merge(1, 2, 0, 1),)
        assert [(row.cells, row.hidden) for row in book.sheets[0].rows] == [(("a", None, "c"), True), ((None, None, "d"), False)]

    def test_a_password_is_told(self):
        manifest = '<manifest:manifest xmlns:manifest="m"><manifest:encryption-data/></manifest:manifest>'
        assert refused(zipped({"content.xml": b"\x8f\x00\x12", "META-INF/manifest.xml": manifest})) == "workbook_password"


class TestTextKinds:
    def test_xml_spreadsheet_2003(self):
        written = (
            '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
            '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" '
            'xmlns:x="urn:schemas-microsoft-com:office:excel"><Worksheet ss:Name="Việc"><Table>'
            '<Row ss:Index="3"><Cell ss:Index="2" ss:MergeAcross="1"><Data ss:Type="String">Tên</Data></Cell>'
            '<Cell><Data ss:Type="Number">5</Data></Cell></Row>'
            '<Row ss:Hidden="1"><Cell><Data ss:Type="DateTime">2026-01-02T00:00:00.000</Data></Cell>'
            '<Cell><Data ss:Type="Error">#N/A</Data></Cell><Cell ss:Formula="=RC[1]"/><Cell><Data ss:Type="Boolean">1</Data></Cell></Row>'
            '</Table><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>'
            "</Worksheet></Workbook>"
        )
        book = read(written.encode())
        assert (book.format, book.sheets[0].name, book.sheets[0].visibility.value) == ("xml", "Việc", "hidden")
        assert [(row.number, row.cells, row.hidden) for row in book.sheets[0].rows] == [
            (3, (None, "Tên", None, 5.0), False),
            (4, (date(2026, 1, 2), ErrorCell("#N/A"), UnsavedFormula("=RC[1]"), True), True),
        ]
        assert book.sheets[0].merges == (Merge(3, 3, 1, 2),)

    def test_a_web_page_by_the_name_of_a_spreadsheet(self):
        page = (
            '<html><head><meta charset="utf-8"><style>td{color:red}</style></head><body><h1>DANH MỤC</h1>'
            '<table border=1><tr><th rowspan="2">STT</th><th colspan=2>Việc &amp; hạn</th></tr><tr><td>Việc</td><td>Hạn</td></tr>'
            "<tr><td>1<td>Rà soát<br>hồ sơ<td>01/02/2026</tr></table><p>Người lập</p></body></html>"
        )
        book = read(page.encode())
        assert book.format == "html"
        assert [(row.number, row.cells) for row in book.sheets[0].rows] == [
            (1, ("DANH MỤC",)),
            (2, ("STT", "Việc & hạn")),
            (3, (None, "Việc", "Hạn")),
            (4, ("1", "Rà soát\nhồ sơ", "01/02/2026")),
            (5, ("Người lập",)),
        ]
        assert book.sheets[0].merges == (Merge(2, 3, 0, 0), Merge(2, 2, 1, 2))

    def test_a_page_that_is_packed_as_a_letter(self):
        content = (
            b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary="x"\r\n\r\n'
            b"--x\r\nContent-Type: text/html; charset=utf-8\r\n"
            b"Content-Transfer-Encoding: quoted-printable\r\n\r\n<html><table><tr><td>Vi=E1=BB=87c</td><td>1</td></tr></table>=\r\n</html>"
            b"\r\n--x\r\nContent-Type: text/css\r\n\r\na{}\r\n--x--\r\n"
        )
        assert (read(content).format, cells(content)) == ("html", {1: ("Việc", "1")})
        assert refused(b"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nabc") == "unknown_file_kind"

    @pytest.mark.parametrize(
        "content",
        [b"%PDF-1.7 abc", b"{\\rtf1 abc}", bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n" + b"\0" * 100, b"<?xml version='1.0'?><svg/>"],
    )
    def test_what_is_no_table_is_refused(self, content):
        assert refused(content) == "unknown_file_kind"

    @pytest.mark.parametrize("content", [b"PK\x03\x04" + b"x" * 50, zipped({"word/document.xml": "<w/>"}), zipped({})])
    def test_another_zip_is_refused(self, content):
        assert refused(content) in ("not_a_workbook", "unknown_file_kind")

    def test_entities_are_refused(self):
        parts = xlsx_parts('<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>')
        parts["xl/workbook.xml"] = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + parts["xl/workbook.xml"]
        assert refused(zipped(parts)) == "not_a_workbook"
        assert MAIN in parts["xl/workbook.xml"]
