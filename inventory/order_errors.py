"""What can be wrong with a request about orders, with the facts to put it right.

    StockError
    +-- UnknownCustomer, UnknownLine, UnknownService    no such thing
    +-- WrongStep           the document is not at the step where this can be done
    +-- AlreadyClaimed      somebody else has it in hand
    +-- AlreadyPicked       somebody was there already
    +-- NothingToPick       nothing is reserved for these orders
    +-- ReasonNeeded        this departs from the plan, and takes a reason
    +-- SecondPersonNeeded  the checker must not be the picker
    +-- PackingBlocked      rules that nobody has ticked
    +-- NobodyToWriteTo     a letter has nobody to go to
    +-- QuantityOutOfRange  more than was asked for, or less than has gone already
    +-- Reserved            enough lies there, and others hold it
    +-- CreditRefused       more than was invoiced, or of a line that is not there

Wording for people lives in `bot/`.
"""

from dataclasses import dataclass
from decimal import Decimal

from inventory.errors import StockError


@dataclass(unsafe_hash=True)
class UnknownCustomer(StockError):
    """No such code on the tab Customers."""

    customer: str


@dataclass(unsafe_hash=True)
class UnknownLine(StockError):
    """The document has no line, stop or rule of that number."""

    number: str
    line: int


@dataclass(unsafe_hash=True)
class UnknownService(StockError):
    """No such code on the tab Carriers, or one that is out of use."""

    service: str


@dataclass(unsafe_hash=True)
class WrongStep(StockError):
    """A document is at another step.

    Attributes:
        action: what was asked; `status` is where the document stands.
        by: the document that has to be finished first, or empty.
    """

    number: str
    action: str
    status: str
    by: str = ""


@dataclass(unsafe_hash=True)
class AlreadyClaimed(StockError):
    """Somebody else has the pick list in hand."""

    number: str
    by: str


@dataclass(unsafe_hash=True)
class AlreadyPicked(StockError):
    """Somebody has been at that stop, or checked that line."""

    number: str
    line: int
    item: str
    by: str


@dataclass(unsafe_hash=True)
class NothingToPick(StockError):
    """Nothing is reserved for these orders in any bin."""

    orders: tuple[str, ...]


@dataclass(unsafe_hash=True)
class ReasonNeeded(StockError):
    """`why` is short, another_lot or substitute."""

    number: str
    why: str
    item: str
    planned: str = ""


@dataclass(unsafe_hash=True)
class SecondPersonNeeded(StockError):
    """The picker may not check; `who` could."""

    actor: str
    number: str
    who: tuple[str, ...] = ()


@dataclass(unsafe_hash=True)
class PackingBlocked(StockError):
    """Rules of the customer or the order that nobody has ticked."""

    number: str
    rules: tuple[str, ...]


@dataclass(unsafe_hash=True)
class NobodyToWriteTo(StockError):
    """The house does not write to its customers, or nobody is kept under the customer's code.

    Attributes:
        customer: the code, empty where the house does not write to anybody.
    """

    number: str
    customer: str = ""


@dataclass(unsafe_hash=True)
class QuantityOutOfRange(StockError):
    """`least` to `most` would be possible."""

    number: str
    item: str
    quantity: Decimal
    least: Decimal
    most: Decimal


@dataclass(unsafe_hash=True)
class Reserved(StockError):
    """Enough lies there, but it is kept for orders.

    Attributes:
        holders: (order, quantity) of who holds it, the most urgent first.
        elsewhere: (location, lot, free) where the item can be taken instead, most first.
    """

    verb: str
    item: str
    unit: str
    location: str
    lot: str
    wanted: Decimal
    on_hand: Decimal
    free: Decimal
    holders: tuple[tuple[str, Decimal], ...] = ()
    elsewhere: tuple[tuple[str, str, Decimal], ...] = ()


@dataclass(unsafe_hash=True)
class CreditRefused(StockError):
    """A credit note that cannot be made.

    Attributes:
        problem: nothing (is left), no_such_line, not_positive, too_much.
        line: of the invoice, from 1; `left` is what of it can still be credited.
    """

    problem: str
    invoice: str
    line: int = 0
    quantity: Decimal = Decimal(0)
    left: Decimal = Decimal(0)
