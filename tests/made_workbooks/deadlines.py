"""Spellings of a deadline, and what each says by the rules of the examples."""

import calendar
import datetime as dt
import random
from collections.abc import Callable
from typing import Any

from tests.made_workbooks.files import serial

Spelled = tuple[Any, dt.date | None, str | None, str | None]
"""What stands in the cell, the day it means, its words when they are more than a date, and how often it recurs."""


def _day(rng: random.Random) -> dt.date:
    return dt.date(2026, 11, 10) + dt.timedelta(days=rng.randint(0, 140))


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _plain(form: str) -> Callable[[random.Random], Spelled]:
    def make(rng: random.Random) -> Spelled:
        day = _day(rng)
        text = form.format(d=day.day, m=day.month, y=day.year, yy=day.year % 100)
        return text, day, None, None

    return make


def _worded(form: str, shift: int = 0, *, year: bool = True) -> Callable[[random.Random], Spelled]:
    def make(rng: random.Random) -> Spelled:
        day = _day(rng)
        if not year:
            day = dt.date(2026, 11, 20) + dt.timedelta(days=rng.randint(0, 40))
        text = form.format(d=day.day, m=day.month, y=day.year)
        return text, day - dt.timedelta(days=shift), text, None

    return make


def _month(form: str) -> Callable[[random.Random], Spelled]:
    def make(rng: random.Random) -> Spelled:
        year, month = rng.choice([(2026, 11), (2026, 12), (2027, 1), (2027, 2), (2027, 3)])
        text = form.format(m=month, y=year)
        return text, _month_end(year, month), text, None

    return make


def _quarter(form: str) -> Callable[[random.Random], Spelled]:
    def make(rng: random.Random) -> Spelled:
        year, quarter = rng.choice([(2026, 4), (2027, 1), (2027, 2)])
        text = form.format(q=quarter, r=["", "I", "II", "III", "IV"][quarter], y=year)
        return text, _month_end(year, quarter * 3), text, None

    return make


def _fixed(text: str, day: dt.date | None, recurring: str | None = None) -> Callable[[random.Random], Spelled]:
    return lambda _rng: (text, day, text, recurring)


def _real(rng: random.Random) -> Spelled:
    day = _day(rng)
    return day, day, None, None


def _real_time(rng: random.Random) -> Spelled:
    day = _day(rng)
    return dt.datetime(day.year, day.month, day.day, 17), day, None, None


def _serial(rng: random.Random) -> Spelled:
    day = _day(rng)
    return serial(day), day, None, None


def _range(form: str) -> Callable[[random.Random], Spelled]:
    def make(rng: random.Random) -> Spelled:
        first = _day(rng)
        last = first + dt.timedelta(days=rng.randint(7, 30))
        text = form.format(a=first.strftime("%d/%m/%Y"), b=last.strftime("%d/%m/%Y"))
        return text, last, text, None

    return make


END_2026, END_2027 = dt.date(2026, 12, 31), dt.date(2027, 12, 31)
NOTHING = [
    "Thường xuyên",
    "Thường xuyên trong năm",
    "Theo quy định",
    "Khi có yêu cầu",
    "Ngay sau khi có hướng dẫn",
    "Từ tháng 3/2026 và thường xuyên",
]

