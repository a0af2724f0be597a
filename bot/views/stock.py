"""The form of `/stock`: choose an item or a bin, see the answer in its place."""

from typing import Final

from bot.messages.message import Message
from bot.messages.text import Block
from bot.views.blocks import field, modal, plain, search_select, words
from bot.views.metadata import FormNote
from inventory.place import Place

CALLBACK: Final = "ask.stock"


def stock_form(place: Place) -> Block:
    """Return the form; it changes nothing."""
    blocks = [
        words("about", "How much there is, and where."),
        field("item", "Item", search_select(hint="Code, name or barcode"), optional=True),
        field("location", "Or what lies in", search_select(hint="Code or name"), optional=True),
    ]
    note = FormNote(verb="stock", place=place)
    return modal(CALLBACK, "Stock", "Look", note.model_dump_json(), blocks)


def answer_view(title: str, message: Message) -> Block:
    """Return a view that shows an answer."""
    return {
        "type": "modal",
        "title": plain(title),
        "close": plain("Close"),
        "blocks": message.without_buttons().blocks,
    }
