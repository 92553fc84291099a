"""Rows of each kind: values, refusals, warnings, headings, cells that hold several fields."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.clock.working_days import DayKind
from models.intake.wording.addressing import Addressed
from models.intake.wording.office_facts import OfficeFacts
from models.intake.workbooks.cells import ErrorCell, UnsavedFormula
from models.intake.workbooks.values.readers import READERS
from models.intake.workbooks.values.refused import RowRefusedError
from models.registers.staff import DepartmentRow, Staff
from tests.intake.values.made_tables import FACTS, made_table, read

ERROR = ErrorCell("#N/A")
UNSAVED = UnsavedFormula("=B1")


def refused(kind, row, **options):
    with pytest.raises(RowRefusedError) as caught:
        read(kind, row, **options)
    return caught.value


# ----------------------------------------------------------------------------------------------------------- tasks


def test_a_task_as_the_province_writes_it():
    reading = read(
        "tasks",
        {
            "external_code": " NV-2026-0101 ", "content": "  Báo cáo\u00a0 kết quả\n",
            "source_number": "Công văn số: 3277 /UBND- KT ngày 8/10/2026 của UBND tỉnh",
            "assigned_date": datetime(2026, 10, 11), "due_date": "Trước ngày 21/12/2026", "lead": "UBND các xã, phường",
            "coordinating": "- Sở Y tế;\n- Sở Nội vụ.", "deliverable": "=HYPERLINK(1)", "note": "-", "status": "Đang thực hiện",
            "completed_date": None, "evidence_number": "Báo cáo số 12/BC-UBND ngày 05/11/2026", "progress_percent": 0.5,
        },
    )  # fmt: skip
    assert reading.values == {
        "external_code": "NV-2026-0101", "content": "Báo cáo kết quả", "source_number": "3277/UBND-KT", "source_date": date(2026, 10, 8),
        "source_agency": "UBND tỉnh",
        "assigned_date": date(2026, 10, 11), "due_date": date(2026, 12, 20), "due_text": "Trước ngày 21/12/2026",
        "recurring": None, "lead": "UBND các xã, phường", "coordinating": ("Sở Y tế", "Sở Nội vụ"), "deliverable": "=HYPERLINK(1)",
        "note": "",
        "status": "Đang thực hiện", "completed_date": None, "evidence_number": "12/BC-UBND", "evidence_date": date(2026, 11, 5),
        "progress_percent": 50.0,
    }  # fmt: skip
    assert (reading.addressed, reading.warnings) == (Addressed.LEAD, ())


def test_fields_without_a_column_are_not_there():
    assert read("tasks", {"content": "Việc"}).values == {"content": "Việc"}


def test_own_columns_of_a_document_come_before_what_its_cell_says():
    values = read(
        "tasks", {"content": "A", "source_number": "12/UBND ngày 1/1/2026 của Sở A", "source_date": "2/2/2026", "source_agency": "Sở B"}
    ).values
    assert (values["source_number"], values["source_date"], values["source_agency"]) == ("12/UBND", date(2026, 2, 2), "Sở B")


def test_a_document_without_a_number_keeps_its_words():
    values = read("tasks", {"content": "A", "source_number": "Chỉ đạo trực tiếp"}).values
    assert (values["source_number"], values["source_clause"]) == ("", "Chỉ đạo trực tiếp")


@pytest.mark.parametrize(
    ("sections", "row", "found"),
    [
        (("I. Chỉ thị số 23/CT-UBND ngày 11/09/2026 của Chủ tịch UBND tỉnh",), {}, {"source_number": "23/CT-UBND",
        "source_date": date(2026, 9, 11), "source_agency": "Chủ tịch UBND tỉnh"}),
        (("I. Chỉ thị số 23/CT-UBND ngày 11/09/2026",), {"source_number": "1/KH-UBND"}, {"source_number": "1/KH-UBND"}),
        (("II. Phòng Kinh tế",), {"lead": None}, {"lead": "Phòng Kinh tế"}),
        (("A. Phòng Kinh tế", "1. Công văn số 5/UBND ngày 1/2/2026"), {"lead": ""}, {"lead": "Phòng Kinh tế", "source_number": "5/UBND"}),
        (("II. Phòng Kinh tế",), {"lead": "Công an xã"}, {"lead": "Công an xã"}),
        (("II. Phòng Kinh tế (05 nhiệm vụ)",), {}, {"lead": "Phòng Kinh tế"}),
        (("Đơn vị chủ trì: Sở Y tế",), {"lead": None}, {"lead": "Sở Y tế"}),
        (("Giao Sở Nông nghiệp và Môi trường",), {}, {"lead": "Sở Nông nghiệp và Môi trường"}),
        (("III. Nhiệm vụ giao UBND các xã, phường chủ trì:",), {}, {"lead": "UBND các xã, phường"}),
        (("Nhiệm vụ UBND tỉnh giao",), {}, {"lead": None}),
        (("I. Lĩnh vực quốc phòng, an ninh",), {"lead": None}, {"lead": ""}),
        (("Nhiệm vụ tháng 12/2026",), {}, {"due_date": date(2026, 12, 31), "due_text": "Nhiệm vụ tháng 12/2026"}),
        (("Nhiệm vụ tháng 12/2026",), {"due_date": None}, {"due_date": None, "due_text": ""}),
    ],
)  # fmt: skip
def test_what_a_heading_gives_to_the_rows_under_it(sections, row, found):
    values = read("tasks", {"content": "Việc", **row}, sections=sections).values
    assert {name: values.get(name) for name in found} == found


def test_lead_and_coordinators_in_one_cell():
    reading = read(
        "tasks",
        {"content": "A", "lead": "Chủ trì: Thuế tỉnh. Phối hợp: Sở Nội vụ; UBND các xã, phường"},
        composites=(("lead", "coordinating"),),
    )
    assert (reading.values["lead"], reading.values["coordinating"]) == ("Thuế tỉnh", ("Sở Nội vụ", "UBND các xã, phường"))
    assert reading.addressed is Addressed.COORDINATING


@pytest.mark.parametrize(
    ("row", "code", "field"),
    [
        ({"content": None, "lead": "UBND cấp xã"}, "missing_content", "content"),
        ({"content": " - ", "lead": "UBND cấp xã"}, "missing_content", "content"),
        ({"content": ERROR}, "error_cell", "content"),
        ({"content": UNSAVED}, "formula_without_value", "content"),
        ({"content": "A", "due_date": "31/11/2026"}, "impossible_date", "due_date"),
        ({"content": "A", "due_date": UNSAVED}, "formula_without_value", "due_date"),
        ({"content": "A", "assigned_date": "30/02/2026"}, "impossible_date", "assigned_date"),
        ({"content": "A", "source_number": "1/UBND ngày 31/11/2026"}, "impossible_date", "source_number"),
        ({"content": "A", "source_date": "5/6/206"}, "impossible_date", "source_date"),
        ({"content": "A", "lead": "x" * 1001}, "too_long", "lead"),
        ({"content": "A", "external_code": "x" * 201}, "too_long", "external_code"),
    ],
)
def test_rows_that_cannot_become_a_task(row, code, field):
    error = refused("tasks", row)
    assert (error.code, error.field) == (code, field)


def test_in_a_list_of_our_house_a_lead_that_is_nobody_elses_is_ours():
    leads = ("Phòng Kinh tế", "Công an xã", "Trạm Y tế xã", "Tổ công nghệ số", "Sở Y tế")
    table = made_table("tasks", *({"content": "Việc", "lead": lead} for lead in leads))
    reader = READERS["tasks"](FACTS, table)
    assert [reader.read(row).addressed for row in table.rows] == [*[Addressed.LEAD] * 4, Addressed.OTHERS]
    assert read("tasks", {"content": "A", "lead": "Quản trị viên"}).addressed is Addressed.LEAD


def test_in_a_list_to_all_communes_a_lead_that_is_not_ours_is_another():
    leads = ("UBND các xã, phường", "Sở Y tế", "Thuế cơ sở 5", "Báo Gia Lai", "Phòng Kinh tế")
    table = made_table("tasks", *({"content": "Việc", "lead": lead} for lead in leads))
    reader = READERS["tasks"](FACTS, table)
    assert [reader.read(row).addressed for row in table.rows] == [Addressed.LEAD, *[Addressed.OTHERS] * 3, Addressed.LEAD]


def test_a_wrong_row_of_others_is_known_as_theirs():
    assert refused("tasks", {"content": "A", "due_date": "31/11/2026", "lead": "UBND các phường"}).addressed is Addressed.OTHERS
    assert refused("tasks", {"content": "", "lead": "UBND xã Hoài Ân"}).addressed is Addressed.LEAD


@pytest.mark.parametrize(
    ("row", "code", "field"),
    [
        ({"due_date": ERROR}, "error_cell", "due_date"),
        ({"note": UNSAVED}, "formula_without_value", "note"),
        ({"assigned_date": "đang chờ"}, "date_not_understood", "assigned_date"),
        ({"completed_date": "31/11/2026"}, "impossible_date", "completed_date"),
        ({"completed_date": "chưa xong"}, "date_not_understood", "completed_date"),
        ({"evidence_number": "BC số 1/BC-UBND ngày 31/11/2026"}, "impossible_date", "evidence_number"),
    ],
)
def test_cells_that_are_passed_over_are_named(row, code, field):
    reading = read("tasks", {"content": "A", **row})
    assert [(warning.code, warning.field) for warning in reading.warnings] == [(code, field)]


def test_the_columns_own_order_and_the_files_own_days():
    assert read("tasks", {"content": "A", "due_date": "12/31/2026"}, month_first=("due_date",)).values["due_date"] == date(2026, 12, 31)
    assert refused("tasks", {"content": "A", "due_date": "12/31/2026"}).code == "impossible_date"
    assert read("tasks", {"content": "A", "due_date": 44943}, date_1904=True).values["due_date"] == date(2027, 1, 18)
    assert read("tasks", {"content": "A", "due_date": "25/12"}, year=None).values["due_date"] == date(2026, 12, 25)


# -------------------------------------------------------------------------------------------------------- dossiers


def test_a_dossier_as_the_portal_writes_it():
    reading = read(
        "dossiers",
        {
            "dossier_code": " h21.88 - 261002 - 0293", "procedure_code": 2.00077, "procedure_name": "Chứng thực", "field": "Chứng thực",
            "applicant": "=2+5", "phone": 912345678.0, "address": "Thôn An Hậu", "channel": "Bưu  chính công ích",
            "received_at": "09:15 02/10/2026",
            "appointment_at": datetime(2026, 10, 5, 17, 30), "resolved_at": "2026-10-05T03:00:00Z", "returned_at": "01/01/1970",
            "status": "Có kết quả", "note": None,
        },
    )  # fmt: skip
    assert reading.values == {
        "dossier_code": "H21.88-261002-0293", "procedure_code": "2.000770", "procedure_name": "Chứng thực", "field": "Chứng thực",
        "applicant": "=2+5",
        "phone": "0912345678", "address": "Thôn An Hậu",
        "channel": 3, "received_at": datetime(2026, 10, 2, 9, 15), "appointment_at": datetime(2026, 10, 5, 17, 30),
        "resolved_at": datetime(2026, 10, 5, 10), "returned_at": None, "status": 9, "note": "",
    }  # fmt: skip
    assert reading.addressed is Addressed.LEAD


@pytest.mark.parametrize(
    ("row", "code", "value"),
    [
        ({"dossier_code": None, "applicant": "A"}, "missing_code", None),
        ({"dossier_code": "Chưa cấp mã"}, "bad_code", "Chưa cấp mã"),
        ({"dossier_code": "H21.88-2610-0012"}, "bad_code", "H21.88-2610-0012"),
        ({"dossier_code": ERROR}, "error_cell", "#N/A"),
        ({"dossier_code": UNSAVED}, "formula_without_value", None),
        ({"dossier_code": "H21.88-261002-0293", "received_at": "45/10/2026 10:00"}, "impossible_date", "45/10/2026 10:00"),
    ],
)
def test_rows_that_cannot_become_a_dossier(row, code, value):
    error = refused("dossiers", row)
    assert (error.code, error.facts.get("value")) == (code, value)


def test_a_state_nobody_knows_is_named_and_the_moments_tell():
    reading = read(
        "dossiers", {"dossier_code": "H21.88-261002-0293", "status": "Trễ hạn", "resolved_at": "05/10/2026", "returned_at": None}
    )
    assert reading.values["status"] == 9
    assert [(warning.code, warning.field) for warning in reading.warnings] == [("words_not_known", "status")]
    assert "status" not in read("dossiers", {"dossier_code": "H21.88-261002-0293", "received_at": "05/10/2026"}).values


def test_cells_of_a_dossier_that_hold_several_fields():
    code = {"dossier_code": "H21.88-261002-0293"}
    values = read("dossiers", {**code, "address": "Thôn An Hậu; ĐT: 0957167148"}, composites=(("address", "phone"),)).values
    assert (values["address"], values["phone"]) == ("Thôn An Hậu", "0957167148")
    values = read("dossiers", {**code, "applicant": "Lê Văn A, thôn An Hậu, xã Hoài Ân"}, composites=(("applicant", "address"),)).values
    assert (values["applicant"], values["address"]) == ("Lê Văn A", "thôn An Hậu, xã Hoài Ân")
    values = read(
        "dossiers",
        {**code, "applicant": "Lê Văn A\nĐịa chỉ: thôn An Hậu\nSĐT: 0957167148"},
        composites=(("applicant", "address", "phone"),),
    ).values
    assert (values["applicant"], values["address"], values["phone"]) == ("Lê Văn A", "thôn An Hậu", "0957167148")
    values = read(
        "dossiers", {**code, "procedure_code": "1.004194 - Đăng ký tạm trú"}, composites=(("procedure_code", "procedure_name"),)
    ).values
    assert (values["procedure_code"], values["procedure_name"]) == ("1.004194", "Đăng ký tạm trú")


def test_a_code_of_another_form_stays_as_it_is_written():
    assert read("dossiers", {"dossier_code": "H21.88-261002-0293", "procedure_code": "NB.01"}).values["procedure_code"] == "NB.01"


def test_the_field_of_dossiers_may_stand_over_them():
    row = {"dossier_code": "H21.88-261002-0293"}
    assert read("dossiers", row, sections=("II. Lĩnh vực: Hộ tịch",)).values["field"] == "Hộ tịch"
    assert "field" not in read("dossiers", row, sections=("Tháng 10",)).values


# ------------------------------------------------------------------------------------------------------ directives

PAPER = {"arrival_date": "02/09/2026", "issuing_agency": "UBND tỉnh", "subject": "Về việc X"}


def test_a_document_as_the_book_has_it():
    values = read(
        "directives",
        {
            "arrival_date": "02/09/2026", "arrival_number": 854.0, "issuing_agency": " UBND  tỉnh Gia Lai",
            "document_number": "0343 /CT-UBND",
            "issued_date": "28/08/2026", "document_type": "CV", "subject": "V/v mời họp", "recipient": "Phòng Kinh tế;\nCông an xã",
            "forwarded_date": "03/9/2026", "note": "x",
        },
    ).values  # fmt: skip
    assert values == {
        "arrival_date": date(2026, 9, 2), "arrival_number": 854, "arrival_suffix": "", "issuing_agency": "UBND tỉnh Gia Lai",
        "document_number": "0343/CT-UBND", "issued_date": date(2026, 8, 28), "document_type": "Công văn", "subject": "mời họp",
        "recipient": "Phòng Kinh tế; Công an xã", "forwarded_date": date(2026, 9, 3), "note": "x",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "number", "kind", "subject"),
    [
        ("Chỉ thị về việc tăng cường", "343/CT-UBND", "Chỉ thị", "về việc tăng cường"),
        ("CV v/v triển khai", "2392/UBND-KT", "Công văn", "triển khai"),
        ("V/v triển khai", "2392/UBND-KT", "Công văn", "triển khai"),
        ("Tăng cường kiểm tra", "12/KH-UBND", "Kế hoạch", "Tăng cường kiểm tra"),
    ],
)
def test_type_and_subject_in_one_column(cell, number, kind, subject):
    values = read("directives", {**PAPER, "subject": cell, "document_number": number}, composites=(("subject", "document_type"),)).values
    assert (values["document_type"], values["subject"]) == (kind, subject)


def test_a_whole_document_in_one_column():
    row = {"arrival_date": "02/09/2026", "subject": "X", "document_type": "Công văn số 12/UBND-TH ngày 01/9/2026 của UBND tỉnh"}
    values = read("directives", row, composites=(("document_type", "document_number", "issued_date", "issuing_agency"),)).values
    assert (values["document_type"], values["document_number"], values["issued_date"], values["issuing_agency"]) == (
        "Công văn", "12/UBND-TH", date(2026, 9, 1), "UBND tỉnh",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "number", "day"),
    [
        ("0343 /CT-UBND", "0343/CT-UBND", None),
        ("Số: 05/ CT - UBND", "05/CT-UBND", None),
        ("Công văn số 12/UBND-TH ngày 01/9/2026", "12/UBND-TH", date(2026, 9, 1)),
        ("12/UBND-TH (01/9/2026)", "12/UBND-TH", date(2026, 9, 1)),
        (1133.0, "1133", None),
        ("Không số", "", None),
        ("161/2025/QĐ-UBND", "161/2025/QĐ-UBND", None),
        ("57-NQ/TW", "57-NQ/TW", None),
    ],
)
def test_numbers_of_documents(cell, number, day):
    values = read("directives", {**PAPER, "document_number": cell}).values
    assert (values["document_number"], values["issued_date"]) == (number, day)


def test_number_and_day_of_arrival_in_one_column():
    row = {"arrival_number": "854 - 02/09/2026", "issuing_agency": "UBND tỉnh", "subject": "X"}
    values = read("directives", row, composites=(("arrival_number", "arrival_date"),)).values
    assert (values["arrival_number"], values["arrival_date"]) == (854, date(2026, 9, 2))


def test_recipient_and_day_in_one_column():
    row = {**PAPER, "recipient": "Phòng Kinh tế (ngày 03/9/2026)"}
    values = read("directives", row, composites=(("recipient", "forwarded_date"),)).values
    assert (values["recipient"], values["forwarded_date"]) == ("Phòng Kinh tế", date(2026, 9, 3))


def test_a_bare_day_of_arrival_takes_the_month_over_it():
    assert read("directives", {**PAPER, "arrival_date": 2.0}, sections=("Tháng 9/2026",)).values["arrival_date"] == date(2026, 9, 2)
    assert read("directives", {**PAPER, "arrival_date": "02"}, sections=("THÁNG 9",)).values["arrival_date"] == date(2026, 9, 2)


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"subject": None}, "missing_content", "subject"),
        ({"subject": ERROR}, "error_cell", "subject"),
        ({"issuing_agency": ""}, "missing_content", "issuing_agency"),
        ({"arrival_date": None}, "missing_content", "arrival_date"),
        ({"arrival_date": "31/09/2026"}, "impossible_date", "arrival_date"),
        ({"issued_date": "29/02/2026"}, "impossible_date", "issued_date"),
        ({"arrival_number": "abc"}, "bad_code", "arrival_number"),
        ({"subject": "x" * 501}, "too_long", "subject"),
    ],
)
def test_rows_that_cannot_become_a_document(change, code, field):
    error = refused("directives", {**PAPER, **change})
    assert (error.code, error.field) == (code, field)


def test_an_arrival_number_with_its_letter_or_year():
    values = read("directives", {**PAPER, "arrival_number": "0117a"}).values
    assert (values["arrival_number"], values["arrival_suffix"]) == (117, "a")
    assert read("directives", {**PAPER, "arrival_number": "854/2026"}).values["arrival_number"] == 854


# ------------------------------------------------------------------------------------------------------ catalogues


def test_a_procedure_as_the_catalogue_has_it():
    row = {
        "code": "1,004194",
        "name": " Đăng ký  tạm trú",
        "processing_time": "Không quá 05 ngày làm việc",
        "managing_ministry": "Bộ Công an",
    }
    assert read("procedures", row, sections=("V. Lĩnh vực Cư trú",)).values == {
        "code": "1.004194", "name": "Đăng ký tạm trú", "field": "Cư trú", "processing_value": 5.0, "processing_unit": "working_day",
        "managing_ministry": "Bộ Công an",
    }  # fmt: skip


def test_the_unit_of_a_time_may_stand_in_the_name_of_its_column():
    row = {"code": "1.004194", "name": "A", "processing_time": 5.0}
    values = read("procedures", row, headers={"processing_time": "Thời hạn giải quyết (ngày làm việc)"}).values
    assert values["processing_unit"] == "working_day"
    assert read("procedures", {**row, "processing_unit": "giờ"}).values["processing_unit"] == "hour"
    assert "processing_value" not in read("procedures", {**row, "processing_time": None}).values


@pytest.mark.parametrize(
    ("row", "code", "field"),
    [
        ({"code": None, "name": "A"}, "missing_code", "code"),
        ({"code": "4194", "name": "A"}, "bad_code", "code"),
        ({"code": "1.00419x", "name": "A"}, "bad_code", "code"),
        ({"code": "1.004194", "name": None}, "missing_content", "name"),
        ({"code": ERROR, "name": "A"}, "error_cell", "code"),
    ],
)
def test_rows_that_cannot_become_a_procedure(row, code, field):
    error = refused("procedures", row)
    assert (error.code, error.field) == (code, field)


def test_a_text_that_lost_its_zeros_is_completed_in_a_text_table_only():
    short, whole = {"code": "2.00077", "name": "A"}, {"code": "2.000810", "name": "B"}
    assert read("procedures", short, form="csv").values["code"] == "2.000770"
    assert refused("procedures", short).code == "bad_code"
    assert read("procedures", {**short, "code": 2.00077}).values["code"] == "2.000770"
    table = made_table("procedures", short, whole, form="csv")
    with pytest.raises(RowRefusedError, match="bad_code"):
        READERS["procedures"](FACTS, table).read(table.rows[0])


def test_officials_and_their_departments():
    unit = DepartmentRow(3, "u", "Phòng Kinh tế", "Phòng KT", "", 0, None)
    facts = OfficeFacts("UBND xã Hoài Ân", staff=Staff({3: unit}, {}, {"phong kinh te": (3, None)}))
    row = {"name": " Nguyễn  Văn A", "title": "Chuyên viên", "phone": 912345678.0, "department": "phòng kinh tế"}
    assert read("staff", row, facts=facts).values == {
        "name": "Nguyễn Văn A",
        "title": "Chuyên viên",
        "phone": "0912345678",
        "department_id": 3,
    }
    assert read("staff", {"name": "B"}, facts=facts, sections=("II. Phòng Kinh tế",)).values["department_id"] == 3
    assert refused("staff", {"name": "A", "department": "Phòng Lạ"}, facts=facts).code == "unknown_department"
    assert refused("staff", {"name": ""}, facts=facts).code == "missing_content"


def test_special_days():
    row = {"date": "02/9/2026", "kind": "Nghỉ lễ", "name": "Quốc khánh"}
    assert read("calendar", row).values == {"date": date(2026, 9, 2), "kind": DayKind.HOLIDAY, "name": "Quốc khánh"}
    assert read("calendar", {"date": "02/9/2026", "kind": "holiday"}).values["name"] == "Nghỉ lễ"
    for change, code in (
        ({"date": "31/9/2026"}, "impossible_date"),
        ({"date": "mai"}, "impossible_date"),
        ({"date": None}, "missing_content"),
        ({"kind": "lạ"}, "bad_code"),
    ):
        assert refused("calendar", {**row, **change}).code == code


# -------------------------------------------------------------------------------------------------------- anything

CELLS = ["31/11/2026", "trước 1/1/2027", "1.004194", "H21.88-261002-0293", "UBND xã", "12/UBND"]
ANYTHING = st.one_of(
    st.none(), st.text(max_size=30), st.floats(allow_nan=True), st.integers(-10, 10**9), st.booleans(), st.datetimes(), st.dates(),
    st.times(), st.timedeltas(), st.just(ERROR), st.just(UNSAVED), st.sampled_from(CELLS),
)  # fmt: skip
FIELDS = {
    "tasks": ["content", "external_code", "source_number", "source_date", "assigned_date", "due_date", "lead", "coordinating", "note",
    "completed_date",
              "evidence_number", "evidence_date", "progress_percent"],
    "dossiers": ["dossier_code", "procedure_code", "phone", "address", "status", "channel", "received_at", "resolved_at", "applicant"],
    "directives": ["arrival_date", "arrival_number", "issuing_agency", "document_number", "issued_date", "document_type", "subject",
    "recipient", "due_date"],
    "procedures": ["code", "name", "field", "processing_time", "processing_unit"],
    "staff": ["name", "department", "phone"],
    "calendar": ["date", "kind", "name"],
}  # fmt: skip


@pytest.mark.parametrize("kind", FIELDS)
@given(data=st.data())
def test_no_row_breaks_a_reader(kind, data):
    row = data.draw(st.fixed_dictionaries(dict.fromkeys(FIELDS[kind], ANYTHING)))
    sections = tuple(data.draw(st.lists(st.text(max_size=20), max_size=2)))
    table = made_table(kind, row, sections=sections)
    reader = READERS[kind](FACTS, table)
    refusals: list[RowRefusedError] = []
    try:
        assert reader.read(table.rows[0]).values
    except RowRefusedError as error:
        refusals.append(error)
    assert all(error.field in FIELDS[kind] and error.addressed is not None for error in refusals)
