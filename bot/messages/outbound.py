"""What typed steps are answered with: what was done, how the document stands, what is next."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.language.grammar import MENU, prefixed
from bot.messages.documents import document_message
from bot.messages.figures import ARROW, amount, counted, number, unit_of
from bot.messages.message import Button, Message, say
from bot.messages.naming import rest_of
from bot.messages.posted import undo_button
from bot.messages.telling import Telling
from bot.messages.text import Bold, Code, Line, clipped, line
from inventory.book import Book
from inventory.documents.order import Order, OrderStatus
from inventory.documents.pick_list import PickList
from inventory.documents.purchase_order import PurchaseOrder, PurchaseStatus
from inventory.documents.shipment import Shipment, ShipmentStatus
from inventory.item import Item, ItemKind
from inventory.quantity import ZERO
from inventory.transaction import Transaction

ORDERS_SHOWN: Final = 25
PLAN_WAVE: Final = "plan_wave"

Document = Order | PickList | Shipment | PurchaseOrder

NEXT: Final[dict[str, tuple[str, str]]] = {
    OrderStatus.PART_RESERVED: ("/pick {}", "to fetch what is there"),
    OrderStatus.RESERVED: ("/pick {}", "to have it fetched"),
    ShipmentStatus.CHECKING: ("/inv check {}", "for a second person to look it over"),
    ShipmentStatus.PACKING: ("/inv pack {}", "once it is boxed"),
    ShipmentStatus.PACKED: ("/ship {}", "when it is handed over"),
    ShipmentStatus.SHIPPED: ("/inv track {}", "to see where it is"),
    PurchaseStatus.DRAFT: ("/inv approve {}", "to agree to it"),
    PurchaseStatus.APPROVED: (
        "/inv send {} mail",
        "to have it mailed; hand instead of mail once its paper is handed over",
    ),
    PurchaseStatus.SENT: ("/receive po:{}", "once it comes"),
    PurchaseStatus.PART_RECEIVED: ("/receive po:{}", "once more of it comes"),
}
"""Status -> what is typed next, and what for."""


def as_it_stands(document: Document, telling: Telling) -> Message:
    """Word a document as its own message does; here and nowhere else for what is typed."""
    return document_message(document.number, telling)


def shown(document: Document, telling: Telling, prefix: str = "", *more: Line) -> Message:
    """Word a look at a document, with what can be typed next."""
    return as_it_stands(document, telling).followed_by(*more, *_next(document, prefix))


def done(
    title: Line,
    transaction: Transaction,
    document: Document,
    telling: Telling,
    prefix: str = "",
    *more: Line,
) -> Message:
    """Word a step that was taken: what, how the document stands now, what is next.

    Args:
        title: what happened, before and after.
        transaction: by which it happened; taken back by a button where goods were moved.
        document: as it stands now.
        telling: what it is worded with.
        prefix: of commands in this workspace.
        more: what else there is to say.
    """
    standing = shown(document, telling, prefix)
    lines = (line(title, ". ", Bold(transaction.id)), *more, *standing.lines)
    buttons = (*standing.buttons, *((undo_button(transaction),) if transaction.moves else ()))
    return replace(standing, lines=lines, buttons=buttons)


def order_taken(
    telling: Telling, order: Order, transaction: Transaction, prefix: str = ""
) -> Message:
    """Word an order that was taken: what is kept for it, what is not there yet, what is raw.

    Raw material on an order is pointed out and taken all the same: some houses sell it at times, and
    an order that a shop has taken already cannot be refused.
    """
    title = line(
        Bold(f"Took order {order.number}"),
        f" for {clipped(order.customer, 60)}: {counted(len(order.lines), 'line')}, ",
        _kept(order),
    )
    return done(
        title,
        transaction,
        order,
        telling,
        prefix,
        *_missing(telling.book, order),
        *_raw(telling.book, order),
    )


def stops(pick_list: PickList) -> str:
    """Say how long the walk is, and where it begins."""
    first = next((stop.location for stop in pick_list.lines if stop.is_waiting), "")
    return f"{counted(len(pick_list.lines), 'stop')}, the first at {clipped(first, 60)}"


def typed(verb: str, prefix: str = "") -> str:
    """Return how a step is typed."""
    return f"{prefixed(MENU, prefix)} {verb}"


def changed(verb: str, document: Document, before: str) -> Line:
    """Word a step by the status before and after."""
    was, now = before.replace("_", " "), document.status.replace("_", " ")
    return line(Bold(f"{verb} {document.number}"), f": {was} {ARROW} {now}" if was != now else "")


def listed(
    found: Sequence[Order], *, customer: str = "", prefix: str = "", is_wave: bool = False
) -> Message:
    """Word open orders, the most urgent first."""
    whose = f" for {clipped(customer, 60)}" if customer else ""
    if not found:
        typed = Code(f"{prefixed(MENU, prefix)} order CAFE-SOL 12 MUG-BLU")
        what = "Nothing is kept for any order that nobody fetches yet" if is_wave else ""
        return say(line(what or f"No order{whose} is open", ". Take one with ", typed, "."))
    lines = [_row(order) for order in found[:ORDERS_SHOWN]]
    lines += rest_of(found, ORDERS_SHOWN, ", on the tab Orders.")
    title = f"{counted(len(found), 'order')}{whose} open, the most urgent first:"
    return Message((line(Bold(title)), *lines))


def wave(found: Sequence[Order], most: int, prefix: str = "") -> Message:
    """Propose orders to be picked in one walk."""
    proposed = found[:most]
    if not proposed:
        return listed((), prefix=prefix, is_wave=True)
    title = f"{counted(len(proposed), 'order')} can be picked in one walk"
    more = f", and {len(found) - most} more after these" if len(found) > most else ""
    numbers = " ".join(order.number for order in proposed)
    label = f"Pick these {len(proposed)}" if len(proposed) > 1 else f"Pick {numbers}"
    lines = (line(Bold(title), f"{more}:"), *(_row(order) for order in proposed))
    fewer = line("Or name them: ", Code(f"{prefixed('/pick', prefix)} {numbers}"))
    return Message((*lines, fewer), (Button(label, PLAN_WAVE, numbers, "primary"),))


def _next(document: Document, prefix: str) -> tuple[Line, ...]:
    if isinstance(document, PickList) or (isinstance(document, Order) and document.pick_list):
        return ()
    if document.status not in NEXT:
        return ()
    shape, purpose = NEXT[document.status]
    command, _, more = shape.format(document.number).partition(" ")
    typed = f"{prefixed(command, prefix)} {more}"
    return (line("Next: ", Code(typed), f" {purpose}."),)


def _row(order: Order) -> Line:
    facts = [order.status.replace("_", " ")]
    if order.priority.name != "NORMAL":
        facts.append(order.priority.name.lower())
    if order.requested_on:
        facts.append(f"by {order.requested_on}")
    facts.append(_kept(order))
    customer = clipped(order.customer, 60)
    return line(Bold(order.number), f" {customer}: {', '.join(facts)}")


def _kept(order: Order) -> str:
    kept = sum((line.reserved + line.picked for line in order.lines), ZERO)
    wanted = sum((line.outstanding for line in order.lines), ZERO)
    return f"{number(kept)} of {number(wanted)} kept"


def _raw(book: Book, order: Order) -> list[Line]:
    items = (book.get(Item, one.item) for one in order.lines)
    raw = dict.fromkeys(item.sku for item in items if item and item.kind is ItemKind.RAW)
    if not raw:
        return []
    be = "is raw material" if len(raw) == 1 else "are raw materials"
    named = ", ".join(list(raw)[:10])
    return [line(f"{named} {be}, as a rule not for sale: change the order if that was a slip.")]


def _missing(book: Book, order: Order) -> list[Line]:
    late = [one for one in order.lines if one.missing > 0]
    lines = [
        line(f"Not there yet: {amount(one.missing, unit_of(book, one.item))} of ", one.item)
        for one in late[:10]
    ]
    if len(late) > len(lines):
        lines.append(line(f"… and {counted(len(late) - len(lines), 'more line')}"))
    return lines
