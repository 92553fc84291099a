"""In which order a page is read: words to lines, lines to columns where two stand beside each other, lines to paragraphs.

The two heads of a Vietnamese paper (agency and number at the left, the national title and the date at the right) and its end
("Nơi nhận" at the left, the signature at the right) are columns: the left one is read first, then the right one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from models.intake.documents.reading.page import PageWord, Piece
from models.text import fold

# Parts of the height of letters: so far apart are words of one piece; so wide at least is the gap between columns.
_NEAR = 1.25
_GUTTER = 0.45
_LEAST_GAP = 0.15
_ALONE = 3.0
_CLOSE_LINES = 1.3
_FAR_LINES = 6.0
_AS_WIDE = 1.25
_MOST_STEP = 2.5
_MOST_TURNS, _MOST_PIECES = 6, 1_200
# What only the right column of a head or of an end begins with, and the left one of an end.
_NATION = re.compile(r"\W*(?:cong hoa xa hoi|doc lap\W+tu do|dang cong san viet)")
_NATION_BEGINS = frozenset(("CỘNG", "CÔNG", "Cộng", "CỌNG", "ĐỘC", "Độc", "ĐẢNG", "DOC", "CONG"))
_RIGHT = re.compile(
    r"\W*(?:cong hoa xa hoi|doc lap\W+tu do|dang cong san viet|(?:tm|kt|tl|tuq|t/m|k/t|t/l)\s*\.|chanh van phong|"
    r"(?:pho )?(?:chu tich|giam doc|bo truong|thu truong|cuc truong|truong phong|bi thu|tong giam doc|chu nhiem))"
)
_LEFT = re.compile(r"\W*(?:noi nhan|noi gui)\b")
_ENDED = re.compile(r"[.;:!?]\W*$")
# Lines below a title that are drawn with letters.
_DRAWN = re.compile(r"[\s_=*~·.–—-]*(?:[_=*~·–—-]\s*){3}[\s_=*~·.–—-]*$")
_NUMBER = re.compile(r"\W*(?:so\s*:|so \d|v\s*/\s*v|ve viec|so$)")
_DAY = re.compile(r"\bngay\b.*\bthang\b|\bthang\b.*\bnam\b")
# What opens a text below the left column and is no part of it.
_OPENS = re.compile(r"\s*(?:(?:[Kk]ính|KÍNH) (?:gửi|GỬI)|Căn cứ|Thực hiện|Điều \d|PHỤ LỤC|Phụ lục|[IVX]+\.\s|\d+[.)]\s)")
_MARKER = re.compile(r"(?:[-–—+•*·▪◦o]|\(?\d{1,3}(?:\.\d{1,3})*[.):]?|\(?[a-zđ]{1,2}[.):]|[IVX]{1,5}[.):]?)$", re.IGNORECASE)
ITEM = re.compile(
    r"\s*(?:[-–—+•*·▪◦]\s|\(?\d{1,3}(?:\.\d{1,3}){0,4}[.)]\s|\(\d{1,2}\)|[a-zđ]{1,2}[.)]\s|[IVX]{1,5}[.)]\s|điều \d)", re.IGNORECASE
)


@dataclass(slots=True)
class Block:
    """Lines read one after the other: a paragraph, or a column at the head or the end of a paper."""

    lines: list[Piece] = field(default_factory=list)
    column: bool = False


@dataclass(slots=True)
class _Zone:
    left: list[Piece]
    right: list[Piece]

    @property
    def top(self) -> float:
        return min(piece.top for piece in (*self.left, *self.right))

    @property
    def bottom(self) -> float:
        return max(piece.bottom for piece in (*self.left, *self.right))


def pieces_of(words: list[PageWord]) -> list[Piece]:
    """Words in the order of the file to pieces of lines, from the top down."""
    pieces: list[Piece] = []
    current: list[PageWord] = []
    for word in words:
        if current and not _follows(current[-1], word):
            pieces.append(Piece.of(current))
            current = []
        current.append(word)
    if current:
        pieces.append(Piece.of(current))
    pieces.sort(key=lambda piece: (piece.top, piece.left))
    pieces = [piece for piece in pieces if not _DRAWN.match(piece.text)]
    for _ in range(_MOST_TURNS):
        joined = _joined(pieces)
        done = len(joined) == len(pieces)
        pieces = joined
        if done:
            break
    return [part for piece in pieces for part in _split(piece)]


def _split(piece: Piece) -> list[Piece]:
    """The national title is never in one piece with the agency before it, however long that one's name is."""
    for index in range(1, len(piece.words) - 3):
        if piece.words[index].text in _NATION_BEGINS and _NATION.match(
            fold(" ".join(word.text for word in piece.words[index : index + 5]))
        ):
            return [Piece.of(piece.words[:index]), Piece.of(piece.words[index:])]
    return [piece]


