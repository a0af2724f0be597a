"""The lots of a recall: what they are, how they came, and where they lie now."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final, TypeAlias

from bot.messages.figures import amount, counted, number, unit_of
from bot.messages.lot_words import held_by
from bot.messages.text import Bold, Line, clipped, line
from bot.messages.trace_words import places_text
from inventory.book import Book
from inventory.documents.recall import Recall, RecalledLot, RecallScope
from inventory.quantity import ZERO
from inventory.recalling import whereabouts
from inventory.stock_key import LotKey

LOTS_MAX: Final = 12
MADE_OF_MAX: Final = 3

LOT_OF_ITEM: Final = "\x1f"
"""Between item and lot, as `recall_word` writes them."""

Lying: TypeAlias = Mapping[LotKey, Mapping[str, Decimal]]
"""Lot -> place -> how much lies there."""


def where_they_lie(recall: Recall, book: Book) -> Lying:
    """Return where the lots of a recall lie in the house, places in order."""
    found: dict[LotKey, dict[str, Decimal]] = {
        LotKey(lot.item, lot.code): {} for lot in recall.lots
    }
    for item in dict.fromkeys(lot.item for lot in recall.lots):
        for (place, code), quantity in sorted(book.balances(item).items()):
            if quantity and (item, code) in found:
                found[LotKey(item, code)][place] = quantity
    return found


def total(lying: Lying) -> Decimal:
    """Return how much of all of them lies here, all items together."""
    return sum((quantity for places in lying.values() for quantity in places.values()), ZERO)


def lots_named(recall: Recall) -> str:
    """Name the lots a recall was asked for: the first, and how many more."""
    own = [one for one in recall.lots if not one.made_of] or list(recall.lots)
    if not own:
        return clipped(scope_text(recall.scope), 200)
    more = f" and {counted(len(recall.lots) - 1, 'more lot')}" if len(recall.lots) > 1 else ""
    return f"{lot_name(own[0])}{more}"


def scope_text(scope: RecallScope) -> str:
    """Say what lots were asked for by, as it is said of lots that are still to come."""
    parts = [scope.item] if scope.item else []
    if scope.lots:
        parts.append(f"lot {', '.join(scope.lots)}")
    if scope.first or scope.last:
        parts.append(f"lots {scope.first} to {scope.last}")
    if scope.supplier:
        parts.append(f"{'' if parts else 'lots '}of {scope.supplier}")
    parts += [f"since {scope.since}"] if scope.since else []
    parts += [f"until {scope.until}"] if scope.until else []
    return " ".join(parts)


def lot_name(lot: RecalledLot) -> str:
    """Name a lot of a recall; kits may have none."""
    code = f" lot {clipped(lot.code, 60)}" if lot.code else ""
    return f"{clipped(lot.item, 60)}{code}"


def lot_lines(recall: Recall, lying: Lying, book: Book) -> list[Line]:
    """Word what the lots of a recall are and where they lie, those people asked for first."""
    shown = recall.lots[:LOTS_MAX]
    if not shown:
        return [
            line("• Nothing yet: it is held as soon as it is received."),
            *_shared(recall, book),
        ]
    lines = [_lot(one, lying[LotKey(one.item, one.code)], book) for one in shown]
    if more := len(recall.lots) - len(shown):
        lines.append(line(f"… and {counted(more, 'more lot')}, on the tab Recalls."))
    return [*lines, *_shared(recall, book)]


def much(quantity: Decimal, recall: Recall, book: Book) -> str:
    """Write a quantity of all its goods together: with its unit where that is the same for all."""
    units = {unit_of(book, lot.item) for lot in recall.lots}
    return amount(quantity, units.pop()) if len(units) == 1 else number(quantity)


def _shared(recall: Recall, book: Book) -> Iterator[Line]:
    """Word the lots that it means as well, and that another recall holds."""
    for word in recall.shared[:LOTS_MAX]:
        item, _, code = word.partition(LOT_OF_ITEM)
        lot = book.lot(item, code)
        holder = held_by(lot.status, lot.reason).recall if lot else ""
        name = lot_name(RecalledLot(item=item, code=code))
        yield line("• ", Bold(name), f": held by {holder or 'another recall'} already")
    if (more := len(recall.shared) - LOTS_MAX) > 0:
        yield line(f"… and {counted(more, 'more lot')} that other recalls hold.")


def _lot(lot: RecalledLot, there: Mapping[str, Decimal], book: Book) -> Line:
    unit = unit_of(book, lot.item)
    facts = filter(None, (_origin(lot), _came(lot, unit)))
    held = sum(there.values(), ZERO)
    places = (
        whereabouts.Lying(place, book.kind_of(place), held_there)
        for place, held_there in there.items()
    )
    here = f"{amount(held, unit)} here: {places_text(places)}" if held else "none here"
    return line("• ", Bold(lot_name(lot)), f" ({'; '.join(facts)}): {here}")


def _origin(lot: RecalledLot) -> str:
    if lot.made_of:
        shown = [clipped(one, 60) for one in lot.made_of[:MADE_OF_MAX]]
        more = [f"{len(lot.made_of) - MADE_OF_MAX} more"] if len(lot.made_of) > MADE_OF_MAX else []
        return f"made of {', '.join([*shown, *more])}"
    whose = f" of {clipped(lot.supplier, 40)}" if lot.supplier else ""
    theirs = f"supplier's {clipped(lot.supplier_lot, 60)}{whose}" if lot.supplier_lot else ""
    return theirs or (f"from {clipped(lot.supplier, 40)}" if lot.supplier else "")


def _came(lot: RecalledLot, unit: str) -> str:
    order = f" with {clipped(lot.document, 40)}" if lot.document else ""
    if not lot.code:
        return "held whole: it has no lots"
    return f"{amount(lot.came, unit)} {'built' if lot.made_of else 'came'}{order}"
