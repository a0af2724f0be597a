"""Variances looked into: what happened to goods in a bin, and why a line of a count was off.

Everything here blocks, so listeners call it in a thread. What the book says of goods that somebody is
about to count blind is not told: look into it once they are counted.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.answering.answers import Answer, Asker, Said
from bot.answering.clerk import Clerk
from bot.answering.documents import Documents
from bot.answering.hearer import Hearer
from bot.answering.spoken import heard
from bot.language.cause_lines import read_cause
from bot.language.grammar import VERBS
from bot.language.line_reader import LineReader, WrongWord
from bot.language.step_lines import Step, is_about_documents, read_spoken, read_step
from bot.language.usage import BlockErrors
from bot.messages.count_lines import place_of
from bot.messages.counts import to_investigate
from bot.messages.investigations import investigation
from bot.messages.message import Message, say
from bot.messages.text import Bold, clipped, line
from inventory.book import Book
from inventory.commands import Line
from inventory.counting.investigating import look_at, look_into
from inventory.documents.count_words import balance_word
from inventory.documents.cycle_count import CountLine, CycleCount
from inventory.errors import MissingPart, UnknownItem, UnknownLocation
from inventory.order_errors import UnknownLine
from inventory.rights import may
from inventory.stock_key import StockKey


class LookingInto(Hearer):
    """Hears about variances for a clerk.

    Args:
        clerk: who asks the desk.
        prefix: of commands in this workspace.
    """

    def __init__(self, clerk: Clerk, prefix: str = "") -> None:
        super().__init__(clerk, prefix)
        self._steps: Mapping[str, Callable[[Step, Asker], Said]] = {
            "investigate": self._investigate,
            "cause": self._cause,
        }

    def hears(self, verb: str, _text: str) -> bool:
        """Tell whether a line looks into something."""
        return verb in self._steps

    def hear(self, verb: str, text: str, asker: Asker) -> Answer:
        """Answer, or say what stands in the way."""
        alone = replace(asker, is_announced=False)

        def act() -> Said:
            if verb == "investigate" and not is_about_documents(text):
                return self._look_at(text, asker)
            return self._steps[verb](read_step(verb, text), alone)

        return heard(self._clerk, verb, asker, act, self._prefix)

    def _investigate(self, step: Step, asker: Asker) -> Said:
        count = self._count(step, asker)
        spoken = read_spoken(step, today=self._clerk.today)
        one = _the_line(count, int(spoken.numbers.get("line", 0)), "investigate")
        if not may_see(self._clerk.book, asker, count, one):
            return _not_yet(count, one)
        return Said(self.looked_into(count, one))

    def looked_into(self, count: CycleCount, one: CountLine) -> Message:
        """Word what happened to the balance of a line.

        Raises:
            UnknownItem: it is on the tab no more, or the line is of an empty bin.
        """
        telling = self._clerk.telling()
        found = look_into(telling.book, self._clerk.reader, count.number, one.number)
        return investigation(found, telling, count, self._prefix)

    def _look_at(self, text: str, asker: Asker) -> Said:
        """Look at an item in a bin: by the line of its last count, or as it is now."""
        telling = self._clerk.telling()
        book = telling.book
        key = self._balance(text)
        for count in book.found(CycleCount, balance_word(key)):
            one = count.line_of(key)
            if one and one.is_waiting and not may_see(book, asker, count, one):
                return _not_yet(count, one)
        found = look_at(book, self._clerk.reader, key)
        return Said(investigation(found, telling, None, self._prefix))

    def _balance(self, text: str) -> StockKey:
        line_ = self._goods(text)
        book = self._clerk.book
        if not line_.item or not line_.location:
            part = "location" if line_.item else "item"
            raise MissingPart(verb="investigate", part=part)
        item, place = book.item(line_.item), book.location(line_.location)
        if item is None:
            raise UnknownItem(item=line_.item)
        if place is None:
            raise UnknownLocation(location=line_.location)
        lots = [lot for code, lot in book.balances(item.sku) if code == place.code]
        lot = line_.lot or (lots[0] if len(lots) == 1 else "")
        return StockKey(item.sku, place.code, lot)

    def _goods(self, text: str) -> Line:
        typed = " ".join(text.split())
        try:
            reader = LineReader(VERBS["count"], typed, self._clerk.today, self._clerk.codes)
            return reader.read()[0]
        except WrongWord as wrong:
            raise BlockErrors(faults=(wrong.as_fault(1, typed),), lines=1) from None

    def _cause(self, step: Step, asker: Asker) -> Said:
        count = self._count(step, asker)
        said = read_cause(step, self._clerk.today)
        one = _the_line(count, said.line, "cause")
        done = self._clerk.handle(
            "set_cause",
            asker,
            number=count.number,
            line=one.number,
            cause=said.cause,
            note=said.note,
        )
        what = f": {said.cause.replace('_', ' ')}"
        where = f" line {one.number}, {clipped(one.item, 60)} at {place_of(one)}"
        return Said(
            say(line(Bold(f"{count.number}{where}"), what, ". ", Bold(done.transaction.id)))
        )

    def _count(self, step: Step, asker: Asker) -> CycleCount:
        documents = Documents(self._clerk.book, asker.place)
        return documents.get(CycleCount, documents.numbers_of(step, ("CC",))[0])


def may_see(book: Book, asker: Asker, count: CycleCount, one: CountLine) -> bool:
    """Tell whether somebody may see what the book says of a line: nobody who may still count it."""
    if not count.is_blind or not one.is_waiting:
        return True
    return bool(one.tallies) and not asker.is_overheard and may(book, asker.user, "decide_approval")


def _the_line(count: CycleCount, number: int, verb: str) -> CountLine:
    """Return a line by its number, or the only one that was off where none is named.

    Raises:
        UnknownLine, MissingPart: there is none of that number, or several could be meant.
    """
    if number:
        found = count.line(number)
        if found is None:
            raise UnknownLine(number=count.number, line=number)
        return found
    off = to_investigate(count)
    if len(off) != 1:
        raise MissingPart(verb=verb, part="line")
    return off[0]


def _not_yet(count: CycleCount, one: CountLine) -> Said:
    what = f"{one.item or 'It'} at {place_of(one)} is being counted blind ({count.number})"
    return Said(say(f"{what}: look into it once it is counted."), is_refusal=True)
