"""What can be done with the catalogues. The first part of an action's key is the table it belongs to: a tab shows its own only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from models.clock.working_days import CalendarDay, DayKind
from models.errors import OfficeError
from models.labels import LABELS, label, tr
from models.registers.agencies import AgencyRow, correct_agency, load_agencies, merge_agencies, teach_spelling
from models.registers.office_calendar import CalendarRow, add_day, fill_estimates, remove_day
from models.registers.overdue_reasons import OverdueReason, add_reason, correct_reason, retire_reason
from models.registers.procedures import ProcedureEntry, ProcedureRow, add_procedure, add_version, correct_procedure, end_procedure
from models.registers.staff import (
    DepartmentEntry,
    DepartmentRow,
    OfficialEntry,
    OfficialRow,
    add_department,
    add_official,
    close_department,
    correct_department,
    correct_official,
    end_service,
    list_departments,
)
from models.registers.tasks.recurring import create_due_occurrences, end_recurring_duty
from models.registers.tasks.rows import DutyRow
from ui import words
from ui.actions import lists
from ui.forms import duty
from ui.forms.form import Ask, Form, ask_reason, changed_only
from ui.forms.inputs import choice, day, labelled, line, lines
from ui.parts.action import Action

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.office import Office
    from models.outcome import Outcome
    from ui.pages.catalogues import CataloguesPage
    from ui.parts.action import Context


def actions() -> tuple[Action, ...]:
    """All tabs' actions; `CataloguesPage` shows those of the tab in front."""
    return (
        *lists.paper_actions(),
        Action("procedure.import", tr("Nhập Excel: thủ tục"), take_file, kind="page"),
        Action("official.import", tr("Nhập Excel: cán bộ"), take_file, kind="page"),
        Action("calendar_day.import", tr("Nhập Excel: lịch làm việc"), take_file, kind="page"),
        Action("procedure.new", tr("Thêm thủ tục"), new_procedure, kind="new", shortcut="Ctrl+N"),
        Action("procedure.correct", tr("Sửa"), edit_procedure, shortcut="F2", enabled=_is(ProcedureRow)),
        Action("procedure.version", tr("Bản mới từ ngày"), new_version, enabled=_is(ProcedureRow)),
        Action("procedure.end", tr("Kết thúc hiệu lực"), stop_procedure, enabled=_is(ProcedureRow)),
        Action("department.new", tr("Thêm bộ phận"), new_department, kind="new", shortcut="Ctrl+N"),
        Action("department.correct", tr("Sửa"), edit_department, shortcut="F2", enabled=_is(DepartmentRow)),
        Action("department.close", tr("Kết thúc hoạt động"), end_department, enabled=_working(DepartmentRow)),
        Action("official.new", tr("Thêm cán bộ"), new_official, kind="new", shortcut="Ctrl+N"),
        Action("official.correct", tr("Sửa"), edit_official, shortcut="F2", enabled=_is(OfficialRow)),
        Action("official.end", tr("Thôi làm việc"), end_official, enabled=_working(OfficialRow)),
        Action("agency.correct", tr("Sửa"), edit_agency, shortcut="F2", enabled=_is(AgencyRow)),
        Action("agency.spelling", tr("Thêm cách viết"), new_spelling, enabled=_is(AgencyRow)),
        Action("agency.merge", tr("Gộp vào cơ quan khác"), merge_agency, enabled=_is(AgencyRow)),
        Action("calendar_day.new", tr("Thêm ngày đặc biệt"), new_day, kind="new", shortcut="Ctrl+N"),
        Action("calendar_day.estimate", tr("Điền năm ước tính"), estimate_year, kind="page"),
        Action("calendar_day.remove", tr("Bỏ ngày này"), drop_day, enabled=_is(CalendarRow)),
        Action("overdue_reason.new", tr("Thêm lý do"), new_reason, kind="new", shortcut="Ctrl+N"),
        Action("overdue_reason.correct", tr("Sửa"), edit_reason, shortcut="F2", enabled=_is(OverdueReason)),
        Action("overdue_reason.retire", tr("Ngừng dùng"), stop_reason, enabled=_in_use),
        Action("overdue_reason.return", tr("Dùng lại"), reuse_reason, enabled=_retired),
        Action("recurring_duty.new", tr("Đặt nhiệm vụ định kỳ"), duty.new_duty, kind="new", shortcut="Ctrl+N"),
        Action("recurring_duty.correct", tr("Sửa"), duty.edit_duty, shortcut="F2", enabled=_is(DutyRow)),
        Action("recurring_duty.create", tr("Lập việc đến ngày"), create_tasks, kind="page"),
        Action("recurring_duty.end", tr("Kết thúc"), end_duty, enabled=_working(DutyRow)),
    )


