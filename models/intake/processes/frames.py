"""Parts on their way from one process to another: each as its length and its pickle, unpickled without trust.

A part is a tuple that begins with its name.
"""

from __future__ import annotations

import io
import pickle
import struct
from collections.abc import Mapping
from typing import Any, BinaryIO

Part = tuple[Any, ...]
Classes = Mapping[tuple[str, str], type]
"""Module and name of each class that a part may be made of beside texts, numbers, tuples, lists and dictionaries."""
HEAD = struct.Struct("<I")
LONGEST_FRAME = 256 * 1024 * 1024


def classes(*kinds: type) -> Classes:
    """These classes by where they stand."""
    return {(kind.__module__, kind.__qualname__): kind for kind in kinds}


class _Unpickler(pickle.Unpickler):
    """Makes only what a part may be made of."""

    def __init__(self, frame: bytes, allowed: Classes) -> None:
        super().__init__(io.BytesIO(frame))
        self._allowed = allowed

    def find_class(self, module: str, name: str) -> Any:
        """Refuses every other class and function."""
        found = self._allowed.get((module, name))
        if found is None:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return found


def write_part(part: Part, stream: BinaryIO) -> None:
    """Write a part, at once."""
    written = pickle.dumps(part, protocol=5)
    head = HEAD.pack(len(written))
    stream.write(head)
    stream.write(written)
    stream.flush()


def unpickled(frame: bytes, allowed: Classes) -> Part:
    """A part. Raises pickle.UnpicklingError and what a broken pickle raises."""
    part = _Unpickler(frame, allowed).load()
    if not isinstance(part, tuple) or not part or not isinstance(part[0], str):
        raise pickle.UnpicklingError("no part")
    return part
