"""Reading years of ledger rows once: what left for customers and production, what came back.

A million rows go by one at a time and only numbers of them are kept, so that a large house needs some
hundred bytes for each. Quantities are whole numbers of millionths, the smallest part of a base unit
there is: sums of them are exact.

What was undone never happened, and neither did its undoing: of such transactions nothing counts.
Goods moved inside the house are the exception, since they did lie elsewhere in the meantime.
"""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import numpy as np
from numpy.typing import NDArray

from inventory.book import Book
from inventory.demand.sites import HOUSE_SITE, Sites
from inventory.location import CUSTOMER, PRODUCTION
from inventory.move import MoveKind
from inventory.ports import Flow
from inventory.quantity import DECIMALS_MAX

Ints = NDArray[np.int64]

SCALE: Final = 10**DECIMALS_MAX
"""Millionths in a base unit."""

QUARTER_S: Final = 900
"""No time zone begins a day at another minute than these."""


def _column() -> "array[int]":
    return array("q")


@dataclass(slots=True)
class Rows:
    """Goods that left, or came back, one number of each column a ledger row.

    Attributes:
        key: of item and site; `item` of the item alone.
        day: ordinal in the warehouse's time zone; `second` since 1970, to tell what was first.
        quantity: in millionths.
        document: 0 for none.
    """

    key: "array[int]" = field(default_factory=_column)
    item: "array[int]" = field(default_factory=_column)
    day: "array[int]" = field(default_factory=_column)
    second: "array[int]" = field(default_factory=_column)
    line: "array[int]" = field(default_factory=_column)
    transaction: "array[int]" = field(default_factory=_column)
    quantity: "array[int]" = field(default_factory=_column)
    document: "array[int]" = field(default_factory=_column)
    production: "array[int]" = field(default_factory=_column)


ARRIVALS: Final = frozenset({MoveKind.RECEIPT, MoveKind.BUILD, MoveKind.TRANSFER})
"""By these goods come to a site to be there for whoever asks."""


@dataclass(slots=True)
class StockChanges:
    """What came to places for picking, or left them.

    Attributes:
        transaction: 0 where it always counts.
        arrival: 1 for what came from a supplier, from production or from another site.
    """

    key: "array[int]" = field(default_factory=_column)
    day: "array[int]" = field(default_factory=_column)
    change: "array[int]" = field(default_factory=_column)
    transaction: "array[int]" = field(default_factory=_column)
    arrival: "array[int]" = field(default_factory=_column)


