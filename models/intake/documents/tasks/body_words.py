"""The words that names of bodies are made of, as patterns over a line's plain letters. A body of a new kind is a word more here.

Capitals are told apart: "Sở Xây dựng" is a name, "xây dựng" is what somebody does.
"""

from __future__ import annotations

import re

from models.intake.documents.tasks.one_line import plain_letters

# Names of departments that have commas or "và" inside, longest first; every other one has a single part.
DEPARTMENTS = (
    "Nong nghiep va Phat trien nong thon", "Nong nghiep va Moi truong", "Tai nguyen va Moi truong", "Khoa hoc va Cong nghe",
    "Giao duc va Dao tao", "Thong tin va Truyen thong", "Ke hoach va Dau tu", "Ke hoach - Dau tu", "Van hoa, The thao va Du lich",
    "Van hoa, Thong tin va Du lich", "Van hoa, Khoa hoc va Thong tin", "Van hoa va The thao", "Van hoa, The thao va Truyen thong",
    "Van hoa va Thong tin", "Van hoa - Thong tin", "Van hoa - Xa hoi", "Van hoa va Xa hoi", "Kinh te, Ha tang va Do thi",
    "Kinh te va Ha tang", "Kinh te - Ha tang", "To chuc can bo", "Dau thau, tham dinh va giam sat dau tu", "Kinh te - Ngan sach",
    "Kinh te - Xa hoi", "Kinh te va Ngan sach", "Tai chinh - Ke hoach",
    "Lao dong - Thuong binh va Xa hoi",
    "Lao dong, Thuong binh va Xa hoi", "Lao dong-Thuong binh va Xa hoi", "Dan toc va Ton giao", "Dan toc - Ton giao",
    "Quy hoach - Kien truc", "Quy hoach va Kien truc", "Tuyen giao va Dan van", "Giao thong van tai", "Giao thong cong chanh",
    "Quoc phong", "Cong an", "Tai chinh", "Noi vu", "Tu phap", "Y te", "Xay dung", "Cong Thuong", "Cong thuong", "Ngoai vu", "Ngoai giao",
    "Du lich", "Dan toc", "Quan ly do thi", "Kinh te", "An toan thuc pham", "Noi chinh", "To chuc - Hanh chinh",
    "Hanh chinh - Tong hop", "Hanh chinh - Quan tri", "To chuc", "Dan van", "Tuyen giao",
)  # fmt: skip

