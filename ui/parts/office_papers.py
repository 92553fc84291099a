"""The papers that the window prints: reminder slips (phiếu nhắc việc) and the minutes of a briefing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor, QTextDocument

from models.labels import tr
from models.registers.briefings.rows import BriefingItem, BriefingWhole
from models.registers.reminders.rows import Slip, SlipLine
from models.registers.reminders.services import slip_number
from ui import words
from ui.parts import paper
from ui.parts.paper import Centre, Justify

if TYPE_CHECKING:
    from models.office import Office

_INDENT = 36.0


def slips_document(office: Office, slips: Sequence[Slip]) -> QTextDocument:
    """These slips, each on a page of its own, as they were on the day of issue."""
    document = paper.new_document(tr("Phiếu nhắc việc"), numbered=len(slips) == 1)
    cursor = QTextCursor(document)
    for place, slip in enumerate(slips):
        if place:
            paper.new_page(cursor)
        _slip(cursor, office, slip)
    return document


def slips_file_name(slips: Sequence[Slip]) -> str:
    """What the file of these slips is called."""
    first = slips[0].row
    last = f"-den-{slips[-1].row.number:02}" if len(slips) > 1 else ""
    return f"phieu-nhac-viec-{first.number:02}{last}-{first.year}"


def left_words(due: date | None, days_left: int | None, today: date) -> str:
    """How much time is left, or how late it is, in words: "còn 3 ngày", "hôm nay", "quá 2 ngày"."""
    if due is None or days_left is None:
        return tr("không có hạn")
    return words.due_chip("task_state", "overdue" if due < today else "due_soon", days_left, due=due, today=today)


def _slip(cursor: QTextCursor, office: Office, slip: Slip) -> None:
    row = slip.row
    number = tr("Số: {number}/PNV", number=slip_number(row.number, row.year).split("/", maxsplit=1)[0])
    paper.paper_heading(cursor, office, day=row.issued_date, number=number)
    paper.paper_title(cursor, tr("PHIẾU NHẮC VIỆC"))
    paper.paragraph(cursor, tr("Kính gửi: {addressee}", addressee=row.addressee), align=Centre, bold=True, below=10)
    asked = tr(
        "{office} nhắc các nhiệm vụ dưới đây. Đề nghị khẩn trương thực hiện, báo cáo kết quả; có vướng mắc thì báo ngay để được tháo gỡ.",
        office=office.settings().office_name,
    )
    paper.paragraph(cursor, asked, align=Justify, indent=_INDENT)
    if row.content:
        paper.paragraph(cursor, row.content, align=Justify, indent=_INDENT)
    heads = (tr("TT"), tr("Nhiệm vụ"), tr("Nguồn giao"), tr("Hạn"), tr("Còn lại"), tr("Lần nhắc"))
    lines = [_slip_line(place, line, row.issued_date) for place, line in enumerate(slip.lines, start=1)]
    paper.table(cursor, heads, lines, shares=(6, 40, 20, 13, 12, 9), centre=(0, 3, 4, 5))
    note = tr("Số ngày tính theo ngày làm việc, đến ngày {day}.", day=words.day(row.issued_date))
    paper.paragraph(cursor, note, italic=True, points=11)
    left = (tr("Nơi nhận:"), tr("- Như trên;"), tr("- Lưu: VT."))
    paper.signature(cursor, office, left=left, signer=row.signer)


def _slip_line(place: int, line: SlipLine, issued: date) -> tuple[str, ...]:
    left = left_words(line.due, line.days_left, issued)
    return (str(place), line.content, line.source, words.day(line.due), left, tr("lần {number}", number=line.round))


def minutes_document(office: Office, whole: BriefingWhole) -> QTextDocument:
    """The minutes of a briefing as a notice of conclusions: who sat, what was said of each, what was given to whom, what holds for all."""
    row = whole.row
    document = paper.new_document(tr("Kết luận giao ban"))
    cursor = QTextCursor(document)
    paper.paper_heading(cursor, office, day=row.held_date, number=tr("Số:      /TB-UBND"))
    below = tr("Kết luận tại cuộc họp giao ban ngày {day}", day=words.day(row.held_date))
    paper.paper_title(cursor, tr("THÔNG BÁO"), below)
    for name, value in ((tr("Người chủ trì"), row.chair), (tr("Thành phần dự"), row.attendees), (tr("Ghi chú"), row.note)):
        if value:
            paper.paragraph(cursor, tr("{name}: {value}", name=name, value=value), align=Justify, indent=_INDENT, below=4)
    parts = [
        (tr("Kết luận chung"), _numbered(whole.of_kind("conclusion"))),
        (tr("Ý kiến về từng việc"), _by_person(whole.of_kind("said"))),
    ]
    place = 0
    for title, lines in parts:
        if lines:
            place += 1
            _part(cursor, place, title)
            for text, bold in lines:
                paper.paragraph(cursor, text, align=Justify, indent=_INDENT, bold=bold, below=4)
    if given := whole.of_kind("assigned"):
        _part(cursor, place + 1, tr("Nhiệm vụ mới giao"))
        heads = (tr("TT"), tr("Nhiệm vụ"), tr("Người thực hiện"), tr("Hạn"))
        rows = [(str(number), item.content, item.person, words.day(item.due)) for number, item in enumerate(given, start=1)]
        paper.table(cursor, heads, rows, shares=(7, 50, 28, 15), centre=(0, 3))
    if not whole.items:
        paper.paragraph(cursor, tr("Cuộc họp không ghi ý kiến nào."), align=Justify, indent=_INDENT)
    closing = tr("Trên đây là kết luận giao ban; đề nghị các bộ phận, cá nhân thực hiện đúng thời hạn./.")
    paper.paragraph(cursor, closing, align=Justify, indent=_INDENT, above=4)
    left = (tr("Nơi nhận:"), tr("- Thành phần dự;"), tr("- Các bộ phận;"), tr("- Lưu: VT."))
    paper.signature(cursor, office, left=left)
    return document


def minutes_file_name(whole: BriefingWhole) -> str:
    """What the file of the minutes is called."""
    return f"ket-luan-giao-ban-{whole.row.held_date:%Y-%m-%d}"


_ROMAN = ("I", "II", "III")


def _part(cursor: QTextCursor, place: int, title: str) -> None:
    paper.paragraph(cursor, f"{_ROMAN[place - 1]}. {title}", bold=True, above=6, below=4)


def _numbered(items: Sequence[BriefingItem]) -> list[tuple[str, bool]]:
    return [(f"{place}. {item.content}", False) for place, item in enumerate(items, start=1)]


def _by_person(items: Sequence[BriefingItem]) -> list[tuple[str, bool]]:
    """A line in bold for each person, what was said of them below it."""
    found: dict[str, list[str]] = {}
    for item in items:
        found.setdefault(item.person or tr("Chung"), []).append(f"- {item.about}: {item.content}" if item.about else f"- {item.content}")
    return [line for person, said in found.items() for line in ((person, True), *((text, False) for text in said))]
