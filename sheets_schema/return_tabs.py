"""The tabs of returns: every return, every line of them, and the table of what becomes of goods."""

from typing import Final

from inventory.condition import PROPOSED, Condition, Disposition, DispositionRule
from sheets_schema.columns import (
    ACTIVE,
    LINE_KEY,
    Column,
    Kind,
    Owner,
    RowColor,
    Tab,
    View,
    bot_tab,
)

COLOR: Final = "#B06000"
WAITS: Final = "#FEEFC3"
LATE: Final = "#FAD2CF"
ENDED: Final = ("closed", "cancelled", "taken back")
"""What is hidden where only open returns are looked at."""

PLAINLY: Final = {
    condition: f"{condition.value.replace('_', ' ')}: {disposition.value.replace('_', ' ')}"
    for condition, disposition in PROPOSED.items()
}

RETURNS: Final = bot_tab(
    title="Returns",
    sheet_id=133,
    key="number",
    purpose="What customers send back, and how far each return is: yellow waits to be inspected, red is late.",
    color=COLOR,
    has_links=True,
    columns=(
        Column("Return", "number", width=90, note="Leads to its thread in Slack."),
        Column("Customer", "returned.customer", width=120),
        Column("Status", "status", width=110),
        Column("Orders", "returned.orders", Kind.LIST, 120, "The orders its goods left for."),
        Column("Announced", "returned.is_announced", Kind.BOOLEAN, 90, "No: it just came."),
        Column("Lines", "line_count", Kind.INTEGER, 60),
        Column("Expected", "expected", Kind.QUANTITY, 80, "Units over all lines."),
        Column("Received", "received", Kind.QUANTITY, 80),
        Column("Still to come", "outstanding", Kind.QUANTITY, 100),
        Column("To inspect", "waiting", Kind.QUANTITY, 90, "Lies in returns, available to nobody."),
        Column("Restocked", "restocked", Kind.QUANTITY, 90, "Only these are available again."),
        Column("Refunded", "refunded", Kind.QUANTITY, 80, "Units on credit notes."),
        Column("Replaced", "replaced", Kind.QUANTITY, 80, "Units on orders in their place."),
        Column("Credit notes", "returned.credits", Kind.LIST, 110),
        Column("Replacements", "returned.replacements", Kind.LIST, 110),
        Column("Asked on", "returned.asked_on", Kind.DATE, 100),
        Column("Expected on", "returned.expected_on", Kind.DATE, 100),
        Column("By", "returned.asked_by", width=110),
        Column("Carrier", "returned.carrier", width=110),
        Column("Tracking", "returned.tracking", width=160),
        Column("Reason", "returned.reason", width=180),
        Column("Taken all the same", "returned.override", width=180, note="Late, or too much: why."),
        Column("Says", "returned.override_by", width=110, note="Who took it all the same."),
        Column("Source", "returned.source", width=80),
        Column("Note", "returned.note", width=220),
    ),
    colors=(
        RowColor("=${waiting}2>0", WAITS),
        RowColor(
            "=AND(ISNUMBER(${returned.expected_on}2),${returned.expected_on}2<TODAY(),"
            '${outstanding}2>0,${status}2<>"closed",${status}2<>"cancelled")',
            LATE,
        ),
    ),
    views=(
        View("Open returns", "status", sorts_by="returned.asked_on", hides=ENDED),
        View("Returns to inspect", "waiting", is_nonzero=True),
    ),
)  # fmt: skip

RETURN_LINES: Final = bot_tab(
    title="Return lines",
    sheet_id=134,
    key="key",
    purpose="Every line of every return: its condition, where it went, and what was made good.",
    color=COLOR,
    has_links=True,
    columns=(
        LINE_KEY,
        Column("Return", "return_link", width=80, note="Leads to its row on Returns."),
        Column("Customer", "returned.customer", width=120),
        Column("Order", "order_link", width=80, note="Leads to its row on Orders."),
        Column("Order line", "order_line", Kind.INTEGER, 80),
        Column("Item", "line.item", width=130),
        Column("Lot", "line.lot", width=100),
        Column("Expected", "line.expected", Kind.QUANTITY, 80, "In the item's unit."),
        Column("Received", "line.received", Kind.QUANTITY, 80),
        Column("To inspect", "line.waiting", Kind.QUANTITY, 80),
        Column("Lies at", "lies_at", width=100),
        Column("Condition", "conditions", Kind.LIST, 200, "As in: 2 opened; 1 damaged."),
        Column("Restocked", "went.restocked", Kind.QUANTITY, 80),
        Column("In quarantine", "went.quarantined", Kind.QUANTITY, 100, "To be decided, there."),
        Column("Scrapped", "went.scrapped", Kind.QUANTITY, 80),
        Column("Gone", "line.gone", Kind.QUANTITY, 80, "Left returns another way."),
        Column("Rejections", "rejections", Kind.LIST, 110, "On the tab Rejections."),
        Column("Status", "status", width=110),
        Column("Remedy", "remedy", width=100, note="What the customer is to get."),
        Column("Refunded", "line.refunded", Kind.QUANTITY, 80),
        Column("Replaced", "line.replaced", Kind.QUANTITY, 80),
        Column("Inspected by", "inspected_by", Kind.LIST, 110),
        Column("Reason", "line.reason", width=180),
        Column("Picture", "pictures", Kind.LIST, 200),
        Column("Note", "notes", Kind.LIST, 220),
    ),
    colors=(RowColor("=${line.waiting}2>0", WAITS),),
    views=(
        View("Open return lines", "status", sorts_by="key", hides=("done", *ENDED)),
        View("Lines to inspect", "line.waiting", is_nonzero=True),
    ),
)

DISPOSITIONS: Final = Tab(
    title="Dispositions",
    sheet_id=137,
    owner=Owner.MANAGERS,
    model=DispositionRule,
    key="condition",
    purpose=(
        "What becomes of returned goods in each condition. A row with a category is for its items "
        "only; the note on the header says what holds where no row does."
    ),
    color=COLOR,
    columns=(
        Column(
            "Condition",
            "condition",
            Kind.CHOICE,
            120,
            f"Where no row says otherwise: {'; '.join(PLAINLY.values())}.",
            choices=tuple(one.value for one in Condition),
            is_required=True,
        ),
        Column(
            "Category",
            "category",
            width=140,
            note="As on the tab Items. Blank: all others.",
            choices_from=("Items", "category"),
        ),
        Column(
            "Disposition",
            "disposition",
            Kind.CHOICE,
            150,
            "What the inspector is proposed. Only new and opened goods can be restocked.",
            choices=tuple(one.value for one in Disposition),
            is_required=True,
        ),
        Column("Note", "note", width=300),
        ACTIVE,
    ),
)

RETURN_TABS: Final = (RETURNS, RETURN_LINES)
