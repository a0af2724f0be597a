"""Takes customers' orders as they are typed, sent from a form or chosen as a correction."""

from collections.abc import Iterable
from typing import Final

from bot.answering.answers import FormWanted
from bot.answering.clerk import Clerk
from bot.answering.goods_taking import GoodsTaking
from bot.language.order_draft import OrderDraft
from bot.language.order_parse import parse_order
from bot.language.order_written import written_order
from bot.messages.message import Message
from bot.messages.outbound import order_taken
from bot.suggesting.customers import CustomerNames
from bot.suggesting.order_suggestions import meant_orders
from inventory.customer import Customer
from inventory.documents.order import Order, Priority
from inventory.errors import NotAllowed, StockError, TooManyLines, UnknownReason
from inventory.order_errors import UnknownCustomer, UnknownService
from inventory.transaction import Posted

PLACE: Final = "place_order"
PRIORITIES: Final = tuple(priority.name.lower() for priority in Priority)


class OrderTaking(GoodsTaking[OrderDraft]):
    """Reads orders for a clerk.

    Args:
        clerk: who places them.
        names: what customers are called, for suggestions.
        prefix: of commands in this workspace.
    """

    verb = "order"
    kind = PLACE
    unknown_party = UnknownCustomer
    of_the_whole = (UnknownService, UnknownReason, NotAllowed, TooManyLines)

    def __init__(self, clerk: Clerk, names: CustomerNames, prefix: str = "") -> None:
        super().__init__(clerk, prefix)
        self._names = names

    def parse(self, text: str, *, has_party: bool = True) -> OrderDraft:
        clerk = self._clerk
        return parse_order(text, today=clerk.today, has_customer=has_party, codes=clerk.codes)

    def written(self, draft: OrderDraft) -> str:
        return written_order(draft)

    def meant(self, draft: OrderDraft, error: StockError) -> list[OrderDraft]:
        return meant_orders(self._clerk.book, self._names, draft, error)

    def asked(self, draft: OrderDraft) -> dict[str, object]:
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

    def told(self, posted: Posted) -> Message:
        entries = (change.after for change in posted.transaction.changes)
        order = next(entry for entry in entries if isinstance(entry, Order))
        telling = self._clerk.telling(posted)
        return order_taken(telling, order, posted.transaction, self._prefix)

    def form_of(self, draft: OrderDraft) -> FormWanted:
        return FormWanted(self.verb, order=draft)

    def parties(self) -> Iterable[str]:
        return (one.code for one in self._clerk.book.all(Customer) if one.is_active)


def priority_of(draft: OrderDraft) -> Priority:
    """Return how soon an order is served.

    Raises:
        UnknownReason: no such priority, with those there are.
    """
    name = draft.priority.strip().casefold()
    if name and name not in PRIORITIES:
        raise UnknownReason(reason=draft.priority, known=PRIORITIES)
    return Priority[name.upper()] if name else Priority.NORMAL
