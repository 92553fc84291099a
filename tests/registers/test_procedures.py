"""The catalogue: codes, versions by date, search while typing, repeal."""

from __future__ import annotations

from datetime import date

import pytest

from models.office import Office
from models.registers import procedures
from models.registers.procedures import Catalogue, ProcedureEntry, ProcedureRow, normal_code, procedure_on, suggest, versions
from tests.factories_dossiers import MARITAL_STATUS
from tests.registers.test_dossiers_receipt import refused

TODAY = date(2026, 11, 20)


def entry(**fields: object) -> ProcedureEntry:
    return ProcedureEntry(**{"code": "1.999999", "name": "Thủ tục mới", "processing_value": 5, "processing_unit": "working_day", **fields})


def current(office: Office, code: str, day: date = TODAY) -> ProcedureRow:
    with office.read() as connection:
        found = procedure_on(connection, code, day)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("1.004194", "1.004194"),
        ("1.004194.000.00.00.H21", "1.004194"),
        ("1.012753.H19", "1.012753"),
        (" 2.000815-H61", "2.000815"),
        ("1,004194", "1.004194"),
        ("1 . 004194", "1.004194"),
    ],
)
def test_codes_are_cut_to_what_the_nation_gave(written: str, code: str) -> None:
    assert normal_code(written) == code


@pytest.mark.parametrize(
    ("written", "code"), [("", "missing_code"), ("1.00419", "bad_code"), ("1004194", "bad_code"), ("1.0041945", "bad_code")]
)
def test_what_is_no_code_is_refused(written: str, code: str) -> None:
    with refused(code, "code"):
        normal_code(written)


def test_a_new_office_has_the_procedures_of_its_level_and_knows_the_repealed_ones(office: Office) -> None:
    with office.read() as connection:
        in_force = procedures.find(connection, day=TODAY)
        assert len(in_force) == 260
        assert len({row.code for row in in_force}) == 260
        assert sum(row.limit() is not None for row in in_force) == 214
        assert procedure_on(connection, "2.002481", TODAY) is None
        assert procedure_on(connection, "2.002481", date(2026, 5, 18)) is not None
        assert procedures.fields_in_use(connection, TODAY)[0] == "Hộ tịch"


def test_the_line_of_the_command_line(office: Office) -> None:
    assert procedures.to_list_json(current(office, MARITAL_STATUS)) == {
        "code": MARITAL_STATUS,
        "name": "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân",
        "field": "Hộ tịch",
        "processing_value": 3,
        "processing_unit": "working_day",
    }


@pytest.mark.parametrize(
    ("letters", "first"),
    [
        ("cấp giấy xác nhận tình trạng", MARITAL_STATUS),
        ("TINH TRANG HON NHAN", MARITAL_STATUS),
        ("1.004873", MARITAL_STATUS),
        ("thủ tục đăng ký kết h", "1.000894"),
    ],
)
def test_letters_suggest_a_procedure(office: Office, letters: str, first: str) -> None:
    with office.read() as connection:
        found = suggest(connection, letters, TODAY)
        assert found[0].code == first
        assert len(found) <= 12
        assert suggest(connection, "thủ tục", TODAY, limit=3)[:3] == suggest(connection, "thủ tục", TODAY)[:3]
        assert suggest(connection, "chuyển trường trung học cơ sở", date(2026, 5, 1))[0].code == "2.002481"


def test_a_version_ends_the_one_before(office: Office) -> None:
    old = current(office, MARITAL_STATUS)
    outcome = procedures.add_version(office, entry(code=MARITAL_STATUS, name="Tên mới", valid_from=date(2027, 3, 1)))
    with office.read() as connection:
        first, second = versions(connection, MARITAL_STATUS)
        catalogue = Catalogue.load(connection)
    assert (first.id, first.valid_to, second.id, second.valid_from) == (old.id, date(2027, 2, 28), outcome.id, date(2027, 3, 1))
    for day, expected in ((date(2027, 2, 28), first), (date(2027, 3, 1), second)):
        assert current(office, MARITAL_STATUS, day) == expected
        assert catalogue.on(MARITAL_STATUS, day) == expected
    assert catalogue.on("1.111111", TODAY) is None
    office.undo()
    assert current(office, MARITAL_STATUS, date(2027, 3, 1)) == old


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"code": MARITAL_STATUS}, "overlapping_versions", "valid_from"),
        ({"name": " "}, "missing_content", "name"),
        ({"processing_unit": "week"}, "bad_limit", "processing_unit"),
        ({"processing_value": -1}, "bad_limit", "processing_value"),
        ({"processing_value": float("nan")}, "bad_limit", "processing_value"),
        ({"processing_value": 10**9}, "bad_limit", "processing_value"),
        ({"valid_from": date(2026, 5, 1), "valid_to": date(2026, 4, 1)}, "ends_before_start", "valid_to"),
        ({"valid_from": date(206, 5, 1)}, "impossible_date", "valid_from"),
        ({"note": "x" * 1_001}, "too_long", "note"),
    ],
)
def test_an_impossible_procedure_is_refused(office: Office, fields: dict, code: str, field: str) -> None:
    with refused(code, field):
        procedures.add_procedure(office, entry(**fields))
    with office.read() as connection:
        assert len(procedures.find(connection)) == 263


def test_a_version_needs_its_first_day_after_the_one_before(office: Office) -> None:
    with refused("missing_content", "valid_from"):
        procedures.add_version(office, entry(code=MARITAL_STATUS))
    procedures.add_version(office, entry(code=MARITAL_STATUS, valid_from=date(2026, 10, 1)))
    for day in (date(2026, 10, 1), date(2026, 9, 1)):
        with refused("overlapping_versions"):
            procedures.add_version(office, entry(code=MARITAL_STATUS, valid_from=day))


def test_a_procedure_is_added_corrected_and_ended(office: Office) -> None:
    added = procedures.add_procedure(office, entry(code="1.999999.H21", name="Thủ tục   địa phương"))
    assert added.id is not None
    assert current(office, "1.999999").name == "Thủ tục địa phương"
    changed = procedures.correct_procedure(office, added.id, {"processing_value": 0.5}, reason="ghi nhầm")
    assert changed.uid == added.uid
    assert current(office, "1.999999").processing_value == 0.5
    with refused("unknown_field", "uid"):
        procedures.correct_procedure(office, added.id, {"uid": "x"}, reason="thử")
    with refused("reason_needed"):
        procedures.end_procedure(office, added.id, valid_to=TODAY, reason="")
    procedures.end_procedure(office, added.id, valid_to=TODAY, reason="bãi bỏ")
    with office.read() as connection:
        assert procedure_on(connection, "1.999999", TODAY) is not None
        assert procedure_on(connection, "1.999999", date(2026, 11, 21)) is None
    with refused("not_found"):
        procedures.correct_procedure(office, 9_999, {"name": "x"}, reason="thử")


def test_a_change_to_the_same_is_no_change(office: Office) -> None:
    row = current(office, MARITAL_STATUS)
    with office.write("import.procedures") as tx:
        assert procedures.change_procedure(tx, row.id, {"name": f" {row.name}", "processing_value": 3}) is False
    assert tx.outcome().seq == 0
