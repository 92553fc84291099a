"""A file as it was given: looked at before a process is started for it, read whole by that process."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from models.errors import OfficeError


def look_at(path: Path, most_bytes: int) -> None:
    """Raises OfficeError `cannot_read_file` for what is no file that can be read, `file_too_large` above so many bytes."""
    try:
        about = path.stat()
    except (OSError, ValueError) as error:
        raise OfficeError("cannot_read_file", path=str(path), reason=getattr(error, "strerror", "") or "") from error
    if not stat.S_ISREG(about.st_mode):
        reason = os.strerror(errno.EISDIR if stat.S_ISDIR(about.st_mode) else errno.EINVAL)
        raise OfficeError("cannot_read_file", path=str(path), reason=reason)
    if about.st_size > most_bytes:
        raise _too_large(path, most_bytes)


def content_of(path: Path, most_bytes: int) -> bytes:
    """All that a file holds, counted as it really is. Raises OfficeError `cannot_read_file`, `file_too_large`."""
    try:
        with path.open("rb") as stream:
            content = stream.read(most_bytes + 1)
    except OSError as error:
        raise OfficeError("cannot_read_file", path=str(path), reason=error.strerror or "") from error
    if len(content) > most_bytes:
        raise _too_large(path, most_bytes)
    return content


def _too_large(path: Path, most_bytes: int) -> OfficeError:
    return OfficeError("file_too_large", path=str(path), limit_mb=most_bytes // (1024 * 1024))
