"""Goods that were proposed to be brought from another site leave it, first expired first."""

from collections.abc import Iterator
from decimal import Decimal

from inventory.commands import Line
from inventory.demand.sites import Sites
from inventory.documents.replenishment import Proposal
from inventory.documents.transfer import Transfer
from inventory.draft import Draft
from inventory.inbound.transferring import plan_transfer
from inventory.inbound_commands import TransferStock
from inventory.inbound_errors import OtherSite
from inventory.item import Item
from inventory.location import LocationKind
from inventory.lots.candidates import Candidate, candidates
from inventory.planning_errors import NotThere
from inventory.quantity import ZERO, Amount
from inventory.sites import place_at


def hand_over(draft: Draft, proposal: Proposal) -> str:
    """Send the goods of an approved proposal on their way, in its approver's name.

    Returns:
        The number of the transfer; empty where nothing is left to bring.

    Raises:
        NotThere: a site has less by now than was to be brought from it.
        OtherSite: the site has no place where it could arrive, or nothing travels in between.
        StockError: as for a transfer that somebody types.
    """
    wanted = {line.item: line.quantity for line in proposal.lines if line.quantity}
    if not wanted:
        return ""
    sites = Sites(draft.book)
    found = {sku: _there(draft, sites, sku, proposal.from_site) for sku in wanted}
    short = tuple(
        (sku, quantity, there)
        for sku, quantity in wanted.items()
        if (there := sum((one.free for one in found[sku]), ZERO)) < quantity
    )
    if short:
        raise NotThere(number=proposal.number, site=proposal.from_site, short=short)
    target = _target(draft, proposal)
    lines = tuple(
        line
        for sku, quantity in wanted.items()
        for line in _lines(draft, found[sku], sku, quantity, target)
    )
    number = draft.next_number(Transfer, "TR")
    plan_transfer(draft, _command(draft, proposal, lines))
    return number


def _there(draft: Draft, sites: Sites, sku: str, site: str) -> list[Candidate]:
    return [one for one in candidates(draft, sku) if sites.of(one.location) == site]


def _target(draft: Draft, proposal: Proposal) -> str:
    """Return what goods are sent to: the site, or a bin where it has no name."""
    if proposal.site:
        return proposal.site
    dock = place_at(draft, "", LocationKind.RECEIVING) or place_at(draft, "", LocationKind.STORAGE)
    if dock is None:
        raise OtherSite(problem="unknown_site", location=proposal.number, target=proposal.site)
    return dock.code


def _lines(
    draft: Draft, found: list[Candidate], sku: str, quantity: Decimal, target: str
) -> Iterator[Line]:
    """Yield a line for each bin and lot it is taken from."""
    item = draft.book.get(Item, sku)
    is_serial = item is not None and item.is_serial
    for one in found:
        taken = min(quantity, one.free)
        if taken <= 0:
            return
        quantity -= taken
        yield Line(
            item=sku,
            amount=Amount(number=taken),
            location=one.location,
            target=target,
            lot="" if is_serial else one.lot,
            serials=one.lot if is_serial else "",
        )


def _command(draft: Draft, proposal: Proposal, lines: tuple[Line, ...]) -> TransferStock:
    asked = draft.command
    first, *others = lines
    noted = first.model_copy(update={"note": f"from {proposal.number}"})
    return TransferStock(
        key=asked.key, actor=asked.actor, at=asked.at, place=asked.place, lines=(noted, *others)
    )
