"""What becomes of recalled goods that are held here: decided once, done by hand, asked for at the end.

Goods that lie held when everybody has gone on to something else are what goes out again by mistake.
"""

from decimal import Decimal

from inventory.documents.recall import HeldDecision, Recall
from inventory.documents.remark import Remark, RemarkKind
from inventory.draft import Draft
from inventory.errors import NothingChanged
from inventory.quantity import ZERO
from inventory.recall_commands import DecideHeld
from inventory.recall_errors import StillHeld
from inventory.recalling.stepping import open_recall, put_recall, say


def plan_decide_held(draft: Draft, command: DecideHeld) -> None:
    """Note what becomes of held goods; it may be decided anew.

    Raises:
        UnknownDocument, WrongStep: there is no such recall, or it has ended.
        NothingChanged: it was decided so.
    """
    recall = open_recall(draft, command.number, "decide about", is_whole=True)
    note, known = command.note.strip(), recall.decided
    if known is not None and (known.outcome, known.note) == (command.outcome, note):
        raise NothingChanged(what=recall.number, state="decided so")
    decided = HeldDecision(outcome=command.outcome, note=note, by=command.actor, on=draft.today)
    put_recall(draft, recall.model_copy(update={"decided": decided}))
    said = Remark(
        kind=RemarkKind.RECALL_DECIDED,
        document=recall.number,
        quantity=held_here(draft, recall),
        other=command.outcome.value,
        words=note,
        actor=command.actor,
    )
    say(draft, recall, said)


def held_here(draft: Draft, recall: Recall) -> Decimal:
    """Return how much of a recall lies here and is held, all items together."""
    return sum((draft.in_building(lot.item, lot.code) for lot in recall.lots), ZERO)


def refuse_still_held(draft: Draft, recall: Recall) -> None:
    """Refuse to end a recall without a word about what is still here.

    Raises:
        StillHeld: with what was decided.
    """
    if held := held_here(draft, recall):
        outcome = recall.decided.outcome.value if recall.decided else ""
        raise StillHeld(number=recall.number, held=held, outcome=outcome)
