"""The form that changes an order before it is approved: a quantity for each line."""

from decimal import Decimal
from typing import Final

from bot.language.numbers import read_number
from bot.language.usage import UsageError
from bot.messages.figures import number, unit_of
from bot.messages.text import Block, as_plain, clipped
from bot.messages.usage import mistake
from bot.views.blocks import field, modal, text_input, words
from bot.views.metadata import FormNote
from inventory.book import Book
from inventory.documents.replenishment import Proposal
from inventory.place import Place

CALLBACK: Final = "change_order"
LINES_MAX: Final = 95
_LINE: Final = "line."


def change_form(book: Book, document: Proposal, place: Place) -> Block:
    """Return the form of an order; lines beyond 95 stay as proposed."""
    about = f"Approves {document.number} with these quantities. 0 leaves an item out."
    blocks = [words("about", about)]
    for position, line in enumerate(document.lines[:LINES_MAX]):
        label = clipped(f"{line.item} ({unit_of(book, line.item)})", 150)
        quantity = text_input(hint="0 to leave it out", initial=number(line.quantity), longest=20)
        blocks.append(field(f"{_LINE}{position}", label, quantity, optional=False))
    note = FormNote(verb="change_order", place=place, number=document.number)
    return modal(CALLBACK, f"Change {document.number}", "Approve", note.model_dump_json(), blocks)


def read_change(
    document: Proposal, values: dict[str, str]
) -> tuple[dict[str, Decimal], dict[str, str]]:
    """Return sku -> quantity, and the errors on the fields."""
    quantities: dict[str, Decimal] = {}
    errors: dict[str, str] = {}
    for block_id, text in values.items():
        if not block_id.startswith(_LINE):
            continue
        line = document.lines[int(block_id.removeprefix(_LINE))]
        try:
            quantities[line.item] = read_number(text)
        except UsageError as error:
            errors[block_id] = as_plain(mistake(error))
        else:
            if quantities[line.item] < 0:
                errors[block_id] = "It has to be 0 or more."
    is_empty = len(quantities) == len(document.lines) and not any(quantities.values())
    if is_empty and not errors:
        errors[f"{_LINE}0"] = "Nothing is left to order: cancel this, then press Reject."
    return quantities, errors
