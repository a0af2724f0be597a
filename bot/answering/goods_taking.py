"""Takes wanted goods as they are typed, sent from a form or chosen as a correction.

What differs between an order and a purchase order is said by two small classes; all of this is the
same for both. Everything here blocks, so listeners call it in a thread.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any, ClassVar, Final, Generic, TypeVar

from bot.answering.answers import Answer, Asker, FormWanted, Said, away
from bot.answering.clerk import Clerk
from bot.language.goods_draft import GoodsDraft
from bot.language.usage import BlockErrors
from bot.messages.message import Message, say
from bot.messages.refusals import refusal
from bot.messages.refused import refused, text_buttons, unreadable
from bot.messages.text import Line
from bot.messages.usage import usage_of
from inventory.commands import Command
from inventory.errors import LineErrors, MissingPart, StockError
from inventory.ports import JournalUnavailableError
from inventory.rights import require
from inventory.transaction import Posted

D = TypeVar("D", bound=GoodsDraft[Any])
FORM_TEXT_MAX: Final = 3_000


class GoodsTaking(ABC, Generic[D]):
    """Reads wanted goods for a clerk.

    Attributes:
        verb: by which they are typed; `kind` is the command that takes them.
        unknown_party: the refusal of a customer or supplier that is not there.
        of_the_whole: refusals that are not about a line.
        shape: how it is written, where that is not the verb's usual line.

    Args:
        clerk: who places them.
        prefix: of commands in this workspace.
    """

    verb: ClassVar[str]
    kind: ClassVar[str]
    unknown_party: ClassVar[type[StockError]]
    of_the_whole: ClassVar[tuple[type[StockError], ...]]
    shape: ClassVar[str] = ""

    def __init__(self, clerk: Clerk, prefix: str = "") -> None:
        self._clerk = clerk
        self._prefix = prefix

    @abstractmethod
    def parse(self, text: str, *, has_party: bool = True) -> D:
        """Read what was typed.

        Raises:
            BlockErrors: with everything that cannot be read.
        """

    @abstractmethod
    def written(self, draft: D) -> str:
        """Write a draft as it could have been typed."""

    @abstractmethod
    def meant(self, draft: D, error: StockError) -> list[D]:
        """Return what may have been meant."""

    @abstractmethod
    def asked(self, draft: D) -> dict[str, object]:
        """Return the parts of the command.

        Raises:
            StockError: a part that is on no list.
        """

    @abstractmethod
    def told(self, posted: Posted) -> Message:
        """Word what was taken."""

    @abstractmethod
    def form_of(self, draft: D) -> FormWanted:
        """Return the form, filled in as far as the draft goes."""

    @abstractmethod
    def parties(self) -> Iterable[str]:
        """Yield the codes of customers or suppliers in use."""

    def hear(self, text: str, asker: Asker) -> Answer:
        """Place what was typed, ask for what it leaves out, or say everything that is wrong."""
        try:
            require(self._clerk.book, asker.user, self.kind)
            draft = self.parse(text)
        except StockError as error:
            return Said(refused(self._clerk.book, error), is_refusal=True)
        except BlockErrors as error:
            others = self._wrong_too(error, asker)
            told = unreadable(error, self.verb, self._prefix, others, shape=self.shape)
            return Said(told, is_refusal=True)
        if len(draft.lines) > 1 and any(line.missing for line in draft.lines):
            wrong = self.every_wrong(draft, asker) or _as_error(self._missing_of(draft), draft)
            return Said(self._refused(wrong, draft), is_refusal=True)
        return self.place(draft, asker) if draft.is_whole else self._form(draft)

    def place(self, draft: D, asker: Asker) -> Said:
        """Place what is whole, or say why not and what might have been meant."""
        try:
            posted = self.commit(draft, asker)
        except StockError as error:
            wrong = self.every_wrong(draft, asker) or error
            return Said(self._refused(wrong, draft), is_refusal=True)
        except JournalUnavailableError as error:
            return away(error)
        return Said(self.told(posted))

    def commit(self, draft: D, asker: Asker) -> Posted:
        """Place what is whole.

        Raises:
            StockError, JournalUnavailableError: as the desk says.
        """
        return self._clerk.handle(self.kind, asker, **self.asked(draft))

    def every_wrong(self, draft: D, asker: Asker) -> StockError | None:
        """Return everything that is wrong at once, on a copy of the book; nothing is placed.

        Where the customer or supplier is wrong the lines are tried for any there is; that counts as
        line 0.
        """
        found: dict[int, StockError] = {}
        tried = self._tried(draft, asker)
        if isinstance(tried, self.unknown_party):
            found |= {0: tried} if draft.party else {}
            tried = self._tried(draft.with_party(next(iter(self.parties()), "")), asker)
        if isinstance(tried, self.of_the_whole):
            return tried
        if isinstance(tried, LineErrors):
            found |= dict(tried.errors)
        elif tried is not None and not isinstance(tried, self.unknown_party):
            found |= {1: tried}
        return _as_error(found | self._missing_of(draft), draft) if found else None

    def _form(self, draft: D) -> Answer:
        if len(self.written(draft)) > FORM_TEXT_MAX:
            return Said(
                say(
                    "That is too long for a form. Begin with for whom.",
                    usage_of(self.verb, shape=self.shape),
                ),
                is_refusal=True,
            )
        return self.form_of(draft)

    def _refused(self, error: StockError, draft: D) -> Message:
        texts = [self.written(one) for one in self.meant(draft, error)]
        told = self._clerk.refused(error, draft)
        return Message(told.lines, text_buttons(self.verb, texts))

    def _wrong_too(self, unread: BlockErrors, asker: Asker) -> list[tuple[int, Line]]:
        """Return what is wrong with the readable lines of what is refused anyway."""
        text = "\n".join(line for _, line in unread.readable)
        numbers = [number for number, _ in unread.readable]
        begins = bool(numbers) and numbers[0] < unread.faults[0].number
        draft = self.parse(text, has_party=begins)
        wrong = self.every_wrong(draft, asker) if draft.lines else None
        if wrong is None:
            return []
        each = wrong.errors if isinstance(wrong, LineErrors) else ((1, wrong),)
        book = self._clerk.book
        return [(numbers[draft.number_of(index) - 1], refusal(one, book)) for index, one in each]

    def _tried(self, draft: D, asker: Asker) -> StockError | None:
        try:
            command: Command = self._clerk.command_of(self.kind, asker, **self.asked(draft))
        except StockError as error:
            return error
        return self._clerk.try_command(command)

    def _missing_of(self, draft: D) -> dict[int, StockError]:
        """Return what lines leave out, by line."""
        return {
            index: MissingPart(verb=self.verb, part=line.missing[0])
            for index, line in enumerate(draft.lines, start=1)
            if line.missing
        }


def _as_error(found: dict[int, StockError], draft: GoodsDraft[Any]) -> StockError:
    lines = len(draft.lines) + (0 in found)
    if len(found) == lines == 1 or (len(found) == 1 and 0 in found):
        return next(iter(found.values()))
    return LineErrors(errors=tuple(sorted(found.items(), key=_index)), lines=lines)


def _index(numbered: tuple[int, StockError]) -> int:
    return numbered[0]
