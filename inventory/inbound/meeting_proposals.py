"""What comes in counts against the proposals that were approved and made into no order.

What was let go or cut after it was ordered rests, as if the proposal had been turned down.
"""

from collections import defaultdict
from datetime import timedelta

from inventory.documents.purchase_order import PurchaseOrder
from inventory.documents.replenishment import Proposal, ProposalStatus
from inventory.draft import Draft
from inventory.item import Item
from inventory.quantity import ZERO, Quantity, trimmed
from inventory.stepping import put_document


def count_against_proposals(draft: Draft, item: Item, quantity: Quantity) -> None:
    """Count a receipt against approved proposals of the item, oldest first."""
    left = quantity
    for known in draft.book.open(Proposal):
        proposal = draft.current(Proposal, known.number)
        if left <= 0 or proposal is None or proposal.status is not ProposalStatus.APPROVED:
            continue
        lines = list(proposal.lines)
        for index, line in enumerate(lines):
            taken = min(left, line.outstanding) if line.item == item.sku else ZERO
            if taken:
                lines[index] = line.model_copy(update={"received": trimmed(line.received + taken)})
                left -= taken
        if tuple(lines) == proposal.lines:
            continue
        is_complete = not any(line.outstanding for line in lines)
        status = ProposalStatus.RECEIVED if is_complete else proposal.status
        draft.put(proposal.model_copy(update={"lines": tuple(lines), "status": status}))


def let_go(draft: Draft, order: PurchaseOrder) -> None:
    """Have the proposal that an order was made of rest, now that the order is cancelled."""
    proposal = _proposal_of(draft, order)
    if proposal is not None:
        _rest(draft, proposal, is_let_go=True)


def lessen(draft: Draft, before: PurchaseOrder, after: PurchaseOrder) -> None:
    """Have what somebody cut from an order rest, as if the proposal had been approved for less."""
    proposal = _proposal_of(draft, after)
    if proposal is None:
        return
    had, has = _wanted(before), _wanted(after)
    cut = {item: has[item] for item, quantity in had.items() if has[item] < quantity}
    lines = tuple(
        line.model_copy(
            update={"quantity": cut[line.item], "proposed": line.proposed or line.quantity}
        )
        if line.item in cut
        else line
        for line in proposal.lines
    )
    if lines != proposal.lines:
        _rest(draft, proposal, lines=lines)


def _proposal_of(draft: Draft, order: PurchaseOrder) -> Proposal | None:
    proposal = draft.current(Proposal, order.proposal) if order.proposal else None
    return proposal if proposal and proposal.purchase_order == order.number else None


def _wanted(order: PurchaseOrder) -> defaultdict[str, Quantity]:
    wanted: defaultdict[str, Quantity] = defaultdict(lambda: ZERO)
    for line in order.lines:
        wanted[line.item] += line.wanted
    return wanted


def _rest(draft: Draft, proposal: Proposal, **changed: object) -> None:
    until = draft.today + timedelta(days=draft.book.rules.proposal_rest_days)
    put_document(draft, proposal.model_copy(update={**changed, "rests_until": until}))
