"""The questions people ask: how much is there, where, who holds it, what happened to it."""

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from datetime import date
from typing import Final

from inventory.book import Book
from inventory.holders import holders_by_place
from inventory.item import Item
from inventory.location import LocationKind
from inventory.lot import Lot, LotStatus
from inventory.move import Move
from inventory.ports import JournalReader, MoveFilter
from inventory.quantity import ZERO, Quantity
from inventory.record import Record
from inventory.replenishing.on_order import Coming, back_ordered, coming

MOVES_MAX: Final = 3
"""So many of the moves that brought goods to a place are told."""


class Standing(Record):
    """One balance with what it means: `kind` of its location, and whether it may be picked.

    Attributes:
        reason: why the lot is held.
        holders: (order, quantity) of those it is kept for, the most urgent first.
    """

    location: str
    kind: LocationKind
    lot: str = ""
    quantity: Quantity
    is_available: bool
    expires_on: str = ""
    lot_status: LotStatus = LotStatus.APPROVED
    reason: str = ""
    holders: tuple[tuple[str, Quantity], ...] = ()

    @property
    def reserved(self) -> Quantity:
        """What of it is kept for orders."""
        return sum((quantity for _, quantity in self.holders), ZERO)


class StockAnswer(Record):
    """How much of an item there is, and where.

    Attributes:
        standings: available places first, most first.
        available: in places for picking, less what is kept for orders there.
        on_order: proposed or ordered and not yet come.
        coming: by which proposals and purchase orders.
        back_ordered: what orders wait for.
    """

    item: Item
    on_hand: Quantity
    available: Quantity
    on_order: Quantity
    coming: tuple[Coming, ...] = ()
    back_ordered: Quantity = ZERO
    standings: tuple[Standing, ...]


class LotAnswer(Record):
    """One lot of an item.

    Attributes:
        status: as it is set, or expired by its date.
        standings: where it lies.
    """

    item: Item
    lot: Lot
    status: LotStatus
    on_hand: Quantity
    standings: tuple[Standing, ...]

    @property
    def is_approved(self) -> bool:
        """Whether it may be picked, wherever that is possible."""
        return self.status is LotStatus.APPROVED


class Holding(Record):
    """Stock that cannot be picked, and the newest moves that put it there."""

    standing: Standing
    moves: tuple[Move, ...]


def how_much(book: Book, item: Item, on: date | None = None) -> StockAnswer:
    """Answer how much of an item there is and where it lies.

    Args:
        book: as it stands.
        item: the one asked about.
        on: today, so that expired lots do not count as available.
    """
    standings = list(_standings(book, item, on))
    expected = coming(book, item.sku)
    standings.sort(key=lambda s: (not s.is_available, -s.quantity, s.location, s.lot))
    return StockAnswer(
        item=item,
        on_hand=sum((s.quantity for s in standings), ZERO),
        available=sum((s.quantity - s.reserved for s in standings if s.is_available), ZERO),
        on_order=sum((one.quantity for one in expected), ZERO),
        coming=expected,
        back_ordered=back_ordered(book)[item.sku],
        standings=tuple(standings),
    )


def about_lots(
    book: Book, item: Item, lots: Sequence[Lot], on: date | None = None
) -> list[LotAnswer]:
    """Answer what lots of an item are, where they lie, and whether they may be picked.

    Args:
        book: as it stands.
        item: whose lots they are.
        lots: those asked about, in the order of the answers.
        on: today, so that an expired lot is told as one.
    """
    there: defaultdict[str, list[Standing]] = defaultdict(list)
    wanted = {lot.code for lot in lots}
    for standing in sorted(_standings(book, item, on, wanted), key=lambda one: one.location):
        there[standing.lot].append(standing)
    return [
        LotAnswer(
            item=item,
            lot=lot,
            status=book.status_of(lot, on),
            on_hand=sum((one.quantity for one in there[lot.code]), ZERO),
            standings=tuple(there[lot.code]),
        )
        for lot in lots
    ]


def who_holds(
    book: Book, reader: JournalReader, item: Item, on: date | None = None
) -> list[Holding]:
    """Answer why on hand is not all available: where the rest lies and who put it there."""
    held = [s for s in how_much(book, item, on).standings if not s.is_available or s.holders]
    return [Holding(standing=s, moves=_moves_into(reader, item, s)) for s in held]


def what_happened(
    reader: JournalReader, item: Item, *, location: str = "", limit: int = 20
) -> list[Move]:
    """Answer what happened to an item, newest first."""
    return list(reader.moves(MoveFilter(item=item.sku, location=location), limit))


def _moves_into(reader: JournalReader, item: Item, standing: Standing) -> tuple[Move, ...]:
    wanted = MoveFilter(item=item.sku, location=standing.location, lot=standing.lot)
    into = [m for m in reader.moves(wanted, 50) if m.target == standing.location]
    return tuple(into[:MOVES_MAX])


def _standings(
    book: Book, item: Item, on: date | None, lots: Container[str] | None = None
) -> Iterator[Standing]:
    """Yield where an item lies, of some lots or of all; there may be thousands of pieces."""
    holders = holders_by_place(book, item.sku)
    for (location, lot), quantity in book.balances(item.sku).items():
        if lots is not None and lot not in lots:
            continue
        kind = book.kind_of(location)
        known = book.lot(item.sku, lot)
        status = book.status_of(known, on)
        yield Standing(
            location=location,
            kind=kind,
            lot=lot,
            quantity=quantity,
            is_available=kind.is_available and status is LotStatus.APPROVED,
            lot_status=status,
            reason=known.reason if known else "",
            expires_on=known.expires_on.isoformat() if known and known.expires_on else "",
            holders=holders.get((location, lot), ()),
        )
