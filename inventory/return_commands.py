"""What people ask for about returns: to announce, take in, inspect, make good and send back."""

from datetime import date
from typing import ClassVar, Literal, TypeAlias

from pydantic import Field

from inventory.base_command import BaseCommand, StockCommand
from inventory.condition import Condition, Disposition
from inventory.documents.customer_return import Remedy
from inventory.quantity import Amount, Quantity
from inventory.record import Record


class ReturnedLine(Record):
    """One line of a return as asked for.

    Attributes:
        order: the order it was shipped for; empty where nobody knows.
        photo: a link to the customer's picture.
    """

    item: str
    amount: Amount
    order: str = ""
    lot: str = ""
    reason: str = ""
    remedy: Remedy = Remedy.NONE
    note: str = ""
    photo: str = ""


class AnnounceReturn(BaseCommand):
    """Allow a customer to send goods back, of one order, several or none.

    Attributes:
        customer: a code; empty for the one of the orders.
        override: why it is taken although it is late, or more than was shipped.
    """

    is_step: ClassVar[bool] = True

    kind: Literal["announce_return"] = "announce_return"
    customer: str = ""
    lines: tuple[ReturnedLine, ...] = Field(min_length=1)
    expected_on: date | None = None
    override: str = ""
    carrier: str = ""
    tracking: str = ""
    reason: str = ""
    note: str = ""
    source: str = "form"


class ReceiveReturn(BaseCommand):
    """What of an announced return has come; it lies in returns until somebody inspects it.

    Attributes:
        quantities: number of a line -> what came, in base units; empty for all that is expected.
        lots: number of a line -> the lot that came, where the item has lots; of several lots
            how much of each.
        more: what came besides.
        target: a location for returns; empty for the first.
        override: why more is taken than was shipped, or so late.
    """

    kind: Literal["receive_return"] = "receive_return"
    number: str
    quantities: dict[int, Quantity] = Field(default_factory=dict)
    lots: dict[int, str | dict[str, Quantity]] = Field(default_factory=dict)
    more: tuple[ReturnedLine, ...] = ()
    target: str = ""
    override: str = ""


class InspectReturn(BaseCommand):
    """Say what condition goods are in, and what becomes of them.

    Attributes:
        line: its number; 0 where the return has only one that waits.
        amount: None for all that waits.
        disposition: None for what the house's table proposes.
        target: the bin restocked goods go to; empty for the item's home, or receiving.
    """

    kind: Literal["inspect_return"] = "inspect_return"
    number: str
    line: int = 0
    amount: Amount | None = None
    lot: str = ""
    condition: Condition
    disposition: Disposition | None = None
    target: str = ""
    note: str = ""
    photo: str = ""


class MakeGood(BaseCommand):
    """Give the customer what they are to have for a return: a credit note, or goods in its place.

    Attributes:
        line: 0 for all that were inspected and not made good yet.
        remedy: refund or replacement.
        amount: None for all of it.
    """

    is_step: ClassVar[bool] = True

    kind: Literal["make_good"] = "make_good"
    number: str
    line: int = 0
    remedy: Remedy
    amount: Amount | None = None
    note: str = ""


class CloseReturn(BaseCommand):
    """Expect nothing more of a return, and leave what was not made good as it is."""

    is_step: ClassVar[bool] = True

    kind: Literal["close_return"] = "close_return"
    number: str
    reason: str = ""


class CancelReturn(BaseCommand):
    """Let a return go of which nothing has come."""

    is_step: ClassVar[bool] = True

    kind: Literal["cancel_return"] = "cancel_return"
    number: str
    reason: str = ""


class JudgeReturns(BaseCommand):
    """The job that tells which returns were announced and have not come."""

    kind: Literal["judge_returns"] = "judge_returns"
    on: date


class RejectStock(StockCommand):
    """Take goods that are no good out of a bin into quarantine, to be sent back to their supplier.

    Each line becomes a rejection: `document` is the purchase order they came with, where known.
    """

    says_what_is: ClassVar[bool] = True

    kind: Literal["reject_stock"] = "reject_stock"


ReturnCommand: TypeAlias = (
    AnnounceReturn
    | ReceiveReturn
    | InspectReturn
    | MakeGood
    | CloseReturn
    | CancelReturn
    | JudgeReturns
    | RejectStock
)
