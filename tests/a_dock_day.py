"""A day at the dock as chance has it: every verb of the way in and of the way out, in any order."""

from datetime import timedelta
from decimal import Decimal
from random import Random

from inventory.commands import Command
from inventory.documents.approval import Approval
from inventory.documents.order import Order
from inventory.documents.pick_list import PickList
from inventory.documents.purchase_order import PurchaseOrder
from inventory.documents.putaway import Putaway
from inventory.documents.rejection import Outlet, Rejection
from inventory.documents.shipment import Shipment
from inventory.documents.transfer import Transfer
from inventory.inbound_commands import (
    ApprovePurchase,
    CancelPurchase,
    ChangePurchase,
    ClaimPutaway,
    ClosePurchase,
    PutAway,
    ReceiveTransfer,
    SendPurchase,
    SetLotStatus,
    SettleRejection,
    TransferStock,
)
from inventory.location import LocationKind
from inventory.lot import LotStatus
from inventory.order_commands import (
    CancelOrder,
    CancelPick,
    ChangeOrder,
    CheckLine,
    Finding,
    PackShipment,
    PlanPick,
    RecordPick,
    ReserveOrders,
    ShipShipment,
    UnpackShipment,
)
from inventory.quantity import Amount
from inventory.record import Record
from inventory.supplier import Supplier
from tests.builders import (
    _posting,
    a_customer,
    a_desk,
    a_kit,
    a_line,
    a_location,
    adjust,
    an_amount,
    an_item,
    approve,
    approve_proposal,
    build,
    count_stock,
    edit,
    move,
    ordered,
    pick,
    place_order,
    propose_reorders,
    receive,
    reject,
    return_stock,
    ship,
    unbuild,
    undo,
)
from tests.inventory.inbound.purchases import MONDAY, buy
from tests.memory_desk import START, MemoryDesk

LOTS = {"JAM-STR": ("L1", "L2"), "LAPTOP": ("1", "2", "3", "4"), "HAMPER": ("H1", "H2")}
ITEMS = ("MUG-BLU", "TEE-BLK-M", "JAM-STR", "LAPTOP", "GIFT-SET", "HAMPER", "ROPE-8")
PLACES = ("IN", "IN", "A-01", "A-02", "HOLD", "PACK", "RET", "VAN", "N-IN", "N-01")
PEOPLE = ("U0ANA", "U0BEN", "U0MIA", "U0ADA")


def a_busy_house(**rules: object) -> MemoryDesk:
    """Two sites, goods of every kind, kits of kits, a supplier and a customer."""
    south = {"site": "SOUTH"}
    return a_desk(
        Supplier(code="CLAYCO", name="Clay & Co", lead_time_days=3),
        a_customer(),
        an_item(
            "MUG-BLU", home="A-01", unit_cost=Decimal(2), minimum=Decimal(5), supplier="CLAYCO"
        ),
        an_item("LAPTOP", is_serial=True, packs=(), over_percent=Decimal(50)),
        a_kit(),
        a_kit("HAMPER", (1, "GIFT-SET"), (1, "JAM-STR"), is_lot_tracked=True),
        a_location("IN", LocationKind.RECEIVING, **south),
        a_location("A-01", capacity=Decimal(30), **south),
        a_location("A-02", **south),
        a_location("B-01", **south),
        a_location("PACK", LocationKind.PACKING, **south),
        a_location("RET", LocationKind.RETURNS, **south),
        a_location("HOLD", LocationKind.QUARANTINE, **south),
        a_location("N-IN", LocationKind.RECEIVING, site="NORTH"),
        a_location("N-01", site="NORTH"),
        a_location("N-HOLD", LocationKind.QUARANTINE, site="NORTH"),
        stock=[
            (30, "MUG-BLU", "A-01"),
            (12, "MUG-BLU", "IN"),
            (12, "TEE-BLK-M", "A-02"),
            (9, "TEE-BLK-M", "N-01"),
            (9, "JAM-STR", "A-01", "L1"),
            (9, "JAM-STR", "IN", "L2"),
            (5, "MUG-BLU", "PACK"),
        ],
        **({"count_tolerance": 5, "is_checked": "no", "over_percent": 10} | rules),
    )


def a_morning() -> list[Command]:
    """One document of every kind."""
    broken = {"rejected": Amount(number=Decimal(2)), "reason": "damaged", "document": "PO-1"}
    away = a_line(3, "MUG-BLU", at="A-01", to="NORTH")
    return [
        buy((24, "MUG-BLU", "3"), (6, "JAM-STR", "2"), by="U0MIA", ordered_on=MONDAY),
        buy((4, "LAPTOP", "300"), (9, "TEE-BLK-M", "5")),
        receive(8, "MUG-BLU", **broken),
        _posting(TransferStock, 3, "", lines=[away]),
        place_order((4, "MUG-BLU"), (2, "TEE-BLK-M")),
        ordered(PlanPick, orders=("SO-1",)),
    ]


