"""How documents say until when; patterns over a line's plain letters (lower case where they are named folded)."""

from __future__ import annotations

import re

from models.intake.documents.rules import Rule

_DONE = r"(?P<done>(?:hoan thanh|hoan tat|hoan thien|xong|ket thuc|thuc hien xong):?(?: viec)?(?: (?:trong|vao))?(?: ngay)? ?)?"
_LATEST = (
    r"(?P<latest>(?:cham nhat|muon nhat|tre nhat|han chot|han cuoi|thoi han cuoi|han|khong qua|khong muon hon|khong cham hon|khong tre hon)"
    r"(?: la)?(?: trong)?:? ?)?"
)
_UNTIL = r"(?P<until>(?:(?:cho )?den(?: het)?|toi|het|vao|trong|ngay trong|tu nay den(?: het)?) )?"
_BEFORE = r"(?P<before>(?:t?ruoc|tuoc) ?)?"
_SLOT = r"(?P<slot>(?:thoi gian|thoi han|han)[a-z ]{0,30}: ?)?"
_WEEKDAY = r"(?:(?:buoi )?(?:sang|trua|chieu|toi)(?: ngay)?,? )?(?:(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat),? ?\(?)?"
_HOUR = r"(?P<hour>(?:luc |hoi )?\d{1,2} ?(?:h|gio|g|:) ?(?:\d{2})?'?(?: ?phut)?,? ?)?"
_DAY = (
    r"(?<!\d)(?<!\d[/.\-])(?:(?P<day>\d{1,2}) ?[/.\-] ?(?P<month>\d{1,2})(?: ?[/.\-] ?(?P<year>\d{4}))?(?![\d/%])"
    r"|(?P<day2>\d{1,2}) thang (?P<month2>\d{1,2})(?:,? ?nam (?P<year2>\d{4}))?)(?!\d)"
)
BY_DAY = Rule(
    "by_day",
    rf"(?<![a-z]){_DONE}{_LATEST}{_UNTIL}{_BEFORE}{_SLOT}{_WEEKDAY}{_HOUR}{_WEEKDAY}(?:ngay ?)?{_DAY}",
    "gửi Văn phòng Chính phủ và Bộ Tài chính trước ngày 03/12/2025 để tổng hợp",
)
_YEARED = r"(?: ?[/\-,] ?\d{4}| nam \d{4})?"
_PERIOD = (
    r"(?P<period>(?:dau |giua |cuoi |tuan (?:thu )?(?:nhat|hai|ba|tu|dau|cuoi|[1-4]) (?:cua )?)?"
    r"(?:thang \d{1,2}(?:(?:,| va|-) ?(?:thang )?\d{1,2}(?!\d))*"
    + _YEARED
    + r"|quy (?:iv|i{1,3}|1{2,3}|1v|l{1,3}|lv|[1-4])(?:(?:,| va|-) ?(?:quy )?(?:iv|i{1,3}|[1-4])(?![a-z\d]))*"
    + _YEARED
    + r"|0?[69] thang (?:dau|cuoi) nam(?: \d{4})?|nam \d{4}|nam nay))(?![a-z\d])(?! ?[/\-] ?\d)"
)
BY_PERIOD = Rule(
    "by_period",
    rf"(?<![a-z]){_DONE}{_LATEST}"
    r"(?P<until>(?:(?:cho )?den(?: het| cuoi)?|het|vao|trong|ngay trong|cuoi|tu nay den(?: het)?) )?(?P<before>t?ruoc )?" + _PERIOD,
    "đảm bảo hoàn thành, đưa vào hoạt động trong Quý IV năm 2020 để làm cơ sở",
)
# What every day and every period has, for a quick look.
A_DAY = re.compile(r"\d{1,2} ?(?:[/.\-] ?\d|thang)", re.IGNORECASE)
A_PERIOD = re.compile(r"(?:thang|quy) ?[\div]|nam (?:\d{4}|nay)", re.IGNORECASE)
# A line of time within the words: "(Thời gian thực hiện: Quý IV/2025 và năm 2026)".
TIME_LINE = Rule(
    "time_line",
    r"(?:thoi gian|thoi han|tien do)(?: (?:thuc hien|hoan thanh|trien khai|xong|bao cao|to chuc|du kien))*: ?(?P<said>[^.;)]{3,80})",
    "Thời gian thực hiện: Quý IV/2025 và năm 2026",
)
# What is counted up to a day is no deadline, nor is what began, was or is dated by it.
NOT_DUE = Rule(
    "not_due",
    r"(?<!\w)(?:tính|số liệu|lũy kế|luỹ kế|cập nhật|thống kê|có hiệu lực|hiệu lực|thời điểm|áp dụng|kể từ|tính từ|ghi nhận|năm|giai đoạn"
    r"|(?:những|các|mấy) tháng)[,:]? (?:báo cáo )?$"
    r"|(?<!\w)(?:số liệu|kỳ báo cáo|kỳ trước|tính|lũy kế|luỹ kế|trong kỳ)[^.;]{0,30}(?:từ|đến) [^.;]{0,16}$"
    r"|(?:bão|lũ|mưa|thiên tai)[^.;,]{0,20}từ[^.;]{0,12}$"
    r"|(?<!\w)(?:được|đã|bị) (?:cấp|ban hành|ký|phê duyệt|xây dựng|thành lập|tuyển dụng|bổ nhiệm|giao|chấp thuận|triển khai"
    r"|hình thành|thu hồi)"
    r"[^.;,]{0,24}$",
    "số liệu báo cáo tính từ ngày 01/01/2012 đến hết ",
)
# "từ ngày 18 đến ngày 20/9 có mưa vừa": how long the weather lasts is told.
WEATHER = Rule(
    "weather",
    r"(?<!\w)(?:dự báo|bản tin|bão số|áp thấp|mưa lũ|không khí lạnh|nắng nóng)[^.;]{0,120}$"
    r"|^[^.;]{0,60}(?<!\w)(?:có mưa|mưa (?:vừa|to|lớn)|nắng nóng|rét|gió mùa|triều)",
    " có mưa vừa đến mưa to",
)
# "những kết quả đã đạt được trong năm 2012": a period that is told of.
ALREADY = Rule(
    "already",
    r"(?<![a-z])(?:da|dat duoc|ket qua|tinh hinh|chua dat|con|thanh tich|cong tac|ton tai|han che|chi tieu|ke hoach|nhiem vu|su dung|bo tri"
    r"|du toan|giao|phat sinh|xay ra|dien ra|ngan sach|chuong trinh|muc tieu|lien quan"
    r"|hoat dong|dia phuong|linh vuc)(?![a-z])[^.;,:]{0,22}$",
    "những kết quả đã đạt được ",
)
# "tầm nhìn đến năm 2030": how far a plan looks, unless something is to be complete by then.
FAR_VIEW = Rule("far_view", r"(?:cho )?den nam \d{4}$", "đến năm 2030")
AT_MEETING = Rule(
    "at_meeting",
    r"(?:bao cao|trinh|thong qua|cho y kien)[^.;]{0,80}(?:cuoc hop|phien hop|buoi lam viec|hoi nghi|buoi hop|ky hop)"
    r"[a-z ]{0,40} (?P<words>(?:vao )?ngay (?P<day>\d{1,2}) ?(?:[/.\-]|thang) ?(?P<month>\d{1,2})(?: ?(?:[/.\-]|nam) ?(?P<year>\d{4}))?)",
    "báo cáo kết quả tại cuộc họp giao ban ngày 24/10/2025",
)
COMPLETED = Rule("completed", r"(?:hoan thanh|xong|dua vao|hoan tat)[^.;]{0,60}$", "đảm bảo hoàn thành, đưa vào hoạt động ")
# The reasons of a sentence up to the order in it.
PURPOSE = Rule(
    "purpose",
    r"(?:de|nham|can cu|thuc hien|tren co so)(?![a-z])[^:]{5,500}?[,;] (?:[^,;:]{3,80} )?(?:yeu cau|de nghi|giao|chi dao)(?![a-z])",
    "Để hoàn thành mục tiêu trong năm 2018, Thủ tướng yêu cầu các Bộ",
)
MIDNIGHT = Rule("midnight", r"(?:luc )?0{1,2} ?(?:h|gio|g|:)", "0 giờ 00 phút")
OPENER_SENTENCE = re.compile(r"[.;]\s+(?=[A-ZĐÀ-Ỹ])")
SENTENCE_END = re.compile(r"[.;] (?=[A-Z(])")
BEFORE_ISSUE = 1
"""Days before the day of issue that a deadline may still fall on: "trước ngày D" of a telegram of that day."""

