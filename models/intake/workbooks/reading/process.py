"""The process that reads a file, from the side of the program: started, listened to, ended."""

from __future__ import annotations

import pickle
import queue
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from models.errors import OfficeError
from models.intake.workbooks.reading.frames import HEAD, LONGEST_FRAME, unpickled
from models.intake.workbooks.reading.parts import Gathering
from models.progress import Report

PATIENCE = 10.0
"""Seconds without a sign of progress before the reading is given up."""
_CHILD = Path(__file__).with_name("child.py")
_LOOK_EVERY = 0.1
_WAITING_FRAMES = 16


def gathered(path: Path, report: Report, patience: float = PATIENCE) -> Gathering:
    """All parts of a file, read by a process of its own. `report` is told the rows and may stop it by raising.

    Raises OfficeError: what the reading refuses, `reading_stalled` without progress, `reading_gave_up` when the process ends before.
    """
    process = subprocess.Popen(
        [sys.executable, "-I", "-X", "utf8", str(_CHILD), str(path)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    assert process.stdout is not None
    frames: queue.Queue[bytes | None] = queue.Queue(_WAITING_FRAMES)
    stopped = threading.Event()
    listener = threading.Thread(target=_listen, args=(process.stdout, frames, stopped), daemon=True)
    listener.start()
    try:
        return _gather(frames, str(path), report, patience)
    finally:
        stopped.set()
        process.kill()
        process.wait()
        listener.join()
        process.stdout.close()


def _gather(frames: queue.Queue[bytes | None], path: str, report: Report, patience: float) -> Gathering:
    gathering = Gathering()
    last = told = time.monotonic()
    while not gathering.ended:
        now = time.monotonic()
        if now - told >= _LOOK_EVERY:
            told = now
            report(gathering.done, gathering.total if gathering.total >= gathering.done else 0)
        try:
            frame = frames.get(timeout=_LOOK_EVERY)
        except queue.Empty:
            if now - last > patience:
                raise OfficeError("reading_stalled", path=path, seconds=round(patience)) from None
            continue
        if frame is None:
            raise OfficeError("reading_gave_up", path=path)
        last = time.monotonic()
        try:
            part = unpickled(frame)
            if part[0] == "refused":
                raise OfficeError(part[1], **part[2])
            gathering.take(part)
        except (pickle.UnpicklingError, EOFError, ValueError, TypeError, AttributeError, IndexError, KeyError) as error:
            raise OfficeError("reading_gave_up", path=path) from error
    return gathering


def _listen(stream: BinaryIO, frames: queue.Queue[bytes | None], stopped: threading.Event) -> None:
    """Fetch frames until the process ends or nobody wants them any more; None says that no more come."""
    with suppress(OSError, ValueError):
        while len(head := stream.read(HEAD.size)) == HEAD.size:
            (length,) = HEAD.unpack(head)
            if length > LONGEST_FRAME:
                break
            frame = stream.read(length)
            if len(frame) < length or not _put(frames, frame, stopped):
                break
    _put(frames, None, stopped)


def _put(frames: queue.Queue[bytes | None], frame: bytes | None, stopped: threading.Event) -> bool:
    while not stopped.is_set():
        with suppress(queue.Full):
            frames.put(frame, timeout=_LOOK_EVERY)
            return True
    return False
