"""Writes an announced return down as somebody could have typed it: for buttons, forms and tests."""

from bot.language.goods_written import written_facts, written_parts
from bot.language.return_draft import ReturnDraft, ReturnDraftLine
from bot.language.return_parse import NEW, ORDER
from bot.language.words import spelled


def written_return(draft: ReturnDraft) -> str:
    """Return what is announced as text, one line an item."""
    facts = {
        "customer": draft.customer,
        "reason": draft.reason,
        "by": str(draft.expected_on or ""),
        "carrier": draft.carrier,
        "track": draft.tracking,
        "override": draft.override,
        "note": draft.note,
    }
    told = " ".join(written_facts(facts))
    lines = [written_returned(line) for line in draft.lines] or list(filter(None, [draft.order]))
    return "\n".join(filter(None, (" ".join((NEW, *lines[:1])), *lines[1:], told)))


def written_returned(line: ReturnDraftLine) -> str:
    """Return one line of a return as text."""
    order = [line.order] if ORDER.fullmatch(line.order) else _option("order", line.order)
    parts = {"lot": line.lot, "reason": line.reason, "want": line.remedy, "photo": line.photo}
    return " ".join((*written_parts(line), *order, *written_facts(parts)))


def _option(name: str, value: str) -> list[str]:
    return [f"{name}:{spelled(value)}"] if value else []
