"""Who signed, and as what: the titles in capitals beside or under "Nơi nhận", and the name below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from models.intake.documents.found import Found
from models.intake.documents.head.letters import letter_share, plain, upper_share
from models.intake.documents.head.rules import BULLET, FOR_OTHER, KEPT, RECIPIENTS
from models.intake.documents.head.sheet import Line
from models.intake.documents.head.signature_words import title_in, title_names, title_pattern
from models.intake.documents.head.tail import Tail
from models.intake.documents.head.vocabulary import head_words, letters_of, sentence_case, surnames, usual_surnames
from models.intake.lettering.syllables import is_syllable

# Degrees and ranks before a name are no part of it.
_DEGREE = re.compile(
    r"^(?:(?:GS|PGS|TS|ThS|Ths|THS|Bs|Ts|CN|KS|BS|BSCK|BSCKI{1,2}|DS|LS|NGƯT|NGND|TTƯT|AHLĐ|Tiến sĩ|Thạc sĩ|Bác sĩ|Kỹ sư|Luật sư"
    r"|(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy)|Đại úy|Đại uý|Thượng uý|Trung uý|Đô đốc|Chuẩn Đô đốc|CKI{1,2}|BS\.CKI{1,2})[.:,\s]+)+",
)
_WORD = r"[A-ZĐÀ-Ỹ][^\W\d_]*(?:['’][^\W\d_]+)?"
_NAME = re.compile(rf"{_WORD}(?:(?:\s{{1,2}}|\s?-\s?){_WORD}){{1,6}}")
# Signs that a scan strews into a name: "Dang! Ngọc Minh".
_STRAY = re.compile(r"[!|`~^*{}\[\]<>=\"]")
_SEALED = re.compile(r"^\W*(?:da ky|ky ten|ky,? dong dau|signed|da ky so|ky boi|ky so)\b")
_NAME_LINES = 16
_TITLE_WORDS = 7
_TITLE_DISTANCE = 8
_SURNAMELESS_WORDS = 3
_MIDDLE = {"thị", "văn"}


@dataclass(frozen=True, slots=True)
class Signature:
    """Signer and title; `unreadable` a name that noise has eaten."""

    signer: Found | None = None
    title: Found | None = None
    unreadable: Found | None = None


def read_signature(tail: Tail) -> Signature:
    """The last title of the first block of titles, and the first name below it."""
    pieces = [(at, piece) for at, line in enumerate(tail.lines) for piece in _right_pieces(line, at, tail)]
    titles: list[tuple[int, Found]] = []
    last = -1
    for at, piece in pieces:
        if last >= 0 and at - last > _NAME_LINES:
            break
        if titles and _name_of(piece.flat, piece) is not None and title_in(piece.letters, piece.flat) is None:
            break
        found = _own_title(piece)
        if title_in(piece.letters, piece.flat) is not None:
            last = at
        if found is not None:
            titles.append((at, found))
    if not titles:
        unknown = _line_of_unknown_title(pieces, tail)
        if unknown >= 0:
            titles.append((unknown, _unknown_title(pieces, unknown)))
    title = _last_title(titles, [piece for _, piece in pieces])
    first = max((at for at, _ in titles), default=last)
    name, unreadable = _name_below(tail, first)
    if name is None and unreadable is None and titles:
        # A member of a board signs with the main office under the name: "TRƯỞNG TIỂU BAN / Nguyễn Văn Hoàn / TRƯỞNG BAN XÂY DỰNG ĐẢNG".
        name = _name_above(pieces, titles[0][0])
        unknown = _line_of_unknown_title(pieces, tail) if name is not None else -1
        if 0 <= unknown < titles[0][0]:
            title = _unknown_title(pieces, unknown)
    if name is None and unreadable is None and first < 0 and tail.recipients >= 0:
        name = _lonely_name(tail)
    return Signature(name, title, unreadable)


def _name_above(pieces: Sequence[tuple[int, Line]], title: int) -> Found | None:
    for at, piece in pieces:
        found = _name_of(piece.flat, piece) if title - _TITLE_DISTANCE <= at < title else None
        if found is not None and found.sure:
            return Found(found.value, found.spans, 0.75, "unusual", found.rule)
    return None


def _line_of_unknown_title(pieces: Sequence[tuple[int, Line]], tail: Tail) -> int:
    """The line of a title that no table has: words in capitals a few lines over a name; -1 where there is none."""
    for at, piece in pieces:
        words = piece.text
        if (
            FOR_OTHER.match(piece.letters.lstrip()) is not None
            or at <= tail.recipients
            or upper_share(words) < 0.95
            or not 2 <= len(words.split()) <= _TITLE_WORDS
            or letter_share(words) < 0.97
        ):
            continue
        below = [
            found for later, other in pieces if at < later <= at + _TITLE_DISTANCE and (found := _name_of(other.flat, other)) is not None
        ]
        if any(found.sure for found in below) and _SEALED.match(piece.letters) is None:
            return at
    return -1


def _unknown_title(pieces: Sequence[tuple[int, Line]], line: int) -> Found:
    piece = next(piece for at, piece in pieces if at == line)
    return Found(sentence_case(piece.text)[0], (piece.span,), 0.6, "unusual", "head.unknown_title")


def _right_pieces(line: Line, at: int, tail: Tail) -> list[Line]:
    """The pieces of a line that may be of the signature: the right column, or all of a line that is no item of the recipients."""
    if not line.text:
        return []
    columns = line.columns()
    left = columns[0]
    if at == tail.recipients and tail.after_label >= 0:
        label = RECIPIENTS.match(line.letters)
        if label is not None and len(columns) == 1:
            return [_from_title(line.cut(label.end()))]
        return columns[1:] or [line.cut(max(0, tail.after_label - line.start))]
    if len(columns) > 1:
        return [_from_title(left), *columns[1:]] if not BULLET.match(left.flat) else columns[1:]
    if BULLET.match(line.flat) or ";" in line.flat:
        found = title_in(line.letters, line.flat)
        return [_from_title(line)] if found is not None else []
    return [_from_title(line)]


def _from_title(line: Line) -> Line:
    """A line from its first title on, with "KT." before it; whole where there is none."""
    found = title_in(line.letters, line.flat)
    if found is None:
        return line
    start = found.start()
    before = re.search(
        r"(?:(?:t/?m|k/?t|t/?l|t/?u/?q|t/?u/?n|q|p)\s?[.,:]\s{0,2}|quyen\s+|pho\W{1,2}\S{2,5}\s{1,2})$", line.letters[:start]
    )
    return line.cut(before.start() if before is not None else start)


def _own_title(piece: Line) -> Found | None:
    """The last title of a piece that is not another's ("KT. CHỦ TỊCH" is the one for whom is signed)."""
    own: Found | None = None
    for found in title_pattern().finditer(piece.letters):
        if upper_share(piece.flat[found.start() : found.end()]) < 0.75:
            continue
        before = piece.letters[: found.start()]
        if FOR_OTHER.search(before + "x") and re.search(
            r"(?:t\s?/?\s?m|k\s?/?\s?t|t\s?/?\s?l|t\s?/?\s?u\s?/?\s?[qn])\s{0,2}[.,:]?\s{0,3}$", before
        ):
            own = None
            continue
        if re.search(r"(?:t\s?/?\s?m)\s{0,2}[.,:]\s|(?<![a-z])cua\s{1,2}$", before):
            continue
        name = title_names()[letters_of(found[0])]
        end = found.end()
        rest = piece.flat[end:].strip()
        if re.search(r"(?<![a-z])(?:q\s?[./]|quyen)\s{0,3}$", before) and not name.startswith("Quyền"):
            name = f"Quyền {name}"
        if rest and upper_share(rest) > 0.8 and letter_share(rest) > 0.95 and len(rest) < 60 and not title_pattern().search(plain(rest)):
            whose = sentence_case(rest)[0]
            # "PHÓ TRƯỞNG THUẾ TỈNH": a level is no name.
            name = f"{name} {whose[0].lower() + whose[1:] if rest.lower() in head_words()['levels'] else whose}"
            end = len(piece.flat)
        torn = re.search(r"(?<![a-z])pho\W{1,2}\S{2,5}\s{1,2}$", before)
        if torn is not None and not name.startswith("Phó"):
            # "PHO pes CUC TRUONG": the deputy of him for whom is signed.
            own = Found(f"Phó {name}", (piece.piece(torn.start(), end),), 0.55, "noisy", "head.signature_title")
            continue
        own = Found(name, (piece.piece(found.start(), end),), 0.93, "", "head.signature_title")
    return own


