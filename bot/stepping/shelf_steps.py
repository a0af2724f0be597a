"""Steps of putaways and transfers: which request each button makes, and each form."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from bot.stepping.asked import Asked, Fields, Press, Reader, lined, numbered
from bot.target import Target
from inventory.book import Book
from inventory.documents.transfer import Transfer
from inventory.item import Item
from inventory.known import known

QUANTITY_OF: Final = "quantity-"
"""Begins the name of the field of one line."""

PUT_LISTED: Final = "put_listed"
"""A line put away from the list of all that wait, which goes on with the rest."""

LOST: Final = "lost"
REST: Final = "rest"
NOTHING_SAID: Final = "Say how many have arrived; 0 for none."


SHELF_PRESSES: Final[Mapping[str, Press]] = {
    "put_away": lined("put_away"),
    PUT_LISTED: lined("put_away"),
    "put_all": lined("put_away"),
    "claim_putaway": numbered("claim_putaway", is_claimed=True),
    "release_putaway": numbered("claim_putaway", is_claimed=False),
    "arrived": numbered("receive_transfer", is_told=True),
}
"""Step -> the request of its button."""


def read_other_bin(target: Target, fields: Fields, _book: Book) -> Asked:
    """Read into which bin a line is put, and how much of it."""
    facts = {
        "number": target.number,
        "line": int(fields.text("line")),
        "target": fields.text("target"),
        "amount": fields.amount("quantity"),
    }
    return Asked("put_away", facts, is_told=True)


def read_arrived_part(target: Target, fields: Fields, book: Book) -> Asked:
    """Read what of each line has arrived, and whether the rest still comes."""
    transfer = known(book, Transfer, target.number)
    is_lost, quantities = fields.text(REST) == LOST, _quantities(transfer, fields, book)
    if not quantities and not fields.errors:  # asked so, it would mean that all has arrived
        waiting = next((line.number for line in transfer.lines if line.outstanding), 1)
        fields.errors[f"{QUANTITY_OF}{waiting}"] = NOTHING_SAID
    facts: dict[str, Any] = {
        "number": target.number,
        "quantities": quantities,
        "target": fields.text("target"),
        "is_rest_lost": is_lost,
        "reason": fields.chosen("reason") if is_lost else "",
        "note": fields.text("note"),
    }
    return Asked("receive_transfer", facts, is_told=True)


SHELF_READERS: Final[Mapping[str, Reader]] = {
    "other_bin": read_other_bin,
    "arrived_part": read_arrived_part,
}
"""Step -> what reads its form."""


def _quantities(transfer: Transfer, fields: Fields, book: Book) -> dict[int, Decimal]:
    """Return what is said of the lines; a field that was emptied says nothing of its line."""
    found: dict[int, Decimal] = {}
    for line in transfer.lines:
        amount = fields.amount(f"{QUANTITY_OF}{line.number}")
        item = book.get(Item, line.item)
        if amount is not None and item is not None:
            found[line.number] = item.in_base_units(amount)
    return found
