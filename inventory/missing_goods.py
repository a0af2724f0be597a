"""Goods that open documents wait for where they lie no more: something else has taken them."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TypeVar

from inventory.documents.customer_return import CustomerReturn
from inventory.documents.rejection import Rejection
from inventory.documents.transfer import Transfer
from inventory.draft import Draft
from inventory.location import LocationKind
from inventory.quantity import ZERO
from inventory.stock_key import StockKey

D = TypeVar("D", Rejection, Transfer, CustomerReturn)


def missing_goods(
    draft: Draft,
    kind: LocationKind,
    model: type[D],
    waiting: Callable[[D], Iterable[tuple[StockKey, Decimal]]],
) -> dict[StockKey, Decimal]:
    """Return by how much more open documents wait for than lies where a draft took something.

    Args:
        draft: whose moves are looked at.
        kind: of the places it may have taken from.
        model: of the documents.
        waiting: what one of them waits for, and where that should lie.
    """
    sources = {StockKey(move.item, move.source, move.lot) for move in draft.moves}
    taken = {key for key in sources if draft.book.kind_of(key.location) is kind}
    if not taken:
        return {}
    wanted: defaultdict[StockKey, Decimal] = defaultdict(lambda: ZERO)
    for known in draft.book.open(model):
        if document := draft.current(model, known.number):
            for key, quantity in waiting(document):
                wanted[key] += quantity
    excess = {key: wanted[key] - draft.on_hand(*key) for key in taken if key in wanted}
    return {key: quantity for key, quantity in excess.items() if quantity > 0}
