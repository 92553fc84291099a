"""What lies over the window or beside the page, for `tests.screens`: the palette, the menus, the sheet of keys, the help."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QMenu

from tests import screens
from ui.parts.help_view import HelpView
from ui.parts.key_sheet import KeySheet
from ui.parts.main_menu import fill, page_sections
from ui.parts.palette import Palette
from ui.parts.tour import DONE, Tour


def _window(context: Any) -> Any:
    """The main window, on the tasks with the first one selected."""
    window = context.parent.window()
    window.show_page("tasks")
    screens.settle()
    return window


def palette(context: Any) -> Palette:
    """Before anything is typed."""
    opened = Palette(_window(context))
    opened.ask()
    return opened


def palette_found(context: Any) -> Palette:
    """Records, actions and pages that have these words."""
    opened = Palette(_window(context))
    opened.ask("bao cao")
    screens.settle()
    return opened


def palette_nothing(context: Any) -> Palette:
    """Nothing has these words."""
    opened = Palette(_window(context))
    opened.ask("zzzzzz")
    screens.settle()
    return opened


def keys(context: Any) -> KeySheet:
    """Every key that works on the tasks."""
    window = _window(context)
    opened = KeySheet(window.centralWidget())
    opened.show_for(window.page(), window.actions_here.all())
    return opened


def menu(context: Any) -> QMenu:
    """Everything that can be done here."""
    window = _window(context)
    made = QMenu(window)
    window.actions_here.fill(made, window.page())
    return made


def record_menu(context: Any) -> QMenu:
    """What can be done with the selected task."""
    window = _window(context)
    made = QMenu(window)
    fill(made, page_sections(window.page(), ("record",)), only_possible=True)
    return made


def help_page(context: Any) -> HelpView:
    """A page of the help."""
    view = HelpView(context.office)
    view.resize(420, 700)
    view.show_topic("directives")
    return view


def help_found(context: Any) -> HelpView:
    """The help searched."""
    view = help_page(context)
    view.box.setText("ngay nghi")
    return view


def tour(context: Any) -> Tour:
    """The second step of the tour."""
    return _toured(context, 1)


def tour_done(context: Any) -> Tour:
    """The end of the tour."""
    return _toured(context, len(DONE))


def _toured(context: Any, steps: int) -> Tour:
    QSettings().remove("tour")
    strip = Tour(_window(context))
    strip.take_up()
    for _ in range(steps):
        strip.skip_button.click()
    strip.resize(1170, strip.heightForWidth(1170))
    return strip
