"""Counts as they are typed: planned, shown, taken, entered, counted again, looked into, ended.

Everything here blocks, so listeners call it in a thread. What a step is answered with is told to the
person alone: a count has a message and a thread of its own, and what a counter finds is not for others
who count.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Final
from zlib import crc32

from bot.answering.answers import Answer, Asker, Said
from bot.answering.clerk import Clerk
from bot.answering.documents import Documents
from bot.answering.hearer import Hearer
from bot.answering.naming import person_named
from bot.answering.spoken import heard
from bot.language.count_lines import (
    AskedCount,
    Found,
    is_scope,
    read_found,
    read_scope,
)
from bot.language.count_steps import CountStep, SaidOfCount, read_count_step
from bot.language.grammar import VERBS
from bot.language.step_lines import (
    THIS,
    Step,
    is_about_documents,
    read_spoken,
    read_step,
)
from bot.language.usage import BlockErrors, ReasonMissing
from bot.messages import counting
from bot.messages.counts import is_first_round
from bot.messages.message import Message
from bot.messages.posted import undo_button
from bot.messages.refusals import refusal
from bot.messages.refused import refused, unreadable
from bot.messages.text import Bold, Line, line
from inventory.count_errors import CountTaken
from inventory.counting.classes import classes_now
from inventory.documents.cycle_count import CycleCount
from inventory.errors import LineErrors, NothingChanged, StockError
from inventory.known import known
from inventory.transaction import Posted

COUNT: Final = "count"
KINDS: Final = ("CC",)
SCOPED: Final = VERBS[COUNT].shapes[0].usage
ENTERED: Final = "CC-3 12 MUG-BLU @A-01; empty @B-02"
"""The shape of `/count` that is shown where a line cannot be read."""

WRITTEN: Final = {
    CountStep.HAND_OVER: "for:@U0BEN",
    CountStep.CLOSE: "close we open now",
    CountStep.CANCEL: "cancel it was planned twice",
}
"""What is done with a count -> how that is written after its number."""


class Counting(Hearer):
    """Hears about counts for a clerk.

    Args:
        clerk: who asks the desk.
        prefix: of commands in this workspace.
    """

    def __init__(self, clerk: Clerk, prefix: str = "") -> None:
        super().__init__(clerk, prefix)
        self._steps: Mapping[str, Callable[[Step, Asker], Said]] = {
            COUNT: self._count,
            "counts": self._open,
            "recount": self._recount,
        }

    def hears(self, verb: str, text: str) -> bool:
        """Tell whether a line is about counts; one that says how much lies where is not."""
        if verb != COUNT:
            return verb in self._steps
        return is_about_documents(text) or is_scope(text)

    def is_entry_here(self, text: str, asker: Asker) -> bool:
        """Tell whether a line without a verb was said in the thread of a count, or begins with one."""
        if text.split(maxsplit=1)[0].upper().startswith("CC-"):
            return is_about_documents(text)
        book = self._clerk.book
        return bool(asker.place.thread) and any(book.found(CycleCount, asker.place.address))

    def hear(self, verb: str, text: str, asker: Asker) -> Answer:
        """Take one step, or say what stands in the way."""
        alone = replace(asker, is_announced=False)

        def act() -> Said:
            if verb == COUNT and not is_about_documents(text):
                asked = read_scope(text, self._clerk.codes, self._clerk.today)
                return self.plan(asked, alone)
            return self._steps[verb](read_step(verb, text), alone)

        shape = ""
        if verb == COUNT:
            shape = _shape_of(text) if is_about_documents(text) else SCOPED
        return heard(self._clerk, verb, asker, act, self._prefix, shape)

    def plan(self, asked: AskedCount, asker: Asker, source: str = "message") -> Said:
        """Make sheets of what is to be counted.

        Raises:
            UsageError: nobody is called as it is said who counts.
            StockError, JournalUnavailableError: as the desk says.
        """
        book = self._clerk.book
        counter = person_named(book, asked.counter, asker.user) if asked.counter else ""
        done = self._clerk.handle(
            "plan_count",
            asker,
            scope=asked.scope,
            is_blind=asked.is_blind,
            counter=counter,
            due_on=asked.due_on,
            classes=self._classes(asked),
            seed=crc32(asker.key.encode()),
            source=source,
            note=asked.note,
        )
        made = [
            change.after
            for change in done.transaction.changes
            if isinstance(change.after, CycleCount)
        ]
        return Said(counting.planned(made, done.transaction, self._clerk.telling(done)))

    def begin(self, number: str, asker: Asker) -> CycleCount:
        """Take a sheet, or what of it somebody may count once more, and return it handed out.

        Nobody takes it out of another's hand by this, not even a manager; what of it waits to be
        counted once more is handed out already.

        Raises:
            CountTaken: somebody else counts it, and nothing of it is for the asker.
            StockError, JournalUnavailableError: as the desk says.
        """
        count = self.the(number)
        if is_first_round(count) and count.counter not in ("", asker.user):
            if not counting.left_for(self._clerk.book.rules, count, asker.user):
                raise CountTaken(number=count.number, by=count.counter)
            return count
        claimed = replace(asker, key=f"{asker.key}:claim", is_announced=False)
        with suppress(NothingChanged):  # it is theirs already, and handed out
            self._clerk.handle("claim_count", claimed, number=count.number)
        return self.the(number)

    def enter(self, number: str, found: Found, asker: Asker) -> Posted:
        """Have what was found decided; the thread hears of what it moved.

        Raises:
            StockError, JournalUnavailableError: as the desk says.
        """
        count = self.the(number)
        loud = replace(asker, place=count.thread or asker.place, is_announced=True)
        return self._clerk.handle(
            "enter_count",
            loud,
            number=count.number,
            lines=found.lines,
            occurred_on=found.occurred_on,
        )

    def told(self, before: CycleCount, done: Posted, user: str) -> Message:
        """Word what came of what somebody entered, with the way back where goods were moved."""
        after = self.the(before.number)
        buttons = (undo_button(done.transaction),) if done.transaction.moves else ()
        lines = counting.entered(before, after, done.transaction, user, self._clerk.book.rules)
        return Message(lines, buttons)

    def _count(self, step: Step, asker: Asker) -> Said:
        number, said = self._number(step, asker), read_count_step(step.rest)
        match said.step:
            case CountStep.SHOW:
                return Said(self._shown(number, asker))
            case CountStep.ENTER:
                return self._enter(number, said.text, asker)
            case CountStep.TAKE:
                count = self.begin(number, asker)
                stays = counting.stays_with(count, asker.user)
                return Said(self._shown(number, asker).followed_by(*stays))
            case _:
                return self._passed_on(number, said, asker)

    def _passed_on(self, number: str, said: SaidOfCount, asker: Asker) -> Said:
        """Give a sheet back, hand it over, or end it."""
        match said.step:
            case CountStep.GIVE_BACK:
                return self._stepped("Gave back", "claim_count", number, asker, is_claimed=False)
            case CountStep.HAND_OVER:
                counter = person_named(self._clerk.book, said.text, asker.user)
                return self._stepped("Handed over", "claim_count", number, asker, counter=counter)
            case CountStep.CLOSE:
                return self._stepped("Closed", "close_count", number, asker, reason=said.text)
            case _:
                return self._cancel(number, said.text, asker)

    def _enter(self, number: str, text: str, asker: Asker) -> Said:
        try:
            found = read_found(text, self._clerk.codes, self._clerk.today)
        except BlockErrors as unread:
            others = self._wrong_too(unread, number, asker)
            message = unreadable(unread, COUNT, self._prefix, others, shape=ENTERED)
            return Said(message.without_buttons(), is_refusal=True)  # one would count at once
        before = self.the(number)
        try:
            done = self.enter(number, found, asker)
        except StockError as error:
            message = refused(self._clerk.book, error, found, prefix=self._prefix)
            return Said(message, is_refusal=True)
        return Said(self.told(before, done, asker.user))

    def _wrong_too(self, unread: BlockErrors, number: str, asker: Asker) -> list[tuple[int, Line]]:
        """Return what is wrong with the readable lines of what is refused anyway."""
        if not unread.readable:
            return []
        text = "\n".join(one for _, one in unread.readable)
        lines = read_found(text, self._clerk.codes, self._clerk.today).lines
        command = self._clerk.command_of("enter_count", asker, number=number, lines=lines)
        error = self._clerk.try_command(command)
        each = error.errors if isinstance(error, LineErrors) else ((1, error),)
        book = self._clerk.book
        return [(unread.readable[at - 1][0], refusal(one, book)) for at, one in each if one]

    def _cancel(self, number: str, reason: str, asker: Asker) -> Said:
        if not reason:
            raise ReasonMissing(number=number)
        return self._stepped("Cancelled", "cancel_count", number, asker, reason=reason)

    def _recount(self, step: Step, asker: Asker) -> Said:
        number = self._number(step, asker)
        spoken = read_spoken(step, today=self._clerk.today)
        lines = (int(spoken.numbers["line"]),) if "line" in spoken.numbers else ()
        named = spoken.texts.get("counter", "")
        counter = person_named(self._clerk.book, named, asker.user) if named else ""
        return self._stepped(
            "To be counted again", "assign_recount", number, asker, lines=lines, counter=counter
        )

    def _open(self, _step: Step, asker: Asker) -> Said:
        sheets = counting.open_sheets(self._clerk.book.open(CycleCount), asker.user)
        return Said(counting.counts_listed(sheets, asker.user, self._clerk.telling(), self._prefix))

    def _stepped(self, did: str, kind: str, number: str, asker: Asker, **parts: object) -> Said:
        """Take a step of a sheet, and show it as it stands then."""
        done = self._clerk.handle(kind, asker, number=number, **parts)
        title = line(Bold(f"{did}: {number}"), ". ", Bold(done.transaction.id))
        return Said(_titled(title, self._shown(number, asker, done)))

    def _shown(self, number: str, asker: Asker, done: Posted | None = None) -> Message:
        telling = self._clerk.telling(done)
        return counting.shown(
            self.the(number), asker.user, telling, self._prefix, is_overheard=asker.is_overheard
        )

    def _number(self, step: Step, asker: Asker) -> str:
        documents = Documents(self._clerk.book, asker.place)
        if step.numbers == (THIS,):
            return documents.here((CycleCount,))
        return documents.get(CycleCount, documents.numbers_of(step, KINDS)[0]).number

    def the(self, number: str) -> CycleCount:
        """Return a sheet by its number.

        Raises:
            UnknownDocument: there is none.
        """
        return known(self._clerk.book, CycleCount, number)

    def _classes(self, asked: AskedCount) -> dict[str, str]:
        """Return which items are A and B, where it is asked about or decides what is due."""
        if not (asked.scope.abc_class or asked.scope.is_due):
            return {}
        return classes_now(self._clerk.book, self._clerk.reader, self._clerk.today)


def _titled(title: Line, message: Message) -> Message:
    """Return a message below a title."""
    beside = {at + 1: button for at, button in message.beside.items()}
    return replace(message, lines=(title, *message.lines), beside=beside)


def _shape_of(text: str) -> str:
    """Return how a line about a count is written: as it was begun, or with what was found."""
    number, *rest = text.split(maxsplit=2)
    step = WRITTEN.get(read_count_step(rest[0]).step) if rest else None
    return f"{number.upper()} {step}" if step else ENTERED
