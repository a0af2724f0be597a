"""Which lots are recalled: looked at first, on a copy of the book, and then recalled as shown.

What is pressed carries how many lots were shown. Where it would be others by now, nothing is recalled
and they are shown anew.
"""

from dataclasses import replace
from typing import Final

from bot.answering.answers import Asker, Said
from bot.answering.clerk import Clerk
from bot.language.recall_lines import (
    RecallAsked,
    read_recall,
    read_recall_step,
    written_recall,
)
from bot.language.recall_scopes import written_scope
from bot.language.step_lines import is_about_documents, read_step
from bot.messages import recall_answers
from bot.messages.message import Message
from bot.messages.recall_preview import (
    Foreseen,
    foreseen_in,
    held_when_it_comes,
    recall_in,
    recall_preview,
)
from inventory.documents.recall import Recall
from inventory.errors import NothingChanged, StockError
from inventory.recall_errors import AlreadyRecalled, NothingToRecall

START: Final = "start_recall"
WIDEN: Final = "widen_recall"


class RecallAsking:
    """Looks at what a recall would reach, and has it begun or widened.

    Args:
        clerk: who asks the desk.
    """

    def __init__(self, clerk: Clerk) -> None:
        self._clerk = clerk

    def foresee(self, asked: RecallAsked, asker: Asker, number: str = "") -> Foreseen:
        """Return what a recall would do, or what more lots would do to one; nothing is held.

        Args:
            asked: which lots, and why.
            asker: who asks.
            number: of the recall that is to hold more; empty for a new one.

        Raises:
            StockError: as the desk would say.
        """
        kind, facts = _request(asked, number)
        command = self._clerk.command_of(kind, asker, **facts)
        return foreseen_in(self._clerk.foresee(command), number)

    def preview(self, asked: RecallAsked, asker: Asker, number: str = "") -> Message:
        """Word what would be recalled, with the button that does it.

        Raises:
            StockError: as the desk would say.
        """
        try:
            found = self.foresee(asked, asker, number)
        except (NothingToRecall, AlreadyRecalled) as none_by_now:
            found, expected = self.foresee_later(asked, asker, number, none_by_now)
            refusal = self._clerk.refused(none_by_now)
            return held_when_it_comes(refusal, found, as_shown(found, expected, number))
        return recall_preview(found, self._clerk.telling(), as_shown(found, asked, number))

    def foresee_later(
        self, asked: RecallAsked, asker: Asker, number: str, none_by_now: StockError
    ) -> tuple[Foreseen, RecallAsked]:
        """Return what it would do to wait for lots of which there are none by now, and how to ask.

        Args:
            asked: which lots, and why.
            asker: who asks.
            number: of the recall that is to wait for them; empty for a new one.
            none_by_now: what was found instead.

        Raises:
            StockError: that again, where nobody would know such a lot when it comes.
        """
        is_of_another = isinstance(none_by_now, AlreadyRecalled) and none_by_now.number != number
        expected = asked.model_copy(update={"is_expected": True})
        try:
            found = self.foresee(expected, asker, number)
        except NothingChanged:
            raise
        except StockError:
            raise none_by_now from None
        if found.added or is_of_another:
            raise none_by_now
        return found, expected

    def act(self, asked: RecallAsked, asker: Asker, number: str = "") -> Said:
        """Recall the lots, and say how it stands.

        Raises:
            StockError, JournalUnavailableError: as the desk says.
        """
        before = self._clerk.book.get(Recall, number) if number else None
        kind, facts = _request(asked, number)
        done = self._clerk.handle(kind, asker, **facts)
        after = recall_in(done.transaction, number)
        title = recall_answers.widened(before, after) if before else recall_answers.begun(after)
        telling = self._clerk.telling(done)
        now = telling.book.get(Recall, after.number) if after.unlisted else None
        return Said(recall_answers.recall_done(title, done.transaction, now or after, telling))

    def press(self, shown: str, asker: Asker) -> Said:
        """Recall what was shown; shown anew where it is not the same any more.

        Raises:
            UsageError, StockError, JournalUnavailableError: as they say.
        """
        number, asked = self.meant(shown)
        alone = replace(asker, is_announced=False)
        if not self.is_as_shown(shown, alone):
            return Said(self.preview(asked, alone, number))
        return self.act(asked, alone, number)

    def is_as_shown(self, shown: str, asker: Asker) -> bool:
        """Tell whether what was shown is still so; what is refused by now the desk tells itself.

        It alone knows whether this is the second of two clicks, of which the first was quicker.

        Raises:
            UsageError: it cannot be read.
        """
        number, asked = self.meant(shown)
        try:
            found = self.foresee(asked, asker, number)
        except StockError:
            return True
        return as_shown(found, asked, number) == shown

    def meant(self, shown: str) -> tuple[str, RecallAsked]:
        """Return which recall is meant, empty for a new one, and which lots.

        Raises:
            UsageError, SerialsRefused: it cannot be read.
        """
        codes, today = self._clerk.codes, self._clerk.today
        count, _, text = shown.partition("\n")
        expected = {"is_expected": count == "0"}
        if not is_about_documents(text):
            return "", read_recall(text, codes, today).model_copy(update=expected)
        step = read_step("recall", text)
        scope = read_recall_step(step, codes, today).scope
        return step.numbers[0], RecallAsked(scope=scope, **expected)


def as_shown(found: Foreseen, asked: RecallAsked, number: str = "") -> str:
    """Return what a button about a preview carries: how many lots it showed, and the line."""
    line = f"{number} add {written_scope(asked.scope)}" if number else written_recall(asked)
    return f"{found.added}\n{line}"


def _request(asked: RecallAsked, number: str) -> tuple[str, dict[str, object]]:
    """Return the kind of the command, and what it asks."""
    facts: dict[str, object] = {"scope": asked.scope, "is_expected": asked.is_expected}
    if number:
        return WIDEN, facts | {"number": number}
    return START, facts | {"reason": asked.reason, "instructions": asked.instructions}