def _last_title(titles: Sequence[tuple[int, Found]], pieces: Sequence[Line]) -> Found | None:
    if not titles:
        return None
    whole = _over_two_lines(titles, pieces)
    last = whole or titles[-1][1]
    if last.reason != "noisy":
        return last
    own = plain(last.value).removeprefix("pho ")
    for piece in pieces:
        for found in title_pattern().finditer(piece.letters):
            name = title_names()[letters_of(found[0])]
            if FOR_OTHER.search(f"{piece.letters[: found.start()]}x") and plain(name).endswith(own):
                return Found(f"Phó {name}", last.spans, last.confidence, last.reason, last.rule)
    return last


def _over_two_lines(titles: Sequence[tuple[int, Found]], pieces: Sequence[Line]) -> Found | None:
    """ "PHÓ CHÁNH / VĂN PHÒNG": a title over two lines."""
    for first, second in pairwise(pieces):
        together = f"{first.letters.strip()} {second.letters.strip()}"
        if title_in(first.letters, first.flat) is not None or upper_share(first.text) < 0.8 or upper_share(second.text) < 0.8:
            continue
        name = title_names().get(letters_of(together))
        if name is not None and second.start >= titles[-1][1].spans[0].start:
            return Found(name, (first.span, second.span), 0.9, "", "head.signature_title")
    return None


