"""The names of bodies where they begin in a line: "Sở Y tế, Công an tỉnh và UBND các xã, phường tổ chức …" names three."""

from __future__ import annotations

import re
from typing import NamedTuple

from models.intake.documents.tasks.body_places import members_at
from models.intake.documents.tasks.body_words import (
    DEPARTMENT,
    GROUP,
    GROUP_BARE,
    GROUP_MANY,
    LEVEL,
    LEVELS,
    MANY,
    ORDERED_BARE,
    OWNED,
    PERSON,
    PLACE,
    TITLE,
    agency_at,
    begins_body,
    stops,
)
from models.intake.documents.tasks.one_line import Line, plain_letters

_MOST_WORDS = 18
_MOST_NAMES = 60
_MOST_TRADE = 4
_LONGEST_DEED = 30
# "các Bộ: Công an, Tài chính": each is a body by itself.
_DEPARTMENTS_OF = re.compile(
    rf"(?:{MANY} )?(?i:so|bo|phong|ban|cuc)(?:(?:,| va) (?:ban, )?(?:nganh|don vi|co quan))*(?: tinh| thanh pho)? ?: ?(?=[A-Z])"
    rf"|{MANY} (?:[Ss]o|[Bb]o|[Pp]hong) (?=[A-Z])"
)
_OFFICE = re.compile(
    r"(?i:van phong|vp)(?: (?:Doan )?(?:DBQH|Dai bieu Quoc hoi)(?:,| va)?(?: (?:HDND|Hoi dong nhan dan)))?(?: (?:HDND|Hoi dong nhan dan))?"
    r"(?:(?: va|,| ?-| ?&)? ?(?:UBND|Uy ban nhan dan))?"
)
_HEAD_OF = re.compile(r"(?i:(?:pho )?(?:chanh|truong)) (?=(?i:van phong|thanh tra|khoa|phong|ban|cong an|tram|cac phong|doan)(?![a-zA-Z]))")
_SEPARATOR = re.compile(r" ?[;,|] ?(?:(?:va|cung voi|cung|dong thoi) )?| (?:va|cung voi|cung|hoac|&) | ?/ ?| - (?=[A-Z])")
# "Các ông/bà", "Các Ông (Bà)" before those who are meant.
_HONOURED = re.compile(rf"(?i:cac )?(?i:ong|ba)(?:/| ?\(|, ?| va | )(?i:ong|ba)\)?:? (?={TITLE.pattern})")
_TITLES_TOGETHER = re.compile(r"(?:,| va|/) ?")
_QUALIFIER = re.compile(
    r"(?i:ven bien|bien gioi|mien nui|vung cao|vung dong bao|con lai|co lien quan|lien quan|noi tren|neu tren|co rung|co bien"
    r"|co ten (?:tai|trong|o) (?:dieu \d+|danh sach|phu luc)(?: kem theo)?(?: \d+| [ivx]+)?|co du an|bi anh huong|bi thiet hai"
    r"|moi thanh lap|sau sap xep|trong tinh|toan tinh|toan thanh pho|noi co|khac(?! phuc)|nay|duoc giao|trong diem"
    r"|khu vuc(?: (?:[IVX\d]+(?![a-zA-Z])|(?-i:[A-Z][a-z]+(?: [A-Z][a-z]+)*(?: - [A-Z][a-z]+(?: [A-Z][a-z]+)*)?)))?)(?![a-zA-Z])"
)
_APPOSITION = re.compile(
    r" ?- ?(?=(?i:co quan|don vi|thuong truc|pho|truong|to truong|thanh vien|uy vien|chu tich|giam doc) )"
    r"|, (?=(?i:co quan thuong truc|don vi thuong truc|don vi dau moi|co quan dau moi) )"
)
_LOWER_WORD = re.compile(r" [a-z]+(?![a-zA-Z])")
_OF_A_ROOM = re.compile(
    r"(?:truong (?:khoa|bo phan|bo mon|phong|ban|don vi)|giam doc|chu nhiem|doi truong|to truong|tram truong)$", re.IGNORECASE
)
_LOWER_WORDS = re.compile(r"(?: (?!va )[a-z]+){1,3}")
# Names with a comma before a small letter: "Phòng, chống thiên tai", "sự cố, thiên tai và Tìm kiếm cứu nạn".
_GOES_ON = re.compile(
    r", (?:chong|thien tai|the thao|thong tin|gia dinh|tre em|xu ly|giai phong mat bang|ho tro"
    r"|thuong mai|chua chay|chua benh|cuu ho|cuu nan)(?![a-zA-Z])"
)
_IN_CHARGE = re.compile(r"phu trach (?:linh vuc|cong tac|mang) [^;:]*$")
_ONE_FIELD = re.compile(r", [A-Z][a-z]*(?: [a-z]+){0,7}(?:$|[:.;])")
# What one is in charge of, where nothing more is said: "Phó Chủ tịch phụ trách lĩnh vực Công tác xã hội".
_CHARGE = re.compile(
    r",? phu trach (?:linh vuc|cong tac|mang|khoi) (?:(?!chu tri|thuc hien|chiu trach|bao cao|tham muu|to chuc |phoi hop)[^,;.:]){3,80}"
    r"(?=$|[:.;])"
)
_MEMBER = re.compile(r"dong chi (?:uy vien|dang uy vien|tinh uy vien|uvbtv|uvbch)", re.IGNORECASE)
_ALONE = re.compile(r"(?i:chinh phu|bo truong|thu tuong)$")
_VILLAGE = re.compile(r"(?i:thon|khu pho|to dan pho|ap|buon|lang|khom|ban)$")
_NUMBER_OF_VILLAGE = re.compile(r" (?:so )?\d{1,2}(?![\d/.%])")
_WORD = re.compile(r"(?:[^\s,;:()]|(?<=[A-Z]),(?=(?!UBND|HDND|UBMT|MTTQ)[A-Z]{2}))+")  # "KH,CN&MT"
_OWNERS = re.compile(
    r"(?:So|Bo|Cuc|Chi cuc|Tong cuc|Truong|Cong ty|Trung tam|Hoi|Vien)(?! [A-Z])(?![a-zA-Z])"
    r"|(?i:trung uong dang|trung uong|chinh phu|quoc hoi|nganh [a-z]+ [a-z]+|nha nuoc|dang)(?![a-zA-Z])"
)
_PARTY = re.compile(r"(?i:tinh uy|thanh uy|dang uy|quan uy|huyen uy|trung uong dang|trung uong)(?![a-zA-Z])")
_COUNCIL = re.compile(r"(?:HDND|Hoi dong nhan dan)(?![a-zA-Z])")
_SEVERAL = re.compile(r"cac |\d{1,3} (?i:khu pho|thon|to dan pho|ap|xa|phuong)(?![a-zA-Z])")
_SAME_LEVEL = re.compile(r"cùng cấp(?!\w)")
_TRADERS = re.compile(r"(?:cong ty|doanh nghiep|co so|hop tac xa|truong|hiep hoi|nha may|to chuc|chu the)$", re.IGNORECASE)
_HAS_DEPARTMENTS = re.compile(r"(?i:so|bo|phong|ban|cuc|vu|thanh tra bo|hoi|thanh tra so)")
# Departments whose names may go on in small letters: "Phòng Tổ chức cán bộ", "Phòng Tài chính kế hoạch".
_GOES_ON_SMALL = frozenset(("To chuc", "Kinh te", "Tai chinh", "Xay dung", "Hanh chinh", "Du lich", "Noi chinh"))
_TWO_CAPITALS = re.compile(r"[A-Z][a-zA-Z]* [A-Z][a-zA-Z]*$")
# Names that have no comma of their own, and papers that follow them in a list.
_ONE_PART = re.compile(
    r"(?i:tinh uy|thanh uy|dang uy|ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan|van phong|cong an|thuong truc|quoc hoi|chinh phu"
    r"|ban thuong vu)"
)
_DOCUMENT = re.compile(
    r"(?:Ke hoach|Quyet dinh|Nghi quyet|Chi thi|Cong van|Thong bao|Bao cao|Luat|Nghi dinh|Thong tu|Ket luan|Chuong trinh|De an"
    r"|Cong dien|To trinh|Huong dan)"
    r"(?![a-zA-Z])"
)
_BRANDS = re.compile(r"(?i:vnpt|viettel|dien luc|cong ty dien luc|buu dien|bao(?! va)|mobifone|fpt)(?![a-zA-Z])")
_TRADE = re.compile(
    r"(?:kinh doanh|san xuat|ban le|ban buon|che bien|cung ung|cung cap|nhap khau|khai thac|su dung|buon ban|tieu thu)$", re.IGNORECASE
)
_DROPPED_BRACKET = re.compile(
    r"\((?i:sau day|qua|thong qua|de|kem|theo|neu|bao gom|goi tat|gom|tru|doi ten|truoc day|nay la|dong gui|co quan|don vi|ke ca"
    r"|chi tiet|dinh kem|so:? \d)"
)
_BRACKETED = re.compile(r" ?\([^()]{1,60}\)")
_ABBREVIATED = re.compile(r"(?:TP|P|TT|T|Q|H|Tp|TX|BCH)$")
_LEVEL_BEGINS = re.compile(rf"{LEVEL} ")
_LEVEL_AND_PLACE = re.compile(rf"{LEVEL} {PLACE.pattern}|Thanh pho(?= )")
_AND_OFFICE = re.compile(r" ?[,-] ")
_DEPARTMENT_HEAD = re.compile(r"(?i)(?<![a-z])(so|bo|phong|ban|cuc)(?![a-z])")
_TITLE_ENDS = re.compile(r" ?(?:$|[A-Za-z])")
_SECRETARIES = re.compile(r"(?i)(?:.*)bi thu (?:cac )?(?:tinh|thanh|dang) uy")


