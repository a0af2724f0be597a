"""The tab by which managers say how items are kept, where they want more than the house rules."""

from typing import Final

from inventory.stock_policy import PolicyKind, ServiceKind, StockPolicy
from sheets_schema.columns import Column, Kind, Owner, Tab

POLICIES: Final = Tab(
    title="Policies",
    sheet_id=138,
    owner=Owner.MANAGERS,
    model=StockPolicy,
    key="item",
    begins_with="item",
    purpose=(
        "How an item is bought again, where it is not by the house rules on Settings. A row with a "
        "site holds there; what a row leaves blank follows from the forecast."
    ),
    color="#12B5CB",
    columns=(
        Column(
            "Item",
            "item",
            width=130,
            note="A SKU. One row an item, or one for each of its sites.",
            choices_from=("Items", "sku"),
            is_required=True,
        ),
        Column(
            "Site",
            "site",
            width=110,
            note="As on the tab Locations. Blank: every site that has no row of its own.",
            choices_from=("Locations", "site"),
        ),
        Column(
            "Policy",
            "policy",
            Kind.CHOICE,
            140,
            "automatic: by the forecast. min_max: at or below Minimum, up to Maximum. "
            "reorder_quantity: at or below Minimum, always Order quantity. reorder_level: the same, "
            "up to Maximum. order_up_to: at every review, up to Maximum. keep_at_least: always so "
            "many there. none: people decide. Blank: as on Settings.",
            choices=tuple(kind.value for kind in PolicyKind),
        ),
        Column(
            "Minimum",
            "minimum",
            Kind.QUANTITY,
            90,
            "In units. Blank: as on Items, or as the forecast says.",
        ),
        Column("Maximum", "maximum", Kind.QUANTITY, 90, "Likewise."),
        Column(
            "Order quantity",
            "order_quantity",
            Kind.QUANTITY,
            110,
            "Of reorder_quantity, in units. Blank: the most economic one.",
        ),
        Column(
            "Service is",
            "service",
            Kind.CHOICE,
            90,
            "fill: the share of units that is there at once. shared: of all items of the site "
            "together that promise as much. cycle: orders without a stockout. "
            "Blank: as on Settings.",
            choices=tuple(kind.value for kind in ServiceKind),
        ),
        Column(
            "Service level (percent)",
            "service_level",
            Kind.QUANTITY,
            110,
            "As in 98. Blank: as on Settings.",
        ),
        Column(
            "Review (days)",
            "review_days",
            Kind.INTEGER,
            100,
            "How often it is looked at to be bought again. Blank: as on Settings.",
        ),
        Column(
            "Keep at least",
            "keep_at_least",
            Kind.QUANTITY,
            100,
            "So many units are always planned, whatever was sold.",
        ),
        Column(
            "Most cover (days)",
            "max_cover_days",
            Kind.INTEGER,
            100,
            "No more is bought than lasts so long. Blank: as on Settings.",
        ),
        Column(
            "Critical",
            "is_critical",
            Kind.BOOLEAN,
            80,
            "Tick what must never be missing: one at least is kept, and money goes there first.",
        ),
        Column("Note", "note", width=260),
    ),
)
