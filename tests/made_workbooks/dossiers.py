"""Exports of one-stop software: dossiers with codes, people, moments and states in a vendor's words."""

import dataclasses
import datetime as dt
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tests.made_workbooks import words
from tests.made_workbooks.procedures import PROCEDURES
from tests.made_workbooks.sheets import Item, iso
from tests.made_workbooks.tasks import CODES

STATES = {
    "national": {1: ["Mới đăng ký"], 2: ["Được tiếp nhận"], 3: ["Không được tiếp nhận"], 4: ["Đang xử lý"], 5: ["Yêu cầu bổ sung giấy tờ"],
                 6: ["Yêu cầu thực hiện nghĩa vụ tài chính"], 7: ["Công dân yêu cầu rút hồ sơ"], 8: ["Dừng xử lý"], 9: ["Đã xử lý xong"],
                 10: ["Đã trả kết quả"]},
    "vendor": {1: ["Chờ tiếp nhận", "Mới đăng ký"], 2: ["Đã tiếp nhận", "Mới tiếp nhận"], 3: ["Từ chối tiếp nhận", "Không tiếp nhận"],
               4: ["Đang giải quyết", "Đang thụ lý", "Chờ ký duyệt", "Chuyển phòng chuyên môn", "Đang xử lý"], 5: ["Chờ bổ sung",
               "Yêu cầu bổ sung", "Chờ bổ sung hồ sơ"],
               6: ["Chờ thực hiện nghĩa vụ tài chính"], 7: ["Rút hồ sơ", "Công dân rút hồ sơ"], 8: ["Dừng giải quyết", "Dừng xử lý"],
               9: ["Có kết quả", "Đã có kết quả", "Đã giải quyết xong"], 10: ["Đã trả kết quả", "Đã trả KQ"]},
    "spoken": {1: ["Chờ tiếp nhận", "Mới đăng ký"], 2: ["Đã nhận hồ sơ", "Đã tiếp nhận"], 3: ["Không đủ điều kiện tiếp nhận", "Từ chối"],
               4: ["Đang chờ xử lý", "Đang thẩm định", "Trình lãnh đạo phê duyệt", "Đang xử lý"], 5: ["Chờ bổ sung giấy tờ",
               "Chờ công dân bổ sung"],
               6: ["Chờ nộp lệ phí", "Chờ thực hiện nghĩa vụ tài chính"], 7: ["Đã rút hồ sơ", "Xin rút hồ sơ"], 8: ["Tạm dừng xử lý",
               "Dừng xử lý"],
               9: ["Chờ trả kết quả", "Đã xử lý xong"], 10: ["Đã trả kết quả cho công dân", "Đã trả kết quả"]},
    "capitals": {1: ["MỚI ĐĂNG KÝ"], 2: ["ĐÃ TIẾP NHẬN"], 3: ["TỪ CHỐI TIẾP NHẬN"], 4: ["ĐANG XỬ LÝ"], 5: ["YÊU CẦU BỔ SUNG"],
    6: ["YÊU CẦU THỰC HIỆN NGHĨA VỤ TÀI CHÍNH"],
                 7: ["CÔNG DÂN YÊU CẦU RÚT HỒ SƠ"], 8: ["DỪNG XỬ LÝ"], 9: ["ĐÃ XỬ LÝ XONG"], 10: ["ĐÃ TRẢ KẾT QUẢ"]},
}  # fmt: skip
CHANNELS = {
    "national": {1: ["Trực tiếp"], 2: ["Trực tuyến"], 3: ["Bưu chính công ích"]},
    "spoken": {1: ["Tại bộ phận một cửa", "Trực tiếp tại Trung tâm"], 2: ["Cổng dịch vụ công quốc gia", "Qua mạng", "Trực tuyến"],
    3: ["Bưu điện", "Dịch vụ bưu chính công ích"]},
    "vendor": {1: ["Nộp trực tiếp", "Trực tiếp", "Tiếp nhận trực tiếp"], 2: ["Trực tuyến toàn trình", "Trực tuyến một phần",
    "Nộp trực tuyến", "Trực tuyến"],
               3: ["Bưu chính", "Qua bưu chính công ích", "BCCI"]},
}  # fmt: skip


