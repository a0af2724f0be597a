"""What every posting verb does with its lines: find the item, the place and the quantity.

All lines are looked at before anything is refused, so that a pasted block names every error at once.
"""

from collections.abc import Callable
from decimal import Decimal

from inventory.commands import LINES_MAX, Line, StockCommand
from inventory.draft import Draft
from inventory.errors import (
    Inactive,
    LineErrors,
    MissingPart,
    NotPositive,
    StockError,
    TooManyLines,
    UnknownItem,
    UnknownLocation,
    WrongPlace,
)
from inventory.item import Item
from inventory.location import Location, LocationKind
from inventory.lots.line_lots import lot_at as lot_at
from inventory.lots.line_lots import refuse_expired as refuse_expired
from inventory.lots.line_lots import serials_named


def plan_lines(
    draft: Draft, command: StockCommand, plan_line: Callable[[Draft, Line, Item], None]
) -> None:
    """Plan every line; post nothing unless all are good.

    Raises:
        StockError: the line's own error where there is one line, else `LineErrors` with them all.
    """
    plan_each(command, lambda line: plan_line(draft, line, item_of(draft, command.kind, line)))


def plan_each(command: StockCommand, plan_line: Callable[[Line], None]) -> None:
    """Plan every line of a request, whatever it is about; nothing stands unless all are good.

    Raises:
        StockError: the line's own error where there is one line, else `LineErrors` with them all.
    """
    if len(command.lines) > LINES_MAX:
        raise TooManyLines(lines=len(command.lines), most=LINES_MAX)
    errors: list[tuple[int, StockError]] = []
    for number, line in enumerate(command.lines, start=1):
        try:
            plan_line(line)
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
