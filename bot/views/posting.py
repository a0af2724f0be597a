"""The form of a verb: every part of its line is a field."""

from typing import Final

from bot.language.grammar import OPTIONS, VERBS, Option, OptionKind, Verb
from bot.language.requests import Posting
from bot.messages.figures import amount, counted, place_and_lot
from bot.messages.text import Block
from bot.suggesting.typeahead import VALUE_MAX, counts_blind, item_option, plain_option
from bot.views.blocks import (
    choice,
    day_input,
    field,
    modal,
    search_select,
    text_input,
    words,
)
from bot.views.metadata import FormNote
from inventory.book import Book
from inventory.commands import Line
from inventory.item import Item
from inventory.place import Place
from inventory.quantity import Amount
from inventory.questions import how_much

NOTE_MAX: Final = 1000
ABOUT: Final = "about"
CALLBACK: Final = "post."
PLACES_TOLD: Final = 6
OPENING: Final = ("receive", "build")
"""Verbs whose lot may be a new one: it is typed rather than chosen."""


def posting_form(book: Book, verb: str, place: Place, posting: Posting | None = None) -> Block:
    """Return a verb's form, filled in as far as its line goes."""
    row = VERBS[verb]
    line = posting.lines[0] if posting and posting.lines else Line(item="")
    item = book.item(line.item) if line.item else None
    note = noted(book, FormNote(verb=verb, place=place), item, line.location)
    blocks = [words(ABOUT, about(book, row, item))]
    blocks += [_field(book, row, part, line, item) for part in row.parts if part != "date"]
    title = row.name.capitalize()
    return modal(f"{CALLBACK}{verb}", title, title, note.model_dump_json(), blocks)


def noted(book: Book, note: FormNote, item: Item | None, location: str) -> FormNote:
    """Return a form's note for what is chosen now, with what the book says of it."""
    place = book.location(location) if location else None
    facts: dict[str, object] = {
        "item": item.sku if item else "",
        "location": place.code if place else "",
        "expected": None,
    }
    if note.verb == "count" and item and place:
        balances = book.balances(item.sku).items()
        facts["expected"] = {lot: there for (code, lot), there in balances if code == place.code}
    return FormNote.model_validate({**note.model_dump(), **facts})


def about(book: Book, row: Verb, item: Item | None) -> str:
    """Say what the form does, and once an item is chosen, where it lies."""
    if item is None:
        return row.summary
    answer = how_much(book, item)
    places = [
        f"{place_and_lot(s.location, s.lot)} {amount(s.quantity, item.unit)}"
        for s in answer.standings[:PLACES_TOLD]
    ]
    lies = "; ".join(places) or "none lies anywhere"
    if row.name == "count":  # a count that is told the answer is no count
        lies = f"lies in {counted(len(answer.standings), 'place')}"
    units = ", ".join(name for name in item.units() if name != item.unit)
    return f"{item.sku} {item.name}: {lies}. Counted in {item.unit}; also {units}."


def lot_hint(row: Verb, item: Item | None) -> str:
    """Say what to do with the field of the lot, which most items have no use for."""
    if item and not item.has_lots:
        return f"Leave it empty: {item.sku} has no lots"
    if row.name in OPENING:
        return OPTIONS["lot"].hint
    return "Code of the lot" if item else "Choose the item first"


def _field(book: Book, row: Verb, part: str, line: Line, item: Item | None) -> Block:
    is_optional = part not in row.needs
    if part in OPTIONS:
        element = _option(row, OPTIONS[part], line, item)
        return field(part, OPTIONS[part].label, element, optional=is_optional)
    if part == "quantity":
        hint = "-2, 3 case" if row.name == "adjust" else "24, 3 case, 1/2"
        element = text_input(hint=hint, initial=_amount(line.amount), longest=40)
        return field(part, "Quantity", element, optional=is_optional)
    if part == "item":
        known = item_option(book, line, is_blind=counts_blind(book, row.name))
        element = search_select(hint="Code, name or barcode", initial=known)
        return field(part, "Item", element, optional=False, dispatches=True)
    code = line.location if part == "location" else line.target
    place = book.location(code) if code else None
    initial = plain_option(place.code) if place and len(place.code) <= VALUE_MAX else None
    label = row.place if part == "location" else row.target
    element = search_select(hint="Code or name", initial=initial)
    return field(part, label, element, optional=is_optional, dispatches=part == "location")


def _option(row: Verb, option: Option, line: Line, item: Item | None) -> Block:
    value = getattr(line, option.field, "") or ""
    if option.name == "lot" and row.name not in OPENING:
        initial = plain_option(value) if value and len(value) <= VALUE_MAX else None
        return search_select(hint=lot_hint(row, item), initial=initial)
    match option.kind:
        case OptionKind.CHOICE:
            choices = row.reasons if option.name == "reason" and row.reasons else option.choices
            return choice(choices=choices, initial=value)
        case OptionKind.AMOUNT:
            return text_input(
                hint=option.hint, initial=_amount(getattr(line, option.field)), longest=40
            )
        case OptionKind.DAY:
            return day_input(initial=str(value))
        case OptionKind.TEXT | OptionKind.NUMBER:
            is_long = option.name == "note"
            longest = NOTE_MAX if is_long else 200
            hint = lot_hint(row, item) if option.name == "lot" else option.hint
            return text_input(hint=hint, initial=str(value), is_long=is_long, longest=longest)


def _amount(amount: Amount | None) -> str:
    return f"{amount.number:f} {amount.unit}".strip() if amount else ""
