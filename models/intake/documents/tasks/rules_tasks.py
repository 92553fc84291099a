"""Rules by which an item is known as an instruction, and those by which it is none."""

from __future__ import annotations

from models.intake.documents.rules import Rule

# Words with which the name of a body or an officer begins. A negative look-ahead keeps verbs and things of the same letters out.
BODY = (
    r"(?:(?:các|những|toàn thể|tất cả|mỗi|từng)\s+)?(?:các\s+)?(?:(?:đồng chí|đ/c|ông|bà)\s+)?"
    r"(?:(?:thủ trưởng|người đứng đầu|lãnh đạo|giám đốc|tổng giám đốc|chủ tịch|phó chủ tịch|bộ trưởng|thứ trưởng|trưởng|phó|chánh|bí thư"
    r"|hiệu trưởng|viện trưởng|cục trưởng|vụ trưởng|chủ nhiệm|tư lệnh|chỉ huy trưởng|thành viên|trưởng ban|trưởng phòng"
    r"|trưởng thôn)(?!\w)"
    r"|bộ(?=\s+(?-i:[A-ZĐ]))(?!\s+(?:máy|chỉ số|tiêu chí|phận|luật))|bộ\s+(?:chỉ huy|tư lệnh)|sở(?!\s+(?:hữu|dĩ))(?!\w)"
    r"|ban(?!\s+(?:hành|bố|đầu|ngày|đêm))(?!\w)|u\s?b\s?n\s?d|[uủ][yỷ] ban|[uủ][ỷy]\s+ban|hđnd|hội đồng|cục(?!\w)"
    r"|vụ(?=\s+(?-i:[A-ZĐ]))|tổng cục|chi cục"
    r"|văn phòng|thanh tra(?=\s+(?:tỉnh|thành phố|sở|bộ|huyện|chính phủ|nhà nước))|công an|quân sự|trung tâm|phòng(?!\s*(?:,|chống"
    r"|ngừa|cháy|trừ|bệnh|họp|tránh))(?!\w)"
    r"|trường(?!\s+hợp)(?!\w)|viện(?!\s+trợ)(?!\w)|t[oò]à? án|toà án|kho bạc|kbnn|ngân hàng|bảo hiểm xã hội|bhxh|đài(?!\w)"
    r"|báo(?=\s+(?:và|(?-i:[A-ZĐ])))(?!\s+cáo)"
    r"|cơ quan|đơn vị|doanh nghiệp|công ty|tổng công ty|tập đoàn|hội(?!\s+(?:nghị|thảo|thi|trường|nhập|họp|chợ))(?!\w)"
    r"|đoàn(?!\s+kết)(?!\w)"
    r"|liên đoàn|liên minh|mặt trận|mttq|ubmttq|tỉnh đoàn|thành đoàn|tỉnh ủy|tỉnh uỷ|thành ủy|thành uỷ|đảng ủy|đảng uỷ|huyện ủy"
    r"|cấp [uủ][yỷ]|chính quyền"
    r"|chủ đầu tư|nhà thầu|điện lực|bưu điện|thuế(?=\s+(?:tỉnh|thành phố|cơ sở))|hải quan|trạm(?!\w)|kiểm lâm|hạt kiểm lâm"
    r"|quỹ(?=\s+(?-i:[A-ZĐ]))"
    r"|địa phương|ngành(?=\s+(?-i:[A-ZĐ])|\s*,)|xã(?!\s+hội)(?=\s*[,;]|\s+(?-i:[A-ZĐ]))|phường(?=\s*[,;]|\s+(?-i:[A-ZĐ]))|đặc khu"
    r"|thôn(?=\s*,|\s+(?-i:[A-ZĐ]))"
    r"|(?:thành phố|tỉnh|huyện|thị xã)(?=\s+(?-i:[A-ZĐ]))|đoàn thể|tổ chức(?=\s+(?:chính trị|đoàn thể|đảng|xã hội|hội))"
    r"|cơ sở(?=\s+(?:y tế|giáo dục|khám|kinh doanh|sản xuất|đào tạo))"
    r"|các\s+(?:sở|bộ|ngành|cấp|hội|phòng|ban|xã|phường|huyện|tổ chức|tập đoàn|trang|hộ|nhà đầu tư|thôn)(?!\w)|tổ công tác"
    r"|tổ giúp việc|bộ phận(?=\s+(?:một cửa|văn thư|tiếp nhận))"
    r"|vkssnd|vksnd|tand|viện kiểm sát|chi nhánh|học viện|đại học|bệnh viện|hợp tác xã|ubmt|bch|ban chỉ)"
)

