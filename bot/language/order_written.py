"""Writes an order down as somebody could have typed it: for buttons, forms and tests."""

from bot.language.goods_written import written_facts, written_goods, written_parts
from bot.language.order_draft import DraftLine, OrderDraft
from bot.language.words import spelled
from bot.language.written import decimal
from inventory.quantity import ZERO


def written_order(draft: OrderDraft) -> str:
    """Return an order as text, one line an item."""
    lines = [written_line(line) for line in draft.lines]
    return written_goods(draft.customer, lines, _facts(draft))


def written_line(line: DraftLine) -> str:
    """Return one line of an order as text."""
    parts = written_parts(line)
    if line.unit_price is not None:
        parts.append(f"price:{decimal(line.unit_price)}")
    if line.discount_percent != ZERO:
        parts.append(f"off:{decimal(line.discount_percent)}")
    return " ".join(parts)


def _facts(draft: OrderDraft) -> list[str]:
    facts = {
        "by": str(draft.requested_on or ""),
        "ref": draft.reference,
        "priority": draft.priority,
        "service": draft.service,
        "note": draft.note,
    }
    return [*written_facts(facts), *(f"req:{spelled(one)}" for one in draft.requirements)]
