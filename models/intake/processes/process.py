"""A process that reads, from the side of the program: started, listened to, ended."""

from __future__ import annotations

import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from models.errors import OfficeError
from models.intake.processes.frames import HEAD, LONGEST_FRAME, Classes, Part, unpickled

PATIENCE = 10.0
"""Seconds without a sign of progress before the reading is given up."""
LOOK_EVERY = 0.1
BROKEN = (pickle.UnpicklingError, EOFError, ValueError, TypeError, AttributeError, IndexError, KeyError)
"""What a part that is none raises where it is taken apart."""
_WAITING_FRAMES = 16


class ProcessEndedError(Exception):
    """The process ended, or told nonsense, before all came."""


class StalledError(Exception):
    """The process showed no sign of progress."""


def parts_of(
    script: Path, *arguments: str, allowed: Classes, tick: Callable[[], None], patience: float = PATIENCE
) -> Generator[Part, None, None]:
    """The parts that a script of ours writes, as they come; close the iterator to end the process and all that it started.

    `tick` is called about ten times a second and may stop everything by raising. Raises OfficeError where the process refuses,
    StalledError, ProcessEndedError.
    """
    process = subprocess.Popen(
        [sys.executable, "-I", "-X", "utf8", str(script), *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        start_new_session=True,
    )
    assert process.stdout is not None
    frames: queue.Queue[bytes | None] = queue.Queue(_WAITING_FRAMES)
    stopped = threading.Event()
    listener = threading.Thread(target=_listen, args=(process.stdout, frames, stopped), daemon=True)
    listener.start()
    try:
        yield from _parts(frames, allowed, tick, patience)
    finally:
        stopped.set()
        _end(process)
        listener.join()
        process.stdout.close()


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process with what it started (on Windows its job ends the others with it)."""
    if sys.platform != "win32":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def _parts(frames: queue.Queue[bytes | None], allowed: Classes, tick: Callable[[], None], patience: float) -> Generator[Part, None, None]:
    last = told = time.monotonic()
    while True:
        now = time.monotonic()
        if now - told >= LOOK_EVERY:
            told = now
            tick()
        try:
            frame = frames.get(timeout=LOOK_EVERY)
        except queue.Empty:
            if now - last > patience:
                raise StalledError from None
            continue
        if frame is None:
            raise ProcessEndedError
        last = time.monotonic()
        try:
            part = unpickled(frame, allowed)
            refusal = OfficeError(part[1], **part[2]) if part[0] == "refused" else None
        except BROKEN as error:
            raise ProcessEndedError from error
        if refusal is not None:
            raise refusal
        yield part


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
            frames.put(frame, timeout=LOOK_EVERY)
            return True
    return False
