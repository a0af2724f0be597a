"""Questions: finds what is meant, asks the book and the journal, words the answer."""

import csv
import io
from collections.abc import Iterable
from datetime import date
from typing import Final

from bot.language.requests import Question
from bot.messages import kits, stock
from bot.messages.message import Message
from bot.suggesting.suggestions import nearest_items
from bot.suggesting.typeahead import matching_items
from inventory.book import Book
from inventory.errors import UnknownItem, UnknownLocation
from inventory.item import Item
from inventory.kits.bill_of_materials import how_built, kit_named
from inventory.location import Location
from inventory.move import Move
from inventory.ports import JournalReader
from inventory.questions import how_much, what_happened, who_holds

HISTORY_SHOWN: Final = 20
FILE_MOVES_MAX: Final = 5_000
_HEADER: Final = (
    "when",
    "posting",
    "kind",
    "quantity",
    "unit",
    "from",
    "to",
    "lot",
    "reason",
    "document",
    "note",
    "by",
)


class Inquiry:
    """Answers questions from one book, as of one day."""

    def __init__(self, book: Book, reader: JournalReader, today: date) -> None:
        self._book = book
        self._reader = reader
        self._today = today

    def answer(self, question: Question) -> Message:
        """Answer a question.

        Raises:
            UnknownItem, UnknownLocation: what it asks about is not there.
        """
        if not question.words:
            return self._contents(question.location)
        match question.verb:
            case "find":
                return self._find(question.words)
            case "history":
                return self._history(question.words, question.location)
            case "kit":
                return self._kit(question.words)
            case "why":
                return self._why(question.words)
            case _:
                return self._stock(question.words, question.location)

    def history_file(self, sku: str) -> bytes:
        """Return an item's whole history as CSV, newest first."""
        item = self._item(sku)
        moves = what_happened(self._reader, item, limit=FILE_MOVES_MAX)
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(_HEADER)
        writer.writerows(_row(move, item) for move in moves)
        return out.getvalue().encode("utf-8-sig")

    def _stock(self, words: str, location: str) -> Message:
        item = self._book.item(words)
        if item is None and self._book.location(words):
            return self._contents(words)
        matches = [item] if item else matching_items(self._book, words, 2)
        if not matches:
            raise UnknownItem(item=words)
        if len(matches) > 1:
            return self._find(words)
        answer = how_much(self._book, matches[0], self._today)  # the only match
        if location:
            code = self._place(location).code
            there = tuple(s for s in answer.standings if s.location == code)
            answer = answer.model_copy(update={"standings": there})
        return stock.stock(answer, place=location)

    def _kit(self, words: str) -> Message:
        """Say what an item is made of and goes into; what is made of itself is no answer."""
        answer = how_built(self._book, self._item(words), self._today)
        if not answer.used_in:
            kit_named(self._book, words)
        return kits.kit(answer)

    def _why(self, words: str) -> Message:
        item = self._item(words)
        held = who_holds(self._book, self._reader, item, on=self._today)
        return stock.why(self._book, item, how_much(self._book, item, self._today), held)

    def _find(self, words: str) -> Message:
        matches = matching_items(self._book, words, stock.LINES_MAX + 1)
        if not matches and self._book.location(words):
            return self._contents(words)
        near = [] if matches else nearest_items(self._book, words)
        return stock.found(self._book, words, matches, near, on=self._today)

    def _contents(self, code: str) -> Message:
        place = self._place(code)
        return stock.bin_contents(self._book, place, dict(self._book.items_at(place.code)))

    def _history(self, words: str, location: str) -> Message:
        item = self._item(words)
        code = self._place(location).code if location else ""
        moves = what_happened(self._reader, item, location=code, limit=HISTORY_SHOWN + 1)
        is_cut = len(moves) > HISTORY_SHOWN
        return stock.history(self._book, item, moves[:HISTORY_SHOWN], is_cut=is_cut)

    def _place(self, code: str) -> Location:
        place = self._book.location(code)
        if place is None:
            raise UnknownLocation(location=code)
        return place

    def _item(self, words: str) -> Item:
        item = self._book.item(words)
        if item is None:
            raise UnknownItem(item=words)
        return item


def neutral(value: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    Examples:
        >>> neutral("=IMPORTXML(1)"), neutral("MUG-BLU")
        ("'=IMPORTXML(1)", 'MUG-BLU')
    """
    return f"'{value}" if value[:1] in tuple("=+-@\t\r") and value[:1] else value


def _row(move: Move, item: Item) -> Iterable[str]:
    cells = (
        move.occurred_at.isoformat(),
        move.transaction,
        move.kind.value,
        f"{move.quantity:f}",
        item.unit,
        move.source,
        move.target,
        move.lot,
        move.reason,
        move.document,
        move.note,
        move.actor,
    )
    return [neutral(cell) for cell in cells]
