"""What is a task and what is none, by kinds of documents and habits of speaking."""

from __future__ import annotations

import pytest

from models.intake.documents.document_text import DocumentText, Span
from models.intake.documents.found import Found, Head
from models.intake.documents.tasks.instructions import find_instructions
from models.intake.documents.tasks.items import Context
from models.intake.documents.tasks.structure import items_of


def _told(text: str, *, kind: str = "Chỉ thị", issuer: str = "Ủy ban nhân dân tỉnh Lào Cai", addressees: tuple[str, ...] = ()) -> list[str]:
    """The first words of the tasks of a text."""
    body = Span(0, len(text))
    head = Head(
        is_document=True,
        document_type=Found(kind),
        issuing_agency=Found(issuer),
        addressees=tuple(Found(name) for name in addressees),
        body=body,
    )
    document = DocumentText(text)
    found = find_instructions(Context(document, head, items_of(document, body)))
    return [" ".join(" ".join(each.item.flat.split()).split()[:4]) for each in found]


DIRECTIVE = """Thời gian qua, các cấp, các ngành đã có nhiều cố gắng trong công tác phòng cháy, chữa cháy rừng.
Để chủ động, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:
1. Chủ tịch UBND các xã, phường:
a) Kiện toàn Ban Chỉ huy cấp xã.
b) Cấm đốt nương trong những ngày nắng nóng.
c) Chịu trách nhiệm trước Chủ tịch UBND tỉnh nếu để xảy ra cháy rừng.
2. Sở Tài chính bố trí kinh phí thực hiện.
3. Đề nghị Ủy ban MTTQ Việt Nam tỉnh phối hợp tuyên truyền.
4. Chi cục Kiểm lâm
Trực tiếp theo dõi, cảnh báo hằng ngày.
Giao Sở Nông nghiệp và Môi trường theo dõi, đôn đốc việc thực hiện Chỉ thị này.
Yêu cầu Thủ trưởng các sở, ngành nghiêm túc tổ chức triển khai thực hiện Chỉ thị này; quá trình thực hiện có vướng mắc báo cáo UBND tỉnh./.
"""


def test_points_of_a_directive_are_tasks_and_its_ends_are_none() -> None:
    assert _told(DIRECTIVE) == [
        "Kiện toàn Ban Chỉ",
        "Cấm đốt nương trong",
        "Sở Tài chính bố",
        "Đề nghị Ủy ban",
        "Trực tiếp theo dõi,",
        "Giao Sở Nông nghiệp",
    ]


PLAN = """UBND tỉnh ban hành kế hoạch như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích: Nâng cao nhận thức.
2. Yêu cầu
- Các sở, ngành tổ chức thực hiện thiết thực, hiệu quả.
II. NỘI DUNG
1. Vệ sinh môi trường
- Tổ chức thu gom rác thải.
- Trung tâm Kiểm soát bệnh tật tỉnh hỗ trợ các địa phương xét nghiệm.
III. KINH PHÍ
1. Bố trí từ ngân sách tỉnh.
2. Sở Tài chính chủ trì bố trí kinh phí.
IV. TỔ CHỨC THỰC HIỆN
1. Sở Y tế
- Hướng dẫn chuyên môn.
- Tổng hợp, báo cáo UBND tỉnh.
2. UBND các xã, phường: Huy động lực lượng hỗ trợ người dân.
3. Đối với đội ngũ cộng tác viên
Tuyên truyền đến từng hộ gia đình.
"""


def test_a_plan_gives_work_only_to_whom_it_names() -> None:
    assert _told(PLAN, kind="Kế hoạch") == [
        "Trung tâm Kiểm soát",
        "Sở Tài chính chủ",
        "Hướng dẫn chuyên môn.",
        "Tổng hợp, báo cáo",
        "UBND các xã, phường:",
        "Tuyên truyền đến từng",
    ]


