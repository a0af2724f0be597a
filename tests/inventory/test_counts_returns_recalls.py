"""Whatever people count, return and recall, held goods go to nobody, and every piece is accounted for."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from inventory.condition import Condition, Disposition
from inventory.count_commands import AssignRecount, CancelCount, CloseCount, MoveFound
from inventory.documents.approval import Approval
from inventory.documents.customer_return import CustomerReturn
from inventory.documents.cycle_count import CycleCount
from inventory.documents.order import Order
from inventory.documents.recall import Recall, RecallScope
from inventory.documents.rejection import Outlet, Rejection
from inventory.documents.shipment import Shipment, ShipmentStatus
from inventory.errors import StockError
from inventory.inbound_commands import SetLotStatus, SettleRejection
from inventory.location import VIRTUAL_LOCATIONS
from inventory.lot import LotStatus
from inventory.order_commands import (
    CancelOrder,
    CancelPick,
    CheckLine,
    PackShipment,
    PlanPick,
    RecordPick,
    ReserveOrders,
    ShipShipment,
    UnpackShipment,
)
from inventory.quantity import Amount
from inventory.recall_commands import (
    CloseRecall,
    LiftRecall,
    NotifyRecall,
    RecordRecallReply,
    StartRecall,
    WidenRecall,
)
from inventory.return_commands import CancelReturn, CloseReturn, RejectStock
from inventory.stock_key import LotKey, StockKey
from inventory.transaction import Posted
from tests.builders import (
    a_customer,
    a_desk,
    a_kit,
    a_line,
    approve,
    build,
    count_stock,
    move,
    ordered,
    pick,
    place_order,
    receive,
    return_stock,
    ship,
    unbuild,
    undo,
)
from tests.inventory.counting.sheets import CAT, claim, enter, plan
from tests.inventory.promises import check_book, check_recalled, check_step, lots_held
from tests.returns import announce, back, inspect, make_good, receive_back

LOTS = [("JAM-STR", "L7"), ("JAM-STR", "L8"), ("GIFT-SET", "G1"), ("GIFT-SET", "G2")]
ITEMS = ["JAM-STR", "GIFT-SET", "BASKET", "MUG-BLU"]
PLACES = st.sampled_from(["A-01", "A-02", "PACK", "RET", "HOLD"])
PEOPLE = st.sampled_from(["U0ANA", "U0BEN", "U0CAT", "U0MIA", "U0ADA"])
SOME = st.integers(1, 4)
ANY = st.integers(0, 11)
"""Which of those that are there."""


def has(model: Any) -> Callable[[Any], bool]:
    return lambda house: any(True for _ in house.desk.book.all(model))


class House(RuleBasedStateMachine):
    """Jam in two lots, gift sets made of it, and baskets without lots made of gift sets."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = a_desk(
            a_customer(),
            a_customer("BAR-LUZ"),
            CAT,
            a_kit("GIFT-SET", (1, "JAM-STR"), (1, "MUG-BLU"), is_lot_tracked=True, home="A-01"),
            a_kit("BASKET", (1, "GIFT-SET"), home="A-02"),
            stock=[
                (9, "JAM-STR", "A-01", "L7"),
                (9, "JAM-STR", "A-02", "L8"),
                (30, "MUG-BLU", "A-01"),
            ],
            count_tolerance=1,
        )
        self.released: set[LotKey] = set()

    @initialize(steps=st.lists(st.integers(0, 5), max_size=3), is_sold=st.booleans())
    def some_days_later(self, steps: list[int], *, is_sold: bool) -> None:
        """There are kits of both lots, and orders that have come as far as they may."""
        for kit, lot, source in (("GIFT-SET", "G1", "A-01"), ("BASKET", "", "A-01")):
            self.ask(build(2, kit, at="A-01", lot=lot, source=source))
        self.ask(build(1, "GIFT-SET", at="A-01", lot="G1", source="A-01"))
        for number, far in enumerate(steps):
            self.ask(place_order((2, "JAM-STR"), (1, ITEMS[1 + number % 2])))
            for _ in range(far):
                self.further(number)
        if is_sold:
            self.ask(pick(1, "BASKET", at="A-01"))
            self.ask(ship(1, "BASKET", customer="BAR-LUZ"))

    # -- what is asked ------------------------------------------------------------------------

    def ask(self, command: Any) -> Posted | None:
        """Have something done, or refused; either way all of it holds afterwards."""
        held = lots_held(self.desk.book)
        outcome = self.desk.handle_all([command])[0]
        if isinstance(outcome, StockError):
            return None
        check_step(self.desk.book, held, outcome.transaction)
        check_book(self.desk.book)
        check_recalled(self.desk.book, self.released)
        return outcome

    def one(self, model: Any, which: int) -> Any:
        """Return one of the documents of a kind: of those that are open, mostly."""
        there = list(self.desk.book.all(model))
        still = [document for document in there if document.is_open]
        known = still if still and which % 4 else there
        return known[which % len(known)]

    def balance(self, which: int) -> StockKey:
        """Name one of the balances in the house; where nothing is left, one that is at zero."""
        book = self.desk.book
        keys = sorted(
            StockKey(item, place, lot)
            for item, places in book.stock.items()
            for place, lot in places
            if place not in VIRTUAL_LOCATIONS
        )
        return keys[which * 7 % len(keys)] if keys else StockKey(LOTS[0][0], "A-01", LOTS[0][1])

    def to_inspect(self) -> list[tuple[str, int]]:
        """Name the lines of returns of which something lies there uninspected."""
        open_ones = self.desk.book.open(CustomerReturn)
        return [(one.number, n.number) for one in open_ones for n in one.lines if n.waiting > 0]

    # -- goods come, are built, and leave -----------------------------------------------------

    @rule(lot=st.sampled_from(LOTS), some=SOME, at=PLACES)
    def receive(self, lot: tuple[str, str], some: int, at: str) -> None:
        self.ask(receive(some, lot[0], at=at, lot=lot[1]))

    @rule(kit=st.sampled_from([*LOTS[2:], ("BASKET", "")]), some=st.integers(1, 2))
    def build(self, kit: tuple[str, str], some: int) -> None:
        self.ask(build(some, kit[0], at="A-01", lot=kit[1]))

    @rule(which=ANY, part=st.sampled_from(["L7", "L8", "G1", "G2"]))
    def unbuild(self, which: int, part: str) -> None:
        item, place, lot = self.balance(which)
        named = f"{'JAM-STR' if item == 'GIFT-SET' else 'GIFT-SET'}={part}"
        self.ask(unbuild(1, item, at=place, lot=lot, to="A-02", named=named))

    @rule(which=ANY, some=SOME, to=PLACES)
    def move(self, which: int, some: int, to: str) -> None:
        item, place, lot = self.balance(which)
        if place != "HOLD":  # whoever takes goods out of quarantine by hand has looked at them
            self.ask(move(some, item, at=place, to=to, lot=lot))

    @rule(which=ANY, some=SOME)
    def pick_and_ship(self, which: int, some: int) -> None:
        item, place, lot = self.balance(which)
        self.ask(pick(some, item, at=place, lot=lot))
        self.ask(ship(some, item, lot=lot, customer="BAR-LUZ"))

    @rule(item=st.sampled_from(ITEMS), some=SOME)
    def order(self, item: str, some: int) -> None:
        self.ask(place_order((some, item)))

    @precondition(has(Order))
    @rule(which=ANY)
    def further(self, which: int) -> None:
        """Have the next step of an order done, whatever that is."""
        order = self.one(Order, which)
        if order.pick_list:
            self.ask(ordered(RecordPick, order.pick_list))
        elif order.shipments:
            shipment = self.desk.book.get(Shipment, order.shipments[-1])
            assert shipment is not None
            self.ask(_next_step(shipment))
        elif not self.ask(ordered(PlanPick, orders=(order.number,))):
            self.ask(ordered(ReserveOrders, order.number))

    @precondition(has(Order))
    @rule(which=ANY, kind=st.sampled_from([CancelOrder, CancelPick, UnpackShipment]))
    def give_up(self, which: int, kind: Any) -> None:
        order = self.one(Order, which)
        numbers = {
            CancelOrder: order.number,
            CancelPick: order.pick_list,
            UnpackShipment: (*order.shipments, "")[0],
        }
        if numbers[kind]:
            self.ask(ordered(kind, numbers[kind]))

    # -- counts -------------------------------------------------------------------------------

    @rule(which=ANY, off=st.integers(-3, 3), by=PEOPLE)
    def count(self, which: int, off: int, by: str) -> None:
        key = self.balance(which)
        there = max(Decimal(0), self.desk.book.on_hand(*key) + off)
        self.ask(count_stock(there, key.item, at=key.location, lot=key.lot, by=by))

    @rule(bins=st.sets(PLACES, min_size=1, max_size=3), by=PEOPLE)
    def hand_out_a_sheet(self, bins: set[str], by: str) -> None:
        if self.ask(plan(bins=tuple(sorted(bins)))):
            self.ask(claim(self.one(CycleCount, -1).number, by=by))

    @precondition(has(CycleCount))
    @rule(which=ANY, line=ANY, off=st.integers(-2, 2), by=PEOPLE)
    def enter(self, which: int, line: int, off: int, by: str) -> None:
        sheet = self.one(CycleCount, which)
        if sheet.lines:
            asked = sheet.lines[line % len(sheet.lines)]
            there = self.desk.book.on_hand(*asked.stock_key)
            found = (max(Decimal(0), there + off), asked.item, asked.location, asked.lot)
            self.ask(enter(found, number=sheet.number, by=sheet.counter if line % 3 else by))

    @precondition(has(CycleCount))
    @rule(which=ANY, lot=st.sampled_from(LOTS), some=SOME, at=PLACES, line=ANY)
    def find_elsewhere(
        self, which: int, lot: tuple[str, str], some: int, at: str, line: int
    ) -> None:
        """Goods turn up where the book has none; then they are moved there in the book."""
        sheet = self.one(CycleCount, which)
        self.ask(enter((some, lot[0], at, lot[1]), number=sheet.number, by=sheet.counter))
        source = ("", "HOLD", "A-01", "RET")[line % 4]
        number = len(self.one(CycleCount, which).lines)
        self.ask(ordered(MoveFound, sheet.number, line=number, source=source, by="U0MIA"))

    @precondition(has(CycleCount))
    @rule(which=ANY, kind=st.sampled_from([AssignRecount, CloseCount, CancelCount]), by=PEOPLE)
    def end_count(self, which: int, kind: Any, by: str) -> None:
        facts = {"counter": by} if kind is AssignRecount else {"reason": "enough"}
        self.ask(ordered(kind, self.one(CycleCount, which).number, by="U0MIA", **facts))

    @precondition(has(Approval))
    @rule(which=ANY, by=PEOPLE)
    def approve(self, which: int, by: str) -> None:
        self.ask(approve(self.one(Approval, which).number, by=by))

    # -- returns ------------------------------------------------------------------------------

    @precondition(has(Order))
    @rule(which=ANY, item=st.sampled_from(ITEMS), some=SOME, lot=st.sampled_from("78"))
    def announce_and_take_back(self, which: int, item: str, some: int, lot: str) -> None:
        order = self.one(Order, which)
        sent = [line.item for line in order.lines if line.shipped]
        line = back(some, sent[0], order=order.number) if sent else back(some, item, order="")
        if self.ask(announce(line, override="they are sure", by="U0MIA")):
            number = f"RMA-{len(list(self.desk.book.all(CustomerReturn)))}"
            lots = {"JAM-STR": f"L{lot}", "GIFT-SET": "G1"}.get(line.item, "")
            named = {1: lots} if lots else {}
            self.ask(receive_back(number, lots=named, override="they are sure", by="U0MIA"))

    @precondition(has(CustomerReturn))
    @rule(which=ANY, some=SOME, lot=st.sampled_from("78"), item=st.sampled_from(ITEMS))
    def take_more_back(self, which: int, some: int, lot: str, item: str) -> None:
        """Another lot than was announced comes, and something besides that nobody announced."""
        returned = self.one(CustomerReturn, which)
        first = returned.lines[0]
        named = {1: f"L{lot}"} if first.item == "JAM-STR" else {}
        goods = back(some, item, order="", lot={"JAM-STR": "L7", "GIFT-SET": "G1"}.get(item, ""))
        facts = {"lots": named, "more": (goods,), "override": "they are sure", "by": "U0MIA"}
        self.ask(receive_back(returned.number, {1: some}, **facts))

    @precondition(lambda house: bool(house.to_inspect()))
    @rule(
        which=ANY,
        condition=st.sampled_from(Condition),
        disposition=st.sampled_from(Disposition),
        some=st.none() | SOME,
    )
    def inspect(
        self, which: int, condition: Condition, disposition: Disposition, some: int | None
    ) -> None:
        waiting = self.to_inspect()
        number, line = waiting[which % len(waiting)]
        target = "A-01" if disposition is Disposition.RESTOCK else ""
        said = {"number": number, "line": line, "quantity": some}
        facts = {**said, "target": target, "by": "U0MIA"}
        self.ask(inspect(condition.value, disposition.value, **facts))

    @rule(
        goods=st.sampled_from([*LOTS, ("BASKET", ""), ("MUG-BLU", "")]),
        some=SOME,
        condition=st.sampled_from(Condition),
        at=st.sampled_from(["", "A-01"]),
    )
    def return_at_once(
        self, goods: tuple[str, str], some: int, condition: Condition, at: str
    ) -> None:
        item, lot = goods
        facts = {"lot": lot, "condition": condition.value, "at": at, "by": "U0MIA"}
        self.ask(return_stock(some, item, **facts))

    @precondition(has(CustomerReturn))
    @rule(which=ANY, remedy=st.sampled_from(["refund", "replacement"]))
    def make_good(self, which: int, remedy: str) -> None:
        self.ask(make_good(remedy, number=self.one(CustomerReturn, which).number))

    @precondition(has(CustomerReturn))
    @rule(which=ANY, kind=st.sampled_from([CloseReturn, CancelReturn]))
    def end_return(self, which: int, kind: Any) -> None:
        self.ask(ordered(kind, self.one(CustomerReturn, which).number, by="U0MIA"))

    @rule(which=ANY, some=SOME)
    def reject(self, which: int, some: int) -> None:
        item, place, lot = self.balance(which)
        line = a_line(some, item, at=place, lot=lot, reason="damaged")
        self.ask(ordered(RejectStock, lines=(line,)))

    @precondition(has(Rejection))
    @rule(which=ANY, outlet=st.sampled_from(Outlet), some=st.none() | SOME)
    def settle(self, which: int, outlet: Outlet, some: int | None) -> None:
        amount = None if some is None else Amount(number=Decimal(some))
        number = self.one(Rejection, which).number
        self.ask(ordered(SettleRejection, number, outlet=outlet, amount=amount, by="U0MIA"))

    # -- lots and recalls ---------------------------------------------------------------------

    @rule(lot=st.sampled_from(LOTS), status=st.sampled_from(LotStatus))
    def judge(self, lot: tuple[str, str], status: LotStatus) -> None:
        facts = {"item": lot[0], "lot": lot[1], "status": status, "reason": "look", "by": "U0MIA"}
        if status is not LotStatus.RECALLED:
            self.released.add(LotKey(*lot))
        self.ask(ordered(SetLotStatus, **facts))

    @rule(lot=st.sampled_from(LOTS[:3]))
    def recall(self, lot: tuple[str, str]) -> None:
        scope = RecallScope(item=lot[0], lots=(lot[1],))
        self.ask(ordered(StartRecall, scope=scope, reason="glass", by="U0MIA"))

    @precondition(has(Recall))
    @rule(which=ANY, lot=st.sampled_from(LOTS))
    def widen(self, which: int, lot: tuple[str, str]) -> None:
        scope = RecallScope(item=lot[0], lots=(lot[1],))
        number = self.one(Recall, which).number
        self.ask(ordered(WidenRecall, number, scope=scope, by="U0MIA"))

    @precondition(has(Recall))
    @rule(which=ANY, line=ANY, some=st.none() | SOME)
    def reply(self, which: int, line: int, some: int | None) -> None:
        recall = self.one(Recall, which)
        self.ask(ordered(NotifyRecall, recall.number, customer="CAFE-SOL", how="told", by="U0MIA"))
        if recall.lines:
            said = {
                "line": recall.lines[line % len(recall.lines)].number,
                "destroyed": None if some is None else Amount(number=Decimal(some)),
            }
            self.ask(ordered(RecordRecallReply, recall.number, by="U0MIA", **said))

    @precondition(has(Recall))
    @rule(which=ANY, kind=st.sampled_from([CloseRecall, LiftRecall]))
    def end_recall(self, which: int, kind: Any) -> None:
        number = self.one(Recall, which).number
        self.ask(ordered(kind, number, reason="it was another", by="U0MIA"))

    # -- and back -----------------------------------------------------------------------------

    @rule(ago=st.integers(0, 5))
    def undo(self, ago: int) -> None:
        self.ask(undo(f"TX-{self.desk.last_sequence() - ago}", by="U0ADA"))


def _next_step(shipment: Shipment) -> Any:
    match shipment.status:
        case ShipmentStatus.PACKING:
            return ordered(PackShipment, shipment.number)
        case ShipmentStatus.PACKED:
            return ordered(ShipShipment, shipment.number)
        case _:
            return ordered(CheckLine, shipment.number, by="U0BEN")


TestHouse = House.TestCase
TestHouse.settings = settings(max_examples=30, stateful_step_count=30, deadline=None)
