"""Taking kits apart: the kit goes into production and its components come out.

Which lots come out is taken from the ledger where it is clear: all kits of that lot were built here,
and of the component either one lot only is in production, or exactly so much of it as comes out.
Else whoever holds the goods reads it off them and says so (`parts:TEA-EARL=L19`).
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from inventory.commands import Line
from inventory.draft import Draft
from inventory.drafting.refusals import refuse_held
from inventory.errors import LotRefused, MissingPart, UnknownLot
from inventory.inbound.lots import lots_received
from inventory.inbound_commands import UnbuildKit
from inventory.item import Item
from inventory.kit_errors import ComponentLotNeeded
from inventory.kits.bill_of_materials import kit_named
from inventory.kits.building import quantity_asked
from inventory.kits.components import Component, components_of, place_for
from inventory.lines import place_with_stock
from inventory.location import (
    DIFFERENCE,
    OPENING,
    PRODUCTION,
    SET_ASIDE_KINDS,
    SUPPLIER,
    LocationKind,
)
from inventory.lots.line_lots import lot_named, lots_at
from inventory.move import MoveKind
from inventory.rights import require

APART_KINDS: Final = frozenset({LocationKind.RECEIVING, LocationKind.STORAGE, LocationKind.RETURNS})
"""Where kits may be taken from; of those that came back a manager says so, for nobody has inspected
their parts."""

Lots = tuple[tuple[str, Decimal], ...]


def plan_unbuild(draft: Draft, command: UnbuildKit) -> None:
    """Take some kits apart, and put their components where they belong.

    Raises:
        UnknownItem, NotAKit, NotPositive, ComponentsUnusable, NotEnough, Reserved,
        ComponentLotNeeded: as they say.
        LotHeld: a kit is held back that was not built here.
        NotAllowed: the kit waits to be inspected, and its parts would not any more.
        StockError: as lots and places say.
    """
    kit = kit_named(draft.book, command.item)
    quantity = quantity_asked(command, kit)
    parts = components_of(draft, kit, quantity, is_new=False)
    source = _source(draft, command, kit)
    if draft.book.kind_of(source) in SET_ASIDE_KINDS:
        require(draft.book, command.actor, "move_set_aside")
    lots = _kit_lots(draft, command, kit, quantity, source)
    for lot, part in lots:
        if not _is_built_here(draft, kit, lot):  # nobody knows what of it is wrong
            refuse_held(draft, "unbuild", kit.sku, lot)
        draft.move(MoveKind.UNBUILD, kit, part, source, PRODUCTION, lot=lot, note=command.note)
    named = _lots_said(draft, command, kit, parts)
    for component, back in zip(parts, _lots_back(draft, kit, parts, lots, named), strict=True):
        item = component.item
        target = place_for(draft, "unbuild", command.target, item, beside=source)
        for lot, part in back:
            draft.move(MoveKind.UNBUILD, item, part, PRODUCTION, target, lot=lot, note=command.note)


def _source(draft: Draft, command: UnbuildKit, kit: Item) -> str:
    """Return the bin the kit is taken from; it may be left out where it lies in one only."""
    if command.location:
        return place_with_stock(draft, "unbuild", command.location, kinds=APART_KINDS).code
    book = draft.book
    places = {place for place, _ in book.balances(kit.sku) if book.kind_of(place) in APART_KINDS}
    if len(places) != 1:
        raise MissingPart(verb="unbuild", part="location")
    return places.pop()


def _kit_lots(draft: Draft, command: UnbuildKit, kit: Item, quantity: Decimal, source: str) -> Lots:
    line = Line(item=kit.sku, lot=command.lot, serials=command.serials)
    return lots_at(draft, line, kit, source, quantity)


def _lots_said(
    draft: Draft, command: UnbuildKit, kit: Item, parts: tuple[Component, ...]
) -> dict[str, str]:
    """Return the lots that were named, by component; one without a name is of the only one."""
    tracked = [part.item.sku for part in parts if part.item.has_lots]
    said: dict[str, str] = {}
    for piece in filter(None, (one.strip() for one in command.parts.split(";"))):
        name, _, lot = piece.rpartition("=") if not piece.startswith("=") else ("", "", piece)
        item = draft.book.item(name.strip()) if name else None
        sku = item.sku if item else name.strip()
        if not name and len(tracked) == 1:
            sku = tracked[0]
        if sku not in tracked:
            raise LotRefused(problem="not_tracked", item=sku or kit.sku, lot=lot.strip())
        said[sku] = lot.strip()
    return said


def _lots_back(
    draft: Draft, kit: Item, parts: tuple[Component, ...], lots: Lots, named: dict[str, str]
) -> list[Lots]:
    """Return for each component which lots come out of the kits.

    Raises:
        ComponentLotNeeded: with every component whose lots nobody can tell.
    """
    is_ours = all(_is_built_here(draft, kit, lot) for lot, _ in lots)
    found: list[Lots] = []
    unclear: list[tuple[str, tuple[str, ...]]] = []
    for part in parts:
        there = dict(_in_production(draft, part.item))
        clear = _clear(there, part.quantity) if is_ours else ()
        if not part.item.has_lots:
            found.append((("", part.quantity),))
        elif part.item.sku in named:
            known = tuple(sorted(there)) if is_ours else ()
            found.append(_as_named(draft, part, named[part.item.sku], known))
        elif clear:
            found.append(clear)
        else:
            unclear.append((part.item.sku, tuple(sorted(there))))
    if unclear:
        raise ComponentLotNeeded(item=kit.sku, components=tuple(unclear))
    return found


def _as_named(draft: Draft, part: Component, lot: str, known: tuple[str, ...]) -> Lots:
    """Return the lots that were named; what was built here is made of lots that are known."""
    is_known = lot_named(draft, part.item, lot) in draft.lots_in_use(part.item.sku)
    if known and not (part.item.is_serial or is_known):
        raise UnknownLot(item=part.item.sku, lot=lot, known=known)
    key = "serials" if part.item.is_serial else "lot"
    line = Line.model_validate({"item": part.item.sku, key: lot})
    return lots_received(draft, line, part.item, part.quantity)


def _clear(there: dict[str, Decimal], quantity: Decimal) -> Lots:
    if sum(there.values()) == quantity:
        return tuple(there.items())
    only = tuple(there) if len(there) == 1 else ()
    return tuple((lot, quantity) for lot in only if there[lot] >= quantity)


def _in_production(draft: Draft, item: Item) -> Iterator[tuple[str, Decimal]]:
    """Yield the lots of an item that have gone into kits and not come out, in order."""
    balances = draft.book.stock.get(item.sku, {})
    for lot in sorted({lot for place, lot in balances if place == PRODUCTION}):
        if (there := draft.on_hand(item.sku, PRODUCTION, lot)) > 0:
            yield lot, there


def _is_built_here(draft: Draft, kit: Item, lot: str) -> bool:
    """Tell whether all of a kit's lot has come out of production, none of it from elsewhere."""
    return not any(
        draft.on_hand(kit.sku, place, lot) < 0 for place in (SUPPLIER, OPENING, DIFFERENCE)
    )