def take_file(context: Context, row: Any) -> None:  # noqa: ARG001 - as every action
    """Take the rows of a workbook into the list in front."""
    cast("CataloguesPage", context.parent).take_file()


def _is(kind: type) -> Callable[[Any], bool]:
    def fits(row: Any) -> bool:
        return isinstance(row, kind)

    return fits


def _working(kind: type) -> Callable[[Any], bool]:
    def works(row: Any) -> bool:
        return isinstance(row, kind) and getattr(row, "active_to", None) is None

    return works


def _in_use(row: Any) -> bool:
    return isinstance(row, OverdueReason) and not row.retired


def _retired(row: Any) -> bool:
    return isinstance(row, OverdueReason) and row.retired


# ---- procedures ----


def _limits() -> tuple[tuple[Any, str], ...]:
    return ((None, tr("(không ghi)")), *((code, label("unit", code)) for code in LABELS["unit"]))


def _procedure_asks(row: ProcedureRow | None = None) -> tuple[Ask, ...]:
    def of(name: str) -> Any:
        return getattr(row, name) if row is not None else None

    limit = words.decimal(row.processing_value, 2) if row is not None and row.processing_value is not None else ""
    return (
        Ask("code", tr("Mã thủ tục"), line, of("code"), remark=tr("như 1.004194")),
        Ask("field", tr("Lĩnh vực"), line, of("field")),
        Ask("name", tr("Tên thủ tục"), lines(2), of("name"), width=2),
        Ask("processing_value", tr("Thời hạn giải quyết"), line, limit),
        Ask("processing_unit", tr("Đơn vị"), choice(_limits()), of("processing_unit")),
        Ask("publishing_decision", tr("Quyết định công bố"), line, of("publishing_decision"), width=2),
        Ask("valid_from", tr("Áp dụng từ"), day, of("valid_from")),
        Ask("valid_to", tr("Áp dụng đến"), day, of("valid_to")),
        Ask("note", tr("Ghi chú"), lines(2), of("note"), width=2),
    )


def _procedure_values(values: dict[str, Any]) -> dict[str, Any]:
    """The fields of a procedure; a limit that is no number is refused beside its field."""
    typed = values["processing_value"].replace(",", ".")
    try:
        number = float(typed) if typed else None
    except ValueError as error:
        raise OfficeError("bad_limit", field="processing_value", value=values["processing_value"]) from error
    return {**values, "processing_value": number, "processing_unit": values["processing_unit"] if number is not None else None}


def _enter_procedure(office: Office, **values: Any) -> Outcome:
    return add_procedure(office, ProcedureEntry(**_procedure_values(values)))


def _enter_version(office: Office, *, reason: str, **values: Any) -> Outcome:
    return add_version(office, ProcedureEntry(**_procedure_values(values)), reason=reason)


def _correct_procedure(office: Office, row: ProcedureRow, *, reason: str, **values: Any) -> Outcome:
    before = {name: getattr(row, name) for name in values}
    return correct_procedure(office, row.id, changed_only(_procedure_values(values), before), reason=reason)


_REASON = "reason"


def _reason() -> Ask:
    return Ask(_REASON, tr("Lý do"), lines(2), width=2)


def new_procedure(context: Context, row: None) -> object:  # noqa: ARG001 - all actions are called alike
    """A procedure that the catalogue does not have."""
    title = tr("Thêm thủ tục")
    return Form(context, title, title, _enter_procedure, asks=_procedure_asks(), select=True).show_it()


def edit_procedure(context: Context, row: ProcedureRow) -> object:
    """Put a version right; dossiers received before keep the limit they were promised."""
    asks = (*_procedure_asks(row), _reason())
    return Form(context, tr("Sửa thủ tục"), tr("Lưu"), _correct_procedure, row, asks=asks).show_it()


def new_version(context: Context, row: ProcedureRow) -> object:
    """What applies from a day on; the version before ends the day before."""
    asks = (*_procedure_asks(row), _reason())
    return Form(context, tr("Bản mới của thủ tục"), tr("Lưu bản mới"), _enter_version, asks=asks, select=True).show_it()


def stop_procedure(context: Context, row: ProcedureRow) -> object:
    """No longer offered after a day."""
    asks = (Ask("valid_to", tr("Ngày cuối cùng áp dụng"), day, context.office.today()), Ask(_REASON, tr("Lý do"), lines(2)))
    title = tr("Kết thúc hiệu lực")
    return Form(context, title, title, end_procedure, row.id, asks=asks, columns=1, intro=f"{row.code} · {row.name}").show_it()


# ---- departments and officials ----