DEPARTMENT = re.compile(rf"(?i:{'|'.join(sorted(map(re.escape, DEPARTMENTS), key=len, reverse=True))})(?![a-zA-Z])")
# Heads of names that are certain whatever their capitals.
_CERTAIN = (
    "Uy ban Quoc gia Ung pho su co, thien tai va Tim kiem cuu nan", "Uy ban nhan dan", "Uy ban Mat tran To quoc", "Uy ban MTTQ",
    "Uy ban Kiem tra", "Co quan Uy ban", "Co quan UBKT",
    "Co quan Thuong truc Dang uy", "Uy ban", "UBND", "UBMTTQ", "UB MTTQ", "UBKT", "Hoi dong nhan dan",
    "HDND", "Thuong truc", "Thuong truc HDND", "Thuong truc Hoi dong nhan dan", "Thuong truc Tinh uy", "Thuong truc Dang uy",
    "Thuong truc Thanh uy",
    "Van phong Dang ky", "Van phong dang ky", "Van phong", "VPUB", "Cong an", "Bo Chi huy", "Ban Chi huy", "Bo Tu lenh", "Bo doi",
    "BCH", "BCHQS", "Ban CHQS", "Bo CHQS", "Ban Chi dao",
    "Ban Quan ly", "BQL", "Ban Thuong truc", "Ban Dieu hanh", "Ban Giam doc", "Ban Giam hieu", "Ban giam hieu", "Giao vien chu nhiem",
    "Tong phu trach", "To chuyen mon", "To dai bieu", "Ban dai dien", "Ban Dai dien", "Ban Chap hanh", "Ban Can su", "Mat tran", "MTTQ",
    "Trung tam",
    "TTPVHCC", "Tram Y te", "Tram y te", "Tram", "Chi cuc", "Tong cuc", "Kho bac", "KBNN", "Bao hiem xa hoi", "BHXH", "Bao hiem Xa hoi",
    "Ngan hang", "NHCSXH", "NHNN", "Tong Lien doan", "Lien doan", "LDLD", "Lien minh", "Lien hiep", "Tinh doan", "Thanh doan",
    "Doan Thanh nien",
    "Doan thanh nien", "Doan TNCS", "Tinh uy", "Thanh uy", "Dang uy", "Huyen uy", "Quan uy", "Chi bo", "Vien kiem sat", "VKSND",
    "Vien Kiem sat",
    "Toa an", "TAND", "Cong ty", "Tap doan", "Tong cong ty", "Tong Cong ty", "Benh vien", "Hat kiem lam", "Hat Kiem lam", "Don bien phong",
    "Don Bien phong", "Dien luc", "Buu dien", "VNPT", "Viettel", "Quoc hoi", "Chinh phu", "Thanh tra", "Kiem toan", "Hoc vien",
    "Dai hoc", "Truong Dai hoc",
    "Truong Chinh tri", "Dai Phat thanh", "Dai phat thanh", "Dai Truyen hinh", "Dai PTTH", "Bao va Dai Phat thanh",
    "Bao va dai Phat thanh", "Bao va Phat thanh", "Bao va phat thanh", "Thong tan xa", "Cong Thong tin",
    "Cong thong tin", "Hoi dong", "Hoi Nong dan", "Hoi Lien hiep", "Hoi LHPN", "Hoi Phu nu", "Hoi Cuu", "Hoi CCB",
    "Hoi Chu thap", "To cong tac", "To Cong tac", "To giup viec", "To cong nghe so", "To dan pho", "To lien gia", "To bao ve",
    "Can bo phu trach", "Cong chuc phu trach", "Chuyen vien phu trach", "Can bo chuyen trach", "Cong chuc chuyen mon",
    "Bo phan van thu", "Bo phan Van thu", "Bo phan ke toan", "Bo phan Ke toan", "Bo phan chuyen mon", "Bo phan hanh chinh",
    "Bo phan Mot cua", "Bo phan mot cua", "Bo phan Tiep nhan", "Bo phan tiep nhan", "Doi Quan ly", "Cuc Thue", "Chi nhanh",
    "Vuon quoc gia", "Co quan thuong truc",
    "To hoa giai", "To tuan tra", "To bao ve an ninh", "To phan ung nhanh", "To tiet kiem va vay von",
    "Ban Giam sat dau tu cua cong dong", "Ban Giam sat dau tu cong dong", "Nha may xu ly rac thai", "Nha may xu ly chat thai",
    "Nha may xu ly nuoc thai", "Hoi dong phoi hop pho bien, giao duc phap luat", "Hoi dong phoi hop pho bien giao duc phap luat",
    "Xi nghiep", "Cang vu", "Nha van hoa", "Thu vien", "Bao tang", "Phong kham", "Nha thieu nhi", "Cau lac bo", "Nha hat",
    "Khu bao ton", "Bao va phat thanh, truyen hinh", "Bao va phat thanh truyen hinh", "Bao va dai phat thanh, truyen hinh",
    "Bao va dai phat thanh va truyen hinh", "Dai phat thanh, truyen hinh", "Dai phat thanh va truyen hinh", "Dai phat thanh - truyen hinh",
    "Co quan Thanh tra, giam sat ngan hang", "Cuc Giam dinh nha nuoc ve chat luong cong trinh xay dung", "To dang",
    "Chi cuc Kiem tra sau thong quan", "Cuc Kiem tra sau thong quan", "Cong chuc thue", "Tap chi", "Nha xuat ban", "Dang uy co quan",
    "Ban cong tac mat tran",
    "Giang vien chu nhiem", "Giang vien phu trach", "Co van hoc tap", "Dang doan",
    "Ke toan ngan sach", "Ke toan truong", "Phong giao dich",
    "Agribank", "Vietinbank", "Vietcombank", "BIDV",
    "Canh sat bien", "Vung Canh sat bien", "Lu doan", "Trung doan", "Su doan", "Tieu doan", "Cang hang khong", "Nha khach",
    "Hoi doanh nghiep", "Hoi nghe nghiep", "Dan quan tu ve", "Dan quan", "Quan khu", "Hop tac xa", "HTX",
    "Cua hang", "Nha may", "Quan doi",
    "Luc luong",
    "Hiep hoi", "Phong chuyen mon",
)  # fmt: skip
# Short heads are names only before a capital: "Sở Y tế", never "ban hành", "bộ phận", "hội nghị".
_SHORT = "Khoa|Khoi|Xuong|Nhom"
_SHORT += "|So|Bo|Ban|Phong|Hoi|Doan|Bao|Dai|Cuc|Vu|Vien|Truong|Thue|To|Doi|Hat|Don|Quy|so|khoa|bo|ban|phong|hoi|doan|cuc|vu|thue|truong"
# With their marks, as they are written and as scans miswrite them: "Quỹ", not "Quy" of "Quy Nhơn".
_SHORT_MARKED = frozenset(
    [
        "khối",
        "khôi",
        "xưởng",
        "nhóm",
        "khoa",
        "sở",
        "sờ",
        "sỏ",
        "só",
        "bộ",
        "bô",
        "ban",
        "phòng",
        "phong",
        "phông",
        "hội",
        "hôi",
        "đoàn",
        "doàn",
        "báo",
        "đài",
        "cục",
        "vụ",
        "viện",
        "trường",
        "trưởng",
        "thuế",
        "tổ",
        "đội",
        "hạt",
        "đồn",
        "quỹ",
        "so",
        "bo",
    ]
)
_SHORT_PLAIN = frozenset(map(plain_letters, _SHORT_MARKED))
AGENCY = re.compile(
    rf"(?:(?i:{'|'.join(sorted(map(re.escape, _CERTAIN), key=len, reverse=True))})(?![a-zA-Z])"
    rf"|(?:{_SHORT}|SO|BO|BAN|PHONG|CUC)(?= [A-Z])(?! (?:I|V|X|II|III|IV|(?i:hanh(?! chinh)|may|phan|sung|tri|tieu(?! hoc)|sach|chong))\b)"
    r"|(?:Ban|To|Doi|Nhom|Tieu ban)(?= (?:so )?\d{1,2}(?![\d/.%]))|Cap uy(?= (?:cac|chi bo|Chi bo|dang bo|cung cap) )|cap uy(?= cac )"
    r"|Vien thong(?= (?!Quan |Viet )[A-Z])|(?:CA|VP|TYT|BCD|P\.)(?= )|TT(?= [A-Z])|(?:Cong chuc|Can bo)(?= [A-Z])"
    r"|(?:Thue|Bao|thue|Thong ke|Hai quan|thong ke|Doan|Cong doan|Tu phap|Quan su)"
    r"(?= (?:tinh|thanh pho|co so|khu vuc|xa|phuong|huyen)(?![a-z])))"
)

