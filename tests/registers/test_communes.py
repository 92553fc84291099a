"""Provinces and communes are found by their first letters, with or without marks."""

from models.labels import LABELS
from models.registers.communes import communes, provinces, suggest_communes, suggest_provinces


def test_the_whole_country_is_there():
    assert len(communes()) == 3321
    assert len(provinces()) == 34
    assert {each.province for each in communes()} == set(provinces())
    assert {each.level for each in communes()} == set(LABELS["level"])


def test_letters_without_marks_find_the_commune_of_the_province():
    assert suggest_provinces("gia l") == ["Gia Lai"]
    [found] = [each for each in suggest_communes("hoai an", "Gia Lai") if each.name == "Hoài Ân"]
    assert (found.office_name, found.level, found.province) == ("UBND xã Hoài Ân", "commune", "Gia Lai")
    assert suggest_communes("hoai an", "Gia Lai")[0] is found
    assert not [each for each in suggest_communes("hoai an", "Lâm Đồng") if each.province != "Lâm Đồng"]
    assert suggest_communes("phuong ba dinh")[0].office_name == "UBND phường Ba Đình"
