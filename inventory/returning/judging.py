"""Which returns were announced and have not come: said to the managers until it is over.

The warning names every late return with its age, edits itself every morning and ends by itself.
"""

from datetime import date
from typing import Final

from inventory.documents.customer_return import CustomerReturn
from inventory.draft import Draft
from inventory.errors import NothingChanged
from inventory.reports import warn
from inventory.return_commands import JudgeReturns

TOPIC: Final = "returns"
LINES_MAX: Final = 20
ITEMS_MAX: Final = 3
MENDED: Final = "No return is late any more."


def plan_judge_returns(draft: Draft, command: JudgeReturns) -> None:
    """Look at every return that is not done.

    Raises:
        NothingChanged: nothing is to be said.
    """
    late = [one for one in draft.book.open(CustomerReturn) if one.is_late(command.on)]
    late.sort(key=lambda returned: returned.due_on)
    told = [_line(returned, command.on) for returned in late[:LINES_MAX]]
    if len(late) > LINES_MAX:
        told.append(f"and {len(late) - LINES_MAX} more, on the tab Returns")
    warn(draft, TOPIC, _headline(len(late)), tuple(told), is_open=bool(late))
    if draft.is_empty:
        raise NothingChanged(what=TOPIC)


def _headline(late: int) -> str:
    if not late:
        return MENDED
    start = "1 return has" if late == 1 else f"{late} returns have"
    return f"{start} not come. Ask the customer, or cancel or close what will not come."


def _line(returned: CustomerReturn, on: date) -> str:
    days = (on - returned.due_on).days
    whose = f", {returned.customer}" if returned.customer else ""
    orders = f" of {', '.join(returned.orders[:ITEMS_MAX])}" if returned.orders else ""
    return (
        f"{returned.number}{orders}{whose}: announced {returned.asked_on}, expected by "
        f"{returned.due_on}, {days} day{'' if days == 1 else 's'} late: {_to_come(returned)}"
    )


def _to_come(returned: CustomerReturn) -> str:
    lines = [line for line in returned.lines if returned.to_come(line)]
    shown = [f"{returned.to_come(line):f} of {line.item}" for line in lines[:ITEMS_MAX]]
    more = len(lines) - ITEMS_MAX
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")
