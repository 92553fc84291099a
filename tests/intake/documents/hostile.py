"""Papers as they never should arrive: every labelled example in other coatings, old letters, cut short, mixed up, with noise in it.

`python -m tests.intake.documents.hostile [--count 300]` reads so many of them, each in a process of its own as the program does, and
tells what was refused, what took longest, and every answer that is neither a reading nor a refusal.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

from models.errors import OfficeError
from models.intake.documents.reading.files import read_file
from models.intake.lettering.old_codings import TCVN3, VNI
from tests.code_pages import in_cp1258
from tests.directives.predict import DIRECTIVES
from tests.intake.documents.pdf_writer import PdfFile
from tests.intake.documents.reading.made_docx import cell, docx, p, table

SEED = 20260
_SLOW_S = 5.0
_LINE = 90


def texts() -> list[str]:
    """The labelled examples, or a paper of our own where they are not."""
    if DIRECTIVES.is_dir():
        return [path.read_text(encoding="utf-8") for path in sorted(DIRECTIVES.glob("*.txt"))]
    return [
        "ỦY BAN NHÂN DÂN\nTỈNH HÒA BÌNH\nSố: 7/CT-UBND\n\nCHỈ THỊ\nVề việc phòng cháy\n\n1. Sở Y tế báo cáo trước ngày 05/3/2026.\n"
    ] * 3


def papers(count: int) -> Iterator[tuple[str, bytes]]:
    """So many files, each by its name: first what is hostile by itself, then the examples in turn in every coating."""
    chance = random.Random(SEED)
    monsters = list(_monsters())
    yield from monsters[:count]
    all_texts = texts()
    made = len(monsters)
    while made < count:
        name, coat = list(COATS.items())[made % len(COATS)]
        number = made * 7 % len(all_texts)
        yield f"{made:03d} {name} {number + 1:03d}", coat(all_texts[number], chance)
        made += 1


def _monsters() -> Iterator[tuple[str, bytes]]:
    yield "two megabytes of one letter", b"a" * 2_000_000
    yield "a line of a megabyte", ("Sở Nội vụ chủ trì, phối hợp " * 40_000).encode()
    yield "a thousand numbers", "Số: /UBND\n".encode() * 1_000
    yield "ten thousand items", "".join(f"{n}. Giao Sở Y tế báo cáo trước ngày 05/3/2026.\n" for n in range(10_000)).encode()
    yield "brackets", b"(" * 100_000 + b")" * 100_000
    yield "stars", "**KẾ HOẠCH** ".encode() * 50_000
    yield "digits and points", b"1.1.1.1.1." * 100_000
    yield "blank lines", b"\n \n\t\n" * 200_000
    yield "marks on marks", ("e" + "\u0301\u0323" * 50_000).encode()
    yield "a page within a page", b"<html><body>" + b"<div><table><tr><td>" * 20_000 + "Sở Y tế".encode()
    yield "half of a letter", "Sở Nội vụ".encode("utf-16")[:-1]
    yield "empty", b""
    yield "a PDF that ends at once", b"%PDF-1.7\n%\xe2\xe3\n"
    yield "a PDF of a thousand pages", _many_pages()
    yield "a PDF of letters without meaning", _without_meaning()
    yield "words over each other", _over_each_other()
    yield "a drawing", _drawing()


def _many_pages() -> bytes:
    file = PdfFile()
    for number in range(1_000):
        file.page().write(60, 60, f"Trang {number}: Sở Y tế báo cáo trước ngày 05 tháng 3 năm 2026.")
    return file.content()


def _without_meaning() -> bytes:
    file = PdfFile(meaning=False)
    file.page().write(60, 60, "Sở Nội vụ chủ trì, phối hợp với các cơ quan " * 2)
    return file.content()


def _over_each_other() -> bytes:
    file = PdfFile()
    page = file.page()
    chance = random.Random(SEED)
    for _ in range(3_000):
        page.write(
            chance.uniform(-50, 600),
            chance.uniform(-50, 900),
            "chủ trì",
            chance.choice((0.1, 4, 13, 300)),
            angle=chance.choice((0, 45, 90, 270)),
        )
        page.rule(*(chance.uniform(-100, 1000) for _ in range(4)))
    for at in range(0, 800, 3):
        page.rule(0, at, 595, at).rule(at, 0, at, 842)
    return file.content()


def _drawing() -> bytes:
    """Twenty thousand labels and lines, as a map has them."""
    file = PdfFile()
    page = file.page()
    for number in range(20_000):
        left, top = number % 200 * 3, number // 200 * 8
        page.write(left, top, f"k{number}", 2)
        page.rule(left, top, left + 2, top + 7)
    return file.content()


# Coatings.


def _old(table: dict[str, str]) -> Callable[[str, random.Random], bytes]:
    back = {letter: code for code, letter in reversed(list(table.items()))}
    return lambda text, _: "".join(back.get(letter, letter) for letter in text).encode("cp1252", "replace")


def _as_docx(text: str, _: random.Random) -> bytes:
    lines = text.split("\n")
    head = table([cell(*(p(escape(line)) for line in lines[:4])), cell(*(p(escape(line)) for line in lines[4:8]))], properties="")
    return docx(head + "".join(p(escape(line)) for line in lines[8:]))


def _as_page(text: str, _: random.Random) -> bytes:
    lines = text.split("\n")
    return f"<html><head><meta charset=utf-8></head><body>{''.join(f'<p>{escape(line)}' for line in lines)}</body></html>".encode()


def _as_pdf(text: str, _: random.Random) -> bytes:
    file = PdfFile()
    lines = [line[at : at + _LINE] for line in text.split("\n") for at in range(0, max(1, len(line)), _LINE)]
    for start in range(0, min(len(lines), 400), 45):
        page = file.page()
        for number, line in enumerate(lines[start : start + 45]):
            page.write(60, 50 + 16 * number, line.replace("\x00", ""), 10)
    return file.content()


def _cut(coat: Callable[[str, random.Random], bytes]) -> Callable[[str, random.Random], bytes]:
    def cut(text: str, chance: random.Random) -> bytes:
        content = coat(text, chance)
        return content[: chance.randrange(1, len(content))]

    return cut


def _noisy(coat: Callable[[str, random.Random], bytes]) -> Callable[[str, random.Random], bytes]:
    def noisy(text: str, chance: random.Random) -> bytes:
        content = bytearray(coat(text, chance))
        for _ in range(max(1, len(content) // 200)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        return bytes(content)

    return noisy


def _shuffled(text: str, chance: random.Random) -> bytes:
    lines = text.split("\n")
    chance.shuffle(lines)
    return "\n".join(lines).encode()


def _word_by_word(text: str, _: random.Random) -> bytes:
    return "\n".join(text.split()).encode()


def _plain(text: str, _: random.Random) -> bytes:
    return text.encode()


COATS: dict[str, Callable[[str, random.Random], bytes]] = {
    "text": _plain,
    "docx": _as_docx,
    "page": _as_page,
    "pdf": _as_pdf,
    "spread": lambda text, _: unicodedata.normalize("NFD", text).encode(),
    "utf-16": lambda text, _: text.encode("utf-16"),
    "tcvn3": _old(TCVN3),
    "vni": _old(VNI),
    "cp1258": lambda text, _: in_cp1258(text),
    "one line": lambda text, _: " ".join(text.split()).encode(),
    "word by word": _word_by_word,
    "shuffled": _shuffled,
    "no marks": lambda text, _: unicodedata.normalize("NFD", text).encode("ascii", "ignore"),
    "capitals": lambda text, _: text.upper().encode(),
    "cut text": _cut(_plain),
    "cut docx": _cut(_as_docx),
    "cut pdf": _cut(_as_pdf),
    "cut page": _cut(_as_page),
    "noisy text": _noisy(_plain),
    "noisy docx": _noisy(_as_docx),
    "noisy pdf": _noisy(_as_pdf),
    "noisy page": _noisy(_as_page),
    "ten times": lambda text, _: (text * 10).encode(),
    "no words": lambda text, chance: bytes(chance.randrange(256) for _ in range(5_000)),
}  # fmt: skip


REFUSALS = {"document_empty", "document_damaged", "not_a_document", "document_password", "file_too_large", "no_ocr"}
"""What may be answered; that a process gave up is no answer but a fault of ours."""


def answer(path: Path) -> str:
    """What comes of reading a file: "read", or the code of the refusal."""
    try:
        reading = read_file(path)
    except OfficeError as error:
        return error.code
    text = reading.text.text
    spans = [span for task in reading.tasks for span in (task.span, *(s for found in task.assignees for s in found.spans))]
    assert all(0 <= span.start <= span.end <= len(text) for span in spans)
    assert all(0 <= box.start < box.end <= len(text) and min(box[3:]) >= 0 and max(box[3:]) <= 1 for box in reading.text.boxes)
    return "read"


def main(arguments: list[str]) -> int:
    """Read them all and tell."""
    parser = argparse.ArgumentParser(prog="python -m tests.intake.documents.hostile", description="Reads papers that never should arrive.")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--keep", type=Path, help="leave what went wrong in this folder")
    asked = parser.parse_args(arguments)
    answers: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, content) in enumerate(papers(asked.count)):
            path = Path(folder) / f"{number:03d}.bin"
            path.write_bytes(content)
            before = time.perf_counter()
            try:
                told = answer(path)
            except Exception as error:
                told = f"{type(error).__name__}: {error}"
            taken = time.perf_counter() - before
            answers[told] += 1
            good = told == "read" or told in REFUSALS
            if not good or taken > _SLOW_S:
                print(f"{name:40s} {taken:6.2f} s  {told}", flush=True)
                if asked.keep:
                    asked.keep.mkdir(exist_ok=True)
                    (asked.keep / f"{number:03d} {name}").write_bytes(content)
            os.unlink(path)
    print(", ".join(f"{count} {told}" for told, count in answers.most_common()))
    return 1 if any(told != "read" and told not in REFUSALS for told in answers) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
