"""What might have been meant: the nearest right words for a wrong one.

A suggestion is a whole posting that a person presses to post. Nothing is ever posted on a guess.
"""

from collections.abc import Iterable, Iterator
from functools import singledispatch
from typing import Final

from rapidfuzz import fuzz, process, utils

from bot.language.requests import Posting, Question
from bot.language.words import spelled
from inventory import errors, kit_errors
from inventory.book import Book
from inventory.commands import Line
from inventory.item import Item
from inventory.location import Location
from inventory.quantity import Amount

SUGGESTIONS_MAX: Final = 3
SCORE_MIN: Final = 65


def suggestions(book: Book, posting: Posting, error: errors.StockError) -> tuple[Posting, ...]:
    """Return up to three postings that correct the one wrong line, the nearest first.

    A block with two wrong lines has none: half of it would still be wrong.
    """
    index, wrong = 1, error
    if isinstance(error, errors.LineErrors):
        if len(error.errors) != 1:
            return ()
        index, wrong = error.errors[0]
    line = posting.lines[index - 1]
    corrected = dict.fromkeys(corrections(wrong, book, line))
    return tuple(_with_line(posting, index, one) for one in corrected)[:SUGGESTIONS_MAX]


def meant_questions(
    book: Book, question: Question, error: errors.UnknownItem | errors.UnknownLocation
) -> tuple[Question, ...]:
    """Return up to three questions about what there is, the nearest first."""
    if isinstance(error, errors.UnknownItem):
        skus = nearest_items(book, error.item)
        return tuple(question.model_copy(update={"words": spelled(sku)}) for sku in skus)
    codes = nearest_locations(book, error.location)
    return tuple(question.model_copy(update={"location": code}) for code in codes)


def nearest_items(book: Book, text: str) -> list[str]:
    """Return skus whose code, name or barcode resembles a text, the nearest first."""
    names = {
        name: item.sku
        for item in book.all(Item)
        if item.is_active
        for name in (item.sku, item.name, *item.codes)
        if name
    }
    found = [names[name] for name in nearest(text, names, SUGGESTIONS_MAX * 2)]
    return list(dict.fromkeys(found))[:SUGGESTIONS_MAX]


def nearest_locations(book: Book, text: str) -> list[str]:
    """Return codes of locations that resemble a text, the nearest first."""
    codes = [place.code for place in book.all(Location) if place.is_active]
    return nearest(text, codes, SUGGESTIONS_MAX)


@singledispatch
def corrections(_error: errors.StockError, _book: Book, _line: Line) -> Iterator[Line]:
    """Yield the line as it may have been meant."""
    yield from ()


@corrections.register
def _(error: errors.UnknownItem, book: Book, line: Line) -> Iterator[Line]:
    return _with("item", nearest_items(book, error.item), line)


@corrections.register
def _(error: errors.UnknownLocation, book: Book, line: Line) -> Iterator[Line]:
    named = [part for part in ("target", "source") if getattr(line, part) == error.location]
    part = named[0] if named else "location"
    return _with(part, nearest_locations(book, error.location), line)


@corrections.register
def _(error: errors.UnknownLot, _book: Book, line: Line) -> Iterator[Line]:
    return _with("lot", nearest(error.lot, error.known) or error.known, line)


@corrections.register
def _(error: errors.LotRefused, _book: Book, line: Line) -> Iterator[Line]:
    if error.problem == "not_tracked":
        yield line.model_copy(update={"lot": "", "expires_on": None, "supplier_lot": ""})
    if error.problem == "missing":
        yield from _with("lot", error.known, line)


@corrections.register
def _(error: errors.UnknownUnit, _book: Book, line: Line) -> Iterator[Line]:
    for unit in nearest(error.unit, error.known):
        if line.amount:
            yield line.model_copy(update={"amount": Amount(number=line.amount.number, unit=unit)})


@corrections.register
def _(error: errors.UnknownReason, _book: Book, line: Line) -> Iterator[Line]:
    part = "condition" if line.condition == error.reason else "reason"
    return _with(part, nearest(error.reason, error.known), line)


@corrections.register
def _(error: errors.NotEnough, _book: Book, line: Line) -> Iterator[Line]:
    if error.on_hand > 0 and error.verb not in ("adjust", "adjustment"):
        yield line.model_copy(update={"amount": Amount(number=error.on_hand)})
    if error.verb in ("ship", "shipment"):
        return  # what lies elsewhere has to be picked first
    for location, lot, there in error.elsewhere:
        if there >= error.wanted:
            yield line.model_copy(update={"location": location, "lot": lot})


@corrections.register
def _(error: kit_errors.ComponentsShort, _book: Book, line: Line) -> Iterator[Line]:
    if error.source:
        yield line.model_copy(update={"source": ""})
    if error.most > 0:
        yield line.model_copy(update={"amount": Amount(number=error.most)})


@corrections.register
def _(error: kit_errors.ComponentLotNeeded, _book: Book, line: Line) -> Iterator[Line]:
    if len(error.components) == 1:
        sku, lots = error.components[0]
        yield from _with("parts", [f"{sku}={lot}" for lot in lots], line)


@corrections.register
def _(error: kit_errors.KitOutlives, _book: Book, line: Line) -> Iterator[Line]:
    if line.expires_on:
        yield line.model_copy(update={"expires_on": None})


def _with(part: str, values: Iterable[str], line: Line) -> Iterator[Line]:
    for value in values:
        yield line.model_copy(update={part: value})


def _with_line(posting: Posting, index: int, line: Line) -> Posting:
    lines = (*posting.lines[: index - 1], line, *posting.lines[index:])
    return posting.model_copy(update={"lines": lines})


def nearest(text: str, known: Iterable[str], limit: int = SUGGESTIONS_MAX) -> list[str]:
    """Return the known words that a text resembles, the nearest first."""
    found = process.extract(
        text[:100],
        list(known),
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        limit=limit,
        score_cutoff=SCORE_MIN,
    )
    return [name for name, _, _ in found]
