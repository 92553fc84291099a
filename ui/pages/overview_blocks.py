"""What the overview is made of: the roles, the blocks of each, and the values that fill them. Knows no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from models.labels import tr
from models.text import fold

ROLES = ("clerk", "official", "one_stop", "leader")

# Whose page an official sees first, by the role in the office's list of staff.
_PAGE_OF_ROLE = {
    "records_clerk": "clerk",
    "one_stop": "one_stop",
    "chair": "leader",
    "vice_chair": "leader",
    "chief_of_office": "leader",
}


def role_names() -> dict[str, str]:
    """The words of the switch, from left to right."""
    return {"clerk": tr("Văn thư"), "official": tr("Cán bộ"), "one_stop": tr("Một cửa"), "leader": tr("Lãnh đạo")}


def page_of(role: str) -> str:
    """The page of a role of the staff's list; for all who are not named otherwise the official's."""
    return _PAGE_OF_ROLE.get(role, "official")


@dataclass(frozen=True, slots=True)
class Link:
    """A number of a block and the rows behind it: a page and its query value or a tuple of ids."""

    text: str
    page: str
    query: Any


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a block: its cells by column, a soft second line under the main one, the tone of coloured cells.

    `page`, `query` and `record_id` are where Enter leads; `by_column` names another query where a figure stands in its own column.
    """

    id: int
    cells: tuple[str, ...]
    page: str
    query: Any
    record_id: int | None = None
    second: str = ""
    tone: str = ""
    by_column: Mapping[int, Any] | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """The contents of one block. The numbers of `links` count what the block is about, also what no line shows any more."""

    links: tuple[Link, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class BlockColumn:
    """A column of a block's table: "main" has the second line, "chip" and "toned" are coloured by the line's tone."""

    title: str
    width: int
    look: Literal["text", "main", "chip", "toned", "number"] = "text"


@dataclass(frozen=True, slots=True)
class BlockSpec:
    """What does not change of a block: its words and its columns. `row_height` in pixels of usual letters."""

    title: str
    remark: str
    empty: str
    columns: tuple[BlockColumn, ...]
    row_height: int = 47


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Two rows of two columns of blocks, by key: the first row fills the window, the second is found by scrolling."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    left_below: tuple[str, ...]
    right_below: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """All blocks in reading order."""
        return (*self.left, *self.right, *self.left_below, *self.right_below)


ARRANGEMENTS = {
    "clerk": Arrangement(("urgent",), ("months", "not_forwarded"), ("unanswered", "book"), ("departments",)),
    "official": Arrangement(("own",), ("obstacles", "extensions"), ("urgent",), ("months", "departments")),
    "one_stop": Arrangement(("due", "no_apology"), ("ready", "paused"), ("urgent",), ("months",)),
    "leader": Arrangement(("late_people", "late_holders"), ("waiting", "trend"), ("urgent",), ("months", "departments")),
}
CHARTS = ("months", "trend")


def specs() -> dict[str, BlockSpec]:
    """All blocks that are tables, by key."""
    due, left = BlockColumn(tr("Hạn"), 62), BlockColumn(tr("Còn lại"), 124, "chip")
    work, who = BlockColumn(tr("Việc"), 220, "main"), BlockColumn(tr("Người xử lý"), 116)
    return {
        "urgent": BlockSpec(
            tr("Cần làm ngay"),
            tr("xếp theo hạn, rồi theo mức khẩn"),
            tr("Không có việc nào quá hạn hay sắp đến hạn."),
            (due, work, who, left),
            row_height=62,
        ),
        "not_forwarded": BlockSpec(
            tr("Văn bản chưa chuyển"),
            tr("chờ lâu nhất ở trên"),
            tr("Văn bản nào cũng đã chuyển. Văn bản mới vào sổ bằng Ctrl+N ở trang Văn bản đến."),
            (BlockColumn(tr("Số đến"), 62), BlockColumn(tr("Văn bản"), 220, "main"), BlockColumn(tr("Đã chờ"), 110, "chip")),
        ),
        "unanswered": BlockSpec(
            tr("Văn bản đến hạn chưa trả lời"),
            tr("quá hạn và sắp đến hạn"),
            tr("Không có văn bản nào quá hạn hay sắp đến hạn trả lời."),
            (due, BlockColumn(tr("Văn bản"), 220, "main"), BlockColumn(tr("Nơi nhận"), 116), left),
        ),
        "book": BlockSpec(
            tr("Sổ văn bản đến"),
            tr("hôm nay và số còn trống"),
            tr("Hôm nay chưa vào sổ văn bản nào, sổ không trống số nào."),
            (BlockColumn(tr("Số đến"), 90), BlockColumn(tr("Văn bản"), 220, "main"), BlockColumn(tr("Tình trạng"), 130, "chip")),
        ),
        "own": BlockSpec(
            tr("Việc của tôi"),
            tr("còn ít thời gian nhất ở trên"),
            tr("Không có việc nào đang chờ người này. Chọn người khác ở góc trên bên phải (Ctrl+5)."),
            (due, work, BlockColumn(tr("Vai trò"), 92), left),
            row_height=62,
        ),
        "obstacles": BlockSpec(
            tr("Vướng mắc chưa có trả lời"),
            tr("lâu nhất ở trên"),
            tr("Không có vướng mắc nào chờ trả lời. Ghi vướng mắc bằng Ctrl+M ở trang Nhiệm vụ."),
            (BlockColumn(tr("Từ ngày"), 74), BlockColumn(tr("Nhiệm vụ"), 220, "main"), BlockColumn(tr("Gửi"), 120)),
        ),
        "extensions": BlockSpec(
            tr("Xin gia hạn chưa quyết định"),
            tr("lâu nhất ở trên"),
            tr("Không có đề nghị gia hạn nào đang chờ."),
            (BlockColumn(tr("Từ ngày"), 74), BlockColumn(tr("Nhiệm vụ"), 220, "main"), BlockColumn(tr("Xin đến"), 90)),
        ),
        **_counter_specs(),
        **_leader_specs(),
    }


def _counter_specs() -> dict[str, BlockSpec]:
    """The blocks of the one-stop counter."""
    whose = BlockColumn(tr("Hồ sơ"), 220, "main")
    left, who = BlockColumn(tr("Còn lại"), 124, "chip"), BlockColumn(tr("Đang giữ"), 116)
    return {
        "due": BlockSpec(
            tr("Hẹn trả hôm nay và ngày làm việc tới"),
            tr("theo giờ hẹn"),
            tr("Không có hồ sơ nào hẹn trả trong hai ngày này."),
            (BlockColumn(tr("Giờ hẹn"), 92), whose, who, left),
        ),
        "no_apology": BlockSpec(
            tr("Trễ hạn, chưa có văn bản xin lỗi"),
            tr("trễ lâu nhất ở trên"),
            tr("Hồ sơ trễ hạn nào cũng đã có văn bản xin lỗi."),
            (BlockColumn(tr("Hẹn"), 62), whose, who, left),
        ),
        "ready": BlockSpec(
            tr("Có kết quả, chưa trả"),
            tr("xong lâu nhất ở trên"),
            tr("Kết quả nào cũng đã trả."),
            (BlockColumn(tr("Xong"), 62), whose, BlockColumn(tr("Điện thoại"), 104), BlockColumn(tr("Đã chờ"), 110, "chip")),
        ),
        "paused": BlockSpec(
            tr("Đang chờ bổ sung, chờ nộp tiền"),
            tr("chờ lâu nhất ở trên"),
            tr("Không có hồ sơ nào đang tạm dừng."),
            (BlockColumn(tr("Nhận"), 62), whose, BlockColumn(tr("Điện thoại"), 104), BlockColumn(tr("Từ khi nhận"), 110, "chip")),
        ),
    }


def _leader_specs() -> dict[str, BlockSpec]:
    """The blocks of the leaders' ten minutes."""
    numbers = (BlockColumn(tr("Đang làm"), 74, "number"), BlockColumn(tr("Trễ"), 48, "toned"), BlockColumn(tr("Lâu nhất"), 72, "number"))
    why = BlockColumn(tr("Vì sao"), 128)
    return {
        "late_people": BlockSpec(
            tr("Nhiệm vụ trễ theo người chủ trì"),
            tr("nhiều việc trễ nhất ở trên"),
            tr("Không ai có nhiệm vụ trễ."),
            (BlockColumn(tr("Người"), 150, "main"), *numbers, why),
        ),
        "late_holders": BlockSpec(
            tr("Hồ sơ trễ theo nơi đang giữ"),
            tr("nhiều hồ sơ trễ nhất ở trên"),
            tr("Không nơi nào giữ hồ sơ trễ."),
            (BlockColumn(tr("Nơi giữ"), 150, "main"), *numbers, why),
        ),
        "waiting": BlockSpec(
            tr("Chờ ý kiến"),
            tr("gia hạn, vướng mắc, dự thảo"),
            tr("Không có việc nào chờ ý kiến."),
            (BlockColumn(tr("Từ ngày"), 74), BlockColumn(tr("Nhiệm vụ"), 220, "main"), BlockColumn(tr("Loại"), 124, "chip")),
        ),
        "departments": BlockSpec(
            tr("Nhiệm vụ theo bộ phận"),
            tr("trong năm"),
            tr("Chưa có nhiệm vụ nào trong năm."),
            (
                BlockColumn(tr("Bộ phận"), 200, "main"),
                BlockColumn(tr("Được giao"), 86, "number"),
                BlockColumn(tr("Xong"), 66, "number"),
                BlockColumn(tr("Quá hạn"), 84, "toned"),
                BlockColumn(tr("Đúng hạn"), 92, "number"),
            ),
            row_height=31,
        ),
    }


def same_person(one: str, other: str) -> bool:
    """Whether two written names are one person's, whatever their capitals and marks."""
    return bool(one.strip()) and fold(one).split() == fold(other).split()
