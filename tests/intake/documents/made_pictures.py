"""Pictures written by hand for tests, as a scanner writes them."""

from __future__ import annotations

import struct
from collections.abc import Iterable


def tiff(pages: Iterable[tuple[int, int, bytes]]) -> bytes:
    """Grey pictures (width, height, a byte a dot) as the pages of one TIFF, without packing."""
    out = bytearray(b"II*\0\0\0\0\0")
    before = 4
    for width, height, shades in pages:
        data = len(out)
        out += shades
        out += b"\0" * (len(out) % 2)
        struct.pack_into("<I", out, before, len(out))
        tags = (
            (256, 4, width),
            (257, 4, height),
            (258, 3, 8),
            (259, 3, 1),
            (262, 3, 1),
            (273, 4, data),
            (277, 3, 1),
            (278, 4, height),
            (279, 4, len(shades)),
        )
        out += struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in tags)
        before = len(out)
        out += b"\0\0\0\0"
    return bytes(out)
