"""Which lots and pieces a line means, of an item that goes by lot or by serial number."""

from decimal import Decimal

from inventory.commands import Line
from inventory.draft import Draft
from inventory.errors import LotRefused, UnknownLot
from inventory.inbound_errors import SerialsRefused
from inventory.item import Item
from inventory.location import VIRTUAL_LOCATIONS
from inventory.lot import Lot, lot_key
from inventory.lots.lot_search import lots_named
from inventory.lots.serials import in_sequence, serials_of, written_as_is
from inventory.quantity import ONE

LotParts = tuple[tuple[str, Decimal], ...]
"""Lots, and how much of each."""


def lots_at(draft: Draft, line: Line, item: Item, location: str, quantity: Decimal) -> LotParts:
    """Return which lots a line takes from a place where they lie, and how much of each.

    Returns:
        The lot and all of the quantity; ("", all of it) for items without lots; one of each serial
        number, which may be left out where exactly as many pieces lie there.

    Raises:
        LotRefused, UnknownLot: as for `lot_at`.
        SerialsRefused: they cannot be read, do not add up, or lie somewhere else.
    """
    refuse_serials(line, item)
    if not item.is_serial:
        return ((lot_at(draft, line, item, location), quantity),)
    here = draft.lots_at(item.sku, location)
    if not (line.serials or line.lot) and location not in VIRTUAL_LOCATIONS:
        if len(here) != quantity:
            known = tuple(sorted(here, key=in_sequence))
            raise SerialsRefused(problem="missing", item=item.sku, serials=known, wanted=quantity)
        return tuple((serial, ONE) for serial in sorted(here, key=in_sequence))
    codes = lots_called(draft, item, serials_named(line, item, quantity))
    lying = frozenset(here)
    elsewhere = tuple(code for code in codes if code not in lying)
    if elsewhere:
        raise SerialsRefused(problem="unknown", item=item.sku, serials=elsewhere)
    return tuple((code, ONE) for code in codes)


def lots_counted(
    draft: Draft, line: Line, item: Item, location: str, pieces: Decimal | None
) -> tuple[str, ...]:
    """Return the lots a count or an adjustment is about: pieces may turn up where none lay.

    Args:
        draft: whose book knows them.
        line: that names them.
        item: whose they are.
        location: where they were counted.
        pieces: how many serial numbers there must be, None for any number.

    Raises:
        LotRefused, UnknownLot: as for `lot_at`.
        SerialsRefused: they cannot be read, do not add up, or were never heard of.
    """
    refuse_serials(line, item)
    if not item.is_serial:
        return (lot_at(draft, line, item, location),)
    codes = lots_called(draft, item, serials_named(line, item, pieces))
    known = (draft.current(Lot, lot_key(item.sku, code)) for code in codes)
    unheard = tuple(code for code, lot in zip(codes, known, strict=True) if lot is None)
    if unheard:
        raise SerialsRefused(problem="unknown", item=item.sku, serials=unheard)
    return codes


def lot_at(draft: Draft, line: Line, item: Item, location: str) -> str:
    """Return the lot a line means at a place where the item lies already.

    It may be named by our own code or the supplier's, and left out where only one lies there: that
    is no guess.

    Raises:
        LotRefused, UnknownLot: as they say.
    """
    if not item.has_lots:
        if line.lot or line.supplier_lot:
            raise LotRefused(problem="not_tracked", item=item.sku, lot=line.lot)
        return ""
    here = draft.lots_at(item.sku, location)
    if line.lot or line.supplier_lot:
        return _named(draft, line, item, here)
    if len(here) != 1:
        raise LotRefused(problem="missing", item=item.sku, known=here)
    return here[0]


def _named(draft: Draft, line: Line, item: Item, here: tuple[str, ...]) -> str:
    if line.lot:
        code = lot_named(draft, item, line.lot)
        if draft.current(Lot, lot_key(item.sku, code)) is not None:
            return code
    text = line.lot or line.supplier_lot
    found = [lot.code for lot in lots_named(draft.book, item.sku, text)]
    meant = [code for code in found if code in here] or found
    if len(meant) > 1:
        raise LotRefused(problem="ambiguous", item=item.sku, lot=text, known=tuple(meant))
    if not meant:
        raise UnknownLot(item=item.sku, lot=text, known=here)
    return meant[0]


def serials_named(line: Line, item: Item, quantity: Decimal | None = None) -> tuple[str, ...]:
    """Return the serial numbers a line names; a lot that is named alone is one too.

    Args:
        line: that names them.
        item: whose they are.
        quantity: how many there must be, None for any number.

    Raises:
        SerialsRefused: they cannot be read, none is named, or it is another number of them.
    """
    serials = serials_of(line.serials or written_as_is(line.lot), item.sku)
    if not serials:
        raise SerialsRefused(problem="missing", item=item.sku, wanted=quantity)
    if quantity is not None and len(serials) != quantity:
        raise SerialsRefused(problem="count", item=item.sku, serials=serials, wanted=quantity)
    return serials


def refuse_serials(line: Line, item: Item) -> None:
    """Refuse serial numbers of an item that has none."""
    if line.serials and not item.is_serial:
        raise SerialsRefused(problem="not_serial", item=item.sku, serials=(line.serials,))


def lot_named(draft: Draft, item: Item, text: str) -> str:
    """Return a lot by its code, also where it differs in upper and lower case only."""
    return lots_called(draft, item, (text,))[0]


def lots_called(draft: Draft, item: Item, texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return lots by their codes, also where they differ in upper and lower case only.

    A text that is none of the item's lots stays as it is.
    """
    known: dict[str, list[str]] = {}
    for lot in draft.lots_in_use(item.sku):
        known.setdefault(lot.casefold(), []).append(lot)
    matching = ((text, known.get(text.casefold(), [])) for text in texts)
    return tuple(lots[0] if len(lots) == 1 else text for text, lots in matching)


def refuse_expired(draft: Draft, item: Item, lot: str) -> None:
    """Refuse a lot that has expired, or will within the margin of the house rules."""
    found = draft.book.lot(item.sku, lot) if lot else None
    if found and draft.book.is_expired(item.sku, lot, draft.today):
        raise LotRefused(problem="expired", item=item.sku, lot=lot, expires_on=found.expires_on)
