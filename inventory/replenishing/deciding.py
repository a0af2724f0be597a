"""Deciding on proposals: approved, perhaps with other quantities, turned down, or put off."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from inventory.book import Book
from inventory.documents.replenishment import (
    PROPOSAL_TRANSITIONS,
    Proposal,
    ProposalLine,
    ProposalStatus,
)
from inventory.draft import Draft
from inventory.errors import AlreadyDecided, NotPositive
from inventory.inbound.placing import place_proposed
from inventory.inbound_errors import ChangedSince
from inventory.planning_commands import DecideProposal, SnoozeProposal
from inventory.planning_errors import NotOnProposal, RestRefused
from inventory.quantity import ZERO, Amount
from inventory.replenishing.handing_over import hand_over
from inventory.replenishing.quantities import cost_at
from inventory.replenishing.review_days import next_order_day
from inventory.settings.cells import DAYS_MAX
from inventory.stepping import put_document, the
from inventory.transaction import transaction_id

TENTH: Final = Decimal("0.1")


def plan_proposal_decision(draft: Draft, command: DecideProposal) -> None:
    """Approve a proposal, perhaps with other quantities, or reject it.

    An approved one becomes the draft of a purchase order in the same step, or goods leave the other
    site for this one. What was lessened rests as what was rejected.

    Raises:
        UnknownDocument, AlreadyDecided, NotPositive: as they say.
        UnknownItem, Inactive: something of it is not bought any more.
        ChangedSince: it has other figures by now than whoever decides has seen.
        RestRefused: it would rest for years.
        NotOnProposal: a quantity is of an item that is not on it.
        NotThere: the goods that were to be brought are not there any more.
    """
    proposal = _to_decide(draft, command.number, _status(command))
    if command.seen and proposal.changed_at > command.seen:
        raise ChangedSince(number=proposal.number, transaction=transaction_id(proposal.changed_at))
    _refuse_strangers(proposal, command)
    decided = proposal.model_copy(
        update={
            "status": _status(command),
            "lines": tuple(_decided_line(draft.book, line, command) for line in proposal.lines),
            "decided_on": draft.today,
            "decided_by": command.actor,
            "decided_at": draft.book.sequence + 1,
            "note": command.note,
            "expected_on": _expected_on(draft, proposal),
        }
    )
    decided = decided.model_copy(update={"rests_until": _rests_until(draft, command, decided)})
    if command.is_approved:
        decided = _carried_out(draft, decided)
    put_document(draft, decided)


def plan_snooze(draft: Draft, command: SnoozeProposal) -> None:
    """Put a proposal off until a day; then it comes back with the figures of that day.

    Raises:
        UnknownDocument, AlreadyDecided: as they say.
        RestRefused: the day is not after today, or years ahead.
    """
    proposal = _to_decide(draft, command.number, ProposalStatus.SNOOZED)
    until = command.until or day_after(draft.today, command.days)
    refuse_rest(proposal.number, until, draft.today)
    snoozed = {
        "status": ProposalStatus.SNOOZED,
        "decided_on": draft.today,
        "decided_by": command.actor,
        "decided_at": draft.book.sequence + 1,
        "note": command.note,
        "rests_until": until,
    }
    put_document(draft, proposal.model_copy(update=snoozed))


def day_after(today: date, days: int) -> date:
    """Return the day so many days from today; what is out of all reason is one that is refused."""
    return today + timedelta(days=max(-1, min(days, DAYS_MAX + 1)))


def refuse_rest(number: str, until: date, today: date) -> None:
    """Refuse to let something rest until a day that has come, or for years.

    Raises:
        RestRefused: with the days that would do.
    """
    earliest, latest = today + timedelta(days=1), today + timedelta(days=DAYS_MAX)
    if not earliest <= until <= latest:
        raise RestRefused(number=number, until=until, earliest=earliest, latest=latest)


def _to_decide(draft: Draft, number: str, status: ProposalStatus) -> Proposal:
    proposal = the(draft, Proposal, number)
    if status not in PROPOSAL_TRANSITIONS[proposal.status]:
        raise AlreadyDecided(
            number=proposal.number, status=proposal.status.value, by=proposal.decided_by
        )
    return proposal


def _status(command: DecideProposal) -> ProposalStatus:
    return ProposalStatus.APPROVED if command.is_approved else ProposalStatus.REJECTED


def _refuse_strangers(proposal: Proposal, command: DecideProposal) -> None:
    proposed = tuple(line.item for line in proposal.lines)
    if strangers := tuple(item for item in command.quantities if item not in proposed):
        raise NotOnProposal(number=proposal.number, items=strangers, proposed=proposed)


def _decided_line(book: Book, line: ProposalLine, command: DecideProposal) -> ProposalLine:
    """Return the line as decided; zero means that this item is not bought after all."""
    quantity = command.quantities.get(line.item, line.quantity)
    if quantity < 0:
        raise NotPositive(verb="decide_proposal", item=line.item, number=quantity)
    if item := book.item(line.item):
        quantity = item.in_base_units(Amount(number=quantity))
    if quantity == line.quantity:
        return line
    each = cost_at(item, quantity, line.unit_cost) if item and item.price_breaks else line.unit_cost
    changes = {"quantity": quantity, "proposed": line.quantity, "unit_cost": each}
    return line.model_copy(update={**changes, "cover_after": _cover_of(line, quantity)})


def _cover_of(line: ProposalLine, quantity: Decimal) -> Decimal | None:
    """Return for how many days it lasts with another quantity, to a tenth, as was proposed."""
    if line.cover_after is None or not (line.expected and line.days):
        return line.cover_after
    more = (quantity - line.quantity) * line.days / line.expected
    return max(ZERO, line.cover_after + more).quantize(TENTH)


def _rests_until(draft: Draft, command: DecideProposal, decided: Proposal) -> date | None:
    """Return until when what is turned down or lessened rests; None where nothing is."""
    if command.is_approved and not any(line.is_reduced for line in decided.lines):
        return None
    rules = draft.book.rules
    days = rules.proposal_rest_days if command.rest_days is None else command.rest_days
    until = day_after(draft.today, days)
    if days:
        refuse_rest(decided.number, until, draft.today)
    return until


def _expected_on(draft: Draft, proposal: Proposal) -> date | None:
    """Return when it would come if it is ordered today: as many days later as it was proposed."""
    if proposal.expected_on is None or draft.today <= proposal.proposed_on:
        return proposal.expected_on
    supplier = draft.book.supplier(proposal.supplier)
    days = supplier.order_days if supplier else ()
    waits = proposal.expected_on - next_order_day(proposal.proposed_on, days)
    return next_order_day(draft.today, days) + waits


def _carried_out(draft: Draft, decided: Proposal) -> Proposal:
    if decided.from_site:
        return decided.model_copy(update={"transfer": hand_over(draft, decided)})
    return decided.model_copy(update={"purchase_order": place_proposed(draft, decided)})
