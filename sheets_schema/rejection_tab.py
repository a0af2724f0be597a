"""The bot's tab of rejections: what came and was no good, and what became of it."""

from decimal import Decimal
from typing import Final, NamedTuple

from inventory.book import Book
from inventory.documents.rejection import Outlet, Rejection
from inventory.quantity import ZERO
from sheets_schema.columns import Column, Kind, RowColor, View, bot_tab
from sheets_schema.document_rows import row_link
from sheets_schema.inbound_tabs import COLOR, PURCHASES
from sheets_schema.return_tabs import RETURNS

WAITS: Final = "#FEEFC3"

REJECTIONS: Final = bot_tab(
    title="Rejections",
    sheet_id=125,
    key="rejection.number",
    purpose="What was no good of deliveries, stock and returns, and what became of it: yellow waits.",
    color=COLOR,
    has_links=True,
    columns=(
        Column("Rejection", "rejection.number", width=90),
        Column("Item", "rejection.item", width=130),
        Column("Lot", "rejection.lot", width=100),
        Column("Lies at", "rejection.location", width=100),
        Column("Rejected", "rejection.quantity", Kind.QUANTITY, 80, "In the item's unit."),
        Column("Reason", "rejection.reason", width=120),
        Column("Status", "status", width=100),
        Column("To decide", "rejection.outstanding", Kind.QUANTITY, 80),
        Column("Returned", "returned", Kind.QUANTITY, 80, "Went back to the supplier."),
        Column("Refurbished", "refurbished", Kind.QUANTITY, 80, "Good after all."),
        Column("Scrapped", "scrapped", Kind.QUANTITY, 80),
        Column("Gone", "rejection.gone", Kind.QUANTITY, 80, "Left quarantine another way."),
        Column("Unit cost", "rejection.unit_cost", Kind.MONEY, 90, "When it came."),
        Column("Supplier", "rejection.supplier", width=120),
        Column("Purchase order", "order_link", width=110, note="Leads to its row there."),
        Column("Rejected on", "rejection.rejected_on", Kind.DATE, 100),
        Column("By", "rejection.rejected_by", width=110),
        Column("Receipt", "rejection.receipt", width=90, note="The transaction that brought it."),
        Column("Picture", "rejection.photo", width=200),
        Column("Note", "rejection.note", width=220),
        Column("Planned", "planned", width=130, note="What is meant to become of it."),
        Column("Return", "return_link", width=80, note="It came back with; leads to its row."),
        Column("Came from", "rejection.origin", width=110, note="Blank: it came as a delivery."),
    ),
    colors=(RowColor("=${rejection.outstanding}2>0", WAITS),),
    views=(
        View(
            "To decide",
            "status",
            sorts_by="rejection.rejected_on",
            hides=("settled", "taken back"),
        ),
    ),
)


class RejectionRow(NamedTuple):
    """One row of Rejections."""

    rejection: Rejection
    status: str
    returned: Decimal
    refurbished: Decimal
    scrapped: Decimal
    order_link: str
    planned: str
    return_link: str


def rejection_row(book: Book, _key: str, rejection: Rejection) -> RejectionRow:
    """Return a rejection's row."""
    status = "settled"
    if rejection.is_open:
        status = "part settled" if rejection.outstanding < rejection.quantity else "to decide"
    return RejectionRow(
        rejection=rejection,
        status=status,
        returned=_settled(rejection, Outlet.RETURN_TO_VENDOR),
        refurbished=_settled(rejection, Outlet.REFURBISH),
        scrapped=_settled(rejection, Outlet.SCRAP),
        order_link=row_link(book, PURCHASES, "purchase_order", rejection.purchase_order),
        planned=rejection.planned.value.replace("_", " ") if rejection.planned else "",
        return_link=row_link(book, RETURNS, "customer_return", rejection.customer_return),
    )


def _settled(rejection: Rejection, outlet: Outlet) -> Decimal:
    return sum((one.quantity for one in rejection.settlements if one.outlet is outlet), ZERO)
