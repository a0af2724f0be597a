"""What rests: put off, turned down or cancelled so recently that proposing it again were nagging."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from inventory.book import Book
from inventory.documents.replenishment import Proposal, ProposalLine, ProposalStatus, month_of
from inventory.settings.cells import DAYS_MAX

SHORTEST_MONTH: Final = timedelta(days=28)


class Rest(NamedTuple):
    """Why an item is not proposed at a site just now.

    Attributes:
        from_site: from where it is not to be brought; empty where it is not proposed at all.
        until: the day on which it may be proposed again.
    """

    item: str
    site: str
    from_site: str
    proposal: Proposal
    until: date


def resting(book: Book, on: date) -> dict[tuple[str, str, str], Rest]:
    """Return what rests on a day, by item, site and the site it is not to be brought from.

    Of several rests of the same item the longest counts.
    """
    longest: dict[tuple[str, str, str], Rest] = {}
    for one in _rests(book, on):
        key = (one.item, one.site, one.from_site)
        if key not in longest or longest[key].until < one.until:
            longest[key] = one
    return longest


def rests_until(proposal: Proposal, rest_days: int) -> date | None:
    """Return the day before which a decided proposal rests; None where nothing of it does.

    Args:
        proposal: decided or put off.
        rest_days: the house rule, for those of old journals.
    """
    if proposal.rests_until is not None:
        return proposal.rests_until
    if proposal.decided_on is None or proposal.status is ProposalStatus.LAPSED:
        return None
    return proposal.decided_on + timedelta(days=rest_days)


def _rests(book: Book, on: date) -> Iterator[Rest]:
    for proposal in _decided(book, on):
        until = rests_until(proposal, book.rules.proposal_rest_days)
        if until is None or until <= on:
            continue
        for line in proposal.lines:
            if is_resting(proposal, line):
                from_site = proposal.from_site if _is_refused_way(proposal) else ""
                yield Rest(line.item, proposal.site, from_site, proposal, until)


def is_resting(proposal: Proposal, line: ProposalLine) -> bool:
    """Tell whether a line of a decided proposal rests: it was put off, turned down or lessened.

    An approved one rests as a whole where its purchase order was cancelled.
    """
    match proposal.status:
        case ProposalStatus.SNOOZED | ProposalStatus.REJECTED:
            return True
        case ProposalStatus.APPROVED | ProposalStatus.RECEIVED:
            return line.is_reduced or proposal.is_let_go
        case _:
            return False


def _is_refused_way(proposal: Proposal) -> bool:
    """Goods that are not to be brought from a site may be brought from another, or bought."""
    return proposal.status is ProposalStatus.REJECTED and bool(proposal.from_site)


def _decided(book: Book, on: date) -> Iterator[Proposal]:
    """Yield the proposals of which something may rest, each once."""
    longest = timedelta(days=DAYS_MAX)
    rest = timedelta(days=book.rules.proposal_rest_days)
    found = {
        proposal.number: proposal
        for month in sorted(_months_between(on - rest, on + longest))
        for proposal in book.found(Proposal, month)
    }
    yield from found.values()


def _months_between(first: date, last: date) -> set[str]:
    """Return the months of some days; no month is shorter than the step from one to the next."""
    days = range(0, (last - first).days, SHORTEST_MONTH.days)
    return {month_of(last), *(month_of(first + timedelta(days=day)) for day in days)}
