"""Why an item is proposed at a site just now, or why it is not: the first reason that holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inventory.book import Book
from inventory.demand.sites import Sites
from inventory.documents.replenishment import Proposal, ProposalStatus
from inventory.item import Item
from inventory.planning.policy_rules import policy_for
from inventory.replenishing.needs import Need, Needs
from inventory.replenishing.on_order import Coming
from inventory.replenishing.purchases import Bought, Buyer
from inventory.replenishing.resting import Rest, resting
from inventory.stock_policy import PolicyKind


class Stand(StrEnum):
    """How it stands with buying an item."""

    OUT_OF_USE = "out_of_use"
    BUILT = "built"
    BY_HAND = "by_hand"
    NOTHING_KNOWN = "nothing_known"
    PROPOSED = "proposed"
    RESTING = "resting"
    ENOUGH = "enough"
    NEXT_REVIEW = "next_review"
    CAPPED = "capped"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Explained:
    """How it stands with buying an item at a site.

    Attributes:
        site: empty for a house of one, or for all of a larger one.
        need: how the item stands; None where it is held against nothing.
        proposals: those that wait for a decision about it.
        rest: what keeps it from being proposed.
        coming: what is agreed to and not come yet.
        bought: what the next run would propose to buy, before budget and other sites.
    """

    site: str
    stand: Stand
    need: Need | None = None
    proposals: tuple[Proposal, ...] = ()
    rest: Rest | None = None
    coming: tuple[Coming, ...] = ()
    bought: Bought | None = None


def explained(book: Book, item: Item, on: date) -> list[Explained]:
    """Return how it stands with buying an item, by site; at least one."""
    if not item.is_active or item.components:
        return [Explained("", Stand.OUT_OF_USE if not item.is_active else Stand.BUILT)]
    needs, rests = Needs(book, on), resting(book, on)
    found = [_explained(needs, one, rests) for one in needs.of(item)]
    return found or list(_unheld(book, item))


def _explained(needs: Needs, need: Need, rests: dict[tuple[str, str, str], Rest]) -> Explained:
    proposals = tuple(proposals_for(needs.book, need.item.sku, need.place))
    rest = rests.get((*need.key, ""))
    bought = Buyer(needs.book, {}).bought(need)
    return Explained(
        site=need.place,
        stand=_stand(needs, need, bought, is_proposed=bool(proposals), is_resting=rest is not None),
        need=need,
        proposals=proposals,
        rest=rest,
        coming=tuple(needs.positions.coming(need.item.sku, need.site)),
        bought=bought,
    )


def _stand(
    needs: Needs, need: Need, bought: Bought | None, *, is_proposed: bool, is_resting: bool
) -> Stand:
    if is_resting:
        return Stand.RESTING
    if is_proposed:
        return Stand.PROPOSED
    if not need.is_low or need.needed <= 0:
        return Stand.ENOUGH
    if not needs.is_due(need):
        return Stand.NEXT_REVIEW
    return Stand.CAPPED if bought is None else Stand.DUE


def proposals_for(book: Book, sku: str, site: str) -> Iterator[Proposal]:
    """Yield the proposals of an item at a site that somebody has still to decide about."""
    for one in book.open(Proposal):
        is_waiting = one.status is ProposalStatus.PROPOSED
        if is_waiting and one.site == site and any(line.item == sku for line in one.lines):
            yield one


def _unheld(book: Book, item: Item) -> Iterator[Explained]:
    """Yield why an item is held against nothing, once where it is the same everywhere."""
    stands = {
        name: Stand.BY_HAND
        if policy_for(book, item, name).kind is PolicyKind.NONE
        else Stand.NOTHING_KNOWN
        for name in Sites(book).names
    }
    if len(set(stands.values())) == 1:
        yield Explained("", next(iter(stands.values())))
        return
    for name, stand in stands.items():
        yield Explained(name, stand)
