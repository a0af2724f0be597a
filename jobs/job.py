"""A job: something Bincard does by itself, when, and how late is too late."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, TypeAlias

from inventory.people import JOB_PREFIX
from inventory.ports import Desk


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """One run of a job.

    Attributes:
        job: its id; `slot`: the period it runs for, or a moment when somebody ran it by hand.
        at: now; `on`: the warehouse's own date of the slot.
    """

    job: str
    slot: str
    at: datetime
    on: date

    @property
    def actor(self) -> str:
        return f"{JOB_PREFIX}{self.job}"

    @property
    def key(self) -> str:
        """The key of what the run posts: a run that is repeated for its slot posts nothing new."""
        return f"{self.actor}:{self.slot}"


Run: TypeAlias = Callable[[Desk, Occasion], str]
"""Does the work through the desk and says in a few words what came of it.

Raises `NothingChanged` where there was nothing to do; that is a success.
"""


@dataclass(frozen=True, kw_only=True)
class Job:
    """One row of the schedule.

    Attributes:
        hours: of the warehouse's day, as cron has them (`8`, `7-18`).
        weekdays: by name (`mon-fri`): cron dialects disagree about what number Monday is.
        period: what a slot is: the local day, hour, or quarter of an hour. Clocks that are set
            back repeat an hour, and a slot runs once.
        late_at_most: a slot missed for longer is let go.
    """

    id: str
    does: str
    run: Run
    hours: str
    minute: int = 0
    weekdays: str = "mon-sun"
    period: Literal["day", "hour", "quarter"] = "day"
    late_at_most: timedelta

    def __post_init__(self) -> None:
        if any(character.isdigit() for character in self.weekdays):
            raise ValueError(f"{self.id}: weekdays go by name, not {self.weekdays}")
