"""Parts on their way from one process to another: each as its length and its pickle, unpickled without trust."""

from __future__ import annotations

import io
import pickle
import struct
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO

from models.intake.workbooks.cells import ErrorCell, UnsavedFormula
from models.intake.workbooks.reading.parts import Part

HEAD = struct.Struct("<I")
LONGEST_FRAME = 256 * 1024 * 1024
# All that a part may be made of beside texts, numbers and tuples.
_CLASSES = {(kind.__module__, kind.__qualname__): kind for kind in (date, datetime, time, timedelta, ErrorCell, UnsavedFormula)}


class _Unpickler(pickle.Unpickler):
    """Makes only what a part may be made of."""

    def find_class(self, module: str, name: str) -> Any:
        """Refuses every other class and function."""
        found = _CLASSES.get((module, name))
        if found is None:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return found


def write_parts(parts: Iterable[Part], stream: BinaryIO) -> None:
    """Write each part as it comes."""
    for part in parts:
        written = pickle.dumps(part, protocol=5)
        head = HEAD.pack(len(written))
        stream.write(head)
        stream.write(written)
        if part[0] != "rows":
            stream.flush()


def unpickled(frame: bytes) -> Part:
    """A part. Raises pickle.UnpicklingError and what a broken pickle raises."""
    part = _Unpickler(io.BytesIO(frame)).load()
    if not isinstance(part, tuple) or not part or not isinstance(part[0], str):
        raise pickle.UnpicklingError("no part")
    return part
