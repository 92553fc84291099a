"""The words of a found task and a head as registers write them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.intake.documents.found import FoundTask
from models.intake.documents.tasks.one_line import plain_letters
from models.intake.documents.tasks.rules_tasks import VERB
from models.text import clean, fold

# How registers write the bodies whose names are long: "UBND tỉnh Gia Lai".
_SHORT = (
    (re.compile(r"\b[ỦU][ỷyỶYỳý]\s+ban\s+nhân\s+dân\b", re.IGNORECASE), "UBND"),
    (re.compile(r"\bhội\s+đồng\s+nhân\s+dân\b", re.IGNORECASE), "HĐND"),
)
_ORDER = re.compile(
    r"(?:(?:giao|yêu cầu|đề nghị|chỉ đạo|phân công|đối với)\s+)?(?:cho\s+)?(?:đồng chí\s+|thủ trưởng\s+|lãnh đạo\s+)?", re.IGNORECASE
)
# Labels of a plan's block are no part of what is to be done.
_LABEL = re.compile(
    r"(?:nội dung(?: thực hiện| công việc| nhiệm vụ)?|nhiệm vụ(?: cụ thể)?|công việc|nhiệm vụ, giải pháp)\s*:\s*", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s*(?:[,;/&\-–]|và\s|cùng\s)?\s*(?:và\s+)?", re.IGNORECASE)
_DUTY = re.compile(r"\s*[:,;\-–]?\s*(?:(?:có trách nhiệm|có nhiệm vụ|phải|cần)(?!\w)\s*[:,]?\s*)?", re.IGNORECASE)
_TOGETHER = re.compile(
    r"(?:(?:làm\s+)?(?:chủ trì|đầu mối)\s*[,;]?\s*(?:và\s+)?)?(?:phối hợp\s+(?:chặt chẽ\s+)?(?:với|cùng)\s+)", re.IGNORECASE
)
_LEADS = re.compile(r"(?:là\s+(?:cơ quan|đơn vị)\s+)?chủ trì\s*[,;:]\s*", re.IGNORECASE)
_ENDING = re.compile(r"[\s.;,:/]+$")
_PARTY = re.compile(r"(?:tinh|thanh|huyen|dang|quan) uy(?!\w)")
_EVERYWHERE = re.compile(r"van phong(?! (?:chinh phu|trung uong|quoc hoi|chu tich))|ban (?:thuong truc|thuong vu|chap hanh)|phong ")
_VERB = re.compile(VERB, re.IGNORECASE)
_VERB_LENGTH = 80
_LOOKED_AT = 600
_FEWEST_WORDS = 3


def as_registered(agency: str) -> str:
    """An agency as registers write it: "Ủy ban nhân dân tỉnh Gia Lai" is "UBND tỉnh Gia Lai"."""
    name = clean(agency)
    for pattern, short in _SHORT:
        name = pattern.sub(short, name)
    return name


def as_sender(agency: str, parent: str) -> str:
    """The sender as registers write it: a body that many agencies have goes with the agency that it belongs to: "Văn phòng UBND tỉnh
    Gia Lai", "Ban Tổ chức Tỉnh ủy Gia Lai", but "Sở Y tế"."""
    name, above = as_registered(agency), as_registered(parent)
    if not name or not above or fold(above) in fold(name):
        return name
    party = _PARTY.match(fold(above)) is not None
    return f"{name} {above}" if _EVERYWHERE.match(fold(name)) or (party and fold(name).startswith("ban ")) else name


def as_content(task: FoundTask) -> str:
    """What is to be done, without the names that stand in fields of their own: "Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh kiểm tra
    thuốc./." is "Kiểm tra thuốc". Where that is not sure the words stay as they are."""
    text = clean(task.text)
    text = text[_match_end(_LABEL, text) :]
    rest = _without_bodies(text, [found.value for found in task.assignees], _ORDER)
    if rest is not None:
        rest = rest[_match_end(_DUTY, rest) :]
        if not _begins_with_verb(rest):
            rest = None
    told = rest if rest is not None else text
    together = _TOGETHER.match(told)
    if together is not None:
        shared = _without_bodies(told[together.end() :], [found.value for found in task.coordinating], None)
        if shared is not None and _begins_with_verb(shared):
            told = shared.lstrip()
    elif task.assignees and _begins_with_verb(alone := told[_match_end(_LEADS, told) :]):
        told = alone
    told = _ENDING.sub("", told)
    if len(told.split()) < _FEWEST_WORDS:
        told = _ENDING.sub("", text) or text
    return told[:1].upper() + told[1:]


def _begins_with_verb(text: str) -> bool:
    """Whether what is left says what to do; else a name was not read whole, and nothing may be left out."""
    return _VERB.match(plain_letters(text[:_VERB_LENGTH].lstrip())) is not None


def _match_end(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.match(text)
    return found.end() if found is not None else 0


def _without_bodies(text: str, names: Sequence[str], before: re.Pattern[str] | None) -> str | None:
    """What follows the names at the beginning of a text; None where it does not begin with them, or goes on with another."""
    window = text[:_LOOKED_AT].lower()
    waiting = sorted({clean(name).lower() for name in names if clean(name)}, key=len, reverse=True)
    place = _match_end(before, text) if before is not None else 0
    taken = 0
    while True:
        name = next((name for name in waiting if window.startswith(name, place)), None)
        if name is None:
            break
        taken = place + len(name)
        waiting.remove(name)
        place = taken + _match_end(_BETWEEN, text[taken:_LOOKED_AT])
    if not taken or (taken < len(text) and text[taken].isalnum()):
        return None
    return text[taken:]
