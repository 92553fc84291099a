"""How long the window stands still while a directive of forty pages is read into an entry and looked through; and the paper alone.

The paper is a text of forty pages and one of a megabyte: laid out, lit in six hundred places, its last words brought into sight.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from models.intake.documents.document_text import DocumentText, Span
from models.office import Office
from tests.benchmarks.heartbeat import LIMIT_MS, job_runs, window_on
from tests.benchmarks.measuring import Figure, interleaved
from tests.benchmarks.offices import FOUNDING, TODAY, Offices
from tests.benchmarks.reading import paper_of, write_files

_PAGES, _FEW_PAGES = 40, 3
_LETTERS, _FEW_LETTERS = 1_000_000, 100_000
_LIGHTS = 600
_FRAME_MS = 16.0
_LONGEST_S = 60
Act = tuple[str, Callable[[], object]]


def measure(offices: Offices, rounds: int) -> list[Figure]:
    """The longest gap of all acts as a share of the limit, one round; then the paper by itself."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    pages = _FEW_PAGES if offices.is_small else _PAGES
    with tempfile.TemporaryDirectory() as home:
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_DATA_HOME"] = home
        gaps = gaps_of(Path(home), pages)
    worst, which = max((gap, name) for name, gap in gaps)
    told = ", ".join(f"{name} {gap:.0f}" for name, gap in gaps)
    held = Figure("window held up, directive", worst / LIMIT_MS, 1.0, detail=f"{pages} pages, most {worst:.0f} ms: {which} ({told})")
    return [held, *_papers(pages, _FEW_LETTERS if offices.is_small else _LETTERS, rounds)]


def gaps_of(folder: Path, pages: int) -> list[tuple[str, float]]:
    """Each act with the longest gap in milliseconds; an office of its own is founded for it."""
    files = write_files(folder, pages)
    with window_on(Office.found(str(folder / "office"), FOUNDING, today=TODAY)) as (window, heart):
        heart.longest_gap(lambda: window.show_page("directives"), job_runs)
        return [(name, heart.longest_gap(act, job_runs, longest_s=_LONGEST_S)) for name, act in _acts(window, files)]


def _acts(window, files: dict[str, Path]) -> Iterator[Act]:
    page = window.page()
    new = next(each for each in page.entries if each.action.key == "directive.new")
    for kind in ("docx", "pdf"):
        yield f"open the entry, {kind}", new.trigger
        sheet = page.entry
        # Nothing is left over from the kind before.
        sheet.form.keeper.drop()
        yield f"read, {kind}", lambda sheet=sheet, kind=kind: sheet.add([files[kind]])
        for name in ("document_number", "subject", "signer"):
            yield f"to {name}, {kind}", sheet.form.cells[name].widget.setFocus
        found = sheet.form.input("tasks")
        if found.shown():
            yield f"to a task, {kind}", found.shown()[-1].setFocus
        yield f"unfold, {kind}", found.unfold
        yield f"turn the page, {kind}", sheet.view.page_on
        yield f"leave, {kind}", sheet.form.reject


def _papers(pages: int, letters: int, rounds: int) -> list[Figure]:
    from ui.parts.lights import Light
    from ui.parts.lit_text import LitText

    paper = paper_of(pages)
    forty = "\n\n".join(line for part in (paper.left, paper.right, paper.titles, paper.body) for line in part)
    long = (forty * (letters // len(forty) + 1))[:letters]
    view = LitText()
    view.resize(620, 700)
    view.show()
    step = max(1, len(forty) // _LIGHTS)
    lights = [Light((Span(place, place + step // 2),), "task") for place in range(0, len(forty) - step, step)]
    last = Span(len(forty) - 20, len(forty) - 2)

    def light() -> None:
        view.light(lights)
        view.viewport().repaint()

    medians = interleaved(
        {
            "long": lambda: view.show_text(DocumentText(long)),
            "forty": lambda: view.show_text(DocumentText(forty)),
            "light": light,
            "look": lambda: view.look_at(last),
        },
        rounds,
    )
    view.deleteLater()
    return [
        Figure(f"a paper of {pages} pages laid out", medians["forty"], LIMIT_MS, "ms", f"{len(forty) // 1000} kB"),
        Figure(f"a paper of {letters // 1000} kB laid out", medians["long"], LIMIT_MS, "ms", "its beginning; the rest in pauses"),
        Figure(f"{len(lights)} places of a paper lit", medians["light"], _FRAME_MS, "ms"),
        Figure("the last words of a paper in sight", medians["look"], LIMIT_MS, "ms"),
    ]
