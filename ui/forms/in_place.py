"""What a catalogue does not have yet, entered from the field where it is missed: a small form over the form, and then it stands there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from models.errors import OfficeError
from models.labels import LABELS, label, tr
from models.registers.agencies import add_agency
from models.registers.procedures import ProcedureEntry, add_procedure
from models.registers.staff import DepartmentEntry, OfficialEntry, add_department, add_official, list_departments
from ui.forms.form import Ask, Form
from ui.forms.inputs import choice, line, lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from models.office import Office
    from models.outcome import Outcome
    from ui.parts.action import Context

    Then = Callable[[Outcome], object]


def new_agency(context: Context, field: QWidget, name: str, then: Then) -> Form:
    """An issuing agency, under its full name."""
    asks = (
        Ask("name", tr("Tên cơ quan"), line, name, width=2),
        Ask("short_name", tr("Viết tắt"), line),
        Ask("parent", tr("Cấp trên"), line),
    )
    return _open(Form(replace(context, parent=field), tr("Thêm cơ quan"), tr("Thêm"), add_agency, asks=asks, keep=False), then)


class _NewPlace(Form):
    """A department or an official: only the latter belongs to a department."""

    def __init__(self, context: Context, name: str) -> None:
        units = context.operations.ask(list_departments, on=context.office.today())
        offered = ((None, tr("(chưa thuộc bộ phận nào)")), *((unit.id, unit.name) for unit in units))
        asks = (
            Ask("name", tr("Tên"), line, name, width=2),
            Ask("kind", tr("Là"), choice((("official", tr("Cán bộ")), ("department", tr("Bộ phận"))))),
            Ask("department_id", tr("Thuộc bộ phận"), choice(offered)),
        )
        super().__init__(context, tr("Thêm cán bộ, bộ phận"), tr("Thêm"), _enter_place, asks=asks, keep=False)
        self.input("kind").changed.connect(self._show_unit)

    def _show_unit(self) -> None:
        self.cells["department_id"].setVisible(self.input("kind").value() == "official")


def _enter_place(office: Office, *, name: str, kind: str, department_id: int | None = None) -> Outcome:
    if kind == "department":
        return add_department(office, DepartmentEntry(name=name))
    return add_official(office, OfficialEntry(name=name, department_id=department_id))


def new_place(context: Context, field: QWidget, name: str, then: Then) -> Form:
    """An official or a department of the office."""
    return _open(_NewPlace(replace(context, parent=field), name), then)


def new_procedure(context: Context, field: QWidget, typed: str, then: Then) -> Form:
    """A procedure: what was typed is its code where it begins with a digit, else its name."""
    is_code = typed[:1].isdecimal()
    units = ((None, tr("(không ghi)")), *((code, label("unit", code)) for code in LABELS["unit"]))
    asks = (
        Ask("code", tr("Mã thủ tục"), line, typed if is_code else "", remark=tr("như 1.004194")),
        Ask("field", tr("Lĩnh vực"), line),
        Ask("name", tr("Tên thủ tục"), lines(2), "" if is_code else typed, width=2),
        Ask("processing_value", tr("Thời hạn giải quyết"), line),
        Ask("processing_unit", tr("Đơn vị"), choice(units)),
    )
    return _open(Form(replace(context, parent=field), tr("Thêm thủ tục"), tr("Thêm"), _enter_procedure, asks=asks, keep=False), then)


def _enter_procedure(office: Office, *, processing_value: str, processing_unit: str | None, **values: Any) -> Outcome:
    try:
        number = float(processing_value.replace(",", ".")) if processing_value else None
    except ValueError as error:
        raise OfficeError("bad_limit", field="processing_value", value=processing_value) from error
    unit = processing_unit if number is not None else None
    return add_procedure(office, ProcedureEntry(processing_value=number, processing_unit=unit, **values))


def _open(form: Form, then: Then) -> Form:
    form.made.connect(then)
    return form.show_it()
