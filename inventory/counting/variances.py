"""Variances: what a count or an adjustment found against the book, judged and posted."""

from typing import Final

from inventory.documents.approval import Variance
from inventory.draft import Draft
from inventory.errors import UnknownItem, UnknownLocation
from inventory.move import MoveKind
from inventory.reasons import REASONS

KINDS: Final = {"count": MoveKind.COUNT, "adjust": MoveKind.ADJUSTMENT}


def post_variance(draft: Draft, verb: str, variance: Variance, document: str = "") -> None:
    """Post a variance as a move from or to the location its reason names.

    What turns up is worth what the item costs now; the ledger keeps that, since it may change.

    Raises:
        UnknownItem, UnknownLocation: it was taken off its tab since.
        NotEnough: goods have left since.
    """
    if not variance.difference:
        return
    item = draft.book.item(variance.item)
    if item is None:
        raise UnknownItem(item=variance.item)
    if draft.book.location(variance.location) is None:
        raise UnknownLocation(location=variance.location)
    other = REASONS[variance.reason]
    is_gain = variance.difference > 0
    source, target = (other, variance.location) if is_gain else (variance.location, other)
    draft.move(
        KINDS[verb],
        item,
        abs(variance.difference),
        source,
        target,
        lot=variance.lot,
        reason=variance.reason,
        document=document,
        note=variance.note,
        unit_cost=item.unit_cost if is_gain else None,
    )
