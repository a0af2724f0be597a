"""What must always hold, checked on the touched keys in production and on whole books in tests."""

from collections import defaultdict
from decimal import Decimal

from inventory.book import Book
from inventory.bookkeeping.holds import holds_changed
from inventory.documents.putaway import Putaway
from inventory.errors import BrokenInvariantError
from inventory.location import VIRTUAL_LOCATIONS
from inventory.lot import LotStatus
from inventory.quantity import ZERO
from inventory.transaction import Transaction


def check_invariants(book: Book) -> None:
    """Check a whole book.

    Raises:
        BrokenInvariantError: an item and lot does not sum to zero over all locations, a real
            location is below zero, a zero balance is kept, a real balance has no row, more of a
            balance is kept for orders than lies there, or something of a lot that is held, a
            location's load is not the sum of its balances, or more waits to be put away than lies
            there.
    """
    for sku in {*book.stock, *book.held}:
        check_item(book, sku)
    _check_loads(book)
    _check_putaways(book)


def check_touched(book: Book, transaction: Transaction) -> None:
    """Check the items a transaction moved or kept for orders, after it was applied."""
    held = (
        key.item
        for change in transaction.changes
        if change.type == "order"
        for key in holds_changed(change.before, change.after)
    )
    for sku in {*(move.item for move in transaction.moves), *held}:
        check_item(book, sku)


def check_item(book: Book, sku: str) -> None:
    """Check one item's balances; see `check_invariants`."""
    for (location, lot), held in book.held.get(sku, {}).items():
        if held < 0 or held > book.on_hand(sku, location, lot):
            raise BrokenInvariantError(f"{sku} at {location}: {held} kept for orders")
        if book.lot_status(sku, lot) is not LotStatus.APPROVED:
            raise BrokenInvariantError(f"{sku} lot {lot!r} is held and kept for orders")
    sums: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    for (location, lot), quantity in book.stock.get(sku, {}).items():
        sums[lot] += quantity
        is_real = location not in VIRTUAL_LOCATIONS
        if is_real and quantity < 0:
            raise BrokenInvariantError(f"{sku} at {location} is below zero: {quantity}")
        if not quantity:
            raise BrokenInvariantError(f"{sku} at {location} keeps a zero balance")
        if is_real and (sku, location, lot) not in book.rows:
            raise BrokenInvariantError(f"{sku} at {location} has no row")
    for lot, total in sums.items():
        if total:
            raise BrokenInvariantError(f"{sku} lot {lot!r} sums to {total}, not to zero")


def _check_loads(book: Book) -> None:
    loads: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    for places in book.stock.values():
        for (location, _), quantity in places.items():
            loads[location] += quantity
    for location in {*loads, *book.loads} - {*VIRTUAL_LOCATIONS}:
        if loads[location] != book.load(location):
            raise BrokenInvariantError(f"{location} holds {loads[location]}, not its load")


def _check_putaways(book: Book) -> None:
    waiting: defaultdict[tuple[str, str, str], Decimal] = defaultdict(lambda: ZERO)
    for putaway in book.open(Putaway):
        for line in putaway.lines:
            if line.outstanding < 0:
                raise BrokenInvariantError(f"{putaway.number} has put away more than there was")
            waiting[line.item, line.location, line.lot] += line.outstanding
    for (item, location, lot), quantity in waiting.items():
        if quantity > book.on_hand(item, location, lot):
            raise BrokenInvariantError(f"{quantity} of {item} wait at {location}, more than lies")
