"""How the window is drawn: colours that can be read, letters of any size, a choice that is kept for the next start."""

from __future__ import annotations

import os
import re

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QColor

from ui import look, theme
from ui.look import Look
from ui.pages.look_form import LookForm


@pytest.fixture
def usual():
    """The usual look again, whatever was chosen."""
    yield
    theme.choose()


def _light(colour: QColor) -> float:
    parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _ratio(one: QColor, other: QColor) -> float:
    light, dark = sorted((_light(one), _light(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


WRITTEN_ON = [
    *[(tone, f"{tone}-back") for tone in ("late", "soon", "ok", "paused", "done")],
    *[(tone, "paper") for tone in ("late", "soon", "ok", "paused", "done", "primary")],
    *[(ink, ground) for ink in ("ink", "ink-middle", "ink-soft") for ground in ("paper", "ground", "ground-pale", "primary-pale", "hover")],
    ("primary-dark", "primary-pale"),
    *[("ink", f"light-{tone}") for tone in ("field", "doubt", "task", "chosen")],
    ("on-primary", "primary"),
    ("on-primary", "primary-dark"),
]


@pytest.mark.parametrize(("contrast", "least"), [(False, 4.5), (True, 7.0)])
def test_what_is_written_can_be_read(usual: None, contrast: bool, least: float) -> None:
    theme.choose(contrast=contrast)
    weak = {pair: round(found, 2) for pair in WRITTEN_ON if (found := _ratio(theme.colour(pair[0]), theme.colour(pair[1]))) < least}
    assert weak == {}


def test_in_high_contrast_edges_are_seen(usual: None) -> None:
    theme.choose(contrast=True)
    weak = [name for name in ("edge", "line", "edge-strong", "focus", "handle") if _ratio(theme.colour(name), theme.PAPER) < 3]
    assert weak == []


@pytest.mark.parametrize("contrast", [False, True])
def test_every_colour_of_the_sheet_is_declared_and_none_is_left_over(usual: None, contrast: bool) -> None:
    theme.choose(contrast=contrast)
    sheet = theme.style_sheet()
    assert not re.findall(r"@[a-z-]+", sheet)
    assert "{theme}" not in sheet
    used = set(re.findall(r"@([a-z-]+)", theme._sheet))
    painted = {f"light-{tone}" for tone in theme.LIGHTS}
    painted |= {"bar", "bar-late", "ground-row", "ground", "late", "soon", "ok", "paused", "done"}
    assert set(theme._colours) - used - painted == set()
    assert ("border: 2px solid #000000" in sheet) == contrast


def test_lengths_grow_with_the_letters_and_hairlines_stay(usual: None) -> None:
    theme.choose(letters=18)
    assert (theme.px(13), theme.px(26), theme.font().pixelSize(), theme.font(pixels=11).pixelSize()) == (18, 36, 18, 15)
    assert "font-size: 22px" in theme.style_sheet()
    assert "border: 1px solid" in theme.style_sheet()
    theme.choose(letters=99)
    assert theme.px(13) == 13


def test_colours_that_are_painted_follow_the_scheme(usual: None) -> None:
    before = theme.INK_SOFT.name(), theme.TONES["late"].text.name()
    theme.choose(contrast=True)
    assert (theme.INK_SOFT.name(), theme.TONES["late"].text.name()) != before
    theme.choose()
    assert (theme.INK_SOFT.name(), theme.TONES["late"].text.name()) == before


@pytest.mark.parametrize("kept", [("", "", ""), ("abc", "13px", "yes"), ("1000", "-5", "2"), ("١٥٠", "999999", "true")])
def test_what_cannot_be_read_gives_the_usual_look(kept: tuple[str, str, str]) -> None:
    for name, value in zip(("zoom", "letters", "contrast"), kept, strict=True):
        QSettings().setValue(f"look/{name}", value)
    assert look.chosen() == Look()


def test_a_choice_is_kept_and_taken_up_at_the_next_start(usual: None, qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QT_SCALE_FACTOR", raising=False)
    look.keep(Look())
    form = LookForm()
    qtbot.addWidget(form)
    assert not form.restart.isEnabled()
    form.zoom.setCurrentIndex(form.zoom.findData(150))
    form.letters.setCurrentIndex(form.letters.findData(15))
    form.contrast.setChecked(True)
    assert look.chosen() == Look(150, 15, contrast=True)
    with qtbot.waitSignal(form.restart_wanted):
        form.restart.click()
    look.take_up()
    assert (os.environ["QT_SCALE_FACTOR"], theme.px(13), theme.contrast()) == ("1.5", 15, True)
    look.let_go()
    assert "QT_SCALE_FACTOR" not in os.environ
    look.keep(Look())
