"""Steps of proposals: what their buttons and forms ask for."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from bot.language.numbers import read_number
from bot.language.usage import UsageError
from bot.messages.text import as_plain
from bot.messages.usage import mistake
from bot.stepping.asked import Asked, Fields, Press, Reader, numbered, take_back
from bot.target import Target
from inventory.book import Book
from inventory.documents.replenishment import Proposal
from inventory.known import known

LINE_OF: Final = "line."
"""A field of the form of quantities is named by its line's place, from 0."""

WEEK_DAYS: Final = 7


def _approve(target: Target) -> Asked:
    facts = {"number": target.number, "is_approved": True, "seen": target.seen}
    return Asked("decide_proposal", facts)


PROPOSAL_PRESSES: Final[Mapping[str, Press]] = {
    "approve_rp": _approve,
    "snooze_week": numbered("snooze_proposal", days=WEEK_DAYS),
    "undo_rp": take_back,
}
"""Step -> the request of its button."""


def read_change(target: Target, fields: Fields, book: Book) -> Asked:
    """Read with which quantities a proposal is approved; lines that are not shown stay."""
    proposal = known(book, Proposal, target.number)
    quantities: dict[str, Decimal] = {}
    names = [name for name in fields.values if name.startswith(LINE_OF)]
    for name in names:
        place = int(name.removeprefix(LINE_OF))
        quantity = _quantity(name, fields)
        if quantity is not None and place < len(proposal.lines):
            quantities[proposal.lines[place].item] = quantity
    is_empty = len(quantities) == len(proposal.lines) and not any(quantities.values())
    if is_empty and not fields.errors:
        fields.errors[names[0]] = "Nothing is left to order: cancel this, then press Reject."
    facts = {"is_approved": True, "quantities": quantities, "seen": target.seen}
    return Asked("decide_proposal", {"number": target.number, **facts})


def read_snooze(target: Target, fields: Fields, _book: Book) -> Asked:
    """Read until when a proposal is put off."""
    facts = {"until": fields.day("until"), "note": fields.text("note")}
    return Asked("snooze_proposal", {"number": target.number, **facts})


def read_reject(target: Target, fields: Fields, _book: Book) -> Asked:
    """Read why a proposal is turned down, and for how long it rests."""
    rest = fields.text("rest_days")
    is_number = rest.isascii() and rest.isdigit()
    if rest and not is_number:
        fields.errors["rest_days"] = "Write a number of days, as in 14."
    facts = {
        "is_approved": False,
        "note": fields.text("note"),
        "rest_days": int(rest) if is_number else None,
    }
    return Asked("decide_proposal", {"number": target.number, **facts})


PROPOSAL_READERS: Final[Mapping[str, Reader]] = {
    "change_rp": read_change,
    "snooze_rp": read_snooze,
    "reject_rp": read_reject,
}
"""Step -> what reads its form."""


def _quantity(name: str, fields: Fields) -> Decimal | None:
    try:
        quantity = read_number(fields.text(name))
    except UsageError as error:
        fields.errors[name] = as_plain(mistake(error))
        return None
    if quantity < 0:
        fields.errors[name] = "It has to be 0 or more."
        return None
    return quantity
