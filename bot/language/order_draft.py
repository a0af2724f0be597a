"""An order as somebody has asked for it so far: by a line, a form or a message."""

from datetime import date
from decimal import Decimal
from typing import Self

from bot.language.goods_draft import GoodsDraft, GoodsLine
from inventory.order_commands import AskedLine
from inventory.quantity import ZERO, Amount, Quantity


class DraftLine(GoodsLine):
    """One line of an order.

    Attributes:
        unit_price: None for the item's own price.
    """

    unit_price: Quantity | None = None
    discount_percent: Quantity = ZERO

    def asked(self) -> AskedLine:
        """Return the line as the order takes it; nothing may be missing."""
        return AskedLine(
            item=self.item,
            amount=self.amount or Amount(number=Decimal(0)),
            unit_price=self.unit_price,
            discount_percent=self.discount_percent,
        )


class OrderDraft(GoodsDraft[DraftLine]):
    """What was said of an order.

    Attributes:
        priority: one of the names of `Priority`, empty for the usual one.
    """

    customer: str = ""
    reference: str = ""
    requested_on: date | None = None
    priority: str = ""
    requirements: tuple[str, ...] = ()
    service: str = ""
    note: str = ""

    @property
    def party(self) -> str:
        return self.customer

    def with_party(self, code: str) -> Self:
        return self.model_copy(update={"customer": code})
