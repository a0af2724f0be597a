"""Turns what was typed of a purchase order into a draft, whole or not."""

from datetime import date
from typing import Final

from bot.language.codes import Codes
from bot.language.goods_parse import PARTY, read_goods
from bot.language.grammar import VERBS
from bot.language.purchase_draft import PurchaseDraft

BUY: Final = VERBS["buy"]
FIELDS: Final = {PARTY: "supplier", "requested_on": "expected_on"}
"""What is read under another name than the draft has for it."""


def parse_purchase(
    text: str, *, today: date, has_supplier: bool = True, codes: Codes | None = None
) -> PurchaseDraft:
    """Read a purchase order.

    Args:
        text: as typed or pasted.
        today: the warehouse's own, for `tomorrow` and the like.
        has_supplier: whether the first word may name the supplier; on a form a field does.
        codes: what scanned codes mean; without it they stay as they are.

    Raises:
        BlockErrors: with everything that cannot be read.
    """
    read = read_goods(BUY, text, today=today, has_party=has_supplier, codes=codes)
    facts = {FIELDS.get(name, name): value for name, value in read.facts.items()}
    return PurchaseDraft.model_validate({**facts, "lines": read.lines, "numbers": read.numbers})
