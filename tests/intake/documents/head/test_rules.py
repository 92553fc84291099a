"""Every rule of a head finds the words that made it needed."""

from __future__ import annotations

import pytest

from models.intake.documents.head.letters import flat, plain
from models.intake.documents.head.rules import RULES
from models.intake.documents.rules import Rule


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_finds_its_own_example(rule: Rule) -> None:
    assert rule.search(plain(flat(rule.example))) is not None


def test_names_of_rules_are_unique() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
