"""Reads the head of a document: what the register asks of it, each value with its words, its certainty and its reason."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.intake.documents.document_text import DocumentText, Span
from models.intake.documents.found import SURE, Found, Head
from models.intake.documents.head.addressees import Addressees, read_addressees
from models.intake.documents.head.agencies import agencies_of, inferred_agency
from models.intake.documents.head.date_line import DateLine, read_date_line, signed_at
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
    URGENT,
)
from models.intake.documents.head.sheet import Line, Sheet
from models.intake.documents.head.signing import Signature, read_signature
from models.intake.documents.head.tail import Tail, find_tail
from models.intake.documents.head.titles import Title, document_type, find_title, letter_subject, title_subject
from models.intake.documents.head.unrolled import unrolled
from models.intake.documents.head.vocabulary import is_place
from models.intake.lettering.syllables import is_syllable

_URGENCIES = {"hoa toc": "flash", "h0a toc": "flash", "thuong khan": "very_urgent", "khan": "urgent"}
_SECRECIES = {"mat": "confidential", "toi mat": "secret", "tuyet mat": "top_secret"}
_ENOUGH = 3
_ARTICLE = 2_000
"""Letters of an article before a head."""
_LOOKED_AT = 6_000
_ENOUGH_WORDS = 60
_SPOILT = 0.012
_WORD = re.compile(r"[^\W\d_]{2,}")
_ADDRESS = re.compile(r"\S*(?:https?:|www\.|@)\S*")


def read_head(text: DocumentText) -> Head:
    """What the register asks of a document; an empty head where the text is no administrative document."""
    text = unrolled(text)
    sheet = Sheet(text)
    mottos = _blank_mottos(sheet)
    seal_day = signed_at(sheet)
    urgency, secrecy = _stamps(sheet)
    day = read_date_line(sheet)
    number = read_number(sheet, handwriting=day.unreadable is not None and day.unreadable.reason == "noisy")
    # A stamp beside the number or the date stands alone now.
    later_urgency, later_secrecy = _stamps(sheet)
    urgency, secrecy = urgency or later_urgency, secrecy or later_secrecy
    lines = sheet.lines()
    addressed = read_addressees(lines)
    above = [line for line in lines if addressed.start < 0 or line.start < addressed.start]
    title = find_title(above)
    scan = _is_scan(text, day)
    issuing, over = agencies_of(_left_column(above, mottos, number, day, title), noisy=scan)
    head_end = max(mottos[-1] if mottos else 0, number.end, addressed.end, day.start, 0)
    subject = title_subject(text, above, title) if title is not None else letter_subject(text, above, closed=addressed.start >= 0)
    if title is not None and subject is None and addressed.start >= 0:
        subject = title_subject(text, lines, title)
    body_start = max([head_end, title.span.end if title is not None else 0, subject.spans[-1].end if subject is not None else 0])
    tail = find_tail(text, body_start)
    signature = read_signature(tail)
    if subject is None and title is None and addressed.start >= 0:
        # A text box comes behind the text it stands beside: "Lưu: VT. / V/v đánh giá … / GIÁM ĐỐC".
        subject = letter_subject(text, tail.lines)
    weight = _weight(mottos=mottos, number=number, day=day, title=title, addressed=addressed, tail=tail, signature=signature)
    of_an_agency = issuing is not None or bool(number.symbol) or tail.recipients >= 0 or (title is not None and day.place is not None)
    if weight < _ENOUGH or not of_an_agency or _comes_late(sheet, mottos, number, day, title):
        return Head()
    issuing = _named_as_its_place(issuing, day.place)
    if issuing is None:
        place = day.place.value if day.place is not None else None
        issuing = inferred_agency(text.text, symbol=number.symbol, place=place, tail=tail.body_end + 400)
    marked = any(LETTER_SUBJECT.search(line.letters) for line in above)
    kind = document_type(title, number=number.number, symbol=number.symbol, marked=marked, addressed=addressed.start >= 0)
    unreadable = {
        name: found
        for name, found in (("number", number.unreadable), ("issue_date", day.unreadable), ("signer", signature.unreadable))
        if found is not None
    }
    return Head(
        is_document=True,
        issuing_agency=issuing,
        parent_agency=over,
        number=_doubted(number.number, scan=scan),
        document_type=kind,
        place=_doubted(day.place, scan=scan, known=day.place is not None and is_place(day.place.value)),
        issue_date=day.day or _guessed_day(day, seal_day),
        subject=subject,
        signer=_doubted(signature.signer, scan=scan),
        signer_title=signature.title,
        urgency=urgency,
        secrecy=secrecy,
        addressees=addressed.found,
        recipients=read_recipients(tail, signature.signer),
        unreadable=unreadable,
        body=Span(body_start, max(body_start, tail.body_end)),
        year=day.year,
    )


def _blank_mottos(sheet: Sheet) -> list[int]:
    """Where the lines of the state's or the Party's motto stood; the first head only."""
    places: list[int] = []
    for rule in (STATE_MOTTO, FREEDOM_MOTTO, PARTY_MOTTO):
        found = rule.search(sheet.letters) or (LOOSE_MOTTO.search(sheet.letters) if rule is STATE_MOTTO else None)
        if found is not None and (rule is FREEDOM_MOTTO or upper_share(sheet.flat[found.start() : found.end()]) > 0.7):
            places += [found.start(), found.end()]
            sheet.blank(found.start(), found.end())
    return sorted(places)


def _stamps(sheet: Sheet) -> tuple[Found | None, Found | None]:
    """Urgency and secrecy: words alone on a line or in a column; never inside a sentence."""
    urgency = secrecy = None
    for line in sheet.lines():
        for column in line.columns():
            urgent = URGENT.match(column.letters) if urgency is None and upper_share(column.text) > 0.7 else None
            if urgent is not None:
                degree = _URGENCIES[" ".join(urgent["degree"].split())]
                urgency = Found(degree, (column.piece(urgent.start("degree"), urgent.end("degree")),), 0.95, "", URGENT.name)
            secret = SECRET.match(column.letters) if secrecy is None and upper_share(column.text) > 0.7 else None
            if secret is not None:
                secrecy = Found(_SECRECIES[secret["degree"]], (column.span,), 0.9, "", SECRET.name)
            if urgent is not None or secret is not None:
                sheet.blank(column.start, column.start + len(column.flat))
    return urgency, secrecy


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
    if mottos and mottos[0] >= end:
        inside = [line for line in lines if line.start < end]
    first = 0
    for at, line in enumerate(inside):
        if SEAL_NOISE.search(line.letters):
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
    words = [word for word in _WORD.findall(_ADDRESS.sub(" ", text[:_LOOKED_AT])) if word.islower()]
    spoilt = sum(not is_syllable(word) for word in words)
    return len(words) > _ENOUGH_WORDS and spoilt > _SPOILT * len(words)


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


def _comes_late(sheet: Sheet, mottos: Sequence[int], number: NumberLine, day: DateLine, title: Title | None) -> bool:
    """Whether an article comes before the head: then it is a form or a paper that the article shows."""
    places = [*mottos[:1], number.start, day.start, title.span.start if title is not None else -1]
    first = min((place for place in places if place >= 0), default=0)
    return sum(sign.isalpha() for sign in sheet.flat[:first]) > _ARTICLE


def _weight(
    *,
    mottos: Sequence[int],
    number: NumberLine,
    day: DateLine,
    title: Title | None,
    addressed: Addressees,
    tail: Tail,
    signature: Signature,
) -> int:
    """How much speaks for an administrative document: a news item has none of these."""
    return (
        2 * bool(mottos)
        + 2 * bool(number.symbol)
        + (day.place is not None)
        + (title is not None)
        + (addressed.start >= 0)
        + 2 * (tail.recipients >= 0)
        + (signature.title is not None)
    )
