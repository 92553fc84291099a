"""Pictures of pages as PDF pages, so that they are drawn, turned and straightened as scans in PDF files are."""

from __future__ import annotations

import struct

_LONG_SIDE = 842.0
_MOST_PIXELS = 200_000_000
# EXIF: how a camera says that it was held -> degrees by which the picture is turned, as the clock goes. Mirrored ones are left.
_TURNED = {3: 180, 6: 90, 8: 270}
_JPEG_FRAMES = frozenset((0xC0, 0xC1, 0xC2))
_BARE = frozenset((0x01, *range(0xD0, 0xDA)))
_PNG_SPACES = {0: ("/DeviceGray", 1), 2: ("/DeviceRGB", 3), 3: ("/Indexed /DeviceRGB", 1)}


def as_pdf(content: bytes) -> bytes | None:
    """A JPEG or PNG as a PDF of one page, without being unpacked. None for other pictures, and those that PDF cannot hold as they are."""
    if content.startswith(b"\xff\xd8"):
        return _jpeg(content)
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return _png(content)
    return None


def _jpeg(content: bytes) -> bytes | None:
    at, turned = 2, 0
    while at + 4 <= len(content) and content[at] == 0xFF:
        kind = content[at + 1]
        if kind in _BARE or kind == 0xFF:
            at += 1 if kind == 0xFF else 2
            continue
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        inside = content[at + 4 : at + 2 + length]
        if kind == 0xE1 and inside.startswith(b"Exif\0\0"):
            turned = _TURNED.get(_held(inside[6:]), 0)
        if kind in _JPEG_FRAMES and len(inside) >= 6:
            height, width = struct.unpack_from(">HH", inside, 1)
            space = {1: "/DeviceGray", 3: "/DeviceRGB"}.get(inside[5])
            return _page(content, width, height, f"/ColorSpace {space} /BitsPerComponent 8 /Filter /DCTDecode", turned) if space else None
        at += 2 + length
    return None


def _held(exif: bytes) -> int:
    """The tag "Orientation" of the first directory; 1 where there is none."""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None or len(exif) < 10:
        return 1
    (start,) = struct.unpack_from(order + "I", exif, 4)
    if start + 2 > len(exif):
        return 1
    (count,) = struct.unpack_from(order + "H", exif, start)
    for number in range(min(count, 200)):
        place = start + 2 + 12 * number
        if place + 12 > len(exif):
            break
        tag, _, _, value = struct.unpack_from(order + "HHIH", exif, place)
        if tag == 0x0112:
            return int(value)
    return 1


def _png(content: bytes) -> bytes | None:
    at, data, palette = 8, [], b""
    about: tuple[int, ...] | None = None
    while at + 12 <= len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        kind, inside = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        if kind == b"IHDR" and len(inside) == 13:
            about = struct.unpack(">IIBBBBB", inside)
        elif kind == b"PLTE":
            palette = inside
        elif kind == b"IDAT":
            data.append(inside)
        at += 12 + length
    if about is None or not data:
        return None
    width, height, depth, colours, _, _, woven = about
    if woven or colours not in _PNG_SPACES or depth > 8:
        return None
    space, parts = _PNG_SPACES[colours]
    if colours == 3:
        space = f"[{space} {max(0, len(palette) // 3 - 1)} <{palette.hex()}>]"
    return _page(
        b"".join(data), width, height,
        f"/ColorSpace {space} /BitsPerComponent {depth} /Filter /FlateDecode "
        f"/DecodeParms << /Predictor 15 /Colors {parts} /BitsPerComponent {depth} /Columns {width} >>",
        0,
    )  # fmt: skip


def _page(data: bytes, width: int, height: int, about: str, turned: int) -> bytes | None:
    if not (0 < width * height <= _MOST_PIXELS):
        return None
    scale = _LONG_SIDE / max(width, height)
    across, down = round(width * scale, 2), round(height * scale, 2)
    drawn = f"{across} 0 0 {down} 0 0 cm /P Do".encode("ascii")
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {across} {down}] /Rotate {turned} /Contents 4 0 R "
        "/Resources << /XObject << /P 5 0 R >> >> >>".encode("ascii"),
        b"<< /Length %d >>\nstream\n" % len(drawn) + drawn + b"\nendstream",
        f"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} {about} /Length {len(data)} >>\nstream\n".encode("ascii")
        + data
        + b"\nendstream",
    ]  # fmt: skip
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(out)
