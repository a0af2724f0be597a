"""Proposing: each day what is wanted is held against what is proposed already.

What nobody has decided about is refreshed in its own message, and lapses once nothing of it is needed
any more. What was put off comes back as a new proposal, since an edited message calls nobody.
"""

from collections import defaultdict
from typing import Final

from inventory.documents.replenishment import Proposal, ProposalLine, ProposalStatus
from inventory.draft import Draft
from inventory.errors import NothingChanged
from inventory.notices import Audience, PaperKind
from inventory.planning_commands import ProposeReorders
from inventory.replenishing.wanting import Wanted, Way, wanted
from inventory.stepping import post_paper, put_document
from inventory.transaction import Transaction

LINES_A_RUN: Final = 1_000
"""Lines that one transaction proposes, changes or ends, so that it stays small enough to be kept."""


def plan_reorders(draft: Draft, command: ProposeReorders) -> None:
    """Propose what is missing, one proposal a supplier and site, and one a way between two sites.

    Of very much a part is proposed: the same command under another key goes on with the rest.

    Raises:
        NothingChanged: nothing is missing, or it is proposed already as it is wanted now.
    """
    wants = defaultdict[Way, list[Wanted]](list)
    for want in wanted(draft.book, command.on, command.costs):
        wants[want.way].append(want)
    waiting = defaultdict[Way, list[Proposal]](list)
    for proposal in draft.book.open(Proposal):
        if proposal.status is ProposalStatus.PROPOSED or _comes_back(proposal, command):
            waiting[_way_of(proposal)].append(proposal)
    for way in sorted({*wants, *waiting}, key=lambda way: (not way.from_site, way)):
        _settle(draft, command, wants[way], waiting[way])
        if sum(len(one.lines) for one in draft.changed(Proposal)) >= LINES_A_RUN:
            break
    if draft.is_empty:
        raise NothingChanged(what="proposals")


def lines_in(transaction: Transaction) -> int:
    """Return how many lines of proposals a transaction has changed: so many as one takes, or fewer."""
    changed = (change.after for change in transaction.changes)
    return sum(len(one.lines) for one in changed if isinstance(one, Proposal))


def _settle(
    draft: Draft, command: ProposeReorders, wants: list[Wanted], waiting: list[Proposal]
) -> None:
    """Hold what is wanted of one way against what is proposed of it already.

    What comes back makes one new proposal of all that is wanted: there a message is news.
    """
    put_off = [one for one in waiting if one.status is ProposalStatus.SNOOZED]
    proposed = [one for one in waiting if one.status is ProposalStatus.PROPOSED]
    kept = [] if _is_back(put_off, wants) else proposed[: len(wants)]
    for proposal, want in zip(kept, wants, strict=False):
        _refresh(draft, proposal, want)
    fresh = [_propose(draft, command, want) for want in wants[len(kept) :]]
    for proposal in (*proposed[len(kept) :], *put_off):
        _lapse(draft, command, proposal, followed_by=fresh[0] if fresh else "")


def _is_back(put_off: list[Proposal], wants: list[Wanted]) -> bool:
    """Tell whether something that was put off until now is still wanted."""
    items = {line.item for want in wants for line in want.lines}
    return any(line.item in items for proposal in put_off for line in proposal.lines)


def _way_of(proposal: Proposal) -> Way:
    return Way(proposal.site, proposal.from_site, proposal.supplier)


def _comes_back(proposal: Proposal, command: ProposeReorders) -> bool:
    """Tell whether something was put off until today or earlier."""
    is_over = proposal.rests_until is not None and proposal.rests_until <= command.on
    return proposal.status is ProposalStatus.SNOOZED and is_over


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
    put_document(draft, proposal)
    post_paper(draft, proposal.number, PaperKind.CHART, audience=Audience.PURCHASING)
    return proposal.number


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
