"""Whether confidence means something: how often the values of a head are right when they are sure, and when they are not."""

from __future__ import annotations

import json
from pathlib import Path

from models.intake.documents.as_json import PRINTED, reading_as_json
from tests.directives.predict import readings, scorer


def calibration_lines(folder: Path) -> list[str]:
    """One line for sure values and one for doubtful ones: how many were right."""
    module = scorer()
    counts = {True: [0, 0], False: [0, 0]}
    wrong: list[str] = []
    for name, reading in readings(folder).items():
        file = folder / f"{name}.json"
        if not file.exists():
            continue
        label = json.loads(file.read_text(encoding="utf-8"))
        told = reading_as_json(reading)
        for each in PRINTED:
            found = getattr(reading.head, each)
            if found is None or told[each] is None:
                continue
            right = module.field_correct(each, told[each], label.get(each), module.as_list((label.get("accept") or {}).get(each)))
            counts[found.sure][0] += right
            counts[found.sure][1] += 1
            if found.sure and not right:
                wrong.append(f"{name} {each}: {told[each]}")
    return [
        f"sure values right: {counts[True][0]} of {counts[True][1]}",
        f"doubtful values right: {counts[False][0]} of {counts[False][1]}",
        *(f"  sure and wrong: {line}" for line in wrong),
    ]
