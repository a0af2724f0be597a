"""The house rules a team sets for itself on the Settings tab: one declaration, typed.

The tab, its notes and the documentation derive from `Rules`; a row of the tab is a `Setting`, text
as typed, and `Rules.of` turns the rows into values.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, Field, ValidationError

from inventory.people import Role
from inventory.quantity import Quantity
from inventory.record import Record


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(f"no time zone is called {name}")
    return name


class Setting(Record):
    """One row of the Settings tab."""

    type: Literal["setting"] = "setting"
    name: str
    value: str = ""

    @property
    def key(self) -> str:
        return self.name


class Rules(Record):
    """Every setting with its default. A blank cell means the default."""

    company: str = Field("Our company", title="Company", description="Printed on documents.")
    time_zone: Annotated[str, AfterValidator(_known_zone)] = Field(
        "UTC", title="Time zone", description="The warehouse's, as in Europe/Madrid."
    )
    currency: str = Field(
        "EUR", title="Currency", pattern=r"^[A-Z]{3}$", description="Three letters: EUR, USD."
    )
    stock_channel: str = Field(
        "", title="Stock channel", description="Channel id for alerts and proposals (C0123ABCD)."
    )
    managers_channel: str = Field(
        "", title="Managers channel", description="Channel id for approvals and warnings."
    )
    log_channel: str = Field(
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
        0, ge=0, title="Expiry margin (days)", description="Picking stops so long before expiry."
    )
    default_role: Role = Field(
        Role.VIEWER,
        title="Role of people not listed",
        description="none, viewer, operator: for colleagues who are not on the People tab.",
    )
    proposal_rest_days: int = Field(
        7,
        ge=0,
        title="Proposal rest (days)",
        description="A rejected reorder is not proposed again for so long.",
    )

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @classmethod
    def of(cls, settings: Mapping[str, str]) -> "Rules":
        """Build the rules from name -> text; blank and unknown names fall back to the default."""
        return cls.model_validate(
            {name: value for name, value in settings.items() if value and name in cls.model_fields}
        )

    @classmethod
    def problem_with(cls, name: str, value: str) -> str | None:
        """Say in one sentence what is wrong with a value, or None where it is good."""
        try:
            cls.of({name: value})
        except ValidationError as error:
            return str(error.errors()[0]["msg"])
        return None
