"""A purchase order as somebody has asked for it so far: by a line or a form."""

from datetime import date
from decimal import Decimal
from typing import Self

from bot.language.goods_draft import GoodsDraft, GoodsLine
from inventory.inbound_commands import WantedLine
from inventory.quantity import Amount, Quantity


class PurchaseDraftLine(GoodsLine):
    """One line of a purchase order.

    Attributes:
        unit_cost: None for the item's own cost.
    """

    unit_cost: Quantity | None = None

    def wanted(self) -> WantedLine:
        """Return the line as the order takes it; nothing may be missing."""
        return WantedLine(
            item=self.item,
            amount=self.amount or Amount(number=Decimal(0)),
            unit_cost=self.unit_cost,
        )


class PurchaseDraft(GoodsDraft[PurchaseDraftLine]):
    """What was said of a purchase order."""

    supplier: str = ""
    reference: str = ""
    expected_on: date | None = None
    freight: Quantity | None = None
    note: str = ""

    @property
    def party(self) -> str:
        return self.supplier

    def with_party(self, code: str) -> Self:
        return self.model_copy(update={"supplier": code})
