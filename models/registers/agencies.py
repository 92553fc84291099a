"""Issuing agencies and the spellings under which they come."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import Column, ColumnElement, Connection, Index, String, and_, func, literal_column, select

from models.errors import OfficeError
from models.outcome import Outcome
from models.registers.checks import line
from models.registers.communes import province_kinds
from models.registers.directives.tables import directive
from models.storage.columns import detail_table, record_table, reference, text_column
from models.storage.journal import Transaction
from models.text import clean, compact, fold, words

if TYPE_CHECKING:
    from models.office import Office

# An issuing agency once, and every spelling under which it came. `folded` is the key of `agency_key`, so that "UBND tỉnh" and
# "Uỷ ban nhân dân TỈNH" are one. An agency that turned out to be another one under a second name points to it in `merged_into_id`.
agency = record_table(
    "agency", text_column("name"), text_column("short_name"), text_column("parent"), reference("merged_into_id", "agency")
)

agency_spelling = detail_table(
    "agency_spelling",
    reference("agency_id", "agency", nullable=False),
    text_column("spelling"),
    Column("folded", String(300), nullable=False),
)
Index("ix_agency_spelling_folded", agency_spelling.c.folded)

NAME_LIMIT = 200  # Nghị định 30/2020/NĐ-CP Phụ lục VI: OrganName

# Abbreviations that mean the same wherever they stand.
_ANYWHERE = {
    "ubnd": "Ủy ban nhân dân",
    "hdnd": "Hội đồng nhân dân",
    "ttg": "Thủ tướng Chính phủ",
    "vpcp": "Văn phòng Chính phủ",
    "vp": "Văn phòng",
    "tp": "thành phố",
    "tphcm": "thành phố Hồ Chí Minh",
    "hcm": "Hồ Chí Minh",
    "tx": "thị xã",
    "vn": "Việt Nam",
    "bcd": "Ban Chỉ đạo",
    "bql": "Ban Quản lý",
    "bhxh": "Bảo hiểm xã hội",
    "kbnn": "Kho bạc Nhà nước",
    "ubmttq": "Ủy ban Mặt trận Tổ quốc",
    "ubmttqvn": "Ủy ban Mặt trận Tổ quốc Việt Nam",
    "mttq": "Mặt trận Tổ quốc",
    "mttqvn": "Mặt trận Tổ quốc Việt Nam",
    "tand": "Tòa án nhân dân",
    "vksnd": "Viện kiểm sát nhân dân",
    "ttpvhcc": "Trung tâm Phục vụ hành chính công",
}
# Fields of work, abbreviated only after Sở, Bộ, Phòng … ("Sở KH&ĐT") or joined to its first letter ("SKHĐT").
_FIELDS = {
    "nv": "Nội vụ",
    "tp": "Tư pháp",
    "tc": "Tài chính",
    "ct": "Công Thương",
    "xd": "Xây dựng",
    "yt": "Y tế",
    "gddt": "Giáo dục và Đào tạo",
    "khcn": "Khoa học và Công nghệ",
    "nnmt": "Nông nghiệp và Môi trường",
    "vhttdl": "Văn hóa, Thể thao và Du lịch",
    "vhtt": "Văn hóa và Thể thao",
    "dl": "Du lịch",
    "dttg": "Dân tộc và Tôn giáo",
    "ngv": "Ngoại vụ",
    "khdt": "Kế hoạch và Đầu tư",
    "tnmt": "Tài nguyên và Môi trường",
    "nnptnt": "Nông nghiệp và Phát triển nông thôn",
    "ldtbxh": "Lao động - Thương binh và Xã hội",
    "gtvt": "Giao thông vận tải",
    "tttt": "Thông tin và Truyền thông",
    "qhkt": "Quy hoạch - Kiến trúc",
    "ca": "Công an",
    "qp": "Quốc phòng",
    "ng": "Ngoại giao",
    "vhxh": "Văn hóa - Xã hội",
    "kt": "Kinh tế",
}
_HEADS = frozenset({"so", "bo", "phong"})
_JOINED = {letter + short: f"{head} {name}" for letter, head in (("s", "Sở"), ("b", "Bộ")) for short, name in _FIELDS.items()}
_LONGEST_FIELD = 6  # pieces: NN và PT NT, VH TT và DL
_EDGES = re.compile(r"^(\W*)(.*?)(\W*)$", re.DOTALL)


_SERVICES = (
    "Nội vụ",
    "Tư pháp",
    "Tài chính",
    "Công Thương",
    "Nông nghiệp và Môi trường",
    "Xây dựng",
    "Văn hóa, Thể thao và Du lịch",
    "Khoa học và Công nghệ",
    "Giáo dục và Đào tạo",
    "Y tế",
    "Dân tộc và Tôn giáo",
)
_MINISTRIES = (*_SERVICES, "Quốc phòng", "Công an", "Ngoại giao")
_OF_PROVINCE = (
    "UBND",
    "HĐND",
    "Văn phòng UBND",
    "Văn phòng Đoàn đại biểu Quốc hội và HĐND",
    "Công an",
    "Bộ Chỉ huy quân sự",
    "Thanh tra",
    "Ban Thường trực Ủy ban MTTQ Việt Nam",
    "Bảo hiểm xã hội",
    "Thuế",
)
_CENTRAL = ("Chính phủ", "Thủ tướng Chính phủ", "Văn phòng Chính phủ", "Thanh tra Chính phủ", "Ngân hàng Nhà nước Việt Nam")


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency and how many documents came from it."""

    id: int
    uid: str
    name: str
    short_name: str
    parent: str
    used: int


