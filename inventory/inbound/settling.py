"""Settling rejections: rejected goods go back to the supplier, are good after all, or are thrown away.

Goods that were rejected never counted as received, so that the order still waits for others in their
place; what is refurbished counts from then on, and within the same bounds as any delivery.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from inventory.documents.purchase_order import PurchaseOrder
from inventory.documents.rejection import Outlet, Rejection, Settlement
from inventory.draft import Draft
from inventory.errors import Inactive, NotPositive, UnknownItem
from inventory.inbound.arrivals import refurbished_on
from inventory.inbound.meeting_proposals import count_against_proposals
from inventory.inbound.ordered import put_arrived, refuse_over_delivery
from inventory.inbound.shelf_life import keeps_long_enough
from inventory.inbound_commands import SettleRejection
from inventory.item import Item
from inventory.lines import place_of
from inventory.location import SCRAP, SUPPLIER, LocationKind
from inventory.move import MoveKind
from inventory.order_errors import QuantityOutOfRange, WrongStep
from inventory.rights import require
from inventory.stepping import put_document, the

REFURBISH_KINDS: Final = frozenset({LocationKind.RECEIVING, LocationKind.STORAGE})
KINDS: Final = {
    Outlet.RETURN_TO_VENDOR: MoveKind.VENDOR_RETURN,
    Outlet.REFURBISH: MoveKind.MOVE,
    Outlet.SCRAP: MoveKind.SCRAP,
}


def plan_settle(draft: Draft, command: SettleRejection) -> None:
    """Move rejected goods to where they end, and note what became of them.

    Raises:
        UnknownDocument, WrongStep: there is none, or nothing of it is left to decide.
        NotPositive, QuantityOutOfRange: as they say.
        NotEnough: it does not lie in quarantine any more.
        OverDelivery: what is refurbished would be more than was ordered.
        NotAllowed: what is refurbished keeps for too short a time, and taking that takes a right.
    """
    rejection = the(draft, Rejection, command.number)
    if not rejection.is_open:
        raise WrongStep(number=rejection.number, action="settle", status="settled")
    item = draft.book.item(rejection.item)
    if item is None:
        raise UnknownItem(item=rejection.item)
    quantity = _quantity_of(command, rejection, item)
    target = TARGETS[command.outlet](draft, command, rejection)
    draft.move(
        KINDS[command.outlet],
        item,
        quantity,
        rejection.location,
        target,
        lot=rejection.lot,
        reason=rejection.reason,
        document=rejection.number,
        note=command.note,
        unit_cost=rejection.unit_cost,
    )
    settled = Settlement(
        outlet=command.outlet,
        quantity=quantity,
        transaction=draft.id,
        by=command.actor,
        on=draft.today,
        note=command.note,
    )
    noted = rejection.model_copy(update={"settlements": (*rejection.settlements, settled)})
    put_document(draft, noted)
    if command.outlet is Outlet.REFURBISH:
        _count(draft, noted, item, quantity)


def _quantity_of(command: SettleRejection, rejection: Rejection, item: Item) -> Decimal:
    if command.amount is None:
        return rejection.outstanding
    quantity = item.in_base_units(command.amount)
    if quantity <= 0:
        raise NotPositive(verb="settle", item=item.sku, number=command.amount.number)
    if quantity > rejection.outstanding:
        raise QuantityOutOfRange(
            number=rejection.number,
            item=item.sku,
            quantity=quantity,
            least=min(rejection.outstanding, Decimal(1)),
            most=rejection.outstanding,
        )
    return quantity


def _bin_for_refurbish(draft: Draft, command: SettleRejection, rejection: Rejection) -> str:
    lies = draft.book.location(rejection.location)
    usual = draft.book.first_of_kind(LocationKind.RECEIVING, lies.site if lies else "")
    code = command.target or (usual.code if usual else "")
    if not code:
        raise Inactive(what="kind", code=LocationKind.RECEIVING.value)
    return place_of(draft, "refurbish", code, kinds=REFURBISH_KINDS, part="target").code


TARGETS: Final[dict[Outlet, Callable[[Draft, SettleRejection, Rejection], str]]] = {
    Outlet.RETURN_TO_VENDOR: lambda _draft, _command, _rejection: SUPPLIER,
    Outlet.REFURBISH: _bin_for_refurbish,
    Outlet.SCRAP: lambda _draft, _command, _rejection: SCRAP,
}


def _count(draft: Draft, rejection: Rejection, item: Item, refurbished: Decimal) -> None:
    """Count what is good after all as received: for its order, or for what was proposed.

    What was taken out of a bin or came back from a customer has counted when it was delivered.
    """
    if rejection.origin:
        return
    if not keeps_long_enough(draft, item, rejection.lot):
        require(draft.book, draft.command.actor, "take_short_dated")
    if not rejection.purchase_line:
        count_against_proposals(draft, item, refurbished)
        return
    order = the(draft, PurchaseOrder, rejection.purchase_order)
    refuse_over_delivery(draft, order, item, refurbished)
    counted = refurbished_on(order, rejection.purchase_line, refurbished)
    put_arrived(draft, counted, (item.sku,))
