"""Whatever else goes on in the house, counts, returns and recalls keep what they promise.

The house of `test_counts_returns_recalls`, in which people also buy, put away, send to another site,
fetch in waves, find less than the list says, back-date, import, and change managers' rows.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from inventory.condition import Condition
from inventory.count_commands import SetCause, SettleUnknown
from inventory.documents.customer_return import CustomerReturn
from inventory.documents.cycle_count import CycleCount
from inventory.documents.order import Order
from inventory.documents.pick_list import PickList
from inventory.documents.purchase_order import PurchaseOrder
from inventory.documents.putaway import Putaway
from inventory.documents.recall import Recall
from inventory.documents.shipment import Shipment
from inventory.documents.transfer import Transfer
from inventory.inbound_commands import (
    ApprovePurchase,
    CancelPurchase,
    ClosePurchase,
    PlacePurchase,
    PutAway,
    ReceiveTransfer,
    SendPurchase,
    TransferStock,
    WantedLine,
)
from inventory.item import Item
from inventory.location import Location, LocationKind
from inventory.order_commands import (
    ChangeOrder,
    CheckLine,
    ClaimPick,
    Finding,
    PlanPick,
    RecordPick,
    ReleasePick,
    ReserveOrders,
    SubstituteItem,
)
from inventory.quantity import Amount
from inventory.recall_commands import ContinueRecall, NotifyRecall, RemindRecalls
from inventory.snapshot import dump_book, load_book
from inventory.supplier import Supplier
from tests.builders import (
    a_line,
    a_location,
    adjust,
    edit,
    move,
    open_stock,
    ordered,
    receive,
    undo,
)
from tests.inventory.counting.sheets import enter
from tests.inventory.test_counts_returns_recalls import ANY, ITEMS, LOTS, PEOPLE, SOME, House, has
from tests.memory_desk import START
from tests.returns import announce, back, inspect, make_good, receive_back

DAYS_AGO = st.integers(0, 3)


class BusyHouse(House):
    """Two sites, a supplier, and everything people do besides."""

    @initialize()
    def another_site(self) -> None:
        for row in (
            *(a_location(code, site="Main") for code in ("A-01", "A-02", "B-01")),
            a_location("N-01", site="North"),
            a_location("N-IN", LocationKind.RECEIVING, site="North"),
            Supplier(code="FARM", name="The Farm"),
        ):
            self.desk.handle(edit(row))

    # -- buying and putting away --------------------------------------------------------------

    @rule(item=st.sampled_from(ITEMS), some=SOME)
    def buy(self, item: str, some: int) -> None:
        lines = (WantedLine(item=item, amount=Amount(number=Decimal(some))),)
        if self.ask(ordered(PlacePurchase, supplier="FARM", lines=lines, by="U0MIA")):
            number = self.one(PurchaseOrder, -1).number
            self.ask(ordered(ApprovePurchase, number, by="U0ADA"))
            self.ask(ordered(SendPurchase, number, by="U0MIA"))

    @precondition(has(PurchaseOrder))
    @rule(which=ANY, lot=st.sampled_from(LOTS), some=SOME, bad=st.integers(0, 1))
    def take_in(self, which: int, lot: tuple[str, str], some: int, bad: int) -> None:
        order = self.one(PurchaseOrder, which)
        item = order.lines[0].item
        named = lot[1] if lot[0] == item else {"JAM-STR": "L7", "GIFT-SET": "G2"}.get(item, "")
        rejected = Amount(number=Decimal(bad)) if bad else None
        line = a_line(some, item, at="IN", lot=named, document=order.number, rejected=rejected)
        if rejected:
            line = line.model_copy(update={"reason": "damaged"})
        self.ask(receive(lines=[line]))

    @precondition(has(PurchaseOrder))
    @rule(which=ANY, kind=st.sampled_from([ClosePurchase, CancelPurchase]))
    def end_buying(self, which: int, kind: Any) -> None:
        self.ask(ordered(kind, self.one(PurchaseOrder, which).number, by="U0MIA"))

    @precondition(has(Putaway))
    @rule(which=ANY, to=st.sampled_from(["", "A-02", "HOLD"]))
    def put_away(self, which: int, to: str) -> None:
        self.ask(ordered(PutAway, self.one(Putaway, which).number, target=to))

    # -- another site -------------------------------------------------------------------------

    @rule(which=ANY, some=SOME, to=st.sampled_from(["North", "Main", "N-01", "A-02"]))
    def send(self, which: int, some: int, to: str) -> None:
        item, place, lot = self.balance(which)
        self.ask(ordered(TransferStock, lines=(a_line(some, item, at=place, to=to, lot=lot),)))

    @precondition(has(Transfer))
    @rule(which=ANY, some=st.none() | st.integers(0, 4), is_lost=st.booleans())
    def arrive(self, which: int, some: int | None, *, is_lost: bool) -> None:
        quantities = {} if some is None else {1: Decimal(some)}
        facts = {"quantities": quantities, "is_rest_lost": is_lost, "by": "U0MIA"}
        self.ask(ordered(ReceiveTransfer, self.one(Transfer, which).number, **facts))

    # -- orders that go another way -----------------------------------------------------------

    @precondition(has(Order))
    @rule(which=ANY, other=ANY)
    def fetch_a_wave(self, which: int, other: int) -> None:
        both = {self.one(Order, which).number, self.one(Order, other).number}
        self.ask(ordered(PlanPick, orders=tuple(sorted(both))))

    @precondition(has(PickList))
    @rule(
        which=ANY,
        line=st.integers(1, 3),
        some=st.integers(0, 2),
        lot=st.sampled_from(["", "L7", "L8", "G1", "G2"]),
        reason=st.sampled_from(["not_found", "damaged"]),
    )
    def fetch_otherwise(self, which: int, line: int, some: int, lot: str, reason: str) -> None:
        number = self.one(PickList, which).number
        facts = {"line": line, "picked": Decimal(some), "lot": lot, "reason": reason}
        self.ask(ordered(RecordPick, number, **facts))

    @precondition(has(PickList))
    @rule(which=ANY, kind=st.sampled_from([ClaimPick, ReleasePick]), by=PEOPLE)
    def hand_over(self, which: int, kind: Any, by: str) -> None:
        self.ask(ordered(kind, self.one(PickList, which).number, by=by))

    @precondition(has(Shipment))
    @rule(which=ANY, finding=st.sampled_from(Finding), good=st.integers(0, 2))
    def check(self, which: int, finding: Finding, good: int) -> None:
        number = self.one(Shipment, which).number
        facts = {"line": 1, "finding": finding, "good": Decimal(good), "by": "U0BEN"}
        self.ask(ordered(CheckLine, number, **facts))

    @precondition(has(Order))
    @rule(which=ANY, wanted=st.integers(0, 5))
    def change_order(self, which: int, wanted: int) -> None:
        number = self.one(Order, which).number
        self.ask(ordered(ChangeOrder, number, quantities={1: Decimal(wanted)}))

    @precondition(has(Order))
    @rule(which=ANY, item=st.sampled_from(ITEMS))
    def substitute(self, which: int, item: str) -> None:
        facts = {"line": 1, "item": item, "reason": "none left", "by": "U0MIA"}
        self.ask(ordered(SubstituteItem, self.one(Order, which).number, **facts))

    @rule()
    def keep_for_all(self) -> None:
        self.ask(ordered(ReserveOrders))

    # -- what is not as of today --------------------------------------------------------------

    @rule(lot=st.sampled_from(LOTS), some=SOME, ago=DAYS_AGO)
    def note_late(self, lot: tuple[str, str], some: int, ago: int) -> None:
        day = START.date() - timedelta(days=ago)
        self.ask(receive(some, lot[0], at="A-01", lot=lot[1], on=day, by="U0ADA"))

    @rule(which=ANY, some=SOME, ago=DAYS_AGO)
    def move_late(self, which: int, some: int, ago: int) -> None:
        item, place, lot = self.balance(which)
        if place != "HOLD":
            day = START.date() - timedelta(days=ago)
            self.ask(move(some, item, at=place, to="B-01", lot=lot, on=day, by="U0ADA"))

    @rule(lot=st.sampled_from(LOTS), some=SOME)
    def bring_in(self, lot: tuple[str, str], some: int) -> None:
        self.ask(open_stock(some, lot[0], at="B-01", lot=lot[1]))

    @rule(which=ANY, change=st.integers(-3, 3))
    def adjust(self, which: int, change: int) -> None:
        item, place, lot = self.balance(which)
        self.ask(adjust(change, item, at=place, lot=lot, by="U0ADA"))

    # -- managers' rows -----------------------------------------------------------------------

    @rule(
        code=st.sampled_from(["A-01", "A-02", "B-01", "N-01", "IN", "HOLD", "RET", "PACK"]),
        kind=st.sampled_from([LocationKind.STORAGE, LocationKind.QUARANTINE, None]),
        is_active=st.booleans(),
    )
    def change_place(self, code: str, kind: LocationKind | None, *, is_active: bool) -> None:
        place = self.desk.book.get(Location, code)
        assert place is not None
        after = {"kind": kind or _usual_kind(code), "is_active": is_active}
        self.ask(edit(place.model_copy(update=after)))

    @rule(sku=st.sampled_from(ITEMS), is_active=st.booleans(), has_lots=st.booleans())
    def change_item(self, sku: str, *, is_active: bool, has_lots: bool) -> None:
        item = self.desk.book.get(Item, sku)
        assert item is not None
        after = {"is_active": is_active, "is_lot_tracked": has_lots}
        self.ask(edit(item.model_copy(update=after)))

    # -- the rest of counts, returns and recalls ----------------------------------------------

    @precondition(lambda house: bool(house.shipped_lines()))
    @rule(
        which=ANY,
        condition=st.sampled_from(Condition),
        remedy=st.sampled_from(["refund", "replacement"]),
    )
    def send_back_and_make_good(self, which: int, condition: Condition, remedy: str) -> None:
        """What has left comes back, is inspected and made good, one step after the other."""
        sent = self.shipped_lines()
        order, item = sent[which % len(sent)]
        if self.ask(announce(back(1, item, order=order), by="U0MIA")):
            number = self.one(CustomerReturn, -1).number
            self.ask(receive_back(number, by="U0MIA"))
            self.ask(inspect(condition.value, number=number, by="U0MIA"))
            self.ask(make_good(remedy, number=number))

    def shipped_lines(self) -> list[tuple[str, str]]:
        """Name the orders of which something has left, each with the item."""
        orders = self.desk.book.all(Order)
        return [(one.number, line.item) for one in orders for line in one.lines if line.shipped]

    @precondition(has(CycleCount))
    @rule(which=ANY, some=SOME, item=st.sampled_from(["", *ITEMS]), lot=st.sampled_from(["", "L7"]))
    def find_unknown(self, which: int, some: int, item: str, lot: str) -> None:
        sheet = self.one(CycleCount, which)
        self.ask(enter((some, "odd thing", "A-01"), number=sheet.number, by=sheet.counter))
        unknown = len(self.one(CycleCount, which).unknown)
        facts = {"unknown": unknown, "item": item, "lot": lot, "by": "U0MIA"}
        self.ask(ordered(SettleUnknown, sheet.number, **facts))

    @precondition(has(CycleCount))
    @rule(which=ANY, line=st.integers(1, 4))
    def explain(self, which: int, line: int) -> None:
        facts = {"line": line, "cause": "stolen", "by": "U0MIA"}
        self.ask(ordered(SetCause, self.one(CycleCount, which).number, **facts))

    @precondition(has(Recall))
    @rule(which=ANY, is_reminder=st.booleans())
    def see_to_recall(self, which: int, *, is_reminder: bool) -> None:
        number = self.one(Recall, which).number
        self.ask(ordered(NotifyRecall, number, is_reminder=is_reminder, by="U0MIA"))
        self.ask(ordered(ContinueRecall, number, by="U0MIA"))
        self.ask(ordered(RemindRecalls, on=date(2026, 12, 24), by="job:recalls"))

    @rule(ago=st.integers(0, 4))
    def undo_and_think_better(self, ago: int) -> None:
        if self.ask(undo(f"TX-{self.desk.last_sequence() - ago}", by="U0ADA")):
            self.ask(undo(f"TX-{self.desk.last_sequence()}", by="U0ADA"))

    # -- what holds ---------------------------------------------------------------------------

    @precondition(lambda house: house.desk.last_sequence() % 9 == 0)
    @invariant()
    def the_book_folds_back_to_itself(self) -> None:
        ours = self.desk.book
        for book in (load_book(dump_book(ours)), self.desk.book_at(self.desk.last_sequence())):
            assert book is not None
            assert dump_book(book) == dump_book(ours)


def _usual_kind(code: str) -> LocationKind:
    return {
        "IN": LocationKind.RECEIVING,
        "HOLD": LocationKind.QUARANTINE,
        "RET": LocationKind.RETURNS,
        "PACK": LocationKind.PACKING,
    }.get(code, LocationKind.STORAGE)


TestBusyHouse = BusyHouse.TestCase
TestBusyHouse.settings = settings(max_examples=15, stateful_step_count=30, deadline=None)
