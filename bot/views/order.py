"""The form of an order: what was read of a line or a message stands in it already."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.language.codes import Codes
from bot.language.grammar import OPTIONS, VERBS
from bot.language.order_draft import OrderDraft
from bot.language.order_parse import parse_order
from bot.language.order_written import written_line
from bot.language.usage import BlockErrors
from bot.messages.text import Block
from bot.suggesting.typeahead import plain_option
from bot.views.blocks import choice, day_input, field, modal, search_select, text_input, words
from bot.views.goods import LINES, LINES_MAX, goods_errors, unread_lines
from bot.views.metadata import FormNote
from bot.views.reading import Errors
from inventory.book import Book
from inventory.carriage.carrier import CarrierService
from inventory.customer import Customer
from inventory.errors import StockError, UnknownReason
from inventory.order_errors import UnknownCustomer, UnknownService
from inventory.place import Place

CALLBACK: Final = "order.place"
UNREAD: Final = "unread"
HINT: Final = "One a line: 12 MUG-BLU, or 3 pack TEE-BLK-M price:4.50"

FIELD_OF: Final[dict[type[StockError], str]] = {
    UnknownCustomer: "customer",
    UnknownService: "service",
    UnknownReason: "priority",
}
"""Refusal -> the field it is about; all others are about the lines."""


def order_form(
    book: Book, place: Place, draft: OrderDraft | None = None, *, unread: Sequence[str] = ()
) -> Block:
    """Return the form, filled in as far as the draft goes.

    Args:
        book: for what can be chosen.
        place: where it was opened.
        draft: what is known already.
        unread: what of a message could not be read; shown, so that nothing is lost unseen.
    """
    known = draft or OrderDraft()
    blocks = [words("about", VERBS["order"].summary), *_fields(book, known)]
    if unread:
        text = "Could not be read, and is not in the order:\n" + "\n".join(unread)
        blocks.insert(1, words_as_they_stand(UNREAD, text))
    note = FormNote(verb="order", place=place, source=known.source)
    return modal(CALLBACK, "Order", "Take order", note.model_dump_json(), blocks)


def read_order(
    values: dict[str, str], *, today: date, codes: Codes | None = None
) -> tuple[OrderDraft | None, Errors]:
    """Return the order a form asks for, or the errors on its fields."""
    try:
        read = parse_order(values.get(LINES, ""), today=today, has_customer=False, codes=codes)
    except BlockErrors as error:
        return None, unread_lines(error)
    if not read.lines:
        return None, {LINES: f"Say what is ordered. {HINT}."}
    requirements = (*read.requirements, *filter(None, map(str.strip, _lines_of(values, "req"))))
    facts = {
        "customer": values.get("customer", ""),
        "reference": values.get("ref", read.reference).strip(),
        "requested_on": values.get("by") or read.requested_on,
        "priority": values.get("priority", read.priority),
        "requirements": tuple(dict.fromkeys(requirements)),
        "service": values.get("service", read.service),
        "note": values.get("note", read.note).strip(),
    }
    return OrderDraft.model_validate({**read.model_dump(), **facts}), {}


def order_errors(book: Book, draft: OrderDraft, error: StockError) -> Errors:
    """Put what is wrong on the fields it is about."""
    return goods_errors(book, draft, error, FIELD_OF)


def words_as_they_stand(block_id: str, text: str) -> Block:
    """Return a paragraph that keeps its line breaks."""
    block = words(block_id, "")
    return {**block, "text": {**block["text"], "text": text[:2900]}}


def _fields(book: Book, draft: OrderDraft) -> list[Block]:
    lines = "\n".join(written_line(line) for line in draft.lines)
    customer = book.get(Customer, draft.customer)
    service = book.get(CarrierService, draft.service)
    chosen = plain_option(customer.code) if customer and customer.is_active else None
    by_service = plain_option(service.code) if service and service.is_active else None
    inputs = {
        "by": day_input(initial=str(draft.requested_on or "")),
        "priority": choice(choices=OPTIONS["priority"].choices, initial=draft.priority),
        "ref": text_input(hint=OPTIONS["ref"].hint, initial=draft.reference),
        "req": text_input(
            hint="One a line", initial="\n".join(draft.requirements), is_long=True, longest=1000
        ),
        "service": search_select(hint="Left empty: the most efficient", initial=by_service),
        "note": text_input(
            hint=OPTIONS["note"].hint, initial=draft.note, is_long=True, longest=1000
        ),
    }
    search = search_select(hint="Code or name", initial=chosen)
    items = text_input(hint=HINT, initial=lines, is_long=True, longest=LINES_MAX)
    return [
        field("customer", "Customer", search, optional=False),
        field(LINES, "Items", items, optional=False),
        *(
            field(name, OPTIONS[name].label, element, optional=True)
            for name, element in inputs.items()
        ),
    ]


def _lines_of(values: dict[str, str], block_id: str) -> list[str]:
    return values.get(block_id, "").split("\n")
