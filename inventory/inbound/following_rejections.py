"""Rejections follow their goods: what leaves quarantine another way waits for no decision any more.

Whatever command took them (a count, a move, a correction), it is looked at what is left there.
"""

from collections.abc import Iterator
from decimal import Decimal

from inventory.documents.rejection import Rejection
from inventory.draft import Draft
from inventory.location import LocationKind
from inventory.missing_goods import missing_goods
from inventory.quantity import ZERO
from inventory.stepping import put_document
from inventory.stock_key import StockKey


def follow_rejections(draft: Draft) -> None:
    """Lessen rejections by what a draft took from quarantine without settling them, oldest first.

    Goods that lie there for other reasons are taken to have left before them.
    """
    missing = missing_goods(draft, LocationKind.QUARANTINE, Rejection, _waiting)
    for known in list(draft.book.open(Rejection)) if missing else ():
        rejection = draft.current(Rejection, known.number)
        if rejection is None:
            continue
        key = _key_of(rejection)
        gone = min(rejection.outstanding, missing.get(key, ZERO))
        if gone > 0:
            missing[key] -= gone
            put_document(draft, rejection.model_copy(update={"gone": rejection.gone + gone}))


def _waiting(rejection: Rejection) -> Iterator[tuple[StockKey, Decimal]]:
    yield _key_of(rejection), rejection.outstanding


def _key_of(rejection: Rejection) -> StockKey:
    return StockKey(rejection.item, rejection.location, rejection.lot)
