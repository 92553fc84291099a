"""What the made workbooks speak of: agencies, communes, duties, people. All numbers, people and documents are invented."""

import datetime as dt
import random
from dataclasses import dataclass

OFFICE = "Hoài Ân"

PROVINCIAL = [
    "Sở Nội vụ", "Sở Tài chính", "Sở Nông nghiệp và Môi trường", "Sở Xây dựng", "Sở Khoa học và Công nghệ",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Giáo dục và Đào tạo", "Sở Y tế", "Sở Tư pháp", "Sở Công Thương", "Sở Dân tộc và Tôn giáo", "Thanh tra tỉnh", "Công an tỉnh",
    "Bộ Chỉ huy Quân sự tỉnh", "Ban Quản lý Khu kinh tế", "Bảo hiểm xã hội tỉnh", "Thuế tỉnh Gia Lai", "Kho bạc Nhà nước khu vực XIII",
    "Văn phòng Đăng ký đất đai", "Chi cục Thủy lợi", "Trung tâm Xúc tiến đầu tư tỉnh", "Ngân hàng Chính sách xã hội tỉnh",
]  # fmt: skip
SYMBOLS = {
    "Sở Nội vụ": "SNV", "Sở Tài chính": "STC", "Sở Nông nghiệp và Môi trường": "SNNMT", "Sở Xây dựng": "SXD",
    "Sở Khoa học và Công nghệ": "SKHCN",
    "Sở Y tế": "SYT", "Sở Tư pháp": "STP", "Sở Công Thương": "SCT", "Sở Giáo dục và Đào tạo": "SGDĐT", "Sở Dân tộc và Tôn giáo": "SDTTG",
}  # fmt: skip
INTERNAL = [
    "Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Văn phòng HĐND và UBND", "Trung tâm Phục vụ hành chính công", "Công an xã",
    "Ban Chỉ huy quân sự xã",
    "Trạm Y tế xã", "Trung tâm Dịch vụ tổng hợp", "Hội Nông dân xã", "Đoàn Thanh niên xã", "Hội Liên hiệp Phụ nữ xã",
    "Hội Cựu chiến binh xã",
]  # fmt: skip
COMMUNES = [
    "Ân Hảo", "Ân Tường", "Kim Sơn", "Vạn Đức", "An Lão", "An Vinh", "Phù Mỹ", "Phù Mỹ Bắc", "Bình Dương", "Vĩnh Thạnh", "Vĩnh Sơn",
    "Tây Sơn",
    "Bình Khê", "Tuy Phước", "Vân Canh", "Biển Hồ", "Chư Sê", "Ia Grai", "Đak Đoa", "Mang Yang", "Kbang", "Krong", "Phú Thiện", "Chư Prông",
]  # fmt: skip
WARDS = ["Quy Nhơn", "Quy Nhơn Bắc", "Hoài Nhơn", "Hoài Nhơn Đông", "Bồng Sơn", "Tam Quan", "An Nhơn", "Pleiku", "Diên Hồng", "Ayun Pa"]

