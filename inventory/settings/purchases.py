"""How goods are bought and taken in."""

from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from inventory.papers.stock_label import LabelCode, LabelSize
from inventory.quantity import Quantity
from inventory.record import Record
from inventory.settings.cells import DAYS_MAX, ChannelId, OneOf


class FreightSpread(StrEnum):
    """By what the cost of bringing a delivery is shared among its lines."""

    VALUE = "value"
    WEIGHT = "weight"


class PurchaseSettings(Record):
    """From a supplier to the shelf."""

    purchasing_channel: ChannelId = Field(
        "",
        title="Purchasing channel",
        description="Channel id for purchase orders and their threads. Blank: the stock channel.",
    )
    purchase_approval_above: Quantity = Field(
        Decimal(1000),
        ge=0,
        title="Purchase approval above (value)",
        description="An order worth more is approved by another manager than who asked. Blank: 1000.",
    )
    over_percent: Quantity = Field(
        Decimal(0),
        ge=0,
        le=1000,
        title="Over-delivery (percent)",
        description="So much more than ordered is taken in. Items may say otherwise. Blank: 0.",
    )
    under_percent: Quantity = Field(
        Decimal(0),
        ge=0,
        le=100,
        title="Under-delivery (percent)",
        description="So little missing counts as all of it. Items may say otherwise. Blank: 0.",
    )
    least_days_left: int = Field(
        0,
        ge=0,
        le=DAYS_MAX,
        title="Least shelf life at receipt (days)",
        description="A delivery must keep for so long. Items may say otherwise. Blank: 0.",
    )
    freight_spread: OneOf[FreightSpread] = Field(
        FreightSpread.VALUE,
        title="Freight spread",
        description="value or weight: by what freight is added to the cost of what came.",
    )
    label_size: OneOf[LabelSize] = Field(
        LabelSize.A4,
        title="Label size",
        description="a4 (24 a sheet), a4-14, letter (30 a sheet), or single: 4x6 inches, 62x29 mm.",
    )
    label_code: OneOf[LabelCode] = Field(
        LabelCode.QR,
        title="Label code",
        description="qr (ours; any phone reads it) or datamatrix (GS1 where there is a GTIN).",
    )
