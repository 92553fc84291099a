"""The office that the tests of the registers work in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.office import Office
from tests.factories import copy_office, make_office


@pytest.fixture(scope="session")
def office_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a founded, closed office, to be copied."""
    folder = tmp_path_factory.mktemp("template")
    make_office(folder).close()
    return folder


@pytest.fixture
def office(office_template: Path, tmp_path: Path) -> Iterator[Office]:
    """A new office of its own for each test."""
    made = copy_office(office_template, tmp_path)
    yield made
    made.close()
