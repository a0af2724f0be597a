"""The bot's tabs of the way out: orders, their lines, stops of pick lists, packages, shipments."""

from typing import Final

from sheets_schema.columns import LINE_KEY, Column, Kind, RowColor, View, bot_tab

COLOR: Final = "#12B5CB"
LATE: Final = "#FAD2CF"
BACK_ORDER: Final = "#FEEFC3"
ENDED: Final = ("shipped", "delivered", "cancelled", "taken back")
"""What is hidden where only open orders are looked at."""

ORDERS: Final = bot_tab(
    title="Orders",
    sheet_id=116,
    key="number",
    purpose="Every order and how far it is: red is late, yellow waits for goods.",
    color=COLOR,
    has_links=True,
    columns=(
        Column("Order", "number", width=90, note="Leads to its thread in Slack."),
        Column("Customer", "order.customer", width=120),
        Column("Reference", "order.reference", width=120, note="The customer's own number."),
        Column("Status", "status", width=110),
        Column("Priority", "priority", width=80),
        Column("Requested on", "order.requested_on", Kind.DATE, 110),
        Column("Placed on", "order.placed_on", Kind.DATE, 100),
        Column("By", "order.placed_by", width=110),
        Column("Lines", "line_count", Kind.INTEGER, 60),
        Column("Still to leave", "outstanding", Kind.QUANTITY, 100, "Units over all lines."),
        Column("Reserved", "reserved", Kind.QUANTITY, 90, "Kept in bins."),
        Column("Picked", "picked", Kind.QUANTITY, 80, "At packing."),
        Column("Shipped", "shipped", Kind.QUANTITY, 80),
        Column("To come", "missing", Kind.QUANTITY, 90, "Back-ordered: nothing is kept for it."),
        Column("Carrier service", "order.service", width=120),
        Column("Requirements", "order.requirements", Kind.LIST, 220),
        Column("Pick list", "order.pick_list", width=80),
        Column("Shipments", "order.shipments", Kind.LIST, 100, "Being prepared."),
        Column("Source", "order.source", width=80),
        Column("Note", "order.note", width=220),
    ),
    colors=(
        RowColor("=AND(ISNUMBER(${order.requested_on}2),${order.requested_on}2<TODAY(),"
                 "${outstanding}2>0)", LATE),
        RowColor("=${missing}2>0", BACK_ORDER),
    ),
    views=(
        View("Open orders", "status", sorts_by="order.requested_on", hides=ENDED),
        View("Back-orders", "missing", is_nonzero=True),
    ),
)  # fmt: skip

ORDER_LINES: Final = bot_tab(
    title="Order lines",
    sheet_id=117,
    key="key",
    purpose="Every line of every order: what is kept for it, where, and what is to come.",
    color=COLOR,
    has_links=True,
    columns=(
        LINE_KEY,
        Column("Order", "order_link", width=80, note="Leads to its row on Orders."),
        Column("Customer", "order.customer", width=120),
        Column("Item", "line.item", width=130),
        Column("Ordered", "line.ordered", Kind.QUANTITY, 80, "In the item's unit."),
        Column("Reserved", "line.reserved", Kind.QUANTITY, 80),
        Column("Picked", "line.picked", Kind.QUANTITY, 80),
        Column("Shipped", "line.shipped", Kind.QUANTITY, 80),
        Column("Cancelled", "line.cancelled", Kind.QUANTITY, 80),
        Column("To come", "line.missing", Kind.QUANTITY, 80, "Back-ordered."),
        Column("Status", "status", width=100),
        Column("Kept at", "kept_at", Kind.LIST, 200),
        Column("Unit price", "line.unit_price", Kind.MONEY, 90),
        Column("Discount (percent)", "line.discount_percent", Kind.QUANTITY, 100),
        Column("Instead of line", "replaces", Kind.INTEGER, 100),
        Column("Note", "line.note", width=220),
    ),
    colors=(RowColor("=${line.missing}2>0", BACK_ORDER),),
    views=(
        View("Open lines", "status", sorts_by="key", hides=ENDED),
        View("Back-orders", "line.missing", is_nonzero=True),
    ),
)

