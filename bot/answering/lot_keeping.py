"""Holds lots back, lets them go and shows them, for whoever asks.

Everything here blocks, so listeners call it in a thread.
"""

from collections.abc import Callable, Sequence
from typing import Final

from bot.answering.answers import Answer, Asker, Said
from bot.answering.clerk import Clerk
from bot.answering.hearer import Hearer
from bot.answering.spoken import heard
from bot.language.lot_lines import LotLine, read_lot_line
from bot.messages import lots
from inventory.book import Book
from inventory.errors import LotRefused, MissingPart, UnknownItem, UnknownLot
from inventory.inbound_errors import SerialsRefused
from inventory.item import Item
from inventory.lot import Lot, LotStatus
from inventory.lots.lot_search import lots_named, lots_of
from inventory.quantity import ONE
from inventory.questions import LotAnswer, about_lots

SET: Final = "set_lot_status"


class LotKeeping(Hearer):
    """Hears what is about lots for a clerk.

    Args:
        clerk: who asks the desk.
        prefix: of commands in this workspace.
    """

    def __init__(self, clerk: Clerk, prefix: str = "") -> None:
        super().__init__(clerk, prefix)
        self._steps: dict[str, Callable[[LotLine, Asker], Said]] = {
            "hold": self._hold,
            "release": self._release,
            "lot": self._show,
            "lots": self._list,
        }

    def hears(self, verb: str, _text: str) -> bool:
        """Tell whether a line is about lots."""
        return verb in self._steps

    def hear(self, verb: str, text: str, asker: Asker) -> Answer:
        """Do what a line says, or say what stands in the way."""

        def act() -> Said:
            asked = read_lot_line(verb, text, self._clerk.codes, self._clerk.today)
            if not asked.item:
                raise MissingPart(verb=verb, part="item")
            return self._steps[verb](asked, asker)

        return heard(self._clerk, verb, asker, act, self._prefix)

    def release(self, item: str, lot: str, asker: Asker) -> Said:
        """Let a lot go again, and show it as it is then."""

        def act() -> Said:
            self._clerk.handle(SET, asker, item=item, lot=lot, status=LotStatus.APPROVED)
            return self._shown(self._item(item), self._lot(item, lot))

        return self._clerk.refusing(act)

    def _hold(self, asked: LotLine, asker: Asker) -> Said:
        lot = self._lot(asked.item, asked.lot)
        facts = {"item": lot.item, "lot": lot.code, "reason": asked.reason}
        return self._clerk.done(SET, asker, status=asked.status, **facts)

    def _release(self, asked: LotLine, asker: Asker) -> Said:
        lot = self._lot(asked.item, asked.lot)
        facts = {"item": lot.item, "lot": lot.code}
        return self._clerk.done(SET, asker, status=LotStatus.APPROVED, **facts)

    def _show(self, asked: LotLine, _asker: Asker) -> Said:
        item = self._item(asked.item)
        found = lots_named(self._clerk.book, item.sku, asked.lot) if asked.lot else []
        if len(found) > 1:  # several of ours are one of the supplier's
            return Said(lots.several(self._answers(item, found), asked.lot))
        return self._shown(item, self._lot(asked.item, asked.lot))

    def _list(self, asked: LotLine, _asker: Asker) -> Said:
        item = self._item(asked.item)
        if not item.has_lots:
            raise LotRefused(problem="not_tracked", item=item.sku)
        known = lots_of(self._clerk.book, item.sku)
        return Said(lots.listed(item, self._answers(item, known)))

    def _shown(self, item: Item, lot: Lot) -> Said:
        return Said(lots.card(self._clerk.book, self._answers(item, [lot])[0]))

    def _answers(self, item: Item, found: Sequence[Lot]) -> list[LotAnswer]:
        return about_lots(self._clerk.book, item, found, self._clerk.today)

    def _item(self, text: str) -> Item:
        return item_named(self._clerk.book, text)

    def _lot(self, sku: str, text: str) -> Lot:
        book = self._clerk.book
        return lot_named(book, item_named(book, sku), text)


def item_named(book: Book, text: str) -> Item:
    """Return the item a text names.

    Raises:
        UnknownItem: there is none.
    """
    found = book.item(text)
    if found is None:
        raise UnknownItem(item=text)
    return found


def lot_named(book: Book, item: Item, text: str) -> Lot:
    """Return the lot of an item that a text names; where it has one only, it need not be named.

    Goods without lots that somebody holds back are named by their item.

    Raises:
        UnknownLot, LotRefused, SerialsRefused: as they say.
    """
    whole = None if text else book.lot(item.sku, "")
    if whole is not None:
        return whole
    if not item.has_lots:
        raise LotRefused(problem="not_tracked", item=item.sku, lot=text)
    known = lots_of(book, item.sku)
    here = tuple(dict.fromkeys(lot for _, lot in sorted(book.balances(item.sku)) if lot))
    if not text and item.is_serial:
        raise SerialsRefused(problem="missing", item=item.sku, wanted=ONE)
    if not text and len(known) != 1:
        raise LotRefused(problem="missing", item=item.sku, known=here)
    found = lots_named(book, item.sku, text) if text else known
    if len(found) > 1:
        codes = tuple(lot.code for lot in found)
        raise LotRefused(problem="ambiguous", item=item.sku, lot=text, known=codes)
    if not found:
        raise UnknownLot(item=item.sku, lot=text, known=here)
    return found[0]
