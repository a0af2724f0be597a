"""Whatever people do: recalled goods are for nobody, every piece stays accounted for, a lift restores."""

from collections import defaultdict
from decimal import Decimal
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from inventory.commands import Command
from inventory.documents.order import Order
from inventory.documents.pick_list import PickList
from inventory.documents.recall import Recall
from inventory.documents.shipment import Shipment
from inventory.draft import Draft
from inventory.errors import StockError
from inventory.inbound_commands import SetLotStatus
from inventory.lot import LotStatus
from inventory.lots.candidates import candidates
from inventory.order_commands import (
    CancelOrder,
    PackShipment,
    PlanPick,
    RecordPick,
    ReserveOrders,
    ShipShipment,
    UnpackShipment,
)
from inventory.quantity import ZERO
from inventory.recall_commands import (
    CloseRecall,
    NameReturned,
    NotifyRecall,
    RecordRecallReply,
    RemindRecalls,
    WidenRecall,
)
from inventory.recalling.tracing import trace_forward
from inventory.recalling.whereabouts import whereabouts_of
from inventory.stock_key import LotKey
from tests.builders import (
    a_customer,
    a_desk,
    a_kit,
    adjust,
    an_item,
    build,
    count_stock,
    fresh_key,
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
from tests.inventory.recalling.recalls import asked, lift, standing, start
from tests.memory_desk import START, MemoryDesk

JAM, SET, BOX = "JAM-STR", "GIFT-SET", "GIFT-BOX"
LOTS = {JAM: ("L1", "L2", "L3"), SET: ("S1", "S2"), BOX: ("",)}
PLACES = ("A-01", "A-02", "HOLD", "PACK", "RET")
CUSTOMERS = ("CAFE-SOL", "BISTRO", "somebody")


def a_house() -> MemoryDesk:
    return a_desk(
        a_customer(),
        a_customer("BISTRO"),
        an_item(JAM, is_lot_tracked=True, packs=()),
        a_kit(SET, (2, JAM), (1, "MUG-BLU"), is_lot_tracked=True, packs=()),
        a_kit(BOX, (1, SET), (1, "MUG-BLU"), name="Gift box", packs=()),
        stock=[(90, "MUG-BLU", "A-02")],
        count_tolerance=1000,
        is_checked="no",
    )


class Day:
    """Draws what somebody might do next."""

    def __init__(self, chance: Random, desk: MemoryDesk) -> None:
        self.chance = chance
        self.desk = desk

    def next(self) -> Command:
        goods = [*[self._goods] * 8, *[self._sell] * 2, self._deliver]
        acts = [*goods, *[self._order] * 5, *[self._recall] * 4, self._undo]
        return self.chance.choice(acts)()

    def prepare(self, steps: int) -> None:
        """Let a day go by on which nothing is recalled."""
        for _ in range(steps):
            acts = [self._goods, self._goods, self._goods, self._sell, self._deliver, self._order]
            self._do(self.chance.choice(acts)())

    def go_on(self) -> None:
        self._do(self.next())

    def _sell(self) -> Command:
        """Pick what lies there; what comes next is what leaves."""
        item = self.chance.choice((JAM, JAM, SET, BOX))
        lot, much = self.chance.choice(LOTS[item]), self.chance.randint(1, 4)
        self._do(pick(much, item, lot=lot, at="A-01"))
        return ship(much, item, lot=lot, customer=self.chance.choice(CUSTOMERS))

    def _deliver(self) -> Command:
        """Have an order go out as far as it gets."""
        item = self.chance.choice((JAM, SET, BOX))
        customer = self.chance.choice(CUSTOMERS[:2])
        self._do(place_order((self.chance.randint(1, 4), item), customer=customer))
        self._do(ordered(PlanPick, orders=(self._one(Order),)))
        self._do(ordered(RecordPick, self._one(PickList)))
        self._do(ordered(PackShipment, self._one(Shipment)))
        return ordered(ShipShipment, self._one(Shipment))

    def _do(self, command: Command) -> None:
        try:
            self.desk.handle(command)
        except StockError:
            return

    def _goods(self) -> Command:  # noqa: PLR0911 - a table of what people do
        item = self.chance.choice((JAM, JAM, SET, BOX))
        lot, at = self.chance.choice(LOTS[item]), self.chance.choice(PLACES)
        much = self.chance.randint(1, 6)
        facts = {"quantity": much, "item": item, "lot": lot, "at": at}
        match self.chance.randint(0, 12):
            case 0 | 1 | 2:
                return receive(20, JAM, lot=self.chance.choice(LOTS[JAM]), at="A-01")
            case 3 | 4:
                return build(much, SET, source="", lot=self.chance.choice(LOTS[SET]), at="A-01")
            case 5:
                return build(1, BOX, source="", at="A-01")
            case 6:
                named = f"{JAM}={self.chance.choice(LOTS[JAM])}"
                return unbuild(1, item, lot=lot, at=at, named=named if item == SET else "")
            case 7:
                return pick(**facts)
            case 8:
                return ship(much, item, lot=lot, customer=self.chance.choice(CUSTOMERS))
            case 9:
                return return_stock(much, item, lot=lot, document=self._one(Shipment))
            case 10:
                return count_stock(**facts)
            case 11:
                return adjust(-1, item, lot=lot, at=at, reason="damaged")
            case _:
                return move(**facts, to=self.chance.choice(PLACES))

    def _order(self) -> Command:
        number = self._one(Order)
        customer = self.chance.choice(CUSTOMERS[:2])
        item = self.chance.choice((JAM, SET, BOX))
        return self.chance.choice(
            [
                place_order((self.chance.randint(1, 4), item), customer=customer),
                ordered(ReserveOrders),
                ordered(PlanPick, orders=(number,)),
                ordered(RecordPick, self._one(PickList)),
                ordered(PackShipment, self._one(Shipment)),
                ordered(UnpackShipment, self._one(Shipment)),
                ordered(ShipShipment, self._one(Shipment)),
                ordered(CancelOrder, number),
            ]
        )

    def _recall(self) -> Command:
        number, customer = self._one(Recall), self.chance.choice(CUSTOMERS)
        item = self.chance.choice((JAM, JAM, SET))
        scope = {"item": item, "lots": (self.chance.choice(LOTS[item]),)}
        status = self.chance.choice([LotStatus.HOLD, LotStatus.APPROVED, LotStatus.RECALLED])
        return self.chance.choice(
            [
                start(scope["lots"][0], item=item),
                start(item=item, since=START.date(), is_expected=True),
                asked(WidenRecall, number, scope=scope),
                asked(NotifyRecall, number, customer=customer, how="told"),
                asked(RecordRecallReply, number, customer=customer, is_all_destroyed=True),
                RemindRecalls(key=fresh_key(), actor="job:recalls", at=START, on=START.date()),
                asked(NameReturned, number, customer=customer),
                asked(CloseRecall, number, reason="enough"),
                lift(number),
                asked(SetLotStatus, item=item, lot=scope["lots"][0], status=status, reason="so"),
            ]
        )

    def _one(self, model: type) -> str:
        there = [document.number for document in self.desk.book.all(model)] or ["XX-1"]
        return self.chance.choice(there[-3:])

    def _undo(self) -> Command:
        back = self.chance.randint(0, 6)
        return undo(f"TX-{self.desk.last_sequence() - back}", by="U0MIA")


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(10, 60))
def test_recalled_goods_are_for_nobody_and_every_piece_is_accounted_for(
    chance: Random, steps: int
) -> None:
    day = Day(chance, a_house())
    day.prepare(25)
    for _ in range(steps):
        day.go_on()
        for recall in day.desk.book.open(Recall):
            holds_everything(day.desk, recall)
            accounts_for_everything(day.desk, recall)


