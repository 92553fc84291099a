"""Every rule of items and instructions finds the words that made it needed."""

from __future__ import annotations

import pytest

from models.intake.documents.rules import Rule
from models.intake.documents.tasks import rules_items, rules_tasks
from models.intake.documents.tasks.lines import marker_of
from models.intake.documents.tasks.one_line import plain_letters


def _rules(*modules: object) -> list[Rule]:
    found: list[Rule] = []
    for module in modules:
        for value in vars(module).values():
            found += (
                [value]
                if isinstance(value, Rule)
                else [each for each in value if isinstance(each, Rule)]
                if isinstance(value, tuple)
                else []
            )
    return found


RULES = _rules(rules_items, rules_tasks)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_finds_its_own_example(rule: Rule) -> None:
    assert rule.search(rule.example) is not None or rule.search(plain_letters(rule.example)) is not None


def test_names_of_rules_are_unique() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", [*rules_items.PART_RULES, *rules_items.ARTICLE_RULES, *rules_items.NUMBER_RULES, *rules_items.LETTER_RULES,
                                  *rules_items.BULLET_RULES], ids=lambda rule: rule.name)  # fmt: skip
def test_a_marker_is_known_at_the_beginning_of_a_line(rule: Rule) -> None:
    marker = marker_of(rule.example)
    assert marker is not None
    assert rule.match(rule.example) is not None


RUNNING = """05/8/2008 về nông nghiệp
2010 - 2020; chỉ đạo việc
Điều 14 và Điều 27 Nghị định số
ngày 20/01/2025.
tháng 11 năm 2012
A.H.T là đơn vị
-------
1.500 hộ dân
(nếu có) theo quy định
12.5% so với cùng kỳ
XI MĂNG VIỆT NAM
V/v KIỂM TRA"""


@pytest.mark.parametrize("line", RUNNING.split("\n"))
def test_running_text_is_no_marker(line: str) -> None:
    assert marker_of(line) is None
