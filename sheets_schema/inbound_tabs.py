"""The tabs of the way in: purchase orders, their lines, and the inbox that asks for new ones."""

from typing import Final

from sheets_schema.columns import (
    ANSWER,
    GOODS_COLUMNS,
    LINE_KEY,
    Column,
    Kind,
    Owner,
    RowColor,
    Tab,
    View,
    bot_tab,
)

COLOR: Final = "#A142F4"
LATE: Final = "#FAD2CF"
ENDED: Final = ("received", "closed", "cancelled", "taken back")
"""What is hidden where only open purchase orders are looked at."""

NEW_PURCHASES: Final = Tab(
    title="New purchase orders",
    sheet_id=123,
    owner=Owner.INBOX,
    key="mark",
    purpose="Ask for goods: type or paste rows, a line each; the bot answers beside them.",
    color="#F9AB00",
    columns=(
        Column(
            "Supplier",
            "supplier",
            width=120,
            note="A code from the tab Suppliers.",
            choices_from=("Suppliers", "code"),
            is_required=True,
        ),
        Column(
            "Reference",
            "reference",
            width=120,
            note="Any number of yours or theirs. Rows under each other that share it are one order.",
        ),
        *GOODS_COLUMNS,
        Column(
            "Unit cost",
            "unit_cost",
            Kind.MONEY,
            90,
            "Of one base unit, before tax. Blank: the cost on Items.",
        ),
        Column(
            "Expected on",
            "expected_on",
            Kind.DATE,
            110,
            "Blank: by the lead time, from the day it is sent.",
        ),
        Column("Freight", "freight", Kind.MONEY, 90, "Of the whole order; once is enough."),
        Column("Note", "note", width=200, note="To this line."),
        ANSWER,
    ),
)

PURCHASES: Final = bot_tab(
    title="Purchase orders",
    sheet_id=121,
    key="number",
    purpose="Every order to a supplier and how much of it has come: red is late.",
    color=COLOR,
    has_links=True,
    columns=(
        Column("Purchase order", "number", width=110, note="Leads to its thread in Slack."),
        Column("Supplier", "order.supplier", width=120, note="Blank: still to be chosen."),
        Column("Reference", "order.reference", width=120),
        Column("Status", "status", width=110),
        Column("Expected on", "order.expected_on", Kind.DATE, 110),
        Column("Next expected", "due_on", Kind.DATE, 110, "The first day something is still due."),
        Column("Lines", "line_count", Kind.INTEGER, 60),
        Column("Ordered", "ordered", Kind.QUANTITY, 80, "Units over all lines, less cancelled."),
        Column("Received", "received", Kind.QUANTITY, 80, "Came and was accepted."),
        Column("Rejected", "rejected", Kind.QUANTITY, 80, "Came and was not."),
        Column("Still to come", "outstanding", Kind.QUANTITY, 100),
        Column("Value", "order.value", Kind.MONEY, 100, "Blank: the cost of a line is not known."),
        Column("Freight", "order.freight", Kind.MONEY, 90),
        Column("Requested on", "order.requested_on", Kind.DATE, 110),
        Column("Requested by", "order.requested_by", width=110),
        Column("Approved by", "order.approved_by", width=110),
        Column("Sent on", "order.sent_on", Kind.DATE, 100),
        Column("Sent how", "order.sent_how", width=90),
        Column("Source", "order.source", width=80),
        Column("Proposal", "order.proposal", width=80),
        Column("Reason", "order.reason", width=160, note="Why it was ended."),
        Column("Note", "order.note", width=220),
    ),
    colors=(RowColor("=AND(ISNUMBER(${due_on}2),${due_on}2<TODAY())", LATE),),
    views=(
        View("Open purchase orders", "status", sorts_by="due_on", hides=ENDED),
        View("Still to come", "outstanding", is_nonzero=True),
        View("Rejected", "rejected", is_nonzero=True),
    ),
)

PURCHASE_LINES: Final = bot_tab(
    title="Purchase order lines",
    sheet_id=122,
    key="key",
    purpose="Every line of every purchase order: what has come, and what is still to come when.",
    color=COLOR,
    has_links=True,
    columns=(
        LINE_KEY,
        Column(
            "Purchase order", "order_link", width=110, note="Leads to its row on Purchase orders."
        ),
        Column("Supplier", "order.supplier", width=120),
        Column("Item", "line.item", width=130),
        Column("Ordered", "line.ordered", Kind.QUANTITY, 80, "In the item's unit."),
        Column("Received", "line.received", Kind.QUANTITY, 80, "Came and was accepted."),
        Column("Rejected", "line.rejected", Kind.QUANTITY, 80, "Came and was not."),
        Column("Cancelled", "line.cancelled", Kind.QUANTITY, 80, "Will not come."),
        Column("Still to come", "line.outstanding", Kind.QUANTITY, 100),
        Column("Expected on", "expected_on", Kind.DATE, 110),
        Column("Status", "status", width=100),
        Column("Unit cost", "line.unit_cost", Kind.MONEY, 90),
        Column("Value", "line.value", Kind.MONEY, 100, "Of what is ordered, less cancelled."),
        Column("Note", "line.note", width=220),
    ),
    colors=(
        RowColor(
            "=AND(ISNUMBER(${expected_on}2),${expected_on}2<TODAY(),${line.outstanding}2>0)",
            LATE,
        ),
    ),
    views=(
        View("Lines to come", "line.outstanding", sorts_by="expected_on", is_nonzero=True),
        View("Rejected lines", "line.rejected", is_nonzero=True),
    ),
)

INBOUND_TABS: Final = (PURCHASES, PURCHASE_LINES)
