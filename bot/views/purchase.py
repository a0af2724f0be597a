"""The form of a purchase order: what was read of a line stands in it already."""

from datetime import date
from typing import Final

from bot.language.codes import Codes
from bot.language.grammar import OPTIONS, VERBS
from bot.language.numbers import read_price
from bot.language.purchase_draft import PurchaseDraft
from bot.language.purchase_parse import parse_purchase
from bot.language.purchase_written import written_wanted
from bot.language.usage import BlockErrors, UsageError
from bot.language.written import decimal
from bot.messages.text import Block, as_plain
from bot.messages.usage import mistake
from bot.suggesting.typeahead import plain_option
from bot.views.blocks import day_input, field, modal, search_select, text_input, words
from bot.views.goods import LINES, LINES_MAX, goods_errors, unread_lines
from bot.views.metadata import FormNote
from bot.views.reading import Errors
from inventory.book import Book
from inventory.errors import StockError
from inventory.inbound_errors import UnknownSupplier
from inventory.place import Place

CALLBACK: Final = "purchase.place"
HINT: Final = "One a line: 24 MUG-BLU, or 2 case MUG-RED cost:3.20"
NOTE_MAX: Final = 1_000
FIELD_OF: Final[dict[type[StockError], str]] = {UnknownSupplier: "supplier"}


def purchase_form(book: Book, place: Place, draft: PurchaseDraft | None = None) -> Block:
    """Return the form, filled in as far as the draft goes."""
    known = draft or PurchaseDraft()
    blocks = [words("about", VERBS["buy"].summary), *_fields(book, known)]
    note = FormNote(verb="buy", place=place, source=known.source)
    return modal(CALLBACK, "Purchase order", "Draft it", note.model_dump_json(), blocks)


def read_purchase(
    values: dict[str, str], *, today: date, codes: Codes | None = None
) -> tuple[PurchaseDraft | None, Errors]:
    """Return the purchase order a form asks for, or the errors on its fields."""
    try:
        read = parse_purchase(values.get(LINES, ""), today=today, has_supplier=False, codes=codes)
    except BlockErrors as error:
        return None, unread_lines(error)
    if not read.lines:
        return None, {LINES: f"Say what is ordered. {HINT}."}
    try:
        freight = read_price(values["freight"]) if values.get("freight") else read.freight
    except UsageError as error:
        return None, {"freight": as_plain(mistake(error))}
    facts = {
        "supplier": values.get("supplier", ""),
        "reference": values.get("ref", read.reference).strip(),
        "expected_on": values.get("by") or read.expected_on,
        "freight": freight,
        "note": values.get("note", read.note).strip(),
    }
    return PurchaseDraft.model_validate({**read.model_dump(), **facts}), {}


def purchase_errors(book: Book, draft: PurchaseDraft, error: StockError) -> Errors:
    """Put what is wrong on the fields it is about."""
    return goods_errors(book, draft, error, FIELD_OF)


def _fields(book: Book, draft: PurchaseDraft) -> list[Block]:
    lines = "\n".join(written_wanted(line) for line in draft.lines)
    supplier = book.supplier(draft.supplier) if draft.supplier else None
    chosen = plain_option(supplier.code) if supplier and supplier.is_active else None
    freight = "" if draft.freight is None else decimal(draft.freight)
    return [
        field(
            "supplier",
            "Supplier",
            search_select(hint="Code or name; may be chosen later", initial=chosen),
            optional=True,
        ),
        field(
            LINES,
            "Items",
            text_input(hint=HINT, initial=lines, is_long=True, longest=LINES_MAX),
            optional=False,
        ),
        field("by", "Expected on", day_input(initial=str(draft.expected_on or "")), optional=True),
        field(
            "ref",
            OPTIONS["ref"].label,
            text_input(hint="The supplier's own number for it", initial=draft.reference),
            optional=True,
        ),
        field(
            "freight",
            OPTIONS["freight"].label,
            text_input(hint=OPTIONS["freight"].hint, initial=freight, longest=40),
            optional=True,
        ),
        field(
            "note",
            OPTIONS["note"].label,
            text_input(
                hint="Printed on the order", initial=draft.note, is_long=True, longest=NOTE_MAX
            ),
            optional=True,
        ),
    ]
