"""Rules of the shape of a document: what stands at the beginning of a line and makes it an item, and the lines of a plan's blocks."""

from __future__ import annotations

import re

from models.intake.documents.rules import Rule
from models.intake.documents.tasks.one_line import MARKED, plain_letters

# Small and capital letters: the marked ones of both stand mixed in Unicode, so that no range tells them apart.
LOWER = f"a-z{MARKED}đ"
UPPER = "A-Z" + LOWER[3:].upper()

# Marks of bold and italic letters, of headings and quotations in texts of web pages, before a number or bullet.
_MARKS = r"[\s*_#>“\"]*"

PART_RULES = (
    Rule(
        "part_word",
        rf"{_MARKS}(?:phần|chương|mục)\s+(?:thứ\s+\w+|[IVX]{{1,6}}|\d{{1,2}}|[A-Z])(?=[\s.:*]|$)[.:\s*]*",
        "PHẦN I. DANH MỤC PHƯƠNG ÁN",
    ),
    Rule("part_letter", rf"{_MARKS}(?P<number>[A-HĐ])[.)]\s+(?=[*\s]*[{UPPER}])", "A. ĐÁNH GIÁ TÌNH HÌNH", re.NOFLAG),
    Rule(
        "part_roman",
        rf"{_MARKS}(?!V/v)(?P<number>[IVX]{{1,6}})\s?[.)/:\-–]\s*(?=[*\s]*[^\W\d_]|$)",
        "**III.\nĐÁNH GIÁ NGUY CƠ SAU LỤT BÃO**",
        re.NOFLAG,
    ),
    Rule("part_roman_slip", rf"{_MARKS}(?P<number>[IVXH1l]{{2,4}})\.\s+(?=[*\s]*[{UPPER}]{{2}})", "IH. TỔ CHỨC THỰC HIỆN", re.NOFLAG),
    Rule(
        "part_roman_bare",
        rf"{_MARKS}(?!XI MĂNG)(?P<number>[IVXHL1l]{{1,5}})[.,:]?\s+(?=[*\s]*[{UPPER}]{{2,}},?[ \t]+[{UPPER}]{{2,}})",
        "II NỘI DUNG",
        re.NOFLAG,
    ),
)
ARTICLE_RULES = (Rule("article", rf"{_MARKS}Đi[ềêểế]u\s+(?P<number>\d{{1,3}}[a-zđ]?)\s*[.:][.:\s*]*", "**Điều 2. **Đại học Công nghiệp"),)
NUMBER_RULES = (
    Rule(
        "number_deep", rf"{_MARKS}(?P<number>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})[.):*]?\s+(?=[*\s]*[^\W\d_]|$)", "**2.1.\nTrách nhiệm chung**"
    ),
    Rule(
        "number", rf"{_MARKS}(?P<number>\d{{1,2}})[*]*\s?[.)/]+[\s*]*(?=[\"“(*]*[^\W\d_]|[\s*]+\d|[*\s]*$)", "**3**. 100% các xã, phường bố"
    ),
    Rule("number_slip", rf"{_MARKS}(?P<number>\d{{1,2}})[,:;]\s+(?=[*\s]*[{UPPER}])", "5, Đối với các đự án chậm tiến độ", re.NOFLAG),
    Rule(
        "number_dash", rf"{_MARKS}(?P<number>\d{{1,2}})\s?[-–]\s*(?=[*\s]*[{UPPER}][{LOWER}])", "1- Về khắc phục hậu quả mưa lũ", re.NOFLAG
    ),
    Rule("number_brackets", rf"{_MARKS}\((?P<number>\d{{1,2}}|[ivx]{{1,4}})\)\s*(?=[*\s]*[^\W\d_]|$)", "(1) Rà soát, tổng hợp danh sách"),
)
LETTER_RULES = (
    Rule("letter", rf"{_MARKS}(?P<number>(?!(?-i:[A-ZĐ]))[^\W\d_]\d?)\s?\)[\s*]*(?=\S|$)", "a) Tổ chức xây dựng kế hoạch"),
    Rule("letter_dot", rf"{_MARKS}(?P<number>[a-zđ](?:\.\d{{1,2}})?)[./]\s+(?=[*\s]*[{UPPER}])", "a. Sở Tài chính", re.NOFLAG),
)
BULLET_RULES = (
    Rule("bullet_star", r"\s*(?P<number>\*{1,3})\s+(?=[^\s*])", "* Về công tác tuyên truyền"),
    Rule(
        "bullet_dash",
        rf"[\s*_]*(?P<number>[-–—−])[*_]*(?:\s+|(?=[*]*[{UPPER}])|$)(?![-–—−_=*\s]*$)(?!\d+\s*[-–]\s*$)",
        "*- Đơn vị chủ trì: *Sở Tư pháp.",
        re.NOFLAG,
    ),
    Rule("bullet_dash_alone", r"[\s*_]*(?P<number>[-–—−])\s*$", "-"),
    Rule("bullet_plus", r"[\s*_]*(?P<number>\+)\s*(?=\S|$)", "+ Tiến độ thực hiện dự án;"),
    Rule("bullet_dot", r"[\s*_]*(?P<number>[•●▪·◦○■□➢►✓])\s*(?=\S|$)", "• Triển khai tuyên truyền"),
    Rule("bullet_slip", rf"[\s*_]*(?P<number>[~«»„¬]|__|>)\s+(?=[{UPPER}][{LOWER}])", "~ Rà soát các quy định", re.NOFLAG),
)
# A dash before one of these is inside a name that the line broke.
BROKEN_NAME = Rule(
    "broken_name",
    r"[-–]\s*(?:Thương binh|Đầu tư|Xã hội|xã hội|TBXH|BTC\b|Môi trường|Thể thao|Truyền thông|Hộ tịch|Du lịch)",
    "- Thương binh và Xã hội tổ chức thực hiện",
    re.NOFLAG,
)
# After such a line what follows begins for itself, however full the line was.
ANNOUNCES = Rule("announces", r"(?:như sau|sau đây|sau|dưới đây|cụ thể)\s*:[\s*]*$", "Chủ tịch UBND tỉnh có ý kiến như sau:")
BEGINS_ORDER = Rule(
    "begins_order",
    r"\s*[*]*(?:Giao|Yêu c[ầâ]u|Đề nghị|Nhận được|Trên đây là|(?:Trong q|Q)uá trình|Mọi (?:vướng|khó|thông|chi)|Rất mong"
    r"|(?:Chương trình|Kế hoạch|Chỉ thị|Thông báo|Quyết định|Nghị quyết|Hướng dẫn|Công văn|Công điện|Quy chế) này)(?=\s)",
    "Giao Ban Dân tộc tỉnh, Sở Nội vụ",
    re.NOFLAG,
)
BEGINS_DEED = Rule(
    "begins_deed",
    r"\s*(?:Các|Những|Gửi|Báo cáo|Chủ trì|Phối hợp|Tổ chức|Thực hiện|Triển khai|Tham mưu|Rà soát|Tiếp tục|Tăng cường|Thời gian|Kinh phí)"
    r"(?= )",
    "Gửi báo cáo về Trung tâm Kiểm soát bệnh tật tỉnh",
    re.NOFLAG,
)
RECIPIENTS = Rule(
    "recipients",
    r"(?:^(?:[^\w\n]|_){0,40}|[./]\s{1,40})N[ơo]i\s{1,3}nhận[\s:*]*$|\./\.\s{1,40}N[ơo]i\s{1,3}nhận\s{0,3}:",
    "thi hành Quyết định này./. Nơi nhận:",
    re.MULTILINE,
)
# The mark with which offices close a text.
CLOSES = Rule("closes", r"\./\.?[\s*_,\"”]*$", "đề nghị các đơn vị nghiêm túc thực hiện./.", re.MULTILINE)
BROKEN_REFERENCE = Rule(
    "broken_reference",
    r"(?:khoản|điểm|điều|mục|phụ lục|số|ngày|tháng|năm|quý|và|từ|đến|hoặc|lần thứ)\s*$",
    "quy định tại khoản 4 Điều 14 và",
)


