"""A PostgreSQL server of the tests' own: made, started and stopped by them, in a temporary folder. Without its programs the tests skip."""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from functools import cache
from itertools import count
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, text

from tests.programs import find_program

_numbers = count(1)


class Server:
    """A running server and the means to make databases on it."""

    def __init__(self, root: Path, port: int) -> None:
        self.port = port
        self.admin = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        self._free: dict[str, list[str]] = {}
        self._ways: dict[str, tuple[psycopg.Connection, bytes]] = {}

    def url(self, name: str) -> str:
        """The address of a database, as an office's location."""
        return f"postgresql+psycopg://office@127.0.0.1:{self.port}/{name}"

    def new_database(self, template: str = "template0") -> str:
        """A database of its own, a copy of `template`; its address. Nobody may be connected to the template."""
        name = f"t{next(_numbers)}"
        with self.admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        return self.url(name)

    def keep(self, url: str) -> str:
        """Make a database a template to be lent: its rows are remembered beside it. Its name."""
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute("CREATE SCHEMA kept")
            for table, _ in self._tables(connection):
                connection.execute(f"CREATE TABLE kept.{table} AS TABLE public.{table}".encode())
        return url.rsplit("/", 1)[1]

    @staticmethod
    def _tables(connection: psycopg.Connection) -> list[tuple[str, str]]:
        """All tables with their keys, which are their first columns."""
        return connection.execute(
            "SELECT table_name, column_name FROM information_schema.columns "
            "WHERE table_schema = 'public' AND ordinal_position = 1 ORDER BY table_name"
        ).fetchall()

    def lend(self, template: str) -> str:
        """A database as the template is; its address. One that came back is put right row by row: five times quicker than a new one."""
        free = self._free.setdefault(template, [])
        return free.pop() if free else self.new_database(template)

    def take_back(self, template: str, url: str) -> None:
        """Put a lent database right for the next one."""
        if url not in self._ways:
            connection = psycopg.connect(url.replace("+psycopg", ""))
            connection.execute("SET session_replication_role = replica")
            connection.commit()
            statements = []
            for table, key in self._tables(connection):
                here, kept = f"public.{table}", f"kept.{table}"
                statements += [
                    f"DELETE FROM {here} h WHERE NOT EXISTS (SELECT 1 FROM {kept} k WHERE k.{key} = h.{key} AND k::text = h::text)",
                    f"INSERT INTO {here} SELECT * FROM {kept} k WHERE NOT EXISTS (SELECT 1 FROM {here} h WHERE h.{key} = k.{key})",
                ]
            self._ways[url] = (connection, ";".join(statements).encode())
        connection, statement = self._ways[url]
        connection.execute(statement)
        connection.commit()
        self._free[template].append(url)

    def drop(self, url: str) -> None:
        """Remove a database that `new_database` made."""
        with self.admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {url.rsplit('/', 1)[1]} WITH (FORCE)"))


def _other_user() -> list[str]:
    """PostgreSQL refuses to run as root: the words that run a command as somebody else."""
    if os.geteuid() != 0:
        return []
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", "--"]
    return []


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@cache
def server() -> Server:
    """The one server of this test process; started when it is first asked for. Skips the test where there is no server program."""
    programs = {name: find_program(name) for name in ("initdb", "pg_ctl")}
    if None in programs.values():
        pytest.skip("PostgreSQL is not installed here (apt-get install postgresql)")
    if os.name == "nt" or (os.geteuid() == 0 and (not _other_user() or shutil.which("setpriv") is None)):
        pytest.skip("no user to run PostgreSQL as")
    root = Path(tempfile.mkdtemp(prefix="office-pg-"))
    words = _other_user()
    if words:
        user = int(words[1].split("=")[1])
        os.chown(root, user, int(words[2].split("=")[1]))
    data, port = root / "data", _free_port()
    initdb = [*words, str(programs["initdb"]), "-D", str(data), "-U", "office", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
    subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, cwd="/")
    options = (
        f"-c listen_addresses=127.0.0.1 -p {port} -k {root} -c fsync=off -c synchronous_commit=off -c full_page_writes=off "
        "-c max_connections=60 -c shared_buffers=64MB -c autovacuum=off"
    )
    pg_ctl = [*words, str(programs["pg_ctl"]), "-D", str(data), "-w", "-s"]
    with (root / "log").open("w") as log:
        os.chmod(root / "log", 0o666)
        subprocess.run([*pg_ctl, "-o", options, "start"], check=True, stdout=log, stderr=log, cwd="/")

    def stop() -> None:
        subprocess.run([*pg_ctl, "-m", "immediate", "stop"], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")
        shutil.rmtree(root, ignore_errors=True)

    atexit.register(stop)
    return Server(root, port)