class Name(NamedTuple):
    """A body as it is called in full, and where in the line it stands (the pieces of one told apart by a group overlap)."""

    value: str
    start: int
    end: int


class _Read(NamedTuple):
    names: list[Name]
    end: int


def names_at(line: Line, start: int, *, places: bool = False) -> tuple[tuple[Name, ...], int]:
    """The bodies that are named from `start` on, and where the list ends; none and `start` where no name begins there.

    `places`: a commune or province by its bare name is one too ("thành phố Đà Nẵng cần …").
    """
    found: list[Name] = []
    at, end = start, start
    while len(found) < _MOST_NAMES:
        one = _one(line, at, places=places)
        if one is None:
            break
        if found and _MEMBER.match(line.plain, found[-1].start) and line.plain[found[-1].end : at] == ", " and len(one.names) == 1:
            # "Đồng chí Ủy viên Ban Thường vụ, Chủ tịch UBND xã" is one with two offices.
            before = found.pop()
            found.append(Name(line.text[before.start : one.names[0].end], before.start, one.names[0].end))
        else:
            found += one.names
        end = one.end
        separator = _SEPARATOR.match(line.plain, end)
        if separator is None:
            break
        at = separator.end()
    return tuple(_with_secretaries(found)), end


def ordered_at(line: Line, start: int) -> tuple[tuple[Name, ...], int]:
    """The bodies named behind an order, where a bare word is one too: "Yêu cầu doanh nghiệp khẩn trương nộp ngân sách"."""
    names, end = names_at(line, start, places=True)
    if names:
        return names, end
    bare = ORDERED_BARE.match(line.plain, start)
    if bare is None or not stops(line.text, line.plain, bare.end() + 1):
        return (), start
    return (Name(line.text[start : bare.end()], start, bare.end()),), bare.end()


