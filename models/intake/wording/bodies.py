"""Who leads and who takes part: the bodies that a cell names, each by itself."""

from __future__ import annotations

import re
from functools import lru_cache

from models.text import clean, clean_lines

# Words that announce a share of the work.
_DOES = r"(?:\s*(?:thực hiện|tham mưu|xử lý|giải quyết))?"
_LEADS = rf"(?:cơ quan|đơn vị|bộ phận|phòng|người)?\s*(?:chủ trì|đầu mối|chịu trách nhiệm chính|thực hiện chính|cqct|đvct|ct){_DOES}"
_TAKES_PART = (
    r"(?:các\s+)?(?:cơ quan|đơn vị|bộ phận|phòng|người)?(?:\s*,\s*đơn vị)?\s*(?:phối hợp|tham gia|cqph|đvph)(?:\s*(?:với|cùng))?"
    rf"{_DOES}"
)
_LEAD_MARK = re.compile(rf"(?<!\w)(?:{_LEADS})\s*[:\-–]\s*", re.IGNORECASE)
_PART_MARK = re.compile(rf"[\s.;,\-–+*/]*(?<!\w)(?:và\s+)?(?:{_TAKES_PART}|ph)\s*[:\-–]\s*", re.IGNORECASE)
_PART_WORD = re.compile(r"[\s.;,\-–+*/]+(?:và\s+)?(?:phối hợp(?:\s+(?:với|cùng))?|có sự phối hợp của)\s+(?=\S)", re.IGNORECASE)
_LEAD_AFTER = re.compile(r"\s*\(\s*(?:là\s+)?(?:đơn vị |cơ quan )?(?:chủ trì|ct|đầu mối|thực hiện chính)\s*\)\s*", re.IGNORECASE)
_PART_AFTER = re.compile(r"\s*\(\s*(?:đơn vị |cơ quan )?(?:phối hợp|ph|tham gia)\s*\)\s*", re.IGNORECASE)
_LEAD_BEFORE = re.compile(r"^\s*(?:\(?\s*(?:ct|chủ trì)\s*\)?\s*[:\-–]\s*|chủ trì\s+)", re.IGNORECASE)
# "X chủ trì; Y, Z phối hợp", "X – chủ trì, Y – phối hợp".
_TOLD_AFTER = re.compile(
    r"^([^()]+?)\s+(?:làm\s+)?chủ trì\s*[,;.\n]\s*(?!phối hợp)([^()]+?)\s+(?:cùng\s+)?phối hợp(?:\s+thực hiện)?\s*\.?$", re.IGNORECASE
)
_DASHED_MARK = re.compile(r"\s*[-–]\s*(chủ trì|phối hợp)\s*([,;.\n]|$)", re.IGNORECASE)
_LEAD_LAST = re.compile(r"\s*,?\s*(?:là\s+(?:cơ quan|đơn vị)\s+)?(?:làm\s+)?chủ trì\s*[,.;]?\s*$", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-–—+*•●▪·]|\d{1,2}[.)](?!\d)|[a-zđ]\))\s*", re.IGNORECASE)
# Groups whose members follow after a colon are one body: "UBND các xã: A, B, C".
_GROUP_LIST = re.compile(
    r"(?:các|những|\d+)\s+(?:xã|phường|đặc khu|thôn|làng|buôn|bản|ấp|khu phố|tổ dân phố|trường|sở|phòng|huyện)[^:;]*:", re.IGNORECASE
)
# A new body begins with one of these words; a comma or "và" before another word is inside a name ("Sở Giáo dục và Đào tạo").
_HEAD = (
    r"(?:(?:UBND|Uỷ ban|Ủy ban|UBMTTQ|HĐND|Hội đồng|Sở|Bộ|Ban|Phòng|P\.|Văn phòng|VP|Công an|CA|Trung tâm|TT\.|TTPVHCC|Trạm|Chi cục|Cục"
    r"|Tổng cục|Chi nhánh|Công ty|Tổng công ty|Tập đoàn|Thanh tra|Kho bạc|KBNN|Bảo hiểm|BHXH|Thuế|Viện|Tòa án|Toà án|Báo|Đài|Trường|Hội"
    r"|Đoàn|Liên đoàn|Liên minh|Mặt trận|MTTQ|Đảng ủy|Đảng uỷ|Tỉnh ủy|Tỉnh uỷ|Thành ủy|Tỉnh đoàn|Xã|Phường|Đặc khu|Thôn|Làng|Buôn|Trưởng"
    r"|Bí thư|Chủ tịch|Phó|Đồng chí|Đ/c|Ông|Bà|Hạt|Đồn|Bưu điện|Ngân hàng|NHCSXH|Học viện|Bệnh viện|Đội|Tổ|VKS|VKSND|TAND|BCH|BCHQS|BCĐ"
    r"|BQL|Hợp tác xã|HTX|Cán bộ|Công chức|Kế toán|Quân sự|Điện lực|Vườn quốc gia|Các|ubnd|sở\s\w+|công an|văn phòng|trung tâm|trạm|chi cục"
    r"|mttq|thanh tra|kho bạc|các)(?!\w)(?!\s+(?:hội(?!\w)|học|nghệ|thương(?!\w))))"
)
_COMMA = re.compile(rf"\s*,\s*(?={_HEAD})")
# "Văn phòng HĐND và UBND" is one office.
_AND = re.compile(rf"(?<!ĐBQH)(?<!Quốc hội)(?<!HĐND)(?<!hội đồng nhân dân)(?<!Hội đồng nhân dân)\s+và\s+(?={_HEAD})")
_DASH = re.compile(rf"\s+[-–—+]\s+(?={_HEAD})")
_EDGE = " \t,;.:-–—+*•"
_REMEMBERED = 20_000


