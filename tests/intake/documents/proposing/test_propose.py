"""What a reading means for one office: the entry as a register writes it, whose tasks are ours, who of us would lead."""

from datetime import date

import pytest

from models.intake.documents.document_text import DocumentText, Span
from models.intake.documents.found import SURE, Deadline, Found, FoundTask, Head, Reading
from models.intake.documents.proposing.departments import Departments
from models.intake.documents.proposing.propose import propose
from models.intake.documents.proposing.wording import as_content, as_registered, as_sender
from models.intake.wording.addressing import Addressed
from models.intake.wording.office_facts import OfficeFacts
from models.registers.staff import DepartmentRow, Staff, _key

NAMES = (
    "Văn phòng HĐND và UBND", "Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Trung tâm Phục vụ hành chính công", "Công an xã",
)  # fmt: skip
UNITS = {number: DepartmentRow(number, str(number), name, "", "", number, None) for number, name in enumerate(NAMES, 1)}
STAFF = Staff(UNITS, {}, {_key(unit.name): (unit.id, None) for unit in UNITS.values()})
FACTS = OfficeFacts("UBND xã Hoài Ân", "commune", "Gia Lai", departments=NAMES, today=date(2026, 11, 20), staff=STAFF)


def found(value, confidence=0.95, **more):
    return Found(value, (Span(0, 1),), confidence, **more)


def found_task(text="Rà soát", leads=(), others=(), day=None, words="", **more):
    deadline = Deadline(words, Span(5, 9), day, **more) if words else None
    return FoundTask(text, Span(0, len(text)), "Khoản 1", tuple(map(found, leads)), tuple(map(found, others)), deadline)


def proposed(*tasks, issuer="Ủy ban nhân dân tỉnh Gia Lai", text="", facts=FACTS, **head):
    reading = Reading(DocumentText(text), Head(is_document=True, issuing_agency=found(issuer), **head), tasks)
    return propose(reading, facts)


@pytest.mark.parametrize(
    ("agency", "written"),
    [
        ("Ủy ban nhân dân tỉnh Gia Lai", "UBND tỉnh Gia Lai"),
        ("Uỷ ban nhân dân xã Ân Hảo", "UBND xã Ân Hảo"),
        ("Văn phòng Hội đồng nhân dân và Ủy ban nhân dân", "Văn phòng HĐND và UBND"),
        ("Sở Y tế", "Sở Y tế"),
    ],
)
def test_agencies_are_written_as_in_registers(agency, written):
    assert as_registered(agency) == written


@pytest.mark.parametrize(
    ("agency", "parent", "written"),
    [
        ("Sở Y tế", "Ủy ban nhân dân tỉnh Gia Lai", "Sở Y tế"),
        ("Văn phòng", "Ủy ban nhân dân tỉnh Gia Lai", "Văn phòng UBND tỉnh Gia Lai"),
        ("Ban Tuyên giáo và Dân vận", "Tỉnh ủy Gia Lai", "Ban Tuyên giáo và Dân vận Tỉnh ủy Gia Lai"),
        ("Ban Quản lý Khu kinh tế", "Ủy ban nhân dân tỉnh Gia Lai", "Ban Quản lý Khu kinh tế"),
        ("Văn phòng UBND tỉnh Gia Lai", "Ủy ban nhân dân tỉnh Gia Lai", "Văn phòng UBND tỉnh Gia Lai"),
        ("Văn phòng Chính phủ", "", "Văn phòng Chính phủ"),
    ],
)
def test_a_body_that_many_agencies_have_goes_with_its_agency(agency, parent, written):
    assert as_sender(agency, parent) == written