def begins_many(line: Line, start: int) -> bool:
    """Whether a group begins here with a word of number: "các cơ quan", "30 phường"."""
    return GROUP_MANY.match(line.plain, start) is not None


def _with_secretaries(found: list[Name]) -> list[Name]:
    """ "Bí thư tỉnh ủy và Chủ tịch UBND các tỉnh: A, B" are the two of each province, one entry each."""
    if len(found) < 3 or not _SECRETARIES.fullmatch(plain_letters(found[0].value)):
        return found
    second = found[1]
    same = [each for each in found[1:] if (each.start == second.start)]
    if len(same) < 2:
        return found
    return [Name(f"{found[0].value} và {each.value}", found[0].start, each.end) for each in same] + found[1 + len(same) :]


def _one(line: Line, start: int, *, places: bool) -> _Read | None:
    plain = line.plain
    if start >= len(plain):
        return None
    person = PERSON.match(plain, start)
    if person is not None and TITLE.match(plain, start) is None:
        office = _AND_OFFICE.match(plain, person.end())
        held = _one(line, office.end(), places=False) if office is not None and TITLE.match(plain, office.end()) else None
        end = held.end if held is not None else person.end()
        return _Read([Name(line.text[start:end], start, end)], _past_apposition(line, end))
    honoured = _HONOURED.match(plain, start)
    if honoured is not None:
        start = honoured.end()
    title = _HEAD_OF.match(plain, start) or TITLE.match(plain, start)
    if title is not None:
        return _in_charge(line, _titled(line, start, title.end()))
    departments = _DEPARTMENTS_OF.match(plain, start)
    if departments is not None:
        listed = _departments(line, departments)
        if listed is not None:
            return listed
    if _agency_at(line, start) is not None:
        return _agency(line, start)
    if GROUP_MANY.match(plain, start) is not None or GROUP_BARE.match(plain, start) is not None:
        return _group(line, start)
    if places:
        level = _LEVEL_AND_PLACE.match(plain, start)
        if level is not None:
            return _Read([Name(line.text[start : level.end()], start, level.end())], level.end())
    return None


