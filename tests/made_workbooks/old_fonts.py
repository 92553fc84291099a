"""Vietnamese as it was typed before Unicode: TCVN3 (.VnTime) and VNI (VNI-Times)."""

_VOWELS = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_TCVN3 = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ"
_TCVN3_CAPITALS = {"Ă": "¡", "Â": "¢", "Ê": "£", "Ô": "¤", "Ơ": "¥", "Ư": "¦", "Đ": "§"}
_VNI_WRITTEN = (
    "aø aù aû aõ aï aê aè aé aú aü aë aâ aà aá aå aã aä ñ eø eù eû eõ eï eâ eà eá eå eã eä ì í æ ó ò "
    "oø où oû oõ oï oâ oà oá oå oã oä ô ôø ôù ôû ôõ ôï uø uù uû uõ uï ö öø öù öû öõ öï yø yù yû yõ î"
)
_TO_TCVN3 = dict(zip(_VOWELS, _TCVN3, strict=True))
_TO_VNI = dict(zip(_VOWELS, _VNI_WRITTEN.split(), strict=True))


def tcvn3(text: str) -> str:
    """The text in TCVN3; capitals with a tone have no letter of their own there and are typed small."""
    return "".join(_TCVN3_CAPITALS.get(c) or _TO_TCVN3.get(c) or _TO_TCVN3.get(c.lower(), c) for c in text)


def vni(text: str) -> str:
    """The text in VNI."""
    return "".join(_TO_VNI.get(c) or (_TO_VNI[c.lower()].upper() if c.lower() in _TO_VNI else c) for c in text)