@pytest.mark.parametrize(
    ("text", "leads", "others", "content"),
    [
        ("Rà soát quy trình.", [], [], "Rà soát quy trình"),
        ("Ủy ban nhân dân cấp xã rà soát, hoàn thiện quy trình./.", ["Ủy ban nhân dân cấp xã"], [], "Rà soát, hoàn thiện quy trình"),
        ("Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh kiểm tra thuốc;", ["Sở Y tế"], ["Công an tỉnh"], "Kiểm tra thuốc"),
        ("Sở Y tế có trách nhiệm: báo cáo kết quả hằng tháng", ["Sở Y tế"], [], "Báo cáo kết quả hằng tháng"),
        ("Các sở, ban, ngành và UBND cấp xã báo cáo kết quả", ["Các sở, ban, ngành", "UBND cấp xã"], [], "Báo cáo kết quả"),
        ("Chủ trì, phối hợp với Sở Y tế và nơi khác làm", ["UBND cấp xã"], ["Sở Y tế"], "Chủ trì, phối hợp với Sở Y tế và nơi khác làm"),
        ("Chủ trì, rà soát hồ sơ tồn đọng", ["UBND cấp xã"], [], "Rà soát hồ sơ tồn đọng"),
        ("Sở Y tế, các đơn vị liên quan kiểm tra", ["Sở Y tế"], [], "Sở Y tế, các đơn vị liên quan kiểm tra"),
        ("Nội dung thực hiện: Tổ chức phổ biến luật.", [], [], "Tổ chức phổ biến luật"),
        ("Sở Y tế báo cáo", ["Sở Y tế"], [], "Sở Y tế báo cáo"),
        ("Sở Y tế chủ trì, cùng với Sở Tài chính kiểm tra", ["Sở Y tế"], [], "Chủ trì, cùng với Sở Tài chính kiểm tra"),
        ("Các sở có đơn vị tại xã phối hợp rà soát", ["Các sở"], [], "Các sở có đơn vị tại xã phối hợp rà soát"),
    ],
)  # fmt: skip
def test_contents_do_not_repeat_the_names_that_have_fields(text, leads, others, content):
    assert as_content(found_task(text, leads, others)) == content


@pytest.mark.parametrize(
    ("kind", "before", "subject", "entered"),
    [
        ("Chỉ thị", "CHỈ THỊ\nVề việc ", "cải tiến lề lối làm việc", "Về việc cải tiến lề lối làm việc"),
        ("Chỉ thị", "**VỀ VIỆC** ", "Cải tiến lề lối làm việc", "Về việc cải tiến lề lối làm việc"),
        ("Thông báo", "THÔNG BÁO\n", "kết luận của Chủ tịch", "Kết luận của Chủ tịch"),
        ("Công văn", "V/v ", "báo cáo kết quả", "Báo cáo kết quả"),
        ("Công văn", "Về việc ", "báo cáo kết quả", "Báo cáo kết quả"),
        ("Quyết định", "Về việc ", "UBND cấp xã", "Về việc UBND cấp xã"),
    ],
)
def test_a_subject_keeps_its_about_where_the_document_has_it(kind, before, subject, entered):
    text = before + subject
    head = Head(document_type=found(kind), subject=Found(subject, (Span(len(before), len(text)),)))
    assert propose(Reading(DocumentText(text), head), FACTS).fields["subject"].value == entered


def test_the_fields_are_ready_for_the_entry():
    proposal = proposed(
        number=found("06 /CT-UBND"), issue_date=found("2026-11-18"), document_type=found("Chỉ thị"), signer=found("Trần  A", 0.5),
        signer_title=found("Phó Chủ tịch"), urgency=found("flash"), subject=found("x" * 700),
    )  # fmt: skip
    assert {name: each.value for name, each in proposal.fields.items()} == {
        "issuing_agency": "UBND tỉnh Gia Lai", "document_number": "06/CT-UBND", "issued_date": date(2026, 11, 18),
        "document_type": "Chỉ thị",
        "signer": "Trần A", "signer_title": "Phó Chủ tịch", "urgency": "flash", "subject": ("X" + "x" * 700)[:500],
    }  # fmt: skip
    assert not proposal.fields["signer"].found.sure


def test_of_a_secret_paper_only_what_may_be_kept():
    proposal = proposed(
        found_task(leads=["UBND cấp xã"]), secrecy=found("secret"), number=found("01/CT"), subject=found("x"), signer=found("Trần A")
    )
    assert set(proposal.fields) == {"issuing_agency", "document_number", "secrecy"}
    assert proposal.tasks == ()
    due = found_task(leads=["UBND cấp xã"], day=date(2026, 12, 4), words="trước ngày 05/12")
    proposal = proposed(due, secrecy=found("secret"), subject=found("x"))
    assert proposal.fields["due_date"].value == date(2026, 12, 4), "the register keeps by when"
    assert (set(proposal.fields), proposal.tasks) == ({"issuing_agency", "secrecy", "due_date"}, ())


