"""What holds everywhere in the house: its name, its hours, its channels, and what is let pass."""

from datetime import date
from decimal import Decimal

from pydantic import Field

from inventory.people import Role
from inventory.quantity import Quantity
from inventory.record import Record
from inventory.settings.cells import DAYS_MAX, ChannelId, RoleOfStrangers, ZoneName


class HouseSettings(Record):
    """The house itself, and how far a count may be off."""

    company: str = Field("Our company", title="Company", description="Printed on documents.")
    time_zone: ZoneName = Field(
        "UTC", title="Time zone", description="The warehouse's, as in Europe/Madrid."
    )
    currency: str = Field(
        "EUR", title="Currency", pattern=r"^[A-Z]{3}$", description="Three letters: EUR, USD."
    )
    stock_channel: ChannelId = Field(
        "", title="Stock channel", description="Channel id for alerts and proposals (C0123ABCD)."
    )
    managers_channel: ChannelId = Field(
        "", title="Managers channel", description="Channel id for approvals and warnings."
    )
    log_channel: ChannelId = Field(
        "",
        title="Log channel",
        description="Channel id for postings made where the bot is no member.",
    )
    count_tolerance: Quantity = Field(
        Decimal(5),
        ge=0,
        title="Count tolerance (units)",
        description="A count or adjustment off by more waits for approval. Blank: 5.",
    )
    count_tolerance_percent: Quantity | None = Field(
        None,
        ge=0,
        title="Count tolerance (percent)",
        description="The same, against what the book said. Blank: not used.",
    )
    count_tolerance_value: Quantity | None = Field(
        None,
        ge=0,
        title="Count tolerance (value)",
        description="The same, in money, where the unit cost is known. Blank: not used.",
    )
    freeze_date: date | None = Field(
        None,
        title="Freeze date",
        description="Nothing is posted, changed or undone on or before this day.",
    )
    expiry_margin_days: int = Field(
        0,
        ge=0,
        le=DAYS_MAX,
        title="Expiry margin (days)",
        description="Picking stops so long before expiry.",
    )
    default_role: RoleOfStrangers = Field(
        Role.VIEWER,
        title="Role of people not listed",
        description="none, viewer, operator: for colleagues who are not on the People tab.",
    )
    proposal_rest_days: int = Field(
        7,
        ge=0,
        le=DAYS_MAX,
        title="Proposal rest (days)",
        description="A rejected reorder is not proposed again for so long.",
    )