DECISION = """Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;
QUYẾT ĐỊNH:
Điều 1. Thành lập Tổ công tác gồm các ông (bà) có tên sau:
1. Ông Nguyễn Văn A, Chủ tịch UBND xã - Tổ trưởng;
Điều 2. Nhiệm vụ, quyền hạn của Tổ công tác
1. Rà soát hồ sơ tồn đọng.
Điều 3. Sở Nội vụ là cơ quan thường trực, có trách nhiệm tham mưu Quy chế hoạt động.
Điều 4. Bộ phận giúp việc tự giải thể sau khi hoàn thành nhiệm vụ.
Điều 5. Quyết định này có hiệu lực kể từ ngày ký.
Điều 6. Chánh Văn phòng, Giám đốc Sở Nội vụ chịu trách nhiệm thi hành Quyết định này./.
"""


def test_of_a_decision_only_what_it_gives_to_do() -> None:
    assert _told(DECISION, kind="Quyết định") == ["Sở Nội vụ là"]


@pytest.mark.parametrize("kind", ["Báo cáo", "Tờ trình"])
def test_reports_and_proposals_ask_nothing(kind: str) -> None:
    assert _told("V. NHIỆM VỤ\n1. Giao Sở Nội vụ chủ trì rà soát.\n2. Đề nghị Bộ Nội vụ sớm ban hành văn bản.\n", kind=kind) == []


LETTER = """Để có cơ sở tổng hợp, Sở Nội vụ đề nghị UBND các xã, phường thực hiện một số nội dung sau:
1. Báo cáo kết quả năm 2025.
2. Tự đánh giá, chấm điểm trên phần mềm.
Trong quá trình thực hiện, nếu có vướng mắc, đề nghị các đơn vị phản ánh về Sở Nội vụ.
Chi tiết xin liên hệ đồng chí A, chuyên viên.
Rất mong nhận được sự phối hợp của quý cơ quan./.
"""


def test_points_of_a_letter_are_told_by_the_sentence_that_opens_them() -> None:
    assert _told(LETTER, kind="Công văn", issuer="Sở Nội vụ", addressees=("UBND các xã, phường",)) == [
        "Báo cáo kết quả",
        "Tự đánh giá, chấm",
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Giao Sở Xây dựng chủ trì kiểm tra hồ sơ, báo cáo UBND tỉnh.", True),
        ("Ủy quyền cho Giám đốc Sở Nội vụ ký quyết định.", True),
        ("Đề nghị quý cơ quan gửi báo cáo trước ngày 15/10/2025.", True),
        ("Để tổng hợp báo cáo, UBND xã yêu cầu các thôn gửi danh sách trước ngày 20/11/2025.", True),
        ("Căn cứ quy định tại khoản 4 Điều 14; giao Sở Nông nghiệp và Môi trường rà soát danh mục.", True),
        ("Ngày 05/11/2025 UBND xã đã ban hành Công văn số 380 yêu cầu các thôn báo cáo kết quả.", False),
        ("Theo đề nghị của Giám đốc Sở Tài chính tại Công văn số 287/STC-HCSN.", False),
        ("Đề nghị Thường trực HĐND tỉnh xem xét, quyết định./.", False),
        ("Kính đề nghị UBND tỉnh quan tâm, chỉ đạo./.", False),
        ("Văn phòng Chính phủ thông báo để các Bộ, cơ quan biết, thực hiện./.", False),
        ("Ủy ban nhân dân xã thông báo để Nhân dân được biết./.", False),
        ("Đề nghị Thủ trưởng các đơn vị nghiêm túc thực hiện./.", False),
        ("Yêu cầu các đơn vị nghiêm túc triển khai, báo cáo kết quả trước ngày 15/12/2025.", True),
        ("Đề nghị các đồng chí đến dự đúng thành phần, thời gian.", False),
        ("Trên đây là kết luận của Chủ tịch UBND phường.", False),
        ("Ghi nhận, biểu dương các sở, ngành đã tích cực triển khai.", False),
        ("Chủ tịch UBND các xã chịu trách nhiệm toàn diện trước Chủ tịch UBND tỉnh về tính chính xác của số liệu.", False),
    ],
)
def test_sentences_of_running_text(sentence: str, expected: bool) -> None:
    assert bool(_told(sentence + "\n", kind="Công văn")) is expected


