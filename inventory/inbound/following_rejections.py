"""Rejections follow their goods: what leaves quarantine another way waits for no decision any more."""

from collections.abc import Iterator
from decimal import Decimal

from inventory.documents.rejection import Rejection
from inventory.draft import Draft
from inventory.location import LocationKind
from inventory.missing_goods import Missing, give_up, lessened
from inventory.stepping import put_document
from inventory.stock_key import StockKey


def follow_rejections(draft: Draft) -> None:
    """Lessen rejections by what a draft took from quarantine without settling them, oldest first."""
    for rejection in lessened(draft, LocationKind.QUARANTINE, Rejection, _waiting, _less):
        put_document(draft, rejection)


def _less(rejection: Rejection, missing: Missing) -> Rejection:
    gone = give_up(missing, _key_of(rejection), rejection.outstanding)
    return rejection.model_copy(update={"gone": rejection.gone + gone})


def _waiting(rejection: Rejection) -> Iterator[tuple[StockKey, Decimal]]:
    yield _key_of(rejection), rejection.outstanding


def _key_of(rejection: Rejection) -> StockKey:
    return StockKey(rejection.item, rejection.location, rejection.lot)
