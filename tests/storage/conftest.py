"""An office for each test: on both kinds of data where the test speaks of the data, in a folder where it speaks of files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.office import Office
from tests.offices import KINDS, Locations, locations, opened

__all__ = ["locations"]


@pytest.fixture(params=KINDS)
def office(request: pytest.FixtureRequest, locations: Locations, tmp_path: Path) -> Iterator[Office]:
    """An open office of its own, once in a folder and once on a server."""
    yield from opened(locations, request.param, tmp_path / "office")


@pytest.fixture
def folder(locations: Locations, tmp_path: Path) -> Path:
    """The folder of a closed office."""
    return Path(locations.copy("sqlite", tmp_path / "office"))


@pytest.fixture
def filed(folder: Path) -> Iterator[Office]:
    """An open office in a folder."""
    office = Office.open(str(folder))
    yield office
    office.close()