@pytest.mark.parametrize(
    ("leads", "others", "addressed"),
    [
        (["UBND các xã, phường"], [], "lead"),
        (["Sở Nội vụ", "Chủ tịch UBND cấp xã"], [], "lead"),
        (["Các cơ quan, đơn vị, địa phương"], [], "lead"),
        (["UBND xã Hoài Ân"], [], "lead"),
        (["Sở Nội vụ"], ["UBND các xã, phường, đặc khu"], "coordinating"),
        (["Sở Nội vụ"], ["Sở Tài chính"], "others"),
        (["UBND xã Ân Hảo"], [], "others"),
        # what a province names without a place is the province's
        (["Văn phòng HĐND và UBND"], [], "others"),
        (["Công an"], [], "others"),
        (["Đồng chí Nguyễn Văn A"], [], "others"),
        (["Công an xã"], [], "lead"),
        ([], [], "nobody"),
    ],
)
def test_whose_a_task_of_the_province_is(leads, others, addressed):
    (task,) = proposed(found_task(leads=leads, others=others)).tasks
    assert (task.addressed, task.ticked) == (Addressed(addressed), addressed in ("lead", "coordinating"))


def test_in_our_own_papers_our_bodies_need_no_place_and_a_neighbours_are_not_ours():
    assert proposed(found_task(leads=["Phòng Kinh tế"]), issuer="UBND xã Hoài Ân").tasks[0].ticked
    assert not proposed(found_task(leads=["Công an xã"]), issuer="UBND xã Ân Hảo").tasks[0].ticked


def test_a_task_that_names_nobody_is_ours_where_the_document_is_addressed_to_us():
    (task,) = proposed(found_task(), addressees=(found("Sở Y tế"), found("UBND các xã, phường"))).tasks
    assert task.ticked
    assert "UBND các xã, phường" in task.because
    assert not proposed(found_task(), addressees=(found("Sở Y tế"),)).tasks[0].ticked


@pytest.mark.parametrize("who", ["các cơ quan, đơn vị", "Quý cơ quan", "Thủ trưởng các đơn vị", "các cơ quan, đơn vị liên quan"])
def test_the_bodies_of_a_letter_are_those_that_it_is_addressed_to(who):
    assert proposed(found_task(leads=[who]), addressees=(found("UBND các xã, phường"),)).tasks[0].ticked
    assert not proposed(found_task(leads=[who]), addressees=(found("Các sở, ban, ngành"),)).tasks[0].ticked


def test_ours_come_first_each_part_in_its_order():
    tasks = [found_task(f"Việc {number}", leads=[who]) for number, who in enumerate(["Sở Y tế", "UBND cấp xã", "Sở Nội vụ", "UBND các xã"])]
    assert [task.found.text for task in proposed(*tasks).tasks] == ["Việc 1", "Việc 3", "Việc 0", "Việc 2"]


def test_what_is_entered_of_a_task_that_we_lead():
    task = found_task(
        "Báo cáo kết quả giải ngân vốn đầu tư công về Sở Tài chính", leads=["UBND cấp xã", "Sở Tài chính"],
        others=["Sở Nội vụ", "Sở Nội vụ"],
        day=date(2026, 12, 9), words="trước ngày 10/12/2026", recurring="monthly",
    )  # fmt: skip
    (made,) = proposed(task).tasks
    entry = made.entry
    assert (entry.content, entry.source_clause) == (task.text, "Khoản 1")
    assert (entry.due_date, entry.due_text, entry.recurring) == (date(2026, 12, 9), "trước ngày 10/12/2026", "monthly")
    assert (entry.lead_department_id, entry.lead) == (2, "")
    assert [each.name for each in entry.coordinators] == ["Sở Nội vụ"]
    assert "giải ngân" in made.because


def test_what_is_entered_of_a_task_that_we_take_part_in():
    (made,) = proposed(found_task("Tuyên truyền phòng bệnh sốt xuất huyết", leads=["Sở Y tế"], others=["UBND cấp xã"])).tasks
    assert made.entry.lead == "Sở Y tế"
    assert [each.department_id for each in made.entry.coordinators] == [3]
    (made,) = proposed(found_task("Làm", leads=["Sở Y tế"], others=["UBND cấp xã"])).tasks
    assert [each.name for each in made.entry.coordinators] == ["UBND xã Hoài Ân"]


def test_a_body_of_ours_that_is_named_leads():
    (made,) = proposed(found_task("Giải ngân vốn đầu tư công", leads=["Công an xã"])).tasks
    assert made.entry.lead_department_id == made.sure_entry.lead_department_id == 5


