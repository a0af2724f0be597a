"""Tracing: from a lot on to whoever has some of it, and back to whoever delivered it.

    lot --> kits --> kits of kits --> shipments --> customers            forward
    lot --> components --> receipts --> purchase orders --> suppliers    back

Both walk over the trail that the book keeps (`bookkeeping/trail.py`), so that neither the length of
the ledger nor the number of documents matters.
"""

from collections.abc import Iterable
from typing import NamedTuple

from inventory.book import Book
from inventory.recalling.origins import Origin, origins_of
from inventory.recalling.walking import Reached, walk_back, walk_onward
from inventory.recalling.whereabouts import Consignee, Whereabouts, whereabouts_of
from inventory.stock_key import LotKey


class Onward(NamedTuple):
    """A lot that others went into, or one of those asked about, and what became of it."""

    reached: Reached
    whereabouts: Whereabouts


class Source(NamedTuple):
    """A lot that others are made of, or one of those asked about, and where it came from."""

    reached: Reached
    origin: Origin


class Forward(NamedTuple):
    """Where goods of some lots went: they themselves first, then the nearest kits."""

    lots: tuple[Onward, ...]

    @property
    def consignees(self) -> tuple[tuple[LotKey, Consignee], ...]:
        """Who has got some, lot by lot."""
        return tuple(
            (one.reached.lot, consignee)
            for one in self.lots
            for consignee in one.whereabouts.consignees
        )


class Back(NamedTuple):
    """Where goods of some lots came from: they themselves first, then the nearest components."""

    lots: tuple[Source, ...]


def trace_forward(book: Book, lots: Iterable[LotKey]) -> Forward:
    """Return where goods of some lots went, through every kit built of them.

    Args:
        book: as it stands.
        lots: those asked about; an empty code is all of a kit without lots.
    """
    reached = walk_onward(book.trail, lots)
    found = whereabouts_of(book, [one.lot for one in reached])
    return Forward(tuple(Onward(one, found[one.lot]) for one in reached))


def trace_back(book: Book, lots: Iterable[LotKey]) -> Back:
    """Return where goods of some lots came from, through every component of theirs.

    Args:
        book: as it stands.
        lots: those asked about; an empty code is all of a kit without lots.
    """
    reached = walk_back(book.trail, lots)
    found = origins_of(book, [one.lot for one in reached])
    return Back(tuple(Source(one, found[one.lot]) for one in reached))
