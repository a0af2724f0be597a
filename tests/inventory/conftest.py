import pytest

from tests.builders import a_desk
from tests.memory_desk import MemoryDesk


@pytest.fixture
def desk() -> MemoryDesk:
    """The house, its people, and 24 mugs on A-01."""
    return a_desk(stock=[(24, "MUG-BLU", "A-01")])
