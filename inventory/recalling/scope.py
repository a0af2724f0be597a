"""Which lots are meant by a recall: by their codes, a range, or who delivered them when.

Every part that is named narrows it down. A notice quotes the supplier's own number, so that a name is
one of ours if there is any, and else the supplier's.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from functools import partial
from typing import Final

from inventory.book import Book
from inventory.documents.recall import RecallScope
from inventory.errors import UnknownItem
from inventory.inbound_errors import UnknownSupplier
from inventory.lot import Lot
from inventory.lots.serials import in_sequence
from inventory.recall_errors import NothingToRecall, ScopeUnclear
from inventory.recalling.past import receipts_of
from inventory.transaction import Transaction

LOTS_MAX: Final = 300
"""Lots of one recall, with the kits made of them: its board and its report name each of them."""

LINES_MAX: Final = 1000
"""Lines of one board: a change of it has to fit into a row of the tab Audit; more go on parts."""

KNOWN_TOLD: Final = 5


def lots_meant(book: Book, scope: RecallScope, past: Mapping[str, Transaction]) -> list[Lot]:
    """Return the lots a scope means, in order of first appearance.

    Args:
        book: that knows them.
        scope: as it was asked for.
        past: the receipts of `receipts_asked`, by id.

    Raises:
        ScopeUnclear: it names nothing, lots of several items, or a range that runs backwards.
        UnknownItem, UnknownSupplier: there is no such thing.
        NothingToRecall: a part of it finds nothing, with names that are close.
    """
    refuse_unclear(scope)
    _refuse_unknown(book, scope)
    found = [lot for lot in book.all(Lot) if lot.code]
    found = _of_item(book, scope, found)
    found = _of_supplier(book, scope, found)
    if scope.lots:
        found = _named(scope, found)
    if scope.first or scope.last:
        found = _in_range(scope, found)
    if scope.since or scope.until:
        found = _that_came(book, scope, found, past)
    _refuse_several(scope, found)
    if len(found) > LOTS_MAX:
        raise ScopeUnclear(problem="too_wide", what=str(len(found)))
    return found


def lots_by_now(book: Book, scope: RecallScope, past: Mapping[str, Transaction]) -> list[Lot]:
    """Return the lots a scope means of which others may be to come: none is all right.

    Raises:
        ScopeUnclear, UnknownItem, UnknownSupplier: as `lots_meant` says.
        NothingToRecall: nobody could know such a lot when it comes.
    """
    there = [lot for lot in book.all(Lot) if lot.code]
    known = tuple(
        name for name in scope.lots if _ours_or_theirs(there, partial(_is_same, name.strip()))
    )
    is_recognised = bool(scope.item or scope.supplier) and _can_come_later(scope)
    if is_recognised and scope.lots and not known:
        refuse_unclear(scope)
        _refuse_unknown(book, scope)
        return []
    named = scope.model_copy(update={"lots": known}) if is_recognised else scope
    try:
        return lots_meant(book, named, past)
    except NothingToRecall:
        if not is_recognised:
            raise
        return []


def _refuse_unknown(book: Book, scope: RecallScope) -> None:
    if scope.item and book.item(scope.item) is None:
        raise UnknownItem(item=scope.item)
    if scope.supplier and book.supplier(scope.supplier) is None:
        raise UnknownSupplier(supplier=scope.supplier)


def _can_come_later(scope: RecallScope) -> bool:
    """Tell whether a scope says how its lots are known when they come."""
    return bool(scope.lots or scope.first or scope.last or scope.since or scope.until)


def is_meant_later(book: Book, scope: RecallScope, lot: Lot, came_on: date | None) -> bool:
    """Tell whether a scope means a lot that comes in after it was asked for.

    It does by a number, a range or the days that it names. Where it names an item or a supplier
    only, it means what was there by then: what they send instead is no worse for it.

    Args:
        book: that knows items and suppliers.
        scope: as it was asked for.
        lot: which comes in for the first time.
        came_on: the day it came, None for one that did not come by a receipt.
    """
    if not _can_come_later(scope):
        return False
    is_ranged = bool(scope.first or scope.last)
    item = book.item(scope.item) if scope.item else None
    supplier = book.supplier(scope.supplier) if scope.supplier else None
    if (item and item.sku != lot.item) or (supplier and supplier.code != lot.supplier):
        return False
    names = {lot.code.casefold(), lot.supplier_lot.casefold()} - {""}
    is_named = not scope.lots or any(name.strip().casefold() in names for name in scope.lots)
    is_within = not is_ranged or any(_is_between(scope, name) for name in names)
    return is_named and is_within and _is_in_days(scope, came_on)


def _is_in_days(scope: RecallScope, day: date | None) -> bool:
    """Tell whether a day is one of those that a scope names; any is where it names none."""
    if not (scope.since or scope.until):
        return True
    if day is None or (scope.since and day < scope.since):
        return False
    return scope.until is None or day <= scope.until


def refuse_unclear(scope: RecallScope) -> None:
    """Refuse a scope that nobody can follow, whatever lots there are.

    Raises:
        ScopeUnclear: with what is wrong.
    """
    is_named = scope.item or scope.lots or scope.first or scope.last or scope.supplier
    if not is_named:
        raise ScopeUnclear(problem="empty")
    if scope.since and scope.until and scope.since > scope.until:
        raise ScopeUnclear(problem="backwards", what=f"{scope.since}..{scope.until}")
    if scope.first and scope.last:
        (start, first, _), (end, last, _) = _place(scope.first), _place(scope.last)
        if start != end:
            raise ScopeUnclear(problem="unlike", what=_range(scope))
        if first > last:
            raise ScopeUnclear(problem="backwards", what=_range(scope))


def _of_item(book: Book, scope: RecallScope, lots: list[Lot]) -> list[Lot]:
    item = book.item(scope.item) if scope.item else None
    if item is None:
        return lots
    return _or_nothing([lot for lot in lots if lot.item == item.sku], scope.item, "item")


def _of_supplier(book: Book, scope: RecallScope, lots: list[Lot]) -> list[Lot]:
    supplier = book.supplier(scope.supplier) if scope.supplier else None
    if supplier is None:
        return lots
    found = [lot for lot in lots if lot.supplier == supplier.code]
    return _or_nothing(found, scope.supplier, "supplier")


def _named(scope: RecallScope, lots: list[Lot]) -> list[Lot]:
    """Return the lots that bear one of the names; each name has to find something."""
    meant: dict[str, Lot] = {}
    for name in scope.lots:
        found = _ours_or_theirs(lots, partial(_is_same, name.strip()))
        if not found:
            raise NothingToRecall(what=name, known=_close(name, lots))
        meant |= {lot.key: lot for lot in found}
    return [lot for lot in lots if lot.key in meant]


def _in_range(scope: RecallScope, lots: list[Lot]) -> list[Lot]:
    found = _ours_or_theirs(lots, partial(_is_between, scope))
    if not found:
        end = scope.first or scope.last
        raise NothingToRecall(what=_range(scope), known=_close(end, lots))
    return found


def _that_came(
    book: Book, scope: RecallScope, lots: list[Lot], past: Mapping[str, Transaction]
) -> list[Lot]:
    """Return the lots of which something came in on one of the days."""
    zone = book.rules.zone

    def came(transaction: str) -> bool:
        moves = past[transaction].moves if transaction in past else ()
        days = (move.occurred_at.astimezone(zone).date() for move in moves[:1])
        return any(_is_in_days(scope, day) for day in days)

    known = {one: came(one) for lot in lots for one in receipts_of(book, lot)}
    found = [lot for lot in lots if any(known[one] for one in receipts_of(book, lot))]
    return _or_nothing(found, f"{scope.since or ''}..{scope.until or ''}", "days")


def _ours_or_theirs(lots: Iterable[Lot], is_wanted: Callable[[str], bool]) -> list[Lot]:
    known = list(lots)
    ours = [lot for lot in known if is_wanted(lot.code)]
    return ours or [lot for lot in known if lot.supplier_lot and is_wanted(lot.supplier_lot)]


def _is_same(name: str, text: str) -> bool:
    return text.casefold() == name.casefold()


def _is_between(scope: RecallScope, text: str) -> bool:
    """Tell whether a name lies in the range, as people count: L9 comes before L10."""
    start, number, _ = _place(text)
    lower, upper = (_place(end) if end else None for end in (scope.first, scope.last))
    if any(end is not None and end[0] != start for end in (lower, upper)):
        return False
    return (lower is None or lower[1] <= number) and (upper is None or number <= upper[1])


def _place(text: str) -> tuple[str, int, str]:
    return in_sequence(text.strip().casefold())


def _range(scope: RecallScope) -> str:
    return f"{scope.first}..{scope.last}"


def _refuse_several(scope: RecallScope, lots: list[Lot]) -> None:
    """Lot codes are unique within their item only: a bare name must not mean goods of another."""
    items = tuple(dict.fromkeys(lot.item for lot in lots))
    if len(items) > 1 and not (scope.item or scope.supplier):
        what = ", ".join(scope.lots) or _range(scope)
        raise ScopeUnclear(problem="several_items", what=what, known=items)


def _or_nothing(lots: list[Lot], what: str, part: str) -> list[Lot]:
    if not lots:
        raise NothingToRecall(what=what, part=part)
    return lots


def _close(name: str, lots: list[Lot]) -> tuple[str, ...]:
    """Return names that look like one, ours and the suppliers'."""
    by_folded = {
        text.casefold(): text for lot in lots for text in (lot.code, lot.supplier_lot) if text
    }
    alike = get_close_matches(name.strip().casefold(), by_folded, n=KNOWN_TOLD, cutoff=0.6)
    return tuple(by_folded[one] for one in alike)
