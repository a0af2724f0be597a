import pytest

from tests.demand_days import House


@pytest.fixture
def days() -> House:
    return House()