SPELLINGS: dict[str, list[Callable[[random.Random], Spelled]]] = {
    "real": [_real],
    "real_time": [_real_time],
    "serial": [_serial],
    "dmy": [_plain("{d:02d}/{m:02d}/{y}"), _plain("{d}/{m}/{y}")],
    "dash": [_plain("{d:02d}-{m:02d}-{y}")],
    "dot": [_plain("{d}.{m}.{y}")],
    "short_year": [_plain("{d}/{m}/{yy}"), _plain("{d:02d}/{m:02d}/{yy}"), _plain("{d:02d}-{m:02d}-{yy}")],
    "iso": [_plain("{y}-{m:02d}-{d:02d}"), _plain("{y}/{m:02d}/{d:02d}")],
    "clock": [_plain("{d:02d}/{m:02d}/{y} 17:00"), _plain("{d:02d}/{m:02d}/{y} 00:00:00")],
    "spaced": [_plain("{d} / {m} / {y}"), _plain("{d:02d}/ {m:02d}/{y}")],
    "long": [_plain("ngày {d:02d} tháng {m:02d} năm {y}"), _plain("Ngày {d}/{m}/{y}")],
    "before": [_worded("Trước ngày {d:02d}/{m:02d}/{y}", 1), _worded("trước {d}/{m}/{y}", 1),
    _worded("Hoàn thành trước ngày {d:02d}/{m}/{y}", 1),
               _worded("Trước ngày {d:02d} tháng {m:02d} năm {y}", 1), _worded("Báo cáo trước ngày {d}/{m}/{y}", 1)],
    "before_hour": [_worded("Trước 16 giờ 30 ngày {d:02d}/{m:02d}/{y}"), _worded("trước 11h ngày {d}/{m}/{y}"),
    _worded("Trước 10h30' ngày {d:02d}/{m:02d}/{y}")],
    "until": [_worded("Đến hết ngày {d:02d}/{m:02d}/{y}"), _worded("Chậm nhất ngày {d}/{m}/{y}"), _worded("Xong ngày {d:02d}/{m:02d}/{y}"),
              _worded("Chậm nhất là ngày {d:02d}/{m:02d}/{y}"), _worded("Muộn nhất {d}/{m}/{y}"), _worded("Hạn cuối: {d:02d}/{m:02d}/{y}")],
    "no_year": [_worded("Trước ngày {d}/{m}", 1, year=False), _worded("Chậm nhất ngày {d:02d}/{m:02d}", year=False)],
    "month": [_month("Tháng {m}/{y}"), _month("Trong tháng {m:02d}/{y}"), _month("T{m}/{y}"), _month("Tháng {m} năm {y}"),
    _month("Hết tháng {m}/{y}"),
              _month("Cuối tháng {m}/{y}"), _month("Hoàn thành trong tháng {m}/{y}"), _month("{m:02d}/{y}")],
    "quarter": [_quarter("Quý {r}/{y}"), _quarter("Quý {q}/{y}"), _quarter("Trong Quý {r} năm {y}"), _quarter("quý {r}-{y}"),
    _quarter("Hết quý {r}/{y}"), _quarter("Q{q}/{y}")],
    "year": [_fixed("Năm 2026", END_2026), _fixed("Trong năm 2027", END_2027), _fixed("Hết năm 2026", END_2026), _fixed("Cuối năm 2026",
    END_2026)],
    "half": [_fixed("6 tháng cuối năm 2026", END_2026), _fixed("06 tháng đầu năm 2027", dt.date(2027, 6, 30)),
    _fixed("Sáu tháng đầu năm 2027", dt.date(2027, 6, 30))],
    "range": [_range("Từ {a} đến {b}"), _range("{a} - {b}"), _range("Từ ngày {a} đến ngày {b}"), _range("{a} đến {b}")],
    "double": [_range("Đợt 1: {a}\nĐợt 2: {b}"), _range("Sơ bộ {a}; chính thức {b}"),
    _range("- Báo cáo lần đầu: {a}\n- Báo cáo lần cuối: {b}")],
    "recurring": [
        _fixed("Hằng tháng", None, "monthly"), _fixed("Trước ngày 25 hằng tháng", None, "monthly"), _fixed("Ngày 20 hàng tháng", None,
        "monthly"),
        _fixed("Định kỳ hàng quý", None, "quarterly"), _fixed("Hằng tuần (chiều thứ Sáu)", None, "weekly"), _fixed("Hàng năm, trước 15/12",
        None, "annual"),
        _fixed("Định kỳ 6 tháng, năm", None, "semiannual"), _fixed("Hằng tháng, trước ngày 20", None, "monthly"), _fixed("Mỗi quý một lần",
        None, "quarterly"),
        _fixed("6 tháng/lần", None, "semiannual"), _fixed("01 lần/tháng", None, "monthly"), _fixed("Thứ Sáu hằng tuần", None, "weekly"),
    ],
    "none": [_fixed(x, None) for x in NOTHING] + [_fixed("Theo Kế hoạch số 211/KH-UBND ngày 14/9/2026", None),
    _fixed("Theo tiến độ Công văn số 88/UBND-TH ngày 03/10/2026", None)],
    "sentences": [
        _worded("Trước ngày {d}/{m}/{y} (để tổng hợp)", 1), _worded("15h00 ngày {d:02d}/{m:02d}/{y}"), _worded("Từ nay đến {d}/{m}/{y}"),
        _worded("Gửi Sở Nội vụ trước ngày {d:02d}/{m:02d}/{y}", 1), _worded("trước ngày {d:02d}.{m:02d}.{y}", 1),
        _worded("Không muộn hơn ngày {d}/{m}/{y}"),
        _worded("Hoàn thành chậm nhất {d}/{m}/{y}"), _worded("Hạn báo cáo: {d:02d}/{m:02d}/{y}"), _worded("Xong trước {d:02d}-{m:02d}-{y}",
        1),
    ],
    "periods": [
        _fixed("Tháng 11-12/2026", END_2026), _fixed("Quý III, IV/2026", END_2026), _fixed("Từ tháng 10 đến tháng 12/2026", END_2026),
        _fixed("Giai đoạn 2026-2030", dt.date(2030, 12, 31)), _fixed("Từ quý I đến quý II/2027", dt.date(2027, 6, 30)),

        _month("Trong tháng {m}-{y}"), _quarter("Cuối quý {r}/{y}"), _month("tháng {m}.{y}"),
    ],
    "undated": [
        _fixed(x, None)
        for x in ("Trước kỳ họp cuối năm của HĐND xã", "Trong 05 ngày kể từ ngày nhận được văn bản", "Trước mùa mưa bão",
        "Theo Thông báo kết luận số 95/TB-UBND ngày 12/10/2026",
                  "Không quy định", "Sau khi được bố trí kinh phí", "Theo từng đợt", "Nhiệm vụ thường xuyên")
    ],
    "cycles": [
        _fixed("Báo cáo ngày 25 hằng tháng", None, "monthly"), _fixed("Hằng tháng (trước ngày 20)", None, "monthly"),
        _fixed("Hằng quý, trước ngày 10 của tháng đầu quý sau", None, "quarterly"),
        _fixed("Vào thứ Năm hằng tuần", None, "weekly"), _fixed("Định kỳ hằng năm", None, "annual"), _fixed("Định kỳ 06 tháng", None,
        "semiannual"), _fixed("Mỗi tháng", None, "monthly"),
        _fixed("01 tuần/lần", None, "weekly"), _fixed("Định kỳ vào ngày 15 hàng tháng", None, "monthly"),
    ],
    "blank": [lambda _rng: (None, None, None, None)],
    "epoch": [lambda _rng: ("01/01/1970", None, None, None), lambda _rng: (dt.date(1970, 1, 1), None, None, None)],
}  # fmt: skip

IMPOSSIBLE = ["31/11/2026", "30/02/2027", "15/13/2026", "12/10/206", "Trước ngày 31/11/2026", "32/12/2026", "29/02/2026"]


def spell(rng: random.Random, habits: list[str]) -> Spelled:
    """A deadline in one of the spellings asked for."""
    return rng.choice(SPELLINGS[rng.choice(habits)])(rng)
