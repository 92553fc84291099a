"""What the names over columns mean."""

import pytest

from models.intake.workbooks.table import How
from models.intake.workbooks.understanding.matching import matches
from models.intake.workbooks.understanding.names import KEY, NEEDED, bare_name, fields_of, known_names
from ui.field_names import FIELDS


def best(kind, *names):
    """The fields of the best meaning of a name, the groups over it before it."""
    found = matches(kind, names[-1], names[:-1])
    return "+".join(found[0].meaning.fields) if found else None


@pytest.mark.parametrize(
    ("header", "bare"),
    [
        ("2. Hạn xử lý (*)\n(dd/mm/yyyy)", "Hạn xử lý"),
        (" CƠ QUAN  CHỦ TRÌ\xa0", "CƠ QUAN CHỦ TRÌ"),
        ("(1) Nội dung", "Nội dung"),
        ("Thời hạn giải quyết (ngày làm việc)", "Thời hạn giải quyết"),
        ("(*)", "(*)"),
        ("Nội dung*", "Nội dung"),
    ],
)
def test_hints_stars_and_numbers_are_no_part_of_a_name(header, bare):
    assert bare_name(header) == bare


@pytest.mark.parametrize(
    ("kind", "names", "fields"),
    [
        ("tasks", ["Nội dung nhiệm vụ"], "content"),
        ("tasks", ["NO\u0323\u0302I DUNG NHIE\u0323\u0302M VU\u0323 (*)"], "content"),
        ("tasks", ["Noi dung nhiem vu"], "content"),
        ("tasks", ["CQ chủ trì"], "lead"),
        ("tasks", ["Hạn XL"], "due_date"),
        ("tasks", ["Thời gian", "Giao"], "assigned_date"),
        ("tasks", ["Thời gian", "Hoàn thành"], "due_date"),
        ("tasks", ["Văn bản giao nhiệm vụ", "Ngày"], "source_date"),
        ("tasks", ["Văn bản báo cáo kết quả", "Số, ký hiệu"], "evidence_number"),
        ("tasks", ["Văn bản báo cáo kết quả", "Ngày"], "evidence_date"),
        ("tasks", ["Cơ quan chủ trì, phối hợp"], "lead+coordinating"),
        ("tasks", ["Tỷ lệ hoàn thành (%)"], "progress_percent"),
        ("tasks", ["Lĩnh vực"], ""),
        ("tasks", ["STT"], ""),
        ("dossiers", ["MaTTHC"], "procedure_code"),
        ("dossiers", ["Nhận và trả kết quả", "Trả"], "returned_at"),
        ("dossiers", ["Địa chỉ/SĐT"], "address+phone"),
        ("dossiers", ["Cán bộ xử lý"], ""),
        ("dossiers", ["Số CCCD"], ""),
        ("directives", ["Đến", "Ngày"], "arrival_date"),
        ("directives", ["Đến", "Số"], "arrival_number"),
        ("directives", ["Văn bản", "Ngày"], "issued_date"),
        ("directives", ["Tên loại và trích yếu nội dung"], "document_type+subject"),
        (
            "directives",
            ["Tên loại, số, ký hiệu, ngày, tháng và tên cơ quan, tổ chức ban hành văn bản"],
            "document_type+document_number+issued_date+issuing_agency",
        ),
        ("procedures", ["Thời hạn giải quyết (ngày làm việc)"], "processing_time"),
        ("procedures", ["Thời hạn giải quyết", "Đơn vị tính"], "processing_unit"),
        ("staff", ["HỌ TÊN"], "name"),
    ],
)
def test_known_names(kind, names, fields):
    assert best(kind, *names) == fields
    assert matches(kind, names[-1], tuple(names[:-1]))[0].how is How.NAME


@pytest.mark.parametrize(
    ("kind", "name", "field"),
    [
        ("tasks", "Nội dung nhiệm vụ được giao cho các địa phương", "content"),
        ("tasks", "Nội dug nhiệm vụ", "content"),
        ("tasks", "Cơ quan, đơn vị được phân công chủ trì", "lead"),
        ("tasks", "Thời hạn phải hoàn thành", "due_date"),
        ("tasks", "Lý do chưa hoàn thành, vướng mắc", "obstacle"),
        ("dossiers", "Họ và tên chủ hồ sơ", "applicant"),
        ("dossiers", "Trạng thái hồ sơ hiện tại", "status"),
        ("directives", "Trích yếu nội dung văn bản đến", "subject"),
        ("procedures", "Mã hồ sơ TTHC trên cơ sở dữ liệu quốc gia", "code"),
    ],
)
def test_names_that_are_nearly_known(kind, name, field):
    found = matches(kind, name)[0]
    assert (found.meaning.fields, found.how) == ((field,), How.LIKE)
    assert 0.66 <= found.confidence < 1


@pytest.mark.parametrize("text", ["", "  ", "***", "2026", "Hoài Ân", "x" * 5000, "Báo cáo " * 40])
def test_other_texts_mean_nothing(text):
    assert [match for match in matches("tasks", text) if match.meaning.fields] == []


@pytest.mark.parametrize("kind", NEEDED)
def test_every_field_has_a_name_that_is_shown(kind):
    assert {*NEEDED[kind], KEY[kind]} <= set(fields_of(kind)) <= FIELDS.keys()
    assert set(known_names(kind).values()) <= set(fields_of(kind))
