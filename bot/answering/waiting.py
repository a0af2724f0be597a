"""What waits to be put away, in the order in which one person would do it."""

from bot.messages.putaways import Waiting
from inventory.book import Book
from inventory.bookkeeping.walk import walk_of
from inventory.documents.putaway import Putaway


def waiting_for(book: Book, user: str) -> list[Waiting]:
    """Return the lines that wait, those in the user's hand first, then along the walk."""
    waiting = [
        (putaway, one) for putaway in book.open(Putaway) for one in putaway.lines if one.outstanding
    ]

    def rank(each: Waiting) -> tuple[bool, int, str]:
        putaway, one = each
        walk = walk_of(book.location(one.proposed) if one.proposed else None)
        return (putaway.claimed_by != user, walk, one.proposed)

    return sorted(waiting, key=rank)