def _trimmed(name: str) -> str:
    bare = _BULLET.sub("", clean(name)).strip(_EDGE)
    return f"{bare}." if bare.endswith(("v.v", " v")) else bare


@lru_cache(maxsize=_REMEMBERED)
def split_bodies(text: str) -> tuple[str, ...]:
    """The bodies of a cell, each once, as they are written.

    Lines and semicolons part them; commas, dashes and "và" only before a word that begins the name of a body, since names have
    them too ("Sở Văn hóa, Thể thao và Du lịch"). A group with its members ("UBND các xã: A, B, C") is one body.
    """
    found: dict[str, None] = {}
    for chunk in _chunks(clean_lines(text)):
        for part in _parts(chunk):
            name = _trimmed(part)
            if name:
                found.setdefault(name, None)
    return tuple(found)


def _chunks(text: str) -> list[str]:
    """The parts between lines and semicolons; a line that only goes on with the one before (a narrow cell) is joined to it."""
    lines: list[str] = []
    for line in text.split("\n"):
        goes_on = bool(lines) and not _BULLET.match(line) and (line[:1].islower() or lines[-1].rstrip().endswith((",", " và", ":", " -")))
        begins = re.match(_HEAD, line) is not None
        if goes_on and not (begins and lines[-1].rstrip().endswith(",")) and not (begins and line[:1].isupper()):
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    return [part for line in lines for part in line.split(";")]


def _parts(chunk: str) -> list[str]:
    group = _GROUP_LIST.search(chunk)
    if group is None:
        pieces = [piece for part in _COMMA.split(chunk) for piece in _DASH.split(part)]
        return [piece for part in pieces for piece in _AND.split(part)]
    # What stands before a group may be bodies of their own; its members stay with it, up to the next head of a body.
    before, rest = chunk[: group.start()], chunk[group.start() :]
    at = max((found.end() for pattern in (_COMMA, _DASH, _AND) for found in pattern.finditer(before)), default=0)
    listed, *others = re.split(rf"\s*(?:,|\s[-–—+]|\svà)\s+(?={_BODY_AFTER_GROUP})", before[at:] + rest, flags=re.IGNORECASE)
    return [*(_parts(before[:at].rstrip(" ,-–—+")) if at else []), listed, *(piece for other in others for piece in _parts(other))]


