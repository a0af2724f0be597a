"""Kits against another bookkeeper: what beancount's FIFO takes out of components is what the kit costs.

beancount is GPL and no part of the project: where it is not installed, this is skipped. It has no
word for building, so a kit is bought at the cost that it booked out of the components itself. It keeps
costs to 28 digits and ours are exact, so values are compared to a billionth.
"""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inventory.valuation.stock_value import value_of_item
from tests.builders import a_desk, a_kit, build, move, receive, ship

booking = pytest.importorskip(
    "beancount.parser.booking_full", reason="beancount is not installed: no oracle for FIFO"
)
from beancount.core.amount import Amount  # noqa: E402 - only where it is installed
from beancount.core.data import Booking, Posting, Transaction, new_metadata  # noqa: E402
from beancount.core.inventory import Inventory  # noqa: E402
from beancount.core.position import Cost, CostSpec  # noqa: E402

KITS = {"SET": {"MUG-BLU": 2, "TEE-BLK-M": 1}, "BOX": {"SET": 2, "MUG-BLU": 3}}
COSTS = st.sampled_from(["1.00", "2.55", "3.333333"])
ACTS = st.lists(
    st.one_of(
        st.tuples(
            st.just("buy"), st.sampled_from(["MUG-BLU", "TEE-BLK-M"]), st.integers(1, 30), COSTS
        ),
        st.tuples(st.just("build"), st.sampled_from([*KITS]), st.integers(1, 7), st.none()),
        st.tuples(st.just("sell"), st.sampled_from([*KITS]), st.integers(1, 5), st.none()),
    ),
    min_size=5,
    max_size=25,
)
BILLIONTH = Decimal("1E-9")


class Bookkeeper:
    """Keeps every item with beancount's inventory, day by day."""

    def __init__(self):
        self.stock = {sku: Inventory() for sku in ("MUG-BLU", "TEE-BLK-M", *KITS)}
        self.day = date(2000, 1, 1)

    def quantity(self, sku):
        return sum((lot.units.number for lot in self.stock[sku]), Decimal(0))

    def value(self, sku):
        return sum((lot.units.number * lot.cost.number for lot in self.stock[sku]), Decimal(0))

    def buy(self, sku, quantity, unit_cost):
        self.day += timedelta(days=1)
        cost = Cost(unit_cost, "EUR", self.day, None)
        self.stock[sku].add_amount(Amount(Decimal(quantity), "PIECE"), cost)

    def sell(self, sku, quantity):
        units = Amount(Decimal(-quantity), "PIECE")
        spec = CostSpec(None, None, "EUR", None, None, False)
        entry = Transaction(
            new_metadata("history", 1), self.day, "*", None, "", frozenset(), frozenset(), []
        )
        booked, errors = booking.book_reductions(
            entry,
            [Posting("Assets:Stock", units, spec, None, None, None)],
            {"Assets:Stock": self.stock[sku]},
            {"Assets:Stock": Booking.FIFO},
        )
        assert not errors, errors
        for one in booked:
            self.stock[sku].add_amount(one.units, one.cost)
        return sum((-one.units.number * one.cost.number for one in booked), Decimal(0))

    def build(self, kit, quantity):
        cost = sum(self.sell(sku, each * quantity) for sku, each in KITS[kit].items())
        self.buy(kit, quantity, cost / quantity)

    def can_build(self, kit, quantity):
        return all(self.quantity(sku) >= each * quantity for sku, each in KITS[kit].items())


@settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
@given(ACTS)
def test_kits_and_components_are_worth_what_another_bookkeeper_says(acts):
    theirs = Bookkeeper()
    desk = a_desk(*(a_kit(kit, *((n, sku) for sku, n in of.items())) for kit, of in KITS.items()))
    first = [("buy", "MUG-BLU", 50, "2.99"), ("buy", "TEE-BLK-M", 20, "7.77")]
    for verb, sku, quantity, cost in [*first, *acts]:
        if verb == "buy":
            theirs.buy(sku, quantity, Decimal(cost))
            desk.handle(receive(quantity, sku, at="A-01", unit_cost=Decimal(cost)))
        elif verb == "build" and theirs.can_build(sku, quantity):
            theirs.build(sku, quantity)
            desk.handle(build(quantity, sku, at="A-01"))
        elif verb == "sell" and theirs.quantity(sku) >= quantity:
            theirs.sell(sku, quantity)
            desk.handle(move(quantity, sku, at="A-01", to="PACK"))
            desk.handle(ship(quantity, sku))
    for sku in theirs.stock:
        ours = value_of_item(desk.book, desk, sku)
        assert ours.quantity == theirs.quantity(sku)
        value = sum((layer.value for layer in ours.layers), Decimal(0))
        assert abs(value - theirs.value(sku)) < BILLIONTH