# Verbs of the office with which an instruction begins or goes on after the name of who is told.
_VERBS = (
    r"(?:chủ trì|chủ động|phối hợp|có trách nhiệm|chịu trách nhiệm|căn cứ|theo chức năng|trên cơ sở|tổ chức|xây dựng|thực hiện"
    r"|triển khai|tiếp tục|tăng cường"
    r"|chỉ đạo|rà soát|hướng dẫn|kiểm tra|thanh tra|theo dõi|đôn đốc|tham mưu|báo cáo|tổng hợp|khẩn trương|kịp thời|tích cực"
    r"|thường xuyên|định kỳ|bố trí"
    r"|[đd][ẩâ]y mạnh|[đd][ẩâ]y nhanh|nghiên cứu|cần|phải|tập trung|quán triệt|tuyên truyền|phổ biến|cập nhật|hoàn thành|hoàn thiện"
    r"|hỗ trợ|giám sát|lập(?!\w)|ban hành"
    r"|đề xuất|trình|gửi|cử(?!\w)|cung cấp|cung ứng|công khai|công bố|niêm yết|đăng tải|kiện toàn|nâng cao|đảm bảo|bảo đảm|quan tâm"
    r"|huy động|vận động|xử lý|giải quyết"
    r"|tiến hành|thông báo|đăng ký|đánh giá|phân công|phân bổ|có ý kiến|có văn bản|có kế hoạch|có biện pháp|có giải pháp|nghiêm túc"
    r"|nghiêm cấm|xác định|ưu tiên|giao(?!\s+thông)"
    r"|yêu cầu|chấn chỉnh|thành lập|sắp xếp|chuẩn bị|vận hành|khai thác|đầu tư|quản lý|sử dụng|điều chỉnh|bổ sung|sửa đổi|thẩm định"
    r"|thẩm tra|phê duyệt|ph[aá]t huy|phát động"
    r"|bám sát|nắm(?!\w)|tối ưu|mở rộng|khắc phục|tháo gỡ|đào tạo|bồi dưỡng|tập huấn|thống kê|điều tra|khảo sát|kê khai|thu thập"
    r"|lựa chọn|đề nghị|kiến nghị|tạo điều kiện"
    r"|duy trì|cải thiện|thúc đẩy|chuyển|tiếp nhận|trả lời|giải trình|tự(?!\w)|hạn chế|tạm dừng|quyết định|lồng ghép|chú trọng"
    r"|nhân rộng|số hóa|tích hợp|kết nối|chia sẻ|lưu trữ"
    r"|tiếp thu|tham gia|góp ý|biên soạn|in(?=\s+ấn)|phát hành|mời(?!\w)|treo|trực tiếp|quyết liệt|nhanh chóng|sớm|lưu ý|thay mặt|giữ"
    r"|bảo vệ|ngăn chặn|phòng ngừa|phòng, chống"
    r"|tuyệt đối|không được|hoàn trả|thanh toán|quyết toán|giải ngân|thu hồi|cấp(?=\s+(?:phát|kinh phí|giấy|hóa chất))|xuất cấp|di dời"
    r"|sơ tán|ứng phó|trực(?!\w)|điều phối|điều tiết"
    r"|khuyến khích|ký(?!\w)|bàn giao|tiêu hủy|thẩm tra|đối chiếu|đối thoại|xem xét|xin ý kiến|lấy ý kiến|chọn|dự toán|thiết lập"
    r"|chuẩn hóa|đơn giản hóa|đưa(?!\w)|làm(?!\w)|kết hợp"
    r"|thắm định|tiễn hành|tiên hành|tô chức|tồ chức|bảo quản|thiết kế|hình thành|tạo(?!\w)|giới thiệu|kiểm soát|kiểm kê|phân cấp"
    r"|phân loại|phân tích|siết chặt|đổi mới|thu hút|dự kiến"
    r"|ký kết|tuyển|tìm|mở(?!\w)|đặt|áp dụng|ứng dụng|phấn đấu|coi trọng|gương mẫu|chấp hành|tuân thủ|động viên|biểu dương|khen thưởng"
    r"|chăm lo|thăm|tặng|vinh danh|đón|phục vụ"
    r"|công nhận|chi trả|hỏi|trao đổi|nộp|sao gửi|in|liên hệ|truy cập|rút kinh nghiệm|đính kèm|thúc đẩy|giảm|loại bỏ|rút ngắn|cắt giảm"
    r"|bãi bỏ|khôi phục|tái|khơi thông|thu gom|tu bổ)"
)
VERB = rf"{_VERBS}(?!\w)"

