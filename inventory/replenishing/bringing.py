"""What one site has more of than it needs, brought to a site that needs it before anything is bought."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from typing import NamedTuple

from inventory.item import Item
from inventory.location import LocationKind
from inventory.planning.policy_rules import policy_for
from inventory.quantity import ONE, ZERO
from inventory.replenishing.needs import Need, Needs
from inventory.stock_policy import PolicyKind


class Bringing(NamedTuple):
    """So much of what a site needs, from another that can spare it."""

    need: Need
    from_site: str
    quantity: Decimal


def bringings(
    needs: Needs,
    due: Sequence[Need],
    known: Iterable[Need],
    rests: Collection[tuple[str, str, str]],
) -> list[Bringing]:
    """Return what to bring from where, to the site that runs out first before the others.

    Args:
        needs: who looks at the book.
        due: what is needed, of one site each.
        known: every item at every site that is held against something.
        rests: (item, to, from) that are not to be proposed just now.
    """
    book = needs.book
    if needs.positions.sites.is_one or not book.first_of_kind(LocationKind.TRANSIT):
        return []
    wanted = {need.item.sku for need in due}
    held: defaultdict[str, dict[str, Need]] = defaultdict(dict)
    for one in known:
        if one.item.sku in wanted and one.site is not None:
            held[one.item.sku][one.site] = one
    spare: dict[tuple[str, str], Decimal] = {}
    found: list[Bringing] = []
    for need in sorted(due, key=lambda one: (one.urgency, one.place)):
        if need.site is not None:
            _spares(needs, need.item, held[need.item.sku], spare)
            found += _brought(need, needs.positions.sites.names, spare, rests)
    return found


def spare_at(needs: Needs, item: Item, site: str, held: Need | None, on: date) -> Decimal:
    """Return what a site can give away: what is above its own order-up-to level.

    Where an item is held against nothing, because nobody ever asked for it there, all of it can go;
    not so where a manager says that people decide.
    """
    if held is not None:
        position = held.position
        above = position.usable - held.target.order_up_to_level
        return max(ZERO, min(position.available - position.expiring, above))
    if policy_for(needs.book, item, site).kind is PolicyKind.NONE:
        return ZERO
    return needs.positions.sites.available(item.sku, on).get(site, ZERO)


def _spares(
    needs: Needs, item: Item, held: dict[str, Need], spare: dict[tuple[str, str], Decimal]
) -> None:
    """Note once what each site can give of an item."""
    for site in needs.positions.sites.names:
        key = (item.sku, site)
        if key not in spare:
            free = spare_at(needs, item, site, held.get(site), needs.on)
            spare[key] = free if item.is_fractional else free.to_integral_value(ROUND_FLOOR)


def _brought(
    need: Need,
    sites: Sequence[str],
    spare: dict[tuple[str, str], Decimal],
    rests: Collection[tuple[str, str, str]],
) -> list[Bringing]:
    """Take what is needed from the sites that can spare most."""
    sku, left, found = need.item.sku, _whole(need), list[Bringing]()
    for site in sorted(sites, key=lambda name: (-spare[sku, name], name)):
        taken = min(left, spare[sku, site])
        if site == need.site or taken <= 0 or (sku, need.place, site) in rests:
            continue
        spare[sku, site] -= taken
        left -= taken
        found.append(Bringing(need, site, taken))
    return found


def _whole(need: Need) -> Decimal:
    """Return what is needed, in whole units where there are no others."""
    return need.needed if need.item.is_fractional else -(-need.needed // ONE)
