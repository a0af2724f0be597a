"""Recalls as they stand in the book: one lot of jam, the two kits made of it, and their customers."""

from datetime import date
from decimal import Decimal

from inventory.documents.recall import Recall, RecalledLot, RecallScope
from inventory.documents.recall_line import RecallLine
from inventory.lot import Lot
from inventory.supplier import Supplier
from tests.bot.counter import a_shop
from tests.builders import a_customer, a_kit, build, edit, place_order, receive
from tests.inventory.recalling.recalls import sell

CUSTOMERS = (
    "CAFE-SOL",
    "BAR-LUNA",
    "DELI-NOR",
    "HOTEL-MAR",
    "KIOSK-1",
    "KIOSK-2",
    "SHOP-EAST",
    "SHOP-WEST",
    "TEA-ROOM",
)
STARTED = date(2026, 11, 23)


def a_jam_shop():
    """The shop of the other tests, with 40 jars of lot L7 in A-01 and two kits made of jam."""
    desk = a_shop()
    for row in (
        Supplier(code="FARM", name="Fruit Farm"),
        a_kit("GIFT-SET", (1, "JAM-STR"), (1, "MUG-BLU"), is_lot_tracked=True),
        a_kit("HAMPER", (2, "JAM-STR"), name="Hamper"),
        *(a_customer(code) for code in CUSTOMERS),
    ):
        desk.handle(edit(row))
    desk.handle(receive(40, "JAM-STR", at="A-01", lot="L7", supplier_lot="F-1"))
    return desk


def the_lot(desk, item="JAM-STR", code="L7"):
    found = desk.book.lot(item, code)
    assert isinstance(found, Lot)
    return found


def a_recall(*lines, **facts):
    """`RC-1` of L7 and what was made of it; one customer has 12 jars unless lines say otherwise."""
    facts.setdefault("number", "RC-1")
    facts.setdefault("scope", RecallScope(item="JAM-STR", lots=("L7",)))
    facts.setdefault("reason", "glass in one jar")
    facts.setdefault("lots", LOTS)
    facts.setdefault("started_by", "U0CLEO")
    facts.setdefault("started_on", STARTED)
    facts.setdefault("started_at", 1)
    return Recall(lines=lines or (a_line(1, "CAFE-SOL", 12, orders=("SO-7",)),), **facts)


LOTS = (
    RecalledLot(
        item="JAM-STR",
        code="L7",
        supplier_lot="F-1",
        supplier="FARM",
        came=Decimal(100),
        here=Decimal(40),
        receipt="TX-1",
        document="PO-12",
    ),
    RecalledLot(
        item="GIFT-SET",
        code="K7",
        made_of=("JAM-STR L7",),
        came=Decimal(20),
        here=Decimal(3),
        receipt="TX-5",
    ),
    RecalledLot(item="HAMPER", code="", before=None, made_of=("JAM-STR L7",), came=Decimal(10)),
)


def a_line(number, customer, shipped, item="JAM-STR", lot="L7", **facts):
    for name in ("returned", "destroyed", "written_off"):
        if name in facts:
            facts[name] = Decimal(facts[name])
    return RecallLine(
        number=number, customer=customer, item=item, lot=lot, shipped=Decimal(shipped), **facts
    )


def nine_customers():
    """Nine customers who got jam, two of them kits as well, at every stage."""
    told = {"notified_on": date(2026, 11, 23)}
    known = {**told, "acknowledged_on": date(2026, 11, 24), "acknowledged_by": "U0ANA"}
    lines = (
        a_line(1, "CAFE-SOL", 12, orders=("SO-7", "SO-9"), returned=3, destroyed=2, **known),
        a_line(2, "BAR-LUNA", 6, orders=("SO-8",), **told),
        a_line(3, "DELI-NOR", 6, orders=("SO-10",), returned=6, **known),
        a_line(4, "HOTEL-MAR", 10, orders=("SO-11",)),
        a_line(5, "KIOSK-1", 2, orders=("SO-12",), destroyed=2, **known),
        a_line(6, "KIOSK-2", 2, orders=("SO-13",), **told),
        a_line(7, "SHOP-EAST", 4, orders=("SO-14",)),
        a_line(8, "SHOP-WEST", 4, orders=("SO-15",), written_off=4, **told),
        a_line(9, "TEA-ROOM", 3, orders=("SO-16",), returned=1, **known),
        a_line(10, "CAFE-SOL", 5, "GIFT-SET", "K7", orders=("SO-9",), **known),
        a_line(11, "HOTEL-MAR", 4, "HAMPER", "", orders=("SO-11",)),
    )
    return a_recall(*lines, scrapped=Decimal(5))


def many_customers(count=200):
    """So many that no message could show them all."""
    return a_recall(
        *(
            a_line(number, f"CUSTOMER-{number:03}", number, orders=(f"SO-{number}",))
            for number in range(1, count + 1)
        )
    )


def put(desk, recall):
    """Have the book know a recall, as a transaction would leave it."""
    desk.book.register.put(recall.type, recall.number, recall, desk.last_sequence())
    return recall


def a_sold_jam_shop():
    """The jam shop once it has sold: CAFE-SOL has 4 jars and 2 sets of them, BAR-LUNA 3 jars.

    Ten jars are kept for SO-1 of DELI-NOR, two of them fetched.
    """
    desk = a_jam_shop()
    desk.handle(receive(10, "JAM-STR", at="B-01", lot="L8", supplier_lot="F-2"))
    desk.handle(build(6, "GIFT-SET", at="B-01", lot="K7", source=""))
    sell(desk, 4, "JAM-STR", "L7", "CAFE-SOL", "A-01")
    sell(desk, 2, "GIFT-SET", "K7", "CAFE-SOL", "B-01")
    sell(desk, 3, "JAM-STR", "L7", "BAR-LUNA", "A-01")
    desk.handle(place_order((10, "JAM-STR"), customer="DELI-NOR"))
    return desk
