"""Having lines counted once more, by somebody or by anybody who has not counted them."""

from inventory.count_commands import AssignRecount
from inventory.counting.approvals import approval_to, let_go, waiting_for
from inventory.counting.counters import may_count_again, other_needed, require_named
from inventory.counting.handing_out import hand_out
from inventory.counting.judging import say_recounts
from inventory.counting.stepping import line_of, put_count
from inventory.documents.approval import ApprovalStatus
from inventory.documents.cycle_count import CountLine, CountLineStatus, CycleCount
from inventory.draft import Draft
from inventory.order_errors import WrongStep
from inventory.stepping import the_open

SENT_BACK = "to be counted again"


def plan_recount(draft: Draft, command: AssignRecount) -> None:
    """Send lines back to be counted again, or say who counts those that wait for it.

    What was posted stays; only what the next count finds comes on top of it.

    Raises:
        UnknownDocument, UnknownLine, WrongStep: there is none, or nobody has counted it yet.
        AlreadyDecided: somebody else has decided the approval.
        NotAllowed, OtherDuty: whoever is to count may not.
        OtherCounterNeeded: whoever is to count it once more has counted it.
    """
    if command.approval:
        approval_to(draft, command.approval, ApprovalStatus.REJECTED)
    count = the_open(draft, CycleCount, command.number, "recount")
    if command.counter:
        require_named(draft, command.counter)
    lines = [_sent_back(command, line) for line in _lines_meant(command, count)]
    for line in lines:
        _refuse_counter(draft, command, count, line)
    for line in lines:
        for approval in waiting_for(draft, {line.stock_key}):
            if approval.number == line.approval:
                let_go(draft, approval, {line.stock_key}, SENT_BACK)
    count = hand_out(draft, count, lines)
    put_count(draft, count)
    say_recounts(draft, count, lines)


def _lines_meant(command: AssignRecount, count: CycleCount) -> list[CountLine]:
    if command.approval:
        waiting = [one for one in count.lines if one.approval == command.approval]
    else:
        waiting = [one for one in count.lines if one.status is CountLineStatus.RECOUNT]
    lines = [line_of(count, number) for number in dict.fromkeys(command.lines)] or waiting
    if not lines:
        raise WrongStep(number=count.number, action="recount", status=count.status)
    for line in lines:
        if not (line.item and line.tallies) or line.status is CountLineStatus.AGAIN:
            number = f"{count.number} line {line.number}"
            raise WrongStep(number=number, action="recount", status=line.status)
    return lines


def _sent_back(command: AssignRecount, line: CountLine) -> CountLine:
    """Return a line to be counted again; who has counted it does not keep it from the others."""
    is_withdrawn = bool(line.approval) and command.actor in line.counters
    again = {
        "status": CountLineStatus.RECOUNT,
        "counter": command.counter,
        "is_withdrawn": is_withdrawn,
    }
    return line.model_copy(update=again)


def _refuse_counter(
    draft: Draft, command: AssignRecount, count: CycleCount, line: CountLine
) -> None:
    if command.counter and not may_count_again(draft.book.rules, line, command.counter):
        raise other_needed(draft, count, line)
