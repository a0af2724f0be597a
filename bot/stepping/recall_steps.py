"""Steps of recalls: what its buttons and forms ask for."""

from collections.abc import Mapping
from typing import Any, Final

from bot.stepping.asked import Asked, Fields, Press, Reader, numbered, reasoned
from bot.target import Target
from inventory.book import Book
from inventory.commands import Line
from inventory.documents.recall import Recall
from inventory.documents.recall_line import RecallLine
from inventory.item import Item
from inventory.known import known
from inventory.notices import PaperKind
from inventory.order_errors import UnknownLine
from inventory.quantity import Amount

CUSTOMER: Final = "recall_customer"
GOODS: Final = "recall_line"
"""Fields whose options are asked for while one types: numbers of a recall's lines."""

TOLD: Final = "told"
ANSWERED: Final = "answered"


RECALL_PRESSES: Final[Mapping[str, Press]] = {
    "print_recall": numbered("print_paper", paper=PaperKind.RECALL_REPORT)
}
"""Step -> the request of its button."""


def read_knows(target: Target, fields: Fields, book: Book) -> Asked:
    """Read who was told, or has answered."""
    line = the_line(book, target, fields, CUSTOMER)
    if fields.text("what") == TOLD:
        told = {"number": target.number, "customer": line.customer, "how": TOLD}
        return Asked("notify_recall", told)
    facts = {"number": target.number, "note": fields.text("note")}
    return Asked("record_recall_reply", {**facts, **_whose(line)})


def read_destroyed(target: Target, fields: Fields, book: Book) -> Asked:
    """Read what a customer has thrown away; nothing said means all that they still have."""
    line = the_line(book, target, fields, GOODS)
    amount = fields.amount("quantity")
    facts = {
        "number": target.number,
        "customer": line.customer,
        "line": line.number,
        "destroyed": amount,
        "is_all_destroyed": amount is None,
        "note": fields.text("note"),
    }
    return Asked("record_recall_reply", facts)


def read_named(target: Target, fields: Fields, book: Book) -> Asked:
    """Read whose goods are that came back without a name; nothing said means all that can be."""
    facts = {
        "number": target.number,
        "customer": the_line(book, target, fields, CUSTOMER).customer,
        "line": int(fields.text("line") or 0),
        "amount": fields.amount("quantity"),
    }
    return Asked("name_returned", facts)


def read_returned(target: Target, fields: Fields, book: Book) -> Asked:
    """Read what a customer has sent back: a return of the recalled lot, which credits the recall."""
    line = the_line(book, target, fields, GOODS)
    amount = fields.amount("quantity") or Amount(number=line.outstanding)
    item = book.get(Item, line.item)
    is_serial = item is not None and item.is_serial
    came = Line(
        item=line.item,
        amount=amount,
        lot="" if is_serial else line.lot,
        serials=line.lot if is_serial else "",
        document=line.orders[0] if len(line.orders) == 1 else "",
        to=line.customer,
        condition=fields.text("condition"),
        note=fields.text("note"),
    )
    return Asked("return", {"lines": (came,)}, is_told=True)


def read_decided(target: Target, fields: Fields, _book: Book) -> Asked:
    """Read what becomes of goods that are held."""
    facts = {"outcome": fields.text("outcome"), "note": fields.text("note")}
    return Asked("decide_held", {"number": target.number, **facts})


RECALL_READERS: Final[Mapping[str, Reader]] = {
    "customer_knows": read_knows,
    "customer_destroyed": read_destroyed,
    "customer_returned": read_returned,
    "name_returned": read_named,
    "decide_held": read_decided,
    "close_recall": reasoned("close_recall"),
    "lift_recall": reasoned("lift_recall"),
}
"""Step -> what reads its form."""


def the_line(book: Book, target: Target, fields: Fields, name: str) -> RecallLine:
    """Return the line of a recall that was chosen.

    Raises:
        UnknownDocument, UnknownLine: the recall or its line is gone.
    """
    recall = known(book, Recall, target.number)
    number = int(fields.text(name) or 0)
    line = recall.line(number)
    if line is None:
        raise UnknownLine(number=recall.number, line=number)
    return line


def _whose(line: RecallLine) -> dict[str, Any]:
    """Name all of a customer; goods of nobody known go by their line."""
    return {"customer": line.customer} if line.customer else {"line": line.number}
