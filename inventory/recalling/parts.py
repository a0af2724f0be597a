"""Parts of a recall: one board keeps so many lines, and further customers go on boards of their own.

The first holds every lot from its first moment on, however many customers it reaches. Its parts list
the others; they hold nothing, and end as the first does. Each is made and ended by a transaction of
its own, since all of them together would be too much for one.
"""

from collections.abc import Iterator

from inventory.book import Book
from inventory.documents.recall import Recall, parts_word
from inventory.draft import Draft
from inventory.stepping import the
from inventory.stock_key import LotKey


def first_of(book: Book, recall: Recall) -> Recall:
    """Return the recall that one is a part of, or itself."""
    return (book.get(Recall, recall.part_of) if recall.part_of else None) or recall


def parts_of(book: Book, recall: Recall) -> tuple[Recall, ...]:
    """Return the parts of a recall in order, none for most."""
    return tuple(book.found(Recall, parts_word(recall.number)))


def whole_of(book: Book, recall: Recall) -> Recall:
    """Return a recall with the lines of all its parts; numbers of lines are those of their parts."""
    parts = parts_of(book, recall)
    if not parts:
        return recall
    lines = (line for one in (recall, *parts) for line in one.lines)
    return recall.model_copy(update={"lines": tuple(lines)})


def unfinished(book: Book) -> tuple[str, ...]:
    """Return the recalls of which a part is still to be made, or to end as the first has ended."""
    waiting: dict[str, None] = {}
    for one in book.open(Recall):
        first = first_of(book, one)
        if first.unlisted or not first.is_open:
            waiting[first.number] = None
    return tuple(waiting)


def part_naming(book: Book, recall: Recall, customer: str) -> Recall:
    """Return the board that a customer is on: a recall, or one of its parts."""
    wanted, first = customer.strip().casefold(), first_of(book, recall)
    for one in (recall, first, *parts_of(book, first)):
        if any(each.casefold() == wanted for each in one.customers):
            return one
    return recall


def boards_of(draft: Draft, recall: Recall) -> Iterator[Recall]:
    """Yield a recall, and its parts as a draft leaves them so far."""
    yield recall
    for known in parts_of(draft.book, recall):
        yield the(draft, Recall, known.number)


def board_with(draft: Draft, recall: Recall, lot: LotKey, customer: str) -> Recall | None:
    """Return the board on which goods of somebody are accounted for.

    Args:
        draft: in which they are.
        recall: the first, as it is by now.
        lot: what they are of.
        customer: whose; empty where nobody knows.

    Returns:
        None where a part is still to be made that will list them, as they are by then.
    """
    boards = tuple(boards_of(draft, recall))
    for one in boards:
        if any((line.customer, line.item, line.lot) == (customer, *lot) for line in one.lines):
            return one
    return None if customer and recall.unlisted else boards[0]