def test_who_answers_for_a_task_does_not_undo_it() -> None:
    text = "3. UBND các xã, phường thành lập Tổ công tác trước ngày 08/9/2025; chịu trách nhiệm trước UBND tỉnh về tiến độ.\n"
    assert _told("Chủ tịch UBND tỉnh yêu cầu:\n" + text) == ["UBND các xã, phường"]
    assert _told("Chủ tịch UBND tỉnh yêu cầu:\n3. Sở Nội vụ chịu trách nhiệm trước UBND tỉnh về tiến độ.\n") == []


def test_another_lead_in_an_item_is_another_task() -> None:
    text = (
        "1. Về thu ngân sách: Giao Phòng Kinh tế rà soát các khoản nợ; các khu phố tuyên truyền, vận động. Thuế cơ sở 3 đôn đốc thu nợ.\n"
    )
    assert _told("Chủ tịch UBND phường kết luận như sau:\n" + text, kind="Thông báo") == [
        "Về thu ngân sách:",
        "các khu phố tuyên",
        "Thuế cơ sở 3",
    ]


@pytest.mark.parametrize(
    "item",
    [
        "1. Giao Sở Xây dựng chủ trì, phối hợp các sở, ngành; Ủy ban nhân dân các xã có liên quan, có trách nhiệm theo dõi.",
        "1. Sở Tư pháp rà soát văn bản. Sở Tư pháp tổng hợp, báo cáo UBND tỉnh.",
        "1. Cục Thuế kiểm tra đối với các doanh nghiệp lớn; các doanh nghiệp có phát sinh hoàn thuế; hộ kinh doanh.",
    ],
)
def test_partners_objects_and_the_same_lead_split_nothing(item: str) -> None:
    assert len(_told(f"Chủ tịch UBND tỉnh yêu cầu:\n{item}\n")) == 1


def test_to_whom_all_is_said_is_no_other_lead() -> None:
    text = (
        "1. Rà soát hồ sơ hoàn thuế. Cục Thuế các tỉnh chủ động lập kế hoạch kiểm tra.\n"
        "2. Giao Sở Tài chính bố trí kinh phí. Sở Nội vụ theo dõi.\n"
    )
    opener = "Tổng cục Thuế yêu cầu Cục Thuế các tỉnh, Sở Nội vụ thực hiện các nội dung sau:\n"
    assert _told(opener + text, kind="Công văn") == ["Rà soát hồ sơ", "Giao Sở Tài chính", "Sở Nội vụ theo"]


def test_a_point_that_opens_a_list_of_things_is_the_task() -> None:
    text = "1. Sở Tư pháp:\na) Tuyên truyền, phổ biến đến cán bộ, nhân dân các nội dung:\n- Luật Nhà giáo;\n- Luật Việc làm.\n"
    assert _told(text) == ["Tuyên truyền, phổ biến"]


def test_slips_of_a_scan_are_read() -> None:
    text = (
        "Chủ tịch Uỷ ban nhân dân tỉnh yêu câu:\n1. UBND các huyện, thành phô kiện toàn Ban chỉ đạo.\n2. Sở Tài chính tô chức kiêm tra.\n"
    )
    assert len(_told(text)) == 2


def test_in_the_part_that_assigns_the_work_headings_are_units_known_or_not() -> None:
    text = """III. TỔ CHỨC THỰC HIỆN
1. Khối biên tập chương trình
- Phân công giảng viên hướng dẫn.
2. Nhà in Minh Tân đảm bảo giấy mực.
3. Kinh phí thực hiện.
"""
    assert _told(text, kind="Kế hoạch") == ["Phân công giảng viên", "Nhà in Minh Tân"]
    assert _told(text.replace("TỔ CHỨC THỰC HIỆN", "NỘI DUNG"), kind="Kế hoạch") == []


CITED = """Tại khoản 2 Điều 9 Nghị định số 181/2025/NĐ-CP của Chính phủ quy định:
“2. Cơ quan thuế có trách nhiệm:
a) Tiếp nhận hồ sơ đề nghị hoàn thuế;
b) Cơ quan thuế phải giải quyết hồ sơ trong thời hạn 40 ngày.”
Tại Điều 12 Thông tư số 69/2025/TT-BTC quy định như sau:
1. Cơ quan thuế thông báo bằng văn bản cho người nộp thuế.
Căn cứ các quy định nêu trên, đề nghị Thuế tỉnh Bắc Ninh rà soát hồ sơ thực tế để xử lý.
"""