# Titles; the agency whose head a person is follows them.
_TITLES = (
    "Thu truong", "Pho Chu tich", "Chu tich", "Pho Giam doc", "Tong Giam doc", "Giam doc", "Pho Chanh Van phong", "Chanh Van phong",
    "Chanh Thanh tra", "Chanh an", "Pho Truong ban", "Truong ban", "Truong Ban", "Pho Truong phong", "Truong phong", "Truong cac phong",
    "Bo truong, Chu nhiem", "Bo truong", "Thong doc", "Pho Thu tuong Chinh phu", "Thu tuong Chinh phu", "Pho Thu tuong",
    "Pho Bi thu", "Bi thu",
    "Tong Thu ky", "Dang uy vien", "Tinh uy vien", "Thanh uy vien", "Pho Vu truong", "Vu truong", "Pho Cuc truong", "Pho Hieu truong",
    "Truong, Pho cac",
    "Truong, pho cac",
    "Hieu truong", "Nguoi dung dau", "Lanh dao", "Tong Cuc truong",
    "Tong cuc truong", "Chi cuc truong", "Chi Cuc truong", "Cuc truong", "Chi huy truong", "Tu lenh", "Truong Cong an", "Truong cong an",
    "Cac dong chi trong", "Cac dong chi thuoc", "Truong cac", "Chu cac ho chua thuy dien", "Chu cac ho chua thuy loi", "Chu cac ho chua",
    "Chu cac cong trinh", "Chu cac phuong tien",
    "Chu cac co so", "Cac thanh vien", "Thanh vien", "Chu nhiem", "Vien truong", "Tong Bien tap", "Tong bien tap", "Doi truong",
    "To truong",
    "Truong khoa", "Truong bo phan", "Truong don vi", "Truong bo mon", "To truong chuyen mon", "Truong thon", "Truong khu pho",
    "Truong tram", "Truong Tram", "Tram truong", "Hat truong", "Uy vien",
    "Dai bieu",
)  # fmt: skip
TITLE = re.compile(
    r"(?!(?i:bi thu hoi|lanh dao(?:,| va)? (?:chi dao|quan ly|dieu hanh|thuc hien|xay dung|ra soat|to chuc|trien khai|cong tac|viec"
    r"|tang cuong|day manh|nang cao|hoan thien|quan triet)))"
    r"(?:(?i:cac (?=(?:pho |tong )?(?:bo truong|thu truong|chu tich|giam doc|bi thu|hieu truong|cuc truong|chanh)))"
    r"|(?i:cac dong chi|dong chi|d/c|cac ong|cac ba|ong|ba)\.?:? )?"
    rf"(?i:{'|'.join(sorted(map(re.escape, _TITLES), key=len, reverse=True))})(?![a-zA-Z])"
)
PERSON = re.compile(
    r"(?:(?i:dong chi|d/c)\.?:? [A-Z][a-z]*|(?i:ong/ba|ong|ba)\.?:? [A-Z][a-z]* [A-Z][a-z]*)(?: [A-Z][a-z]*){0,4}(?![a-zA-Z])"
)

LEVEL = (
    r"(?i:tinh(?! (?:doan|uy))|thanh pho|huyen(?! uy)|quan(?! (?:uy|triet|tri|ly|tam|diem|doi|su|he|trong|trac|sat|nhan|khu))|thi xa"
    r"|xa(?! (?:hoi|doan|lu|thai|nuoc|rac))|phuong(?! (?:thuc|an|phap|tien|cham|huong|dien))|dac khu|thi tran|thi(?=, )|tp\.?)"
)
_PLACE_WORD = r"[A-Z][a-zA-Z']*"
PLACE = re.compile(rf"{_PLACE_WORD}(?: {_PLACE_WORD})*(?:\s?-\s?{_PLACE_WORD}(?: {_PLACE_WORD})*)?(?![a-zA-Z])")
MANY = (
    r"(?:(?i:cat(?= (?:vu|cuc|so|bo|phong|don vi|co quan)[ ,])|toan the doi ngu"
    r"|doi ngu|tat ca cac|toan bo cac|toan the cac|tat ca|toan the|cac|nhung|mot so|tung)|Moi(?! truong)"
    r"|\d{1,3}(?! (?:ban|cap|to chuc|can bo|ca nhan|nganh|bo|cuc|vu|vien|co so)(?![a-z])))"
)
# "các xã, phường", "cấp xã", "xã, phường, đặc khu", "các cấp", "30 phường, xã".
LEVELS = re.compile(
    rf"(?:{MANY} )?{LEVEL}(?:(?:[,./]| va|-| -| hoac) ?(?:cac )?{LEVEL}(?![a-zA-Z]))*(?![a-zA-Z])"
    r"|(?i:cap) (?i:tinh|huyen|xa|co so|trung uong)(?:(?:,| va) (?:cap )?(?i:tinh|huyen|xa))*|(?i:cac cap)(?![a-zA-Z])"
)

