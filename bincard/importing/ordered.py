"""Orders of customers and orders to suppliers from files with the columns of their inboxes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from bincard.importing.documents import DocumentFile
from inventory.inbound_commands import PlacePurchase
from inventory.order_commands import PlaceOrder
from inventory.people import IMPORT
from sheets_schema.columns import Column, Kind
from sheets_schema.inbound_tabs import NEW_PURCHASES
from sheets_schema.ordering import are_one_order, order_command
from sheets_schema.outbound_tabs import NEW_ORDERS
from sheets_schema.purchasing import are_one_purchase, purchase_command
from sheets_schema.row_reading import Reading

ORDERED_ON: Final = Column("Ordered on", "ordered_on", Kind.DATE)
"""An order that was placed elsewhere comes in as sent on that day."""

PURCHASES_FILE: Final = replace(NEW_PURCHASES, columns=(*NEW_PURCHASES.columns, ORDERED_ON))


def _order(rows: Sequence[Reading], key: str, now: datetime) -> PlaceOrder:
    return order_command(rows, key=key, actor=IMPORT, at=now, source="import")


def _purchase(rows: Sequence[Reading], key: str, now: datetime) -> PlacePurchase:
    return purchase_command(
        rows, key=key, actor=IMPORT, at=now, source="import", tab=PURCHASES_FILE
    )


DOCUMENTS: Final = {
    "orders": DocumentFile(NEW_ORDERS, are_one_order, _order),
    "purchase_orders": DocumentFile(PURCHASES_FILE, are_one_purchase, _purchase),
}
"""What can be imported in runs of rows."""
