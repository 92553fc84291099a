"""Every code has its words; dates, numbers and chips as people write them. No Qt in it."""

from __future__ import annotations

import ast
import string
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from models import labels
from models.errors import OfficeError
from models.outcome import ChangeSet, Notice, Outcome
from models.storage import database_errors
from ui import words
from ui.field_names import FIELDS
from ui.sentences import CHIP_WORDS, FINDINGS, NOTICES, SENTENCES

ROOT = Path(__file__).resolve().parents[2]


def raised(kind: str) -> dict[str, set[str]]:
    """The literal codes given to OfficeError, Notice or Finding anywhere below models/, each with the facts given everywhere."""
    found: dict[str, set[str]] = {}
    for path in sorted((ROOT / "models").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") != kind or not node.args:
                continue
            codes = [each for each in ast.walk(node.args[0]) if isinstance(each, ast.Constant) and isinstance(each.value, str)]
            if any(keyword.arg is None for keyword in node.keywords):
                facts = None
            elif kind == "OfficeError":
                facts = {keyword.arg for keyword in node.keywords} | {"field"}
            else:
                given = node.args[1] if len(node.args) > 1 else None
                facts = {key.value for key in given.keys} if isinstance(given, ast.Dict) else set()
            if isinstance(node.args[0], (ast.Constant, ast.IfExp)):
                for code in codes:
                    if facts is not None:
                        found[code.value] = found[code.value] & facts if code.value in found else facts
                    else:
                        found.setdefault(code.value, set())
    return found


@pytest.mark.parametrize(("kind", "table"), [("OfficeError", SENTENCES), ("Notice", NOTICES), ("Finding", FINDINGS)])
def test_every_code_has_its_sentence(kind, table):
    assert sorted(set(raised(kind)) - set(table)) == []


def test_every_code_of_the_disk_and_the_database_has_its_sentence():
    codes = {*database_errors._SQLITE.values(), *database_errors._OS.values(), *database_errors._POSTGRESQL.values()}
    assert sorted(codes - set(SENTENCES)) == []


# Raised with all facts where a person typed the name; elsewhere they guard the program's own queries.
GUARDS = {"unknown_field", "unknown_state"}


@pytest.mark.parametrize(("kind", "table"), [("OfficeError", SENTENCES), ("Notice", NOTICES), ("Finding", FINDINGS)])
def test_a_sentence_names_only_facts_that_are_given(kind, table):
    missing = {}
    for code, facts in raised(kind).items():
        places = {name for _, name, _, _ in string.Formatter().parse(table.get(code, "")) if name}
        if places - facts and code not in GUARDS:
            missing[code] = sorted(places - facts)
    assert missing == {}


def test_every_step_of_the_journal_has_words():
    steps = set()
    for path in sorted((ROOT / "models").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "write" and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str) and "." in first.value:
                    steps.add(first.value)
    assert sorted(steps - set(labels.LABELS["change"])) == []


def test_an_unknown_code_is_told_and_never_a_crash(caplog):
    assert "[no_such_code]" in words.sentence(OfficeError("no_such_code"))
    assert words.notice(Notice("no_such_notice")) == "[no_such_notice]"
    assert "no sentence for no_such_code" in caplog.text


def test_facts_are_spoken_and_missing_ones_named():
    error = OfficeError("too_long", field="subject", limit=1500)
    assert words.sentence(error) == "“Trích yếu” dài quá 1.500 ký tự. Hãy rút gọn."
    assert "[limit]" in words.sentence(OfficeError("too_long", field="subject"))


def test_braces_in_a_fact_are_only_text():
    assert "{x}" in words.sentence(OfficeError("name_taken", field="name", name="{x}"))


def test_every_chip_word_belongs_to_a_state():
    for group, chips in CHIP_WORDS.items():
        assert set(chips) <= set(labels.LABELS[group])


@pytest.mark.parametrize(
    ("state", "left", "due", "said"),
    [
        ("overdue", -3, None, "quá 3 ngày"),
        ("overdue", 0, date(2026, 11, 20), "quá giờ hẹn"),
        ("overdue", 0, date(2026, 11, 19), "quá hạn"),
        ("due_soon", 0, date(2026, 11, 20), "hôm nay"),
        ("due_soon", 1, date(2026, 11, 21), "ngày mai"),
        ("due_soon", 1, date(2026, 11, 23), "còn 1 ngày"),
        ("in_progress_within_due", 1200, None, "còn 1.200 ngày"),
        ("suspended", None, None, "tạm dừng"),
        ("completed_on_time", 4, None, "xong đúng hạn"),
    ],
)
def test_chips_speak_of_days(state, left, due, said):
    assert words.due_chip("task_state", state, left, due=due, today=date(2026, 11, 20)) == said


def test_every_state_has_a_colour():
    for group in ("task_state", "dossier_state", "directive_state"):
        for state in set(labels.LABELS[group]) - {"unassigned"}:
            assert state in words._TONES


@pytest.mark.parametrize(
    ("spoken", "said"),
    [
        (words.number(12430), "12.430"),
        (words.decimal(97.4), "97,4"),
        (words.decimal(1234567.25, 2), "1.234.567,25"),
        (words.decimal(98.0), "98"),
        (words.percent(17, 18), "94,4 %"),
        (words.percent(0, 0), "—"),
        (words.day(date(800, 1, 2)), "02/01/0800"),
        (words.short_day(date(2026, 1, 2), date(2026, 5, 1)), "02/01"),
        (words.short_day(date(2025, 1, 2), date(2026, 5, 1)), "02/01/2025"),
        (words.short_day(None, date(2026, 5, 1)), "—"),
        (words.short_moment(datetime(2026, 1, 2), date(2026, 5, 1)), "02/01"),
        (words.short_moment(datetime(2026, 1, 2, 8, 15), date(2026, 5, 1)), "02/01 08:15"),
        (words.weekday(date(2026, 11, 22)), "Chủ nhật 22/11/2026"),
        (words.recent(datetime(2026, 11, 22, 11, 30), datetime(2026, 11, 22, 15, 0)), "hôm nay 11:30"),
        (words.recent(datetime(2026, 11, 21, 11, 30), datetime(2026, 11, 22, 1, 0)), "hôm qua 11:30"),
        (words.recent(datetime(2026, 11, 1, 11, 30), datetime(2026, 11, 22, 1, 0)), "01/11/2026 11:30"),
        (words.count(63, "hồ sơ"), "63 hồ sơ"),
        (words.count(1001, "hồ sơ", bounded=1000), "1.000+ hồ sơ"),
        (words.count(999, "hồ sơ", bounded=1000), "999 hồ sơ"),
        (words.shortened("một hai ba bốn", 9), "một hai…"),
        (words.shortened("ngắn", 9), "ngắn"),
    ],
)
def test_dates_and_numbers_as_people_write_them(spoken, said):
    assert spoken == said


def test_good_news_tells_the_change_and_its_remarks():
    outcome = Outcome(3, "task.extend", ChangeSet(), notices=(Notice("arrival_in_future", {"date": date(2026, 12, 1)}),))
    assert words.told(outcome).startswith("Đã lưu: gia hạn nhiệm vụ.")
    assert "01/12/2026" in words.told(outcome)
    assert words.told(Outcome(0, "task.extend", ChangeSet())) == "Không có gì thay đổi."


def test_a_step_of_the_settings_names_them_in_words():
    assert words.step("setting.change", "soon_days, user_name") == f"đổi thiết lập {FIELDS['soon_days']}, {FIELDS['user_name']}"
    assert words.step("practice.generate", "task").endswith(" nhiệm vụ")


def test_every_setting_has_a_name():
    from dataclasses import fields

    from models.registers.settings import Settings
    from ui.pages.settings_fields import setting_groups

    shown = {each.field for _, group in setting_groups() for each in group}
    assert sorted(shown - set(FIELDS)) == []
    assert sorted({each.name for each in fields(Settings)} - shown - {"practice"}) == []


def test_names_of_fields_are_not_empty():
    assert all(FIELDS.values())
    assert words.field("no_such_field") == "no_such_field"


def test_words_are_spoken_without_qt():
    code = "import sys, ui.words, ui.places, ui.parts.dates; sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_the_number_of_a_secret_paper_names_its_book():
    assert words.arrival_number("01", secret=False) == "01"
    assert words.arrival_number("01", secret=True) == "01 (sổ mật)"
