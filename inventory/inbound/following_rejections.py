"""Rejections follow their goods: what leaves quarantine another way waits for no decision any more.

Whatever command took them (a count, a move, a correction), it is looked at what is left there.
"""

from collections import defaultdict
from decimal import Decimal

from inventory.documents.rejection import Rejection
from inventory.draft import Draft
from inventory.location import LocationKind
from inventory.quantity import ZERO
from inventory.stepping import put_document
from inventory.stock_key import StockKey


def follow_rejections(draft: Draft) -> None:
    """Lessen rejections by what a draft took from quarantine without settling them, oldest first.

    Goods that lie there for other reasons are taken to have left before them.
    """
    missing = _missing(draft)
    for known in list(draft.book.open(Rejection)) if missing else ():
        rejection = draft.current(Rejection, known.number)
        if rejection is None:
            continue
        key = StockKey(rejection.item, rejection.location, rejection.lot)
        gone = min(rejection.outstanding, missing.get(key, ZERO))
        if gone > 0:
            missing[key] -= gone
            put_document(draft, rejection.model_copy(update={"gone": rejection.gone + gone}))


def _missing(draft: Draft) -> dict[StockKey, Decimal]:
    """Return by how much more waits to be decided about than lies there."""
    sources = {StockKey(move.item, move.source, move.lot) for move in draft.moves}
    taken = {key for key in sources if draft.book.kind_of(key.location) is LocationKind.QUARANTINE}
    if not taken:
        return {}
    waiting: defaultdict[StockKey, Decimal] = defaultdict(lambda: ZERO)
    for known in draft.book.open(Rejection):
        if rejection := draft.current(Rejection, known.number):
            key = StockKey(rejection.item, rejection.location, rejection.lot)
            waiting[key] += rejection.outstanding
    excess = {key: waiting[key] - draft.on_hand(*key) for key in taken if key in waiting}
    return {key: quantity for key, quantity in excess.items() if quantity > 0}
