"""Takes purchase orders as they are typed, sent from a form or chosen as a correction."""

from collections.abc import Iterable

from bot.answering.answers import FormWanted
from bot.answering.goods_taking import GoodsTaking
from bot.language.purchase_draft import PurchaseDraft
from bot.language.purchase_parse import parse_purchase
from bot.language.purchase_written import written_purchase
from bot.messages.buying import purchase_drafted
from bot.messages.message import Message
from bot.suggesting.purchase_suggestions import meant_purchases
from bot.suggesting.purchase_typeahead import usual_supplier
from inventory.documents.purchase_order import PurchaseOrder
from inventory.errors import NotAllowed, StockError, TooManyLines
from inventory.inbound_errors import UnknownSupplier
from inventory.supplier import Supplier
from inventory.transaction import Posted


class PurchaseTaking(GoodsTaking[PurchaseDraft]):
    """Reads purchase orders for a clerk."""

    verb = "buy"
    kind = "place_purchase"
    unknown_party = UnknownSupplier
    of_the_whole = (NotAllowed, TooManyLines)

    def parse(self, text: str, *, has_party: bool = True) -> PurchaseDraft:
        clerk = self._clerk
        return parse_purchase(text, today=clerk.today, has_supplier=has_party, codes=clerk.codes)

    def written(self, draft: PurchaseDraft) -> str:
        return written_purchase(draft)

    def meant(self, draft: PurchaseDraft, error: StockError) -> list[PurchaseDraft]:
        return meant_purchases(self._clerk.book, draft, error)

    def asked(self, draft: PurchaseDraft) -> dict[str, object]:
        return {
            "supplier": draft.supplier,
            "lines": tuple(line.wanted() for line in draft.lines),
            "reference": draft.reference,
            "expected_on": draft.expected_on,
            "freight": draft.freight,
            "note": draft.note,
            "source": draft.source,
        }

    def told(self, posted: Posted) -> Message:
        entries = (change.after for change in posted.transaction.changes)
        order = next(entry for entry in entries if isinstance(entry, PurchaseOrder))
        telling = self._clerk.telling(posted)
        return purchase_drafted(telling, order, posted.transaction, self._prefix)

    def form_of(self, draft: PurchaseDraft) -> FormWanted:
        """Return the form; who sells all of the items is filled in where nobody is named."""
        skus = [line.item for line in draft.lines]
        supplier = draft.supplier or usual_supplier(self._clerk.book, skus)
        return FormWanted(self.verb, purchase=draft.with_party(supplier))

    def parties(self) -> Iterable[str]:
        return (one.code for one in self._clerk.book.all(Supplier) if one.is_active)
