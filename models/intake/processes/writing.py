"""A process that reads, from its own side: limited, silent but for its parts."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Iterable

from models.intake.processes.frames import Part, write_parts
from models.intake.processes.limits import limit_memory


def tell(parts: Iterable[Part]) -> None:
    """Write these parts, made within the limits, to the program that listens."""
    limit_memory()
    gc.disable()  # it lives for one file, and holds nothing in circles
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=1 << 16) as stream:
        sys.stdout = sys.stderr  # what a library prints is no part
        with contextlib.suppress(BrokenPipeError):
            write_parts(parts, stream)
