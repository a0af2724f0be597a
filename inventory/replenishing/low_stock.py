"""What is low: one digest, said once, worst first, edited until everything in it is back."""

from datetime import date
from decimal import Decimal

from inventory.book import Book
from inventory.commands import CheckLowStock
from inventory.documents.replenishment import Alert, LowItem
from inventory.draft import Draft
from inventory.errors import NothingChanged
from inventory.item import Item
from inventory.kits.bill_of_materials import how_built
from inventory.notices import AlertNotice
from inventory.replenishing.on_order import on_order_by_item


def plan_low_stock(draft: Draft, command: CheckLowStock) -> None:
    """Open, refresh or resolve the low-stock digest.

    An item that was not in the open digest makes a new one, since an edited message calls nobody;
    what only changed its figures, or came back, edits the message that is there.

    Raises:
        NothingChanged: the digest says it already.
    """
    low = low_items(draft.book, command.on)
    known = next(draft.book.open(Alert), None)
    named = {item.item for item in known.items} if known else set()
    if any(item.item not in named for item in low):
        if known:
            _close(draft, known, low)
        number = draft.next_number(Alert, "AL")
        _put_alert(draft, Alert(number=number, opened_on=command.on, items=low))
    elif known:
        resolved = tuple(sorted({*known.resolved, *(named - {item.item for item in low})}))
        refreshed = known.model_copy(
            update={"items": low, "resolved": resolved, "is_open": bool(low)}
        )
        if refreshed != known:
            _put_alert(draft, refreshed)
    if draft.is_empty:
        raise NothingChanged(what="low stock")


def low_items(book: Book, on: date) -> tuple[LowItem, ...]:
    """Return active items at or below their minimum, the emptiest (against it) first."""
    ordered = on_order_by_item(book)
    low = [
        LowItem(
            item=item.sku,
            available=available,
            on_order=ordered[item.sku][0],
            minimum=item.minimum,
            proposal=ordered[item.sku][1],
            buildable=how_built(book, item, on).buildable if item.components else None,
        )
        for item in book.all(Item)
        if item.is_active
        and item.minimum is not None
        and (available := book.available(item.sku, on)) <= item.minimum
    ]
    return tuple(sorted(low, key=lambda i: (_cover(i), -i.minimum, i.item)))


def _cover(low: LowItem) -> Decimal:
    return low.available / low.minimum if low.minimum else low.available


def _close(draft: Draft, known: Alert, low: tuple[LowItem, ...]) -> None:
    """End a digest that a newer one replaces."""
    still = {item.item for item in low}
    resolved = {*known.resolved, *(i.item for i in known.items if i.item not in still)}
    _put_alert(
        draft,
        known.model_copy(
            update={"items": (), "resolved": tuple(sorted(resolved)), "is_open": False}
        ),
    )


def _put_alert(draft: Draft, alert: Alert) -> None:
    draft.put(alert)
    draft.tell(AlertNotice(alert=alert))
