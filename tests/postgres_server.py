"""A PostgreSQL of one's own: started from the system's binaries in a temporary folder.

It listens on loopback and on nothing else, trusts everybody there, and is gone with the folder.
PostgreSQL refuses to run as root, so where we are root it runs as another user.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier

from tests.free_port import free_port

STARTS_WITHIN_S = 60.0


class NoPostgresError(Exception):
    """There are no server binaries on this machine, or nobody to run them as."""


class PostgresServer:
    """A running server; `stop` ends it.

    Args:
        settings: written into its configuration, as in {"fsync": "off"}.

    Raises:
        NoPostgresError: see there.
    """

    def __init__(self, settings: Mapping[str, str] | None = None) -> None:
        self._binaries = _binaries()
        self._as_whom = _as_whom()
        self._folder = Path(tempfile.mkdtemp(prefix="bincard-postgres-"))
        self._names = count(1)
        self.port = free_port()
        self._lay_out(settings or {})
        self.start()

    def new_database(self) -> str:
        """Create a place without tables and return its URL.

        It is a schema of its own: a whole database would be 300 files and a tenth of a second.
        """
        name = f"bincard_{next(self._names)}"
        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute(SQL("CREATE SCHEMA {}").format(Identifier(name)))
        return f"{self._url}?options=-csearch_path%3D{name}"

    @property
    def _url(self) -> str:
        return f"postgresql://bincard@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Start it, also after a stop or a kill, and wait until it answers."""
        self._log = (self._folder / "server.log").open("ab")
        self._process = subprocess.Popen(
            [self._binaries / "postgres", "-D", self._data], **self._as_whom, **self._quiet()
        )
        deadline = time.monotonic() + STARTS_WITHIN_S
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError((self._folder / "server.log").read_text())
            time.sleep(0.02)

    def kill(self) -> None:
        """End it as a power cut would: no client hears a word."""
        children = self._children()
        self._process.kill()
        self._process.wait()
        for child in children:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        self._log.close()

    def stop(self) -> None:
        """End it at once, cutting off whoever is connected, and remove its folder."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait()
            self._log.close()
        shutil.rmtree(self._folder)

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def _lay_out(self, settings: Mapping[str, str]) -> None:
        if self._as_whom:
            os.chown(self._folder, self._as_whom["user"], self._as_whom["group"])
        asked = ["-D", self._data, "-U", "bincard", "--auth=trust", "--no-sync", "-E", "UTF8"]
        subprocess.run(
            [self._binaries / "initdb", *asked],
            check=True,
            capture_output=True,
            cwd=self._folder,
            **self._as_whom,
        )
        fixed = {
            "listen_addresses": "'127.0.0.1'",
            "port": str(self.port),
            "unix_socket_directories": "''",
            "max_connections": "200",
        }
        with (self._data / "postgresql.conf").open("a") as configuration:
            for name, value in {**fixed, **settings}.items():
                configuration.write(f"{name} = {value}\n")

    def _quiet(self) -> dict[str, Any]:
        return {"stdin": subprocess.DEVNULL, "stdout": self._log, "stderr": self._log}

    def _answers(self) -> bool:
        try:
            psycopg.connect(self._url, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def _children(self) -> list[int]:
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]


@contextmanager
def running_postgres(**settings: str) -> Iterator[PostgresServer]:
    """Run a server for as long as a block takes."""
    server = PostgresServer(settings)
    try:
        yield server
    finally:
        server.stop()


def _binaries() -> Path:
    """Return the folder of the newest server on this machine."""
    found = shutil.which("postgres")
    if found:
        return Path(found).parent
    installed = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/postgres"),
        key=lambda path: int(path.parts[4]) if path.parts[4].isdecimal() else 0,
    )
    if not installed:
        raise NoPostgresError("no PostgreSQL server is installed (apt-get install postgresql)")
    return installed[-1].parent


def _as_whom() -> dict[str, Any]:
    """Return what makes a child process run as somebody who is not root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise NoPostgresError("PostgreSQL does not run as root, and there is nobody else here")
