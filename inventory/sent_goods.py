"""Goods at customers, by the shipment they left with: a return comes back at what it left for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TypeAlias

from inventory.cost_layers import Portion
from inventory.move import Move

Sent: TypeAlias = tuple[tuple[str, Portion], ...]
"""(shipment and lot, what left with it), in the order of leaving."""


class SentGoods:
    """What of one item has been sent and has not come back."""

    def __init__(self, shipments: Mapping[str, Iterable[str]]) -> None:
        """Begin with nothing.

        Args:
            shipments: order -> its shipments, for returns that name the order.
        """
        self._shipments = shipments
        self._sent: defaultdict[str, list[Portion]] = defaultdict(list)

    def remember(self, sent: Sent) -> None:
        for sending, portion in sent:
            self._sent[sending].append(portion)

    def forget(self, sent: Sent) -> None:
        """A shipment that was taken back cannot be returned any more."""
        for sending, portion in sent:
            if portion in self._sent[sending]:
                self._sent[sending].remove(portion)

    def claim(self, move: Move) -> tuple[Sent, Decimal]:
        """Return what a return brings back of known shipments, and how much it brings beyond."""
        returned: list[tuple[str, Portion]] = []
        left = move.quantity
        for sending in self._sendings(move):
            sent = self._sent.get(sending, [])
            while sent and left:
                part, rest = sent.pop(0).split(left)
                returned.append((sending, part))
                left -= part.quantity
                if rest.quantity:
                    sent.insert(0, rest)
        return tuple(returned), left

    def _sendings(self, move: Move) -> list[str]:
        """Return the shipments a return may be of: the one it names, or all of the order."""
        if not move.document:
            return []
        named = move.document.upper()
        return [_key(document, move.lot) for document in (named, *self._shipments.get(named, ()))]


def sending_of(move: Move) -> str:
    """Return by what a shipment's goods are found again."""
    return _key(move.document.upper(), move.lot)


def _key(document: str, lot: str) -> str:
    return f"{document} {lot}"
