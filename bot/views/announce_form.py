"""The form of a return of several orders, or of none: who sends what back, and why."""

from datetime import date
from typing import Final

from bot.language.codes import Codes
from bot.language.return_draft import ReturnDraft
from bot.language.return_parse import parse_return
from bot.language.return_written import written_returned
from bot.language.usage import BlockErrors
from bot.messages.text import Block
from bot.stepping.asked import NONE
from bot.suggesting.typeahead import plain_option
from bot.views.blocks import day_input, field, modal, search_select, text_input, words
from bot.views.goods import LINES, LINES_MAX, goods_errors, unread_lines
from bot.views.metadata import FormNote
from bot.views.order_forms import REASON_MAX
from bot.views.reading import Errors
from bot.views.return_forms import NOTE_MAX, WANTED, override_field
from bot.views.step_fields import select
from inventory.book import Book
from inventory.errors import NotAllowed, StockError
from inventory.order_errors import UnknownCustomer
from inventory.place import Place
from inventory.return_errors import OtherCustomer, WindowClosed

CALLBACK: Final = "return.announce"
RETURNABLE: Final = "returnable"
HINT: Final = "One a line: 2 MUG-BLU SO-7"
FIELD_OF: Final[dict[type[StockError], str]] = {
    UnknownCustomer: "customer",
    OtherCustomer: "customer",
    WindowClosed: "override",
    NotAllowed: "override",
}
ABOUT: Final = (
    "Choose an order to see all that may come back of it, or a return to go on with it. Or write "
    "what comes, with the order each left with, or without."
)


def announce_form(book: Book, place: Place, draft: ReturnDraft | None = None) -> Block:
    """Return the form, filled in as far as the draft goes."""
    known = draft or ReturnDraft()
    note = FormNote(verb="returns", place=place, source=known.source)
    blocks = [words("about", ABOUT), *_fields(book, known)]
    return modal(CALLBACK, "Return", "Announce", note.model_dump_json(), blocks)


def read_announced(
    values: dict[str, str], *, today: date, codes: Codes | None = None
) -> tuple[ReturnDraft | None, Errors]:
    """Return the return a form announces, or the errors on its fields."""
    try:
        read = parse_return(values.get(LINES, ""), today=today, codes=codes)
    except BlockErrors as error:
        return None, unread_lines(error)
    if not read.lines:
        return None, {LINES: f"Say what comes back. {HINT}."}
    want = values.get("want", NONE)
    lines = tuple(
        line.model_copy(update={"remedy": line.remedy or ("" if want == NONE else want)})
        for line in read.lines
    )
    facts = {
        "customer": values.get("customer", read.customer),
        "reason": values.get("reason", read.reason).strip(),
        "override": values.get("override", read.override).strip(),
        "expected_on": values.get("by") or read.expected_on,
        "note": values.get("note", read.note).strip(),
    }
    return ReturnDraft.model_validate({**read.model_dump(), **facts, "lines": lines}), {}


def announce_errors(book: Book, draft: ReturnDraft, error: StockError) -> Errors:
    """Put what is wrong on the fields it is about."""
    return goods_errors(book, draft, error, FIELD_OF)


def _fields(book: Book, draft: ReturnDraft) -> list[Block]:
    customer = book.customer(draft.customer) if draft.customer else None
    lines = "\n".join(written_returned(line) for line in draft.lines)
    remedies = {line.remedy for line in draft.lines}
    wanted = remedies.pop() if len(remedies) == 1 else ""
    day = str(draft.expected_on or "")
    chosen = plain_option(customer.code) if customer and customer.is_active else None
    return [
        field(
            RETURNABLE,
            "Order or return",
            search_select(hint="Number, customer or reference"),
            optional=True,
            dispatches=True,
        ),
        field(
            "customer",
            "Customer",
            search_select(hint="Code or name; an order says it itself", initial=chosen),
            optional=True,
        ),
        field(
            LINES,
            "What comes back",
            text_input(hint=HINT, initial=lines, is_long=True, longest=LINES_MAX),
            optional=False,
        ),
        field(
            "reason",
            "Why",
            text_input(hint="Arrived broken", initial=draft.reason, longest=REASON_MAX),
            optional=True,
        ),
        field("want", "Wanted", select(WANTED, wanted or NONE), optional=False),
        field("by", "Expected on", day_input(initial=day), optional=True),
        override_field(draft.override),
        field(
            "note",
            "Note",
            text_input(hint="Sends it with DHL", initial=draft.note, longest=NOTE_MAX),
            optional=True,
        ),
    ]
