"""What an undo may not do because a place is another than it was: a row of Locations has changed."""

from typing import Final

from inventory.documents.customer_return import CustomerReturn
from inventory.documents.putaway import Putaway
from inventory.documents.rejection import Rejection
from inventory.documents.transfer import Transfer
from inventory.draft import Draft
from inventory.errors import UndoRefused
from inventory.inbound.awaited_places import place_of_another_kind
from inventory.location import LocationKind
from inventory.move import MoveKind
from inventory.transaction import Transaction, transaction_id

USING: Final = frozenset({MoveKind.PICK, MoveKind.SHIPMENT, MoveKind.BUILD})
"""Moves of goods on their way to a customer or into a kit; none of them begins in a place set aside."""

SET_ASIDE: Final = frozenset({LocationKind.RETURNS, LocationKind.QUARANTINE})


def refuse_changed_docks(draft: Draft, undone: Transaction) -> None:
    """Goods cannot wait again on a dock that is none any more: nobody would follow them.

    Raises:
        UndoRefused: with the place.
    """
    kinds = (Putaway, Rejection, Transfer, CustomerReturn)
    for document in (one for kind in kinds for one in draft.changed(kind)):
        if place := place_of_another_kind(draft.book, document):
            raise _changed(draft, undone, place)


def refuse_set_aside(draft: Draft, undone: Transaction) -> None:
    """What lies in quarantine or returns by now is not picked, shipped or built by an undo either.

    Raises:
        UndoRefused: with the place that has become one of these.
    """
    for move in draft.moves:
        if move.kind in USING and draft.book.kind_of(move.source) in SET_ASIDE:
            raise _changed(draft, undone, move.source)


def _changed(draft: Draft, undone: Transaction, place: str) -> UndoRefused:
    since = transaction_id(draft.book.version_of("location", place))
    return UndoRefused(problem="changed_since", transaction=undone.id, by=place, since=since)