# What one thing of a group is called. Behind "các" it begins a name by itself; bare it goes on with a group.
_NOUNS = (
    r"so(?! lieu| luong| co| huu| hoa| tan| ket| do)",
    r"bo(?! truong| phan| tieu| chi tieu| cong cu| may| nhiem| sung| tri| du lieu| tieu chi)",
    r"ban(?! hanh| giao| do| be| an| sao| tin| ghi)", "nganh", "co quan ban, nganh", "co quan ban nganh", "co quan", "don vi",
    r"dia phuong", r"to chuc", "doan the", "huyen uy",
    "thi uy", "thanh uy", "tinh uy", "quan uy", r"hoi(?! nghi| thao| dong| hop)",
    "ban nganh", "so nganh", "bo nganh", "cap uy", "cap uy dang", "chinh quyen", "doanh nghiep", "nha thau", "chu dau tu",
    "nha dau tu", "truong hoc", "nha truong",
    r"truong(?! hop| lop)", "co so", "phong chuyen mon", r"phong(?! ve| trao| chong| ngua| benh| hop| tranh)", "trung tam",
    "thon", "lang", "buon", "khu pho", "to dan pho", "khom", "ap(?! dung| luc)", "hop tac xa", "hiep hoi doanh nghiep", "hiep hoi",
    "tap doan", "tong cong ty", "cong ty", "ngan hang thuong mai", "ngan hang", "luc luong", "ca nhan", "cap", "tinh", "thanh pho",
    "huyen", "thi xa", "xa(?! hoi)",
    "phuong(?! an| phap| tien| thuc| cham| huong)", "dac khu", "quan(?! ly| triet| diem| tam| he| trong| su| doi| trac)", "thi tran",
    "trang mang xa hoi", "trang mang", "trang thong tin dien tu",
    "ho gia dinh", "ho kinh doanh", "ho dan", "ho chan nuoi", "chi hoi", "bo phan", "to dai bieu", "to chuyen mon", "bo phan van phong",
    "can bo", "cong chuc", "vien chuc",
    "giao vien chu nhiem", "giao vien phu trach", "giao vien", "nhan vien", "nguoi lao dong", "thanh vien", "vu(?! viec| an| mua)",
    "cuc(?! bo)",
    "vien(?! chuc)", "hop tac",
    "ban chi dao", "ban quan ly",
    "dai hoc", "hoc vien", "khoa(?! hoc)", "bo mon", "chi doan", "lien doi", "cong doan co so", "cong doan", "doan dai bieu quoc hoi",
    "dai bieu quoc hoi", "chi, dang bo", "dang bo",
    "cbccvc",
    "cbcc, vc", "cbcc", "ccvc",
    "doan (?:thanh tra|kiem tra|giam sat)(?:(?:,| va) (?:thanh tra|kiem tra|giam sat))?(?: thue)?", "doan vien", "dau moi",
    "chu the", "thuong nhan", "chu rung", "chu ho chua", "chu dap",
    "chu phuong tien", "chu tau", "chu ho(?! chua)", "dang uy",
    "chi cuc", "tong cuc", "khu quan ly duong bo", "cang vu", "phuong uy", "xa uy", "dac khu uy",
    "chi bo(?: khu pho| thon| co quan| truong hoc)?", "tram y te", "benh vien", "co so y te",
    "co so giao duc", "bao, dai", "bao dai", "phong ban", "phong, ban", "phong kham da khoa", "phong kham",
)  # fmt: skip
NOUN = rf"(?i:{'|'.join(sorted(_NOUNS, key=lambda noun: len(noun.split('(')[0]), reverse=True))})(?![a-zA-Z])"
# What may follow such a word and still be its name.
_NOUN_TAILS = (
    "chuyen mon", "quan ly nha nuoc", "quan ly", "hanh chinh", "su nghiep", "cong lap", "va ngoai cong lap", "ngoai cong lap", "nha nuoc",
    "thong tan bao chi", "thong tan, bao chi", "bao chi", "thong tin dai chung", "truyen thong", "chuc nang", "chuyen nganh",
    "tham muu, giup viec",
    "ngang bo", "chinh tri - xa hoi", "chinh tri xa hoi", "chinh tri", "xa hoi - nghe nghiep", "xa hoi nghe nghiep",
    "dang vien", "tin dung", "trung uong", "co lien quan", "lien quan", "noi tren", "neu tren", "co tham quyen",
    "co chuc nang",
    "theo quy dinh", "duoc giao chu tri", "duoc phan cong chu tri", "duoc giao quan ly", "duoc giao nhiem vu",
    "duoc giao ke hoach von", "duoc phan cong", "duoc giao", "trong va ngoai tinh", "trong tinh",
    "cap tren", "cac cap", "cung cap", "cap tinh", "cap huyen", "cap xa", "cap co so", "giao duc", "y te", "kham benh, chua benh",
    "kham chua benh",
    "kinh doanh", "san xuat", "dao tao", "day nghe", "ban le", "dao tao nghe", "giao duc nghe nghiep", "mam non", "tieu hoc", "trung hoc",
    "trung hoc pho thong", "trung hoc co so", "pho thong", "THCS", "THPT", "TH", "thuong truc", "dau moi giao ke hoach", "dau moi",
    "thi cong", "tu van giam sat", "tu van", "su dung ngan sach", "su dung lao dong",
    "phong, chong thien tai", "phong chong thien tai", "vu trang", "cong an", "quan doi", "bien phong", "kiem lam", "thanh vien",
    "nghe nghiep",
    "xung kich", "nha truong", "chu rung", "tai chinh", "dai hoc", "cao dang", "huu quan", "trong diem", "dac thu", "dang ky dau tu",
    "dang ky kinh doanh",
    "thi hanh", "kinh te",
    "kinh doanh thuoc", "thue", "hai quan",
    "tuong duong", "du an", "xa hoi", "doc lap", "dien tu",
)  # fmt: skip
_TAIL = rf"(?:(?i:{'|'.join(sorted(map(re.escape, _NOUN_TAILS), key=len, reverse=True))})(?![a-zA-Z])|chu tri(?! phoi hop|,)"
_TAIL += r"|(?i:khac)(?! phuc)(?![a-zA-Z])|(?i:dang)(?! (?:tai|ky|tin|kiem|bai|thuc|trien|tien|hoat|co|duoc|uy)(?![a-z]))(?![a-zA-Z]))"
_NOUN_WITH = rf"{NOUN}(?:(?:,| va)? {_TAIL})*"
GROUP = re.compile(
    rf"(?:{MANY} )?{_NOUN_WITH}(?:(?:,|;(?= ?(?:nganh|doan the)\b)|/| va|-| -) ?(?!(?:cac|nhung) "
    r"|(?i:co quan (?:thue|hai quan|cong an|kiem sat)|dang uy truc thuoc)|(?:Trung tam|Cong ty|Ngan hang"
    rf"|Truong|Benh vien|Tram|Doan|Hoi|Bao|Dai|Phong|Ban Quan|Ban quan|Ban Chi) |(?:So|Bo|Ban|Cuc|Vu|Vien) (?!Nganh)[A-Z])"
    rf"{_NOUN_WITH})*(?![a-zA-Z])"
)
GROUP_MANY = re.compile(rf"{MANY} {NOUN}")
# A bare group begins a name only where it is unmistakably one: several of its words, or a word with a tail.
GROUP_BARE = re.compile(
    rf"(?!(?i:to chuc|co so|cap(?! uy)|truong|hoi|bao|dai|phong|vien|hop tac|tinh|thanh pho) )(?:{NOUN}(?:, ?| va |/| - ){NOUN}"
    rf"|(?i:co quan|don vi|chu dau tu|cap uy|ubnd) {_TAIL})|(?i:to chuc) (?i:chinh tri|dang|doan|tin dung)"
    r"|(?i:luc luong (?:xung kich|chuc nang|vu trang|cong an|kiem lam|dan quan|bao ve))(?![a-zA-Z])|(?i:trang thong tin dien tu"
    r"|trang mang xa hoi)|(?:Chu dau tu|Chu rung|Nha thau|Doanh nghiep|Co quan|Don vi|Dia phuong|Giao vien|Bo phan|Nhan vien)"
    r"(?! (?:chu tri|phoi hop)[a-z ]{0,30}:)"
    rf"(?=,| va | chu tri| phoi hop| phu trach| {_TAIL})"
)
# Bare words that are bodies behind an order alone: "Yêu cầu doanh nghiệp khẩn trương …".
ORDERED_BARE = re.compile(
    rf"(?i:doanh nghiep|nha thau|nha dau tu|chu dau tu|chinh quyen|gia dinh|co quan|don vi|bo phan|nha truong|dia phuong|giao vien|hoc sinh"
    rf"|can bo|cong chuc|vien chuc|ho gia dinh|chu ho|nguoi lao dong|dang vien|doan vien|hoi vien)(?![a-zA-Z])(?:(?:,| va)? {_TAIL})*"
)
# What goes on with any name: whose it is, where it is.
OWNED = re.compile(
    r"(?i:thuộc và trực thuộc|trực thuộc và thuộc|trực thuộc|thuộc|của|đóng trên địa bàn|trên địa bàn|tại địa bàn|đặt tại|tại các"
    r"|ở các|ở)(?![^\W\d_])"
)

