"""The offices that the tests of reports count in, made once: no test here changes them but its own copy."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.clock.periods import Period, parse_period
from models.office import Office
from models.reports.catalogue import build
from models.reports.report import Report
from tests.reports.small_office import TODAY, empty_office, fill

NOVEMBER = "2026-11"


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a founded, closed office."""
    folder = tmp_path_factory.mktemp("founded")
    empty_office(folder).close()
    return folder / "office"


@pytest.fixture(scope="session")
def filled(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small office, closed."""
    folder = tmp_path_factory.mktemp("filled") / "office"
    shutil.copytree(founded, folder)
    office = Office.open(str(folder), today=TODAY)
    fill(office)
    office.close()
    return folder


def _opened(template: Path, folder: Path) -> Iterator[Office]:
    shutil.copytree(template, folder / "office")
    office = Office.open(str(folder / "office"), today=TODAY)
    yield office
    office.close()


@pytest.fixture
def empty(founded: Path, tmp_path: Path) -> Iterator[Office]:
    """An office without records, of its own."""
    yield from _opened(founded, tmp_path)


@pytest.fixture
def small(filled: Path, tmp_path: Path) -> Iterator[Office]:
    """The small office, of its own."""
    yield from _opened(filled, tmp_path)


@pytest.fixture
def november() -> Period:
    """15/10/2026 to 14/11/2026."""
    return parse_period(NOVEMBER)


@pytest.fixture(scope="session")
def report(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The small office's monthly report of November."""
    folder = tmp_path_factory.mktemp("counted")
    for office in _opened(filled, folder):
        return build(office, "monthly", parse_period(NOVEMBER))
    raise AssertionError
