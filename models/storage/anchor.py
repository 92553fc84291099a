"""The anchor: a small file beside the database that remembers the last journal entry.

A chain of hashes shows that an entry in the middle was touched, but not that the newest ones were cut off. The anchor does. It is
written after each commit, so after a crash it may be one entry behind; it is never ahead of an honest journal.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from models.storage.files import write_over

ANCHOR_NAME = "journal.anchor"
_LENGTH = 20 + 1 + 64 + 1


@dataclass(frozen=True, slots=True)
class Anchored:
    """The number and hash of the entry that the anchor remembers."""

    seq: int
    hash: str


class Anchor:
    """Reads and writes one anchor file."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / ANCHOR_NAME

    def write(self, seq: int, entry_hash: str, *, durable: bool = False) -> None:
        """Remember this entry. Overwritten in place: 86 bytes reach the disk whole or not at all, and no rename costs a sync.

        `durable` waits for the disk: at founding, so that the file is never found empty, and when the office is closed.
        """
        write_over(self.path, f"{seq:>20} {entry_hash:<64}\n".encode("ascii"), durable=durable)

    def read(self) -> Anchored | None:
        """What is remembered; None when there is no anchor or it is not readable as one."""
        try:
            content = self.path.read_bytes()
            if len(content) != _LENGTH:
                return None
            number, entry_hash = content.decode("ascii").split()
            return Anchored(int(number), entry_hash)
        except (OSError, ValueError):
            return None
