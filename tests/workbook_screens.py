"""The sheets about the province's workbooks, for `tests.screens`."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from models.registers.tasks.queries import find_ids
from models.registers.tasks.rows import TaskQuery
from models.reports.reply import make_reply
from tests.reports.province_list import FIRST, make_list, read, write
from tests.sheet_screens import _laid
from ui.parts.sheet import Sheet
from ui.workbooks.reply_view import ReplySheet


def reply(context: Any) -> Sheet:
    """A list of the province before it is answered: filled, replaced, left and unanswered."""
    office = context.office
    with office.read() as conn:
        done = find_ids(conn, TaskQuery().with_states("completed_on_time", "completed_late"), office.when(), limit=5)
        late = find_ids(conn, TaskQuery().with_states("overdue"), office.when(), limit=4)
    path = Path(tempfile.mkdtemp()) / "PL1_Giao_viec_Quy_IV.xlsx"
    make_list(path, "status", "completed_date", "obstacle", rows=12)
    write(
        path,
        E8="Đang thực hiện",
        E13="=IF(D13<TODAY(),1,0)",
        F14="01/11/2026",
        B18="Rà soát quỹ đất công ích trên địa bàn xã, báo cáo Sở Nông nghiệp và Môi trường",
    )
    tasks: dict[int, int | None] = dict(enumerate([*done, *late], FIRST))
    tasks |= {17: None, 18: None}
    sent = read(path, tasks, refusals={17: "impossible_date"})
    return _laid(ReplySheet(context.operations, context.parent, make_reply(office, sent)))
