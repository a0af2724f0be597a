"""Traces lots for whoever may look: in words a page at a time, or whole as a file.

Everything here blocks, so listeners call it in a thread.
"""

from dataclasses import replace

from bot.answering.answers import Answer, Asker, Handout, Said
from bot.answering.documents import Documents
from bot.answering.hearer import Hearer
from bot.answering.lot_keeping import lot_named
from bot.answering.spoken import heard
from bot.answering.trace_file import trace_file
from bot.language.step_lines import Step
from bot.language.trace_lines import VERB, TraceAsked, read_trace
from bot.messages import traces
from bot.messages.message import Message, say
from bot.messages.usage import usage_of
from inventory.errors import UnknownItem
from inventory.item import Item
from inventory.lots.lot_search import lots_called, lots_named
from inventory.recalling.carried import CARRIERS, lots_carried
from inventory.recalling.tracing import trace_back, trace_forward
from inventory.stock_key import LotKey


class Tracing(Hearer):
    """Hears about traces for a clerk."""

    verbs = (VERB,)

    def hear(self, verb: str, text: str, asker: Asker) -> Answer:
        """Answer with the first page, or say what stands in the way."""
        if not text.strip():
            start = "Say which lot, serial number or document."
            return Said(say(start, usage_of(verb, self._prefix)), is_refusal=True)
        return heard(self._clerk, verb, asker, lambda: self._told(text, asker, 0), self._prefix)

    def page(self, value: str, asker: Asker) -> Said:
        """Answer with another page, as its button says."""
        page, _, text = value.partition("\n")
        return heard(
            self._clerk, VERB, asker, lambda: self._told(text, asker, int(page)), self._prefix
        )

    def file(self, text: str, user: str) -> Handout:
        """Return all of a trace as CSV.

        Raises:
            StockError: the person may not look, or what is asked about is gone.
        """
        self._clerk.inquiry(user)
        asked = read_trace(text, self._clerk.codes, self._clerk.today)
        found = self._found(asked)
        lots = () if isinstance(found, Message) else found
        content = trace_file(self._clerk.book, lots, asked.way)
        what = " ".join(filter(None, (asked.number or asked.item, asked.lot)))
        return Handout(f"trace of {what}.csv", content, f"The trace of {what}, line by line.")

    def _told(self, text: str, asker: Asker, page: int) -> Said:
        asked = read_trace(text, self._clerk.codes, self._clerk.today)
        if asked.number:
            step = Step(verb=VERB, numbers=(asked.number,), rest="")
            (number,) = Documents(self._clerk.book, asker.place).numbers_of(step, CARRIERS)
            asked = replace(asked, number=number)
        found = self._found(asked)
        if isinstance(found, Message):
            return Said(found, is_refusal=True)
        book = self._clerk.book
        forward, back = trace_forward(book, found), trace_back(book, found)
        telling = self._clerk.telling()
        return Said(traces.trace_message(asked, forward, back, telling, page=page))

    def _found(self, asked: TraceAsked) -> tuple[LotKey, ...] | Message:
        """Return the lots that are meant, or what is said where none can be.

        Raises:
            UnknownDocument, UnknownItem, UnknownLot, LotRefused, SerialsRefused: as they say.
        """
        book = self._clerk.book
        if asked.number:
            return lots_carried(book, asked.number) or traces.nothing_traced(asked.number)
        item = book.item(asked.item) if asked.item else None
        if item is not None and not (item.has_lots or asked.lot or item.sku in book.trail.kits):
            return traces.without_lots(item.sku)
        if item is not None:
            return self._of_item(item, asked.lot)
        found = lots_called(book, asked.lot or asked.item)
        if asked.item and asked.lot:
            raise UnknownItem(item=asked.item)
        items = tuple(dict.fromkeys(lot.item for lot in found))
        if len(items) > 1:
            return traces.several_items(asked.lot or asked.item, items)
        keys = tuple(LotKey(lot.item, lot.code) for lot in found)
        return keys or traces.no_such_lot(asked.lot or asked.item)

    def _of_item(self, item: Item, text: str) -> tuple[LotKey, ...]:
        """Return the lots of an item that a text names: a supplier's may be several of ours."""
        book = self._clerk.book
        if not item.has_lots and not text and item.sku in book.trail.kits:
            return (LotKey(item.sku, ""),)
        several = lots_named(book, item.sku, text) if text else []
        found = several if len(several) > 1 else [lot_named(book, item, text)]
        return tuple(LotKey(lot.item, lot.code) for lot in found)
