"""Who may count: whoever has the sheet, and what waits for a recount somebody who has not counted it.

What somebody has refused to approve is counted again by anybody: in a small house everybody has
counted it by then, and who approves it in the end still has not.
"""

from inventory.count_errors import CountTaken, OtherCounterNeeded
from inventory.documents.cycle_count import CountLine, CountLineStatus, CycleCount
from inventory.draft import Draft
from inventory.people import Role
from inventory.rights import may


def first_lines(count: CycleCount) -> tuple[CountLine, ...]:
    """Return the lines that whoever has the sheet has to count."""
    return tuple(one for one in count.waiting if one.status is not CountLineStatus.RECOUNT)


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


def require_another(draft: Draft, count: CycleCount, line: CountLine) -> None:
    """Refuse whoever has counted a line that waits for somebody else.

    Raises:
        OtherCounterNeeded: with who has counted it.
    """
    if not may_count_again(line, draft.command.actor):
        raise other_needed(draft, count, line)


def refuse_taken(draft: Draft, count: CycleCount) -> None:
    """Refuse a sheet that somebody else has; a manager may help.

    Raises:
        CountTaken: with who has it.
    """
    actor = draft.command.actor
    if count.counter not in ("", actor) and not may(draft.book, actor, "claim_count_of_others"):
        raise CountTaken(number=count.number, by=count.counter)


def may_count_again(line: CountLine, user: str) -> bool:
    """Tell whether somebody may count a line that waits for a recount."""
    return bool(line.approval) or user not in line.counters


def other_needed(draft: Draft, count: CycleCount, line: CountLine) -> OtherCounterNeeded:
    """Describe who has counted a line, and who else could."""
    able = draft.book.people_with(Role.OPERATOR)
    return OtherCounterNeeded(
        number=count.number,
        line=line.number,
        item=line.item,
        location=line.location,
        counters=line.counters,
        who=tuple(user for user in able if user not in line.counters),
    )
