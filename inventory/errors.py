"""What can be wrong with a request, each with the facts a person needs to put it right.

    StockError                      a person can correct it; nothing was recorded
    +-- UnknownItem, UnknownLocation, UnknownLot, UnknownUnit, UnknownReason, UnknownTransaction,
    |   UnknownDocument             no such thing
    +-- Inactive                    it exists, and is out of use
    +-- MissingPart                 the request leaves out something the verb needs
    +-- NotPositive, FractionRefused, QuantityTooLarge, NothingMoved
    +-- NotEnough                   promise: never below zero in a real location
    +-- WrongPlace                  the location is not of the kind the verb works on
    +-- LotRefused                  the lot is missing, not wanted, expired, or at odds with itself
    +-- NotAllowed, OtherDuty       roles, and what an operator is kept to
    +-- SelfApproval                the second pair of eyes
    +-- UndoRefused                 what stands in the way of taking it back
    +-- DateRefused                 back-dating without the right, before the freeze, or ahead
    +-- AlreadyDecided              somebody was quicker
    +-- NothingChanged              the book already says so
    +-- TooManyLines
    +-- LineErrors                  several lines, each with its own error
    +-- KeyReused                   the same key came with another request

What only one room refuses has a module beside it (`count_errors`, `kit_errors`, ...).
Wording for people lives in `bot/`; `str(error)` is for logs.
"""

from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal


class StockError(Exception):
    """A request that was refused; nothing was recorded."""

    def __str__(self) -> str:
        facts = ", ".join(f"{f.name}={getattr(self, f.name)!r}" for f in fields(self))  # type: ignore[arg-type]
        return f"{type(self).__name__}({facts})"


@dataclass(unsafe_hash=True)
class UnknownItem(StockError):
    item: str


@dataclass(unsafe_hash=True)
class UnknownLocation(StockError):
    location: str


@dataclass(unsafe_hash=True)
class UnknownLot(StockError):
    item: str
    lot: str
    known: tuple[str, ...] = ()


@dataclass(unsafe_hash=True)
class UnknownUnit(StockError):
    item: str
    unit: str
    known: tuple[str, ...] = ()


@dataclass(unsafe_hash=True)
class UnknownReason(StockError):
    reason: str
    known: tuple[str, ...] = ()


@dataclass(unsafe_hash=True)
class UnknownTransaction(StockError):
    transaction: str


@dataclass(unsafe_hash=True)
class UnknownDocument(StockError):
    number: str


@dataclass(unsafe_hash=True)
class Inactive(StockError):
    """`what` is item, location or supplier."""

    what: str
    code: str


@dataclass(unsafe_hash=True)
class MissingPart(StockError):
    """`part` is quantity, item, location, target, reason, condition, ..."""

    verb: str
    part: str


@dataclass(unsafe_hash=True)
class NotPositive(StockError):
    verb: str
    item: str
    number: Decimal


@dataclass(unsafe_hash=True)
class FractionRefused(StockError):
    item: str
    quantity: Decimal
    unit: str


@dataclass(unsafe_hash=True)
class QuantityTooLarge(StockError):
    item: str
    quantity: Decimal
    unit: str


@dataclass(unsafe_hash=True)
class NothingMoved(StockError):
    """Source and target are the same place."""

    item: str
    location: str


@dataclass(unsafe_hash=True)
class NotEnough(StockError):
    """More was asked for than lies there.

    Attributes:
        elsewhere: (location, lot, on hand) where the item can be taken instead, most first.
    """

    verb: str
    item: str
    unit: str
    location: str
    lot: str
    wanted: Decimal
    on_hand: Decimal
    elsewhere: tuple[tuple[str, str, Decimal], ...] = ()


@dataclass(unsafe_hash=True)
class WrongPlace(StockError):
    """`kind` is what the location is; `wanted` what the verb works on."""

    verb: str
    location: str
    kind: str
    wanted: tuple[str, ...]
    condition: str = ""


@dataclass(unsafe_hash=True)
class LotRefused(StockError):
    """A lot that is missing, not_tracked, ambiguous, expired, another_expiry or another_made_on.

    Attributes:
        expires_on: of the lot as it is known; made_on likewise.
    """

    problem: str
    item: str
    lot: str = ""
    known: tuple[str, ...] = ()
    expires_on: date | None = None
    made_on: date | None = None


@dataclass(unsafe_hash=True)
class NotAllowed(StockError):
    """`needs` is the least role that may; `who` are the people who have it.

    Attributes:
        is_named: the actor is somebody whom a request names, not who asks.
    """

    actor: str
    action: str
    needs: str
    has: str
    who: tuple[str, ...] = ()
    is_named: bool = False


@dataclass(unsafe_hash=True)
class OtherDuty(StockError):
    """The role would do, but `duty` is not among `has`; `who` are the people who may.

    Attributes:
        is_named: as of `NotAllowed`.
    """

    actor: str
    action: str
    duty: str
    has: tuple[str, ...]
    who: tuple[str, ...] = ()
    is_named: bool = False


@dataclass(unsafe_hash=True)
class SelfApproval(StockError):
    """Neither the requester nor whoever has counted may decide; `who` could, if anybody can."""

    actor: str
    number: str
    who: tuple[str, ...] = ()


@dataclass(unsafe_hash=True)
class UndoRefused(StockError):
    """A posting stands.

    `problem` is undone, stock_gone, changed_since, put_away (by the putaway `by`), frozen, invoiced,
    proposed_again, credited, replaced (by the order `by`), returned (with the return `by`), written,
    recount (of the line `by`, for somebody else), only_counted (on the sheet `by`) or kept (for the
    order `by`).

    Attributes:
        by: the transaction or document that stands in the way.
        since: the transaction that has changed it since, or empty.
    """

    problem: str
    transaction: str
    by: str = ""
    item: str = ""
    location: str = ""
    wanted: Decimal | None = None
    on_hand: Decimal | None = None
    since: str = ""


@dataclass(unsafe_hash=True)
class DateRefused(StockError):
    """`problem` is future or frozen."""

    problem: str
    day: date
    limit: date


@dataclass(unsafe_hash=True)
class AlreadyDecided(StockError):
    number: str
    status: str
    by: str
    transaction: str = ""


@dataclass(unsafe_hash=True)
class NothingChanged(StockError):
    """`state` is the status of a lot or document, empty where it needs no saying."""

    what: str
    state: str = ""


@dataclass(unsafe_hash=True)
class TooManyLines(StockError):
    lines: int
    most: int


@dataclass(unsafe_hash=True)
class LineErrors(StockError):
    """Every line that cannot be posted, by its number from 1; nothing was posted."""

    errors: tuple[tuple[int, StockError], ...] = field(default=())
    lines: int = 0


@dataclass(unsafe_hash=True)
class KeyReused(StockError):
    """A key that stands for one request came again with another; somebody should look."""

    key: str
    transaction: str


class BrokenInvariantError(AssertionError):
    """Our own mistake: what must always hold does not. The write stops."""
