"""What can be wrong with a request about a recall.

StockError
+-- NothingToRecall             no lot is meant by the scope
+-- AlreadyRecalled             all of it is recalled already, by which recall
+-- ScopeUnclear                a name means lots of several items, or the range runs backwards
+-- StillOutside                customers still have some: say why it ends all the same
+-- StillHeld                   some is still here: decide, do it, or say why it ends all the same
+-- BeyondOutstanding           more than the customer still has
+-- BeyondUnnamed               more than came back without a name
+-- NotOnRecall                 the customer got nothing of these lots
"""

from dataclasses import dataclass
from decimal import Decimal

from inventory.errors import StockError


@dataclass(unsafe_hash=True)
class NothingToRecall(StockError):
    """`what` is the part of the scope that found nothing: lots, supplier or days; `known` are close ones."""

    what: str
    known: tuple[str, ...] = ()
    part: str = "lots"


@dataclass(unsafe_hash=True)
class AlreadyRecalled(StockError):
    """`number` is the recall that holds them."""

    number: str
    lots: tuple[str, ...]


@dataclass(unsafe_hash=True)
class ScopeUnclear(StockError):
    """`problem` is several_items, backwards, unlike, too_wide or empty.

    Unlike are the ends of a range.
    """

    problem: str
    what: str = ""
    known: tuple[str, ...] = ()


@dataclass(unsafe_hash=True)
class StillOutside(StockError):
    """`customers` have some of it."""

    number: str
    outstanding: Decimal
    customers: tuple[str, ...]


@dataclass(unsafe_hash=True)
class StillHeld(StockError):
    """So much is held here; `outcome` is what was decided that becomes of it, empty for nothing."""

    number: str
    held: Decimal
    outcome: str = ""


@dataclass(unsafe_hash=True)
class BeyondOutstanding(StockError):
    """They had `outstanding` left, by the book."""

    number: str
    customer: str
    item: str
    wanted: Decimal
    outstanding: Decimal


@dataclass(unsafe_hash=True)
class BeyondUnnamed(StockError):
    """So many came back without a name: `unnamed`."""

    number: str
    item: str
    wanted: Decimal
    unnamed: Decimal


@dataclass(unsafe_hash=True)
class NotOnRecall(StockError):
    """`known` are those who are on it."""

    number: str
    customer: str
    known: tuple[str, ...] = ()
