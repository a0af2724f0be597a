"""Turns what was typed of an order into a draft, whole or not."""

from datetime import date
from typing import Final

from bot.language.codes import Codes
from bot.language.goods_parse import PARTY, read_goods
from bot.language.grammar import VERBS
from bot.language.order_draft import OrderDraft

ORDER: Final = VERBS["order"]


def parse_order(
    text: str, *, today: date, has_customer: bool = True, codes: Codes | None = None
) -> OrderDraft:
    """Read an order.

    Args:
        text: as typed or pasted.
        today: the warehouse's own, for `tomorrow` and the like.
        has_customer: whether the first word may name the customer; on a form a field does.
        codes: what scanned codes mean; without it they stay as they are.

    Raises:
        BlockErrors: with everything that cannot be read.
    """
    read = read_goods(ORDER, text, today=today, has_party=has_customer, codes=codes)
    facts = {name: value for name, value in read.facts.items() if name != PARTY}
    return OrderDraft.model_validate(
        {
            **facts,
            "customer": read.facts.get(PARTY, ""),
            "lines": read.lines,
            "numbers": read.numbers,
            "requirements": read.requirements,
        }
    )
