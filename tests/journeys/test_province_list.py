"""The list of the province by keyboard: two keystrokes, next month its changes, an impossible date mended, all of it taken back."""

from __future__ import annotations

from datetime import date

from models.registers.tasks import queries
from models.registers.tasks.rows import TaskQuery
from tests.ui.importing import drop, province_list, shown
from ui.workbooks.import_window import ImportWindow
from ui.workbooks.step_bar import REVIEW, WRITTEN

NOVEMBER = (
    ("Rà soát hộ nghèo đợt hai", "20/KH-UBND", "UBND các xã, phường", "30/11/2026"),
    ("Báo cáo trồng rừng vụ đông", "21/KH-UBND", "UBND xã Hoài Ân", "trước ngày 15/12/2026"),
    ("Tập huấn chuyển đổi số", "22/KH-UBND", "UBND cấp xã", "Quý I/2027"),
    ("Mở đường liên xã", "23/KH-UBND", "UBND xã Ân Tường Đông Nam", "15/12/2026"),
)
DECEMBER = (
    ("Rà soát hộ nghèo đợt hai", "20/KH-UBND", "UBND các xã, phường", "10/12/2026"),
    ("Tập huấn chuyển đổi số", "22/KH-UBND", "UBND cấp xã", "Quý I/2027"),
    ("Kiểm kê đất lúa ba vụ", "30/KH-UBND", "UBND các xã, phường", "31/11/2026"),
)


def rows(office) -> dict[str, date | None]:
    """Our tasks: content and deadline."""
    with office.read() as conn:
        ids = queries.find_ids(conn, TaskQuery(), office.when(), limit=100)
        return {row.content: row.due_date for row in queries.load_rows(conn, ids, office.when(), office.calendar())}


def importing(clerk, step: int) -> ImportWindow:
    """The import when it has come to this step."""

    def found() -> list[ImportWindow]:
        lying = clerk.window.findChildren(ImportWindow)
        return [each for each in lying if each.isVisible() and each.bar.now == step and not each.session().busy()]

    clerk.until(lambda: bool(found()))
    return found()[0]


def test_two_months_of_the_provinces_list(clerk, office, counted, tmp_path):
    window = clerk.window
    with counted(clerk, "the province's list, dropped", 1):
        drop(window, province_list(tmp_path / "T11.xlsx", list(NOVEMBER)))
        importing(clerk, REVIEW)
        clerk.press("Return")
        importing(clerk, WRITTEN)
    assert rows(office) == {
        "Rà soát hộ nghèo đợt hai": date(2026, 11, 30),
        "Báo cáo trồng rừng vụ đông": date(2026, 12, 14),
        "Tập huấn chuyển đổi số": date(2027, 3, 31),
    }
    clerk.press("Return")
    clerk.on("tasks")

    with counted(clerk, "next month's list with an impossible date", 3):
        drop(window, province_list(tmp_path / "T12.xlsx", list(DECEMBER), title="tháng 12 năm 2026"))
        review = importing(clerk, REVIEW)
        assert [row[1] for row in shown(review)] == ["đổi hạn", "giống hệt", "cần sửa"]
        assert review.session().survey.plan.gone[0].label == "Báo cáo trồng rừng vụ đông"
        clerk.press("1")
        importing(clerk, REVIEW)
        clerk.press("Ctrl+Return")
        done = importing(clerk, WRITTEN)
        clerk.press("Return")
    assert not done.isVisible()
    clerk.on("tasks")
    assert rows(office) == {
        "Rà soát hộ nghèo đợt hai": date(2026, 12, 10),
        "Báo cáo trồng rừng vụ đông": date(2026, 12, 14),
        "Tập huấn chuyển đổi số": date(2027, 3, 31),
        "Kiểm kê đất lúa ba vụ": date(2026, 11, 30),
    }

    with counted(clerk, "a whole month's list taken back", 1):
        clerk.press("Ctrl+Z")
        clerk.until(lambda: len(rows(office)) == 3)
    assert rows(office)["Rà soát hộ nghèo đợt hai"] == date(2026, 11, 30)
