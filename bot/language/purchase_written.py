"""Writes a purchase order down as somebody could have typed it: for buttons, forms and tests."""

from bot.language.goods_written import written_facts, written_goods, written_parts
from bot.language.purchase_draft import PurchaseDraft, PurchaseDraftLine
from bot.language.written import decimal


def written_purchase(draft: PurchaseDraft) -> str:
    """Return a purchase order as text, one line an item."""
    facts = {
        "by": str(draft.expected_on or ""),
        "ref": draft.reference,
        "freight": "" if draft.freight is None else decimal(draft.freight),
        "note": draft.note,
    }
    lines = [written_wanted(line) for line in draft.lines]
    return written_goods(draft.supplier, lines, written_facts(facts))


def written_wanted(line: PurchaseDraftLine) -> str:
    """Return one line of a purchase order as text."""
    cost = [] if line.unit_cost is None else [f"cost:{decimal(line.unit_cost)}"]
    return " ".join((*written_parts(line), *cost))
