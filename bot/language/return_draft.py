"""A return as somebody has announced it so far: by a line or a form."""

from datetime import date
from decimal import Decimal
from typing import Self

from bot.language.goods_draft import GoodsDraft, GoodsLine
from inventory.documents.customer_return import Remedy
from inventory.quantity import Amount
from inventory.return_commands import ReturnedLine


class ReturnDraftLine(GoodsLine):
    """One line of a return.

    Attributes:
        remedy: refund, replacement, or empty.
    """

    order: str = ""
    lot: str = ""
    reason: str = ""
    remedy: str = ""
    photo: str = ""

    def returned(self) -> ReturnedLine:
        """Return the line as the return takes it; nothing may be missing."""
        return ReturnedLine(
            item=self.item,
            amount=self.amount or Amount(number=Decimal(0)),
            order=self.order,
            lot=self.lot,
            reason=self.reason,
            remedy=Remedy(self.remedy or Remedy.NONE),
            photo=self.photo,
        )


class ReturnDraft(GoodsDraft[ReturnDraftLine]):
    """What was said of a return.

    Attributes:
        order: the one that was named last; all of it is meant where no goods are.
        reason: what is said once and holds for every line.
    """

    customer: str = ""
    order: str = ""
    expected_on: date | None = None
    carrier: str = ""
    tracking: str = ""
    override: str = ""
    reason: str = ""
    note: str = ""

    @property
    def party(self) -> str:
        return self.customer

    @property
    def is_whole(self) -> bool:
        """Whether it can be announced as it is: an order says whose it is, and nobody has to know."""
        return bool(self.lines) and not any(line.missing for line in self.lines)

    def with_party(self, code: str) -> Self:
        return self.model_copy(update={"customer": code})