VERBS = [
    "Xây dựng kế hoạch", "Rà soát", "Báo cáo", "Tổ chức thực hiện", "Kiểm tra", "Hoàn thành", "Tiếp tục triển khai",
    "Lập danh sách phục vụ",
    "Đôn đốc", "Đánh giá", "Hướng dẫn, tuyên truyền", "Cập nhật số liệu", "Tham mưu ban hành văn bản", "Chỉ đạo thực hiện nghiêm",
]  # fmt: skip
TOPICS = [
    "phòng cháy, chữa cháy rừng mùa khô", "thu quỹ phòng, chống thiên tai", "tiêm phòng gia súc, gia cầm đợt 2",
    "chỉnh trang nghĩa trang liệt sĩ",
    "cấp thẻ bảo hiểm y tế cho hộ cận nghèo", "quyết toán ngân sách xã", "lập dự toán thu, chi ngân sách năm 2027",
    "bầu cử trưởng thôn nhiệm kỳ mới",
    "xét tặng danh hiệu gia đình văn hóa", "diễn tập chiến đấu xã trong khu vực phòng thủ", "điều tra lao động, việc làm",
    "dạy nghề cho lao động nông thôn",
    "hỗ trợ nhà ở cho người có công", "phát triển người tham gia bảo hiểm xã hội tự nguyện", "giải phóng mặt bằng đường tránh phía Đông",
    "nạo vét kênh mương nội đồng", "xử lý vi phạm hành lang an toàn giao thông", "bàn giao mốc giới rừng phòng hộ",
    "sắp xếp điểm trường lẻ",
    "tổ chức ngày hội Đại đoàn kết toàn dân tộc", "kiểm soát giết mổ gia súc nhỏ lẻ", "quản lý đất công ích 5%",
    "đo đạc, chỉnh lý bản đồ địa chính",
    "hồ sơ địa giới đơn vị hành chính", "chi trả chế độ tinh giản biên chế", "ứng dụng VNeID trong giải quyết thủ tục",
    "lắp đặt camera an ninh thôn",
    "xây dựng thôn thông minh", "khai thác khoáng sản trái phép", "cấp nước sạch tập trung", "hỗ trợ giống cây trồng sau bão",
    "lễ giao nhận quân",
    "rà soát hộ làm nông nghiệp có mức sống trung bình", "thu hồi đất làm khu tái định cư", "quản lý di tích lịch sử cấp tỉnh",
    "phòng, chống đuối nước trẻ em",
    "tổng kết phong trào thi đua", "đăng ký thi đua năm 2027", "kê khai giá đất cụ thể", "trồng rừng gỗ lớn",
    "chống khai thác thủy sản bất hợp pháp",
    "phòng, chống bệnh viêm da nổi cục", "tổ chức Tết Trung thu cho thiếu nhi", "hiến máu tình nguyện", "ra mắt tổ công nghệ số cộng đồng",
    "công tác gia đình và bình đẳng giới", "rà soát văn bản quy phạm pháp luật", "hòa giải tranh chấp đất đai tồn đọng",
    "thu thập mẫu ADN thân nhân liệt sĩ",
]  # fmt: skip
TAILS = [
    "", "", " trên địa bàn", " năm 2026", ", bảo đảm đúng quy định", ", gửi Sở Nội vụ tổng hợp", " theo hướng dẫn của Sở chuyên ngành",
    "; định kỳ báo cáo UBND tỉnh", " (kèm biểu số liệu)", ".",
]  # fmt: skip
DELIVERABLES = [
    "Báo cáo",
    "Kế hoạch",
    "Tờ trình",
    "Quyết định của UBND xã",
    "Văn bản triển khai",
    "Danh sách",
    "Biên bản kiểm tra",
    "Biểu số liệu",
]
NOTES = ["Chuyển tiếp", "Việc mới giao", "Ưu tiên", "Đã nhắc lần 2", "Họp giao ban ngày 02/11", "Liên hệ đ/c Hùng, VP"]
SURNAMES = ["Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Phan", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Siu", "Rơ Châm", "Kpă"]
MIDDLES = ["Văn", "Thị", "Hữu", "Minh", "Ngọc", "Quốc", "Thanh", "Đình"]
GIVEN = [
    "An",
    "Bảo",
    "Châu",
    "Dũng",
    "Giang",
    "Hạnh",
    "Hùng",
    "Khánh",
    "Lan",
    "Mai",
    "Nam",
    "Oanh",
    "Phúc",
    "Quyên",
    "Sơn",
    "Thủy",
    "Tú",
    "Vy",
    "Ý",
]
HAMLETS = ["Gia Chiểu 1", "Linh Chiểu", "An Hậu", "Phú Văn", "Thanh Tú", "Du Tự", "Hội An", "An Thường 2", "Vạn Hội 1"]


@dataclass(frozen=True)
class Document:
    """A document that gives work: its number and symbol, day, agency as written, and type in full."""

    number: str
    date: dt.date
    agency: str
    type: str
    short: str


_TYPES = [
    ("Công văn", "CV", ""),
    ("Kế hoạch", "KH", "KH"),
    ("Quyết định", "QĐ", "QĐ"),
    ("Thông báo", "TB", "TB"),
    ("Chỉ thị", "CT", "CT"),
    ("Công điện", "CĐ", "CĐ"),
]


def document(rng: random.Random) -> Document:
    """An invented document of the province."""
    name, short, symbol = rng.choice(_TYPES)
    agency = rng.choice(["UBND tỉnh", "UBND tỉnh", "UBND tỉnh", *SYMBOLS])
    sign = SYMBOLS.get(agency, "UBND")
    number = f"{rng.randint(3, 7200)}"
    if rng.random() < 0.12:
        number = number.zfill(5)
    elif int(number) < 10:
        number = number.zfill(2)
    written = f"{number}/{sign}-{rng.choice(['TH', 'KT', 'NC', 'VX', 'NL', 'VP'])}" if not symbol else f"{number}/{symbol}-{sign}"
    return Document(written, dt.date(2026, 7, 20) + dt.timedelta(days=rng.randint(0, 105)), agency, name, short)


def paper(rng: random.Random) -> Document:
    """An invented document of anybody who may give a commune work: party, Government, ministries, council, the province."""
    number, day = rng.randint(11, 990), dt.date(2026, 7, 20) + dt.timedelta(days=rng.randint(0, 105))
    forms = [
        (f"{number}-CV/TU", "Tỉnh ủy", "Công văn", "CV"), (f"{number}-KL/TU", "Tỉnh ủy", "Kết luận", "KL"), (f"{number}-NQ/TU", "Tỉnh ủy",
        "Nghị quyết", "NQ"),
        (f"{number}-KH/ĐU", "Đảng ủy xã", "Kế hoạch", "KH"), (f"{number}/2026/NĐ-CP", "Chính phủ", "Nghị định", "NĐ"), (f"{number}/CĐ-TTg",
        "Thủ tướng Chính phủ", "Công điện", "CĐ"),
        (f"{number}/2026/TT-BTP", "Bộ Tư pháp", "Thông tư", "TT"), (f"{number}/BNV-CQĐP", "Bộ Nội vụ", "Công văn", "CV"),
        (f"{number}/NQ-HĐND", "HĐND tỉnh", "Nghị quyết", "NQ"),
        (f"{number}/TB-VPCP", "Văn phòng Chính phủ", "Thông báo", "TB"), (f"{number}/GM-UBND", "UBND tỉnh", "Giấy mời", "GM"),
        (f"{number}/2026/QĐ-UBND", "UBND tỉnh", "Quyết định", "QĐ"),
        (f"{number}/CAT-PV01", "Công an tỉnh", "Công văn", "CV"), (f"{number}/UBND-KGVX", "UBND tỉnh", "Công văn", "CV"),
    ]  # fmt: skip
    found, agency, name, short = rng.choice(forms)
    return Document(found, day, agency, name, short)


def person(rng: random.Random) -> str:
    """A name of somebody who does not exist."""
    return f"{rng.choice(SURNAMES)} {rng.choice(MIDDLES)} {rng.choice(GIVEN)}"


def duties(rng: random.Random, count: int) -> list[str]:
    """As many different duties as asked for: no topic twice with the same verb."""
    pairs = [(v, t) for t in TOPICS for v in VERBS]
    # One round over all topics before any comes again, so that no two duties close to one another differ by a word only.
    rounds = [rng.sample(TOPICS, len(TOPICS)) for _ in range(count // len(TOPICS) + 1)]
    wanted, used = [], set()
    for topic in [t for r in rounds for t in r][:count]:
        verb = rng.choice([v for v, t in pairs if t == topic and (v, t) not in used])
        used.add((verb, topic))
        wanted.append(f"{verb} {topic}{rng.choice(TAILS)}")
    return wanted
