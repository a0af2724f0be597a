"""What rows of documents say: an order, a line, a stop, a package, a shipment, as cells.

Whatever a row shows follows from its own document, so that a change of one document touches its own
rows and no others.
"""

from datetime import datetime
from decimal import Decimal
from typing import Final, NamedTuple
from urllib.parse import urlencode

from inventory.book import Book
from inventory.documents.order import Hold, Order, OrderLine
from inventory.documents.pick_list import PickLine, PickList, PickStatus
from inventory.documents.shipment import Package, Shipment
from inventory.entries import EntryType
from inventory.place import Place
from inventory.quantity import ZERO
from sheets_schema.cell import Linked
from sheets_schema.columns import HEADER_ROWS, Tab
from sheets_schema.document_tabs import ORDERS

SLACK: Final = "https://slack.com/app_redirect"
"""Opens the message in whatever workspace and client the reader has."""


class OrderRow(NamedTuple):
    """One row of Orders, before it becomes cells."""

    number: str
    order: Order
    status: str
    priority: str
    line_count: int
    outstanding: Decimal
    reserved: Decimal
    picked: Decimal
    shipped: Decimal
    missing: Decimal


class LineRow(NamedTuple):
    """One row of Order lines."""

    key: str
    order_link: str
    order: Order
    line: OrderLine
    status: str
    kept_at: tuple[str, ...]
    replaces: int | None


class PickRow(NamedTuple):
    """One row of Picks."""

    key: str
    order_link: str
    pick_list: PickList
    line: PickLine
    status: str


class PackageRow(NamedTuple):
    """One row of Packages."""

    key: str
    order_link: str
    shipment: Shipment
    package: Package
    contents: tuple[str, ...]
    status: str


class ShipmentRow(NamedTuple):
    """One row of Shipments."""

    shipment: Shipment
    order_link: str
    package_count: int | None
    weight: Decimal | None
    progress: str
    heard_at: datetime | None
    unticked: tuple[str, ...]


def order_row(_book: Book, _key: str, order: Order) -> OrderRow:
    """Return an order's row; its number leads to the thread in Slack."""
    lines = order.lines
    return OrderRow(
        number=Linked(order.number, thread_link(order.thread)) if order.thread else order.number,
        order=order,
        status=order.status.value,
        priority=order.priority.name.lower(),
        line_count=len(lines),
        outstanding=sum((line.outstanding for line in lines), ZERO),
        reserved=sum((line.reserved for line in lines), ZERO),
        picked=sum((line.picked for line in lines), ZERO),
        shipped=sum((line.shipped for line in lines), ZERO),
        missing=sum((line.missing for line in lines), ZERO),
    )


def line_row(book: Book, key: str, order: Order) -> LineRow | None:
    """Return the row of an order's line."""
    line = order.line(number_in(key))
    if line is None:
        return None
    return LineRow(
        key=key,
        order_link=order_link(book, order.number),
        order=order,
        line=line,
        status=_status_of(line),
        kept_at=tuple(map(_told_hold, line.holds)),
        replaces=line.replaces or None,
    )


def pick_row(book: Book, key: str, pick_list: PickList) -> PickRow | None:
    """Return the row of a pick list's stop."""
    stop = pick_list.line(number_in(key))
    if stop is None:
        return None
    waits = stop.is_waiting and pick_list.is_open
    given_up = pick_list.status is PickStatus.CANCELLED and not (stop.picked or stop.short)
    status = "waiting" if waits else "cancelled" if given_up else "done"
    link = order_link(book, stop.order)
    return PickRow(key=key, order_link=link, pick_list=pick_list, line=stop, status=status)


def package_row(book: Book, key: str, shipment: Shipment) -> PackageRow | None:
    """Return the row of a shipment's package, None once it has been unpacked."""
    number = number_in(key)
    package = next((one for one in shipment.packages if one.number == number), None)
    if package is None:
        return None
    packed = ((shipment.line(at), quantity) for at, quantity in package.lines)
    return PackageRow(
        key=key,
        order_link=order_link(book, shipment.order),
        shipment=shipment,
        package=package,
        contents=tuple(f"{quantity:f} {line.item}" for line, quantity in packed if line),
        status=shipment.status.value,
    )


def shipment_row(book: Book, _key: str, shipment: Shipment) -> ShipmentRow:
    """Return a shipment's row."""
    weights = [one.weight for one in shipment.packages]
    known = [weight for weight in weights if weight is not None]
    progress = shipment.progress
    return ShipmentRow(
        shipment=shipment,
        order_link=order_link(book, shipment.order),
        package_count=len(weights) or None,
        weight=sum(known, ZERO) if known and len(known) == len(weights) else None,
        progress=progress.kind.value if progress else "",
        heard_at=progress.heard_at if progress else None,
        unticked=tuple(rule.text for rule in shipment.unticked),
    )


def order_link(book: Book, number: str) -> str:
    """Return an order's number, leading to its row; rows of orders never move."""
    return row_link(book, ORDERS, "order", number)


def row_link(book: Book, tab: Tab, entry_type: EntryType, number: str) -> str:
    """Return a document's number, leading to its row on a tab of documents."""
    if number not in book.entries[entry_type]:
        return number
    row = HEADER_ROWS + 1 + book.position_of(entry_type, number)
    return Linked(number, f"#gid={tab.sheet_id}&range=A{row}")


def thread_link(place: Place) -> str:
    """Return the address of a thread in Slack."""
    asked = {"channel": place.channel} | ({"message_ts": place.thread} if place.thread else {})
    return f"{SLACK}?{urlencode(asked)}"


def number_in(key: str) -> int:
    """Return the number of a line in what names its row (`SO-7/2`)."""
    return int(key.rpartition("/")[2])


def _status_of(line: OrderLine) -> str:
    if line.missing:
        return "to come"
    if line.outstanding:
        return "open"
    return "shipped" if line.shipped else "cancelled"


def _told_hold(hold: Hold) -> str:
    lot = f" lot {hold.lot}" if hold.lot else ""
    origin = f" from {hold.origin}" if hold.origin else ""
    return f"{hold.quantity:f} @{hold.location}{lot}{origin}"
