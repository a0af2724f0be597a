"""The clerk: takes what a person asks to the desk, and words the outcome.

Everything here blocks (the journal commits to disk), so listeners call it in a thread. Rights are
judged here and in the desk at the moment of the request, never when a button was drawn.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from datetime import date, datetime
from itertools import islice
from typing import TypeVar

from bot.answering.answers import Asker, Said, away
from bot.answering.asking import Inquiry
from bot.answering.going_on import go_on
from bot.answering.valuing import Valuing
from bot.language.codes import Codes
from bot.language.grammar import VERBS
from bot.language.kit_lines import about_kit
from bot.language.requests import Posting
from bot.messages.message import Message
from bot.messages.posted import posted
from bot.messages.refused import Numbered, refused
from bot.messages.telling import Telling
from bot.suggesting.suggestions import suggestions
from inventory.book import Book
from inventory.carriage.live_rates import LabelDesk
from inventory.commands import COMMANDS, Command
from inventory.customer import Contacts
from inventory.decide import decide
from inventory.errors import StockError
from inventory.history import History, needs
from inventory.ports import Clock, Desk, JournalReader, JournalUnavailableError
from inventory.rights import require
from inventory.scanning.scanner import Scanner
from inventory.transaction import PastPosting, Posted, Transaction
from inventory.valuation.stock_value import KeptStockValue

A = TypeVar("A")


class Clerk:
    """Stands between what people ask and the desk.

    Attributes:
        labels: where carriers are asked and their labels fetched; None where that is not set up.

    Args:
        prefix: of commands in this workspace.
    """

    def __init__(  # noqa: PLR0913 - each is a door of its own, but the words of this workspace
        self,
        desk: Desk,
        reader: JournalReader,
        clock: Clock,
        contacts: Contacts | None = None,
        labels: LabelDesk | None = None,
        scanner: Scanner | None = None,
        prefix: str = "",
    ) -> None:
        self._desk = desk
        self._reader = reader
        self._stock_value = KeptStockValue(reader)
        self._clock = clock
        self._contacts = contacts
        self.labels = labels
        self._scanner = scanner
        self._prefix = prefix

    @property
    def book(self) -> Book:
        return self._desk.book

    @property
    def reader(self) -> JournalReader:
        """The past."""
        return self._reader

    @property
    def codes(self) -> Codes:
        """What scanned codes mean now."""
        return Codes(self.book, self._scanner)

    @property
    def now(self) -> datetime:
        return self._clock()

    @property
    def today(self) -> date:
        """The warehouse's own day."""
        return self.now.astimezone(self.book.rules.zone).date()

    def inquiry(self, user: str) -> Inquiry:
        """Return who answers questions, if this person may ask.

        Raises:
            NotAllowed: the person may not look.
        """
        book = self._desk.catch_up()
        require(book, user, "look")
        return Inquiry(book, self._reader, self.today)

    def valuing(self, user: str) -> Valuing:
        """Return who answers what stock is worth, if this person may see it.

        Raises:
            NotAllowed: the person may not.
        """
        book = self._desk.catch_up()
        require(book, user, "see_value")
        return Valuing(book, self._reader, self._stock_value, self.today)

    def post(self, posting: Posting, asker: Asker) -> Said:
        """Post, or say why not and what might have been meant."""
        return self.outcome_of(posting, lambda: self.commit(posting, asker))

    def begin(self, posting: Posting, asker: Asker) -> "Future[Posted]":
        """Ask the desk to post, without waiting; the one thing here that does not block.

        Raises:
            JournalUnavailableError: the desk is closed.
        """
        return self._desk.submit(self._command(posting, asker))

    def outcome_of(self, posting: Posting, done: Callable[[], Posted]) -> Said:
        """Word how a posting ended."""
        try:
            return self._told(done())
        except StockError as error:
            meant = suggestions(self.book, posting, error)
            return Said(self.refused(error, posting, meant), is_refusal=True)
        except JournalUnavailableError as error:
            return away(error)

    def try_out(self, posting: Posting, asker: Asker) -> StockError | None:
        """Return why a posting would be refused; nothing is posted."""
        try:
            command = self._command(posting, asker)
        except StockError as error:
            return error
        return self.try_command(command)

    def foresee(self, command: Command) -> Transaction:
        """Return what a command would do now, on a copy of the book; nothing is posted.

        Raises:
            StockError: it would be refused.
        """
        book = self.book
        wanted = needs(command, book).transactions
        past = {name: found for name in wanted if (found := self._reader.transaction(name))}
        return decide(book.fork(), History(transactions=past), command).transaction

    def try_command(self, command: Command) -> StockError | None:
        """Return why a command would be refused, on a copy of the book; nothing is posted."""
        try:
            self.foresee(command)
        except StockError as error:
            return error
        return None

    def _command(self, posting: Posting, asker: Asker) -> Command:
        verb = VERBS[posting.verb]
        if verb.posts_lines:
            asked: dict[str, object] = {"lines": posting.lines, "occurred_on": posting.occurred_on}
            if posting.override:
                asked["override"] = posting.override
            return self.command_of(verb.kind, asker, **asked)
        return self.command_of(verb.kind, asker, **about_kit(posting))

    def commit(self, posting: Posting, asker: Asker) -> Posted:
        """Post what has been read, whole.

        Raises:
            StockError: nothing was posted.
            JournalUnavailableError: nothing was, or (`OutcomeUnknownError`) nobody knows.
        """
        return self._desk.handle(self._command(posting, asker))

    def handle(self, kind: str, asker: Asker, **parts: object) -> Posted:
        """Have a request of any kind decided.

        Raises:
            StockError, JournalUnavailableError: as for `commit`.
        """
        return self._whole(self.command_of(kind, asker, **parts))

    def handle_all(self, commands: Sequence[Command]) -> list[Posted | StockError]:
        """Have requests decided in order, many to a commit; each is posted or refused on its own.

        Raises:
            JournalUnavailableError: nobody knows which; the same requests find out.
        """
        return self._desk.handle_all(commands)

    def done(self, kind: str, asker: Asker, **parts: object) -> Said:
        """Have a request decided, and say what was done so that others see it too.

        Raises:
            StockError, JournalUnavailableError: as for `commit`.
        """
        return self._told(self.handle(kind, asker, **parts))

    def command_of(self, kind: str, asker: Asker, **parts: object) -> Command:
        """Return a command by its kind."""
        return COMMANDS.validate_python({"kind": kind, **parts, **self._signed(asker)})

    def telling(self, done: Posted | None = None) -> Telling:
        """Return what documents are worded with, after a request or just now."""
        book = self.book
        sequence = done.transaction.sequence if done else book.sequence
        at = done.transaction.at if done else self.now
        return Telling(
            book=book,
            contacts=self._contacts,
            sequence=sequence,
            at=at,
            sells_labels=self.labels is not None,
            reader=self._reader,
        )

    def undo(self, transaction: str, asker: Asker) -> Said:
        """Take a posting back."""
        return self.worded("undo", asker, self._told, transaction=transaction)

    def past(self, transaction: str) -> PastPosting:
        """Return an earlier posting as it stands now.

        Raises:
            LookupError: there is none of that name.
        """
        found = self._reader.transaction(transaction)
        reply = self._reader.reply_to(transaction)
        if found is None or reply is None:
            raise LookupError(transaction)
        undone = self._reader.undone_by(transaction) or ""
        return PastPosting(transaction=found, reply=reply, undone_by=undone)

    def posted_under(self, key: str) -> Transaction | None:
        """Return what was posted lately under a key; only the last 500 transactions are looked at."""
        if not self._reader.known_keys([key]):
            return None
        return next((one for one in self._recent() if one.key == key), None)

    def as_it_stands(self, transaction: str) -> Message | None:
        """Word an earlier posting as it stands now, with Undo while that is possible."""
        try:
            past = self.past(transaction)
        except LookupError:
            return None
        return posted(self.book, past.transaction, past.reply, undone_by=past.undone_by)

    def transaction(self, transaction: str) -> Transaction | None:
        """Return what was done under a name (`TX-12`), None where nothing was."""
        return self._reader.transaction(transaction)

    def postings_of(self, user: str, limit: int) -> list[Transaction]:
        """Return what somebody posted last and nobody took back, newest first.

        Only the last 500 transactions are looked at.
        """
        own = (one for one in self._recent() if one.actor == user and one.moves)
        standing = (one for one in own if self._reader.undone_by(one.id) is None)
        return list(islice(standing, limit))

    def _recent(self) -> Iterator[Transaction]:
        last = self._reader.last_sequence()
        entered = self._reader.entered_after(max(0, last - 500), 500)
        return (one.transaction for one in reversed(entered))

    def refused(
        self, error: StockError, posting: Numbered | None = None, meant: Sequence[Posting] = ()
    ) -> Message:
        """Word a refusal, with suggestions to press."""
        return refused(self.book, error, posting, meant, self._prefix)

    def refusing(self, act: Callable[[], A]) -> A | Said:
        """Do something, and word its refusal."""
        try:
            return act()
        except StockError as error:
            return Said(self.refused(error), is_refusal=True)
        except JournalUnavailableError as error:
            return away(error)

    def worded(
        self, kind: str, asker: Asker, told: Callable[[Posted], Said], **parts: object
    ) -> Said:
        """Have a request of any kind decided, and word what was done, or its refusal."""
        return self.refusing(lambda: told(self.handle(kind, asker, **parts)))

    def _whole(self, command: Command) -> Posted:
        """Have a request decided, and what a recall needs after it."""
        done = self._desk.handle(command)
        go_on(self._desk, command, done)
        return done

    def _told(self, done: Posted) -> Said:
        return Said(posted(self.book, done.transaction, done.reply), is_public=True)

    def _signed(self, asker: Asker) -> dict[str, object]:
        """Return what every command says about who asks."""
        return {
            "key": asker.key,
            "actor": asker.user,
            "at": self.now,
            "place": asker.place,
            "is_announced": asker.is_announced,
        }
