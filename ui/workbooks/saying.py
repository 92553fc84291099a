"""The words of the import window: what becomes of a row and why, what was read, what a card says. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from models.intake.workbooks.book import Book, Visibility
from models.intake.workbooks.cells import column_letter
from models.intake.workbooks.planned import Because, Change, PlannedRow, Problem, Repair
from models.intake.workbooks.table import ColumnGuess, How, Layout, RowRole
from models.intake.workbooks.understanding.names import bare_name
from models.labels import LABELS, label, tr
from ui import words
from ui.workbooks import survey as states
from ui.workbooks.survey import PassedOver, Survey, told_changes, written_changes

TONES = {
    states.REJECTED: "late",
    states.CHANGED: "soon",
    states.NEW: "ok",
    states.KEPT: "paused",
    states.SAME: "done",
    states.OTHERS: "done",
    states.LEFT_OUT: "done",
    states.GONE: "soon",
}
_CODED = {"status": "dossier_status", "channel": "channel", "recurring": "recurrence", "processing_unit": "unit"}
# A chip names the field that changes where that is short enough to be read in it.
_SHORT = 12
_SURE = 0.85
_FIELD_NAME = 26


def kind_name(kind: str) -> str:
    """What a workbook of this kind lists."""
    return label("import_kind", kind)


def noun(kind: str) -> str:
    """One record of this kind."""
    return label("import_noun", kind)


def value(name: str, said: Any) -> str:
    """A value of a field as a person reads it; "" for none."""
    if said is None or said == "":
        return ""
    coded = _CODED.get(name, "")
    if str(said) in LABELS.get(coded, {}):
        return label(coded, str(said))
    if isinstance(said, str):
        return said
    if isinstance(said, (list, tuple)):
        return ", ".join(value(name, each) for each in said)
    if isinstance(said, float):
        return words.decimal(said, 2)
    return words.spoken(said)


def state_word(state: str, row: PlannedRow | None = None) -> str:
    """The chip of a row."""
    if state == states.CHANGED and row is not None:
        fields = [words.field(name) for name, _ in written_changes(row)]
        said = tr("đổi {field}", field=fields[0][:1].lower() + fields[0][1:]) if len(fields) == 1 else ""
        if 0 < len(said) <= _SHORT:
            return said
    return label("import_state", state)


def because(row: PlannedRow, kind: str) -> str:
    """Why a row is taken for a record that is there; "" where it is for none."""
    thing = noun(kind)
    if row.because is Because.SAME_CODE:
        return tr("khớp {noun} cùng mã", noun=thing)
    if row.because is Because.SAME_SOURCE:
        return tr("khớp {noun} theo số văn bản và nội dung", noun=thing)
    if row.because is Because.SAME_CONTENT:
        return tr("khớp {noun} theo nội dung và ngày", noun=thing)
    if row.because is Because.NOT_OURS:
        return tr("giao cho nơi khác, không phải cơ quan ta")
    if row.because is Because.LEFT_OUT:
        return tr("để lại theo ý bạn")
    if row.because is Because.CANCELLED:
        return tr("ta đã hủy {noun} này", noun=thing)
    if row.because is Because.KEPT and not any(change.ours_changed for change in row.changes.values()):
        return tr("sổ giữ như ta ghi")
    return ""


def repair_words(repair: Repair) -> str:
    """What a mend writes into the cell."""
    return repair.text or tr("bỏ trống")


def repairs_of(problems: tuple[Problem, ...]) -> tuple[Repair, ...]:
    """The mends at hand for a row, each once."""
    return tuple(dict.fromkeys(repair for problem in problems for repair in problem.repairs))


def short_problem(problem: Problem) -> str:
    """What is wrong, in the few words that a cell has room for; what to do stands beside."""
    facts = problem.facts
    named = words.field(problem.field) if problem.field else ""
    said = words.spoken(facts.get("value", ""))
    short = {
        "missing_content": tr("Thiếu: {field}", field=named),
        "missing_code": tr("Thiếu: {field}", field=named),
        "bad_code": tr("“{value}” không phải mã hợp lệ.", value=said),
        "impossible_date": tr("Không có ngày “{value}”.", value=said),
        "duplicate_in_file": tr("Trùng với dòng {first}.", first=facts.get("first", "")),
        "error_cell": tr("Ô báo lỗi công thức."),
        "formula_without_value": tr("Công thức chưa có giá trị."),
    }
    return short.get(problem.code) or words.capital(words.problem_reason(problem))


def problem_words(problem: Problem) -> str:
    """What is wrong, and what could be chosen instead."""
    said = short_problem(problem)
    if not problem.repairs:
        return said
    chosen = " · ".join(repair_words(repair) for repair in problem.repairs)
    return f"{said} {tr('Chọn: {repairs} · sửa tay', repairs=chosen)}"


def why(row: PlannedRow, state: str, problems: tuple[Problem, ...], kind: str) -> str:
    """The last column: what is wrong, else why the row is what it is."""
    if problems:
        return " ".join(problem_words(problem) for problem in problems)
    parts = [because(row, kind)]
    if any(change.ours_changed for _, change in row.changes.items()):
        parts.append(tr("ta đã sửa sau lần nhập trước"))
    if state == states.SAME:
        parts.insert(0, tr("giống hệt bản đang có"))
    if row.coordinating_only:
        parts.append(tr("ta phối hợp"))
    if row.hidden:
        parts.append(tr("dòng ẩn trong tệp"))
    return ", ".join(part for part in parts if part)


def _as_written(before: Any, like: Any) -> Any:
    """What a list said before, which is kept as JSON has it: a day is a day again."""
    if isinstance(before, str) and isinstance(like, date):
        with suppress(ValueError):
            return type(like).fromisoformat(before)
    return tuple(before) if isinstance(before, list) else before


def change_words(name: str, change: Change) -> str:
    """One field that the list says differently: ours, theirs, and what it said before."""
    ours, theirs = value(name, change.ours) or tr("(trống)"), value(name, change.theirs) or tr("(trống)")
    said = tr("{field}: sổ ghi “{ours}”, tệp ghi “{theirs}”", field=words.field(name), ours=_cut(ours), theirs=_cut(theirs))
    before = _as_written(change.before, change.theirs)
    if before is not None and before not in (change.ours, change.theirs):
        said = f"{said} {tr('(lần nhập trước tệp ghi “{before}”)', before=_cut(value(name, before)))}"
    elif change.ours_changed:
        said = f"{said} {tr('(ta đã sửa sau lần nhập trước)')}"
    return f"{said} → {tr('giữ của ta') if change.kept else tr('lấy theo tệp')}"


def detail(found: Survey, row: PlannedRow, state: str) -> list[str]:
    """The lines below the table, of the row that the keyboard is on: all that is wrong or different."""
    problems = found.problems.get(row.number, ())
    if problems:
        return [f"{words.problem_place(problem)}: {short_problem(problem)}" for problem in problems]
    if row.changes:
        return [change_words(name, change) for name, change in told_changes(row).items()]
    if state == states.NEW:
        return [tr("Ghi mới: sổ chưa có {noun} này.", noun=noun(found.plan.kind))]
    return [words.capital(why(row, state, (), found.plan.kind))]


def _cut(text: str) -> str:
    return words.shortened(text, 120)


# ---- cards ----


def passed_over(passed: PassedOver) -> str:
    """Which rows of the sheet are no records."""
    counted = (
        (passed.blank, tr("dòng trống")),
        (passed.totals, tr("dòng cộng")),
        (passed.groups, tr("dòng đề mục")),
        (passed.rest, tr("dòng ghi chú, chữ ký")),
    )
    parts = [f"{words.number(number)} {name}" for number, name in counted if number]
    return tr("bỏ qua {rows}", rows=", ".join(parts)) if parts else ""


def changed_fields(changed: Mapping[str, int], kind: str) -> str:
    """Which fields the list changes, the most frequent first: "tệp đổi hạn của 7 việc"."""
    most = sorted(changed.items(), key=lambda each: -each[1])[:3]
    parts = []
    for name, number in most:
        named = words.field(name)
        parts.append(tr("{field} của {count}", field=named[:1].lower() + named[1:], count=words.count(number, noun(kind))))
    return tr("tệp đổi {parts}", parts=", ".join(parts)) if parts else ""


# ---- what was read ----


def book_words(book: Book, layout: Layout | None) -> str:
    """The file in one line: its name, the sheet, where the names of the columns stand, what was done to its letters."""
    parts = [words.shortened(book.file_name, 60)]
    if layout is not None:
        if layout.sheet and len(book.sheets) > 1:
            parts.append(tr("trang tính “{name}”", name=words.shortened(layout.sheet, 40)))
            shown = [sheet for sheet in book.sheets if sheet.visibility is Visibility.VISIBLE and sheet.name != layout.sheet and sheet.rows]
            if shown:
                # One list may go on in the next sheet: what is not taken is said.
                parts.append(tr("không lấy {number} trang khác", number=words.number(len(shown))))
        # Names of columns that were not pasted along have no row.
        if rows := [row for row in layout.header_rows if row]:
            between = str(rows[0]) if len(rows) == 1 else f"{rows[0]}–{rows[-1]}"
            parts.append(tr("tiêu đề ở dòng {rows}", rows=between))
    parts += [tr("phông {font} đã đổi sang Unicode", font=font_name(font)) for font, _ in book.old_fonts]
    if book.encoding and book.encoding.casefold() not in ("utf-8", "utf-8-sig"):
        parts.append(tr("bảng mã {name}", name=book.encoding))
    if layout is not None and layout.remembered:
        parts.append(tr("cột theo lần nhập trước"))
    return " · ".join(parts)


def confidence(column: ColumnGuess) -> str:
    """How sure a column is, in a word."""
    if not column.fields:
        return tr("bỏ qua")
    if column.how is How.CHOSEN:
        return tr("bạn chọn")
    if column.how is How.REMEMBERED:
        return tr("như lần trước")
    if column.how is How.SHAPE:
        return tr("đoán theo nội dung ô")
    return tr("đúng tên") if column.how is How.NAME else tr("gần đúng tên") if column.confidence >= _SURE else tr("chưa chắc")


def column_tone(column: ColumnGuess) -> str:
    """The colour of the same."""
    if not column.fields:
        return "done"
    sure = column.how in (How.NAME, How.CHOSEN, How.REMEMBERED) or column.confidence >= _SURE
    return "ok" if sure else "soon"


def fields_words(column: ColumnGuess) -> str:
    """What a column fills."""
    return " + ".join(words.field(name) for name in column.fields) or "—"


def role_word(role: RowRole | None) -> str:
    """What a row of the sheet is."""
    return "" if role is None or role is RowRole.RECORD else label("row_role", role)


def header_name(header: str) -> str:
    """The name of a column in the file, without its hints in brackets."""
    return words.shortened(bare_name(header), _FIELD_NAME)


def column_title(name: str, header: str) -> str:
    """The head of a column of the preview: our name, and theirs."""
    theirs = header_name(header)
    return f"{words.field(name)} ← “{theirs}”" if theirs else words.field(name)


def place_words(row: int, column: int) -> str:
    """A cell as a spreadsheet names it."""
    return f"{column_letter(column)}{row}"


def font_name(code: str) -> str:
    """An old coding of letters by the name of its fonts."""
    return label("old_font", code)
