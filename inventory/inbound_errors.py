"""What can be wrong with a request about the way in, with the facts to put it right.

    StockError
    +-- UnknownSupplier     no such code on the tab Suppliers
    +-- ApproverNeeded      the order is worth more than who asked for it may approve
    +-- NotAgreed           a purchase order lacks something before it can go on
    +-- ChangedSince        a purchase order is not any more what its approver looked at
    +-- BelowReceived       a line of a purchase order cannot be cut below what has come
    +-- BeyondAgreement     an order that has partly come cannot cost more than was agreed to
    +-- OverDelivery        more came than was ordered, beyond what is tolerated
    +-- NotOrdered          the purchase order has no such item
    +-- ShortDated          a delivery keeps for less long than it must
    +-- FreightRefused      freight that cannot be shared among the lines of a delivery
    +-- LotHeld             the lot is held, in quarantine, recalled, or expired for good
    +-- SerialsRefused      serial numbers that cannot be read, are known already or do not add up
    +-- AlreadyPutAway      that line is done, or its goods have gone
    +-- WrongBin            the bin does not take these goods, or has no room for them
    +-- OtherSite           goods go to another site by a transfer only, and to one that is there
    +-- LabelsRefused       labels that cannot be printed as asked for

Wording for people lives in `bot/`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from inventory.errors import StockError


@dataclass(unsafe_hash=True)
class UnknownSupplier(StockError):
    """No such code on the tab Suppliers, or one that is out of use."""

    supplier: str


@dataclass(unsafe_hash=True)
class ApproverNeeded(StockError):
    """`who` are the people who may approve it; `value` is None where a cost is not known.

    `is_unsigned`: it was typed into the sheet, so that nobody can tell whose own it is.
    """

    number: str
    actor: str
    value: Decimal | None
    limit: Decimal
    who: tuple[str, ...]
    is_unsigned: bool = False


@dataclass(unsafe_hash=True)
class NotAgreed(StockError):
    """`missing` is supplier, address or lines."""

    number: str
    missing: str


@dataclass(unsafe_hash=True)
class ChangedSince(StockError):
    """`transaction` is what changed it."""

    number: str
    transaction: str


@dataclass(unsafe_hash=True)
class BelowReceived(StockError):
    """`quantity` was asked for in all, and `received` have come."""

    number: str
    item: str
    quantity: Decimal
    received: Decimal


@dataclass(unsafe_hash=True)
class BeyondAgreement(StockError):
    """`agreed` and `total` are None where the cost of a line is not known.

    `item` is one that was not on the order, empty where it only costs more.
    """

    number: str
    agreed: Decimal | None
    total: Decimal | None
    item: str = ""


@dataclass(unsafe_hash=True)
class OverDelivery(StockError):
    """`received` came before, `now` would come; `most` is what may come in all, and `left` still."""

    number: str
    item: str
    unit: str
    ordered: Decimal
    received: Decimal
    now: Decimal
    most: Decimal

    @property
    def left(self) -> Decimal:
        return max(Decimal(0), self.most - self.received)


@dataclass(unsafe_hash=True)
class NotOrdered(StockError):
    """`items` are those of the order."""

    number: str
    item: str
    items: tuple[str, ...]


@dataclass(unsafe_hash=True)
class ShortDated(StockError):
    """`least_on` is the earliest day of expiry that would do; `expires_on` None where none is known."""

    item: str
    lot: str
    expires_on: date | None
    least_on: date


@dataclass(unsafe_hash=True)
class FreightRefused(StockError):
    """`problem` is twice (two lines name it) or nothing_accepted."""

    problem: str
    freight: Decimal


@dataclass(unsafe_hash=True)
class LotHeld(StockError):
    """`status` is hold, quarantine, recalled or expired; `reason` is what was said.

    `recall` is the recall under way that holds it, empty for none.
    """

    verb: str
    item: str
    lot: str
    status: str
    reason: str = ""
    expires_on: date | None = None
    recall: str = ""


@dataclass(unsafe_hash=True)
class SerialsRefused(StockError):
    """`problem` is unreadable, repeated, mixed, known, unknown, not_serial, missing, count or too_many."""

    problem: str
    item: str
    serials: tuple[str, ...] = ()
    wanted: Decimal | None = None


@dataclass(unsafe_hash=True)
class AlreadyPutAway(StockError):
    """Nothing of it waits any more.

    Attributes:
        line: its number, 0 for all of them; `item` is empty then.
        by: who put it away, empty where it left receiving another way; `bins` are those it went to.
    """

    number: str
    line: int
    item: str = ""
    by: str = ""
    bins: tuple[str, ...] = ()


@dataclass(unsafe_hash=True)
class WrongBin(StockError):
    """`problem` is kind, full or too_heavy; `room` is what it still takes."""

    problem: str
    item: str
    location: str
    takes: tuple[str, ...] = ()
    room: Decimal | None = None


@dataclass(unsafe_hash=True)
class OtherSite(StockError):
    """`problem` is transfer_needed, same_site, another_site, unknown_site or no_transit."""

    problem: str
    location: str
    target: str
    sites: tuple[str, ...] = ()


@dataclass(unsafe_hash=True)
class LabelsRefused(StockError):
    """`problem` is nothing, too_many, start, no_bins or which_item.

    `most` is how many labels one print or one sheet has; `pattern` names no bin.
    """

    problem: str
    count: int = 0
    most: int = 0
    size: str = ""
    pattern: str = ""