# An order in words: who is told follows. "đề nghị của", "theo yêu cầu", "được giao" are none.
ORDER_RULES = (
    Rule(
        "order_assign",
        rf"(?<!được )(?<!đã )(?<!bàn )(?<!theo )(?<!do )(?<!chuyển )(?<!chức )(?<!kế hoạch )giao\s+(?:trách nhiệm\s+"
        rf"|nhiệm vụ\s+)?(?:cho\s+)?(?={BODY})",
        "đạt chất lượng chuyên môn, giao Văn phòng Ủy ban nhân dân tỉnh tổng hợp",
    ),
    Rule(
        "order_ask",
        rf"(?<!theo )(?<!xét )(?<!về )(?<!được )(?<!đã )(?<!khi có )(?<!các )(?<!những )(?<!hồ sơ )(?<!kiến nghị, )(?:đề nghị"
        rf"|y[êẻ]u c[ầâ]u|kính mong)\s+(?:quý\s+|đến\s+)?(?={BODY}|quý)",
        "Thủ tướng Chính phủ yêu cầu Bộ trưởng Bộ Xây dựng",
    ),
    Rule(
        "order_instruct",
        rf"(?:^|nhân dân|UBND|Chủ tịch|Chính phủ|tỉnh|Thành phố|xã|phường)\s+(?:chỉ thị|chỉ đạo|phân công|ủy quyền|uỷ quyền"
        rf"|ủy nhiệm)\s+(?:cho\s+)?(?={BODY})",
        "UBND tỉnh chỉ thị các sở, ban ngành, UBND các huyện",
    ),
    Rule("order_delegate", rf"(?:^|[,;.]\s*)(?:ủy|uỷ) quyền\s+(?:cho\s+)?(?={BODY})", "Ủy quyền cho Giám đốc Sở Nội vụ ký"),
    Rule("order_invite", rf"(?:trân trọng kính mời|kính mời)\s+(?={BODY}|quý|đại diện)", "Trân trọng kính mời các đồng chí lãnh đạo Sở"),
)

# Somebody named at the beginning of a sentence who then does something.
SUBJECT = Rule(
    "subject",
    rf"(?:riêng\s+|đối với\s+|giao\s+|đồng thời,?\s+)?(?P<who>{BODY}(?:(?!\s(?:đã|đang|vẫn|chưa|được|là|còn|cũng|không|do|mà|để|nhằm"
    rf"|bị)\s)[^.;:!?]){{0,320}}?)"
    rf"[\s,:]\s*(?P<verb>{VERB})",
    "Sở Tài chính chủ trì, phối hợp với các sở",
)
# A clause that comes before who is told: "Trên cơ sở …, Sở Kế hoạch và Đầu tư theo dõi".
BEFORE_SUBJECT = Rule(
    "before_subject",
    r"(?:trên cơ sở|từ|căn cứ|đối với|khi|trường hợp|trong|để|nhằm|sau khi|theo|định kỳ|hằng|hàng|trước|đến|chậm nhất|về|qua|tại|ngoài"
    r"|bên cạnh|ngay|nếu|thực hiện"
    r"|mùa|thời gian|kể từ|từ nay|riêng)(?!\w)",
    "Từ thực tế quản lý ngành, địa phương, các cơ quan, đơn vị tiến hành",
)
# A heading that is the name of somebody, so that what stands under it is theirs.
NAMED_HEADING = Rule(
    "named_heading",
    rf"(?:(?:giao|đề nghị|yêu cầu|kiến nghị)(?:\s+(?:trách nhiệm|nhiệm vụ))?(?:\s+cho)?\s+|(?:trách nhiệm|nhiệm vụ)\s+(?:của"
    rf"|thực hiện của)\s+|đối với\s+|về phía\s+)?{BODY}",
    "Thủ trưởng các sở, ban, ngành tỉnh; Chủ tịch UBND các xã, phường",
)
VERB_FIRST = Rule("verb_first", rf"(?:(?:đồng thời|ngoài ra|trong đó|bên cạnh đó|hằng|hàng)[\s,]+)*{VERB}", "Tiếp tục rà soát, thực hiện")