@dataclass(frozen=True, slots=True)
class AgencyNames:
    """An agency with the folded spellings by which it is found."""

    id: int
    name: str
    spellings: tuple[str, ...]


def _field_at(pieces: Sequence[str], start: int) -> tuple[str, int] | None:
    """The field whose abbreviation stands here, and how many pieces it takes: "GD và ĐT" is three."""
    for length in range(min(_LONGEST_FIELD, len(pieces) - start), 0, -1):
        folded = [compact(piece) for piece in pieces[start : start + length]]
        if folded[-1] != "va":
            name = _FIELDS.get("".join(piece for piece in folded if piece != "va"))
            if name is not None:
                return name, length
    return None


def normal_agency(text: str) -> str:
    """The name with its abbreviations written out: "UBND tỉnh X" is "Ủy ban nhân dân tỉnh X", "Sở KH&ĐT" "Sở Kế hoạch và Đầu tư".

    A name without known abbreviations stays as it is.
    """
    pieces = re.sub(r"(?<=\w)\.(?=\w|\s)", " ", clean(text).replace("&", " và ")).split()
    written: list[str] = []
    position = 0
    while position < len(pieces):
        before, core, after = _EDGES.match(pieces[position]).groups()  # type: ignore[union-attr]  # it matches every text
        folded = fold(core)
        position += 1
        if folded in _HEADS and (found := _field_at(pieces, position)) is not None:
            written.append(f"{before}{core} {found[0]}")
            position += found[1]
        else:
            written.append(before + (_ANYWHERE.get(folded) or _JOINED.get(folded) or core) + after)
    name = " ".join(written)
    return name[:1].upper() + name[1:]


def agency_key(text: str) -> str:
    """What is equal for all spellings of one name: written out, folded, without punctuation and "và"."""
    return " ".join(word for word in words(normal_agency(text)) if word != "va")[:300]


def _live() -> ColumnElement[bool]:
    return and_(agency.c.voided == literal_column("0"), agency.c.merged_into_id.is_(None))


def recognise(connection: Connection, spelling: str) -> int | None:
    """The agency that is meant by a spelling; None when it is not known."""
    key = agency_key(spelling)
    if not key:
        return None
    owners = select(agency.c.id).join(agency_spelling, agency_spelling.c.agency_id == agency.c.id)
    same = (agency_spelling.c.folded == key, agency_spelling.c.voided == literal_column("0"), _live())
    return connection.execute(owners.where(*same).order_by(agency.c.id).limit(1)).scalar()


def _checked_name(typed: str, field: str) -> str:
    """A name that can be told from another. Raises OfficeError `missing_content` or `too_long`."""
    entered = line(typed, field, NAME_LIMIT)
    if not agency_key(entered):
        raise OfficeError("missing_content", field=field)
    return entered


def learn(tx: Transaction, name: str, *spellings: str) -> int:
    """The agency of this name, entered when it is new, with these spellings of it. Raises OfficeError `missing_content` or `too_long`."""
    entered = _checked_name(name, "issuing_agency")
    agency_id = recognise(tx.connection, entered)
    if agency_id is None:
        full = normal_agency(entered)
        agency_id = tx.insert(agency, {"name": full, "short_name": entered if len(entered) < len(full) else ""})
        _add_spelling(tx, agency_id, entered)
    for spelling in spellings:
        if agency_key(spelling) and recognise(tx.connection, spelling) is None:
            _add_spelling(tx, agency_id, clean(spelling))
    return agency_id


