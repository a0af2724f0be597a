"""Purchase orders as they are typed: drafted, shown, approved, sent, closed, let go.

Everything here blocks, so listeners call it in a thread. What a step is answered with is told to the
person alone: a purchase order has a message and a thread of its own that everybody sees.
"""

from dataclasses import replace
from typing import Final

from bot.answering.answers import Answer, Asker, Said
from bot.answering.clerk import Clerk
from bot.answering.documents import Documents
from bot.answering.hearer import StepHearer
from bot.answering.purchase_taking import PurchaseTaking
from bot.language.step_lines import Step, is_about_documents, read_spoken
from bot.language.usage import ReasonMissing
from bot.messages import buying, outbound
from bot.messages.text import Code, line
from inventory.documents.purchase_order import PurchaseOrder

WAYS: Final = {"mail": "mail", "hand": "posted"}
"""What is said of how an order is sent -> how the command names it."""


class Purchasing(StepHearer):
    """Hears what is typed of purchase orders, for a clerk.

    Args:
        clerk: who asks the desk.
        taking: who drafts them.
        prefix: of commands in this workspace.
    """

    def __init__(self, clerk: Clerk, taking: PurchaseTaking, prefix: str = "") -> None:
        super().__init__(clerk, prefix)
        self._taking = taking
        self._steps = {
            "buy": self._show,
            "purchases": self._open,
            "approve": self._approve,
            "send": self._send,
            "close": self._close,
        }

    def hears(self, verb: str, _text: str) -> bool:
        """Tell whether a line is about purchase orders; any of these verbs is."""
        return verb in self._steps

    def hear(self, verb: str, text: str, asker: Asker) -> Answer:
        """Take one step, or say what stands in the way."""
        if verb == "buy" and not is_about_documents(text):
            return self._taking.hear(text, replace(asker, is_announced=False))
        return super().hear(verb, text, asker)

    def cancel(self, number: str, reason: str, asker: Asker) -> Said:
        """Let a purchase order go.

        Raises:
            ReasonMissing: nobody says why.
            StockError, JournalUnavailableError: as the desk says.
        """
        order = self._documents(asker).get(PurchaseOrder, number)
        if not reason:
            raise ReasonMissing(number=number)
        quiet = replace(asker, is_announced=False)
        return self._stepped("cancel_purchase", "Cancelled", order, quiet, reason=reason)

    def _show(self, step: Step, asker: Asker) -> Said:
        order = self._order(step, asker)
        return Said(outbound.shown(order, self._clerk.telling(), self._prefix))

    def _open(self, step: Step, _asker: Asker) -> Said:
        book, today = self._clerk.book, self._clerk.today
        wanted = step.rest.strip()
        supplier = book.supplier(wanted) if wanted else None
        code = supplier.code if supplier else wanted
        found = [one for one in book.open(PurchaseOrder) if code in ("", one.supplier)]
        return Said(buying.listed(book, found, today, supplier=code, prefix=self._prefix))

    def _approve(self, step: Step, asker: Asker) -> Said:
        order = self._order(step, asker)
        return self._stepped("approve_purchase", "Approved", order, asker)

    def _send(self, step: Step, asker: Asker) -> Said:
        order = self._order(step, asker)
        said = read_spoken(step, words=tuple(WAYS), today=self._clerk.today)
        if len(said.words) != 1:
            by_mail, by_hand = (Code(f"{self._typed('send')} {order.number} {way}") for way in WAYS)
            hint = line("Say how: ", by_mail, ", or ", by_hand, " once the paper is handed over.")
            return Said(outbound.as_it_stands(order, self._clerk.telling()).followed_by(hint))
        return self._stepped("send_purchase", "Sent", order, asker, how=WAYS[said.words[0]])

    def _close(self, step: Step, asker: Asker) -> Said:
        order = self._order(step, asker)
        if not step.rest and any(line.outstanding for line in order.lines):
            raise ReasonMissing(number=order.number)
        return self._stepped("close_purchase", "Closed", order, asker, reason=step.rest)

    def _stepped(
        self, kind: str, verb: str, before: PurchaseOrder, asker: Asker, **parts: object
    ) -> Said:
        """Ask for a step, and word it by the status before and after."""
        posted = self._clerk.handle(kind, asker, number=before.number, **parts)
        telling = self._clerk.telling(posted)
        after = telling.book.get(PurchaseOrder, before.number) or before
        title = outbound.changed(verb, after, before.status)
        return Said(outbound.done(title, posted.transaction, after, telling, self._prefix))

    def _order(self, step: Step, asker: Asker) -> PurchaseOrder:
        documents = self._documents(asker)
        return documents.get(PurchaseOrder, documents.numbers_of(step, ("PO",))[0])

    def _documents(self, asker: Asker) -> Documents:
        return Documents(self._clerk.book, asker.place)

    def _typed(self, verb: str) -> str:
        return outbound.typed(verb, self._prefix)