# Headings under which nothing is an instruction, whatever its words are.
ZONE_RULES = (
    Rule(
        "zone_aims",
        r"(?:mục đích|mục tiêu|yêu cầu(?!\s+(?:các|ubnd|sở|thủ trưởng|chủ tịch|đối với|bộ|cơ quan|đơn vị))|quan điểm|nguyên tắc"
        r"|phương châm|chỉ tiêu|căn cứ(?!\s+(?:chức|nhiệm|tình|kết|quy|nội|kế))"
        r"|cơ sở (?:pháp lý|thực tiễn|xây dựng)|sự cần thiết|phạm vi|đối tượng|khái quát|định hướng chung|tầm nhìn|chủ đề)(?!\w)",
        "I. MỤC ĐÍCH, YÊU CẦU",
    ),
    Rule(
        "zone_background",
        r"(?:đ[áa]nh giá(?:\s+(?:chung|tình hình|kết quả|nguy cơ|thực trạng))?\s*(?:chung|tình hình|kết quả|nguy cơ|thực trạng|$|:)"
        r"|(?:về\s+)?(?:tình hình|thực trạng|kết quả)(?!\s+đầu ra)(?!\w)"
        r"|(?:những\s+)?(?:tồn tại|hạn chế|nguyên nhân|khó khăn|thuận lợi|ưu điểm|bối cảnh|bài học)(?!\w)|đặc điểm|dự báo)",
        "I. ĐÁNH GIÁ KẾT QUẢ THỰC HIỆN",
    ),
    Rule("zone_effect", r"(?:hiệu lực|điều khoản (?:chuyển tiếp|thi hành)|quy định chuyển tiếp)", "Điều 4. Điều khoản chuyển tiếp"),
    Rule(
        "zone_event",
        r"(?:thời gian|địa điểm|thành phần|nội dung (?:làm việc|cuộc họp|hội nghị)|chương trình (?:làm việc|hội nghị))(?!\w)",
        "1. Thời gian, địa điểm",
    ),
)
MONEY_ZONE = Rule("zone_money", r"(?:nguồn\s+)?kinh phí(?!\w)", "III. KINH PHÍ THỰC HIỆN")