def _add_spelling(tx: Transaction, agency_id: int, spelling: str) -> None:
    tx.insert(agency_spelling, {"agency_id": agency_id, "spelling": spelling, "folded": agency_key(spelling)})


def province_kind(province: str) -> tuple[str, str]:
    """Kind and name of a province: "Gia Lai" and "tỉnh Gia Lai" are ("tỉnh", "Gia Lai"), "Huế" ("thành phố", "Huế")."""
    named = re.sub(r"^tp\b\.?\s*", "thành phố ", clean(province), flags=re.IGNORECASE)
    found = re.match(r"(tỉnh|thành phố)\s+(.+)", named, re.IGNORECASE)
    if found is not None:
        return found[1].lower(), found[2]
    return _province_kinds().get(fold(named), "tỉnh"), named


@cache
def _province_kinds() -> dict[str, str]:
    """Folded name of a province -> its kind; made once, since every printed slip asks."""
    return {fold(name): kind.lower() for name, kind in province_kinds().items()}


def seed_agencies(tx: Transaction, *, province: str, office_name: str) -> None:
    """Enter the agencies that write to every commune, so that "UBND tỉnh" and "Sở Y tế tỉnh" are known from the first day."""
    for name in _CENTRAL:
        learn(tx, name)
    for field in _MINISTRIES:
        learn(tx, f"Bộ {field}")
    kind, name = province_kind(province)
    place = f"{kind} {name}".strip()
    for body in _OF_PROVINCE:
        learn(tx, f"{body} {place}", f"{body} {kind}", f"{body} {name}")
    party = "Thành ủy" if kind == "thành phố" else "Tỉnh ủy"
    learn(tx, f"{party} {name}".strip(), party)
    for field in _SERVICES:
        learn(tx, f"Sở {field}", f"Sở {field} {place}", f"Sở {field} {kind}", f"Sở {field} {name}")
    commune = re.search(r"\b(xã|phường|đặc khu)\s+\S.*", clean(office_name), re.IGNORECASE)
    if commune is not None:
        for body in ("Đảng ủy", "HĐND", "UBND"):
            learn(tx, f"{body} {commune[0]}", f"{body} {commune[1]}")


class KnownAgencies:
    """Recognises and learns the agencies of many documents in one transaction, each spelling looked up once."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._known: dict[str, int | None] = {}

    def id_of(self, spelling: str) -> int | None:
        """The agency's id; an unknown one is entered. None for a text without Latin letters, which no spelling can be compared with."""
        if spelling not in self._known:
            self._known[spelling] = learn(self._tx, spelling) if agency_key(spelling) else None
        return self._known[spelling]


def suggest(connection: Connection, letters: str, limit: int = 10) -> list[AgencyRow]:
    """The agencies with a word that begins with each typed word, in any spelling of theirs; those met most often first."""
    typed = words(letters)
    written_out = agency_key(letters)
    asked = select(agency.c.id, agency_spelling.c.folded).where(
        agency_spelling.c.agency_id == agency.c.id, agency_spelling.c.voided == literal_column("0"), _live()
    )
    found: set[int] = set()
    for row in connection.execute(asked):
        known = row.folded.split()
        if all(any(word.startswith(part) for word in known) for part in typed) or (written_out and row.folded.startswith(written_out)):
            found.add(row.id)
    return load_agencies(connection, found)[:limit]


def known_agencies(connection: Connection) -> list[AgencyNames]:
    """Every agency with its spellings, by name: for a field that looks through them between two key strokes."""
    asked = select(agency.c.id, agency.c.name, agency_spelling.c.folded).where(
        agency_spelling.c.agency_id == agency.c.id, agency_spelling.c.voided == literal_column("0"), _live()
    )
    found: dict[int, tuple[str, list[str]]] = {}
    for row in connection.execute(asked):
        found.setdefault(row.id, (row.name, []))[1].append(row.folded)
    rows = [AgencyNames(agency_id, name, tuple(spellings)) for agency_id, (name, spellings) in found.items()]
    return sorted(rows, key=lambda row: (fold(row.name), row.id))


