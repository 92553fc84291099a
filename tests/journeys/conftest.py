"""An office in the real window, and a clerk at its keyboard whose keys are counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from models.office import Office
from tests.journeys.clerk import Clerk
from tests.ui.conftest import (  # noqa: F401 - fixtures of the window's tests
    _no_dialog_of_files,
    _no_garbage_on_threads,
    _patient_lists,
    _plain_settings,
    boxes,
    practice,
    practice_template,
)
from tests.ui.forms.conftest import empty_template, office  # noqa: F401 - an office of its own for each journey
from ui.main_window import MainWindow
from ui.operations import Operations


def before_the_window(qtbot, of: Office) -> Clerk:
    """A clerk before the open window of this office."""
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.open_office(of, Operations(of, window))
    with qtbot.waitActive(window):
        window.activateWindow()
    return Clerk(window, qtbot)


@pytest.fixture
def clerk(qtbot, office: Office) -> Clerk:  # noqa: F811 - the fixture
    """In an office with nothing in its books."""
    return before_the_window(qtbot, office)


@pytest.fixture
def in_practice(qtbot, practice: Office) -> Clerk:  # noqa: F811 - the fixture
    """In the practice office, whose books are full."""
    return before_the_window(qtbot, practice)


@pytest.fixture
def counted(capsys) -> Callable[[Clerk, str, int], AbstractContextManager[None]]:
    """Prints what a piece of work cost in keys that are no content, and holds it to its target."""

    @contextmanager
    def count(clerk: Clerk, name: str, target: int) -> Iterator[None]:
        before = clerk.pressed
        yield
        needed = clerk.pressed - before
        with capsys.disabled():
            print(f"\n{name}: {needed} of {target} keys", end="")
        assert needed <= target

    return count


@pytest.fixture
def journey(capsys) -> Callable[[Clerk, str, int], None]:
    """Prints what a whole journey cost, and holds it to its target."""

    def total(clerk: Clerk, name: str, target: int) -> None:
        with capsys.disabled():
            print(f"\njourney, {name}: {clerk.pressed} of {target} keys that are not content", end="")
        assert clerk.pressed <= target

    return total
