"""Building kits: components go into production and the kit comes out, all in one transaction."""

from datetime import date

from inventory.commands import Line
from inventory.draft import Draft
from inventory.errors import NotPositive
from inventory.inbound.lots import lots_received
from inventory.inbound_commands import BuildKit, UnbuildKit
from inventory.item import Item
from inventory.kit_errors import KitOutlives
from inventory.kits.bill_of_materials import kit_named, refuse_inactive
from inventory.kits.components import (
    Bench,
    Taken,
    components_of,
    earliest,
    place_for,
    site_of,
    taken_for,
)
from inventory.lines import place_with_stock
from inventory.location import AVAILABLE_KINDS, PRODUCTION
from inventory.lot import Lot, lot_key
from inventory.lots.line_lots import lot_named
from inventory.move import MoveKind
from inventory.quantity import Quantity


def plan_build(draft: Draft, command: BuildKit) -> None:
    """Take the components of some kits, and put the kits where they belong.

    Only what is free at the site is taken, in the order in which it is picked, or from the named
    bin alone.

    Raises:
        UnknownItem, Inactive, NotAKit, NotPositive, ComponentsUnusable, ComponentsShort,
        KitOutlives: as they say.
        StockError: as `lots_received` and `place_for` say of the kit.
    """
    kit = kit_named(draft.book, command.item)
    refuse_inactive(kit)
    quantity = quantity_asked(command, kit)
    source = _source(draft, command)
    parts = components_of(draft, kit, quantity, is_new=True)
    target = place_for(draft, "build", command.location, kit, beside=source)
    bench = Bench(site_of(draft, target), source)
    taken = taken_for(draft, kit, quantity, parts, bench)
    for one in taken:
        draft.move(
            MoveKind.BUILD,
            one.item,
            one.quantity,
            one.found.location,
            PRODUCTION,
            lot=one.found.lot,
            note=command.note,
        )
    for lot, part in lots_received(draft, _line(draft, command, kit, taken), kit, quantity):
        draft.move(MoveKind.BUILD, kit, part, PRODUCTION, target, lot=lot, note=command.note)


def quantity_asked(command: BuildKit | UnbuildKit, kit: Item) -> Quantity:
    """Return how many kits are asked for, in base units.

    Raises:
        UnknownUnit, FractionRefused, QuantityTooLarge, NotPositive: as they say.
    """
    quantity = kit.in_base_units(command.amount)
    if quantity <= 0:
        verb = "build" if isinstance(command, BuildKit) else "unbuild"
        raise NotPositive(verb=verb, item=kit.sku, number=command.amount.number)
    return quantity


def _source(draft: Draft, command: BuildKit) -> str:
    if not command.source:
        return ""
    return place_with_stock(draft, "build", command.source, kinds=AVAILABLE_KINDS).code


def _line(draft: Draft, command: BuildKit, kit: Item, taken: list[Taken]) -> Line:
    """Return the kit as goods that come in, with the day until which it may be used."""
    return Line(
        item=kit.sku,
        amount=command.amount,
        lot=command.lot,
        serials=command.serials,
        expires_on=_expiry(draft, command, kit, taken) if kit.has_lots else command.expires_on,
    )


def _expiry(draft: Draft, command: BuildKit, kit: Item, taken: list[Taken]) -> date | None:
    """Return the day a kit's lot expires: that of its first component to do so, if not before.

    None where the lot is known with its day already.
    """
    latest_on, component = earliest(taken)
    lot = lot_named(draft, kit, command.lot)
    known = draft.current(Lot, lot_key(kit.sku, lot))
    is_used = known is not None and lot in draft.lots_in_use(kit.sku)
    known_on = known.expires_on if known and is_used else None
    said = command.expires_on or known_on
    if said and said > latest_on:
        raise KitOutlives(
            item=kit.sku, lot=lot, expires_on=said, component=component, latest_on=latest_on
        )
    if known_on:
        return command.expires_on
    return said or (None if latest_on == date.max else latest_on)
