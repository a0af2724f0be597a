"""Recalls as they are typed or pressed: previewed first, begun, told, accounted for, ended.

Everything here blocks, so listeners call it in a thread. A recall has a message and a thread of its own
that everybody sees; what a step is answered with is for the asker alone.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Final

from bot.answering.answers import Answer, Asker, FormWanted, Said
from bot.answering.clerk import Clerk
from bot.answering.documents import Documents
from bot.answering.hearer import Hearer
from bot.answering.recall_asking import START, RecallAsking
from bot.answering.spoken import heard
from bot.language.grammar import VERBS
from bot.language.recall_lines import RecallAsked, RecallSaid, read_recall, read_recall_step
from bot.language.step_lines import Step, is_about_documents, read_step
from bot.messages import recall_answers
from bot.messages.message import Message
from bot.messages.recall_customers import customer_at
from bot.messages.recall_drafts import draft_message
from bot.messages.recall_lists import recalls_listed
from bot.messages.recalls import recall_message
from bot.messages.text import Bold, Line, clipped, line
from inventory.documents.recall import Recall, RecallScope
from inventory.order_errors import NobodyToWriteTo, WrongStep
from inventory.recalling.parts import first_of, part_naming, whole_of
from inventory.recalling.replying import customer_on
from inventory.rights import require

VERBS_HEARD: Final = ("recall", "recalls")
STEP_SHAPE: Final = "RC-1 destroyed 3 CAFE-SOL"
"""How a step is written where none was begun; the page of help has them all."""


class Recalling(Hearer):
    """Hears about recalls for a clerk.

    Attributes:
        asking: who looks at what a recall would reach, and begins it.

    Args:
        clerk: who asks the desk.
        prefix: of commands in this workspace.
    """

    verbs = VERBS_HEARD

    def __init__(self, clerk: Clerk, prefix: str = "") -> None:
        super().__init__(clerk, prefix)
        self.asking = RecallAsking(clerk)
        self._steps: dict[str, Callable[[Recall, RecallSaid, Asker], Said]] = {
            "notify": self._notify,
            "remind": self._remind,
            "told": self._told,
            "ack": self._reply,
            "destroyed": self._reply,
            "from": self._name,
            "add": self._add,
            "decide": self._decide,
            "close": self._close,
            "lift": self._lift,
        }

    def hear(self, verb: str, text: str, asker: Asker) -> Answer:
        """Take one step, show what would be recalled, or say what stands in the way."""
        alone = replace(asker, is_announced=False)

        def act() -> Answer:
            if verb == "recalls":
                return self._open()
            if is_about_documents(text):
                return self._step(read_step(verb, text), alone)
            asked = read_recall(text, self._clerk.codes, self._clerk.today)
            return self._asked(asked, alone)

        shape = _shape_of(text) if is_about_documents(text) else ""
        return heard(self._clerk, verb, asker, act, self._prefix, shape)

    def draft(self, number: str, asker: Asker, *, line_number: int, is_reminder: bool) -> Message:
        """Word a letter of a recall before it leaves.

        Raises:
            NotAllowed, UnknownDocument, WrongStep: as they say.
        """
        require(self._clerk.book, asker.user, "notify_recall")
        recall = self._documents(asker).get(Recall, number)
        if not recall.is_open:
            raise WrongStep(number=number, action="notify", status=recall.status)
        telling = self._clerk.telling()
        return draft_message(
            recall,
            telling,
            on=self._clerk.today,
            is_reminder=is_reminder,
            line_number=line_number,
        )

    def notify(
        self, number: str, customer: str, asker: Asker, *, how: str, is_reminder: bool = False
    ) -> Message:
        """Have customers written to, or note that somebody called; then show whose turn is next.

        Raises:
            StockError, JournalUnavailableError: as the desk says.
        """
        facts = {"number": number, "customer": customer, "how": how, "is_reminder": is_reminder}
        done = self._clerk.handle("notify_recall", asker, **facts)
        recall = self._documents(asker).get(Recall, number)
        next_one = draft_message(
            recall, self._clerk.telling(done), on=self._clerk.today, is_reminder=is_reminder
        )
        title = recall_answers.told(done.transaction, customer)
        return replace(
            next_one, lines=(line(title, ". ", Bold(done.transaction.id)), *next_one.lines)
        )

    def _asked(self, asked: RecallAsked, asker: Asker) -> Answer:
        require(self._clerk.book, asker.user, START)
        if not asked.reason or names_nothing(asked.scope):
            return FormWanted("recall", recall=asked)
        if asked.is_now:
            return self.asking.act(asked, asker)
        return Said(self.asking.preview(asked, asker))

    def _open(self) -> Said:
        found = list(self._clerk.book.open(Recall))
        return Said(recalls_listed(found, self._clerk.telling(), self._prefix))

    def _step(self, step: Step, asker: Asker) -> Said:
        documents = self._documents(asker)
        recall = documents.get(Recall, documents.numbers_of(step, ("RC",))[0])
        said = read_recall_step(step, self._clerk.codes, self._clerk.today)
        if not said.action:
            return Said(recall_message(recall, self._clerk.telling()))
        recall = self._meant(recall, said)
        return self._steps[said.action](recall, said, asker)

    def _meant(self, recall: Recall, said: RecallSaid) -> Recall:
        """Return the board that a step is about: the customer's, or the first for all of them."""
        if said.action in ("add", "decide", "close", "lift"):
            return first_of(self._clerk.book, recall)
        named = said.customer and not said.line
        return part_naming(self._clerk.book, recall, said.customer) if named else recall

    def _notify(self, recall: Recall, said: RecallSaid, asker: Asker) -> Said:
        return self._write(recall, said, asker, is_reminder=False)

    def _remind(self, recall: Recall, said: RecallSaid, asker: Asker) -> Said:
        return self._write(recall, said, asker, is_reminder=True)

    def _write(self, recall: Recall, said: RecallSaid, asker: Asker, *, is_reminder: bool) -> Said:
        customer = self._customer(recall, said) if said.customer or said.line else ""
        facts = {"customer": customer, "how": "mail", "is_reminder": is_reminder}
        if said.is_now:
            return Said(
                self.notify(recall.number, customer, asker, how="mail", is_reminder=is_reminder)
            )
        if customer:
            self._refuse_told(recall.number, asker, facts)
        at = recall_line(recall, customer) if customer else 0
        return Said(self.draft(recall.number, asker, line_number=at, is_reminder=is_reminder))

    def _refuse_told(self, number: str, asker: Asker, facts: dict[str, object]) -> None:
        """Refuse to show a letter that would not be sent; without an address it is read on the phone.

        Raises:
            NothingChanged, NotAllowed: as the desk would say.
        """
        command = self._clerk.command_of("notify_recall", asker, number=number, **facts)
        with suppress(NobodyToWriteTo):
            self._clerk.foresee(command)

    def _told(self, recall: Recall, said: RecallSaid, asker: Asker) -> Said:
        customer = self._customer(recall, said)
        title = f"Noted that {clipped(customer, 60)} was told"
        return self._changed("notify_recall", title, recall, asker, customer=customer, how="told")

    def _reply(self, recall: Recall, said: RecallSaid, asker: Asker) -> Said:
        customer = "" if said.line else self._customer(recall, said)
        whose = clipped(customer, 60) or f"line {said.line}"
        is_destroyed = said.action == "destroyed"
        title = f"Noted what {whose} destroyed" if is_destroyed else f"Noted that {whose} knows"
        return self._changed(
            "record_recall_reply",
            title,
            recall,
            asker,
            customer=customer,
            line=said.line,
            destroyed=said.amount,
            is_all_destroyed=said.is_all,
            note=said.text,
        )

    def _name(self, recall: Recall, said: RecallSaid, asker: Asker) -> Said:
        facts = {"customer": said.customer, "line": said.line, "amount": said.amount}
        title = f"Noted what {clipped(said.customer, 60)} sent back"
        return self._changed("name_returned", title, recall, asker, **facts)

    def _add(self, recall: Recall, said: RecallSaid, asker: Asker) -> Said:
        asked = RecallAsked(scope=said.scope, is_now=said.is_now)
        if asked.is_now:
            return self.asking.act(asked, asker, recall.number)
        return Said(self.asking.preview(asked, asker, recall.number))

    def _decide(self, recall: Recall, said: RecallSaid, asker: Asker) -> Said:
        title = f"Decided for {recall.number}"
        facts = {"outcome": said.outcome, "note": said.text}
        return self._changed("decide_held", title, recall, asker, **facts)

    def _close(self, recall: Recall, said: RecallSaid, asker: Asker) -> Said:
        title = f"Closed {recall.number}"
        return self._changed("close_recall", title, recall, asker, reason=said.text)

    def _lift(self, recall: Recall, said: RecallSaid, asker: Asker) -> Said:
        if not said.text:
            return Said(recall_answers.say_why(recall.number, self._prefix), is_refusal=True)
        title = f"Lifted {recall.number}"
        return self._changed("lift_recall", title, recall, asker, reason=said.text)

    def _changed(
        self, kind: str, title: str, before: Recall, asker: Asker, **parts: object
    ) -> Said:
        """Ask for a step, and word it by what is recovered before and after."""
        whole = whole_of(self._clerk.book, before)
        done = self._clerk.handle(kind, asker, number=before.number, **parts)
        telling = self._clerk.telling(done)
        after = telling.book.get(Recall, before.number) or before
        told: Line = recall_answers.changed(title, whole, whole_of(telling.book, after))
        return Said(recall_answers.recall_done(told, done.transaction, after, telling))

    def _customer(self, recall: Recall, said: RecallSaid) -> str:
        """Return the customer that is named, as the recall writes it.

        Raises:
            NotOnRecall, UnknownLine: nobody is named, or somebody who got nothing of it.
        """
        if said.line:
            return customer_at(recall, said.line)
        return customer_on(recall, said.customer)

    def _documents(self, asker: Asker) -> Documents:
        return Documents(self._clerk.book, asker.place)


def recall_line(recall: Recall, customer: str) -> int:
    """Return the number of a customer's first line, 0 for somebody who got nothing of it."""
    return next((one.number for one in recall.lines if one.customer == customer), 0)


def names_nothing(scope: RecallScope) -> bool:
    """Tell whether a scope says nothing but perhaps the item: then a form asks which lots."""
    return scope == RecallScope(item=scope.item)


def _shape_of(text: str) -> str:
    """Return how a line about a recall is written: as it was begun, or with what was destroyed."""
    action = "".join(text.split()[1:2]).casefold()
    shapes = (one.usage for one in VERBS["recall"].shapes)
    return next((one for one in shapes if f"{one} ".startswith(f"RC-1 {action} ")), STEP_SHAPE)