def _titled(line: Line, start: int, end: int) -> _Read:
    """A person by the office held: "Thủ trưởng các sở, ban, ngành", "Chánh Văn phòng HĐND và UBND", "Bí thư, Chủ tịch UBND xã"."""
    plain = line.plain
    while True:
        joined = _TITLES_TOGETHER.match(plain, end)
        more = TITLE.match(plain, joined.end()) if joined is not None else None
        # "Bí thư tỉnh ủy, Chủ tịch …" are two; "Bí thư, Chủ tịch UBND xã" is one.
        if more is None or _ALONE.search(plain, start, end) or not _TITLE_ENDS.match(plain[more.end() : more.end() + 2]):
            break
        end = more.end()
    at = end + 1 if plain[end : end + 1] == " " else end
    whose = _one(line, at, places=False)
    if whose is None and GROUP.match(plain, at) is not None:
        whose = _group(line, at)
    if whose is None and LEVELS.match(plain, at) is not None:
        whose = _territory(line, at, at)
    if whose is None:
        person = PLACE.match(plain, at)
        stop = person.end() if person is not None else end
        if person is not None and _OF_A_ROOM.search(plain, start, end) and _is_room(line, person):
            room = _scanned(line, start, person.end())
            return room if isinstance(room, _Read) else _Read([Name(line.text[start:room], start, room)], _past_apposition(line, room))
        numbered = _NUMBER_OF_VILLAGE.match(plain, stop)
        stop = numbered.end() if numbered is not None and _VILLAGE.search(plain, start, end) else stop
        return _Read([Name(line.text[start:stop], start, stop)], _past_apposition(line, stop))
    title = line.text[start:at]
    return _Read([Name(title + name.value, start, name.end) for name in whose.names], whose.end)


def _in_charge(line: Line, read: _Read) -> _Read:
    """A person with the field of work that is told behind the office."""
    charge = _CHARGE.match(line.plain, read.end)
    if charge is None or len(read.names) != 1:
        return read
    name = read.names[0]
    return _Read([Name(line.text[name.start : charge.end()], name.start, charge.end())], charge.end())


def _is_room(line: Line, capitals: re.Match[str]) -> bool:
    """Whether what follows a title is no person's name but a room's: "Giám đốc Khối Nhân sự", "Trưởng bộ phận Văn thư"."""
    following = _LOWER_WORD.match(line.plain, capitals.end())
    return capitals[0].count(" ") < 2 and following is not None and not _is_over(line, capitals.start(), capitals.end() + 1)