# Sentences that are no instruction.
NOT_TASK_RULES = (
    Rule(
        "no_carrying_out",
        r"chịu trách nhiệm (?:tổ chức )?(?:thi hành|thực hiện|triển khai thực hiện) (?:quyết định|nghị quyết) này",
        "các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này",
    ),
    Rule("no_carrying_out_short", r"chịu trách nhiệm (?:tổ chức )?thi hành", "chịu trách nhiệm thi hành Quyết định này"),
    Rule(
        "no_legal_effect",
        r"(?:có hiệu lực|hết hiệu lực|thay thế (?:quyết định|chỉ thị|kế hoạch|công văn|nghị quyết|thông tư)|bãi bỏ (?:quyết định"
        r"|chỉ thị|kế hoạch|điều|khoản)|xem như|coi như|được coi là)(?!\w)",
        "Quyết định này có hiệu lực thi hành kể từ ngày ký",
    ),
    Rule(
        "no_made_known",
        r"(?:thông báo|thông tin|gửi|trân trọng|công bố)\s[^.;]{0,220}?(?:để|đến|tới)\s[^.;]{0,160}?(?:biết"
        r"|nắm)[\s,]+(?:và\s+)?(?:tổ chức\s+|phối hợp\s+|chủ động\s+|phối hợp,?\s+)*(?:thực hiện|triển khai|phối hợp|thi hành|theo dõi"
        r"|chỉ đạo)",
        "Văn phòng Chính phủ thông báo để các Bộ, cơ quan biết, thực hiện",
    ),
    Rule("no_made_known_short", r"(?:nay|xin|trân trọng)\s+(?:trân trọng\s+)?thông báo", "Văn phòng Chính phủ xin trân trọng thông báo"),
    Rule(
        "no_thanks", r"(?:xin\s+)?(?:trân trọng|chân thành)\s+(?:cảm ơn|cám ơn|kính trình|báo cáo|kính mời)|rất mong", "Trân trọng cảm ơn"
    ),
    Rule(
        "no_contact",
        r"(?:chi tiết|thông tin|mọi (?:thông tin|chi tiết|vướng mắc)|đầu mối|thông tin (?:chi tiết|khác))[^.;]{0,80}?(?:liên hệ"
        r"|xin liên hệ|trao đổi|qua số)",
        "Chi tiết liên hệ phòng Chính trị, tư tưởng và Công tác học sinh",
    ),
)
# These count only at the beginning of what is read.
NOT_TASK_OPENINGS = (
    Rule(
        "no_if_difficult",
        r"(?:(?:trong\s+)?quá trình\s+(?:tổ chức\s+|triển khai\s+|thi hành\s+|thực hiện\s+)+[^.;]{0,120}?)?(?:nếu|trường hợp"
        r"|khi)\s+(?:có\s+|gặp\s+|phát sinh\s+|còn\s+)(?:nội dung\s+|vấn đề\s+|những\s+|các\s+)*(?:khó khăn|vướng mắc|phát sinh|vấn đề"
        r"|nội dung)",
        "Trong quá trình triển khai thực hiện Kế hoạch, nếu có khó khăn, vướng mắc",
    ),
    Rule(
        "no_while_doing",
        r"(?:trong\s+)?quá trình\s+(?:tổ chức\s+|triển khai\s+)*(?:thực hiện|thi hành|triển khai)",
        "Trong quá trình thực hiện Thủ trưởng các địa phương chủ động phối hợp",
    ),
    Rule(
        "no_above_is",
        r"trên đây là|nhận được (?:công văn|văn bản|chỉ thị|kế hoạch|công điện|thông báo)\s+này",
        "Trên đây là Thông báo kết luận của đồng chí",
    ),
    Rule(
        "no_praise",
        r"(?:ghi nhận|biểu dương|đánh giá cao|hoan nghênh|cơ bản (?:thống nhất|đồng ý|nhất trí)|thống nhất (?:với|chủ trương|nội dung)"
        r"|đồng ý (?:với|chủ trương|về))",
        "Ghi nhận, biểu dương và đánh giá cao tinh thần",
    ),
    Rule(
        "no_basis",
        r"(?:căn cứ|theo|xét|thực hiện|tiếp theo|phúc đáp|ngày)\s+(?:luật|nghị định|thông tư|quyết định|công văn|tờ trình|đề nghị"
        r"|văn bản|nghị quyết|\d)[^.]{0,1500}[;,]\s*$",
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025;",
    ),
)
RESPONSIBILITY = Rule(
    "no_responsibility",
    r"chịu (?:hoàn toàn )?trách nhiệm\s+(?:toàn diện\s+|chính\s+|cá nhân\s+)?(?:trước\s+[^.;]{0,160}?)?(?:về"
    r"|đối với)\s+(?:việc\s+)?(?:nội dung|tính|kết quả|số liệu|sự|độ|mọi|toàn bộ|những|các nội dung|chất lượng|thông tin|hậu quả"
    r"|pháp lý|tiến độ)",
    "Chủ tịch Ủy ban nhân dân cấp tỉnh chịu trách nhiệm toàn diện trước Thủ tướng Chính phủ về tính trung thực",
)
# The closing sentence asks everybody to carry out what was written above and nothing of its own.
EXHORTATION = Rule(
    "exhortation",
    r"(?:nghiêm túc|khẩn trương|nghiêm|tổ chức|tập trung|chủ động|triển khai|quán triệt|quan tâm|phối hợp|tích cực|thực hiện"
    r"|thi hành)[\s,]+"
    r"(?:(?:nghiêm túc|khẩn trương|nghiêm|tổ chức|quán triệt|tập trung|phối hợp|chỉ đạo|triển khai|tích cực|chấp hành|đầy đủ|hiệu quả"
    r"|kịp thời|và)[\s,]+)*(?:thực hiện|triển khai|thi hành|chấp hành)",
    "Đề nghị Thủ trưởng các cơ quan, đơn vị nghiêm túc triển khai thực hiện",
)
THIS_DOCUMENT = Rule(
    "this_document",
    r"(?:chỉ thị|công văn|công điện|kế hoạch|thông báo|quyết định|văn bản|nghị quyết|chương trình|hướng dẫn|phương án|đề án)\s+này"
    r"|(?:các\s+)?nội dung\s+(?:trên|nêu trên|này|chỉ đạo)|nêu trên",
    "triển khai và chỉ đạo thực hiện nghiêm túc Chỉ thị này",
)
# A reply that ends with a request to one who decides.
COURTESY = Rule(
    "courtesy",
    r"(?:đề nghị|kính (?:đề nghị|trình|mong|báo cáo|gửi)|trân trọng đề nghị|báo cáo)\s[^.;]{0,260}?(?:xem xét"
    r"|quan tâm)[\s,]+(?:và\s+)?(?:quyết định|cho ý kiến|phê duyệt|chấp thuận|giải quyết"
    r"|chỉ đạo|hướng dẫn|chỉnh sửa|tổng hợp|thẩm định|ban hành|thông qua|có ý kiến|cho chủ trương|hỗ trợ|bổ sung|theo quy định|đồng ý)",
    "Đề nghị Thường trực HĐND tỉnh xem xét, quyết định",
)
DATED = Rule(
    "dated",
    r"(?:trước|chậm nhất|đến hết|hết|xong)\s+(?:là\s+|vào\s+|trước\s+)?(?:ngày\s+)?\d{1,2}\s*(?:[/.-]|tháng)\s*\d"
    r"|trước\s+\d{1,2}\s*(?:giờ|h)",
    "báo cáo kết quả về Sở Nội vụ trước ngày 05/12/2012",
)
# What is said of a thing that is to be sent, in a paragraph after the request for it.
SENT_TO = Rule(
    "sent_to",
    r"(?:(?:văn bản|báo cáo|kết quả|danh sách|hồ sơ|ý kiến|kế hoạch|phiếu|biểu|số liệu|thông tin|bản đăng ký|đăng ký|tài liệu|file)"
    r"[^.;]{0,120}?)(?:gửi|chuyển|nộp)\s+(?:về|đến|cho|qua)\s",
    "Báo cáo gửi về Sở Tư pháp - Cơ quan thường trực",
)

