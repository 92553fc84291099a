"""What `list` and `show` print: the keys of the contract, states, words, single records with history and explanation."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest

from models.labels import LABELS
from models.office import Office
from models.registers.tasks.rows import CoordinatorEntry, TaskEntry
from models.registers.tasks.services import assign_task
from tests.offices import TODAY

# The contract's keys in its order; more may follow.
KEYS = {
    "tasks": (
        "uid content external_code source_document assigned_date due_date original_due_date due_text recurring lead coordinating "
        "deliverable note state days_late"
    ),
    "dossiers": (
        "uid dossier_code procedure_code procedure_name field applicant phone address channel received_at appointment_at resolved_at "
        "returned_at status state days_late note"
    ),
    "directives": (
        "uid arrival_date arrival_number issuing_agency document_number issued_date document_type subject recipient forwarded_date "
        "urgency secrecy due_date state note"
    ),
    "procedures": "code name field processing_value processing_unit",
}
STATES = {"tasks": "task_state", "dossiers": "dossier_state", "directives": "directive_state"}


@pytest.mark.parametrize("kind", KEYS)
def test_every_row_has_the_keys_of_the_contract(run, filled, kind):
    rows = run(filled, "list", kind).rows
    assert rows
    for row in rows:
        assert KEYS[kind].split() == [key for key in row if key in KEYS[kind].split()]
        assert "" not in row.values(), "what is empty is null"


def test_a_task_is_told_in_full(run, plain):
    office = Office.open(str(plain), today=TODAY)
    entry = TaskEntry(
        content="Rà soát hộ nghèo",
        external_code="GL-26-118",
        source_number="06/CT-UBND",
        source_date=date(2026, 11, 2),
        source_agency="UBND tỉnh Gia Lai",
        assigned_date=date(2026, 11, 3),
        lead="Phòng Kinh tế",
        coordinators=(CoordinatorEntry(name="Công an xã"),),
        due_date=date(2026, 11, 16),
        due_text="giữa tháng 11",
        deliverable="Báo cáo",
        note="gấp",
    )
    uid = assign_task(office, entry).uid
    office.close()
    row = run(plain, "list", "tasks").one
    assert row == {
        "uid": uid,
        "content": "Rà soát hộ nghèo",
        "external_code": "GL-26-118",
        "source_document": {"number": "06/CT-UBND", "date": "2026-11-02", "agency": "UBND tỉnh Gia Lai"},
        "assigned_date": "2026-11-03",
        "due_date": "2026-11-16",
        "original_due_date": "2026-11-16",
        "due_text": "giữa tháng 11",
        "recurring": None,
        "lead": "Phòng Kinh tế",
        "coordinating": ["Công an xã"],
        "deliverable": "Báo cáo",
        "note": "gấp",
        "state": "overdue",
        "days_late": 4,
    }


def test_dates_are_iso_and_codes_national(run, filled):
    for row in run(filled, "list", "dossiers").rows:
        assert row["status"] in range(1, 11)
        assert row["channel"] in (1, 2, 3)
        datetime.fromisoformat(row["received_at"])
    for row in run(filled, "list", "directives").rows:
        date.fromisoformat(row["arrival_date"])


@pytest.mark.parametrize("kind", STATES)
def test_states_divide_the_register(run, filled, kind):
    """Each state lists its own rows; two states list both; all together list everything once."""
    everything = {row["uid"]: row["state"] for row in run(filled, "list", kind).rows}
    seen = {}
    for state in [state for state in LABELS[STATES[kind]] if state not in ("unassigned", "cancelled")]:
        for row in run(filled, "list", kind, "--state", state).rows:
            assert row["state"] == state
            seen[row["uid"]] = state
    assert seen == everything
    both = run(filled, "list", kind, "--state", "overdue", "--state", "completed_late").rows
    assert {row["uid"] for row in both} == {uid for uid, state in everything.items() if state in ("overdue", "completed_late")}


def test_the_day_decides_the_states(run, filled):
    def overdue(today: str) -> set[str]:
        return {row["uid"] for row in run(filled, "list", "tasks", "--state", "overdue", today=today).rows}

    assert overdue("2026-11-20") < overdue("2028-01-03")


@pytest.mark.parametrize("kind", [*STATES, "procedures"])
def test_a_limit_cuts_and_nought_means_all(run, filled, kind):
    everything = run(filled, "list", kind, "--limit", "0").out.splitlines()
    assert run(filled, "list", kind).out.splitlines() == everything
    assert run(filled, "list", kind, "--limit", "3").out.splitlines() == everything[:3]
    assert run(filled, "list", kind, "--limit", "999999").out.splitlines() == everything


def test_words_are_found_without_marks_and_by_their_beginning(run, filled):
    subject = run(filled, "list", "directives", "--limit", "1").one["subject"]
    found = run(filled, "list", "directives", "--text", subject.lower()[:-1]).rows
    assert subject in {row["subject"] for row in found}
    assert run(filled, "list", "directives", "--text", "khongcochunaynhuthe").rows == []
    assert len(run(filled, "list", "procedures", "--text", "ket hon").rows) > 1


@pytest.mark.parametrize("words", ['(("', "* OR *", "NEAR(a", "\udcff\udcfe", "x" * 5000, "'; --"])
def test_hostile_words_are_only_words(run, filled, words):
    for kind in (*STATES, "procedures", "staff", "calendar"):
        assert run(filled, "list", kind, "--text", words, "--limit", "2").status == 0


@pytest.mark.parametrize("kind", STATES)
def test_an_unknown_state_is_refused_with_the_known_ones(run, filled, kind):
    said = run(filled, "list", kind, "--state", "overdue", "--state", "late")
    assert (said.status, said.out) == (1, "")
    assert "“late”" in said.err
    assert "overdue" in said.err


@pytest.mark.parametrize("kind", ["procedures", "staff", "calendar"])
def test_catalogues_have_no_states(run, filled, kind):
    said = run(filled, "list", kind, "--state", "overdue")
    assert (said.status, said.out) == (1, "")
    assert "--state" in said.err


def test_catalogues_are_listed(run, filled):
    assert {"date": "2026-09-02", "kind": "holiday", "name": "Quốc khánh", "estimated": False} in run(filled, "list", "calendar").rows
    people = run(filled, "list", "staff").rows
    assert {"uid", "name", "department", "role", "title"} == set(people[0])
    assert run(filled, "list", "staff", "--text", people[0]["name"].upper()).rows[0] == people[0]


@pytest.mark.parametrize("kind", STATES)
def test_a_record_is_shown_whole(run, filled, kind):
    listed = run(filled, "list", kind, "--state", "overdue", "--limit", "1").rows or run(filled, "list", kind, "--limit", "1").rows
    shown = run(filled, "show", kind, listed[0]["uid"]).one
    assert {key: shown[key] for key in listed[0]} == listed[0]
    assert isinstance(shown["history"], list)
    assert isinstance(shown["explanation"], str)


def test_the_explanation_tells_the_days_that_do_not_count(run, plain):
    office = Office.open(str(plain), today=TODAY)
    outcome = assign_task(office, TaskEntry(content="Việc", due_date=date(2026, 11, 25)))
    office.close()
    shown = run(plain, "show", "tasks", outcome.uid).one
    assert "25/11/2026" in shown["explanation"]
    assert "24/11 Ngày Văn hóa Việt Nam" in shown["explanation"]
    assert [step["label"] for step in shown["history"]] == ["task.assign"]
    assert shown["history"][0]["actor"] == "Nguyễn Thị Hoa"


def test_records_are_found_by_the_keys_that_people_know(run, filled):
    dossier = run(filled, "list", "dossiers", "--limit", "1").one
    assert run(filled, "show", "dossiers", dossier["dossier_code"].lower()).one["uid"] == dossier["uid"]
    directive = run(filled, "list", "directives", "--limit", "1").one
    assert run(filled, "show", "directives", directive["document_number"]).one["document_number"] == directive["document_number"]
    number = f"{directive['arrival_number']}/{directive['arrival_date'][:4]}"
    assert run(filled, "show", "directives", number).one["uid"] == directive["uid"]
    procedure = run(filled, "list", "procedures", "--limit", "1").one
    shown = run(filled, "show", "procedures", procedure["code"]).one
    assert shown["name"] == procedure["name"]
    assert [version["code"] for version in shown["versions"]] == [procedure["code"]]
    assert "office.found" in {step["label"] for step in shown["history"]}


@pytest.mark.parametrize("kind", [*STATES, "procedures"])
@pytest.mark.parametrize("key", ["không có", "", "\udcff", "9" * 40, "x" * 100_000, "0/0", "1/²", "1/99999999999999999999"])
def test_a_key_that_leads_nowhere_is_told_in_one_line(run, filled, kind, key):
    said = run(filled, "show", kind, key)
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith("Không tìm thấy “")
    assert said.err.count("\n") == 1
    assert len(said.err) < 600


def test_every_line_is_json_of_its_own(run, filled):
    for line in run(filled, "list", "tasks").out.splitlines():
        assert json.loads(line)["uid"]
        assert "\\u" not in line
