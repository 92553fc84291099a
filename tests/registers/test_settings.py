"""Settings that would make the office unusable are refused, and nothing of the step is kept."""

from __future__ import annotations

from datetime import time

import pytest

from models.errors import OfficeError
from models.office import Office


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"soon_days": 61}, "bad_setting", "soon_days"),
        ({"soon_days": "3"}, "bad_setting", "soon_days"),
        ({"soon_days": True}, "bad_setting", "soon_days"),
        ({"cutoff_day": 0}, "bad_setting", "cutoff_day"),
        ({"on_time_target_percent": 100.5}, "bad_setting", "on_time_target_percent"),
        ({"on_time_target_percent": float("nan")}, "bad_setting", "on_time_target_percent"),
        ({"level": "district"}, "bad_setting", "level"),
        ({"colour": "red"}, "bad_setting", "colour"),
        ({"office_name": " "}, "missing", "office_name"),
        ({"signer_name": "x" * 301}, "too_long", "signer_name"),
        ({"morning_start": time(12, 0)}, "hours_not_in_order", "morning_start"),
        ({"morning_end": time(16, 0), "afternoon_start": time(15, 0)}, "hours_not_in_order", "morning_end"),
    ],
)
def test_a_wrong_setting_is_refused_whole(office: Office, values, code, field):
    before = office.settings()
    with pytest.raises(OfficeError) as refused:
        office.change_settings(soon_days=values.get("soon_days", 9), **{key: value for key, value in values.items() if key != "soon_days"})
    assert (refused.value.code, refused.value.field) == (code, field)
    assert office.settings() == before
    assert office.calendar().hours == before.office_hours()


def test_texts_are_kept_tidy(office: Office):
    office.change_settings(signer_name="  Nguye\u0302\u0303n\u200b   Thị\ud800 Hoa ", backup_second_folder="/media/usb  1\udcff")
    assert office.settings().signer_name == "Nguyễn Thị Hoa"
    assert office.settings().backup_second_folder == "/media/usb  1"


def test_no_hour_of_cutoff_may_be_set(office: Office):
    office.change_settings(cutoff_time=None)
    assert office.settings().cutoff_time is None


def test_office_hours_may_move_together(office: Office):
    office.change_settings(morning_start=time(7), morning_end=time(12), afternoon_start=time(13), afternoon_end=time(16, 30))
    assert office.calendar().hours.afternoon_end == time(16, 30)
