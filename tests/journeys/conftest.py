"""A new office in the real window, and a clerk at its keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.office import Office
from tests.factories import copy_office, make_office
from tests.journeys.clerk import Clerk
from tests.ui.conftest import _plain_settings, boxes  # noqa: F401 - fixtures of the window's tests
from ui.main_window import MainWindow
from ui.operations import Operations


@pytest.fixture(scope="session")
def empty_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A founded office with its officials and nothing in its books."""
    folder = tmp_path_factory.mktemp("journey")
    make_office(folder).close()
    return folder


@pytest.fixture
def office(empty_template: Path, tmp_path: Path) -> Iterator[Office]:
    """An office of its own for each journey."""
    made = copy_office(empty_template, tmp_path)
    yield made
    made.close()


@pytest.fixture
def clerk(qtbot, office: Office) -> Clerk:
    """A clerk before the open window."""
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    window.open_office(office, Operations(office, window))
    with qtbot.waitActive(window):
        window.activateWindow()
    return Clerk(window, qtbot)