# What a name's own words are followed by: what is to be done, or how. Lower case alone.
_STOP_WORDS = (
    "an dinh", "ap dung", "bam sat", "ban giao", "ban hanh", "bao cao", "bao dam", "bao ve", "bien soan", "bo sung", "bo tri",
    "boi duong", "boi thuong", "cai thien", "cam ket", "can cu", "can doi", "canh bao", "cap nhat", "cham nhat", "chan chinh", "chi dao",
    "chi tra", "chinh sua", "chiu trach", "chu dong", "chu tri", "chu trong", "chuan bi", "co bien phap", "co cong van", "co giai phap",
    "co hinh thuc", "co ke hoach", "co nhiem vu", "co the", "co to trinh", "co trach nhiem", "co van ban", "co y kien", "cong bo",
    "cong khai", "cu the", "cung cap", "cung co", "cuu ho", "dam bao", "dang ky", "dang tai", "danh gia", "dao tao", "dau tu", "day manh",
    "day nhanh", "de bao", "de nghi", "de tong", "de trinh", "de xuat", "di doi", "dieu chinh", "dieu hanh", "dieu phoi", "dieu tiet",
    "dieu tra", "dieu tri", "dinh ky", "doi chieu", "doi moi", "doi voi", "don doc", "don gian", "dong thoi", "du bao", "du toan",
    "dua vao", "duoc phep", "duy tri", "ghi nhan", "ghi ro", "giai ngan", "giai quyet", "giam sat", "gop y", "hang nam", "hang quy",
    "hang thang", "ho tro", "hoan thanh", "hoan thien", "hoc hoi", "hoc tap", "huong dan", "huy dong", "kem theo", "ket hop", "ket noi",
    "keu goi", "khac phuc", "khai thac", "kham chua", "khan truong", "khao sat", "khoanh vung", "khuyen khich", "kiem soat", "kiem tra",
    "kien nghi", "kien toan", "kip thoi", "lanh dao", "lien he", "long ghep", "lua chon", "luu y", "mo rong", "mua sam", "nam bat",
    "nam chac", "nang cap", "nang cao", "nghiem cam", "nghiem tuc", "nghien cuu", "nhac nho", "nhan duoc", "nhan rong", "nhanh chong",
    "niem yet",
    "phan bo", "phan cong", "phan dau", "phan loai", "phan tich", "phat dong", "phat hien", "phat huy", "phe duyet", "pho bien",
    "phoi hop", "phong chong", "phong ngua", "phu hop", "phuc vu", "quan ly", "quan tam", "quan triet", "quy dinh", "quyet dinh",
    "quyet liet", "quyet toan", "ra quan", "ra quyet dinh", "ra soat", "san sang", "sap xep", "siet chat", "so hoa", "so ket", "so tan",
    "su dung", "phu trach", "bao quan", "sua doi", "tang cuong", "tap huan", "tap trung", "tham dinh", "tham gia", "tham muu",
    "tham quyen", "tham tra",
    "thanh lap", "thanh toan", "thao go", "thay the", "theo chuc", "theo doi", "theo dung", "theo nhiem", "theo quy", "theo tham",
    "thi hanh", "thong bao", "thong ke", "thong nhat", "thu gom", "thu hoi", "thuc day", "thuc hien", "thuong xuyen", "tong hop",
    "tich cuc",
    "tich hop", "tien hanh", "tiep nhan", "tiep thu", "tiep tuc", "tinh toan", "to chuc", "to giac", "tong ket",
    "tong ra soat", "trang bi", "tren co so", "trien khai", "trong pham vi", "trong qua", "trong thoi", "trong viec", "truc tiep",
    "truoc ngay", "tu kiem", "tu nay", "tuyen chon", "tuyen dung", "tuyen truyen", "ung dung", "ung pho", "uu tien", "van dong",
    "van hanh", "xac dinh", "xac minh", "xac nhan", "xay dung", "xem xet", "xu ly", "xuat cap", "yeu cau",
    "tuan tra", "truc ban", "truc chien", "kiem dem", "gioi thieu", "hoa giai", "tiem phong", "phun thuoc", "khu trung", "tieu doc",
    "giet mo", "treo co", "don ve sinh", "trong cay", "cham soc", "phat qua", "tang qua", "tham hoi", "dau tranh", "tran ap", "xu phat",
    "cuong che", "chia se", "thu thap", "dong bo", "dau thau", "dau gia", "nghiem thu", "giai trinh", "tra loi", "doi thoai",
    "chang chong", "gia co", "sua chua", "nao vet", "khoi thong", "tieu huy", "giam dinh", "tham du", "du hop", "in an", "phat hanh",
    "sao gui", "tra ket qua", "dong gop", "ung ho", "quyen gop", "van chuyen", "bao tri", "bao duong", "lap dat", "khoi cong", "thi cong",
    "giai phong", "gia han", "dinh chi", "xoa bo", "ngan chan", "cam hoa", "canh gac", "ung truc", "cuu nan", "giai the", "sap nhap",
    "luan chuyen", "bo nhiem", "xep loai", "khen thuong", "ky luat", "phe binh", "gap mat", "toa dam", "mit tinh", "dien tap", "thuc tap",
    "thu nghiem", "san xuat", "tieu thu", "xuc tien", "quang ba", "phat song", "viet bai", "tuyen duong", "bieu duong", "nhap lieu",
    "phan anh", "thanh tra", "kiem toan", "han che", "tam dung", "soan thao", "quy hoach", "do dac", "chung thuc", "ton trong",
    "guong mau", "xa lu", "tich nuoc", "cap nuoc", "cung ung", "du tru", "binh on", "ke khai", "niem phong", "tich thu", "truy xuat",
    "truy to", "xet xu", "ban bo", "phat thanh", "thu mua", "kiem dich", "cach ly", "tham van", "phan bien", "phong toa",
    "truc 24",
    "thong tin, tuyen truyen", "thong tin tuyen truyen", "thong tin rong", "thong tin kip thoi", "thong tin den", "thong tin ve",
    "cap phat", "cap giay", "cap dien", "minh bach", "truyen tai",
)  # fmt: skip
# One syllable says too little without its marks: "nhận" is to receive, "nhân" of "Nhân dân" is not.
_STOP_SYLLABLES = (
    "bằng", "chi", "cho", "chuyển", "chưa", "chỉ", "coi", "cùng", "căn", "cấp", "cần", "cử", "do", "dạy", "dừng", "giao", "giúp",
    "giữ", "góp", "gửi", "hiện", "hoàn", "họp", "khi", "khám", "không", "ký", "là", "làm", "lấy", "lập", "miễn", "mời", "mở", "nghiêm",
    "nhận", "nhằm", "nên", "nêu", "nếu", "nộp", "phải", "qua", "rà", "rút", "sau", "sẽ", "sớm", "thay", "theo", "thu", "tiếp", "trình",
    "trước", "trở", "tại", "tạo", "từ", "tự", "vào", "về", "với", "vừa", "xin", "đang", "đã", "đưa", "được", "đến", "đề", "để",
    "tăng", "giảm", "đẩy", "ra", "nhắc", "gắn", "mua", "mỗi",
)  # fmt: skip
_STOP = re.compile("(?:{})(?![a-zA-Z])".format("|".join(sorted(_STOP_WORDS, key=len, reverse=True))))
_STOP_SYLLABLE = re.compile(rf"(?:{'|'.join(_STOP_SYLLABLES)})(?![^\W\d_])")
# What somebody does may be what a body is for: "dự án đầu tư", "Trung tâm hỗ trợ", "Dịch vụ việc làm", "đơn vị sự nghiệp".
_NAMED_AFTER = re.compile(
    r"(?<![a-z])(?:du an|quy|(?<!dac )khu|trung tam|ban|cuc|phong|doi|to|(?<!doan )(?<!thanh )(?<!nhan )(?<!giao )(?<!hoi )(?<!dang )"
    r"(?<!sinh )vien"
    r"|tram|(?<!thuong )vu|cong trinh|va|viec|dich vu|su nghiep|nghiep vu|cong ty|phat trien|giao duc|dau tu|co phan|tnhh|mtv"
    r"|(?:mot|hai) thanh vien|tu nhan|xi nghiep|nha may|thi dua|(?<!lien )(?<!tap )(?<!cong )(?<!tinh )(?<!thanh )(?<!huyen )doan"
    r"|lien hiep|(?<!xa )hoi"
    r"|boi thuong,|cuu nan,|quan ly|trung gian|chien luoc|du bao|chong|khoa hoc"
    r"|bo doi|nha|ky thuat|tro giup|xuc tien)$",
    re.IGNORECASE,
)
_COMPOUND = re.compile(
    r"(?:giam sat ngan hang|su dung cong nghe cao|boi thuong(?:,| va) (?:giai phong|ho tro)|"
    r"ung dung (?i:cong nghe)|dang ky (?:dau tu|dat dai|kinh doanh|giao dich)|quan ly (?:co so|du an|chat luong|thi truong|nha nuoc"
    r"|dau tu|rung|khai thac|duong bo|cua khau)|kiem soat (?:benh tat|thu tuc|noi bo)|bao ve (?:thuc vat|moi truong|rung"
    r"|tre em|bien gioi)|huong dan vien|dau tu (?:phat trien|xay dung|cong|nuoc ngoai|tu nhan)|ho tro (?:phat trien|doanh nghiep"
    r"|nong dan|phap ly|khoi nghiep)|to chuc (?:can bo|hanh chinh))(?![a-zA-Z])"
)
_NOT_ALONE = re.compile(
    r"(?:giao (?:thong|tiep|luu|duc)|chuyen doi|cap (?:nuoc|cuu|thoat)|chi (?:nhanh|cuc|bo|doi)|day nghe|kham (?:chua|benh)"
    r"|thu phi|tu thien|tu van|de an|nhan dan|cho vay|thu hut|ve sinh)(?![a-zA-Z])"
)
_BEFORE_TAO = re.compile(r"(?:dao|sang|cai|che|tai)$", re.IGNORECASE)
_BEFORE_TRINH = re.compile(r"(?:cong|chuong|quy|tien|giao|lo|hanh)$", re.IGNORECASE)
_MARKED_STOPS = {
    "an dinh": "ấn định", "thi cong": "thi công", "gia co": "gia cố", "in an": "in ấn", "thi hanh": "thi hành", "xa lu": "xả lũ",
    "du hop": "dự họp", "cap nuoc": "cấp nước", "thu mua": "thu mua", "gia han": "gia hạn", "tran ap": "trấn áp", "xet xu": "xét xử",
}  # fmt: skip
_MAY_BE_NAME = frozenset((
    "thuong xuyen",
    "bao ve", "boi duong", "canh bao", "cung cap", "cuu ho", "dang ky", "dao tao", "dau gia", "dau tu", "dieu hanh", "dieu phoi",
    "dieu tra", "dieu tri", "du bao", "giam sat", "ho tro", "huong dan", "khai thac", "kiem soat", "kiem tra", "phat huy", "phong chong",
    "phong ngua", "phuc vu", "quan ly", "su dung", "tham dinh", "thanh toan", "thi hanh", "thong ke", "to chuc", "ung dung", "ung pho",
    "xay dung",
    "bao tri", "bao duong", "dau thau", "giam dinh", "hoa giai", "cham soc", "sua chua", "van chuyen", "lap dat", "thi cong", "cuu nan",
    "khen thuong", "thuc tap", "thu nghiem", "san xuat", "tieu thu", "xuc tien", "thanh tra", "kiem toan", "quy hoach", "do dac",
    "chung thuc", "cap nuoc", "cung ung", "du tru", "phat thanh", "thu mua", "kiem dich", "cach ly", "giai phong", "phan loai", "ky luat",
    "khu trung", "quang ba", "tuan tra", "phan tich", "xet xu",
))  # fmt: skip

