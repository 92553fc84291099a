"""What cannot be read or named in the window, as JSON: `python3 -m tests.window_walk LANG WIDTH HEIGHT LETTERS`.

The language and the size of the letters hold for a whole process, so a test asks one for each look.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from tests import screens


def main(arguments: list[str]) -> int:
    """Walk through the pages and forms of a practice office and print what was found."""
    language, width, height, letters = arguments[0], *map(int, arguments[1:4])
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as place:
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_DATA_HOME"] = place
        found = walk(Path(place) / "office", language, (width, height), letters)
    print(json.dumps(found, ensure_ascii=False))
    return 0


def walk(folder: Path, language: str, size: tuple[int, int], letters: int) -> dict[str, list[str]]:
    """What is wrong, by kind: texts without room ("clipped") and what a screen reader cannot name ("nameless")."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    from models.labels import set_language
    from models.practice.generate import found_practice_office
    from ui import theme

    set_language(language)
    theme.choose(letters=letters)
    from ui.application import prepare
    from ui.main_window import MainWindow
    from ui.operations import Operations

    app = QApplication.instance() or QApplication(["walk", *theme.ARGUMENTS])
    prepare(app, language)
    from tests import sheet_screens

    office = found_practice_office(str(folder), today=screens.TODAY)
    window = MainWindow()
    window.resize(*size)
    window.show()
    window.open_office(office, Operations(office, window))
    found: dict[str, list[str]] = {"clipped": [], "nameless": []}
    for name, key, first in screens.PAGES:
        if first.partition(":")[0] in ("", "tab", "view", "role"):
            window.show_page(key)
            screens.do_first(window, first)
            screens.settle()
            look(window, name, found=found)
    for name, key, action in screens.FORMS:
        window.show_page(key)
        screens.settle()
        form = screens.open_form(window.page(), action)
        screens.settle()
        look(form, name, found=found)
        form.hide()
        form.deleteLater()
    sheet_screens.LOOKERS.append(partial(look, found=found))
    for name, where in screens.DIALOGS:
        window.show_page("overview")
        dialog = screens.load(*where.split(":"))(window.page().context())
        dialog.show()
        screens.settle()
        look(dialog, name, found=found)
        dialog.hide()
        if dialog.windowType() != Qt.WindowType.Popup:
            dialog.deleteLater()
    window.close()
    office.close()
    return found


def look(top: Any, name: str = "entry", *, found: dict[str, list[str]]) -> None:
    """Add what is wrong with this window to what was found."""
    from PySide6.QtWidgets import QApplication

    # What was read last is laid out in the next turn.
    QApplication.processEvents()
    texts = list(clipped(top))
    if texts:
        # On a busy machine a form may still be growing to what it says.
        screens.settle()
        texts = list(clipped(top))
    found["clipped"] += [f"{name}: {text}" for text in texts if f"{name}: {text}" not in found["clipped"]]
    found["nameless"] += [f"{name}: {text}" for text in nameless(top) if f"{name}: {text}" not in found["nameless"]]


def clipped(top: Any) -> Iterator[str]:
    """Texts that need more room than they have, do not wrap and have no tool tip that gives them whole."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QAbstractButton, QHeaderView, QLabel, QSizePolicy, QTabBar, QWidget

    for widget in top.findChildren(QWidget):
        if not widget.isVisible() or widget.width() == 0:
            continue
        # A pixel of rounding is not seen.
        if isinstance(widget, QLabel):
            # A label that may be given any width asks for none: what its text takes counts.
            ignored = widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Ignored
            needed_width = (widget.sizeHint() if ignored else widget.minimumSizeHint()).width()
            if widget.text() and not widget.wordWrap() and needed_width > widget.width() + 1 and not widget.toolTip():
                yield f"{type(widget).__name__} “{widget.text()}” {needed_width} > {widget.width()}"
            elif (
                widget.text() and widget.wordWrap() and widget.heightForWidth(widget.width()) > widget.height() + 1 and not widget.toolTip()
            ):
                yield f"{type(widget).__name__} “{widget.text()}” is {widget.height()} high, needs {widget.heightForWidth(widget.width())}"
        elif isinstance(widget, QAbstractButton):
            needed = widget.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, widget.text())
            roomy = needed.width() <= widget.width() + 1 and needed.height() <= widget.height() + 1
            if widget.text() and not roomy and not widget.toolTip():
                yield f"{type(widget).__name__} “{widget.text()}” {needed.width()}x{needed.height()} > {widget.width()}x{widget.height()}"
        elif isinstance(widget, QTabBar):
            for place in range(widget.count()):
                needed = widget.fontMetrics().horizontalAdvance(widget.tabText(place))
                if needed > widget.tabRect(place).width() + 1 and not widget.tabToolTip(place):
                    yield f"tab “{widget.tabText(place)}”"
        elif isinstance(widget, QHeaderView) and widget.orientation() == Qt.Orientation.Horizontal and widget.model():
            for place in range(widget.count()):
                head = widget.model().headerData(place, Qt.Orientation.Horizontal)
                tip = widget.model().headerData(place, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
                needed = max((widget.fontMetrics().horizontalAdvance(line) for line in str(head or "").split("\n")), default=0)
                if not widget.isSectionHidden(place) and needed > widget.sectionSize(place) and not tip:
                    yield f"column “{head}” {needed} > {widget.sectionSize(place)}"


def nameless(top: Any) -> Iterator[str]:
    """What can have the keyboard and says nothing to a screen reader, neither by its name nor by its text."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QAccessible
    from PySide6.QtWidgets import QAbstractScrollArea, QScrollArea, QWidget

    for widget in top.findChildren(QWidget):
        if not widget.isVisible() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus or widget.focusProxy() is not None:
            continue
        # The inside of a table or a spin box, and what only scrolls, is spoken by what is around it.
        if isinstance(widget, QScrollArea) or widget.objectName().startswith("qt_") or isinstance(widget.parent(), QAbstractScrollArea):
            continue
        spoken = QAccessible.queryAccessibleInterface(widget)
        if not widget.accessibleName() and not (spoken and spoken.text(QAccessible.Text.Name)):
            yield f"{type(widget).__name__} {widget.objectName()}".strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
