"""To whom a task is addressed: to us by name, as one of a group, to one of our bodies or people, or to others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum

from models.intake.wording.bodies import split_bodies
from models.intake.wording.office_facts import OfficeFacts
from models.registers.communes import communes
from models.text import clean, compact, fold, words


class Addressed(StrEnum):
    """What a row is to us."""

    LEAD = "lead"
    COORDINATING = "coordinating"
    OTHERS = "others"
    NOBODY = "nobody"
    """No lead is named, and no coordinator of ours: the list itself was sent to us."""


_LEVEL_WORD = {"commune": "xa", "ward": "phuong", "special_zone": "dac khu"}
_LEVELS = r"(?:xa|phuong|dac khu|thitran)"
# Words that hold a level's name without meaning one.
_MASKS = (
    ("uy ban nhan dan", "ubnd"), ("uy ban", "ubnd"), ("hoi dong nhan dan", "hdnd"), ("hop tac xa", "hoptacxa"), ("thi xa", "thixa"),
    ("thi tran", "thitran"), ("xa hoi", "xahoi"), ("bi thu dang uy", "bithu"),
)  # fmt: skip
# One commune by its name: "UBND phường Quy Nhơn", not "UBND các phường" and not "UBND phường".
_ONE_COMMUNE = re.compile(rf"^(?!.*(?<!\w)(?:cac|cap)(?!\w)).*(?<!\w){_LEVELS}\s+(?!{_LEVELS})\w")
_SHORT_LEVEL = {"x": "xa", "p": "phuong"}
_PARTS = re.compile(r"[;,:\n()/]|\s[-–—+]\s|\svà\s", re.IGNORECASE)
_EXCEPT = re.compile(r"[\s,(]+(?:trừ|ngoại trừ|không bao gồm|không gồm|không kể)\s.*$", re.IGNORECASE | re.DOTALL)
_EXCEPT_WORDS = re.compile(r"\b(?:ngoại\s+)?trừ\b|\bkhông\s+(?:bao\s+)?(?:gồm|kể)\b", re.IGNORECASE)
# A group: "các xã", "cấp xã", "100% xã, phường", "UBND xã, phường".
# Nothing is given back (++, *+): there would be too many ways to part "các các các …".
_MANY = r"(?:cac|nhung|tat ca|toan bo|toan the|100|moi|tung|mot so|\d{2,3})"
_GROUP = re.compile(
    rf"(?<!\w)(?:{_MANY}\s+)++(?:(?:cac|don vi|hanh chinh|chinh quyen|ubnd|cap|dia ban)\s+)*+"
    rf"({_LEVELS}(?:\s+(?:va\s+)?(?:cac\s+)?{_LEVELS})*)(?!\w)"
    rf"|(?<!\w)({_LEVELS}(?:\s+(?:va\s+)?{_LEVELS})+)(?!\w)"
)
_WHOLE_LEVEL = re.compile(r"(?<!\w)cap (?:xa|co so)(?!\w)")
_LOCAL = re.compile(r"(?:^|(?<=cac )|(?<=nganh )|(?<=don vi )|(?<=va )|(?<=phuong ))dia phuong(?!\w)(?! (?:khac|cap tinh))")
_EVERYBODY = re.compile(
    r"(?:ubnd )?cac cap(?: cac nganh)?|(?:toan|ca) tinh|toan quoc|tren dia ban (?:toan )?tinh"
    r"|(?:tat ca )?(?:cac )?(?:co quan |don vi |to chuc )+(?:(?:tren dia ban|trong|toan|thuoc) )+tinh"
)
# Where a group is named, its members may follow: after a colon, or as names.
_LEVEL_NAMES = r"(?:xã|phường|đặc khu|thị trấn)"
_MEMBERS = re.compile(
    rf"(?:{_LEVEL_NAMES}|địa phương|cấp xã)(?:\s*(?:,|và|/|-|–)?\s*(?:các\s+)?{_LEVEL_NAMES})*\s*([:(\-–]?)\s*(\S.*)?$",
    re.IGNORECASE | re.DOTALL,
)
_NO_LEVEL = re.compile(r"xã hội|hợp tác xã|thị xã", re.IGNORECASE)
# What tells the members of a group by a quality, not by name: "các xã biên giới", "các xã trên địa bàn".
_QUALIFIER = re.compile(
    r"(?:tren|thuoc|lien quan|co|trong|con lai|moi|sau|bien gioi|mien|vung|ven|khu vuc|phia|dong bao|duoc|nam|cua|tinh|va|theo|toan|lam"
    r"|la|nhu|dac biet|kho khan|trong diem|khac|tai|nay|noi|chua|da|dang|dac khu|xa|phuong|can|phai)(?!\w)"
)
_ABOVE = re.compile(
    r"(?<!\w)(?:tinh|huyen|thixa|thanh pho|trung uong|quoc gia|khu vuc|vung|quan khu)(?!\w)"
    r"|^(?:cac )?(?:so|bo|cuc|tong cuc|chi cuc)(?!\w)"
)


def _any(*ways: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{way})" for way in ways))


# The bodies of a commune that stand without their place's name, folded.
_OWN = _any(
    r"(?:phong|p|bo phan)\s*(?:kinh te(?: ha tang do thi)?|kt|kthtdt|kt ht dt|kt htdt|van hoa xahoi|vhxh|vh xh|van hoa)",
    r"(?:van phong|vp)(?:\s+(?:hdnd(?:\s+(?:va\s+)?ubnd)?|ubnd|dang uy))?",
    r"ttpvhcc|tthcc|tt pvhcc|tt hcc|trung tam (?:phuc vu )?(?:hanh chinh cong|pvhcc|hcc)|bo phan mot cua",
    r"bo phan tiep nhan va tra ket qua|trung tam (?:dich vu tong hop|cung ung dich vu(?: su nghiep)? cong|dich vu cong|chinh tri)",
    r"trung tam (?:van hoa the thao(?: va truyen thong)?|hoc tap cong dong)",
    r"tram y te|tyt|cong an|ca|(?:ban (?:chi huy|chqs)|bch)(?: quan su)?|bchqs|ban chqs|quan su|dan quan",
    r"hoi (?:nong dan|lien hiep phu nu|lhpn|phu nu|cuu chien binh|ccb|chu thap do|ctd|nguoi cao tuoi|nct|khuyen hoc|dong y|nguoi mu)",
    r"hoi (?:cuu thanh nien xung phong|nan nhan.*)|doan thanh nien|doan tncs(?: hcm| ho chi minh)?|xa doan|doan xa|cong doan",
    r"mat tran(?: to quoc)?(?: viet nam)?|(?:ub)?mttq(?: ?vn| viet nam)?|ubnd mat tran.*",
    r"thuong truc (?:dang uy|hdnd)|lanh dao (?:ubnd|dang uy)",
    r"ban quan ly rung phong ho|ban nhan dan.*|ban giam sat dau tu cong dong|ban thanh tra nhan dan",
)
_VILLAGE = re.compile(
    r"(?:(?:cac|truong|ban nhan dan|bi thu|chi bo|to truong|truong ban|pho|nhan dan|can bo)\s+)*"
    r"(?:thon|lang|buon|ap|khom|khu pho|to dan pho|tdp|khu dan cu|xom|bon|soc)(?!\w)"
)
_SCHOOL = re.compile(
    r"(?:cac\s+)?(?:truong|don vi truong hoc|co so giao duc)"
    r"(?:\s+(?:hoc|mam non|mau giao|tieu hoc|th|thcs|th va thcs|pho thong.*|ptdt.*|thpt.*|mn|mg))(?!\w)"
)
_ROLE = _any(
    r"(?:pho )?(?:chu tich|ct|bithu|truong phong|giam doc trung tam|chanh van phong|chi huy truong|truong cong an|truong tram)(?:\s.*)?",
    r"(?:pct|pho bithu|cong chuc|can bo(?! tinh)|chuyen vien|van thu|ke toan|dia chinh|tu phap(?: ho tich)?)(?:\s.*)?",
    r"(?:tai chinh ke toan|van phong thong ke|nguoi hoat dong khong chuyen trach)(?:\s.*)?",
)
_INSIDE = re.compile(
    r"(?:tat ca |toan the )?(?:cac )?"
    r"(?:phong(?: ban)?|bo phan|doan the|hoi doan the|to chuc chinh tri.*|can bo cong chuc|don vi truc thuoc|phong chuyen mon)(?:\s.*)?"
)
_PERSON = re.compile(r"(?:đ/c|đồng chí|ông|bà|anh|chị)\.?:?\s+\S", re.IGNORECASE)
_SURNAMES = frozenset({
    "nguyen", "tran", "le", "pham", "hoang", "huynh", "phan", "vu", "vo", "dang", "bui", "do", "ho", "ngo", "duong", "ly", "dinh", "dao",
    "doan", "lam", "mai", "trinh", "truong", "cao", "ha", "luong", "luu", "ta", "thai", "to", "trieu", "chu", "kieu", "ksor", "siu",
    "rmah", "ro", "rahlan", "nay", "dieu",
})  # fmt: skip
_LIKE_NAME = re.compile(r"[A-ZĐÀ-Ỹ][a-zđà-ỹ]+(?:\s+[A-ZĐÀ-Ỹ][a-zđà-ỹ]*){1,4}")
_REMEMBERED = 50_000


class Addressing:
    """Tells for one office to whom rows are addressed; every written name is judged once."""

    def __init__(self, facts: OfficeFacts) -> None:
        self._facts = facts
        self._level = _LEVEL_WORD.get(facts.level, "xa")
        self._place = " ".join(words(facts.place))
        self._own_name = re.compile(rf"(?:(.*?)\s)??(?:({_LEVELS}|x|p)\s)?{re.escape(self._place)}(?:\s+(?:tinh|thanh pho|tp)\s.*)?")
        self._departments = frozenset(compact(name) for name in facts.departments)
        self._names: frozenset[str] | None = None
        self._known: dict[str, bool] = {}

    def of(self, lead: str, coordinating: Iterable[str], *, inside: bool = False) -> Addressed:
        """What a row with this lead (as written, perhaps several) and these coordinators is to us.

        `inside`: the list gives work within our house, so a lead that is nobody else's is ours too ("Tổ công nghệ số", "Các đơn vị").
        """
        if lead and (self.is_ours(lead) or (inside and self.is_nobody_elses(lead))):
            return Addressed.LEAD
        # Beside the lead of another commune a body without a place is that commune's.
        theirs = bool(lead) and self._names_a_commune(lead)
        if any(self.is_ours(name) and not (theirs and self.is_body(name) and not self._names_us(name)) for name in coordinating):
            return Addressed.COORDINATING
        return Addressed.OTHERS if lead else Addressed.NOBODY

    def is_ours(self, text: str) -> bool:
        """Whether a written name, or one of several, means us."""
        known = self._known.get(text)
        if known is None:
            known = self._means_us(clean(text)) or any(self._means_us(body) for body in split_bodies(text))
            if len(self._known) < _REMEMBERED:
                self._known[text] = known
        return known

    def _names_a_commune(self, text: str) -> bool:
        return any(_ONE_COMMUNE.search(part) for part in _parts(text))

    def _names_us(self, text: str) -> bool:
        return any(self._is_our_name(part, frozenset()) for part in _parts(text))

    def _is_in_our_book(self, written: str) -> bool:
        return compact(written) in self._departments or self._facts.staff.recognise(written) != (None, None)

    def is_body(self, text: str) -> bool:
        """Whether a name is one of our own bodies or people, neither our office itself nor a group that it belongs to."""
        written = clean(text)
        if self._is_in_our_book(written):
            return True
        return any(self._is_our_body(part) for part in _parts(written)) or _is_person(written)

    def is_nobody_elses(self, text: str) -> bool:
        """Whether a name says nothing of a province, a department of it, or another commune."""
        key = _key(text)
        return not any(_ABOVE.search(part) for part in _parts(text)) and re.search(rf"(?<!\w){_LEVELS}(?!\w)", key) is None

    def _means_us(self, written: str) -> bool:
        if not written:
            return False
        if self._is_in_our_book(written):
            return True
        excepted = _EXCEPT.search(written)
        left_out = _parts(_EXCEPT_WORDS.sub(" ", excepted[0])) if excepted is not None else []
        if any(self._is_our_name(part, frozenset()) for part in left_out):
            return False
        named = written if excepted is None else written[: excepted.start()]
        whole = _key(named.replace("%", " "))
        parts = _parts(named)
        levels = frozenset(re.findall(_LEVELS, " ".join(found[1] or found[2] for found in _GROUP.finditer(whole))))
        if any(self._is_our_name(part, levels) for part in parts):
            return True
        if self._is_our_group(named, whole, levels):
            return True
        return any(self._is_our_body(part) for part in parts) or _is_person(written)

    def _is_our_name(self, part: str, levels: frozenset[str]) -> bool:
        """ "UBND xã Hoài Ân", "Xã Hoài Ân", "Trạm Y tế xã Hoài Ân", and "Hoài Ân" in a list of communes."""
        found = self._own_name.fullmatch(part)
        if found is None:
            return False
        head, level = found[1] or "", found[2]
        if _ABOVE.search(head):
            return False
        if level is not None:
            return _SHORT_LEVEL.get(level, level) == self._level
        # Without its kind the name may be another body's ("Hạt Kiểm lâm Hoài Ân"), or of the other kind ("các phường: …").
        return head in ("", "ubnd", "dang uy", "hdnd") and (not levels or self._level in levels)

    def _is_our_group(self, named: str, whole: str, levels: frozenset[str]) -> bool:
        if _EVERYBODY.fullmatch(whole):
            return True
        ours = self._level in levels or _WHOLE_LEVEL.search(whole) is not None or _LOCAL.search(whole) is not None
        if self._level == "dac khu" and {"xa", "phuong"} <= levels:
            ours = True
        return ours and not self._names_members(named)

    def _names_members(self, named: str) -> bool:
        """Whether a group is followed by the names of its members, so that only those are meant."""
        found = _MEMBERS.search(_NO_LEVEL.sub("…", unicodedata.normalize("NFC", named)))
        if found is None or not found[2]:
            return False
        rest = fold(found[2]).strip(" .,;:()")
        if not rest or _QUALIFIER.match(rest):
            return self._begins_with_place(rest)
        return found[1] == ":" or self._begins_with_place(rest) or (found[2][0].isupper() and not named.isupper())

    def _begins_with_place(self, rest: str) -> bool:
        if self._names is None:
            province = fold(self._facts.province).removeprefix("tinh ").removeprefix("thanh pho ").strip()
            self._names = frozenset(" ".join(words(each.name)) for each in communes() if not province or fold(each.province) == province)
        found = words(rest.split(",", maxsplit=1)[0])
        return any(" ".join(found[:length]) in self._names for length in range(1, min(len(found), 4) + 1))

    def _is_our_body(self, part: str) -> bool:
        if not part or _ABOVE.search(part) or _GROUP.search(part) or _WHOLE_LEVEL.search(part):
            return False
        bare = re.sub(rf"\s*(?<!\w){self._level}$", "", part)
        if bare != part:
            return True
        if re.search(rf"(?<!\w){_LEVELS}\s+\w", part):
            return False
        matches = (_OWN.fullmatch(part), _VILLAGE.match(part), _SCHOOL.match(part), _ROLE.fullmatch(part), _INSIDE.fullmatch(part))
        return any(match is not None for match in matches)


def _key(text: str) -> str:
    """A name for comparing: folded words, long words shortened, words that only look like a level's name hidden."""
    key = " ".join(words(text))
    for long, short in _MASKS:
        key = key.replace(long, short)
    return key


def _parts(text: str) -> list[str]:
    return [_key(part) for part in _PARTS.split(text) if part.strip()]


def _is_person(written: str) -> bool:
    """Whether a lead looks like a person's name: only a list of our own gives work to persons."""
    if _PERSON.match(written):
        return True
    bare = re.sub(r"\s*\(.*?\)\s*", " ", written).strip()
    return _LIKE_NAME.fullmatch(bare) is not None and not _SURNAMES.isdisjoint(words(bare)[:1])
