"""A seeded warehouse in simulated time: what it holds, what customers take, what suppliers bring.

Two sites, four suppliers, goods of every temper; a year behind it that forecasts can learn from. The
clock is set by hand: an hour of the house takes as long as its work.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from bincard.house_jobs import house_jobs
from bincard.settings import Settings
from inventory.base_command import Line
from inventory.demand.sites import Sites
from inventory.documents.purchase_order import PurchaseOrder
from inventory.documents.transfer import Transfer
from inventory.inbound_commands import ReceiveTransfer
from inventory.item import Item
from inventory.location import LocationKind
from inventory.people import Person, Role
from inventory.stock_policy import PolicyKind, StockPolicy, Subscription
from inventory.supplier import Supplier
from jobs.runner import JobRunner
from tests.builders import (
    a_customer,
    a_line,
    a_location,
    an_item,
    edit,
    open_stock,
    ordered,
    pick,
    place_order,
    receive,
    set_rule,
    ship,
)
from tests.e2e.shop import CHANNEL, Shop

FIRST_DAY: Final = date(2025, 9, 1)
"""The book begins: a Monday, fourteen months before the four weeks."""

BUSY_FROM: Final = date(2026, 4, 6)
MONDAY: Final = date(2026, 11, 2)
"""The four weeks begin."""

MANAGERS, TEAROOM = "C0MANAGERS", "C0TEAROOM"
MAIN, NORTH = "Main", "North"


@dataclass(frozen=True)
class Goods:
    """What is kept, and how it is asked for.

    Attributes:
        rate: mean pieces a working day; `cover`: working days the stock lasts on the first Monday.
        starts: the first day anybody asks for it.
    """

    sku: str
    supplier: str
    rate: float
    cover: float
    cost: str = "4.00"
    category: str = "Tableware"
    starts: date = BUSY_FROM
    has_lots: bool = False
    minimum: int | None = None
    maximum: int | None = None


GOODS: Final = (
    Goods("MUG-BLU", "CLAYCO", 6, 12, "3.20"),
    Goods("MUG-RED", "CLAYCO", 2, 18, "3.50"),
    Goods("BOWL", "CLAYCO", 2, 17, "5.00", minimum=30, maximum=90),
    Goods("PLATE", "CLAYCO", 3, 3, "4.40"),
    Goods("CUP", "PORCELLA", 1, 40, "2.10"),
    Goods("FORK", "PORCELLA", 4, 40, "1.20"),
    Goods("VASE", "PORCELLA", 0.2, 1200, "19.00"),
    Goods("LAMP", "LUMEN", 0.15, 12, "48.00", category="Light"),
    Goods("CLOCK", "LUMEN", 0, 0, "31.00", category="Light", starts=FIRST_DAY),
    Goods("SPARE", "LUMEN", 0, 0, "75.00", category="Spares"),
    Goods("PEN", "LUMEN", 1, 30, "0.80", category="Office", starts=date(2026, 10, 26)),
    Goods("TEA-EARL", "TEAHOUSE", 3, 30, "6.00", category="Tea", has_lots=True),
    Goods("TEA-MINT", "TEAHOUSE", 2, 10, "5.00", category="Tea", has_lots=True),
)

SUPPLIERS: Final = (
    Supplier(code="CLAYCO", name="Clay & Co", lead_time_days=5, minimum_order_value=Decimal(150)),
    Supplier(code="PORCELLA", name="Porcella", lead_time_days=8),
    Supplier(code="LUMEN", name="Lumen", lead_time_days=14),
    Supplier(code="TEAHOUSE", name="The Tea House", lead_time_days=3, order_days=("mon", "thu")),
)

FRIDAY: Final = 4

EXTRA: Final = {"CLOCK": 12, "SPARE": 1}
"""Pieces that lie there beside what is asked for."""

BINS: Final = {goods.sku: f"A-{n:02}" for n, goods in enumerate(GOODS, start=1)}


def furnish(shop: Shop) -> None:
    """Set up people, places, suppliers and goods, on the first day of the book."""
    shop.clock.now = at(FIRST_DAY, 8)
    lots = {goods.sku: goods.has_lots for goods in GOODS}
    rows = (
        Person(user="U0ANA", name="Ana", role=Role.OPERATOR),
        Person(user="U0BEN", name="Ben", role=Role.OPERATOR),
        Person(user="U0CLEO", name="Cleo", role=Role.MANAGER),
        Person(user="U0DORA", name="Dora", role=Role.MANAGER),
        *SUPPLIERS,
        a_location("IN", LocationKind.RECEIVING, site=MAIN),
        a_location("PACK", LocationKind.PACKING, site=MAIN),
        *(a_location(code, site=MAIN) for code in BINS.values()),
        a_location("N-IN", LocationKind.RECEIVING, site=NORTH),
        a_location("N-01", site=NORTH),
        a_location("TRUCK", LocationKind.TRANSIT),
        *(_item(goods, has_lots=lots[goods.sku]) for goods in GOODS),
        a_customer("CAFE-SOL"),
        StockPolicy(
            item="SPARE", site=MAIN, policy=PolicyKind.KEEP_AT_LEAST, keep_at_least=Decimal(2)
        ),
        Subscription(code="SUB-TEA", channel=TEAROOM, category="Tea"),
    )
    for row in rows:
        shop.handle(edit(row, when=shop.clock.now))
    rules = {
        "stock_channel": CHANNEL,
        "managers_channel": MANAGERS,
        "purchase_approval_above": 5000,
        "proposal_rest_days": 7,
    }
    for name, value in rules.items():
        shop.handle(set_rule(name, value, when=shop.clock.now))


def _item(goods: Goods, *, has_lots: bool) -> Item:
    return an_item(
        goods.sku,
        name=goods.sku.title().replace("-", " "),
        supplier=goods.supplier,
        category=goods.category,
        unit_cost=Decimal(goods.cost),
        packs=(),
        is_lot_tracked=has_lots,
        minimum=goods.minimum,
        maximum=goods.maximum,
        home=BINS[goods.sku],
    )


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return a moment of a day; the warehouse keeps UTC."""
    return datetime.combine(day, time(hour, minute), tzinfo=UTC)


