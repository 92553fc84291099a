"""The province's own list, answered: what is said where, and that nothing else of the file changes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from models.errors import OfficeError
from models.labels import set_language
from models.registers.tasks.followup import add_note, answer_obstacle, raise_obstacle
from models.registers.tasks.services import cancel_task, complete_task, suspend_task
from models.registers.tasks.whole import load_whole
from models.reports.reply import Reply, make_reply, write_reply
from models.reports.reply_words import Meaning, meaning
from tests.factories_tasks import make_task
from tests.reports.packages import around, changed_cells, changed_parts, parts, rows_without_cells
from tests.reports.province_list import SHEET, allow, make_list, read, write

PART, STYLES = "xl/worksheets/sheet1.xml", "xl/styles.xml"
OUTSIDE = {"docProps/app.xml"}


@pytest.fixture
def office(empty):
    return empty


def done(office, day=date(2026, 11, 20), number="120/BC-UBND", evidence=date(2026, 11, 19), **task):
    """A task that is done, with its document."""
    task_id = make_task(office, **task)
    complete_task(office, task_id, completed_date=day, evidence_number=number, evidence_date=evidence)
    return task_id


def answer(office, path, tasks, **more) -> Reply:
    return make_reply(office, read(path, tasks, **more))


def said(reply: Reply, row: int) -> dict[str, str]:
    return {cell.field: cell.shown for cell in reply.filled if cell.row == row}


def written(reply: Reply, path):
    """The answer on the disk, and its list as openpyxl reads it."""
    out = path.with_name("tra-loi.xlsx")
    write_reply(reply, out)
    return out, load_workbook(out)[SHEET]


def looks(cell):
    """How a cell looks, but for the format of its number."""
    return tuple(repr(part) for part in (cell.font, cell.border, cell.fill, cell.alignment))


class TestWhatIsSaid:
    def test_columns_that_are_there_are_filled(self, office, tmp_path):
        path = tmp_path / "a.xlsx"
        make_list(path, "status", "completed_date", "evidence_number", "obstacle", "note")
        late = make_task(office, due_date=date(2026, 11, 10))
        raise_obstacle(office, late, "Thiếu kinh phí", raised_to="Sở Tài chính", raised_date=date(2026, 11, 5))
        raise_obstacle(office, late, "Chưa có hướng dẫn", raised_to="Sở Nội vụ", raised_date=date(2026, 11, 6))
        reply = answer(office, path, {8: done(office), 9: late, 10: make_task(office, due_date=None)})
        assert said(reply, 8) == {
            "status": "Đã hoàn thành đúng hạn",
            "completed_date": "20/11/2026",
            "evidence_number": "120/BC-UBND ngày 19/11/2026",
        }
        assert said(reply, 9) == {"status": "Đang thực hiện, quá hạn", "obstacle": "Thiếu kinh phí\nChưa có hướng dẫn"}
        assert said(reply, 10) == {"status": "Đang thực hiện"}
        assert reply.added == ()
        assert reply.answered == (8, 9, 10)

    def test_what_was_answered_is_no_obstacle_any_more(self, office, tmp_path):
        path = tmp_path / "a.xlsx"
        make_list(path, "status", "obstacle")
        task_id = make_task(office)
        raise_obstacle(office, task_id, "Thiếu kinh phí", raised_to="Sở Tài chính", raised_date=date(2026, 11, 5))
        with office.read() as conn:
            obstacle = load_whole(conn, task_id, office.when(), office.calendar()).obstacles[0]
        answer_obstacle(office, obstacle.id, "Đã cấp", answered_date=date(2026, 11, 9))
        assert "obstacle" not in said(answer(office, path, {8: task_id}), 8)

    def test_number_and_date_of_the_document_apart(self, office, tmp_path):
        path = tmp_path / "a.xlsx"
        make_list(path, "status", "evidence_number", "evidence_date")
        found = said(answer(office, path, {8: done(office)}), 8)
        assert (found["evidence_number"], found["evidence_date"]) == ("120/BC-UBND", "19/11/2026")

    def test_one_column_for_the_whole_result(self, office, tmp_path):
        path = tmp_path / "a.xlsx"
        make_list(path, "result")
        running = make_task(office)
        add_note(office, running, "Đã gửi dự thảo", at=datetime(2026, 11, 9, 8))
        add_note(office, running, "Đang chờ góp ý", at=datetime(2026, 11, 12, 8))
        reply = answer(office, path, {8: done(office), 9: running})
        assert said(reply, 8)["result"] == "Đã hoàn thành đúng hạn; 120/BC-UBND ngày 19/11/2026"
        assert said(reply, 9)["result"] == "Đang thực hiện, trong hạn; Đang chờ góp ý"
        assert [column.fields[0] for column in reply.added] == ["completed_date", "obstacle"]

    def test_a_column_named_result_is_more_than_a_state(self, office, tmp_path):
        """Also where it was taken for one; not where its words are chosen from a list."""
        path = tmp_path / "a.xlsx"
        make_list(path, "status")
        write(path, E9="đang làm, chưa xong")
        tasks = {8: done(office), 9: make_task(office)}

        def reply():
            sent = read(path, tasks)
            return make_reply(
                office,
                replace(
                    sent, columns=tuple(replace(each, header="Kết quả thực hiện") if each.index == 4 else each for each in sent.columns)
                ),
            )

        assert said(reply(), 8)["result"] == "Đã hoàn thành đúng hạn; 120/BC-UBND ngày 19/11/2026"
        assert "result" not in said(reply(), 9)
        assert [column.fields[0] for column in reply().added] == ["completed_date", "obstacle"]
        # Words that tell more than a state stay until there is something newer to tell.
        write(path, E9="Đã gửi lấy ý kiến các thôn")
        assert "result" not in said(reply(), 9)
        add_note(office, tasks[9], "Đã tổng hợp ý kiến", at=datetime(2026, 11, 12, 8))
        assert said(reply(), 9)["result"] == "Đang thực hiện, trong hạn; Đã tổng hợp ý kiến"
        allow(path, "E8:E20", "DM!$A$2:$A$5")
        assert said(reply(), 8)["status"] == "Đã xong"
        assert [column.fields[0] for column in reply().added] == ["completed_date", "evidence_number", "obstacle"]

    def test_a_share_is_said_when_it_is_whole(self, office, tmp_path):
        path = tmp_path / "a.xlsx"
        make_list(path, "progress_percent")
        reply = answer(office, path, {8: done(office), 9: make_task(office)})
        assert (said(reply, 8)["progress_percent"], said(reply, 9).get("progress_percent")) == ("100%", None)
        assert written(reply, path)[1]["E8"].value == 100
        # As the list writes its shares: as words, or as numbers that are shown so.
        write(path, E11="50%")
        tasks = {8: done(office), 9: make_task(office), 11: make_task(office)}
        assert written(answer(office, path, tasks), path)[1]["E8"].value == "100%"
        book = load_workbook(path)
        book[SHEET]["E8"].number_format = "0%"
        book.save(path)
        assert written(answer(office, path, tasks), path)[1]["E8"].value == 1

    def test_progress_in_per_cent_is_a_share(self, office, tmp_path):
        path = tmp_path / "a.xlsx"
        make_list(path, "status")
        sent = read(path, {8: done(office), 9: make_task(office)})
        columns = [replace(each, header="Tiến độ thực hiện (%)") if each.fields == ("status",) else each for each in sent.columns]
        reply = make_reply(office, replace(sent, columns=tuple(columns)))
        assert (said(reply, 8)["progress_percent"], said(reply, 9).get("progress_percent")) == ("100%", None)
        assert "status" in said(reply, 9)
        assert reply.added[0].fields == ("status",)

    def test_a_column_that_may_be_another_is_filled_where_it_is_empty(self, office, tmp_path):
        path = tmp_path / "a.xlsx"
        make_list(path, "status")
        write(path, E8="Ghi chú gì đó")
        sent = read(path, {8: done(office), 9: done(office)})
        reply = make_reply(office, replace(sent, columns=tuple(replace(each, sure=False) for each in sent.columns)))
        assert [(cell.row, cell.reason) for cell in reply.kept] == [(8, "unsure")]
        assert "status" in said(reply, 9)

    def test_the_old_words_of_our_rows_are_replaced_and_told(self, office, tmp_path):
        path = tmp_path / "a.xlsx"
        make_list(path, "status", "completed_date")
        write(path, E8="Đang thực hiện", E9="chưa xong", F8=datetime(2026, 11, 20), F9="01/11/2026")
        reply = answer(office, path, {8: done(office), 9: make_task(office)})
        assert [(cell.row, cell.old, cell.shown) for cell in reply.filled if cell.old] == [(8, "Đang thực hiện", "Đã hoàn thành đúng hạn")]
        # The date stands there already; the other row's words mean the same; a date of theirs where we are not done is left.
        assert reply.same == 2
        assert [(cell.row, cell.field, cell.reason) for cell in reply.kept] == [(9, "completed_date", "not_completed")]

    def test_a_column_that_holds_something_of_theirs_too_is_filled_where_it_is_empty(self, office, tmp_path):
        path = tmp_path / "a.xlsx"
        make_list(path, "result+note")
        write(path, E8="Xem công văn 12")
        reply = answer(office, path, {8: done(office), 9: done(office)})
        assert [(cell.row, cell.column, cell.reason) for cell in reply.kept] == [(8, 4, "shared")]
        assert "result" in said(reply, 9)

    def test_rows_without_a_task_are_listed_not_guessed(self, office, tmp_path):
        path = tmp_path / "a.xlsx"
        make_list(path, "status")
        cancelled = make_task(office)
        cancel_task(office, cancelled, reason="Tỉnh thu hồi")
        reply = answer(office, path, {8: None, 9: cancelled, 10: None, 11: make_task(office)}, refusals={10: "impossible_date"})
        assert [(row.row, row.content, row.reason, row.code) for row in reply.unmatched] == [
            (8, "Nhiệm vụ số 1", "not_in_register", ""),
            (9, "Nhiệm vụ số 2", "cancelled", ""),
            (10, "Nhiệm vụ số 3", "rejected", "impossible_date"),
        ]
        assert {cell.row for cell in reply.filled} == {11}

    def test_a_list_without_a_task_of_ours_comes_back_as_it_was(self, office, tmp_path):
        path = tmp_path / "a.xlsx"
        make_list(path)
        reply = answer(office, path, {8: None})
        out, _ = written(reply, path)
        assert (reply.filled, reply.added) == ((), ())
        assert changed_parts(path, out) == set()


class TestWords:
    def test_the_file_speaks_vietnamese_whatever_the_screen_speaks(self, office, tmp_path):
        set_language("en")
        path = tmp_path / "a.xlsx"
        make_list(path)
        reply = answer(office, path, {8: done(office)})
        assert said(reply, 8)["evidence_number"] == "120/BC-UBND ngày 19/11/2026"
        assert said(reply, 8)["status"] == "Đã hoàn thành đúng hạn"
        assert reply.added[0].header == "Tình trạng thực hiện"

    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("Đã hoàn thành", Meaning("done")), ("Hoàn thành quá hạn", Meaning("done", late=True)),
            ("Hoàn thành không đúng hạn", Meaning("done", late=True)), ("Hoàn thành đúng hạn", Meaning("done", in_time=True)),
            ("CHƯA HOÀN THÀNH", Meaning("running")), ("Quá hạn, chưa hoàn thành", Meaning("running", late=True)),
            ("Đang hoàn thành hồ sơ", Meaning("running")), ("Chưa thực hiện", Meaning("running", begun=False)),
            ("Trong hạn", Meaning("running", in_time=True)), ("Tạm dừng", Meaning("resting")), ("", Meaning("")), ("abc", Meaning("")),
        ],
    )  # fmt: skip
    def test_what_words_mean(self, words, expected):
        assert meaning(words) == expected

    @pytest.mark.parametrize(
        "formula", ['"Chưa thực hiện,Đang thực hiện,Đã xong,Đã xong nhưng trễ"', "DM!$A$2:$A$5", "'DM'!$A$2:$A$5", "tinh_trang"]
    )
    def test_the_words_that_the_sender_allows_are_used(self, office, tmp_path, formula):
        path = tmp_path / "a.xlsx"
        make_list(path, "status")
        book = load_workbook(path)
        from openpyxl.workbook.defined_name import DefinedName

        book.defined_names["tinh_trang"] = DefinedName("tinh_trang", attr_text="DM!$A$2:$A$5")
        book.save(path)
        allow(path, "E8:E20", formula)
        resting = make_task(office)
        suspend_task(office, resting, reason="Chờ tỉnh")
        tasks = {8: done(office), 9: make_task(office), 10: done(office, due_date=date(2026, 11, 10)), 11: resting}
        reply = answer(office, path, tasks)
        assert [said(reply, row)["status"] for row in (8, 9, 10)] == ["Đã xong", "Đang thực hiện", "Đã xong nhưng trễ"]
        # None of their words means it.
        assert said(reply, 11)["status"] == "Tạm dừng"

    @pytest.mark.parametrize(
        ("names", "expected"),
        [
            (("Đã hoàn thành", "Đang thực hiện", "Chưa thực hiện"), ("x..", ".x.", "x..", ".x.")),
            (("Hoàn thành đúng hạn", "Hoàn thành quá hạn", "Trong hạn", "Quá hạn chưa hoàn thành"), ("x...", "..x.", ".x..", "...x")),
            (("Chưa hoàn thành", "HOÀN THÀNH"), (".x", "x.", ".x", "x.")),
            # In groups: what is late is done, or is not.
            (("Đã hoàn thành/Đúng hạn", "/Quá hạn", "Chưa hoàn thành/Trong hạn", "/Quá hạn"), ("x...", "..x.", ".x..", "...x")),
            # One name alone, or columns that say more than a mark, are no columns to tick.
            (("Đang thực hiện", "Ghi nhận"), ("..", "..", "..", "..")),
        ],
    )
    def test_the_column_of_the_state_is_ticked(self, office, tmp_path, names, expected):
        """Several columns, each a state: the mark goes where it is true now, and one that is not true any more goes."""
        path = tmp_path / "a.xlsx"
        make_list(path)
        letters = "EFGH"[: len(names)]
        groups = [name.rpartition("/")[0] for name in names]
        groups = [group or groups[max(0, place - 1)] for place, group in enumerate(groups)]
        write(path, **{f"{letter}5": name.rpartition("/")[2] for letter, name in zip(letters, names, strict=True)})
        write(path, **{f"{letters[-1]}8": "X"})
        late = make_task(office, due_date=date(2026, 11, 10))
        tasks = {8: done(office), 9: make_task(office), 10: done(office, due_date=date(2026, 11, 10)), 11: late}
        sent = read(path, tasks)
        columns = [
            replace(column, groups=(groups[column.index - 4],))
            if 4 <= column.index < 4 + len(groups) and groups[column.index - 4]
            else column
            for column in sent.columns
        ]
        reply = make_reply(office, replace(sent, columns=tuple(columns)))
        _, page = written(reply, path)
        seen = ["".join("x" if str(page[f"{letter}{row}"].value).lower() == "x" else "." for letter in letters) for row in tasks]
        if names[-1] == "Ghi nhận":
            assert page["F8"].value == "X"
            seen[0] = ".."
        assert tuple(seen) == expected
        assert ("status" in {name for column in reply.added for name in column.fields}) == (names[-1] == "Ghi nhận")


class TestTheFile:
    def test_only_the_cells_that_are_filled_change(self, office, tmp_path):
        path = tmp_path / "a.xlsx"
        make_list(path, "status", "completed_date", "evidence_number", "obstacle", "note")
        write(path, E8="Đang thực hiện", I8="=1+1", I9="Xem lại", E12="của xã khác")
        reply = answer(office, path, {8: done(office), 10: make_task(office)})
        out, page = written(reply, path)
        assert changed_parts(path, out) <= {PART, STYLES}
        old, new = parts(path), parts(out)
        assert changed_cells(old[PART], new[PART]) == {"E8", "F8", "G8", "E10"}
        assert rows_without_cells(old[PART]) == rows_without_cells(new[PART])
        assert around(old[PART]) == around(new[PART]).replace(b'<sheetCalcPr fullCalcOnLoad="1"/>', b"")
        assert (page["E8"].value, page["F8"].value, page["G8"].value) == (
            "Đã hoàn thành đúng hạn", datetime(2026, 11, 20), "120/BC-UBND ngày 19/11/2026"
        )  # fmt: skip
        assert (page["I8"].value, page["I9"].value, page["E12"].value, page["B8"].comment.text) == (
            "=1+1", "Xem lại", "của xã khác", "Lưu ý hạn"
        )  # fmt: skip

    def test_the_cells_keep_how_they_look(self, office, tmp_path):
        path = tmp_path / "a.xlsx"
        make_list(path, "status", "completed_date")
        reply = answer(office, path, {8: done(office)})
        _, page = written(reply, path)
        old = load_workbook(path)[SHEET]
        assert page["E8"]._style == old["E8"]._style
        assert looks(page["F8"]) == looks(old["F8"])

    def test_dates_are_dates_where_the_list_has_dates(self, office, tmp_path):
        path = tmp_path / "a.xlsx"
        make_list(path, "completed_date")
        book = load_workbook(path)
        book[SHEET]["E9"].value, book[SHEET]["E9"].number_format = datetime(2026, 10, 1), "d-m-yy"
        book.save(path)
        _, page = written(answer(office, path, {8: done(office)}), path)
        assert (page["E8"].value, page["E8"].number_format) == (datetime(2026, 11, 20), "d-m-yy")
        assert looks(page["E8"]) == looks(page["E9"])

    def test_dates_are_text_where_the_list_writes_text(self, office, tmp_path):
        path = tmp_path / "a.xlsx"
        make_list(path, "completed_date", dates=False)
        out, page = written(answer(office, path, {8: done(office)}), path)
        assert page["E8"].value == "20/11/2026"
        assert changed_parts(path, out) == {PART}

    def test_the_other_way_of_counting_days(self, office, tmp_path):
        from openpyxl.utils.datetime import CALENDAR_MAC_1904

        path = tmp_path / "a.xlsx"
        make_list(path)
        book = load_workbook(path)
        book.epoch = CALENDAR_MAC_1904
        book.save(path)
        reply = make_reply(office, replace(read(path, {8: done(office)}), date_1904=True))
        _, page = written(reply, path)
        assert page["F8"].value == datetime(2026, 11, 20)

    def test_columns_that_lack_are_added_at_the_right_edge(self, office, tmp_path):
        path = tmp_path / "a.xlsx"
        make_list(path)
        reply = answer(office, path, {8: done(office), 9: make_task(office)})
        out, page = written(reply, path)
        assert [column.header for column in reply.added] == [
            "Tình trạng thực hiện", "Ngày hoàn thành", "Văn bản báo cáo kết quả", "Khó khăn, vướng mắc"
        ]  # fmt: skip
        assert [page.cell(5, column).value for column in range(4, 9)] == ["Thời hạn", *(column.header for column in reply.added)]
        assert [page.cell(7, column).value for column in range(4, 9)] == ["(4)", "(5)", "(6)", "(7)", "(8)"]
        assert [page.cell(8, column).value for column in range(5, 9)] == [
            "Đã hoàn thành đúng hạn", datetime(2026, 11, 20), "120/BC-UBND ngày 19/11/2026", None
        ]  # fmt: skip
        assert (looks(page["E5"]), looks(page["E9"])) == (looks(page["D5"]), looks(page["D9"]))
        assert {"E5:E6", "H5:H6"} <= {str(each) for each in page.merged_cells.ranges}
        assert page.column_dimensions["E"].width > 20
        old, new = parts(path), parts(out)
        assert all(re.match("[E-H]", name) for name in changed_cells(old[PART], new[PART]))
        assert changed_parts(path, out) <= {PART, STYLES}

    def test_a_formula_is_not_overwritten(self, office, tmp_path):
        path = tmp_path / "a.xlsx"
        make_list(path, "status")
        write(path, E8='=IF(D8<TODAY(),"Quá hạn","")')
        reply = answer(office, path, {8: done(office)})
        assert [(cell.row, cell.reason) for cell in reply.kept] == [(8, "formula")]
        assert written(reply, path)[1]["E8"].value == '=IF(D8<TODAY(),"Quá hạn","")'

    def test_joined_cells_are_filled_where_all_their_rows_are_ours(self, office, tmp_path):
        path = tmp_path / "a.xlsx"
        make_list(path, "evidence_number", "completed_date")
        book = load_workbook(path)
        for area in ("E8:E9", "E10:E11", "F8:F9"):
            book[SHEET].merge_cells(area)
        book.save(path)
        tasks = {8: done(office), 9: done(office, number="121/BC-UBND", day=date(2026, 11, 18)), 10: done(office), 11: None}
        reply = answer(office, path, tasks)
        assert said(reply, 8)["evidence_number"] == "120/BC-UBND ngày 19/11/2026\n121/BC-UBND ngày 19/11/2026"
        assert [(cell.row, cell.field, cell.reason) for cell in reply.kept] == [
            (8, "completed_date", "merged"), (10, "evidence_number", "merged")
        ]  # fmt: skip
        written(reply, path)

    def test_words_that_look_like_formulas_stay_words(self, office, tmp_path):
        path = tmp_path / "a.xlsx"
        make_list(path, "obstacle")
        task_id = make_task(office)
        raise_obstacle(office, task_id, '=HYPERLINK("http://a")', raised_to="Sở", raised_date=date(2026, 11, 5))
        out, page = written(answer(office, path, {8: task_id}), path)
        assert (page["E8"].value, page["E8"].data_type) == ('=HYPERLINK("http://a")', "s")
        assert b"<f>HYPERLINK" not in parts(out)[PART]

    def test_unicode_is_not_put_into_an_old_font(self, office, tmp_path):
        from openpyxl.styles import Font

        path = tmp_path / "a.xlsx"
        make_list(path, "status")
        book = load_workbook(path)
        book[SHEET]["E8"].font = Font(name=".VnTime", size=13, bold=True)
        book.save(path)
        _, page = written(answer(office, path, {8: done(office)}), path)
        assert (page["E8"].font.name, page["E8"].font.size, page["E8"].font.bold) == ("Times New Roman", 13, True)

    def test_formulas_are_computed_anew_when_the_file_is_opened(self, office, tmp_path):
        path = tmp_path / "a.xlsx"
        make_list(path, "status")
        out, _ = written(answer(office, path, {8: done(office)}), path)
        assert b'</sheetData><sheetCalcPr fullCalcOnLoad="1"/>' in parts(out)[PART]


class TestWriting:
    def test_never_over_the_senders_file(self, office, tmp_path):
        path = tmp_path / "a.xlsx"
        make_list(path)
        before = path.read_bytes()
        reply = answer(office, path, {8: done(office)})
        with pytest.raises(OfficeError, match="reply_over_source"):
            write_reply(reply, tmp_path / "." / "a.xlsx")
        assert path.read_bytes() == before

    @pytest.mark.parametrize("name", ["b.xls", "b.xlsm", "b", "b.csv"])
    def test_under_a_name_of_its_own_kind(self, office, tmp_path, name):
        path = tmp_path / "a.xlsx"
        make_list(path)
        with pytest.raises(OfficeError, match="reply_ending"):
            write_reply(answer(office, path, {8: done(office)}), tmp_path / name)
        assert sorted(each.name for each in tmp_path.iterdir() if each.is_file()) == ["a.xlsx"]

    def test_the_senders_file_may_be_gone_by_then(self, office, tmp_path):
        path = tmp_path / "a.xlsx"
        make_list(path, "status")
        reply = answer(office, path, {8: done(office)})
        path.unlink()
        assert written(reply, path)[1]["E8"].value == "Đã hoàn thành đúng hạn"

    def test_a_place_that_cannot_be_written(self, office, tmp_path):
        path = tmp_path / "a.xlsx"
        make_list(path)
        with pytest.raises(OfficeError, match="cannot_write_file"):
            write_reply(answer(office, path, {8: done(office)}), tmp_path / "no" / "b.xlsx")
