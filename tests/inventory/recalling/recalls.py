"""A house that has sold jam, and gift sets made of it, to several customers."""

from typing import Any, TypeVar

from inventory.base_command import BaseCommand
from inventory.documents.recall import Recall, RecallScope
from inventory.documents.remark import Remark, RemarkKind
from inventory.notices import RemarkNotice
from inventory.recall_commands import LiftRecall, StartRecall
from tests.builders import a_customer, a_desk, a_kit, adjust, build, fresh_key, pick, receive, ship
from tests.memory_desk import START, MemoryDesk

C = TypeVar("C", bound=BaseCommand)

JAM = "JAM-STR"
SET = "GIFT-SET"
BOX = "GIFT-BOX"


def asked(kind: type[C], number: str = "", **parts: Any) -> C:
    """Any request about a recall, by a manager."""
    named = {"number": number} if number else {}
    by, when = parts.pop("by", "U0MIA"), parts.pop("when", START)
    return kind(key=fresh_key(), actor=by, at=when, **named, **parts)


def start(*lots: str, reason: str = "glass", **scope: Any) -> StartRecall:
    """`start("L7")`, or a scope by its parts."""
    told = {"instructions": scope.pop("instructions", ""), "by": scope.pop("by", "U0MIA")}
    told["is_expected"] = scope.pop("is_expected", False)
    return asked(StartRecall, scope=RecallScope(lots=lots, **scope), reason=reason, **told)


def lift(number: str = "RC-1", reason: str = "another lot", **parts: Any) -> LiftRecall:
    return asked(LiftRecall, number, reason=reason, **parts)


def sell(desk: MemoryDesk, quantity: Any, item: str, lot: str, customer: str, at: str) -> None:
    """Pick and ship without an order."""
    desk.handle(pick(quantity, item, at=at, lot=lot))
    desk.handle(ship(quantity, item, lot=lot, customer=customer))


def a_jam_house(**rules: Any) -> MemoryDesk:
    """Thirty jars of L7 (the farm's F-1) and ten of L8 (F-2); six sets S1 of two L7 each.

    CAFE-SOL has got 4 jars and 2 sets, BISTRO 3 jars.
    """
    desk = a_desk(
        a_customer(),
        a_customer("BISTRO"),
        a_kit(SET, (2, JAM), (1, "MUG-BLU"), is_lot_tracked=True),
        a_kit(BOX, (1, JAM), (1, "TEE-BLK-M"), name="Gift box"),
        stock=[(50, "MUG-BLU", "B-01"), (50, "TEE-BLK-M", "B-01")],
        count_tolerance=1000,
        **rules,
    )
    desk.handle(receive(30, JAM, at="A-01", lot="L7", supplier_lot="F-1"))
    desk.handle(receive(10, JAM, at="A-02", lot="L8", supplier_lot="F-2"))
    desk.handle(build(6, SET, source="", at="B-01", lot="S1"))
    sell(desk, 4, JAM, "L7", "CAFE-SOL", "A-01")
    sell(desk, 2, SET, "S1", "CAFE-SOL", "B-01")
    sell(desk, 3, JAM, "L7", "BISTRO", "A-01")
    return desk


def scrap_all(desk: MemoryDesk) -> None:
    """Throw away everything of the recall that lies in the house."""
    for lot in the_recall(desk).lots:
        for (place, code), quantity in sorted(desk.book.balances(lot.item).items()):
            if code == lot.code and quantity:
                desk.handle(adjust(-quantity, lot.item, at=place, lot=code, reason="scrapped"))


def the_recall(desk: MemoryDesk, number: str = "RC-1") -> Recall:
    recall = desk.book.get(Recall, number)
    assert recall is not None
    return recall


def figures(recall: Recall) -> list[str]:
    """Return lines as `CAFE-SOL JAM-STR L7 4: 0 back, 0 destroyed`."""
    return [
        f"{one.customer} {one.item} {one.lot} {one.shipped}: "
        f"{one.returned} back, {one.destroyed} destroyed"
        for one in recall.lines
    ]


def said_last(desk: MemoryDesk, *kinds: RemarkKind) -> list[tuple[str, Remark]]:
    """Return (thread, remark) of the last transaction, of some kinds or of all."""
    last = desk.entered_after(desk.last_sequence() - 1, 1)[0].transaction
    return [
        (notice.thread, notice.remark)
        for notice in last.notices
        if isinstance(notice, RemarkNotice) and (not kinds or notice.remark.kind in kinds)
    ]


def standing(desk: MemoryDesk) -> dict[str, Any]:
    """Return what a recall may change, but for itself: balances, holds, lots and documents."""
    book = desk.book
    kept = ("lot", "order", "pick_list", "shipment")
    documents = {
        (kind, key): row.entry
        for kind in kept
        for key, row in book.entries[kind].items()
        if row.entry is not None
    }
    stock = {sku: dict(places) for sku, places in book.stock.items()}
    held = {sku: dict(places) for sku, places in book.held.items() if places}
    return {"stock": stock, "held": held, "documents": documents}
