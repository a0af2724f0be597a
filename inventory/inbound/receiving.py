"""Receiving: goods come from a supplier, for a purchase order or blind.

Each line says how much is accepted and, besides, how much is not. What is accepted goes to its place
and counts on the order; what is rejected goes to quarantine in the same transaction and never counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from inventory.commands import Line, ReceiveStock
from inventory.documents.purchase_order import PurchaseOrder
from inventory.documents.remark import Remark, RemarkKind
from inventory.draft import Draft
from inventory.inbound.arrivals import Share, counted_in, rejected_on
from inventory.inbound.freight import Burden, spread_freight, with_freight
from inventory.inbound.lots import lots_received
from inventory.inbound.meeting_proposals import count_against_proposals
from inventory.inbound.ordered import purchase_of, put_arrived, refuse_unwanted
from inventory.inbound.placing import refuse_negative_freight
from inventory.inbound.receipt_costs import (
    Part,
    cost_of,
    laid_upon,
    portions_of,
    refuse_negative_cost,
)
from inventory.inbound.rejecting import Ordered, reject, rejected_quantity
from inventory.inbound.shelf_life import refuse_short_dated
from inventory.inbound_errors import FreightRefused, SerialsRefused
from inventory.item import Item
from inventory.lines import place_of, plan_lines, quantity_of
from inventory.location import SUPPLIER, Location, LocationKind
from inventory.move import Move, MoveKind
from inventory.notices import Audience
from inventory.people import is_system
from inventory.quantity import ZERO
from inventory.stepping import remark, the

RECEIPT_KINDS: Final = frozenset(
    {LocationKind.RECEIVING, LocationKind.STORAGE, LocationKind.QUARANTINE}
)


def plan_receive(draft: Draft, command: ReceiveStock) -> None:
    """Take in each line; then settle what concerns all of them: the freight, and the orders.

    Raises:
        StockError: of one line, or `LineErrors`.
        FreightRefused: it is named twice, or nothing was accepted that could bear it.
        NotPositive: it is below zero.
    """
    freight = _freight_of(command)
    receipt = Receipt(draft)
    plan_lines(draft, command, receipt.take)
    if freight:
        receipt.bear(freight)
    receipt.settle_orders()


def _freight_of(command: ReceiveStock) -> Decimal:
    named = [line.freight for line in command.lines if line.freight is not None]
    if len(named) > 1:
        raise FreightRefused(problem="twice", freight=named[1])
    for freight in named:
        refuse_negative_freight("this delivery", freight)
    return named[0] if named else ZERO


@dataclass
class Accepted:
    """What one line brought in."""

    item: Item
    quantity: Decimal
    moves: list[Move]


@dataclass
class Receipt:
    """One receipt in the making.

    Attributes:
        accepted: line by line, in order.
        orders: number -> the skus that have come for it.
    """

    draft: Draft
    accepted: list[Accepted] = field(default_factory=list)
    orders: dict[str, dict[str, None]] = field(default_factory=dict)

    def take(self, draft: Draft, line: Line, item: Item) -> None:
        """Take in one line.

        Raises:
            StockError: it cannot be.
        """
        refuse_negative_cost(line, item)
        rejected = rejected_quantity(line, item)
        accepted = _accepted_quantity(line, item, rejected)
        code = line.location or draft.place_of_kind(LocationKind.RECEIVING)
        target = place_of(draft, "receive", code, kinds=RECEIPT_KINDS)
        order = purchase_of(draft, line)
        if order is not None:
            refuse_unwanted(draft, order, item, accepted)
        good, bad = _parts(lots_received(draft, line, item, accepted + rejected), item, accepted)
        reason = "".join({refuse_short_dated(draft, line, item, lot) for lot, _ in good})
        if accepted:
            self._accept(line, item, good, target, order, reason)
        if rejected:
            self._reject(line, item, bad, target, order)

    def _accept(
        self,
        line: Line,
        item: Item,
        lots: Iterable[Part],
        target: Location,
        order: PurchaseOrder | None,
        reason: str,
    ) -> None:
        quantity = sum((much for _, much in lots), ZERO)
        shares = self._count(order, item, quantity) if order else ()
        moves = [
            self.draft.move(
                MoveKind.RECEIPT,
                item,
                much,
                SUPPLIER,
                target.code,
                lot=lot,
                reason=reason,
                document=order.number if order else line.document,
                note=line.note,
                unit_cost=cost,
            )
            for lot, much, cost in laid_upon(lots, portions_of(line, item, shares, quantity))
        ]
        self.accepted.append(Accepted(item, quantity, moves))
        if order is None:
            count_against_proposals(self.draft, item, quantity)

    def _count(self, order: PurchaseOrder, item: Item, quantity: Decimal) -> tuple[Share, ...]:
        counted, shares = counted_in(order, item.sku, quantity)
        self._note(counted, item)
        return shares

    def _note(self, order: PurchaseOrder, item: Item) -> None:
        """Have the draft know an order as it stands so far; its status follows in the end."""
        self.draft.put(order)
        self.orders.setdefault(order.number, {})[item.sku] = None

    def _reject(
        self,
        line: Line,
        item: Item,
        lots: Iterable[Part],
        target: Location,
        order: PurchaseOrder | None,
    ) -> None:
        ordered, cost = Ordered(line.document), cost_of(line, item)
        if order is not None:
            current = self.draft.current(PurchaseOrder, order.number) or order
            quantity = sum((much for _, much in lots), ZERO)
            noted, number = rejected_on(current, item.sku, quantity)
            self._note(noted, item)
            ordered = Ordered(order.number, number, order.supplier)
            agreed = next(one.unit_cost for one in noted.lines if one.number == number)
            cost = cost_of(line, item, agreed)
        reject(self.draft, line, item, lots, target, ordered, cost)

    def bear(self, freight: Decimal) -> None:
        """Add freight to what the accepted goods cost; where no cost is known it stays unknown.

        Raises:
            FreightRefused: nothing was accepted.
        """
        if not self.accepted:
            raise FreightRefused(problem="nothing_accepted", freight=freight)
        rules = self.draft.book.rules
        burdens = [_burden(one) for one in self.accepted]
        spread = spread_freight(freight, burdens, rules.freight_spread, rules.currency)
        self.draft.freight_by = spread.by
        for one, share in zip(self.accepted, spread.shares, strict=True):
            for move in one.moves:
                if move.unit_cost is not None:
                    cost = with_freight(move.unit_cost, share, one.quantity)
                    self.draft.reprice(move, cost)

    def settle_orders(self) -> None:
        """Let go of what is missing of an order where that is little, and say how it stands."""
        for number, skus in self.orders.items():
            self._tell(put_arrived(self.draft, the(self.draft, PurchaseOrder, number), skus))

    def _tell(self, order: PurchaseOrder) -> None:
        """Say in the order's thread what was taken in, unless that is where it was said.

        What was rejected has a message of its own there.
        """
        command = self.draft.command
        came = [one for one in self.accepted if one.moves[0].document == order.number]
        is_said = command.place is not None and command.place == order.thread
        if not came or is_said or is_system(command.actor):
            return
        first, *others = came
        said = Remark(
            kind=RemarkKind.ARRIVED,
            document=self.draft.id,
            item="" if others else first.item.sku,
            quantity=Decimal(len(came)) if others else first.quantity,
            location="" if others else first.moves[0].target,
            actor=command.actor,
        )
        remark(self.draft, order.number, said, audience=Audience.PURCHASING)


def _accepted_quantity(line: Line, item: Item, rejected: Decimal) -> Decimal:
    """Return what is accepted: nothing only where something is rejected."""
    if rejected and line.amount is not None and not line.amount.number:
        return ZERO
    return quantity_of("receive", line, item)


def _parts(
    lots: tuple[Part, ...], item: Item, accepted: Decimal
) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Return what of some lots is good and what is not.

    Raises:
        SerialsRefused: nobody can tell which pieces are the bad ones.
    """
    total = sum((much for _, much in lots), ZERO)
    if accepted == total:
        return lots, ()
    if not accepted:
        return (), lots
    if len(lots) > 1:
        serials = tuple(lot for lot, _ in lots)
        raise SerialsRefused(problem="mixed", item=item.sku, serials=serials, wanted=accepted)
    (lot, _), *_ = lots
    return ((lot, accepted),), ((lot, total - accepted),)


def _burden(one: Accepted) -> Burden:
    costs = [move.unit_cost for move in one.moves]
    known = [move.quantity * move.unit_cost for move in one.moves if move.unit_cost is not None]
    weight = one.item.weight
    return Burden(
        quantity=one.quantity,
        value=sum(known, ZERO) if len(known) == len(costs) else None,
        weight=None if weight is None else one.quantity * weight,
    )
