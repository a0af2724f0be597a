"""What is stocked, where it lies and who sells it: the tabs Items, Locations and Suppliers."""

from typing import Final

from inventory.item import Item, ItemKind
from inventory.location import REAL_KINDS, Location
from inventory.supplier import Supplier
from sheets_schema.columns import ACTIVE, Column, Kind, Owner, Tab

ITEMS: Final = Tab(
    title="Items",
    sheet_id=104,
    owner=Owner.MANAGERS,
    model=Item,
    key="sku",
    purpose="What is stocked. One row an item; sort, filter and add columns as you like.",
    color="#188038",
    columns=(
        Column("SKU", "sku", width=130, note="The code; 00123 keeps its zeros.", is_required=True),
        Column("Name", "name", width=240, is_required=True),
        Column("Unit", "unit", width=80, note="What one is: piece, metre, kg. Blank: piece."),
        Column("Category", "category", width=120),
        Column("Barcodes", "barcodes", Kind.LIST, 150, "Several: separated by semicolons."),
        Column(
            "Packs",
            "packs",
            Kind.PACKS,
            160,
            "As in: case=12; pallet=480. A pack's own barcode follows it: case=12 04012345678901",
        ),
        Column(
            "Fractions", "is_fractional", Kind.BOOLEAN, 80, "Tick where half a unit is a thing."
        ),
        Column("Lots", "is_lot_tracked", Kind.BOOLEAN, 60, "Tick where postings must name a lot."),
        Column("Shelf life (days)", "shelf_life_days", Kind.INTEGER, 110),
        Column(
            "Minimum",
            "minimum",
            Kind.QUANTITY,
            90,
            "Reorder point in units: at or below it the item is low. Blank: nobody watches it.",
        ),
        Column("Maximum", "maximum", Kind.QUANTITY, 90, "Order up to this many units."),
        Column("Lead time (days)", "lead_time_days", Kind.INTEGER, 110),
        Column("Minimum order", "minimum_order_quantity", Kind.QUANTITY, 110),
        Column(
            "Order multiple", "pack_multiple", Kind.QUANTITY, 110, "Orders are rounded up to it."
        ),
        Column(
            "Supplier",
            "supplier",
            width=130,
            note="A code from the tab Suppliers.",
            choices_from=("Suppliers", "code"),
        ),
        Column("Unit cost", "unit_cost", Kind.MONEY, 90),
        Column("Price", "price", Kind.MONEY, 90),
        Column("Weight (kg)", "weight", Kind.QUANTITY, 90, "Of one."),
        Column("Length (cm)", "length_cm", Kind.QUANTITY, 90, "Of one; sides in any order."),
        Column("Width (cm)", "width_cm", Kind.QUANTITY, 90),
        Column("Height (cm)", "height_cm", Kind.QUANTITY, 90),
        Column(
            "Kind",
            "kind",
            Kind.CHOICE,
            90,
            "Blank: finished.",
            choices=tuple(kind.value for kind in ItemKind),
        ),
        Column(
            "Serials",
            "is_serial",
            Kind.BOOLEAN,
            70,
            "Tick where each piece has a number of its own.",
        ),
        Column(
            "Made of",
            "components",
            Kind.COMPONENTS,
            220,
            "What one is built of (/inv build), as in: MUG-BLU=2; CANDLE-PLR=1",
        ),
        Column(
            "Class",
            "abc_class",
            Kind.CHOICE,
            70,
            "How often it is counted: A, B or C. Blank: by what its sales of a year are worth.",
            choices=("A", "B", "C"),
        ),
        Column(
            "Home",
            "home",
            width=100,
            note="The bin where it is put away first.",
            choices_from=("Locations", "code"),
        ),
        Column("Supplier's code", "supplier_sku", width=130, note="What they call it."),
        Column(
            "Over-delivery (percent)", "over_percent", Kind.QUANTITY, 110, "Blank: as on Settings."
        ),
        Column(
            "Under-delivery (percent)",
            "under_percent",
            Kind.QUANTITY,
            110,
            "So little missing counts as all of it. Blank: as on Settings.",
        ),
        Column(
            "Least shelf life at receipt (days)",
            "least_days_left",
            Kind.INTEGER,
            130,
            "Blank: as on Settings.",
        ),
        Column(
            "Price breaks",
            "price_breaks",
            Kind.PRICES,
            160,
            "What one costs in larger orders, all of them, as in: 400=0.72; 800=0.68",
        ),
        ACTIVE,
    ),
)

LOCATIONS: Final = Tab(
    title="Locations",
    sheet_id=105,
    owner=Owner.MANAGERS,
    model=Location,
    key="code",
    purpose="Where stock lies: one row a bin, dock or shelf.",
    color="#188038",
    columns=(
        Column("Code", "code", width=130, note="As on the label of the bin.", is_required=True),
        Column("Name", "name", width=200),
        Column(
            "Kind",
            "kind",
            Kind.CHOICE,
            110,
            "Stock is available in receiving and storage only. Blank: storage.",
            choices=tuple(sorted(kind.value for kind in REAL_KINDS)),
        ),
        Column("Site", "site", width=110),
        Column(
            "Parent",
            "parent",
            note="The code of the zone or rack it belongs to.",
            choices_from=("Locations", "code"),
        ),
        Column(
            "Walking order",
            "walk_order",
            Kind.INTEGER,
            110,
            "Pick lists follow it. Blank: after the others, by code.",
        ),
        Column(
            "Capacity (units)",
            "capacity",
            Kind.QUANTITY,
            110,
            "All items together. Blank: any number.",
        ),
        Column("Capacity (kg)", "capacity_kg", Kind.QUANTITY, 100, "Blank: any weight."),
        Column(
            "Takes",
            "takes",
            Kind.LIST,
            160,
            "Kinds or categories of items, as in: raw; Tea. Blank: everything.",
        ),
        ACTIVE,
    ),
)

SUPPLIERS: Final = Tab(
    title="Suppliers",
    sheet_id=106,
    owner=Owner.MANAGERS,
    model=Supplier,
    key="code",
    purpose="Who sells what to you.",
    color="#188038",
    columns=(
        Column("Code", "code", width=130, is_required=True),
        Column("Name", "name", width=220),
        Column("E-mail", "email", width=220, note="Purchase orders can be sent there."),
        Column("Address", "address", Kind.LIST, 240, "Printed on purchase orders; separate by ;"),
        Column("Lead time (days)", "lead_time_days", Kind.INTEGER, 120),
        Column("Minimum order value", "minimum_order_value", Kind.MONEY, 150),
        Column(
            "Order days",
            "order_days",
            Kind.WEEKDAYS,
            120,
            "When it takes orders, as in: mon; thu. Blank: any day.",
        ),
        Column("Note", "note", width=260),
        ACTIVE,
    ),
)