class LedgerReading:
    """What a pass over the ledger leaves behind.

    Attributes:
        keys: (item, site) in order of first appearance; `items` and `documents` likewise.
        issues: what left for customers and production; `returns` what came back.
        stock: what changed in places for picking.
        undoer: sequence of a transaction -> of the one that took it back.
    """

    def __init__(self, book: Book, flows: Iterable[Flow]) -> None:
        self.keys: dict[tuple[str, str], int] = {}
        self.items: dict[str, int] = {}
        self.documents: dict[str, int] = {"": 0}
        self.issues, self.returns, self.stock = Rows(), Rows(), StockChanges()
        self.undoer: dict[int, int] = {}
        self._places = _Places(book)
        self._days = _Days(book)
        for flow in flows:
            if flow.transaction <= book.sequence:  # later ones the book knows nothing of
                self._take(flow)

    def voided(self) -> Ints:
        """Return the transactions that never happened: undone ones, and every undo.

        What an undo took back that was itself undone has happened after all.
        """
        gone = [one for one in self.undoer if not self._stands(one)]
        return np.array(sorted({*gone, *self.undoer.values()}), dtype=np.int64)

    def _stands(self, transaction: int) -> bool:
        stands = True
        while by := self.undoer.get(transaction):
            stands, transaction = not stands, by
        return stands

    def _take(self, flow: Flow) -> None:
        if flow.undoes:
            self.undoer[flow.undoes] = flow.transaction
        second = int(flow.occurred_at.timestamp())
        day, quantity = self._days.of(second), int(flow.quantity * SCALE)
        if is_demand(flow):
            site = self._places.left_from(flow.item, flow.source)
            self._note(self.issues, flow, second, quantity, self._key(flow.item, site))
        elif is_given_back(flow):
            self._note(self.returns, flow, second, quantity, 0)
        self._note_stock(flow, day, quantity)

    def _note(self, rows: Rows, flow: Flow, second: int, quantity: int, key: int) -> None:
        rows.key.append(key)
        rows.item.append(self.items.setdefault(flow.item, len(self.items)))
        rows.day.append(self._days.of(second))
        rows.second.append(second)
        rows.line.append(flow.line)
        rows.transaction.append(flow.transaction)
        rows.quantity.append(quantity)
        rows.document.append(self.documents.setdefault(flow.document, len(self.documents)))
        rows.production.append(PRODUCTION in (flow.source, flow.target))

    def _note_stock(self, flow: Flow, day: int, quantity: int) -> None:
        left, reached = self._places.picked_at(flow.source), self._places.picked_at(flow.target)
        if left == reached:
            return
        counted = 0 if flow.kind is MoveKind.MOVE else flow.transaction
        if left is not None:
            self._change(self._key(flow.item, left), day, -quantity, counted, is_arrival=False)
            self._places.remember(flow.item, flow.target, left)
        if reached is not None:
            is_arrival = flow.kind in ARRIVALS
            self._change(
                self._key(flow.item, reached), day, quantity, counted, is_arrival=is_arrival
            )

    def _change(
        self, key: int, day: int, change: int, transaction: int, *, is_arrival: bool
    ) -> None:
        self.stock.key.append(key)
        self.stock.day.append(day)
        self.stock.change.append(change)
        self.stock.transaction.append(transaction)
        self.stock.arrival.append(is_arrival)

    def _key(self, item: str, site: str) -> int:
        return self.keys.setdefault((item, site), len(self.keys))


def is_demand(flow: Flow) -> bool:
    """Tell whether goods left because somebody asked for them: a customer, or a kit to be built."""
    if flow.target == CUSTOMER:
        return flow.kind is MoveKind.SHIPMENT
    return flow.target == PRODUCTION and flow.kind is MoveKind.BUILD


def is_given_back(flow: Flow) -> bool:
    """Tell whether goods came that had been asked for before."""
    if flow.source == CUSTOMER:
        return flow.kind is MoveKind.RETURN
    return flow.source == PRODUCTION and flow.kind is MoveKind.UNBUILD


class _Places:
    """What each place is to demand, looked up once; and from which site goods on a bench came."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._sites = Sites(book)
        self._picked_at: dict[str, str | None] = {}
        self._site_of: dict[str, str] = {}
        self._came_from: dict[tuple[str, str], str] = {}

    def picked_at(self, code: str) -> str | None:
        """Return the site for which goods may be picked at a place, None where they may not."""
        if code not in self._picked_at:
            is_for_picking = self._book.kind_of(code).is_available
            self._picked_at[code] = self._sites.of(code) if is_for_picking else None
        return self._picked_at[code]

    def remember(self, item: str, code: str, site: str) -> None:
        """Note which site's goods a place without a site has got last."""
        if not self._sites.is_one:
            self._came_from[item, code] = site

    def left_from(self, item: str, code: str) -> str:
        """Return the site that goods left: of the place, or of where it had them from."""
        if self._sites.is_one:
            return HOUSE_SITE
        if code not in self._site_of:
            self._site_of[code] = self._sites.of(code)
        return self._site_of[code] or self._came_from.get((item, code), HOUSE_SITE)


class _Days:
    """Days in the warehouse's time zone, looked up once for all rows of a quarter of an hour."""

    def __init__(self, book: Book) -> None:
        self._zone = book.rules.zone
        self._known: dict[int, int] = {}

    def of(self, second: int) -> int:
        quarter = second // QUARTER_S
        day = self._known.get(quarter)
        if day is None:
            moment = datetime.fromtimestamp(quarter * QUARTER_S, self._zone)
            day = self._known[quarter] = moment.toordinal()
        return day
