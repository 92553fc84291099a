"""What the tests of forms share: an office with a few records, and the context that an action gets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from models.office import Office
from tests.factories import copy_office, make_office
from ui.operations import Operations
from ui.parts.action import Context


@pytest.fixture(scope="session")
def empty_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A founded office with its officials and nothing in its books."""
    folder = tmp_path_factory.mktemp("forms")
    make_office(folder).close()
    return folder


@pytest.fixture
def office(empty_template: Path, tmp_path: Path) -> Iterator[Office]:
    """An office of its own for each test."""
    made = copy_office(empty_template, tmp_path)
    yield made
    made.close()


@pytest.fixture
def shown() -> list[int]:
    """The ids of the records that forms asked the page to show."""
    return []


@pytest.fixture
def context(qtbot, office: Office, shown: list[int]) -> Context:
    """A context over an empty window."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return Context(office, Operations(office, window), window, None, shown.append)
