"""Questions about money: what stock is worth and what the goods cost that left.

Apart from the other questions, because not everybody who may look at stock may see what it costs.
"""

import csv
import io
from collections.abc import Iterable
from datetime import date
from typing import Final

from bot.answering.asking import neutral
from bot.language.requests import Question
from bot.messages.message import Message
from bot.messages.value import item_value, stock_value
from inventory.book import Book
from inventory.errors import UnknownItem
from inventory.item import Item
from inventory.ports import JournalReader
from inventory.quantity import trimmed
from inventory.settings.orders import ValuationMethod
from inventory.valuation.folding import ItemValue
from inventory.valuation.stock_value import KeptStockValue, value_of_item

_HEADER: Final = (
    "item",
    "name",
    "on hand",
    "unit",
    "value by FIFO",
    "value by moving average",
    "currency",
    "of unknown cost",
    "oldest since",
    "kind",
)


class Valuing:
    """Answers what stock is worth, as of one day."""

    def __init__(
        self, book: Book, reader: JournalReader, stock: KeptStockValue, today: date
    ) -> None:
        self._book = book
        self._reader = reader
        self._stock = stock
        self._today = today

    def answer(self, question: Question) -> Message:
        """Answer for the item named, or for everything.

        Raises:
            UnknownItem: there is no such item.
        """
        if not question.words:
            return stock_value(self._book, self._stock.of(self._book))
        item = self._book.item(question.words)
        if item is None:
            raise UnknownItem(item=question.words)
        value = value_of_item(self._book, self._reader, item.sku)
        return item_value(self._book, value, self._today)

    def file(self) -> bytes:
        """Return every item that lies there as CSV, the most valuable first."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(_HEADER)
        items = self._stock.of(self._book).items
        writer.writerows(self._row(value) for value in items)
        return out.getvalue().encode("utf-8-sig")

    def _row(self, value: ItemValue) -> Iterable[str]:
        item = self._book.get(Item, value.item)
        oldest = value.layers[0].since.astimezone(self._book.rules.zone)
        cells = (
            value.item,
            item.name if item else "",
            f"{value.quantity:f}",
            item.unit if item else "",
            f"{value.values[ValuationMethod.FIFO]:f}",
            f"{value.values[ValuationMethod.AVERAGE]:f}",
            self._book.rules.currency,
            f"{trimmed(value.unknown):f}",
            f"{oldest:%Y-%m-%d}",
            item.kind.value if item else "",
        )
        return [neutral(cell) for cell in cells]
