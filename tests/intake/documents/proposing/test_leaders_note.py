"""Notes as leaders write them: who leads, who takes part, who is told, until when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.intake.documents.head.letters import flat, plain
from models.intake.documents.proposing import leaders_note, note_days
from models.intake.documents.proposing.leaders_note import NoteProposal, read_note
from models.intake.documents.rules import Rule
from models.office import Office
from models.registers.staff import OfficialEntry, Staff, add_official, load_staff
from tests.factories import department_id, make_office

TODAY = date(2026, 11, 12)  # a Thursday
PEOPLE = (
    ("Nguyễn Mạnh Hùng", "Phòng Kinh tế", "head_of_department"),
    ("Trần Thị Mai", "Phòng Văn hóa - Xã hội", "official"),
    ("Lê Thị Lan", None, "vice_chair"),
    ("Đỗ Quang Minh", None, "vice_chair"),
    ("Hoàng Văn Thắng", None, "chair"),
    ("Phạm Ngọc Sơn", "Phòng Kinh tế", "official"),
    ("Bùi Hồng Sơn", "Văn phòng HĐND và UBND", "official"),
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The usual office with some more people, two of whom have the same given name."""
    made = make_office(tmp_path_factory.mktemp("note"), today=TODAY)
    for name, unit, role in PEOPLE:
        add_official(made, OfficialEntry(name=name, department_id=department_id(made, unit) if unit else None, role=role))
    yield made
    made.close()


@pytest.fixture(scope="module")
def staff(office: Office) -> Staff:
    """Its people and departments."""
    with office.read() as connection:
        return load_staff(connection)


def told(proposal: NoteProposal, staff: Staff) -> list[tuple[str, str]]:
    """Part and name of each; "?" for several, "-" for nobody known."""
    found = []
    for part in proposal.parts:
        if part.official_id is not None:
            name = staff.officials[part.official_id].name
        elif part.department_id is not None:
            name = staff.departments[part.department_id].name
        else:
            name = "?" if part.candidates else "-"
        found.append((part.part, name))
    return found


HUNG, MAI, LAN, MINH, CHAIR = "Nguyễn Mạnh Hùng", "Trần Thị Mai", "Lê Thị Lan", "Đỗ Quang Minh", "Hoàng Văn Thắng"
KT, VHXH, VP = "Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Văn phòng HĐND và UBND"

