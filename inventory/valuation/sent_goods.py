"""Goods at customers, by the shipment they left with: a return comes back at what it left for."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple

from inventory.move import Move
from inventory.valuation.cost_layers import Portion

ShipmentsOf = Callable[[str], Iterable[str]]
"""Order, in capitals -> its shipments."""


class Sent(NamedTuple):
    """What left with one move.

    Attributes:
        shipment: with its lot, as `sent_by` writes it.
        line: of the ledger; what left first is returned first.
    """

    shipment: str
    line: int
    portion: Portion


class SentGoods:
    """What of one item has been sent and has not come back."""

    def __init__(self, shipments: ShipmentsOf | None = None) -> None:
        """Begin with nothing.

        Args:
            shipments: tells an order's shipments, for returns that name the order; by default it
                has none.
        """
        self._shipments = shipments
        self._sent: defaultdict[str, list[Sent]] = defaultdict(list)

    def remember(self, goods: Iterable[Sent]) -> None:
        """Add goods that are out, before what else left with the same move."""
        for one in goods:
            sent = self._sent[one.shipment]
            sent.insert(bisect_left(sent, one.line, key=attrgetter("line")), one)

    def forget(self, goods: Iterable[Sent]) -> None:
        """A shipment that was taken back cannot be returned any more."""
        for gone in goods:
            sent = self._sent[gone.shipment]
            sent[:] = [one for one in sent if one.line != gone.line]

    def claim(self, move: Move) -> tuple[tuple[Sent, ...], Decimal]:
        """Return what a return brings back of known shipments, and how much it brings beyond."""
        returned: list[Sent] = []
        left = move.quantity
        for shipment in self._shipments_of(move):
            sent = self._sent.get(shipment, [])
            while sent and left:
                first = sent.pop(0)
                part, rest = first.portion.split(left)
                returned.append(first._replace(portion=part))
                left -= part.quantity
                if rest.quantity:
                    sent.insert(0, first._replace(portion=rest))
        return tuple(returned), left

    def _shipments_of(self, move: Move) -> list[str]:
        """Return the shipments a return may be of: the one it names, or all of the order."""
        if not move.document:
            return []
        named = move.document.upper()
        others = self._shipments(named) if self._shipments else ()
        return [_key(document, move.lot) for document in (named, *others)]


def sent_by(move: Move, portion: Portion) -> Sent:
    """Return what a move sends to the customer."""
    return Sent(_key(move.document.upper(), move.lot), move.line, portion)


def _key(document: str, lot: str) -> str:
    return f"{document} {lot}"