def _department_asks(row: DepartmentRow | None = None) -> tuple[Ask, ...]:
    def of(name: str) -> Any:
        return getattr(row, name) if row is not None else None

    return (
        Ask("name", tr("Tên bộ phận"), line, of("name"), width=2),
        Ask("short_name", tr("Viết tắt"), line, of("short_name")),
        Ask("code", tr("Mã định danh"), line, of("code"), remark=tr("như H21.88.02")),
    )


def _enter_department(office: Office, **values: Any) -> Outcome:
    return add_department(office, DepartmentEntry(**values))


def _correct_department(office: Office, row: DepartmentRow, **values: Any) -> Outcome:
    return correct_department(office, row.id, changed_only(values, {name: getattr(row, name) for name in values}))


def new_department(context: Context, row: None) -> object:  # noqa: ARG001
    """One more department."""
    title = tr("Thêm bộ phận")
    return Form(context, title, title, _enter_department, asks=_department_asks(), select=True).show_it()


def edit_department(context: Context, row: DepartmentRow) -> object:
    """Put its name and codes right; papers keep the name they were written with."""
    return Form(context, tr("Sửa bộ phận"), tr("Lưu"), _correct_department, row, asks=_department_asks(row)).show_it()


def _ending(context: Context) -> tuple[Ask, ...]:
    return (Ask("last_day", tr("Ngày cuối cùng"), day, context.office.today()), Ask(_REASON, tr("Lý do"), lines(2)))


def end_department(context: Context, row: DepartmentRow) -> object:
    """It is offered no more."""
    title = tr("Kết thúc hoạt động")
    return Form(context, title, title, close_department, row.id, asks=_ending(context), columns=1, intro=row.name).show_it()


def _official_asks(context: Context, row: OfficialRow | None = None) -> tuple[Ask, ...]:
    def of(name: str) -> Any:
        return getattr(row, name) if row is not None else None

    units = context.operations.ask(list_departments, on=context.office.today())
    offered = ((None, tr("(chưa thuộc bộ phận nào)")), *((unit.id, unit.name) for unit in units))
    return (
        Ask("name", tr("Họ tên"), line, of("name")),
        Ask("phone", tr("Điện thoại"), line, of("phone")),
        Ask("department_id", tr("Bộ phận"), choice(offered), of("department_id"), width=2),
        Ask("role", tr("Vai trò"), labelled("role"), of("role") or "official"),
        Ask("title", tr("Chức danh"), line, of("title"), remark=tr("như viết trên giấy tờ")),
        Ask("active_from", tr("Làm việc từ"), day, of("active_from")),
    )


def _enter_official(office: Office, **values: Any) -> Outcome:
    return add_official(office, OfficialEntry(**values))


def _correct_official(office: Office, row: OfficialRow, **values: Any) -> Outcome:
    return correct_official(office, row.id, changed_only(values, {name: getattr(row, name) for name in values}))


def new_official(context: Context, row: None) -> object:  # noqa: ARG001
    """One more official."""
    title = tr("Thêm cán bộ")
    return Form(context, title, title, _enter_official, asks=_official_asks(context), select=True).show_it()


def edit_official(context: Context, row: OfficialRow) -> object:
    """Put their fields right, or move them to another department."""
    return Form(context, tr("Sửa cán bộ"), tr("Lưu"), _correct_official, row, asks=_official_asks(context, row)).show_it()


def end_official(context: Context, row: OfficialRow) -> object:
    """They leave; what they led stays written."""
    title = tr("Thôi làm việc")
    return Form(context, title, title, end_service, row.id, asks=_ending(context), columns=1, intro=row.name).show_it()


# ---- agencies ----


def _correct_agency(office: Office, row: AgencyRow, **values: Any) -> Outcome:
    return correct_agency(office, row.id, **values)


def _teach(office: Office, row: AgencyRow, *, spelling: str) -> Outcome:
    return teach_spelling(office, agency_id=row.id, spelling=spelling)


def _merge(office: Office, row: AgencyRow, *, keep_id: int) -> Outcome:
    return merge_agencies(office, keep_id=keep_id, merge_id=row.id)


def edit_agency(context: Context, row: AgencyRow) -> object:
    """Another name; the old spellings keep working."""
    asks = (
        Ask("name", tr("Tên cơ quan"), line, row.name, width=2),
        Ask("short_name", tr("Viết tắt"), line, row.short_name),
        Ask("parent", tr("Cấp trên"), line, row.parent),
    )
    return Form(context, tr("Sửa cơ quan"), tr("Lưu"), _correct_agency, row, asks=asks).show_it()