def _departments(line: Line, opening: re.Match[str]) -> _Read | None:
    """The departments that a group lists: "Các Bộ: Quốc phòng, Tài chính", "các Sở: Y tế; Công an tỉnh"."""
    word = _DEPARTMENT_HEAD.search(opening[0])
    if word is None:
        return None
    head = line.text[opening.start() + word.start() : opening.start() + word.end()].capitalize()
    at, end = opening.end(), opening.end()
    names: list[Name] = []
    parted = ""
    while len(names) < _MOST_NAMES:
        known = DEPARTMENT.match(line.plain, at)
        if known is not None and head == "Sở" and known[0] in ("Cong an", "Quoc phong"):
            known = None
        if known is not None:
            if not _ends_name(line, known.end()):
                break
            read = [Name(f"{head} {line.text[at : known.end()]}", at, known.end())]
            stop = known.end()
        elif _begins(line, at):
            # "các sở, ngành: Tài chính, Công an tỉnh, Y tế": with a comma alone the list goes on.
            one = _agency(line, at) if parted == "," and TITLE.match(line.plain, at) is None else None
            if one is None:
                break
            read, stop = one.names, one.end
        else:
            read, stop = _unknown_department(line, head, at)
            if not read:
                break
        names += read
        end = stop
        separator = _SEPARATOR.match(line.plain, stop)
        if separator is None:
            break
        parted = separator[0].strip()
        at = separator.end()
    if len(names) == 1 and ":" not in opening[0]:  # "các sở Giáo dục và Đào tạo" are those of all provinces
        names = [Name(line.text[opening.start() : end], opening.start(), end)]
    return _Read(names, end) if names else None


def _unknown_department(line: Line, head: str, at: int) -> tuple[list[Name], int]:
    """A department that no table knows: capitals and what goes on with them in lower case."""
    found = PLACE.match(line.plain, at)
    if found is None or stops(line.text[at : at + _LONGEST_DEED].lower(), line.plain[at : at + _LONGEST_DEED].lower(), 0):
        return [], at  # "các sở, ban, ngành: Rà soát …" tells what to do
    stop = found.end()
    following = _LOWER_WORDS.match(line.plain, stop)
    if following is not None and not stops(line.text, line.plain, stop + 1):
        stop = following.end()
    return [Name(f"{head} {line.text[at:stop]}", at, stop)], stop


def _ends_name(line: Line, end: int) -> bool:
    """Whether a name may be over here: "các Sở: Xây dựng, …" names one, "các sở: Xây dựng kế hoạch" tells what to do."""
    rest = line.plain[end : end + 1]
    if rest != " ":
        return True
    at = end + 1
    return bool(
        line.plain.startswith(("va ", "cung ", "(", "- ", "tinh", "thanh pho"), at)
        or line.plain[at : at + 1].isupper()
        or stops(line.text, line.plain, at)
        or OWNED.match(line.text, at)
        or _QUALIFIER.match(line.plain, at)
    )


def _group(line: Line, start: int) -> _Read | None:
    """A group stays one name: "các cơ quan, đơn vị có liên quan thuộc UBND tỉnh"."""
    found = GROUP.match(line.plain, start)
    if found is None:
        return None
    levels = LEVELS.match(line.plain, start)
    if levels is not None and levels.end() >= found.end():
        return _territory(line, start, start)
    end = found.end()
    if line.text[start:end].endswith(" cung cấp") and not line.plain.startswith((" dich vu", " hang hoa"), end):
        end -= len(" cung cấp")  # what they are to do
    if _TRADE.search(line.plain, max(start, end - 10), end):
        # What they trade in belongs to their name: "các cơ sở bán lẻ thuốc trong tỉnh".
        for _ in range(_MOST_TRADE + 2):
            word = _LOWER_WORD.match(line.plain, end)
            if (
                word is None
                or stops(line.text, line.plain, end + 1)
                or _QUALIFIER.match(line.plain, end + 1)
                or OWNED.match(line.text, end + 1)
            ):
                break
            end = word.end()
    elif GROUP_MANY.match(line.plain, start) is not None:
        end = _told_apart(line, end)
    end, resume = _tails(line, start, end)
    return _Read([Name(line.text[start:end], start, end)], _past_apposition(line, resume))


def _told_apart(line: Line, end: int) -> int:
    """The words that tell a group from others, where it is said next whose they are: "các doanh nghiệp viễn thông trên địa bàn tỉnh"."""
    at = end
    for _ in range(_MOST_TRADE):
        word = _LOWER_WORD.match(line.plain, at)
        if at == end and OWNED.match(line.text, at + 1):
            return end
        if word is None or stops(line.text, line.plain, at + 1) or line.text.startswith((" có ", " và các "), at):
            return at if _TRADERS.search(line.plain, 0, end) else end  # "các công ty thủy lợi vận hành hồ chứa"
        at = word.end()
        if OWNED.match(line.text, at + 1) or _QUALIFIER.match(line.plain, at + 1):
            return at
    return end


