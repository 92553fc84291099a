"""Saved views: own and everybody's, unique names, undo, and stored texts that nobody can read."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import OfficeError
from models.office import Office
from models.registers import views
from models.registers.settings import change_settings
from models.registers.views import list_views, remove_view, rename_view, save_view, saved_view


def names(office: Office, book: str = "task") -> list[tuple[str, bool]]:
    with office.read() as conn:
        return [(view.name, view.shared) for view in list_views(conn, book, office.settings().user_name)]


def become(office: Office, user: str) -> None:
    with office.write("setting.change") as tx:
        change_settings(tx, {"user_name": user})


def save(office: Office, name: str, *, shared: bool = False, book: str = "task", **more) -> int:
    outcome = save_view(office, book=book, name=name, shared=shared, content=more.pop("content", {"query": {}}), **more)
    assert outcome.id is not None
    return outcome.id


def test_own_views_stand_before_everybodys_and_others_do_not_see_them(office: Office) -> None:
    become(office, "Hoa")
    save(office, "Chung", shared=True)
    save(office, "Riêng")
    save(office, "Sổ khác", book="dossier")
    assert names(office) == [("Riêng", False), ("Chung", True)]
    become(office, "Nam")
    assert names(office) == [("Chung", True)]
    save(office, "Riêng")  # another person's view of the same name is in nobody's way
    assert names(office) == [("Riêng", False), ("Chung", True)]


def test_a_name_is_given_once_an_owner_unless_it_is_to_be_replaced(office: Office) -> None:
    become(office, "Hoa")
    first = save(office, "Đất đai", content={"a": 1})
    with pytest.raises(OfficeError, match="duplicate_view"):
        save(office, "  đất   ĐAI ")
    save(office, "Đất đai", shared=True)
    assert save(office, "Đất đai", content={"a": 2}, replace=True) == first
    with office.read() as conn:
        assert [view.content for view in list_views(conn, "task", "Hoa") if not view.shared] == [{"a": 2}]


def test_renaming_and_removing_is_for_the_owner_and_can_be_undone(office: Office) -> None:
    become(office, "Hoa")
    own, other = save(office, "Một"), save(office, "Hai")
    with pytest.raises(OfficeError, match="duplicate_view"):
        rename_view(office, own, name="hai")
    rename_view(office, own, name="một")  # the same name in other letters is its own
    remove_view(office, other)
    assert names(office) == [("một", False)]
    office.undo()
    assert names(office) == [("một", False), ("Hai", False)]
    become(office, "Nam")
    for act in (lambda: remove_view(office, own), lambda: rename_view(office, own, name="x")):
        with pytest.raises(OfficeError, match="not_found"):
            act()


@pytest.mark.parametrize(("name", "code"), [("", "missing"), ("  \u200b ", "missing"), ("x" * 61, "too_long")])
def test_a_name_must_be_a_name(office: Office, name: str, code: str) -> None:
    with pytest.raises(OfficeError, match=code):
        save(office, name)


def test_a_book_must_be_one_and_content_is_bounded(office: Office) -> None:
    with pytest.raises(OfficeError, match="unknown_book"):
        save(office, "a", book="procedure")
    with pytest.raises(OfficeError, match="too_long"):
        save(office, "a", content={"text": "x" * 30_000})


@pytest.mark.parametrize("stored", ["", "{", "[1]", "null", "3", '"x"', "[" * 10_000, '{"a": 1}'])
def test_what_cannot_be_read_is_an_empty_view(office: Office, stored: str) -> None:
    with office.write("view.save") as tx:
        tx.insert(saved_view, {"book": "task", "name": "lạ", "owner": "", "content": stored})
    with office.read() as conn:
        [view] = list_views(conn, "task", "")
    assert view.content == ({"a": 1} if stored == '{"a": 1}' else {})


@given(st.text())
def test_no_text_makes_reading_fail(stored: str) -> None:
    assert isinstance(views._content(stored), dict)


def test_what_is_kept_comes_back(office: Office) -> None:
    content = {"query": {"states": ["overdue"], "text": "đất"}, "columns": ["content", "due"], "group": "unit"}
    save(office, "a", content=content)
    with office.read() as conn:
        [view] = list_views(conn, "task", office.settings().user_name)
    assert view.content == json.loads(json.dumps(content))
