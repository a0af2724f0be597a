"""Taking a web shop's order: the customer is known or made known, then the order is placed, once.

Who the customer is goes into the rows that can be erased; the journal only learns a code. A shop's
plain id is part of it (`WEB-8812`); whatever may tell who somebody is, an e-mail above all, is sealed
with the journal's name, so that nobody finds it out from the code.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass
from typing import Final

from bincard.shop.reading import ShopOrder
from inventory.commands import EditRow
from inventory.customer import NOBODY, Contacts, Customer
from inventory.documents.order import Order
from inventory.errors import NothingChanged
from inventory.order_commands import AskedLine, PlaceOrder
from inventory.people import JOB_PREFIX
from inventory.ports import Clock, Desk, JournalReader
from inventory.quantity import Amount
from inventory.transaction import Posted

ACTOR: Final = f"{JOB_PREFIX}shop"
CODE_DIGITS: Final = 10
PLAIN_ID: Final = re.compile(r"[A-Za-z0-9._-]{1,30}")


@dataclass(frozen=True)
class Taken:
    """An order as it was placed; `is_repeat` where the shop had sent it before."""

    order: Order
    is_repeat: bool


class ShopCounter:
    """Where a shop's orders are taken.

    Args:
        seal: hides in a code who it was made of; the same for the life of the journal.
    """

    def __init__(
        self, desk: Desk, reader: JournalReader, contacts: Contacts, clock: Clock, seal: str
    ) -> None:
        self._desk = desk
        self._reader = reader
        self._contacts = contacts
        self._clock = clock
        self._seal = seal

    def take(self, asked: ShopOrder) -> Taken:
        """Place an order, or find it where it was placed before.

        Raises:
            KeyReused: the same id came before with another content.
            StockError: it cannot be placed; nothing was.
            JournalUnavailableError: nobody can tell now; the same may be sent again.
        """
        code = self.code_of(asked)
        place = self._command(asked, code)
        if not self._reader.known_keys([place.key]):
            self._make_known(asked, code)
        posted = self._desk.handle(place)
        return Taken(_placed(posted), posted.is_repeat)

    def code_of(self, asked: ShopOrder) -> str:
        """Return the customer's code: the shop's, or one made of who it says it is."""
        customer = asked.customer
        if customer.code:
            known = self._desk.catch_up().customer(customer.code)
            return known.code if known else customer.code
        if PLAIN_ID.fullmatch(customer.id):
            return f"WEB-{customer.id}"
        who = f"id:{customer.id}" if customer.id else f"email:{customer.email.casefold()}"
        digest = hmac.new(self._seal.encode(), who.encode(), hashlib.sha256).hexdigest()
        return f"WEB-{digest[:CODE_DIGITS].upper()}"

    def _make_known(self, asked: ShopOrder, code: str) -> None:
        """Keep who the customer is; what the shop leaves out stays as it was."""
        book = self._desk.catch_up()
        known = book.get(Customer, code)
        told = {n: value for n, value in asked.customer.contact if value}
        if not told and known is not None:
            return
        before = self._contacts.get(code) or NOBODY
        mark = self._contacts.put(code, before.model_copy(update=told)) if told else ""
        country = asked.customer.country or (known.country if known else "")
        after = (known or Customer(code=code)).model_copy(
            update={"contact": mark, "country": country}
        )
        if after == known:
            return
        version = book.version_of("customer", code)
        edit = EditRow(
            key=f"shop:{asked.id}:customer:{version}",
            actor=ACTOR,
            at=self._clock(),
            type="customer",
            row_key=code,
            version=version,
            after=after,
        )
        try:
            self._desk.handle(edit)
        except NothingChanged:  # another order of the same customer was quicker
            return

    def _command(self, asked: ShopOrder, code: str) -> PlaceOrder:
        lines = tuple(
            AskedLine(
                item=line.sku,
                amount=Amount(number=line.quantity, unit=line.unit),
                unit_price=line.unit_price,
                note=line.note,
            )
            for line in asked.lines
        )
        return PlaceOrder(
            key=f"shop:{asked.id}",
            actor=ACTOR,
            at=self._clock(),
            customer=code,
            lines=lines,
            reference=asked.id,
            requested_on=asked.requested_on,
            priority=asked.rank,
            requirements=asked.requirements,
            note=asked.note,
            source="shop",
        )


def _placed(posted: Posted) -> Order:
    """Return the order that was placed, not those it has taken goods from."""
    changes = posted.transaction.changes
    return next(c.after for c in changes if isinstance(c.after, Order) and c.before is None)
