"""How much may come back: never more than was shipped and is not back, and not for ever.

Whoever has the right may take more, or later, or another lot, for a reason.
"""

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Final, NamedTuple

from inventory.dates import local_date
from inventory.documents.customer_return import ReturnLine
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
from inventory.returning.still_out import StillOut
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
        self._out: dict[str, StillOut] = {}
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
            kits = tuple(sku for sku in items if self._is_part(item, sku))
            raise NotShipped(order=order.number, item=item.sku, items=items, kits=kits)
        out = self._still_out(order)
        lines = self._of_lot(out, lines, lot, quantity)
        self._judge(out, lines, item, quantity)
        parts = out.spread(lines, quantity, self._since)
        for line, part in parts:
            out.take(line, lot, part)
        return [Part(order.number, line.number, part) for line, part in parts]

    def extend(self, item: Item, quantity: Decimal, line: ReturnLine) -> None:
        """Have more come back of an order's line than was announced; see `spread`."""
        if found := self._line(item, line):
            out, shipped = found
            self._judge(out, [shipped], item, quantity, is_more=True)
            out.take(shipped, line.lot, quantity)

    def judge_extended(self, item: Item, line: ReturnLine) -> None:
        """Hold a lot to what left of it, after more of its line has come than was announced.

        Raises:
            LotNotShipped: and nobody with the right says why it is taken all the same.
        """
        found = self._line(item, line)
        if found is None or not line.lot:
            return
        out, shipped = found
        is_noted = any(one.lot for one in shipped.leavings)
        if is_noted and out.left_of_lot(shipped, line.lot) < 0:
            self._give_way(self._another_lot(out, [shipped], line.lot))

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
        found = self._line(item, line)
        if found is None or lot == line.lot:
            return
        out, shipped = found
        self._of_lot(out, [shipped], lot, quantity)
        out.take_as(shipped, quantity, counted=line.lot, came=lot)

    def lots_out(self, item: Item, line: ReturnLine) -> tuple[str, ...]:
        """Return the lots that left for a line's order and are not back, sorted."""
        found = self._line(item, line)
        return found[0].lots([found[1]]) if found else ()

    # -- looking ------------------------------------------------------------------------------

    def _is_part(self, item: Item, sku: str) -> bool:
        kit = self._draft.book.get(Item, sku)
        return kit is not None and any(part.item == item.sku for part in kit.components)

    def _still_out(self, order: ShippedOrder) -> StillOut:
        if order.number not in self._out:
            self._out[order.number] = StillOut(self._draft.book, order)
        return self._out[order.number]

    def _line(self, item: Item, line: ReturnLine) -> tuple[StillOut, ShippedLine] | None:
        """Return the line of an order that a line of a return is of, and what is out of it."""
        order = self.order(line.order) if line.order else None
        out = self._still_out(order) if order else None
        shipped = out.line(item.sku, line.order_line) if out else None
        return (out, shipped) if out and shipped else None

    @property
    def _since(self) -> date | None:
        """Return the first day from which what left may come back today; None for any."""
        days = self._draft.book.rules.return_days
        return self._on - timedelta(days=days) if days else None

    # -- judging ------------------------------------------------------------------------------

    def _of_lot(
        self, out: StillOut, lines: list[ShippedLine], lot: str, quantity: Decimal
    ) -> list[ShippedLine]:
        """Return the lines that a lot left with, all of them where nobody noted lots."""
        known = [line for line in lines if any(one.lot for one in line.leavings)]
        if not lot or not known:
            return lines
        with_it = [line for line in known if out.left_of_lot(line, lot) > 0]
        if sum((out.left_of_lot(line, lot) for line in with_it), ZERO) < quantity:
            self._give_way(self._another_lot(out, known, lot))
        return with_it or lines

    def _judge(
        self,
        out: StillOut,
        lines: list[ShippedLine],
        item: Item,
        quantity: Decimal,
        *,
        is_more: bool = False,
    ) -> None:
        left = sum((max(ZERO, out.left(line)) for line in lines), ZERO)
        since = self._since
        in_time = sum((max(ZERO, out.left_since(line, since)) for line in lines), ZERO)
        if quantity > left:
            self._give_way(self._beyond(out, lines, item, quantity, is_more=is_more))
        elif since is not None and quantity > in_time:
            self._give_way(self._too_late(out, lines, since))

    def _give_way(self, refusal: BeyondShipped | WindowClosed | LotNotShipped) -> None:
        if not self._override:
            raise refusal
        require(self._draft.book, self._draft.command.actor, RIGHT)
        self.is_overridden = True

    # -- refusing -----------------------------------------------------------------------------

    def _beyond(
        self,
        out: StillOut,
        lines: list[ShippedLine],
        item: Item,
        quantity: Decimal,
        *,
        is_more: bool,
    ) -> BeyondShipped:
        shipped = sum((line.quantity for line in lines), ZERO)
        return BeyondShipped(
            order=out.order.number,
            item=item.sku,
            wanted=quantity,
            shipped=shipped,
            returned=shipped - sum((out.left(line) for line in lines), ZERO),
            unit=item.unit,
            may_override=self._may_override,
            is_more=is_more,
        )

    def _too_late(self, out: StillOut, lines: list[ShippedLine], since: date) -> WindowClosed:
        shipped_on = max(filter(None, (line.last_before(since) for line in lines)))
        days = self._draft.book.rules.return_days
        return WindowClosed(
            order=out.order.number,
            item=lines[0].item,
            shipped_on=shipped_on,
            days=days,
            until=shipped_on + timedelta(days=days),
            may_override=self._may_override,
        )

    def _another_lot(self, out: StillOut, lines: list[ShippedLine], lot: str) -> LotNotShipped:
        return LotNotShipped(
            order=out.order.number,
            item=lines[0].item,
            lot=lot,
            lots=out.lots(lines),
            may_override=self._may_override,
        )

    @property
    def _may_override(self) -> bool:
        return may(self._draft.book, self._draft.command.actor, RIGHT)
