"""An .xlsx or .xlsm package as it lies on the disk: which part is which sheet, and the same package again with single parts replaced."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from typing import BinaryIO
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from models.errors import OfficeError

MOST_UNPACKED = 400 * 1024 * 1024
_CHUNK = 1 << 20
_OFFICE_DOCUMENT = "/officeDocument"
_STYLES = "/styles"


def _local(name: str) -> str:
    """The name without its namespace: strict and transitional workbooks differ in nothing else here."""
    return name.rpartition("}")[2]


def _plain(part: str) -> str:
    return part.replace("\\", "/").lower()


def _tree(xml: bytes) -> ET.Element:
    """The root of a small part. Raises ParseError, also for a part that declares a document type: no workbook has one."""
    if b"<!DOCTYPE" in xml:
        raise ET.ParseError("document type")
    return ET.fromstring(xml)  # noqa: S314 - entities need a document type, which was refused


class Package:
    """A package in memory. Raises OfficeError `not_a_workbook` where its zip or its list of sheets cannot be read, and
    `unpacked_too_large` where all parts together, read by nobody or not, would be more than a workbook ever is: each is written anew.
    """

    def __init__(self, content: bytes, *, name: str) -> None:
        self._name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            if sum(entry.file_size for entry in self._zip.infolist()) > MOST_UNPACKED:
                raise OfficeError("unpacked_too_large", path=name, limit_mb=MOST_UNPACKED // (1024 * 1024))
            # Names of parts know no difference of case, and some programs write them with the other slash.
            self._names = {_plain(entry): entry for entry in self._zip.namelist()}
            self._workbook = self._target_of("", _OFFICE_DOCUMENT)
            root = _tree(self.read(self._workbook))
        except (zipfile.BadZipFile, KeyError, ET.ParseError, ValueError) as error:
            raise OfficeError("not_a_workbook", path=name) from error
        self._sheets: dict[str, str] = {}
        self.names: dict[str, str] = {}
        """What the names of the whole workbook stand for."""
        for element in root.iter():
            if _local(element.tag) == "definedName" and element.get("localSheetId") is None:
                self.names[element.get("name", "")] = (element.text or "").strip()
            if _local(element.tag) == "sheet":
                link = next((value for key, value in element.attrib.items() if _local(key) == "id" and key != "id"), "")
                self._sheets.setdefault(element.get("name", ""), link)

    def read(self, part: str) -> bytes:
        """The bytes of a part. Raises OfficeError `not_a_workbook` where it is damaged or not there."""
        try:
            return self._zip.read(self._names.get(_plain(part), part))
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError) as error:
            raise OfficeError("not_a_workbook", path=self._name) from error

    def sheet_part(self, sheet: str) -> str:
        """The part of the sheet of this name. Raises OfficeError `sheet_not_found`."""
        link = self._sheets.get(sheet)
        target = self._names.get(_plain(self._links(self._workbook).get(link or "", ("", ""))[1]))
        if target is None:
            raise OfficeError("sheet_not_found", sheet=sheet, sheets=", ".join(self._sheets))
        return target

    def sheet_parts(self) -> tuple[str, ...]:
        """The parts of all sheets."""
        links = self._links(self._workbook)
        found = (self._names.get(_plain(links.get(link, ("", ""))[1])) for link in self._sheets.values())
        return tuple(part for part in found if part is not None)

    def styles_part(self) -> str | None:
        """The part with the styles of cells, None where the workbook has none."""
        part = next((target for kind, target in self._links(self._workbook).values() if kind.endswith(_STYLES)), "")
        return self._names.get(_plain(part))

    def write(self, target: BinaryIO, parts: Mapping[str, bytes]) -> None:
        """The package again, in the same order, with these parts replaced; the bytes of every other part are the same."""
        with zipfile.ZipFile(target, "w") as new:
            new.comment = self._zip.comment
            for entry in self._zip.infolist():
                # Of two entries of one name the last counts, for every reader.
                if entry is not self._zip.getinfo(entry.filename):
                    continue
                copied = zipfile.ZipInfo(entry.filename, entry.date_time)
                copied.compress_type = entry.compress_type
                copied.external_attr = entry.external_attr
                copied.create_system = entry.create_system
                copied.comment = entry.comment
                if entry.filename in parts:
                    new.writestr(copied, parts[entry.filename])
                    continue
                copied.file_size = entry.file_size
                try:
                    with self._zip.open(entry) as old, new.open(copied, "w") as part:
                        while piece := old.read(_CHUNK):
                            part.write(piece)
                except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
                    raise OfficeError("not_a_workbook", path=self._name) from error

    def _target_of(self, source: str, kind: str) -> str:
        for found, target in self._links(source).values():
            if found.endswith(kind):
                return target
        raise KeyError(kind)

    def _links(self, source: str) -> dict[str, tuple[str, str]]:
        """The links of a part ("" for the package itself): id -> (kind, part)."""
        folder, name = posixpath.split(source)
        links: dict[str, tuple[str, str]] = {}
        try:
            found = _tree(self.read(posixpath.join(folder, "_rels", f"{name}.rels")))
        except ET.ParseError as error:
            raise OfficeError("not_a_workbook", path=self._name) from error
        for link in found:
            if link.get("TargetMode", "").lower() != "external":
                target = posixpath.normpath(posixpath.join("/", folder, unquote(link.get("Target", "")))).lstrip("/")
                links[link.get("Id", "")] = (link.get("Type", ""), target)
        return links
