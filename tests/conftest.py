"""What tests of every package share: a database of either kind, new and empty."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres_server import NoPostgresError, PostgresServer, running_postgres

ENGINES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL that serves the whole test run; nobody stops it but its end."""
    try:
        # Nothing here cuts the power, and a forced write a commit would make the tests slow.
        with running_postgres(fsync="off") as server:
            yield server
    except NoPostgresError as none:
        pytest.skip(str(none))


@pytest.fixture(params=ENGINES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database."""
    return new_database(request.param, request, tmp_path)


def new_database(engine: str, request: pytest.FixtureRequest, folder: Path) -> str:
    """Make an empty database on an engine and return its URL."""
    if engine == "sqlite":
        return f"sqlite:///{folder / 'bincard.sqlite3'}"
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.new_database()
