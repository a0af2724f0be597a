"""The ways to run the program: in one process, or in several on one database."""

from pathlib import Path

import pytest

from tests.conftest import new_database
from tests.e2e.house import House

ONE = ("sqlite", ("serve",))
SEVERAL = ("postgresql", ("web", "web", "worker", "worker"))
TOPOLOGIES = [
    pytest.param(ONE, id="one process on SQLite"),
    pytest.param(SEVERAL, id="two webs and two workers on PostgreSQL"),
]


def house_of(request: pytest.FixtureRequest, folder: Path) -> House:
    """Build a house of the topology that a fixture was given as its parameter."""
    engine, topology = request.param
    database = new_database(engine, request, folder)
    return House(folder, database=database, topology=topology)
