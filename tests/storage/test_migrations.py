"""Steps from version to version: all of them or none, and what they make is what the tables say."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, text

from models.errors import OfficeError
from models.office import Office
from models.schema import metadata
from models.storage import migrations, search
from models.storage.database import DATABASE_NAME, connect_sqlite, sqlite_engine
from tests import postgres
from tests.offices import KINDS, found_office
from tests.storage.steps import add_task, contents, row

GOOD = """
from alembic import op
import sqlalchemy as sa

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("task", sa.Column("colour", sa.Text(), server_default="xanh", nullable=False))
    # Built anew, as SQLite needs it for most changes: the notes point to this table.
    with op.batch_alter_table("task") as batch:
        batch.alter_column("content", nullable=True)
    op.create_table("extra", sa.Column("id", sa.Integer(), primary_key=True))
"""
FAILING = GOOD + "    op.execute('INSERT INTO nowhere VALUES (1)')\n"
ORPHANS = GOOD + "    op.execute('DELETE FROM task')\n"


def next_version(folder: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Make the program one version newer, with this step."""
    steps = folder / "steps"
    steps.mkdir()
    (steps / "0004_test.py").write_text(step, encoding="utf-8")
    monkeypatch.setattr(migrations, "_FOLDERS", [*migrations._FOLDERS, steps])
    monkeypatch.setattr(migrations, "SCHEMA_VERSION", 4)


@pytest.fixture
def noted(folder: Path) -> Path:
    """A closed office of the newest version with a task and a note on it."""
    office = Office.open(str(folder))
    add_task(office, "trước nâng cấp")
    office.close()
    with closing(connect_sqlite(folder / DATABASE_NAME)) as connection:
        connection.execute("INSERT INTO task_note (id, task_id, at, content) VALUES (1, 1, '2026-01-01T00:00:00Z', 'ghi chú')")
    return folder


def asked(place: Path, statement: str) -> object:
    with closing(sqlite3.connect(f"{(place).as_uri()}?mode=ro", uri=True)) as connection:
        return connection.execute(statement).fetchone()[0]


# --- what the steps make