def _tails(line: Line, start: int, end: int) -> tuple[int, int]:
    """Where a name ends when whose it is and where it is are told behind it."""
    plain = line.plain
    for _ in range(4):
        at = end + 1 if plain[end : end + 1] == " " else end
        if at >= len(plain):
            break
        owned = OWNED.match(line.text, at)
        qualifier = _QUALIFIER.match(plain, at)
        levels = LEVELS.match(plain, at)
        if owned is not None:
            leads = line.text.startswith("lãnh đạo", owned.end() + 1)  # what they do: "các chi bộ trực thuộc lãnh đạo đảng viên"
            office = owned.end() + 1 + (len("co quan ") if plain.startswith("co quan ", owned.end() + 1) else 0)
            inner = None if leads else _one(line, owned.end() + 1, places=True) or _one(line, office, places=False)
            if inner is not None:
                end = inner.end
                continue
            named = _OWNERS.match(plain, owned.end() + 1)
            if named is not None:
                end = named.end()
                continue
            inside = LEVELS.match(plain, owned.end() + 1)
            if inside is not None:
                end = _after_place(line, inside.end())
                continue
            if owned[0].lower().endswith(("địa bàn", "trực thuộc")):
                end = owned.end()
                continue
            break
        if _SAME_LEVEL.match(line.text, at):
            end = at + len("cùng cấp")
            continue
        party = _PARTY.match(plain, at) or _COUNCIL.match(plain, at)
        if party is not None:
            end = party.end()
        elif levels is not None:
            end = _after_place(line, levels.end())
        elif _SEVERAL.match(plain, at) and GROUP_MANY.match(plain, at) is not None and not plain[start:end].lower().startswith("uy ban"):
            whose = GROUP.match(plain, at)
            if whose is None:
                break
            end = whose.end()
        elif qualifier is not None:
            end = qualifier.end()
        else:
            break
    return end, end


def _after_place(line: Line, end: int) -> int:
    place = PLACE.match(line.plain, end + 1) if line.plain[end : end + 1] == " " else None
    return end if place is None or _agency_at(line, end + 1) else place.end()


def _territory(line: Line, start: int, at: int) -> _Read | None:
    """What governs a place, from `start`, its level beginning `at`: "UBND tỉnh Nghệ An", "UBND các xã: A, B" (each one body)."""
    found = members_at(line, at)
    if found is None:
        return None
    if found.members:
        prefix = line.text[start:at]
        return _Read([Name(prefix + member.value, start, member.end) for member in found.members], found.end)
    stop, resume = (found.end, found.end) if found.ranged else _tails(line, start, found.end)
    return _Read([Name(line.text[start:stop], start, stop)], _past_apposition(line, resume))


def _agency(line: Line, start: int) -> _Read | None:
    """One agency by its name, with whose it is and where it is."""
    plain = line.plain
    head = _agency_at(line, start)
    if head is None:
        return None
    office = _OFFICE.match(plain, start)
    at = max(head.end(), office.end() if office is not None else 0)
    known = DEPARTMENT.match(plain, at + 1)
    if known is not None and _HAS_DEPARTMENTS.fullmatch(head[0]):
        at = known.end()
        place = PLACE.match(plain, at + 1) if plain[at : at + 1] == " " else None
        if place is not None and not _agency_at(line, at + 1) and not LEVELS.match(plain, at + 1):
            at = place.end()
    if (
        known is None
        or not _HAS_DEPARTMENTS.fullmatch(head[0])
        or (len(head[0]) > 2 and known[0] in _GOES_ON_SMALL and _LOWER_WORDS.match(plain, at))
    ):
        # Rooms of a house have names that no table knows: "Phòng Tổ chức cán bộ", "Ban Tổ chức Tỉnh ủy".
        scanned = _scanned(line, start, at)
        if isinstance(scanned, _Read):
            return scanned
        at = scanned
    end, resume = _tails(line, start, at)
    end, resume = _bracket(line, end, resume)
    if end == resume and line.plain[end - 1] == ")":
        end, resume = _tails(line, start, end)
    return _Read([Name(line.text[start:end].strip(), start, end)], _past_apposition(line, resume))


