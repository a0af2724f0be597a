"""The house rules a team sets for itself on the Settings tab: one declaration, typed.

The tab, its notes and the documentation derive from `Rules`; a row of the tab is a `Setting`, text
as typed, and `Rules.of` turns the rows into values. What can be set stands in `inventory/settings/`.
"""

from collections.abc import Mapping
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationError

from inventory.record import Record
from inventory.settings.cells import Days
from inventory.settings.counts import CountSettings
from inventory.settings.house import HouseSettings
from inventory.settings.orders import OrderSettings
from inventory.settings.planning import PlanningSettings
from inventory.settings.purchases import PurchaseSettings


class Setting(Record):
    """One row of the Settings tab."""

    type: Literal["setting"] = "setting"
    name: str
    value: str = ""

    @property
    def key(self) -> str:
        return self.name


class Rules(
    PlanningSettings, CountSettings, PurchaseSettings, OrderSettings, HouseSettings, Record
):
    """Every setting with its default. A blank cell means the default.

    The tab has them in the order of the fields: those of the last class named come first.
    """

    holidays: Days = Field(
        frozenset(),
        title="Holidays",
        description="Days off, as 2026-12-25, 2026-12-26: no counts are planned on them, and they "
        "do not count as working days of carriers.",
    )

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def address_lines(self) -> tuple[str, ...]:
        """Our own address, line by line."""
        return tuple(part.strip() for part in self.address.split(";") if part.strip())

    @classmethod
    def of(cls, settings: Mapping[str, str]) -> "Rules":
        """Build the rules from name -> text.

        Blank and unknown names fall back to the default, and so does a value that is no good: it
        is refused where it is typed, and one that slipped through must not stop every command.
        """
        good = {n: v for n, v in settings.items() if v and not cls.problem_with(n, v)}
        return cls.model_validate({n: v for n, v in good.items() if n in cls.model_fields})

    @classmethod
    def problem_with(cls, name: str, value: str) -> str | None:
        """Say in one sentence what is wrong with a value, or None where it is good."""
        if not value or name not in cls.model_fields:
            return None
        try:
            cls.model_validate({name: value})
        except ValidationError as error:
            return str(error.errors()[0]["msg"])
        return None
