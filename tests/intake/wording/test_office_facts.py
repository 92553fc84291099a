"""What the readers know of a real office."""

from models.intake.wording.addressing import Addressing
from models.intake.wording.office_facts import OfficeFacts, office_facts
from models.registers.staff import OfficialEntry, add_official


def test_the_facts_of_an_office_are_its_settings_and_its_staff(office):
    add_official(office, OfficialEntry(name="Y Blok Niê"))
    with office.read() as connection:
        facts = office_facts(office, connection)
    settings = office.settings()
    assert (facts.name, facts.level, facts.province, facts.agency_code, facts.today) == (
        settings.office_name,
        settings.level,
        settings.province,
        settings.agency_code,
        office.today(),
    )
    assert "Phòng Kinh tế" in facts.departments
    addressing = Addressing(facts)
    assert addressing.is_ours(settings.office_name)
    assert addressing.is_ours("P. Kinh tế")
    assert addressing.is_ours("Y Blok Niê")
    assert not addressing.is_ours("Sở Y tế")


def test_the_place_is_the_name_without_its_kind():
    names = ("UBND xã Hoài Ân", "Ủy ban nhân dân phường Quy Nhơn", "UBND đặc khu Phú Quý", "Hoài Ân")
    assert [OfficeFacts(name).place for name in names] == ["Hoài Ân", "Quy Nhơn", "Phú Quý", "Hoài Ân"]
