"""Reads papers for the window in a process of its own: a hostile file may break this process or fill it, never the program.

A script that is started alone, so it imports nothing of the project. It is asked by one JSON line a request on its standard input and
answers with one JSON line, followed by as many bytes as the line's `bytes` says:

    {"id": 1, "do": "open", "path": "…"}          {"id": 1, "kind": "pdf", "pages": 4} or "picture", "text" (bytes), "other", "refused"
    {"id": 2, "do": "page", "page": 0, "width": 900}    {"id": 2, "kind": "image", "width": 900, "height": 1273, "stride": 3600, "bytes": …}

What a file is shows in its content, not in its name. Nothing in a file is executed.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import unicodedata
from pathlib import Path
from typing import Any, BinaryIO

# A sheet in pixels: more than any screen shows, and as much memory as one may take.
MOST_PIXELS = 16_000_000
LONGEST_SIDE = 8_000
MOST_TEXT = 200_000
MOST_PAGES = 2_000
MOST_MEMORY = 4 * 1024**3
# Decoded pictures above this many MB are refused by Qt where they cannot be made smaller while reading.
MOST_PICTURE_MB = 1024
_PICTURES = frozenset({"png", "jpeg", "jpg", "gif", "bmp", "ico", "pbm", "pgm", "ppm", "webp", "tiff", "tif"})


class RefusedError(Exception):
    """Why nothing can be shown: encrypted, damaged, unreadable, empty or too_large."""


class Reader:
    """Holds the one file that is open."""

    def __init__(self) -> None:
        self._pdf: Any = None
        self._path = Path()
        self._kind = ""

    def open(self, path: Path) -> tuple[dict[str, Any], bytes]:
        """What the file is. Raises RefusedError."""
        if self._pdf is not None:
            self._pdf.close()
            self._pdf = None
        self._path = path
        try:
            if not path.is_file():
                raise RefusedError("unreadable")
            with path.open("rb") as stream:
                start = stream.read(MOST_TEXT + 4)
        except OSError:
            raise RefusedError("unreadable") from None
        if not start:
            raise RefusedError("empty")
        if b"%PDF-" in start[:1024]:
            return self._open_pdf(), b""
        if (picture := _picture_size(path)) is not None:
            self._kind = "picture"
            return {"kind": "picture", "pages": _picture_pages(path), "size": picture}, b""
        self._kind = ""
        text = as_text(start[:MOST_TEXT], cut=len(start) > MOST_TEXT)
        if text is None:
            return {"kind": "other"}, b""
        return {"kind": "text", "cut": len(start) > MOST_TEXT}, text.encode("utf-8", "replace")

    def _open_pdf(self) -> dict[str, Any]:
        import pypdfium2

        self._kind = "pdf"
        try:
            self._pdf = pypdfium2.PdfDocument(self._path)
            pages = len(self._pdf)
        except pypdfium2.PdfiumError as error:
            encrypted = getattr(error, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD
            raise RefusedError("encrypted" if encrypted else "damaged") from None
        if pages < 1:
            raise RefusedError("damaged")
        # So that what was filled into a form shows. This build runs no scripts of a paper.
        with contextlib.suppress(pypdfium2.PdfiumError):
            self._pdf.init_forms()
        return {"kind": "pdf", "pages": pages}

    def page(self, number: int, width: int) -> tuple[dict[str, Any], bytes]:
        """One page, or the picture, drawn so many pixels wide or as wide as the limits allow. Raises RefusedError."""
        width = max(16, min(width, LONGEST_SIDE))
        return self._pdf_page(number, width) if self._kind == "pdf" else self._picture(number, width)

    def _pdf_page(self, number: int, width: int) -> tuple[dict[str, Any], bytes]:
        import pypdfium2

        try:
            page = self._pdf[number]
            across, down = page.get_size()
            if across <= 0 or down <= 0:
                raise RefusedError("damaged")
            scale = min(width / across, LONGEST_SIDE / down, (MOST_PIXELS / (across * down)) ** 0.5)
            bitmap = page.render(scale=scale, prefer_bgrx=True, maybe_alpha=False)
            content = bytes(bitmap.buffer)
        except (pypdfium2.PdfiumError, IndexError, ValueError, MemoryError):
            raise RefusedError("damaged") from None
        facts = {"kind": "image", "width": bitmap.width, "height": bitmap.height, "stride": bitmap.stride}
        bitmap.close()
        page.close()
        return facts, content

    def _picture(self, number: int, width: int) -> tuple[dict[str, Any], bytes]:
        from PySide6.QtCore import QSize
        from PySide6.QtGui import QImage, QImageReader

        QImageReader.setAllocationLimit(MOST_PICTURE_MB)
        reader = QImageReader(str(self._path))
        reader.setDecideFormatFromContent(True)
        reader.setAutoTransform(True)
        if number and not reader.jumpToImage(number):
            raise RefusedError("damaged")
        size = reader.size()
        if size.isValid():
            across, down = size.width(), size.height()
            if reader.transformation().value & 4:  # lies on its side
                across, down = down, across
            scale = min(width / across, LONGEST_SIDE / down, (MOST_PIXELS / (across * down)) ** 0.5, 1.0)
            if scale < 1.0:
                reader.setScaledSize(QSize(max(1, round(size.width() * scale)), max(1, round(size.height() * scale))))
        image = reader.read()
        if image.isNull():
            huge = size.isValid() and size.width() * size.height() * 4 > MOST_PICTURE_MB * 1024 * 1024
            raise RefusedError("too_large" if huge else "damaged")
        # On white, as paper is.
        sheet = QImage(image.size(), QImage.Format.Format_RGB32)
        sheet.fill(0xFFFFFFFF)
        _lay(image, sheet)
        content = bytes(sheet.constBits())
        return {"kind": "image", "width": sheet.width(), "height": sheet.height(), "stride": sheet.bytesPerLine()}, content


def _lay(image: Any, sheet: Any) -> None:
    from PySide6.QtGui import QPainter

    painter = QPainter(sheet)
    painter.drawImage(0, 0, image)
    painter.end()


def _picture_size(path: Path) -> list[int] | None:
    """Width and height of a picture, None for what is none. Raises RefusedError for one whose head alone is whole."""
    from PySide6.QtGui import QImageReader

    kind = QImageReader.imageFormat(str(path))
    name = bytes(kind.data()).decode("ascii", "replace").lower() if hasattr(kind, "data") else str(kind)
    if name not in _PICTURES:
        return None
    size = QImageReader(str(path), name.encode()).size()
    if not size.isValid():
        raise RefusedError("damaged")
    return [size.width(), size.height()]


def _picture_pages(path: Path) -> int:
    """How many pages a picture has: a scanner writes them all into one TIFF file. What moves in other kinds are no pages."""
    from PySide6.QtGui import QImageReader

    kind = bytes(QImageReader.imageFormat(str(path)).data()).decode("ascii", "replace").lower()
    return max(1, min(QImageReader(str(path)).imageCount(), MOST_PAGES)) if kind in ("tiff", "tif") else 1


def as_text(content: bytes, *, cut: bool = False) -> str | None:
    """The beginning of a text file in whichever of the usual encodings; None for what is no text. `cut`: the last letter may be half."""
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        return None  # the office programs' own kinds
    text = _decoded(content, cut=cut)
    if text is None:
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    strange = sum(1 for letter in text if unicodedata.category(letter) == "Cc" and letter not in "\n\t\f")
    if strange * 20 > len(text):
        return None
    return unicodedata.normalize("NFC", text)


def _decoded(content: bytes, *, cut: bool) -> str | None:
    if content.startswith(b"\xef\xbb\xbf"):
        return content[3:].decode("utf-8", "replace")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    if b"\x00" in content:
        # Without a mark, yet every second byte is empty in what is mostly Latin letters.
        for encoding, zeros in (("utf-16-le", content[1::2]), ("utf-16-be", content[::2])):
            if zeros.count(0) * 3 > len(zeros):
                return content.decode(encoding, "replace")
        return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        if cut and error.start >= len(content) - 3:
            return content[: error.start].decode("utf-8")
    try:
        return content.decode("cp1258")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def answer(reader: Reader, line: bytes) -> bytes:
    """The answer to one request."""
    request = json.loads(line)
    try:
        if request["do"] == "open":
            facts, content = reader.open(Path(request["path"]))
        else:
            facts, content = reader.page(int(request["page"]), int(request["width"]))
    except RefusedError as refusal:
        facts, content = {"kind": "refused", "why": str(refusal)}, b""
    except MemoryError:
        facts, content = {"kind": "refused", "why": "damaged"}, b""
    head = json.dumps({**facts, "id": request["id"], "bytes": len(content)})
    return head.encode() + b"\n" + content


def limit_memory() -> None:
    """A paper made to fill the computer fills this process only so far. Windows has no such call; there the program's timer ends it."""
    if os.name == "nt":
        return
    import resource

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer until nobody asks any more."""
    from PySide6.QtCore import QCoreApplication

    app = QCoreApplication.instance() or QCoreApplication([])  # where Qt's readers of pictures are found
    reader = Reader()
    for line in requests:
        answers.write(answer(reader, line))
        answers.flush()
    del app


if __name__ == "__main__":
    limit_memory()
    serve(sys.stdin.buffer, sys.stdout.buffer)
