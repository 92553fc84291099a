"""The compound file that an .xls is, and an .xlsx with a password: its streams."""

from __future__ import annotations

import struct

from models.intake.workbooks.reading.package import DamagedError

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FREE = 0xFFFFFFFB  # this and above are marks, no sectors
_ENTRY = 128


class CompoundFile:
    """Raises DamagedError for what is cut or circular."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        if len(content) < 512 or not content.startswith(MAGIC):
            raise DamagedError("no compound file")
        sector_shift, mini_shift = struct.unpack_from("<HH", content, 30)
        if sector_shift not in (9, 12) or mini_shift > sector_shift:
            raise DamagedError("sector size")
        self._sector = 1 << sector_shift
        self._mini = 1 << mini_shift
        first_directory, _, self._mini_cutoff, first_mini_table = struct.unpack_from("<IIII", content, 48)
        self._table = self._allocation_table()
        self._names: dict[str, tuple[int, int]] = {}
        self._mini_stream = b""
        root = (0xFFFFFFFE, 0)
        directory = self._chain(first_directory)
        for place in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", directory, place + 64)
            start, size = struct.unpack_from("<II", directory, place + 116)
            if kind == 5:
                root = (start, size)
            elif kind == 2 and 2 <= length <= 64:
                name = directory[place : place + length - 2].decode("utf-16-le", "replace")
                self._names.setdefault(name.lower(), (start, size))
        self._mini_table = _numbers(self._chain(first_mini_table)) if first_mini_table < _FREE else ()
        if root[0] < _FREE and self._mini_table:
            self._mini_stream = self._chain(root[0])

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names

    def stream(self, name: str) -> bytes:
        """The bytes of a stream."""
        start, size = self._names[name.lower()]
        if size >= self._mini_cutoff or not self._mini_table:
            return self._chain(start)[:size]
        pieces: list[bytes] = []
        sector = start
        while sector < len(self._mini_table) and len(pieces) <= len(self._mini_table):
            pieces.append(self._mini_stream[sector * self._mini : (sector + 1) * self._mini])
            sector = self._mini_table[sector]
        return b"".join(pieces)[:size]

    def _allocation_table(self) -> tuple[int, ...]:
        sectors = list(struct.unpack_from("<109I", self._content, 76))
        (more,) = struct.unpack_from("<I", self._content, 68)
        per_sector = self._sector // 4
        seen: set[int] = set()
        while more < _FREE and more not in seen:
            seen.add(more)
            numbers = _numbers(self._at(more))
            if len(numbers) < per_sector:
                break
            sectors.extend(numbers[: per_sector - 1])
            more = numbers[-1]
        table: list[int] = []
        for sector in sectors:
            if sector < _FREE:
                table.extend(_numbers(self._at(sector)))
        return tuple(table)

    def _at(self, sector: int) -> bytes:
        start = (sector + 1) * self._sector
        return self._content[start : start + self._sector]

    def _chain(self, sector: int) -> bytes:
        pieces: list[bytes] = []
        while sector < len(self._table):
            if len(pieces) > len(self._table):
                raise DamagedError("circular")
            pieces.append(self._at(sector))
            sector = self._table[sector]
        return b"".join(pieces)


def _numbers(written: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(written) // 4}I", written[: len(written) // 4 * 4])
