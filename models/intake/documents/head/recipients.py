"""The lines of "Nơi nhận", told from the signature that is printed beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from models.intake.documents.document_text import Span
from models.intake.documents.found import Found
from models.intake.documents.head.letters import letter_share, plain, upper_share
from models.intake.documents.head.rules import BULLET, ELECTRONIC_COPIES, FOR_OTHER, KEPT, RECIPIENTS
from models.intake.documents.head.sheet import Line
from models.intake.documents.head.signature_words import title_in
from models.intake.documents.head.tail import Tail

_AFTER_END = re.compile(r"[;]\s*(?P<rest>\S.*)$")
_SEAL_AFTER = re.compile(r"(?<=[\w)][.;,])\s+[^\w\s(\[“\"'&-].*$")
_JUNK_END = re.compile(r"(?<=[\w).\]]);(?:\s+\S{1,3}){0,3}\s*$")
_SEALED = re.compile(r"\W*(?:da ky|ky boi|nguoi ky|thoi gian ky)")
# "Lưu: VTj CN": a comma read as a letter of the office's short name.
_OFFICE_COPY = re.compile(r"^(Lưu[:;]?\s?)V[TI1][jýJÿ](?=\s)")
# "- Như trên; - Lưu: VT." on one line.
_NEXT_ON_LINE = re.compile(r";\s+(?=[-–]\s)")
_NEXT_ON_LABEL_LINE = re.compile(r";\s+(?=[-–]\s|[A-ZĐÀ-Ỹ])")
_PORTAL = re.compile(r"\bcong(?= (?:tt\s?-?\s?dt|thong tin dien tu|dich vu cong))")
_BODY_WORD = re.compile(
    r"\b(?:bo|so|ban|cong an|ubnd|uy ban|hoi|doan|cac|phong|van phong|trung tam|cuc|chi cuc|tt|hdnd|mttq|bao|dai|vu|kho bac"
    r"|lanh dao|thu tuong|chu tich|tinh uy|thanh uy|dang uy|thuong truc|nhu)\b"
)
_STARTS = re.compile(r"(?:[-–—~+•●▪·*»_]\s*)+")
_MOST = 80
_KEPT_REST = 25


def read_recipients(tail: Tail, signer: Found | None) -> tuple[Found, ...]:
    """The items in order, without dash and closing mark; lines that go on are joined, and the name of the signer is none of them."""
    if tail.recipients < 0:
        return ()
    items: list[list[Span]] = []
    said: list[str] = []
    dashed = False
    idle = 0
    for piece in _pieces(tail, signer):
        if any(each.lower().startswith(("lưu", "luu")) for each in said) and signer is not None and piece.start > signer.spans[-1].end:
            break
        bullet = BULLET.match(piece.flat)
        goes_on = bool(said) and said[-1].endswith((",", ":"))
        if bullet is None and not goes_on and upper_share(piece.text) > 0.8 and len(piece.text.split()) > 1:
            continue
        if bullet is not None and not bullet[0].strip().isdigit():
            dashed = True
            idle = 0
            _begin(items, said, piece.cut(bullet.end()))
        elif items and _goes_on(said[-1], piece, dashed=dashed):
            items[-1].append(_span(piece))
            said[-1] = f"{said[-1]} {_text(piece)}"
        elif _is_item(piece) if not dashed else _lost_its_dash(said, piece):
            _begin(items, said, piece)
        elif items:
            idle += 1
            if idle > 1 and any(each.lower().startswith(("lưu", "luu")) for each in said):
                break
    return tuple(_found(words, spans) for words, spans in zip(said, items, strict=True) if len(words.strip(" -.;,")) > 1)


def _pieces(tail: Tail, signer: Found | None) -> Iterator[Line]:
    """The lines of the list, without the signature beside them; a line that holds several items comes as several."""
    name = signer.spans[0].start if signer is not None else -1
    for number, whole in enumerate(tail.lines[tail.recipients : tail.recipients + _MOST]):
        line = whole.cut(0, name - whole.start) if whole.start <= name < whole.start + len(whole.flat) else whole
        piece = _left(line, first=number == 0)
        if piece is None or not piece.text or ELECTRONIC_COPIES.match(piece.letters):
            continue
        begin = 0
        for mark in (_NEXT_ON_LABEL_LINE if number == 0 else _NEXT_ON_LINE).finditer(piece.flat):
            yield piece.cut(begin, mark.start() + 1)
            begin = mark.end()
        yield piece.cut(begin)


def _left(line: Line, *, first: bool) -> Line | None:
    """The left column of a line, without what is of the signature."""
    piece = line
    if first:
        label = RECIPIENTS.match(line.letters)
        if label is not None:
            piece = line.cut(label.end())
            if piece.text and not piece.flat.startswith("   "):
                columns = piece.columns()
                piece = columns[0]
            else:
                return None
    columns = piece.columns()
    if len(columns) > 1:
        piece = columns[0]
        if piece.start - line.start > 25 and not BULLET.match(piece.flat):
            return None
    found = title_in(piece.letters, piece.flat)
    if found is not None:
        start = found.start()
        before = re.search(r"[^\w\s]?\s?(?:t/?m|k/?t|t/?l|t/?u/?q)\s?[.,:]\s{0,2}$", piece.letters[:start])
        piece = piece.cut(0, before.start() if before is not None else start)
    return piece


def _begin(items: list[list[Span]], said: list[str], piece: Line) -> None:
    items.append([_span(piece)])
    said.append(_text(piece))


def _span(piece: Line) -> Span:
    words = _text(piece)
    start = piece.flat.find(words) if words else 0
    return piece.piece(start, start + len(words))


def _text(piece: Line) -> str:
    """The words of an item, without the noise of a seal after its end."""
    words = piece.text
    lead = _STARTS.match(words)
    if lead is not None:
        words = words[lead.end() :]
    words = _SEAL_AFTER.sub("", words)
    after = _AFTER_END.search(words)
    if after is not None:
        rest = after["rest"]
        named = _BODY_WORD.search(plain(rest))
        kept = words.startswith(("Lưu", "Luu")) and rest[:1].isupper() and len(rest) < _KEPT_REST
        if not kept and (named is None or letter_share(rest) < 0.9):
            words = words[: after.start() + 1]
    return words


def _goes_on(before: str, piece: Line, *, dashed: bool) -> bool:
    """Whether a line without a dash is the rest of the item before it."""
    words = piece.text
    ended = before.rstrip().endswith((";", "."))
    if not dashed:
        return not ended and (before.rstrip().endswith(",") or words[:1].islower())
    if title_in(piece.letters, piece.flat) is not None or FOR_OTHER.match(piece.letters) or letter_share(words) < 0.85:
        return False
    if KEPT.match(plain(f"- {before}")) is not None:
        return before.rstrip().endswith(",") and not ended
    if words[:1].islower() or before.rstrip().endswith((",", " và", " -", ":")):
        return True
    return not ended and letter_share(words) > 0.9 and _SEALED.match(piece.letters) is None


def _lost_its_dash(said: Sequence[str], piece: Line) -> bool:
    """Whether a line between items is one whose dash a scan did not see: the one before it and itself end as items do."""
    whole = piece.text.endswith(";") and (not said or said[-1].rstrip().endswith(";"))
    return whole and piece.text[:1].isupper() and letter_share(piece.text) > 0.95 and _BODY_WORD.search(piece.letters) is not None


def _is_item(piece: Line) -> bool:
    """A list without dashes: each line ends with a semicolon."""
    return piece.text.endswith((";", ",")) or KEPT.match(piece.letters) is not None or piece.letters.strip().startswith("nhu ")


def _found(words: str, spans: list[Span]) -> Found:
    value = " ".join(words.split())
    value = _JUNK_END.sub("", value) if ";" in value[-12:] else value
    value = re.sub(r"[\s;,.#:/|\\-]+$", "", value).strip()
    portal = _PORTAL.search(plain(value))
    if portal is not None:
        # Scans lose the mark of "Cổng" in nearly every list.
        value = f"{value[: portal.start()]}Cổng{value[portal.end() :]}"
    value = _OFFICE_COPY.sub(r"\1VT,", re.sub(r"^Luu(?=\W)", "Lưu", value))
    noisy = letter_share(value) < 0.93
    return Found(value, tuple(spans), 0.6 if noisy else 0.92, "noisy" if noisy else "", RECIPIENTS.name)
