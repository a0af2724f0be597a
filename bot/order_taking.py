"""Takes orders as they are typed, sent from a form or chosen as a correction.

Everything here blocks, so listeners call it in a thread.
"""

from typing import Final

from bot.answers import Answer, Asker, FormWanted, Said
from bot.clerk import Clerk
from bot.customers import CustomerNames
from bot.messages.message import Message, say
from bot.messages.outbound import order_taken
from bot.messages.refusals import refusal
from bot.messages.refused import refused, text_buttons, unreadable
from bot.messages.text import Line
from bot.messages.unavailable import unavailable
from bot.messages.usage import usage_of
from bot.order_draft import OrderDraft
from bot.order_parse import parse_order
from bot.order_suggestions import meant_orders
from bot.order_written import written_order
from bot.usage import BlockErrors
from inventory.commands import Command
from inventory.customer import Customer
from inventory.documents.order import Order, Priority
from inventory.errors import (
    LineErrors,
    MissingPart,
    NotAllowed,
    StockError,
    TooManyLines,
    UnknownReason,
)
from inventory.order_errors import UnknownCustomer, UnknownService
from inventory.ports import JournalUnavailableError
from inventory.rights import require
from inventory.transaction import Posted

PLACE: Final = "place_order"
FORM_TEXT_MAX: Final = 3_000
OF_THE_WHOLE: Final = (UnknownService, UnknownReason, NotAllowed, TooManyLines)
"""What is wrong with an order and not with a line of it."""

PRIORITIES: Final = tuple(priority.name.lower() for priority in Priority)