# What a list says without asking for anything: "Tiến độ thực hiện dự án", "Những vướng mắc của các nhà đầu tư".
NOUN_FIRST = Rule(
    "noun_first",
    r"(?:tình hình|tiến độ|kết quả|số lượng|số liệu|danh sách|danh mục|những|việc|công tác|nội dung|tỷ lệ|tỉ lệ|mức|nguồn|thời gian"
    r"|thời hạn|địa điểm|thành phần|hồ sơ|luật"
    r"|nghị định|nghị quyết|quyết định số|thông tư|chỉ thị số|kế hoạch số|công văn số|văn bản|vướng mắc|đối tượng|hình thức|biểu mẫu"
    r"|mẫu|phụ lục|từ ngân sách|kinh phí|chi phí|lý do"
    r"|mỗi|\d+)(?!\w)",
    "Tiến độ thực hiện dự án;",
)
# What a new body is for is told, not ordered.
FUNCTIONS = Rule(
    "functions",
    r"(?:có\s+)?(?:chức năng|nhiệm vụ\s*(?:,|và)\s*quyền hạn|nhiệm vụ sau|các nhiệm vụ sau)(?!\w)",
    "Tổ công tác có chức năng, nhiệm vụ, quyền hạn sau:",
)
# The words of an opening sentence after which come instructions to those to whom the letter is written.
ADDRESSED_OPENER = Rule(
    "addressed_opener",
    r"(?:có ý kiến|ý kiến chỉ đạo|chỉ đạo|kết luận|yêu cầu|chỉ thị|đề nghị|hướng dẫn|triển khai|thực hiện|quán triệt|phối hợp)"
    r"[^.]{0,160}?(?:như sau|sau|sau đây|cụ thể)?\s*:\s*$",
    "Phó Thủ tướng Chính phủ Hồ Đức Phớc có ý kiến như sau:",
)
