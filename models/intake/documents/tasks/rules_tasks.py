"""Rules by which an item is known as an instruction, and those by which it is none.

Patterns are written in Vietnamese and held against the plain letters of a line (`one_line.Line.plain`): scans mistake the marks over
letters first, and "yêu câu" must be read as what it is.
"""

from __future__ import annotations

import re

from models.intake.documents.rules import Rule
from models.intake.documents.tasks.one_line import plain_letters


def _rule(name: str, pattern: str, example: str, flags: int = re.IGNORECASE) -> Rule:
    return Rule(name, plain_letters(pattern), example, flags)


# Verbs of the office with which an instruction begins, or goes on after the name of who is told.
VERBS = (
    "chủ trì", "chủ động", "phối hợp", "phối, kết hợp", "có trách nhiệm", "chịu trách nhiệm", "căn cứ", "theo chức năng", "trên cơ sở",
    "tổ chức", "xây dựng", "thực hiện", "triển khai", "tiếp tục", "tăng cường", "chỉ đạo", "rà soát", "hướng dẫn", "kiểm tra",
    "thanh tra", "theo dõi", "đôn đốc", "tham mưu", "báo cáo", "tổng hợp", "khẩn trương", "kịp thời", "tích cực", "thường xuyên",
    "định kỳ", "bố trí", "đẩy mạnh", "đẩy nhanh", "nghiên cứu", "cần(?! bộ| cứ| hộ| cân| dân| thiết| bản)", "phải", "tập trung",
    "quán triệt", "tuyên truyền", "phổ biến", "cập nhật", "hoàn thành", "hoàn thiện", "hoàn chỉnh", "hỗ trợ", "giám sát",
    "lập(?! trường)", "ban hành", "đề xuất", "trình(?! độ| tự| trạng)", "gửi",
    r"cử (?:cán|công|người|đại|thành|lãnh|đồng|đơn|đoàn|từ|\d+)", "cung cấp", "cung ứng", "công khai", "công bố", "niêm yết", "đăng tải",
    "đăng ký", "kiện toàn", "nâng cao", "đảm bảo", "bảo đảm", "quan tâm", "huy động", "vận động", "vận hành", "xử lý", "giải quyết",
    "tiến hành", "thông báo", "đánh giá", "phân công", "phân bổ", "phân cấp", "phân loại", "phân tích", "có ý kiến", "có văn bản",
    "có kế hoạch", "có biện pháp", "có giải pháp", "có phương án", "nghiêm túc", "nghiêm cấm", "xác định", "xác minh", "xác nhận",
    "ưu tiên", "giao(?! thông| dịch| lưu| dục| viên| án| trình| sư)", "yêu cầu", "đề nghị", "kiến nghị", "nhận thức", "chấn chỉnh",
    "thành lập", "sắp xếp", "chuẩn bị", "chuẩn hóa", "khai thác", "đầu tư", "quản lý", "sử dụng", "điều chỉnh", "bổ sung", "sửa đổi",
    "sửa chữa", "thẩm định", "thẩm tra", "thắm định", "phê duyệt", "phát huy", "phát động", "phát hành", "phát triển", "bám sát",
    "nắm (?:chắc|bắt|tình|vững|rõ|sát)", "tối ưu", "mở (?:rộng|lớp|đợt|chuyên)", "khắc phục", "tháo gỡ", "đào tạo", "bồi dưỡng",
    "tập huấn", "thống kê", "thống nhất", "điều tra", "điều phối", "điều tiết", "điều hành", "điều chuyển", "khảo sát", "kê khai",
    "thu thập", "thu hồi", "thu hút", "thu gom", "lựa chọn", "tạo điều kiện", "tạo lập", "tạo thuận lợi", "tạo sự", "tạo chuyển biến",
    "duy trì", "cải thiện", "thúc đẩy", "chuyển(?! môn| viên| đề| gia| ngành| trách| trang| mục| đổi số)", "tiếp nhận", "tiếp thu",
    "tiếp cận", "trả lời", "giải trình", "tự (?:kiểm tra|rà soát|đánh giá|chịu|giác)", "hạn chế", "tạm dừng", "quyết định",
    "quyết liệt", "lồng ghép", "chú trọng", "nhân rộng", "số hóa", "số hoá", "tích hợp", "kết nối", "kết hợp", "chia sẻ", "lưu trữ",
    "tham gia", "góp ý", "biên soạn", "biên tập", "in ấn", "treo", "trực tiếp", "trực ban", "nhanh chóng", "sớm", "lưu ý", "thay mặt",
    "giữ (?:gìn|vững|nguyên|vai)", "bảo vệ", "bảo quản", "bảo trì", "ngăn chặn", "phòng ngừa", "phòng,? chống", "tuyệt đối",
    "không được", "không để", "hoàn trả", "thanh toán", "quyết toán", "giải ngân", "cấp (?:phát|kinh phí|giấy|hóa chất|hoá chất)",
    "xuất cấp", "di dời", "sơ tán", "ứng phó", "ứng trực", "ứng dụng", "khuyến khích", "khuyến cáo",
    "ký (?:kết|ban hành|cam kết|hợp đồng)", "bàn giao", "tiêu hủy", "đối chiếu", "đối thoại", "xem xét", "xin ý kiến", "lấy ý kiến",
    "dự toán", "dự thảo", "dự trù", "thiết lập", "thiết kế", "đơn giản hóa", "đơn giản hoá",
    "đưa (?:vào|ra|tin|nội|các|người|công|dự|đón|việc|kết)", "làm (?:tốt|rõ|việc|đầu mối|cơ sở)", "hình thành", "giới thiệu",
    "kiểm soát", "kiểm kê", "kiểm điểm", "kiểm duyệt", "siết chặt", "đổi mới", "tuyển dụng", "tuyển chọn", "áp dụng", "phấn đấu",
    "coi trọng", "gương mẫu", "chấp hành", "tuân thủ", "động viên", "khen thưởng", "chăm lo", "phục vụ", "công nhận", "chi trả",
    "trao đổi", "nộp", "sao gửi", "liên hệ", "truy cập", "rút kinh nghiệm", "giảm (?:tỷ|tỉ|số|thiểu|tối|thời|nghèo)", "loại bỏ",
    "rút ngắn", "cắt giảm", "bãi bỏ", "khôi phục", "khơi thông", "tu bổ", "đồng hành", "đề cao", "nêu (?:cao|gương|rõ)", "tính toán",
    "cân đối", "vào cuộc", "học tập", "tìm hiểu", "sẵn sàng", "kêu gọi", "kích hoạt", "ra quân", "ra mắt", "sơ kết", "tổng kết",
    "tổng rà soát", "truyền thông", "xúc tiến", "tôn tạo", "cam kết", "chống", "bình xét", "hướng ứng", "hưởng ứng",
    "gắn (?:với|liền|trách|biển|kết)", "nhắc nhở", "luân chuyển", "kế thừa", "xử phạt", "tố giác", "truy quét", "tuần tra", "thí điểm",
    "không (?:bổ sung|tổ chức|mua sắm|tặng)", "tiết kiệm (?:tối thiểu|chi|kinh phí|điện)",
    "đề ra", "họp (?:với|triển khai|thống nhất|giao|rà soát)", "định hướng (?:nội|công|tuyên|dư)",
    "thông tin (?:kịp|rộng|đầy)", "thanh quyết toán", "trang trí", "cấm (?:tàu|biển|đường|phương tiện)",
)  # fmt: skip
VERB = plain_letters("(?:" + "|".join(sorted(VERBS, key=len, reverse=True)) + r")(?!\w)")

