"""Which returns were announced and have not come: said to the managers until it is over.

The warning names every late return with its age, edits itself every morning and ends by itself.
"""

from datetime import date
from typing import Final

from inventory.documents.customer_return import CustomerReturn
from inventory.draft import Draft
from inventory.errors import NothingChanged
from inventory.reports import ITEMS_MAX, goods_named, shortened, warn
from inventory.return_commands import JudgeReturns

TOPIC: Final = "returns"
MENDED: Final = "No return is late any more."


def plan_judge_returns(draft: Draft, command: JudgeReturns) -> None:
    """Look at every return that is not done.

    Raises:
        NothingChanged: nothing is to be said.
    """
    late = [one for one in draft.book.open(CustomerReturn) if one.is_late(command.on)]
    late.sort(key=lambda returned: returned.due_on)
    told = shortened([_line(returned, command.on) for returned in late], "Returns")
    warn(draft, TOPIC, _headline(len(late)), told, is_open=bool(late))
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
    to_come = [(returned.to_come(line), line.item) for line in returned.lines]
    return goods_named([(quantity, item) for quantity, item in to_come if quantity])
