"""What becomes of recalled goods that are held here: what was decided, and how it is done."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from bot.language.words import spelled
from bot.messages.figures import counted, number, typed
from bot.messages.recall_lots import Lying, total
from bot.messages.telling import day
from bot.messages.text import Bold, Code, Line, clipped, line, who
from inventory.documents.recall import HeldOutcome, Recall
from inventory.stock_key import LotKey

OUTCOMES: Final[Mapping[HeldOutcome, str]] = {
    HeldOutcome.SCRAP: "scrapped here",
    HeldOutcome.RETURN_TO_VENDOR: "sent back to the supplier",
    HeldOutcome.DESTROY: "destroyed by somebody else",
    HeldOutcome.REFURBISH: "repaired or relabelled, then released",
}
"""Outcome -> what held goods are, by it."""


def decided_line(recall: Recall) -> Iterator[Line]:
    """Word what was decided about held goods, nothing where nobody has."""
    if found := recall.decided:
        note = f": “{clipped(found.note, 200)}”" if found.note else ""
        start = f" what is held is to be {OUTCOMES[found.outcome]}, says "
        yield line(Bold("Decided:"), start, who(found.by), f" on {day(found.on)}{note}")


def still_to_be_done(recall: Recall, lying: Lying) -> Line:
    """Say what is next for goods that are held, where nobody else is waited for."""
    held = number(total(lying))
    if recall.decided is None:
        return line(f"decide what becomes of the {held} held here: Decide…")
    what = OUTCOMES[recall.decided.outcome]
    places = [(lot, *there) for lot, rows in lying.items() for there in rows.items()]
    shown = Code(_typed(recall.decided.outcome, *places[0]))
    if recall.decided.outcome is HeldOutcome.REFURBISH:
        return line(
            f"the {held} held here are to be {what}: say who does that by Close…, then ", shown
        )
    more = f", and so on at {counted(len(places) - 1, 'more place')}" if len(places) > 1 else ""
    return line(f"the {held} held here are to be {what}, as with ", shown, f"{more}; then Close…")


def _typed(outcome: HeldOutcome, lot: LotKey, place: str, quantity: Decimal) -> str:
    named = " ".join(filter(None, (spelled(lot.item), lot.code and f"lot:{spelled(lot.code)}")))
    match outcome:
        case HeldOutcome.RETURN_TO_VENDOR:
            return f"/inv reject {typed(quantity)} {named} @{spelled(place)} reason:defective"
        case HeldOutcome.REFURBISH:
            return f"/inv release {named}"
        case HeldOutcome.SCRAP | HeldOutcome.DESTROY:
            return f"/inv adjust -{typed(quantity)} {named} @{spelled(place)} reason:scrapped"
