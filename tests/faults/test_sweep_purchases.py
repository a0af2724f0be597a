"""A delivery goes from its order to the shelf while every operation outside the house fails once.

People do each step again until the book says that it is done. However it went, there is one order,
one receipt, one putaway and one rejection, each has one message, and the paper came once.
"""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal

from inventory.base_command import Line
from inventory.book import Book
from inventory.documents.purchase_order import PurchaseOrder, PurchaseStatus
from inventory.documents.putaway import Putaway
from inventory.documents.rejection import Outlet, Rejection
from inventory.inbound_commands import WantedLine
from inventory.location import SCRAP
from inventory.people import IMPORT
from inventory.quantity import Amount
from inventory.supplier import Supplier
from tests.builders import edit
from tests.faults.failing import Failure, counted, failing
from tests.faults.house import SCALE, SEED, STOCK, House, Town
from tests.faults.test_sweep_orders import Step, do, open_for_orders

TRIED = 40
"""Failures tried at scale 1."""


def order_is(*statuses: PurchaseStatus) -> Callable[[Book], bool]:
    return lambda book: any(one.status in statuses for one in book.all(PurchaseOrder))


def of(quantity: int) -> Amount:
    return Amount(number=Decimal(quantity))


STEPS: Sequence[Step] = (
    (
        "place_purchase",
        "U0ANA",
        {
            "supplier": "CLAYCO",
            "lines": (WantedLine(item="MUG-BLU", amount=of(12), unit_cost=Decimal(3)),),
        },
        lambda book: book.get(PurchaseOrder, "PO-1") is not None,
    ),
    ("approve_purchase", "U0CLEO", {"number": "PO-1"}, order_is(PurchaseStatus.APPROVED)),
    ("send_purchase", "U0CLEO", {"number": "PO-1"}, order_is(PurchaseStatus.SENT)),
    (
        "receive",
        "U0ANA",
        {
            "lines": (
                Line(
                    item="MUG-BLU",
                    amount=of(10),
                    document="PO-1",
                    rejected=of(2),
                    reason="damaged",
                ),
            )
        },
        lambda book: book.get(Putaway, "PA-1") is not None,
    ),
    ("put_away", "U0BEN", {"number": "PA-1"}, lambda book: not list(book.open(Putaway))),
    (
        "settle_rejection",
        "U0BEN",
        {"number": "RJ-1", "outlet": Outlet.SCRAP},
        lambda book: not list(book.open(Rejection)),
    ),
    ("close_purchase", "U0CLEO", {"number": "PO-1"}, order_is(PurchaseStatus.CLOSED)),
)


def open_for_deliveries(house: House) -> None:
    house.journal.desk.handle(edit(Supplier(code="CLAYCO", name="Clay & Co"), by=IMPORT))
    open_for_orders(house)


def live(house: House) -> None:
    for kind, user, facts, is_done in STEPS:
        do(house, kind, user, facts, is_done)
        house.work_once()
    house.settle_doubts()


def test_a_delivery_reaches_the_shelf_once_whatever_fails(town: Town):
    with town.house() as house:
        open_for_deliveries(house)
        before = house.journal.desk.book.on_hand("MUG-BLU", "A-01")
        with counted(house) as count_of:
            live(house)
        shelved = house.journal.desk.book.available("MUG-BLU") - before
    assert shelved == 10
    for failure in chosen(count_of.failures):
        with town.house() as house:
            open_for_deliveries(house)
            with failing(house, failure):
                live(house)
            assert_once(house, f"seed {SEED}, {failure}")


def chosen(failures: Sequence[Failure]) -> Sequence[Failure]:
    most = min(len(failures), int(TRIED * SCALE))
    return random.Random(f"{SEED} purchases").sample(failures, most)


def assert_once(house: House, why: str) -> None:
    book = house.journal.desk.catch_up()
    [order] = book.all(PurchaseOrder)
    [line] = order.lines
    assert (line.received, line.rejected, line.cancelled) == (10, 2, 2), why
    assert [one.number for one in book.all(Putaway)] == ["PA-1"], why
    assert [one.number for one in book.all(Rejection)] == ["RJ-1"], why
    assert book.on_hand("MUG-BLU", SCRAP) == 2, why
    assert book.on_hand("MUG-BLU", "IN") == 0, why
    said = house.town.slack.messages(STOCK)
    for start in ("*Purchase order PO-1*", "*Putaway PA-1*", "*Rejection RJ-1*"):
        assert sum(one.text.startswith(start) for one in said) == 1, (why, start)
    files = Counter(file["name"] for one in said for file in one.raw.get("files", []))
    assert files == {"PO-1.pdf": 1}, why
    assert house.differences() == [], why
