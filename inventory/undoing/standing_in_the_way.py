"""What an undo cannot take back: closed books, what has left the house, what others rely on by now."""

from collections.abc import Iterator
from typing import Final

from inventory.billing.issued import IssuedCredit, IssuedInvoice
from inventory.documents.customer_return import CustomerReturn
from inventory.documents.order import Order
from inventory.documents.putaway import Putaway
from inventory.documents.rejection import Rejection
from inventory.documents.shipment import Shipment
from inventory.documents.transfer import Transfer
from inventory.draft import Draft
from inventory.edits import ASIDE
from inventory.errors import UndoRefused
from inventory.holders import holders_of
from inventory.inbound.awaited_places import place_of_another_kind
from inventory.move import MoveKind
from inventory.notices import LetterNotice
from inventory.return_commands import MakeGood
from inventory.returning.beyond_shipped import returned_beyond
from inventory.stock_key import StockKey
from inventory.transaction import Transaction, transaction_id

USING: Final = frozenset({MoveKind.PICK, MoveKind.SHIPMENT, MoveKind.BUILD})
"""Moves of goods on their way to a customer or into a kit: none begins where goods are set aside."""


def refuse_frozen(draft: Draft, undone: Transaction) -> None:
    """Closed books stay as they are."""
    freeze = draft.book.rules.freeze_date
    zone = draft.book.rules.zone
    if freeze and any(m.occurred_at.astimezone(zone).date() <= freeze for m in undone.moves):
        raise UndoRefused(problem="frozen", transaction=undone.id, by=freeze.isoformat())


def refuse_what_has_left(undone: Transaction) -> None:
    """An invoice has a number for ever, and a letter is read: no undo takes them back."""
    for change in undone.changes:
        if isinstance(change.after, IssuedInvoice):
            raise UndoRefused(problem="invoiced", transaction=undone.id, by=change.after.number)
        if isinstance(change.after, IssuedCredit):
            raise UndoRefused(problem="credited", transaction=undone.id, by=change.after.number)
        if isinstance(change.after, Order) and isinstance(undone.command, MakeGood):
            raise UndoRefused(problem="replaced", transaction=undone.id, by=change.after.number)
    for notice in undone.notices:
        if isinstance(notice, LetterNotice):
            raise UndoRefused(problem="written", transaction=undone.id, by=notice.document)


def refuse_places_changed(draft: Draft, undone: Transaction) -> None:
    """Goods cannot wait again on a dock that is none any more: nobody would follow them."""
    kinds = (Putaway, Rejection, Transfer, CustomerReturn)
    for document in (one for kind in kinds for one in draft.changed(kind)):
        if place := place_of_another_kind(draft.book, document):
            raise _place_changed(draft, undone, place)


def refuse_set_aside(draft: Draft, undone: Transaction) -> None:
    """Where goods are set aside by now, an undo neither takes them for anybody nor keeps them."""
    taken = [move.source for move in draft.moves if move.kind in USING]
    kept = [key.location for key in draft.touched if draft.reserved(*key) > 0]
    for place in (*taken, *kept):
        if draft.book.kind_of(place) in ASIDE:
            raise _place_changed(draft, undone, place)


def _place_changed(draft: Draft, undone: Transaction, place: str) -> UndoRefused:
    since = transaction_id(draft.book.version_of("location", place))
    return UndoRefused(problem="changed_since", transaction=undone.id, by=place, since=since)


def refuse_returned(draft: Draft, undone: Transaction) -> None:
    """What came back has left: a shipment stands as long as a return is held to it."""
    for number in dict.fromkeys(_orders_of(undone)):
        if returned := returned_beyond(draft, number):
            raise UndoRefused(problem="returned", transaction=undone.id, by=returned)


def _orders_of(undone: Transaction) -> Iterator[str]:
    """Yield the orders, ours or not, of whose goods more or less has left or come back."""
    for change in undone.changes:
        match change.before or change.after:
            case Order(number=number):
                yield number
            case Shipment(order=order, number=number):
                yield order or number
            case CustomerReturn(orders=orders):
                yield from orders
            case _:
                pass


def refuse_overdrawn(draft: Draft, undone: Transaction) -> None:
    """What an order held before it may be kept for another one by now."""
    for key in draft.touched:
        if draft.free(*key) < 0 < draft.reserved(*key):
            raise kept_for(draft, undone, key)


def kept_for(draft: Draft, undone: Transaction, key: StockKey) -> UndoRefused:
    """Return the refusal that names the order for which goods are kept by now."""
    holders = holders_of(draft.book, key)
    return UndoRefused(
        problem="kept",
        transaction=undone.id,
        by=holders[0][0] if holders else "",
        item=key.item,
        location=key.location,
    )
