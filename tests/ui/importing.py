"""The import window in tests: dropped files, copied rows, and what the preview shows of them."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from PySide6.QtWidgets import QWidget

from tests.ui import carried
from ui.main_window import MainWindow
from ui.workbooks.import_window import ImportWindow
from ui.workbooks.step_bar import REVIEW

HEADER = ("STT", "Nội dung nhiệm vụ", "Số văn bản giao", "Cơ quan chủ trì", "Thời hạn")


def province_list(
    path: Path, rows: list[tuple[object, ...]], *, header: tuple[str, ...] = HEADER, title: str = "tháng 11 năm 2026"
) -> Path:
    """A workbook as a province sends it: letterhead, title, names of columns, numbered columns, rows, a total, a signature."""
    book = Workbook()
    sheet = book.active
    sheet.title = "NV giao xã"
    sheet["A1"] = "UBND TỈNH GIA LAI"
    sheet["A3"] = f"DANH MỤC NHIỆM VỤ GIAO CÁC XÃ, PHƯỜNG {title}".upper()
    sheet.append([])
    sheet.append(list(header))
    sheet.append([f"({number})" for number in range(1, len(header) + 1)])
    for number, row in enumerate(rows, 1):
        sheet.append([number, *row])
    sheet.append(["Tổng cộng", len(rows)])
    sheet.append(["", "", "", "NGƯỜI LẬP BIỂU"])
    book.save(path)
    return path


def tasks(*due: str) -> list[tuple[object, ...]]:
    """So many tasks of ours, each with its deadline."""
    contents = (
        "Rà soát hộ nghèo đợt hai",
        "Báo cáo trồng rừng vụ đông",
        "Tập huấn chuyển đổi số",
        "Kiểm kê đất lúa ba vụ",
        "Sửa trường mầm non",
    )
    return [(contents[place], f"{20 + place}/KH-UBND", "UBND các xã, phường", day) for place, day in enumerate(due)]


def drop(window: MainWindow, *paths: Path, on: QWidget | None = None) -> None:
    """Let these files fall on the window, or on this part of it, as a file manager does."""
    below = on or window
    assert carried.drop(below, carried.carrying(*paths), below.rect().center())


def lying(window: MainWindow) -> ImportWindow:
    """The import that lies over the page."""
    [found] = [each for each in window.findChildren(ImportWindow) if each.isVisible()]
    return found


def reviewed(window: MainWindow, qtbot) -> ImportWindow:
    """The same, once it has come to the third step."""

    def stands() -> bool:
        found = window.findChildren(ImportWindow)
        return any(each.isVisible() and each.bar.now == REVIEW and not each.session().busy() for each in found)

    qtbot.waitUntil(stands, timeout=20_000)
    return lying(window)


def shown(importing: ImportWindow) -> list[list[str]]:
    """The rows of the preview as texts: number, what becomes of it, the fields, why."""
    table = importing.review.table
    model = table.register_model
    return [[model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())]