def holds_everything(desk: MemoryDesk, recall: Recall) -> None:
    """Every lot, and every kit that any of them went into, is held and out of reach."""
    book = desk.book
    lots = [LotKey(one.item, one.code) for one in recall.lots]
    joins = (join for one in trace_forward(book, lots).lots for join in one.reached.joins)
    reached = [join.kit for join in joins if join.part in lots and not join.is_apart]
    for lot in (*lots, *reached):
        assert book.lot_status(*lot) is LotStatus.RECALLED, lot
        assert not any(code == lot.code for _, code in book.held.get(lot.item, {})), lot
        free = candidates(Draft(book, receive(1)), lot.item)
        assert not any(one.lot == lot.code for one in free), lot
        others = sum(
            quantity
            for (place, code), quantity in book.balances(lot.item).items()
            if code != lot.code and book.kind_of(place).is_available
        )
        assert book.available(lot.item, START.date()) <= others, lot


def accounts_for_everything(desk: MemoryDesk, recall: Recall) -> None:
    """What went out and has not come back is on the board, lot by lot."""
    out: defaultdict[LotKey, Decimal] = defaultdict(lambda: ZERO)
    for line in recall.lines:
        assert min(line.shipped, line.returned, line.destroyed, line.written_off) >= 0, line
        out[LotKey(line.item, line.lot)] += line.shipped - line.returned
    found, trail = recall.balance, desk.book.trail
    parts = (found.recovered, found.unnamed, found.outstanding, found.written_off)
    assert min(parts) >= 0
    assert sum(parts) == found.shipped
    for one in recall.lots:
        lot = LotKey(one.item, one.code)
        shipped = sum(trail.shipped.of(lot).values(), ZERO)
        returned = sum(trail.returned.of(lot).values(), ZERO)
        assert out[lot] == shipped - returned, lot
        where = whereabouts_of(desk.book, [lot])[lot]
        if lot.code:
            assert where.difference == where.lost - where.beyond_shipped, lot


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(5, 60))
def test_a_recall_that_is_lifted_at_once_leaves_everything_as_it_was(
    chance: Random, steps: int
) -> None:
    day = Day(chance, a_house())
    day.prepare(steps)
    before = standing(day.desk)
    try:
        begun = day.desk.handle(start(chance.choice(LOTS[JAM]), item=JAM))
    except StockError:
        return
    held = standing(day.desk)
    ended = day.desk.handle(chance.choice([lift(), undo(begun.transaction.id, by="U0MIA")]))
    assert standing(day.desk) == before

    day.desk.handle(undo(ended.transaction.id, by="U0MIA"))
    assert standing(day.desk) == held
