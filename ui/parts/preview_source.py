"""Papers read for the screen by the process of `ui.parts.preview_worker`: asked here, answered by signals, never waited for."""

from __future__ import annotations

import atexit
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, QTimer, Signal
from PySide6.QtGui import QImage

# A paper whose page is not drawn by then never will be.
SLOWEST_MS = 20_000
_LAST_MS = 300
_WORKER = Path(__file__).with_name("preview_worker.py")


@dataclass(frozen=True, slots=True)
class Opened:
    """What a file is: "pdf", "picture", "text" or "other"; its pages; its text, and whether that is only its beginning."""

    kind: str
    pages: int = 1
    text: str = ""
    cut: bool = False


class _Worker:
    """The running process. Lives here, not with the window, so that it ends before Qt takes it apart."""

    alive: set[_Worker] = set()

    def __init__(self, owner: QObject) -> None:
        self.process = QProcess()
        self.process.setStandardErrorFile(QProcess.nullDevice())
        self.head: dict[str, Any] | None = None
        self.data = bytearray()
        self.alive.add(self)
        owner.destroyed.connect(self.stop)
        self.process.start(sys.executable, ["-I", str(_WORKER)])

    def stop(self) -> None:
        """End it now. It holds nothing that could be lost."""
        if self in self.alive:
            self.alive.discard(self)
            self.process.blockSignals(True)  # noqa: FBT003 - Qt's own
            self.process.kill()
            self.process.waitForFinished(_LAST_MS)

    def answers(self) -> Iterator[tuple[dict[str, Any], bytes]]:
        """The whole answers that have come by now."""
        self.data += self.process.readAllStandardOutput().data()
        while True:
            if self.head is None:
                end = self.data.find(b"\n")
                if end < 0:
                    return
                self.head = json.loads(self.data[:end])
                del self.data[: end + 1]
            size = self.head["bytes"]
            if len(self.data) < size:
                return
            head, content = self.head, bytes(self.data[:size])
            del self.data[:size]
            self.head = None
            yield head, content


@atexit.register
def _stop_all() -> None:
    """Before Qt goes: a process that still runs when its object is taken apart is complained of."""
    for worker in tuple(_Worker.alive):
        worker.stop()


class PreviewSource(QObject):
    """`open(path)`, then `draw(page, width)` of what was opened. An answer to an older question is dropped."""

    opened = Signal(object)
    drawn = Signal(int, int, object)  # page, the width that was asked for, QImage
    #: Why nothing can be shown: encrypted, damaged, unreadable, empty, too_large, or broken (the reader gave up).
    refused = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._worker: _Worker | None = None
        self._waiting: dict[int, tuple[Any, ...]] = {}
        self._last = 0
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOWEST_MS)
        self._slow.timeout.connect(self._give_up)

    def open(self, path: Path) -> None:
        """Read this file; everything asked before is off."""
        if self._waiting:
            # It is busy with what nobody wants any more.
            self._end()
        self._waiting.clear()
        self._ask(("open",), do="open", path=str(path))

    def draw(self, page: int, width: int) -> None:
        """Draw a page (from 0) of what is open, so many pixels wide."""
        if ("page", page, width) not in self._waiting.values():
            self._ask(("page", page, width), do="page", page=page, width=width)

    def close(self) -> None:
        """Nothing is wanted any more; the process goes."""
        self._waiting.clear()
        self._end()

    def _ask(self, what: tuple[Any, ...], **request: Any) -> None:
        if self._worker is None:
            if what[0] != "open":
                return  # what it had open went with it, and that was told
            self._start()
        assert self._worker is not None
        self._last += 1
        self._waiting[self._last] = what
        self._worker.process.write(json.dumps({"id": self._last, **request}).encode() + b"\n")
        self._slow.start()

    def _start(self) -> None:
        self._worker = _Worker(self)
        process = self._worker.process
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._ended)

    def _read(self) -> None:
        worker = self._worker
        if worker is not None:
            for head, content in worker.answers():
                self._answered(head, content)
                if self._worker is not worker:
                    return

    def _answered(self, head: dict[str, Any], content: bytes) -> None:
        what = self._waiting.pop(head["id"], None)
        if not self._waiting:
            self._slow.stop()
        if what is None:
            return
        if head["kind"] == "refused":
            self.refused.emit(head["why"])
        elif head["kind"] == "image":
            image = QImage(content, head["width"], head["height"], head["stride"], QImage.Format.Format_RGB32).copy()
            self.drawn.emit(what[1], what[2], image)
        else:
            self.opened.emit(Opened(head["kind"], head.get("pages", 1), content.decode("utf-8", "replace"), head.get("cut", False)))

    def _give_up(self) -> None:
        self._end()
        self._fail()

    def _ended(self) -> None:
        """The process is gone by itself; where an answer was still to come, it broke on the file."""
        self._end()
        self._fail()

    def _fail(self) -> None:
        wanted, self._waiting = bool(self._waiting), {}
        if wanted:
            self.refused.emit("broken")

    def _end(self) -> None:
        self._slow.stop()
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.stop()
            # It may be its own signal that brought us here: its object must outlive that. A partial holds it, a bound method would not.
            QTimer.singleShot(0, partial(_Worker.stop, worker))
