"""What every test gets: Qt without a screen, user folders of its own, Vietnamese, and the same examples each time."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from models import labels

# Before anything imports Qt.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("SODIEUHANH_OFFICE", None)

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
USER_FOLDERS = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "LOCALAPPDATA", "APPDATA")

# The same examples on every run, so that a failure can be had again; `thorough` looks for new ones.
settings.register_profile("office", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("SODIEUHANH_HYPOTHESIS", "office"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--shuffle", type=int, metavar="SEED", help="run the tests in another order, the same for the same seed")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items[:] = [item for item in items if not (item.get_closest_marker("folder_only") and "postgresql" in item.name)]
    seed = config.getoption("--shuffle")
    if seed is not None:
        random.Random(seed).shuffle(items)


@pytest.fixture(autouse=True)
def _own_user_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the settings of the person who runs it."""
    home = tmp_path_factory.mktemp("user", numbered=True)
    for name in USER_FOLDERS:
        monkeypatch.setenv(name, str(home / name.lower()))


@pytest.fixture(autouse=True)
def _vietnamese():
    """A test that speaks English leaves the next one in Vietnamese."""
    yield
    if labels.language() != "vi":
        labels.set_language("vi")


@pytest.fixture
def shared() -> Path:
    """The folder of examples beside the checkout; a test that needs it skips where it is not there."""
    if not SHARED.is_dir():
        pytest.skip("needs the folder of examples ../shared, which is not beside this checkout")
    return SHARED
