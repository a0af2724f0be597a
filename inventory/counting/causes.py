"""Saying why a line was off, once somebody has looked into it."""

from inventory.count_commands import SetCause
from inventory.counting.stepping import about, line_of, put_count, say
from inventory.documents.cycle_count import CycleCount
from inventory.documents.remark import Remark, RemarkKind
from inventory.draft import Draft
from inventory.errors import NothingChanged, UnknownReason
from inventory.order_errors import WrongStep
from inventory.reasons import CAUSES
from inventory.stepping import the


def plan_cause(draft: Draft, command: SetCause) -> None:
    """Note why a line was off; what still waits for approval is posted with it.

    Raises:
        UnknownDocument, UnknownLine: there is no such sheet or line.
        WrongStep: nothing is wrong with it, as far as anybody knows.
        UnknownReason: it is none of the causes.
        NothingChanged: it says so already.
    """
    count = the(draft, CycleCount, command.number)
    line = line_of(count, command.line)
    if not line.variance:
        number = f"{count.number} line {line.number}"
        raise WrongStep(number=number, action="explain", status=line.status)
    cause = command.cause.strip().casefold().replace(" ", "_").replace("-", "_")
    if cause not in CAUSES:
        raise UnknownReason(reason=command.cause, known=CAUSES)
    caused = line.model_copy(update={"cause": cause, "note": command.note or line.note})
    if caused == line:
        raise NothingChanged(what=f"{count.number} line {line.number}", state=cause)
    put_count(draft, count.with_line(caused))
    said = Remark(kind=RemarkKind.CAUSE_SET, other=cause, words=command.note, actor=command.actor)
    say(draft, count, about(line, said))
