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
    telling = clerk.telling()
    book = telling.book
    blocks = _numbered("menu", help.menu(prefix))
    if may(book, user, "look"):
        for number, one in enumerate(count_tasks.waiting(telling, user, prefix)):
            blocks += _numbered(f"count.{number}", one)
        blocks += _numbered("alerts", alerts_waiting(list(book.open(StockAlert)), user))
        if may(book, user, "decide_proposal"):
            reorders = proposals_waiting(book.open(Proposal), telling)
            blocks += _numbered("proposals", reorders) if reorders else []
        if may(book, user, "decide_review"):
            levels = reviews_waiting(book.open(Review), book)
            blocks += _numbered("reviews", levels) if levels else []
        if buying := waiting(book, user, clerk.today):
            blocks += _numbered("buying", buying)
        if may(book, user, "inspect_return"):
            back = to_inspect(book.open(CustomerReturn), telling, clerk.today)
            blocks += _numbered("returns", back) if back else []
    if may(book, user, "start_recall"):
        recalled = recalls_waiting(book.open(Recall), telling)
        blocks += _numbered("recalls", recalled) if recalled else []
    for transaction in clerk.postings_of(user, POSTINGS_SHOWN):
        blocks += _numbered(transaction.id, _own(book, transaction))
    if sheet_url:
        blocks += _numbered("sheet", Message((line("The ", Link(sheet_url, "shared sheet")),)))
    return blocks


def _own(book: Book, transaction: Transaction) -> Message:
    return Message((summary(book, transaction),), (undo_button(transaction),))


def _numbered(name: str, message: Message) -> list[Block]:
    """Return a message's blocks under ids of its own: they are unique on a tab."""
    return [
        {**block, "block_id": f"{name}.{position}"} for position, block in enumerate(message.blocks)
    ]