# Days from the paper's own date can be counted, from its arrival they cannot.
COUNTED = Rule(
    "counted",
    r"(?:trong (?:vong|thoi han|thoi gian)? ?|thoi han[a-z ]{0,24} la |cham nhat(?: la)? (?:sau )?|sau (?:khi )?"
    r"|khong qua )(?P<count>\d{1,3}) ?(?P<unit>ngay|thang|tuan|gio)(?! (?:dau|cuoi|giua))(?P<working> lam viec)?"
    r"(?:,? (?:ke tu|tinh tu|tu|sau|ke tu khi) (?:ngay |khi )?(?:(?P<issue>ky|ban hanh)"
    r"(?: (?:ban hanh|van ban|cong van|quyet dinh|chi thi|ke hoach))?|nhan (?:duoc )?[a-z ]{0,20}|ket thuc[a-z ]{0,20}))?",
    "trong vòng 05 ngày làm việc kể từ ngày ký",
)
# The days or the period with which a point begins: "- Từ ngày 05/02/2026 - 08/02/2026: Ban Thường trực …".
DATED_HEAD = Rule(
    "dated_head",
    r"[-+*• ]*(?P<said>(?:(?:trong|vao|den|truoc|sang|chieu) )?(?:tu )?(?:ngay \d|thang \d|quy (?:[ivl]|\d)|tuan \d)[^:]{0,40}?) ?: (?=\S)",
    "Từ ngày 05/02/2026 - 08/02/2026: Ban Thường trực trao đổi",
)
# With its marks, since "đúng kế hoạch" and "xây dựng kế hoạch" are the same without them.
IN_TIME = Rule(
    "in_time",
    r"(?<!\w)(?:định kỳ|(?:theo )?đúng (?:thời hạn|thời gian|tiến độ|kế hoạch)(?: (?:quy định|yêu cầu|đề ra|được giao))?|theo lộ trình"
    r"|khi có (?:yêu cầu|đề nghị)[^,;.]{0,30})(?!\w)",
    "đúng thời hạn quy định",
)

