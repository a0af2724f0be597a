"""What can be wrong with a request about a return.

    StockError
    +-- BeyondShipped               more than the order has shipped and not got back
    +-- WindowClosed                it was shipped too long ago
    +-- NotShipped                  the order never had that item, or nothing of it has left
    +-- LotNotShipped               the order had that item, of other lots or other pieces
    +-- NothingToInspect            nothing of the line lies in returns
    +-- DispositionRefused          goods in that condition cannot go there
    +-- NothingToMakeGood           all of it has been made good, or nobody knows what it cost
    +-- MoreThanOwed                less of it than that is to be refunded or replaced
    +-- OtherCustomer               the orders of a return belong to one customer

The first two, and another lot, give way to a reason by somebody who may override them.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from inventory.errors import StockError


@dataclass(unsafe_hash=True)
class BeyondShipped(StockError):
    """`returned` of what was `shipped` has come back or been announced before.

    Attributes:
        is_more: what is `wanted` comes besides what its return has announced.
    """

    order: str
    item: str
    wanted: Decimal
    shipped: Decimal
    returned: Decimal
    unit: str = ""
    may_override: bool = False
    is_more: bool = False


@dataclass(unsafe_hash=True)
class WindowClosed(StockError):
    """It could come back `until` that day, `days` after it left."""

    order: str
    item: str
    shipped_on: date
    days: int
    until: date
    may_override: bool = False


@dataclass(unsafe_hash=True)
class NotShipped(StockError):
    """`items` are those the order has shipped; the item is a part of `kits` among them."""

    order: str
    item: str
    items: tuple[str, ...] = ()
    kits: tuple[str, ...] = ()


@dataclass(unsafe_hash=True)
class LotNotShipped(StockError):
    """`lots` are those that left for the order and are not back."""

    order: str
    item: str
    lot: str
    lots: tuple[str, ...] = ()
    may_override: bool = False


@dataclass(unsafe_hash=True)
class NothingToInspect(StockError):
    """`line` is 0 where nothing waits at all; `lines` are those that do."""

    number: str
    line: int
    wanted: Decimal | None = None
    waiting: Decimal | None = None
    unit: str = ""
    lines: tuple[int, ...] = ()


@dataclass(unsafe_hash=True)
class DispositionRefused(StockError):
    """`problem` is condition, or the status of a lot that is not approved, with what is `allowed`."""

    problem: str
    item: str
    condition: str
    disposition: str
    allowed: tuple[str, ...] = ()
    lot: str = ""


@dataclass(unsafe_hash=True)
class NothingToMakeGood(StockError):
    """What stands in the way.

    `problem`: nothing, not_inspected, no_order, not_invoiced, free, credited, no_customer or
    wrong_item.
    """

    problem: str
    number: str
    line: int = 0
    remedy: str = ""
    order: str = ""


@dataclass(unsafe_hash=True)
class MoreThanOwed(StockError):
    """`owed` of a line was inspected and is neither refunded nor replaced."""

    number: str
    line: int
    item: str
    wanted: Decimal
    owed: Decimal
    unit: str = ""


@dataclass(unsafe_hash=True)
class OtherCustomer(StockError):
    """The order is `customer`'s, the return `wanted`'s."""

    order: str
    customer: str
    wanted: str