def test_the_wording_of_a_law_is_no_task() -> None:
    assert _told(CITED, kind="Công văn", issuer="Cục Thuế", addressees=("Thuế tỉnh Bắc Ninh",)) == ["Căn cứ các quy"]


def test_of_a_circular_only_who_carries_it_out() -> None:
    text = """Điều 5. Hồ sơ
1. Cơ quan đăng ký kinh doanh cấp giấy chứng nhận trong 03 ngày.
Điều 9. Tổ chức thực hiện
1. Bộ Tài chính hướng dẫn việc thực hiện Thông tư.
"""
    assert _told(text, kind="Thông tư", issuer="Bộ Nội vụ") == ["Bộ Tài chính hướng"]


def test_a_reply_that_explains_gives_no_work() -> None:
    text = """Sở Xây dựng có ý kiến như sau:
1. Tuyến đường do Sở Xây dựng quản lý, đã được đầu tư hệ thống chiếu sáng.
2. Đề nghị UBND xã Văn Giang rà soát, cân đối nguồn vốn.
"""
    assert _told(text, kind="Công văn", issuer="Sở Xây dựng", addressees=("UBND xã Văn Giang",)) == ["Đề nghị UBND xã"]


def test_a_slip_passes_a_matter_on() -> None:
    assert _told(
        "Chủ tịch UBND xã chuyển đơn đến Phòng Kinh tế để kiểm tra, tham mưu giải quyết.\n", kind="Phiếu chuyển", issuer="UBND xã Tân Lập"
    )


def test_a_lead_behind_the_task_makes_it_one() -> None:
    text = """II. NỘI DUNG
1. An toàn thông tin
- Xây dựng phương án ứng cứu (Công an tỉnh chủ trì).
- Tổ chức diễn tập do Sở Y tế chủ trì.
- Tuyên truyền.
"""
    assert _told(text, kind="Kế hoạch") == ["Xây dựng phương án", "Tổ chức diễn tập"]


APPROVAL = """Điều 1. Phê duyệt dự án đầu tư xây dựng với các nội dung sau:
1. Chủ đầu tư: UBND xã Bảo Hà.
2. Nội dung đầu tư:
- Trạm Y tế xây dựng mới 02 tầng.
- Trường tiểu học sửa chữa 08 phòng học.
3. Tổ chức thực hiện:
a) UBND xã Bảo Hà triển khai dự án theo quy định.
Điều 2. Giao Sở Tài chính bố trí vốn.
"""


def test_what_is_approved_is_described_not_ordered() -> None:
    assert _told(APPROVAL, kind="Quyết định") == ["UBND xã Bảo Hà", "Giao Sở Tài chính"]


def test_semicolons_in_brackets_part_no_tasks() -> None:
    text = "II. NỘI DUNG\n1. Bản đồ số\n- Xây dựng bản đồ (Sở Công Thương chủ trì; các phường, xã phối hợp).\n- Truyền thông.\n"
    assert _told(text, kind="Kế hoạch") == ["Xây dựng bản đồ"]


def test_to_inspect_is_a_deed_not_a_body() -> None:
    text = "II. NỘI DUNG\n1. Quản lý\n- Thanh tra, kiểm tra hoạt động thương mại.\n- Thanh tra tỉnh kiểm tra hoạt động thương mại.\n"
    assert _told(text, kind="Kế hoạch") == ["Thanh tra tỉnh kiểm"]


def test_behind_a_colon_a_verb_may_be_capital() -> None:
    text = "III. PHÂN CÔNG NHIỆM VỤ\n1. Tổ Văn phòng: Chuẩn bị hội trường.\n2. Kế toán: Dự trù kinh phí.\n3. Tình hình: Ổn định.\n"
    assert _told(text, kind="Kế hoạch") == ["Tổ Văn phòng: Chuẩn", "Kế toán: Dự trù"]


