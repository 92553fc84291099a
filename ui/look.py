"""How large and how strong the window is drawn on this machine: zoom, size of letters, contrast. Kept as plain texts; a new start obeys."""

from __future__ import annotations

import os
from typing import NamedTuple

from PySide6.QtCore import QSettings

from ui import theme

ZOOMS = (100, 125, 150, 175, 200)
_VARIABLE = "QT_SCALE_FACTOR"


class Look(NamedTuple):
    """`zoom` is in per cent of everything, `letters` the size of the text in pixels."""

    zoom: int = 100
    letters: int = theme.BASE_PIXELS
    contrast: bool = False


def chosen() -> Look:
    """What was chosen on this machine; the usual look for what is not offered or cannot be read."""
    settings = QSettings()
    zoom, letters = _number(settings.value("look/zoom")), _number(settings.value("look/letters"))
    return Look(
        zoom if zoom in ZOOMS else 100,
        letters if letters in theme.LETTERS else theme.BASE_PIXELS,
        str(settings.value("look/contrast")) == "1",
    )


def _number(kept: object) -> int:
    text = str(kept)
    return int(text) if text.isascii() and text.isdecimal() else 0


def keep(look: Look) -> None:
    """Draw the window so from the next start on."""
    settings = QSettings()
    for name, value in (("zoom", look.zoom), ("letters", look.letters), ("contrast", int(look.contrast))):
        settings.setValue(f"look/{name}", str(value))


def take_up() -> None:
    """Obey the choice: before the QApplication is made, which reads the zoom. A zoom that the machine's owner set for Qt stays."""
    look = chosen()
    theme.choose(letters=look.letters, contrast=look.contrast)
    if look.zoom != 100:
        os.environ.setdefault(_VARIABLE, str(look.zoom / 100))


def let_go() -> None:
    """After the QApplication is made: programs that this one starts, and itself when it starts anew, have a zoom of their own."""
    os.environ.pop(_VARIABLE, None)
