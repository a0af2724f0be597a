"""Who hears of which alerts: the stock channel of all, and others of what they have subscribed to.

A subscription of the stock channel itself takes the place of that: it hears of no more then.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from inventory.book import Book
from inventory.item import Item
from inventory.stock_policy import AlertKind, Subscription


class Matter(NamedTuple):
    """What an alert is about, as subscriptions look at it."""

    about: AlertKind
    item: str
    site: str
    supplier: str


class Hearer(NamedTuple):
    """A channel and what it wants.

    Attributes:
        channel: its id, or a person's; empty for the stock channel of Settings.
        wants: its subscriptions; empty for everything.
    """

    channel: str
    wants: tuple[Subscription, ...] = ()

    def hears(self, book: Book, matter: Matter) -> bool:
        """Tell whether it is told of something."""
        return not self.wants or any(is_wanted(book, one, matter) for one in self.wants)


def hearers(book: Book) -> Iterator[Hearer]:
    """Yield every channel that hears of alerts, the stock channel first."""
    wanted: defaultdict[str, list[Subscription]] = defaultdict(list)
    for one in book.all(Subscription):
        if one.is_active:
            wanted[channel_for(book, one.channel)].append(one)
    yield Hearer("", tuple(wanted.pop("", ())))
    for channel, subscriptions in wanted.items():
        yield Hearer(channel, tuple(subscriptions))


def channel_for(book: Book, channel: str) -> str:
    """Return a channel's id as digests have it: empty for the stock channel."""
    return "" if channel == book.rules.stock_channel else channel


def is_wanted(book: Book, subscription: Subscription, matter: Matter) -> bool:
    """Tell whether a subscription is about something; what it leaves blank does not matter.

    In a house of one site nothing names it, so that every alert is of whatever site is asked for.
    """
    item = book.get(Item, matter.item)
    category = item.category if item else ""
    return (
        (not subscription.kinds or matter.about in subscription.kinds)
        and _is_same(subscription.category, category)
        and _is_same(subscription.supplier, matter.supplier)
        and (not matter.site or _is_same(subscription.site, matter.site))
    )


def _is_same(wanted: str, given: str) -> bool:
    return not wanted or wanted.casefold() == given.casefold()
