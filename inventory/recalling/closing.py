"""Ending a recall: all of it is accounted for, or somebody answers for the rest; the report says it."""

from decimal import Decimal

from inventory.documents.recall import Recall, RecallLine, RecallStatus
from inventory.documents.remark import Remark, RemarkKind
from inventory.draft import Draft
from inventory.notices import Audience, PaperKind, PaperNotice
from inventory.quantity import trimmed
from inventory.recall_commands import CloseRecall
from inventory.recall_errors import StillOutside
from inventory.recalling.sharing import hand_over
from inventory.recalling.stepping import open_recall, put_recall, say


def plan_close_recall(draft: Draft, command: CloseRecall) -> None:
    """End a recall; its lots stay held, for what is still here is no better for it.

    Raises:
        UnknownDocument, WrongStep: there is no such recall, or it has ended.
        StillOutside: customers have some, and nobody says why it ends all the same.
    """
    recall = open_recall(draft, command.number, "close")
    reason = command.reason.strip()
    out = [line for line in recall.lines if line.outstanding]
    if out and not reason:
        customers = tuple(dict.fromkeys(line.customer for line in out))
        raise StillOutside(
            number=recall.number, outstanding=recall.outstanding, customers=customers
        )
    ended = recall.model_copy(
        update={
            "status": RecallStatus.CLOSED,
            "lines": tuple(map(_written_off, recall.lines)),
            "ended_by": command.actor,
            "ended_on": draft.today,
            "ending": reason,
        }
    )
    put_recall(draft, ended)
    hand_over(draft, ended)
    said = Remark(
        kind=RemarkKind.RECALL_CLOSED,
        document=recall.number,
        quantity=Decimal(ended.recovered_percent),
        words=reason,
        actor=command.actor,
    )
    say(draft, recall, said)
    print_report(draft, ended)


def print_report(draft: Draft, recall: Recall) -> None:
    """Have the report of a recall posted in its thread, as far as it has come."""
    draft.tell(
        PaperNotice(
            thread=recall.number,
            number=draft.next_remark(),
            paper=PaperKind.RECALL_REPORT,
            subject=recall.number,
            audience=Audience.STOCK,
        )
    )


def _written_off(line: RecallLine) -> RecallLine:
    return line.model_copy(update={"written_off": trimmed(line.written_off + line.outstanding)})
