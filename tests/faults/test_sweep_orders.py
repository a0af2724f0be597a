"""An order goes to the door while every operation outside the house fails once, in every way.

People do each step again until the book says that it is done, and look first. However it went, there
is one order, one list, one shipment and one invoice, each has one message, each paper came once, and
nothing is kept for anybody any more.
"""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal

from bot.outbox.sender import OutboxSender
from inventory.billing.issued import IssuedInvoice
from inventory.book import Book
from inventory.documents.order import Order, OrderStatus
from inventory.documents.pick_list import PickList
from inventory.documents.shipment import Shipment, ShipmentStatus
from inventory.errors import StockError
from inventory.people import IMPORT
from inventory.quantity import Amount
from outside.documents.printer import TypstPrinter
from tests.builders import a_customer, edit
from tests.faults.failing import Failure, counted, failing
from tests.faults.house import PUT_OFF, SCALE, SEED, STOCK, House, Town
from tests.faults.test_sweep import look

TRIES = 5
TRIED = 60
"""Failures tried at scale 1."""

PRINTER = TypstPrinter()
Step = tuple[str, str, dict[str, object], Callable[[Book], bool]]


def shipment_is(*statuses: ShipmentStatus) -> Callable[[Book], bool]:
    return lambda book: any(one.status in statuses for one in book.all(Shipment) if one.lines)


STEPS: Sequence[Step] = (
    (
        "place_order",
        "U0CLEO",
        {
            "customer": "CAFE-SOL",
            "lines": (
                {"item": "MUG-BLU", "amount": Amount(number=Decimal(5)), "unit_price": Decimal(4)},
            ),
        },
        lambda book: book.get(Order, "SO-1") is not None,
    ),
    (
        "plan_pick",
        "U0ANA",
        {"orders": ("SO-1",)},
        lambda book: book.get(PickList, "PK-1") is not None,
    ),
    ("record_pick", "U0ANA", {"number": "PK-1"}, lambda book: not list(book.open(PickList))),
    ("check_line", "U0BEN", {"number": "SH-1"}, shipment_is(ShipmentStatus.PACKING)),
    ("pack_shipment", "U0BEN", {"number": "SH-1"}, shipment_is(ShipmentStatus.PACKED)),
    (
        "ship_shipment",
        "U0CLEO",
        {"number": "SH-1", "carrier": "Van"},
        shipment_is(ShipmentStatus.SHIPPED),
    ),
    (
        "record_progress",
        "U0CLEO",
        {"number": "SH-1", "event": "delivered"},
        shipment_is(ShipmentStatus.DELIVERED),
    ),
)


def open_for_orders(house: House) -> None:
    house.journal.desk.handle(edit(a_customer(tax_percent=Decimal(19)), by=IMPORT))
    house.sender = OutboxSender(
        house.sender._client,
        outbox=house.journal.outbox,
        desk=house.journal.desk,
        reader=house.journal.reader,
        contacts=house.journal.contacts,
        printer=PRINTER,
        look_after_s=0.0,
    )


def live(house: House) -> None:
    for kind, user, facts, is_done in STEPS:
        do(house, kind, user, facts, is_done)
        house.work_once()
    house.settle_doubts()


def do(
    house: House, kind: str, user: str, facts: dict[str, object], is_done: Callable[[Book], bool]
) -> None:
    """Have somebody ask until it is done, looking before each try."""
    for _ in range(TRIES):
        if is_done(look(house)):
            return
        try:
            house.clerk.handle(kind, house.asker(user), **facts)
        except (*PUT_OFF, StockError):
            continue
    assert is_done(look(house)), f"{kind} is never done"


def test_an_order_reaches_the_door_once_whatever_fails(town: Town):
    with town.house() as house:
        open_for_orders(house)
        with counted(house) as count_of:
            live(house)
    for failure in chosen(count_of.failures):
        with town.house() as house:
            open_for_orders(house)
            with failing(house, failure):
                live(house)
            assert_once(house, f"seed {SEED}, {failure}")


def chosen(failures: Sequence[Failure]) -> Sequence[Failure]:
    most = int(TRIED * SCALE)
    if len(failures) <= most:
        return failures
    return random.Random(f"{SEED} orders").sample(failures, most)


def assert_once(house: House, why: str) -> None:
    book = house.journal.desk.catch_up()
    assert [order.status for order in book.all(Order)] == [OrderStatus.DELIVERED], why
    assert [one.number for one in book.all(PickList)] == ["PK-1"], why
    assert [one.number for one in book.all(Shipment) if one.lines] == ["SH-1"], why
    [invoice] = book.all(IssuedInvoice)
    assert (invoice.number, invoice.gross) == ("INV-1", Decimal("23.80")), why
    assert not any(book.held.values()), why
    assert book.on_hand("MUG-BLU", "A-01") == 13, why
    said = house.town.slack.messages(STOCK)
    starts = Counter(" ".join(one.text.split()[:2]) for one in said)
    for start in ("*Order SO-1*", "*Pick list", "*Shipment SH-1*"):
        assert starts[start] == 1, (why, starts)
    files = Counter(file["name"] for one in said for file in one.raw.get("files", []))
    assert files == {"packing-slip SH-1.pdf": 1, "label SH-1-1.pdf": 1, "invoice INV-1.pdf": 1}, why
    assert house.differences() == [], why
