"""The same questions to a PostgreSQL server: what lists and forms say does not depend on where the data lies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.office import Office
from tests.offices import Locations, locations, opened  # noqa: F401  a fixture
from tests.registers.test_dossiers_queries import (  # noqa: F401  asked again of the office below
    test_a_list_has_the_rows_of_its_states_once_in_order_and_by_pages,
    test_states_in_sql_are_those_of_the_clock,
)
from tests.registers.test_dossiers_receipt import test_codes_count_on_through_the_day_and_are_never_used_again  # noqa: F401
from tests.registers.test_dossiers_statistics import (  # noqa: F401
    test_the_form_is_what_a_second_count_says_and_opens_its_rows,
    test_the_overview_opens_what_it_counts,
    test_where_a_dossier_counts,
)
from tests.registers.test_procedures import test_a_version_ends_the_one_before  # noqa: F401


@pytest.fixture
def office(locations: Locations, tmp_path: Path) -> Iterator[Office]:  # noqa: F811
    """An office on a server of the tests' own; skips where PostgreSQL is not installed."""
    yield from opened(locations, "postgresql", tmp_path / "office")
