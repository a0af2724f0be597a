"""Taking a sheet: it is counted by one person, and what waits for a recount by another."""

from inventory.count_commands import ClaimCount
from inventory.count_errors import CountTaken
from inventory.counting.counters import (
    first_lines,
    may_count_again,
    other_needed,
    refuse_taken,
    require_named,
)
from inventory.counting.handing_out import hand_out
from inventory.counting.stepping import put_count
from inventory.documents.cycle_count import CountLine, CycleCount
from inventory.draft import Draft
from inventory.errors import NothingChanged
from inventory.order_errors import WrongStep
from inventory.people import is_system
from inventory.rights import may
from inventory.stepping import the_open


def plan_claim_count(draft: Draft, command: ClaimCount) -> None:
    """Take a sheet in hand, which hands its lines out, or let somebody else have it.

    What waits for nothing but a recount is taken by somebody who has not counted it.

    Raises:
        UnknownDocument, WrongStep: there is no such sheet, or nothing of it is left to count.
        CountTaken: somebody else has it.
        OtherCounterNeeded: who takes the recount has counted it.
        NothingChanged: it is so already.
        NotAllowed, OtherDuty: whoever is to have it may not count.
    """
    count = the_open(draft, CycleCount, command.number, "claim")
    if command.counter not in ("", command.actor):
        put_count(draft, _handed_over(draft, count, command.counter))
    elif not command.is_claimed:
        put_count(draft, _released(draft, count))
    elif first := first_lines(count):
        put_count(draft, _claimed(draft, count, first))
    else:
        put_count(draft, _recount_claimed(draft, count))


def taken(draft: Draft, count: CycleCount) -> CycleCount:
    """Return a sheet as whoever begins to count has it: in hand, and handed out.

    What is typed in the workbook has no name, and keeps nobody from taking it.

    Raises:
        CountTaken: somebody else has it, and the actor is no manager.
    """
    refuse_taken(draft, count)
    actor = "" if is_system(draft.command.actor) else draft.command.actor
    started = _started(draft, count, count.counter or actor)
    return hand_out(draft, started, [one for one in first_lines(count) if not one.asked_at])


def _claimed(draft: Draft, count: CycleCount, lines: tuple[CountLine, ...]) -> CycleCount:
    """Return a sheet in the actor's hand; others may have left it half counted."""
    actor = draft.command.actor
    if count.counter == actor and all(line.asked_at for line in lines):
        raise NothingChanged(what=count.number, state="yours")
    refuse_taken(draft, count)
    return hand_out(draft, _started(draft, count, actor), lines)


def _handed_over(draft: Draft, count: CycleCount, counter: str) -> CycleCount:
    """Return a sheet that somebody else counts from here on; recounts are given by line."""
    require_named(draft, counter)
    refuse_taken(draft, count)
    lines = first_lines(count)
    if not lines:
        raise WrongStep(number=count.number, action="claim", status=count.status)
    if count.counter == counter:
        raise NothingChanged(what=count.number, state="theirs")
    return hand_out(draft, _started(draft, count, counter), lines)


def _started(draft: Draft, count: CycleCount, counter: str) -> CycleCount:
    started = {"counter": counter, "started_on": count.started_on or draft.today}
    return count.model_copy(update=started)


def _recount_claimed(draft: Draft, count: CycleCount) -> CycleCount:
    """Return a sheet of which the actor counts what others have counted."""
    actor, lines, rules = draft.command.actor, count.waiting, draft.book.rules
    if not lines:
        raise WrongStep(number=count.number, action="claim", status=count.status)
    mine = tuple(
        one for one in lines if one.counter in ("", actor) and may_count_again(rules, one, actor)
    )
    if not mine:
        by = next((one.counter for one in lines if one.counter not in ("", actor)), "")
        if by:
            raise CountTaken(number=count.number, by=by)
        raise other_needed(draft, count, lines[0])
    if all(one.counter == actor for one in mine):
        raise NothingChanged(what=count.number, state="yours")
    for line in mine:
        count = count.with_line(line.model_copy(update={"counter": actor}))
    return hand_out(draft, count, [one for one in count.waiting if one.counter == actor])


def _released(draft: Draft, count: CycleCount) -> CycleCount:
    """Return a sheet that anybody may take, and its recounts likewise."""
    actor = draft.command.actor
    holders = tuple(filter(None, (count.counter, *(one.counter for one in count.waiting))))
    if not holders:
        raise NothingChanged(what=count.number, state="free")
    is_manager = may(draft.book, actor, "claim_count_of_others")
    if actor not in holders and not is_manager:
        raise CountTaken(number=count.number, by=holders[0])
    for line in count.waiting:
        if line.counter == actor or is_manager:
            count = count.with_line(line.model_copy(update={"counter": ""}))
    is_let_go = count.counter == actor or is_manager
    return count.model_copy(update={"counter": ""}) if is_let_go else count
