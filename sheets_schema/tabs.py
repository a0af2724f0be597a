"""Every tab of the workbook, declared once.

Header row, codec, layout, dropdowns, protection and documentation derive from here. Sheet ids and
field names are for ever: workbooks out there carry them.
"""

from typing import Final

from inventory.item import Item, ItemKind
from inventory.location import REAL_KINDS, Location
from inventory.people import Duty, Person, Role
from inventory.reasons import REASONS
from inventory.rules import Setting
from inventory.supplier import Supplier
from sheets_schema.alert_tabs import ALERTS, SUBSCRIPTIONS
from sheets_schema.columns import ACTIVE, ANSWER, ITEM_OF_INBOX, Column, Kind, Owner, Tab
from sheets_schema.count_tabs import COUNT_ENTRIES, COUNT_TABS
from sheets_schema.document_tabs import DOCUMENT_TABS
from sheets_schema.forecast_tabs import FORECAST_TABS
from sheets_schema.inbound_tabs import INBOUND_TABS
from sheets_schema.inbound_tabs import NEW_PURCHASES as NEW_PURCHASES
from sheets_schema.journal_tabs import AUDIT as AUDIT
from sheets_schema.journal_tabs import LEDGER as LEDGER
from sheets_schema.journal_tabs import PROBLEMS as PROBLEMS
from sheets_schema.journal_tabs import STOCK as STOCK
from sheets_schema.lot_tabs import LOTS as LOTS
from sheets_schema.outbound_tabs import CARRIERS as CARRIERS
from sheets_schema.outbound_tabs import CUSTOMERS as CUSTOMERS
from sheets_schema.outbound_tabs import NEW_ORDERS as NEW_ORDERS
from sheets_schema.outbound_tabs import PACKAGE_TYPES as PACKAGE_TYPES
from sheets_schema.policy_tab import POLICIES as POLICIES
from sheets_schema.proposal_tabs import PROPOSAL_TABS
from sheets_schema.recall_tabs import RECALL_TABS
from sheets_schema.rejection_tab import REJECTIONS
from sheets_schema.report_tab import REPORTS
from sheets_schema.return_tabs import DISPOSITIONS, RETURN_TABS
from sheets_schema.shelf_tabs import SHELF_TABS

START: Final = Tab(
    title="Start here",
    sheet_id=101,
    owner=Owner.MANAGERS,
    columns=(),
    key="",
    purpose="The front page: what each tab is for, and how to begin.",
    color="#1A73E8",
)

SETTINGS: Final = Tab(
    title="Settings",
    sheet_id=102,
    owner=Owner.MANAGERS,
    model=Setting,
    key="name",
    purpose="The house rules. A blank value means the default.",
    color="#5F6368",
    is_protected=True,
    columns=(
        Column("Setting", "name", width=230, is_required=True),
        Column("Value", "value", width=200, note="Blank: the default beside it."),
        Column("Default", "default", width=110),
        Column("What it does", "description", width=560),
    ),
)

PEOPLE: Final = Tab(
    title="People",
    sheet_id=103,
    owner=Owner.MANAGERS,
    model=Person,
    key="user",
    purpose="Who may do what. Only the admins named here may edit this tab.",
    color="#5F6368",
    is_protected=True,
    columns=(
        Column(
            "Slack user",
            "user",
            width=130,
            note="The member id, as in U012AB3CD (profile, three dots, Copy member ID).",
            is_required=True,
        ),
        Column("Name", "name", width=180),
        Column(
            "Role",
            "role",
            Kind.CHOICE,
            110,
            "Each role includes the ones before it: none, viewer, operator, manager, admin.",
            choices=tuple(role.value for role in Role),
        ),
        Column("E-mail", "email", width=220, note="The Google account, by which the sheet knows."),
        Column(
            "Counts",
            "is_counter",
            Kind.BOOLEAN,
            70,
            "Tick who gets sheets of the counts that are due.",
        ),
        Column(
            "Duties",
            "duties",
            Kind.LIST,
            200,
            "What an operator is kept to; several: separated by commas or semicolons. Blank: all. "
            f"{', '.join(Duty)}.",
        ),
        ACTIVE,
    ),
)

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

ADJUSTMENTS: Final = Tab(
    title="Adjustments",
    sheet_id=107,
    owner=Owner.INBOX,
    key="mark",
    purpose="Put stock figures right: type or paste rows, the bot answers beside them.",
    color="#F9AB00",
    columns=(
        ITEM_OF_INBOX,
        Column(
            "Location",
            "location",
            width=120,
            choices_from=("Locations", "code"),
            is_required=True,
        ),
        Column("Lot", "lot", width=110, note="Only for items that track lots."),
        Column(
            "Change",
            "change",
            Kind.QUANTITY,
            90,
            "By how much the book is off, in units: 2 adds, -2 takes away.",
            is_required=True,
            is_signed=True,
        ),
        Column(
            "Reason",
            "reason",
            Kind.CHOICE,
            140,
            choices=tuple(REASONS),
            is_required=True,
        ),
        Column("Note", "note", width=240),
        ANSWER,
        Column("Serials", "serials", width=140, note="Of each piece, as 100-119 or A7,A9."),
    ),
)

TABS: Final = (
    START,
    SETTINGS,
    PEOPLE,
    ITEMS,
    LOCATIONS,
    SUPPLIERS,
    POLICIES,
    SUBSCRIPTIONS,
    CUSTOMERS,
    CARRIERS,
    PACKAGE_TYPES,
    DISPOSITIONS,
    NEW_ORDERS,
    NEW_PURCHASES,
    ADJUSTMENTS,
    COUNT_ENTRIES,
    STOCK,
    LOTS,
    *DOCUMENT_TABS,
    *SHELF_TABS,
    *INBOUND_TABS,
    REJECTIONS,
    *COUNT_TABS,
    *RETURN_TABS,
    *RECALL_TABS,
    *PROPOSAL_TABS,
    *FORECAST_TABS,
    ALERTS,
    REPORTS,
    LEDGER,
    PROBLEMS,
    AUDIT,
)
"""In the order of the workbook."""

MANAGED: Final = (
    SETTINGS,
    PEOPLE,
    SUPPLIERS,
    LOCATIONS,
    ITEMS,
    POLICIES,
    SUBSCRIPTIONS,
    CARRIERS,
    PACKAGE_TYPES,
    DISPOSITIONS,
    CUSTOMERS,
)
"""Tabs whose rows become entries, in the order of reading: what others refer to comes first."""

BOT_TABS: Final = tuple(tab for tab in TABS if tab.owner is Owner.BOT)
"""Tabs that are a rendering of the journal."""
