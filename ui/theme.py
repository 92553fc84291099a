"""Colours, fonts, icons and the style sheet. A state is always a colour and a word; the word comes from elsewhere."""

from __future__ import annotations

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


# Made once: a colour made per painted cell more than doubles the time of a repaint.
PRIMARY = QColor("#1659a6")
PRIMARY_PALE = QColor("#e6eefa")
INK = QColor("#1b2430")
INK_SOFT = QColor("#5b6778")
LINE = QColor("#dfe4ec")
PAPER = QColor("#ffffff")
GROUND = QColor("#f4f6fa")
BAR = QColor("#9dbee6")
BAR_LATE = QColor("#d9534a")
TONES = {
    "late": Tone(QColor("#b3261e"), QColor("#fde8e8")),
    "soon": Tone(QColor("#8a5a00"), QColor("#fff1d6")),
    "ok": Tone(QColor("#1f6f3a"), QColor("#e3f3e8")),
    "paused": Tone(QColor("#553b9c"), QColor("#eee8fb")),
    "done": Tone(QColor("#5b6778"), QColor("#edf0f4")),
}
BASE_PIXELS = 13
# For QApplication: the same style on every platform. Set this way, not by `setStyle`, whose answer would load the class QStyle early.
ARGUMENTS = ("-style", "Fusion")


def apply(app: QApplication) -> None:
    """Give the program its colours and fonts; the same on every platform."""
    palette = QPalette()
    for role, colour in (
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
        palette.setColor(role, colour)
    app.setPalette(palette)
    app.setFont(font())
    folder = RESOURCES / "theme"
    # Plain replacement: a style sheet is full of braces.
    app.setStyleSheet((folder / "light.qss").read_text(encoding="utf-8").replace("{theme}", folder.as_posix()))


def px(length: int) -> int:
    """A length drawn for the usual size of letters, in pixels, as long as the letters in use make it. For every fixed size on the screen."""
    return length


@cache
def font(*, pixels: int = BASE_PIXELS, bold: bool = False) -> QFont:
    """The program's font. Some systems' own font has no full Vietnamese, so a complete one stands first where it is there."""
    made = QFont()
    made.setFamilies(["Segoe UI"] if sys.platform == "win32" else ["Noto Sans", made.family(), "DejaVu Sans"])
    made.setPixelSize(pixels)
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
    empty = QPixmap(18, 18)
    empty.fill(QColor(0, 0, 0, 0))
    return QIcon(empty)


@cache
def icon(name: str, colour: str = "#5b6778") -> QIcon:
    """The drawing `resources/icons/<name>.svg` in one colour; sharp on dense screens."""
    drawing = (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
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
