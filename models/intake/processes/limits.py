"""What a process that reads may take of the machine."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

MOST_MEMORY = 900 * 1024 * 1024


def limit_memory() -> None:
    """Let this process have so much memory and no more."""
    if sys.platform == "win32":
        from models.intake.processes.windows_job import limit_this_process

        limit_this_process(MOST_MEMORY)
    else:
        import resource

        with contextlib.suppress(OSError, ValueError):
            _, most = resource.getrlimit(resource.RLIMIT_AS)
            resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, most))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


@contextlib.contextmanager
def others_unlimited() -> Iterator[None]:
    """A program that this process starts meanwhile may have the memory it needs: LibreOffice reserves more than it uses."""
    if sys.platform == "win32":
        yield
        return
    import resource

    own, most = resource.getrlimit(resource.RLIMIT_AS)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    try:
        yield
    finally:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (own, most))
