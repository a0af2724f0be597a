"""Taking back what was decided about a proposal: it waits again, and its draft order is gone."""

from inventory.documents.replenishment import Proposal, ProposalStatus
from inventory.draft import Draft
from inventory.errors import UndoRefused
from inventory.people import is_system
from inventory.planning_commands import DecideProposal, SnoozeProposal
from inventory.rights import require
from inventory.transaction import Transaction


def refuse_stale_proposal(draft: Draft, undone: Transaction) -> None:
    """Refuse to decide without the right to, and to have the same proposed twice.

    Raises:
        NotAllowed: taking a decision back is one too.
        UndoRefused: the same is proposed again by another proposal by now.
    """
    is_about_one = any(isinstance(change.after, Proposal) for change in undone.changes)
    is_decision = isinstance(undone.command, (DecideProposal, SnoozeProposal))
    if not (is_decision or (undone.undoes and is_about_one)):
        return
    if not is_system(draft.command.actor):
        require(draft.book, draft.command.actor, "decide_proposal")
    waiting = [one for one in draft.book.open(Proposal) if _waits(one)]
    for proposal in filter(_waits, draft.changed(Proposal)):
        for other in waiting:
            is_later = other.changed_at > undone.sequence
            if is_later and other.number != proposal.number and _is_same(other, proposal):
                raise UndoRefused(problem="proposed_again", transaction=undone.id, by=other.number)


def _waits(proposal: Proposal) -> bool:
    return proposal.status is ProposalStatus.PROPOSED


def _is_same(one: Proposal, other: Proposal) -> bool:
    items = {line.item for line in one.lines}
    return one.site == other.site and any(line.item in items for line in other.lines)