# An order in words; whose name follows is told. "theo đề nghị của", "được giao" are none.
ORDER = _rule(
    "order",
    r"(?<!được )(?<!đã )(?<!theo )(?<!các )(?<!những )(?<![a-z])(?:(?<!bàn )(?<!chuyển )(?<!nhiệm vụ )giao(?: trách nhiệm"
    r"| nhiệm vụ)?(?: cho)?"
    r"|(?<!xét )(?<!về )(?<!khi có )(?<!nội dung )(?<!đáp ứng )(?<!hồ sơ )(?<!kiến nghị, )(?:đề nghị|yêu cầu|kính mong)|chỉ thị(?: cho)?"
    r"|phân công(?: nhiệm vụ)?(?: cho)?|[uủ][yỷ] quyền(?: cho)?|[uủ][yỷ] nhiệm|kêu gọi) ?:? (?:đến |tới )?(?!của |tại |về )",
    "đạt chất lượng chuyên môn, giao Văn phòng Ủy ban nhân dân tỉnh tổng hợp",
)
# Only these open a sentence of their own in the middle of another; "chỉ đạo các đơn vị …" is what a lead does.
ORDER_INSIDE = _rule(
    "order_inside", r"(?:giao|đề nghị|yêu cầu|kính mong|chỉ thị|[uủ][yỷ] quyền|[uủ][yỷ] nhiệm)(?![a-z])", "giao Văn phòng UBND tỉnh"
)
# A slip that passes a matter on: "chuyển đơn đến Phòng Kinh tế để kiểm tra, tham mưu giải quyết".
PASSED_ON = _rule(
    "passed_on", r"(?<![a-z])chuyển [^.;:,]{0,80}?(?:đến|cho|tới) (?:đồng chí )?", "Chủ tịch UBND xã chuyển đơn đến Phòng Kinh tế"
)
TO_HANDLE = _rule(
    "to_handle", r"[ ,]*(?:để |xem xét|giải quyết|kiểm tra|nghiên cứu|xử lý|tham mưu)", "để kiểm tra, xác minh, tham mưu giải quyết"
)
TOLD_SO_THAT = _rule("told_so_that", r"(?<![a-z])(?:thông báo|trả lời) (?:đến |cho )?để ", "Tổng cục Thuế thông báo để Cục Thuế")
DOES = _rule(
    "does",
    r"[ ,]*(?!(?:triển khai|tổ chức|thực hiện|nghiên cứu|phối hợp|chủ động|căn cứ|theo dõi)[ ,./]*"
    rf"(?:thực hiện|triển khai|$|[.,/]|theo)){VERB}",
    "tổ chức tuyên truyền và có kế hoạch phân công",
    re.NOFLAG,
)
# What was asked before is told again: "UBND xã đã ban hành Công văn số 380 yêu cầu các thôn báo cáo".
ASKED_BEFORE = Rule(
    "asked_before",
    r"(?:đã|từng)\s+(?:ban hành|có|gửi|chỉ đạo|yêu cầu|đề nghị|giao|phát hành|ký)[^.;,]{0,160}$"
    r"|(?:có|ban hành|gửi)\s+(?:công văn|văn bản|chỉ thị|công điện|thông báo)\s+số[^.;,]{0,160}$",
    "ngày 05/11/2025 UBND xã đã ban hành Công văn số 380/UBND-VHXH ",
)
# A lead behind the task: "Xây dựng phần mềm quản lý (Sở Khoa học và Công nghệ chủ trì)", "Hội nghị do Sở Nội vụ chủ trì tổ chức".
LEAD_BEHIND = _rule(
    "lead_behind", r"\((?:giao |do )?(?=[a-z])|(?<![a-z])do (?=[a-z])", "Xây dựng phần mềm quản lý (Sở Khoa học và Công nghệ chủ trì)"
)
LEADS = _rule(
    "leads",
    r"[ ,]*(?:chủ trì|thực hiện|tham mưu|phụ trách|chịu trách nhiệm|làm đầu mối|đầu mối)(?![a-z])",
    "chủ trì, hoàn thành trong quý II",
)
# Who is meant without a name: "đề nghị quý cơ quan".
YOU = _rule(
    "you",
    r"qu[yý] (?:cơ quan|đơn vị|sở|ban|bộ|cục|viện|trường|phòng|ủy ban|ubnd|công ty|địa phương|[oô]ng|vị)|(?:các )?đồng chí(?![a-z])",
    "đề nghị quý cơ quan, đơn vị báo cáo",
)