def _follows(last: PageWord, word: PageWord) -> bool:
    tall, other = last.bottom - last.top, word.bottom - word.top
    low = other
    if tall < other:
        tall, low = other, tall
    gap = word.left - last.right
    if not -0.3 * tall < gap < _NEAR * tall or last.look != word.look:
        return False
    bottom = last.bottom if last.bottom < word.bottom else word.bottom
    top = last.top if last.top > word.top else word.top
    return bottom - top > 0.5 * low


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Pieces that the file has apart but that stand on one line, close to each other, are one."""
    joined: list[Piece] = []
    for piece in pieces:
        for index in range(len(joined) - 1, max(-1, len(joined) - 9), -1):
            other = joined[index]
            before, after = (other, piece) if other.left <= piece.left else (piece, other)
            gap = after.left - before.right
            if other.beside(piece) and -0.3 * max(piece.height, other.height) < gap < _NEAR * max(piece.height, other.height):
                joined[index] = Piece.of([*before.words, *after.words])
                break
        else:
            joined.append(piece)
    return joined


def opens_column(words: list[PageWord]) -> bool:
    """Whether these are the national title or "Nơi nhận": then rules around them make no table, only columns."""
    return _begins_column(" ".join(word.text for word in words[:12]))


def blocks_of(pieces: list[Piece], width: float) -> list[Block]:
    """The pieces of a page (or of the part between two tables) as blocks in the order of reading."""
    pieces = sorted(pieces, key=lambda piece: (piece.top + piece.bottom, piece.left))
    zones, rest = _zones(pieces, width)
    blocks: list[Block] = []
    lines = _lines(rest)
    for zone in sorted(zones, key=lambda zone: zone.top):
        before = [line for line in lines if line.top + line.bottom < zone.top + zone.bottom and line.top < zone.top]
        lines = lines[len(before) :]
        blocks.extend(_paragraphs(before, width))
        for side in (zone.left, zone.right):
            blocks.extend(_column(side, width))
    blocks.extend(_paragraphs(lines, width))
    return blocks


def _column(side: list[Piece], width: float) -> list[Block]:
    """A column may have columns of its own; else it is one block."""
    zones, _ = _zones(side, width) if len(side) > 3 else ([], side)
    if zones:
        blocks = blocks_of(side, width)
        for block in blocks:
            block.column = True
        return blocks
    return [Block(_lines(side), column=True)]


def _lines(pieces: list[Piece]) -> list[Piece]:
    """Pieces that stand on one line put together, from left to right."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.top + piece.bottom, piece.left)):
        if lines and any(piece.beside(other) for other in lines[-1]):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [
        line[0] if len(line) == 1 else Piece.of([word for piece in sorted(line, key=lambda piece: piece.left) for word in piece.words])
        for line in lines
    ]


# Columns.


def _zones(pieces: list[Piece], width: float) -> tuple[list[_Zone], list[Piece]]:
    """Where two columns stand beside each other, and the pieces of no column."""
    zones: list[_Zone] = []
    free = list(pieces)
    if len(pieces) > _MOST_PIECES:
        return zones, free  # a drawing, not a paper
    known = [piece for piece in pieces if _begins_column(piece.text)]
    # What is known by its words first: specks of a seal beside a paragraph would else begin columns that are none.
    for piece in (*known, *pieces):
        index = next((number for number, each in enumerate(free) if each is piece), None)
        seed = _seed(free, index) if index is not None else None
        zone = _grown(free, index, seed, width) if index is not None and seed is not None else None
        if zone is not None:
            zones.append(zone)
            taken = {id(each) for each in (*zone.left, *zone.right)}
            free = [each for each in free if id(each) not in taken]
    return zones, free