def test_what_was_asked_in_another_writing_is_told_not_asked() -> None:
    text = "Ngày 05/11/2025, Sở Nội vụ có Công văn số 480/SNV-CCHC đề nghị các cơ quan, đơn vị gửi báo cáo.\n"
    assert _told(text, kind="Công văn") == []


def test_a_sentence_may_end_with_a_number() -> None:
    text = "Chủ tịch kết luận:\n1. Thống nhất chủ trương sửa chữa nhà văn hóa ấp 3. Phòng Kinh tế lập dự toán.\n"
    assert len(_told(text, kind="Thông báo")) == 1


def test_grounds_of_an_answer_ask_for_nothing() -> None:
    text = """Cục Thuế có ý kiến như sau:
Căn cứ tại Điều 34 Luật Quản lý thuế quy định về trách nhiệm của cơ quan thuế thực hiện kiểm tra;
Căn cứ quy định nêu trên, trường hợp doanh nghiệp có dự án đầu tư thì được hoàn thuế.
Đề nghị Thuế tỉnh Quảng Trị trao đổi với Sở Tài chính để xác định cụ thể.
"""
    assert _told(text, kind="Công văn", issuer="Cục Thuế", addressees=("Thuế tỉnh Quảng Trị",)) == ["Đề nghị Thuế tỉnh"]


def test_points_without_stops_are_tasks_though_a_paragraph_follows() -> None:
    text = """Sở Y tế đề nghị:
1. Tuyên truyền các biện pháp phòng dịch
2. Cho phép người bệnh nghỉ điều trị tại nhà cho đến khi khỏi
3. Báo cáo tình hình sức khỏe hằng tuần
Gửi báo cáo về: Trung tâm Kiểm soát bệnh tật
"""
    assert _told(text, kind="Công văn", issuer="Sở Y tế", addressees=("Sở Nội vụ",)) == [
        "Tuyên truyền các biện",
        "Báo cáo tình hình",
        "Gửi báo cáo về:",
    ]


def test_a_paragraph_between_orders_tells_what_somebody_must_do() -> None:
    text = """Giao Công an phường tổng rà soát các cơ sở cho thuê trọ.

Ủy ban MTTQ phường phải kiên trì tuyên truyền.

Giao Văn phòng Đảng ủy thường xuyên kiểm tra.
"""
    assert len(_told(text, kind="Thông báo", issuer="Đảng ủy phường Tân Phú")) == 3
    assert _told("Ủy ban MTTQ phường phải kiên trì tuyên truyền.", kind="Công văn") == []


def test_another_order_in_the_next_sentence_is_another_task() -> None:
    text = "1. Yêu cầu Công ty A nộp ngân sách 56 tỷ đồng. Đối với các khoản còn nợ, giao Sở Tài chính rà soát hồ sơ để giải ngân.\n"
    assert len(_told(text, kind="Thông báo")) == 2


def test_who_issues_a_resolution_stresses_and_orders_nothing_by_it() -> None:
    text = "Điều 1. Hội đồng nhân dân tỉnh tán thành báo cáo, đồng thời nhấn mạnh:\n1. Đẩy mạnh cải cách.\n"
    assert _told(text, kind="Nghị quyết", issuer="Hội đồng nhân dân tỉnh Bình Phước") == []


def test_a_request_without_content_is_left_out_of_the_one_behind_it() -> None:
    text = "Điều 2. Giao Ủy ban nhân dân tỉnh tổ chức thực hiện; giao Thường trực Hội đồng nhân dân tỉnh giám sát việc thực hiện.\n"
    assert _told(text, kind="Nghị quyết") == ["giao Thường trực Hội"]


def test_a_paragraph_with_a_body_and_a_day_asks() -> None:
    text = "Kết thúc Ngày hội, Ban Công tác Mặt trận các thôn báo cáo kết quả chậm nhất ngày 25/11/2025.\n"
    assert _told(text, kind="Kế hoạch") == ["Kết thúc Ngày hội,"]