# What follows a name shows whether it acts: a verb of instruction before anything that tells of the past or explains.
ACTS = _rule("acts", rf"(?<![a-z]){VERB}", "Sở Tài chính chủ trì, phối hợp với các sở", re.NOFLAG)
# Held against the letters as they are: without its marks "do" would be in every "tiến độ".
EXPLAINS = Rule(
    "explains",
    r"(?<!\w)(?:đã|đang|sẽ|vẫn|chưa|được(?!\s+(?:giao|phân|ủy|uỷ))|là(?!\s+(?:cơ quan |đơn vị )?(?:đầu mối|thường trực|chủ trì))|còn|cũng"
    r"|không(?!\s+(?:được|để))"
    r"|do|mà|để|nhằm|bị|như|có thể"
    r"|nếu)(?!\w)|[.;!?]",
    "Đại học Công nghiệp Hà Nội là đơn vị sự nghiệp công lập",
    re.NOFLAG,
)
MUST = _rule("must", r"(?:phải|có trách nhiệm|chủ trì|chủ động)(?![a-z])", "phải kiên trì tuyên truyền, vận động", re.NOFLAG)
# A clause that comes before who is told: "Trên cơ sở …, Sở Kế hoạch và Đầu tư theo dõi".
BEFORE_SUBJECT = _rule(
    "before_subject",
    r"(?:trên cơ sở|từ|căn cứ|đối với|khi|trường hợp|trong|để|nhằm|sau khi|theo|định kỳ|hằng|hàng|trước|đến|chậm nhất|về|qua|tại|ngoài"
    r"|bên cạnh"
    r"|ngay|nếu|thực hiện|kết thúc|mùa|thời gian|kể từ|riêng|xét|với)(?!\w)",
    "Từ thực tế quản lý ngành, địa phương, các cơ quan, đơn vị tiến hành",
)
LEAD_IN = _rule(
    "lead_in",
    r"(?:riêng|đồng thời|giao|đối với|về phía|ngoài ra|trước mắt|bên cạnh đó|do (?:vậy|đó)|vì (?:vậy|thế)|theo đó)[, ]+",
    "Đối với người đứng đầu các đơn vị",
)
# "Thanh tra" is what is done here, not who does it.
INSPECTS = _rule(
    "inspects",
    r"(?:thanh tra(?:,| và| hoặc|/) ?(?:kiểm|giám|xử|đánh)|lãnh đạo(?:,| và) ?(?:chỉ đạo|tổ chức|thực hiện))",
    "Thanh tra, kiểm tra hoạt động thương mại điện tử",
)
# A heading that is the name of somebody, so that what stands under it is theirs.
HEADING_LEAD_IN = _rule(
    "heading_lead_in",
    r"(?:(?:giao|đề nghị|yêu cầu|kiến nghị)(?: trách nhiệm| nhiệm vụ)?(?: cho| đối với)? |(?:trách nhiệm|nhiệm vụ) (?:cụ thể )?(?:của "
    r"|thực hiện của )|đối với |về phía |của )+",
    "Trách nhiệm của Sở Văn hóa, Thể thao và Du lịch",
)
# Those who are no body by name but are told what to do under a heading of their own.
PERSONS_HEADING = _rule(
    "persons_heading",
    r"(?:(?:đối với|trách nhiệm của|nhiệm vụ của|giao) )?(?:các |đội ngũ |toàn thể |tập thể |mỗi )*(?:cán bộ|công chức|viên chức"
    r"|giáo viên|học sinh|nhân viên|đảng viên"
    r"|hội viên|đoàn viên|tổ (?:chuyên môn|dân phố|công nghệ|liên gia|bầu cử)|bộ phận|ban giám hiệu|nhà trường|cha mẹ|phụ huynh"
    r"|người dân|nhân dân|hộ (?:gia đình|dân|kinh doanh)"
    r"|khu phố|chi bộ|chi hội|chủ (?:cơ sở|rừng|phương tiện|hộ))(?![a-z])",
    "Đối với đội ngũ giáo viên",
)
# The part of a plan in which each heading is somebody, known or not.
ASSIGNING_ZONE = _rule(
    "assigning_zone",
    r"(?:công tác )?(?:tổ chức (?:triển khai )?thực hiện|phân công(?: nhiệm vụ| trách nhiệm| thực hiện)*|trách nhiệm (?:thực hiện|của)"
    r"|nhiệm vụ của các)(?![a-z])",
    "TỔ CHỨC THỰC HIỆN",
)
VERB_FIRST = _rule(
    "verb_first", rf"(?:(?:đồng thời|ngoài ra|trong đó|bên cạnh đó|hằng|hàng|năm|tháng|quý)[\s,]+)*{VERB}", "Tiếp tục rà soát, thực hiện"
)