# --- Cells and lines of time, folded.
OPEN_ENDED = Rule(
    "open_ended",
    r"(?:va|den) (?:cac|nhung) nam (?:tiep theo|sau|ke tiep)|nam tiep theo|tro di$|va tiep tuc",
    "Năm 2025 và các năm tiếp theo",
    re.NOFLAG,
)
STARTS_ONLY = Rule(
    "starts_only",
    r"(?:bat dau |ke )?tu (?:ngay )?(?:\d{1,2}[/.]\d{1,2}|\d{1,2} thang|thang|quy|nam \d{4})(?!.*(?:den|-| het))",
    "Từ 01/7/2025",
    re.NOFLAG,
)
PLANNED = Rule(
    "planned",
    r"(?:theo|trong) (?:ke hoach|chuong trinh|lo trinh|tien do|quy dinh|yeu cau|huong dan|chi dao|thoi gian|phan ky)(?!.*(?:truoc"
    r"|cham nhat|xong|hoan thanh|\d{4}))",
    "Theo kế hoạch công tác tư pháp hàng năm",
    re.NOFLAG,
)
NO_CYCLE_SLOT = Rule(
    "no_cycle",
    r"(?:ke hoach|chuong trinh|du toan|ngan sach)[a-z ,]{0,60}(?:hang nam|hang quy)",
    "Theo Kế hoạch bồi dưỡng công chức, viên chức hàng năm",
    re.NOFLAG,
)

