"""What becomes of returned goods: what the house's table proposes, and what is refused.

Nothing is restocked that nobody may sell again: goods in a bad condition, and goods of a lot that
is held, recalled or past its date, whatever a table or a person says.
"""

from inventory.book import Book
from inventory.condition import (
    PROPOSED,
    RESTOCKABLE,
    Condition,
    Disposition,
    DispositionRule,
    rule_key,
)
from inventory.draft import Draft
from inventory.item import Item
from inventory.lot import LotStatus
from inventory.return_errors import DispositionRefused
from inventory.rights import require

ALWAYS = tuple(one.value for one in Disposition if one is not Disposition.RESTOCK)


def proposed_for(book: Book, item: Item, condition: Condition) -> Disposition:
    """Return what the table says about goods in a condition: of their category, or of all.

    Where managers have said nothing, `PROPOSED` holds.
    """
    for key in (rule_key(condition, item.category), rule_key(condition)):
        rule = book.get(DispositionRule, key)
        if rule and rule.is_active:
            return rule.disposition
    return PROPOSED[condition]


def disposition_of(
    draft: Draft, item: Item, lot: str, condition: Condition, asked: Disposition | None
) -> tuple[Disposition, Disposition]:
    """Return what becomes of goods, and what was proposed.

    Args:
        draft: whose book knows the table and the lot.
        item: what was inspected.
        lot: which of its lots.
        condition: as it was found.
        asked: what somebody has chosen, None for what is proposed.

    Raises:
        DispositionRefused: they may not be restocked.
        NotAllowed: restocking what the table does not restock takes a right of its own.
    """
    status = draft.lot_status(item.sku, lot)
    is_held = status is not LotStatus.APPROVED
    proposed = proposed_for(draft.book, item, condition)
    if is_held and proposed is Disposition.RESTOCK:
        proposed = Disposition.QUARANTINE
    chosen = asked or proposed
    if chosen is Disposition.RESTOCK and (is_held or condition not in RESTOCKABLE):
        raise DispositionRefused(
            problem=status.value if is_held else "condition",
            item=item.sku,
            condition=condition.value,
            disposition=chosen.value,
            allowed=ALWAYS,
            lot=lot,
        )
    if chosen is Disposition.RESTOCK and proposed is not Disposition.RESTOCK:
        require(draft.book, draft.command.actor, "override_disposition")
    return chosen, proposed
