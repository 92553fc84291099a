"""Colours, fonts, icons and the style sheet. A state is always a colour and a word; the word comes from elsewhere."""

from __future__ import annotations

import re
import sys
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor, QFont, QIcon, QImageReader, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from models.labels import RESOURCES


class Tone(NamedTuple):
    """The two colours of a chip."""

    text: QColor
    back: QColor


BASE_PIXELS = 13
# The sizes of letters that can be chosen, in pixels of the text.
LETTERS = (12, 13, 15, 18)
# For QApplication: the same style on every platform. Set this way, not by `setStyle`, whose answer would load the class QStyle early.
ARGUMENTS = ("-style", "Fusion")
_FILE = RESOURCES / "theme" / "theme.qss"
_ONLY_CONTRAST = "/* High contrast alone from here on. */"
_COLOUR = re.compile(r"@([a-z]+(?:-[a-z]+)*)")
_LENGTH = re.compile(r"\b(\d+)px")
# A hairline stays one, whatever the letters.
_HAIRLINE = 2

_letters = BASE_PIXELS
_contrast = False


def _read() -> tuple[str, dict[str, tuple[str, str]]]:
    """The style sheet, and every colour by its name as (usual, high contrast)."""
    head, _, sheet = _FILE.read_text(encoding="utf-8").partition("*/")
    colours = {}
    for line in head.splitlines():
        name, colon, pair = line.strip().rstrip(";").partition(": ")
        if colon and name.startswith("@"):
            usual, _, contrast = pair.partition(" | ")
            colours[name[1:]] = (usual, contrast)
    return sheet, colours


def colour(name: str) -> QColor:
    """A colour of the theme in the scheme that was chosen. Not for painting: there, one of the constants below, which are made once."""
    return QColor(_colours[name][_contrast])


def choose(*, letters: int = BASE_PIXELS, contrast: bool = False) -> None:
    """Choose the size of the letters (pixels) and the scheme, before the first window is made. Sizes nobody offers give the usual one."""
    global _letters, _contrast, PRIMARY, PRIMARY_PALE, INK, INK_MIDDLE, INK_SOFT, LINE, PAPER, GROUND, GROUND_PALE, GROUND_ROW
    global EDGE_OPENED, BAR, BAR_LATE
    _letters, _contrast = letters if letters in LETTERS else BASE_PIXELS, contrast
    PRIMARY, PRIMARY_PALE = colour("primary"), colour("primary-pale")
    INK, INK_MIDDLE, INK_SOFT = colour("ink"), colour("ink-middle"), colour("ink-soft")
    LINE, PAPER, GROUND = colour("line"), colour("paper"), colour("ground")
    GROUND_PALE, GROUND_ROW, EDGE_OPENED = colour("ground-pale"), colour("ground-row"), colour("doubt-edge")
    BAR, BAR_LATE = colour("bar"), colour("bar-late")
    TONES.update({tone: Tone(colour(tone), colour(f"{tone}-back")) for tone in ("late", "soon", "ok", "paused", "done")})
    LIGHTS.update({tone: colour(f"light-{tone}") for tone in ("field", "doubt", "task", "chosen")})
    font.cache_clear()
    struck_font.cache_clear()


def contrast() -> bool:
    """Whether the scheme of high contrast was chosen."""
    return _contrast


def letters() -> int:
    """The size of the letters that was chosen, in pixels."""
    return _letters


def apply(app: QApplication) -> None:
    """Give the program its colours and fonts; the same on every platform."""
    palette = QPalette()
    for role, shade in (
        (QPalette.ColorRole.Window, GROUND),
        (QPalette.ColorRole.Base, PAPER),
        (QPalette.ColorRole.AlternateBase, GROUND),
        (QPalette.ColorRole.Button, PAPER),
        (QPalette.ColorRole.Text, INK),
        (QPalette.ColorRole.WindowText, INK),
        (QPalette.ColorRole.ButtonText, INK),
        (QPalette.ColorRole.Highlight, PRIMARY_PALE),
        (QPalette.ColorRole.HighlightedText, INK),
        (QPalette.ColorRole.PlaceholderText, INK_SOFT),
        (QPalette.ColorRole.Link, PRIMARY),
    ):
        palette.setColor(role, shade)
    app.setPalette(palette)
    app.setFont(font())
    app.setStyleSheet(style_sheet())


def style_sheet() -> str:
    """The sheet in the scheme and for the letters that were chosen."""
    sheet = _sheet if _contrast else _sheet.partition(_ONLY_CONTRAST)[0]
    if _letters != BASE_PIXELS:
        sheet = _LENGTH.sub(lambda found: f"{px(int(found[1]))}px" if int(found[1]) > _HAIRLINE else found[0], sheet)
    sheet = _COLOUR.sub(lambda found: _colours[found[1]][_contrast], sheet)
    # Plain replacement: a style sheet is full of braces.
    return sheet.replace("{theme}", _FILE.parent.as_posix())


def px(length: int) -> int:
    """A length drawn for the usual size of letters, in pixels, as the letters in use make it. For every fixed size on the screen."""
    return round(length * _letters / BASE_PIXELS)


@cache
def font(*, pixels: int = BASE_PIXELS, bold: bool = False) -> QFont:
    """The program's font, `pixels` high where letters have the usual size.

    Some systems' own font has no full Vietnamese, so a complete one stands first where it is there.
    """
    made = QFont()
    made.setFamilies(["Segoe UI"] if sys.platform == "win32" else ["Noto Sans", made.family(), "DejaVu Sans"])
    made.setPixelSize(px(pixels))
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return made


@cache
def struck_font() -> QFont:
    """For a cancelled line: its number stays used, its words are struck through."""
    made = QFont(font())
    made.setStrikeOut(True)
    return made


@cache
def no_icon() -> QIcon:
    """The room of an icon, empty: what stands until the drawings are made."""
    empty = QPixmap(px(18), px(18))
    empty.fill(QColor(0, 0, 0, 0))
    return QIcon(empty)


@cache
def icon(name: str, shade: str = "") -> QIcon:
    """The drawing `resources/icons/<name>.svg` in one colour ("" for that of soft ink); sharp on dense screens."""
    drawing = (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", shade or INK_SOFT.name())
    result = QIcon()
    for size in (18, 36):
        result.addPixmap(_pixmap(drawing, size))
    return result


def _pixmap(drawing: str, size: int) -> QPixmap:
    buffer = QBuffer()
    buffer.setData(QByteArray(drawing.encode()))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(QSize(size, size))
    return QPixmap.fromImage(reader.read())


_sheet, _colours = _read()
# Made once: a colour made per painted cell more than doubles the time of a repaint. Read them when painting (`theme.INK`), and never
# keep one: `choose` sets them anew.
PRIMARY = PRIMARY_PALE = INK = INK_MIDDLE = INK_SOFT = LINE = PAPER = GROUND = GROUND_PALE = GROUND_ROW = EDGE_OPENED = BAR = BAR_LATE = (
    QColor()
)
TONES: dict[str, Tone] = {}
# The ground of words that are lit in a paper.
LIGHTS: dict[str, QColor] = {}
choose()