def new_spelling(context: Context, row: AgencyRow) -> object:
    """One more way of writing it, recognised from now on."""
    title = tr("Thêm cách viết")
    asks = (Ask("spelling", tr("Cách viết"), line),)
    return Form(context, title, title, _teach, row, asks=asks, columns=1, intro=row.name).show_it()


def merge_agency(context: Context, row: AgencyRow) -> object:
    """Two entries are one: this one's documents and spellings go to the other."""
    others = [(other.id, other.name) for other in context.operations.ask(load_agencies) if other.id != row.id]
    asks = (Ask("keep_id", tr("Gộp vào"), choice(others)),)
    return Form(context, tr("Gộp cơ quan"), tr("Gộp"), _merge, row, asks=asks, columns=1, intro=row.name).show_it()


# ---- the office's calendar ----


def _enter_day(office: Office, *, date: Any, kind: str, name: str, basis: str) -> Outcome:
    if date is None:
        raise OfficeError("missing", field="date")
    return add_day(office, CalendarDay(date, DayKind(kind), name, basis))


def new_day(context: Context, row: None) -> object:  # noqa: ARG001
    """A day on which the office rests or works against the rule."""
    asks = (
        Ask("date", tr("Ngày"), day),
        Ask("kind", tr("Loại"), labelled("day_kind")),
        Ask("name", tr("Tên"), line, width=2),
        Ask("basis", tr("Căn cứ"), line, width=2, remark=tr("số văn bản cho nghỉ hoặc làm bù")),
    )
    title = tr("Thêm ngày đặc biệt")
    return Form(context, title, title, _enter_day, asks=asks, select=True).show_it()


def _estimate(office: Office, *, year: int) -> Outcome:
    return fill_estimates(office, year)


def estimate_year(context: Context, row: None) -> object:  # noqa: ARG001
    """Holidays of a year that nobody has announced yet."""
    this_year = context.office.today().year
    asks = (Ask("year", tr("Năm"), choice([(year, str(year)) for year in range(this_year, this_year + 4)]), this_year + 1),)
    title = tr("Điền năm ước tính")
    return Form(context, title, tr("Điền"), _estimate, asks=asks, columns=1).show_it()


def drop_day(context: Context, row: CalendarRow) -> object:
    """The day follows the weekly rule again."""
    title = tr("Bỏ ngày này")
    return ask_reason(context, title, title, remove_day, row.id, intro=f"{words.weekday(row.date)} · {row.name}")


# ---- reasons for lateness ----


def new_reason(context: Context, row: None) -> object:  # noqa: ARG001
    """One more reason to choose from."""
    asks = (Ask("code", tr("Mã"), line, remark=tr("chữ hoa và số, như CXM01")), Ask("name", tr("Lý do"), lines(2)))
    title = tr("Thêm lý do")
    return Form(context, title, title, add_reason, asks=asks, columns=1, select=True).show_it()


def edit_reason(context: Context, row: OverdueReason) -> object:
    """Word it better; its code stays."""
    asks = (Ask("name", tr("Lý do trễ"), lines(2), row.name), Ask(_REASON, tr("Vì sao sửa"), lines(2)))
    return Form(context, tr("Sửa lý do trễ"), tr("Lưu"), correct_reason, row.id, asks=asks, columns=1, intro=row.code).show_it()


def _retire(office: Office, row: OverdueReason, *, reason: str) -> Outcome:
    return retire_reason(office, row.id, retired=not row.retired, reason=reason)


def stop_reason(context: Context, row: OverdueReason) -> object:
    """Offer it no more."""
    title = tr("Ngừng dùng")
    return ask_reason(context, title, title, _retire, row, intro=row.name)


def reuse_reason(context: Context, row: OverdueReason) -> object:
    """Offer it again."""
    title = tr("Dùng lại")
    return ask_reason(context, title, title, _retire, row, intro=row.name)


# ---- recurring duties ----


def _create(office: Office, *, until: Any) -> Outcome:
    if until is None:
        raise OfficeError("missing", field="until")
    return create_due_occurrences(office, until)


def create_tasks(context: Context, row: None) -> object:  # noqa: ARG001
    """Make the tasks of all duties up to a day; what was made before is not made again."""
    title = tr("Lập việc đến ngày")
    asks = (Ask("until", tr("Đến hết ngày"), day, context.office.today()),)
    return Form(context, title, tr("Lập việc"), _create, asks=asks, columns=1).show_it()


def end_duty(context: Context, row: DutyRow) -> object:
    """No task is made for later turns."""
    title = tr("Kết thúc nhiệm vụ định kỳ")
    return Form(context, title, tr("Kết thúc"), end_recurring_duty, row.id, asks=_ending(context), columns=1, intro=row.content).show_it()
