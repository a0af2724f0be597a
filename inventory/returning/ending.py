"""Ending returns: nothing more is expected, or nothing at all will come."""

from inventory.documents.customer_return import CustomerReturn, ReturnStatus
from inventory.documents.remark import Remark, RemarkKind
from inventory.draft import Draft
from inventory.order_errors import WrongStep
from inventory.return_commands import CancelReturn, CloseReturn
from inventory.returning.stepping import put_return, tell_of
from inventory.stepping import remark, the_open


def plan_close_return(draft: Draft, command: CloseReturn) -> None:
    """Expect nothing more; what has come is inspected first, then it is closed.

    Raises:
        UnknownDocument: there is no such return.
        WrongStep: it is done, or goods of it wait to be inspected and nothing more was expected.
    """
    returned = the_open(draft, CustomerReturn, command.number, "close")
    is_waiting = any(line.waiting > 0 for line in returned.lines)
    if is_waiting and not _is_expecting(returned):
        raise WrongStep(number=returned.number, action="close", status=returned.status)
    ended = {"is_ended": True} if is_waiting else {"is_ended": True, "status": ReturnStatus.CLOSED}
    returned = put_return(draft, returned.model_copy(update=ended))
    said = Remark(
        kind=RemarkKind.RETURN_CLOSED,
        document=returned.number,
        words=command.reason,
        actor=command.actor,
    )
    remark(draft, returned.number, said)


def plan_cancel_return(draft: Draft, command: CancelReturn) -> None:
    """Let a return go of which nothing has come; the order may send the goods back anew.

    Raises:
        UnknownDocument: there is no such return.
        WrongStep: something of it has come, or it is done.
    """
    returned = the_open(draft, CustomerReturn, command.number, "cancel")
    if any(line.received for line in returned.lines):
        raise WrongStep(number=returned.number, action="cancel", status=returned.status)
    expected = [line for line in returned.lines if line.expected]
    returned = put_return(draft, returned.model_copy(update={"status": ReturnStatus.CANCELLED}))
    for line in expected:
        kind = RemarkKind.RETURN_CANCELLED
        tell_of(draft, returned, line, kind, line.expected, words=command.reason)


def _is_expecting(returned: CustomerReturn) -> bool:
    return any(returned.to_come(line) for line in returned.lines)