def load_agencies(connection: Connection, ids: Iterable[int] | None = None) -> list[AgencyRow]:
    """These agencies (all when None), most used first, then by name."""
    used = select(func.count()).where(directive.c.issuing_agency_id == agency.c.id).correlate(agency).scalar_subquery().label("used")
    asked = select(agency.c.id, agency.c.uid, agency.c.name, agency.c.short_name, agency.c.parent, used).where(_live())
    if ids is not None:
        asked = asked.where(agency.c.id.in_(sorted(ids)))
    rows = [AgencyRow(*row) for row in connection.execute(asked)]
    return sorted(rows, key=lambda row: (-row.used, fold(row.name), row.id))


def _live_name(connection: Connection, agency_id: int) -> str:
    name = connection.execute(select(agency.c.name).where(agency.c.id == agency_id, _live())).scalar()
    if name is None:
        raise OfficeError("not_found", table="agency", id=agency_id)
    return name


def add_agency(office: Office, *, name: str, short_name: str = "", parent: str = "") -> Outcome:
    """Enter an agency before its first document comes. Raises OfficeError `missing_content`, `too_long`, or `spelling_taken` when the
    name means an agency that is there already.
    """
    entered = _checked_name(name, "name")
    values = {
        "name": normal_agency(entered),
        "short_name": line(short_name, "short_name", NAME_LIMIT),
        "parent": line(parent, "parent", NAME_LIMIT),
    }
    with office.write("agency.add", subject=values["name"]) as tx:
        for given, field in ((entered, "name"), (values["short_name"], "short_name")):
            owner = recognise(tx.connection, given) if given else None
            if owner is not None:
                raise OfficeError("spelling_taken", field=field, agency=_live_name(tx.connection, owner))
        agency_id = tx.insert(agency, values)
        _add_spelling(tx, agency_id, entered)
        if agency_key(values["short_name"]) not in ("", agency_key(entered)):
            _add_spelling(tx, agency_id, values["short_name"])
    return tx.outcome(id=agency_id)


def teach_spelling(office: Office, *, agency_id: int, spelling: str) -> Outcome:
    """Let an agency be recognised under one more spelling. Raises OfficeError `missing_content`, `too_long`, `not_found`, or
    `spelling_taken` when it means another agency.
    """
    entered = _checked_name(spelling, "spelling")
    with office.write("agency.teach_spelling", subject=entered) as tx:
        _live_name(tx.connection, agency_id)
        owner = recognise(tx.connection, entered)
        if owner is None:
            _add_spelling(tx, agency_id, entered)
        elif owner != agency_id:
            raise OfficeError("spelling_taken", field="spelling", agency=_live_name(tx.connection, owner))
    return tx.outcome(id=agency_id)


def correct_agency(office: Office, agency_id: int, *, name: str, short_name: str = "", parent: str = "") -> Outcome:
    """Set an agency's name, short name and the agency above it. The old spellings keep working; documents keep the name they came with."""
    entered = {
        "name": _checked_name(name, "name"),
        "short_name": line(short_name, "short_name", NAME_LIMIT),
        "parent": line(parent, "parent", NAME_LIMIT),
    }
    with office.write("agency.correct", subject=entered["name"]) as tx:
        _live_name(tx.connection, agency_id)
        owner = recognise(tx.connection, entered["name"])
        if owner not in (None, agency_id):
            raise OfficeError("spelling_taken", field="name", agency=_live_name(tx.connection, owner))
        tx.update(agency, agency_id, entered)
        if owner is None:
            _add_spelling(tx, agency_id, entered["name"])
    return tx.outcome(id=agency_id)


def merge_agencies(office: Office, *, keep_id: int, merge_id: int) -> Outcome:
    """Two entries are one agency: the kept one takes over the other's spellings and documents. Raises `not_found` or `same_agency`."""
    if keep_id == merge_id:
        raise OfficeError("same_agency")
    with office.write("agency.merge") as tx:
        tx.subject = f"{_live_name(tx.connection, merge_id)} → {_live_name(tx.connection, keep_id)}"
        moved = select(agency_spelling.c.id).where(agency_spelling.c.agency_id == merge_id)
        tx.update_many(agency_spelling, {row: {"agency_id": keep_id} for row in tx.connection.execute(moved).scalars().all()})
        documents = select(directive.c.id).where(directive.c.issuing_agency_id == merge_id)
        tx.update_many(directive, {row: {"issuing_agency_id": keep_id} for row in tx.connection.execute(documents).scalars().all()})
        tx.update(agency, merge_id, {"merged_into_id": keep_id})
    return tx.outcome(id=keep_id)
