"""How much may come back: never more than was shipped and is not back, and not for ever.

What came back before counts against the goods that left first, so that a customer who keeps the
newest of them can still return those. Whoever has the right may take more, or later, for a reason.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Final, NamedTuple

from inventory.dates import local_date
from inventory.documents.customer_return import CustomerReturn, ReturnLine
from inventory.draft import Draft
from inventory.errors import UnknownDocument
from inventory.item import Item
from inventory.quantity import ZERO
from inventory.return_errors import BeyondShipped, LotNotShipped, NotShipped, WindowClosed
from inventory.returning.shipped_goods import (
    ShippedLine,
    ShippedOrder,
    parcels_for,
    shipped_order,
)
from inventory.returning.unlisted import Left, unlisted_back
from inventory.rights import may, require

RIGHT: Final = "override_return"
ORDER_NUMBER: Final = re.compile(r"SO-\d+")
"""What looks like an order of ours is one, or a slip."""


class Part(NamedTuple):
    """So much of a return that belongs to one line of an order, 0 where that is none of ours."""

    order: str
    order_line: int
    quantity: Decimal


class Limits:
    """Looks at everything one command takes back; what it has allowed counts for what follows.

    Args:
        draft: whose book knows what was shipped and what came back.
        override: why more or later is taken, or empty.

    Attributes:
        is_overridden: whether anything was taken only for that reason.
    """

    def __init__(self, draft: Draft, override: str = "") -> None:
        self._draft = draft
        self._override = override
        self._orders: dict[str, ShippedOrder | None] = {}
        self._back: dict[str, defaultdict[tuple[int, str, str], Decimal]] = {}
        self._on = local_date(draft.book, draft.occurred_at)
        self.is_overridden = False

    def order(self, text: str) -> ShippedOrder | None:
        """Return an order as returns see it; None where the book knows nothing of it.

        Raises:
            UnknownDocument: it looks like an order of ours, and is none.
        """
        if text not in self._orders:
            order = shipped_order(self._draft, text)
            number = text.strip().upper()
            is_ours = bool(ORDER_NUMBER.fullmatch(number))
            if order is None and is_ours and not parcels_for(self._draft, number):
                raise UnknownDocument(number=number)
            self._orders[text] = order
        return self._orders[text]

    def spread(self, item: Item, quantity: Decimal, text: str, lot: str = "") -> list[Part]:
        """Return the lines of an order that a quantity comes back of.

        Args:
            item: what comes back.
            quantity: in base units.
            text: the order's number as somebody gave it; empty for none.
            lot: which lot or piece, empty where nobody knows yet.

        Raises:
            UnknownDocument, NotShipped: the order never had it.
            BeyondShipped, WindowClosed, LotNotShipped: and nobody with the right says why all the
                same.
        """
        order = self.order(text)
        if order is None:
            return [Part(text.strip(), 0, quantity)]
        lines = [line for line in order.lines if line.item == item.sku]
        if not lines:
            items = tuple(dict.fromkeys(line.item for line in order.lines))
            raise NotShipped(order=order.number, item=item.sku, items=items)
        lines = self._of_lot(order, lines, lot, quantity)
        self._judge(order, lines, item, quantity)
        return [
            self._taken(order, line, lot, part)
            for line, part in self._parts(order, lines, quantity)
        ]

    def extend(self, item: Item, quantity: Decimal, line: ReturnLine) -> None:
        """Have more come back of an order's line than was announced; see `spread`."""
        if found := self._line(item, line.order, line.order_line):
            order, shipped = found
            self._judge(order, [shipped], item, quantity)
            self._taken(order, shipped, line.lot, quantity)

    def judge_extended(self, item: Item, line: ReturnLine) -> None:
        """Hold a lot to what left of it, after more of its line has come than was announced.

        Raises:
            LotNotShipped: and nobody with the right says why it is taken all the same.
        """
        found = self._line(item, line.order, line.order_line)
        if found is None or not line.lot:
            return
        order, shipped = found
        is_noted = any(one.lot for one in shipped.leavings)
        if is_noted and self._left_of_lot(order, shipped, line.lot) < 0:
            self._give_way(self._another_lot(order, [shipped], line.lot))

    def judge_lot(self, item: Item, quantity: Decimal, line: ReturnLine, lot: str) -> None:
        """Hold the lot that has come to those that left for a line of an order.

        Args:
            item: what has come.
            quantity: in base units.
            line: of the return, whose lot was another one or not known until now.
            lot: that has come.

        Raises:
            LotNotShipped: and nobody with the right says why it is taken all the same.
        """
        found = self._line(item, line.order, line.order_line)
        if found is None or lot == line.lot:
            return
        order, shipped = found
        self._of_lot(order, [shipped], lot, quantity)
        back = self._back_of(order)
        back[shipped.number, item.sku, line.lot] -= quantity
        back[shipped.number, item.sku, lot] += quantity

    def lots_out(self, item: Item, line: ReturnLine) -> tuple[str, ...]:
        """Return the lots that left for a line's order and are not back, sorted."""
        found = self._line(item, line.order, line.order_line)
        if found is None:
            return ()
        order, shipped = found
        lots = sorted({one.lot for one in shipped.leavings if one.lot})
        return tuple(lot for lot in lots if self._left_of_lot(order, shipped, lot) > 0)

    # -- what is left -------------------------------------------------------------------------

    def _line(self, item: Item, text: str, number: int) -> tuple[ShippedOrder, ShippedLine] | None:
        order = self.order(text) if text else None
        for line in order.lines if order else ():
            if order and (line.number, line.item) == (number, item.sku):
                return order, line
        return None

    def _of_lot(
        self, order: ShippedOrder, lines: list[ShippedLine], lot: str, quantity: Decimal
    ) -> list[ShippedLine]:
        """Return the lines that a lot left with, all of them where nobody noted lots."""
        known = [line for line in lines if any(one.lot for one in line.leavings)]
        if not lot or not known:
            return lines
        with_it = [line for line in known if self._left_of_lot(order, line, lot) > 0]
        if sum((self._left_of_lot(order, line, lot) for line in with_it), ZERO) < quantity:
            self._give_way(self._another_lot(order, known, lot))
        return with_it or lines

    def _another_lot(
        self, order: ShippedOrder, lines: list[ShippedLine], lot: str
    ) -> LotNotShipped:
        out = {
            one.lot
            for line in lines
            for one in line.leavings
            if self._left_of_lot(order, line, one.lot) > 0
        }
        return LotNotShipped(
            order=order.number,
            item=lines[0].item,
            lot=lot,
            lots=tuple(sorted(filter(None, out))),
            may_override=self._may_override,
        )

    def _left_of_lot(self, order: ShippedOrder, line: ShippedLine, lot: str) -> Decimal:
        return line.of_lot(lot) - self._back_of(order)[line.number, line.item, lot]

    def _left(self, order: ShippedOrder, line: ShippedLine) -> Decimal:
        back = self._back_of(order)
        returned = sum(
            (back[key] for key in list(back) if key[:2] == (line.number, line.item)), ZERO
        )
        return line.quantity - returned

    def _left_in_window(self, order: ShippedOrder, line: ShippedLine) -> Decimal:
        since = self._since
        left = self._left(order, line)
        return left if since is None else min(left, line.since(since))

    @property
    def _since(self) -> date | None:
        """Return the first day from which what left may come back today; None for any."""
        days = self._draft.book.rules.return_days
        return self._on - timedelta(days=days) if days else None

    def _parts(
        self, order: ShippedOrder, lines: list[ShippedLine], quantity: Decimal
    ) -> Iterator[tuple[ShippedLine, Decimal]]:
        """Yield what comes back of each line, those first that are in time; what is over, of the last."""
        rest = quantity
        given: defaultdict[int, Decimal] = defaultdict(lambda: ZERO)
        for room_of in (self._left_in_window, self._left):
            for line in lines:
                taken = min(rest, max(ZERO, room_of(order, line) - given[line.number]))
                given[line.number] += taken
                rest -= taken
        given[lines[-1].number] += rest
        yield from ((line, given[line.number]) for line in lines if given[line.number])

    # -- judging ------------------------------------------------------------------------------

    def _judge(
        self, order: ShippedOrder, lines: list[ShippedLine], item: Item, quantity: Decimal
    ) -> None:
        left = sum((max(ZERO, self._left(order, line)) for line in lines), ZERO)
        if quantity > left:
            self._give_way(self._beyond(order, lines, item, quantity))
            return
        in_time = sum((max(ZERO, self._left_in_window(order, line)) for line in lines), ZERO)
        if quantity > in_time:
            self._give_way(self._too_late(order, lines))

    def _beyond(
        self, order: ShippedOrder, lines: list[ShippedLine], item: Item, quantity: Decimal
    ) -> BeyondShipped:
        shipped = sum((line.quantity for line in lines), ZERO)
        return BeyondShipped(
            order=order.number,
            item=item.sku,
            wanted=quantity,
            shipped=shipped,
            returned=shipped - sum((self._left(order, line) for line in lines), ZERO),
            unit=item.unit,
            may_override=self._may_override,
        )

    def _too_late(self, order: ShippedOrder, lines: list[ShippedLine]) -> WindowClosed:
        since = self._since
        assert since is not None  # noqa: S101 - without a window nothing is too late
        shipped_on = max(filter(None, (line.last_before(since) for line in lines)))
        days = self._draft.book.rules.return_days
        return WindowClosed(
            order=order.number,
            item=lines[0].item,
            shipped_on=shipped_on,
            days=days,
            until=shipped_on + timedelta(days=days),
            may_override=self._may_override,
        )

    @property
    def _may_override(self) -> bool:
        return may(self._draft.book, self._draft.command.actor, RIGHT)

    def _give_way(self, refusal: BeyondShipped | WindowClosed | LotNotShipped) -> None:
        if not self._override:
            raise refusal
        require(self._draft.book, self._draft.command.actor, RIGHT)
        self.is_overridden = True

    # -- what came back before ----------------------------------------------------------------

    def _taken(self, order: ShippedOrder, line: ShippedLine, lot: str, quantity: Decimal) -> Part:
        self._back_of(order)[line.number, line.item, lot] += quantity
        return Part(order.number, line.number, quantity)

    def _back_of(self, order: ShippedOrder) -> defaultdict[tuple[int, str, str], Decimal]:
        """Return what came back or was announced before: line, item and lot -> how much."""
        if order.number not in self._back:
            back: defaultdict[tuple[int, str, str], Decimal] = defaultdict(lambda: ZERO)
            for returned in self._draft.book.found(CustomerReturn, order.number):
                for line, quantity in returned.claims:
                    if line.order == order.number:
                        back[line.order_line, line.item, line.lot] += quantity
            left = [Left(line.number, line.item, line.quantity) for line in order.lines]
            for came in unlisted_back(self._draft.book, order.number, left):
                back[came.order_line, came.item, came.lot] += came.quantity
            self._back[order.number] = back
        return self._back[order.number]
