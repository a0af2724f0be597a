"""A picture posted in a return's thread, or with its number: it goes into the form of an inspection.

Nothing is recorded by a picture alone: which goods it shows, and what condition they are in, somebody
has to say.
"""

import re
from collections.abc import Sequence
from typing import Final

from bot.messages.figures import amount, unit_of
from bot.messages.message import VALUE_MAX, Button, Message
from bot.messages.telling import Telling
from bot.messages.text import Bold, Line, Link, line
from bot.target import Target
from inventory.book import Book
from inventory.correspondence.heard import HeardMessage
from inventory.documents.customer_return import CustomerReturn

INSPECT_WITH: Final = "inspect_with"
"""Opens the form of an inspection with a picture; the line is the value's first line."""

NUMBER: Final = re.compile(r"\bRMA-\d+\b", re.IGNORECASE)
LINES_OFFERED: Final = 5


def return_shown(book: Book, message: HeardMessage, caption: str) -> CustomerReturn | None:
    """Return the open return that a picture is about: by the number with it, or by its thread."""
    named = NUMBER.search(caption)
    found = book.get(CustomerReturn, named.group().upper()) if named else None
    if found is None and message.place.thread:
        found = next(book.found(CustomerReturn, message.place.address), None)
    return found if found and found.is_open else None


def offered(found: CustomerReturn, links: Sequence[str], telling: Telling) -> Message:
    """Offer to inspect the goods that wait with a picture; the first of several is taken."""
    link = links[0] if links else ""
    waiting = [one for one in found.lines if one.waiting > 0]
    picture = Link(link, "picture") if link else "picture"
    if not waiting:
        return Message(
            (line(f"Nothing of {found.number} waits to be inspected: take it in first."),)
        )
    buttons = [_button(found, one.number, link, telling) for one in waiting[:LINES_OFFERED]]
    goods = [
        line(f"{one.number}. {amount(one.waiting, unit_of(telling.book, one.item))} of {one.item}")
        for one in waiting[:LINES_OFFERED]
    ]
    return Message((_title(found, picture), *goods), tuple(buttons))


def read_picture(value: str) -> tuple[Target, str]:
    r"""Return which line a button is about, and the link to the picture.

    Examples:
        >>> read_picture("RMA-3|1|57\nhttps://example.com/p")
        (Target(number='RMA-3', part=1, seen=57), 'https://example.com/p')
    """
    target, _, link = value.partition("\n")
    return Target.read(target), link


def _title(found: CustomerReturn, picture: Link | str) -> Line:
    return line("This ", picture, " goes with ", Bold(found.number), ". What does it show?")


def _button(found: CustomerReturn, number: int, link: str, telling: Telling) -> Button:
    value = f"{Target(found.number, number, telling.sequence).value}\n{link}"
    label = f"Inspect line {number}…"
    return Button(label, f"{INSPECT_WITH}.{number}", value[:VALUE_MAX])
