"""Writes an order down as somebody could have typed it: for buttons, forms and tests."""

from bot.order_draft import DraftLine, OrderDraft
from bot.words import spelled
from bot.written import bare, decimal
from inventory.quantity import ZERO


def written_order(draft: OrderDraft) -> str:
    """Return an order as text, one line an item."""
    lines = [written_line(line) for line in draft.lines]
    first = f"{bare(draft.customer)} " if draft.customer else ""
    facts = " ".join(_facts(draft))
    if not lines:
        return f"{first}{facts}".strip()
    lines[0] = f"{first}{lines[0]}"
    return "\n".join(filter(None, (*lines, facts)))


def written_line(line: DraftLine) -> str:
    """Return one line of an order as text."""
    parts: list[str] = []
    if line.amount:
        parts.append(decimal(line.amount.number))
        if line.amount.unit:
            parts.append(bare(line.amount.unit))
    if line.item:
        parts.append(bare(line.item))
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
    told = [f"{name}:{spelled(value)}" for name, value in facts.items() if value]
    return [*told, *(f"req:{spelled(one)}" for one in draft.requirements)]
