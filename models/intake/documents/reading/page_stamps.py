"""Stamps among the words of a page: what a signing program or an incoming office printed over the paper, and no part of its text."""

from __future__ import annotations

import re
from statistics import median

from models.intake.documents.reading.page import Piece
from models.text import fold

# "Ký bởi: Ủy ban nhân dân tỉnh Nghệ An / Email: … / Thời gian ký: 15.04.2025 10:22:07 +07:00" in small letters beside the signature.
_SIGNED = re.compile(
    r"\W*(?:nguoi ky|(?:da )?(?:duoc )?ky (?:boi|so boi|dien tu)|ngay ky|thoi gian ky|gio ky|ky ngay|chu ky (?:so|dien tu)|e-?mail\s*:|"
    r"co quan\s*:|to chuc\s*:|don vi ky|chuc vu\s*:\s*\S|signature (?:not verified|valid)|signer\s*:|signed by|"
    r"digitally signed|signing time|date\s*:\s*20\d\d[.\-/]|serial)"
)
# Of these one must stand in it where its letters are as large as those of the text: others say their address too.
_SURELY = re.compile(
    r"\W*(?:nguoi ky|(?:da )?(?:duoc )?ky (?:boi|so boi|dien tu)|ngay ky|thoi gian ky|gio ky|signature|signed|digitally|signing)"
)
# What such a stamp goes on with: an address, a moment with its zone, a pair of numbers.
_MOMENT = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}[\sT]+\d{1,2}:\d{2}|\+0?7:?00|\d{1,2}:\d{2}:\d{2}")
# "CÔNG VĂN ĐẾN / Số: 1234 / Ngày: 02/12/2025 / Chuyển: …" of the office that received it.
_ARRIVED = re.compile(r"\W*(?:cong van den|van ban den|den)\W*(?:(?:so|ngay|gio)\s*[:.]|$)")
_ARRIVED_MORE = re.compile(r"\W*(?:so\b|ngay\b|gio\b|chuyen\b|luu ho so|kinh chuyen|kc\b)")
_MOST_LINES = 9
_SMALL = 0.86


def mark_stamps(pieces: list[Piece], height: float) -> None:
    """Give the words of stamps the look "stamp". `height` is that of the page."""
    if not pieces:
        return
    usual = median(word.height for piece in pieces for word in piece.words)
    for index, piece in enumerate(pieces):
        if piece.words[0].look:
            continue
        said = fold(piece.text)
        if _SIGNED.match(said) and (piece.height < _SMALL * usual or _company(pieces, index)):
            _mark_signed(pieces, index, usual)
        elif piece.top < 0.45 * height and _ARRIVED.match(said):
            _mark_arrived(pieces, index)


def _near(one: Piece, other: Piece) -> bool:
    """Whether one carries the other on below or above: same edge, same letters, next line."""
    tall = max(one.height, other.height)
    gap = max(one.top, other.top) - min(one.bottom, other.bottom)
    overlaps = min(one.right, other.right) > max(one.left, other.left)
    return overlaps and gap < 0.8 * tall and abs(one.left - other.left) < 2.5 * tall and min(one.height, other.height) > 0.7 * tall


def _company(pieces: list[Piece], index: int) -> bool:
    """Whether a second line of such a stamp stands near: one alone may be words of the text ("Chức vụ: …")."""
    piece = pieces[index]
    for other in pieces[max(0, index - 4) : index + 5]:
        if other is not piece and _near(piece, other):
            said = fold(other.text)
            if _SURELY.match(said) or _MOMENT.search(said) or (_SIGNED.match(said) and _SURELY.match(fold(piece.text))):
                return True
    return False


def _mark_signed(pieces: list[Piece], index: int, usual: float) -> None:
    last = pieces[index]
    last.mark("stamp")
    for piece in pieces[index + 1 : index + 1 + 2 * _MOST_LINES]:
        if piece.top > last.bottom + last.height:
            break
        said = fold(piece.text)
        if _near(last, piece) and (_SIGNED.match(said) or _MOMENT.search(said) or piece.height < _SMALL * usual or "@" in said):
            piece.mark("stamp")
            last = piece


def _mark_arrived(pieces: list[Piece], index: int) -> None:
    head = pieces[index]
    found: list[Piece] = []
    for piece in pieces[index + 1 : index + 1 + 3 * _MOST_LINES]:
        if piece.top > head.bottom + 9 * head.height or len(found) == _MOST_LINES:
            break
        if (
            piece.left < head.right + 4 * head.height
            and piece.right > head.left - 4 * head.height
            and _ARRIVED_MORE.match(fold(piece.text))
        ):
            found.append(piece)
    said = fold(head.text)
    if len(found) >= 2 or (found and ("van" in said or ":" in said)):
        for piece in (head, *found):
            piece.mark("stamp")
