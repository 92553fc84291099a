"""Pairs of chance: a list, and the next copy of it in another form, with other names and another order of columns."""

import random
from collections.abc import Iterator, Sequence
from typing import Any

from tests.made_workbooks import directives, dossiers, synonyms, tasks
from tests.made_workbooks.building import build, paired
from tests.made_workbooks.files import Made
from tests.made_workbooks.set_random import chosen_columns, chosen_layout, written_as
from tests.made_workbooks.sheets import Item

_FORMS = ["xlsx", "xlsx", "xls", "ods", "csv"]
Rows = tuple[Any, list[Item]]


def _task_rows(rng: random.Random) -> Rows:
    habits = tasks.TaskHabits(
        count=rng.randint(25, 45), leads=tuple(rng.sample(["us", "all", "list"], 2)), dues=tuple(rng.sample(["dmy", "before", "until",
        "month", "quarter", "none", "range", "short_year"], 4)),
        sources=rng.choice(["full", "varied", "short", "bracket", "lines"]), coordinators=rng.choice(["\n", "; ", "dash"]),
        others=rng.randint(0, 5), codes=rng.choice(["", "", "NV-{}", "{:05d}"]),
        documents=rng.randint(5, 15), rejects=("missing_content", "duplicate_in_file"), same_words=rng.random() < 0.4,
        long_content=rng.choice([0.0, 0.3]),
    )  # fmt: skip
    return habits, tasks.tasks(rng, habits)


def _dossier_rows(rng: random.Random) -> Rows:
    habits = dossiers.DossierHabits(
        count=rng.randint(50, 100), moments=(rng.choice(["dmy_hm", "hms_dmy", "iso", "sa_ch", "h"]),), states=rng.choice(["national",
        "vendor"]), channels="vendor", odd_codes=rng.random() < 0.4,
    )  # fmt: skip
    return habits, dossiers.dossiers(rng, habits)


def _register_rows(rng: random.Random) -> Rows:
    habits = directives.DirectiveHabits(
        count=rng.randint(35, 60), dates=rng.choice(["dmy", "d/m/y", "dot"]), vv=rng.random() < 0.5, zeros=rng.random() < 0.5,
        spaces_in_numbers=rng.random() < 0.4,
    )  # fmt: skip
    return habits, directives.directives(rng, habits)


_KINDS: dict[str, tuple[Any, Any, dict[str, list[str]], list[str], list[str]]] = {
    "tasks": (_task_rows, tasks.updated, synonyms.TASKS, ["content", "due", "source", "lead", "note"], ["coordinating", "assigned",
    "deliverable", "state", "done", "leader"]),
    "dossiers": (_dossier_rows, dossiers.updated, synonyms.DOSSIERS, ["code", "status", "resolved_at", "received_at", "appointment_at",
    "procedure_name"],
                 ["applicant", "phone", "address", "returned_at", "channel", "officer"]),
    "directives": (_register_rows, directives.updated, synonyms.DIRECTIVES, ["arrival_number", "arrival_date", "agency", "number",
    "issued", "type", "subject", "recipient", "note"],
                   ["forwarded", "urgency", "signer"]),
}  # fmt: skip


def _list(rng: random.Random, name: str, kind: str, keys: Sequence[str], items: Sequence[Item], **more: Any) -> Made:
    form = rng.choice(_FORMS)
    text = chosen_columns(rng, kind, list(keys), _KINDS[kind][2], grouped=form != "csv" and rng.random() < 0.4)
    return build(name, kind, form, text, items, chosen_layout(rng, kind, form, len(keys)), **written_as(rng, form), **more)


def workbooks(seed: int = 1, count: int = 20) -> Iterator[Made]:
    """As many pairs of chance as asked for."""
    for n in range(1, count + 1):
        rng = random.Random(f"pair:{seed}:{n}")
        kind = ["tasks", "dossiers", "directives", "tasks"][n % 4]
        make, update, _, must, may = _KINDS[kind]
        habits, items = make(rng)
        codes = ["code"] if kind == "tasks" and habits.codes else []
        first_keys = ["stt", *must, *codes, *[k for k in may if rng.random() < 0.7]]
        optional = [k for k in first_keys if k not in ("stt", *must, *codes)]
        second_keys = [*must, *codes, *[k for k in optional if rng.random() < 0.6]]
        rng.shuffle(second_keys)
        name = f"pair{seed}_{n:02d}_{kind}"
        later, gone = update(rng, items, habits)
        first = _list(rng, f"{name}_a", kind, first_keys, items)
        second = _list(
            rng, f"{name}_b", kind, ["stt", *second_keys] if rng.random() < 0.7 else second_keys, later, update_of=f"{name}_a", gone=gone
        )
        yield from paired(first, second)
