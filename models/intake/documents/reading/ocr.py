"""Words of pictures by Tesseract, a program of the machine: found, started, listened to, ended."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

LANGUAGE = "vie"
PATIENCE = 90.0
"""Seconds for one page; then it is given up."""
_LOOK_EVERY = 0.2
_MOST_AT_ONCE = 4
_WORD_LEVEL, _PAGE_LEVEL = "5", "1"
# Specks, edges of tables and dotted lines that were taken for signs.
_SPECKS = re.compile(r"[|¦_~^=<>«»\\{}\[\]°\"'`‘’“”.,:;!*—–-]+$")
_ROTATE = re.compile(r"Rotate: (\d+)\s+Orientation confidence: ([\d.]+)")
_SURE_TURN = 1.0
_UNSURE = 20.0
_HARDLY_SURE = 60.0
_MARKS = frozenset("-–—+*•")


class Program(NamedTuple):
    """A Tesseract that knows Vietnamese. `turns`: it finds out how a page lies."""

    path: str
    turns: bool


class SeenWord(NamedTuple):
    """A word in a picture, in pixels from the top left corner; `line` is what Tesseract takes for its line, `sure` from 0 to 100."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    line: tuple[str, str, str]
    sure: float


@dataclass(slots=True)
class SeenPage:
    """What stands in one picture of so many pixels."""

    width: int
    height: int
    words: list[SeenWord] = field(default_factory=list)

    @property
    def sure(self) -> float:
        """How sure Tesseract is of its words, by half of them."""
        return median(word.sure for word in self.words) if self.words else 0.0


@lru_cache(maxsize=1)
def program() -> Program | None:
    """The Tesseract of this machine, None where there is none or it has no Vietnamese data."""
    for path in _candidates():
        try:
            listed = subprocess.run(
                [path, "--list-langs"], capture_output=True, timeout=10, check=False, stdin=subprocess.DEVNULL, creationflags=_QUIET
            )
        except (OSError, subprocess.SubprocessError):
            continue
        languages = listed.stdout.decode("utf-8", "replace").split()
        if LANGUAGE in languages:
            return Program(path, "osd" in languages)
    return None


_QUIET = getattr(subprocess, "CREATE_NO_WINDOW", 0)


def _candidates() -> Iterator[str]:
    found = shutil.which("tesseract")
    if found:
        yield found
    if sys.platform == "win32":
        for variable in ("ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"):
            folder = os.environ.get(variable)
            for inside in ("Tesseract-OCR", r"Programs\Tesseract-OCR"):
                path = Path(folder or "", inside, "tesseract.exe")
                if folder and path.is_file():
                    yield str(path)


class Reader:
    """Reads pictures, several at once. As a context manager: leaving it ends what still runs."""

    def __init__(self, tesseract: Program) -> None:
        self._program = tesseract
        self._running: set[subprocess.Popen[bytes]] = set()
        self._lock = threading.Lock()
        self._stopped = False
        self.at_once = max(1, min(_MOST_AT_ONCE, os.cpu_count() or 1))
        self._pool = ThreadPoolExecutor(self.at_once)

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._stopped = True
            for process in self._running:
                process.kill()
        self._pool.shutdown(cancel_futures=True)

    def start(self, picture: bytes, dots_per_inch: int = 0) -> Future[list[SeenPage]]:
        """Begin to read a picture: its bytes in a form that Tesseract knows (PGM, PNG, TIFF…). Empty where it cannot be read."""
        return self._pool.submit(self._read, picture, dots_per_inch)

    def start_turning(self, picture: bytes) -> Future[int]:
        """Begin to find out by how many degrees, as the clock goes, a picture must be turned to be read; 0 where nobody knows."""
        return self._pool.submit(self._turn, picture)

    def wait_for(self, futures: Sequence[Future[Any]], tick: Callable[[], None]) -> None:
        """Wait until one of them is done. `tick` is called several times a second, and stops everything by raising."""
        while not wait(futures, _LOOK_EVERY, FIRST_COMPLETED).done:
            tick()
        tick()

    def _read(self, picture: bytes, dots_per_inch: int) -> list[SeenPage]:
        options = ["-l", LANGUAGE, "--psm", "3", *(["--dpi", str(dots_per_inch)] if dots_per_inch else []), "tsv"]
        return pages_told(self._told(picture, options))

    def _turn(self, picture: bytes) -> int:
        found = _ROTATE.search(self._told(picture, ["-l", "osd", "--psm", "0"])) if self._program.turns else None
        return int(found[1]) % 360 if found and float(found[2]) >= _SURE_TURN else 0

    def _told(self, picture: bytes, options: list[str]) -> str:
        with self._lock:
            if self._stopped:
                return ""
            process = subprocess.Popen(
                # Handed over as it is: on Windows the program does not find files with Vietnamese names.
                [self._program.path, "stdin", "stdout", *options],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
                creationflags=_QUIET,
            )
            self._running.add(process)
        try:
            told, _ = process.communicate(picture, timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return ""
        finally:
            with self._lock:
                self._running.discard(process)
        return told.decode("utf-8", "replace")


def pages_told(told: str) -> list[SeenPage]:
    """The pages of a table that Tesseract wrote (TSV)."""
    pages: list[SeenPage] = []
    for line in told.split("\n")[1:]:
        cells = line.rstrip("\r").split("\t")
        if len(cells) < 12:
            continue
        try:
            left, top, width, height = map(int, cells[6:10])
            sure = float(cells[10])
        except ValueError:
            continue
        if cells[0] == _PAGE_LEVEL:
            pages.append(SeenPage(max(1, width), max(1, height)))
        elif cells[0] == _WORD_LEVEL and pages:
            said = unicodedata.normalize("NFC", cells[11].strip())
            if said and not _is_speck(said, sure):
                key = (cells[2], cells[3], cells[4])
                pages[-1].words.append(SeenWord(said, left, top, left + width, top + height, key, sure))
    return pages


def _is_speck(said: str, sure: float) -> bool:
    if _SPECKS.match(said):
        return said not in _MARKS or sure < _UNSURE
    if sure < _HARDLY_SURE and sum(1 for letter in said if letter.isalnum()) * 2 < len(said) and "/" not in said:
        return True
    return (sure < _UNSURE and len(said) < 3) or (sure < _HARDLY_SURE and len(said) == 1 and not said.isalnum())
