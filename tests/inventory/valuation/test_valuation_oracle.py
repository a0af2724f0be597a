"""Our FIFO against another bookkeeper's: beancount's booking on a thousand histories.

beancount is GPL and no part of the project: where it is not installed, this is skipped.

Compared after every history: the layers (quantity, cost, age), what each departure cost, and every
account. What beancount has no word for is put into its words by `Bookkeeper`, one way for each:

    a return                  bought again at what beancount itself said it left for
    a shipment taken back     bought again with date, cost and label of the lots that left
    a receipt taken back      sold out of its own lot by label; what has left of it, out of the oldest
    rejected goods that leave likewise
    several costs, one line   the cheaper is a day older, since beancount knows days and no lines

It has no moving average, so that is not compared; its laws are in `test_valuation_laws`.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inventory.location import CUSTOMER, SCRAP, VIRTUAL_LOCATIONS
from inventory.valuation.value_accounts import ACCOUNTS, Account
from tests.inventory.valuation.histories import histories

booking = pytest.importorskip(
    "beancount.parser.booking_full", reason="beancount is not installed: no oracle for FIFO"
)
from beancount.core.amount import Amount  # noqa: E402 - only where it is installed
from beancount.core.data import Booking, Posting, Transaction, new_metadata  # noqa: E402
from beancount.core.inventory import Inventory  # noqa: E402
from beancount.core.position import Cost, CostSpec  # noqa: E402

STOCK = "Assets:Stock"
ZERO = Decimal(0)
COSTS = st.sampled_from(["1.00", "2.50", "2.55", "3.333333", "0"])
DAYS_A_LINE = 50


class Out(NamedTuple):
    """A lot that left to the customer and has not come back."""

    shipment: str
    line: int
    posting: Any


class Bookkeeper:
    """Keeps one item's stock with beancount's inventory and its FIFO booking."""

    def __init__(self, rejections: dict[str, str]) -> None:
        self.rejections = rejections
        self.stock = Inventory()
        self.accounts = dict.fromkeys(Account, ZERO)
        self.last_cost = ZERO
        self.left: dict[str, list[Posting]] = {}
        self.came: dict[str, list[Posting]] = {}
        self.did: dict[str, dict[Account, Decimal]] = {}
        self.out: list[Out] = []
        self.sent: dict[str, list[Out]] = {}
        self.claims: dict[str, list[Out]] = {}

    def post(self, move: Any) -> None:
        if move.reverses:
            amounts = self._take_back(move)
        elif move.document in self.rejections:
            receipt = f"{self.rejections[move.document]}/1"
            wanted = [_part(one, move.quantity) for one in self.came[receipt]]
            amounts = {ACCOUNTS[move.target]: self._reduce_these(move, wanted)}
        elif move.source not in VIRTUAL_LOCATIONS:
            amounts = {ACCOUNTS[move.target]: self._reduce(move, move.quantity)}
            if move.target == CUSTOMER:
                self.sent[move.id] = [
                    Out(move.document, move.line, one) for one in self.left[move.id]
                ]
                self.out += self.sent[move.id]
        elif move.source == CUSTOMER:
            amounts = self._return(move)
        else:
            self.last_cost = self.last_cost if move.unit_cost is None else move.unit_cost
            amounts = {Account.CAME_IN: self._buy(move, [(move.quantity, self.last_cost)])}
        self.did[move.id] = amounts
        for account, amount in amounts.items():
            self.accounts[account] += amount

    def _buy(self, move: Any, lots: list[tuple[Decimal, Decimal]]) -> Decimal:
        ranks = {cost: rank for rank, cost in enumerate(sorted({cost for _, cost in lots}))}
        self.came[move.id] = [
            _posting(quantity, Cost(cost, "EUR", _day(move.line, ranks[cost]), move.id))
            for quantity, cost in lots
        ]
        return self._add(self.came[move.id])

    def _add(self, postings: list[Posting]) -> Decimal:
        for posting in postings:
            self.stock.add_amount(posting.units, posting.cost)
        return _value(postings)

    def _reduce(self, move: Any, quantity: Decimal, cost: Cost | None = None) -> Decimal:
        """Sell so much as beancount books it: by FIFO, or out of the one lot that is named."""
        number, day, label = (cost.number, cost.date, cost.label) if cost else (None, None, None)
        spec = CostSpec(number, None, "EUR", day, label, False)
        entry = Transaction(
            new_metadata("history", move.line), _day(move.line), "*", None, "", frozenset(),
            frozenset(), [],
        )  # fmt: skip
        booked, errors = booking.book_reductions(
            entry, [_posting(-quantity, spec)], {STOCK: self.stock}, {STOCK: Booking.FIFO}
        )
        assert not errors, errors
        taken = [one._replace(units=Amount(-one.units.number, "MUG")) for one in booked]
        for one in booked:
            self.stock.add_amount(one.units, one.cost)
        self.left.setdefault(move.id, []).extend(taken)
        return _value(taken)

    def _return(self, move: Any) -> dict[Account, Decimal]:
        claims, left = self._claim(move)
        self.claims[move.id] = claims
        lots = [(one.posting.units.number, one.posting.cost.number) for one in claims]
        if left:
            newest = max(self.stock, key=lambda lot: lot.cost.date, default=None)
            lots.append((left, newest.cost.number if newest else self.last_cost))
        if move.target == SCRAP:
            value = sum((quantity * cost for quantity, cost in lots), ZERO)
            return {Account.SOLD: -value, Account.SCRAPPED: value}
        return {Account.SOLD: -self._buy(move, lots)}

    def _claim(self, move: Any) -> tuple[list["Out"], Decimal]:
        claims, left = [], move.quantity
        for shipment in {"SO-7": ["SH-1", "SH-2"]}.get(move.document, [move.document]):
            for one in [one for one in self.out if one.shipment == shipment]:
                there = one.posting.units.number
                part = min(left, there)
                if not part:
                    break
                left -= part
                claims.append(one._replace(posting=_part(one.posting, part)))
                place = self.out.index(one)
                rest = [one._replace(posting=_part(one.posting, there - part))]
                self.out[place : place + 1] = rest if part < there else []
        return claims, left

    def _take_back(self, move: Any) -> dict[Account, Decimal]:
        amounts = {account: -amount for account, amount in self.did[move.reverses].items()}
        self.claims[move.id] = sent = self.sent.get(move.reverses, [])
        self.sent[move.id] = back = self.claims.get(move.reverses, [])
        gone = {(one.shipment, one.line) for one in sent}
        kept = [one for one in self.out if (one.shipment, one.line) not in gone]
        self.out = sorted([*back, *kept], key=lambda one: one.line)
        if move.reverses in self.left:
            self.came[move.id] = self.left[move.reverses]
            self._add(self.came[move.id])
        elif move.reverses in self.came:
            wanted = self.came[move.reverses]
            actual = self._reduce_these(move, wanted)
            corrected = amounts.get(Account.CORRECTED, ZERO) + actual - _value(wanted)
            amounts[Account.CORRECTED] = corrected
        return amounts

    def _reduce_these(self, move: Any, wanted: list[Posting]) -> Decimal:
        """Sell out of these lots; what has left of them, out of the oldest."""
        actual = sum((self._reduce_own(move, posting) for posting in wanted), ZERO)
        sold = sum((one.units.number for one in self.left.get(move.id, [])), ZERO)
        missing = move.quantity - sold
        return actual + (self._reduce(move, missing) if missing else ZERO)

    def _reduce_own(self, move: Any, posting: Posting) -> Decimal:
        there = self.stock.get(("MUG", posting.cost))
        own = min(posting.units.number, there.units.number if there else ZERO)
        return self._reduce(move, own, posting.cost) if own else ZERO

    def layers(self) -> list[tuple[Decimal, Decimal, int]]:
        lots = sorted(self.stock, key=lambda lot: lot.cost.date)
        return [
            (lot.units.number, lot.cost.number, (lot.cost.date - _day(0)).days // DAYS_A_LINE)
            for lot in lots
        ]


@settings(
    max_examples=1000, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
@given(histories(costs=COSTS, first="2.00", least=12))
def test_fifo_is_what_another_bookkeeper_makes_of_it(ledger):
    theirs = Bookkeeper(ledger.rejections)
    for move in ledger.moves:
        theirs.post(move)

    ours = ledger.by_fifo()

    layers = [(one.quantity, one.unit_cost, one.line) for one in ours.pool.layers]
    assert layers == theirs.layers()
    assert {account: ours.totals[account] for account in Account} == theirs.accounts


def _posting(quantity: Decimal, cost: Any) -> Posting:
    return Posting(STOCK, Amount(quantity, "MUG"), cost, None, None, None)


def _part(posting: Posting, quantity: Decimal) -> Posting:
    return posting._replace(units=Amount(quantity, "MUG"))


def _value(postings: list[Posting]) -> Decimal:
    return sum((one.units.number * one.cost.number for one in postings), ZERO)


def _day(line: int, rank: int = 0) -> date:
    return date(2000, 1, 1) + timedelta(days=line * DAYS_A_LINE + rank)
