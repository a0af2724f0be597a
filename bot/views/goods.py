"""What the forms of orders and purchase orders share: lines as text, and errors on their fields."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

from bot.language.goods_draft import GoodsDraft
from bot.language.usage import BlockErrors
from bot.messages.refusals import refusal
from bot.messages.refused import numbered
from bot.messages.text import as_plain, clipped
from bot.messages.usage import mistake
from bot.views.reading import ERROR_MAX, Errors, name_of
from inventory.book import Book
from inventory.errors import LineErrors, StockError

LINES: Final = "lines"
LINES_MAX: Final = 3_000


def unread_lines(error: BlockErrors) -> Errors:
    """Put what cannot be read on the field of the lines."""
    wrong = [(fault.number, mistake(fault.error)) for fault in error.faults]
    return {LINES: joined([as_plain(numbered(*one)) for one in wrong])}


def goods_errors(
    book: Book,
    draft: GoodsDraft[Any],
    error: StockError,
    field_of: Mapping[type[StockError], str],
) -> Errors:
    """Put what is wrong on the fields it is about.

    Args:
        book: for names.
        draft: what was sent.
        error: why it was refused.
        field_of: refusal -> its field; all others are about the lines.
    """
    each = error.errors if isinstance(error, LineErrors) else ((1, error),)
    told: dict[str, list[str]] = {}
    for index, one in each:
        text = as_plain(refusal(one, book), name_of=partial(name_of, book))
        block_id = field_of.get(type(one), LINES)
        is_many = block_id == LINES and len(draft.lines) > 1 and isinstance(error, LineErrors)
        number = f"Line {draft.number_of(index)}: " if is_many else ""
        told.setdefault(block_id, []).append(f"{number}{text}")
    return {block_id: joined(texts) for block_id, texts in told.items()}


def joined(texts: Sequence[str]) -> str:
    """Return errors one after the other, as many as a field shows."""
    return clipped(" ".join(texts), ERROR_MAX)
