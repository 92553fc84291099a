"""The form of a recurring duty: its rule, and the days on which it will come up, shown before anything is saved."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from models.clock.recurrence import LAST_DAY, Recurrence, next_occurrence
from models.errors import OfficeError
from models.labels import tr
from models.registers.tasks.recurring import add_recurring_duty, correct_recurring_duty
from models.registers.tasks.rows import DutyEntry, DutyRow
from ui import words
from ui.forms.form import Ask, Form, changed_only
from ui.forms.inputs import choice, day, labelled, line, lines
from ui.forms.suggest import Place, place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.clock.working_days import Calendar
    from models.office import Office
    from models.outcome import Outcome
    from ui.parts.action import Context

_SHOWN = 4
_RULE = ("every", "weekday", "day", "month", "move", "active_from", "active_to")


class DutyForm(Form):
    """A new duty. Below its rule stand the next days on which it comes up, anew with every choice."""

    def __init__(self, context: Context) -> None:
        title = tr("Đặt nhiệm vụ định kỳ")
        super().__init__(context, title, tr("Đặt"), _enter, asks=_asks(context), select=True)
        for name in _RULE:
            self.input(name).changed.connect(self.show_turns)
        self.show_turns()

    def show_turns(self) -> None:
        """Say when it comes up next, or what the rule still lacks."""
        values = self.values()
        try:
            rule = rule_of(values["every"], values["weekday"], values["day"], values["month"], values["move"])
        except OfficeError as error:
            self.cells["move"].explain(words.sentence(error))
            return
        office = self.context.office
        turns = next_turns(rule, values["active_from"] or office.today(), values["active_to"], office.calendar())
        said = ", ".join(words.weekday(turn) for turn in turns)
        self.cells["move"].explain(tr("Các kỳ tới: {days}", days=said) if said else tr("Không có kỳ nào trong khoảng ngày này."))


def next_turns(rule: Recurrence, start: date, end: date | None, calendar: Calendar) -> list[date]:
    """The first days on which a duty is due that begins on `start` and ends with `end`."""
    due: list[date] = []
    after = start - timedelta(days=1)
    while len(due) < _SHOWN:
        try:
            turn = next_occurrence(rule, after, calendar)
        except OverflowError:
            break
        if end is not None and turn.nominal > end:
            break
        due.append(turn.due)
        after = turn.nominal
    return due


def _days_of_month() -> Sequence[tuple[Any, str]]:
    return ((None, "—"), *((number, str(number)) for number in range(1, LAST_DAY)), (LAST_DAY, tr("ngày cuối tháng")))


def rule_of(every: str, weekday: int | None, on: int | None, month: int | None, move: str) -> Recurrence:
    """The rule that was chosen; parts that this kind of rule does not know are left out. Raises OfficeError `bad_recurrence`."""
    monthly = every in {"monthly", "quarterly", "semiannual", "annual"}
    try:
        return Recurrence(
            every,
            weekday=weekday if every == "weekly" else None,
            day=on if monthly else None,
            month=month if monthly and every != "monthly" else None,
            move_off_rest=move,
        )
    except ValueError as error:
        missing = "weekday" if every == "weekly" else "day" if on is None else "month"
        raise OfficeError("bad_recurrence", field=missing) from error


def _enter(office: Office, *, weekday: int | None, every: str, month: int | None, move: str, lead: Place, **values: Any) -> Outcome:
    rule = rule_of(every, weekday, values.pop("day"), month, move)
    return add_recurring_duty(office, DutyEntry(rule=rule, **_lead_of(lead), **values))


def _lead_of(chosen: Place) -> dict[str, Any]:
    """The lead of an entry from a chosen place."""
    return {"lead_department_id": chosen.department_id, "lead_official_id": chosen.official_id, "lead": chosen.name}


def _asks(context: Context) -> tuple[Ask, ...]:
    names = (tr("Thứ Hai"), tr("Thứ Ba"), tr("Thứ Tư"), tr("Thứ Năm"), tr("Thứ Sáu"), tr("Thứ Bảy"), tr("Chủ nhật"))
    weekdays = ((None, "—"), *enumerate(names))
    months = ((None, "—"), *((number, str(number)) for number in range(1, 13)))
    moves = (("none", tr("giữ nguyên")), ("before", tr("lùi về ngày làm việc trước")), ("after", tr("dời sang ngày làm việc sau")))
    return (
        Ask("content", tr("Nội dung"), lines(2), width=2),
        Ask("every", tr("Định kỳ"), labelled("recurrence"), "monthly"),
        Ask("weekday", tr("Thứ (việc hằng tuần)"), choice(weekdays)),
        Ask("day", tr("Ngày trong tháng"), choice(_days_of_month())),
        Ask("month", tr("Tháng thứ mấy trong kỳ"), choice(months)),
        Ask("move", tr("Khi rơi vào ngày nghỉ"), choice(moves), "before", width=2),
        Ask("lead", tr("Chủ trì"), place, width=2),
        Ask("deliverable", tr("Sản phẩm"), line, width=2),
        Ask("active_from", tr("Bắt đầu từ"), day, context.office.today()),
        Ask("active_to", tr("Đến hết ngày"), day),
    )


def new_duty(context: Context, row: None) -> object:  # noqa: ARG001 - as every action
    """A duty that comes back by a rule."""
    return DutyForm(context).show_it()


def _correct(office: Office, row: DutyRow, *, lead: Place, reason: str, **values: Any) -> Outcome:
    changes = changed_only(values, {name: getattr(row, name) for name in values})
    same = Place(row.lead_department_id, row.lead_official_id, "" if lead.ours else row.lead)
    if lead != same:
        changes.update(_lead_of(lead))
    return correct_recurring_duty(office, row.id, changes, reason=reason)


def edit_duty(context: Context, row: DutyRow) -> object:
    """Put its words or lead right, for the tasks made from now on. Its rule stays: another rule is another duty."""
    asks = (
        Ask("content", tr("Nội dung"), lines(2), row.content, width=2),
        Ask("lead", tr("Chủ trì"), place, Place(row.lead_department_id, row.lead_official_id, row.lead), width=2),
        Ask("deliverable", tr("Sản phẩm"), line, row.deliverable, width=2),
        Ask("note", tr("Ghi chú"), lines(2), row.note, width=2),
        Ask("reason", tr("Lý do sửa"), line, width=2),
    )
    intro = tr("{rule}. Muốn đổi kỳ thì kết thúc nhiệm vụ này và đặt nhiệm vụ mới.", rule=words.capital(row.description))
    return Form(context, tr("Sửa nhiệm vụ định kỳ"), tr("Lưu"), _correct, row, asks=asks, intro=intro).show_it()
