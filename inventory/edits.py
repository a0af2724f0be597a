"""Managers' rows: what they typed takes effect, unless it would orphan stock or history."""

from decimal import Decimal
from typing import Final

from inventory.commands import EditRow
from inventory.draft import Draft
from inventory.entries import Entry
from inventory.errors import NothingChanged, UnknownItem
from inventory.inbound.awaited_places import documents_waiting_at
from inventory.item import Item
from inventory.kit_errors import NotAKit
from inventory.kits.bill_of_materials import circle_of
from inventory.location import VIRTUAL_LOCATIONS, Location, LocationKind
from inventory.outbound.releasing import release_at
from inventory.people import Person, Role
from inventory.planning_errors import UnknownSite
from inventory.quantity import ZERO, decimals_of
from inventory.row_errors import FieldFrozen, LastAdmin, StillAwaited, StillUsed
from inventory.sites import sites_of
from inventory.stock_policy import StockPolicy, Subscription

ASIDE: Final = frozenset({LocationKind.QUARANTINE, LocationKind.RETURNS, LocationKind.TRANSIT})
"""Kinds of places where goods are on hand, and never available."""


def plan_edit(draft: Draft, command: EditRow) -> None:
    """Take over a row as it stands in the workbook.

    Raises:
        NothingChanged: the book says so already.
        StillUsed: the row is gone and stock or the ledger refers to it.
        FieldFrozen: a cell that may not change any more.
        LastAdmin: nobody would be left to administer.
        StillAwaited: goods wait in a place that would be of another kind.
        NotAKit: an item would be made of itself.
        UnknownItem, UnknownSite: a policy or subscription is for what there is not.
    """
    versioned = draft.book.entries[command.type].get(command.row_key)
    before = versioned.entry if versioned else None
    if isinstance(before, Person):
        _keep_an_admin(draft, before, command.after)
    if before is not None and command.after is None:
        _take_out(draft, before)
    elif command.after is None or command.after == before:
        raise NothingChanged(what=command.row_key)
    else:
        _take_over(draft, before, command.after)


def _take_over(draft: Draft, before: Entry | None, after: Entry) -> None:
    if isinstance(before, Item) and isinstance(after, Item):
        _refuse_frozen_fields(draft, before, after)
    if isinstance(after, Location):
        _refuse_virtual(after)
        _refuse_awaited(draft, before, after)
    if isinstance(after, Item) and (circle := circle_of(draft.book, after)):
        raise NotAKit(item=after.sku, circle=circle)
    if isinstance(after, StockPolicy | Subscription):
        _refuse_unknown(draft, after)
    draft.put(after)
    if isinstance(after, Location) and after.kind in ASIDE:
        release_at(draft, after)


def _refuse_unknown(draft: Draft, after: StockPolicy | Subscription) -> None:
    """A row that names nothing would lie there for ever, and nobody would notice."""
    if isinstance(after, StockPolicy) and draft.book.get(Item, after.item) is None:
        raise UnknownItem(item=after.item)
    sites = sites_of(draft)
    if after.site and after.site not in sites:
        raise UnknownSite(site=after.site, known=sites)


def _take_out(draft: Draft, before: Entry) -> None:
    if isinstance(before, Item) and draft.book.is_used(before.sku):
        on_hand = sum(draft.book.balances(before.sku).values(), ZERO)
        raise StillUsed(tab="Items", code=before.sku, on_hand=on_hand, unit=before.unit)
    if isinstance(before, Location) and draft.book.indexes.items_seen_at(before.code):
        on_hand = sum(draft.book.items_at(before.code).values(), ZERO)
        raise StillUsed(tab="Locations", code=before.code, on_hand=on_hand)
    draft.take_out(before)


def _refuse_frozen_fields(draft: Draft, before: Item, after: Item) -> None:
    """The ledger counts in the base unit, by lots or not; that cannot change under it."""
    if not draft.book.is_used(before.sku):
        return
    if before.unit != after.unit:
        raise FieldFrozen(tab="Items", code=before.sku, field="unit")
    if before.is_lot_tracked != after.is_lot_tracked and draft.book.balances(before.sku):
        raise FieldFrozen(tab="Items", code=before.sku, field="is_lot_tracked")
    if before.is_serial != after.is_serial and draft.book.balances(before.sku):
        raise FieldFrozen(tab="Items", code=before.sku, field="is_serial")
    if not after.is_fractional and any(map(_is_broken, draft.book.balances(before.sku).values())):
        raise FieldFrozen(tab="Items", code=before.sku, field="is_fractional")


def _is_broken(quantity: Decimal) -> bool:
    return decimals_of(quantity) > 0


def _refuse_virtual(after: Location) -> None:
    """Places outside the building are built in; a row of the tab cannot be or replace one."""
    if after.code.upper() in VIRTUAL_LOCATIONS:
        raise FieldFrozen(tab="Locations", code=after.code, field="code")
    if not after.kind.is_real:
        raise FieldFrozen(tab="Locations", code=after.code, field="kind")


def _keep_an_admin(draft: Draft, before: Person, after: Entry | None) -> None:
    stays = isinstance(after, Person) and after.is_active and after.role is Role.ADMIN
    admins = draft.book.people_with(Role.ADMIN)
    if admins == (before.user,) and not stays:
        raise LastAdmin(user=before.user)


def _refuse_awaited(draft: Draft, before: Entry | None, after: Location) -> None:
    """A dock is a dock, and a van a van, as long as something waits there to be brought on."""
    if not isinstance(before, Location) or before.kind is after.kind:
        return
    if waiting := tuple(documents_waiting_at(draft.book, before.code)):
        raise StillAwaited(location=before.code, documents=waiting)