def test_the_wording_of_a_circular_asks_for_nothing() -> None:
    text = """Tổng cục Thuế yêu cầu Cục Thuế các tỉnh thực hiện một số nội dung sau:
Tại khoản 2 Điều 20 Thông tư số 80/2021/TT-BTC quy định: “...

- Đề xuất của Thủ trưởng cơ quan thuế...

- Thực hiện kiểm tra tại trụ sở người nộp thuế...”

Khẩn trương triển khai kế hoạch thanh tra.
"""
    assert _told(text, kind="Công văn", issuer="Tổng cục Thuế", addressees=("Cục Thuế các tỉnh",)) == ["Khẩn trương triển khai"]


def test_agreement_in_the_first_sentence_hides_no_order_in_the_next() -> None:
    text = "Phó Thủ tướng kết luận:\n1. Đồng ý chủ trương. Giao Bộ Xây dựng chỉ đạo Tổng công ty B thực hiện theo pháp luật.\n"
    assert len(_told(text, kind="Thông báo", issuer="Văn phòng Chính phủ")) == 1


def test_the_only_request_of_a_letter_is_a_task() -> None:
    only = "Đề nghị Cục Thuế các tỉnh triển khai thực hiện Hiệp định theo đúng các quy định đã nêu trên.\n"
    other = "1. Đề nghị Cục Thuế các tỉnh rà soát hồ sơ, báo cáo Tổng cục.\n"
    tax = ("Cục Thuế các tỉnh",)
    assert _told(only, kind="Công văn", addressees=tax) == ["Đề nghị Cục Thuế"]
    assert _told(other + only, kind="Công văn", addressees=tax) == ["Đề nghị Cục Thuế"]
    assert _told(only, kind="Thông báo", addressees=tax) == []


def test_what_is_told_so_that_somebody_does_it_is_a_task() -> None:
    text = "Tổng cục Thuế thông báo để Cục Thuế {}.\n"
    assert len(_told(text.format("tổ chức tuyên truyền và phân công cán bộ"), kind="Thông báo", issuer="Tổng cục Thuế")) == 1
    assert _told(text.format("biết, thực hiện"), kind="Thông báo", issuer="Tổng cục Thuế") == []
    assert _told(text.format("triển khai thực hiện"), kind="Thông báo", issuer="Tổng cục Thuế") == []


def test_what_is_said_of_some_is_no_task() -> None:
    text = "Đề nghị các Cục Thuế thực hiện:\n- Một số Cục Thuế có tỷ lệ hoàn thành thấp như sau: A, B.\n- Rà soát hồ sơ.\n"
    assert _told(text, kind="Công văn", addressees=("Các Cục Thuế",)) == ["Rà soát hồ sơ."]


def test_what_the_sender_will_do_and_what_was_told_are_no_tasks() -> None:
    text = """Tổng cục Thuế yêu cầu Cục Thuế các tỉnh thực hiện các nội dung sau:
1. Đối với công tác tổng hợp, báo cáo kết quả thương mại điện tử.
- Trong khi Tổng cục Thuế đã chỉ đạo rà soát, đôn đốc, nhiều Cục Thuế chưa báo cáo.
- Rà soát lại số liệu.
- Tổng cục Thuế sẽ định kỳ tổng hợp, rà soát các Cục Thuế.
"""
    assert _told(text, kind="Công văn", issuer="Tổng cục Thuế", addressees=("Cục Thuế các tỉnh",)) == ["Rà soát lại số"]


def test_comrades_may_be_asked() -> None:
    text = "Do thời gian gấp, trân trọng đề nghị Đồng chí nghiên cứu, cho ý kiến, gửi về Văn phòng trước 20h00 ngày 25 tháng 5 năm 2025.\n"
    assert len(_told(text, kind="Công văn", addressees=("Các đồng chí Ủy viên",))) == 1


def test_responsibility_for_the_document_itself_is_no_task() -> None:
    text = """Bộ trưởng Bộ Xây dựng yêu cầu:
1. Sở Xây dựng tổ chức kiểm tra.
Thủ trưởng các đơn vị thuộc Bộ có trách nhiệm tổ chức thực hiện nghiêm túc Chỉ thị này. Giao Cục Giám định theo dõi, tổng hợp.
"""
    assert _told(text, issuer="Bộ Xây dựng") == ["Sở Xây dựng tổ", "Giao Cục Giám định"]


