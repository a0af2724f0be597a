"""The steps of the outbound flow as they are typed: show, pick, check, pack, ship, let go.

Everything here blocks, so listeners call it in a thread. What a step is answered with is told to the
person alone: its documents have messages of their own that everybody sees, and what moved stock is told in
their thread besides, as after a button.
"""

from dataclasses import replace
from typing import Final

from bot.answering.answers import Answer, Asker, Said
from bot.answering.clerk import Clerk
from bot.answering.documents import Documents
from bot.answering.following import followed
from bot.answering.hearer import StepHearer
from bot.answering.order_taking import OrderTaking
from bot.answering.purchasing import Purchasing
from bot.answering.walking import ready_orders
from bot.language.step_lines import Step, is_about_documents, read_spoken
from bot.language.usage import ReasonMissing
from bot.messages import outbound
from bot.messages.figures import money
from bot.messages.message import Message
from bot.messages.outbound import Document
from bot.messages.text import Bold, Code, Line, line
from inventory.billing.issued import IssuedCredit, IssuedInvoice
from inventory.documents.order import Order
from inventory.documents.pick_list import PickList
from inventory.documents.shipment import Shipment, ShipmentStatus
from inventory.errors import UnknownReason
from inventory.order_commands import Finding
from inventory.transaction import Posted

WAVE_MAX: Final = 20
OF_GOODS: Final = ("pick", "ship")
"""Lines of these are about goods, unless they begin with a document."""

OK: Final = "ok"
FINDINGS: Final = tuple(finding.value for finding in Finding)