def _moment_forms() -> dict[str, Callable[[dt.datetime], Any]]:
    def half(m: dt.datetime, am: str, pm: str, second: bool) -> str:
        hour = m.hour % 12 or 12
        tail = f":{m:%M}:00" if second else f":{m:%M}"
        return f"{m:%d/%m/%Y} {hour}{tail} {am if m.hour < 12 else pm}"

    return {
        "real": lambda m: m,
        "dmy_hm": lambda m: f"{m:%d/%m/%Y %H:%M}",
        "dmy_hms": lambda m: f"{m:%d/%m/%Y %H:%M}:00",
        "hm_dmy": lambda m: f"{m:%H:%M %d/%m/%Y}",
        "hms_dmy": lambda m: f"{m:%H:%M}:00 {m:%d/%m/%Y}",
        "loose": lambda m: f"{m.day}/{m.month}/{m.year} {m.hour}:{m:%M}",
        "dash": lambda m: f"{m:%d-%m-%Y %H:%M}",
        "hour_word": lambda m: f"{m.hour} giờ {m:%M}, ngày {m:%d/%m/%Y}",
        "h": lambda m: f"{m:%H}h{m:%M} ngày {m:%d/%m/%Y}",
        "sa_ch": lambda m: half(m, "SA", "CH", second=True),
        "am_pm": lambda m: half(m, "AM", "PM", second=False),
        "iso_z": lambda m: f"{m - dt.timedelta(hours=7):%Y-%m-%dT%H:%M}:00.000Z",
        "iso_07": lambda m: f"{m:%Y-%m-%dT%H:%M}:00+07:00",
        "iso": lambda m: f"{m:%Y-%m-%d %H:%M}:00",
        "lines": lambda m: f"{m:%d/%m/%Y}\n{m:%H:%M}",
        "day": lambda m: f"{m:%d/%m/%Y}",
        "comma": lambda m: f"{m:%H:%M}, {m:%d/%m/%Y}",
    }


MOMENTS = _moment_forms()


@dataclass(frozen=True)
class DossierHabits:
    """What an export of dossiers holds and how its cells are spelled."""

    count: int = 60
    moments: tuple[str, ...] = ("dmy_hm",)
    returned_date_only: bool = False
    states: str = "national"
    channels: str = "national"
    code_form: str = "H21.88-{d:%y%m%d}-{n:04d}"
    odd_codes: bool = False
    procedure_codes: str = "plain"  # "plain", "long", "agency", "comma"
    phone: str = "text"  # "text", "number", "spaced", "84"
    place: str = "apart"  # "apart", "with_phone", "with_name"
    rejects: tuple[str, ...] = ("missing_code", "bad_code", "duplicate_in_file", "impossible_date")
    first_day: dt.date = dt.date(2026, 9, 1)
    hidden: float = 0.0
    epoch: bool = False  # 01/01/1970 where there is no moment


def _procedure_code(code: str, form: str) -> str:
    return {"long": code + ".000.00.00.H21", "agency": code + ".H21", "comma": code.replace(".", ",")}.get(form, code)


def _phone(digits: str, form: str) -> Any:
    if form == "number":
        return int(digits)
    if form == "spaced":
        return f"{digits[:4]} {digits[4:7]} {digits[7:]}"
    return "+84" + digits[1:] if form == "84" else digits


def _progress(rng: random.Random, start: dt.datetime) -> tuple[int, list[dt.datetime | None]]:
    """State, and moments received, due, resolved, returned."""
    state = rng.choice([1, 2, 3, 4, 4, 4, 5, 6, 7, 8, 9, 9, 10, 10, 10, 10])
    due = (start + dt.timedelta(days=rng.randint(1, 20))).replace(hour=rng.choice([11, 16, 17]), minute=rng.choice([0, 30]))
    done = start + dt.timedelta(days=rng.randint(1, 15), hours=1) if state >= 9 else None
    back = done + dt.timedelta(hours=rng.randint(2, 30)) if state == 10 and done else None
    return state, [start, None if state == 1 else due, done, back]


