"""What customers read about a recall: which goods, what to do with them, and that we need an answer.

The draft that managers look at and the mail that leaves are made here, so that they are the same.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from bot.messages.letter_words import goods_line, greeting, signature
from bot.messages.text import clipped
from inventory.book import Book
from inventory.customer import Contact
from inventory.documents.order import Order
from inventory.documents.recall import Recall, RecalledLot, RecallLine
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
    book: Book, recall: Recall, customer: str, contact: Contact, *, is_reminder: bool = False
) -> RecallLetter:
    """Write the notice of a recall to one of its customers, or ask once more.

    Args:
        book: knows items, orders and the house's name.
        recall: as it stands.
        customer: a code, as it stands on its lines.
        contact: who that is.
        is_reminder: they have been told already, and not all of it is accounted for.
    """
    lines = [line for line in recall.lines if line.customer == customer]
    told = [line for line in lines if line.outstanding] if is_reminder else lines
    parts = (
        greeting(contact),
        *_parts(book, recall, told or lines, is_reminder=is_reminder),
        signature(book),
    )
    return RecallLetter(
        subject=_subject(book, recall, is_reminder=is_reminder),
        text="\n\n".join(filter(None, parts)) + "\n",
    )


def recall_over_letter(book: Book, recall: Recall, customer: str, contact: Contact) -> RecallLetter:
    """Write to a customer who was told of a recall that it was a mistake.

    Args:
        book: knows items and the house's name.
        recall: that was lifted.
        customer: a code, as it stands on its lines.
        contact: who that is.
    """
    lines = [line for line in recall.lines if line.customer == customer]
    mistaken = (
        f"we have written to you that we take goods back ({recall.number}). That was a mistake: the "
        "recall is over, and these goods are all right:"
    )
    goods = "\n".join(_goods(book, recall, lines, is_reminder=False))
    again = "You may use and sell them again. We are sorry for the trouble."
    parts = (greeting(contact), mistaken, goods, again, signature(book))
    named = _what(book, recall)
    return RecallLetter(
        subject=clipped(f"{book.rules.company}: recall of {named} is over ({recall.number})", 200),
        text="\n\n".join(filter(None, parts)) + "\n",
    )


def _subject(book: Book, recall: Recall, *, is_reminder: bool) -> str:
    start = "reminder, recall" if is_reminder else "recall"
    what = _what(book, recall)
    return clipped(f"{book.rules.company}: {start} of {what} ({recall.number})", 200)


def _what(book: Book, recall: Recall) -> str:
    """Name the goods that are wrong, without the kits that hold them."""
    named = list(dict.fromkeys(_name(book, lot.item) for lot in recall.lots if not lot.made_of))
    more = len(named) - ITEMS_IN_SUBJECT
    return ", ".join(named[:ITEMS_IN_SUBJECT]) + (f" and {more} more" if more > 0 else "")


def _parts(
    book: Book, recall: Recall, lines: Sequence[RecallLine], *, is_reminder: bool
) -> Iterator[str]:
    why = clipped(recall.reason, 500).rstrip(".")
    if is_reminder:
        yield (
            f"we have written to you that we take goods back ({why}), and still miss your answer "
            "about these:"
        )
    else:
        yield f"we are taking back goods that we have sent to you: {why}."
        yield "Please look whether you have any of these:"
    yield "\n".join(_goods(book, recall, lines, is_reminder=is_reminder))
    yield recall.instructions.strip() or USUAL_INSTRUCTIONS
    yield (
        "Please answer this mail in any case, so that we know you have read it, and tell us how many "
        "you still have and how many you have used or thrown away."
    )
    yield f"Our number for this recall is {recall.number}."


def _goods(
    book: Book, recall: Recall, lines: Sequence[RecallLine], *, is_reminder: bool
) -> Iterator[str]:
    known = {(lot.item, lot.code): lot for lot in recall.lots}
    for line in lines[:LINES_MAX]:
        quantity = line.outstanding if is_reminder and line.outstanding else line.shipped
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
