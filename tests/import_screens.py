"""The import window step by step, for `tests.screens`: what is dropped, how it was understood, what would become of it, what came of it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLabel

from tests import screens, sheet_screens
from tests.ui.importing import province_list
from ui.workbooks.import_window import ImportWindow
from ui.workbooks.sources import Pasted

_FIRST = (
    ("Rà soát, công khai danh mục TTHC cấp xã", "2210/UBND-NC", "UBND các xã, phường", "30/11/2026"),
    ("Báo cáo kết quả số hóa hồ sơ", "132/KH-UBND", "UBND các xã, phường", "20/11/2026"),
    ("Niêm yết công khai đường dây nóng", "1575/QĐ-UBND", "UBND các xã, phường", "15/11/2026"),
    ("Kiểm kê rừng quý III", "77/KH-UBND", "UBND các xã, phường", "10/11/2026"),
)
_SECOND = (
    ("Tổ chức hội nghị đối thoại với doanh nghiệp", "2301/UBND-NC", "UBND các xã, phường", "hết tháng 12/2026"),
    ("Báo cáo kết quả số hóa hồ sơ", "132/KH-UBND", "UBND các xã, phường", "25/11/2026"),
    ("Kiểm tra công vụ tại bộ phận một cửa", "06/CT-UBND", "UBND các xã, phường", "31/11/2026"),
    ("Tổng hợp khó khăn, vướng mắc gửi Phòng Nội vụ", "136/TB-UBND", "UBND các xã, phường", "hằng tháng, trước ngày 20"),
    ("", "98/TB-UBND", "UBND các xã, phường", "05/12/2026"),
    ("Niêm yết công khai đường dây nóng", "1575/QĐ-UBND", "UBND các xã, phường", "15/11/2026"),
    ("Sửa chữa đường liên thôn Hội Nhơn", "12/KH-UBND", "UBND xã Ân Tường Đông Nam", "12/12/2026"),
)


def _window(context: Any) -> Any:
    return context.parent.window()


def _ready(window: Any) -> ImportWindow:
    """The import as it stands when nothing is read any more."""
    screens.settle()
    [found] = [each for each in window.findChildren(ImportWindow) if each.isVisible()]
    return found


def _taken(context: Any, rows: tuple[tuple[object, ...], ...], name: str) -> ImportWindow:
    path = province_list(Path(tempfile.mkdtemp()) / name, list(rows))
    _window(context).take_workbooks((path,), "")
    return _ready(_window(context))


def _second(context: Any) -> ImportWindow:
    """Next month's list, after the first was taken in."""
    importing = _taken(context, _FIRST, "Danh-muc-nhiem-vu-T10.xlsx")
    if importing.session().survey.to_write():
        importing.write()
        _ready(_window(context))
    _away(importing)
    return _taken(context, _SECOND, "Danh-muc-nhiem-vu-T11.xlsx")


def _away(importing: ImportWindow) -> None:
    importing.leave()
    if importing.isVisible():
        importing.leave()
    screens.settle()


def _picture(importing: ImportWindow) -> QLabel:
    """The whole window, then away with the import."""
    shown = sheet_screens.window_picture(importing.window())
    _away(importing)
    return shown


def review(context: Any) -> QLabel:
    """Next month's list, as it is first seen."""
    return _picture(_second(context))


def review_all(context: Any) -> QLabel:
    """All its rows, the keyboard on a wrong one."""
    importing = _second(context)
    importing.review.show_states(frozenset())
    importing.review.next_wrong()
    return _picture(importing)


def review_gone(context: Any) -> QLabel:
    """What the list has no more."""
    importing = _second(context)
    importing.review.show_states(frozenset({"gone"}))
    return _picture(importing)


def review_edit(context: Any) -> QLabel:
    """A cell being put right."""
    importing = _second(context)
    importing.review.next_wrong()
    importing.review.mend()
    return _picture(importing)


def review_pasted(context: Any) -> QLabel:
    """Copied rows."""
    rows = "\n".join(f"Rà soát hộ nghèo thôn {number}\t{number}/12/2026\tPhòng Kinh tế" for number in range(1, 9))
    text = f"Nội dung\tHạn\tChủ trì\tCột riêng\n{rows}\nHọp dân\t31/02/2026\tVăn phòng\n"
    _window(context).show_page("tasks")
    _window(context).take_workbooks((Pasted(text),), "tasks")
    return _picture(_ready(_window(context)))


def columns(context: Any) -> QLabel:
    """The sheet with the guess painted on it."""
    importing = _second(context)
    importing._go_back_to(1)
    return _picture(importing)


def columns_panel(context: Any) -> Any:
    """The fields that a column may fill."""
    importing = _second(context)
    importing._go_back_to(1)
    importing.columns_step.choose_field()
    panel = importing.columns_step._panel
    screens.settle()
    shown = QLabel()
    picture = panel.grab()
    shown.setPixmap(picture)
    shown.setFixedSize(picture.deviceIndependentSize().toSize())
    panel.close()
    _away(importing)
    return shown


def _strange(context: Any, kind: str) -> ImportWindow:
    header = ("TT", "Việc giao", "Ký hiệu", "Nơi làm", "Xong trước")
    path = province_list(Path(tempfile.mkdtemp()) / "Bang-la.xlsx", [("a b", "c", "d", "e")], header=header, title="")
    _window(context).take_workbooks((path,), kind)
    return _ready(_window(context))


def columns_refused(context: Any) -> QLabel:
    """A sheet that nothing is understood of."""
    return _picture(_strange(context, "dossiers"))


def kind_asked(context: Any) -> QLabel:
    """A file whose kind cannot be told."""
    importing = _second(context)
    importing._go_back_to(0)
    importing.file_step.ask_kind("Bảng lạ.xlsx", importing.session().kinds())
    return _picture(importing)


def refused(context: Any) -> QLabel:
    """A file that cannot be read."""
    path = Path(tempfile.mkdtemp()) / "hong.xlsx"
    path.write_bytes(b"PK\x03\x04 not a workbook at all")
    _window(context).take_workbooks((path,), "tasks")
    return _picture(_ready(_window(context)))


def written(context: Any) -> QLabel:
    """What was written and what was not; it is taken back again, for the other pictures."""
    importing = _second(context)
    importing.write()
    importing = _ready(_window(context))
    picture = _picture(importing)
    _window(context).operations.undo()
    return picture
