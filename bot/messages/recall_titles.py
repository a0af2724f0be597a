"""What a step of a recall did, in a few words: the title of its posting."""

from typing import Final

from bot.messages.figures import counted
from bot.messages.text import clipped
from inventory.commands import Command
from inventory.documents.recall import Recall
from inventory.notices import LetterNotice
from inventory.recall_commands import (
    CloseRecall,
    ContinueRecall,
    DecideHeld,
    LiftRecall,
    NameReturned,
    NotifyRecall,
    RecordRecallReply,
    StartRecall,
    WidenRecall,
)
from inventory.transaction import Transaction

VERBS: Final[dict[type[Command], str]] = {
    WidenRecall: "Added lots to",
    ContinueRecall: "Went on with",
    DecideHeld: "Decided what becomes of the goods of",
    CloseRecall: "Closed",
    LiftRecall: "Lifted",
}
"""Command -> what was done to a recall, where that says it all."""


def recall_title(transaction: Transaction) -> str:
    """Return what was done; empty for what is no step of a recall."""
    recall = next((c.after for c in transaction.changes if isinstance(c.after, Recall)), None)
    if recall is None:
        return ""
    match transaction.command:
        case StartRecall():
            return f"Recalled {counted(len(recall.lots), 'lot')} as {recall.number}"
        case NotifyRecall(customer=customer):
            return _told(transaction, recall.number, customer)
        case RecordRecallReply(customer=customer, line=line):
            whose = clipped(customer, 60) or f"line {line}"
            return f"Noted what {whose} said about {recall.number}"
        case NameReturned(customer=customer):
            return f"Noted that {clipped(customer, 60)} sent back goods of {recall.number}"
        case command:
            verb = VERBS.get(type(command), "")
            return f"{verb} {recall.number}" if verb else ""


def _told(transaction: Transaction, number: str, customer: str) -> str:
    letters = sum(isinstance(notice, LetterNotice) for notice in transaction.notices)
    if not letters:
        return f"Noted that {clipped(customer, 60)} was told of {number}"
    return f"Wrote to {counted(letters, 'customer')} about {number}"