class DockDay:
    """Draws what somebody might do next."""

    def __init__(self, chance: Random, desk: MemoryDesk) -> None:
        self._chance = chance
        self._desk = desk
        self._morning = iter(a_morning())

    def next(self) -> Command:
        """Return what is done every morning, and then anything."""
        return next(self._morning, None) or self._anything()

    def _anything(self) -> Command:
        acts = (
            [self._receipt] * 8
            + [self._posting] * 4
            + [self._purchase] * 8
            + [self._putaway] * 3
            + [self._rejection] * 2
            + [self._kit] * 3
            + [self._transfer] * 3
            + [self._judge] * 2
            + [self._order] * 6
            + [self._edit]
            + [self._decide]
            + [self._undo] * 5
        )
        return self._pick(acts)()

    def _pick(self, among):
        return self._chance.choice(list(among))

    def _some(self, most: int = 8) -> int:
        return self._chance.randint(1, most)

    def _one(self, model: type[Record], prefix: str) -> str:
        there = [one.number for one in self._desk.book.all(model)]
        return self._pick(there[-4:] or [f"{prefix}-1"])

    def _lots(self, item: str, quantity: int) -> dict[str, str]:
        if item == "LAPTOP":
            first = self._chance.randint(1, 4)
            return {"serials": f"{first}-{first + quantity - 1}"}
        return {"lot": self._pick(LOTS[item])} if item in LOTS else {}

    def _line(self, item: str = "", **parts):
        item = item or self._pick(ITEMS)
        quantity = self._some(2 if item == "LAPTOP" else 8)
        return a_line(quantity, item, **self._lots(item, quantity), **parts)

    def _receipt(self) -> Command:
        lines = []
        arriving = [one for one in self._desk.book.all(PurchaseOrder) if one.is_receivable]
        for _ in range(self._some(3)):
            awaited = self._pick(arriving) if arriving and self._chance.random() < 0.6 else None
            order = awaited.number if awaited else self._pick(["", "4711"])
            facts = {"document": order, "at": self._pick(["", "", "IN", "A-01", "N-IN", "HOLD"])}
            if self._chance.random() < 0.3:
                facts |= {"rejected": Amount(number=Decimal(self._some(3))), "reason": "damaged"}
            if self._chance.random() < 0.4:
                facts["unit_cost"] = Decimal(self._some(900)) / 100
            item = self._pick(awaited.lines).item if awaited else ""
            lines.append(self._line(item, **facts))
        if self._chance.random() < 0.3:
            freight = {"freight": Decimal(self._some(500)) / 100}
            lines[0] = lines[0].model_copy(update=freight)
        return receive(lines=lines, by=self._pick(PEOPLE))

    def _posting(self) -> Command:
        item = self._pick(ITEMS)
        there = [(p, lot) for p, lot in self._desk.book.balances(item)] or [("IN", "")]
        place, lot = self._pick(there)
        line = self._line(item, at=place, to=self._pick(PLACES))
        if lot and self._chance.random() < 0.8:
            line = line.model_copy(update={"lot": lot, "serials": ""})
            if item == "LAPTOP":
                line = line.model_copy(update={"lot": "", "serials": lot, "amount": an_amount(1)})
        act = self._pick([move, move, pick, count_stock, count_stock, adjust, ship, return_stock])
        if act is adjust:
            line = line.model_copy(
                update={"amount": an_amount(self._pick([-1, -2, 1])), "reason": "correction"}
            )
        if act is return_stock:
            line = line.model_copy(update={"condition": "new", "location": ""})
        if act is ship:
            line = line.model_copy(update={"location": ""})
        if act is pick and self._chance.random() < 0.4:
            line = line.model_copy(update={"document": self._one(Order, "SO")})
        return act(lines=[line], by=self._pick(PEOPLE))

    def _purchase(self) -> Command:
        number = self._one(PurchaseOrder, "PO")
        by = self._pick(PEOPLE)
        items = [self._pick(ITEMS) for _ in range(self._some(3))]
        lines = [(self._some(12), item, str(self._some(9))) for item in items]
        return self._pick(
            [
                buy(*lines, by=by),
                buy(*lines, by="U0MIA", ordered_on=MONDAY),
                buy(*lines, by="U0MIA", ordered_on=MONDAY),
                ordered(ApprovePurchase, number, by=by),
                ordered(ApprovePurchase, number, by="U0ADA"),
                ordered(SendPurchase, number, by="U0MIA"),
                ordered(SendPurchase, number, by="U0MIA"),
                ordered(
                    ChangePurchase,
                    number,
                    quantities={self._some(3): Decimal(self._chance.randint(0, 12))},
                    by=by,
                ),
                ordered(ChangePurchase, number, unit_costs={1: Decimal(self._some(9))}, by=by),
                ordered(ChangePurchase, number, note=f"n{self._some(99)}", by=by),
                ordered(ClosePurchase, number, by="U0MIA"),
                ordered(CancelPurchase, number, by=by),
            ]
        )

    def _putaway(self) -> Command:
        number, by = self._one(Putaway, "PA"), self._pick(PEOPLE)
        if self._chance.random() < 0.2:
            return ordered(ClaimPutaway, number, is_claimed=self._pick([True, False]), by=by)
        line = self._chance.randint(0, 3)
        amount = an_amount(self._some(6)) if line and self._chance.random() < 0.5 else None
        target = self._pick(["", "", "A-01", "A-02", "B-01", "N-01"])
        return ordered(PutAway, number, line=line, amount=amount, target=target, by=by)

    def _rejection(self) -> Command:
        amount = self._pick([None, None, an_amount(self._some(3))])
        target = self._pick(["", "", "A-01", "IN", "N-IN"])
        outlet = self._pick(Outlet)
        target = target if outlet is Outlet.REFURBISH else ""
        number = self._one(Rejection, "RJ")
        return ordered(SettleRejection, number, outlet=outlet, amount=amount, target=target)

    def _kit(self) -> Command:
        item = self._pick(["GIFT-SET", "GIFT-SET", "HAMPER"])
        lot = {"lot": self._pick(LOTS[item])} if item in LOTS else {}
        place = self._pick(["", "IN", "A-01", "N-IN"])
        if self._chance.random() < 0.6:
            return build(self._some(3), item, at=place, **lot)
        named = {"named": self._pick(LOTS["JAM-STR"])} if item in LOTS else {}
        to = self._pick(["", "IN", "A-02"])
        return unbuild(self._some(2), item, at=place, to=to, **lot, **named)

    def _transfer(self) -> Command:
        if self._chance.random() < 0.5:
            line = self._line(at=self._pick(["IN", "A-01", "N-01", "N-IN"]))
            line = line.model_copy(
                update={"target": self._pick(["NORTH", "SOUTH", "N-01", "A-02"])}
            )
            return _posting(TransferStock, 1, "", lines=[line])
        quantities = self._pick([{}, {1: Decimal(self._some(4))}])
        return ordered(
            ReceiveTransfer,
            self._one(Transfer, "TR"),
            quantities=quantities,
            is_rest_lost=self._chance.random() < 0.2,
            target=self._pick(["", "", "N-01", "A-02"]),
            by="U0MIA",
        )

    def _judge(self) -> Command:
        item = self._pick(list(LOTS))
        status = LotStatus(self._pick(["hold", "quarantine", "recalled", "approved", "approved"]))
        lot = self._pick(LOTS[item])
        return ordered(SetLotStatus, item=item, lot=lot, status=status, reason="looked", by="U0MIA")

    def _order(self) -> Command:
        number = self._one(Order, "SO")
        return self._pick(
            [
                place_order((self._some(4), self._pick(ITEMS)), (self._some(4), self._pick(ITEMS))),
                place_order((self._some(4), self._pick(ITEMS))),
                ordered(ReserveOrders),
                ordered(PlanPick, orders=(number,)),
                ordered(RecordPick, self._one(PickList, "PL")),
                ordered(
                    RecordPick,
                    self._one(PickList, "PL"),
                    line=1,
                    picked=Decimal(self._chance.randint(0, 3)),
                    reason="not found",
                ),
                ordered(CancelPick, self._one(PickList, "PL")),
                ordered(PackShipment, self._one(Shipment, "SH")),
                ordered(UnpackShipment, self._one(Shipment, "SH")),
                ordered(ShipShipment, self._one(Shipment, "SH")),
                ordered(CheckLine, self._one(Shipment, "SH"), finding=Finding.OK),
                ordered(ChangeOrder, number, quantities={1: Decimal(self._chance.randint(0, 4))}),
                ordered(CancelOrder, number),
            ]
        )

    def _edit(self) -> Command:
        book = self._desk.book
        if self._chance.random() < 0.2:
            place = book.location(self._pick(("IN", "HOLD", "VAN", "N-IN")))
            kind = self._pick(("receiving", "storage", "quarantine", "transit"))
            return edit(place.model_copy(update={"kind": LocationKind(kind)}))
        item = book.item(self._pick(ITEMS))
        changes = {
            "is_active": self._chance.random() < 0.7,
            "home": self._pick(["", "A-01", "B-01"]),
            "over_percent": self._pick([None, Decimal(0), Decimal(100)]),
            "under_percent": self._pick([None, Decimal(0), Decimal(40)]),
            "unit_cost": self._pick([None, Decimal(3)]),
        }
        name = self._pick(list(changes))
        if item.is_active is False:
            name, changes = "is_active", {"is_active": True}
        return edit(item.model_copy(update={name: changes[name]}))

    def _decide(self) -> Command:
        number = self._one(Approval, "AP")
        return self._pick(
            [
                approve(number),
                reject(number),
                propose_reorders(START + timedelta(days=self._desk.last_sequence() % 7)),
                approve_proposal(f"RP-{self._some(3)}"),
            ]
        )

    def _undo(self) -> Command:
        return undo(f"TX-{self._desk.last_sequence() - self._chance.randint(0, 9)}", by="U0MIA")
