"""Steps of returns: which request each button makes, and each form."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from bot.language.return_parse import parse_return
from bot.language.usage import BlockErrors
from bot.messages.text import as_plain
from bot.messages.usage import mistake
from bot.stepping.asked import Asked, Fields, Press, Reader, lined, numbered, reasoned
from bot.stepping.purchase_steps import NO_DAY
from bot.stepping.shelf_steps import NOTHING_SAID, QUANTITY_OF
from bot.target import Target
from inventory.book import Book
from inventory.condition import Condition, Disposition
from inventory.documents.customer_return import CustomerReturn, Remedy
from inventory.documents.order import Order
from inventory.item import Item
from inventory.known import known
from inventory.return_commands import ReturnedLine

LOT_OF: Final = "lot-"
MORE: Final = "more"
ALL: Final = "0"
"""What a select of lines says for all of them."""


RETURN_PRESSES: Final[Mapping[str, Press]] = {
    "rma_arrived": numbered("receive_return", is_told=True),
    "as_new": lined("inspect_return", condition=Condition.NEW),
}
"""Step -> the request of its button."""


def read_return_so(target: Target, fields: Fields, book: Book) -> Asked:
    """Read what of an order comes back."""
    order = known(book, Order, target.number)
    remedy = Remedy(fields.chosen("want") or Remedy.NONE)
    lines = []
    for line in order.lines:
        amount = fields.amount(f"{QUANTITY_OF}{line.number}")
        if amount is not None and amount.number != 0:
            lines.append(ReturnedLine(item=line.item, amount=amount, order=order.number))
    if not lines and not fields.errors:
        first = _first_quantity(fields)
        fields.errors[first] = "Say how many come back, of one line at least."
    photo = fields.text("photo")
    lines = [line.model_copy(update={"remedy": remedy, "photo": photo}) for line in lines]
    facts = {name: fields.text(name) for name in ("reason", "note", "override")}
    return Asked("announce_return", {"lines": tuple(lines), "customer": order.customer, **facts})


def read_part(target: Target, fields: Fields, book: Book) -> Asked:
    """Read what of each line has come, and what came besides."""
    found = _the_return(book, target.number)
    quantities: dict[int, Decimal] = {}
    lots: dict[int, str] = {}
    for line in found.lines:
        amount = fields.amount(f"{QUANTITY_OF}{line.number}")
        item = book.get(Item, line.item)
        if amount is not None and item is not None:
            quantities[line.number] = item.in_base_units(amount)
        if lot := fields.text(f"{LOT_OF}{line.number}"):
            lots[line.number] = lot
    more = _besides(fields)
    if not any(quantities.values()) and not more and not fields.errors:
        first = _first_quantity(fields)
        fields.errors[first] = NOTHING_SAID
    if more and not quantities:
        quantities[found.lines[0].number] = Decimal(0)
    facts: dict[str, Any] = {
        "number": target.number,
        "quantities": quantities,
        "lots": lots,
        "more": more,
        "target": fields.text("target"),
        "override": fields.text("override"),
    }
    return Asked("receive_return", facts, is_told=True)


def read_inspection(target: Target, fields: Fields, _book: Book) -> Asked:
    """Read what was found of a line, and what becomes of it."""
    chosen = fields.chosen("disposition")
    facts = {
        "number": target.number,
        "line": int(fields.text("line") or target.part),
        "amount": fields.amount("quantity"),
        "condition": Condition(fields.text("condition")),
        "disposition": Disposition(chosen) if chosen else None,
        "target": fields.text("target"),
        "photo": fields.text("photo"),
        "note": fields.text("note"),
    }
    return Asked("inspect_return", facts, is_told=True)


def _made_good(remedy: Remedy) -> Reader:
    """Return what reads the form of a remedy."""

    def read(target: Target, fields: Fields, _book: Book) -> Asked:
        line, amount = int(fields.text("line")), fields.amount("quantity")
        if amount is not None and not line and not fields.errors:
            fields.errors["line"] = "Choose the line of which you give so much."
        facts = {
            "number": target.number,
            "line": line,
            "remedy": remedy,
            "amount": amount,
            "note": fields.text("note"),
        }
        return Asked("make_good", facts)

    return read


RETURN_READERS: Final[Mapping[str, Reader]] = {
    "return_so": read_return_so,
    "part_rma": read_part,
    "inspect_rma": read_inspection,
    "refund_rma": _made_good(Remedy.REFUND),
    "replace_rma": _made_good(Remedy.REPLACEMENT),
    "close_rma": reasoned("close_return"),
    "cancel_rma": reasoned("cancel_return"),
}
"""Step -> what reads its form."""


def _besides(fields: Fields) -> tuple[ReturnedLine, ...]:
    """Read what came besides, a line each, as it is announced."""
    try:
        read = parse_return(fields.text(MORE), today=NO_DAY)
    except BlockErrors as error:
        told = (f"Line {fault.number}: {as_plain(mistake(fault.error))}" for fault in error.faults)
        fields.errors[MORE] = " ".join(told)
        return ()
    for index, line in enumerate(read.lines, start=1):
        if line.missing:
            fields.errors[MORE] = f"Line {index}: say how many of which item, as in 1 MUG-RED."
            return ()
    return tuple(line.returned() for line in read.lines)


def _first_quantity(fields: Fields) -> str:
    names = (name for name in fields.opened if name.startswith(QUANTITY_OF))
    return next(names, f"{QUANTITY_OF}1")


def _the_return(book: Book, number: str) -> CustomerReturn:
    return known(book, CustomerReturn, number)
