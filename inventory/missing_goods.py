"""Goods that open documents wait for where they lie no more: something else has taken them.

Whatever command took them (a count, a move, a correction), it is looked at what is left there.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
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


Missing = dict[StockKey, Decimal]
"""Balance -> by how much more is waited for than lies there."""

Waiting = Callable[[D], Iterable[tuple[StockKey, Decimal]]]
"""What a document waits for, and where that should lie."""


def lessened(
    draft: Draft,
    kind: LocationKind,
    model: type[D],
    waiting: Waiting[D],
    lessen: Callable[[D, Missing], D],
) -> Iterator[D]:
    """Yield open documents, the oldest first, less what a draft took without settling it.

    Goods that lie there for other reasons are taken to have left before those waited for.

    Args:
        draft: whose moves are looked at.
        kind: of the places it may have taken from.
        model: of the documents.
        waiting: what one of them waits for.
        lessen: gives up what of a document is missing, by `give_up`.
    """
    missing = _missing_goods(draft, kind, model, waiting)
    for known in list(draft.book.open(model)) if missing else ():
        document = draft.current(model, known.number)
        if document is None:
            continue
        after = lessen(document, missing)
        if after != document:
            yield after


def give_up(missing: Missing, key: StockKey, most: Decimal) -> Decimal:
    """Return how much of a balance is missing, no more than `most`; from now on so much less is."""
    gone = min(most, missing.get(key, ZERO))
    if gone <= 0:
        return ZERO
    missing[key] -= gone
    return gone


def _missing_goods(
    draft: Draft, kind: LocationKind, model: type[D], waiting: Waiting[D]
) -> Missing:
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
