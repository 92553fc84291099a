"""Where the program keeps things on this machine when nobody says otherwise. Knows no Qt."""

from __future__ import annotations

import os
from pathlib import Path

APPLICATION = "SoDieuHanh"


def data_folder() -> Path:
    """The program's folder in the person's data, by the custom of the platform."""
    import platformdirs

    return Path(platformdirs.user_data_dir(APPLICATION, appauthor=False))


def usual_office() -> str:
    """The office that is opened when none is named: SODIEUHANH_OFFICE, else a folder in the person's data."""
    return os.environ.get("SODIEUHANH_OFFICE") or str(data_folder() / "office")


def practice_office(folder: str) -> str:
    """Where the practice office lies: the given folder, else one apart from any real office."""
    return folder or str(data_folder() / "practice")
