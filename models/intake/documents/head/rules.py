"""The patterns of a head. They look at small letters without marks (`letters.plain`), so that lost marks of a scan do not matter."""

from __future__ import annotations

import re

from models.intake.documents.rules import Rule

_LINES = re.IGNORECASE | re.MULTILINE

STATE_MOTTO = Rule(
    "head.state_motto",
    r"c\S{1,4}\s+h\S{1,3}\s+\W{0,2}x\S{1,2}\s*h\S{1,3}\s+ch\S{1,2}\s+ngh\S{1,3}\s+v\S{2,4}\s+nam",
    "CỘNG HÒA |XÃ HỘI CHỦ NGHĨA VIỆT NAM",
)
LOOSE_MOTTO = Rule(
    "head.loose_motto",
    r"(?:c\S{0,3}\s{1,2}\S{1,5}\s{1,2})?h\S{1,2}\s{1,2}x\S{1,2}\s{0,2}h\S{1,3}\s{1,2}ch\S{1,2}\s{1,2}ngh\S{1,3}\s{1,2}v\S{2,4}\s{1,2}n\S{1,3}",
    "C€ ÔNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
)
TORN_MOTTO = Rule(
    "head.torn_motto",
    r"\bc[o0]n[gq]\s{0,2}h[o0]a\S{0,5}(?:\s[^\n]{0,60})?$",
    "BỘ TÀI CHÍNH | CONG HOAYXA HOI atts",
    _LINES,
)
FREEDOM_MOTTO = Rule(
    "head.freedom_motto",
    r"\b\S{2,4}\s+l[ao]p\s*[^\w\s]{0,3}\s*t\S{1,2}\s+d\S{1,2}\s*[^\w\s]{0,3}\s*h\S{1,4}\s+ph\S{1,3}",
    "Đặc lập - Tự dd - Hạnh phúc",
)
PARTY_MOTTO = Rule("head.party_motto", r"dang\s+cong\s+san\s+viet\s+nam", "ĐẢNG CỘNG SẢN VIỆT NAM")
DATE_LINE = Rule(
    "head.date_line",
    r"\bn[gq]a[yv](?P<day>[^,;:]{0,14}?)t?hang(?P<month>[^,;:]{0,12}?)n[ao]m(?P<year>\s{0,4}\d[^\s,;:]{0,5}|[^\S\n]{0,4}[^\s,;:]{0,6})",
    "Bắc Giang, ngày 0Ÿ tháng I] năm 2012",
)
TORN_DATE_LINE = Rule(
    "head.torn_date_line",
    r"\bn[gq][ao][yvuj1](?P<day>[^,;:\n]{0,12}?)t?h[aeio]n[gq](?P<month>[^,;:\n]{0,10}?)n?[aeo]m(?P<year>\s{0,4}\d[^\s,;:]{0,5}|[^\S\n]{0,4}[^\s,;:]{0,6})",
    "Hà Noi, ngayl4thing 4 ăm 2024",
)
DATE_IN_FIGURES = Rule(
    "head.date_in_figures",
    r",\s{0,3}(?:ngay\s{0,3})?(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>(?:19|20)\d\d)\b",
    "Hà Nội, ngày 20/11/2025",
)
SIGNED_AT = Rule(
    "head.signed_at",
    r"(?:thoi gian|ngay|gio) ky\W{1,4}(?:\d{1,2}:\d\d(?::\d\d)?\s+)?(?:ngay\s+)?"
    r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>20\d\d)",
    "Thời gian ký: 04/02/2025 16:42:36",
)
NUMBER_LINE = Rule(
    "head.number_line",
    r"^ {0,120}[^a-z0-9]{0,8}(?:(?:luat|phap lenh|nghi dinh|nghi quyet|thong tu|quyet dinh|lenh|cong van|van ban)\s(?=s[o0]\s?:))?"
    r"(?:s[o0]\s{0,2}(?:[:.;]|(?=\d)|(?=[^\s/]{0,6}\s{0,3}/[a-z]))|\S{2,3}\s?:\s{0,3}(?=\d{1,5}\s?/\s?[a-z]))",
    "Số: 06 /CT-UBND",
)
LETTER_SUBJECT = Rule(
    "head.letter_subject",
    r"(?:^|(?<=\s))[^\w\s]{0,3}v\s{0,2}[/|il\\]{1,2}\s{0,2}[vy](?![a-z])\s{0,2}[:.]?|^ {0,120}[^\w\s]{0,3}v[vw]\s{0,2}[:.]?(?=\s)",
    "V⁄v Tô chức Hội thi",
)
ABOUT = Rule("head.about", r"^\s*[^\w\s]{0,4}\s*v[ea]\s+viec(?![a-z])\s{0,2}[:.]?", "Về việc báo cáo tổng kết công tác")
ABOUT_ONLY = Rule("head.about_only", r"^\s*[^\w\s]{0,3}ve\s+(?=[a-z])", "Về cho học sinh nghỉ học")
ADDRESSED = Rule("head.addressed", r"kinh\s{1,3}[gq]ui\b\s{0,2}:?", "Kính gửi: Sở Tài chính")
TORN_ADDRESSED = Rule("head.torn_addressed", r"^\W*(?:\S{1,6}\s{1,2})?n?gui\s{0,2}:", "ngửi: Đồng chí Cục trưởng")
WIRED = Rule("head.wired", r"\bdien\s{0,2}:\s*$", "THỦ TƯỚNG CHÍNH PHỦ điện:")
SEAL_NOISE = Rule(
    "head.seal_noise",
    r"@|\(a\)|\.vn\b|\.gov\b|\b\d{1,2}:\d\d(?::\d\d)?\b|\+0?7:?00|nguoi ky|ky boi|thoi gian ky"
    r"|cong\s+thong\s+tin\s+\S?ien|^\W*co quan\s*:|^\W*email|chu ky so|ky so",
    "Thời gian ký: 04/02/2025 16:42:36",
)
ARRIVAL_STAMP = Rule("head.arrival_stamp", r"^\W*(?:cong van |van ban )?den\W*$|^\W*(?:gio|ngay|so)\W*:?\s*den\b", "CÔNG VĂN ĐẾN")
URGENT = Rule("head.urgency", r"^\W*(?P<degree>h[o0]a t[o0]c|thuong khan|khan)(?:\s+hen gio)?(?:\W.{0,20})?\W*$", "HỎA TỐC")
SECRET = Rule("head.secrecy", r"^\W*(?:do mat\W*)?(?P<degree>tuyet mat|toi mat|mat)\W*$", "TUYỆT MẬT")
ISSUER_LINE = Rule(
    "head.issuer_line",
    r"^\W*(?:chu tich|uy ban nhan dan|giam doc|bo truong|thu tuong|hoi dong nhan dan|chanh|tong|cuc truong|truong|ban|chinh phu|quoc hoi"
    r"|hieu truong|vien truong|thong doc|uy ban)\b",
    "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH",
)
BODY_START = Rule(
    "head.body_start",
    r"^\W*(?:can cu|thuc hien|trien khai (?:thuc hien )?(?:nghi quyet|quyet dinh|ke hoach|chi thi|cong van|thong bao)|theo de nghi"
    r"|xet|tiep theo|sau khi|thoi gian qua|hien nay|vua qua|gan day|nhung nam|trong (?:thoi gian|nhung nam|cac ngay|nam|\d)|nhan dip"
    r"|de (?!an|cuong|nghi|xuat)|nham |ngay \d|qua (?!n)|sau |tren co so"
    r"|uy ban nhan dan .{0,60}(?:ban hanh|nhan duoc|xay dung|thong bao|yeu cau)|nam \d{4}|do (?!thi)|[ivx]{1,4}\s?[.)]\s|1\s?[.)]\s"
    r"|phan (?:i|thu)\b|dieu 1\b|theo noi dung"
    r"|thua hanh|thua lenh|chap hanh|phat huy|hom nay|tu ngay|kinh gui)",
    "Thực hiện Quyết định số 1850/QĐ-TTg ngày 27 tháng 8 năm 2025",
)
AGENCY_SPEAKS = Rule(
    "head.agency_speaks",
    r"^\W*(?:ubnd|uy ban|so|bo|ban|phong|van phong|cong an|chu tich|hdnd|hoi dong|truong|trung tam|chi cuc|cuc|dang uy|tinh uy|thanh tra"
    r"|thuong truc|doan|hoi|lien doan)\s.{0,90}(?:thong bao|ban hanh|de nghi|yeu cau|kinh moi|tran trong|bao cao|xay dung|nhan duoc"
    r"|huong dan|to chuc|co y kien)\b.*[.:]\s*$",
    "Công an xã Mường La thông báo lịch cấp căn cước.",
)
NO_SUBJECT = Rule(
    "head.no_subject",
    r"^\W*(?:can cu|kinh gui|[ivx]{1,4}\s?[.)]\s|1\s?[.)]\s|dieu 1\b|phan (?:i|thu)\b|chuong i\b|hom nay|thua lenh|thua hanh)",
    "Căn cứ Luật Tổ chức chính quyền địa phương",
)
RECIPIENTS = Rule(
    "head.recipients",
    r"^ {0,120}[^a-z0-9\n]{0,8}n[o0][itl1]\s{1,4} *n[hl][ae]n(?![a-z])(?!\s+(?:ho so|va tra|ket qua)) {0,2}[:.;]?",
    "*Nơi\nnhận:*",
    _LINES,
)
KEPT = Rule(
    "head.kept",
    r"^ {0,120}[^a-z0-9\n]{0,6}(?:\d{1,2}[.)]\s*)?l[uo]{1,2}\s{0,2}[:;,]?\s{0,2}(?:v\s?t|v\.t|van thu|ho so|hs|vp|van phong|dang uy"
    r"|chi bo|tchc|hcns|bgd)",
    "- Luu: VT, LĐ",
    _LINES,
)
BULLET = Rule("head.bullet", r"^\s*(?:[-–—~+•●▪·*»>=_]{1,2}|\d{1,2}[.)])\s*(?=\S)", "- Như trên;")
ELECTRONIC_COPIES = Rule("head.electronic_copies", r"^\W*(?:ban |gui )(?:dien tu|giay|qua)[^:]{0,40}:", "Bản điện tử:")
FOR_OTHER = Rule(
    "head.signs_for",
    r"(?:t\s?/?\s?m|k\s?/?\s?t|t\s?/?\s?l|t\s?/?\s?u\s?/?\s?q|t\s?/?\s?u\s?/?\s?n)\s{0,2}[.,:]\s{0,3}(?=[a-z])|t/m\s+(?=[a-z])",
    "KT. CHỦ TỊCH",
)
ANNEX = Rule(
    "head.annex",
    r"^\W*(?:phu luc|danh muc|bieu mau|mau so|mau \d|bieu so|phan phu luc|de cuong|quy che|quy dinh|chuong trinh|ke hoach|phuong an|de an"
    r"|huong dan)\b.{0,40}$",
    "PHỤ LỤC I",
)
WITH_IT = Rule("head.with_it", r"^\W*(?:ban hanh )?kem theo\b", "(Kèm theo Quyết định số 2813/QĐ-UBND)")

RULES = tuple(each for each in globals().values() if isinstance(each, Rule))