def _begins_column(text: str) -> bool:
    said = fold(text)
    return bool(_NATION.match(said) or _LEFT.match(said))


def _seed(pieces: list[Piece], index: int) -> Piece | None:
    """A piece that stands beside this one, over a gap."""
    piece = pieces[index]
    for other in pieces[max(0, index - 6) : index + 7]:
        if other is not piece and piece.beside(other, 0.3):
            gap = max(piece.left, other.left) - min(piece.right, other.right)
            if gap > _LEAST_GAP * min(piece.height, other.height):
                return other
    return None


def _grown(pieces: list[Piece], index: int, seed: Piece, width: float) -> _Zone | None:
    """All pieces around the two that keep to their sides of the gap between them; None where that makes no columns."""
    first, second = sorted((pieces[index], seed), key=lambda piece: piece.left)
    zone = _Zone([first], [second])
    place = [first.right, second.left]
    least = min(_GUTTER * min(first.height, second.height), 0.6 * (second.left - first.right))
    skip = {id(first), id(second)}
    for step, start in ((1, index + 1), (-1, index - 1)):
        position = start
        while 0 <= position < len(pieces):
            piece = pieces[position]
            if step < 0 and id(piece) not in skip and _ends_line(pieces, position):
                break
            if id(piece) not in skip and not _take(zone, place, piece, least, downwards=step > 0):
                break
            position += step
    zone.left.sort(key=lambda piece: (piece.top, piece.left))
    zone.right.sort(key=lambda piece: (piece.top, piece.left))
    _trim(zone)
    return zone if _is_columns(zone, place, width) else None


def _ends_line(pieces: list[Piece], position: int) -> bool:
    """Whether a piece is the end of a line of the text above: words stand before it, close to it."""
    piece = pieces[position]
    return any(
        other.beside(piece) and 0 < piece.left - other.right < 2 * _NEAR * piece.height for other in pieces[max(0, position - 4) : position]
    )


def _take(zone: _Zone, place: list[float], piece: Piece, least: float, *, downwards: bool) -> bool:
    """Put a piece at its side. False where it stands across the gap, or too far away."""
    far = piece.top - zone.bottom if downwards else zone.top - piece.bottom
    if far > 8 * piece.height:
        return False
    if _is_speck(piece):
        return True
    nearer_left = piece.centre < (place[0] + place[1]) / 2
    if nearer_left and piece.right <= place[1] - least:
        if not downwards and _LEFT.match(fold(zone.left[0].text)):
            return False
        if downwards and _LEFT.match(fold(piece.text)):
            return False  # below two signatures beside each other
        if downwards and _OPENS.match(piece.text) and piece.top > max(each.bottom for each in zone.right):
            return False
        zone.left.append(piece)
        place[0] = max(place[0], piece.right)
        return True
    if not nearer_left and piece.left >= place[0] + least:
        zone.right.append(piece)
        place[1] = min(place[1], piece.left)
        return True
    return False


def _is_speck(piece: Piece) -> bool:
    """What a reader of pictures makes of pieces of seals and signatures: hardly a letter."""
    letters = sum(1 for word in piece.words for letter in word.text if letter.isalnum())
    return letters * 2 < sum(len(word.text) for word in piece.words) and not ITEM.match(piece.text + " ") and "/" not in piece.text


