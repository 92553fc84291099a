"""Small tables and plans made by hand, for tests of the import window that need neither a file nor an office."""

from __future__ import annotations

from datetime import date, datetime

from models.intake.workbooks.book import Book, RawSheet, SheetRow, Visibility
from models.intake.workbooks.planned import Because, Change, Gone, Plan, PlannedRow, Problem, Repair, Verdict
from models.intake.workbooks.table import ColumnGuess, How, Layout, RowRole, Table, TableRow
from ui.workbooks.survey import Survey, survey

FIELDS = ("content", "source_number", "due_date", "lead")
HEADERS = ("Nhiệm vụ", "Văn bản giao", "Thời hạn", "CQ chủ trì")


def book(rows: tuple[SheetRow, ...] = ()) -> Book:
    """A workbook with a title, one header row and a total."""
    head = (
        SheetRow(1, ("UBND TỈNH GIA LAI",)),
        SheetRow(3, ("DANH MỤC NHIỆM VỤ THÁNG 11 NĂM 2026",)),
        SheetRow(6, HEADERS),
        SheetRow(7, ("(1)", "(2)", "(3)", "(4)")),
    )
    return Book(
        "Danh-muc-nhiem-vu-T11.xls",
        "00",
        20_000,
        "xls",
        (RawSheet("NV giao xã", Visibility.VISIBLE, (*head, *rows)),),
        old_fonts=(("tcvn3", 84),),
    )


def table(rows: tuple[TableRow, ...] = (), *, sure: bool = True) -> Table:
    """The same, understood."""
    columns = tuple(
        ColumnGuess(place, header, (name,), 1.0 if place else 0.7, How.NAME if place else How.LIKE)
        for place, (name, header) in enumerate(zip(FIELDS, HEADERS, strict=True))
    )
    roles = {1: RowRole.TITLE, 3: RowRole.TITLE, 6: RowRole.HEADER, 7: RowRole.COLUMN_NUMBERS, 90: RowRole.TOTAL, 91: RowRole.BLANK}
    layout = Layout("tasks", "NV giao xã", (6,), columns, roles, 8, 40, "f", sender="UBND tỉnh Gia Lai", year=2026, sure=sure)
    said = tuple(SheetRow(row.number, tuple(row.cells.get(name) for name in FIELDS)) for row in rows)
    return Table("tasks", book(said), layout, rows, field_columns={name: place for place, name in enumerate(FIELDS)})


def plan(**given: object) -> Plan:
    """One row of every kind, as on the drawn screen."""
    said = (
        ("Rà soát, công khai danh mục TTHC cấp xã", "2210/UBND-NC", "30/11/2026"),
        ("Báo cáo kết quả số hóa hồ sơ", "132/KH-UBND", "25/11/2026"),
        ("Kiểm tra công vụ tại bộ phận một cửa", "06/CT-UBND", "31/11/2026"),
        ("Tổng hợp khó khăn, vướng mắc gửi Phòng Nội vụ", "136/TB-UBND", "hằng tháng, ngày 20"),
        ("", "98/TB-UBND", "05/12/2026"),
        ("Niêm yết công khai đường dây nóng", "1575/QĐ-UBND", "15/11/2026"),
        ("Sửa chữa đường liên thôn", "12/KH-UBND", "12/12/2026"),
        ("Cập nhật phần mềm quản lý hộ tịch", "15/KH-UBND", "14/12/2026"),
    )
    rows = tuple(
        TableRow(8 + place, dict(zip(FIELDS, (*line, "UBND xã" if place != 6 else "UBND xã Hoài Hảo"), strict=True)))
        for place, line in enumerate(said)
    )

    def values(place: int, **more: object) -> dict[str, object]:
        content, number, _ = said[place]
        return {"content": content, "source_number": number, "lead": "UBND xã", **more}

    planned = (
        PlannedRow(8, Verdict.NEW, values(0, due_date=date(2026, 11, 30))),
        PlannedRow(
            9,
            Verdict.CHANGES,
            values(1, due_date=date(2026, 11, 25)),
            record_id=118,
            changes={"due_date": Change(date(2026, 11, 20), date(2026, 11, 25), date(2026, 11, 20))},
            because=Because.SAME_SOURCE,
        ),
        PlannedRow(10, Verdict.REJECTED, {}),
        PlannedRow(11, Verdict.NEW, values(3, due_text="hằng tháng, ngày 20", recurring="monthly")),
        PlannedRow(12, Verdict.REJECTED, {}),
        PlannedRow(13, Verdict.SAME, values(5, due_date=date(2026, 11, 15)), record_id=97, because=Because.SAME_CODE),
        PlannedRow(14, Verdict.SKIPPED, values(6, lead="UBND xã Hoài Hảo"), because=Because.NOT_OURS),
        PlannedRow(
            15,
            Verdict.SAME,
            values(7, due_date=date(2026, 12, 14)),
            record_id=99,
            changes={"due_date": Change(date(2026, 12, 20), date(2026, 12, 14), date(2026, 12, 14), ours_changed=True, kept=True)},
            because=Because.KEPT,
        ),
    )
    problems = (
        Problem(
            10,
            "C",
            "impossible_date",
            {"value": "31/11/2026"},
            field="due_date",
            repairs=(Repair("due_date", "30/11/2026"), Repair("due_date", "")),
        ),
        Problem(12, "A", "missing_content", field="content"),
    )
    whole = {"gone": (Gone(77, "Kiểm kê rừng quý III", 31),), **given}
    return Plan("tasks", table(rows), planned, problems, 1, **whole)  # type: ignore[arg-type]


def surveyed(**given: object) -> Survey:
    """The same, gone through."""
    return survey(plan(**given))


TAKEN_IN = datetime(2026, 11, 3, 8, 15)
