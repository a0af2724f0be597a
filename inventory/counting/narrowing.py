"""Narrowing a scope down: by class, by what has moved, by what seems wrong, by what is due."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date

from inventory.book import Book
from inventory.count_errors import NothingToCount
from inventory.counting.classes import CLASSES, class_of
from inventory.counting.suspecting import suspects
from inventory.counting.turns import turns_of
from inventory.dates import local_date
from inventory.documents.count_scope import CountScope
from inventory.draft import Draft
from inventory.stock_key import StockKey

Narrow = Callable[[Collection[StockKey]], Collection[StockKey]]


def looks_at_emptied(scope: CountScope) -> bool:
    """Tell whether balances that have gone down to nothing may be in a scope."""
    return scope.touched_since is not None or scope.is_suspect


def emptied_at(book: Book, places: Collection[str]) -> Iterator[StockKey]:
    """Yield balances in some places of which nothing is left."""
    for key in book.rows:
        if key.location in places and not book.on_hand(*key):
            yield key


def narrowed(
    draft: Draft, scope: CountScope, keys: Collection[StockKey], classes: Mapping[str, str]
) -> Collection[StockKey]:
    """Return those of some balances that every part of a scope names.

    Raises:
        NothingToCount: there is no such class.
    """
    for narrow in _parts(draft, scope, classes):
        keys = narrow(keys)
    return keys


def _parts(draft: Draft, scope: CountScope, classes: Mapping[str, str]) -> Iterator[Narrow]:
    if scope.abc_class:
        yield lambda keys: _of_class(draft, keys, _class_named(scope.abc_class), classes)
    if since := scope.touched_since:
        yield lambda keys: _touched(draft, keys, since)
    if scope.is_suspect:
        yield lambda keys: suspects(draft).intersection(keys)
    if scope.is_due:
        yield lambda keys: _due(draft, keys, classes)


def _class_named(text: str) -> str:
    name = text.strip().upper()
    if name not in CLASSES:
        raise NothingToCount(problem="unknown_class", what=text, known=CLASSES)
    return name


def _of_class(
    draft: Draft, keys: Collection[StockKey], name: str, classes: Mapping[str, str]
) -> list[StockKey]:
    book = draft.book
    return [key for key in keys if key.item and class_of(book.item(key.item), classes) == name]


def _touched(draft: Draft, keys: Collection[StockKey], since: date) -> list[StockKey]:
    found = ((key, draft.book.touches.get(key)) for key in keys)
    return [key for key, touch in found if touch and local_date(draft.book, touch.at) >= since]


def _due(draft: Draft, keys: Collection[StockKey], classes: Mapping[str, str]) -> list[StockKey]:
    turns = turns_of(draft.book, keys, classes, draft.today)
    return [turn.key for turn in turns if turn.due_on <= draft.today]
