"""What people, jobs and the sheet ask for: frozen requests that carry who, when and a key.

The key stays the same when the same request is repeated (a retry, a double click), so that a repeat
is recognised. The payload hash covers who asked for what, never the time or where it was said.
"""

import hashlib
from datetime import date, datetime
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from inventory.entries import Entry, EntryType
from inventory.place import Place
from inventory.problem import Problem
from inventory.quantity import Amount, Quantity
from inventory.record import Record

LINES_MAX = 200
"""Lines one command may carry; each becomes at most two moves (a transaction has at most 500)."""


class Line(Record):
    """One line of a posting, as asked for. Each verb says which parts it needs.

    Attributes:
        location: the `@` place: target of a receipt, source of a pick, what a count counted.
        target: the `>` place of a move.
        to: the customer, as people write it; `carrier` and `tracking` belong to a shipment.
    """

    item: str
    amount: Amount | None = None
    location: str = ""
    target: str = ""
    lot: str = ""
    supplier_lot: str = ""
    expires_on: date | None = None
    condition: str = ""
    reason: str = ""
    document: str = ""
    carrier: str = ""
    tracking: str = ""
    to: str = ""
    note: str = ""
    unit_cost: Quantity | None = None


class BaseCommand(Record):
    """Who asks, when, under which key, and where in Slack the answer belongs.

    Attributes:
        is_announced: the outbox tells the place what was done (forms and buttons); a slash
            command's answer travels in its acknowledgement instead.
    """

    kind: str
    key: str
    actor: str
    at: datetime
    place: Place | None = None
    is_announced: bool = False

    def payload_hash(self) -> str:
        """Return the SHA-256 of who asked for what."""
        asked = self.model_dump_json(exclude={"key", "at", "place", "is_announced"})
        return hashlib.sha256(asked.encode()).hexdigest()


class StockCommand(BaseCommand):
    """A posting of one or more lines; all are posted or none."""

    lines: tuple[Line, ...] = Field(min_length=1)
    occurred_on: date | None = None


class ReceiveStock(StockCommand):
    kind: Literal["receive"] = "receive"


class MoveStock(StockCommand):
    kind: Literal["move"] = "move"


class PickStock(StockCommand):
    kind: Literal["pick"] = "pick"


class ShipStock(StockCommand):
    kind: Literal["ship"] = "ship"


class CountStock(StockCommand):
    kind: Literal["count"] = "count"


class ReturnStock(StockCommand):
    kind: Literal["return"] = "return"


class AdjustStock(StockCommand):
    kind: Literal["adjust"] = "adjust"


class OpenStock(StockCommand):
    """What was there when the book began (an import)."""

    kind: Literal["open"] = "open"


class UndoTransaction(BaseCommand):
    kind: Literal["undo"] = "undo"
    transaction: str


class DecideApproval(BaseCommand):
    kind: Literal["decide_approval"] = "decide_approval"
    number: str
    is_approved: bool
    note: str = ""


class ProposeReorders(BaseCommand):
    """The reorder job: look at every item and propose what is missing."""

    kind: Literal["propose_reorders"] = "propose_reorders"
    on: date


class DecideProposal(BaseCommand):
    """Approve (perhaps with changed quantities by sku) or reject."""

    kind: Literal["decide_proposal"] = "decide_proposal"
    number: str
    is_approved: bool
    quantities: dict[str, Quantity] = Field(default_factory=dict)
    note: str = ""


class CheckLowStock(BaseCommand):
    """The low-stock job: open, refresh or resolve the digest."""

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
    | ProposeReorders
    | DecideProposal
    | CheckLowStock
    | EditRow
    | ReportProblems
    | Warn,
    Field(discriminator="kind"),
]
