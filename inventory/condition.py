"""What shape returned goods are in, and what becomes of them for it.

The house keeps the answer on the tab Dispositions; what it leaves open follows from the table here.
"""

from enum import StrEnum
from typing import Final, Literal, Self

from pydantic import model_validator

from inventory.record import Record


class Condition(StrEnum):
    """What shape returned goods are in."""

    NEW = "new"
    OPENED = "opened"
    DAMAGED = "damaged"
    DEFECTIVE = "defective"
    WRONG_ITEM = "wrong_item"
    EXPIRED = "expired"


class Disposition(StrEnum):
    """What becomes of returned goods: only what is restocked is available again."""

    RESTOCK = "restock"
    REFURBISH = "refurbish"
    QUARANTINE = "quarantine"
    SCRAP = "scrap"
    RETURN_TO_VENDOR = "return_to_vendor"


PROPOSED: Final[dict[Condition, Disposition]] = {
    Condition.NEW: Disposition.RESTOCK,
    Condition.OPENED: Disposition.REFURBISH,
    Condition.DAMAGED: Disposition.SCRAP,
    Condition.DEFECTIVE: Disposition.RETURN_TO_VENDOR,
    Condition.WRONG_ITEM: Disposition.QUARANTINE,
    Condition.EXPIRED: Disposition.SCRAP,
}
"""Condition -> what is proposed where the house has said nothing."""

RESTOCKABLE: Final = frozenset({Condition.NEW, Condition.OPENED})
"""In any other condition nobody can restock goods, whatever a table says."""


class DispositionRule(Record):
    """One row of the tab Dispositions: what is proposed for goods in a condition.

    Attributes:
        category: of items it holds for; empty for all that have no row of their own.
    """

    type: Literal["disposition_rule"] = "disposition_rule"
    condition: Condition
    category: str = ""
    disposition: Disposition
    note: str = ""
    is_active: bool = True

    @property
    def key(self) -> str:
        return rule_key(self.condition, self.category)

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        is_restocked = self.disposition is Disposition.RESTOCK
        if is_restocked and self.condition not in RESTOCKABLE:
            raise ValueError("only new and opened goods can be restocked")
        return self


HOUSE_RULES: Final[dict[str, DispositionRule]] = {
    condition.value: DispositionRule(condition=condition, disposition=disposition)
    for condition, disposition in PROPOSED.items()
}
"""Key -> the row as the tab is laid out: it holds where the book has none of that key."""


def rule_key(condition: Condition, category: str = "") -> str:
    """Return the key of the row for a condition, of one category or of all."""
    return f"{condition.value}/{category.strip().casefold()}" if category else condition.value
