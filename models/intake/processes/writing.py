"""A process that reads, from its own side: limited, silent but for its parts."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Callable, Iterator

from models.intake.processes.frames import Part, write_part
from models.intake.processes.limits import limit_memory


@contextlib.contextmanager
def telling() -> Iterator[Callable[[Part], None]]:
    """What writes a part to the program that listens; what is done meanwhile is done within the limits."""
    limit_memory()
    gc.disable()  # it lives for one file, and holds nothing in circles
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=1 << 16) as stream:
        sys.stdout = sys.stderr  # what a library prints is no part
        with contextlib.suppress(BrokenPipeError):
            yield lambda part: write_part(part, stream)
