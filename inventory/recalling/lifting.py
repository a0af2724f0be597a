"""Lifting a mistaken recall: lots, reservations, picks and boxes are as they were.

Orders, pick lists and shipments that stand as the recall left them go back to what they were before
it, those that hang together all at once. Where somebody has changed one since, what was kept is kept
again as far as it is still free.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from inventory.documents.letter import LetterKind, LetterState, SentLetter
from inventory.documents.recall import Recall, RecalledLot, RecallStatus, ReleasedHold
from inventory.documents.remark import Remark, RemarkKind
from inventory.draft import Draft
from inventory.errors import MissingPart
from inventory.lot import LotStatus
from inventory.quantity import ZERO
from inventory.recall_commands import LiftRecall
from inventory.recalling.keeping_again import keep_again
from inventory.recalling.notifying import letter_to
from inventory.recalling.past import steps_of
from inventory.recalling.reached_orders import tell_reached_orders
from inventory.recalling.reached_transfers import tell_reached_transfers
from inventory.recalling.restoring import restore_orders
from inventory.recalling.sharing import hand_over
from inventory.recalling.stepping import held_for, open_recall, put_recall, say
from inventory.stepping import remark
from inventory.stock_key import StockKey
from inventory.transaction import Transaction


def plan_lift_recall(draft: Draft, command: LiftRecall, past: Mapping[str, Transaction]) -> None:
    """Take a mistaken recall back; a part that is named stands for the whole.

    Raises:
        UnknownDocument, WrongStep: there is no such recall, or it has ended.
        MissingPart: why is not said.
    """
    recall = open_recall(draft, command.number, "lift", is_whole=True)
    reason = command.reason.strip()
    if not reason:
        raise MissingPart(verb="lift", part="why")
    lift(draft, recall, reason, past)


def lift(draft: Draft, recall: Recall, reason: str, past: Mapping[str, Transaction]) -> None:
    """Let the lots of a recall go, and have everything that hung on them as it was."""
    lifted = put_recall(
        draft,
        recall.model_copy(
            update={
                "status": RecallStatus.LIFTED,
                "ended_by": draft.command.actor,
                "ended_on": draft.today,
                "ending": reason,
                "letters": (*recall.letters, *_over_letters(draft, recall)),
            }
        ),
    )
    hand_over(draft, lifted)
    let_go = [lot for lot in recall.lots if _let_go(draft, recall, lot)]
    steps = [past[name] for name in reversed(steps_of(recall)) if name in past]
    restored = restore_orders(draft, steps)
    again = [one for one in recall.released if one.order in restored]
    again += keep_again(draft, (one for one in recall.released if one.order not in restored))
    _tell_orders(draft, recall, again)
    tell_reached_orders(draft, recall, recall.lines, RemarkKind.RECALL_CLEARED)
    tell_reached_transfers(draft, recall, let_go, RemarkKind.RECALL_CLEARED)
    said = Remark(
        kind=RemarkKind.RECALL_LIFTED,
        document=recall.number,
        words=reason,
        actor=draft.command.actor,
    )
    say(draft, recall, said)


def _let_go(draft: Draft, recall: Recall, recalled: RecalledLot) -> bool:
    """Give a lot the status that it had, unless somebody has judged it since; tell whether."""
    lot = draft.lot(recalled.item, recalled.code)
    if lot is None or (lot.status, lot.reason) != (LotStatus.RECALLED, held_for(recall)):
        return False
    if recalled.before is None:
        draft.take_out(lot)
    else:
        before = {"status": recalled.before, "reason": recalled.before_reason}
        draft.put(lot.model_copy(update=before))
    return True


def _tell_orders(draft: Draft, recall: Recall, again: Iterable[ReleasedHold]) -> None:
    """Say in the threads of orders what is kept for them again, place by place."""
    kept: defaultdict[tuple[str, StockKey], Decimal] = defaultdict(lambda: ZERO)
    for one in again:
        kept[one.order, StockKey(one.item, one.location, one.lot)] += one.quantity
    for (order, key), quantity in kept.items():
        said = Remark(
            kind=RemarkKind.KEPT_AGAIN,
            document=recall.number,
            quantity=quantity,
            **key._asdict(),
        )
        remark(draft, order, said)


def _over_letters(draft: Draft, recall: Recall) -> tuple[SentLetter, ...]:
    """Have everybody who may have read of the recall read that it is over."""
    readers = dict.fromkeys(
        one.reader for one in recall.letters if one.state in (LetterState.SENT, LetterState.UNKNOWN)
    )
    letters = (letter_to(draft, recall, one, LetterKind.RECALL_OVER) for one in readers)
    return tuple(letter for letter in letters if letter)
