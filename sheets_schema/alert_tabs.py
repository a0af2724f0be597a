"""The tab of alerts, and the one by which managers say which channel hears of which."""

from typing import Final, NamedTuple

from inventory.book import Book
from inventory.documents.stock_alert import AlertFigures, AlertStatus, Digest, StockAlert
from inventory.stock_policy import AlertKind, Subscription
from sheets_schema.cell import Linked
from sheets_schema.columns import ACTIVE, Column, Kind, Owner, RowColor, Tab, View, bot_tab
from sheets_schema.document_rows import thread_link

COLOR: Final = "#C5221F"
GRAVE: Final = "#FAD2CF"
HELD: Final = "#FEEFC3"
OVER: Final = ("resolved", "taken back")

ALERTS: Final = bot_tab(
    title="Alerts",
    sheet_id=144,
    key="number",
    purpose="What is or was wrong with stock: red is out or nearly, yellow is in somebody's hands.",
    color=COLOR,
    has_links=True,
    columns=(
        Column("Alert", "number", width=80),
        Column("Kind", "kind", width=140),
        Column("Status", "status", width=110),
        Column(
            "Item", "alert.item", width=130, note="Blank where a supplier is late with several."
        ),
        Column("Site", "alert.site", width=100),
        Column("Lot", "figures.lot", width=100),
        Column("Supplier", "alert.supplier", width=110),
        Column("Owner", "alert.owner", width=110),
        Column("Since", "alert.opened_on", Kind.DATE, 100),
        Column("Until", "alert.snoozed_until", Kind.DATE, 100, "Nothing is said of it before."),
        Column("Available", "figures.available", Kind.QUANTITY, 90, "In the item's unit."),
        Column(
            "Limit",
            "figures.limit",
            Kind.QUANTITY,
            90,
            "Reorder point, or the most there should be.",
        ),
        Column("On order", "figures.on_order", Kind.QUANTITY, 90, "Proposals among it."),
        Column("Covered by", "figures.document", width=100),
        Column("Expected on", "figures.expected_on", Kind.DATE, 100, "Or the day it expires."),
        Column("Days", "figures.days", Kind.QUANTITY, 70, "Of cover, until expiry, or late."),
        Column("Value", "figures.value", Kind.MONEY, 100, "Of the goods concerned."),
        Column("Usual", "figures.before", Kind.QUANTITY, 80, "Demand of a period; or the error."),
        Column("Latest", "figures.after", Kind.QUANTITY, 80, "Or bias; or what will be left."),
        Column("Can be built", "figures.buildable", Kind.QUANTITY, 90),
        Column("Note", "alert.note", width=220),
        Column("Told in", "told_in", width=80, note="Leads to the message in Slack."),
        Column("Over since", "alert.resolved_on", Kind.DATE, 100),
    ),
    colors=(
        RowColor('=AND(${status}2="open",OR(${kind}2="out",${kind}2="stockout ahead"))', GRAVE),
        RowColor('=OR(${status}2="acknowledged",${status}2="handled")', HELD),
    ),
    views=(
        View("Open alerts", "status", sorts_by="kind", hides=OVER),
        View("By owner", "alert.owner", sorts_by="alert.owner"),
    ),
)

SUBSCRIPTIONS: Final = Tab(
    title="Subscriptions",
    sheet_id=139,
    owner=Owner.MANAGERS,
    model=Subscription,
    key="code",
    purpose=(
        "Which channel hears of which alerts. What a row leaves blank does not matter; the stock "
        "channel hears of all unless it has a row of its own."
    ),
    color=COLOR,
    columns=(
        Column("Code", "code", width=90, note="Any name of your own, as SB-1.", is_required=True),
        Column(
            "Channel",
            "channel",
            width=130,
            note="The id of a channel (C0123ABCD) or of a person (U0123ABCD).",
            is_required=True,
        ),
        Column(
            "Category",
            "category",
            width=140,
            note="As on the tab Items.",
            choices_from=("Items", "category"),
        ),
        Column(
            "Supplier",
            "supplier",
            width=130,
            note="A code from the tab Suppliers.",
            choices_from=("Suppliers", "code"),
        ),
        Column(
            "Site",
            "site",
            width=110,
            note="As on the tab Locations.",
            choices_from=("Locations", "site"),
        ),
        Column(
            "Kinds",
            "kinds",
            Kind.LIST,
            220,
            f"Several: separated by commas or semicolons. Blank: all. {', '.join(AlertKind)}.",
        ),
        ACTIVE,
    ),
)


class AlertRow(NamedTuple):
    """One row of Alerts."""

    number: str
    alert: StockAlert
    figures: AlertFigures
    kind: str
    status: str
    told_in: str


def alert_row(book: Book, _key: str, alert: StockAlert) -> AlertRow:
    """Return an alert's row; what it was told in first leads to that message."""
    return AlertRow(
        number=alert.number,
        alert=alert,
        figures=alert.figures,
        kind=alert.about.value.replace("_", " "),
        status=alert.status.value if alert.status is not AlertStatus.SNOOZED else "put off",
        told_in=_told_in(book, alert.digest),
    )


def _told_in(book: Book, number: str) -> str:
    digest = book.get(Digest, number) if number else None
    return Linked(number, thread_link(digest.thread)) if digest and digest.thread else number
