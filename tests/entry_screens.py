"""The entry of a document that is read from its file, for `tests.screens`."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from tests import screens
from tests.sheet_screens import _entered, _picture

_TEXT = """ỦY BAN NHÂN DÂN        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH GIA LAI           Độc lập - Tự do - Hạnh phúc

Số: 06/CT-UBND         Gia Lai, ngày 18 tháng 11 năm 2026

CHỈ THỊ
Về việc cải tiến lề lối làm việc, nâng cao chất lượng tham mưu, thực hiện nhiệm vụ, giải quyết công việc của các sở, ngành, địa phương

Thời gian qua, các sở, ngành, địa phương đã có nhiều cố gắng trong công tác tham mưu. Tuy nhiên, vẫn còn nhiệm vụ chậm tiến độ.

Để khắc phục tình trạng trên, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:

1. Ủy ban nhân dân các xã, phường rà soát, hoàn thiện quy trình công việc nội bộ, phân định rõ trách nhiệm của
từng phòng, từng người; công khai tại trụ sở.

2. Ủy ban nhân dân các xã, phường tổng hợp, báo cáo kết quả thực hiện Chỉ thị này trước ngày 20/01/2027.

3. Sở Nội vụ chủ trì, phối hợp với Văn phòng Ủy ban nhân dân tỉnh kiểm tra việc thực hiện Chỉ thị này trong Quý I năm 2027.

4. Sở Tài chính bố trí kinh phí thực hiện.

5. Các sở, ban, ngành và Ủy ban nhân dân các xã, phường báo cáo định kỳ 6 tháng, hằng năm về Sở Nội vụ để tổng hợp.

Yêu cầu các đơn vị nghiêm túc thực hiện./.

Nơi nhận:                    KT. CHỦ TỊCH
- Như trên;                  PHÓ CHỦ TỊCH
- Lưu: VT.

                             Nguyễn Tấn Tuân
"""


def _paper(name: str, text: str = _TEXT) -> Path:
    path = Path(tempfile.mkdtemp()) / name
    path.write_text(text, encoding="utf-8")
    return path


def _read(context: Any, *papers: Path) -> Any:
    sheet = _entered(context, "directive.new")
    sheet.waiting.clear()
    # The picture before left a draft.
    sheet.form.keeper.drop()
    sheet.add(papers)
    screens.settle()
    return sheet


def entry_read(context: Any) -> Any:
    """A document whose file has filled the fields."""
    return _picture(_read(context, _paper("06-CT-UBND.txt")))


def entry_doubt(context: Any) -> Any:
    """One without the upper part of its head: the agency is inferred, and a person must look."""
    without = _TEXT[_TEXT.index("Số: 06") :]
    sheet = _read(context, _paper("06-CT-UBND.txt", without))
    if sheet.form.filling.unseen():
        sheet.form.save()
    return _picture(sheet)


def entry_tasks(context: Any) -> Any:
    """The tasks that were found, one of them open."""
    sheet = _read(context, _paper("06-CT-UBND.txt"))
    found = sheet.form.input("tasks")
    found.unfold()
    found.shown()[1].setFocus()
    found.shown()[1].opened.emit("content")
    sheet.form._area.ensureWidgetVisible(found, 0, 4000)
    return _picture(sheet)


def entry_queue(context: Any) -> Any:
    """Several files at once."""
    names = ("06-CT-UBND.txt", "Phụ lục kèm theo.txt", "07-TB-UBND.txt")
    sheet = _read(context, *(_paper(name, f"{_TEXT}\n{name}") for name in names))
    sheet.form.input("document_number").set_value("07/CT-UBND")
    sheet.read_again()
    return _picture(sheet)


def entry_note(context: Any) -> Any:
    """What the leader wrote proposes people and a day."""
    sheet = _read(context, _paper("06-CT-UBND.txt"))
    sheet.form.input("leader_instruction").set_value("giao Hùng chủ trì, Mai phối hợp, 15/12")
    sheet.form.note.look()
    sheet.form.cells["leader_instruction"].widget.setFocus()
    return _picture(sheet)


def entry_again(context: Any) -> Any:
    """A document of the book whose file is read again: what it says otherwise, and the tasks that the book lacks."""
    from models.registers.directives.rows import DirectiveEntry
    from models.registers.recording import record_directive

    office = context.office
    entry = DirectiveEntry(office.today(), "UBND tỉnh Gia Lai", "Cải tiến lề lối làm việc", "6/CT-UBND", signer="Nguyễn Tuấn")
    made = record_directive(office, entry, (), [_paper("06-CT-UBND.txt")])
    page = context.parent.window()
    page.show_page("directives")
    page.page().show_record(made.id)
    screens.settle()
    sheet = _entered(context, "directive.correct")
    sheet.read_again()
    screens.settle()
    sheet.form.cells["subject"].widget.setFocus()
    return _picture(sheet)
