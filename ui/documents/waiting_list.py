"""The files that wait to be entered, kept on this machine as drafts are: a power cut must not forget what somebody handed over."""

from __future__ import annotations

import filecmp
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from models.labels import tr
from ui.forms.drafts import Draft, Kept, draft_of

if TYPE_CHECKING:
    from models.office import Office

_KIND = "documents that wait"
_MOST = 200
# Larger files are told apart by their place alone: nobody waits until they are compared.
_COMPARED = 20_000_000


def _draft(office: Office) -> Draft:
    return draft_of(office.location, _KIND)


def load_waiting(office: Office) -> list[Path]:
    """Those of the last time that are still there."""
    kept = _draft(office).load(office.now())
    named = kept.states.get("paths") if kept is not None else None
    paths = [Path(name) for name in named[:_MOST] if isinstance(name, str)] if isinstance(named, list) else []
    return [path for path in paths if path.is_file()]


def keep_waiting(office: Office, paths: Sequence[Path]) -> None:
    """These wait now."""
    if paths:
        _draft(office).keep(Kept(office.now(), tr("Tệp chờ ghi"), {"paths": [str(path) for path in paths]}))
    else:
        _draft(office).drop()


def is_among(path: Path, known: Sequence[Path]) -> bool:
    """Whether it is one of these, or a copy of one of them, as words are that were pasted twice."""
    return path in known or any(_same_bytes(path, each) for each in known)


def _same_bytes(one: Path, other: Path) -> bool:
    try:
        size = one.stat().st_size
        return size == other.stat().st_size and 0 < size <= _COMPARED and filecmp.cmp(one, other, shallow=False)
    except OSError:
        return False
