"""What can be wrong with a request about a kit, with the facts to put it right.

    StockError
    +-- NotAKit             the item has no bill of materials, or one that leads back to itself
    +-- ComponentsUnusable  a bill of materials names what is not on Items, or is out of use
    +-- ComponentsShort     there is not enough of some components to build so many
    +-- KitOutlives         a kit would be usable for longer than what it is made of
    +-- ComponentLotNeeded  which lots come out of a kit that is taken apart has to be said

Wording for people lives in `bot/`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from inventory.errors import StockError


@dataclass(unsafe_hash=True)
class NotAKit(StockError):
    """`circle` is the way back to itself, empty where it is no kit at all."""

    item: str
    circle: tuple[str, ...] = ()


@dataclass(unsafe_hash=True)
class ComponentsUnusable(StockError):
    """`unknown` is not on the tab Items, `inactive` is out of use there."""

    item: str
    unknown: tuple[str, ...] = ()
    inactive: tuple[str, ...] = ()


@dataclass(frozen=True)
class ShortComponent:
    """One component of which there is not enough.

    Attributes:
        free: what could be taken; `lies` is (location, lot, on hand) of all of it, most first.
        holders: (order, quantity) of those it is kept for, the most first.
    """

    item: str
    unit: str
    wanted: Decimal
    free: Decimal
    lies: tuple[tuple[str, str, Decimal], ...] = ()
    holders: tuple[tuple[str, Decimal], ...] = ()


@dataclass(unsafe_hash=True)
class ComponentsShort(StockError):
    """`most` is how many could be built; `source` the bin they were to come from, or empty."""

    item: str
    unit: str
    wanted: Decimal
    most: Decimal
    source: str
    short: tuple[ShortComponent, ...]


@dataclass(unsafe_hash=True)
class KitOutlives(StockError):
    """`component` is the one that expires first, on `latest_on`."""

    item: str
    lot: str
    expires_on: date
    component: str
    latest_on: date


@dataclass(unsafe_hash=True)
class ComponentLotNeeded(StockError):
    """`components` are (item, lots of it that went into kits) whose lots were not named."""

    item: str
    components: tuple[tuple[str, tuple[str, ...]], ...]
