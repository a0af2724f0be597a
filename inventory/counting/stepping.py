"""What the steps of a count share: the sheet found, changed by the table, and told."""

from collections.abc import Sequence
from decimal import Decimal

from inventory.documents.cycle_count import (
    COUNT_TRANSITIONS,
    QUICK,
    CountLine,
    CountStatus,
    CycleCount,
    count_status,
)
from inventory.documents.remark import Remark
from inventory.draft import Draft
from inventory.notices import Audience
from inventory.order_errors import UnknownLine
from inventory.stepping import put_document, remark, require_step


def put_count(draft: Draft, count: CycleCount) -> CycleCount:
    """Change a sheet; its status follows from its lines.

    Raises:
        WrongStep: the table of transitions does not lead there.
    """
    settled = count.model_copy(update={"status": count_status(count)})
    is_done = settled.status in (CountStatus.DONE, CountStatus.CANCELLED)
    done_on = (settled.done_on or draft.today) if is_done else None
    settled = settled.model_copy(update={"done_on": done_on})
    require_step(draft.current(CycleCount, count.number), settled, COUNT_TRANSITIONS)
    if count.source == QUICK:
        draft.put(settled)
        return settled
    return put_document(draft, settled)


def line_of(count: CycleCount, number: int) -> CountLine:
    """Return a line of a sheet by its number.

    Raises:
        UnknownLine: it has none of it.
    """
    line = count.line(number)
    if line is None:
        raise UnknownLine(number=count.number, line=number)
    return line


def say(draft: Draft, count: CycleCount, said: Remark) -> None:
    """Say something once in the thread of a sheet, where it has one."""
    if count.source == QUICK:
        return
    told = said.model_copy(update={"document": count.number})
    remark(draft, count.number, told, audience=Audience.STOCK)


def say_of(draft: Draft, count: CycleCount, lines: Sequence[CountLine], said: Remark) -> None:
    """Say something once of one line, or of so many."""
    many = said.model_copy(update={"quantity": Decimal(len(lines))})
    say(draft, count, about(lines[0], said) if len(lines) == 1 else many)


def about(line: CountLine, said: Remark) -> Remark:
    """Return a remark that is about a line."""
    facts = {"item": line.item, "location": line.location, "lot": line.lot, "line": line.number}
    return said.model_copy(update=facts)
