"""Where this person's things lie on this machine. Knows no Qt: the command line asks here too."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_NAME = "so-dieu-hanh"


def _base(windows: str, variable: str, fallback: str) -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get(windows) or Path.home())
    given = os.environ.get(variable, "")
    return Path(given) if given.startswith("/") else Path.home() / fallback


def office() -> str:
    """The office that is opened when none is named: SODIEUHANH_OFFICE, or the user's data folder of the platform."""
    return os.environ.get("SODIEUHANH_OFFICE") or str(_base("LOCALAPPDATA", "XDG_DATA_HOME", ".local/share") / _NAME / "office")


def practice_folder() -> str:
    """The invented office, apart from any real one."""
    return str(_base("LOCALAPPDATA", "XDG_DATA_HOME", ".local/share") / _NAME / "practice")


def cache_folder() -> Path:
    """Things that may be lost: locks of running windows."""
    return _base("LOCALAPPDATA", "XDG_CACHE_HOME", ".cache") / _NAME / ("cache" if sys.platform == "win32" else "")


def log_file() -> Path:
    """The log of this program."""
    return _base("LOCALAPPDATA", "XDG_STATE_HOME", ".local/state") / _NAME / "log" / "so-dieu-hanh.log"