def test_what_is_only_guessed_is_not_entered_unseen():
    lead, part = proposed(
        found_task("Giải ngân vốn đầu tư công", leads=["UBND cấp xã"]),
        found_task("Phòng bệnh sởi", leads=["Sở Y tế"], others=["UBND cấp xã"]),
    ).tasks
    assert (lead.entry.lead_department_id, lead.sure_entry.lead_department_id) == (2, None)
    assert [each.name for each in part.sure_entry.coordinators] == ["UBND xã Hoài Ân"]


def test_the_entry_is_due_when_the_first_of_our_tasks_is():
    tasks = [
        found_task(leads=["Sở Y tế"], day=date(2026, 11, 21), words="21/11"),
        found_task(leads=["UBND cấp xã"], day=date(2026, 12, 9), words="trước 10/12"),
        found_task(leads=["UBND cấp xã"], day=date(2026, 11, 30), words="trong tháng 11", confidence=0.9),
        found_task(leads=["UBND cấp xã"], day=date(2026, 11, 1), words="1/11"),
        found_task(leads=["UBND cấp xã"], words="thường xuyên"),
    ]
    due = proposed(*tasks).fields["due_date"]
    assert (due.value, due.found.spans, due.found.sure) == (date(2026, 11, 30), (Span(5, 9),), True)
    late = proposed(tasks[3]).fields["due_date"]
    assert (late.value, late.found.sure) == (date(2026, 11, 1), False)
    assert late.found.confidence < SURE
    assert "due_date" not in proposed(tasks[0], tasks[4]).fields


@pytest.mark.parametrize(
    ("text", "about", "name"),
    [
        ("Rà soát hồ sơ đất đai, cấp giấy chứng nhận", "", "Phòng Kinh tế"),
        ("Tuyên truyền tiêm chủng cho học sinh", "", "Phòng Văn hóa - Xã hội"),
        ("Số hóa hồ sơ, dịch vụ công trực tuyến tại bộ phận một cửa", "", "Trung tâm Phục vụ hành chính công"),
        ("Tiếp công dân, giải quyết khiếu nại, tố cáo", "", "Văn phòng HĐND và UBND"),
        ("Tấn công trấn áp tội phạm ma túy", "", "Công an xã"),
        ("Báo cáo kết quả", "phòng, chống thiên tai", "Phòng Kinh tế"),
        ("Báo cáo kết quả về Sở Y tế, Sở Tài chính và Đoàn Thanh niên", "", None),
        ("Xây dựng kế hoạch, tuyên truyền, thống kê dữ liệu, hỗ trợ doanh nghiệp", "", None),
        ("Đơn giản hóa thủ tục hành chính liên quan đến sản xuất, kinh doanh", "", "Trung tâm Phục vụ hành chính công"),
        ("Thực hiện chuyển đổi số", "", "Phòng Văn hóa - Xã hội"),
        ("Phát động phong trào thi đua", "", "Phòng Văn hóa - Xã hội"),
        ("Phòng cháy, chữa cháy rừng", "", "Phòng Kinh tế"),
        # as much for one as for another
        ("Bảo vệ môi trường trong năm học mới", "", None),
        ("Phòng chống bão; báo cáo", "", "Phòng Kinh tế"),
        ("Thuỷ lợi, HOÀ GIẢI, thủy sản", "", "Phòng Kinh tế"),
    ],
)
def test_who_of_us_would_lead(text, about, name):
    found = Departments(FACTS).propose(text, about)
    assert (found.name if found is not None else None) == name


def test_the_field_of_a_department_that_we_do_not_have_goes_to_no_other():
    units = {1: DepartmentRow(1, "1", "Phòng Kinh tế", "", "", 1, None)}
    departments = Departments(OfficeFacts("UBND xã A", staff=Staff(units, {}), today=date(2026, 11, 20)))
    assert departments.propose("Bảo đảm an ninh trật tự tại các trụ sở", "quản lý tài sản công") is None
    assert departments.propose("Kiểm kê tài sản công", "quản lý tài sản công") is not None


def test_a_department_that_ended_is_not_proposed():
    units = {1: DepartmentRow(1, "1", "Phòng Kinh tế", "", "", 1, date(2026, 1, 1))}
    facts = OfficeFacts("UBND xã A", staff=Staff(units, {}), today=date(2026, 11, 20))
    assert Departments(facts).propose("đất đai") is None
