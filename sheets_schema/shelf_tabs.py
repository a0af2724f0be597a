"""The bot's tabs of putaways and transfers, a row a line, and what their rows say."""

from typing import Final, NamedTuple

from inventory.book import Book
from inventory.documents.putaway import Putaway, PutawayLine
from inventory.documents.transfer import Transfer, TransferLine
from sheets_schema.columns import LINE_KEY, Column, Kind, RowColor, View, bot_tab
from sheets_schema.document_rows import number_in

COLOR: Final = "#E8710A"
UNPLACED: Final = "#FEEFC3"
LOST: Final = "#FAD2CF"

PUTAWAYS: Final = bot_tab(
    title="Putaways",
    sheet_id=126,
    key="key",
    purpose="What lay in receiving and where it went: yellow found no bin.",
    color=COLOR,
    columns=(
        LINE_KEY,
        Column("Putaway", "putaway.number", width=80),
        Column("Purchase order", "putaway.purchase_order", width=110),
        Column("Item", "line.item", width=130),
        Column("Lot", "line.lot", width=100),
        Column("Lies at", "line.location", width=100),
        Column("Quantity", "line.quantity", Kind.QUANTITY, 80, "In the item's unit."),
        Column("Proposed bin", "line.proposed", width=110),
        Column("Why", "line.why", width=180),
        Column("Waiting", "line.outstanding", Kind.QUANTITY, 80),
        Column("Put away", "line.done", Kind.QUANTITY, 80),
        Column("Gone", "line.gone", Kind.QUANTITY, 80, "Left receiving another way."),
        Column("Bins", "line.bins", Kind.LIST, 160, "Where it was brought, in order."),
        Column("Status", "status", width=100),
        Column("In hand of", "putaway.claimed_by", width=110),
        Column("Put away by", "line.done_by", width=110),
        Column("Planned on", "putaway.planned_on", Kind.DATE, 100),
        Column("Receipt", "putaway.receipt", width=90, note="The transaction that brought it."),
    ),
    colors=(RowColor('=AND(${line.outstanding}2>0,${line.proposed}2="")', UNPLACED),),
    views=(View("To put away", "status", sorts_by="line.proposed", hides=("done", "taken back")),),
)

TRANSFERS: Final = bot_tab(
    title="Transfers",
    sheet_id=127,
    key="key",
    purpose="What travels between sites, line by line: red was lost on the way.",
    color=COLOR,
    columns=(
        LINE_KEY,
        Column("Transfer", "transfer.number", width=80),
        Column("From site", "transfer.from_site", width=110),
        Column("To site", "transfer.to_site", width=110),
        Column(
            "In transit at", "transfer.transit", width=110, note="On hand there, not available."
        ),
        Column("Item", "line.item", width=130),
        Column("Lot", "line.lot", width=100),
        Column("From bin", "line.source", width=100),
        Column("For bin", "line.target", width=100, note="Blank: receiving of the site."),
        Column("Sent", "line.sent", Kind.QUANTITY, 80, "In the item's unit."),
        Column("Received", "line.received", Kind.QUANTITY, 80),
        Column("Lost", "line.lost", Kind.QUANTITY, 80),
        Column("On the way", "line.outstanding", Kind.QUANTITY, 90),
        Column("Status", "status", width=110),
        Column("Sent on", "transfer.sent_on", Kind.DATE, 100),
        Column("Sent by", "transfer.sent_by", width=110),
        Column("Received by", "transfer.received_by", width=110),
        Column("Note", "transfer.note", width=220),
    ),
    colors=(RowColor("=${line.lost}2>0", LOST),),
    views=(
        View("On the way", "status", sorts_by="transfer.sent_on", hides=("received", "taken back")),
        View("Lost", "line.lost", is_nonzero=True),
    ),
)

SHELF_TABS: Final = (PUTAWAYS, TRANSFERS)


class PutawayRow(NamedTuple):
    """One row of Putaways."""

    key: str
    putaway: Putaway
    line: PutawayLine
    status: str


class TransferRow(NamedTuple):
    """One row of Transfers."""

    key: str
    transfer: Transfer
    line: TransferLine
    status: str


def putaway_row(_book: Book, key: str, putaway: Putaway) -> PutawayRow | None:
    """Return the row of a putaway's line."""
    line = putaway.line(number_in(key))
    if line is None:
        return None
    return PutawayRow(key, putaway, line, "waiting" if line.outstanding else "done")


def transfer_row(_book: Book, key: str, transfer: Transfer) -> TransferRow | None:
    """Return the row of a transfer's line."""
    line = transfer.line(number_in(key))
    if line is None:
        return None
    came = "partly there" if line.received or line.lost else "on the way"
    return TransferRow(key, transfer, line, came if line.outstanding else "received")