# What a point is about, told in a sentence: the tasks are the points under it.
TOPIC = _rule(
    "topic", r"(?:đối với|về) (?:công tác|việc|nội dung|lĩnh vực|nhiệm vụ|vấn đề)(?![a-z])", "Đối với công tác tổng hợp, báo cáo kết quả"
)
# The grounds of an answer: they cite a law and ask for nothing.
GROUNDS = _rule(
    "grounds",
    r"(?:đồng thời, )?căn cứ (?:vào |tại |theo )?(?:các )?(?:khoản|điểm|điều|luật|bộ luật|nghị định|thông tư|quy định|hướng dẫn)(?!\w)",
    "Căn cứ khoản 2 Điều 9 Thông tư số 80/2021/TT-BTC",
)
# Headings under which nothing is an instruction, whatever its words are.
ZONE_RULES = (
    _rule(
        "zone_aims",
        r"(?:mục đích|mục tiêu|yêu cầu(?= ?[:.,]|\s*$| chung| cụ thể)|quan điểm|nguyên tắc|phương châm|chỉ tiêu"
        r"|căn cứ(?: pháp lý| xây dựng| lập| ban hành| thực hiện)*(?= ?[:.]|\s*$)|cơ sở (?:pháp lý|thực tiễn|xây dựng)|sự cần thiết"
        r"|phạm vi"
        r"|đối tượng|khái quát"
        r"|định hướng(?! cho)|tầm nhìn|chủ đề)(?!\w)",
        "I. MỤC ĐÍCH, YÊU CẦU",
    ),
    _rule(
        "zone_background",
        r"(?:(?:về )?đánh giá(?: chung| tình hình| kết quả| nguy cơ| thực trạng| về|\s*$|:)"
        r"|(?:khái quát |về (?!tình))?(?:tình hình|thực trạng|kết quả)(?! đầu ra)(?!\w)"
        r"|(?:về |những |một số )*(?:tồn tại|hạn chế|nguyên nhân|khó khăn|thuận lợi|ưu điểm|bối cảnh|bài học)(?!\w)|đặc điểm|dự báo"
        r"|nhận định)",
        "ĐÁNH GIÁ KẾT QUẢ THỰC HIỆN",
    ),
    _rule("zone_effect", r"(?:hiệu lực|điều khoản (?:chuyển tiếp|thi hành)|quy định chuyển tiếp)", "Điều khoản chuyển tiếp"),
    _rule(
        "zone_event",
        r"(?:thời gian|địa điểm|thành phần|nội dung (?:làm việc|cuộc họp|hội nghị)|chương trình (?:làm việc|hội nghị))(?!\w)",
        "Thời gian, địa điểm",
    ),
    _rule("zone_own_proposals", r"(?:những )?(?:đề xuất,? )?kiến nghị(?:,? đề xuất)?(?: với| đối với|\s*$|:)", "KIẾN NGHỊ, ĐỀ XUẤT"),
)
# A law or a letter is cited: what stands under such a sentence is its wording.
CITING = _rule(
    "citing",
    r"(?:điều|khoản|luật|nghị định|thông tư|nghị quyết|quyết định|công văn|quy chế|quy định) [^:]{0,300}(?:quy định|hướng dẫn|nêu|ghi)"
    r"(?: rõ| cụ thể| chi tiết| về [^:]{0,80})?(?: như sau)? ?: ?$",
    "Tại khoản 2 Điều 9 Nghị định số 218/2013/NĐ-CP của Chính phủ quy định:",
)
# An article that puts something in force describes it; what is to be done about it stands in other articles.
APPROVING = _rule(
    "approving",
    r"(?:nay )?(?:phê duyệt|ban hành|công nhận|thành lập|kiện toàn|bổ nhiệm|điều động|giao (?:chỉ tiêu|dự toán|kế hoạch|biên chế|đất)"
    r"|điều chỉnh"
    r"|sửa đổi|thu hồi|cho phép|công bố|thông qua|khen thưởng|tặng|bãi bỏ|hủy bỏ|cấp phép|quy định)(?![a-z])",
    "Phê duyệt báo cáo kinh tế - kỹ thuật đầu tư xây dựng công trình với các nội dung sau:",
)
MONEY_ZONE = _rule("zone_money", r"(?:nguồn )?kinh phí(?!\w)", "KINH PHÍ THỰC HIỆN")
# What a new body is for is told, not ordered.
FUNCTIONS = _rule(
    "functions",
    r"(?:^|\s)có (?:các |những )?(?:chức năng|nhiệm vụ)(?!\w)|^(?:chức năng|nhiệm vụ ?(?:,|và) ?quyền hạn)",
    "Tổ công tác có chức năng, nhiệm vụ, quyền hạn sau:",
)

