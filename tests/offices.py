"""Offices on both kinds of data: each made once a test session and then copied, which is a hundred times quicker."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from models.office import Founding, Office
from tests import postgres

TODAY = date(2026, 11, 20)
KINDS = ("sqlite", "postgresql")
FOUNDING = Founding("UBND xã Hoài Ân", "commune", "Gia Lai", agency_code="H21.88", user_name="Nguyễn Thị Hoa")

Maker = Callable[[str], Office]


class Locations:
    """Gives places with a copy of the same office on them, of either kind."""

    def __init__(self, root: Path, found: Maker) -> None:
        self._root = root
        self._found = found
        self._templates: dict[str, str] = {}

    def _template(self, kind: str) -> str:
        if kind not in self._templates:
            place = str(self._root / "office") if kind == "sqlite" else postgres.server().new_database()
            self._found(place).close()
            self._templates[kind] = place if kind == "sqlite" else postgres.server().keep(place)
        return self._templates[kind]

    def copy(self, kind: str, folder: Path) -> str:
        """A copy of the office: in `folder`, or in a database that is lent."""
        template = self._template(kind)
        if kind == "sqlite":
            shutil.copytree(template, folder)
            return str(folder)
        return postgres.server().lend(template)

    def take_back(self, location: str) -> None:
        """Make use of a lent database again. A folder goes with the test."""
        if "://" in location:
            postgres.server().take_back(self._template("postgresql"), location)


def found_office(location: str) -> Office:
    """The plain office: founded, nothing in its registers."""
    return Office.found(location, FOUNDING, today=TODAY)


@pytest.fixture(scope="session")
def locations(tmp_path_factory: pytest.TempPathFactory) -> Locations:
    """Copies of the plain office."""
    return Locations(tmp_path_factory.mktemp("template"), found_office)


def opened(locations: Locations, kind: str, folder: Path) -> Iterator[Office]:
    """An office of one test: opened, and gone afterwards."""
    location = locations.copy(kind, folder)
    office = Office.open(location, today=TODAY)
    yield office
    office.close()
    locations.take_back(location)
