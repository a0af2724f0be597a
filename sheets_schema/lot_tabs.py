"""The bot's tab of lots: where each came from, until when it keeps, and whether somebody holds it."""

from decimal import Decimal
from typing import Final, NamedTuple

from inventory.book import Book
from inventory.lot import Lot
from inventory.lots.lot_search import on_hand_of
from sheets_schema.columns import Column, Kind, RowColor, View, bot_tab

HELD: Final = "#FAD2CF"
EXPIRED: Final = "#FEEFC3"

LOTS: Final = bot_tab(
    title="Lots",
    sheet_id=128,
    key="key",
    purpose="Every lot and serial number: red is held back, yellow is past its date.",
    color="#9334E6",
    columns=(
        Column("Item", "lot.item", width=130),
        Column(
            "Lot", "lot.code", width=120, note="Or serial number; with the item it names a row."
        ),
        Column("Supplier's lot", "lot.supplier_lot", width=120, note="Recall notices quote it."),
        Column("Supplier", "lot.supplier", width=110, note="Who delivered it first."),
        Column("Made on", "lot.made_on", Kind.DATE, 100),
        Column("Expires on", "lot.expires_on", Kind.DATE, 100, "The last day it may be used."),
        Column("Status", "lot.status", width=100, note="Only approved lots are available."),
        Column("Reason", "lot.reason", width=220, note="Why it is not approved."),
        Column("On hand", "on_hand", Kind.QUANTITY, 90, "In the building, in the item's unit."),
        Column("First receipt", "lot.receipt", width=100, note="The transaction that brought it."),
        Column("Came with", "lot.document", width=110, note="The purchase order, as it was typed."),
    ),
    colors=(
        RowColor('=AND(${lot.status}2<>"",${lot.status}2<>"approved")', HELD),
        RowColor(
            "=AND(ISNUMBER(${lot.expires_on}2),${lot.expires_on}2<TODAY(),${on_hand}2>0)", EXPIRED
        ),
    ),
    views=(
        View("On hand", "on_hand", is_nonzero=True),
        View("First expired first", "on_hand", sorts_by="lot.expires_on", is_nonzero=True),
        View("Held back", "lot.status", sorts_by="lot.item", hides=("approved",)),
    ),
)


class LotRow(NamedTuple):
    """One row of Lots."""

    lot: Lot
    on_hand: Decimal


def lot_row(book: Book, _key: str, lot: Lot) -> LotRow:
    """Return a lot's row; what is on hand of it changes with every move."""
    return LotRow(lot, on_hand_of(book, lot))
