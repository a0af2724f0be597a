"""What tests of every package share: a database of either kind, and laws tried alike every time.

To try laws on examples that nobody has tried yet: `pytest --hypothesis-profile=exploring`.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.postgres_server import NoPostgresError, PostgresServer, running_postgres

ENGINES = ("sqlite", "postgresql")

settings.register_profile(
    "exploring",
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("repeatable", settings.get_profile("exploring"), derandomize=True)
settings.load_profile("repeatable")


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
