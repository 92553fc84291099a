"""The settings of the office, each declared once with its type and default.

Facts of law that were not seen in print (domain.md, `[memory]`) are settings here, never fixed rules.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import time
from typing import Any

from sqlalchemy import Column, Connection, String, UniqueConstraint, select

from models.clock.deadlines import ClockRules
from models.clock.working_days import OfficeHours
from models.errors import OfficeError
from models.registers.reminders.ladder import LONGEST_STEP, LadderRules, parse_steps, written_steps
from models.storage.columns import detail_table, text_column
from models.storage.journal import Transaction
from models.text import clean

# `value` is JSON text of a field of `Settings`.
setting = detail_table("setting", Column("key", String(64), nullable=False), text_column("value"), UniqueConstraint("key"))


@dataclass(frozen=True, slots=True)
class Settings:
    """A typed picture of the settings. Times are Vietnam time of day; the unit of `_days` is working days."""

    office_name: str = ""
    level: str = "commune"
    province: str = ""
    agency_code: str = ""
    user_name: str = ""
    practice: bool = False
    # The clock: reception after `cutoff_time` counts from the next working day (Nghị định 309/2026/NĐ-CP; local practice differs).
    cutoff_time: time | None = time(15, 0)
    late_receipt_counts_from_next_day: bool = True
    appointment_time: time = time(17, 0)
    morning_start: time = time(7, 30)
    morning_end: time = time(11, 30)
    afternoon_start: time = time(13, 30)
    afternoon_end: time = time(17, 0)
    saturday_morning: bool = False
    half_day_counts: bool = False
    soon_days: int = 3
    # Reports: day of the month on which a period begins (Nghị định 09/2019/NĐ-CP: 15; 1 gives calendar months).
    cutoff_day: int = 15
    report_receiver: str = ""
    signer_title: str = "CHỦ TỊCH"
    signer_name: str = ""
    # How stopped and withdrawn dossiers count in form II.06a: "on_time" or "excluded" (practice differs, so it is visible).
    closed_without_result_counts_as: str = "on_time"
    dossier_extension_limit: int = 1
    on_time_target_percent: float = 98.0
    # Reminders: working days before and after the due date, and how often after the last of them (0: no more).
    remind_before_days: str = "5, 3, 1, 0"
    remind_after_days: str = "1, 3, 5"
    remind_repeat_days: int = 5
    # Backup: a second place (a USB drive), how many hours of work between copies, how many copies stay.
    backup_second_folder: str = ""
    backup_hours: int = 2
    backup_keep: int = 20

    def clock_rules(self) -> ClockRules:
        """The rules of receipt and appointment."""
        return ClockRules(
            cutoff=self.cutoff_time,
            late_receipt_counts_from_next_day=self.late_receipt_counts_from_next_day,
            appointment_time=self.appointment_time,
        )

    def ladder_rules(self) -> LadderRules:
        """When reminders go out."""
        return LadderRules(parse_steps(self.remind_before_days), parse_steps(self.remind_after_days), self.remind_repeat_days)

    def office_hours(self) -> OfficeHours:
        """The hours of a working day."""
        return OfficeHours(self.morning_start, self.morning_end, self.afternoon_start, self.afternoon_end)


_FIELDS = {declared.name: declared for declared in fields(Settings)}
_BOUNDS = {
    "soon_days": (0, 60),
    "cutoff_day": (1, 28),
    "dossier_extension_limit": (0, 99),
    "on_time_target_percent": (0, 100),
    "remind_repeat_days": (0, LONGEST_STEP),
    "backup_hours": (1, 24),
    "backup_keep": (3, 500),
}
_HOURS = ("morning_start", "morning_end", "afternoon_start", "afternoon_end")
_STEPS = ("remind_before_days", "remind_after_days")
_LONGEST = 300
_ALLOWED = {"level": ("commune", "ward", "special_zone"), "closed_without_result_counts_as": ("on_time", "excluded")}


def _checked(key: str, value: Any) -> Any:
    """The value if this setting may have it, tidied. Raises OfficeError `bad_setting`, `too_long` or `missing`."""
    default: Any = _FIELDS[key].default
    wrong = OfficeError("bad_setting", field=key, key=key)
    if key == "cutoff_time" and value is None:
        return None
    if isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if type(value) is not type(default):
        raise wrong
    smallest, largest = _BOUNDS.get(key, (value, value))
    if key in _BOUNDS and not smallest <= value <= largest:
        raise wrong
    if isinstance(value, str):
        # A folder's name may hold what a tidy text may not, except letters that no file of ours can hold.
        value = value.encode("utf-8", "ignore").decode("utf-8") if key == "backup_second_folder" else clean(value)
        if len(value) > _LONGEST:
            raise OfficeError("too_long", field=key, limit=_LONGEST)
    if key == "office_name" and not value:
        raise OfficeError("missing", field=key)
    if key in _STEPS:
        try:
            value = written_steps(parse_steps(value))
        except ValueError:
            raise wrong from None
    if value not in _ALLOWED.get(key, (value,)):
        raise wrong
    return value


def _to_json(value: Any) -> str:
    return json.dumps(value.isoformat("minutes") if isinstance(value, time) else value, ensure_ascii=False)


def _from_json(key: str, written: str) -> Any:
    value = json.loads(written)
    return time.fromisoformat(value) if isinstance(_FIELDS[key].default, time) and value is not None else value


def load_settings(connection: Connection) -> Settings:
    """The settings as they stand; keys of another version of the program are passed over."""
    rows = connection.execute(select(setting.c.key, setting.c.value).where(setting.c.voided == 0)).all()
    return Settings(**{key: _from_json(key, value) for key, value in rows if key in _FIELDS})


def change_settings(tx: Transaction, values: Mapping[str, Any]) -> None:
    """Set these settings. Raises OfficeError `bad_setting`, `too_long` or `missing` with the field that is wrong; `hours_not_in_order`."""
    unknown = values.keys() - _FIELDS.keys()
    if unknown:
        raise OfficeError("bad_setting", field=min(unknown), key=min(unknown))
    rows = {row.key: row for row in tx.connection.execute(select(setting.c.key, setting.c.id))}
    for key, value in values.items():
        text = _to_json(_checked(key, value))
        if key in rows:
            tx.update(setting, rows[key].id, {"value": text, "voided": 0})
        else:
            tx.insert(setting, {"key": key, "value": text})
    changed_hours = [key for key in _HOURS if key in values]
    if changed_hours:
        try:
            load_settings(tx.connection).office_hours()
        except ValueError as error:
            raise OfficeError("hours_not_in_order", field=changed_hours[0]) from error
