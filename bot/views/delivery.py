"""The form of a delivery: all that is still to come of a purchase order, a line each, to be mended.

Whoever stands at the dock mostly takes lines out or changes a figure; a line is what could be typed
after `/receive`, so that bins, lots and what is rejected go into it as well.
"""

from collections.abc import Iterable
from functools import partial
from typing import Final

from bot.language.grammar import OPTIONS
from bot.language.numbers import read_price
from bot.language.requests import Posting
from bot.language.usage import BlockErrors, UsageError
from bot.language.written import decimal, written
from bot.messages.figures import counted
from bot.messages.purchases import supplier_name
from bot.messages.refusals import refusal
from bot.messages.refused import numbered
from bot.messages.telling import Telling
from bot.messages.text import Block, as_plain, clipped
from bot.messages.usage import mistake
from bot.suggesting.typeahead import plain_option
from bot.views.blocks import field, modal, search_select, text_input, words
from bot.views.goods import LINES, LINES_MAX
from bot.views.metadata import FormNote
from bot.views.purchase_forms import the_purchase
from bot.views.reading import ERROR_MAX, Errors, name_of
from bot.views.step_fields import FormAbout
from inventory.book import Book
from inventory.commands import Line
from inventory.documents.purchase_order import PurchaseOrder
from inventory.errors import LineErrors, StockError
from inventory.inbound_errors import FreightRefused
from inventory.order_errors import WrongStep
from inventory.quantity import Amount

CALLBACK: Final = "delivery"
VERB: Final = "receive"
HINT: Final = "One a line: 24 MUG-BLU @A-01 lot:L7"
NOTE_MAX: Final = 500
LOTS_NAMED: Final = 6
FIELD_OF: Final[dict[type[StockError], str]] = {FreightRefused: "freight"}

Wrong = tuple[int, str]
"""A line's number, and what is wrong with it."""


def delivery_form(about: FormAbout, telling: Telling, typed: Line | None = None) -> Block:
    """Return the form of a delivery for an order.

    Args:
        about: the order, and where the form was opened.
        telling: the book.
        typed: what was said besides the order: a bin, a freight.

    Raises:
        UnknownDocument, WrongStep: there is no such order, or goods cannot come for it now.
    """
    order = the_purchase(telling, about.target.number)
    if not order.is_receivable:
        raise WrongStep(number=order.number, action=VERB, status=order.status)
    lines, left_out = _to_come(order)
    note = FormNote(verb=VERB, place=about.place, number=order.number)
    blocks = [
        words("about", _about(order, telling, left_out)),
        *_fields(telling.book, lines, _with_freight(typed or Line(item=""), order)),
    ]
    return modal(CALLBACK, f"Receive {order.number}", "Receive", note.model_dump_json(), blocks)


def delivered(values: dict[str, str], order: str, posting: Posting) -> Posting:
    """Return what was read of the lines, with what the other fields say of all of them.

    Raises:
        UsageError: the freight is no number.
        FreightRefused: a line names one as well.
    """
    freight = read_price(values["freight"]) if values.get("freight") else None
    lines = [
        line.model_copy(
            update={
                "document": line.document or order,
                "location": line.location or values.get("location", ""),
                "note": line.note or values.get("note", "").strip(),
            }
        )
        for line in posting.lines
    ]
    if freight is not None and lines:
        if any(line.freight is not None for line in lines):
            raise FreightRefused(problem="twice", freight=freight)
        lines[0] = lines[0].model_copy(update={"freight": freight})
    return posting.model_copy(update={"lines": tuple(lines)})


def freight_error(book: Book, error: UsageError | FreightRefused) -> Errors:
    """Put a freight that cannot be read, or is named twice, on its field."""
    if isinstance(error, FreightRefused):
        return {"freight": _told(book, error)}
    return {"freight": as_plain(mistake(error))}


def unread(error: BlockErrors, others: Iterable[Wrong]) -> Errors:
    """Put everything that cannot be read, and what is wrong besides, on the field of the lines."""
    faults = [(fault.number, as_plain(mistake(fault.error))) for fault in error.faults]
    return {LINES: _every(sorted([*faults, *others]), error.lines)}


