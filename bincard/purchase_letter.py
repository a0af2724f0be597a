"""What suppliers read in their mail: our order, spelled out, with its paper attached."""

from collections.abc import Iterator

from bot.messages.letter_words import goods_line, greeting, mailbox_of, signature, spelled_day
from inventory.book import Book
from inventory.correspondence.mailing import Attachment, Letter
from inventory.customer import Contact
from inventory.documents.letter import SentLetter
from inventory.documents.purchase_order import PurchaseOrder

LINES_MAX = 40
"""The paper has them all."""


def compose_purchase(
    book: Book, order: PurchaseOrder, sent: SentLetter, reader: Contact, paper: Attachment
) -> Letter:
    """Write a purchase order to its supplier.

    Args:
        book: knows items and the house's name.
        order: as it stands.
        sent: which letter; its key makes it one and the same mail for ever.
        reader: the supplier, with an e-mail address.
        paper: the order as PDF.
    """
    parts = [greeting(reader), *_parts(book, order), signature(book)]
    reference = f" ({order.reference})" if order.reference else ""
    return Letter(
        key=sent.key,
        to=mailbox_of(reader),
        subject=f"{book.rules.company}: purchase order {order.number}{reference}",
        text="\n\n".join(part for part in parts if part) + "\n",
        attachments=(paper,),
    )


def _parts(book: Book, order: PurchaseOrder) -> Iterator[str]:
    reference = f", your number {order.reference}" if order.reference else ""
    yield f"please find attached our purchase order {order.number}{reference}:"
    lines = [line for line in order.lines if line.outstanding]
    told = [goods_line(book, line.item, line.outstanding) for line in lines[:LINES_MAX]]
    more = len(lines) - len(told)
    yield "\n".join((*told, f"… and {more} more, on the paper") if more else told)
    if order.expected_on:
        yield f"We expect it by {spelled_day(order.expected_on)}."
    if book.rules.address_lines:
        yield "Deliver to:\n" + "\n".join((book.rules.company, *book.rules.address_lines))
    if order.note:
        yield order.note
    yield (f"Please name {order.number} on your papers, and answer this mail to confirm the order.")
