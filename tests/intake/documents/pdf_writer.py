"""PDF files written by hand for tests: words at chosen places, turned, unseen, in chosen fonts; ruled lines; pictures; annotations."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from pathlib import Path

WIDE, TALL = 595, 842


@dataclass(slots=True)
class PdfPage:
    """A page in the making. Places are points from the top left corner, as a person measures."""

    width: float = WIDE
    height: float = TALL
    turned: int = 0
    crop: tuple[float, float, float, float] | None = None
    marks: list[str] = field(default_factory=list)
    pictures: list[bytes] = field(default_factory=list)
    notes: list[tuple[str, str, tuple[float, float, float, float], float]] = field(default_factory=list)

    def write(
        self,
        left: float,
        top: float,
        words: str,
        size: float = 13,
        *,
        bold: bool = False,
        angle: int = 0,
        unseen: bool = False,
        font: str = "",
    ) -> PdfPage:
        """One line of text, its baseline `size` below `top`. Each letter is half as wide as its size."""
        turn = {0: "1 0 0 1", 90: "0 1 -1 0", 270: "0 -1 1 0", 45: "0.7071 0.7071 -0.7071 0.7071"}[angle]
        name = font or ("F2" if bold else "F1")
        self.marks.append(
            f"BT /{name} {size} Tf {3 if unseen else 0} Tr {turn} {left} {self.height - top - size} Tm <{_codes(words)}> Tj ET"
        )
        return self

    def rule(self, left: float, top: float, right: float, bottom: float) -> PdfPage:
        """A line drawn from one place to another."""
        self.marks.append(f"0.5 w {left} {self.height - top} m {right} {self.height - bottom} l S")
        return self

    def picture(self, jpeg: bytes, left: float = 0, top: float = 0, width: float = WIDE, height: float = TALL) -> PdfPage:
        """A JPEG that covers this part of the page."""
        self.marks.append(f"q {width} 0 0 {height} {left} {self.height - top - height} cm /P{len(self.pictures)} Do Q")
        self.pictures.append(jpeg)
        return self

    def note(self, kind: str, words: str, left: float, top: float, right: float, bottom: float, size: float = 8) -> PdfPage:
        """An annotation ("Widget", "Stamp", "FreeText") that shows these words."""
        self.notes.append((kind, words, (left, top, right, bottom), size))
        return self


def _codes(words: str) -> str:
    return words.encode("utf-16-be").hex()


@dataclass(slots=True)
class PdfFile:
    """All pages. `old_fonts` are fonts by the names of old codings: their letters are bytes that mean themselves."""

    pages: list[PdfPage] = field(default_factory=list)
    fonts: dict[str, str] = field(default_factory=dict)
    meaning: bool = True
    """Whether the fonts say which letters they draw."""

    def page(self, **looks: float) -> PdfPage:
        """One more page."""
        self.pages.append(PdfPage(**looks))  # type: ignore[arg-type]
        return self.pages[-1]

    def save(self, path: Path) -> Path:
        """Write the file."""
        path.write_bytes(self.content())
        return path

    def content(self) -> bytes:
        """The bytes of the file."""
        objects: list[bytes] = [b"", b""]

        def add(body: str | bytes) -> int:
            objects.append(body.encode("latin-1") if isinstance(body, str) else body)
            return len(objects)

        def stream(about: str, data: bytes) -> int:
            return add(b"<< %s /Length %d >>\nstream\n" % (about.encode("latin-1"), len(data)) + data + b"\nendstream")

        fonts = {"F1": "TestSerif", "F2": "TestSerif-Bold", "F3": "TestSerif-Italic", **self.fonts}
        meaning = f"/ToUnicode {stream('', _SAME_LETTERS)} 0 R" if self.meaning else ""
        named = []
        for name, font in fonts.items():
            about = add(
                f"<< /Type /FontDescriptor /FontName /{font} /Flags 4 /FontBBox [0 -250 1000 900] /ItalicAngle 0 "
                "/Ascent 890 /Descent -220 /CapHeight 660 /StemV 80 >>"
            )
            inner = add(
                f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{font} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
                f"/Supplement 0 >> /DW 500 /FontDescriptor {about} 0 R >>"
            )
            outer = add(
                f"<< /Type /Font /Subtype /Type0 /BaseFont /{font} /Encoding /Identity-H /DescendantFonts [{inner} 0 R] {meaning} >>"
            )
            named.append(f"/{name} {outer} 0 R")
        shared = f"/Font << {' '.join(named)} >>"
        kids = []
        for page in self.pages:
            pictures = " ".join(f"/P{number} {stream(_about_jpeg(jpeg), jpeg)} 0 R" for number, jpeg in enumerate(page.pictures))
            resources = f"<< {shared} /XObject << {pictures} >> >>"
            notes = []
            for kind, words, (left, top, right, bottom), size in page.notes:
                wide, tall = right - left, bottom - top
                lines = "".join(
                    f"BT /F1 {size} Tf 1 0 0 1 2 {tall - (number + 1) * size * 1.2} Tm <{_codes(line)}> Tj ET "
                    for number, line in enumerate(words.split("\n"))
                )
                looks = stream(f"/Type /XObject /Subtype /Form /BBox [0 0 {wide} {tall}] /Resources << {shared} >>", lines.encode("ascii"))
                field_kind = "/FT /Sig /T (Signature1)" if kind == "Widget" else ""
                notes.append(
                    add(
                        f"<< /Type /Annot /Subtype /{kind} /F 4 /Rect [{left} {page.height - bottom} {right} {page.height - top}] "
                        f"/AP << /N {looks} 0 R >> {field_kind} >>"
                    )
                )
            drawn = stream("/Filter /FlateDecode", zlib.compress("\n".join(page.marks).encode("ascii")))
            crop = f"/CropBox [{' '.join(map(str, page.crop))}]" if page.crop else ""
            kids.append(
                add(
                    f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.width} {page.height}] {crop} /Rotate {page.turned} "
                    f"/Resources {resources} /Contents {drawn} 0 R /Annots [{' '.join(f'{note} 0 R' for note in notes)}] >>"
                )
            )
        objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
        objects[1] = f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)} >>".encode()
        out, places = bytearray(b"%PDF-1.7\n"), []
        for number, body in enumerate(objects, start=1):
            places.append(len(out))
            out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
        out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
        return bytes(out)


_SAME_LETTERS = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Same def /CMapType 2 def\n"
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    + b"".join(
        b"100 beginbfrange\n"
        + b"".join(b"<%02X00> <%02XFF> <%02X00>\n" % (high, high, high) for high in range(start, start + 64))
        + b"endbfrange\n"
        for start in range(0, 256, 64)
    ).replace(b"100 beginbfrange", b"64 beginbfrange")
    + b"endcmap end end"
)


def _about_jpeg(jpeg: bytes) -> str:
    height, width, parts = _size_of(jpeg)
    space = "/DeviceGray" if parts == 1 else "/DeviceRGB"
    return f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace {space} /BitsPerComponent 8 /Filter /DCTDecode"


def _size_of(jpeg: bytes) -> tuple[int, int, int]:
    """Height, width and number of colours of a JPEG."""
    at = 2
    while at < len(jpeg):
        kind, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if kind in (0xC0, 0xC1, 0xC2):
            return int.from_bytes(jpeg[at + 5 : at + 7], "big"), int.from_bytes(jpeg[at + 7 : at + 9], "big"), jpeg[at + 9]
        at += 2 + length
    raise ValueError("no JPEG")