def _trim(zone: _Zone) -> None:
    """Lines above and below that have nothing beside them go out, where they do not carry on their column."""
    starts = [number for number, piece in enumerate(zone.left) if _LEFT.match(fold(piece.text))]
    recipients = bool(starts)
    if recipients:
        zone.left = zone.left[starts[0] :]
    while not recipients and len(zone.left) > 1 and zone.left[0].bottom < zone.right[0].top:
        zone.left.pop(0)
    while len(zone.right) > 1 and zone.right[-1].top > zone.left[-1].bottom and not _DAY.search(fold(zone.right[-1].text)):
        zone.right.pop()
    above = [piece for piece in zone.right if piece.bottom < zone.left[0].top]
    for upper, lower in reversed(list(zip(above, zone.right[1:], strict=False))):
        if lower.top - upper.bottom > _CLOSE_LINES * upper.height:
            zone.right = zone.right[zone.right.index(lower) :]
            break
    end = zone.right[-1].bottom
    head = any(_NATION.match(fold(piece.text)) for piece in zone.right)
    widest = 0.0
    for position in range(1, len(zone.left)):
        upper, lower = zone.left[position - 1], zone.left[position]
        carries_on = (head and _NUMBER.match(fold(lower.text))) or (recipients and ITEM.match(lower.text))
        room = max((_FAR_LINES if carries_on else _CLOSE_LINES) * lower.height, _AS_WIDE * widest)
        apart = lower.top - upper.bottom
        if lower.top > end and (apart > room or (head and ITEM.match(lower.text))):
            zone.left = zone.left[:position]
            break
        widest = max(widest, apart)


def _is_columns(zone: _Zone, place: list[float], width: float) -> bool:
    """Not the numbers of a list beside their items, nor one line that is stretched."""
    if any(_LEFT.match(fold(piece.text)) for piece in zone.left) or any(_RIGHT.match(fold(piece.text)) for piece in zone.right):
        return True
    for side in (zone.left, zone.right):
        if all(len(piece.words) == 1 and _MARKER.match(piece.words[0].text) for piece in side):
            return False
        if max(piece.right for piece in side) - min(piece.left for piece in side) < 0.08 * width:
            return False
    rows = len(_lines([*zone.left, *zone.right]))
    if len(zone.left) + len(zone.right) > 2 * rows + rows // 2:
        return False  # several gaps in each line: the lines are stretched
    if len(_lines(zone.left)) == 1 or len(_lines(zone.right)) == 1:
        return place[1] - place[0] > _ALONE * median(piece.height for piece in (*zone.left, *zone.right))
    return True


# Paragraphs.


def _paragraphs(lines: list[Piece], width: float) -> list[Block]:
    """Lines below each other as paragraphs: by the room between them, their indents, and where the one before ends."""
    if not lines:
        return []
    wide = [line for line in lines if line.right - line.left > 0.5 * width] or lines
    left = sorted(line.left for line in wide)[len(wide) // 4]
    right = max(line.right for line in wide)
    height = median(line.height for line in lines)
    steps = sorted(step for upper, lower in pairwise(lines) if 0 < (step := lower.top - upper.top) < _MOST_STEP * height)
    step = steps[len(steps) // 3] if steps else height
    blocks = [Block([lines[0]])]
    for upper, lower in pairwise(lines):
        if _starts(upper, lower, left, right, step):
            blocks.append(Block())
        blocks[-1].lines.append(lower)
    return blocks


def _starts(upper: Piece, lower: Piece, left: float, right: float, step: float) -> bool:
    """Whether the lower line begins a paragraph."""
    height = lower.height
    if lower.top - upper.top > 1.25 * step + 0.25 * height or ITEM.match(lower.text):
        return True
    if lower.text[:1].islower() and not _ENDED.search(upper.text):
        return False
    if centred(upper, left, right) and centred(lower, left, right):
        return upper.words[-1].bold != lower.words[0].bold
    if lower.left - left > 0.8 * height and abs(lower.left - upper.left) > 0.4 * height:
        return True
    # The next word would have had room on the line above: somebody ended it.
    return right - upper.right > lower.words[0].right - lower.words[0].left + height


def centred(line: Piece, left: float, right: float) -> bool:
    """Whether a line stands in the middle between the edges of its text, away from both."""
    before, after = line.left - left, right - line.right
    return before > 2 * line.height and after > 2 * line.height and abs(before - after) < 1.5 * line.height + 0.1 * (right - left) / 2