def _name_below(tail: Tail, first: int) -> tuple[Found | None, Found | None]:
    """The name under the titles: the first that begins with a family name, else the first that can be one."""
    if first < 0:
        return None, None
    doubtful: Found | None = None
    lost: Found | None = None
    for at in range(first, min(len(tail.lines), first + 45)):
        line = tail.lines[at]
        if not line.text or _SEALED.match(line.letters):
            continue
        for words, in_list in _name_places(line, at, tail):
            found = _name_of(words.flat, words)
            if found is None:
                continue
            if found.sure:
                return found, None
            if in_list or at == first:
                continue
            if found.confidence >= 0.5:
                doubtful = doubtful or found
            else:
                lost = lost or found
    return doubtful, lost if doubtful is None else None


def _name_places(line: Line, at: int, tail: Tail) -> list[tuple[Line, bool]]:
    """Where a name may stand in a line, and whether that is inside the list of recipients."""
    columns = line.columns()
    if len(columns) > 1:
        return [(column, number == 0 and at >= tail.recipients >= 0) for number, column in enumerate(columns)][::-1]
    bulleted = BULLET.match(line.flat) is not None
    if not bulleted:
        # A line that ends as items do goes on with one: "PCN Nguyễn Sỹ Hiệp, / Phạm Mạnh Cường,".
        return [] if line.text.endswith((",", ";")) else [(line, False)]
    noise = re.search(r"[.;,][^\w\n]*\s[^\w\s]+\w?[^\w\s]*\s", line.flat)
    if noise is None and KEPT.match(line.letters):
        # A scan puts the name behind the last item: "- Lưu: VT, CCHC. Dương Công Hiếu".
        noise = re.search(r"[.;]\s+(?=\S+\s\S)", line.flat)
    return [(line.cut(noise.end()), False)] if noise is not None else []


def _name_of(words: str, line: Line) -> Found | None:
    """A person's name in a piece: syllables with capitals, family name first; noise around it makes it doubtful."""
    bare = _STRAY.sub(" ", words).strip(" .,:;-–()[]|\\/")
    degree = _DEGREE.match(bare)
    if degree is not None:
        bare = bare[degree.end() :]
    if len(bare) > 60 or ";" in bare or title_pattern().search(plain(bare)):
        return None
    names = list(_NAME.finditer(bare))
    if not names:
        return None
    found = names[-1]
    parts = [part for part in re.split(r"[\s-]+", found[0]) if part]
    if any(part.lower() == "và" for part in parts):
        return None
    before = bare[: found.start()].strip()
    after = bare[found.end() :].strip(" .,:;-–()[]|\\/")
    if any(letter.isdigit() for letter in after) or (after and sum(sign.isalpha() for sign in after) > 3):
        return None
    parts, cut = _from_family_name(parts)
    lost_marks = parts[0].lower() not in surnames() and not found[0].isascii()
    usual = usual_surnames().get(plain(parts[0])) if lost_marks else None
    value = " ".join([usual or _cased(parts[0]), *(_cased(part) for part in parts[1:])])
    start = _STRAY.sub(" ", line.flat).find(found[0])
    offset = found[0].find(parts[0]) if cut else 0
    span = line.piece(start + offset, start + len(found[0]))
    spelt = all(is_syllable(part) for part in parts)
    if usual is not None and len(parts) > 1 and not before:
        # "Trân Thị Diệu Thúy": a scan lost the mark of a usual family name.
        return Found(value, (span,), 0.7, "noisy", "head.signer")
    family = parts[0].lower() in surnames() or "'" in parts[0]
    if family and 2 <= len(parts) <= 6:
        confidence = 0.95 if not before and spelt else 0.85 if spelt else 0.6 if before else 0.8
        return Found(value, (span,), confidence, "" if confidence >= 0.8 else "noisy", "head.signer")
    if (before and not before.endswith((".", ":"))) or len(parts) < _SURNAMELESS_WORDS:
        enough = len(parts) >= _SURNAMELESS_WORDS and spelt and parts[0].lower() in _MIDDLE
        return Found(value, (span,), 0.55 if enough else 0.3, "noisy", "head.signer")
    if found[0].isupper():
        # Capitals without a family name are a heading.
        return None
    return Found(value, (span,), 0.6 if spelt else 0.55, "unusual", "head.signer")


def _from_family_name(parts: list[str]) -> tuple[list[str], bool]:
    """Without a lone letter of noise before the name: "F Thị Lê Vân"."""
    if len(parts) > 2 and len(parts[0]) == 1 and parts[0].lower() not in ("y", "a", "h", "k") and parts[0].lower() not in surnames():
        return parts[1:], True
    return parts, False


def _cased(part: str) -> str:
    return part.capitalize() if part.isupper() and len(part) > 1 else part


def _lonely_name(tail: Tail) -> Found | None:
    """A name under the list of recipients without any title: "Lưu: VT, SNV. / Nguyễn Tân Tuân"."""
    for at, line in enumerate(tail.lines[tail.recipients + 1 :]):
        if at and line.text and not BULLET.match(line.flat):
            found = _name_of(line.flat, line)
            words = line.text.strip(" .*")
            if found is not None and found.sure and found.value.split() == words.split():
                return Found(found.value, found.spans, 0.6, "unusual", "head.lonely_name")
    return None