def test_a_request_for_reports_is_one_task_with_the_day_behind_its_list() -> None:
    text = """Bộ Nội vụ đề nghị quý Bộ, ngành báo cáo các nội dung sau đây:
1. Tình hình sử dụng biên chế.
2. Đề xuất nhu cầu biên chế.
Báo cáo gửi về Bộ Nội vụ trước ngày 20/7/2025 để tổng hợp.
"""
    assert _told(text, kind="Công văn", issuer="Bộ Nội vụ", addressees=("Các Bộ",)) == ["Bộ Nội vụ đề"]


def test_a_sentence_about_what_the_sender_is_doing_is_no_heading() -> None:
    text = "Sở Xây dựng đang lập Chương trình. Để có cơ sở, đề nghị UBND các xã cung cấp thông tin:\n- Quỹ đất dự kiến.\n- Số hộ.\n"
    assert _told(text, kind="Công văn", issuer="Sở Xây dựng", addressees=("UBND các xã",)) == ["Để có cơ sở,"]


def test_a_point_over_others_of_its_number_is_a_heading() -> None:
    text = """Văn phòng yêu cầu các Vụ thực hiện các nội dung sau:
1. Lãnh đạo, chỉ đạo rà soát pháp luật; tăng cường giám sát theo quy định.
1.1. Vụ Pháp luật rà soát văn bản.
1.2. Tăng cường kiểm tra.
"""
    assert _told(text, kind="Kế hoạch", issuer="Văn phòng Quốc hội") == ["Vụ Pháp luật rà", "Tăng cường kiểm tra."]


def test_the_title_of_a_block_is_the_task_where_its_bullet_tells_only_how() -> None:
    text = """II. NỘI DUNG
5.1. Xây dựng kế hoạch tuyên truyền
- Đơn vị chủ trì: Ban Thường trực.
5.2. Tổ chức thực hiện công tác tuyên truyền về bầu cử
- Đa dạng, phong phú, phù hợp với từng nhóm đối tượng.
- Đơn vị chủ trì: Ban Công tác Mặt trận các thôn.
"""
    assert _told(text, kind="Kế hoạch") == ["Xây dựng kế hoạch", "Tổ chức thực hiện"]


def test_an_order_behind_an_agreement_in_one_sentence_is_found() -> None:
    text = "Ban Thường vụ kết luận:\n1. Đồng ý về chủ trương điều chỉnh; giao Đảng ủy UBND tỉnh chỉ đạo hoàn thiện hồ sơ.\n"
    assert len(_told(text, kind="Kết luận", issuer="Tỉnh ủy Quảng Ninh")) == 1


def test_while_carrying_out_is_a_condition() -> None:
    text = "Các Cục thực hiện:\n2. Trong khi triển khai, nếu phát hiện nghi ngờ, đề nghị Cục Thuế lập danh sách gửi về Tổng cục.\n"
    assert len(_told(text, kind="Công văn", issuer="Tổng cục Thuế", addressees=("Cục Thuế",))) == 1


def test_a_request_with_a_day_behind_what_is_told_of_those_concerned_is_a_task() -> None:
    text = "1. Mục đích:\n- Mỗi đơn vị cử 02 cán bộ. Đề nghị các đơn vị gửi danh sách trước ngày 20/9/2012.\n"
    assert _told(text, kind="Công văn") == ["Đề nghị các đơn"]


def test_a_paragraph_behind_an_order_tells_the_addressee_more() -> None:
    text = """Bộ Giáo dục đề nghị các Sở Giáo dục chỉ đạo xây dựng ngân hàng câu hỏi.

Đối với các môn học đánh giá bằng nhận xét, Sở Giáo dục hướng dẫn các trường xây dựng ma trận.
"""
    assert len(_told(text, kind="Công văn", issuer="Bộ Giáo dục và Đào tạo", addressees=("Các Sở Giáo dục",))) == 2


def test_both_clauses_of_a_paragraph_with_bodies_of_their_own_are_tasks() -> None:
    text = "UBND các xã có trách nhiệm hướng dẫn nhân dân treo cờ; Thủ trưởng các cơ quan chỉ đạo, kiểm tra việc treo cờ.\n"
    assert len(_told(text, kind="Thông báo")) == 2