def _row(rng: random.Random, habits: DossierHabits, number: int, start: dt.datetime) -> Item:
    state, moments = _progress(rng, start)
    channel = rng.choice([1, 1, 2, 2, 3])
    code = habits.code_form.format(d=start, n=number)
    procedure = rng.choice(PROCEDURES)
    applicant = (
        words.person(rng)
        if rng.random() < 0.85
        else rng.choice(["Công ty TNHH MTV Hoài Phát", "HTX Nông nghiệp Ân Thạnh", "Hộ kinh doanh Thảo Vy"])
    )
    digits = "0" + rng.choice(["9", "3", "8", "7"]) + f"{rng.randint(0, 99999999):08d}"
    address = (
        f"Thôn {rng.choice(words.HAMLETS)}, xã Hoài Ân, tỉnh Gia Lai"
        if rng.random() < 0.8
        else f"Số {rng.randint(1, 90)} đường 19/4, xã Hoài Ân"
    )
    note = rng.choice([None, None, None, "Đã nhắn tin", "Thiếu bản sao CCCD", "Ủy quyền nhận"])
    form = MOMENTS[rng.choice(habits.moments)]
    keys = ("received_at", "appointment_at", "resolved_at", "returned_at")
    record: dict[str, Any] = {
        "dossier_code": code, "procedure_code": procedure[1], "procedure_name": procedure[2], "field": procedure[0],
        "applicant": applicant, "phone": digits, "address": address,
        "channel": channel, "status": state, "note": note, "accept": {"procedure_code": [procedure[1] + ".000.00.00.H21",
        procedure[1] + ".H21"]},
    }  # fmt: skip
    cells: dict[str, Any] = {
        "code": code, "procedure_code": _procedure_code(procedure[1], habits.procedure_codes), "procedure_name": procedure[2],
        "field": procedure[0], "applicant": applicant,
        "phone": _phone(digits, habits.phone), "address": address, "channel": rng.choice(CHANNELS[habits.channels][channel]),
        "status": rng.choice(STATES[habits.states][state]),
        "note": note, "officer": words.person(rng), "fee": rng.choice([0, 8000, 15000, None]),
        "identity": f"0520{rng.randint(10**7, 10**8 - 1)}", "late": rng.choice([None, "Quá hạn 2 ngày"]),
        "step": rng.choice(["Chuyên viên thụ lý", "Lãnh đạo phê duyệt", None]), "copies": 1, "remaining": rng.choice(["Còn 3 ngày",
        "Trước hạn", None]), "signature": None,
        "unit": rng.choice(["Phòng Kinh tế", "Phòng Văn hóa - Xã hội"]), "kind_of_owner": rng.choice(["Công dân", "Tổ chức"]),
        "result_way": "Trả tại Trung tâm",
    }  # fmt: skip
    for key, moment in zip(keys, moments, strict=True):
        record[key] = iso(moment)
        cells[key] = (form(dt.datetime(1970, 1, 1, 7)) if habits.epoch else None) if moment is None else form(moment)
        if habits.moments == ("day",) and moment:
            record[key] = iso(moment.date())
        if key == "returned_at" and habits.returned_date_only and moment:
            record[key] = iso(moment.date())
            cells[key] = f"{moment:%d/%m/%Y}"
    joined = rng.choice(["{a} - {p}", "{a}; ĐT: {p}", "{a}\nSĐT: {p}", "{a}, điện thoại {p}", "{a} ({p})"])
    cells["place_phone"] = joined.format(a=address, p=digits)
    if habits.place == "with_phone":
        record["accept"]["address"] = [
            f"{address} {digits}",
            f"{address} SĐT {digits}",
            f"{address} ĐT {digits}",
            f"{address}, điện thoại {digits}",
        ]
    if habits.odd_codes:
        cells["code"] = rng.choice([code, code, code.lower(), code.replace("-", " - "), code + " ", "\xa0" + code])
    item = Item("record", cells, record)
    item.hidden = rng.random() < habits.hidden
    return item


