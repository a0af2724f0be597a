"""Returns: what customers send back, announced or not, inspected piece by piece and made good.

    expected --> part_received --> received --> inspected --> closed
        |
        +--> cancelled                 nothing has come, and nothing will

A return takes goods of any number of orders. What has come lies in returns until it is inspected;
the inspection says its condition, and that what becomes of it.
"""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final, Literal

from pydantic import AwareDatetime

from inventory.condition import Condition, Disposition
from inventory.documents.lined import Lined, NumberedLine
from inventory.place import Place
from inventory.quantity import ZERO, Quantity
from inventory.record import Record

AWAITED_FOR: Final = timedelta(days=14)
"""A return for which nobody named a day is awaited so long after it was announced."""


class ReturnStatus(StrEnum):
    """Where a return stands."""

    EXPECTED = "expected"
    PART_RECEIVED = "part_received"
    RECEIVED = "received"
    INSPECTED = "inspected"
    CLOSED = "closed"
    CANCELLED = "cancelled"


_UNDER_WAY: Final = frozenset(
    {
        ReturnStatus.EXPECTED,
        ReturnStatus.PART_RECEIVED,
        ReturnStatus.RECEIVED,
        ReturnStatus.INSPECTED,
    }
)

RETURN_TRANSITIONS: Final[dict[ReturnStatus, frozenset[ReturnStatus]]] = {
    ReturnStatus.EXPECTED: (_UNDER_WAY - {ReturnStatus.EXPECTED})
    | {ReturnStatus.CLOSED, ReturnStatus.CANCELLED},
    ReturnStatus.PART_RECEIVED: (_UNDER_WAY - {ReturnStatus.PART_RECEIVED}) | {ReturnStatus.CLOSED},
    ReturnStatus.RECEIVED: (_UNDER_WAY - {ReturnStatus.RECEIVED}) | {ReturnStatus.CLOSED},
    ReturnStatus.INSPECTED: (_UNDER_WAY - {ReturnStatus.INSPECTED}) | {ReturnStatus.CLOSED},
    ReturnStatus.CLOSED: _UNDER_WAY,
    ReturnStatus.CANCELLED: frozenset({ReturnStatus.EXPECTED}),
}
"""Status -> what may follow; back leads an undo."""


class Remedy(StrEnum):
    """What the customer is to get for it."""

    NONE = "none"
    REFUND = "refund"
    REPLACEMENT = "replacement"


class Inspection(Record):
    """What somebody found about a part of a line, and what became of it.

    Attributes:
        proposed: what the house's table says about its condition.
        target: where it went; the rejection that follows it up, where there is one.
        transaction: the posting that brought it there.
    """

    quantity: Quantity
    lot: str = ""
    condition: Condition
    disposition: Disposition
    proposed: Disposition
    target: str
    rejection: str = ""
    transaction: str
    by: str
    at: AwareDatetime
    note: str = ""
    photo: str = ""


class ReturnLine(NumberedLine):
    """One item that comes back.

    Attributes:
        order: the order it was shipped for, or whatever number somebody gave; empty for none.
        order_line: the line of that order, 0 where it is none of ours.
        expected: what was announced; zero where it just came.
        received: what has come; it lies at `location` until it is inspected.
        gone: left there another way than by an inspection.
        reason: why, in the customer's or our words.
        refunded: so much of it is on a credit note; `replaced` is on an order.
        came_as: the condition it seemed to be in as it just came; None where nobody has said.
    """

    item: str
    lot: str = ""
    order: str = ""
    order_line: int = 0
    expected: Quantity = ZERO
    received: Quantity = ZERO
    gone: Quantity = ZERO
    location: str = ""
    inspections: tuple[Inspection, ...] = ()
    reason: str = ""
    remedy: Remedy = Remedy.NONE
    refunded: Quantity = ZERO
    replaced: Quantity = ZERO
    note: str = ""
    photo: str = ""
    came_as: Condition | None = None

    @property
    def outstanding(self) -> Quantity:
        """What was announced and has not come."""
        return max(ZERO, self.expected - self.received)

    @property
    def inspected(self) -> Quantity:
        return sum((one.quantity for one in self.inspections), ZERO)

    @property
    def waiting(self) -> Quantity:
        """What lies in returns and nobody has inspected yet."""
        return self.received - self.inspected - self.gone

    @property
    def returned(self) -> Quantity:
        """What was announced, or has come beyond that."""
        return max(self.expected, self.received)

    @property
    def made_good(self) -> Quantity:
        """What is on a credit note or on an order that replaces it."""
        return self.refunded + self.replaced


