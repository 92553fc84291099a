"""A page of rows scrolled on the screen against repainting it, and a jump to anywhere until its rows are painted."""

from __future__ import annotations

import os
import random
import statistics
import tempfile

from models.office import Office
from tests.benchmarks.measuring import Figure, milliseconds, ratio
from tests.benchmarks.offices import TODAY, Offices
from tests.benchmarks.registers import REGISTERS

# Sixteen rows a screen: every twelfth page scrolled reads rows from the database, and that counts.
_PAGES = 24


def measure(offices: Offices, rounds: int) -> list[Figure]:
    """In the real window, on the pages of the three books."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        os.environ["XDG_CONFIG_HOME"] = home
        return _in_window(offices, rounds)


def _in_window(offices: Offices, rounds: int) -> list[Figure]:
    from PySide6.QtWidgets import QApplication

    from ui.application import prepare
    from ui.main_window import MainWindow
    from ui.operations import Operations

    app = QApplication.instance() or QApplication([])
    prepare(app, "vi")
    office = Office.open(str(offices.large), today=TODAY)
    window = MainWindow()
    window.show()
    window.open_office(office, Operations(office, window))
    figures = []
    for register in REGISTERS:
        window.show_page(f"{register.name}s")
        page = window.page()
        page.open(register.query, None)
        app.processEvents()
        figures += _of_page(page.view, register.name, rounds)
    window.close()
    office.close()
    return figures


def _of_page(view, name: str, rounds: int) -> list[Figure]:
    bar = view.verticalScrollBar()
    chance = random.Random(9)

    def repaint() -> None:
        for _ in range(_PAGES):
            view.viewport().repaint()

    def scroll() -> None:
        for _ in range(_PAGES):
            bar.setValue(bar.value() + bar.pageStep())
            view.viewport().repaint()

    def jump() -> None:
        bar.setValue(chance.randrange(max(1, bar.maximum())))
        view.viewport().repaint()

    jump()
    scrolled = ratio(f"page scroll, {name}", 1.3, {"scrolled": scroll, "repainted": repaint}, rounds)
    jumped = statistics.median(milliseconds(jump) for _ in range(4 * rounds))
    return [scrolled, Figure(f"far jump on the screen, {name}", jumped, 30, "ms", "with its repaint")]
