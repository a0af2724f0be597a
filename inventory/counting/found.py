"""What a line says was found, held against what the book expects there."""

from collections.abc import Callable
from decimal import Decimal

from inventory.commands import Line
from inventory.documents.approval import Variance
from inventory.draft import Draft
from inventory.errors import MissingPart, NotPositive, UnknownReason
from inventory.item import Item
from inventory.lines import place_with_stock
from inventory.location import REAL_KINDS
from inventory.lots.line_lots import lots_counted, serials_named
from inventory.quantity import ONE
from inventory.reasons import COUNTED, REASONS


def counted_in(draft: Draft, line: Line, item: Item) -> list[Variance]:
    """Return what was found of the lot, or of each piece: all of them are there, or none is.

    Raises:
        MissingPart, NotPositive, UnknownLocation, WrongPlace, UnknownReason: as they say.
        LotRefused, UnknownLot, SerialsRefused: which lots or pieces it means is not clear.
    """
    counted = _said(draft, line, item)
    if counted < 0:
        raise NotPositive(verb="count", item=item.sku, number=counted)
    each = min(counted, ONE) if item.is_serial else counted
    return variances_of(draft, line, item, counted or None, lambda _: each)


def variances_of(
    draft: Draft,
    line: Line,
    item: Item,
    pieces: Decimal | None,
    found: Callable[[Decimal], Decimal],
) -> list[Variance]:
    """Hold what was found, which may depend on what the book expects, against the book.

    Args:
        draft: whose book expects something.
        line: that says it, of an item.
        item: whose goods they are.
        pieces: how many serial numbers have to be named; None for any number.
        found: what the book expects of one -> what was found of it.

    Raises:
        MissingPart, UnknownLocation, WrongPlace, UnknownReason: as they say.
        LotRefused, UnknownLot, SerialsRefused: which lots or pieces it means is not clear.
    """
    place = place_with_stock(draft, _verb(draft), line.location, kinds=REAL_KINDS)
    lots = lots_counted(draft, line, item, place.code, pieces)
    expected = {lot: draft.on_hand(item.sku, place.code, lot) for lot in lots}
    reason = _reason_of(line)
    return [
        Variance(
            item=item.sku,
            location=place.code,
            lot=lot,
            expected=expected[lot],
            counted=found(expected[lot]),
            reason=reason,
            note=line.note,
        )
        for lot in lots
    ]


def _verb(draft: Draft) -> str:
    """Return what people call it: to enter what was counted is to count, too."""
    return "adjust" if draft.command.kind == "adjust" else "count"


def _said(draft: Draft, line: Line, item: Item) -> Decimal:
    """Return the quantity of a line in base units; serial numbers without one are all there."""
    if line.amount is None and item.is_serial and line.serials:
        return Decimal(len(serials_named(line, item)))
    if line.amount is None:
        raise MissingPart(verb=_verb(draft), part="quantity")
    return item.in_base_units(line.amount)


def _reason_of(line: Line) -> str:
    reason = (line.reason or COUNTED).casefold().replace(" ", "_").replace("-", "_")
    if reason not in REASONS:
        raise UnknownReason(reason=line.reason, known=tuple(REASONS))
    return reason
