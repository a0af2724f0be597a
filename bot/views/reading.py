"""Reads a sent form: its fields become a posting, its mistakes stand on their fields."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, Final

from bot.language.amounts import read_amount
from bot.language.code_errors import CodeContradicts
from bot.language.codes import CODED_PARTS, Codes
from bot.language.grammar import VERBS, OptionKind
from bot.language.numbers import read_price
from bot.language.requests import OfTheWhole, Posting
from bot.language.usage import UsageError
from bot.messages.refusals import refusal
from bot.messages.text import as_plain
from bot.messages.usage import mistake
from bot.stepping.asked import SEVERAL
from inventory import errors, inbound_errors, kit_errors, order_errors, return_errors
from inventory.book import Book
from inventory.commands import Line
from inventory.people import Person

ERROR_MAX: Final = 500
FIELDS: Final[dict[type[errors.StockError], str]] = {
    errors.UnknownItem: "item",
    errors.UnknownLocation: "location",
    errors.WrongPlace: "location",
    errors.NothingMoved: "target",
    errors.UnknownLot: "lot",
    errors.LotRefused: "lot",
    inbound_errors.LotHeld: "lot",
    kit_errors.NotAKit: "item",
    kit_errors.ComponentsUnusable: "item",
    kit_errors.KitOutlives: "exp",
    kit_errors.ComponentLotNeeded: "parts",
    inbound_errors.SerialsRefused: "sn",
    errors.UnknownReason: "reason",
    errors.UnknownDocument: "po",
    order_errors.WrongStep: "po",
    inbound_errors.NotOrdered: "item",
    inbound_errors.ShortDated: "exp",
    inbound_errors.FreightRefused: "freight",
    return_errors.WindowClosed: "override",
    return_errors.NotShipped: "order",
    return_errors.LotNotShipped: "lot",
}
"""Refusal -> the part of the line it is about; all others are about the quantity."""

Errors = dict[str, str]
"""Block id -> what is wrong with that field."""


def values_of(view: dict[str, Any]) -> dict[str, str]:
    """Return what stands in each field, by block id; empty fields are left out."""
    values = {}
    for block_id, actions in view["state"]["values"].items():
        for state in actions.values():
            if text := _value_of(state):
                values[block_id] = text
    return values


def opened_with(view: dict[str, Any]) -> dict[str, str]:
    """Return what stood in each field when the form was opened, by block id."""
    initials = {}
    for block in view["blocks"]:
        element = block.get("element", {})
        option = element.get("initial_option") or {}
        found = option.get("value") or element.get("initial_date") or element.get("initial_value")
        initials[block["block_id"]] = str(found or "")
    return initials


def read_posting(verb: str, values: dict[str, str], codes: Codes) -> tuple[Posting | None, Errors]:
    """Return the posting a form asks for, its codes read, or the errors on its fields."""
    parts: dict[str, object] = {
        name: values.get(name, "") for name in ("item", "location", "target")
    }
    errors_found: Errors = {}

    def read(block_id: str, field: str, reader: Callable[[str], object]) -> None:
        if text := values.get(block_id):
            try:
                parts[field] = reader(text)
            except UsageError as error:
                errors_found[block_id] = as_plain(mistake(error))

    readers: dict[OptionKind, Callable[[str], object]] = {
        OptionKind.DAY: date.fromisoformat,
        OptionKind.NUMBER: read_price,
        OptionKind.AMOUNT: read_amount,
    }
    read("quantity", "amount", read_amount)
    for option in VERBS[verb].options:
        if option.field not in OfTheWhole._fields:
            read(option.name, option.field, readers.get(option.kind, str.strip))
    if errors_found:
        return None, errors_found
    return _coded(verb, Line.model_validate(parts), values, codes)


def _coded(
    verb: str, line: Line, values: dict[str, str], codes: Codes
) -> tuple[Posting | None, Errors]:
    try:
        filled = codes.fill(VERBS[verb], line)
    except UsageError as error:
        return None, {_field_of_code(error, values): as_plain(mistake(error))}
    return Posting(verb=verb, lines=(filled,), override=values.get("override", "").strip()), {}


def _field_of_code(error: UsageError, values: dict[str, str]) -> str:
    """Return the field that a code was refused in: the one that holds it, else the item's."""
    if isinstance(error, CodeContradicts):
        field = "exp" if error.part == "expiry" else error.part
        return field if field in values else "item"
    text = getattr(error, "text", "")
    return next((part for part in CODED_PARTS if text and values.get(part) == text), "item")


def field_errors(book: Book, posting: Posting, error: errors.StockError) -> Errors:
    """Put a refusal on the field it is about."""
    wanted = field_of_error(error)
    named = getattr(error, "location", "")
    for part, typed in (("target", posting.lines[0].target), ("from", posting.lines[0].source)):
        if wanted == "location" and named and typed == named:
            wanted = part
    fields = VERBS[posting.verb].parts
    block_id = wanted if wanted in fields else next(p for p in ("quantity", *fields) if p in fields)
    text = as_plain(refusal(error, book), name_of=partial(name_of, book))
    return {block_id: text[:ERROR_MAX]}


def field_of_error(error: errors.StockError) -> str:
    """Return the part of the line a refusal is about."""
    match error:
        case errors.MissingPart(part=part):
            return part
        case errors.Inactive(what=what):
            return what
        case errors.LotRefused(problem="another_expiry"):
            return "exp"
        case errors.LotRefused(problem="another_made_on"):
            return "made"
        case _:
            return FIELDS.get(type(error), "quantity")


def name_of(book: Book, user: str) -> str:
    """Name a person where mentions cannot stand."""
    person = book.get(Person, user)
    return person.name if person and person.name else user


def _value_of(state: dict[str, Any]) -> str:
    if several := state.get("selected_options"):
        return SEVERAL.join(option["value"] for option in several)
    option = state.get("selected_option")
    found = option["value"] if option else state.get("value") or state.get("selected_date")
    return str(found or "")


def changed_since(expected: Decimal | None, now: Decimal, *, is_blind: bool = False) -> Errors:
    """Say on the field that the book has moved since the form was opened."""
    if expected is None or expected == now:
        return {}
    told = "" if is_blind else f": the book said {expected:f}, it is {now:f} now"
    text = f"Stock moved here while you counted{told}. Count again and open the form anew."
    return {"quantity": text}
