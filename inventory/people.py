"""People and their roles: who may do what, judged when they do it."""

from enum import StrEnum
from typing import Final, Literal

from inventory.record import Record


class Role(StrEnum):
    """What somebody may do; each role includes the ones before it."""

    NONE = "none"
    VIEWER = "viewer"
    OPERATOR = "operator"
    MANAGER = "manager"
    ADMIN = "admin"

    def includes(self, other: "Role") -> bool:
        return _RANKS[self] >= _RANKS[other]


_RANKS: Final = {role: rank for rank, role in enumerate(Role)}


class Duty(StrEnum):
    """What an operator may be kept to, where a house splits the work."""

    BUYING = "buying"
    RECEIVING = "receiving"
    MOVING = "moving"
    SELLING = "selling"
    PICKING = "picking"
    CHECKING = "checking"
    PACKING = "packing"
    SHIPPING = "shipping"
    COUNTING = "counting"
    RETURNING = "returning"


class Person(Record):
    """Somebody on the People tab.

    Attributes:
        user: the Slack user id (`U0ANA`).
        email: the Google account, by which the sheet knows an admin.
        is_counter: whether the schedule of counts gives them work.
        duties: what an operator is kept to, empty for all of it; managers are not kept.
    """

    type: Literal["person"] = "person"
    user: str
    name: str = ""
    role: Role = Role.VIEWER
    email: str = ""
    is_counter: bool = False
    is_active: bool = True
    duties: tuple[Duty, ...] = ()

    @property
    def key(self) -> str:
        return self.user

    def has_duty(self, duty: Duty | None) -> bool:
        """Tell whether something is among somebody's work; None is everybody's."""
        is_kept = bool(self.duties) and not self.role.includes(Role.MANAGER)
        return not is_kept or duty is None or duty in self.duties


SHEET: Final = "sheet"
"""The actor of what a manager typed in the workbook: Google tells the change, not the person."""

IMPORT: Final = "import"
"""The actor of `bincard import` and of the demo's seed: whoever has the machine's console."""

JOB_PREFIX: Final = "job:"
"""The actor of a scheduled job is `job:alerts`."""


def is_system(actor: str) -> bool:
    """Tell whether an actor is the bot's own machinery rather than a person in Slack."""
    return actor in (SHEET, IMPORT) or actor.startswith(JOB_PREFIX)
