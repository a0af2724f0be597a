"""What customers read in their mail: what is in the parcel, who carries it, when it should be there.

Pure: who the customer is comes in from the rows that can be erased, everything else from the book.
"""

from typing import Final

from bot.messages.letter_words import goods_line, greeting, mailbox_of, signature, spelled_day
from inventory.book import Book
from inventory.correspondence.mailing import Letter
from inventory.customer import Contact
from inventory.documents.letter import LetterKind, SentLetter
from inventory.documents.order import Order
from inventory.documents.shipment import Shipment
from inventory.outbound.tracking_page import page_of
from inventory.quantity import ZERO, Quantity

SUBJECTS: Final = {
    LetterKind.SHIPPED: "{company}: your order {name} is on its way",
    LetterKind.DELIVERED: "{company}: your order {name} has arrived",
}


def compose(book: Book, shipment: Shipment, sent: SentLetter, contact: Contact) -> Letter:
    """Write a letter about a shipment.

    Args:
        book: knows items, carriers and the house's name.
        shipment: the one it is about.
        sent: which letter; its key makes it one and the same mail for ever.
        contact: to whom, with an e-mail address.
    """
    order = book.get(Order, shipment.order)
    name = _order_name(order, shipment)
    write = _shipped if sent.kind is LetterKind.SHIPPED else _delivered
    parts = [greeting(contact)]
    parts += write(book, shipment, order, name)
    parts.append(signature(book))
    return Letter(
        key=sent.key,
        to=mailbox_of(contact),
        subject=SUBJECTS[sent.kind].format(company=book.rules.company, name=name),
        text="\n\n".join(part for part in parts if part) + "\n",
    )


def _shipped(book: Book, shipment: Shipment, order: Order | None, name: str) -> list[str]:
    boxes = f" in {len(shipment.packages)} packages" if len(shipment.packages) > 1 else ""
    promised = shipment.promised_on
    return [
        f"your order {name} is on its way{boxes}.",
        f"What we have sent:\n{_goods(book, shipment)}",
        _journey(book, shipment),
        f"It should be with you by {spelled_day(promised)}." if promised else "",
        _rest(book, order),
    ]


def _delivered(book: Book, shipment: Shipment, _order: Order | None, name: str) -> list[str]:
    return [
        f"your order {name} has arrived, as {shipment.carrier or 'the carrier'} tells us.",
        f"What was in it:\n{_goods(book, shipment)}",
        "Is something missing or damaged? Answer this mail and we will look into it.",
    ]


def _order_name(order: Order | None, shipment: Shipment) -> str:
    if order is None:
        return shipment.order or shipment.number
    return f"{order.number} ({order.reference})" if order.reference else order.number


def _goods(book: Book, shipment: Shipment) -> str:
    sent: dict[str, Quantity] = {}
    for line in shipment.lines:
        sent[line.item] = sent.get(line.item, ZERO) + line.quantity
    return "\n".join(goods_line(book, sku, quantity) for sku, quantity in sent.items())


def _journey(book: Book, shipment: Shipment) -> str:
    lines = [f"Carrier: {shipment.carrier}"] if shipment.carrier else []
    if shipment.tracking:
        lines.append(f"Tracking number: {shipment.tracking}")
    if link := page_of(book, shipment):
        lines.append(f"Follow it here: {link}")
    return "\n".join(lines)


def _rest(book: Book, order: Order | None) -> str:
    lines = order.lines if order else ()
    rest = [goods_line(book, line.item, line.outstanding) for line in lines if line.outstanding > 0]
    return "Still to come, in a parcel of its own:\n" + "\n".join(rest) if rest else ""