# Sentences that are no instruction.
NOT_TASK_RULES = (
    _rule(
        "no_carrying_out",
        r"(?:chịu|có) trách nhiệm (?:tổ chức )?thi hành|căn cứ (?:quyết định|nghị quyết)(?: này)?,? (?:tổ chức )?thi hành"
        r"|(?<!chức )(?<!dẫn )(?<!tra )(?<!dõi )(?<!việc )thi hành (?:quyết định|nghị quyết) này",
        "các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này",
    ),
    _rule(
        "no_dissolution",
        r"tự (?:giải thể|kết thúc|chấm dứt)|(?:giải thể|chấm dứt hoạt động) sau khi",
        "Tổ công tác tự giải thể sau khi hoàn thành nhiệm vụ",
    ),
    _rule(
        "no_legal_effect",
        r"(?:quyết định|nghị quyết|chỉ thị|quy định|quy chế|thông tư|văn bản|kế hoạch) này[^.;]{0,80}(?:có hiệu lực|thay thế"
        r"|hết hiệu lực)"
        r"|có hiệu lực (?:thi hành )?(?:kể )?từ|^(?:bãi bỏ|thay thế) |thì (?:được )?(?:xem|coi) (?:như|là)",
        "Quyết định này có hiệu lực thi hành kể từ ngày ký",
    ),
)
# These too, but only in running text: in a list they are what somebody is told to do.
NOT_TASK_IN_TEXT = (
    _rule(
        "no_made_known",
        r"(?:thông báo|thông tin|gửi|trân trọng|công bố|chuyển)\s[^.;]{0,220}?(?:để|đến|tới)\s[^.;]{0,160}?(?:biết|nắm)[\s,]+(?:và )?"
        r"(?:tổ chức |phối hợp,? |chủ động )*(?:thực hiện|triển khai|phối hợp|thi hành|theo dõi|chỉ đạo)",
        "Văn phòng Chính phủ thông báo để các Bộ, cơ quan biết, thực hiện",
    ),
    _rule(
        "no_made_known_short",
        r"(?:(?:nay|xin|trân trọng) )+thông báo|thông báo (?:để|đến|tới|cho)[^.;]{0,120}(?:được )?biết ?[./;]",
        "Văn phòng Chính phủ xin trân trọng thông báo",
    ),
    _rule(
        "no_thanks",
        r"(?:xin )?(?:trân trọng|chân thành) (?:cảm ơn|cám ơn|kính trình|báo cáo|kính mời)|rất mong|trân trọng ?[.!/]",
        "Trân trọng cảm ơn",
    ),
    _rule(
        "no_attendance", r"(?:đến dự|tham dự|dự họp)[^.;]{0,40} (?:đúng|đầy đủ)", "Đề nghị các đồng chí đến dự đúng thành phần, thời gian"
    ),
    _rule(
        "no_contact",
        r"(?:chi tiết|thông tin|vướng mắc|đầu mối)[^.;]{0,60}(?<![a-z])liên hệ(?! giữa| với các| chặt)",
        "Chi tiết liên hệ phòng Chính trị, tư tưởng và Công tác học sinh",
    ),
)
# These count only at the beginning of what is read.
NOT_TASK_OPENINGS = (
    _rule(
        "no_while",
        r"trong khi(?! (?:chờ|triển khai|thực hiện|tiến hành))(?![a-z])",
        "Trong khi Tổng cục Thuế đã chỉ đạo toàn ngành rà soát",
    ),
    _rule(
        "no_some",
        r"(?:còn |vẫn còn |hiện còn |hiện nay,? )?(?:một số|nhiều) [^.;:]{0,120}? (?:có (?:tỷ lệ|tỉ lệ|kết quả|số|tiến độ"
        r"|biểu hiện|tình trạng)|đạt|chưa|vẫn(?! đề| bản)|còn) ",
        "Một số Cục Thuế có tỷ lệ hoàn thành thấp như sau",
    ),
    _rule(
        "no_if_difficult",
        r"(?:(?:trong )?quá trình (?:tổ chức |triển khai |thi hành |thực hiện )+[^.;]{0,120}?)?(?:nếu|trường hợp|khi) (?:có |gặp "
        r"|phát sinh |còn )"
        r"(?:nội dung |vấn đề |những |các )*(?:khó[ |]*khăn|vướng[ |]*mắc|phát sinh|vấn đề|nội dung)",
        "Trong quá trình triển khai thực hiện Kế hoạch, nếu có khó khăn, vướng mắc",
    ),
    _rule(
        "no_while_doing",
        r"(?:trong )?quá trình (?:tổ chức |triển khai )*(?:thực hiện|thi hành|triển khai)",
        "Trong quá trình thực hiện Thủ trưởng các địa phương chủ động phối hợp",
    ),
    _rule(
        "no_too_late",
        r"quá (?:thời|kỳ) (?:hạn|gian)|sau (?:thời|khoảng) (?:hạn|gian) (?:trên|này|nêu)",
        "Quá thời hạn trên, đơn vị nào không gửi báo cáo",
    ),
    _rule(
        "no_above_is",
        r"trên đây là|nhận được (?:công văn|văn bản|chỉ thị|kế hoạch|công điện|thông báo) này",
        "Trên đây là Thông báo kết luận của đồng chí",
    ),
    _rule(
        "no_background",
        r"(?:trong )?(?:những |một số )?(?:thời gian|năm|tháng) (?:qua|gần đây|vừa qua)|tuy nhiên|bên cạnh (?:đó|những|các kết)|mặc dù"
        r"|hiện nay|nguyên nhân"
        r"|sau khi nghe|cùng dự|tham dự|(?:sáng |chiều |trong |vào )?(?:các )?ngày \d+[/ -][^.;]{0,200}(?:đã|chủ trì|họp|hội nghị"
        r"|làm việc|đi kiểm tra|tổ chức|nhận được)\s",
        "Trong thời gian qua, các cơ quan, đơn vị, địa phương đã có nhiều cố gắng",
    ),
    _rule(
        "no_praise",
        r"(?:ghi nhận|biểu dương|đánh giá cao|hoan nghênh|cơ bản (?:thống nhất|đồng ý|nhất trí)|thống nhất (?:với|chủ trương|nội dung)"
        r"|đồng ý (?:với|chủ trương|về))",
        "Ghi nhận, biểu dương và đánh giá cao tinh thần",
    ),
    _rule(
        "no_slot",
        r"(?:các )?(?:cơ quan|đơn vị)[^:;.]{0,30} (?:chủ trì|phối hợp|thực hiện)[^:;.]{0,30}:",
        "Đơn vị chủ trì tham mưu thực hiện: Sở Tư pháp",
    ),
    _rule(
        "no_blame",
        r"(?:phải )?chịu (?:hoàn toàn )?trách nhiệm[^.;]{0,200} (?:nếu|khi) (?:để|không|xảy|có|chậm)[^.;]*[.;]?\s*$",
        "Chịu trách nhiệm trước Chủ tịch UBND tỉnh nếu để xảy ra cháy rừng nghiêm trọng trên địa bàn.",
    ),
    _rule(
        "no_basis",
        r"(?:căn cứ|theo|xét|thực hiện|tiếp theo|phúc đáp) (?:luật|nghị định|thông tư|quyết định|công văn|tờ trình|đề nghị|văn bản"
        r"|nghị quyết)[^.]{0,1500}[;,]\s*$",
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025;",
    ),
)
RESPONSIBILITY = _rule(
    "no_responsibility",
    r"chịu (?:hoàn toàn )?trách nhiệm (?:toàn diện |chính |cá nhân )?(?:trước [^.;]{0,160}?)?về (?:việc )?(?:nội dung|tính|kết quả"
    r"|số liệu|sự|độ|mọi|toàn bộ|những"
    r"|các nội dung|thông tin|hậu quả|pháp lý|tiến độ)",
    "Chủ tịch Ủy ban nhân dân cấp tỉnh chịu trách nhiệm toàn diện trước Thủ tướng Chính phủ về tính trung thực",
)
# The closing sentence asks everybody to carry out what was written above and nothing of its own.
EXHORTATION = _rule(
    "exhortation",
    r"(?:nghiêm túc|khẩn trương|nghiêm|tổ chức|tập trung|chủ động|triển khai|quán triệt|quan tâm|phối hợp|tích cực|thực hiện"
    r"|thi hành)[\s,]+"
    r"(?:(?:nghiêm túc|khẩn trương|nghiêm|tổ chức|quán triệt|tập trung|phối hợp|chỉ đạo|triển khai|tích cực|chấp hành|đầy đủ|hiệu quả"
    r"|kịp thời|và)[\s,]+)*"
    r"(?:thực hiện|triển khai|thi hành|chấp hành)|(?:thực hiện|triển khai) (?:tốt|nghiêm|nghiêm túc|đầy đủ|có hiệu quả|đúng)(?!\w)",
    "Đề nghị Thủ trưởng các cơ quan, đơn vị nghiêm túc triển khai thực hiện",
)
THIS_DOCUMENT = _rule(
    "this_document",
    r"(?:chỉ thị|công văn|công điện|kế hoạch|thông báo|quyết định|văn bản|nghị quyết|chương trình|hướng dẫn|phương án|đề án) này"
    r"|(?:các )?nội dung (?:trên|nêu trên|này|chỉ đạo)|nêu trên",
    "triển khai và chỉ đạo thực hiện nghiêm túc Chỉ thị này",
)
# A reply that ends with a request to one who decides.
COURTESY = _rule(
    "courtesy",
    r"(?:đề nghị|kính (?:đề nghị|trình|mong|báo cáo|gửi)|báo cáo)\s[^.;]{0,260}?(?:xem xét|quan tâm)[\s,]+(?:và )?(?:quyết định"
    r"|cho ý kiến|phê duyệt|chấp thuận"
    r"|giải quyết|chỉ đạo|hướng dẫn|chỉnh sửa|tổng hợp|thẩm định|ban hành|thông qua|có ý kiến|cho chủ trương|hỗ trợ|bổ sung"
    r"|theo quy định|đồng ý)",
    "Đề nghị Thường trực HĐND tỉnh xem xét, quyết định",
)
DATED = _rule(
    "dated",
    r"(?:t?rước|chậm nhất|đến hết|hết|xong|vào) (?:là |vào |trước )?(?:ngày )?\d{1,2} ?(?:[/.-]|tháng) ?\d|trước \d{1,2} ?(?:giờ|h)",
    "báo cáo kết quả về Sở Nội vụ trước ngày 05/12/2012",
)
# What is said of a thing that is to be sent, in a paragraph after the request for it.
SENT_TO = _rule(
    "sent_to",
    r"(?:văn bản|báo cáo|bác cáo|kết quả|danh sách|hồ sơ|ý kiến|kế hoạch|phiếu|biểu|số liệu|thông tin|bản đăng ký|đăng ký|tài liệu|file)"
    r"[^.;]{0,160}?(?:gửi|chuyển|nộp) (?:về|đến|cho|qua|trước) |(?:thời )?hạn (?:cuối )?(?:hoàn thành và )?(?:nộp|gửi|báo cáo) ",
    "Báo cáo gửi về Sở Tư pháp - Cơ quan thường trực",
)
# What a list says without asking for anything: "Tiến độ thực hiện dự án", "Những vướng mắc của các nhà đầu tư".
NOUN_FIRST = _rule(
    "noun_first",
    r"(?:tình hình|tiến độ|kết quả|số lượng|số liệu|danh sách|danh mục|những|việc|công tác|nội dung|tỷ lệ|tỉ lệ|mức|nguồn|thời gian"
    r"|thời hạn|địa điểm|thành phần"
    r"|hồ sơ|luật|nghị định|nghị quyết|quyết định số|thông tư|chỉ thị số|kế hoạch số|công văn số|văn bản|vướng mắc|đối tượng|hình thức"
    r"|biểu mẫu|mẫu|phụ lục"
    r"|từ ngân sách|kinh phí|chi phí|lý do|mỗi|\d+)(?!\w)",
    "Tiến độ thực hiện dự án;",
)
# A request whose points are what is to be reported or handed in, not what is to be done.
OPENS_THINGS = _rule(
    "opens_things",
    r"(?<![a-z])(?:báo cáo|cung cấp|gửi|góp ý|đăng ký|thống kê|kê khai|cho ý kiến)(?: [^.;:]{0,90})?: ?$",
    "đề nghị Ủy ban nhân dân các xã, phường phối hợp cung cấp thông tin:",
)
# What is to be done after a clause of reasons: "Căn cứ đăng ký đầu năm, tổ chức bình xét …".
AFTER_CLAUSE = _rule("after_clause", rf"[,:] (?:thì |để |từ đó )?{VERB}", "Căn cứ đăng ký đầu năm, tổ chức bình xét thi đua")
# The words of an opening sentence after which come instructions to those to whom the letter is written.
ADDRESSED_OPENER = _rule(
    "addressed_opener",
    r"(?:có ý kiến|ý kiến chỉ đạo|chỉ đạo|kết luận|yêu cầu|chỉ thị|đề nghị|hướng dẫn|triển khai|thực hiện|quán triệt|phối hợp)"
    r"[^.]{0,160}?(?:như sau|sau|sau đây|cụ thể)? ?: ?$",
    "Phó Thủ tướng Chính phủ có ý kiến như sau:",
)
# An order that names nobody and opens the list of those who are told.
BARE_ORDER = _rule(
    "bare_order", r"(?:chỉ thị|yêu cầu|chỉ đạo|điện|giao|phân công)(?: như sau| nhiệm vụ)? ?: ?$", "Ủy ban nhân dân tỉnh chỉ thị:"
)
# Verbs by which a sentence that opens a list says whose the list is.
CALLED = _rule(
    "called",
    r"(?<!\w)(?:cần|phải|có trách nhiệm|chịu trách nhiệm|chủ trì|tập trung|thực hiện|triển khai|khẩn trương|chủ động|tiếp tục|phối hợp"
    r"|tổ chức|theo chức năng"
    r"|căn cứ chức năng)(?!\w)",
    "thành phố Đà Nẵng cần tập trung thực hiện tốt một số nhiệm vụ, giải pháp sau đây:",
)
ANNOUNCED = _rule(
    "announced",
    r"(?:ban hành|xây dựng|thông báo|có ý kiến|báo cáo|kết luận|chỉ đạo như sau|đề nghị|hướng dẫn|đăng ký|trình|thống nhất"
    r"|quyết định)(?!\w)",
    "ban hành kế hoạch như sau:",
)
TOGETHER = _rule("together", r"phối hợp(?: với| cùng)?", "phối hợp các sở, ban ngành tỉnh")
# After a name at the beginning of a heading: it only tells or asks, so that what stands under it is not the work of that name.
TELLS = _rule(
    "tells",
    r"[ ,]*(?:(?:trân trọng|kính|xin|cũng|đã|vừa|thống nhất|cơ bản|tiếp tục) )*(?:tán thành|nhất trí|thông qua|nhấn mạnh"
    r"|ghi nhận|đánh giá|mời|ban hành|thông báo|có ý kiến|báo cáo|kết luận|yêu cầu"
    r"|đề nghị|giao|chỉ thị|chỉ đạo như sau|điện"
    r"|hướng dẫn|đăng ký|trình|quyết định|nhận được|xây dựng kế hoạch|tổ chức|triển khai)(?!\w)",
    "trân trọng kính mời:",
)
