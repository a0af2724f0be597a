"""The form of a recall: which lots and why; then what it reaches, to be looked at once more."""

from typing import Any, Final

from bot.language.codes import Codes
from bot.language.recall_lines import RecallAsked
from bot.language.recall_scopes import read_lots
from bot.language.usage import UsageError
from bot.messages.lots import SEPARATOR
from bot.messages.message import Message
from bot.messages.recall_preview import (
    HOLD_LATER,
    Foreseen,
    held_when_it_comes,
    question,
    what_it_reaches,
)
from bot.messages.telling import Telling
from bot.messages.text import Block, Bold, as_plain, line
from bot.messages.usage import mistake
from bot.suggesting.typeahead import plain_option
from bot.views.blocks import day_input, field, modal, search_select, text_input, words
from bot.views.metadata import FormNote
from bot.views.reading import Errors
from inventory.book import Book
from inventory.documents.recall import Recall, RecallScope
from inventory.place import Place

CALLBACK: Final = "recall.lots"
SURE_CALLBACK: Final = "recall.sure"
LOT: Final = "recall_lot"
LOTS: Final = "lots"
OPEN: Final = "open_recall"
"""An open recall that is to hold the lots, instead of a new one."""

TEXT_MAX: Final = 500
REASON_MAX: Final = 300
ABOUT: Final = "Next you see whom it reaches; nothing is held before that. Every part you fill in narrows it down."


def recall_form(book: Book, place: Place, asked: RecallAsked, number: str = "") -> Block:
    """Return the form, filled in as far as is known.

    Args:
        book: knows items and suppliers.
        place: where it was opened.
        asked: what was said so far.
        number: of the recall that is to hold more lots; empty for a new one.
    """
    note = FormNote(verb="recall", place=place, number=number)
    blocks = [words("about", ABOUT), *_which(book, asked.scope)]
    if not number:
        is_first = next(book.open(Recall), None) is None
        blocks += [*_why(asked, is_first=is_first), *([] if is_first else [_open_one()])]
    title = f"Add lots to {number}" if number else "Recall"
    return modal(CALLBACK, title, "Look whom it reaches", note.model_dump_json(), blocks)


def read_recall_form(values: dict[str, str], codes: Codes) -> tuple[RecallAsked, Errors]:
    """Return what a form asks for, and the errors on its fields."""
    item, lots = values.get("item", ""), RecallScope()
    errors: Errors = {}
    try:
        item = codes.item(item) if item else ""
        lots = read_lots(values[LOTS]) if values.get(LOTS) else lots
    except UsageError as error:
        errors[LOTS if values.get(LOTS) else "item"] = as_plain(mistake(error))
    chosen_item, _, chosen = values.get(LOT, "").rpartition(SEPARATOR)
    scope = lots.model_copy(
        update={
            "item": chosen_item or item,
            "lots": tuple(dict.fromkeys((*((chosen,) if chosen else ()), *lots.lots))),
            "supplier": values.get("supplier", ""),
        }
    )
    scope = RecallScope.model_validate({**scope.model_dump(), **_days(values)})
    asked = RecallAsked(
        scope=scope,
        reason=values.get("reason", "").strip(),
        instructions=values.get("tell", "").strip(),
    )
    return asked, errors


def sure_view(found: Foreseen, telling: Telling, note: FormNote) -> Block:
    """Return the view that shows what is reached; sending it recalls the lots."""
    title = line(Bold(f"Nothing is held yet. {question(found)}"))
    told = Message((title, *what_it_reaches(found, telling)))
    remembered = note.model_dump_json()
    label = "Recall this lot" if found.added == 1 else f"Recall {found.added} lots"
    return modal(SURE_CALLBACK, "Recall", label, remembered, told.blocks)


def later_view(refusal: Message, found: Foreseen, note: FormNote) -> Block:
    """Return the view that says that none of it is here; sending it has it held when it comes."""
    told = held_when_it_comes(refusal, found, note.shown).without_buttons()
    return modal(SURE_CALLBACK, "Recall", HOLD_LATER, note.model_dump_json(), told.blocks)


def _which(book: Book, scope: RecallScope) -> list[Block]:
    item = book.item(scope.item) if scope.item else None
    supplier = book.supplier(scope.supplier) if scope.supplier else None
    lots = f"{scope.first}..{scope.last}" if scope.first else ", ".join(scope.lots)
    return [
        field(
            "item",
            "Item",
            search_select(
                hint="Code or name; any item if you leave it empty",
                initial=_option(item.sku if item else ""),
            ),
            optional=True,
        ),
        field(LOT, "Lot", search_select(hint="Ours or the supplier's number"), optional=True),
        field(
            LOTS,
            "Or several lots",
            text_input(hint="L7, L8 or L100..L120", initial=lots, longest=TEXT_MAX),
            optional=True,
        ),
        field(
            "supplier",
            "Supplier",
            search_select(hint="Code or name", initial=_option(supplier.code if supplier else "")),
            optional=True,
        ),
        field("since", "Came since", day_input(initial=str(scope.since or "")), optional=True),
        field("until", "Came until", day_input(initial=str(scope.until or "")), optional=True),
    ]


def _open_one() -> Block:
    hint = "A new one, if you leave it empty"
    return field(OPEN, "Add to an open recall", search_select(hint=hint), optional=True)


def _why(asked: RecallAsked, *, is_first: bool) -> list[Block]:
    reason = text_input(hint="Glass in one jar", initial=asked.reason, longest=REASON_MAX)
    tell = text_input(
        hint="Do not use them; send them back to us",
        initial=asked.instructions,
        is_long=True,
        longest=TEXT_MAX,
    )
    return [
        field("reason", "Why", reason, optional=not is_first),
        field("tell", "What customers are to do", tell, optional=True),
    ]


def _option(code: str) -> Block | None:
    return plain_option(code) if code else None


def _days(values: dict[str, str]) -> dict[str, Any]:
    return {name: values[name] for name in ("since", "until") if values.get(name)}