def _scanned(line: Line, start: int, at: int) -> int | _Read:
    """Where the words of a name end that no table knows; a place and its level end it for certain."""
    plain = line.plain
    for _ in range(_MOST_WORDS):
        if at >= len(plain):
            break
        if plain[at] != " ":
            if not _past_comma(line, start, at):
                break
            at += 1
            continue
        territory = _territory(line, start, at + 1) if LEVELS.match(plain, at + 1) is not None else None
        if territory is not None:
            end, resume = _bracket(line, territory.names[-1].end, territory.end)
            if len(territory.names) == 1 and end > territory.names[0].end:
                return _Read([Name(line.text[start:end], start, end)], resume)
            return territory
        if _is_over(line, start, at + 1):
            break
        joined = (
            plain[at + 1 : at + 4] if plain.startswith("va ", at + 1) else plain[at + 1 : at + 3] if plain.startswith("- ", at + 1) else ""
        )
        if joined:
            if not _joins(line, at, at + 1 + len(joined)):
                break
            at += len(joined)
            continue
        word = _WORD.match(plain, at + 1)
        brand = _BRANDS.match(plain, start)
        if word is None or (brand is not None and word[0].islower() and _TWO_CAPITALS.search(plain, brand.end(), at)):
            break
        at = word.end()
        if word[0].endswith(".") and not _ABBREVIATED.search(word[0][:-1]):
            return at - 1
    return at


def _is_over(line: Line, start: int, at: int) -> bool:
    """Whether the next word is no part of the name's own words: a deed, an owner, a quality, a bracket, a group."""
    return bool(
        stops(line.text, line.plain, at)
        or OWNED.match(line.text, at)
        or _QUALIFIER.match(line.plain, at)
        or line.plain[at : at + 1] == "("
        or (GROUP_MANY.match(line.plain, at) is not None and not line.plain.startswith("Lien hiep", start))
    )


def _joins(line: Line, at: int, rest: int) -> bool:
    """Whether "và" or a dash at `at` is inside a name: what follows it at `rest` begins no other."""
    if line.plain[at + 1] == "-":
        return not (_APPOSITION.match(line.plain, at) or _begins(line, rest)) and line.plain[rest : rest + 1].isupper()
    return not (_begins(line, rest) or _DOCUMENT.match(line.plain, rest) or stops(line.text, line.plain, rest))


def _past_comma(line: Line, start: int, at: int) -> bool:
    """Whether a name goes on behind a comma: "Trung tâm Văn hóa, Thể thao và Truyền thông", "Phòng, chống thiên tai"."""
    plain = line.plain
    if _GOES_ON.match(plain, at):
        return True
    if _IN_CHARGE.search(plain, start, at) and _ONE_FIELD.match(plain, at):
        return True  # "Chuyên viên phụ trách lĩnh vực Hành chính, Văn phòng"
    if _ONE_PART.match(plain, start) or _DOCUMENT.match(plain, at + 2):
        return False
    return plain[at : at + 2] == ", " and plain[at + 2 : at + 3].isupper() and not _begins(line, at + 2) and not PERSON.match(plain, at + 2)


def _agency_at(line: Line, at: int) -> re.Match[str] | None:
    return agency_at(line.text, line.plain, at)


def _begins(line: Line, at: int) -> bool:
    return begins_body(line.text, line.plain, at) or _LEVEL_BEGINS.match(line.plain[at : at + 12]) is not None


def _bracket(line: Line, end: int, resume: int) -> tuple[int, int]:
    """A short bracket behind a name belongs to it: "Công an tỉnh (PA03)", "(Sở Nội vụ)"; "(qua …)", "(sau đây …)" does not."""
    found = _BRACKETED.match(line.plain, resume)
    if found is None:
        return end, resume
    inside = line.plain[found.start() :].lstrip()
    kept = not _DROPPED_BRACKET.match(inside)
    return (found.end(), found.end()) if kept else (end, found.end())


def _past_apposition(line: Line, end: int) -> int:
    """Behind "Phòng Nội vụ - cơ quan thường trực cải cách hành chính thành phố": what a body is besides is no body."""
    found = _APPOSITION.match(line.plain, end)
    if found is None:
        return end
    at = found.end()
    for _ in range(_MOST_WORDS):
        if at >= len(line.plain) or line.plain[at] in ",;:.(":
            break
        if line.plain[at] == " " and stops(line.text, line.plain, at + 1):
            break
        at += 1
        while at < len(line.plain) and line.plain[at] not in " ,;:.(":
            at += 1
    return at
