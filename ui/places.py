"""Where the program keeps things on this machine when nobody says otherwise. Knows no Qt."""

from __future__ import annotations

import logging
import os
from pathlib import Path

APPLICATION = "SoDieuHanh"
_log = logging.getLogger(__name__)


def data_folder() -> Path:
    """The program's folder in the person's data, by the custom of the platform."""
    import platformdirs

    return Path(platformdirs.user_data_dir(APPLICATION, appauthor=False))


def usual_office() -> str:
    """The office that is opened when none is named: SODIEUHANH_OFFICE, else the place chosen at the first start, by default in the data."""
    return os.environ.get("SODIEUHANH_OFFICE") or remembered() or str(data_folder() / "office")


def remember_office(location: str) -> None:
    """Open the office at this place from now on. Where that cannot be noted, the next start asks again."""
    try:
        data_folder().mkdir(parents=True, exist_ok=True)
        _note().write_text(location + "\n", encoding="utf-8", errors="surrogatepass")
    except OSError as error:
        _log.warning("the office's place is not noted: %s", error)


def _note() -> Path:
    return data_folder() / "office-folder.txt"


def remembered() -> str:
    """The place noted by `remember_office`; "" where none is."""
    try:
        return _note().read_text(encoding="utf-8", errors="surrogatepass").strip()
    except (OSError, ValueError):
        return ""


def practice_office(folder: str) -> str:
    """Where the practice office lies: the given folder, else one apart from any real office."""
    return folder or str(data_folder() / "practice")
