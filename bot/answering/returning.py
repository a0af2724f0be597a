"""Returns as they are typed: announced, shown, taken in, inspected, made good, ended.

Everything here blocks, so listeners call it in a thread. What moved stock is answered before -> after,
with Undo, for everybody to see; the rest the return's own message tells.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from bot.answering.answers import Answer, Asker, FormWanted, Said
from bot.answering.clerk import Clerk
from bot.answering.documents import Documents
from bot.answering.hearer import Hearer
from bot.answering.return_taking import ReturnTaking
from bot.answering.spoken import heard
from bot.language.grammar import prefixed
from bot.language.return_parse import is_announcement
from bot.language.return_steps import REMEDIES, ArrivedGoods, ReturnStep, read_return_step
from bot.language.step_lines import THIS, Step, is_about_documents, read_step
from bot.language.usage import NoThread, ReasonMissing
from bot.messages.posted import posted
from bot.messages.return_answers import (
    return_done,
    return_shown,
    returns_listed,
    stepped_title,
    what_next,
)
from bot.messages.text import Code, line
from bot.stepping.arrived_goods import arrived
from inventory.commands import Line
from inventory.condition import Condition
from inventory.documents.customer_return import CustomerReturn
from inventory.documents.order import Order
from inventory.errors import StockError
from inventory.returning.left_to_return import open_return, returnable
from inventory.transaction import Posted

SHAPES: Final = {
    "arrived": "arrived line:1 good:2 lot:L7",
    "inspect": 'inspect line:1 2 damaged scrap note:"chipped"',
    "refund": "refund line:1 2",
    "replace": "replace line:1 2",
    "close": "close they keep the rest",
    "cancel": "cancel they keep it",
}
"""What is done with a return -> how that is written after its number."""

DONE: Final = {
    "refund": "Refunded",
    "replace": "Replaced",
    "close": "Closed",
    "cancel": "Cancelled",
}
"""What was asked -> how it is said once it is done."""


class Returning(Hearer):
    """Hears about returns for a clerk.

    Attributes:
        taking: who announces them.

    Args:
        clerk: who asks the desk.
        prefix: of commands in this workspace.
    """

    def __init__(self, clerk: Clerk, prefix: str = "") -> None:
        super().__init__(clerk, prefix)
        self.taking = ReturnTaking(clerk, prefix)
        self._steps: dict[str, Callable[[CustomerReturn, ReturnStep, Asker], Said]] = {
            "": self._show,
            "arrived": self._arrived,
            "inspect": self._inspect,
            "refund": self._make_good,
            "replace": self._make_good,
            "close": self._close,
            "cancel": self._cancel,
        }

    def hears(self, verb: str, text: str) -> bool:
        """Tell whether a line is about returns; `/return` with goods and a condition is not."""
        is_about = is_announcement(text) or is_about_documents(text)
        return verb == "returns" or (verb == "return" and is_about)

    def hear(self, verb: str, text: str, asker: Asker) -> Answer:
        """Take one step, or say what stands in the way."""
        alone = replace(asker, is_announced=False)
        text = self._named(text, asker) if verb == "return" else text
        if verb == "return" and is_announcement(text):
            return self._announce(text, alone)

        step = read_step(verb, text)

        def act() -> Said:
            return self._open(step) if verb == "returns" else self._step(step, alone)

        return heard(self._clerk, verb, asker, act, self._prefix, _shape_of(step))

    def _named(self, text: str, asker: Asker) -> str:
        """Return the text with the return or order of the thread in the place of `this`."""
        first, _, rest = text.strip().partition(" ")
        if first.casefold() != THIS:
            return text
        try:
            here = Documents(self._clerk.book, asker.place).here((CustomerReturn, Order))
        except NoThread:  # said in words once the line is read
            return text
        return f"{here} {rest}".strip()

    def _announce(self, text: str, asker: Asker) -> Answer:
        """Announce what was typed; a form of the whole order opens where only that is named."""
        wanted = self.taking.hear(text, asker)
        if not isinstance(wanted, FormWanted) or not wanted.returned:
            return wanted
        number = wanted.returned.order
        if not number or wanted.returned.lines:
            return wanted
        try:
            returnable(self._clerk.book, number)
        except StockError as error:
            return Said(self._clerk.refused(error), is_refusal=True)
        return wanted

    def _step(self, step: Step, asker: Asker) -> Said:
        documents = Documents(self._clerk.book, asker.place)
        found = documents.get(CustomerReturn, documents.numbers_of(step, ("RMA",))[0])
        said = read_return_step(step, self._clerk.codes, self._clerk.today)
        return self._steps[said.action](found, said, asker)

    def _show(self, found: CustomerReturn, _said: ReturnStep, _asker: Asker) -> Said:
        return Said(return_shown(found, self._clerk.telling(), self._prefix))

    def arrived(self, number: str, lines: Iterable[Line], target: str, asker: Asker) -> Said:
        """Take in what was scanned of a return, or say why not.

        What was taken in before a crash is known by its key: by now other lines wait than then.
        """
        known = self._clerk.posted_under(asker.key)
        if known and (stands := self._clerk.as_it_stands(known.id)):
            return Said(stands, is_public=True)
        goods = tuple(
            ArrivedGoods(item=line.item, amount=line.amount, lot=line.serials or line.lot)
            for line in lines
        )

        def act() -> Said:
            found = open_return(self._clerk.book, number, "receive")
            return self._arrived(found, ReturnStep(arrived=goods, target=target), asker)

        return self._clerk.refusing(act)

    def _arrived(self, found: CustomerReturn, said: ReturnStep, asker: Asker) -> Said:
        facts = arrived(found, said.arrived, self._clerk.book)
        done = self._clerk.handle(
            "receive_return",
            asker,
            number=found.number,
            target=said.target,
            override=said.override,
            **facts,
        )
        return self._moved(done, found.number)

    def _inspect(self, found: CustomerReturn, said: ReturnStep, asker: Asker) -> Said:
        if said.condition is None:
            typed = f"{prefixed('/return', self._prefix)} {found.number} inspect line:1 2"
            known = ", ".join(one.value.replace("_", " ") for one in Condition)
            hint = line(f"Say in which condition ({known}), as in ", Code(f"{typed} damaged"), ".")
            return Said(return_shown(found, self._clerk.telling()).followed_by(hint))
        facts = said.model_dump(
            include={
                *("line", "amount", "lot", "condition", "disposition", "target", "note", "photo")
            }
        )
        done = self._clerk.handle("inspect_return", asker, number=found.number, **facts)
        return self._moved(done, found.number)

    def _make_good(self, found: CustomerReturn, said: ReturnStep, asker: Asker) -> Said:
        facts = said.model_dump(include={"line", "amount", "note"})
        remedy = REMEDIES[said.action]
        return self._stepped("make_good", found, said, asker, remedy=remedy, **facts)

    def _close(self, found: CustomerReturn, said: ReturnStep, asker: Asker) -> Said:
        if not said.reason and any(one.outstanding or one.waiting for one in found.lines):
            raise ReasonMissing(number=found.number)
        return self._stepped("close_return", found, said, asker, reason=said.reason)

    def _cancel(self, found: CustomerReturn, said: ReturnStep, asker: Asker) -> Said:
        if not said.reason:
            raise ReasonMissing(number=found.number)
        return self._stepped("cancel_return", found, said, asker, reason=said.reason)

    def _stepped(
        self, kind: str, before: CustomerReturn, said: ReturnStep, asker: Asker, **parts: object
    ) -> Said:
        """Ask for a step, and word it by the status before and after."""
        done = self._clerk.handle(kind, asker, number=before.number, **parts)
        telling = self._clerk.telling(done)
        after = telling.book.get(CustomerReturn, before.number) or before
        title = stepped_title(DONE[said.action], after, before, telling)
        return Said(return_done(title, done.transaction, after, telling, self._prefix))

    def _moved(self, done: Posted, number: str) -> Said:
        book = self._clerk.book
        message = posted(book, done.transaction, done.reply)
        found = book.get(CustomerReturn, number)
        return Said(message.followed_by(*what_next(found, self._prefix)), is_public=True)

    def _open(self, step: Step) -> Said:
        wanted, telling = step.rest.strip(), self._clerk.telling()
        customer = telling.book.customer(wanted) if wanted else None
        code = customer.code if customer else wanted
        found = [one for one in telling.book.open(CustomerReturn) if code in ("", one.customer)]
        return Said(returns_listed(found, telling, customer=code, today=self._clerk.today))


def _shape_of(step: Step) -> str:
    """Return how a line about a return is written: as it was begun, or with an inspection."""
    number = step.numbers[0] if step.numbers else ""
    action = step.rest.split(maxsplit=1)[0].casefold() if step.rest else ""
    return f"{number} {SHAPES.get(action, SHAPES['inspect'])}" if number else ""
