"""A new office in the real window, and a clerk at its keyboard."""

from __future__ import annotations

import pytest

from models.office import Office
from tests.journeys.clerk import Clerk
from tests.ui.conftest import _no_garbage_on_threads, _patient_lists, _plain_settings, boxes  # noqa: F401 - fixtures of the window's tests
from tests.ui.forms.conftest import empty_template, office  # noqa: F401 - an office of its own for each journey
from ui.main_window import MainWindow
from ui.operations import Operations


@pytest.fixture
def clerk(qtbot, office: Office) -> Clerk:  # noqa: F811 - the fixture
    """A clerk before the open window."""
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    window.open_office(office, Operations(office, window))
    with qtbot.waitActive(window):
        window.activateWindow()
    return Clerk(window, qtbot)
