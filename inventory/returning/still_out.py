"""What of an order is still with its customer: what has left, less what is back or announced.

What came back counts against the goods that left first, so that a customer who keeps the newest of
them can still return those.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from inventory.book import Book
from inventory.documents.customer_return import CustomerReturn
from inventory.quantity import ZERO
from inventory.returning.shipped_goods import ShippedLine, ShippedOrder
from inventory.returning.unlisted import Left, unlisted_back


class StillOut:
    """Looks at one order; what is taken back by now counts for what follows.

    Args:
        book: which knows what came back.
        order: as it left.
    """

    def __init__(self, book: Book, order: ShippedOrder) -> None:
        self.order = order
        self._back: defaultdict[tuple[int, str], defaultdict[str, Decimal]]
        self._back = defaultdict(lambda: defaultdict(lambda: ZERO))
        for returned in book.found(CustomerReturn, order.number):
            for line, quantity in returned.claims:
                if line.order == order.number:
                    self._back[line.order_line, line.item][line.lot] += quantity
        left = [Left(line.number, line.item, line.quantity) for line in order.lines]
        for came in unlisted_back(book, order.number, left):
            self._back[came.order_line, came.item][came.lot] += came.quantity

    def line(self, item: str, number: int) -> ShippedLine | None:
        """Return the line of that number, where it is of that item."""
        found = (line for line in self.order.lines if (line.number, line.item) == (number, item))
        return next(found, None)

    def left(self, line: ShippedLine) -> Decimal:
        """Return how much is out; below zero where more was taken than has left."""
        return line.quantity - sum(self._back_of(line).values(), ZERO)

    def left_since(self, line: ShippedLine, day: date | None) -> Decimal:
        """Return how much is out of what left on a day or after it, None for any day."""
        left = self.left(line)
        return left if day is None else min(left, line.since(day))

    def left_of_lot(self, line: ShippedLine, lot: str) -> Decimal:
        """Return how much of a lot is out."""
        return line.of_lot(lot) - self._back_of(line)[lot]

    def lots(self, lines: Iterable[ShippedLine]) -> tuple[str, ...]:
        """Return the lots of which some is out, sorted."""
        known = {(line, one.lot) for line in lines for one in line.leavings if one.lot}
        return tuple(sorted({lot for line, lot in known if self.left_of_lot(line, lot) > 0}))

    def spread(
        self, lines: Iterable[ShippedLine], quantity: Decimal, since: date | None
    ) -> list[tuple[ShippedLine, Decimal]]:
        """Return what comes back of which lines, those first that left since a day.

        What is more than is out is taken to be of the last line.
        """
        wanted = list(lines)
        rest = quantity
        given: defaultdict[int, Decimal] = defaultdict(lambda: ZERO)
        for day in (since, None):
            for line in wanted:
                room = self.left_since(line, day) - given[line.number]
                part = min(rest, max(ZERO, room))
                given[line.number] += part
                rest -= part
        given[wanted[-1].number] += rest
        return [(line, given[line.number]) for line in wanted if given[line.number]]

    def take(self, line: ShippedLine, lot: str, quantity: Decimal) -> None:
        """Count so much as back from now on."""
        self._back_of(line)[lot] += quantity

    def take_as(self, line: ShippedLine, quantity: Decimal, *, counted: str, came: str) -> None:
        """Count as a lot that came what was counted as another, or as none."""
        self.take(line, counted, -quantity)
        self.take(line, came, quantity)

    def _back_of(self, line: ShippedLine) -> defaultdict[str, Decimal]:
        return self._back[line.number, line.item]
