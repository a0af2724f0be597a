"""Returns and the sales they take back: demand is what customers kept, on the day they asked for it.

A return is matched first to the sales of the order or parcel that it names, then to the customer's
other sales of the item before it, and among them first to one of exactly its quantity, then to the
latest. A sale mistyped and put right by a return of the same customer, item and quantity so vanishes
whole. Sales to nobody in particular are those of one customer without a name.

What is taken out of kits goes back to the builds that had used it, by the same rule.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from inventory.book import Book
from inventory.demand.reading import Ints, LedgerReading, Rows
from inventory.demand.whose import Whose

BENCH: Final = "\0bench"
"""Production as the customer of what goes into kits."""


@dataclass(slots=True)
class Matching:
    """What has become of the returns.

    Attributes:
        left: of every issue, what was kept of it, in millionths.
        returns: how many there were; `matched` of them wholly, `partly` in part.
        pairs: those that took back, of a sale, exactly all that was left of it.
        unmatched: those that no sale was found for; they change nothing.
        unmatched_quantity: what came back beyond all sales, in millionths.
    """

    left: Ints
    returns: int = 0
    matched: int = 0
    partly: int = 0
    pairs: int = 0
    unmatched: int = 0
    unmatched_quantity: int = 0

    def count(self, asked: int, rest: int, *, is_pair: bool) -> None:
        """Count one return, of which a rest was not matched."""
        self.returns += 1
        self.pairs += is_pair
        self.matched += rest == 0
        self.partly += 0 < rest < asked
        self.unmatched += rest == asked
        self.unmatched_quantity += rest


def match_returns(book: Book, reading: LedgerReading) -> Matching:
    """Take returns off the sales they belong to, in the order in which goods moved.

    Args:
        book: knows whose an order, a parcel or a return is.
        reading: of the ledger.
    """
    issues, returns, voided = reading.issues, reading.returns, reading.voided()
    matching = Matching(_standing(issues, voided))
    names = _Names(book, reading.documents)
    came = _by_item(returns, np.flatnonzero(_standing(returns, voided)))
    left = _by_item(issues, np.flatnonzero(matching.left), came.keys())
    for number, name in enumerate(reading.items):
        if number in came:
            pool = _Pool(reading, matching.left, names, name)
            for is_return, row in _in_time(issues, left[number], returns, came[number]):
                if is_return:
                    pool.take_back(row, matching)
                else:
                    pool.sell(row)
    return matching


def _standing(rows: Rows, voided: Ints) -> Ints:
    """Return the quantities of rows, zero for what never happened."""
    quantities = np.array(rows.quantity, dtype=np.int64)
    quantities[np.isin(np.array(rows.transaction, dtype=np.int64), voided)] = 0
    return quantities


def _by_item(rows: Rows, chosen: Ints, wanted: Iterable[int] | None = None) -> dict[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    items = np.array(rows.item, dtype=np.int64)[chosen]
    if wanted is not None:
        is_wanted = np.isin(items, np.array(list(wanted), dtype=np.int64))
        chosen, items = chosen[is_wanted], items[is_wanted]
    for item, row in zip(items.tolist(), chosen.tolist(), strict=True):
        found[item].append(row)
    return found


def _in_time(
    issues: Rows, left: list[int], returns: Rows, came: list[int]
) -> Iterator[tuple[bool, int]]:
    """Yield (whether it is a return, its row) in the order in which goods moved."""
    moved = [(issues.second[row], issues.line[row], False, row) for row in left]
    moved += [(returns.second[row], returns.line[row], True, row) for row in came]
    return ((is_return, row) for _, _, is_return, row in sorted(moved))


class _Sales:
    """Sales that a return may take back, oldest first; what others took meanwhile is skipped."""

    def __init__(self, left: Ints) -> None:
        self._left = left
        self._rows: list[int] = []
        self._by_quantity: defaultdict[int, list[int]] = defaultdict(list)

    def add(self, row: int) -> None:
        self._rows.append(row)
        self._by_quantity[int(self._left[row])].append(row)

    def take_exactly(self, quantity: int) -> bool:
        """Take back the latest sale of which exactly so much is left; tell whether there is one."""
        same = self._by_quantity.get(quantity, [])
        while same:
            row = same.pop()
            if self._left[row] == quantity:
                self._left[row] = 0
                return True
        return False

    def take(self, quantity: int) -> int:
        """Take back the latest sales as far as they go; return the rest."""
        while quantity and self._rows:
            row = self._rows[-1]
            part = min(int(self._left[row]), quantity)
            quantity -= part
            self._left[row] -= part
            if self._left[row]:
                self._by_quantity[int(self._left[row])].append(row)
            else:
                self._rows.pop()
        return quantity


class _Pool:
    """What has been sold of an item so far, by the parcel it left with and by customer.

    Customers are looked up only once a return asks for them: most name their order.
    """

    def __init__(self, reading: LedgerReading, left: Ints, names: "_Names", item: str) -> None:
        self._issues, self._returns, self._left = reading.issues, reading.returns, left
        self._names, self._item = names, item
        self._unsorted: list[int] = []
        self._by_document: defaultdict[int, list[int]] = defaultdict(list)
        self._by_customer: defaultdict[str, _Sales] = defaultdict(self._no_sales)

    def sell(self, row: int) -> None:
        """Note a sale that later returns may take back."""
        self._unsorted.append(row)
        self._by_document[self._issues.document[row]].append(row)

    def take_back(self, row: int, matching: Matching) -> None:
        """Take one return off the sales that it belongs to."""
        asked = rest = self._returns.quantity[row]
        is_pair = False
        for sales in self._candidates(row):
            is_exact = sales.take_exactly(rest)
            is_pair = is_pair or (is_exact and rest == asked)
            rest = 0 if is_exact else sales.take(rest)
            if not rest:
                break
        matching.count(asked, rest, is_pair=is_pair)

    def _candidates(self, row: int) -> Iterator[_Sales]:
        """Yield the sales that a return may be of, those it names first."""
        for document in self._names.parcels(self._returns.document[row], self._item):
            sales = self._no_sales()
            for sold in self._by_document[document]:
                sales.add(sold)
            yield sales
        self._sort()
        yield self._by_customer[self._customer(self._returns, row)]

    def _sort(self) -> None:
        for row in self._unsorted:
            if self._left[row]:
                self._by_customer[self._customer(self._issues, row)].add(row)
        self._unsorted.clear()

    def _customer(self, rows: Rows, row: int) -> str:
        return BENCH if rows.production[row] else self._names.customer(rows.document[row])

    def _no_sales(self) -> _Sales:
        return _Sales(self._left)


class _Names:
    """Documents by their number in the reading."""

    def __init__(self, book: Book, documents: dict[str, int]) -> None:
        self._whose = Whose(book)
        self._numbers, self._documents = documents, list(documents)

    def customer(self, document: int) -> str:
        return self._whose.customer(self._documents[document])

    def parcels(self, document: int, item: str) -> list[int]:
        """Return the documents a return names for an item with which anything has left."""
        named = self._whose.parcels(self._documents[document], item) if document else ()
        return [self._numbers[one] for one in named if one in self._numbers]
