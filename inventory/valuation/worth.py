"""Valuation: what an item's stock is worth, and what the goods cost that left, from its moves.

One valuation an item over all real locations: a move between bins is no event. The moves are taken
in the order of the ledger, never by time; the time only says to which month a cost belongs.

    comes in    at the move's own unit cost, else at the item's last known one, else at zero, unknown
    leaves      sold to customers, scrapped, or lost to the count difference
    is rejected goes back to the vendor, or to scrap, at what the receipt itself cost
    is built    at what went into it; what goes in, or is taken apart, is consumed (`production`)
    comes back  at what it left for where the shipment is known, else at the current cost
    reversed    exactly what it reverses comes or goes again, layer and all

A receipt can be taken back after its own goods have left by the book: then others leave in their
place, and the difference in cost is `corrected`. So for every item and at any time

    came in + built - consumed - sold - lost - scrapped - returned - corrected = value on hand

Nothing here is rounded: `inventory.valuation.stock_value` rounds each figure it tells, once.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from decimal import Decimal, localcontext
from typing import Protocol

from inventory.location import CUSTOMER, SUPPLIER, VIRTUAL_LOCATIONS
from inventory.money import EXACT_DIGITS
from inventory.move import Move
from inventory.quantity import ONE, ZERO
from inventory.valuation.cost_layers import Layer, Portion, joined, layers_worth, share_of
from inventory.valuation.sent_goods import Sent, SentGoods, ShipmentsOf, sent_by
from inventory.valuation.value_accounts import Account, Amounts, credit, debit, passed, reversed_


class Pool(Protocol):
    """What lies there by one method (`FifoLayers`, `MovingAverage`)."""

    quantity: Decimal

    @property
    def value(self) -> Decimal: ...

    def bring(self, portion: Portion) -> None: ...

    def take(self, quantity: Decimal) -> Portion: ...

    def take_back(self, portion: Portion) -> Portion: ...

    def current_cost(self) -> Decimal | None: ...


@dataclass(frozen=True, slots=True)
class _Booking:
    """What one move did, kept so that it can be reversed.

    Attributes:
        came, left: what the pool was given, and what was taken from it.
        sent: what may come back from customers since then; `returned`: what may no longer.
    """

    amounts: Amounts
    came: Portion | None = None
    left: Portion | None = None
    sent: tuple[Sent, ...] = ()
    returned: tuple[Sent, ...] = ()


class Valuation:
    """One item's value by one method, move by move.

    Attributes:
        totals: account -> what it has had so far.
        months: (`2026-11`, account) -> what it had in that month.
    """

    def __init__(
        self,
        pool: Pool,
        zone: tzinfo,
        shipments: ShipmentsOf | None = None,
        rejections: Mapping[str, str] | None = None,
    ) -> None:
        """Begin with nothing.

        Args:
            pool: empty, of the method wanted.
            zone: the warehouse's, in which months begin.
            shipments: tells an order's shipments, for returns that name the order.
            rejections: number of a rejection of this item -> the transaction that received the goods.
        """
        self.pool = pool
        self.totals: defaultdict[Account, Decimal] = defaultdict(lambda: ZERO)
        self.months: defaultdict[tuple[str, Account], Decimal] = defaultdict(lambda: ZERO)
        self._zone = zone
        self._bookings: dict[str, _Booking] = {}
        self._sent = SentGoods(shipments)
        self._rejections = rejections or {}
        self._rejected_receipts = frozenset(self._rejections.values())
        self._received: dict[tuple[str, str, str], Portion] = {}
        self._last_cost: Decimal | None = None

    def current_cost(self) -> Decimal | None:
        """Return what one costs now, else what it last did; None where nobody has said it."""
        current = self.pool.current_cost()
        return self._last_cost if current is None else current

    def post(self, move: Move) -> None:
        """Take the next move of the ledger into account; one between bins changes nothing.

        Raises:
            BrokenInvariantError: more leaves than is there.
        """
        comes, leaves = move.source in VIRTUAL_LOCATIONS, move.target in VIRTUAL_LOCATIONS
        if not (comes or leaves):
            return
        with localcontext(prec=EXACT_DIGITS):
            reversed_one = self._bookings.get(move.reverses)
            if reversed_one is not None:
                booking = self._reverse(reversed_one)
            elif comes:
                booking = self._pass_by(move) if leaves else self._bring(move)
            else:
                booking = self._take(move)
            self._book(move, booking)

    def consume(self, move: Move) -> Portion:
        """Have goods go into production, and return them.

        Raises:
            BrokenInvariantError: more leaves than is there.
        """
        self.post(move)
        left = self._bookings[move.id].left
        return left if left is not None else Portion(ZERO, ZERO)

    def build(self, move: Move, value: Decimal, *, is_known: bool = True) -> None:
        """Have goods come out of production that are worth what went into them."""
        with localcontext(prec=EXACT_DIGITS):
            layers = layers_worth(value, move.quantity, move.line, move.occurred_at)
            if not is_known:
                layers = (Layer(move.line, move.occurred_at, move.quantity, ZERO, is_known=False),)
            portion = Portion.of(*layers)
            self.pool.bring(portion)
            if is_known:
                self._last_cost = share_of(value, ONE, move.quantity)
            self._book(move, _Booking(credit(move.source, portion.value), came=portion))

    def _book(self, move: Move, booking: _Booking) -> None:
        self._bookings[move.id] = booking
        self._add(move.occurred_at.astimezone(self._zone), booking.amounts)

    def _add(self, at: datetime, amounts: Amounts) -> None:
        month = f"{at.year}-{at.month:02}"
        for account, amount in amounts.items():
            self.totals[account] += amount
            self.months[month, account] += amount

    def _bring(self, move: Move) -> _Booking:
        portion, returned = self._arriving(move)
        self.pool.bring(portion)
        if move.source == SUPPLIER and move.transaction in self._rejected_receipts:
            self._keep_apart(move, portion)
        return _Booking(credit(move.source, portion.value), came=portion, returned=returned)

    def _take(self, move: Move) -> _Booking:
        is_rejected = move.document in self._rejections
        portion = self._rejected(move) if is_rejected else self.pool.take(move.quantity)
        sent = (sent_by(move, portion),) if move.target == CUSTOMER else ()
        self._sent.remember(sent)
        return _Booking(debit(move.target, portion.value), left=portion, sent=sent)

    def _keep_apart(self, move: Move, portion: Portion) -> None:
        """Remember what goods cost of which some were rejected."""
        place = (move.transaction, move.target, move.lot)
        before = self._received.get(place)
        self._received[place] = joined([before, portion]) if before else portion

    def _rejected(self, move: Move) -> Portion:
        """Take goods that were rejected: they leave at what their own receipt cost."""
        receipt = self._rejections[move.document]
        own = self._received.get((receipt, move.source, move.lot))
        if own is None or own.quantity < move.quantity:
            return self.pool.take(move.quantity)
        rejected, _ = own.split(move.quantity)
        return self.pool.take_back(rejected)

    def _pass_by(self, move: Move) -> _Booking:
        """A return that is thrown away at once was never on hand; it is no longer sold either."""
        portion, returned = self._arriving(move)
        return _Booking(passed(move.source, move.target, portion.value), returned=returned)

    def _reverse(self, one: _Booking) -> _Booking:
        self._sent.forget(one.sent)
        self._sent.remember(one.returned)
        left, difference = None, ZERO
        if one.left is not None:
            self.pool.bring(one.left)
        if one.came is not None:
            left = self.pool.take_back(one.came)
            difference = left.value - one.came.value
        amounts = reversed_(one.amounts, difference)
        return _Booking(amounts, came=one.left, left=left, sent=one.returned, returned=one.sent)

    def _arriving(self, move: Move) -> tuple[Portion, tuple[Sent, ...]]:
        """Return what comes in, at its cost, and what of earlier shipments it is."""
        if move.source != CUSTOMER:
            return self._priced(move, move.quantity, move.unit_cost), ()
        returned, missing = self._sent.claim(move)
        portions = [part.brought_by(move.line, move.occurred_at) for _, _, part in returned]
        if missing:
            own = move.unit_cost
            cost = self.pool.current_cost() if own is None else own
            portions.append(self._priced(move, missing, cost))
        return joined(portions), returned

    def _priced(self, move: Move, quantity: Decimal, unit_cost: Decimal | None) -> Portion:
        if move.unit_cost is not None:
            self._last_cost = move.unit_cost
        cost = self._last_cost if unit_cost is None else unit_cost
        is_known = cost is not None
        return Portion.of(Layer(move.line, move.occurred_at, quantity, cost or ZERO, is_known))
