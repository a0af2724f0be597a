"""What can be wrong with a request about a count.

    StockError
    +-- NothingToCount              the scope holds nothing today
    +-- CountTooLong                nobody plans so much at once
    +-- CountTaken                  somebody else counts this sheet
    +-- OtherCounterNeeded          who counted it does not count it again
    +-- CountedAlready              the line is settled
    +-- CountedTwice                two lines count one bin: which of them is right?
    +-- NotInWrongBin               nothing says that these goods belong elsewhere
    +-- CountPosted                 something of it is in the ledger: it cannot be cancelled

An approval by somebody who counted is a `SelfApproval`.
"""

from dataclasses import dataclass

from inventory.errors import StockError


@dataclass(unsafe_hash=True)
class NothingToCount(StockError):
    """`problem` is one of unknown_zone, unknown_site, unknown_class, unknown_bins, or as below.

    Attributes:
        problem: nothing, nothing_due, nothing_suspect, or on_sheets: open `counts` have all of it.
        known: what it could have been.
    """

    problem: str
    what: str = ""
    known: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()


@dataclass(unsafe_hash=True)
class CountTooLong(StockError):
    """`zones` are the parts of it, each with how many of its `lines` lie there."""

    lines: int
    most: int
    zones: tuple[tuple[str, int], ...] = ()


@dataclass(unsafe_hash=True)
class CountTaken(StockError):
    """`by` counts it."""

    number: str
    by: str


@dataclass(unsafe_hash=True)
class OtherCounterNeeded(StockError):
    """`counters` have counted it; `who` else could."""

    number: str
    line: int
    item: str
    location: str
    counters: tuple[str, ...]
    who: tuple[str, ...] = ()


@dataclass(unsafe_hash=True)
class CountedAlready(StockError):
    """`line` is 0 where the whole sheet is meant."""

    number: str
    line: int
    item: str
    location: str
    status: str


@dataclass(unsafe_hash=True)
class NotInWrongBin(StockError):
    """The book has no more of the item anywhere than was found."""

    number: str
    line: int
    item: str
    location: str


@dataclass(unsafe_hash=True)
class CountPosted(StockError):
    """`transactions` have posted lines of it."""

    number: str
    transactions: tuple[str, ...]


@dataclass(unsafe_hash=True)
class CountedTwice(StockError):
    """Two lines of one request count the same balance."""

    item: str
    location: str
    lot: str = ""
