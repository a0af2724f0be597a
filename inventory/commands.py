"""What people, jobs and the sheet ask for about stock and rows, and the union of all requests.

Requests about orders, their picking and their parcels are in `order_commands`, those about the way
in from a supplier in `inbound_commands`; counts, returns, recalls, journeys, planning and
correspondence have modules of their own.
"""

from datetime import date
from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import Field, TypeAdapter

from inventory import correspondence_commands as correspondence
from inventory import count_commands as counts
from inventory import inbound_commands as inbound
from inventory import journey_commands as journeys
from inventory import order_commands as orders
from inventory import planning_commands as planning
from inventory import recall_commands as recalls
from inventory import return_commands as returns
from inventory.base_command import LINES_MAX as LINES_MAX
from inventory.base_command import BaseCommand as BaseCommand
from inventory.base_command import Line as Line
from inventory.base_command import StockCommand as StockCommand
from inventory.entries import Entry, EntryType
from inventory.planning_commands import DecideProposal as DecideProposal
from inventory.planning_commands import ProposeReorders as ProposeReorders
from inventory.problem import Problem


class ReceiveStock(StockCommand):
    kind: Literal["receive"] = "receive"


class MoveStock(StockCommand):
    kind: Literal["move"] = "move"


class PickStock(StockCommand):
    kind: Literal["pick"] = "pick"


class ShipStock(StockCommand):
    kind: Literal["ship"] = "ship"


class CountStock(StockCommand):
    says_what_is: ClassVar[bool] = True

    kind: Literal["count"] = "count"


class ReturnStock(StockCommand):
    """What a customer brings without a word before; `override` says why more or later is taken."""

    kind: Literal["return"] = "return"
    override: str = ""


class AdjustStock(StockCommand):
    says_what_is: ClassVar[bool] = True

    kind: Literal["adjust"] = "adjust"


class OpenStock(StockCommand):
    """What was there when the book began (an import)."""

    kind: Literal["open"] = "open"


class UndoTransaction(BaseCommand):
    kind: Literal["undo"] = "undo"
    transaction: str


class DecideApproval(BaseCommand):
    says_what_is: ClassVar[bool] = True

    kind: Literal["decide_approval"] = "decide_approval"
    number: str
    is_approved: bool
    note: str = ""


class CheckLowStock(BaseCommand):
    """The low-stock job of earlier versions, in whose place there is `CheckAlerts`: only read."""

    kind: Literal["check_low_stock"] = "check_low_stock"
    on: date


class EditRow(BaseCommand):
    """A manager's row as it stands in the workbook now; None where it was taken out.

    Attributes:
        version: the version of the row in the book that the edit was made upon.
    """

    kind: Literal["edit_row"] = "edit_row"
    type: EntryType
    row_key: str
    version: int
    after: Entry | None


class ReportProblems(BaseCommand):
    """What is wrong on one tab right now; problems of it not named here are solved."""

    kind: Literal["report_problems"] = "report_problems"
    tab: str
    problems: tuple[Problem, ...]


class Warn(BaseCommand):
    """Tell the managers something, or that it is over."""

    kind: Literal["warn"] = "warn"
    topic: str
    headline: str
    lines: tuple[str, ...] = ()
    is_over: bool = False


Command: TypeAlias = Annotated[
    ReceiveStock
    | MoveStock
    | PickStock
    | ShipStock
    | CountStock
    | ReturnStock
    | AdjustStock
    | OpenStock
    | UndoTransaction
    | DecideApproval
    | CheckLowStock
    | EditRow
    | ReportProblems
    | Warn
    | orders.OrderCommand
    | journeys.JourneyCommand
    | correspondence.CorrespondenceCommand
    | inbound.InboundCommand
    | counts.CountCommand
    | returns.ReturnCommand
    | recalls.RecallCommand
    | planning.PlanningCommand,
    Field(discriminator="kind"),
]

COMMANDS: TypeAdapter[Command] = TypeAdapter(Command)
"""Any request, from its parts."""
