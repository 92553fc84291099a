"""The zip that an .xlsx, .xlsm, .xlsb or .ods file is: its parts, piece by piece, counted as they really are, not as declared."""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers import expat

from models.errors import OfficeError

MOST_UNPACKED = 400 * 1024 * 1024
MOST_ABOUT = 16 * 1024 * 1024
"""Of the parts that say how a book is made up: its relations, its styles. Real ones have some hundred kilobytes."""
_MOST_PARTS = 20_000
_PIECE = 4 << 20
_LOCAL_HEAD = struct.Struct("<4s22xHH")
_MANIFEST = "meta-inf/manifest.xml"
_ENCRYPTED = re.compile(rb"<(?:\w+:)?encryption-data\b")
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


class DamagedError(Exception):
    """The file is not what it says it is, or broken."""


class Package:
    """Of the file at `path`, whose name is told.

    Raises DamagedError for what is no zip, OfficeError `unpacked_too_large` once more was unpacked than an honest file holds.
    """

    def __init__(self, content: bytes, path: str) -> None:
        self._content = content
        self.path = path
        self._unpacked = 0
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                parts = package.infolist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, struct.error, RecursionError) as error:
            raise DamagedError(str(error)) from error
        if len(parts) > _MOST_PARTS:
            raise DamagedError("too many parts")
        self._parts = {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in parts}
        self.encrypted = any(info.flag_bits & 1 for info in parts)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    def starting_with(self, prefix: str) -> list[str]:
        """The names of the parts that begin so, in small letters."""
        return sorted(name for name in self._parts if name.startswith(prefix))

    def size(self, name: str) -> int:
        """How large a part says it is, in bytes, unpacked."""
        return self._parts[name.lower()].file_size if name in self else 0

    def charge(self, size: int) -> None:
        """Count what another reader is going to unpack."""
        self._unpacked += size
        if self._unpacked > MOST_UNPACKED:
            raise OfficeError("unpacked_too_large", path=self.path, limit_mb=MOST_UNPACKED // (1024 * 1024))

    def pieces(self, name: str, most: int = MOST_UNPACKED) -> Iterator[bytes]:
        """A part as it really unpacks, whatever size it declares.

        Raises OfficeError `unpacked_too_large` where it is larger than `most`.
        """
        unpacked = self.size(name)  # believed where it says too much, counted where it says little
        if unpacked <= most:
            unpacked = 0
            for piece in self._pieces(name):
                unpacked += len(piece)
                if unpacked > most:
                    break
                self.charge(len(piece))
                yield piece
        if unpacked > most:
            raise OfficeError("unpacked_too_large", path=self.path, limit_mb=most // (1024 * 1024))

    def _pieces(self, name: str) -> Iterator[bytes]:
        info = self._parts.get(name.lower())
        if info is None:
            raise DamagedError(f"no part {name}")
        start = info.header_offset
        head = self._content[start : start + _LOCAL_HEAD.size]
        if len(head) < _LOCAL_HEAD.size or not head.startswith(b"PK\x03\x04"):
            raise DamagedError(f"no head of {name}")
        _, name_size, extra_size = _LOCAL_HEAD.unpack(head)
        start += _LOCAL_HEAD.size + name_size + extra_size
        packed = memoryview(self._content)[start : start + info.compress_size]
        if info.compress_type == zipfile.ZIP_STORED:
            for place in range(0, len(packed), _PIECE):
                yield bytes(packed[place : place + _PIECE])
            return
        if info.compress_type != zipfile.ZIP_DEFLATED:
            raise DamagedError(f"packing {info.compress_type} of {name}")
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        rest: bytes | memoryview = packed
        try:
            while not inflater.eof and (rest or inflater.unconsumed_tail):
                piece = inflater.decompress(rest, _PIECE)
                rest = inflater.unconsumed_tail
                if not piece and not rest:
                    break
                yield piece
        except zlib.error as error:
            raise DamagedError(str(error)) from error

    def read(self, name: str, most: int = MOST_UNPACKED) -> bytes:
        """A whole part."""
        return b"".join(self.pieces(name, most))

    def without(self, name: str) -> bytes:
        """The zip without one part."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
            for other in self._parts:
                if other != name:
                    package.writestr(self._parts[other].filename, self.read(other))
        return stream.getvalue()

    def has_document_types(self) -> bool:
        """Whether a part declares a document type or entities of its own: no spreadsheet program writes that."""
        return any(
            _DOCTYPE.search(next(self.pieces(name), b"")[:4096]) is not None
            for name in self._parts
            if name.endswith((".xml", ".rels")) and not name.startswith("xl/media/")
        )

    def tells_encryption(self) -> bool:
        """Whether an OpenDocument file says of its parts that they are encrypted."""
        return _MANIFEST in self and _ENCRYPTED.search(self.read(_MANIFEST)) is not None

    def relations(self, name: str) -> dict[str, str]:
        """Of a part: relation id -> name of the part it points to. What lies outside the package is left out."""
        folder, base = posixpath.split(name)
        place = f"{folder}/_rels/{base}.rels"
        found: dict[str, str] = {}
        if place not in self:
            return found

        def start(tag: str, attributes: dict[str, str]) -> None:
            if local(tag) == "Relationship" and attributes.get("TargetMode") != "External" and "Id" in attributes:
                target = attributes.get("Target", "").replace("\\", "/")
                whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
                found[attributes["Id"]] = whole

        parse_xml(self.pieces(place, MOST_ABOUT), start)
        return found


def local(tag: str) -> str:
    """A name of an element or attribute without its prefix."""
    return tag.rpartition(":")[2]


class _Handlers:
    """What expat calls; entities of a document's own are refused."""

    @staticmethod
    def refuse(*_: object) -> None:
        raise DamagedError("declares entities")


def new_parser(start: object, end: object, text: object, separator: str | None = None) -> expat.XMLParserType:
    """A parser that tells tags and text, refuses entities of a document's own and never fetches anything.

    With a separator names have their namespace.
    """
    parser = expat.ParserCreate(None, separator)
    parser.buffer_text = True
    parser.StartElementHandler = start  # type: ignore[assignment]
    parser.EndElementHandler = end  # type: ignore[assignment]
    parser.CharacterDataHandler = text  # type: ignore[assignment]
    parser.EntityDeclHandler = _Handlers.refuse
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    return parser


def parse_xml(pieces: Iterator[bytes], start: object = None, end: object = None, text: object = None, separator: str | None = None) -> None:
    """Walk through XML. With a separator names have their namespace. Raises DamagedError."""
    parser = new_parser(start, end, text, separator)
    try:
        for piece in pieces:
            parser.Parse(piece, False)  # noqa: FBT003 - expat's own
        parser.Parse(b"", True)  # noqa: FBT003 - expat's own
    except expat.ExpatError as error:
        raise DamagedError(str(error)) from error
