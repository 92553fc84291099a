"""Reads one file in a process of its own: a hostile file may break or fill this process, never the program.

Started alone, with the path of the file; writes parts to its standard output, each as its length and its pickle. What they are made
of is in `parts`, how they are read safely in `process`.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from pathlib import Path

MOST_MEMORY = 900 * 1024 * 1024


def limit_memory() -> None:
    """Let this process have so much memory and no more."""
    if sys.platform == "win32":
        from models.intake.workbooks.reading.windows_job import limit_this_process

        limit_this_process(MOST_MEMORY)
    else:
        import resource

        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(path: str) -> None:
    """Read the file, write its parts."""
    from models.intake.workbooks.reading.contents import file_parts
    from models.intake.workbooks.reading.frames import write_parts

    limit_memory()
    gc.disable()  # it lives for one file, and holds nothing in circles
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=1 << 16) as stream:
        sys.stdout = sys.stderr  # what a library prints is no part
        with contextlib.suppress(BrokenPipeError):
            write_parts(file_parts(path), stream)
            stream.flush()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[4]))
    main(sys.argv[1])
