"""Where the book is probably wrong: balances that somebody should look at, whoever's turn it is.

Three things make a balance suspect: a picker did not find what the book has there, a bin has gone down
to nothing and nobody has looked, or it was far off when it was counted last. (That orders keep more of
it than there is cannot happen: what is kept is released with the goods.)
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from inventory.counting.accuracy import sheets_of
from inventory.counting.findings import SETTLED, off_by, within_tolerance
from inventory.dates import local_date
from inventory.documents.cycle_count import CountLine
from inventory.documents.last_count import LastCount, last_count_key
from inventory.documents.pick_list import Doubt
from inventory.draft import Draft
from inventory.location import LocationKind
from inventory.stock_key import StockKey

EMPTIED_WITHIN: Final = timedelta(days=30)
"""A bin that was emptied longer ago has been looked into by whoever filled it again."""

OFF_WITHIN: Final = timedelta(days=90)
"""A balance that was far off so recently is looked at once more."""


def suspects(draft: Draft) -> frozenset[StockKey]:
    """Return the balances where something seems wrong."""
    return frozenset((*_doubted(draft), *_emptied(draft), *_far_off(draft)))


def _doubted(draft: Draft) -> Iterator[StockKey]:
    for doubt in draft.book.open(Doubt):
        yield StockKey(doubt.item, doubt.location, doubt.lot)


def _emptied(draft: Draft) -> Iterator[StockKey]:
    """Yield balances of storage bins that have gone down to nothing and were not counted since."""
    book, first = draft.book, draft.today - EMPTIED_WITHIN
    for key, touch in book.touches.items():
        if book.on_hand(*key) or local_date(book, touch.at) < first:
            continue
        last = book.get(LastCount, last_count_key(key))
        is_looked_at = last is not None and last.sequence >= touch.sequence
        if not is_looked_at and book.kind_of(key.location) is LocationKind.STORAGE:
            yield key


def _far_off(draft: Draft) -> Iterator[StockKey]:
    """Yield balances whose last count was beyond the tolerance."""
    latest: dict[StockKey, CountLine] = {}
    today = draft.today
    for sheet in sheets_of(draft.book, today - OFF_WITHIN, today):
        latest |= {line.stock_key: line for line in sheet.lines if line.status in SETTLED}
    for key, line in latest.items():
        item = draft.book.item(line.item)
        if item and line.tally and not within_tolerance(draft.book.rules, item, off_by(line.tally)):
            yield key