def working_days(first: date, last: date) -> Iterator[date]:
    """Yield the days from Monday to Friday, the last one left out."""
    day = first
    while day < last:
        if day.weekday() < 5:
            yield day
        day += timedelta(days=1)


@dataclass
class Town:
    """What goes on outside: customers who want something, suppliers who bring something.

    Attributes:
        rates: sku -> mean pieces a working day, from now on.
        bringing: when the goods of a purchase order come.
        lost: what customers wanted and was not there.
    """

    shop: Shop
    seed: int
    rates: dict[str, float] = field(default_factory=dict)
    bringing: dict[str, date] = field(default_factory=dict)
    lost: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)
        self.rates = {goods.sku: goods.rate for goods in GOODS}

    # -- the year behind ----------------------------------------------------------------------

    def live_the_year(self) -> None:
        """Post what was sold until the first Monday, from stock that ends as `cover` says."""
        days = list(working_days(FIRST_DAY, MONDAY))
        sold = {day: self._wanted(day) for day in days}
        for goods in GOODS:
            total = sum(wanted[goods.sku] for wanted in sold.values() if goods.sku in wanted)
            self._open(goods, total + round(goods.rate * goods.cover) + EXTRA.get(goods.sku, 0))
        self.shop.handle(open_stock(220, "MUG-BLU", at="N-01", when=self.now))
        for day in days:
            self.shop.clock.now = at(day, 12)
            lines = [line for sku, pieces in sold[day].items() for line in self._lines(sku, pieces)]
            self._send(lines)

    def _open(self, goods: Goods, quantity: int) -> None:
        self.shop.clock.now = at(goods.starts, 8) if goods.starts > BUSY_FROM else at(FIRST_DAY, 9)
        if not goods.has_lots:
            if quantity:
                self.shop.handle(open_stock(quantity, goods.sku, at=BINS[goods.sku], when=self.now))
            return
        for lot, share in (("OLD", quantity - 60), ("NEW", 60)):
            expires = MONDAY + timedelta(days=12 if lot == "OLD" else 400)
            self.shop.handle(
                receive(
                    share,
                    goods.sku,
                    at=BINS[goods.sku],
                    lot=f"{goods.sku}-{lot}",
                    expires_on=expires,
                    when=self.now,
                )
            )

    def _wanted(self, day: date) -> dict[str, int]:
        """Return what customers want on a day."""
        wanted = {
            goods.sku: self._pieces(self.rates[goods.sku]) for goods in GOODS if goods.starts <= day
        }
        if day < FIRST_DAY + timedelta(days=40) and day.weekday() == 2:
            wanted["CLOCK"] = 1
        return {sku: quantity for sku, quantity in wanted.items() if quantity}

    def _pieces(self, mean: float) -> int:
        """Draw from a Poisson distribution."""
        arrived, passed = 0, self._random.expovariate(1)
        while passed < mean:
            arrived += 1
            passed += self._random.expovariate(1)
        return arrived

    # -- a day ---------------------------------------------------------------------------------

    @property
    def now(self) -> datetime:
        return self.shop.clock.now

    def customers_come(self) -> None:
        """Sell what is there of what is wanted today; the rest is lost."""
        today = self.now.date()
        for sku, quantity in self._wanted(today).items():
            there = int(Sites(self.shop.book).available(sku, today).get(MAIN, 0))
            if sold := min(quantity, there):
                self._send(self._lines(sku, sold))
            if quantity > there:
                self.lost[sku] = self.lost.get(sku, 0) + quantity - there

    def somebody_orders(self, quantity: int, sku: str) -> None:
        """Place an order that has to be picked; what is missing waits."""
        self.shop.handle(place_order((quantity, sku), when=self.now))

    def suppliers_come(self) -> None:
        """Bring what is due today of the orders that were sent."""
        today = self.now.date()
        for order in list(self.shop.book.open(PurchaseOrder)):
            if order.sent_on is None:
                continue
            due = self.bringing.setdefault(order.number, self._due(order))
            if due <= today:
                self._bring(order)

    def _send(self, lines: list[Line]) -> None:
        """Pick goods and hand them over at the counter."""
        if lines:
            self.shop.handle(pick(lines=lines, when=self.now))
            packed = [line.model_copy(update={"location": "PACK"}) for line in lines]
            self.shop.handle(ship(lines=packed, when=self.now))

    def _lines(self, sku: str, quantity: int) -> list[Line]:
        """Return what is taken from its bin, lots that expire first before others."""
        code, lines = BINS[sku], list[Line]()
        here = sorted(
            (lot, there)
            for (place, lot), there in self.shop.book.balances(sku).items()
            if place == code
        )
        fresh = [one for one in here if self._expiry(sku, one[0]) > self.now.date()]
        for lot, there in sorted(fresh, key=lambda one: self._expiry(sku, one[0])):
            taken = min(quantity, int(there))
            if taken:
                lines.append(a_line(taken, sku, at=code, lot=lot))
                quantity -= taken
        return lines

    def _expiry(self, sku: str, lot: str) -> date:
        found = self.shop.book.lot(sku, lot) if lot else None
        return (found.expires_on if found else None) or date.max

    def transfers_arrive(self) -> None:
        """Take in what another site has sent."""
        for transfer in list(self.shop.book.open(Transfer)):
            if transfer.sent_on < self.now.date():
                self.shop.handle(ordered(ReceiveTransfer, transfer.number, when=self.now))

    def _due(self, order: PurchaseOrder) -> date:
        promised = next(s.lead_time_days or 5 for s in SUPPLIERS if s.code == order.supplier)
        sent = order.sent_on or self.now.date()
        due = sent + timedelta(days=promised + self._random.choice((-1, 0, 0, 1)))
        return due - timedelta(days=max(0, due.weekday() - FRIDAY))

    def _bring(self, order: PurchaseOrder) -> None:
        lots = {goods.sku for goods in GOODS if goods.has_lots}
        lines = [
            a_line(
                line.outstanding,
                line.item,
                at=BINS[line.item],
                document=order.number,
                **(
                    {
                        "lot": f"{line.item}-{order.number}",
                        "expires_on": self.now.date() + timedelta(days=300),
                    }
                    if line.item in lots
                    else {}
                ),
            )
            for line in order.lines
            if line.outstanding
        ]
        self.shop.handle(receive(lines=lines, when=self.now))


def scheduled_jobs(shop: Shop) -> tuple[JobRunner, JobRunner]:
    """Return two workers on one journal; comparing with a workbook is left to the end."""
    table = [job for job in house_jobs(Settings(), shop.journal) if job.id != "verify"]
    first, second = (
        JobRunner(
            table,
            desk=shop.journal.desk,
            runs=shop.journal.job_runs,
            lease=shop.journal.lease,
            clock=shop.clock,
            holder=holder,
        )
        for holder in ("worker-1", "worker-2")
    )
    return first, second