def delivery_errors(book: Book, posting: Posting, error: StockError) -> Errors:
    """Put a refusal on the field it is about: every wrong line at once."""
    if field_of := FIELD_OF.get(type(error)):
        return {field_of: _told(book, error)}
    return {LINES: _every(wrong_lines(book, posting, error), len(posting.lines))}


def wrong_lines(book: Book, posting: Posting, error: StockError) -> list[Wrong]:
    """Return what is wrong line by line, by the numbers of what was typed."""
    each = error.errors if isinstance(error, LineErrors) else ((1, error),)
    return [(posting.number_of(index), _told(book, one)) for index, one in each]


def _every(wrong: list[Wrong], lines: int) -> str:
    """Return as many errors as a field shows, and how many there are besides."""
    if lines == 1:
        return clipped(wrong[0][1], ERROR_MAX)
    texts = [as_plain(numbered(number, (text,))) for number, text in wrong]
    shown, room = list[str](), ERROR_MAX - 40
    for text in texts:
        room -= len(text) + 1
        if shown and room < 0:
            break
        shown.append(text)
    more = len(texts) - len(shown)
    ending = [f"… and {counted(more, 'more line')}."] if more else []
    return clipped(" ".join([*shown, *ending]), ERROR_MAX)


def _told(book: Book, error: StockError) -> str:
    return as_plain(refusal(error, book), name_of=partial(name_of, book))


def _to_come(order: PurchaseOrder) -> tuple[str, int]:
    """Return what is still to come as lines of text, and how many lines do not fit."""
    waiting = [one for one in order.lines if one.outstanding]
    texts: list[str] = []
    room = LINES_MAX
    for one in waiting:
        line = Line(item=one.item, amount=Amount(number=one.outstanding))
        text = written(Posting(verb=VERB, lines=(line,)))
        room -= len(text) + 1
        if room < 0:
            break
        texts.append(text)
    return "\n".join(texts), len(waiting) - len(texts)


def _with_freight(typed: Line, order: PurchaseOrder) -> Line:
    """Return what was typed, at the freight that was agreed if it is the first delivery."""
    is_first = not any(line.received or line.rejected for line in order.lines)
    if typed.freight is not None or not is_first:
        return typed
    return typed.model_copy(update={"freight": order.freight})


def _about(order: PurchaseOrder, telling: Telling, left_out: int) -> str:
    """Say from whom it comes, and what a line may hold."""
    items = {one.item: telling.book.item(one.item) for one in order.lines if one.outstanding}
    by_lot = [sku for sku, item in items.items() if item and item.has_lots]
    named = ", ".join(by_lot[:LOTS_NAMED]) + (" and others" if len(by_lot) > LOTS_NAMED else "")
    parts = [
        (
            f"{order.number} from {supplier_name(order, telling)}: what is still to come stands below. "
            "Take out what has not come, change what is otherwise. "
            "A line takes @bin, lot:, exp:, rejected:2 reason:damaged."
        ),
        f"Say the lot (lot:) or the numbers (sn:) of {named}." if by_lot else "",
        f"{counted(left_out, 'more line')} did not fit: receive them next." if left_out else "",
        "" if items else "All of it has come; say what came besides.",
    ]
    return " ".join(filter(None, parts))


def _fields(book: Book, lines: str, typed: Line) -> list[Block]:
    place = book.location(typed.location) if typed.location else None
    freight = "" if typed.freight is None else decimal(typed.freight)
    return [
        field(
            LINES,
            "What came",
            text_input(hint=HINT, initial=lines, is_long=True, longest=LINES_MAX),
            optional=False,
        ),
        field(
            "location",
            "Into, where a line names no bin",
            search_select(
                hint="Receiving, if you leave it empty",
                initial=plain_option(place.code) if place else None,
            ),
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
            text_input(hint="Two boxes wet", initial=typed.note, longest=NOTE_MAX),
            optional=True,
        ),
    ]
