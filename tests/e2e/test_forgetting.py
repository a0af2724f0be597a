"""Forgotten on request: the name is gone from file and workbook, everything that was done stays."""

from pathlib import Path

import pytest

from inventory.documents.order import Order
from tests.e2e.house import House

pytestmark = pytest.mark.e2e

SECRETS = ("Cafe Sol", "Marktgasse", "hola@cafe-sol.example")
OF_THE_HISTORY = "Cafe Sol"
"""A shipment of the seeded history names it in its own words; that is no contact."""


@pytest.fixture
def house(tmp_path: Path):
    with House(tmp_path) as house:
        yield house


def test_a_forgotten_customer_is_nowhere_and_the_orders_stay(house: House):
    assert house.bincard("rebuild").returncode == 0
    assert "Marktgasse 4" in str(house.tab("Customers"))

    forgotten = house.bincard("forget", "cafe-sol")
    assert forgotten.returncode == 0, forgotten.stdout + forgotten.stderr
    assert "CAFE-SOL: the name, address, e-mail and phone are erased." in forgotten.stdout
    assert house.bincard("rebuild").returncode == 0

    left = b"".join(each.read_bytes() for each in house.folder.glob("*.sqlite3*"))
    cells = str([house.tab(tab) for tab in ("Customers", "Orders", "Audit", "Ledger", "Problems")])
    for secret in SECRETS:
        assert secret == OF_THE_HISTORY or secret.encode() not in left
        assert secret == OF_THE_HISTORY or secret not in cells
    assert OF_THE_HISTORY not in str(house.tab("Customers"))
    journal = house.journal()
    assert [order.customer for order in journal.desk.book.all(Order)] == ["CAFE-SOL", "HOTEL-MAR"]
    journal.close()
    assert "All agree" in house.bincard("verify").stdout


def test_nobody_is_forgotten_by_a_code_that_is_not_there(house: House):
    unknown = house.bincard("forget", "CAFE-LUNA")

    assert unknown.returncode == 1
    assert unknown.stdout.strip() == "There is no customer CAFE-LUNA on the tab Customers."
