"""Catalogues of administrative procedures."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.made_workbooks.sheets import Item
from tests.made_workbooks.tasks import CODES

_FIELDS = {
    "Hộ tịch": ["Đăng ký khai sinh", "Đăng ký kết hôn", "Đăng ký khai tử", "Đăng ký nhận cha, mẹ, con",
    "Cấp Giấy xác nhận tình trạng hôn nhân", "Thay đổi, cải chính hộ tịch",
                "Đăng ký lại khai sinh", "Ghi vào Sổ hộ tịch việc ly hôn"],
    "Chứng thực": ["Chứng thực bản sao từ bản chính", "Chứng thực chữ ký", "Chứng thực di chúc",
    "Chứng thực giao dịch liên quan đến tài sản là động sản"],
    "Đất đai": ["Hòa giải tranh chấp đất đai", "Đăng ký đất đai lần đầu", "Xác nhận tiếp tục sử dụng đất nông nghiệp",
    "Giao đất ở cho cá nhân", "Chuyển mục đích sử dụng đất"],
    "Bảo trợ xã hội": ["Xác định mức độ khuyết tật", "Trợ cấp xã hội hằng tháng", "Hỗ trợ chi phí mai táng",
    "Cấp lại Giấy xác nhận khuyết tật"],
    "Người có công": ["Cấp giấy báo tử liệt sĩ", "Giải quyết chế độ mai táng phí đối với cựu chiến binh",
    "Sửa đổi thông tin hồ sơ người có công"],
    "Giáo dục và Đào tạo": ["Thành lập nhóm trẻ độc lập", "Sáp nhập, chia tách trường tiểu học", "Cho phép lớp mẫu giáo hoạt động trở lại"],
    "Lâm nghiệp": ["Xác nhận bảng kê lâm sản", "Phê duyệt phương án khai thác thực vật rừng", "Giao rừng cho hộ gia đình"],
    "Thành lập và hoạt động của hộ kinh doanh": ["Đăng ký thành lập hộ kinh doanh", "Tạm ngừng kinh doanh hộ kinh doanh",
    "Chấm dứt hoạt động hộ kinh doanh", "Cấp lại Giấy chứng nhận đăng ký hộ kinh doanh"],
    "Môi trường": ["Xác nhận hợp đồng tiếp cận nguồn gen", "Cấp giấy phép môi trường", "Tham vấn đánh giá tác động môi trường"],
    "Văn hóa": ["Công nhận thôn, tổ dân phố văn hóa", "Thông báo thành lập thư viện cộng đồng", "Đăng ký tổ chức lễ hội cấp xã"],
}  # fmt: skip


def _all() -> list[tuple[str, str, str]]:
    chance = random.Random(77)
    out, used = [], set()
    for field, names in _FIELDS.items():
        for name in names:
            code = f"{chance.choice('12')}.{chance.randint(15000, 99999):06d}"
            while code in used:
                code = f"{chance.choice('12')}.{chance.randint(15000, 99999):06d}"
            used.add(code)
            out.append((field, code, name))
    return out


PROCEDURES = _all()
"""Field, code and name. The codes are invented: they are in no catalogue that the program brings with it."""

TIMES: dict[str, list[tuple[str, int, str]]] = {
    "plain": [("05 ngày làm việc", 5, "working_day"), ("3 ngày làm việc", 3, "working_day"), ("30 ngày", 30, "day"), ("15 ngày", 15,
    "day"), ("10 ngày làm việc", 10, "working_day")],
    "wordy": [("Không quá 07 ngày làm việc", 7, "working_day"), ("Tối đa 20 ngày kể từ ngày nhận đủ hồ sơ hợp lệ", 20, "day"),
    ("03 (ba) ngày làm việc", 3, "working_day"),
              ("Trong thời hạn 12 ngày làm việc, kể từ ngày nhận đủ hồ sơ", 12, "working_day"), ("02 ngày làm việc.", 2, "working_day"),
              ("Chậm nhất 05 ngày", 5, "day")],
    "day": [("Trong ngày", 0, "working_day"), ("Ngay trong ngày làm việc", 0, "working_day"), ("Giải quyết ngay trong ngày tiếp nhận", 0,
    "working_day")],
    "hours": [("24 giờ", 24, "hour"), ("08 giờ làm việc", 8, "hour"), ("01 giờ", 1, "hour")],
    "capital": [("05 NGÀY LÀM VIỆC", 5, "working_day"), ("10 Ngày", 10, "day"), ("7 ngày LV", 7, "working_day")],
}  # fmt: skip


@dataclass(frozen=True)
class ProcedureHabits:
    """What a catalogue holds and how its cells are spelled."""

    count: int = 35
    times: tuple[str, ...] = ("plain",)
    time_column: str = "text"  # "text", "value_unit", "number" (unit in the header: working days), "number_day"
    codes: str = "plain"  # "plain", "long", "agency", "comma", "number"
    rejects: tuple[str, ...] = ("missing_code", "bad_code", "duplicate_in_file", "missing_content")
    blank_times: float = 0.1


def _code(code: str, form: str) -> Any:
    if form == "number":
        return float(code)
    return {"long": code + ".000.00.00.H21", "agency": code + ".H21", "comma": code.replace(".", ",")}.get(form, code)


def procedures(rng: random.Random, habits: ProcedureHabits) -> list[Item]:
    """The rows of a catalogue in the order of their fields, sections not yet made."""
    chosen = sorted(rng.sample(PROCEDURES, min(habits.count + len(habits.rejects), len(PROCEDURES))), key=PROCEDURES.index)
    items = []
    units = {"working_day": "Ngày làm việc", "day": "Ngày", "hour": "Giờ"}
    for field, code, name in chosen:
        text, value, unit = rng.choice(TIMES[rng.choice(habits.times)])
        if habits.time_column.startswith("number"):
            unit = "working_day" if habits.time_column == "number" else "day"
            text = str(value) if rng.random() < 0.5 else value
        blank = rng.random() < habits.blank_times
        record: dict[str, Any] = {
            "code": code, "name": name, "field": field, "processing_value": None if blank else value,
            "processing_unit": None if blank else unit,
            "accept": {"code": [code + ".000.00.00.H21", code + ".H21"]},
        }  # fmt: skip
        cells = {
            "code": _code(code, habits.codes), "name": name, "field": field, "time": None if blank else text,
            "value": None if blank else f"{value:02d}", "unit": None if blank else units[unit],
            "fee": rng.choice(["Không", "8.000 đồng", "Theo NQ của HĐND tỉnh"]), "level": rng.choice(["Toàn trình", "Một phần"]),
            "place": "Trung tâm Phục vụ hành chính công cấp xã",
            "decision": f"{rng.randint(100, 3000)}/QĐ-UBND", "note": None, "executor": "UBND cấp xã",
            "law": "Luật, Nghị định của Chính phủ", "online": "x", "x1": "x", "x2": "x", "x3": "x",
        }  # fmt: skip
        items.append(Item("record", cells, record))
    spare = rng.sample(items, len(habits.rejects))
    for code, row in zip(habits.rejects, spare, strict=True):
        reject = {"field": "code", "code": code, "codes": CODES[code], "about": row.record["code"]}
        if code == "duplicate_in_file":
            first = rng.choice([i for i in items if i.record and i not in spare])
            row.cells, at = dict(first.cells), items.index(first) + 1
            reject["about"] = first.record["code"]
            items.remove(row)
            items.insert(items.index(first) + 1 if at else 0, row)
        elif code == "missing_code":
            row.cells["code"] = None
        elif code == "bad_code":
            row.cells["code"] = rng.choice(["1.00419x", "4194", "TTHC-01", "9.1234"])
        else:
            row.cells["name"] = None
            reject["field"] = "name"
        row.role, row.record, row.reject = "reject", None, reject
    return items


def by_field(items: Sequence[Item], *, lead_in: str = "") -> list[Item]:
    """The rows under headings that name their field."""
    out: list[Item] = []
    last = None
    for item in items:
        if item.cells["field"] != last:
            last = item.cells["field"]
            out.append(Item("section", {"text": lead_in + last}))
        out.append(item)
    return out


FIELDS = {
    "code": ["code"],
    "name": ["name"],
    "field": ["field"],
    "time": ["processing_value", "processing_unit"],
    "value": ["processing_value"],
    "unit": ["processing_unit"],
}


def projected(record: dict[str, Any], keys: Sequence[str], also: Sequence[str] = ()) -> dict[str, Any]:
    """The truth of a row cut down to what the sheet's columns give."""
    wanted = {f for k in keys for f in FIELDS.get(k, [])} | set(also) | {"accept"}
    return {k: v for k, v in record.items() if k in wanted}