# --- Cycles in running text, folded.
# A quick look before the many ways of naming a cycle are tried.
MAY_CYCLE = re.compile(
    r"(?<![a-z])(?:hang|moi|tung|dinh ky|thuong nien|\d+ ?lan|lan ?/|quy ?[,/]|tuan ?/|thang ?[,/]|nam ?/|thang (?:cuoi|dau|sau|ke"
    r"|tiep)|0?[136] thang|ba thang|sau thang|ngay \d{1,2} (?:cua )?thang)(?![a-z])"
)
HABIT_OF = Rule(
    "habit_of",
    r"(?:ke hoach|chuong trinh|nhiem vu|du toan|ngan sach|ngan sach nha nuoc|chi tieu|danh gia|xep hang|xep loai"
    r"|cai cach hanh chinh|cong tac|kinh phi|muc tieu"
    r"|nhu cau|von|hoat dong|thuong xuyen|lap|dau tu cong|chi so|khen thuong|dinh muc|bien che|thu chi|nguon|nganh|phat trien"
    r"|chi thuong xuyen|kiem ke|nghi phep|khung|dien bien|nong nghiep)"
    r" (?:cua [a-z ]{0,30})?$",
    "mức độ hoàn thành nhiệm vụ ",
    re.NOFLAG,
)
DATE_BEFORE = Rule(
    "date_before_cycle",
    r"(?:ngay (?:mung |mong )?\d{1,2}(?:/\d{1,2}| thang \d{1,2})?|thu (?:hai|ba|tu|nam|sau|bay|[2-7])),? (?:cua )?$",
    "trước ngày 25 ",
    re.NOFLAG,
)
DATE_AFTER = Rule(
    "date_after_cycle", r",? ?\(?(?:cham nhat |muon nhat )?(?:truoc|vao|den)? ?ngay \d{1,2}", " (trước ngày 15 tháng 11)", re.NOFLAG
)
# A cycle with which a sentence ends is a duty's where the sentence tells what to do all that time.
ENDS_WITH = Rule(
    "ends_with_cycle",
    r"(?:^|[,;.:] )(?:bo tri|to chuc|xay dung|thuc hien|danh gia|tong ket|ra soat|kiem tra|phun|giam sat|theo doi|bao cao|cap nhat|tong hop"
    r"|don doc|ve sinh|tuyen truyen|kiem dem|tap huan|duy tri)[a-z ]{3,70} $",
    "tổ chức vệ sinh chuồng trại, phun khử trùng ",
    re.NOFLAG,
)
CLAUSE_START = Rule("clause_start", r"(?:^|[,;:.(+\-] |- )(?:va |dong thoi )?$", "về UBND tỉnh; ", re.NOFLAG)
# Behind the body that does it: "Thủ trưởng các sở, ban, ngành hằng quý báo cáo tình hình".
REPORTS_AFTER = Rule(
    "reports_after",
    r" ?,? ?(?:bao cao|tong hop|gui|ra soat|kiem tra|cap nhat|danh gia|so ket|giao ban|thong ke"
    r"|cong khai|to chuc (?:kiem tra|giao ban|doi thoai|so ket|hop))(?![a-z])",
    " báo cáo tình hình thực hiện",
    re.NOFLAG,
)
TIMES_AFTER = Rule(
    "times_after", r" ?(?:it nhat |toi thieu )?(?:\d{1,2}|mot|hai|ba) ?(?:buoi|lan|ngay|gio|tiet|cuoc|ky)(?![a-z])", " 02 buổi", re.NOFLAG
)
# "Báo cáo 6 tháng (trước ngày 15/6) và báo cáo năm (trước ngày 15/12)" is a duty of every half-year.
HALF_AND_YEAR = Rule(
    "half_and_year",
    r"bao cao(?: dinh ky| ket qua| so ket)? (?:0?6|sau) thang[^.;]{0,80}"
    r"(?:bao cao (?:ca |tong ket )?nam(?! \d)|va nam(?! \d)|, nam(?! \d))",
    "Báo cáo 6 tháng (trước ngày 15/6) và báo cáo năm (trước ngày 15/12)",
    re.NOFLAG,
)
REPORTING = Rule(
    "reporting",
    r"(?<![a-z])(?:bao cao|tong hop|gui|nop|giao ban|so ket|cung cap|cap nhat|thong ke|ra soat|kiem tra)(?! cao)[^.;:]{0,70}$",
    "giám sát tuyến xã và báo cáo ",
    re.NOFLAG,
)
# What belongs to the words of a cycle before and behind them.
CYCLE_BEFORE = re.compile(
    r"(?:(?:dinh ky|truoc|cham nhat|vao|ngay \d{1,2}(?:/\d{1,2}| thang \d{1,2})?|cua|\(|theo) ?){1,4}$", re.IGNORECASE
)
CYCLE_AFTER = re.compile(
    r"(?:,? ?(?:thang|quy|nam|0?6 thang|va)(?![a-z])){0,4}"
    r"(?: \(?(?:cham nhat |truoc |vao )(?:ngay )?\d{1,2}(?:/\d{1,2}| thang \d{1,2}| ?(?:gio|h)(?: ?\d{2}(?: phut)?)?)?\)?)?",
    re.IGNORECASE,
)

RULES = (
    BY_DAY, BY_PERIOD, TIME_LINE, NOT_DUE, WEATHER, ALREADY, FAR_VIEW, AT_MEETING, COMPLETED, MIDNIGHT, PURPOSE, DATED_HEAD, COUNTED,
    IN_TIME, OPEN_ENDED, STARTS_ONLY, PLANNED, NO_CYCLE_SLOT, HABIT_OF, DATE_BEFORE, DATE_AFTER, CLAUSE_START, ENDS_WITH, REPORTS_AFTER,
    TIMES_AFTER, HALF_AND_YEAR, REPORTING,
)  # fmt: skip
