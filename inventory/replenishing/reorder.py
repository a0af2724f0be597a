"""What to buy: by minimum and maximum, net of what is on order, proposed once.

Kits are built, so that none is ever proposed; the low-stock digest tells how many could be.
"""

from collections import defaultdict
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from typing import Final

from inventory.book import Book
from inventory.commands import DecideProposal, ProposeReorders
from inventory.documents.replenishment import (
    PROPOSAL_TRANSITIONS,
    Proposal,
    ProposalLine,
    ProposalStatus,
    month_of,
)
from inventory.draft import Draft
from inventory.errors import AlreadyDecided, NothingChanged, NotPositive, UnknownDocument
from inventory.inbound.placing import place_proposed
from inventory.item import Item
from inventory.notices import ProposalNotice
from inventory.quantity import ZERO, Amount
from inventory.replenishing.on_order import back_ordered, on_order_by_item

SHORTEST_MONTH: Final = timedelta(days=28)
LATER: Final = timedelta(days=31)
"""A run that is caught up late may know of what was turned down after its own day."""


def order_quantity(item: Item, position: Decimal) -> Decimal:
    """Return how much to order to come back to the maximum.

    Raised to the minimum order quantity, then rounded up to the pack multiple.

    Examples:
        >>> mug = Item(sku="MUG-BLU", name="Mug", minimum=10, maximum=40, pack_multiple=12)
        >>> order_quantity(mug, Decimal(7))
        Decimal('36')
    """
    wanted = (item.maximum or ZERO) - position
    if wanted <= 0:
        return ZERO
    quantity = max(wanted, item.minimum_order_quantity or ZERO)
    step = item.pack_multiple or (ZERO if item.is_fractional else Decimal(1))
    if step > 0:
        quantity = (quantity / step).to_integral_value(ROUND_CEILING) * step
    return quantity


def plan_reorders(draft: Draft, command: ProposeReorders) -> None:
    """Propose one order a supplier for every item at or below its minimum.

    Raises:
        NothingChanged: nothing is missing, or it is proposed already.
    """
    by_supplier: defaultdict[str, list[ProposalLine]] = defaultdict(list)
    resting = _resting(draft.book, command)
    ordered, waited_for = on_order_by_item(draft.book), back_ordered(draft.book)
    for item in draft.book.all(Item):
        if (
            item.sku in resting
            or (line := _line_for(draft, item, ordered[item.sku][0], waited_for[item.sku])) is None
        ):
            continue
        by_supplier[item.supplier].append(line)
    for supplier, lines in sorted(by_supplier.items()):
        proposal = Proposal(
            number=draft.next_number(Proposal, "RP"),
            supplier=supplier,
            lines=tuple(sorted(lines, key=lambda line: line.item)),
            proposed_on=command.on,
        )
        draft.put(proposal)
        draft.tell(ProposalNotice(proposal=proposal))
    if draft.is_empty:
        raise NothingChanged(what="proposals")


def plan_proposal_decision(draft: Draft, command: DecideProposal) -> None:
    """Approve a proposal, perhaps with other quantities, or reject it.

    An approved one becomes the draft of a purchase order in the same step.

    Raises:
        UnknownDocument, AlreadyDecided, NotPositive: as they say.
    """
    proposal = draft.book.get(Proposal, command.number)
    if proposal is None:
        raise UnknownDocument(number=command.number)
    status = ProposalStatus.APPROVED if command.is_approved else ProposalStatus.REJECTED
    if status not in PROPOSAL_TRANSITIONS[proposal.status]:
        raise AlreadyDecided(
            number=proposal.number, status=proposal.status.value, by=proposal.decided_by
        )
    decided = proposal.model_copy(
        update={
            "status": status,
            "lines": tuple(_with_quantity(draft.book, line, command) for line in proposal.lines),
            "decided_on": draft.today,
            "decided_by": command.actor,
            "note": command.note,
        }
    )
    if command.is_approved:
        decided = decided.model_copy(update={"purchase_order": place_proposed(draft, decided)})
    draft.put(decided)
    draft.tell(ProposalNotice(proposal=decided))


def _line_for(
    draft: Draft, item: Item, coming: Decimal, waited_for: Decimal
) -> ProposalLine | None:
    if not item.is_active or item.components or item.minimum is None or item.maximum is None:
        return None
    assert isinstance(draft.command, ProposeReorders)  # noqa: S101 - plan_reorders made the draft
    on_hand = draft.book.available(item.sku, draft.command.on)
    position = on_hand + coming - waited_for
    quantity = order_quantity(item, position)
    if position > item.minimum or not quantity:
        return None
    return ProposalLine(
        item=item.sku,
        quantity=quantity,
        on_hand=on_hand,
        on_order=coming,
        back_ordered=waited_for,
        inventory_position=position,
        minimum=item.minimum,
        maximum=item.maximum,
    )


def _resting(book: Book, command: ProposeReorders) -> set[str]:
    """Return the items turned down so recently that proposing them again would be nagging."""
    rest = timedelta(days=book.rules.proposal_rest_days)
    return {
        line.item
        for month in _months_between(command.on - rest, command.on + LATER)
        for proposal in book.found(Proposal, month)
        if proposal.decided_on is not None and command.on < proposal.decided_on + rest
        for line in proposal.lines
        if proposal.status is ProposalStatus.REJECTED or not line.quantity
    }


def _months_between(first: date, last: date) -> set[str]:
    """Return the months of some days; no month is shorter than the step from one to the next."""
    days = range(0, (last - first).days, SHORTEST_MONTH.days)
    return {month_of(last), *(month_of(first + timedelta(days=day)) for day in days)}


def _with_quantity(book: Book, line: ProposalLine, command: DecideProposal) -> ProposalLine:
    """Return the line as decided; zero means that this item is not bought after all."""
    quantity = command.quantities.get(line.item, line.quantity)
    if quantity < 0:
        raise NotPositive(verb="decide_proposal", item=line.item, number=quantity)
    if item := book.item(line.item):
        quantity = item.in_base_units(Amount(number=quantity))
    return line.model_copy(update={"quantity": quantity})