# After the members of a group only a word that is no name of a place begins another body.
_BODY_AFTER_GROUP = (
    r"(?:ubnd|uỷ ban|ủy ban|sở\s|bộ chỉ huy|ban quản lý|ban chỉ|phòng\s|văn phòng|công an|trung tâm|trạm\s|chi cục|cục\s|công ty"
    r"|thanh tra|kho bạc|bảo hiểm|thuế\s|báo\s|đài\s|trường\s+(?:mầm|tiểu|thcs|thpt|đại|cao|phổ)|mặt trận|các\s"
    r"|hội\s+(?:nông|liên|cựu|chữ|người|phụ|khuyến)|đoàn\s+(?:thanh|tncs))"
)


@lru_cache(maxsize=_REMEMBERED)
def lead_and_others(text: str) -> tuple[str, tuple[str, ...]]:
    """Lead and coordinators of one cell: "Chủ trì: X; phối hợp: Y, Z", "X (chủ trì), Y (phối hợp)", "X phối hợp với Y".

    Without such words the first body of the cell leads, as the order of its column says.
    """
    tidy = _DASHED_MARK.sub(r" (\1)\2", clean_lines(text))
    told = _TOLD_AFTER.match(tidy)
    if told is not None:
        return _lead(told[1]), split_bodies(told[2])
    part = _PART_MARK.search(tidy)
    if part is not None:
        before, after = tidy[: part.start()], tidy[part.end() :]
        lead_later = _LEAD_MARK.search(after)
        if lead_later is not None and not before.strip(_EDGE + "\n"):
            before, after = after[lead_later.end() :], after[: lead_later.start()]
        return _lead(before), split_bodies(after)
    if _LEAD_AFTER.search(tidy) or _PART_AFTER.search(tidy):
        return _marked_after(tidy)
    lead_mark = _LEAD_MARK.search(tidy)
    rest = tidy[lead_mark.end() :] if lead_mark is not None and not tidy[: lead_mark.start()].strip() else tidy
    word = _PART_WORD.search(rest)
    if word is not None and rest[: word.start()].strip():
        return _lead(rest[: word.start()]), split_bodies(rest[word.end() :])
    if lead_mark is not None or _LEAD_LAST.search(rest):
        return _lead(rest), ()
    first, *others = split_bodies(rest.replace(" / ", "\n")) or ("",)
    return _lead(first), tuple(others)


def _marked_after(text: str) -> tuple[str, tuple[str, ...]]:
    leads: list[str] = []
    others: list[str] = []
    plain = re.sub(r"(\(\s*(?:[^()]*)(?:chủ trì|phối hợp|ct|ph|tham gia|đầu mối)\s*\))\s*,", r"\1;", text, flags=re.IGNORECASE)
    for body in split_bodies(plain):
        if _LEAD_AFTER.search(body):
            leads.append(_trimmed(_LEAD_AFTER.sub(" ", body)))
        else:
            others.append(_trimmed(_PART_AFTER.sub(" ", body)))
    if not leads and others:
        leads.append(_lead(others.pop(0)))
    return "; ".join(filter(None, leads)), tuple(filter(None, dict.fromkeys(others)))


def _lead(text: str) -> str:
    mark = _LEAD_MARK.search(text)
    if mark is not None and not text[: mark.start()].strip(_EDGE + "\n"):
        text = text[mark.end() :]
    text = _LEAD_BEFORE.sub("", text)
    lines = [_trimmed(line) for line in text.split("\n")]
    text = _LEAD_LAST.sub("", text)
    return "; ".join(line for line in lines if line) if _BULLET.match(text) and len(lines) > 1 else clean(text).strip(_EDGE)


def tidy_lead(text: str) -> tuple[str, tuple[str, ...]]:
    """The lead of a cell of leads, and coordinators where the cell names some too."""
    if not text:
        return "", ()
    if _PART_MARK.search(text) or _PART_AFTER.search(text) or _PART_WORD.search(text):
        return lead_and_others(text)
    return ("; ".join(_trimmed(chunk) for chunk in _chunks(text) if _trimmed(chunk)) if "\n" in text else _lead(text)), ()


def begins_body(text: str) -> bool:
    """Whether a heading is the name of a body: "Phòng Kinh tế", not "Lĩnh vực kinh tế" and not "Các nhiệm vụ …"."""
    return re.match(_HEAD, text) is not None and not text.lower().startswith(
        ("các nhiệm", "các nội", "các công", "báo cáo", "tổ chức", "ban hành")
    )
