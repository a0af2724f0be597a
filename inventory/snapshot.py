"""A book as bytes and back: a cache for a quick start, never the truth.

Everything is kept in order of first appearance, since rows of the sheet follow from it.
"""

import hashlib
import json
import zlib
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import ValidationError

from inventory.book import Book
from inventory.bookkeeping.holds import holds_changed
from inventory.bookkeeping.register import ENTRY_TYPES
from inventory.bookkeeping.shelves import Touch
from inventory.bookkeeping.versioned import ENTRY, Versioned
from inventory.stock_key import StockKey

FORMAT = 9


def dump_book(book: Book) -> bytes:
    """Return the book as compressed JSON."""
    content = {
        "format": FORMAT,
        "shape": _shape(),
        "sequence": book.sequence,
        "line": book.line,
        "rows": _dump_rows(book),
        "stock": {
            sku: [[location, lot, str(quantity)] for (location, lot), quantity in places.items()]
            for sku, places in book.stock.items()
        },
        "trail": book.trail.dumped(),
        "parts": {kind: list(parts) for kind, parts in book.parts.items()},
        "entries": {
            kind: [_dump(key, row) for key, row in book.entries[kind].items()]
            for kind in ENTRY_TYPES
        },
    }
    return zlib.compress(json.dumps(content, separators=(",", ":")).encode(), level=1)


def load_book(data: bytes) -> Book | None:
    """Return the book, or None where it cannot be read: it can be folded from the journal as well.

    Another version of the program wrote it that had other entries, or it is damaged.
    """
    try:
        content: dict[str, Any] = json.loads(zlib.decompress(data))
        if content["format"] != FORMAT or content["shape"] != _shape():
            return None
        return _book_of(content)
    except (ValidationError, zlib.error):
        return None


def _book_of(content: dict[str, Any]) -> Book:
    book = Book()
    book.sequence, book.shelves.line = content["sequence"], content["line"]
    _load_rows(book, content["rows"])
    _load_stock(book, content["stock"])
    for kind, keys in content["parts"].items():
        book.parts[kind] = {key: number for number, key in enumerate(keys)}
        book.register.part_counts[kind] = len(keys)
    for kind in ENTRY_TYPES:
        _load_entries(book, kind, content["entries"].get(kind, []))
    book.shelves.fold_loads()
    book.trail.load(content["trail"])
    return book


def _dump_rows(book: Book) -> list[list[Any]]:
    """Return real balances and when each was moved, by columns: there may be a million."""
    touches = [book.touches[key] for key in book.rows]
    return [
        [key.item for key in book.rows],
        [key.location for key in book.rows],
        [key.lot for key in book.rows],
        [touch.sequence for touch in touches],
        [touch.at.isoformat() for touch in touches],
        [touch.since.isoformat() for touch in touches],
    ]


def _load_rows(book: Book, columns: list[list[Any]]) -> None:
    items, locations, lots, touched, at, since = columns
    moments = {text: datetime.fromisoformat(text) for text in {*at, *since}}
    keys = list(map(StockKey, items, locations, lots))
    for key, sequence, came, began in zip(keys, touched, at, since, strict=True):
        book.touches[key] = Touch(sequence, moments[came], moments[began])
    book.rows.update(zip(keys, range(len(keys)), strict=True))
    for item, location in zip(items, locations, strict=True):
        book.indexes.saw(item, location)
    book.shelves.row_count = len(keys)


def _load_stock(book: Book, stock: dict[str, list[list[str]]]) -> None:
    spelled = {text: Decimal(text) for places in stock.values() for _, _, text in places}
    for sku, places in stock.items():
        book.stock[sku] = {(location, lot): spelled[text] for location, lot, text in places}


def _load_entries(book: Book, kind: Any, rows: list[list[Any]]) -> None:  # noqa: ANN401
    for position, (key, version, dumped, words) in enumerate(rows):
        if words is not None:
            row = Versioned.of_json(dumped, version, position, tuple(words))
            book.entries[kind][key] = row
            book.indexes.refer(kind, key, row.words)
            continue
        entry = None if dumped is None else ENTRY.validate_python(dumped)
        book.entries[kind][key] = Versioned(entry, version, position)
        book.shelves.keep(holds_changed(None, entry))
        book.register.index(kind, key, entry)
    book.register.entry_counts[kind] = len(rows)


def _dump(key: str, row: Versioned) -> list[Any]:
    """Return a row; what is folded stays so, with the words by which it is found."""
    return [key, row.version, row.dumped(), list(row.words) if row.is_folded else None]


@cache
def _shape() -> str:
    """Return what tells one set of entries from another: folded ones are not read to find out."""
    return hashlib.sha256(json.dumps(ENTRY.json_schema()).encode()).hexdigest()
