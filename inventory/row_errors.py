"""What can be wrong with a row that a manager changed or took away.

    StockError
    +-- StillUsed       stock or history refers to it
    +-- StillAwaited    goods of open documents wait in that place
    +-- FieldFrozen     a cell that may no longer change (the unit of a used item)
    +-- LastAdmin       somebody must be able to administer

Wording for people lives in `sheets_schema/refusals.py`.
"""

from dataclasses import dataclass
from decimal import Decimal

from inventory.errors import StockError


@dataclass(unsafe_hash=True)
class StillUsed(StockError):
    """A row was deleted or its key changed, and stock or history refers to it.

    Attributes:
        tab: where the row stood; `on_hand` is what still lies there.
    """

    tab: str
    code: str
    on_hand: Decimal = Decimal(0)
    unit: str = ""


@dataclass(unsafe_hash=True)
class StillAwaited(StockError):
    """The goods of some open documents wait in a location, which stays of its kind meanwhile."""

    location: str
    documents: tuple[str, ...]


@dataclass(unsafe_hash=True)
class FieldFrozen(StockError):
    """`field` of the row may no longer change."""

    tab: str
    code: str
    field: str


@dataclass(unsafe_hash=True)
class LastAdmin(StockError):
    """`user` is the only one who may administer."""

    user: str
