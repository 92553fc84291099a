"""Names of bodies whose letters a scan mistook, mended where only one reading is possible: "Sờ Xây dụng" is "Sở Xây dựng"."""

from __future__ import annotations

import re
import unicodedata

from models.intake.documents.tasks.one_line import plain_letters

# Words of names that nothing else is spelt like without marks.
_SURE = (
    "ủy ban nhân dân tỉnh", "ubnd tỉnh", "công an tỉnh", "thanh tra tỉnh", "ủy ban nhân dân", "ủy ban mặt trận tổ quốc",
    "mặt trận tổ quốc", "hội đồng nhân dân", "văn phòng", "công an", "bộ chỉ huy",
    "ban chỉ huy",
    "quân sự", "bộ đội biên phòng", "biên phòng", "thanh tra", "kho bạc nhà nước", "bảo hiểm xã hội", "ngân hàng nhà nước", "trung tâm",
    "chi cục", "ban quản lý", "liên đoàn lao động", "liên minh hợp tác xã", "hội nông dân", "phụ nữ", "cựu chiến binh", "đoàn thanh niên",
    "thủ trưởng", "chủ tịch", "giám đốc", "người đứng đầu", "bộ trưởng", "bí thư", "hiệu trưởng", "trưởng phòng", "chánh văn phòng",
    "các sở", "ban, ngành", "ban ngành", "đoàn thể", "cơ quan", "đơn vị", "địa phương", "có liên quan", "liên quan", "tổ chức", "các cấp",
    "các xã", "phường", "đặc khu", "thị trấn", "các huyện", "thị xã", "thành phố", "trực thuộc", "trên địa bàn", "trạm y tế",
    "nông nghiệp và môi trường", "nông nghiệp và phát triển nông thôn", "tài nguyên và môi trường", "khoa học và công nghệ",
    "giáo dục và đào tạo", "thông tin và truyền thông", "kế hoạch và đầu tư", "văn hóa, thể thao và du lịch", "văn hóa và thể thao",
    "văn hóa - xã hội", "kinh tế, hạ tầng và đô thị", "dân tộc và tôn giáo", "lao động - thương binh và xã hội", "giao thông vận tải",
    "quốc phòng", "tài chính", "nội vụ", "y tế", "tư pháp", "xây dựng", "công thương", "ngoại vụ", "ngoại giao", "du lịch", "dân tộc",
    "kinh tế", "cơ quan hải quan", "cục hải quan",
)  # fmt: skip
_BY_LETTERS = {plain_letters(words): words for words in _SURE}
_KNOWN = re.compile(rf"(?<![a-z])(?:{'|'.join(sorted(map(re.escape, _BY_LETTERS), key=len, reverse=True))})(?![a-z])")
# Short words before a department: their marks alone are often lost.
_HEADS = {"so": "sở", "bo": "bộ", "phong": "phòng"}
_HEAD = re.compile(r"^(?:so|bo|phong)(?= [a-z])")


def mended(name: str) -> str:
    """The name with the marks that its words have; the same where nothing is sure, and where a word has another right spelling."""
    letters = plain_letters(name).lower()
    if len(letters) != len(name):
        return name
    if name.startswith("cát "):
        name = f"các {name[4:]}"
    said = list(name)
    for found in _KNOWN.finditer(letters):
        _put(said, name, found.start(), _BY_LETTERS[found[0]])
    head = _HEAD.match(letters)
    if head is not None and _KNOWN.match(letters, head.end() + 1) is not None:
        _put(said, name, 0, _HEADS[head[0]])
    return "".join(said)


def _put(said: list[str], name: str, at: int, right: str) -> None:
    """Puts the right letters for those that are there, capitals as they stand."""
    written = name[at : at + len(right)]
    if _same(written, right):
        return
    for place, letter in enumerate(right):
        said[at + place] = letter.upper() if written[place].isupper() else letter


def _same(written: str, right: str) -> bool:
    """Whether two spellings differ in nothing but where a tone stands: "uỷ" and "ủy"."""
    return sorted(unicodedata.normalize("NFD", written.lower())) == sorted(unicodedata.normalize("NFD", right))
