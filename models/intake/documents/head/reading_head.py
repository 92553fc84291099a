"""Reads the head of a document: what the register asks of it, each value with its words, its certainty and its reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.intake.documents.document_text import DocumentText, Span
from models.intake.documents.found import SURE, Found, Head
from models.intake.documents.head.addressees import Addressees, read_addressees
from models.intake.documents.head.agencies import agencies_of
from models.intake.documents.head.date_line import DateLine, read_date_line, signed_at
from models.intake.documents.head.inferred import inferred_agency
from models.intake.documents.head.letters import letter_share, plain, upper_share
from models.intake.documents.head.numbers import NumberLine, read_number
from models.intake.documents.head.recipients import read_recipients
from models.intake.documents.head.rules import (
    FREEDOM_MOTTO,
    LETTER_SUBJECT,
    LOOSE_MOTTO,
    PARTY_MOTTO,
    SEAL_NOISE,
    SECRET,
    STATE_MOTTO,
    TORN_MOTTO,
    URGENT,
)
from models.intake.documents.head.sheet import Line, Sheet
from models.intake.documents.head.signature_words import title_names
from models.intake.documents.head.signing import Signature, read_signature
from models.intake.documents.head.tail import Tail, find_tail
from models.intake.documents.head.titles import Title, document_type, find_title, letter_subject, title_subject
from models.intake.documents.head.unrolled import unrolled
from models.intake.documents.head.vocabulary import is_place
from models.intake.documents.rules import Rule
from models.intake.lettering.syllables import is_syllable

_URGENCIES = {"hoa toc": "flash", "h0a toc": "flash", "thuong khan": "very_urgent", "khan": "urgent"}
_SECRECIES = {"mat": "confidential", "toi mat": "secret", "tuyet mat": "top_secret"}
_ENOUGH = 3
_CLOSING = 400
_MOTTO_LETTERS = 12
_ARTICLE = 2_000
"""Letters of an article before a head."""
_LOOKED_AT = 6_000
_ENOUGH_WORDS = 60
_SPOILT = 0.012
_WORD = re.compile(r"[^\W\d_]{2,}")
_ADDRESS = re.compile(r"\S*(?:https?:|www\.|@)\S*")


@dataclass(frozen=True, slots=True)
class _Parts:
    """What was found of a head and of the end that belongs to it."""

    text: DocumentText
    mottos: list[int]
    sealed: Found | None
    urgency: Found | None
    secrecy: Found | None
    day: DateLine
    number: NumberLine
    addressed: Addressees
    title: Title | None
    marked: bool
    issuing: Found | None
    over: Found | None
    subject: Found | None
    body_start: int
    tail: Tail
    signature: Signature
    scan: bool
    letters_before: int


def read_head(text: DocumentText) -> Head:
    """What the register asks of a document; an empty head where the text is no administrative document."""
    parts = _parts(unrolled(text))
    return _head(parts) if _is_document(parts) else Head()


def _parts(text: DocumentText) -> _Parts:
    """Each part by itself, from those that are known by their form to those that are what is left: what is understood is blanked."""
    sheet = Sheet(text)
    whole = sheet.flat
    mottos = _blank_mottos(sheet)
    sealed = signed_at(sheet)
    urgency, secrecy = _stamps(sheet)
    day = read_date_line(sheet)
    number = read_number(sheet, handwriting=day.unreadable is not None and day.unreadable.reason == "noisy")
    # A stamp beside the number or the date stands alone now.
    later_urgency, later_secrecy = _stamps(sheet)
    lines = sheet.lines()
    addressed = read_addressees(lines)
    above = [line for line in lines if addressed.start < 0 or line.start < addressed.start]
    title = find_title(above, after=number.start)
    scan = _is_scan(text, day)
    issuing, over = agencies_of(_left_column(above, mottos, number, day, title), noisy=scan)
    subject = _subject(text, above, lines, title, addressed)
    ends = (mottos[-1] if mottos else 0, number.end, addressed.end, day.start, title.span.end if title is not None else 0)
    body_start = max(0, *ends, subject.spans[-1].end if subject is not None else 0)
    tail = find_tail(text, body_start)
    if subject is None and title is None and addressed.start >= 0:
        # A text box comes behind the text it stands beside: "Lưu: VT. / V/v đánh giá … / GIÁM ĐỐC".
        subject = letter_subject(text, tail.lines)
    starts = [place for place in (*mottos[:1], number.start, day.start, title.span.start if title is not None else -1) if place >= 0]
    return _Parts(
        text=text,
        mottos=mottos,
        sealed=sealed,
        urgency=urgency or later_urgency,
        secrecy=secrecy or later_secrecy,
        day=day,
        number=number,
        addressed=addressed,
        title=title,
        marked=any(LETTER_SUBJECT.search(line.letters) for line in above),
        issuing=issuing,
        over=over,
        subject=subject,
        body_start=body_start,
        tail=tail,
        signature=read_signature(tail),
        scan=scan,
        letters_before=sum(sign.isalpha() for sign in whole[: min(starts, default=0)]),
    )


def _subject(text: DocumentText, above: Sequence[Line], lines: Sequence[Line], title: Title | None, addressed: Addressees) -> Found | None:
    if title is None:
        return letter_subject(text, above, closed=addressed.start >= 0)
    found = title_subject(text, above, title)
    return title_subject(text, lines, title) if found is None and addressed.start >= 0 else found


def _is_document(parts: _Parts) -> bool:
    """Whether enough speaks for an administrative document of an agency; a news item and a form for applicants have too little of it.

    What comes behind an article is a form or a paper that the article shows.
    """
    weight = (
        2 * bool(parts.mottos)
        + 2 * bool(parts.number.symbol)
        + (parts.day.place is not None)
        + (parts.title is not None)
        + (parts.addressed.start >= 0)
        + 2 * (parts.tail.recipients >= 0)
        + (parts.signature.title is not None)
    )
    dated = parts.title is not None and parts.day.place is not None
    of_an_agency = parts.issuing is not None or bool(parts.number.symbol) or parts.tail.recipients >= 0 or dated
    return weight >= _ENOUGH and of_an_agency and parts.letters_before <= _ARTICLE


def _head(parts: _Parts) -> Head:
    day, number, signature, scan = parts.day, parts.number, parts.signature, parts.scan
    titled = signature.title is not None and signature.title.value in title_names().values()
    unreadable = {"number": number.unreadable, "issue_date": day.unreadable, "signer": signature.unreadable}
    return Head(
        is_document=True,
        issuing_agency=_issuing_agency(parts),
        parent_agency=parts.over,
        number=_doubted(number.number, scan=scan),
        document_type=document_type(
            parts.title, number=number.number, symbol=number.symbol, marked=parts.marked, addressed=parts.addressed.start >= 0
        ),
        place=_doubted(day.place, scan=scan, known=day.place is not None and is_place(day.place.value)),
        issue_date=day.day or _guessed_day(day, parts.sealed),
        subject=_doubted(parts.subject, scan=scan, known=parts.subject is not None and not _spoilt_words(parts.subject.value)),
        signer=_doubted(signature.signer, scan=scan),
        signer_title=_doubted(signature.title, scan=scan, known=titled),
        urgency=parts.urgency,
        secrecy=parts.secrecy,
        addressees=parts.addressed.found,
        recipients=read_recipients(parts.tail, signature.signer),
        unreadable={name: found for name, found in unreadable.items() if found is not None},
        body=Span(parts.body_start, max(parts.body_start, parts.tail.body_end)),
        year=day.year,
    )


def _issuing_agency(parts: _Parts) -> Found | None:
    """The agency of the left column, its place spelt as the line of the date does; else who speaks in the text."""
    found = _named_as_its_place(parts.issuing, parts.day.place)
    if found is not None:
        return found
    place = parts.day.place.value if parts.day.place is not None else None
    tail = parts.tail.body_end + _CLOSING
    return inferred_agency(parts.text.text, symbol=parts.number.symbol, place=place, tail=tail, title=parts.signature.title)


def _blank_mottos(sheet: Sheet) -> list[int]:
    """Where the lines of the state's or the Party's motto stood; the first head only."""
    places: list[int] = []
    for rule in (STATE_MOTTO, FREEDOM_MOTTO, PARTY_MOTTO):
        found = rule.search(sheet.letters)
        if found is None and rule is STATE_MOTTO:
            found = LOOSE_MOTTO.search(sheet.letters) or TORN_MOTTO.search(sheet.letters)
        if found is not None and (rule is FREEDOM_MOTTO or upper_share(sheet.flat[found.start() : found.start() + _MOTTO_LETTERS]) > 0.7):
            places += [found.start(), found.end()]
            sheet.blank(found.start(), found.end())
    return sorted(places)


def _stamps(sheet: Sheet) -> tuple[Found | None, Found | None]:
    """Urgency and secrecy: words alone on a line or in a column; never inside a sentence."""
    urgency = secrecy = None
    for line in sheet.lines():
        for column in line.columns():
            urgent = _stamped(URGENT, column) if urgency is None else None
            if urgent is not None:
                degree = _URGENCIES[" ".join(urgent["degree"].split())]
                urgency = Found(degree, (column.piece(urgent.start("degree"), urgent.end("degree")),), 0.95, "", URGENT.name)
            secret = _stamped(SECRET, column) if secrecy is None else None
            if secret is not None:
                secrecy = Found(_SECRECIES[secret["degree"]], (column.span,), 0.9, "", SECRET.name)
            if urgent is not None or secret is not None:
                sheet.blank(column.start, column.start + len(column.flat))
    return urgency, secrecy


def _stamped(rule: Rule, column: Line) -> re.Match[str] | None:
    """What is printed alone in a column, in capitals."""
    found = rule.match(column.letters)
    return found if found is not None and upper_share(column.text) > 0.7 else None


def _left_column(lines: Sequence[Line], mottos: Sequence[int], number: NumberLine, day: DateLine, title: Title | None) -> list[Line]:
    """The lines in which the agency may stand: around the motto and above the number, below the seals printed over the head."""
    end = number.start if number.start >= 0 else day.start
    if title is not None and (end < 0 or title.span.start < end):
        end = title.span.start
    marks = [line.start for line in lines if LETTER_SUBJECT.search(line.letters)]
    if marks and (end < 0 or marks[0] < end):
        end = marks[0]
    if end < 0:
        end = mottos[-1] + 200 if mottos else 0
    inside = [line for line in lines if line.start < end]
    first = 0
    for at, line in enumerate(inside):
        if SEAL_NOISE.search(line.letters) and not (mottos and line.start >= mottos[0]):
            first = at + 1
    inside = inside[first:]
    beside = next((at for at, line in enumerate(inside) if mottos and line.start <= mottos[0] < line.start + len(line.flat) + 1), None)
    if beside is not None and letter_share(inside[beside].text) > 0.8 and sum(map(str.isalpha, inside[beside].text)) > 3:
        inside = inside[beside:]
    return inside


def _named_as_its_place(issuing: Found | None, place: Found | None) -> Found | None:
    """The name of the place in an agency whose capitals lost their marks, as the line of the date writes it."""
    if issuing is None or place is None or (not issuing.value.isascii() and not issuing.value[-len(place.value) :].isascii()):
        return issuing
    written = issuing.value[-len(place.value) :]
    if written == place.value or plain(written) != plain(place.value):
        return issuing
    return Found(issuing.value[: -len(written)] + place.value, issuing.spans, 0.75, "noisy", issuing.rule)


def _is_scan(text: DocumentText, day: DateLine) -> bool:
    """Whether letters may be wrong: read from a picture, words that are none, or noise where the date should be."""
    scanned = text.kind == "scan" or any(doubt.code == "scan_read" for doubt in text.doubts)
    return scanned or (day.unreadable is not None and day.unreadable.reason == "noisy") or _has_spoilt_words(text.text)


def _has_spoilt_words(text: str) -> bool:
    """Whether too many small words are spelt as no Vietnamese word is: somebody else read them from a picture."""
    beginning = _ADDRESS.sub(" ", text[:_LOOKED_AT])
    words = sum(word.islower() for word in _WORD.findall(beginning))
    return words > _ENOUGH_WORDS and _spoilt_words(beginning) > _SPOILT * words


def _spoilt_words(text: str) -> int:
    return sum(word.islower() and not is_syllable(word) for word in _WORD.findall(text))


def _doubted(found: Found | None, *, scan: bool, known: bool = False) -> Found | None:
    """A value of a scan is doubtful, unless it is a name that the tables know."""
    if found is None or not scan or known or found.confidence < SURE:
        return found
    return Found(found.value, found.spans, 0.75, "noisy", found.rule)


def _guessed_day(day: DateLine, sealed: Found | None) -> Found | None:
    """The day of the electronic signature, where the line has the same year and no day that can be read."""
    if sealed is None or day.unreadable is None or (day.year is not None and str(day.year) != sealed.value[:4]):
        return None
    return sealed
