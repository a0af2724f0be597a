"""What people ask for about counts: to plan, take, enter, recount, look into and end them."""

from datetime import date
from typing import ClassVar, Literal, TypeAlias

from pydantic import Field

from inventory.base_command import BaseCommand, StockCommand
from inventory.documents.count_scope import CountScope
from inventory.stock_key import StockKey


class PlanCount(BaseCommand):
    """Make sheets of what a scope holds today, in walking order.

    Attributes:
        is_blind: None for the house rule.
        counter: who is to count; empty for whoever takes it.
        classes: sku -> A, B or C, where the item does not say itself.
        seed: what chooses a random sample.
        source: form, message, schedule or pick.
    """

    facts: ClassVar[frozenset[str]] = frozenset({"classes"})

    kind: Literal["plan_count"] = "plan_count"
    scope: CountScope = CountScope()
    is_blind: bool | None = None
    counter: str = ""
    due_on: date | None = None
    classes: dict[str, str] = Field(default_factory=dict)
    seed: int = 0
    source: str = "form"
    note: str = ""


class ScheduleCounts(BaseCommand):
    """The counts job: what is due by class, spread evenly over the days and the people who count.

    Attributes:
        turns: the balances whose turn it is, in walking order.
        week: how many lines a week brings.
        classes: what requests carried before they said whose turn it is.
    """

    facts: ClassVar[frozenset[str]] = frozenset({"classes", "turns", "week"})

    kind: Literal["schedule_counts"] = "schedule_counts"
    on: date
    classes: dict[str, str] = Field(default_factory=dict)
    turns: tuple[StockKey, ...] = ()
    week: int = 0


class ClaimCount(BaseCommand):
    """Take a sheet, which hands its lines out, give it back, or hand it over to somebody.

    Attributes:
        counter: who is to count it from now on; empty for the actor.
    """

    kind: Literal["claim_count"] = "claim_count"
    number: str
    is_claimed: bool = True
    counter: str = ""


class EnterCount(StockCommand):
    """What was found: of lines of the sheet, or of goods that are not on it.

    A line without item and with zero says that its bin is empty: everything the sheet has there
    counts as zero. A line whose item nobody knows is kept as such.
    """

    is_step: ClassVar[bool] = True
    says_what_is: ClassVar[bool] = True

    kind: Literal["enter_count"] = "enter_count"
    number: str


class AssignRecount(BaseCommand):
    """Say who counts lines once more; sends any counted line back to be counted again.

    Attributes:
        lines: by number; empty for all that wait for a recount.
        counter: empty for anybody who has not counted them.
        approval: which is decided by that: all lines that wait for it are sent back.
    """

    kind: Literal["assign_recount"] = "assign_recount"
    number: str
    lines: tuple[int, ...] = ()
    counter: str = ""
    approval: str = ""


class MoveFound(BaseCommand):
    """Goods found in the wrong bin: move them there in the book instead of making some up.

    Attributes:
        line: what was found; it names the bin where the book has them.
    """

    says_what_is: ClassVar[bool] = True

    kind: Literal["move_found"] = "move_found"
    number: str
    line: int
    source: str = ""


class SettleUnknown(BaseCommand):
    """Say which item unknown goods are, or that they are none of ours.

    Attributes:
        item: empty to dismiss them.
        lot: theirs, or their serial numbers.
    """

    is_step: ClassVar[bool] = True
    says_what_is: ClassVar[bool] = True

    kind: Literal["settle_unknown"] = "settle_unknown"
    number: str
    unknown: int
    item: str = ""
    note: str = ""
    lot: str = ""


class SetCause(BaseCommand):
    """Say why a line was off, once somebody has looked into it."""

    kind: Literal["set_cause"] = "set_cause"
    number: str
    line: int
    cause: str
    note: str = ""


class CloseCount(BaseCommand):
    """End a sheet: what nobody has counted is skipped."""

    is_step: ClassVar[bool] = True

    kind: Literal["close_count"] = "close_count"
    number: str
    reason: str = ""


class CancelCount(BaseCommand):
    """Let a sheet go of which nothing was posted."""

    is_step: ClassVar[bool] = True

    kind: Literal["cancel_count"] = "cancel_count"
    number: str
    reason: str = ""


CountCommand: TypeAlias = (
    PlanCount
    | ScheduleCounts
    | ClaimCount
    | EnterCount
    | AssignRecount
    | MoveFound
    | SettleUnknown
    | SetCause
    | CloseCount
    | CancelCount
)
