"""What the words of a task's status say: finished or not. Each office has its own words for it."""

from __future__ import annotations

import re
from functools import lru_cache

from models.text import fold

_SHARE = re.compile(r"\b([0-9]{1,3})(?:[.,][0-9]+)?\s*%")
# Said of a task that is not finished even where the rest names the end: "chưa hoàn thành", "chờ xác nhận hoàn thành".
_NOT_YET = re.compile(r"\b(?:chua|dang|co ban|cho|de nghi|sap|not)\b")
_FINISHED = re.compile(
    r"\b(?:hoan thanh|hoan tat|xong|ket thuc|da (?:bao cao|thuc hien|xu ly|giai quyet)|completed|complete|done|finished|closed)\b"
)
_OPEN = re.compile(
    r"\b(?:trong han|con han|qua han|tre han|den han|tam dung|moi|da (?:giao|tiep nhan|nhan|chuyen|phan cong|trien khai)"
    r"|in progress|open|pending|overdue|to ?do|new|suspended)\b"
)


@lru_cache(maxsize=4_096)
def says_finished(words: str) -> bool | None:
    """Whether a status names a finished task; None where nobody can say."""
    folded = " ".join(fold(words).replace("_", " ").split())
    if _NOT_YET.search(folded):
        return False
    if share := _SHARE.search(folded):
        return int(share[1]) >= 100
    if _FINISHED.search(folded):
        return True
    return False if _OPEN.search(folded) else None
