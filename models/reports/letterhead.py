"""The head and the signature block of everything that goes up, from the settings of the office (Nghị định 30/2020/NĐ-CP Phụ lục I)."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from models.labels import tr
from models.registers.agencies import province_kind
from models.registers.settings import Settings
from models.reports.report import Letterhead

# "UBND xã Hoài Ân", "Ủy ban nhân dân phường Quy Nhơn": the body, the kind of unit, its name. Uỷ and Ủy are both written.
_OFFICE = re.compile(r"(?:UBND|[ỦU]y ban nhân dân|Uỷ ban nhân dân)\s+(xã|phường|đặc khu)\s+(.+)", re.IGNORECASE)


def letterhead(settings: Settings, today: date) -> Letterhead:
    """The head as of this day. A deputy signs for the chair (KT.). An office whose name is written otherwise keeps it whole."""
    name = unicodedata.normalize("NFC", settings.office_name).strip()
    found = _OFFICE.fullmatch(name)
    place = found[2] if found else name
    agency = (tr("ỦY BAN NHÂN DÂN"), f"{found[1]} {found[2]}".upper()) if found else (name.upper(),)
    title = settings.signer_title.strip().upper()
    deputy = (tr("KT. CHỦ TỊCH"),) if title.startswith("PHÓ CHỦ TỊCH") else ()
    day = tr("ngày {day} tháng {month} năm {year}", day=f"{today.day:02}", month=_padded_month(today.month), year=f"{today.year:04}")
    return Letterhead(
        agency=agency,
        place_and_date=tr("{place}, {day}", place=place, day=day),
        reporter=name,
        receiver=settings.report_receiver.strip() or _receiver(settings),
        maker=settings.user_name.strip(),
        authority=(tr("TM. ỦY BAN NHÂN DÂN"), *deputy, title),
        signer=settings.signer_name.strip(),
    )


def _padded_month(month: int) -> str:
    """January and February are written with a leading zero, the other months without (Phụ lục I)."""
    return f"{month:02}" if month <= 2 else str(month)


def _receiver(settings: Settings) -> str:
    """The province's People's Committee, to which a commune reports; nothing when the province is not known."""
    if not settings.province.strip():
        return ""
    kind, name = province_kind(settings.province)
    return tr("UBND {kind} {name}", kind=kind, name=name)
