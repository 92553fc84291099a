"""What the words of a deadline mean."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.intake.workbooks.cells import ErrorCell, UnsavedFormula
from models.intake.workbooks.values.dates import Dates, ImpossibleDateError
from models.intake.workbooks.values.due import DueDates

parse_due = DueDates(Dates()).read
IN_2026 = DueDates(Dates(year=2026))


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("cell", "end"),
    [
        ("30/11/2026", "2026-11-30"),
        ("ngày 30/11/2026", "2026-11-30"),
        ("ngày 28 tháng 1 năm 2027", "2027-01-28"),
        ("30.11.2026.", "2026-11-30"),
        ("25/12/26", "2026-12-25"),
        ("25/12", "2026-12-25"),
        ("2027-02-10T17:00:00.000Z", "2027-02-11"),
        ("2027-02-17", "2027-02-17"),
        ("08/10/2026 17:00", "2026-10-08"),
        ("46388", "2027-01-01"),
        ("20261105", "2026-11-05"),
        ("2026", "2026-12-31"),
        (46388, "2027-01-01"),
        (2026, "2026-12-31"),
        (datetime(2026, 11, 30), "2026-11-30"),
        (datetime(2026, 11, 30, 17), "2026-11-30"),
    ],
)
def test_a_plain_date_needs_no_words(cell, end):
    due = IN_2026.read(cell)
    assert (due.day, due.recurring, due.words) == (day(end), None, "")


@pytest.mark.parametrize(
    ("words", "end"),
    [
        # the day before, unless an hour is named
        ("trước ngày 30/11/2026", "2026-11-29"),
        ("Trước 30/11/2026", "2026-11-29"),
        ("Xong trước ngày 9/12/2026", "2026-12-08"),
        ("trước thứ Sáu, ngày 20/11/2026", "2026-11-19"),
        ("trước ngày 01 tháng 12 năm 2026", "2026-11-30"),
        ("trước 17h00 ngày 21/01/2027", "2027-01-21"),
        ("trước 10 giờ 00 phút ngày 25/01/2027", "2027-01-25"),
        ("trước 0h00 ngày 25/01/2027", "2027-01-24"),
        ("trước ngày 25/12", "2026-12-24"),
        ("trước 01/01/2027", "2026-12-31"),
        # that very day
        ("đến 30/11/2026", "2026-11-30"),
        ("Đến hết ngày 05/01/2027", "2027-01-05"),
        ("chậm nhất ngày 24/12/2026", "2026-12-24"),
        ("Chậm nhất 4/2/2027", "2027-02-04"),
        ("hạn cuối: 15/12/2026", "2026-12-15"),
        ("không muộn hơn ngày 15/12/2026", "2026-12-15"),
        ("trong ngày 15/12/2026", "2026-12-15"),
        ("17h00 ngày 15/12/2026", "2026-12-15"),
        ("Báo cáo trước 17 giờ 00, ngày 15/12/2026", "2026-12-15"),
        # periods end
        ("Tháng 12/2026", "2026-12-31"),
        ("Trong tháng 2/2027", "2027-02-28"),
        ("tháng 12 năm 2026", "2026-12-31"),
        ("T1/2027", "2027-01-31"),
        ("Trong tháng 12", "2026-12-31"),
        ("Hết tháng 2/2028", "2028-02-29"),
        ("12/2026", "2026-12-31"),
        ("cuối tháng 11/2026", "2026-11-30"),
        ("tháng 11, 12/2026", "2026-12-31"),
        ("tháng 11-12/2026", "2026-12-31"),
        ("từ tháng 11 đến tháng 12/2026", "2026-12-31"),
        ("Tháng 10/2026 - tháng 02/2027", "2027-02-28"),
        ("đầu tháng 12/2026", "2026-12-10"),
        ("giữa tháng 12/2026", "2026-12-20"),
        ("tuần 2 tháng 12/2026", "2026-12-14"),
        ("tuần cuối tháng 12/2026", "2026-12-31"),
        ("Quý IV/2026", "2026-12-31"),
        ("quý 1 năm 2027", "2027-03-31"),
        ("Trong quý I/2027", "2027-03-31"),
        ("Quý III, IV năm 2026", "2026-12-31"),
        ("Quý II - III/2027", "2027-09-30"),
        ("Q1/2027", "2027-03-31"),
        ("quý IV", "2026-12-31"),
        ("6 tháng đầu năm 2027", "2027-06-30"),
        ("6 tháng cuối năm 2026", "2026-12-31"),
        ("9 tháng năm 2027", "2027-09-30"),
        ("9 tháng đầu năm 2027", "2027-09-30"),
        ("sáu tháng đầu năm 2027", "2027-06-30"),
        ("Năm 2026", "2026-12-31"),
        ("trong năm 2027", "2027-12-31"),
        ("cuối năm 2026", "2026-12-31"),
        ("hết năm", "2026-12-31"),
        ("Cả năm 2026", "2026-12-31"),
        ("giai đoạn 2026-2030", "2030-12-31"),
        ("Đến năm 2030", "2030-12-31"),
        ("Đạt chuẩn nông thôn mới năm 2026", "2026-12-31"),
        # before a period is the day before it begins
        ("trước tháng 12/2026", "2026-11-30"),
        ("trước quý I/2027", "2026-12-31"),
        ("trước năm 2027", "2026-12-31"),
        # ranges and several
        ("từ 01/11 đến 15/12/2026", "2026-12-15"),
        ("01-15/12/2026", "2026-12-15"),
        ("07/12/2026 - 01/01/2027", "2027-01-01"),
        ("07/12/2026-01/01/2027", "2027-01-01"),
        ("từ 20/12 đến 15/01/2027", "2027-01-15"),
        ("Từ ngày 19/02/2027 đến ngày 13/03/2027", "2027-03-13"),
        ("Lần 1: 07/12/2026\nLần 2: 05/01/2027", "2027-01-05"),
        ("Lần 1: 07/12/2026; lần 2: 05/01", "2027-01-05"),
        ("Báo cáo sơ bộ trước ngày 15/11/2026, chính thức trước ngày 30/11/2026", "2026-11-29"),
        ("Quý IV/2026, chậm nhất 15/12/2026", "2026-12-15"),
        # a cited paper and a beginning are no deadlines, what stands beside them is
        ("Trước 15/12/2026 (theo Kế hoạch số 12/KH-UBND ngày 05/3/2026)", "2026-12-14"),
        ("Theo kế hoạch hoàn thành trước ngày 30/11/2026", "2026-11-29"),
        ("Theo Công văn số 55/UBND-TH, xong trong tháng 12/2026", "2026-12-31"),
        ("Thường xuyên, báo cáo trước ngày 15/12/2026", "2026-12-14"),
        ("01/12/2026÷15/12/2026", "2026-12-15"),
        ("Nửa đầu tháng 12/2026", "2026-12-15"),
        ("nửa đầu năm 2027", "2027-06-30"),
        ("tháng mười một", "2026-11-30"),
        ("tháng Năm năm 2027", "2027-05-31"),
        ("Quý bốn/2026", "2026-12-31"),
        ("31/12/2026 hoặc khi có yêu cầu", "2026-12-31"),
        ("Thứ Sáu 20/11", "2026-11-20"),
        ("thứ Tư, ngày 25/11", "2026-11-25"),
        ("Tháng 1 năm sau", "2027-01-31"),
        ("2026-12", "2026-12-31"),
        ("Chậm nhất 17h00, 30/11/2026", "2026-11-30"),
        ("trước 17 giờ ngày 30/11", "2026-11-30"),
        ("Hoàn thành 50% quý III/2026, 100% quý IV/2026", "2026-12-31"),
        ("30/11/2026; gia hạn đến 15/12/2026", "2026-12-15"),
        ("Sau kỳ họp, trước ngày 20/12/2026", "2026-12-19"),
        ("Hoàn thành nhiệm vụ quý IV/2026", "2026-12-31"),
        ("Bắt đầu từ 01/12/2026, hoàn thành trước 20/12/2026", "2026-12-19"),
    ],
)  # fmt: skip
def test_words_that_end_on_a_day_are_kept_beside_it(words, end):
    due = IN_2026.read(words)
    assert (due.day, due.recurring, due.words) == (day(end), None, " ".join(words.split()))


@pytest.mark.parametrize(
    ("words", "cycle"),
    [
        ("hằng tháng, trước ngày 20", "monthly"),
        ("Hàng tháng (trước ngày 18)", "monthly"),
        ("ngày 25 hằng tháng", "monthly"),
        ("Ngày 15 hàng tháng", "monthly"),
        ("tháng/lần", "monthly"),
        ("01 lần/tháng", "monthly"),
        ("mỗi tháng một lần", "monthly"),
        ("Định kỳ tháng", "monthly"),
        ("trước ngày 05 tháng sau", "monthly"),
        ("Hàng quý", "quarterly"),
        ("Định kỳ hằng quý, trước ngày 15 của tháng cuối quý", "quarterly"),
        ("01 lần/quý", "quarterly"),
        ("3 tháng một lần", "quarterly"),
        ("trước ngày 20 tháng cuối quý", "quarterly"),
        ("trước ngày 05 của tháng đầu quý sau", "quarterly"),
        ("Báo cáo quý, 6 tháng, năm", "quarterly"),
        ("Báo cáo tháng, quý, năm", "monthly"),
        ("Báo cáo 6 tháng, năm", "semiannual"),
        ("thường niên", "annual"),
        ("6 tháng một lần", "semiannual"),
        ("6 tháng/lần", "semiannual"),
        ("06 tháng/1 lần", "semiannual"),
        ("định kỳ 6 tháng", "semiannual"),
        ("02 lần/năm", "semiannual"),
        ("hàng tuần (thứ Sáu)", "weekly"),
        ("Chiều thứ Năm hằng tuần", "weekly"),
        ("thứ Sáu mỗi tuần", "weekly"),
        ("Hằng năm, trước ngày 15/12", "annual"),
        ("trước ngày 15/12 hàng năm", "annual"),
        ("01 lần/năm", "annual"),
        ("mỗi năm", "annual"),
        ("Hàng ngày", "daily"),
    ],
)  # fmt: skip
def test_a_recurring_duty_has_a_cycle_and_no_day(words, cycle):
    due = IN_2026.read(words)
    assert (due.day, due.recurring, due.words) == (None, cycle, words)


@pytest.mark.parametrize(
    "words",
    [
        "thường xuyên", "Thường xuyên", "Khi có yêu cầu", "Theo tiến độ dự án", "Kịp thời", "Từ tháng 3/2026 và thường xuyên",
        "Theo Kế hoạch số 136/KH-UBND ngày 06/08/2026", "theo Kế hoạch số 12/KH-UBND ngày 05/3/2026",
        "Theo Kế hoạch ngày 05/3/2026 của UBND tỉnh",
        "Theo CV 12/UBND-TH (05/3/2026)", "ngay sau khi có hướng dẫn", "trong 5 ngày làm việc kể từ ngày 05/11/2026", "Trong 03 tháng",
        "Theo quy định tại Nghị quyết 57-NQ/TW ngày 22/12/2024", "Từ ngày 01/12/2026", "Năm học 2026-2027", "trước Tết Nguyên đán 2027",
        "Theo Quyết định số 12/QĐ-UBND ngày 5 tháng 3 năm 2026", "ngày 25", "2 tuần/lần", "Thường xuyên trong năm 2026",
        "02 tháng/lần", "cuối tháng",
        "Trước kỳ họp cuối năm của HĐND xã", "trước kỳ họp giữa năm 2026", "Trước mùa mưa", "đạt 5/7 chỉ tiêu",
    ],
)  # fmt: skip
def test_words_that_name_no_end(words):
    due = IN_2026.read(words)
    assert (due.day, due.recurring, due.words) == (None, None, words)


@pytest.mark.parametrize("cell", [None, "", " ", "-", "x", "…", "không", "01/01/1970", ErrorCell("#N/A"), UnsavedFormula(), True])
def test_no_deadline(cell):
    assert IN_2026.read(cell) == parse_due(None)


@pytest.mark.parametrize(
    "cell",
    ["31/11/2026", "31/11", "30-02-2026", "32/12/2026", "trước ngày 31/11/2026", "Tháng 13/2026", "13/2026", "5/6/206",
    "31/11/2026 - 15/12/2026", 5, -1],
)  # fmt: skip
def test_a_mistyped_deadline_is_named_and_not_taken_for_words(cell):
    with pytest.raises(ImpossibleDateError):
        IN_2026.read(cell)


def test_without_a_year_anywhere_the_words_alone_are_kept():
    assert parse_due("Quý IV").day is None
    assert parse_due("trước ngày 25/12").words == "trước ngày 25/12"


def test_the_order_of_a_column_holds_for_its_deadlines():
    american = DueDates(Dates(month_first=True, year=2026))
    assert american.read("trước 12/31/2026").day == date(2026, 12, 30)
    assert american.read("trước 12/25").day == date(2026, 12, 24)


WORDS = st.lists(
    st.sampled_from(
        ["trước", "ngày", "30/11/2026", "31/11/2026", "tháng", "12", "quý", "IV", "2026", "năm", "hằng", "đến", "từ", "và", "17h00",
        ",", ";", "-",
         "theo", "Kế hoạch số 12/KH-UBND", "6 tháng", "đầu", "cuối", "5/3", "\n", "0", "/", "lần"]
    ),
    max_size=12,
).map(" ".join)  # fmt: skip


@given(st.one_of(WORDS, st.text(max_size=80), st.floats(allow_nan=True), st.integers(), st.datetimes(), st.none()))
def test_no_deadline_breaks_the_reader(cell):
    try:
        due = IN_2026.read(cell)
    except ImpossibleDateError:
        return
    assert due.day is None or 1989 <= due.day.year <= 2101
    assert due.recurring is None or due.words


def test_a_long_story_is_read_quickly():
    assert IN_2026.read("kế hoạch số 1/" * 2_000).day is None
