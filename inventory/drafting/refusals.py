"""What a draft refuses: more than lies there, what is kept for others, and what is held back."""

from decimal import Decimal

from inventory.drafting.drafted_book import DraftedBook
from inventory.errors import NotEnough
from inventory.holders import holders_of
from inventory.inbound_errors import LotHeld, SerialsRefused
from inventory.item import Item
from inventory.lot import LotStatus
from inventory.move import MoveKind
from inventory.order_errors import Reserved
from inventory.stock_key import StockKey


def refuse_overdraft(
    drafted: DraftedBook, kind: MoveKind, item: Item, quantity: Decimal, key: StockKey
) -> None:
    """Refuse to take more than lies there.

    Raises:
        NotEnough: with where else it lies.
    """
    if drafted.on_hand(*key) < quantity:
        raise shortage(drafted, kind.value, item, quantity, key)


def refuse_reserved(
    drafted: DraftedBook, kind: MoveKind, item: Item, quantity: Decimal, key: StockKey
) -> None:
    """Refuse to take what is kept for orders.

    Raises:
        Reserved: with who holds it, and where else there is some.
    """
    free = drafted.free(*key)
    if free >= quantity:
        return
    raise Reserved(
        verb=kind.value,
        item=item.sku,
        unit=item.unit,
        location=key.location,
        lot=key.lot,
        wanted=quantity,
        on_hand=drafted.on_hand(*key),
        free=free,
        holders=holders_of(drafted.book, key),
        elsewhere=_elsewhere(drafted, item, key),
    )


def refuse_held(drafted: DraftedBook, verb: str, item: str, lot: str) -> None:
    """Refuse a lot that somebody holds back.

    Raises:
        LotHeld: with why.
    """
    held = drafted.lot(item, lot)
    if held is not None and not held.is_approved:
        raise LotHeld(verb=verb, item=item, lot=lot, status=held.status.value, reason=held.reason)


def refuse_second(drafted: DraftedBook, item: Item, quantity: Decimal, serial: str) -> None:
    """Refuse a piece that is in the building already.

    Raises:
        SerialsRefused: it is.
    """
    if quantity + drafted.in_building(item.sku, serial) > 1:
        raise SerialsRefused(problem="known", item=item.sku, serials=(serial,))


def shortage(
    drafted: DraftedBook, verb: str, item: Item, wanted: Decimal, key: StockKey
) -> NotEnough:
    """Describe what is missing and where else it lies, most first."""
    return NotEnough(
        verb=verb,
        item=item.sku,
        unit=item.unit,
        location=key.location,
        lot=key.lot,
        wanted=wanted,
        on_hand=drafted.on_hand(*key),
        elsewhere=_elsewhere(drafted, item, key),
    )


def _elsewhere(
    drafted: DraftedBook, item: Item, key: StockKey
) -> tuple[tuple[str, str, Decimal], ...]:
    """Return where else the item is free, most first."""
    others = (
        (
            location,
            lot,
            drafted.book.on_hand(item.sku, location, lot)
            - drafted.book.reserved(item.sku, location, lot),
        )
        for (location, lot) in drafted.book.balances(item.sku)
        if (location, lot) != (key.location, key.lot)
        and drafted.book.kind_of(location).is_available
        and drafted.lot_status(item.sku, lot) is LotStatus.APPROVED
    )
    free = sorted(others, key=lambda place: (-place[2], place[0], place[1]))
    return tuple(place for place in free[:5] if place[2] > 0)
