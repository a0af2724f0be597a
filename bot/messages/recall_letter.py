"""What customers read about a recall: which goods, what to do with them, and that we need an answer.

The draft that managers look at and the mail that leaves are made here, so that they are the same.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from bot.messages.letter_words import goods_line, greeting, signature
from bot.messages.naming import named_first
from bot.messages.text import clipped
from inventory.book import Book
from inventory.customer import Contact
from inventory.documents.letter import LetterKind
from inventory.documents.order import Order
from inventory.documents.recall import Recall, RecalledLot
from inventory.documents.recall_line import RecallLine
from inventory.item import Item

LINES_MAX: Final = 40
ORDERS_MAX: Final = 5
ITEMS_IN_SUBJECT: Final = 2

USUAL_INSTRUCTIONS: Final = (
    "Please do not use them, sell them or pass them on. Set them aside and answer this mail: we tell "
    "you how to send them back."
)
"""What customers are to do where the recall does not say it."""


class RecallLetter(NamedTuple):
    """One letter, before anybody's address is on it."""

    subject: str
    text: str


def recall_letter(
    book: Book,
    recall: Recall,
    customer: str,
    contact: Contact,
    *,
    kind: LetterKind = LetterKind.RECALL,
) -> RecallLetter:
    """Write to one of the customers of a recall: the notice, a reminder, or that it was a mistake.

    Args:
        book: knows items, orders and the house's name.
        recall: as it stands.
        customer: a code, as it stands on its lines.
        contact: who that is.
        kind: which of the three.
    """
    parts = (greeting(contact), *WRITERS[kind](book, recall, customer), signature(book))
    return RecallLetter(
        subject=_subject(book, recall, kind), text="\n\n".join(filter(None, parts)) + "\n"
    )


def _subject(book: Book, recall: Recall, kind: LetterKind) -> str:
    named = list(dict.fromkeys(_name(book, lot.item) for lot in recall.lots if not lot.made_of))
    what = named_first(named, ITEMS_IN_SUBJECT)
    return clipped(f"{book.rules.company}: {STARTS[kind]} of {what} ({recall.number})", 200)


def _notice(book: Book, recall: Recall, customer: str) -> Iterator[str]:
    yield f"we are taking back goods that we have sent to you: {_why(recall.reason)}."
    yield "Please look whether you have any of these:"
    yield "\n".join(_goods(book, recall, recall.lines_of(customer)))
    yield from _ask(recall)


def _reminder(book: Book, recall: Recall, customer: str) -> Iterator[str]:
    lines = recall.lines_of(customer)
    is_answered = all(line.acknowledged_on for line in lines)
    missed = (
        "have not heard yet what became of these"
        if is_answered
        else "still miss your answer about these"
    )
    yield f"we have written to you that we take goods back ({_why(recall.reason)}), and {missed}:"
    left = [line for line in lines if line.outstanding]
    yield "\n".join(_goods(book, recall, left or lines, is_left=bool(left)))
    yield from _ask(recall)


def _over(book: Book, recall: Recall, customer: str) -> Iterator[str]:
    why = f" ({_why(recall.ending)})" if recall.ending else ""
    yield f"we have asked you to set goods aside. That was a mistake{why}: nothing is wrong with these."
    yield "\n".join(_goods(book, recall, recall.lines_of(customer)))
    yield "You can use and sell them as before. We are sorry for the trouble."
    yield f"Our number for this recall was {recall.number}."


def _ask(recall: Recall) -> Iterator[str]:
    """Say what is to be done with the goods, and that an answer is needed in any case."""
    yield recall.instructions.strip() or USUAL_INSTRUCTIONS
    yield (
        "Please answer this mail in any case, so that we know you have read it, and tell us how many "
        "you still have and how many you have used or thrown away."
    )
    yield f"Our number for this recall is {recall.number}."


STARTS: Final = {
    LetterKind.RECALL: "recall",
    LetterKind.RECALL_REMINDER: "reminder, recall",
    LetterKind.RECALL_OVER: "no recall",
}
"""Kind of a letter -> how its subject begins."""

WRITERS: Final[dict[LetterKind, Callable[[Book, Recall, str], Iterator[str]]]] = {
    LetterKind.RECALL: _notice,
    LetterKind.RECALL_REMINDER: _reminder,
    LetterKind.RECALL_OVER: _over,
}
"""Kind of a letter -> what is said between greeting and signature."""


def _why(text: str) -> str:
    return clipped(text, 500).rstrip(".")


def _goods(
    book: Book, recall: Recall, lines: Sequence[RecallLine], *, is_left: bool = False
) -> Iterator[str]:
    known = {(lot.item, lot.code): lot for lot in recall.lots}
    for line in lines[:LINES_MAX]:
        quantity = line.outstanding if is_left else line.shipped
        facts = (
            _lot(known.get((line.item, line.lot)), line.lot),
            _contains(book, known.get((line.item, line.lot))),
            _orders(book, line.orders),
        )
        yield ", ".join(filter(None, (goods_line(book, line.item, quantity), *facts)))
    if len(lines) > LINES_MAX:
        yield f"… and {len(lines) - LINES_MAX} more; ask us for the whole list."


def _lot(lot: RecalledLot | None, code: str) -> str:
    if not code:
        return ""
    supplier = f" (or {clipped(lot.supplier_lot, 60)})" if lot and lot.supplier_lot else ""
    return f"lot {clipped(code, 60)}{supplier}"


def _contains(book: Book, lot: RecalledLot | None) -> str:
    """Say what is in a kit that is wrong: the kit itself may be all right."""
    if lot is None or not lot.made_of:
        return ""
    items = dict.fromkeys(_name(book, _item_of(word)) for word in lot.made_of)
    return f"which contains {', '.join(items)}"


def _item_of(word: str) -> str:
    """Return the sku of `TEA-EARL L19`."""
    return word.rpartition(" ")[0] or word


def _orders(book: Book, numbers: Sequence[str]) -> str:
    named = [_order(book, number) for number in numbers[:ORDERS_MAX]]
    more = [f"{len(numbers) - ORDERS_MAX} more"] if len(numbers) > ORDERS_MAX else []
    return f"sent for {', '.join([*named, *more])}" if named else ""


def _order(book: Book, number: str) -> str:
    order = book.get(Order, number)
    reference = (
        f" (your number {clipped(order.reference, 40)})" if order and order.reference else ""
    )
    return f"{number}{reference}"


def _name(book: Book, sku: str) -> str:
    item = book.get(Item, sku)
    return clipped(item.name, 80) if item and item.name else sku
