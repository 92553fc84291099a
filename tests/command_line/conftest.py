"""The command line in the test's own process, on a plain office or on one with invented records."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from models.office import Founding, Office
from models.practice.generate import Wanted, generate
from tests.offices import FOUNDING, TODAY
from ui.command_line import main


@dataclass(frozen=True, slots=True)
class Said:
    """What a command came to: its exit status and what it printed."""

    status: int
    out: str
    err: str

    @property
    def rows(self) -> list[Any]:
        """The JSON objects printed, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def one(self) -> Any:
        """The one JSON object printed."""
        (row,) = self.rows
        return row


Run = Callable[..., Said]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command on an office (None: the usual place) and gives what it said."""

    def command(office: Path | str | None, *words: str, today: str = TODAY.isoformat()) -> Said:
        options = (["--office", str(office)] if office is not None else []) + (["--today", today] if today else [])
        try:
            status = main([*options, *words])
        except SystemExit as usage:
            status = int(usage.code or 0)
        said = capsys.readouterr()
        return Said(status, said.out, said.err)

    return command


@pytest.fixture(scope="session")
def _plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("plain") / "office"
    Office.found(str(place), FOUNDING, today=TODAY).close()
    return place


@pytest.fixture(scope="session")
def _filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("filled") / "office"
    founding = Founding("UBND phường Quy Nhơn", "ward", "Gia Lai", agency_code="H21.90", user_name="Trần Văn Thử")
    office = Office.found(str(place), founding, today=TODAY)
    generate(office, Wanted(directives=40, tasks=80, dossiers=120, seed=7))
    office.close()
    return place


@pytest.fixture
def plain(_plain: Path, tmp_path: Path) -> Path:
    """The folder of a new office of the test's own."""
    return Path(shutil.copytree(_plain, tmp_path / "plain"))


@pytest.fixture
def filled(_filled: Path, tmp_path: Path) -> Path:
    """The folder of an office with invented records, the test's own."""
    return Path(shutil.copytree(_filled, tmp_path / "filled"))