def _plain_rule(name: str, pattern: str, example: str) -> Rule:
    """A rule that is held against letters without their marks, which scans mistake, however wide the blanks are."""
    return Rule(name, plain_letters(pattern).replace(" ", r"\s+"), example)


# A sentence that closes the document stands under none of its points.
ABOVE_IS = _plain_rule("above_is", "trên đây là ", "Trên đây là Kế hoạch phát triển thương mại điện tử")
# What the lines of a plan's block are called, by the name of their slot. Each stands at the beginning of a line or after a stop.
SLOT_RULES = (
    _plain_rule(
        "slot_partner",
        r"(?:(?:các\s+)?(?:cơ quan|đơn vị|bộ phận|ngành)(?:\s*,\s*(?:đơn vị|địa phương|tổ chức))*(?:\s+(?:tham gia|cùng))?\s+)?"
        r"phối\s+hợp(?:\s+(?:thực hiện|tham mưu|triển khai|với))*[\s*]*:",
        "*Đơn vị phối hợp thực hiện: *Các cơ quan, đơn vị",
    ),
    _plain_rule(
        "slot_lead",
        r"(?:(?:các\s+)?(?:cơ quan|đơn vị|bộ phận|ngành|cấp|người)(?:\s*,\s*(?:đơn vị|địa phương|tổ chức|cá nhân))*\s+)?"
        r"(?:được\s+(?:giao|phân công)\s+)?"
        r"(?:chủ\s+trì|đầu mối|chịu trách nhiệm(?:\s+chính)?|thực hiện|phân công(?:\s+thực hiện)?|tham mưu|phụ trách|triển khai)"
        r"(?:[\s,]+(?:và\s+)?(?:tham mưu|thực hiện|triển khai|xây dựng|theo dõi|chính|tổ chức))*[\s*]*:",
        "*Đơn vị chủ trì tham mưu thực hiện: *Sở Tư pháp.",
    ),
    _plain_rule(
        "slot_time",
        r"(?:thời\s+(?:gian|hạn|điểm)|tiến độ|lộ trình)"
        r"(?:\s+(?:thực hiện|hoàn thành|triển khai|tổ chức|dự kiến|báo cáo|cụ thể|và|trình|ban hành))*[\s*]*:",
        "*- Thời gian thực hiện*: Thường xuyên.",
    ),
    _plain_rule(
        "slot_product",
        r"(?:(?:dự kiến\s+)?(?:sản phẩm|kết quả)"
        r"(?:\s+(?:đầu ra|dự kiến|hoàn thành|cụ thể|chủ yếu|phải đạt|đạt được|thực hiện|cần đạt))*|đầu ra|yêu cầu kết quả)[\s*]*:",
        "- Sản phẩm đầu ra: Quyết định của UBND tỉnh",
    ),
    _plain_rule(
        "slot_task",
        r"(?:nội dung|nhiệm vụ|công việc|hoạt động)"
        r"(?:\s+(?:thực hiện|công việc|nhiệm vụ|cụ thể|chủ yếu|triển khai|hoạt động|chính|và giải pháp))*[\s*]*:",
        "- Nội dung thực hiện: Tổ chức",
    ),
    _plain_rule(
        "slot_place", r"(?:địa điểm|thành phần|đến dự|dự họp)(?:\s+[^\W\d_]+){0,3}[\s*]*:", "Địa điểm: Phòng họp tầng 2, trụ sở UBND xã."
    ),
    _plain_rule(
        "slot_other",
        r"(?:(?:nguồn\s+)?kinh phí|đối tượng|hình thức|số lượng|nguồn lực|phạm vi|mục tiêu|chỉ tiêu|phương thức"
        r"|địa bàn"
        r"|quy mô|mục đích)"
        r"(?:\s+[^\W\d_]+){0,3}[\s*]*:",
        "- Nguồn kinh phí thực hiện: Ngân sách tỉnh",
    ),
)

# What a decision puts in force behind its signature, and the line under its name that says so.
ATTACHED_PLAN = Rule(
    "attached_plan",
    r"^[ \t*#]*(?:KẾ HOẠCH|CHƯƠNG TRÌNH(?: HÀNH ĐỘNG)?|PHƯƠNG ÁN|ĐỀ ÁN)[ \t*]*(?=\n)",
    "**KẾ HOẠCH**\nTriển khai thi hành Luật",
    re.MULTILINE,
)
ATTACHED_TO = Rule(
    "attached_to",
    r"(?:kèm theo|kèm)\s+(?:theo\s+)?(?:Quyết định|Công văn|Nghị quyết|Chỉ thị)",
    "(Ban hành kèm theo Quyết định số 12/QĐ-UBND",
)
