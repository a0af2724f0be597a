"""The bot's tab of lots: where each came from, until when it keeps, and whether somebody holds it."""

from decimal import Decimal
from typing import Final, NamedTuple

from inventory.book import Book
from inventory.documents.recall import Recall, recall_word
from inventory.lot import Lot, LotStatus
from inventory.lots.lot_search import on_hand_of
from sheets_schema.columns import Column, Kind, RowColor, View, bot_tab
from sheets_schema.recall_tabs import recall_link

HELD: Final = "#FAD2CF"
EXPIRED: Final = "#FEEFC3"

LOTS: Final = bot_tab(
    title="Lots",
    sheet_id=128,
    key="key",
    purpose="Every lot and serial number: red is held back, yellow is past its date.",
    color="#9334E6",
    has_links=True,
    columns=(
        Column("Item", "lot.item", width=130),
        Column(
            "Lot",
            "lot.code",
            width=120,
            note="Or serial number; with the item it names a row. Blank: an item without lots, held "
            "as a whole.",
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
        Column("Recall", "recall_link", width=90, note="That holds it; leads to its row there."),
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
    recall_link: str


def lot_row(book: Book, _key: str, lot: Lot) -> LotRow:
    """Return a lot's row; what is on hand of it changes with every move."""
    return LotRow(lot, on_hand_of(book, lot), _recall_of(book, lot))


def _recall_of(book: Book, lot: Lot) -> str:
    """Return the last recall of a lot that is recalled, leading to its row."""
    if lot.status is not LotStatus.RECALLED:
        return ""
    numbers = [one.number for one in book.found(Recall, recall_word(lot.item, lot.code))]
    return recall_link(book, numbers[-1]) if numbers else ""