class OrderTaking:
    """Reads orders for a clerk.

    Args:
        clerk: who places them.
        names: what customers are called, for suggestions.
        prefix: of commands in this workspace.
    """

    def __init__(self, clerk: Clerk, names: CustomerNames, prefix: str = "") -> None:
        self._clerk = clerk
        self._names = names
        self._prefix = prefix

    def hear(self, text: str, asker: Asker) -> Answer:
        """Place what was typed, ask for what it leaves out, or say everything that is wrong."""
        try:
            require(self._clerk.book, asker.user, PLACE)
            draft = parse_order(text, today=self._clerk.today, codes=self._clerk.codes)
        except StockError as error:
            return Said(refused(self._clerk.book, error), is_refusal=True)
        except BlockErrors as error:
            others = self._wrong_too(error, asker)
            return Said(unreadable(error, "order", self._prefix, others), is_refusal=True)
        if len(draft.lines) > 1 and any(line.missing for line in draft.lines):
            wrong = self.every_wrong(draft, asker) or _as_error(_missing_of(draft), draft)
            return Said(self._refused(wrong, draft), is_refusal=True)
        return self.place(draft, asker) if draft.is_whole else self._form(draft)

    def place(self, draft: OrderDraft, asker: Asker) -> Said:
        """Place an order, or say why not and what might have been meant."""
        try:
            posted = self.commit(draft, asker)
        except StockError as error:
            wrong = self.every_wrong(draft, asker) or error
            return Said(self._refused(wrong, draft), is_refusal=True)
        except JournalUnavailableError as error:
            return Said(unavailable(error), is_refusal=True)
        return Said(self.told(posted))

    def commit(self, draft: OrderDraft, asker: Asker) -> Posted:
        """Place an order that is whole.

        Raises:
            StockError, JournalUnavailableError: as the desk says.
        """
        return self._clerk.handle(PLACE, asker, **_asked(draft))

    def told(self, posted: Posted) -> Message:
        """Word an order that was taken."""
        entries = (change.after for change in posted.transaction.changes)
        order = next(entry for entry in entries if isinstance(entry, Order))
        telling = self._clerk.telling(posted)
        return order_taken(telling, order, posted.transaction, self._prefix)

    def every_wrong(self, draft: OrderDraft, asker: Asker) -> StockError | None:
        """Return everything that is wrong at once, on a copy of the book; nothing is placed.

        Where the customer is wrong the lines are tried for any customer there is; the customer
        counts as line 0.
        """
        found: dict[int, StockError] = {}
        tried = self._tried(draft, asker)
        if isinstance(tried, UnknownCustomer):
            found |= {0: tried} if draft.customer else {}
            known = (one.code for one in self._clerk.book.all(Customer) if one.is_active)
            tried = self._tried(draft.model_copy(update={"customer": next(known, "")}), asker)
        if isinstance(tried, OF_THE_WHOLE):
            return tried
        if isinstance(tried, LineErrors):
            found |= dict(tried.errors)
        elif tried is not None and not isinstance(tried, UnknownCustomer):
            found |= {1: tried}
        return _as_error(found | _missing_of(draft), draft) if found else None

    def _form(self, draft: OrderDraft) -> Answer:
        if len(written_order(draft)) > FORM_TEXT_MAX:
            return Said(
                say("That is too long for a form. Begin with the customer.", usage_of("order")),
                is_refusal=True,
            )
        return FormWanted("order", order=draft)

    def _refused(self, error: StockError, draft: OrderDraft) -> Message:
        meant = meant_orders(self._clerk.book, self._names, draft, error)
        texts = [written_order(one) for one in meant]
        told = refused(self._clerk.book, error, draft)
        return Message(told.lines, text_buttons("order", texts))

    def _wrong_too(self, unread: BlockErrors, asker: Asker) -> list[tuple[int, Line]]:
        """Return what is wrong with the readable lines of an order that is refused anyway."""
        text = "\n".join(line for _, line in unread.readable)
        numbers = [number for number, _ in unread.readable]
        begins = bool(numbers) and numbers[0] < unread.faults[0].number
        today, codes = self._clerk.today, self._clerk.codes
        draft = parse_order(text, today=today, has_customer=begins, codes=codes)
        wrong = self.every_wrong(draft, asker) if draft.lines else None
        if wrong is None:
            return []
        each = wrong.errors if isinstance(wrong, LineErrors) else ((1, wrong),)
        book = self._clerk.book
        return [(numbers[draft.number_of(index) - 1], refusal(one, book)) for index, one in each]

    def _tried(self, draft: OrderDraft, asker: Asker) -> StockError | None:
        try:
            command: Command = self._clerk.command_of(PLACE, asker, **_asked(draft))
        except StockError as error:
            return error
        return self._clerk.try_command(command)


def priority_of(draft: OrderDraft) -> Priority:
    """Return how soon an order is served.

    Raises:
        UnknownReason: no such priority, with those there are.
    """
    name = draft.priority.strip().casefold()
    if name and name not in PRIORITIES:
        raise UnknownReason(reason=draft.priority, known=PRIORITIES)
    return Priority[name.upper()] if name else Priority.NORMAL


def _asked(draft: OrderDraft) -> dict[str, object]:
    """Return the parts of the command."""
    return {
        "customer": draft.customer,
        "lines": tuple(line.asked() for line in draft.lines),
        "reference": draft.reference,
        "requested_on": draft.requested_on,
        "priority": priority_of(draft),
        "requirements": draft.requirements,
        "service": draft.service,
        "note": draft.note,
        "source": draft.source,
    }


def _missing_of(draft: OrderDraft) -> dict[int, StockError]:
    """Return what lines leave out, by line."""
    return {
        index: MissingPart(verb="order", part=line.missing[0])
        for index, line in enumerate(draft.lines, start=1)
        if line.missing
    }


def _as_error(found: dict[int, StockError], draft: OrderDraft) -> StockError:
    lines = len(draft.lines) + (0 in found)
    if len(found) == lines == 1 or (len(found) == 1 and 0 in found):
        return next(iter(found.values()))
    return LineErrors(errors=tuple(sorted(found.items(), key=_index)), lines=lines)


def _index(numbered: tuple[int, StockError]) -> int:
    return numbered[0]
