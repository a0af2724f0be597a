"""Putaways and transfers as they are typed or scanned: what waits, where it goes, what has arrived.

Everything here blocks, so listeners call it in a thread. What moved stock is answered before -> after,
with Undo, for everybody to see; what was only asked is for the asker alone.
"""

from decimal import Decimal
from typing import Final

from bot.answering.answers import Asker, Said
from bot.answering.clerk import Clerk
from bot.answering.documents import Documents
from bot.answering.hearer import StepHearer
from bot.answering.waiting import waiting_for
from bot.language.shelf_lines import LOST, read_at_bin, read_goods
from bot.language.step_lines import Step, is_about_documents
from bot.messages.documents import document_message
from bot.messages.message import say
from bot.messages.outbound import typed
from bot.messages.posted import posted
from bot.messages.putaways import Waiting, next_to_put_away, putaways_listed
from bot.messages.text import Line as Words
from bot.messages.text import clipped, line
from bot.messages.transfers import transfers_listed
from inventory.commands import Line
from inventory.documents.putaway import Putaway
from inventory.documents.transfer import Transfer
from inventory.order_errors import UnknownLine
from inventory.quantity import Amount
from inventory.transaction import Posted

VERBS_HEARD: Final = ("putaway", "transfers")


class Shelving(StepHearer):
    """Hears about putaways and transfers for a clerk.

    Args:
        clerk: who asks the desk.
        prefix: of commands in this workspace.
    """

    def __init__(self, clerk: Clerk, prefix: str = "") -> None:
        super().__init__(clerk, prefix)
        self._steps = {
            "putaway": self._put_away,
            "transfer": self._transfer,
            "transfers": self._transfers,
        }

    def hears(self, verb: str, text: str) -> bool:
        """Tell whether a line is about these documents, or about goods that wait in receiving."""
        return verb in VERBS_HEARD or (verb == "transfer" and is_about_documents(text))

    def _put_away(self, step: Step, asker: Asker) -> Said:
        if step.numbers:
            return self._put_line(step, asker)
        if step.rest:
            return self._put_goods(step.rest, asker)
        waiting = waiting_for(self._clerk.book, asker.user)
        return Said(putaways_listed(waiting, self._clerk.telling(), self._typed("putaway")))

    def _put_line(self, step: Step, asker: Asker) -> Said:
        documents = Documents(self._clerk.book, asker.place)
        putaway = documents.get(Putaway, documents.numbers_of(step, ("PA",))[0])
        spoken, target = read_at_bin(step, self._clerk.codes, self._clerk.today)
        if not (spoken.numbers or target):
            return self._shown(putaway.number)
        good = spoken.numbers.get("good")
        done = self._clerk.handle(
            "put_away",
            asker,
            number=putaway.number,
            line=int(spoken.numbers.get("line", 0)),
            target=target,
            amount=None if good is None else Amount(number=good),
        )
        return self._done(done, self._what_next(putaway.number))

    def _put_goods(self, text: str, asker: Asker) -> Said:
        """Put away what was scanned: the first line that waits for it, the asker's own before others."""
        goods = read_goods(text, self._clerk.codes, self._clerk.today)
        found = self._waiting_of(goods, asker)
        if found and not goods.location:
            return Said(putaways_listed(found, self._clerk.telling(), self._typed("putaway")))
        done = self.put_goods(goods, asker)
        if done is None:
            named = clipped(goods.item or goods.lot, 60)
            return Said(say(f"Nothing of “{named}” waits to be put away."), is_refusal=True)
        return self._done(done, self._what_next(found[0][0].number))

    def put_goods(self, goods: Line, asker: Asker) -> Posted | None:
        """Put the first line that waits for some goods into their bin; None where none waits.

        Raises:
            StockError, JournalUnavailableError: as the desk says.
        """
        found = self._waiting_of(goods, asker)
        if not found:
            return None
        putaway, wanted = found[0]
        return self._clerk.handle(
            "put_away",
            asker,
            number=putaway.number,
            line=wanted.number,
            target=goods.location,
            amount=goods.amount,
        )

    def _waiting_of(self, goods: Line, asker: Asker) -> list[Waiting]:
        waiting = waiting_for(self._clerk.book, asker.user)
        return [one for one in waiting if self._is_meant(goods, one)]

    def _is_meant(self, goods: Line, waiting: Waiting) -> bool:
        """Tell whether a line waits for what was named by its item, or by its lot alone."""
        _, one = waiting
        item = self._clerk.book.item(goods.item)
        if item is not None:
            return one.item == item.sku and goods.lot.casefold() in ("", one.lot.casefold())
        named = (goods.item or goods.lot).casefold()
        return bool(one.lot) and one.lot.casefold() == named

    def _transfer(self, step: Step, asker: Asker) -> Said:
        documents = Documents(self._clerk.book, asker.place)
        transfer = documents.get(Transfer, documents.numbers_of(step, ("TR",))[0])
        spoken, target = read_at_bin(step, self._clerk.codes, self._clerk.today)
        if not (spoken.numbers or spoken.words or target):
            return self._shown(transfer.number)
        number, good = spoken.numbers.get("line"), spoken.numbers.get("good")
        if number is None and good is not None:
            number = Decimal(_only_line(transfer))
        meant = transfer.line(int(number)) if number is not None else None
        if number is not None and good is None and meant is not None:
            good = meant.outstanding
        done = self._clerk.handle(
            "receive_transfer",
            asker,
            number=transfer.number,
            quantities={} if number is None else {int(number): good or 0},
            target=target,
            is_rest_lost=LOST in spoken.words,
        )
        return self._done(done, self._left_of(transfer.number))

    def _transfers(self, _step: Step, _asker: Asker) -> Said:
        found = list(self._clerk.book.open(Transfer))
        return Said(transfers_listed(found, self._clerk.telling(), self._typed("transfer")))

    def _left_of(self, number: str) -> Words:
        transfer = self._clerk.book.get(Transfer, number)
        left = [one for one in transfer.lines if one.outstanding] if transfer else []
        lines = ", ".join(f"line {one.number}" for one in left[:10])
        return line(
            f"Still on the way: {lines}." if left else f"Nothing more of {number} is to come."
        )

    def _what_next(self, number: str) -> Words:
        putaway = self._clerk.book.get(Putaway, number)
        return next_to_put_away(putaway, self._clerk.telling()) if putaway else line(number)

    def _done(self, done: Posted, *more: Words) -> Said:
        message = posted(self._clerk.book, done.transaction, done.reply)
        return Said(message.followed_by(*more), is_public=True)

    def _shown(self, number: str) -> Said:
        return Said(document_message(number, self._clerk.telling()))

    def _typed(self, verb: str) -> str:
        return typed(verb, self._prefix)


def _only_line(transfer: Transfer) -> int:
    """Return the number of the one line of which goods are on their way.

    Raises:
        UnknownLine: there are several, and a quantity alone does not tell which is meant.
    """
    waiting = [line.number for line in transfer.lines if line.outstanding]
    if len(waiting) != 1:
        raise UnknownLine(number=transfer.number, line=0)
    return waiting[0]
