"""A file as it was given: looked at before a process is started for it."""

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
        raise OfficeError("file_too_large", path=str(path), limit_mb=most_bytes // (1024 * 1024))
