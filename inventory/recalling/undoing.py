"""What an undo does to recalls: one that it began is lifted, what it credited is taken off again."""

from typing import Final

from inventory.documents.recall import Recall
from inventory.draft import Draft
from inventory.entries import Change
from inventory.errors import UndoRefused
from inventory.recall_commands import (
    CloseRecall,
    LiftRecall,
    NotifyRecall,
    RecordRecallReply,
    WidenRecall,
)
from inventory.recalling.crediting import taken_back
from inventory.recalling.stepping import put_recall
from inventory.transaction import Transaction, transaction_id

STEPS: Final = (WidenRecall, NotifyRecall, RecordRecallReply, CloseRecall, LiftRecall)
"""What a person does to a recall and may take back, though no goods have moved."""


def is_recall_step(undone: Transaction) -> bool:
    """Tell whether a transaction is a step of a recall, or took one back."""
    is_about_one = any(isinstance(change.after, Recall) for change in undone.changes)
    return isinstance(undone.command, STEPS) or (bool(undone.undoes) and is_about_one)


def take_credit_back(draft: Draft, undone: Transaction, change: Change) -> bool:
    """Take off a recall what came back with a transaction; others may have come since.

    Returns:
        Whether the change was of that kind.

    Raises:
        UndoRefused: the recall has ended by these figures.
    """
    before, after = change.before, change.after
    if not (undone.moves and isinstance(before, Recall) and isinstance(after, Recall)):
        return False
    recall = draft.current(Recall, after.number)
    if recall is None or not recall.is_open:
        since = transaction_id(draft.book.version_of("recall", after.number))
        raise UndoRefused(
            problem="changed_since", transaction=undone.id, by=after.number, since=since
        )
    put_recall(draft, taken_back(recall, before, after))
    return True
