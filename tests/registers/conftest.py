"""The office that the tests of the registers work in: once in a folder, once on a server."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from models.office import Office
from tests import postgres
from tests.factories import TODAY, copy_office, make_office, make_office_at
from tests.offices import KINDS


@pytest.fixture(scope="session")
def office_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a founded, closed office, to be copied."""
    folder = tmp_path_factory.mktemp("template")
    make_office(folder).close()
    return folder


@cache
def _server_template() -> str:
    """A database with the same office; its name, to be copied."""
    location = postgres.server().new_database()
    make_office_at(location).close()
    return postgres.server().keep(location)


@pytest.fixture(params=KINDS)
def office(request: pytest.FixtureRequest, office_template: Path, tmp_path: Path) -> Iterator[Office]:
    """A new office of its own for each test, of each kind."""
    if request.param == "sqlite":
        made = copy_office(office_template, tmp_path)
        yield made
        made.close()
    else:
        location = postgres.server().lend(_server_template())
        made = Office.open(location, today=TODAY)
        yield made
        made.close()
        postgres.server().take_back(_server_template(), location)
