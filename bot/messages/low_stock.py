"""The low-stock digest of earlier versions, as its message still says it; today there are alerts."""

from bot.messages.figures import amount, counted, number, unit_of
from bot.messages.message import Message, say
from bot.messages.naming import rest_of
from bot.messages.text import Bold, Line, clipped, line
from inventory.book import Book
from inventory.documents.replenishment import Alert, LowItem
from inventory.item import Item

SHOWN_MAX = 10


def digest(book: Book, alert: Alert) -> Message:
    """Word the digest as it stands now."""
    if alert.items and not alert.is_open:
        gone_on = f"Low stock, {alert.number}: "
        return say(line(Bold(gone_on), "its items have alerts of their own now, told below."))
    if not alert.items:
        return Message((line(Bold("Low stock: all back."), f" {alert.number}"), *_back(alert)))
    header = line(Bold(f"Low stock: {counted(len(alert.items), 'item')}"), f" {alert.number}")
    lines = [header, *(_low(book, low) for low in alert.items[:SHOWN_MAX])]
    return Message((*lines, *rest_of(alert.items, SHOWN_MAX, "."), *_back(alert)))


def _low(book: Book, low: LowItem) -> Line:
    item = book.get(Item, low.item)
    name = f" {clipped(item.name, 60)}" if item and item.name else ""
    left = amount(low.available, unit_of(book, low.item)) if low.available else "none"
    coming = (
        f", {number(low.on_order)} proposed or on order ({low.proposal})" if low.on_order else ""
    )
    built = f"; {number(low.buildable)} can be built now" if low.buildable is not None else ""
    short = f"{left} available, minimum {number(low.minimum)}{coming}{built}"
    return line(Bold(low.item), f"{name}: {short}.")


def _back(alert: Alert) -> list[Line]:
    if not alert.resolved:
        return []
    shown = ", ".join(alert.resolved[:SHOWN_MAX])
    more = len(alert.resolved) - SHOWN_MAX
    return [line(f"Back above minimum: {shown}{f' and {more} more' if more > 0 else ''}.")]