class CustomerReturn(Lined[ReturnLine]):
    """One return, numbered `RMA-1`.

    Attributes:
        customer: a code, or what people wrote; empty where nobody knows.
        is_announced: whether we knew of it before it came.
        is_ended: nothing more of it is expected.
        override: why it was taken although it came late, or was more than was shipped, and
            `override_by` who said so.
        credits: numbers of credit notes; `replacements` are orders.
        source: form, message, sheet, import or recall.
        thread: where its message stands in Slack, None until it was sent.
    """

    type: Literal["customer_return"] = "customer_return"
    number: str
    status: ReturnStatus = ReturnStatus.EXPECTED
    customer: str = ""
    lines: tuple[ReturnLine, ...]
    is_announced: bool = True
    is_ended: bool = False
    override: str = ""
    override_by: str = ""
    carrier: str = ""
    tracking: str = ""
    expected_on: date | None = None
    credits: tuple[str, ...] = ()
    replacements: tuple[str, ...] = ()
    asked_by: str
    asked_on: date
    source: str = "form"
    reason: str = ""
    note: str = ""
    thread: Place | None = None

    @property
    def is_open(self) -> bool:
        return self.status in _UNDER_WAY

    @property
    def claims(self) -> tuple[tuple[ReturnLine, Quantity], ...]:
        """Its lines, each with what of it counts against what was shipped."""
        if self.status is ReturnStatus.CANCELLED:
            return ()
        return tuple((line, line.received + self.to_come(line)) for line in self.lines)

    def to_come(self, line: ReturnLine) -> Quantity:
        """Return what of a line is still expected."""
        is_over = self.is_ended or not self.is_open
        return ZERO if is_over else line.outstanding

    @property
    def due_on(self) -> date:
        """The day by which it should be here."""
        return self.expected_on or self.asked_on + AWAITED_FOR

    def is_late(self, on: date) -> bool:
        """Tell whether some of it is still to come on a day after that."""
        return self.due_on < on and any(self.to_come(line) for line in self.lines)

    @property
    def orders(self) -> tuple[str, ...]:
        """The orders its goods were shipped for, each once."""
        return tuple(dict.fromkeys(line.order for line in self.lines if line.order))

    @property
    def found_by(self) -> tuple[str, ...]:
        """The thread that is about it, and its orders."""
        thread = (self.thread.address,) if self.thread else ()
        return (*thread, *self.orders)


def status_of(returned: CustomerReturn) -> ReturnStatus:
    """Return how far a return is, by its lines.

    What was announced stays inspected until it is made good, or somebody closes it; what just came
    has nothing more to wait for than what its lines ask for.
    """
    if returned.status is ReturnStatus.CANCELLED:
        return returned.status
    lines = returned.lines
    if not returned.is_ended and any(line.outstanding for line in lines):
        has_come = any(line.received for line in lines)
        return ReturnStatus.PART_RECEIVED if has_come else ReturnStatus.EXPECTED
    if any(line.waiting > 0 for line in lines):
        return ReturnStatus.RECEIVED
    if returned.status is ReturnStatus.CLOSED or _is_made_good(returned):
        return ReturnStatus.CLOSED
    return ReturnStatus.INSPECTED


def _is_made_good(returned: CustomerReturn) -> bool:
    """Tell whether the customer has got what they are to have for it."""
    owed = (
        line for line in returned.lines if returned.is_announced or line.remedy is not Remedy.NONE
    )
    return all(line.made_good >= line.inspected for line in owed)