# No more of a line is looked at before the word of a deed.
_BEFORE = 16


def _deed_at(plain: str, at: int, depth: int = 4) -> re.Match[str] | None:
    """The word of what is to be done at this place, unless it lies over the edge of two: "giao thông | bảo trì" has no "thông báo"."""
    found = _STOP.match(plain, at)
    if found is None or found[0].count(" ") != 1 or depth == 0:
        return found
    later = _deed_at(plain, at + found[0].index(" ") + 1, depth - 1)
    return None if later is not None and later.end() > found.end() else found


def stops(text: str, plain: str, at: int) -> bool:
    """Whether at this place of a line a name is over because what is to be done begins: "Sở Y tế | chủ trì"."""
    found = _deed_at(plain, at)
    before = plain[max(0, at - _BEFORE) : at]
    if found is not None and (_COMPOUND.match(plain, at) or found[0] in _MARKED_STOPS):
        # "đô thị công bố" has no "thi công"; marks that a scan lost are worth less than a name cut short.
        return found[0] in _MARKED_STOPS and text[at : found.end()] == _MARKED_STOPS[found[0]]
    if found is not None:
        if found[0] == "tong hop" and before.lower().endswith("dich vu "):
            return False  # "Trung tâm Dịch vụ tổng hợp xã"
        if plain[found.end() : found.end() + 1] == ":" and found[0] in _MAY_BE_NAME:
            return False
        if before.lower().endswith("du an ") and found[0] not in ("dau tu", "xay dung"):
            return True  # "Ban Quản lý dự án kiểm tra …"
        return not (found[0] in _MAY_BE_NAME and _NAMED_AFTER.search(before.rstrip()))
    syllable = _STOP_SYLLABLE.match(text, at)
    if syllable is None or _NOT_ALONE.match(plain, at):
        return False
    if syllable[0] == "bằng" and before.endswith("mat "):
        return False  # "giải phóng mặt bằng"
    if syllable[0] == "ký" and before.lower().endswith("dang "):
        return False  # "Phòng Đăng ký kinh doanh"
    if syllable[0] == "vừa" and before.endswith("nho va "):
        return False  # "doanh nghiệp nhỏ và vừa"
    if syllable[0] in ("tự", "cấp") and before.lower().endswith(("trat ", "thu ", "trinh ", "trung ", "so ", "cao ")):
        return False  # "trật tự", "trung cấp"
    if syllable[0] == "tạo" and _BEFORE_TAO.search(plain[max(0, at - 8) : at].rstrip()):
        return False
    if syllable[0] == "trình" and _BEFORE_TRINH.search(plain[max(0, at - 8) : at].rstrip()):
        return False
    return not (syllable[0] in ("làm", "chi", "cấp", "thu") and _NAMED_AFTER.search(before.rstrip()))