def _shape(engine: Engine) -> list[tuple[str, ...]]:
    """All that a database says of its tables and indexes."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            found = connection.execute(text("SELECT type, name, tbl_name, sql FROM sqlite_master")).all()
            return sorted((kind, name, table, " ".join((sql or "").split())) for kind, name, table, sql in found)
        columns = connection.execute(
            text(
                "SELECT 'column', table_name, column_name, ordinal_position::text, data_type, coalesce(character_maximum_length, 0)::text,"
                " is_nullable, coalesce(column_default, '') FROM information_schema.columns WHERE table_schema = 'public'"
            )
        ).all()
        indexes = connection.execute(text("SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'")).all()
        constraints = connection.execute(
            text(
                "SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype <> 't'"
            )
        ).all()
        return sorted(tuple(map(str, found)) for found in (*columns, *indexes, *constraints))


@pytest.fixture(params=KINDS)
def pair(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[list[Engine]]:
    """Two empty databases of the same kind."""
    if request.param == "sqlite":
        engines = []
        for name in ("steps.db", "classes.db"):
            connect_sqlite(tmp_path / name, mode="rwc").close()
            engines.append(sqlite_engine(tmp_path / name, writable=True))
    else:
        engines = [create_engine(postgres.server().new_database()) for _ in range(2)]
    yield engines
    for engine in engines:
        engine.dispose()
        if request.param == "postgresql":
            postgres.server().drop(engine.url.render_as_string())


def test_the_steps_give_exactly_what_the_tables_say(pair: list[Engine]) -> None:
    by_steps, by_tables = pair
    with by_steps.connect() as connection, connection.begin():
        migrations.upgrade(connection)
        assert migrations.version_of(connection) == migrations.SCHEMA_VERSION
    with by_tables.connect() as connection, connection.begin():
        metadata.create_all(connection)
        search.create_indexes(connection)
    made = [found for found in _shape(by_steps) if not any("alembic_version" in part for part in found)]
    assert made == _shape(by_tables)


def test_the_newest_step_is_the_version_that_the_program_knows(filed: Office) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    head = ScriptDirectory.from_config(config).get_current_head()
    assert int(head) == migrations.SCHEMA_VERSION
    with filed.read() as connection:
        assert connection.exec_driver_sql("PRAGMA user_version").scalar() == migrations.SCHEMA_VERSION
        assert migrations.version_of(connection) == migrations.SCHEMA_VERSION


def test_the_steps_know_nothing_of_todays_tables() -> None:
    for step in (Path(migrations.__file__).parent / "versions").glob("*.py"):
        assert "models" not in step.read_text(encoding="utf-8"), f"{step.name} would change when the program does"


# --- going from one to the next


def test_an_upgrade_keeps_everything_and_a_copy_from_before(noted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    next_version(tmp_path, monkeypatch, GOOD)
    office = Office.open(str(noted))
    (remark,) = [found for found in office.notices if found.code == "upgraded"]
    assert (remark.facts["before"], remark.facts["after"]) == (3, 4)
    with office.read() as connection:
        assert connection.exec_driver_sql("PRAGMA user_version").scalar() == migrations.version_of(connection) == 4
        assert connection.exec_driver_sql("SELECT content, colour FROM task").one() == ("trước nâng cấp", "xanh")
        # The children of a table that was built anew are still there.
        assert connection.exec_driver_sql("SELECT content FROM task_note").scalar() == "ghi chú"
    office.close()
    (copy,) = (noted / "backups").glob("*.db")
    assert copy.name == remark.facts["copy"]
    assert (asked(copy, "PRAGMA user_version"), asked(copy, "SELECT content FROM task")) == (3, "trước nâng cấp")
    # Done is done.
    office = Office.open(str(noted))
    assert [found.code for found in office.notices] == []
    office.close()


@pytest.mark.parametrize("step", [FAILING, ORPHANS], ids=["fails half-way", "leaves orphans"])
def test_a_step_that_fails_leaves_the_office_as_it_was(noted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    with monkeypatch.context() as newer:
        next_version(tmp_path, newer, step)
        for _ in range(2):
            with pytest.raises(OfficeError) as failed:
                Office.open(str(noted))
            assert (failed.value.code, failed.value.facts["version"]) == ("upgrade_failed", 4)
            assert asked(Path(failed.value.facts["copy"]), "SELECT content FROM task") == "trước nâng cấp"
            assert asked(noted / DATABASE_NAME, "PRAGMA user_version") == 3
            assert asked(noted / DATABASE_NAME, "SELECT count(*) FROM sqlite_master WHERE name = 'extra'") == 0
    assert len(list((noted / "backups").iterdir())) == 1, "each try left another copy"
    # The program of before opens it as before.
    office = Office.open(str(noted))
    assert row(office, 1)["content"] == "trước nâng cấp"
    add_task(office)
    office.close()


def test_no_upgrade_without_a_copy(noted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    next_version(tmp_path, monkeypatch, GOOD)

    def fails(original: object, target: Path) -> None:
        raise OfficeError("copy_unproven", environment=True)

    monkeypatch.setattr("models.storage.upgrading.copy_database", fails)
    before = contents(noted)
    with pytest.raises(OfficeError, match="upgrade_needed"):
        Office.open(str(noted), writable=False)
    with pytest.raises(OfficeError, match="copy_unproven"):
        Office.open(str(noted))
    assert contents(noted) == before


def test_a_server_is_upgraded_in_one_transaction(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = postgres.server().new_database()
    office = found_office(url)
    add_task(office)
    office.close()
    with monkeypatch.context() as newer:
        next_version(tmp_path, newer, FAILING)
        with pytest.raises(Exception, match="nowhere"):
            Office.open(url)
    Office.open(url).close()
    (tmp_path / "again").mkdir()
    next_version(tmp_path / "again", monkeypatch, GOOD)
    with pytest.raises(OfficeError, match="upgrade_needed"):
        Office.open(url, writable=False)
    office = Office.open(url)
    with office.read() as connection:
        assert connection.exec_driver_sql("SELECT colour FROM task").scalar() == "xanh"
    office.close()
    postgres.server().drop(url)


def test_a_newer_server_is_refused(tmp_path: Path) -> None:
    url = postgres.server().new_database()
    office = found_office(url)
    with office.database.engine.connect() as connection, connection.begin():
        connection.execute(text("UPDATE alembic_version SET version_num = '0999'"))
    office.close()
    with pytest.raises(OfficeError, match="newer_database"):
        Office.open(url)
    postgres.server().drop(url)
