"""What every posting verb does with its lines: find the item, the place, the lot, the quantity.

All lines are looked at before anything is refused, so that a pasted block names every error at once.
"""

from collections.abc import Callable
from decimal import Decimal

from inventory.commands import LINES_MAX, Line, StockCommand
from inventory.draft import Draft
from inventory.errors import (
    Inactive,
    LineErrors,
    LotRefused,
    MissingPart,
    NotPositive,
    StockError,
    TooManyLines,
    UnknownItem,
    UnknownLocation,
    UnknownLot,
    WrongPlace,
)
from inventory.inbound_errors import SerialsRefused
from inventory.item import Item
from inventory.location import Location, LocationKind
from inventory.lot import Lot, lot_key
from inventory.serials import serials_of, written_as_is


def plan_lines(
    draft: Draft, command: StockCommand, plan_line: Callable[[Draft, Line, Item], None]
) -> None:
    """Plan every line; post nothing unless all are good.

    Raises:
        StockError: the line's own error where there is one line, else `LineErrors` with them all.
    """
    if len(command.lines) > LINES_MAX:
        raise TooManyLines(lines=len(command.lines), most=LINES_MAX)
    errors: list[tuple[int, StockError]] = []
    for number, line in enumerate(command.lines, start=1):
        try:
            plan_line(draft, line, item_of(draft, command.kind, line))
        except StockError as error:
            errors.append((number, error))
    if errors and len(command.lines) == 1:
        raise errors[0][1]
    if errors:
        raise LineErrors(errors=tuple(errors), lines=len(command.lines))


def item_of(draft: Draft, verb: str, line: Line) -> Item:
    """Find the item a line means; out-of-use items may only be moved out, counted or returned."""
    if not line.item:
        raise MissingPart(verb=verb, part="item")
    item = draft.book.item(line.item)
    if item is None:
        raise UnknownItem(item=line.item)
    if not item.is_active and verb == "receive":
        raise Inactive(what="item", code=item.sku)
    return item


def quantity_of(verb: str, line: Line, item: Item) -> Decimal:
    """Return the line's quantity in base units; it must be above zero.

    It may be left out where serial numbers say it.
    """
    if line.amount is None and item.is_serial and line.serials:
        return Decimal(len(serials_named(line, item)))
    if line.amount is None:
        raise MissingPart(verb=verb, part="quantity")
    quantity = item.in_base_units(line.amount)
    if quantity <= 0:
        raise NotPositive(verb=verb, item=item.sku, number=line.amount.number)
    return quantity


def place_of(
    draft: Draft, verb: str, code: str, *, kinds: frozenset[LocationKind], part: str = "location"
) -> Location:
    """Find a location of the kinds a verb puts goods into.

    Raises:
        MissingPart, UnknownLocation, Inactive, WrongPlace: as they say.
    """
    found = place_with_stock(draft, verb, code, kinds=kinds, part=part)
    if not found.is_active:
        raise Inactive(what="location", code=found.code)
    return found


def place_with_stock(
    draft: Draft, verb: str, code: str, *, kinds: frozenset[LocationKind], part: str = "location"
) -> Location:
    """Find a location goods are taken from or counted in: one out of use can still be emptied.

    Raises:
        MissingPart, UnknownLocation, WrongPlace: as they say.
    """
    if not code:
        raise MissingPart(verb=verb, part=part)
    found = draft.book.location(code)
    if found is None:
        raise UnknownLocation(location=code)
    if found.kind not in kinds:
        wanted = tuple(sorted(kind.value for kind in kinds))
        raise WrongPlace(verb=verb, location=found.code, kind=found.kind.value, wanted=wanted)
    return found


def lot_at(draft: Draft, line: Line, item: Item, location: str) -> str:
    """Return the lot a line means at a place where the item lies already.

    A lot may be left out where only one lies there: that is no guess.
    """
    if not item.has_lots:
        if line.lot:
            raise LotRefused(problem="not_tracked", item=item.sku, lot=line.lot)
        return ""
    here = draft.lots_at(item.sku, location)
    if line.lot:
        lot = lot_named(draft, item, line.lot)
        if draft.current(Lot, lot_key(item.sku, lot)) is None:
            raise UnknownLot(item=item.sku, lot=line.lot, known=here)
        return lot
    if len(here) != 1:
        raise LotRefused(problem="missing", item=item.sku, known=here)
    return here[0]


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
    """Return the lot a text names, also where it differs in upper and lower case only."""
    return lots_named(draft, item, (text,))[0]


def lots_named(draft: Draft, item: Item, texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lots that texts name; a text that is none of them stays as it is."""
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
