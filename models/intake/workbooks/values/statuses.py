"""Words of other systems for the national codes of dossiers (domain of Thông tư 03/2025)."""

from __future__ import annotations

from functools import lru_cache

from models.labels import LABELS
from models.text import clean, compact

# The first that a cell contains counts, so what denies stands before what it denies. The national words come from the labels.
_STATUS = (
    (
        4,
        (
            "chuacoketqua",
            "chuagiaiquyet",
            "chuaxuly",
            "chuahoanthanh",
            "chuaxong",
            "choky",
            "chopheduyet",
            "choduyet",
            "trinhky",
            "trinhlanhdao",
            "trinhduyet",
            "trinhpheduyet",
        ),
    ),
    (9, ("chotra", "chuatra", "chonhanketqua", "chuanhanketqua", "chocongdannhan", "dasansangtra")),
    (3, ("khongduoctiepnhan", "khongtiepnhan", "tuchoi", "chuaduoctiepnhan", "khonghople", "khongdudieukientiepnhan", "khongdudktiepnhan")),
    (1, ("chotiepnhan", "chuatiepnhan", "moidangky", "moinop", "danop", "hosomoi", "bannhap", "luunhap", "choxacnhantiepnhan")),
    (6, ("nghiavutaichinh", "chothanhtoan", "chonop", "chuanopphi", "cholephi", "chophi", "yeucauthanhtoan", "yeucaunop")),
    (4, ("dabosung",)),
    (5, ("bosung", "hoanthienhoso")),
    (7, ("ruthoso", "xinrut", "yeucaurut", "darut", "congdanrut", "rutlai")),
    (8, ("dungxuly", "dunggiaiquyet", "tamdung", "dahuy", "huyhoso", "huybo", "khonggiaiquyet", "khongdudieukien", "tralaihoso", "dung")),
    (10, ("datra", "dagiaotra", "dagiaoketqua", "danhanketqua", "traketquaxong", "daketthuc", "ketthuc", "hoantat", "dabangiao")),
    (9, ("daxulyxong", "daxuly", "xulyxong", "coketqua", "dagiaiquyet", "giaiquyetxong", "hoanthanh", "daxong", "dapheduyet", "daduyet")),
    (9, ("daky", "daphathanh", "traketqua")),
    (
        4,
        ("dangxuly", "danggiaiquyet", "thamdinh", "xacminh", "lienthong", "chuyenphong", "chuyenxuly", "thuly", "phancong", "dangthuchien"),
    ),
    (
        4,
        (
            "chuyenmon",
            "luanchuyen",
            "choxuly",
            "choykien",
            "choketqua",
            "dangchuyen",
            "trinh",
            "dangcho",
            "dangkiemtra",
            "dangthuchien",
            "processing",
        ),
    ),
    (2, ("tiepnhan", "danhan")),
    (8, ("rejected", "cancelled")),
    (10, ("returned",)),
    (9, ("resolved", "completed", "done")),
)
_CHANNEL = (
    (
        2,
        (
            "tructuyen",
            "online",
            "quamang",
            "dientu",
            "congdichvucong",
            "congdvc",
            "dvctt",
            "dvcqg",
            "toantrinh",
            "motphan",
            "internet",
            "zalo",
        ),
    ),
    (3, ("buuchinh", "bcci", "buudien", "vnpost", "postal", "dichvubuu")),
    (1, ("tructiep", "taiquay", "taibophan", "motcua", "taitrungtam", "offline", "direct", "bangiay", "tainoi", "taitt", "taiubnd")),
)


@lru_cache(maxsize=2_000)
def national_code(written: str, group: str) -> int | None:
    """The national code that a cell names, by number or words, in the group "dossier_status" or "channel"; None when nobody knows it."""
    text = clean(written)
    if text.isascii() and text.isdigit():
        number = str(int(text[:4]))
        return int(number) if number in LABELS[group] else None
    folded = compact(text)
    known = {compact(words): int(code) for code, words in LABELS[group].items()}
    if folded in known:
        return known[folded]
    table = _STATUS if group == "dossier_status" else _CHANNEL
    return next((code for code, words in table if any(word in folded for word in words)), None)
