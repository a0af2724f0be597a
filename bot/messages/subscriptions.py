"""Which alerts a channel hears of, in words."""

from collections.abc import Sequence
from typing import Final

from bot.language.grammar import MENU, prefixed
from bot.messages.alert_lines import TITLES
from bot.messages.message import Message
from bot.messages.posted import undo_button
from bot.messages.text import Bold, ChannelName, Code, Line, clipped, line
from inventory.book import Book
from inventory.stock_policy import Subscription
from inventory.transaction import Transaction

NARROWED: Final = (
    "As the stock channel it heard of all; from now on only of what its subscriptions name."
)
EVERYTHING: Final = "As the stock channel it hears of all anyway, and goes on to."
EXAMPLE: Final = "subscribe kind:low,out category:Mugs"


def subscribed(transaction: Transaction, book: Book) -> Message:
    """Word that a channel hears of more; the stock channel, which heard of all, of less."""
    one = _changed(transaction)[0]
    told = line(
        Bold("This channel hears of alerts"),
        f": {wanted(one)} ({one.code}). ",
        Bold(transaction.id),
    )
    if one.channel == book.rules.stock_channel:
        later = line(NARROWED if _is_narrowed(one.channel, book) else EVERYTHING)
    else:
        later = line(
            "The next run tells what stands now. Where I am no member, ", Code("/invite"), " me."
        )
    return Message((told, later), (undo_button(transaction),))


def unsubscribed(transaction: Transaction, book: Book) -> Message:
    """Word that a channel hears of less; the stock channel may hear of all again."""
    ended = _changed(transaction)
    told = "; ".join(f"{wanted(one)} ({one.code})" for one in ended)
    lines = [line(Bold("This channel hears no more"), f" of {told}. ", Bold(transaction.id))]
    stock = book.rules.stock_channel
    left = any(one.is_active and one.channel == stock for one in book.all(Subscription))
    if not left and any(one.channel == stock for one in ended):
        lines = [
            line(Bold("Ended:"), f" {told}. ", Bold(transaction.id)),
            line("The stock channel hears of every alert again."),
        ]
    return Message(tuple(lines), (undo_button(transaction),))


def subscriptions_of(
    found: Sequence[Subscription], channel: str, book: Book, prefix: str = ""
) -> Message:
    """Word what a channel has subscribed to, and how to ask for more.

    Args:
        found: its subscriptions.
        channel: its id.
        book: whose Settings name the stock channel.
        prefix: of commands in this workspace.
    """
    more = line("For more: ", Code(f"{prefixed(MENU, prefix)} {EXAMPLE}"), ".")
    if found:
        each = (line(f"{one.code}: {wanted(one)}") for one in found)
        return Message((line(Bold("This channel hears of alerts:")), *each, more))
    stock = book.rules.stock_channel
    if channel == stock:
        return Message((line(Bold("The stock channel hears of every alert.")), more))
    everything: Line = line(ChannelName(stock), " hears of all. ") if stock else line()
    return Message((line(Bold("This channel has no subscription."), " ", *everything), more))


def wanted(one: Subscription) -> str:
    """Write what a subscription is about.

    Examples:
        >>> wanted(Subscription(code="SB-1", channel="C0MUGS", category="Mugs", site="North"))
        'every kind, category Mugs, at North'
    """
    kinds = ", ".join(TITLES[kind].lower() for kind in one.kinds) or "every kind"
    parts = (
        kinds,
        f"category {clipped(one.category, 60)}" if one.category else "",
        f"supplier {clipped(one.supplier, 60)}" if one.supplier else "",
        f"at {clipped(one.site, 60)}" if one.site else "",
    )
    return ", ".join(filter(None, parts))


def _is_narrowed(channel: str, book: Book) -> bool:
    """Tell whether none of a channel's subscriptions is about everything."""
    mine = [one for one in book.all(Subscription) if one.is_active and one.channel == channel]
    return not any(not (one.kinds or one.category or one.supplier or one.site) for one in mine)


def _changed(transaction: Transaction) -> list[Subscription]:
    return [one.after for one in transaction.changes if isinstance(one.after, Subscription)]
