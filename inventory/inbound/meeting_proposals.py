"""What comes in counts against the proposals that were approved and made into no order."""

from inventory.documents.replenishment import Proposal, ProposalStatus
from inventory.draft import Draft
from inventory.item import Item
from inventory.quantity import ZERO, Quantity, trimmed


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
