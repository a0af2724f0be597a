"""Ending a recall: all of it is accounted for, or somebody answers for the rest; the report says it."""

from decimal import Decimal

from inventory.documents.recall import Recall, RecallStatus
from inventory.documents.recall_line import RecallLine
from inventory.documents.remark import Remark, RemarkKind
from inventory.draft import Draft
from inventory.notices import Audience, PaperKind
from inventory.order_errors import WrongStep
from inventory.quantity import trimmed
from inventory.recall_commands import CloseRecall
from inventory.recall_errors import StillOutside
from inventory.recalling.deciding_held import refuse_still_held
from inventory.recalling.parts import whole_of
from inventory.recalling.sharing import hand_over
from inventory.recalling.stepping import open_recall, put_recall, say
from inventory.stepping import post_paper


def plan_close_recall(draft: Draft, command: CloseRecall) -> None:
    """End a recall; its lots stay held, for what is still here is no better for it.

    Its parts end with it: a part that is named stands for the whole.

    Raises:
        UnknownDocument, WrongStep: there is no such recall, or it has ended.
        StillOutside, StillHeld: customers have some, or some is still here, and nobody says why it
            ends all the same.
    """
    recall = open_recall(draft, command.number, "close", is_whole=True)
    if recall.unlisted:
        raise WrongStep(number=recall.number, action="close", status="not_listed")
    reason = command.reason.strip()
    whole = whole_of(draft.book, recall)
    if whole.outstanding and not reason:
        customers = tuple(dict.fromkeys(line.customer for line in whole.lines if line.outstanding))
        raise StillOutside(number=recall.number, outstanding=whole.outstanding, customers=customers)
    if not reason:
        refuse_still_held(draft, recall)
    close(draft, recall, reason)


def close(draft: Draft, recall: Recall, reason: str) -> None:
    """Write off what is still out by the lines of one board, and say what came of it."""
    ended = recall.model_copy(
        update={
            "status": RecallStatus.CLOSED,
            "lines": tuple(map(_written_off, recall.lines)),
            "ended_by": draft.command.actor,
            "ended_on": draft.today,
            "ending": reason,
        }
    )
    put_recall(draft, ended)
    hand_over(draft, ended)
    said = Remark(
        kind=RemarkKind.RECALL_CLOSED,
        document=recall.number,
        quantity=Decimal(whole_of(draft.book, recall).recovered_percent),
        words=reason,
        actor=draft.command.actor,
    )
    say(draft, recall, said)
    print_report(draft, ended)


def print_report(draft: Draft, recall: Recall) -> None:
    """Have the report of a recall posted in its thread, as far as it has come."""
    post_paper(draft, recall.number, PaperKind.RECALL_REPORT, audience=Audience.STOCK)


def _written_off(line: RecallLine) -> RecallLine:
    return line.model_copy(update={"written_off": trimmed(line.written_off + line.outstanding)})
