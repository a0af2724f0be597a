"""The home tab: what one has to count, decide, buy or inspect, what is wrong, and one's own postings."""

from bot.answering.clerk import Clerk
from bot.messages import count_tasks, help
from bot.messages.buying import waiting
from bot.messages.digests import alerts_waiting
from bot.messages.message import Message
from bot.messages.posted import summary, undo_button
from bot.messages.proposal_lists import proposals_waiting
from bot.messages.recall_lists import recalls_waiting
from bot.messages.return_answers import to_inspect
from bot.messages.reviews import reviews_waiting
from bot.messages.text import Block, Link, line
from inventory.book import Book
from inventory.documents.customer_return import CustomerReturn
from inventory.documents.recall import Recall
from inventory.documents.replenishment import Proposal
from inventory.documents.review import Review
from inventory.documents.stock_alert import StockAlert
from inventory.rights import may
from inventory.transaction import Transaction

POSTINGS_SHOWN = 5


def home_view(clerk: Clerk, user: str, *, prefix: str = "", sheet_url: str = "") -> Block:
    """Return somebody's home tab as things stand."""
    return {"type": "home", "blocks": _blocks(clerk, user, prefix, sheet_url)}


def _blocks(clerk: Clerk, user: str, prefix: str, sheet_url: str) -> list[Block]:
    blocks = _numbered("menu", help.menu(prefix))
    if may(clerk.book, user, "look"):
        for number, one in enumerate(count_tasks.waiting(clerk.telling(), user, prefix)):
            blocks += _numbered(f"count.{number}", one)
        wrong = list(clerk.book.open(StockAlert))
        blocks += _numbered("alerts", alerts_waiting(wrong, user))
        if may(clerk.book, user, "decide_proposal"):
            reorders = proposals_waiting(clerk.book.open(Proposal), clerk.telling())
            blocks += _numbered("proposals", reorders) if reorders else []
        if may(clerk.book, user, "decide_review"):
            levels = reviews_waiting(clerk.book.open(Review), clerk.book)
            blocks += _numbered("reviews", levels) if levels else []
        if buying := waiting(clerk.book, user, clerk.today):
            blocks += _numbered("buying", buying)
        if may(clerk.book, user, "inspect_return") and (back := _returns(clerk)):
            blocks += _numbered("returns", back)
    if may(clerk.book, user, "start_recall"):
        recalled = recalls_waiting(clerk.book.open(Recall), clerk.telling())
        blocks += _numbered("recalls", recalled) if recalled else []
    for transaction in clerk.postings_of(user, POSTINGS_SHOWN):
        blocks += _numbered(transaction.id, _own(clerk.book, transaction))
    if sheet_url:
        blocks += _numbered("sheet", Message((line("The ", Link(sheet_url, "shared sheet")),)))
    return blocks


def _returns(clerk: Clerk) -> Message | None:
    """Word the returns that wait to be inspected, None where none do."""
    return to_inspect(clerk.book.open(CustomerReturn), clerk.telling(), clerk.today)


def _own(book: Book, transaction: Transaction) -> Message:
    return Message((summary(book, transaction),), (undo_button(transaction),))


def _numbered(name: str, message: Message) -> list[Block]:
    """Return a message's blocks under ids of its own: they are unique on a tab."""
    return [
        {**block, "block_id": f"{name}.{position}"} for position, block in enumerate(message.blocks)
    ]
