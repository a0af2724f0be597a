"""Moving, picking and shipping: goods change places inside, and leave."""

from typing import Final

from inventory.commands import Line, MoveStock, PickStock, ShipStock
from inventory.dates import local_date
from inventory.documents.order import Order
from inventory.documents.shipment import SentGoods, Shipment
from inventory.draft import Draft
from inventory.drafting.refusals import refuse_held
from inventory.item import Item
from inventory.lines import place_of, place_with_stock, plan_lines, quantity_of
from inventory.location import CUSTOMER, REAL_KINDS, SET_ASIDE_KINDS, LocationKind
from inventory.lots.line_lots import lots_at, refuse_expired
from inventory.move import MoveKind
from inventory.order_errors import WrongStep
from inventory.outbound.picking_by_hand import pick_for_order
from inventory.rights import require
from inventory.sites import refuse_other_site
from inventory.stock_key import StockKey

PICK_KINDS: Final = frozenset({LocationKind.RECEIVING, LocationKind.STORAGE})
PACKING_KINDS: Final = frozenset({LocationKind.PACKING})


def plan_move(draft: Draft, command: MoveStock) -> None:
    """Move each line from its place to its target, both in the building.

    Raises:
        NotAllowed: goods that wait to be inspected or settled are moved past it by managers only.
    """
    plan_lines(draft, command, _move_line)


def plan_pick(draft: Draft, command: PickStock) -> None:
    """Move each line from its bin to packing."""
    plan_lines(draft, command, _pick_line)


def plan_ship(draft: Draft, command: ShipStock) -> None:
    """Move each line from packing to the customer; a line that names another parcel opens one.

    Raises:
        WrongStep: it is for an order, whose goods leave with its own shipment.
    """
    parcels: list[Shipment] = []

    def ship_line(draft: Draft, line: Line, item: Item) -> None:
        _refuse_order(draft, line)
        if not parcels or _is_another(line, parcels[-1]):
            parcels.append(_open_shipment(draft, line))
        sent = _ship_line(draft, line, item, parcels[-1].number)
        parcels[-1] = parcels[-1].model_copy(update={"goods": (*parcels[-1].goods, *sent)})

    plan_lines(draft, command, ship_line)
    for parcel in parcels:
        draft.put(parcel)


def _refuse_order(draft: Draft, line: Line) -> None:
    if order := draft.current(Order, line.document.upper()):
        by = order.shipments[-1] if order.shipments else ""
        raise WrongStep(number=order.number, action="ship", status=order.status, by=by)


def _is_another(line: Line, shipment: Shipment) -> bool:
    """Tell whether a line names another parcel; what it leaves out is as on the line above."""
    said = (
        (line.carrier, shipment.carrier),
        (line.tracking, shipment.tracking),
        (line.to, shipment.to),
        (line.document, shipment.order),
    )
    return any(own and own != above for own, above in said)


def _open_shipment(draft: Draft, line: Line) -> Shipment:
    shipment = Shipment(
        number=draft.next_number(Shipment, "SH"),
        carrier=line.carrier,
        tracking=line.tracking,
        to=line.to,
        order=line.document,
        shipped_by=draft.command.actor,
        shipped_on=local_date(draft.book, draft.occurred_at),
    )
    draft.put(shipment)
    return shipment


def _move_line(draft: Draft, line: Line, item: Item) -> None:
    quantity = quantity_of("move", line, item)
    source = place_with_stock(draft, "move", line.location, kinds=REAL_KINDS)
    target = place_of(draft, "move", line.target, kinds=REAL_KINDS, part="target")
    refuse_other_site(source, target)
    if source.kind in SET_ASIDE_KINDS and target.kind not in SET_ASIDE_KINDS:
        require(draft.book, draft.command.actor, "move_set_aside")
    for lot, part in lots_at(draft, line, item, source.code, quantity):
        if target.kind is LocationKind.PACKING:
            refuse_held(draft, "move", item.sku, lot)
        draft.move(
            MoveKind.MOVE,
            item,
            part,
            source.code,
            target.code,
            lot=lot,
            document=line.document,
            reason=line.reason,
            note=line.note,
        )


def _pick_line(draft: Draft, line: Line, item: Item) -> None:
    quantity = quantity_of("pick", line, item)
    source = place_with_stock(draft, "pick", line.location, kinds=PICK_KINDS)
    for lot, part in lots_at(draft, line, item, source.code, quantity):
        refuse_expired(draft, item, lot)
        if order := draft.current(Order, line.document.upper()):
            pick_for_order(draft, order, StockKey(item.sku, source.code, lot), part)
            continue
        draft.move(
            MoveKind.PICK,
            item,
            part,
            source.code,
            draft.place_of_kind(LocationKind.PACKING),
            lot=lot,
            document=line.document,
            note=line.note,
        )


def _ship_line(draft: Draft, line: Line, item: Item, shipment: str) -> tuple[SentGoods, ...]:
    """Bring a line to the customer; return what has left."""
    quantity = quantity_of("ship", line, item)
    code = line.location or draft.place_of_kind(LocationKind.PACKING)
    source = place_with_stock(draft, "ship", code, kinds=PACKING_KINDS)
    parts = lots_at(draft, line, item, source.code, quantity)
    for lot, part in parts:
        refuse_expired(draft, item, lot)
        draft.move(
            MoveKind.SHIPMENT,
            item,
            part,
            source.code,
            CUSTOMER,
            lot=lot,
            document=shipment,
            note=line.note,
        )
    return tuple(
        SentGoods(item=item.sku, lot=lot, quantity=part, origin=source.code) for lot, part in parts
    )