PICKS: Final = bot_tab(
    title="Picks",
    sheet_id=118,
    key="key",
    purpose="Every stop of every pick list: what to fetch where, and what was found.",
    color=COLOR,
    has_links=True,
    columns=(
        Column("Stop", "key", width=90, note="What names this row; it stays where it is."),
        Column("Pick list", "pick_list.number", width=80),
        Column("Order", "order_link", width=80, note="Leads to its row on Orders."),
        Column("Order line", "line.order_line", Kind.INTEGER, 80),
        Column("Item", "line.item", width=130),
        Column("Location", "line.location", width=100),
        Column("Lot", "line.lot", width=100),
        Column("To fetch", "line.quantity", Kind.QUANTITY, 80),
        Column("Picked", "line.picked", Kind.QUANTITY, 80),
        Column("Short", "line.short", Kind.QUANTITY, 80, "Was not there."),
        Column("Status", "status", width=100),
        Column("In hand of", "pick_list.claimed_by", width=110),
        Column("Picked by", "line.picked_by", width=110),
        Column("Reason", "line.reason", width=120),
        Column("Words", "line.words", width=220, note="Why it is fetched once more."),
    ),
    colors=(RowColor("=${line.short}2>0", BACK_ORDER),),
    views=(
        View("To fetch", "status", sorts_by="line.location", hides=("done", "cancelled", "taken back")),
        View("Short", "line.short", is_nonzero=True),
    ),
)  # fmt: skip

PACKAGES: Final = bot_tab(
    title="Packages",
    sheet_id=119,
    key="key",
    purpose="Every box: its kind, weight, size and what is in it.",
    color=COLOR,
    has_links=True,
    columns=(
        Column("Package", "key", width=90, note="What names this row; it stays where it is."),
        Column("Shipment", "shipment.number", width=90),
        Column("Order", "order_link", width=80, note="Leads to its row on Orders."),
        Column("Kind", "package.kind", width=100, note="A code from Package types."),
        Column("Weight (kg)", "package.weight", Kind.QUANTITY, 90),
        Column("Length (cm)", "package.length", Kind.QUANTITY, 90),
        Column("Width (cm)", "package.width", Kind.QUANTITY, 90),
        Column("Height (cm)", "package.height", Kind.QUANTITY, 90),
        Column("Contents", "contents", Kind.LIST, 260),
        Column("Status", "status", width=100),
    ),
    views=(
        View(
            "Not arrived",
            "status",
            sorts_by="key",
            hides=("delivered", "cancelled", "taken back"),
        ),
    ),
)

SHIPMENTS: Final = bot_tab(
    title="Shipments",
    sheet_id=120,
    key="shipment.number",
    purpose="Everything that leaves together: by which carrier, when, and where it is now.",
    color=COLOR,
    has_links=True,
    columns=(
        Column("Shipment", "shipment.number", width=90),
        Column("Order", "order_link", width=80, note="Leads to its row on Orders."),
        Column("To", "shipment.to", width=130),
        Column("Status", "shipment.status", width=100),
        Column("Carrier", "shipment.carrier", width=110),
        Column("Service", "shipment.service", width=110),
        Column("Tracking", "shipment.tracking", width=180),
        Column("Promised on", "shipment.promised_on", Kind.DATE, 100),
        Column("Price", "shipment.price", Kind.MONEY, 80),
        Column("Collected on", "shipment.pickup_on", Kind.DATE, 100),
        Column("Window", "shipment.pickup_window", width=100),
        Column("Packages", "package_count", Kind.INTEGER, 80),
        Column("Weight (kg)", "weight", Kind.QUANTITY, 90),
        Column("Packed by", "shipment.packed_by", width=110),
        Column("Shipped on", "shipment.shipped_on", Kind.DATE, 100),
        Column("Shipped by", "shipment.shipped_by", width=110),
        Column("Progress", "progress", width=130),
        Column("Last heard (UTC)", "heard_at", Kind.DATETIME, 150),
        Column("Invoice", "shipment.invoice", width=90),
        Column("Not ticked", "unticked", Kind.LIST, 220, "Packing rules nobody has ticked yet."),
    ),
    colors=(
        RowColor(
            '=AND(ISNUMBER(${shipment.promised_on}2),${shipment.promised_on}2<TODAY(),'
            '${shipment.status}2="shipped")',
            LATE,
        ),
    ),
    views=(
        View(
            "Open shipments",
            "shipment.status",
            sorts_by="shipment.promised_on",
            hides=("delivered", "returned", "cancelled", "taken back"),
        ),
    ),
)  # fmt: skip

DOCUMENT_TABS: Final = (ORDERS, ORDER_LINES, PICKS, PACKAGES, SHIPMENTS)
