"""Takes what customers announce to send back, as it is typed, sent from a form or chosen."""

from collections.abc import Iterable
from typing import Final

from bot.answering.answers import FormWanted
from bot.answering.goods_taking import GoodsTaking
from bot.language.return_draft import ReturnDraft
from bot.language.return_parse import parse_return
from bot.language.return_written import written_return
from bot.messages.message import Message
from bot.messages.return_answers import announced_title, return_done
from bot.suggesting.suggestions import nearest_items
from inventory.customer import Customer
from inventory.documents.customer_return import CustomerReturn, Remedy
from inventory.errors import (
    LineErrors,
    NotAllowed,
    StockError,
    TooManyLines,
    UnknownItem,
    UnknownReason,
)
from inventory.order_errors import UnknownCustomer
from inventory.return_errors import OtherCustomer
from inventory.transaction import Posted

ANNOUNCE: Final = "announce_return"
REMEDIES: Final = (Remedy.REFUND.value, Remedy.REPLACEMENT.value)


class ReturnTaking(GoodsTaking[ReturnDraft]):
    """Reads announced returns for a clerk."""

    verb = "return"
    kind = ANNOUNCE
    unknown_party = UnknownCustomer
    of_the_whole = (UnknownReason, NotAllowed, TooManyLines, OtherCustomer)
    shape = 'SO-7 2 MUG-BLU; 1 TEE-BLK-M SO-9 reason:"arrived broken" want:refund'

    def parse(self, text: str, *, has_party: bool = True) -> ReturnDraft:
        del has_party  # a customer is always named by an option
        return parse_return(text, today=self._clerk.today, codes=self._clerk.codes)

    def written(self, draft: ReturnDraft) -> str:
        return written_return(draft)

    def meant(self, draft: ReturnDraft, error: StockError) -> list[ReturnDraft]:
        """Return the draft with the nearest items in the place of the one that is wrong."""
        index, wrong = error.errors[0] if isinstance(error, LineErrors) else (1, error)
        is_alone = not isinstance(error, LineErrors) or len(error.errors) == 1
        if not is_alone or not isinstance(wrong, UnknownItem) or index < 1:
            return []
        line = draft.lines[index - 1]
        skus = nearest_items(self._clerk.book, wrong.item)
        meant = (line.model_copy(update={"item": sku}) for sku in skus)
        return [draft.with_line(index, one) for one in meant]

    def asked(self, draft: ReturnDraft) -> dict[str, object]:
        for line in draft.lines:
            if line.remedy and line.remedy not in REMEDIES:
                raise UnknownReason(reason=line.remedy, known=REMEDIES)
        return {
            "customer": draft.customer,
            "lines": tuple(line.returned() for line in draft.lines),
            "expected_on": draft.expected_on,
            "override": draft.override,
            "carrier": draft.carrier,
            "tracking": draft.tracking,
            "reason": draft.reason,
            "note": draft.note,
            "source": draft.source,
        }

    def told(self, posted: Posted) -> Message:
        entries = (change.after for change in posted.transaction.changes)
        found = next(entry for entry in entries if isinstance(entry, CustomerReturn))
        telling = self._clerk.telling(posted)
        title = announced_title(found)
        return return_done(title, posted.transaction, found, telling, self._prefix)

    def form_of(self, draft: ReturnDraft) -> FormWanted:
        return FormWanted(self.verb, returned=draft)

    def parties(self) -> Iterable[str]:
        return (one.code for one in self._clerk.book.all(Customer) if one.is_active)