_IS_OF = re.compile(
    rf" (?:[A-Z]|{LEVEL}(?![a-zA-Z])|(?:cac|cap|noi|dai|phong|chong|thong tan|thuoc|truc thuoc|khu vuc|thanh vien|nha nuoc|chinh sach"
    r"|thuong mai)(?![a-zA-Z]))"
)


# "Thanh tra, kiểm tra hoạt động thương mại điện tử" tells what to do.
_INSPECTING = re.compile(
    r"(?:Thanh tra|Kiem toan)(?:(?:,| va) (?:kiem tra|giam sat|kiem soat|xu ly|kiem toan|ra soat|danh gia|phat hien|doi thoai)|"
    r" (?:viec|hoat dong|cong tac|trach nhiem|chuyen de|dot xuat|toan dien|dien rong"
    r"|cac (?!cap|bo|Bo|so|So|tinh|dia phuong)|nhung))(?![a-z])"
)


def agency_at(text: str, plain: str, at: int) -> re.Match[str] | None:
    """The head of an agency's name at this place of a line; a short one must have its own marks."""
    found = AGENCY.match(plain, at)
    if found is None or _INSPECTING.match(plain, at):
        return None
    if found[0].lower() in _SHORT_PLAIN:
        # A scan may have other marks; before a department that is known the word is sure all the same.
        known = text[at : found.end()].lower() in _SHORT_MARKED or DEPARTMENT.match(plain, found.end() + 1) is not None
        return found if known else None
    # In small letters it is a name only with what it is of: "công an tỉnh", never "quân đội, công an" or "văn phòng cho thuê".
    if found[0][0].islower() and not _IS_OF.match(plain, found.end()):
        return None
    return found


def begins_body(text: str, plain: str, at: int) -> bool:
    """Whether the name of a body, of a person by the office held, or of a group begins at this place of a line."""
    return agency_at(text, plain, at) is not None or any(pattern.match(plain, at) for pattern in (TITLE, GROUP_MANY, GROUP_BARE))
