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

FORMAT = 8


def dump_book(book: Book) -> bytes:
    """Return the book as compressed JSON."""
    content = {
        "format": FORMAT,
        "shape": _shape(),
        "sequence": book.sequence,
        "line": book.line,
        "rows": [[*key, *_dump_touch(book.touches[key])] for key in book.rows],
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
    """Return the book, or None where a version of the program wrote it that had other entries."""
    content: dict[str, Any] = json.loads(zlib.decompress(data))
    if content["format"] != FORMAT or content["shape"] != _shape():
        return None
    try:
        return _book_of(content)
    except ValidationError:
        return None


def _book_of(content: dict[str, Any]) -> Book:
    book = Book()
    book.sequence, book.shelves.line = content["sequence"], content["line"]
    for row, (item, location, lot, touched, *moments) in enumerate(content["rows"]):
        key = StockKey(item, location, lot)
        book.rows[key] = row
        book.touches[key] = Touch(touched, *map(datetime.fromisoformat, moments))
        book.indexes.saw(item, location)
    book.shelves.row_count = len(book.rows)
    for sku, places in content["stock"].items():
        book.stock[sku] = {(location, lot): Decimal(text) for location, lot, text in places}
    for kind, keys in content["parts"].items():
        book.parts[kind] = {key: number for number, key in enumerate(keys)}
        book.register.part_counts[kind] = len(keys)
    for kind in ENTRY_TYPES:
        _load_entries(book, kind, content["entries"].get(kind, []))
    book.shelves.fold_loads()
    book.trail.load(content["trail"])
    return book


def _dump_touch(touch: Touch) -> tuple[int, str, str]:
    return touch.sequence, touch.at.isoformat(), touch.since.isoformat()


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
