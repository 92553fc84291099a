"""What was typed into a form and not saved yet, kept on disk: closing the window, a crash or a power cut loses nothing of it.

One file a form and record, in the person's own data on this machine, apart for each office. It is written beside, forced to the disk and
put into its place, so that there is always one whole draft. It goes when the form is saved. Papers with a degree of secrecy are never
kept; `ui.forms.keeper` sees to that.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import re
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from models.labels import tr
from ui import places

_log = logging.getLogger(__name__)
_VERSION = 1
# Nobody goes on after so long; the office has moved on.
_OLDEST = timedelta(days=60)
_LARGEST = 4_000_000
# So many titles fit into the status bar.
_NAMED = 3
# A disk that is busy takes its time to say that something is safe; the window does not wait for it.
_writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="drafts")


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft as it was found: when it was kept, the title of its form, and the state of the inputs by name."""

    at: datetime
    title: str
    states: Mapping[str, Any]


@dataclass(slots=True)
class Draft:
    """The place of one draft. Its methods may be called from any thread; what was asked last holds."""

    path: Path
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _asked: int = 0

    def keep(self, kept: Kept) -> None:
        """Write it soon, without waiting for the disk."""
        self._asked += 1
        _writer.submit(self._write, kept, self._asked)

    def keep_now(self, kept: Kept) -> bool:
        """Write it and wait until it is safe; False where the disk refuses."""
        self._asked += 1
        return self._write(kept, self._asked)

    def drop(self) -> None:
        """Away with it: it was saved, or nobody wants it."""
        self._asked += 1
        with self._lock, contextlib.suppress(OSError):
            self.path.unlink(missing_ok=True)

    def load(self, now: datetime) -> Kept | None:
        """What is kept; None where there is nothing, or nothing that can be used, which then goes."""
        try:
            if self.path.stat().st_size > _LARGEST:
                raise ValueError("too large")
            kept = _understood(json.loads(self.path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, RecursionError) as error:
            _log.warning("the draft %s is passed over: %s", self.path.name, error)
            return None
        if now - kept.at > _OLDEST:
            _log.warning("the draft %s of %s is too old and is dropped", self.path.name, kept.at)
            self.drop()
            return None
        return kept

    def _write(self, kept: Kept, turn: int) -> bool:
        with self._lock:
            if turn != self._asked:
                return True  # something newer was asked meanwhile
            try:
                _write_safely(self.path, kept)
            except (OSError, ValueError) as error:
                _log.warning("the draft %s is not kept: %s", self.path.name, error)
                return False
            return True


def draft_of(location: str, kind: str) -> Draft:
    """The draft of one kind of form (with the record it is about) in the office at this place."""
    name = re.sub(r"[^A-Za-z0-9]+", "-", kind).strip("-")[-80:]
    digest = hashlib.sha256(kind.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return Draft(_folder(location) / f"{name}-{digest}.json")


def waiting(location: str, now: datetime) -> list[Kept]:
    """The drafts of the office at this place, the newest first: what is still to be finished."""
    try:
        paths = sorted(_folder(location).glob("*.json"))
    except OSError:
        return []
    return sorted((kept for path in paths if (kept := Draft(path).load(now)) is not None), key=lambda kept: kept.at, reverse=True)


def told_waiting(location: str, now: datetime) -> str:
    """What the status bar says of them when the office is opened; "" where nothing waits."""
    found = waiting(location, now)
    if not found:
        return ""
    titles = "; ".join(dict.fromkeys(kept.title for kept in found[:_NAMED]))
    return tr("Còn {count} phiếu viết dở ({titles}): mở lại phiếu ấy để viết tiếp.", count=len(found), titles=titles)


def _folder(location: str) -> Path:
    key = hashlib.sha256(location.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return places.data_folder() / "drafts" / key


def _write_safely(path: Path, kept: Kept) -> None:
    content = {"version": _VERSION, "at": kept.at.isoformat(timespec="seconds"), "title": kept.title, "states": dict(kept.states)}
    text = json.dumps(content, ensure_ascii=True, indent=1)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    # Only the person's own account reads it: names and addresses of citizens may stand in it.
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _understood(content: Any) -> Kept:
    """Raises ValueError for what no version of this program wrote."""
    if not isinstance(content, dict) or content.get("version") != _VERSION:
        raise ValueError("of another version")
    at, title, states = content.get("at"), content.get("title"), content.get("states")
    if not isinstance(at, str) or not isinstance(title, str) or not isinstance(states, dict):
        raise ValueError("damaged")  # noqa: TRY004 - one kind of error for whatever the file holds
    moment = datetime.fromisoformat(at)
    if moment.tzinfo is not None:
        raise ValueError("damaged")
    return Kept(moment, title, states)


# ---- the state of an input: what a person sees in it, so that also a half-typed date comes back ----


def state_of(widget: QWidget) -> Any:
    """What stands in an input, as JSON can hold it. Inputs made of several widgets give theirs by `draft_state()`."""
    if isinstance(widget, QLineEdit):
        return widget.text()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QComboBox):
        return widget.currentData()
    if isinstance(widget, QCheckBox):
        return widget.isChecked()
    return widget.draft_state()  # type: ignore[attr-defined]  # such an input has it


def put_back(widget: QWidget, state: Any) -> None:
    """Show this state again; one that this input cannot have is passed over."""
    if isinstance(widget, QLineEdit):
        if isinstance(state, str):
            widget.setText(state)
            widget.setCursorPosition(0)
    elif isinstance(widget, QPlainTextEdit):
        if isinstance(state, str):
            widget.setPlainText(state)
    elif isinstance(widget, QComboBox):
        if (place := widget.findData(state)) >= 0:
            widget.setCurrentIndex(place)
    elif isinstance(widget, QCheckBox):
        widget.setChecked(state is True)
    else:
        widget.put_draft_back(state)  # type: ignore[attr-defined]  # such an input has it


def can_be_kept(widget: QWidget) -> bool:
    """Whether an input may be written to a draft at all: no password, and its state is known."""
    if isinstance(widget, QLineEdit):
        return widget.echoMode() == QLineEdit.EchoMode.Normal
    return isinstance(widget, (QPlainTextEdit, QComboBox, QCheckBox)) or hasattr(widget, "draft_state")
