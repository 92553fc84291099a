"""The help: a page for every place, keys that are really bound, links that lead somewhere, questions that find their answer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

import pytest

from models.labels import RESOURCES
from tests.ui.test_key_sheet import PAGES, shown
from ui.forms.form import Form
from ui.pages.directive_entry import EntrySheet
from ui.parts import help_topics
from ui.parts.help_view import TOUR
from ui.parts.key_sheet import key_groups
from ui.parts.keys import key_words
from ui.parts.sheet import Sheet
from ui.workbooks.import_window import ImportWindow

HELP = RESOURCES / "help"
NAMES = (HELP / "contents.txt").read_text(encoding="utf-8").split()
# Keys that stand in bold, as the pages write them; others in bold are words.
KEY = re.compile(r"\*\*((?:(?:Ctrl|Alt|Shift)\+)*(?:F\d{1,2}|[A-Z0-9]|Space|Delete|Enter|Home|PgUp|PgDn|PgDown))\*\*")
# On which page the keys of a topic are obeyed; the others name keys of the window, of any list, or of a form or sheet (tested there).
OBEYED_ON = {
    "directives": ("directives",),
    "entry": ("directives",),
    "start": ("directives",),
    "tasks": ("tasks",),
    "dossiers": ("dossiers",),
    "calendar": ("calendar",),
    "lists": ("directives", "tasks", "dossiers"),
    "keys": PAGES,
}
# What a list of suggestions, a form or the window's own frame obeys inside the step that is told.
INSIDE = {"Enter", "Ctrl+Enter", "Space", "PgUp", "PgDn", "PgDown", "Home", "Esc"}


def test_every_place_has_its_page_and_none_is_forgotten() -> None:
    assert set(PAGES) | {Form.help_topic, EntrySheet.help_topic, ImportWindow.help_topic, "reminders", "briefing"} <= set(NAMES)
    assert sorted(path.stem for path in HELP.glob("*.md")) == sorted(NAMES)
    assert Sheet.help_topic == ""
    for topic in help_topics.topics():
        assert topic.title
        assert topic.text.startswith("# ")


def test_every_link_leads_to_a_page() -> None:
    for topic in help_topics.topics():
        for target in re.findall(r"\]\(([^)]*)\)", topic.text):
            assert target == f"{TOUR}:" or target.removesuffix(".md") in NAMES, f"{topic.name}: {target}"


def test_the_guide_names_every_page_by_its_title() -> None:
    guide = (RESOURCES.parent / "docs" / "user-guide.md").read_text(encoding="utf-8")
    for name in NAMES:
        title = (HELP / f"{name}.md").read_text(encoding="utf-8").partition("\n")[0].lstrip("# ")
        assert f"- [{title}](../resources/help/{name}.md)" in guide


def unknown_names(text: str, said: Iterable[str]) -> list[str]:
    """Names in italics that begin with a capital are titles and buttons, and must be said so by the window; "›" leads into a part.

    Where something is filled in, the page has "…"; a name may be the beginning of what is said.
    """
    known = [re.sub(r"\{\w+\}", "…", each).casefold() for each in said]
    names = [part for name in re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)", text) for part in name.split(" › ")]
    return [
        name
        for name in names
        if (name[0].isupper() or name[0] in "+×") and not any(each.startswith(name.rstrip("…").casefold()) for each in known)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_what_a_page_calls_by_name_stands_so_in_the_window(name: str) -> None:
    said = json.loads((RESOURCES / "translations" / "en.json").read_text(encoding="utf-8"))
    assert unknown_names((HELP / f"{name}.md").read_text(encoding="utf-8"), said) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_english_page_says_the_same(name: str) -> None:
    """The same keys, the same links in any order, as many headings and steps; its names are the English ones of the window."""
    own, english = ((folder / f"{name}.md").read_text(encoding="utf-8") for folder in (HELP, HELP / "en"))
    for pattern in (KEY, re.compile(r"\]\(([^)]*)\)"), re.compile(r"^#+ ", re.MULTILINE), re.compile(r"^\d+\. ", re.MULTILINE)):
        assert sorted(set(pattern.findall(english))) == sorted(set(pattern.findall(own))), pattern.pattern
        assert len(pattern.findall(english)) >= len(pattern.findall(own)) or pattern is KEY
    said = json.loads((RESOURCES / "translations" / "en.json").read_text(encoding="utf-8")).values()
    assert unknown_names(english, said) == []


def test_no_english_page_stands_alone() -> None:
    assert sorted(path.stem for path in (HELP / "en").iterdir()) == sorted(NAMES)


@pytest.mark.parametrize("name", sorted(OBEYED_ON))
def test_the_keys_that_a_page_names_are_bound_there(window, name: str) -> None:
    text = (HELP / f"{name}.md").read_text(encoding="utf-8")
    named = set(KEY.findall(text)) - INSIDE
    assert named
    for page in OBEYED_ON[name]:
        window.show_page(page)
        bound = shown(window)
        if name == "entry":
            # Its form and its paper have keys of their own.
            next(each for each in window.page().of_kind("new") if each.action.key == "directive.new").trigger()
            groups = key_groups(window.page().entry, window.actions_here.all())
            bound |= {each for group in groups for key in group.keys for each in key.keys.split(" / ")}
        missing = sorted(key for key in named if key_words(key) not in bound)
        assert missing == [], page


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("gia han", "tasks"),
        ("vuong mac", "tasks"),
        ("tien do", "tasks"),
        ("cho bo sung", "dossiers"),
        ("xin loi", "dossiers"),
        ("ngay hen", "dossiers"),
        ("but phe", "directives"),
        ("vao so", "entry"),
        ("như phiếu trước", "entry"),
        ("ma dinh danh", "start"),
        ("khong hoan tac duoc", "messages"),
        ("so den", "entry"),
        ("bieu do", "overview"),
        ("ngay nghi bu", "overview"),
        ("toan man hinh", "keys"),
        ("giao ban", "briefing"),
        ("phieu nhac viec", "reminders"),
        ("hang loat", "lists"),
        ("dan khoi dong", "lists"),
        ("nhap excel", "import"),
        ("ghep cot", "import"),
        ("phong tcvn3", "import"),
        ("in danh sach", "lists"),
        ("ban nhap", "forms"),
        ("cuoi thang", "forms"),
        ("phuc hoi", "system"),
        ("tuong phan", "system"),
        ("keo tha tep", "files"),
        ("bay buoc", "practice"),
        ("dia day", "messages"),
        ("gop hai ten", "catalogues"),
        ("can doi", "reports"),
        ("doi chieu", "reconcile"),
        ("tre han ao", "reconcile"),
    ],
)
def test_a_clerk_who_asks_finds_the_page(asked: str, wanted: str) -> None:
    assert next(found.topic.name for found in help_topics.search(asked)) == wanted
