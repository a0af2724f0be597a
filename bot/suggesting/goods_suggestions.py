"""Wanted goods as they may have been meant: the nearest right word for the one that is wrong.

A suggestion is a whole order that a person presses to place. Nothing is ever placed on a guess.
"""

from collections.abc import Iterator
from typing import Any, TypeVar

from bot.language.goods_draft import GoodsDraft
from bot.suggesting.suggestions import corrections
from inventory.book import Book
from inventory.commands import Line
from inventory.errors import LineErrors, StockError, UnknownItem, UnknownUnit

D = TypeVar("D", bound=GoodsDraft[Any])


def with_part(draft: D, part: str, values: list[str]) -> Iterator[D]:
    """Yield the draft with each of some values in the place of one that is wrong."""
    for value in values:
        yield draft.model_copy(update={part: value})


def with_line_mended(book: Book, draft: D, error: StockError) -> Iterator[D]:
    """Yield the draft with its one wrong line as it may have been meant."""
    match error:
        case LineErrors(errors=((index, wrong),)) if index:
            yield from _mended(book, draft, index, wrong)
        case UnknownItem() | UnknownUnit() if len(draft.lines) == 1:
            yield from _mended(book, draft, 1, error)


def _mended(book: Book, draft: D, index: int, error: StockError) -> Iterator[D]:
    line = draft.lines[index - 1]
    for one in corrections(error, book, Line(item=line.item, amount=line.amount)):
        update = {"item": one.item, "amount": one.amount}
        yield draft.with_line(index, line.model_copy(update=update))
