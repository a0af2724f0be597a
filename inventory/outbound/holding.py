"""Arithmetic of holds: joining, lessening, splitting. Nothing here looks at stock."""

from decimal import Decimal

from inventory.documents.order import Hold
from inventory.quantity import ZERO, trimmed


def add_hold(holds: list[Hold], added: Hold) -> None:
    """Add a hold to others, joining those of one place and origin."""
    for index, hold in enumerate(holds):
        if (hold.location, hold.lot, hold.origin) == (added.location, added.lot, added.origin):
            more = trimmed(hold.quantity + added.quantity)
            holds[index] = hold.model_copy(update={"quantity": more})
            return
    holds.append(added)


def lessened(holds: tuple[Hold, ...], location: str, lot: str, quantity: Decimal) -> list[Hold]:
    """Return holds with so much less in one place, whatever its origin; at most what is there."""
    left, kept = quantity, list[Hold]()
    for hold in holds:
        is_there = (hold.location, hold.lot) == (location, lot)
        taken = min(left, hold.quantity) if is_there else ZERO
        left -= taken
        if hold.quantity > taken:
            kept.append(hold.model_copy(update={"quantity": trimmed(hold.quantity - taken)}))
    return kept


def split_holds(holds: tuple[Hold, ...], wanted: Decimal) -> tuple[list[Hold], list[Hold]]:
    """Split holds that were not picked into as much as is wanted, and the rest."""
    taken, rest = list[Hold](), list[Hold]()
    for hold in holds:
        part = ZERO if hold.is_picked else min(wanted, hold.quantity)
        wanted -= part
        if part:
            taken.append(hold.model_copy(update={"quantity": part}))
        if hold.quantity > part:
            rest.append(hold.model_copy(update={"quantity": trimmed(hold.quantity - part)}))
    return taken, rest