NOTES: tuple[tuple[str, list[tuple[str, str]], date | None], ...] = (
    ("giao Hùng chủ trì, Mai phối hợp, 20/11", [("lead", HUNG), ("coordinate", MAI)], date(2026, 11, 20)),
    ("Chuyển P. Kinh tế tham mưu trước 20/11", [("lead", KT)], date(2026, 11, 19)),
    ("VP xử lý, b/c CT trước thứ 6", [("lead", VP), ("inform", CHAIR)], date(2026, 11, 12)),
    (
        "Đ/c Hùng (KT) chủ trì; đ/c Mai, P.VHXH phối hợp. Xong trong tháng 11",
        [("lead", HUNG), ("coordinate", MAI), ("coordinate", VHXH)],
        date(2026, 11, 30),
    ),
    ("Kính chuyển đ/c PCT Lan chỉ đạo", [("lead", LAN)], None),
    (
        "Giao P.KT chủ trì, phối hợp với P. VHXH, VP thực hiện; báo cáo UBND xã trước ngày 25/11/2026",
        [("lead", KT), ("coordinate", VHXH), ("coordinate", VP)],
        date(2026, 11, 24),
    ),
    ("Phòng Kinh tế chủ trì, phối hợp Phòng Văn hóa - Xã hội", [("lead", KT), ("coordinate", VHXH)], None),
    ("Hùng CT, Mai PH", [("lead", HUNG), ("coordinate", MAI)], None),
    ("Anh Hùng xử lý, chị Mai biết", [("lead", HUNG), ("inform", MAI)], None),
    ("Giao đ/c Hùng phối hợp đ/c Mai tham mưu trong 03 ngày", [("lead", HUNG), ("coordinate", MAI)], date(2026, 11, 15)),
    ("P. Kinh tế nghiên cứu, tham mưu UBND xã. Chậm nhất 17h ngày 18/11", [("lead", KT)], date(2026, 11, 18)),
    ("Giao Sơn chủ trì", [("lead", "?")], None),
    ("Giao Sơn KT chủ trì, thứ 6 tuần này", [("lead", "Phạm Ngọc Sơn")], date(2026, 11, 13)),
    ("Giao đ/c Sơn (VP) soạn văn bản trả lời cuối tuần", [("lead", "Bùi Hồng Sơn")], date(2026, 11, 13)),
    ("Giao đ/c Tuấn chủ trì, đ/c Hùng phối hợp", [("lead", "-"), ("coordinate", HUNG)], None),
    ("Chuyển đ/c PCT Minh, VP theo dõi", [("lead", MINH), ("inform", VP)], None),
    ("Giao Hùng, Mai phối hợp", [("lead", HUNG), ("coordinate", MAI)], None),
    ("TT PVHCC rà soát, trả lời", [("lead", "Trung tâm Phục vụ hành chính công")], None),
    ("Trần Thị Mai dự họp 8h00 ngày 16/11", [("lead", MAI)], date(2026, 11, 16)),
    ("Kinh tế chủ trì, Văn hóa - Xã hội phối hợp", [("lead", KT), ("coordinate", VHXH)], None),
    ("giao hùng chủ trì", [("lead", HUNG)], None),
    ("Chuyển Phòng Kinh tế (đ/c Hùng) xử lý", [("lead", HUNG)], None),
    ("Đ/c Nguyễn Mạnh Hùng, Trưởng phòng Kinh tế chủ trì; hoàn thành trước 31/12/2026", [("lead", HUNG)], date(2026, 12, 30)),
    ("Giao đ/c Hùng – TP Kinh tế chủ trì, thời hạn: 30/11", [("lead", HUNG)], date(2026, 11, 30)),
    ("Chuyển đ/c Lan (PCT) phụ trách", [("lead", LAN)], None),
    ("Gửi: đ/c Minh PCT; VP; P.KT để thực hiện", [("lead", MINH), ("lead", VP), ("lead", KT)], None),
    ("Photo gửi các đ/c PCT Lan, P.KT, VP", [("inform", LAN), ("inform", KT), ("inform", VP)], None),
    ("Phân công Mai theo dõi, tổng hợp", [("lead", MAI)], None),
    ("Lưu VP", [("inform", VP)], None),
    ("Hung CT, Mai PH, xong truoc 20/11", [("lead", HUNG), ("coordinate", MAI)], date(2026, 11, 19)),
    ("Giao Hùng chủ trì, Long phối hợp, chậm nhất 10/12", [("lead", HUNG), ("coordinate", "-")], date(2026, 12, 10)),
    ("Trạm Y tế phối hợp P. VHXH rà soát", [("coordinate", VHXH)], None),
    ("chuyển Mai biết, Hùng xử lý trước 5/12", [("inform", MAI), ("lead", HUNG)], date(2026, 12, 4)),
    ("đ/c Hùng Phòng KT, VP phối hợp", [("coordinate", HUNG), ("coordinate", VP)], None),
    ("Giao PCT Lan chỉ đạo; Phòng KT tham mưu", [("inform", LAN), ("lead", KT)], None),
    ("Đ/c Lan PCT chỉ đạo P.VH-XH thực hiện", [("inform", LAN), ("lead", VHXH)], None),
    ("Đồng ý. Lưu.", [], None),
    ("", [], None),
)


@pytest.mark.parametrize(("note", "parts", "due"), NOTES, ids=[note for note, _, _ in NOTES])
def test_who_does_what_by_when(staff: Staff, note: str, parts: list[tuple[str, str]], due: date | None) -> None:
    proposal = read_note(note, staff, TODAY)
    assert told(proposal, staff) == parts
    assert proposal.due == due


DAYS = (
    ("20/11", date(2026, 11, 20)),
    ("5/1", date(2027, 1, 5)),
    ("12/11", date(2026, 11, 12)),
    ("trước 5/1", date(2027, 1, 4)),
    ("20/11/26", date(2026, 11, 20)),
    ("20.11", date(2026, 11, 20)),
    ("ngày 20 tháng 11", date(2026, 11, 20)),
    ("trước ngày 20 tháng 11 năm 2026", date(2026, 11, 19)),
    ("trước ngày 20", date(2026, 11, 19)),
    ("ngày 5", date(2026, 12, 5)),
    ("chậm nhất 20/11", date(2026, 11, 20)),
    ("trước 16h 20/11", date(2026, 11, 20)),
    ("thứ 2", date(2026, 11, 16)),
    ("thứ hai tuần sau", date(2026, 11, 16)),
    ("thứ 6 tuần sau", date(2026, 11, 20)),
    ("trước thứ 5", date(2026, 11, 18)),
    ("trong tuần", date(2026, 11, 13)),
    ("cuối tuần sau", date(2026, 11, 20)),
    ("hết tháng", date(2026, 11, 30)),
    ("trong tháng 1", date(2027, 1, 31)),
    ("cuối tháng sau", date(2026, 12, 31)),
    ("trong quý IV", date(2026, 12, 31)),
    ("trong quý I", date(2027, 3, 31)),
    ("hết năm", date(2026, 12, 31)),
    ("05 ngày", date(2026, 11, 17)),
    ("trong 3 ngày làm việc", date(2026, 11, 17)),
    ("02 tuần", date(2026, 11, 26)),
    ("hôm nay", date(2026, 11, 12)),
    ("chiều mai", date(2026, 11, 13)),
    ("10/11", date(2026, 11, 10)),
    ("trước 1/10", date(2026, 9, 30)),
    ("1/9", date(2027, 9, 1)),
    ("31/2", None),
    ("CV số 15/KH-UBND", None),
    ("20/11/1999", None),
)


