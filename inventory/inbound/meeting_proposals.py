"""What comes in counts against the proposals that were approved and made into no order.

What was let go after it was ordered rests, as if the proposal had been turned down.
"""

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
    proposal = draft.current(Proposal, order.proposal) if order.proposal else None
    if proposal is None or proposal.purchase_order != order.number:
        return
    until = draft.today + timedelta(days=draft.book.rules.proposal_rest_days)
    put_document(draft, proposal.model_copy(update={"is_let_go": True, "rests_until": until}))