class Fulfilment(StepHearer):
    """Hears the steps for a clerk.

    Args:
        clerk: who asks the desk.
        orders: who takes orders.
        purchasing: who lets purchase orders go.
        prefix: of commands in this workspace.
    """

    def __init__(
        self, clerk: Clerk, orders: OrderTaking, purchasing: Purchasing, prefix: str = ""
    ) -> None:
        super().__init__(clerk, prefix)
        self._orders = orders
        self._purchasing = purchasing
        self._steps = {
            "order": self._show_order,
            "orders": self._open_orders,
            "pick": self._pick,
            "wave": self._wave,
            "check": self._check,
            "pack": self._pack,
            "ship": self._ship,
            "track": self._track,
            "cancel": self._cancel,
            "credit": self._credit,
        }

    def hears(self, verb: str, text: str) -> bool:
        """Tell whether a line is about orders and their documents."""
        return verb in self._steps and (verb not in OF_GOODS or is_about_documents(text))

    def hear(self, verb: str, text: str, asker: Asker) -> Answer:
        """Take one step, or say what stands in the way."""
        if verb == "order" and not is_about_documents(text):
            return self._orders.hear(text, replace(asker, is_announced=False))
        return super().hear(verb, text, asker)

    def plan(self, numbers: tuple[str, ...], asker: Asker) -> Said:
        """Make one pick list of some orders.

        Raises:
            StockError, JournalUnavailableError: as the desk says.
        """
        posted = self._clerk.handle("plan_pick", asker, orders=numbers)
        made = _made(posted)
        stops = outbound.stops(made)
        title = line(Bold(f"Made {made.number}"), f" for {', '.join(made.orders)}: {stops}")
        return self._done(title, posted, made)

    def _show_order(self, step: Step, asker: Asker) -> Said:
        documents = self._documents(asker)
        number = documents.numbers_of(step, ("SO",))[0]
        return self._shown(documents.get(Order, number))

    def _open_orders(self, step: Step, _asker: Asker) -> Said:
        customer = step.rest.strip()
        found = [
            order
            for order in self._clerk.book.open(Order)
            if customer.casefold() in ("", order.customer.casefold())
        ]
        found.sort(key=lambda order: order.rank)
        return Said(outbound.listed(found, customer=customer, prefix=self._prefix))

    def _pick(self, step: Step, asker: Asker) -> Said:
        documents = self._documents(asker)
        numbers = documents.numbers_of(step, ("SO", "PK"))
        if numbers[0].startswith("PK"):
            return self._shown(documents.get(PickList, numbers[0]))
        if len(numbers) == 1 and (known := documents.get(Order, numbers[0]).pick_list):
            return self._shown(documents.get(PickList, known))
        return self.plan(numbers, asker)

    def _wave(self, step: Step, asker: Asker) -> Said:
        if step.numbers:
            return self.plan(self._documents(asker).numbers_of(step, ("SO",)), asker)
        return Said(outbound.wave(ready_orders(self._clerk.book), WAVE_MAX, self._prefix))

    def _check(self, step: Step, asker: Asker) -> Said:
        shipment = self._documents(asker).shipment(step)
        said = read_spoken(step, words=(OK,), today=self._clerk.today)
        if not (said.words or said.texts or said.numbers):
            return Said(self._to_check(shipment))
        found = said.texts.get("finding", Finding.OK.value)
        if found not in FINDINGS:
            raise UnknownReason(reason=found, known=FINDINGS)
        parts = {**said.texts, **said.numbers, "finding": found}
        heard = asker if found == OK else self._telling_all(asker, shipment.order)
        return self._stepped("check_line", "Checked", shipment, heard, **parts)

    def _to_check(self, shipment: Shipment) -> Message:
        shown = outbound.as_it_stands(shipment, self._clerk.telling())
        if shipment.status is not ShipmentStatus.CHECKING:
            return shown
        typed = Code(f"{outbound.typed('check', self._prefix)} {shipment.number} ok")
        return shown.followed_by(line("If all of it is right: ", typed))

    def _pack(self, step: Step, asker: Asker) -> Said:
        shipment = self._documents(asker).shipment(step)
        said = read_spoken(step, today=self._clerk.today)
        box, weight = said.texts.get("box", ""), said.numbers.get("weight")
        packages = [{"kind": box, "weight": weight}] if box or weight is not None else []
        return self._stepped("pack_shipment", "Packed", shipment, asker, packages=packages)

    def _ship(self, step: Step, asker: Asker) -> Said:
        shipment = self._documents(asker).shipment(step)
        said = read_spoken(step, today=self._clerk.today)
        parts = {**said.texts, **said.numbers}
        heard = self._telling_all(asker, shipment.order)
        return self._stepped("ship_shipment", "Shipped", shipment, heard, **parts)

    def _track(self, step: Step, asker: Asker) -> Said:
        return Said(followed(self._clerk.book, self._documents(asker), step, self._clerk.now))

    def _cancel(self, step: Step, asker: Asker) -> Said:
        documents = self._documents(asker)
        number = documents.numbers_of(step, ("SO", "PK", "PO"))[0]
        if number.startswith("PK"):
            pick_list = documents.get(PickList, number)
            return self._stepped("cancel_pick", "Gave up", pick_list, asker)
        if number.startswith("PO"):
            return self._purchasing.cancel(number, step.rest, asker)
        order = documents.get(Order, number)
        if not step.rest:
            raise ReasonMissing(number=number)
        heard = self._telling_all(asker, number)
        return self._stepped("cancel_order", "Cancelled", order, heard, reason=step.rest)

    def _credit(self, step: Step, asker: Asker) -> Said:
        number = self._documents(asker).numbers_of(step, ("INV",))[0]
        issued = self._documents(asker).get(IssuedInvoice, number)
        shipment = self._documents(asker).get(Shipment, issued.shipment)
        if not step.rest:
            raise ReasonMissing(number=number)
        posted = self._clerk.handle("issue_credit", asker, number=number, reason=step.rest)
        made = (c.after for c in posted.transaction.changes)
        credit = next(entry for entry in made if isinstance(entry, IssuedCredit))
        title = line(
            Bold(f"Issued {credit.number}"),
            f" for {number}: {money(credit.gross, issued.currency)}",
        )
        return self._done(title, posted, shipment)

    def _stepped(
        self, kind: str, verb: str, before: Document, asker: Asker, **parts: object
    ) -> Said:
        """Ask for a step of one document, and word it by its status before and after."""
        posted = self._clerk.handle(kind, asker, number=before.number, **parts)
        telling = self._clerk.telling(posted)
        after = telling.book.get(type(before), before.number) or before
        title = outbound.changed(verb, after, before.status)
        return Said(outbound.done(title, posted.transaction, after, telling, self._prefix))

    def _done(self, title: Line, posted: Posted, document: Document) -> Said:
        telling = self._clerk.telling(posted)
        return Said(outbound.done(title, posted.transaction, document, telling, self._prefix))

    def _telling_all(self, asker: Asker, number: str) -> Asker:
        """Have the thread of an order told as well, or the channel where it has none yet."""
        order = self._clerk.book.get(Order, number)
        thread = order.thread if order else None
        return replace(asker, place=thread or asker.place, is_announced=True)

    def _shown(self, document: Document) -> Said:
        return Said(outbound.shown(document, self._clerk.telling(), self._prefix))

    def _documents(self, asker: Asker) -> Documents:
        return Documents(self._clerk.book, asker.place)


def _made(posted: Posted) -> PickList:
    entries = (change.after for change in posted.transaction.changes)
    return next(entry for entry in entries if isinstance(entry, PickList))
