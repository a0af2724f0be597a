"""Managers' tabs of the way out: who orders, who carries it there, and in which boxes."""

from typing import Final

from inventory.carriage.carrier import CarrierService, Mode
from inventory.customer import Customer
from inventory.documents.order import Priority
from inventory.package_type import PackageType
from sheets_schema.columns import ACTIVE, ANSWER, GOODS_COLUMNS, Column, Kind, Owner, Tab

COLOR: Final = "#188038"

CONTACT_COLUMNS: Final = (
    Column("Name", "contact.name", width=200, note="Personal: `bincard forget` erases it."),
    Column("Address", "contact.lines", Kind.LIST, 240, "Street and the like; separate by ;"),
    Column("Postcode", "contact.postcode", width=90),
    Column("City", "contact.city", width=130),
    Column("Country", "contact.country", width=110, note="As written on the envelope."),
    Column("E-mail", "contact.email", width=200),
    Column("Phone", "contact.phone", width=130),
    Column("Tax number", "contact.tax_id", width=130),
)
"""Who a customer is: none of it ever reaches the journal, the Ledger or Audit."""

CUSTOMERS: Final = Tab(
    title="Customers",
    sheet_id=112,
    owner=Owner.MANAGERS,
    model=Customer,
    key="code",
    purpose="Who orders: their terms, and who they are. `bincard forget` erases who they are.",
    color=COLOR,
    columns=(
        Column(
            "Code",
            "code",
            width=130,
            note="Names them everywhere else; choose one that tells no name.",
            is_required=True,
        ),
        Column(
            "Packing rules",
            "packing_rules",
            Kind.LIST,
            260,
            "Each has to be ticked before a parcel counts as packed; separate by ;",
        ),
        Column(
            "Carrier service",
            "service",
            width=130,
            note="A code from the tab Carriers. Blank: the most efficient.",
            choices_from=("Carriers", "code"),
        ),
        Column(
            "Ships to",
            "country",
            width=80,
            note="Two letters, as in DE. Blank: the home country of Settings.",
        ),
        Column(
            "Tax (percent)",
            "tax_percent",
            Kind.QUANTITY,
            100,
            "Blank: the rate of Settings. 0: none.",
        ),
        *CONTACT_COLUMNS,
        ACTIVE,
    ),
)

CARRIERS: Final = Tab(
    title="Carriers",
    sheet_id=113,
    owner=Owner.MANAGERS,
    model=CarrierService,
    key="code",
    purpose="Carriers' services: where each goes, what it costs by weight, how long it takes.",
    color=COLOR,
    columns=(
        Column("Code", "code", width=130, note="One row a service: UPS-STD.", is_required=True),
        Column("Carrier", "carrier", width=120, is_required=True),
        Column("Service", "service", width=160),
        Column(
            "Mode",
            "mode",
            Kind.CHOICE,
            100,
            "Blank: parcel. A collection is fetched by the customer.",
            choices=tuple(mode.value for mode in Mode),
        ),
        Column(
            "Countries",
            "countries",
            Kind.AREAS,
            160,
            "As in: DE; AT; GB:BT; !GB:JE. * is anywhere. Blank: nowhere yet.",
        ),
        Column(
            "Rates",
            "brackets",
            Kind.BRACKETS,
            200,
            "Up to so many kilograms=price of a package, as in: 2=4.90; 5=6.90",
        ),
        Column(
            "Each further kg",
            "price_per_further_kg",
            Kind.MONEY,
            110,
            "Beyond the last rate. Blank: heavier packages are not taken.",
        ),
        Column("Heaviest (kg)", "most_kg", Kind.QUANTITY, 100),
        Column(
            "Days (least)",
            "days_min",
            Kind.INTEGER,
            90,
            "Working days on the way; 0 is the same day.",
            is_required=True,
        ),
        Column("Days (most)", "days_max", Kind.INTEGER, 90, "What is promised. Blank: the least."),
        Column(
            "Cut-off", "cut_off", Kind.TIME, 80, "Ready by then, as in 15:00, it leaves that day."
        ),
        Column(
            "Collected on",
            "weekdays",
            Kind.WEEKDAYS,
            150,
            "As in mon-fri. Blank: Monday to Friday.",
        ),
        Column("Tracking page", "link", width=220, note="With {number}. Blank: the known page."),
        ACTIVE,
    ),
)

PACKAGE_TYPES: Final = Tab(
    title="Package types",
    sheet_id=114,
    owner=Owner.MANAGERS,
    model=PackageType,
    key="code",
    purpose="The boxes on the packing table: what goes in and what they add.",
    color=COLOR,
    columns=(
        Column("Code", "code", width=110, note="As in BOX-S.", is_required=True),
        Column("Name", "name", width=180),
        Column("Length inside (cm)", "inner_length_cm", Kind.QUANTITY, 110, is_required=True),
        Column("Width inside (cm)", "inner_width_cm", Kind.QUANTITY, 110, is_required=True),
        Column("Height inside (cm)", "inner_height_cm", Kind.QUANTITY, 110, is_required=True),
        Column("Own weight (kg)", "own_weight_kg", Kind.QUANTITY, 110, "Empty, with its filling."),
        Column(
            "Heaviest (kg)",
            "most_weight_kg",
            Kind.QUANTITY,
            110,
            "As it leaves, its own weight included.",
            is_required=True,
        ),
        Column("Cost", "cost", Kind.MONEY, 90, "Of one, empty."),
        ACTIVE,
    ),
)

NEW_ORDERS: Final = Tab(
    title="New orders",
    sheet_id=115,
    owner=Owner.INBOX,
    key="mark",
    purpose="Take orders: type or paste rows, a line each; the bot answers beside them.",
    color="#F9AB00",
    columns=(
        Column(
            "Customer",
            "customer",
            width=120,
            note="A code from the tab Customers.",
            choices_from=("Customers", "code"),
            is_required=True,
        ),
        Column(
            "Reference",
            "reference",
            width=120,
            note="The customer's number. Rows under each other that share it are one order.",
        ),
        *GOODS_COLUMNS,
        Column(
            "Unit price",
            "unit_price",
            Kind.MONEY,
            90,
            "Of one, before tax. Blank: the price on Items.",
        ),
        Column("Requested on", "requested_on", Kind.DATE, 110, "When it should be there."),
        Column(
            "Priority",
            "priority",
            Kind.CHOICE,
            90,
            "Blank: normal.",
            choices=tuple(priority.name.lower() for priority in Priority),
        ),
        Column(
            "Requirements",
            "requirements",
            Kind.LIST,
            200,
            "To be ticked when it is packed, besides the customer's rules; separate by ;",
        ),
        Column("Note", "note", width=200, note="To this line."),
        ANSWER,
    ),
)
