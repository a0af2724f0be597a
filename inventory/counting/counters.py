"""Who may count a line once more: somebody who has not counted it.

What somebody has refused to approve is counted again by anybody: in a small house everybody has
counted it by then, and who approves it in the end still has not.
"""

from inventory.count_errors import OtherCounterNeeded
from inventory.documents.cycle_count import CountLine, CycleCount
from inventory.draft import Draft
from inventory.people import Role


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