@pytest.mark.parametrize(("words", "due"), DAYS, ids=[words for words, _ in DAYS])
def test_days(staff: Staff, words: str, due: date | None) -> None:
    proposal = read_note(f"P. Kinh tế xử lý, {words}", staff, TODAY)
    assert proposal.due == due


def test_a_name_of_several_tells_all_of_them(staff: Staff) -> None:
    (part,) = read_note("Giao Sơn chủ trì", staff, TODAY).parts
    assert part.reason == "ambiguous"
    assert not part.sure
    assert {staff.officials[official].name for _, official in part.candidates if official} == {"Phạm Ngọc Sơn", "Bùi Hồng Sơn"}


def test_a_role_of_several_tells_all_of_them(staff: Staff) -> None:
    (part,) = read_note("Kính chuyển đ/c PCT cho ý kiến", staff, TODAY).parts
    assert {staff.officials[official].name for _, official in part.candidates if official} == {LAN, MINH}


@pytest.mark.parametrize(("words", "reason"), [("trước 10/11", "past"), ("xong trước 30/02", "impossible"), ("20/11", ""), ("", "")])
def test_a_day_that_has_passed_or_is_none_is_told(staff: Staff, words: str, reason: str) -> None:
    assert read_note(f"P. Kinh tế xử lý, {words}", staff, TODAY).due_reason == reason


def test_spans_are_the_words_of_the_note(staff: Staff) -> None:
    note = "Đ/c Hùng (KT) chủ trì; đ/c Mai phối hợp, trước 20/11"
    proposal = read_note(note, staff, TODAY)
    assert [note[part.span.start : part.span.end] for part in proposal.parts] == ["Đ/c Hùng (KT)", "đ/c Mai"]
    assert proposal.due_span is not None
    assert note[proposal.due_span.start : proposal.due_span.end] == proposal.due_words == "trước 20/11"


def test_what_the_note_says_besides_is_kept(staff: Staff) -> None:
    proposal = read_note("Giao P. Kinh tế rà soát kỹ số liệu đất công, báo cáo trước 20/11", staff, TODAY)
    assert "rà soát kỹ số liệu đất công" in proposal.rest


def test_who_has_left_is_nobody(office: Office) -> None:
    gone = add_official(office, OfficialEntry(name="Vũ Đình Quý", active_to=date(2026, 1, 31)))
    assert gone.id is not None
    with office.read() as connection:
        everybody = load_staff(connection)
    assert told(read_note("Giao đ/c Quý chủ trì", everybody, TODAY), everybody) == [("lead", "-")]


@pytest.mark.parametrize("rule", leaders_note.RULES, ids=lambda rule: rule.name)
def test_a_rule_of_parts_finds_its_own_example(rule: Rule) -> None:
    looked_at = re.sub(r"\([^()]*\)", "", rule.example)
    assert rule.search(plain(flat(looked_at))) is not None


@pytest.mark.parametrize("rule", note_days.RULES, ids=lambda rule: rule.name)
def test_a_rule_of_days_finds_its_own_example(rule: Rule) -> None:
    assert rule.search(plain(flat(rule.example))) is not None


@settings(max_examples=150, deadline=None)
@given(note=st.text(alphabet="Hùng Mai giaochủtrìphốiợp,;.:/0123456789đ/c PKTVthứ ngày\n", max_size=120))
def test_any_note_is_read(staff: Staff, note: str) -> None:
    proposal = read_note(note, staff, TODAY)
    for part in proposal.parts:
        assert 0 <= part.span.start < part.span.end <= len(note)
        assert part.words.replace("\n", " ") == note[part.span.start : part.span.end].replace("\n", " ")
