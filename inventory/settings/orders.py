"""How orders are kept, fetched, checked, billed and sent."""

from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from inventory.quantity import Quantity
from inventory.record import Record
from inventory.settings.cells import DAYS_MAX, ChannelId, OneOf


class ValuationMethod(StrEnum):
    """How goods of several costs are told apart: the oldest first, or not at all."""

    FIFO = "fifo"
    AVERAGE = "average"


class OrderSettings(Record):
    """From an order to the doorstep."""

    orders_channel: ChannelId = Field(
        "",
        title="Orders channel",
        description="Channel id for orders and their threads. Blank: the stock channel.",
    )
    reserves_partly: bool = Field(
        default=True,
        title="Reserve partly",
        description="No: nothing is kept for an order until all of it is there.",
    )
    is_taken_over: bool = Field(
        default=True,
        title="Urgent orders take over",
        description="They may have what is kept for others and not being picked yet.",
    )
    asks_for_lot: bool = Field(
        default=True,
        title="Ask for the lot",
        description="Yes: the picker reads the lot off the goods. No: the listed one is taken.",
    )
    is_checked: bool = Field(
        default=True,
        title="Check before packing",
        description="No: what was picked is packed without a check.",
    )
    is_checked_by_other: bool = Field(
        default=True,
        title="Checked by another person",
        description="No: the picker may check what they picked.",
    )
    is_invoiced: bool = Field(
        default=True,
        title="Invoice on shipping",
        description="No: shipping makes no invoice.",
    )
    tax_percent: Quantity = Field(
        Decimal(0),
        ge=0,
        le=100,
        title="Tax (percent)",
        description="On invoices, where the customer has no rate of their own.",
    )
    payment_days: int = Field(
        14,
        ge=0,
        le=DAYS_MAX,
        title="Payment (days)",
        description="An invoice is due so long after its date.",
    )
    home_country: str = Field(
        "",
        title="Home country",
        pattern=r"^([A-Z]{2})?$",
        description="Two letters: where parcels go if nobody says otherwise.",
    )
    address: str = Field(
        "",
        title="Address",
        description="Printed on papers; parts separated by semicolons.",
    )
    tax_id: str = Field("", title="Tax number", description="Printed on invoices.")
    writes_to_customers: bool = Field(
        default=False,
        title="Write to customers",
        description="Yes: they get an e-mail when a parcel leaves and when it has arrived.",
    )
    stuck_days: int = Field(
        4,
        ge=1,
        le=DAYS_MAX,
        title="Stuck shipments (working days)",
        description="A shipment nobody has heard of for so long is told.",
    )
    valuation: OneOf[ValuationMethod] = Field(
        ValuationMethod.FIFO,
        title="Valuation",
        description="fifo or average (moving): which value of the stock stands first.",
    )
