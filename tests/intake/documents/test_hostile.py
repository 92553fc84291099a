"""Whatever arrives is read or refused with a reason: a sample here, the whole by `python -m tests.intake.documents.hostile`."""

import pytest

from tests.intake.documents.hostile import REFUSALS, answer, papers

# Monsters and each coating once.
SAMPLE = 40


@pytest.mark.slow
def test_no_paper_makes_the_reading_fail(tmp_path):
    wrong = {}
    answers = []
    for number, (name, content) in enumerate(papers(SAMPLE)):
        path = tmp_path / f"{number}.bin"
        path.write_bytes(content)
        told = answer(path)
        answers.append(told)
        if told != "read" and told not in REFUSALS:
            wrong[name] = told
    assert wrong == {}
    assert answers.count("read") > SAMPLE / 2
    assert len(answers) == SAMPLE
