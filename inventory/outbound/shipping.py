"""Shipping: the goods of a packed shipment leave the building, once, and are invoiced."""

from decimal import Decimal

from inventory.book import Book
from inventory.carriage.carrier import CarrierService
from inventory.carriage.quoting import Quote, quote_service
from inventory.carriage.tracking import read_tracking
from inventory.carriage.working_days import working_days_after
from inventory.documents.letter import LetterKind
from inventory.documents.order import Order
from inventory.documents.progress import Progress, ProgressEvent, ProgressKind
from inventory.documents.shipment import Shipment, ShipmentLine, ShipmentStatus
from inventory.draft import Draft
from inventory.errors import QuantityTooLarge
from inventory.item import Item
from inventory.location import CUSTOMER
from inventory.move import MoveKind
from inventory.notices import PaperKind
from inventory.order_commands import ShipShipment
from inventory.order_errors import UnknownService, WrongStep
from inventory.outbound.charging import issue_invoice
from inventory.outbound.fetching import packing_of
from inventory.outbound.holding import lessened
from inventory.outbound.labelling import labels_of, refuse_pending, without_labels
from inventory.outbound.lettering import with_letter
from inventory.outbound.proposing import consignment_of
from inventory.outbound.stepping import print_paper, put_order, put_shipment
from inventory.parcel_errors import NoService
from inventory.quantity import ZERO, trimmed
from inventory.stepping import the
from inventory.stock_key import StockKey


def plan_ship_shipment(draft: Draft, command: ShipShipment) -> None:
    """Hand a packed shipment over.

    Raises:
        WrongStep: it is not packed, has left already, or waits for its label.
        UnknownService: the tab Carriers has no such code.
        TrackingRefused: the tracking number has a slip in it.
    """
    shipment = the(draft, Shipment, command.number)
    if shipment.status is not ShipmentStatus.PACKED:
        raise WrongStep(number=shipment.number, action="ship", status=shipment.status)
    shipment = _settled_labels(draft, command, shipment)
    order = _let_goods_leave(draft, shipment)
    shipped = shipment.model_copy(update=_journey(draft, command, shipment, order))
    invoice = issue_invoice(draft, order, shipped) if draft.book.rules.is_invoiced else None
    if invoice is not None:
        shipped = shipped.model_copy(update={"invoice": invoice.number})
    put_shipment(draft, with_letter(draft, shipped, LetterKind.SHIPPED))
    if not labels_of(shipped):  # else the carrier's own is on it
        print_paper(draft, shipped, PaperKind.LABEL)
    if invoice is not None:
        print_paper(draft, shipped, PaperKind.INVOICE)


def _settled_labels(draft: Draft, command: ShipShipment, shipment: Shipment) -> Shipment:
    """Return the shipment with its bought labels, or without them where it goes another way."""
    is_other_way = bool(command.carrier or command.service)
    if not is_other_way:
        refuse_pending(shipment, "ship")
    elif not command.tracking or command.tracking != shipment.tracking:
        return without_labels(draft, shipment)
    return shipment


def _let_goods_leave(draft: Draft, shipment: Shipment) -> Order:
    """Move what is in the packages to the customer; return the order without its holds on it."""
    order = the(draft, Order, shipment.order)
    leaving: dict[StockKey, Decimal] = {}
    for line in shipment.lines:
        order = _without_holds(draft, order, line, leaving)
    draft.put(order)
    for key, quantity in leaving.items():
        draft.move(
            MoveKind.SHIPMENT,
            the(draft, Item, key.item),
            quantity,
            key.location,
            CUSTOMER,
            lot=key.lot,
            document=shipment.number,
        )
    left = tuple(number for number in order.shipments if number != shipment.number)
    return put_order(draft, order.model_copy(update={"shipments": left}))


def _without_holds(
    draft: Draft, order: Order, line: ShipmentLine, leaving: dict[StockKey, Decimal]
) -> Order:
    """Return the order without its hold on a line's goods, and add them to what leaves."""
    kept = order.line(line.order_line)
    assert kept is not None  # noqa: S101 - a shipment's line is made of a line of its order
    packing = packing_of(draft, kept, line)
    key = StockKey(line.item, packing, line.lot)
    leaving[key] = leaving.get(key, ZERO) + line.quantity
    return order.with_line(
        kept.model_copy(
            update={
                "holds": tuple(lessened(kept.holds, packing, line.lot, line.quantity)),
                "shipped": trimmed(kept.shipped + line.quantity),
            }
        )
    )


def _journey(
    draft: Draft, command: ShipShipment, shipment: Shipment, order: Order
) -> dict[str, object]:
    """Return how it travels: as asked, and as the service's row says where nothing was asked."""
    handed = ProgressEvent(kind=ProgressKind.HANDED_OVER, at=command.at)
    is_labelled = bool(labels_of(shipment))
    way = _labelled_way if is_labelled else _chosen_way
    return {
        **way(draft, command, shipment, order),
        "status": ShipmentStatus.SHIPPED,
        "pickup_window": command.pickup_window,
        "shipped_on": draft.today,
        "shipped_by": command.actor,
        "progress": Progress(event=handed, heard_at=handed.at),
    }


def _chosen_way(
    draft: Draft, command: ShipShipment, shipment: Shipment, order: Order
) -> dict[str, object]:
    code = command.service or ("" if command.carrier else shipment.service)
    service = _service(draft.book, code)
    carrier = command.carrier or (service.carrier if service else "")
    tracking = read_tracking(command.tracking, carrier=carrier).number if command.tracking else ""
    quote = _quote(draft, service, shipment, order) if service else None
    return {
        "service": service.code if service else "",
        "carrier": carrier,
        "tracking": tracking,
        "promised_on": command.promised_on or (quote.promised_on if quote else None),
        "price": command.price if command.price is not None else (quote.price if quote else None),
        "pickup_on": command.pickup_on or (quote.collected_on if quote else None),
    }


def _labelled_way(
    draft: Draft, command: ShipShipment, shipment: Shipment, _order: Order
) -> dict[str, object]:
    """The labels on the boxes say how they travel: number and price are those that were bought."""
    days = [label.days for label in labels_of(shipment)]
    known = [one for one in days if one is not None]
    is_known = len(known) == len(days)
    holidays = draft.book.rules.holidays
    promised = working_days_after(draft.today, max(known), holidays) if is_known else None
    return {
        "service": "",
        "promised_on": command.promised_on or promised,
        "price": shipment.price if command.price is None else command.price,
        "pickup_on": command.pickup_on,
    }


def _service(book: Book, code: str) -> CarrierService | None:
    if not code:
        return None
    found = book.get(CarrierService, code)
    if found is None or not found.is_active:
        raise UnknownService(service=code)
    return found


def _quote(draft: Draft, service: CarrierService, shipment: Shipment, order: Order) -> Quote | None:
    """Return what a service asks and promises, None where its row cannot tell."""
    if not shipment.packages:
        return None
    try:
        goods = consignment_of(draft.book, shipment, order, ready_at=draft.command.at)
        quote = quote_service(service, goods, holidays=draft.book.rules.holidays)
    except (NoService, QuantityTooLarge):
        return None
    return quote if isinstance(quote, Quote) else None
