"""Records scans that follow each other, each under a key of its own, and tells of them together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.answering.answers import Asker
from bot.answering.clerk import Clerk
from bot.language.count_lines import EMPTY, empty_bin
from bot.language.grammar import VERBS
from bot.language.plain_text import plain_text
from bot.language.usage import UsageError
from bot.messages.message import Message
from bot.messages.refusals import refusal
from bot.messages.text import as_plain
from bot.messages.usage import mistake
from bot.scans import count_words, words
from bot.scans.reading import ScanReader
from bot.scans.session import Scanned, ScanSession, missing_parts
from inventory.commands import Command, Line
from inventory.correspondence.heard import HeardMessage
from inventory.errors import MissingPart, StockError, UnknownItem, UnknownLocation
from inventory.people import Person
from inventory.quantity import ZERO, Amount
from inventory.transaction import Posted, Transaction

LATE: Final = "it came late, after what scans mean had changed. Scan it again."

PutAway = Callable[[Line, Asker], Posted | None]
"""Puts goods into the bin of their line; None where none of them wait."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One line of a message; `key` names what it asks for."""

    message: HeardMessage
    text: str
    key: str

    @property
    def ts(self) -> str:
        return self.message.ts


class Recorder:
    """Takes scans in the order in which they were made.

    Attributes:
        session: as it stands after those that were taken.
    """

    def __init__(
        self, clerk: Clerk, reader: ScanReader, session: ScanSession, put_away: PutAway
    ) -> None:
        self._clerk = clerk
        self._put_away = put_away
        self._reader = reader
        self.session = session
        self._waiting: list[tuple[Spoken, Command]] = []
        self._runs: dict[str, tuple[Scanned, ...]] = {}

    def take_all(self, spoken: Sequence[Spoken]) -> None:
        """Record scans, many to a commit.

        Raises:
            JournalUnavailableError: nobody knows what was recorded; the same scans find out.
        """
        for one in spoken:
            try:
                self._take(one)
            except UsageError as error:
                self._refuse(one, as_plain(mistake(error)))
            except StockError as error:
                self._refuse(one, self._why(error))
        self._post()

    def answers(self) -> dict[str, Message]:
        """Return what is said of the runs of scans that these belong to, by name."""
        return {name: self._told(run) for name, run in self._runs.items()}

    def _take(self, one: Spoken) -> None:
        session = self.session
        if one.ts < (session.heard_at if session.is_putaway else session.changed_at):
            self._refuse(one, LATE)
            return
        if session.sheet and (empty := self._empty(one.text)):
            if session.has_goods_at(empty.location):
                self._refuse(one, f"goods of {empty.location} are scanned already.")
            else:
                self._tally(one, empty)
            return
        said = self._reader.read(one.text, session)
        if session.is_putaway:
            self._pair(one, said)
            return
        if not said.item:
            self._change(one, said)
            return
        if missing := missing_parts(session.verb, said):
            parts = " and ".join(missing)
            self._refuse(one, f"say {parts} first, then scan it again.")
        elif session.adds_up(said):
            self._tally(one, self._counted(said))
        else:
            asker = asker_of(one.message, one.key)
            asked = {"lines": (said,), "occurred_on": session.occurred_on}
            self._waiting.append(
                (one, self._clerk.command_of(VERBS[session.verb].kind, asker, **asked))
            )

    def _tally(self, one: Spoken, counted: Line) -> None:
        """Add to what waits to be posted."""
        self._post()
        self.session = self.session.with_tally(counted)
        self._note(Scanned(ts=one.ts, text=one.text))

    def _empty(self, text: str) -> Line | None:
        """Return that a bin is empty, where a line says so: the one it names, or that of the session.

        Raises:
            MissingPart, UnknownLocation: no bin is known, or none of that name.
            UsageError: the code of the bin cannot be read.
        """
        place = empty_bin(text, self._clerk.codes)
        if not place and text.strip().casefold() != EMPTY:
            return None
        place = place or self.session.shared.location
        if not place:
            raise MissingPart(verb="count", part="location")
        known = self._clerk.book.location(place)
        if known is None:
            raise UnknownLocation(location=place)
        return Line(item="", amount=Amount(number=ZERO), location=known.code)

    def _pair(self, one: Spoken, said: Line) -> None:
        """Hold goods until their bin is scanned, and put them there."""
        held = self.session.held
        if said.item:
            if held is not None:
                self._refuse(one, f"the bin of {held.item} was not scanned: it stays where it is.")
            self.session = self.session.model_copy(update={"held": said, "heard_at": one.ts})
            if not said.location:
                return
            held = said
        if held is None:
            self._refuse(one, "scan the goods first, then their bin.")
            return
        self.session = self.session.model_copy(update={"held": None})
        goods = held.model_copy(update={"location": said.location or held.location})
        known = self._clerk.posted_under(one.key)  # before a crash: by now nothing of it waits
        done = known or self._posted(goods, one)
        if done is None:
            self._refuse(one, f"nothing of {held.item} waits to be put away.")
        else:
            self._note(Scanned(ts=one.ts, text=one.text, transaction=done.id))

    def _posted(self, goods: Line, one: Spoken) -> Transaction | None:
        done = self._put_away(goods, asker_of(one.message, one.key))
        return done.transaction if done else None

    def _change(self, one: Spoken, said: Line) -> None:
        """Take over what all scans share from now on, unless some that came before were later."""
        self._post()
        if one.ts < self.session.heard_at:
            self._refuse(one, "it came late, after scans that were sent behind it: look at those.")
            self.session = self.session.model_copy(update={"is_over": True, "tallies": ()})
            return
        for place in (said.location, said.target):
            if place and self._clerk.book.location(place) is None:
                raise UnknownLocation(location=place)
        self.session = self.session.with_shared(said, one.ts)
        self._runs[f"scans:{one.key}"] = ()

    def _counted(self, said: Line) -> Line:
        """Return what adds up under its own names and in base units.

        Raises:
            StockError: nobody could post that.
        """
        book = self._clerk.book
        item, place = book.item(said.item), book.location(said.location)
        if item is None and not self.session.sheet:
            raise UnknownItem(item=said.item)
        if place is None and said.location:
            raise UnknownLocation(location=said.location)
        code = place.code if place else ""
        if item is None:  # kept on its sheet as something unknown
            return said.model_copy(update={"location": code})
        number = item.in_base_units(said.amount) if said.amount else 0
        names = {"item": item.sku, "location": code, "amount": Amount(number=number)}
        return said.model_copy(update=names)

    def _post(self) -> None:
        if not self._waiting:
            return
        waiting, self._waiting = self._waiting, []
        outcomes = self._clerk.handle_all([command for _, command in waiting])
        for (one, _), outcome in zip(waiting, outcomes, strict=True):
            if isinstance(outcome, StockError):
                self._note(Scanned(ts=one.ts, text=one.text, refusal=self._why(outcome)))
            else:
                done = outcome.transaction.id
                self._note(Scanned(ts=one.ts, text=one.text, transaction=done))

    def _refuse(self, one: Spoken, why: str) -> None:
        self._post()
        self._note(Scanned(ts=one.ts, text=one.text, refusal=why))

    def _note(self, scan: Scanned) -> None:
        self.session = self.session.with_scan(scan)
        self._runs[self.session.run_name] = self.session.run

    def _why(self, error: StockError) -> str:
        return as_plain(refusal(error, self._clerk.book), name_of=self._name_of)

    def _name_of(self, user: str) -> str:
        person = self._clerk.book.get(Person, user)
        return person.name if person and person.name else user

    def _told(self, run: Sequence[Scanned]) -> Message:
        if not run and self.session.sheet:
            return count_words.at_bin(self._clerk.book, self.session)
        if not run:
            return words.begun(self.session)
        told = [self._clerk.past(scan.transaction) for scan in run if scan.transaction]
        refused = [(scan.text, scan.refusal) for scan in run if scan.refusal]
        said = words.run_told(self._clerk.book, self.session, told, refused)
        return said.followed_by(*count_words.next_bin(self._clerk.book, self.session))


def lines_of(message: HeardMessage) -> list[Spoken]:
    """Return the lines of a message; each asks for something of its own."""
    lines = [one.strip() for one in plain_text(message.text).splitlines() if one.strip()]
    if len(lines) == 1:
        return [Spoken(message, lines[0], message.key)]
    return [Spoken(message, text, f"{message.key}#{n}") for n, text in enumerate(lines, start=1)]


def asker_of(message: HeardMessage, key: str) -> Asker:
    """Return who wrote a message, and where the answer belongs."""
    return Asker(
        user=message.user, key=key, place=message.place, is_overheard=not message.is_private
    )
