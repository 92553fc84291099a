"""The habits of speaking by which a document says who must do a thing; patterns over a line's plain letters."""

from __future__ import annotations

import re

from models.intake.documents.rules import Rule

# What may stand before the order without meaning: "Đồng thời, giao Sở …".
LEAD_IN = Rule(
    "before_order",
    r"(?:dong thoi|ngoai ra|ben canh do|truoc mat|rieng|thoi gian toi|trong do|tiep tuc|nhu vay|cung voi do|ve viec nay"
    r"|ve noi dung nay|nhiem vu:|noi dung:)[, ]+"
    r"(?=giao |yeu cau |de nghi |phan cong |uy quyen |[A-Z])"
    r"|(?:mot|hai|ba|bon|nam|sau|bay|tam) la[,:]? |thu (?:nhat|hai|ba|tu|nam|sau)[,:] ",
    "Đồng thời, giao Sở Tài chính bố trí kinh phí",
)
_ORDERS = (
    r"(?:thong nhat |dong y |tam thoi |truoc mat |tran trong |kinh |cung )?"
    r"(?:giao(?: nhiem vu| trach nhiem)?(?: cho)?(?!\w)|yeu cau|de nghi|phan cong(?: nhiem vu)?(?: cho)?|uy quyen(?: cho)?"
    r"|chi thi(?: cho)?|keu goi|cho phep|chi dinh|kinh moi)"
)
ORDER = Rule("ordered", rf"{_ORDERS}:? ", "Giao Sở Xây dựng tiến hành rà soát đối với các dự án")
ORDER_LATER = Rule(
    "ordered_later",
    r"(?<!duoc )(?<!da )(?<!theo )(?<!noi dung )(?<!khi co )(?<!dap ung )(?<![a-z])(?:giao(?: nhiem vu)?(?: cho)?|yeu cau|de nghi"
    r"|phan cong(?: cho)?|uy quyen(?: cho)?|chi thi(?: cho)?|keu goi) (?!cua |xu ly|giai quyet)",
    "Căn cứ quy định tại khoản 4 Điều 14; giao Sở Nông nghiệp và Phát triển nông thôn rà soát Danh mục",
)
FOR = Rule(
    "for",
    r"(?:doi voi|(?:phan cong )?(?:trach nhiem|nhiem vu|cong viec)(?:,? (?:quyen han|nhiem vu|trach nhiem))?(?: cu the)? (?:cua|doi voi)"
    r"|ve phia) ",
    "Đối với người đứng đầu các đơn vị, địa phương: tiếp tục đề cao vai trò",
)
# A head of words before a colon is what the instruction is about.
ABOUT = Rule(
    "about",
    r"(?:ve (?:de nghi|kien nghi|viec|noi dung|de xuat) [^:]{3,900}|(?:ve|doi voi|[A-Z])[^:.;]{3,300})(?<! ve)"
    r"(?<! den)(?<! gui)(?<! toi)(?<! tai)(?<! he)(?<! nhu)(?<! gom)"
    r": (?=[A-Z])",
    "Về đề nghị Bộ Nội vụ tham mưu ban hành các cơ chế: Bộ Nội vụ nghiên cứu",
)
ADVERBIAL = Rule(
    "adverbial",
    r"(?:thong nhat|dong y|co ban|chap thuan|cho phep|nhat tri|ghi nhan|hoan nghenh|bieu duong|da qua|hien nay|can cu|tren co so"
    r"|tu |theo|thuc hien|xet|qua |truong hop|khi |sau khi|de |nham|trong |doi voi|dinh ky|hang (?:nam|quy|thang|tuan|ngay)|ngay "
    r"|tai |tuy nhien|viec |nhung|cac (?:noi dung|van de|nhiem vu)|noi dung|ve |vi vay|do vay|do do|hien nay|thoi gian|ket thuc|truoc "
    r"|cham nhat|neu |tren day la |tren tinh than|cung voi|song song|vi the|tiep theo|qua trinh|den (?:ngay|nay)|voi )",
    "Trên cơ sở báo cáo của Sở Xây dựng, Sở Kế hoạch và Đầu tư theo dõi, tổng hợp",
)
# Who tells or orders is not who must do it.
TELLS = Rule(
    "orders_itself",
    r" ?,? ?(?:cung |tran trong |kinh |xin |tiep tuc )?(?:giao|yeu cau|de nghi|chi thi|nhan duoc|co y kien|ket luan|dien|ghi nhan"
    r"|bieu duong|danh gia cao|phe binh"
    r"|cam on|uy quyen|phan cong|keu goi|nhac nho|da(?! duoc))(?![a-z])(?! (?:cao|bo sung|cac nha|tai tro))",
    " đề nghị UBND các xã, phường thực hiện nghiêm túc",
)
# In the sentence that opens a list, or closes a letter, these are the issuer's own acts too.
TELLS_OPENING = Rule(
    "tells_opening",
    r" ?,? ?(?:xin |tran trong )?(?:thong bao|ban hanh|thong nhat|dong y|phe duyet|quyet dinh|huong dan"
    r"|tra loi|de xuat|bao cao|trinh|to chuc|xay dung|trien khai)(?![a-z])",
    " ban hành Kế hoạch với các nội dung sau",
)
INFORMS = Rule(
    "informs",
    r" (?:xin )?thong bao (?:de|den|ket luan|y kien|dinh chinh|noi dung|toi|cho cac)(?![a-z])",
    " thông báo để các cơ quan, đơn vị biết",
)
# A slip passes a matter on: who receives it must act.
PASSES_ON = Rule(
    "passes_on",
    r"(?: ?,? (?:kinh )?|^(?=chuyen (?:don|phieu|thu|noi dung|kien nghi|phan anh|ho so)[^;.,]{0,40} cua )"
    r"|^(?=chuyen (?-i:[A-Z])))chuyen (?:(?:[^;.]{2,160}? )?(?:den|toi|cho|ve) |(?=(?-i:[A-Z])))",
    " chuyển đơn của công dân đến Phòng Kinh tế để kiểm tra, tham mưu giải quyết",
)
# Who leads does it alone; who only puts reports together does it besides those that are named over an item.
LEADS_IT = re.compile(
    r"(?:chu tri|thuc hien|chiu trach nhiem (?:chinh|thuc hien|chu tri)|lam dau moi|la (?:co quan|don vi))(?![a-z])", re.IGNORECASE
)
TO_HANDLE = re.compile(
    r" ?,? (?:de )?(?:kiem tra|xem xet|giai quyet|tham muu|xu ly|nghien cuu|thuc hien|theo tham quyen)(?![a-z])", re.IGNORECASE
)
LEADERS = re.compile(r"(?:pho )?(?:chu tich|thu tuong|giam doc)|lanh dao|van phong|ubnd|uy ban nhan dan|ban tiep cong dan", re.IGNORECASE)
# What a body may do for itself inside the reasons of a sentence: there its name is not the one that is told to act.
OWN_DEED = Rule(
    "own_deed",
    r"(?:chiu trach nhiem|co trach nhiem|chu tri|tong hop|la (?:co quan|don vi) (?:dau moi|chu tri|thuong truc)|lam dau moi"
    r"|dau moi|thuc hien|tham muu)(?![a-z])",
    "chịu trách nhiệm tổng hợp báo cáo chung toàn tỉnh",
    re.NOFLAG,
)
BRACKET = Rule("added_bracket", r"\((?:giao )?(?=[A-Zc])", "(Sở Kế hoạch và Đầu tư chịu trách nhiệm tổng hợp báo cáo chung toàn tỉnh)")
PASSIVE = Rule("added_passive", r"(?<![a-z])(?:do|giao cho|giao) (?=[A-Zc])", "việc thẩm định do Sở Tài chính chủ trì thực hiện")
SENDS = Rule("added_sends", r"(?<![a-z])cua (?=[A-Zc])", "Báo cáo tổng kết của các cơ quan, đơn vị gửi về Sở Nội vụ trước ngày 05/12")
ADDED = (BRACKET, PASSIVE, SENDS)
# An item that ends with a bracket of bodies is theirs.
BRACKET_ONLY = Rule(
    "bracket_only",
    r"\)[.;,]?$|[,;-] ?(?:(?:phai )?(?:hoan thanh|xong|thoi gian|thoi han|truoc|trong|quy|thang)(?![a-z]))[^()]{0,60}\)[.;,]?$",
    "(Sở Văn hóa, Thể thao và Du lịch).",
)
# The duty of a body told between two names.
HEADED = Rule(
    "duty_between",
    r" (?:trong pham vi|theo|can cu)(?: chuc nang)?,? ?(?:nhiem vu|quyen han|tham quyen|linh vuc|nganh|pham vi)?[^,;.:]{0,60}? va (?=cac )",
    " trong phạm vi chức năng, nhiệm vụ của mình và các cơ quan, tổ chức khác có liên quan",
    re.NOFLAG,
)
_WELL = r"(?:chat che|dong bo|kip thoi|hieu qua|tot|thuong xuyen|tich cuc|chu dong|day du|thong nhat)"
TOGETHER = Rule(
    "partners",
    rf"(?<![a-z])(?:phoi hop|phoi, ket hop|phoi ket hop|ket hop|phoi hop thuc hien)(?:,? {_WELL}){{0,3}}(?: (?:voi|cung voi|cung"
    rf"|giua))? ?:? (?=[A-Za-z\d(])(?!thuc hien|trien khai|to chuc|giua)"
    r"|(?<![a-z])(?:chu tri|dau moi),? cung(?: voi)? (?=[A-Zc\d])"
    r"|(?<![a-z])(?:voi su (?:phoi hop|tham gia|ho tro)|co su (?:phoi hop|tham gia)|su phoi hop) cua ",
    "chủ trì, phối hợp chặt chẽ với Thanh tra tỉnh",
)
NOT_TOGETHER = Rule(
    "not_together",
    r"(?:quy che|chuong trinh|cong tac|co che|su|trach nhiem|quan he|viec|hoat dong|quy trinh|tinh than|ke hoach)(?: lien nganh)? $",
    "hoàn thiện quy chế ",
)
OBLIGED = Rule(
    "obliged",
    r" (?:can|phai|co trach nhiem|tap trung|khan truong|thuc hien|trien khai)(?![a-z])",
    " cần nghiêm túc, khẩn trương triển khai thực hiện",
    re.NOFLAG,
)
HELPED = Rule("helped", r"[;,] (?=[A-Zcu])|\((?=[A-Zcu])", "Sở Tài chính chủ trì; Sở Nội vụ phối hợp", re.NOFLAG)
CARRIES_OUT = Rule("carries_out", r" (?:chiu trach nhiem|co trach nhiem) thi hanh(?![a-z])", " chịu trách nhiệm thi hành Quyết định này")
# A heading by which a leader directs others: "Chỉ đạo Sở Y tế:" over what they must do.
DIRECTED = Rule("directed", r"(?:tiep tuc |tap trung |truc tiep )?(?:lanh dao, )?chi dao(?: va dieu hanh)? ", "Chỉ đạo Sở Y tế:")
# How a cell tells the share of each body.
LEAD_MARK = Rule(
    "lead_mark",
    r"[-+* ]*(?:(?:cac )?(?:co quan|don vi|bo phan) )?(?:chu tri|dau moi|ct)(?: thuc hien| tham muu)? ?[:\-] ?",
    "Chủ trì: Sở Nội vụ; phối hợp: Sở Y tế",
)
SHARE_MARK = Rule(
    "share_mark",
    r" ?\((?:la )?(?:don vi |co quan )?(?:chu tri|dau moi|ct|(?P<partner>phoi hop|tham gia|ph))\)",
    "Sở Nội vụ (chủ trì), Sở Y tế (phối hợp)",
)

RULES = (
    LEAD_MARK, SHARE_MARK, LEAD_IN, ORDER, ORDER_LATER, FOR, ABOUT, ADVERBIAL, TELLS, TELLS_OPENING, PASSES_ON, INFORMS, OWN_DEED,
    BRACKET, PASSIVE, SENDS, BRACKET_ONLY, HEADED, TOGETHER, NOT_TOGETHER, OBLIGED, HELPED, CARRIES_OUT, DIRECTED,
)  # fmt: skip
