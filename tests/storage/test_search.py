"""Records are found by what one remembers of them, on both kinds of data alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from models.office import Office
from models.registers.tasks.tables import task
from models.storage.search import index_words, query_terms, search_condition
from tests.offices import KINDS, Locations, opened
from tests.storage.steps import change_task

ROWS = (
    {"content": "Tăng cường cải cách thủ tục hành chính", "source_number": "06/CT-UBND", "source_agency": "UBND tỉnh Gia Lai"},
    {"content": "Rà soát quỹ đất công ích", "source_number": "132/KH-UBND", "tags": "đất đai; quý IV"},
    {"content": "Báo cáo sử dụng đất nông nghiệp", "source_number": "1103/STNMT-QLĐĐ"},
    {"content": "Diễn tập phòng thủ", "external_code": "H21.88-261103-0005", "note": "AND OR NOT NEAR"},
    {"content": "Đề án “một cửa” — giai đoạn 2", "evidence_number": "45/BC-UBND"},
)


@pytest.fixture(scope="module", params=KINDS)
def shelf(request: pytest.FixtureRequest, locations: Locations, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    for office in opened(locations, request.param, tmp_path_factory.mktemp("shelf") / "office"):
        with office.write("task.import") as tx:
            for values in ROWS:
                tx.insert(task, {"created_at": tx.now, **values})
        yield office


def found(office: Office, typed: str, newest: int | None = None, *, whole: bool = False) -> list[int] | None:
    with office.read() as connection:
        condition = search_condition(task, typed, office.database.dialect, newest=newest, whole=whole)
        return None if condition is None else list(connection.execute(select(task.c.id).where(condition).order_by(task.c.id)).scalars())


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("đất", [2, 3]),
        ("dat", [2, 3]),
        ("ĐẤT", [2, 3]),
        (unicodedata.normalize("NFD", "đất"), [2, 3]),
        ("thu tuc hanh chinh", [1]),
        ("hành thủ", [1]),
        ("một cửa", [5]),
        ("06", [1]),
        ("6", [1]),
        ("06/CT-UBND", [1]),
        ("6/ct", [1]),
        ("06ctubnd", [1]),
        ("132kh", [2]),
        ("132/KH-UBND", [2]),
        ("ubnd", [1, 2, 5]),
        ("ubnd đất", [2]),
        ("qldd", [3]),
        ("qlđđ", [3]),
        ("H21.88-261103-0005", [4]),
        ("H21.88-261103-00", [4]),  # the first digits of a last group select nothing yet
        ("H21.88-261104-00", []),
        ("H21.88-", [4]),
        ("H21.8-", []),  # what a mark follows is whole
        ("0005", [4]),
        ("5", [4]),
        ("1103", [3, 4]),
        ("261103", [4]),
        ("quý IV", [2]),
        ("không có gì", []),
        ("đất không", []),
    ],
)
def test_what_is_found(shelf: Office, typed: str, ids: list[int]) -> None:
    assert found(shelf, typed) == ids


@pytest.mark.parametrize("typed", ["", "   ", '"', "''", "%", "_", "*", "-- ", "()", "“”", "\x00", "😀", "\ud800"])
def test_nothing_typed_is_no_filter(shelf: Office, typed: str) -> None:
    assert found(shelf, typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        '"đất',
        "đất*",
        "NOT đất",
        "đất) OR (1=1",
        "^đất",
        "words:đất",
        "NEAR(đất, 2)",
        "đất' --",
        "a:b & c | !d <-> e",
        "đ" * 100_000,
        "a " * 5000,
    ],
    ids=lambda typed: typed[:12],
)
def test_hostile_words_are_words(shelf: Office, typed: str) -> None:
    assert found(shelf, typed) in ([], [2, 3], [4])


def test_whole_words_only(shelf: Office) -> None:
    assert found(shelf, "ubn") == found(shelf, "ubnd") == found(shelf, "ubnd", whole=True)
    assert found(shelf, "ubn", whole=True) == []


def test_the_newest_finds_only(shelf: Office) -> None:
    assert found(shelf, "ubnd", newest=2) == [2, 5]


def test_the_index_follows_corrections_undo_and_redo(office: Office) -> None:
    with office.write("task.assign") as tx:
        tx.insert(task, {"created_at": tx.now, "content": "cũ kỹ"})
    change_task(office, 1, content="mới tinh")
    assert (found(office, "ky"), found(office, "tinh")) == ([], [1])
    office.undo()
    assert (found(office, "ky"), found(office, "tinh")) == ([1], [])
    office.redo()
    assert (found(office, "ky"), found(office, "tinh")) == ([], [1])


_LETTERS = st.text(st.sampled_from("aăâđeghiỉốư bcd-/.,0123456789AĐ"), min_size=1, max_size=14)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=_LETTERS)
def test_a_row_is_found_exactly_when_it_has_or_begins_each_word(shelf: Office, typed: str) -> None:
    """The index against its own plain meaning."""
    terms = query_terms(typed)
    ids = found(shelf, typed)
    if not terms:
        assert ids is None
        return
    with shelf.read() as connection:
        rows = connection.execute(select(task).order_by(task.c.id)).mappings().all()
    expected = []
    for row in rows:
        words = index_words(task.info["search"], row).split()
        if all(any(word.startswith(term) if open_ended else word == term for word in words) for term, open_ended in terms):
            expected.append(row["id"])
    assert ids == expected
