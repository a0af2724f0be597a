"""Locations: where stock lies, and the virtual places it comes from and goes to.

Suppliers, customers, scrap and the count difference are locations too, so that every move takes
from one and gives to another and nothing appears or vanishes.
"""

from enum import StrEnum
from typing import Final, Literal

from inventory.quantity import Quantity
from inventory.record import Record


class LocationKind(StrEnum):
    """What a location is for; the virtual ones stand outside the building."""

    RECEIVING = "receiving"
    STORAGE = "storage"
    PACKING = "packing"
    RETURNS = "returns"
    QUARANTINE = "quarantine"
    TRANSIT = "transit"
    SUPPLIER = "supplier"
    CUSTOMER = "customer"
    SCRAP = "scrap"
    DIFFERENCE = "difference"
    PRODUCTION = "production"
    OPENING = "opening"

    @property
    def is_real(self) -> bool:
        """Whether stock can physically lie there, so that it can never fall below zero."""
        return self in REAL_KINDS

    @property
    def is_available(self) -> bool:
        """Whether stock there may be promised and picked."""
        return self in AVAILABLE_KINDS


REAL_KINDS: Final = frozenset(
    {
        LocationKind.RECEIVING,
        LocationKind.STORAGE,
        LocationKind.PACKING,
        LocationKind.RETURNS,
        LocationKind.QUARANTINE,
        LocationKind.TRANSIT,
    }
)
AVAILABLE_KINDS: Final = frozenset({LocationKind.RECEIVING, LocationKind.STORAGE})
SET_ASIDE_KINDS: Final = frozenset({LocationKind.RETURNS, LocationKind.QUARANTINE})
"""Where goods wait until somebody has inspected or settled them."""


class Location(Record):
    """One place, known by its code (`A-01`).

    Attributes:
        site: the building; empty where there is only one.
        parent: the code of the zone or rack it belongs to.
        walk_order: where it comes on the walk through the building; None for the order of codes.
        capacity: how many base units fit in, all items together; None for any number.
        capacity_kg: how heavy a load it takes; None for any.
        takes: kinds and categories of items that may lie there; empty for all.
    """

    type: Literal["location"] = "location"
    code: str
    name: str = ""
    kind: LocationKind = LocationKind.STORAGE
    site: str = ""
    parent: str = ""
    walk_order: int | None = None
    capacity: Quantity | None = None
    capacity_kg: Quantity | None = None
    takes: tuple[str, ...] = ()
    is_active: bool = True

    @property
    def key(self) -> str:
        return self.code


SUPPLIER: Final = "SUPPLIER"
CUSTOMER: Final = "CUSTOMER"
SCRAP: Final = "SCRAP"
DIFFERENCE: Final = "DIFFERENCE"
PRODUCTION: Final = "PRODUCTION"
OPENING: Final = "OPENING"

VIRTUAL_LOCATIONS: Final[dict[str, Location]] = {
    code: Location(code=code, name=name, kind=kind)
    for code, name, kind in (
        (SUPPLIER, "Suppliers", LocationKind.SUPPLIER),
        (CUSTOMER, "Customers", LocationKind.CUSTOMER),
        (SCRAP, "Scrap", LocationKind.SCRAP),
        (DIFFERENCE, "Count difference", LocationKind.DIFFERENCE),
        (PRODUCTION, "Production", LocationKind.PRODUCTION),
        (OPENING, "Opening stock", LocationKind.OPENING),
    )
}
"""Built in: every book has them, the Locations tab does not list them."""
