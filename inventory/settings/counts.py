"""How goods are counted, come back, and are called back."""

from pydantic import Field

from inventory.record import Record
from inventory.settings.cells import DAYS_MAX


class CountSettings(Record):
    """Counts, returns and recalls."""

    is_count_blind: bool = Field(
        default=True,
        title="Count blind",
        description="Yes: who counts does not see what the book expects.",
    )
    is_recounted: bool = Field(
        default=True,
        title="Recount by another person",
        description="Yes: what is off beyond the tolerance is counted by another before approval.",
    )
    count_days_a: int = Field(
        30,
        ge=1,
        le=DAYS_MAX,
        title="Count class A every (days)",
        description="Blank: 30.",
    )
    count_days_b: int = Field(
        90,
        ge=1,
        le=DAYS_MAX,
        title="Count class B every (days)",
        description="Blank: 90.",
    )
    count_days_c: int = Field(
        365,
        ge=1,
        le=DAYS_MAX,
        title="Count class C every (days)",
        description="Blank: 365.",
    )
    return_days: int = Field(
        30,
        ge=0,
        le=DAYS_MAX,
        title="Return window (days)",
        description="Goods come back so long after they left; a manager may override. 0: no limit.",
    )
    recall_reminder_days: int = Field(
        2,
        ge=1,
        le=DAYS_MAX,
        title="Recall reminder (days)",
        description="Customers who have not answered a recall are named again after so long.",
    )
