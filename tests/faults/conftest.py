"""One town for all stories of a module."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.house import House, Town


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    there = Town(Path(tmp_path_factory.mktemp("town")))
    yield there
    there.close()


@pytest.fixture
def house(town: Town) -> Iterator[House]:
    with town.house() as house:
        yield house
