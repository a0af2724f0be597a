"""Who may count: whoever has the sheet, and what waits for a recount somebody who has not counted it.

What somebody has refused to approve is counted again by anybody: in a small house everybody has
counted it by then, and who approves it in the end still has not. What its own counter has withdrawn is
not, or it would be counted until it fits; a manager who has not counted it may let anybody.
"""

from inventory.count_errors import CountTaken, OtherCounterNeeded
from inventory.documents.cycle_count import CountLine, CountLineStatus, CycleCount
from inventory.draft import Draft
from inventory.people import is_system
from inventory.rights import may, people_who_may, require
from inventory.rules import Rules


def first_lines(count: CycleCount) -> tuple[CountLine, ...]:
    """Return the lines that whoever has the sheet has to count."""
    return tuple(one for one in count.waiting if one.status is not CountLineStatus.RECOUNT)


def require_named(draft: Draft, counter: str) -> None:
    """Refuse to give somebody what they may not count.

    Raises:
        NotAllowed, OtherDuty: as their role and their duties say.
    """
    is_named = counter != draft.command.actor
    require(draft.book, counter, "enter_count", is_named=is_named)


def require_counter(draft: Draft, count: CycleCount, line: CountLine) -> None:
    """Refuse whoever is not to count a line.

    Raises:
        CountTaken: somebody else is to, and the actor is no manager.
        OtherCounterNeeded: it is counted once more, and the actor has counted it.
    """
    if line.status is not CountLineStatus.RECOUNT:
        refuse_taken(draft, count)
        return
    actor = draft.command.actor
    require_another(draft, count, line)
    if line.counter not in ("", actor) and not may(draft.book, actor, "claim_count_of_others"):
        raise CountTaken(number=count.number, by=line.counter)


def counter_of(draft: Draft, count: CycleCount, line: CountLine) -> str:
    """Return who counts a line.

    Of a row in the workbook nobody knows who typed it: it is taken for that of whoever is to count
    the line, so that the same person does not count it once more, nor approve it.
    """
    actor = draft.command.actor
    if not is_system(actor):
        return actor
    is_first = line.status is not CountLineStatus.RECOUNT
    return line.counter or (count.counter if is_first else "") or actor


def require_another(draft: Draft, count: CycleCount, line: CountLine) -> None:
    """Refuse whoever has counted a line that waits for somebody else.

    Raises:
        OtherCounterNeeded: with who has counted it.
    """
    counter = counter_of(draft, count, line)
    rules = draft.book.rules
    is_nobody = is_system(counter) and not is_for_anybody(rules, line)
    if is_nobody or not may_count_again(rules, line, counter):
        raise other_needed(draft, count, line)


def refuse_taken(draft: Draft, count: CycleCount) -> None:
    """Refuse a sheet that somebody else has; a manager may help.

    Raises:
        CountTaken: with who has it.
    """
    actor = draft.command.actor
    if count.counter not in ("", actor) and not may(draft.book, actor, "claim_count_of_others"):
        raise CountTaken(number=count.number, by=count.counter)


def may_count_again(rules: Rules, line: CountLine, user: str) -> bool:
    """Tell whether somebody may count a line that waits for a recount."""
    return user not in line.counters or is_for_anybody(rules, line)


def is_for_anybody(rules: Rules, line: CountLine) -> bool:
    """Tell whether a recount is for those too who have counted the line."""
    return not line.is_withdrawn and (bool(line.approval) or not rules.is_recounted)


def other_needed(draft: Draft, count: CycleCount, line: CountLine) -> OtherCounterNeeded:
    """Describe who has counted a line, and who else could."""
    able = people_who_may(draft.book, "enter_count")
    return OtherCounterNeeded(
        number=count.number,
        line=line.number,
        item=line.item,
        location=line.location,
        counters=line.counters,
        who=tuple(user for user in able if user not in line.counters),
    )
