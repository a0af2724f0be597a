"""Proposing: each day what is wanted is held against what is proposed already.

What nobody has decided about is refreshed in its own message, and lapses once nothing of it is needed
any more. What was put off comes back as a new proposal, since an edited message calls nobody.
"""

from collections import defaultdict
from collections.abc import Iterator

from inventory.documents.replenishment import Proposal, ProposalLine, ProposalStatus
from inventory.draft import Draft
from inventory.errors import NothingChanged
from inventory.planning_commands import ProposeReorders
from inventory.replenishing.wanting import Wanted, Way, wanted
from inventory.stepping import put_document


def plan_reorders(draft: Draft, command: ProposeReorders) -> None:
    """Propose what is missing, one proposal a supplier and site, and one a way between two sites.

    Raises:
        NothingChanged: nothing is missing, or it is proposed already as it is wanted now.
    """
    known = _known(draft, ProposalStatus.PROPOSED)
    fresh = defaultdict[Way, list[str]](list)
    for want in wanted(draft.book, command.on, command.costs):
        waiting = known[want.way]
        if waiting:
            _refresh(draft, waiting.pop(0), want)
        else:
            fresh[want.way].append(_propose(draft, command, want))
    for left in known.values():
        for proposal in left:
            _lapse(draft, command, proposal)
    for proposal in _come_back(draft, command):
        numbers = fresh[_way_of(proposal)]
        _lapse(draft, command, proposal, followed_by=numbers[0] if numbers else "")
    if draft.is_empty:
        raise NothingChanged(what="proposals")


def _known(draft: Draft, status: ProposalStatus) -> defaultdict[Way, list[Proposal]]:
    """Return the proposals of a status that are not decided, by what makes one."""
    known = defaultdict[Way, list[Proposal]](list)
    for proposal in draft.book.open(Proposal):
        if proposal.status is status:
            known[_way_of(proposal)].append(proposal)
    return known


def _way_of(proposal: Proposal) -> Way:
    return Way(proposal.site, proposal.from_site, proposal.supplier)


def _come_back(draft: Draft, command: ProposeReorders) -> Iterator[Proposal]:
    """Yield what was put off until today or earlier."""
    for proposal in draft.book.open(Proposal):
        is_over = proposal.rests_until is not None and proposal.rests_until <= command.on
        if proposal.status is ProposalStatus.SNOOZED and is_over:
            yield proposal


def _propose(draft: Draft, command: ProposeReorders, want: Wanted) -> str:
    proposal = Proposal(
        number=draft.next_number(Proposal, "RP"),
        supplier=want.way.supplier,
        lines=want.lines,
        proposed_on=command.on,
        site=want.way.site,
        from_site=want.way.from_site,
        minimum_value=want.minimum_value,
        expected_on=want.expected_on,
        changed_at=draft.book.sequence + 1,
    )
    return put_document(draft, proposal).number


def _refresh(draft: Draft, proposal: Proposal, want: Wanted) -> None:
    """Have a proposal say how it is now, if that is anything people would decide by."""
    if _figures(proposal.lines, proposal.minimum_value) == _figures(want.lines, want.minimum_value):
        return
    changed = {
        "lines": want.lines,
        "minimum_value": want.minimum_value,
        "expected_on": want.expected_on,
        "changed_at": draft.book.sequence + 1,
    }
    put_document(draft, proposal.model_copy(update=changed))


def _lapse(
    draft: Draft, command: ProposeReorders, proposal: Proposal, followed_by: str = ""
) -> None:
    ended = {
        "status": ProposalStatus.LAPSED,
        "decided_on": command.on,
        "decided_by": command.actor,
        "rests_until": None,
        "followed_by": followed_by,
    }
    put_document(draft, proposal.model_copy(update=ended))


def _figures(lines: tuple[ProposalLine, ...], minimum_value: object) -> tuple[object, ...]:
    """Return what a decision rests on; an error that moved by a hair is no news."""
    return (
        minimum_value,
        *(
            (
                one.item,
                one.quantity,
                one.on_hand,
                one.reserved,
                one.on_order,
                one.back_ordered,
                one.expiring,
                one.minimum,
                one.unit_cost,
                one.bounds,
            )
            for one in lines
        ),
    )