def dossiers(rng: random.Random, habits: DossierHabits) -> list[Item]:
    """The rows of an export."""
    items = []
    moment = dt.datetime.combine(habits.first_day, dt.time(7, 5))
    for n in range(habits.count + len(habits.rejects)):
        if rng.random() < 0.3:
            moment = (moment + dt.timedelta(days=1)).replace(hour=7, minute=rng.randint(0, 50))
        else:
            moment = moment.replace(hour=min(16, moment.hour + rng.randint(0, 2)), minute=rng.randint(0, 59))
        items.append(_row(rng, habits, 11 + n, moment))
    rows, spare = items[: habits.count], items[habits.count :]
    for code, row in zip(habits.rejects, spare, strict=True):
        at = rng.randint(3, len(rows) - 2)
        about = row.record["dossier_code"]
        reject = {"field": "dossier_code", "code": code, "codes": CODES[code], "about": about}
        if code == "duplicate_in_file":
            first = rng.choice([i for i in rows[: at - 1] if i.record])
            row.cells = dict(first.cells)
            reject["about"] = first.record["dossier_code"]
        elif code == "missing_code":
            row.cells["code"] = None
        elif code == "bad_code":
            row.cells["code"] = rng.choice(["12345", "Chưa có mã", about.replace("-", "", 1)[:14], "H21.88-2610-0012"])
        else:
            field = rng.choice(["received_at", "appointment_at"])
            row.cells[field] = rng.choice(["31/09/2026 08:30", "45/10/2026 10:00", "29/02/2026 14:00"])
            reject["field"] = field
        row.role, row.record, row.reject = "reject", None, reject
        rows.insert(at, row)
    return rows


FIELDS = {
    "code": ["dossier_code"], "procedure_code": ["procedure_code"], "procedure_name": ["procedure_name"], "field": ["field"],
    "applicant": ["applicant"], "phone": ["phone"],
    "address": ["address"], "place_phone": ["address", "phone"], "channel": ["channel"], "received_at": ["received_at"],
    "appointment_at": ["appointment_at"],
    "resolved_at": ["resolved_at"], "returned_at": ["returned_at"], "status": ["status"], "note": ["note"],
}  # fmt: skip


def projected(record: dict[str, Any], keys: Sequence[str]) -> dict[str, Any]:
    """The truth of a row cut down to what the sheet's columns give."""
    wanted = {f for k in keys for f in FIELDS.get(k, [])}
    out = {k: v for k, v in record.items() if k in wanted}
    accept = {k: v for k, v in record["accept"].items() if k in wanted}
    return {**out, "accept": accept} if accept else out


def updated(
    rng: random.Random, items: Sequence[Item], habits: DossierHabits, *, new: int = 8, gone: int = 5
) -> tuple[list[Item], list[str]]:
    """A later export: some states moved on, some dossiers new, some no longer there."""
    old = [i for i in items if i.record]
    lost = rng.sample(old, gone)
    out = []
    form = MOMENTS[habits.moments[0]]
    for n, item in enumerate(i for i in old if i not in lost):
        again = Item("record", dict(item.cells), dict(item.record), changed=False)
        if item.record["status"] in (4, 5, 6) and n % 2 == 0:
            done = dt.datetime.fromisoformat(item.record["received_at"]) + dt.timedelta(days=6, hours=2)
            again.record |= {"status": 9, "resolved_at": iso(done)}
            again.cells |= {"status": rng.choice(STATES[habits.states][9]), "resolved_at": form(done)}
            again.changed = True
        out.append(again)
    late = dataclasses.replace(habits, count=new + 3, rejects=(), first_day=dt.date(2026, 11, 16))
    fresh = [dataclasses.replace(i, changed=None) for i in dossiers(rng, late)][:new]
    return out + fresh, [i.record["dossier_code"] for i in lost]
